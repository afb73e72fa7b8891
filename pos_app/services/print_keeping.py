"""Print keeping: every paper is a job on the disk before a byte of it leaves.

The GUI thread moves jobs from state to state; a worker only connects and sends. A second paper
of the same entry is always a marked copy.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from pos_app.domain.day_report import ZReport
from pos_app.domain.errors import NothingToPrint, PrinterError
from pos_app.domain.journal import Entry, Recorded
from pos_app.domain.printer import PrinterProfile
from pos_app.printing.escpos import warm_up as load_printing
from pos_app.printing.transport import Transport
from pos_app.printing.transports import transport_for
from pos_app.services.job_making import number_of
from pos_app.services.job_sending import JobSending, PrinterWays
from pos_app.services.loose_pages import LoosePages
from pos_app.services.order_numbers import OrderNumbers
from pos_app.services.paper_jobs import PaperJobs
from pos_app.services.paper_making import PaperMaking
from pos_app.services.print_jobs import Handed, PrintJob
from pos_app.services.printers_in_use import PrintersInUse
from pos_app.services.recording import Recording
from pos_app.storage.database import TillDatabase
from pos_app.storage.print_queue import HeldRange, JobState, ListedJob, StoredJob

RECEIPT = "receipt"
Z_REPORT = "z"
SLIP = "slip"

_BYTES_STAY: Final = timedelta(days=30)
_MOST_SHOWN: Final = 200


@dataclass(frozen=True, slots=True)
class PaperState:
    """A paper and where it stands, for screens. `reason` is a code of printing.md 4.6.

    `printer` is whose turn it was or will be, empty where there is none; `replaced_by` the job of
    the copy that took its place.
    """

    job_id: int
    seq: int
    kind: str
    copy: int
    number: str
    state: JobState
    reason: str
    printer: str
    since: datetime
    replaced_by: int | None = None

    @property
    def is_kept(self) -> bool:
        """Whether it lies here and nobody waits for it: the booth has no printer."""
        return self.state == "queued" and not self.printer


@dataclass(frozen=True, slots=True)
class Unfinished:
    """Papers that are not out: how many in all, and the first of them, which need a person."""

    count: int
    papers: tuple[PaperState, ...]


def warm_up() -> None:
    """Load what the first paper needs while nobody waits for it; for a worker."""
    load_printing()


def printer_transport(printer: PrinterProfile, file_name: str) -> Transport:
    """The real way to a printer."""
    return transport_for(printer, file_name=file_name)


class PrintKeeping:
    """Makes papers, queues them with the sale, and knows what became of each."""

    def __init__(
        self,
        database: TillDatabase,
        recording: Recording,
        *,
        papers: PaperMaking,
        printers: tuple[PrinterProfile, ...],
        ways: PrinterWays,
    ) -> None:
        """Take over what an earlier run left: what was being sent then is uncertain now."""
        self._database = database
        self._queue = database.print_queue
        self._recording = recording
        self.papers = papers
        self._printers = PrintersInUse(printers)
        self._jobs = PaperJobs(database, recording, papers=papers, printers=self._printers)
        self._sending = JobSending(
            database,
            recording,
            jobs=self._jobs,
            printers=self._printers,
            ways=ways,
        )
        self._book, self._held = self._sending.book, self._sending.held
        orders = OrderNumbers(database.booth)
        self.loose = LoosePages(papers, recording, orders, self._sending.open_loose)
        self._sending.take_over()
        with database.transaction():
            self._queue.forget_bytes(recording.stamp().at - _BYTES_STAY)
        if printers:
            self.hold_old()

    # --- printers ------------------------------------------------------------------------------

    @property
    def printer(self) -> PrinterProfile | None:
        """What prints unless a person sends a paper elsewhere, if one was chosen."""
        return self._printers.default

    @property
    def printers(self) -> tuple[PrinterProfile, ...]:
        """All that were set up, the default first."""
        return self._printers.chosen

    def use_printer(self, printer: PrinterProfile | None) -> None:
        """Choose the one printer."""
        self.use_printers(printer)

    def use_printers(
        self, default: PrinterProfile | None, others: tuple[PrinterProfile, ...] = ()
    ) -> None:
        """Choose the printers; papers that wait are laid out anew for them when their turn comes.

        Several that piled up while there was none are held back until a person decides.
        """
        is_first = self._printers.default is None and default is not None
        self._sending.forget_silence(self._printers.choose(default, others))
        everything = HeldRange(last=self._queue.last_number())
        if is_first and self._queue.count_queued_in(everything) > 1:
            self._held.hold_all()

    # --- papers that waited for long -----------------------------------------------------------

    def hold_old(self) -> int:
        """Hold back what waits since long ago, when a printer is there again; how many are held."""
        return self._held.hold_old()

    def held_back(self) -> int:
        """How many papers wait for a person to say whether they are still wanted."""
        return self._held.count()

    def is_held_back(self, job_id: int) -> bool:
        """Whether a paper that waits is one of them."""
        return self._held.range.holds(job_id)

    def print_held_back(self) -> None:
        """Let the papers that were held back be printed."""
        self._held.let_go()

    def drop_held_back(self, reason: str) -> int:
        """Drop all papers that were held back, for a code of DROP_REASONS; gives how many."""
        return self._held.drop(reason)

    # --- making papers, inside the transaction of what they tell of ---------------------------

    def kick(self, recorded: Recorded) -> None:
        """Queue the opening of the drawer for an entry that moved cash; before its paper."""
        self._sending.kicks.add(recorded)

    def add_receipt(self, recorded: Recorded) -> StoredJob:
        """Queue the receipt of a sale."""
        return self._jobs.add(recorded, RECEIPT)

    def add_day_report(self, closed: Recorded, report: ZReport) -> StoredJob:
        """Queue the Z paper of a close."""
        return self._jobs.add(closed, Z_REPORT, report=report)

    def add_slip(self, moved: Recorded) -> StoredJob:
        """Queue the slip of a movement of the drawer."""
        return self._jobs.add(moved, SLIP)

    def print_reading(self, last: Recorded, kind: str) -> PaperState:
        """Queue an X, or the shift report of whoever made the last entry it tells of."""
        if self._queue.jobs_of(last.seq, kind):
            return self.reprint(last.seq, kind)
        database = self._database
        with self._recording.together():
            # Carts stand in no journal: without this note a copy could not say the same again.
            database.booth.keep_parked_carts(last.seq, database.carts.parked_count())
            job = self._jobs.add(last, kind)
        return self._shown(job)

    def print_goods_slip(self, seq: int, kind: str) -> PaperState:
        """Queue one of GOODS_SLIPS for a sale; one that waits is shown, any other has a copy."""
        if self._queue.jobs_of(seq, kind):
            return self.reprint(seq, kind)
        with self._recording.together():
            return self._shown(self._jobs.add(next(self._recording.entries(seq, seq)), kind))

    # --- sending -------------------------------------------------------------------------------

    def waiting_printers(self) -> tuple[str, ...]:
        """The printers that have something to send, the default first."""
        return self._sending.waiting_printers()

    def next_job(self, printer_name: str | None = None) -> PrintJob | None:
        """The oldest paper that waits, ready for the worker of that printer or of the default."""
        return self._sending.next_job(printer_name)

    def mark_sending(self, job: PrintJob) -> PrintJob:
        """Commit that bytes may leave from now on. Raises NothingToPrint when it was dropped."""
        return self._sending.mark_sending(job)

    def mark_sent(self, job: PrintJob, handed: Handed) -> None:
        """All bytes were taken; "waiting" goes on until `mark_answered`."""
        self._sending.mark_sent(job, handed)

    def mark_answered(self, job: PrintJob, answered: bool) -> None:  # noqa: FBT001 -- an answer
        """The overdue answer came, or nobody waits for it any more."""
        self._sending.mark_answered(job, answered=answered)

    def mark_not_reached(self, job: PrintJob, error: PrinterError) -> None:
        """Connecting failed; nothing has left, so the paper waits. Raises NothingToPrint."""
        self._sending.mark_not_reached(job, error)

    def mark_broken(self, job: PrintJob, error: PrinterError) -> None:
        """Sending failed: after the first byte only a person knows what came out."""
        self._sending.mark_broken(job, error)

    # --- what a person sees and decides --------------------------------------------------------

    def waiting(self) -> list[PaperState]:
        """Papers that are not out: those that need a person, then by age."""
        return [self._shown(job) for job in self._queue.pending()]

    def unfinished(self, most: int = _MOST_SHOWN) -> Unfinished:
        """The same where thousands may wait: how many there are, and the first of them."""
        papers = tuple(self._shown(job) for job in self._queue.pending(most))
        return Unfinished(sum(self.counts()), papers)

    def counts(self) -> tuple[int, int]:
        """How many papers wait by themselves, and how many wait for a person."""
        states = self._queue.pending_states()
        for_a_person = states.pop("uncertain", 0) + states.pop("failed", 0)
        return sum(states.values()), for_a_person

    def queued_for(self, printer_name: str) -> int:
        """How many papers wait for that printer."""
        names = self._queue.queued_by_printer().items()
        owners = [(self._printers.of_job(name), count) for name, count in names]
        return sum(count for owner, count in owners if owner and owner.name == printer_name)

    def state_of(self, seq: int, kind: str = RECEIPT) -> PaperState | None:
        """The newest paper of an entry; a copy that was saved says nothing of what was printed."""
        jobs = self._queue.jobs_of(seq, kind)
        jobs = [job for job in jobs if job.reason != "SAVED"] or jobs
        return self._shown(jobs[-1]) if jobs else None

    def job_state(self, job_id: int) -> PaperState | None:
        """A paper by its job, as refusals and replaced papers name it."""
        job = self._queue.job(job_id)
        return None if job is None else self._shown(job)

    def entry_of(self, seq: int) -> Entry:
        """What the paper of that entry tells of."""
        return next(self._recording.entries(seq, seq)).entry

    def came_out(self, job_id: int) -> None:
        """A person saw the paper. Raises CopyIsMade, NothingToPrint."""
        self._book.move(self._book.undecided(job_id, "uncertain"), "confirmed", "SEEN")

    def discard(self, job_id: int) -> None:
        """Drop a paper that waits; the sale stays. Raises CopyIsMade, NothingToPrint."""
        job = self._book.undecided(job_id, "queued", "uncertain", "failed")
        self._book.move(job, "cancelled", "DROPPED")

    def try_again(self, job_id: int) -> PaperState:
        """Make a paper anew that could not be made; nothing of it has left.

        Raises CopyIsMade, NothingToPrint.
        """
        job = self._book.job(job_id, "failed")
        return self._shown(self._sending.move(job, self._printers.default))

    def send_elsewhere(self, job_id: int, printer_name: str) -> PaperState:
        """Let another printer have a paper; of one that may be out it prints a marked copy.

        Raises CopyIsMade, NothingToPrint.
        """
        printer = self._printers.named(printer_name)
        assert printer is not None, "only printers that are set up are offered"
        job = self._book.undecided(job_id, "queued", "uncertain", "failed")
        if job.state in ("queued", "failed"):
            return self._shown(self._sending.move(job, printer))
        return self._shown(self._jobs.replace_by_copy(job, printer))

    def print_copy(self, job_id: int) -> PaperState:
        """Replace an uncertain paper by a marked copy. Raises CopyIsMade, NothingToPrint."""
        job = self._book.undecided(job_id, "uncertain", "failed")
        printer = self._printers.of_job(job.printer)
        return self._shown(self._jobs.replace_by_copy(job, printer))

    def reprint(self, seq: int, kind: str = RECEIPT) -> PaperState:
        """Queue a marked copy of any recorded receipt or Z; a paper that still waits is shown.

        One that was held back is held no longer: somebody wants it. Raises NothingToPrint.
        """
        jobs = self._queue.jobs_of(seq, kind)
        if not jobs:
            raise NothingToPrint
        self._held.let_one_go(jobs[-1].job_id)
        if jobs[-1].state in ("queued", "sending"):
            return self._shown(jobs[-1])
        if jobs[-1].state in ("uncertain", "failed"):
            return self.print_copy(jobs[-1].job_id)
        with self._recording.together():
            copy = self._jobs.add_copy(seq, kind)
        return self._shown(copy)

    def save_copy(self, seq: int) -> StoredJob:
        """Make a marked copy that is saved as a PDF instead of printed; it counts as a copy."""
        with self._recording.together():
            return self._jobs.add_saved_copy(seq, RECEIPT)

    def _shown(self, job: StoredJob | ListedJob) -> PaperState:
        return _shown(job, self._printers)


def _shown(job: StoredJob | ListedJob, printers: PrintersInUse) -> PaperState:
    printer = job.printer
    if job.state == "queued":
        whose = printers.of_job(printer)
        printer = "" if whose is None else whose.name
    return PaperState(
        job_id=job.job_id,
        seq=job.seq,
        kind=job.kind,
        copy=job.copy,
        number=number_of(job),
        state=job.state,
        reason=job.reason,
        printer=printer,
        since=job.state_at,
        replaced_by=job.replaced_by,
    )
