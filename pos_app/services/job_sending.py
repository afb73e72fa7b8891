"""Sending: which job goes next, and what became of each, committed before and after its bytes.

Runs on the thread of the database; the worker in between gets a `PrintJob` and hands values back.
"""

from dataclasses import dataclass, field, replace

from pos_app.domain.errors import NothingToPrint, PrinterError
from pos_app.domain.printer import PrinterProfile
from pos_app.printing.recovery import bytes_lacking, most_bytes_lacking
from pos_app.printing.status import Health
from pos_app.services.drawer_kicks import DrawerKicks, is_expired
from pos_app.services.half_sent import HalfSent, rescue
from pos_app.services.held_papers import HeldPapers
from pos_app.services.job_book import AWAITING
from pos_app.services.loose_pages import OpenTransport
from pos_app.services.paper_jobs import PaperJobs
from pos_app.services.print_jobs import (
    FenceUse,
    Handed,
    LooseLink,
    Patience,
    PrinterLink,
    PrintJob,
)
from pos_app.services.printers_in_use import PrintersInUse
from pos_app.services.recording import Recording
from pos_app.storage.database import TillDatabase
from pos_app.storage.print_queue import KICK, StoredJob
from pos_app.storage.printer_memory import PrinterMemory


@dataclass(frozen=True, slots=True)
class PrinterWays:
    """How printers are reached and how long they are waited for; only tests replace it."""

    open_transport: OpenTransport
    patience: Patience = field(default_factory=Patience)


class StatusAsking:
    """Which printers are asked how they are, by what they did with the question since the start."""

    def __init__(self) -> None:
        self._not_asked: set[str] = set()
        self._hung_up: set[str] = set()

    def makes_sense(self, printer: PrinterProfile) -> bool:
        """Whether the next paper begins with the question."""
        is_able = printer.can_answer and printer.answers_status is not False
        return is_able and printer.name not in self._not_asked

    def heard(self, printer: PrinterProfile, health: Health) -> None:
        """It was asked: one that nobody knows and that says nothing is not asked again."""
        if health.code is not None:
            self._hung_up.discard(printer.name)
        elif printer.answers_status is None:
            self._not_asked.add(printer.name)

    def hung_up(self, printer: PrinterProfile) -> None:
        """Some do so on a question they do not know: the next try asks nothing."""
        self._not_asked.add(printer.name)

    def printed(self, printer: PrinterProfile) -> None:
        """A paper went out: one that is known to answer is asked again, unless it hangs up twice.

        A printer that is busy with another till hangs up as well.
        """
        name = printer.name
        if printer.answers_status and name in self._not_asked and name not in self._hung_up:
            self._not_asked.discard(name)
            self._hung_up.add(name)

    def forget(self, names: tuple[str, ...]) -> None:
        """They were learned about anew."""
        self._not_asked.difference_update(names)
        self._hung_up.difference_update(names)


class JobSending:
    """Moves jobs from `queued` to their end and remembers how each printer was left."""

    def __init__(
        self,
        database: TillDatabase,
        recording: Recording,
        *,
        jobs: PaperJobs,
        printers: PrintersInUse,
        ways: PrinterWays,
    ) -> None:
        self._database = database
        self._recording = recording
        self._jobs = jobs
        self._printers = printers
        self.ways = ways
        self.book = jobs.book
        self.held = HeldPapers(database, recording, self.book)
        self.kicks = DrawerKicks(database, printers, self.book)
        self._asking = StatusAsking()
        self._half_sent = HalfSent(database.printer_memory.half_sent())

    # --- what goes next ------------------------------------------------------------------------

    def waiting_printers(self) -> tuple[str, ...]:
        """The printers that have something to send, the default first."""
        named = self._database.print_queue.waiting_printers(self.held.range)
        named += [kick.printer for kick in self.kicks.waiting(self._recording.stamp().at)]
        owners = {printer.name for name in named if (printer := self._printers.of_job(name))}
        return tuple(one.name for one in self._printers.chosen if one.name in owners)

    def next_job(self, printer_name: str | None = None) -> PrintJob | None:
        """What that printer gets next, a kick before any paper; nothing for one not in use."""
        printer = self._printers.named(printer_name)
        stored = None if printer is None else self._next_stored(printer)
        if printer is None or stored is None:
            return None
        made_for = (stored.printer, stored.paper_columns, stored.profile_version)
        if made_for != (printer.name, printer.paper_columns, printer.version):
            stored = self._jobs.made_for(printer, stored)
        open_transport, patience = self.ways.open_transport, self.ways.patience
        return PrintJob(
            stored,
            printer,
            PrinterLink(open_transport(printer, stored.file_name)),
            patience,
            asks_status=self._asking.makes_sense(printer),
        )

    def open_loose(self, printer: PrinterProfile, file_name: str) -> LooseLink:
        """The way to a printer for a page that stands in no queue; also asked for by workers."""
        return self._half_sent.open_loose(printer, self.ways.open_transport(printer, file_name))

    def move(self, job: StoredJob, printer: PrinterProfile | None) -> StoredJob:
        """Have a paper nothing of has left wait for that printer, and for no other decision."""
        moved = self._jobs.move_to(job, printer)
        self.held.let_one_go(moved.job_id)
        return moved

    # --- what became of it ---------------------------------------------------------------------

    def mark_sending(self, job: PrintJob) -> PrintJob:
        """Commit that bytes may leave from now on; only the job that is given back may be sent.

        Raises NothingToPrint when it was dropped, moved or held back, when its printer was set up
        anew meanwhile, or when it is too old to make sense.
        """
        stored = self._still_queued(job)
        if is_expired(stored, self._recording.stamp().at):
            self.kicks.waiting(self._recording.stamp().at)
            raise NothingToPrint
        is_held = not job.is_kick and self.held.range.holds(stored.job_id)
        if is_held or job.printer not in self._printers.chosen:
            raise NothingToPrint
        if job.asks_status:
            self._asking.heard(job.printer, job.health)
        name = job.printer.name
        self._half_sent.know(name, self._half_sent.take_over(name))
        memory = self._memory(name)
        sending = replace(job.stored, attempts=stored.attempts + 1)
        return replace(
            job,
            stored=self.book.move(sending, "sending"),
            preamble=rescue(job.printer, memory.lacks_bytes),
            fence=_fence(job, memory),
        )

    def mark_sent(self, job: PrintJob, handed: Handed) -> None:
        """All bytes were taken; "waiting" stays in `sending` until `mark_answered`."""
        row = self.book.job(job.stored.job_id, "sending")
        stored = replace(row, bytes_accepted=len(row.content))
        missed = job.fence != "none" and handed != "confirmed"
        self._asking.printed(job.printer)
        with self._database.transaction():
            memory = self._memory(job.printer.name)
            is_silent = missed or (memory.is_silent and handed != "confirmed")
            self._remember(replace(memory, lacks_bytes=0, is_silent=is_silent))
            if handed == "waiting":
                self.book.write(stored, "sending", AWAITING)
            else:
                self.book.write(stored, handed)

    def mark_answered(self, job: PrintJob, *, answered: bool) -> None:
        """An overdue answer came, or is given up; where a person decided meanwhile, that stays."""
        stored = self._database.print_queue.job(job.stored.job_id)
        assert stored is not None, "rows stay"
        memory = self._memory(job.printer.name)
        with self._recording.together():
            if answered:
                self._remember(replace(memory, is_silent=False))
            else:  # the link was cut: what was on its way is gone, wherever the paper was
                lacks = max(1, memory.lacks_bytes, most_bytes_lacking(job.stored.content))
                self._remember(replace(memory, lacks_bytes=lacks))
            if stored.state == "sending" and answered:
                self.book.write(stored, "confirmed")
            elif stored.state == "sending":
                self.book.doubt(stored, "NO_ANSWER")

    def mark_not_reached(self, job: PrintJob, error: PrinterError) -> None:
        """Connecting failed; nothing has left, so a paper waits. Raises NothingToPrint."""
        if job.asks_status and error.code == "DISCONNECTED":
            self._asking.hung_up(job.printer)
        stored = self._still_queued(job)
        if job.is_kick:
            self.book.move(stored, "cancelled", error.code)
        elif stored.reason != error.code:  # else a printer that stays away wears out the disk
            self.book.move(stored, "queued", error.code)

    def mark_broken(self, job: PrintJob, error: PrinterError) -> None:
        """Sending failed: after the first byte only a person knows what came out."""
        stored = self.book.job(job.stored.job_id, "sending")
        accepted = error.bytes_accepted
        stored = replace(stored, bytes_accepted=accepted)
        with self._recording.together():
            if accepted and job.printer.kind != "pdf":
                self._remember(_left_half_sent(self._memory(job.printer.name), job, accepted))
            if accepted and not job.is_kick:
                self.book.doubt(stored, error.code)
            else:
                self.book.write(stored, "cancelled" if job.is_kick else "queued", error.code)

    def take_over(self) -> None:
        """What an earlier run left: what was being sent is uncertain, and so is its printer."""
        queue = self._database.print_queue
        with self._recording.together():
            for job in queue.in_state("sending"):
                memory = self._database.printer_memory.of(job.printer)
                lacks = max(1, memory.lacks_bytes, most_bytes_lacking(job.content))
                self._remember(replace(memory, lacks_bytes=lacks))
                if job.kind != KICK:
                    self.book.doubt(job, "DISCONNECTED")
            queue.cancel_kicks(self._recording.stamp().at, "EXPIRED")

    def forget_silence(self, names: tuple[str, ...]) -> None:
        """These printers were learned about anew: what they left unanswered before is over."""
        self._asking.forget(names)
        memories = [self._memory(name) for name in names]
        silent = [memory for memory in memories if memory.is_silent]
        if silent:
            with self._database.transaction():
                for memory in silent:
                    self._remember(replace(memory, is_silent=False))

    # --- inside --------------------------------------------------------------------------------

    def _next_stored(self, printer: PrinterProfile) -> StoredJob | None:
        kicks = self.kicks.waiting(self._recording.stamp().at)
        kick = next((kick for kick in kicks if kick.printer == printer.name), None)
        if kick is not None:
            return kick
        queue, held = self._database.print_queue, self.held.range
        if printer == self._printers.default:
            return queue.next_of_no_other(self._printers.others, held)
        return queue.next_of(printer.name, held)

    def _still_queued(self, job: PrintJob) -> StoredJob:
        stored = self.book.job(job.stored.job_id, "queued")
        if (stored.printer, stored.content) != (job.stored.printer, job.stored.content):
            raise NothingToPrint  # it was sent elsewhere while this printer was being reached
        return stored

    def _memory(self, printer: str) -> PrinterMemory:
        memory = self._database.printer_memory.of(printer)
        return replace(memory, lacks_bytes=self._half_sent.lacking(printer))

    def _remember(self, memory: PrinterMemory) -> None:
        self._half_sent.know(memory.printer, memory.lacks_bytes)
        if memory != self._database.printer_memory.of(memory.printer):
            self._database.printer_memory.keep(memory)


def _fence(job: PrintJob, memory: PrinterMemory) -> FenceUse:
    """Asked of a printer that is known to answer; tried on one that has just answered something.

    One nobody knows that left a status question unanswered is not asked more: its next byte could
    be either's.
    """
    printer, is_talking = job.printer, job.health.code is not None
    if job.is_kick or memory.is_silent or not printer.can_answer or printer.answers_fence is False:
        return "none"
    return "asked" if printer.answers_fence else "trial" if is_talking else "none"


def _left_half_sent(memory: PrinterMemory, job: PrintJob, accepted: int) -> PrinterMemory:
    """Never 0: even a paper that was taken whole may have died on the way, and with it what was
    to end the command before.
    """
    lacks = max(1, memory.lacks_bytes, bytes_lacking(job.stored.content, accepted))
    return replace(memory, lacks_bytes=lacks)
