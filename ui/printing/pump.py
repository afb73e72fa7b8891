"""The pump that moves one printer's papers, one at a time, without the window waiting."""

from functools import partial
from typing import Final, Literal

from PySide6.QtCore import QElapsedTimer, QObject, QTimer, Signal, Slot

from pos_app.domain.errors import OutsideError, PrinterError, Refusal
from pos_app.services.print_jobs import Handed, PrintJob
from pos_app.services.print_keeping import PrintKeeping
from ui.background import Background
from ui.printing.record import Record
from ui.printing.rhythm import Rhythm

_PLUGGED_IN: Final = ("device", "serial", "pdf")
"""What comes and goes with a cable or a stick: to look for it costs nothing."""


class Pump(QObject):
    """Connects, has `sending` committed, sends, and writes down what came of it.

    A printer that is not there is tried again in its rhythm, and whenever a paper comes. After
    an outage the first paper goes at once and the rest when the connection has held a while.
    `changed` comes after every step; `done` carries the PrintJob of a paper that left whole,
    `stopped` the PrinterError of a try that came to nothing, `failed` what the disk reports,
    `old_found` how many papers are held back because they are old.
    """

    changed = Signal()
    done = Signal(object)
    stopped = Signal(object)
    failed = Signal(object)
    old_found = Signal(int)

    def __init__(
        self, printing: PrintKeeping, printer: str, worker: Background, rhythm: Rhythm
    ) -> None:
        super().__init__()
        self.printer = printer
        self.trouble: PrinterError | None = None
        self.worker = worker
        self._printing = printing
        self._rhythm = rhythm
        self._job: PrintJob | None = None
        self._awaited: PrintJob | None = None
        self._record = Record(self.failed.emit)
        self._misses = 0
        self._was_out = False
        self._tried = QElapsedTimer()
        self._tried.start()
        self._again, self._settling = QTimer(self), QTimer(self)
        for timer in (self._again, self._settling):
            timer.setSingleShot(True)
            timer.timeout.connect(self._next)

    @property
    def state(self) -> Literal["ready", "printing", "waiting", "stopped"]:
        """What it is at; `waiting` for the printer's answer to a paper that was sent."""
        if self.trouble is not None:
            return "stopped"
        if self._awaited is not None:
            return "waiting"
        return "ready" if self._job is None else "printing"

    @property
    def awaited(self) -> int | None:
        """The job that was sent and whose answer has not come yet."""
        return None if self._awaited is None else self._awaited.stored.job_id

    @property
    def is_idle(self) -> bool:
        """Whether nothing is under way on the worker."""
        return self._job is None and not self.worker.is_busy()

    # --- asking --------------------------------------------------------------------------------

    @Slot()
    def wake(self) -> None:
        """Send what waits: a new paper came. In an outage that is one try more, soon if not now.

        Buyers may come faster than a printer that is away is worth asking.
        """
        if self._again.isActive():
            rest_ms = self._rhythm.between_ms - self._tried.elapsed()
            if rest_ms > 0:
                self._again.start(min(rest_ms, self._again.remainingTime()))
                self.changed.emit()
                return
            self._misses -= 1
        self._next()

    @Slot()
    def try_again(self) -> None:
        """Somebody says that the printer is there again."""
        self._misses = 0
        self.trouble = None
        self._next()

    @Slot()
    def stop_waiting(self) -> None:
        """Wait no longer for the printer's answer; a person has to look at the paper."""
        if self._awaited is not None:
            self._awaited.transport.close()

    def stop(self) -> None:
        """Begin no paper any more, and wait for no answer."""
        for timer in (self._again, self._settling):
            timer.stop()
        self.stop_waiting()

    def cut(self) -> None:
        """Take the link away from a worker that does not end; the paper stays as recorded."""
        if self._job is not None:
            self._job.transport.close()

    # --- moving --------------------------------------------------------------------------------

    @Slot()
    def _next(self) -> None:
        """Take the next paper in hand, unless one is under way."""
        if self._job is None and not self.worker.is_closed:
            self._again.stop()
            if self._record.is_complete():
                self._begin(self._take_next())
            else:
                self._try_later()
        self.changed.emit()

    def _take_next(self) -> PrintJob | None:
        try:
            job = self._printing.next_job(self.printer)
            while job is not None and job.stored.state != "queued":
                # that one cannot be laid out, and now it failed
                job = self._printing.next_job(self.printer)
        except OutsideError as error:
            self._try_later()
            self.failed.emit(error)
            return None
        return job

    def _begin(self, job: PrintJob | None) -> None:
        if job is None:
            if not self._again.isActive():  # nothing waits, so nobody is troubled
                self.trouble, self._misses = None, 0
            return
        if self._settling.isActive() and not job.is_kick:
            return
        self._job = job
        self._tried.start()
        self.worker.run(
            job.connect,
            done=partial(self._connected, job),
            failed=partial(self._not_connected, job),
        )

    def _connected(self, job: PrintJob, _health: object) -> None:
        if self.worker.is_closed:  # nothing has left: the paper waits for the next start
            self._let_go(job)
            return
        self.trouble = None
        if self._was_out and self._holds_old():
            self._let_go(job)
            self._next()
            return
        try:
            sending = self._printing.mark_sending(job)
        except Refusal:  # it was dropped or moved while the printer was being reached
            self._let_go(job)
            self._next()
            return
        except OutsideError as error:
            self._let_go(job)
            self._try_later()
            self.failed.emit(error)
            self.changed.emit()
            return
        self._job = sending
        self.worker.run(
            sending.send,
            done=partial(self._sent, sending),
            failed=partial(self._not_sent, sending),
        )
        self.changed.emit()

    def _not_connected(self, job: PrintJob, error: Exception) -> None:
        printer_error = error if isinstance(error, PrinterError) else PrinterError("UNKNOWN")
        self._record.save(partial(self._printing.mark_not_reached, job, printer_error))
        self._miss(job, printer_error)
        _raise_bug(error)

    def _sent(self, job: PrintJob, handed: Handed) -> None:
        self._record.save(partial(self._printing.mark_sent, job, handed))
        if handed == "waiting" and not self.worker.is_closed:
            self._awaited = job
            self.worker.run(
                job.await_answer,
                done=partial(self._answered, job),
                failed=partial(self._not_answered, job),
            )
            self.changed.emit()
            return
        self._done(job)

    def _not_sent(self, job: PrintJob, error: Exception) -> None:
        # After a bug nobody knows how far it came: a person has to look at the paper.
        doubt = PrinterError("UNKNOWN", bytes_accepted=1)
        printer_error = error if isinstance(error, PrinterError) else doubt
        self._record.save(partial(self._printing.mark_broken, job, printer_error))
        self._miss(job, printer_error)
        _raise_bug(error)

    def _answered(self, job: PrintJob, has_answered: bool) -> None:
        self._record.save(partial(self._printing.mark_answered, job, answered=has_answered))
        self._done(job)

    def _not_answered(self, job: PrintJob, error: Exception) -> None:
        self._answered(job, has_answered=False)
        _raise_bug(error)

    # --- between papers ------------------------------------------------------------------------

    def _done(self, job: PrintJob) -> None:
        self._let_go(job)
        self._misses = 0
        self.done.emit(job)
        if self._was_out:
            self._was_out = False
            self._settling.start(self._rhythm.settle_ms)
        self._next()

    def _miss(self, job: PrintJob, error: PrinterError) -> None:
        self._let_go(job)
        is_busy = error.code == "BUSY"  # with another till's paper: no outage, and soon over
        if self._misses or not is_busy:
            self.trouble = error
        self._was_out = self._was_out or not is_busy
        is_away = error.code == "NOT_FOUND" and job.printer.kind in _PLUGGED_IN
        self._try_later(most_ms=self._rhythm.appears_ms if is_away else None)
        self.changed.emit()
        self.stopped.emit(error)

    def _try_later(self, most_ms: int | None = None) -> None:
        if not self.worker.is_closed:
            wait_ms = self._rhythm.wait_ms(self._misses)
            self._settling.stop()
            self._again.start(wait_ms if most_ms is None else min(wait_ms, most_ms))
            self._misses += 1

    def _let_go(self, job: PrintJob) -> None:
        job.transport.close()
        self._job = self._awaited = None

    def _holds_old(self) -> bool:
        """Hold back what is too old to come out unasked, now that the printer is there again."""
        before = self._printing.held_back()
        try:
            self._printing.hold_old()
        except OutsideError as error:
            self.failed.emit(error)
            return False
        held = self._printing.held_back()
        if held > before:
            self.old_found.emit(held)
        return held > before


def _raise_bug(error: Exception) -> None:
    if not isinstance(error, PrinterError):
        raise error
