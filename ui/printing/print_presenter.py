"""The pump that moves papers to the printer, one at a time, without the window waiting."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Literal

from PySide6.QtCore import QObject, Signal, Slot

from pos_app.domain.errors import OutsideError, PrinterError, Refusal
from pos_app.domain.printer import PrinterProfile
from pos_app.i18n import _, ngettext
from pos_app.papers.key_list import KeyGroup
from pos_app.services.print_keeping import PaperState, PrintJob, PrintKeeping, warm_up
from ui.background import Background
from ui.widgets import Status

PumpState = Literal["no_printer", "ready", "printing", "stopped"]


@dataclass(frozen=True, slots=True)
class PrinterStatus:
    """How printing stands: the pump, and the papers that wait or need a look."""

    pump: PumpState
    waiting: int
    uncertain: int

    @property
    def kind(self) -> Status:
        """The status whose icon and colour fit."""
        if self.uncertain or self.pump == "stopped":
            return "warning"
        if self.pump == "no_printer":
            return "neutral"
        return "info" if self.pump == "printing" else "ok"

    def words(self) -> str:
        """The state in a few words, for the top bar."""
        if self.uncertain:
            return ngettext(
                "Look at {count} receipt", "Look at {count} receipts", self.uncertain
            ).format(count=self.uncertain)
        if self.pump == "no_printer":
            return _("No printer yet")
        if self.pump == "printing":
            return _("Printing")
        if self.waiting:
            return ngettext("{count} paper waits", "{count} papers wait", self.waiting).format(
                count=self.waiting
            )
        return _("Printer ready")


class PrintPresenter(QObject):
    """Connects, has `sending` committed, sends, and writes down what came of it.

    After a failure it stops until somebody asks again or another paper comes. `stopped` carries
    the PrinterError; `papers_changed` comes after every step; `refused` and `failed` carry what a
    person's own request met. `backlog_found` says how many papers are held back since the first
    printer was chosen; `trial_printed` and `trial_failed` end a trial page, `keys_printed` (the
    Path of a PDF, or None) and `keys_failed` a list of keys.
    """

    papers_changed = Signal()
    status_changed = Signal(object)
    stopped = Signal(object)
    backlog_found = Signal(int)
    trial_printed = Signal()
    trial_failed = Signal(object)
    keys_printed = Signal(object)
    keys_failed = Signal(object)
    refused = Signal(object)
    failed = Signal(object)

    def __init__(self, printing: PrintKeeping, worker: Background) -> None:
        super().__init__()
        self._printing = printing
        self._worker = worker
        self._running: PrintJob | None = None
        self._is_stopped = False
        self._chosen: tuple[PrinterProfile | None] | None = None

    # --- showing -------------------------------------------------------------------------------

    @property
    def status(self) -> PrinterStatus:
        """How printing stands now."""
        waiting, for_a_person = self._printing.counts()
        return PrinterStatus(self._pump_state(), waiting, for_a_person)

    def waiting(self) -> list[PaperState]:
        """Papers that are not out, oldest first."""
        return self._printing.waiting()

    # --- asking --------------------------------------------------------------------------------

    @Slot()
    def wake(self) -> None:
        """Send what waits: a new paper came, or a person asked to try again."""
        self._is_stopped = False
        self._next()

    def use_printer(self, printer: PrinterProfile | None) -> None:
        """Use another printer, after the paper that is on its way."""
        self._chosen = (printer,)
        self._take_chosen()
        self.wake()

    def held_back(self) -> int:
        """How many papers wait for a person to say whether they are still wanted."""
        return self._printing.held_back()

    @Slot()
    def print_all(self) -> None:
        """Print what waits, with the papers that were held back."""
        self._ask(self._printing.print_held_back)
        self.wake()

    @Slot(str)
    def drop_held_back(self, reason: str) -> None:
        """Drop the papers that were held back."""
        self._ask(partial(self._printing.drop_held_back, reason))

    def print_trial(self, printer: PrinterProfile) -> None:
        """Print a page to try a printer with; it waits for the paper that is on its way."""
        try:
            page = self._printing.loose.trial(printer)
        except OutsideError as error:
            self.trial_failed.emit(error)
            return
        self._worker.run(page.send, done=self._tried, failed=self._not_tried)

    def print_keys(self, groups: Sequence[KeyGroup], folder: Path) -> None:
        """Print the list of keys, or write it into that folder where there is no printer."""
        try:
            page = self._printing.loose.keys(groups, self._printing.printer, folder)
        except OutsideError as error:
            self.keys_failed.emit(error)
            return
        self._worker.run(
            page.send, done=partial(self._keys_out, page.path), failed=self._keys_not_out
        )

    def warm_up(self) -> None:
        """Load what the first paper needs, on the worker."""
        self._worker.run(warm_up, done=_nothing_to_say, failed=_raise)

    def confirm(self, job_id: int) -> None:
        """A person saw that the paper came out."""
        self._ask(partial(self._printing.came_out, job_id))

    def print_copy(self, job_id: int) -> None:
        """Print a marked copy in place of a paper that perhaps never came out."""
        self._ask(partial(self._printing.print_copy, job_id))
        self.wake()

    def discard(self, job_id: int) -> None:
        """Drop a paper; what it tells of stays recorded."""
        self._ask(partial(self._printing.discard, job_id))

    # --- moving --------------------------------------------------------------------------------

    def _next(self) -> None:
        """Take the next paper in hand, unless one is on its way or printing has stopped."""
        if self._running is None and not self._is_stopped and not self._worker.is_closed:
            job = self._take_next()
            if job is not None:
                self._running = job
                self._worker.run(
                    job.connect,
                    done=partial(self._connected, job),
                    failed=partial(self._not_connected, job),
                )
        self._tell()

    def _take_next(self) -> PrintJob | None:
        try:
            job = self._printing.next_job()
            while job is not None and job.stored.state != "queued":
                job = self._printing.next_job()  # that one cannot be laid out, and now it failed
        except OutsideError as error:
            self._is_stopped = True
            self.failed.emit(error)
            return None
        return job

    def _connected(self, job: PrintJob, _answer: None) -> None:
        if self._worker.is_closed:  # nothing has left: the paper waits for the next start
            self._halt(job)
            return
        try:
            sending = self._printing.mark_sending(job)
        except Refusal:  # it was dropped while the printer was being reached
            job.transport.close()
            self._running = None
            self._next()
            return
        except OutsideError as error:
            self._halt(job)
            self.failed.emit(error)
            return
        self._running = sending
        self._worker.run(
            sending.send,
            done=partial(self._sent, sending),
            failed=partial(self._not_sent, sending),
        )
        self._tell()

    def _not_connected(self, job: PrintJob, error: Exception) -> None:
        printer_error = error if isinstance(error, PrinterError) else PrinterError("UNKNOWN")
        self._ask(partial(self._printing.mark_not_reached, job, printer_error))
        self._halt(job)
        self._report(error)

    def _sent(self, job: PrintJob, _answer: None) -> None:
        self._ask(partial(self._printing.mark_done, job))
        self._running = None
        self._take_chosen()
        self._next()

    def _not_sent(self, job: PrintJob, error: Exception) -> None:
        # After a bug nobody knows how far it came: a person has to look at the paper.
        doubt = PrinterError("UNKNOWN", bytes_accepted=1)
        printer_error = error if isinstance(error, PrinterError) else doubt
        self._ask(partial(self._printing.mark_broken, job, printer_error))
        self._halt(job)
        self._report(error)

    def _halt(self, job: PrintJob) -> None:
        job.transport.close()
        self._running = None
        self._is_stopped = True
        self._take_chosen()
        self._tell()

    def _tried(self, _answer: None) -> None:
        self.trial_printed.emit()

    def _not_tried(self, error: Exception) -> None:
        if not isinstance(error, PrinterError):
            raise error
        self.trial_failed.emit(error)

    def _keys_out(self, path: Path | None, _answer: None) -> None:
        self.keys_printed.emit(path)

    def _keys_not_out(self, error: Exception) -> None:
        if not isinstance(error, PrinterError):
            raise error
        self.keys_failed.emit(error)

    def _report(self, error: Exception) -> None:
        if not isinstance(error, PrinterError):
            raise error
        self.stopped.emit(error)

    def _ask(self, act: Callable[[], object]) -> None:
        try:
            act()
        except Refusal as refusal:
            self.refused.emit(refusal)
        except OutsideError as error:
            self.failed.emit(error)
        self._tell()

    def _take_chosen(self) -> None:
        if self._chosen is not None and self._running is None:
            self._printing.use_printer(*self._chosen)
            self._chosen = None
            held = self._printing.held_back()
            if held:
                self.backlog_found.emit(held)

    def _tell(self) -> None:
        self.papers_changed.emit()
        self.status_changed.emit(self.status)

    def _pump_state(self) -> PumpState:
        if self._printing.printer is None:
            return "no_printer"
        if self._running is not None:
            return "printing"
        return "stopped" if self._is_stopped else "ready"


def _nothing_to_say(_answer: None) -> None:
    """It is loaded; nobody waited for it."""


def _raise(error: Exception) -> None:
    raise error
