"""Print keeping: every paper is a job on the disk before a byte of it leaves.

The GUI thread moves jobs from state to state; a worker only connects and sends. A second paper
of the same entry is always a marked copy.
"""

from dataclasses import dataclass, field, replace
from datetime import datetime

from pos_app.domain.day_report import ZReport
from pos_app.domain.errors import NothingToPrint, PrinterError
from pos_app.domain.journal import Audited, Recorded
from pos_app.domain.printer import PrinterProfile
from pos_app.printing.escpos import warm_up as load_printing
from pos_app.printing.transport import Transport
from pos_app.printing.transports import transport_for
from pos_app.services.job_making import NO_PRINTER, JobMaking, number_of
from pos_app.services.loose_pages import LoosePages, OpenTransport
from pos_app.services.paper_making import PaperMaking
from pos_app.services.recording import Recording
from pos_app.storage.database import TillDatabase
from pos_app.storage.print_queue import JobState, StoredJob

RECEIPT = "receipt"
Z_REPORT = "z"
SLIP = "slip"

DROP_REASONS = ("BUYERS_GONE", "PRINTED_ELSEWHERE", "NOT_NEEDED")
"""Why papers that piled up without a printer are dropped; words are in `pos_app.outside_words`."""

_HELD_UP_TO = "print_held_up_to"

NO_PRINTER_BUT_PDF = PrinterProfile(kind="pdf", folder="")
"""For a copy that is saved and never sent."""


@dataclass(frozen=True, slots=True)
class PaperState:
    """A paper and where it stands, for screens. `reason` is a code of printing.md 4.6.

    `printer` is whose turn it was or will be, empty where there is none.
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

    @property
    def is_kept(self) -> bool:
        """Whether it lies here and nobody waits for it: the booth has no printer."""
        return self.state == "queued" and not self.printer


@dataclass(frozen=True, slots=True)
class PrintJob:
    """One paper for the worker. Holds values and a transport; reaches no database."""

    stored: StoredJob
    printer: PrinterProfile
    transport: Transport = field(compare=False)

    def connect(self) -> None:
        """Reach the printer; nothing of the paper has left. Raises PrinterError."""
        try:
            self.transport.connect()
        except PrinterError:
            self.transport.close()
            raise

    def send(self) -> None:
        """Hand over the whole paper and end the link cleanly. Raises PrinterError."""
        try:
            self.transport.send(self.stored.content, _nobody_listens)
            self.transport.finish()
        finally:
            self.transport.close()


def warm_up() -> None:
    """Load what the first paper needs while nobody waits for it; for a worker."""
    load_printing()


def printer_transport(printer: PrinterProfile, file_name: str) -> Transport:
    """The real way to a printer."""
    return transport_for(printer, file_name=file_name)


def _nobody_listens(accepted: int) -> None:
    """Progress of a short paper is not shown."""


class PrintKeeping:
    """Makes papers, queues them with the sale, and knows what became of each."""

    def __init__(
        self,
        database: TillDatabase,
        recording: Recording,
        *,
        papers: PaperMaking,
        printer: PrinterProfile | None,
        open_transport: OpenTransport = printer_transport,
    ) -> None:
        """Take over what an earlier run left: what was being sent then is uncertain now."""
        self._database = database
        self._recording = recording
        self.papers = papers
        self._making = JobMaking(papers)
        self._printer = printer
        self._open_transport = open_transport
        self.loose = LoosePages(papers, open_transport)
        for job in database.print_queue.in_state("sending"):
            self._move(job, "uncertain", reason="DISCONNECTED")

    @property
    def printer(self) -> PrinterProfile | None:
        """The printer in use, if one was chosen."""
        return self._printer

    def use_printer(self, printer: PrinterProfile | None) -> None:
        """Choose the printer; papers that wait are laid out anew for it when their turn comes.

        Several that piled up while there was none are held back until a person decides.
        """
        is_first = self._printer is None and printer is not None
        self._printer = printer
        last = self._database.print_queue.last_number()
        if is_first and self._database.print_queue.count_queued_up_to(last) > 1:
            self._hold_up_to(last)

    # --- papers that piled up without a printer -------------------------------------------------

    def held_back(self) -> int:
        """How many papers wait for a person to say whether they are still wanted."""
        return self._database.print_queue.count_queued_up_to(self._held_up_to)

    def print_held_back(self) -> None:
        """Let the papers that were held back be printed."""
        self._hold_up_to(0)

    def drop_held_back(self, reason: str) -> int:
        """Drop all papers that were held back, for a code of DROP_REASONS; gives how many.

        The sales stay, and so does a note in the journal.
        """
        assert reason in DROP_REASONS
        held = self._database.print_queue.queued_up_to(self._held_up_to)
        with self._recording.together():
            for job in held:
                self._database.print_queue.update(self._moved(job, "cancelled", reason))
            self._recording.record(
                Audited(self._recording.stamp(), "papers-dropped", now=len(held))
            )
            self._database.booth.set_value(_HELD_UP_TO, b"0")
        return len(held)

    # --- making papers, inside the transaction of what they tell of ---------------------------

    def add_receipt(self, recorded: Recorded) -> StoredJob:
        """Queue the receipt of a sale."""
        return self._add(recorded, RECEIPT)

    def add_day_report(self, closed: Recorded, report: ZReport) -> StoredJob:
        """Queue the Z paper of a close."""
        return self._add(closed, Z_REPORT, report=report)

    def add_slip(self, moved: Recorded) -> StoredJob:
        """Queue the slip of a movement of the drawer."""
        return self._add(moved, SLIP)

    def print_reading(self, last: Recorded, kind: str) -> PaperState:
        """Queue an X, or the shift report of whoever made the last entry it tells of."""
        if self._database.print_queue.jobs_of(last.seq, kind):
            return self.reprint(last.seq, kind)
        database = self._database
        with self._recording.together():
            # Carts stand in no journal: without this note a copy could not say the same again.
            database.booth.keep_parked_carts(last.seq, database.carts.parked_count())
            job = self._add(last, kind)
        return self._shown(job)

    # --- sending -------------------------------------------------------------------------------

    def next_job(self) -> PrintJob | None:
        """The oldest paper that waits, ready for the worker; nothing without a printer."""
        printer = self._printer
        stored = self._database.print_queue.next_queued(self._held_up_to)
        if printer is None or stored is None:
            return None
        if (stored.printer, stored.paper_columns) != (printer.name, printer.paper_columns):
            stored = self._made_for(printer, stored)
        return PrintJob(stored, printer, self._open_transport(printer, stored.file_name))

    def mark_sending(self, job: PrintJob) -> PrintJob:
        """Commit that bytes may leave from now on. Raises NothingToPrint when it was dropped."""
        self._job(job.stored.job_id, "queued")
        stored = replace(job.stored, attempts=job.stored.attempts + 1)
        return replace(job, stored=self._move(stored, "sending"))

    def mark_done(self, job: PrintJob) -> None:
        """All bytes were taken. A file that was read back is certain, a silent printer is not."""
        self._move(job.stored, "confirmed" if job.printer.kind == "pdf" else "handed_over")

    def mark_not_reached(self, job: PrintJob, error: PrinterError) -> None:
        """Connecting failed; nothing has left, so the paper waits. Raises NothingToPrint."""
        self._job(job.stored.job_id, "queued")
        self._move(job.stored, "queued", reason=error.code)

    def mark_broken(self, job: PrintJob, error: PrinterError) -> None:
        """Sending failed: after the first byte only a person knows what came out."""
        state: JobState = "uncertain" if error.bytes_accepted else "queued"
        moved = replace(job.stored, bytes_accepted=error.bytes_accepted)
        self._move(moved, state, reason=error.code)

    # --- what a person decides -----------------------------------------------------------------

    def waiting(self) -> list[PaperState]:
        """Papers that are not out, oldest first."""
        return [self._shown(job) for job in self._database.print_queue.pending()]

    def counts(self) -> tuple[int, int]:
        """How many papers wait by themselves, and how many wait for a person."""
        states = self._database.print_queue.pending_states()
        for_a_person = states.pop("uncertain", 0) + states.pop("failed", 0)
        return sum(states.values()), for_a_person

    def state_of(self, seq: int, kind: str = RECEIPT) -> PaperState | None:
        """The newest paper of an entry."""
        jobs = self._database.print_queue.jobs_of(seq, kind)
        return self._shown(jobs[-1]) if jobs else None

    def came_out(self, job_id: int) -> None:
        """A person saw the paper. Raises NothingToPrint."""
        self._move(self._job(job_id, "uncertain"), "confirmed", reason="SEEN")

    def discard(self, job_id: int) -> None:
        """Drop a paper that waits; the sale stays. Raises NothingToPrint."""
        job = self._job(job_id, "queued", "uncertain", "failed")
        self._move(job, "cancelled", reason="DROPPED")

    def print_copy(self, job_id: int) -> PaperState:
        """Replace an uncertain paper by a marked copy. Raises NothingToPrint."""
        job = self._job(job_id, "uncertain", "failed")
        with self._recording.together():
            self._database.print_queue.update(self._moved(job, "cancelled", "REPLACED"))
            copy = self._add_copy(job.seq, job.kind)
        return self._shown(copy)

    def reprint(self, seq: int, kind: str = RECEIPT) -> PaperState:
        """Queue a marked copy of any recorded receipt or Z; a paper that still waits is shown.

        Raises NothingToPrint.
        """
        jobs = self._database.print_queue.jobs_of(seq, kind)
        if not jobs:
            raise NothingToPrint
        if jobs[-1].state in ("queued", "sending"):
            return self._shown(jobs[-1])
        with self._recording.together():
            copy = self._add_copy(seq, kind)
        return self._shown(copy)

    def save_copy(self, seq: int) -> StoredJob:
        """Make a marked copy that is saved as a PDF instead of printed; it counts as a copy."""
        with self._recording.together():
            copy = self._add_copy(seq, RECEIPT)
            recorded = next(self._recording.entries(seq, seq))
            paper = self.papers.paper(
                recorded, copy.paper_columns, copy=copy.copy, at=copy.created_at
            )
            content = self.papers.content(paper, NO_PRINTER_BUT_PDF)
            saved = replace(copy, printer="PDF", content=content, state="confirmed", reason="SAVED")
            self._database.print_queue.update(saved)
        return saved

    # --- inside --------------------------------------------------------------------------------

    @property
    def _held_up_to(self) -> int:
        return int(self._database.booth.text(_HELD_UP_TO) or "0")

    def _hold_up_to(self, job_id: int) -> None:
        with self._database.transaction():
            self._database.booth.set_value(_HELD_UP_TO, str(job_id).encode())

    def _add_copy(self, seq: int, kind: str) -> StoredJob:
        original = next(self._recording.entries(seq, seq))
        copies = len(self._database.print_queue.jobs_of(seq, kind))
        pointer = original.pointer(self._recording.till.dev)
        self._recording.record(Audited(self._recording.stamp(), "reprint", of=pointer))
        return self._add(original, kind, copy=copies)

    def _add(
        self, recorded: Recorded, kind: str, *, copy: int = 0, report: ZReport | None = None
    ) -> StoredJob:
        printer = self._printer or NO_PRINTER
        now = recorded.entry.stamp.at if copy == 0 else self._recording.stamp().at
        job = self._making.empty_job(recorded, kind, copy=copy, now=now)
        return self._database.print_queue.add(self._making.filled(job, printer, recorded, report))

    def _made_for(self, printer: PrinterProfile, job: StoredJob) -> StoredJob:
        recorded = next(self._recording.entries(job.seq, job.seq))
        made = self._making.filled(job, printer, recorded)
        with self._database.transaction():
            self._database.print_queue.update(made)
        return made

    def _job(self, job_id: int, *states: JobState) -> StoredJob:
        job = self._database.print_queue.job(job_id)
        if job is None or job.state not in states:
            raise NothingToPrint
        return job

    def _move(self, job: StoredJob, state: JobState, *, reason: str = "") -> StoredJob:
        moved = self._moved(job, state, reason)
        with self._database.transaction():
            self._database.print_queue.update(moved)
        return moved

    def _moved(self, job: StoredJob, state: JobState, reason: str) -> StoredJob:
        return replace(job, state=state, state_at=self._recording.stamp().at, reason=reason)

    def _shown(self, job: StoredJob) -> PaperState:
        printer = job.printer
        if job.state == "queued":
            printer = "" if self._printer is None else printer or self._printer.name
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
        )
