"""Print keeping: every paper is a job on the disk before a byte of it leaves.

The GUI thread moves jobs from state to state; a worker only connects and sends. A second paper
of the same entry is always a marked copy.
"""

import logging
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime

from pos_app.domain.day_report import ZReport
from pos_app.domain.errors import NothingToPrint, PrinterError
from pos_app.domain.journal import Audited, Recorded
from pos_app.domain.printer import PrinterProfile
from pos_app.printing.transports import Transport, transport_for
from pos_app.services.paper_making import PaperMaking
from pos_app.services.recording import Recording
from pos_app.storage.database import TillDatabase
from pos_app.storage.print_queue import JobState, StoredJob

_logger = logging.getLogger(__name__)

RECEIPT = "receipt"
Z_REPORT = "z"

NO_PRINTER = PrinterProfile(kind="network", address="")
"""Papers are laid out for the narrowest paper while no printer is chosen; they wait."""


OpenTransport = Callable[[PrinterProfile, str], Transport]
"""Gives the way to a printer for a paper of that file name; handed in, so that tests set it."""


@dataclass(frozen=True, slots=True)
class PaperState:
    """A paper and where it stands, for screens. `reason` is a code of printing.md 4.6."""

    job_id: int
    seq: int
    kind: str
    copy: int
    number: str
    state: JobState
    reason: str
    printer: str
    since: datetime


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
        self._printer = printer
        self._open_transport = open_transport
        for job in database.print_queue.pending():
            if job.state == "sending":
                self._move(job, "uncertain", reason="DISCONNECTED")

    @property
    def printer(self) -> PrinterProfile | None:
        """The printer in use, if one was chosen."""
        return self._printer

    def use_printer(self, printer: PrinterProfile | None) -> None:
        """Choose the printer; papers that wait are laid out anew for it when their turn comes."""
        self._printer = printer

    # --- making papers, inside the transaction of what they tell of ---------------------------

    def add_receipt(self, recorded: Recorded) -> StoredJob:
        """Queue the receipt of a sale."""
        return self._add(recorded, RECEIPT)

    def add_day_report(self, closed: Recorded, report: ZReport) -> StoredJob:
        """Queue the Z paper of a close."""
        return self._add(closed, Z_REPORT, report=report)

    # --- sending -------------------------------------------------------------------------------

    def next_job(self) -> PrintJob | None:
        """The oldest paper that waits, ready for the worker; nothing without a printer."""
        printer = self._printer
        stored = self._database.print_queue.next_queued()
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

    # --- inside --------------------------------------------------------------------------------

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
        job = StoredJob(
            job_id=0,
            seq=recorded.seq,
            kind=kind,
            copy=copy,
            printer="",
            paper_columns=printer.paper_columns,
            file_name=f"{self.papers.number(recorded)}{f'-copy{copy}' if copy else ''}.pdf",
            content=b"",
            created_at=now,
            state="queued",
            state_at=now,
        )
        return self._database.print_queue.add(self._filled(job, printer, recorded, report))

    def _made_for(self, printer: PrinterProfile, job: StoredJob) -> StoredJob:
        recorded = next(self._recording.entries(job.seq, job.seq))
        made = self._filled(job, printer, recorded, None)
        with self._database.transaction():
            self._database.print_queue.update(made)
        return made

    def _filled(
        self, job: StoredJob, printer: PrinterProfile, recorded: Recorded, report: ZReport | None
    ) -> StoredJob:
        """The job with its bytes; a paper that cannot be made fails, its sale does not."""
        columns = printer.paper_columns
        try:
            paper = self.papers.paper(
                recorded, columns, copy=job.copy, at=job.created_at, report=report
            )
            content = self.papers.content(paper, printer)
        except PrinterError as error:
            return replace(job, state="failed", reason=error.code)
        except Exception:  # a mistake of ours in a paper must not cost the sale it tells of
            _logger.exception("the paper of entry %d could not be made", recorded.seq)
            return replace(job, state="failed", reason="BAD_PAPER")
        name = printer.name if printer is not NO_PRINTER else ""
        return replace(job, printer=name, paper_columns=columns, content=content)

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
        recorded = next(self._recording.entries(job.seq, job.seq))
        return PaperState(
            job_id=job.job_id,
            seq=job.seq,
            kind=job.kind,
            copy=job.copy,
            number=self.papers.number(recorded),
            state=job.state,
            reason=job.reason,
            printer=job.printer,
            since=job.state_at,
        )
