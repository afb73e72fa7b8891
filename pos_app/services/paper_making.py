"""Making papers of recorded entries: which paper it is, its number, its bytes for a printer."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime

from pos_app.domain.booth_rules import BoothRules
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
from pos_app.papers.day_report import x_paper, z_paper
from pos_app.papers.layout import CopyMark, PaperHeading
from pos_app.papers.movement_slip import movement_slip
from pos_app.papers.paper import Paper
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

_READING_SIGNS = {X_REPORT: "X", SHIFT_REPORT: "S"}
"""A reading has no number of its own: it is called by the last entry it tells of."""


@dataclass(frozen=True, slots=True)
class BoothWords:
    """What the booth put on its papers: its heading and who is at the till."""

    heading: PaperHeading
    operator_name: str
    rules: BoothRules


class PaperMaking:
    """Lays papers out from the journal, never from today's prices."""

    def __init__(
        self,
        recording: Recording,
        words: Callable[[], BoothWords],
        *,
        typed: Callable[[int], TypedWords],
        parked_carts: Callable[[int], int],
    ) -> None:
        """What stands in no journal: `typed` gives the words typed for the sale of that number,
        `parked_carts` how many carts were put aside when a reading up to there was printed.
        """
        self._recording = recording
        self._typed = typed
        self._parked_carts = parked_carts
        self._reading = PeriodReading(recording)
        self.words = words

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
        words = self.words()
        mark = self._mark(recorded, copy, at)
        if isinstance(recorded.entry, DayClosed):
            report = report or self._reading.z_report(self._reading.period_of(recorded.seq))
            return z_paper(report, heading=words.heading, columns=columns, copy=mark)
        if isinstance(recorded.entry, CashMoved):
            typed = self._recording.words_of((recorded.seq,)).get(recorded.seq, "")
            return movement_slip(recorded, typed, heading=words.heading, columns=columns, copy=mark)
        if isinstance(recorded.entry, Audited):
            offered = _offered(recorded.entry, words.rules)
            return qris_slip(recorded, offered, heading=words.heading, columns=columns, copy=mark)
        beside = self._typed_for(recorded)
        facts = ReceiptFacts(
            recorded,
            words.heading.operator(recorded.entry.stamp.op),  # nobody where nobody was named
            self._original_of(recorded),
            typed=beside if words.rules.shows_notes_on_paper else beside.without_notes(),
        )
        return receipt(facts, heading=words.heading, columns=columns, copy=mark)

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
        heading, mark = self.words().heading, self._mark(recorded, copy, at)
        if kind == X_REPORT:
            parked = self._parked_carts(recorded.seq)
            report = replace(self._reading.x_report(recorded.seq), parked_carts=parked)
            return x_paper(report, heading=heading, columns=columns, copy=mark)
        op = recorded.entry.stamp.op
        shift = next(one for one in self._reading.shifts(recorded.seq) if one.op == op)
        return shift_paper(shift, heading=heading, columns=columns, copy=mark)

    def content(self, paper: Paper, printer: PrinterProfile) -> bytes:
        """What the printer gets: ESC/POS bytes, or a PDF for a folder. Raises PrinterError."""
        return paper_pdf(paper) if printer.kind == "pdf" else encode(paper, printer)

    def number(self, recorded: Recorded, kind: str = "") -> str:
        """How people call the paper: receipt or Z number, with the till's id."""
        till = self._recording.till
        if kind in _READING_SIGNS:
            return f"{till.dev.upper()}-{_READING_SIGNS[kind]}{recorded.seq}"
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
            return self._typed(original.seq).without_notes()
        return self._typed(recorded.seq)

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
        return CopyMark(copy, moment, self.words().operator_name)


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
