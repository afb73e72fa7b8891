"""Making papers of recorded entries: which paper it is, its number, its bytes for a printer."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from pos_app.domain.day_report import ZReport, z_report
from pos_app.domain.journal import DayClosed, Recorded, RefundGiven, SaleRecorded, SaleVoided
from pos_app.domain.printer import PrinterProfile
from pos_app.papers.day_report import z_paper
from pos_app.papers.layout import CopyMark, PaperHeading
from pos_app.papers.paper import Paper
from pos_app.papers.receipt import ReceiptFacts, receipt
from pos_app.printing.escpos import encode
from pos_app.reporting.paper_pdf import paper_pdf
from pos_app.services.recording import Recording


@dataclass(frozen=True, slots=True)
class BoothWords:
    """What the booth put on its papers: its heading and who is at the till."""

    heading: PaperHeading
    operator_name: str


class PaperMaking:
    """Lays papers out from the journal, never from today's prices."""

    def __init__(self, recording: Recording, words: Callable[[], BoothWords]) -> None:
        self._recording = recording
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
        """The paper of a receipt or a close; `copy` above 0 is marked with the time `at`."""
        words = self.words()
        moment = self._recording.event.local(at or recorded.entry.stamp.at)
        mark = CopyMark(copy, moment, words.operator_name) if copy else None
        if isinstance(recorded.entry, DayClosed):
            report = report or z_report(self.period_of(recorded), self._recording.till.dev)
            return z_paper(report, heading=words.heading, columns=columns, copy=mark)
        facts = ReceiptFacts(recorded, words.operator_name)
        return receipt(facts, heading=words.heading, columns=columns, copy=mark)

    def content(self, paper: Paper, printer: PrinterProfile) -> bytes:
        """What the printer gets: ESC/POS bytes, or a PDF for a folder. Raises PrinterError."""
        return paper_pdf(paper) if printer.kind == "pdf" else encode(paper, printer)

    def number(self, recorded: Recorded) -> str:
        """How people call the paper: receipt or Z number, with the till's id."""
        till = self._recording.till
        match recorded.entry:
            case SaleRecorded(money=money) | SaleVoided(money=money) | RefundGiven(money=money):
                return till.receipt_number(money.no)
            case DayClosed(z=z):
                return f"{till.dev.upper()}-Z{z:03d}"
            case _:
                return f"{till.dev.upper()}-E{recorded.seq}"

    def period_of(self, closed: Recorded) -> list[Recorded]:
        """The entries that a close ends, from the close before it to this one."""
        period: list[Recorded] = []
        for recorded in self._recording.entries(1, closed.seq):
            period.append(recorded)
            if isinstance(recorded.entry, DayClosed) and recorded.seq != closed.seq:
                period = [recorded]
        return period
