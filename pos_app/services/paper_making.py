"""Making papers of recorded entries: which paper it is, its number, its bytes for a printer."""

from collections.abc import Callable, Iterator, Sequence
from copy import copy as same_again
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final

from pos_app.domain.booth_rules import BoothRules
from pos_app.domain.cart import Cart
from pos_app.domain.day_report import ZReport
from pos_app.domain.journal import (
    Audited,
    CashMoved,
    DayClosed,
    Recorded,
    RefundGiven,
    SaleRecorded,
    SaleVoided,
)
from pos_app.domain.money import MOST_MONEY
from pos_app.domain.printer import PrinterProfile
from pos_app.domain.qris import QrisOffer, offer, read_own_code
from pos_app.domain.sale import TypedWords
from pos_app.domain.tender import Sighting
from pos_app.papers.day_report import x_paper, z_paper
from pos_app.papers.goods_slip import GoodsSlipKind, facts_of_cart, facts_of_sale, goods_slip
from pos_app.papers.layout import CopyMark, PaperHeading
from pos_app.papers.lettering import DrawText, Letters, draws_nothing
from pos_app.papers.movement_slip import movement_slip
from pos_app.papers.paper import Paper, Picture
from pos_app.papers.qris_slip import qris_slip
from pos_app.papers.receipt import ReceiptFacts, receipt
from pos_app.papers.shift_paper import shift_paper
from pos_app.printing.escpos import encode
from pos_app.reporting.paper_pdf import paper_pdf
from pos_app.services.period_reading import PeriodReading
from pos_app.services.recording import Recording

QRIS_SLIP = "qris-slip"
"""What the journal calls a printed payment code; `now` is its amount."""

X_REPORT = "x"
SHIFT_REPORT = "shift"
PREPARATION = "preparation"
PICK_UP = "pick-up"

_READING_SIGNS = {X_REPORT: "X", SHIFT_REPORT: "S"}
"""A reading has no number of its own: it is called by the last entry it tells of."""

GOODS_SLIPS: Final[dict[str, GoodsSlipKind]] = {PREPARATION: "preparation", PICK_UP: "pick-up"}
_GOODS_SIGNS = {PREPARATION: "P", PICK_UP: "A"}
"""Behind the receipt's number, so that no slip takes the place of a receipt."""


@dataclass(frozen=True, slots=True)
class BoothWords:
    """What the booth put on its papers: its heading and who is at the till."""

    heading: PaperHeading
    operator_name: str
    rules: BoothRules


@dataclass(frozen=True, slots=True, kw_only=True)
class BesideJournal:
    """What stands in no journal and still on papers.

    `typed` gives the words typed for the sale of that number, `sightings` what was said about the
    money of its tenders (place from 0), oldest first, `parked_carts` how many carts were put aside
    when a reading up to there was printed, `logo` the picture for paper of so many columns.
    `draw_text` draws words in another script.
    """

    typed: Callable[[int], TypedWords]
    sightings: Callable[[int], Sequence[tuple[int, Sighting]]]
    parked_carts: Callable[[int], int]
    logo: Callable[[int], Picture | None]
    draw_text: DrawText = draws_nothing


class PaperMaking:
    """Lays papers out from the journal, never from today's prices."""

    def __init__(
        self,
        recording: Recording,
        words: Callable[[], BoothWords],
        beside: BesideJournal,
    ) -> None:
        self._recording = recording
        self._beside = beside
        self._has_accents = False
        self._reading = PeriodReading(recording)
        self.words = words

    def written_for(self, printer: PrinterProfile) -> "PaperMaking":
        """The same, in the letters that printer was seen to have; otherwise it is plain ASCII."""
        made = same_again(self)
        made._has_accents = printer.has_accents or printer.kind == "pdf"
        return made

    def heading(self, columns: int) -> PaperHeading:
        """What stands on every paper of that width now, with the logo for it."""
        letters = Letters(self._has_accents, self._beside.draw_text)
        return replace(self.words().heading, logo=self._beside.logo(columns), letters=letters)

    def paper(
        self,
        recorded: Recorded,
        columns: int,
        *,
        copy: int = 0,
        at: datetime | None = None,
        report: ZReport | None = None,
    ) -> Paper:
        """The paper of a receipt, movement or close; a `copy` above 0 is marked with `at`."""
        words, heading = self.words(), self.heading(columns)
        mark = self._mark(recorded, copy, at)
        if isinstance(recorded.entry, DayClosed):
            report = report or self._reading.z_report(self._reading.period_of(recorded.seq))
            return z_paper(report, heading=heading, columns=columns, copy=mark)
        if isinstance(recorded.entry, CashMoved):
            beside = self._recording.words_of((recorded.seq,)).get(recorded.seq, "")
            return movement_slip(recorded, beside, heading=heading, columns=columns, copy=mark)
        if isinstance(recorded.entry, Audited):
            offered = _offered(recorded.entry, words.rules)
            return qris_slip(recorded, offered, heading=heading, columns=columns, copy=mark)
        typed = self._typed_for(recorded)
        facts = ReceiptFacts(
            recorded,
            heading.operator(recorded.entry.stamp.op),  # nobody where nobody was named
            self._original_of(recorded),
            typed=typed if words.rules.shows_notes_on_paper else typed.without_notes(),
            said=tuple(self._beside.sightings(recorded.seq)),
        )
        return receipt(facts, heading=heading, columns=columns, copy=mark)

    def reading(
        self,
        kind: str,
        recorded: Recorded,
        columns: int,
        *,
        copy: int = 0,
        at: datetime | None = None,
    ) -> Paper:
        """The paper of a reading that ends with an entry: an X, or the shift of who made it."""
        heading, mark = self.heading(columns), self._mark(recorded, copy, at)
        if kind == X_REPORT:
            parked = self._beside.parked_carts(recorded.seq)
            report = replace(self._reading.x_report(recorded.seq), parked_carts=parked)
            return x_paper(report, heading=heading, columns=columns, copy=mark)
        op = recorded.entry.stamp.op
        shift = next(one for one in self._reading.shifts(recorded.seq) if one.op == op)
        return shift_paper(shift, heading=heading, columns=columns, copy=mark)

    def goods_slip(
        self,
        kind: str,
        recorded: Recorded,
        columns: int,
        *,
        copy: int = 0,
        at: datetime | None = None,
    ) -> Paper:
        """One of GOODS_SLIPS: to prepare the goods of a sale by, or for its buyer; no price.

        Whoever prepares sees every note, for they are what is to be done; the buyer sees those
        that receipts show.
        """
        heading, mark = self.heading(columns), self._mark(recorded, copy, at)
        typed = self._beside.typed(recorded.seq)
        if kind == PICK_UP and not self.words().rules.shows_notes_on_paper:
            typed = typed.without_notes()
        facts = facts_of_sale(recorded, typed, heading)
        return goods_slip(GOODS_SLIPS[kind], facts, heading=heading, columns=columns, copy=mark)

    def order_slip(self, cart: Cart, columns: int, *, number: int) -> Paper:
        """The slip of a cart that is not paid yet: of no entry, so never a copy."""
        at, whole = self._recording.stamp().at, self.order_number(number)
        facts = facts_of_cart(cart, at=at, call=str(number), number=whole)
        return goods_slip("order", facts, heading=self.heading(columns), columns=columns)

    def order_number(self, number: int) -> str:
        """The whole number of an order slip: no two tills share one."""
        return f"{self._recording.till.dev.upper()}-ORD{number}"

    def content(self, paper: Paper, printer: PrinterProfile) -> bytes:
        """What the printer gets: ESC/POS bytes, or a PDF for a folder. Raises PrinterError."""
        return paper_pdf(paper) if printer.kind == "pdf" else encode(paper, printer)

    def number(self, recorded: Recorded, kind: str = "") -> str:
        """How people call the paper: receipt or Z number, with the till's id."""
        till = self._recording.till
        if kind in _READING_SIGNS:
            return f"{till.dev.upper()}-{_READING_SIGNS[kind]}{recorded.seq}"
        if kind in _GOODS_SIGNS and isinstance(recorded.entry, SaleRecorded):
            return f"{till.receipt_number(recorded.entry.money.no)}-{_GOODS_SIGNS[kind]}"
        match recorded.entry:
            case SaleRecorded(money=money) | SaleVoided(money=money) | RefundGiven(money=money):
                return till.receipt_number(money.no)
            case DayClosed(z=z):
                return f"{till.dev.upper()}-Z{z:03d}"
            case _:
                return f"{till.dev.upper()}-E{recorded.seq}"

    def _typed_for(self, recorded: Recorded) -> TypedWords:
        """What was typed for a sale; its void shows the same discounts, without the notes."""
        original = self._original_of(recorded)
        if isinstance(recorded.entry, SaleVoided) and original is not None:
            return self._beside.typed(original.seq).without_notes()
        return self._beside.typed(recorded.seq)

    def _original_of(self, recorded: Recorded) -> Recorded | None:
        """The sale that a void or refund takes back, where this till holds it."""
        match recorded.entry:
            case SaleVoided(of=of) | RefundGiven(of=of):
                pass
            case _:
                return None
        if of is None or of.dev != self._recording.till.dev:
            return None
        return next(self._recording.entries(of.seq, of.seq), None)

    def _mark(self, recorded: Recorded, copy: int, at: datetime | None) -> CopyMark | None:
        if not copy:
            return None
        moment = self._recording.event.local(at or recorded.entry.stamp.at)
        return CopyMark(copy, moment, self._who_copied(recorded, moment))

    def _who_copied(self, recorded: Recorded, at: datetime) -> str:
        """Who asked for a copy of an entry then, whoever is at the till when it is laid out."""
        pointer = recorded.pointer(self._recording.till.dev)
        for one in self._newest_since(recorded.seq):
            match one.entry:
                case Audited(what="reprint", of=of, stamp=stamp) if (
                    of == pointer and stamp.at <= at
                ):
                    return self.words().heading.operator(stamp.op)
        return self.words().operator_name

    def _newest_since(self, seq: int) -> Iterator[Recorded]:
        """The entries from `seq` on, newest first; those since the last close are in memory."""
        period = self._recording.period
        first = period[0].seq if period else self._recording.head.seq + 1
        yield from reversed(period)
        yield from reversed(tuple(self._recording.entries(seq, first - 1)))


def _offered(entry: Audited, rules: BoothRules) -> QrisOffer | None:
    """The code a QRIS slip shows, of the booth's code as it is now."""
    assert entry.what == QRIS_SLIP
    assert isinstance(entry.now, int)
    if not rules.qris_payload:
        return None
    return offer(
        read_own_code(rules.qris_payload),
        entry.now,
        puts_amount_in=rules.qris_puts_amount_in,
        limit=MOST_MONEY,
    )
