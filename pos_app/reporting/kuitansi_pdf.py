"""The kuitansi: an official receipt on A5, with the amount in words and a place to sign."""

import io
from typing import TYPE_CHECKING, Final

from pos_app.domain.kuitansi import Kuitansi
from pos_app.i18n import (
    _,
    amount_in_words,
    format_date,
    format_long_date,
    format_money,
    format_time,
)
from pos_app.papers.layout import PaperHeading
from pos_app.reporting.fonts import BOLD, MEDIUM, REGULAR, register_fonts, with_glyphs

if TYPE_CHECKING:
    from reportlab.pdfgen.canvas import Canvas

_MM: Final = 72 / 25.4
WIDTH, HEIGHT = 210 * _MM, 148 * _MM
"""A5, lying: the form people know from the stationer's block."""

_LEFT, _RIGHT = 18 * _MM, 192 * _MM
_FIELDS: Final = 62 * _MM
"""Where the answers begin, behind the words of the form."""

_INK, _INK_2, _LINE, _GROUND = "#14202B", "#475766", "#7F8C98", "#F3F5F7"
_WORDS_LINES: Final = 3


def kuitansi_pdf(kuitansi: Kuitansi, *, heading: PaperHeading, receiver: str) -> bytes:
    """One page; the same kuitansi gives the same bytes. `receiver` signs for the booth."""
    from reportlab.pdfgen.canvas import Canvas  # noqa: PLC0415  slow to import

    register_fonts()
    file = io.BytesIO()
    canvas = Canvas(file, pagesize=(WIDTH, HEIGHT), invariant=1)
    canvas.setCreator("Gerai")
    canvas.setTitle(_("Official receipt {number}").format(number=kuitansi.number))
    page = _Page(canvas)
    _draw_head(page, kuitansi, heading)
    _draw_form(page, kuitansi, heading)
    _draw_foot(page, kuitansi, heading, receiver)
    canvas.showPage()
    canvas.save()
    return file.getvalue()


def _draw_head(page: "_Page", kuitansi: Kuitansi, heading: PaperHeading) -> None:
    page.text(_LEFT, 131, heading.shop_name, BOLD, 13)
    place = f"{heading.booth_line}  ·  {heading.event.name}"
    page.text(_LEFT, 125.5, place, REGULAR, 8.5, _INK_2, most=110 * _MM)
    page.right(_RIGHT, 130, _("OFFICIAL RECEIPT"), BOLD, 21)
    page.right(_RIGHT, 124, _("No. {number}").format(number=kuitansi.number), MEDIUM, 9.5)
    page.line(_LEFT, 120, _RIGHT, 1.2)
    marks = []
    if kuitansi.copy:
        marks.append(_copy_words(kuitansi))
    if heading.event.is_practice:
        marks.append(_("PRACTICE - NOT A PROOF OF PAYMENT"))
    page.centred(115, "   ·   ".join(marks), BOLD, 9)


def _draw_form(page: "_Page", kuitansi: Kuitansi, heading: PaperHeading) -> None:
    y = 105.0
    page.row(y, _("Received from"), [kuitansi.buyer])
    y -= 11
    spelled = amount_in_words(kuitansi.amount // 10**heading.event.exponent)
    words = page.wrapped(f"{spelled[0].upper()}{spelled[1:]}", MEDIUM, 10.5)[:_WORDS_LINES]
    page.ground(y + 4.6, len(words))
    page.row(y, _("The sum of"), words, MEDIUM, has_lines=False)
    y -= 6.2 * (len(words) - 1) + 12
    page.row(y, _("In payment of"), page.wrapped(kuitansi.purpose, REGULAR, 10.5)[:_WORDS_LINES])


def _draw_foot(page: "_Page", kuitansi: Kuitansi, heading: PaperHeading, receiver: str) -> None:
    amount = format_money(kuitansi.amount, heading.event.exponent)
    page.frame(_LEFT, 29, 66 * _MM, 13)
    page.text(_LEFT + 5 * _MM, 33.4, amount, BOLD, 17)
    sign_left = 132 * _MM
    day = format_long_date(kuitansi.at).partition(", ")[2]
    at = f"{heading.place}, {day}" if heading.place else day
    page.text(sign_left, 50, at, REGULAR, 9.5, most=_RIGHT - sign_left)
    page.text(sign_left, 45, _("Received by"), REGULAR, 9.5, _INK_2)
    page.line(sign_left, 22, _RIGHT, 0.7)
    page.text(sign_left, 17.5, receiver or heading.shop_name, MEDIUM, 9.5, most=60 * _MM)
    if kuitansi.needs_stamp:
        page.frame(96 * _MM, 22, 26 * _MM, 32, is_dashed=True)
        duty = format_money(kuitansi.stamp_duty.amount, heading.event.exponent)
        page.text(98.5 * _MM, 41, _("Stamp"), MEDIUM, 8.5, _INK_2)
        page.text(98.5 * _MM, 37, duty, BOLD, 9.5)
        above = format_money(kuitansi.stamp_duty.above, heading.event.exponent)
        words = _("A stamp of {duty} is due on an official receipt above {above} ({source}).")
        note = words.format(duty=duty, above=above, source=kuitansi.stamp_duty.source)
        page.text(_LEFT, 10, note, REGULAR, 7.5, _INK_2)


def _copy_words(kuitansi: Kuitansi) -> str:
    words = _("COPY NO. {number}").format(number=kuitansi.copy)
    at = kuitansi.copied_at
    return words if at is None else f"{words}, {format_date(at)} {format_time(at)}"


class _Page:
    """Draws on the canvas in millimetres from the lower edge; letters stay in their room."""

    def __init__(self, canvas: "Canvas") -> None:
        self._canvas = canvas

    def text(  # noqa: PLR0913, PLR0917 -- place and look of one line
        self,
        x: float,
        y_mm: float,
        words: str,
        font: str,
        size: float,
        colour: str = _INK,
        *,
        most: float = _RIGHT - _LEFT,
    ) -> None:
        """A line from the left; a long one becomes smaller, then loses its end."""
        words = with_glyphs(words, font)
        size = self._fitting(words, font, size, most)
        while words and self._canvas.stringWidth(words, font, size) > most:
            words = words[:-1]
        self._ink(colour)
        self._canvas.setFont(font, size)
        self._canvas.drawString(x, y_mm * _MM, words)

    def right(self, x: float, y_mm: float, words: str, font: str, size: float) -> None:
        """A line that ends at `x`."""
        self._ink(_INK)
        self._canvas.setFont(font, size)
        self._canvas.drawRightString(x, y_mm * _MM, words)

    def centred(self, y_mm: float, words: str, font: str, size: float) -> None:
        """A line in the middle of the page."""
        self._ink(_INK)
        self._canvas.setFont(font, size)
        self._canvas.drawCentredString(WIDTH / 2, y_mm * _MM, words)

    def row(
        self,
        y_mm: float,
        label: str,
        lines: list[str],
        font: str = REGULAR,
        *,
        has_lines: bool = True,
    ) -> None:
        """A field of the form: its word, a colon, and the answer on its lines."""
        self.text(_LEFT, y_mm, label, REGULAR, 9.5, _INK_2, most=_FIELDS - _LEFT - 4 * _MM)
        self.text(_FIELDS - 4 * _MM, y_mm, ":", REGULAR, 9.5, _INK_2)
        for number, words in enumerate(lines):
            y = y_mm - 6.2 * number
            self.text(_FIELDS, y, words, font, 10.5, most=_RIGHT - _FIELDS - 2 * _MM)
            if has_lines:
                self.line(_FIELDS, y - 1.8, _RIGHT, 0.4)

    def wrapped(self, words: str, font: str, size: float) -> list[str]:
        """Words in lines as wide as an answer."""
        from reportlab.lib.utils import simpleSplit  # noqa: PLC0415  slow to import

        return list(simpleSplit(with_glyphs(words, font), font, size, _RIGHT - _FIELDS - 4 * _MM))

    def line(self, x: float, y_mm: float, to: float, width: float) -> None:
        """A line across."""
        self._canvas.setStrokeColor(_INK if width > 1 else _LINE)
        self._canvas.setLineWidth(width)
        self._canvas.line(x, y_mm * _MM, to, y_mm * _MM)

    def ground(self, top_mm: float, lines: int) -> None:
        """A light ground behind the amount in words."""
        height = (6.2 * lines + 1.6) * _MM
        self._canvas.setFillColor(_GROUND)
        self._canvas.rect(
            _FIELDS - 2 * _MM, top_mm * _MM - height, _RIGHT - _FIELDS + 2 * _MM, height, 0, 1
        )

    def frame(
        self, x: float, y_mm: float, width: float, height_mm: float, *, is_dashed: bool = False
    ) -> None:
        """A box: around the amount, or where the stamp goes."""
        self._canvas.saveState()
        self._canvas.setStrokeColor(_INK_2)
        self._canvas.setLineWidth(1)
        if is_dashed:
            self._canvas.setDash(3, 2)
        self._canvas.roundRect(x, y_mm * _MM, width, height_mm * _MM, 3, 1, 0)
        self._canvas.restoreState()

    def _fitting(self, words: str, font: str, size: float, most: float) -> float:
        width = self._canvas.stringWidth(words, font, size)
        return max(size * 0.75, min(size, size * most / width)) if width else size

    def _ink(self, colour: str) -> None:
        self._canvas.setFillColor(colour)
