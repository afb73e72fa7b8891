"""Receipt keeping: finding what was recorded, looking at it, and writing it out again."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

from pos_app.domain.correction_errors import NoKuitansi
from pos_app.domain.journal import (
    Audited,
    Receipted,
    Recorded,
    RefundGiven,
    SaleRecorded,
    SaleVoided,
)
from pos_app.domain.kuitansi import LONGEST_BUYER, LONGEST_PURPOSE, Kuitansi
from pos_app.domain.receipt_search import FoundReceipt, ReceiptQuery
from pos_app.files import make_folder, write_for_people
from pos_app.papers.layout import PaperHeading
from pos_app.papers.paper import Paper
from pos_app.reporting.kuitansi_pdf import kuitansi_pdf
from pos_app.services.print_keeping import RECEIPT, PrintKeeping
from pos_app.services.recording import Recording
from pos_app.storage.database import TillDatabase
from pos_app.storage.kuitansi_store import StoredKuitansi


@dataclass(frozen=True, slots=True)
class ReceiptView:
    """A receipt as it was recorded, with what happened before and after it.

    `original` is the sale a void or refund points at, `later` the corrections of a sale. `copies`
    were printed or saved after the first paper; `kuitansi` is what was written on one, if any.
    """

    recorded: Recorded
    number: str
    row: FoundReceipt
    paper: Paper
    copies: int
    original: FoundReceipt | None = None
    later: tuple[FoundReceipt, ...] = ()
    kuitansi: StoredKuitansi | None = None

    @property
    def entry(self) -> Receipted:
        """The sale, void or refund."""
        entry = self.recorded.entry
        assert isinstance(entry, SaleRecorded | SaleVoided | RefundGiven)
        return entry


@dataclass(frozen=True, slots=True)
class SavePdfJob:
    """Writes one PDF. Holds values only."""

    path: Path
    content: bytes = field(repr=False)

    def write(self) -> Path:
        """Write the file, whole or not at all. Raises FileTrouble."""
        make_folder(self.path.parent)
        write_for_people(self.path, self.content)
        return self.path


@dataclass(frozen=True, slots=True)
class KuitansiJob:
    """Makes and writes one kuitansi. Holds values only."""

    path: Path
    seq: int
    kuitansi: Kuitansi
    heading: PaperHeading
    receiver: str

    def write(self) -> Path:
        """Write the file, whole or not at all. Raises FileTrouble."""
        make_folder(self.path.parent)
        pdf = kuitansi_pdf(self.kuitansi, heading=self.heading, receiver=self.receiver)
        write_for_people(self.path, pdf)
        return self.path


class ReceiptKeeping:
    """Reads what was recorded. Only copies and kuitansi leave a trace: that they were made."""

    def __init__(
        self,
        database: TillDatabase,
        recording: Recording,
        printing: PrintKeeping,
        *,
        folder: Path,
    ) -> None:
        self._database = database
        self._recording = recording
        self._printing = printing
        self.folder = folder

    @property
    def dev(self) -> str:
        """The till whose receipts these are."""
        return self._recording.till.dev

    @property
    def today(self) -> date:
        """The business day of this moment."""
        return self._recording.stamp().day

    def find(
        self, query: ReceiptQuery, *, before: int | None = None, most: int = 100
    ) -> list[FoundReceipt]:
        """The newest receipts that fit, older than entry `before` where one is named (S22)."""
        return self._local(self._database.receipts.search(query, before=before, most=most))

    def days(self, most: int = 40) -> list[date]:
        """The newest business days with receipts, newest first."""
        return self._database.receipts.days(most)

    def number(self, row: FoundReceipt) -> str:
        """The full number on its paper."""
        return self._recording.till.receipt_number(row.no)

    def look(self, seq: int, columns: int = 42) -> ReceiptView:
        """A receipt as the printer in use would have it on paper of that width, and its links."""
        receipts, papers = self._database.receipts, self._printing.papers
        if self._printing.printer is not None:
            papers = papers.written_for(self._printing.printer)
        (row,) = self._local(receipts.rows([seq]))
        recorded = next(self._recording.entries(seq, seq))
        original = receipts.rows([row.of_seq]) if row.of_seq is not None else []
        jobs = self._database.print_queue.jobs_of(seq, RECEIPT)
        return ReceiptView(
            recorded,
            self.number(row),
            row,
            papers.paper(recorded, columns),
            max((job.copy for job in jobs), default=0),
            next(iter(self._local(original)), None),
            tuple(self._local(receipts.corrections_of(seq))),
            self._database.kuitansi.of(seq),
        )

    def _local(self, rows: Iterable[FoundReceipt]) -> list[FoundReceipt]:
        """The rows with their times in the event's zone."""
        return [replace(row, at=self._recording.event.local(row.at)) for row in rows]

    # --- writing it out again ----------------------------------------------------------------

    def save_copy(self, seq: int) -> SavePdfJob:
        """The job that saves a marked copy as a PDF. Raises PrinterError, StorageError."""
        saved = self._printing.save_copy(seq)
        return SavePdfJob(self.folder / saved.file_name, saved.content)

    def kuitansi_job(self, seq: int, *, buyer: str, purpose: str) -> KuitansiJob:
        """The job that writes the kuitansi of a sale; the second is marked as a copy (M12).

        A copy says what the first one said, as far as that is still known. Raises NoKuitansi when
        the sale was taken back, was free, or a word is missing.
        """
        view = self.look(seq)
        if not isinstance(view.entry, SaleRecorded) or view.later or not view.entry.money.total:
            raise NoKuitansi("not_paid")
        made = view.kuitansi
        buyer, purpose = buyer.strip()[:LONGEST_BUYER], purpose.strip()[:LONGEST_PURPOSE]
        if made is not None:
            buyer, purpose = made.buyer or buyer, made.purpose
        if not buyer or not purpose:
            raise NoKuitansi("buyer" if not buyer else "purpose")
        copy = 0 if made is None else made.copies + 1
        now = self._recording.stamp().at
        kuitansi = Kuitansi(
            number=view.number,
            buyer=buyer,
            purpose=purpose,
            amount=view.entry.money.total,
            at=self._recording.event.local(view.entry.stamp.at),
            copy=copy,
            copied_at=now if copy else None,
        )
        words = self._printing.papers.words()
        name = f"{view.number}-kuitansi{f'-copy{copy}' if copy else ''}.pdf"
        return KuitansiJob(self.folder / name, seq, kuitansi, words.heading, words.operator_name)

    def keep_kuitansi(self, job: KuitansiJob) -> None:
        """The kuitansi is written: the next one is a copy. Raises StorageError."""
        made = job.kuitansi
        kept = StoredKuitansi(job.seq, made.buyer, made.purpose, made.copy)
        recorded = next(self._recording.entries(job.seq, job.seq))
        audit = Audited(
            self._recording.stamp(), "kuitansi", of=recorded.pointer(self.dev), now=made.copy + 1
        )
        with self._recording.together():
            self._database.kuitansi.save(kept)
            self._recording.record(audit)

    def forget_buyers(self) -> int:
        """Delete all buyers' names at once; gives how many there were. Raises StorageError."""
        with self._database.transaction():
            return self._database.kuitansi.forget_buyers()
