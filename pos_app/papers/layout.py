"""Putting a paper together row by row, and the parts that all papers of a till share."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from pos_app.domain.identity import Event, Till
from pos_app.domain.money import Money, Quantity
from pos_app.i18n import (
    N_,
    _,
    format_clock,
    format_money,
    format_plain,
    format_time,
    month_name,
    ngettext,
)
from pos_app.papers.lettering import ASCII_LETTERS, Letters
from pos_app.papers.letters import display_width
from pos_app.papers.paper import (
    Align,
    Feed,
    Paper,
    PaperRow,
    Picture,
    QrCode,
    Row,
    Rule,
    Style,
    two_sided,
    wrap,
    wrap_evenly,
)
from pos_app.papers.reasons import code_words
from pos_app.papers.tax_rows import UNTAXED_WORDS, TaxWords

_WIDE_PAPER = 42
"""From here on two short things share a line."""

_TENDER_WORDS = {
    "cash": N_("Cash"),
    "qris": N_("QRIS"),
    "card": N_("Card"),
    "transfer": N_("Transfer"),
    "voucher": N_("Voucher"),
    "subsidy": N_("Organizer's subsidy"),
    "dp": N_("Down payment"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperHeading:
    """What all papers of a till have in common; words as the booth typed them.

    `tender_names` are (code, name) of the pack or the booth, for kinds Gerai has no word for;
    `operators` are (local code, name) of the people at the till. `logo` and `letters` are those
    for one width and one printer; the logo stands on receipts only.
    """

    event: Event
    till: Till
    shop_name: str
    place: str = ""
    header: tuple[str, ...] = ()
    footer: tuple[str, ...] = ()
    tender_names: tuple[tuple[str, str], ...] = ()
    operators: tuple[tuple[str, str], ...] = ()
    taxes: TaxWords = UNTAXED_WORDS
    logo: Picture | None = None
    letters: Letters = ASCII_LETTERS

    @property
    def booth_line(self) -> str:
        """`Stan B07 - Bandar Lampung`."""
        if not self.place:
            return _("Booth {booth}").format(booth=self.till.booth_id)
        return _("Booth {booth} - {place}").format(booth=self.till.booth_id, place=self.place)

    def operator(self, code: str) -> str:
        """Who that code of the journal is; nothing where nobody was named."""
        return dict(self.operators).get(code, "")

    def tender_word(self, kind: str) -> str:
        """How a kind of tender is called on paper."""
        return tender_word(kind, self.tender_names)


@dataclass(frozen=True, slots=True)
class CopyMark:
    """Marks a paper that is printed again: which copy, when, by whom. The first copy is 1."""

    number: int
    at: datetime
    operator_name: str


class PaperBuilder:
    """Collects the rows of one paper. All text passes its `Letters`, all lines keep the width.

    Words in another script become a picture on a line of their own, where somebody draws them.
    """

    def __init__(self, columns: int, heading: PaperHeading) -> None:
        self.columns = columns
        self.heading = heading
        self._letters = heading.letters
        self._rows: list[PaperRow] = []

    @property
    def is_wide(self) -> bool:
        """Whether name and amount may share a line."""
        return self.columns >= _WIDE_PAPER

    def amount(self, minor: Money) -> str:
        """An amount in a column: `1.250.000`."""
        return format_plain(minor, self.heading.event.exponent)

    def total(self, minor: Money) -> str:
        """The one amount with its sign: `Rp1.250.000`."""
        return format_money(minor, self.heading.event.exponent)

    def text(self, text: str, *, indent: int = 0, hanging: int = 2, style: Style = "plain") -> None:
        """Words from the left, wrapped."""
        if self._draw(text, "left"):
            return
        words = self._letters.text(text)
        for line in wrap(words, self.columns, indent=indent, hanging=hanging):
            self._rows.append(Row(line, style))

    def centred(self, text: str, style: Style = "plain") -> None:
        """Words in the middle, wrapped evenly; nothing where there are no words."""
        if self._draw(text, "centre"):
            return
        cleaned = self._letters.text(text)
        room = self.columns // 2 if style == "wide" else self.columns
        for line in wrap_evenly(cleaned, room) if cleaned else ():
            self._rows.append(Row(line, style, "centre"))

    def sides(self, left: str, right: str, *, indent: int = 0, style: Style = "plain") -> None:
        """Words left, an amount or time right; the right part is never cut."""
        words = "" if self._draw(left, "left") else self._letters.text(left)
        for line in two_sided(words, right, self.columns, indent=indent):
            self._rows.append(Row(line, style))

    def name(self, name: str, code: str) -> str:
        """A product's name for `text` and `sides`: drawn where it can be, else text, else code."""
        return name if self.is_drawn(name) else self._letters.name(name, code)

    def is_drawn(self, words: str) -> bool:
        """Whether they become a picture on a line of their own."""
        return self._letters.drawn(words, self.columns) is not None

    def fits_beside(self, left: str, right: str) -> bool:
        """Whether both stand on one line."""
        width = display_width(left) + 1 + display_width(right)
        return width <= self.columns and not self.is_drawn(left)

    def words_apart(self, left: str, right: str) -> None:
        """Two short texts at the edges, or one below the other."""
        words = self._letters.text(right)
        if not self.is_drawn(right) and self.fits_beside(left, words):
            self.sides(left, words)
        else:
            self.text(left)
            self.text(right, indent=2)

    def line(self, left: str, right: str = "") -> None:
        """A line that was set out by the caller, with its spaces; an amount may stand right."""
        if self.fits_beside(left, right):
            self._rows.append(Row(left + right.rjust(self.columns - len(left))))
        else:
            self.text(left)
            self._rows.append(Row(right, align="right"))

    def rule(self, row: Rule | None = None) -> None:
        """A line across."""
        self._rows.append(row or Rule())

    def feed(self, lines: int = 1) -> None:
        """Blank lines."""
        self._rows.append(Feed(lines))

    def picture(self, picture: Picture) -> None:
        """A picture in the middle."""
        self._rows.append(picture)

    def code(self, code: QrCode) -> None:
        """A code to scan."""
        self._rows.append(code)

    def signatures(self, left: str, right: str) -> None:
        """Two lines to sign on, with the names below."""
        gap = 8 if self.is_wide else 4
        width = (self.columns - gap) // 2
        self.feed(3)
        names = [self._letters.text(name)[:width].center(width) for name in (left, right)]
        for line in ("_" * width + " " * gap + "_" * width, (" " * gap).join(names)):
            self._rows.append(Row(line.rstrip()))

    def chain_place(self, seq: int, link: str) -> None:
        """Where the entry stands in the chain, and the start of its hash."""
        self.feed()
        place = self._letters.text(_("Entry {seq}").format(seq=seq))
        self._rows.append(Row(f"{place}  {link[:10]}", align="centre"))

    def paper(self, copy: CopyMark | None = None) -> Paper:
        """The finished paper, framed by the marks of a copy and of practice."""
        body, self._rows = self._rows, []
        self._practice_mark()
        if copy is not None:
            self._copy_number(copy)
            self.centred(_("PRINTED AGAIN"), "bold")
            local = self.heading.event.local(copy.at)
            at = f"{short_date(local)} {format_time(local)}"
            self.centred(f"{at}, {copy.operator_name}" if copy.operator_name else at)
            self.rule(Rule("="))
        self._rows += body
        if copy is not None:
            self.rule(Rule("="))
            self._copy_number(copy)
        self._practice_mark()
        return Paper(self.columns, tuple(self._rows))

    def _draw(self, words: str, align: Align) -> bool:
        drawn = self._letters.drawn(words, self.columns, align)
        if drawn is not None:
            self._rows.append(drawn)
        return drawn is not None

    def _copy_number(self, copy: CopyMark) -> None:
        self.centred(_("COPY NO. {number}").format(number=copy.number), "tall")

    def _practice_mark(self) -> None:
        if self.heading.event.is_practice:
            self.centred(_("PRACTICE - NOT A PROOF OF PAYMENT"), "bold")


def tender_word(kind: str, names: tuple[tuple[str, str], ...] = ()) -> str:
    """How a kind of tender is called; an unknown code names itself."""
    given = dict(names)
    if kind in given:
        return given[kind]
    if kind in _TENDER_WORDS:
        return _(_TENDER_WORDS[kind])
    return code_words(kind).capitalize()


def extra_word(code: str) -> str:
    """What was added to a sale beside goods and taxes."""
    words = {"service": _("Service"), "tip": _("Tip")}
    return words.get(code) or code_words(code).capitalize()


def count_words(goods: Iterable[tuple[Quantity, str]]) -> str:
    """`7 items`, of (quantity, unit); empty for none.

    What has a unit was weighed and counts as one, as in the cart; so does a part of a piece.
    """
    pieces = sum(
        1 if unit or not quantity.is_whole else abs(quantity.thousandths) // 1000
        for quantity, unit in goods
    )
    return ngettext("{count} item", "{count} items", pieces).format(count=pieces) if pieces else ""


def short_date(day: date) -> str:
    """`26 Nov 2026`."""
    return f"{short_day(day)} {day.year}"


def short_day(day: date) -> str:
    """`26 Nov`."""
    return f"{day.day} {month_name(day)[:3]}"


def short_moment(at: datetime) -> str:
    """`26 Nov, 16.47`."""
    return f"{short_day(at)}, {format_clock(at)}"
