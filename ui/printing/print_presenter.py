"""What screens know of printing and ask of it; a pump for each printer does the moving."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot

from pos_app.domain.errors import OutsideError, PrinterError, Refusal
from pos_app.domain.journal import Entry
from pos_app.domain.printer import PrinterProfile
from pos_app.files import make_folder
from pos_app.services.print_jobs import PrintJob
from pos_app.services.print_keeping import PaperState, PrintKeeping, Unfinished, warm_up
from ui.printing.page_printing import KeyPrinting, OrderPrinting
from ui.printing.printer_status import PrinterStatus, PrinterTrouble, PumpState
from ui.printing.pump import Pump
from ui.printing.pumps import Pumps
from ui.printing.rhythm import Rhythm


class PrintPresenter(QObject):
    """Shows how papers stand and has people's requests done; moves nothing itself.

    `papers_changed` comes after every step, `status_changed` carries a PrinterStatus, `stopped`
    the PrinterError of a printer that is not there now; `refused` and `failed` carry what a
    person's own request met. `backlog_found` says how many papers are held back since the first
    printer was chosen, `old_found` how many because they are old. `paper_written` carries the
    path of a paper that became a file.
    """

    papers_changed = Signal()
    status_changed = Signal(object)
    stopped = Signal(object)
    backlog_found = Signal(int)
    old_found = Signal(int)
    paper_written = Signal(object)
    refused = Signal(object)
    failed = Signal(object)

    def __init__(
        self,
        printing: PrintKeeping,
        *,
        folder: Path | None = None,
        rhythm: Rhythm | None = None,
    ) -> None:
        """`folder` is where papers go that somebody wants as a PDF."""
        super().__init__()
        self._printing = printing
        self._folder = None if folder is None else PrinterProfile("pdf", folder=str(folder))
        self._wanted: tuple[PrinterProfile | None, tuple[PrinterProfile, ...]] | None = None
        self._as_files: set[int] = set()
        self._is_waking = False
        self._pumps = Pumps(printing, rhythm or Rhythm())
        self._pumps.changed.connect(self._tell)
        self._pumps.stopped.connect(self.stopped)
        self._pumps.failed.connect(self.failed)
        self._pumps.old_found.connect(self.old_found)
        self._pumps.done.connect(self._look_at)
        self.keys = KeyPrinting(printing, self._pumps)
        self.orders = OrderPrinting(printing, self._pumps)

    # --- showing -------------------------------------------------------------------------------

    @property
    def status(self) -> PrinterStatus:
        """How printing stands now."""
        waiting, for_a_person = self._printing.counts()
        return PrinterStatus(self._pump_state(), waiting, for_a_person, self._troubles(waiting))

    def waiting(self) -> list[PaperState]:
        """All papers that are not out."""
        return self._printing.waiting()

    def unfinished(self, most: int) -> Unfinished:
        """How many papers are not out, and the first of them: those that need a person."""
        return self._printing.unfinished(most)

    def job_state(self, job_id: int) -> PaperState | None:
        """One paper, by its job."""
        return self._printing.job_state(job_id)

    def entry_of(self, paper: PaperState) -> Entry:
        """What a paper tells of."""
        return self._printing.entry_of(paper.seq)

    def trouble_at(self, printer: str) -> PrinterError | None:
        """What a printer met when it was tried the last time, unless all was well."""
        return self._pumps.trouble_at(printer)

    @property
    def printers(self) -> tuple[PrinterProfile, ...]:
        """The printers that are set up, the usual one first."""
        return self._printing.printers

    # --- asking --------------------------------------------------------------------------------

    def start(
        self, default: PrinterProfile | None, others: tuple[PrinterProfile, ...] = ()
    ) -> None:
        """Go on with what an earlier run left, but ask about what is old."""
        self._ask(self._printing.hold_old)
        self.use_printers(default, others)
        held = self.held_back()
        if held and default is not None:
            self.old_found.emit(held)

    @Slot()
    def wake(self) -> None:
        """Send what waits: a new paper came."""
        self._wake(Pump.wake)

    @Slot()
    def try_again(self) -> None:
        """Send what waits: a person asked to try again."""
        self._wake(Pump.try_again)

    def try_again_with(self, job_id: int) -> None:
        """Send a paper that waits, or make one anew that could not be made."""
        paper = self._printing.job_state(job_id)
        if paper is not None and paper.state == "failed":
            self._ask(partial(self._printing.try_again, job_id))
            self.wake()
        elif paper is not None and paper.printer:
            self._pumps.of(paper.printer).try_again()

    def use_printers(
        self, default: PrinterProfile | None, others: tuple[PrinterProfile, ...] = ()
    ) -> None:
        """Use other printers from the next paper on.

        A folder is always among them, so that any paper can be had as a PDF.
        """
        if (default, others) == self._wanted:
            return
        self._wanted = default, others
        kinds = {printer.kind for printer in (default, *others) if printer is not None}
        further = () if "pdf" in kinds or self._folder is None else (self._folder,)
        is_first = self._printing.printer is None and default is not None
        self._ask(partial(self._printing.use_printers, default, (*others, *further)))
        self._pumps.keep(printer.name for printer in self.printers)
        if is_first and self.held_back():
            self.backlog_found.emit(self.held_back())
        self.wake()

    def held_back(self) -> int:
        """How many papers wait for a person to say whether they are still wanted."""
        return self._printing.held_back()

    def is_held_back(self, job_id: int) -> bool:
        """Whether a paper that waits is one of those."""
        return self._printing.is_held_back(job_id)

    @Slot()
    def print_all(self) -> None:
        """Print what waits, with the papers that were held back."""
        self._ask(self._printing.print_held_back)
        self.wake()

    @Slot(str)
    def drop_held_back(self, reason: str) -> None:
        """Drop the papers that were held back."""
        self._ask(partial(self._printing.drop_held_back, reason))
        self.wake()

    def confirm(self, job_id: int) -> None:
        """A person saw that the paper came out."""
        self._ask(partial(self._printing.came_out, job_id))
        self._pumps.stop_waiting(job_id)

    def print_copy(self, job_id: int) -> None:
        """Print a marked copy in place of a paper that perhaps never came out."""
        self._ask(partial(self._printing.print_copy, job_id))
        self._pumps.stop_waiting(job_id)
        self.wake()

    def send_elsewhere(self, job_id: int, printer: str) -> None:
        """Print it on another printer; what perhaps came out already becomes a marked copy."""
        self._ask(partial(self._printing.send_elsewhere, job_id, printer))
        self._pumps.stop_waiting(job_id)
        self.wake()

    def save_as_pdf(self, job_id: int, folder: str) -> None:
        """Have a paper as a file; `paper_written` says when it is there."""
        if self._folder is not None and folder == self._folder.name:
            self._ask(partial(make_folder, Path(folder)))
        sent = self._ask(partial(self._printing.send_elsewhere, job_id, folder))
        if isinstance(sent, PaperState):
            self._as_files.add(sent.job_id)
        self._pumps.stop_waiting(job_id)
        self.wake()

    def discard(self, job_id: int) -> None:
        """Drop a paper; what it tells of stays recorded."""
        self._ask(partial(self._printing.discard, job_id))
        self._pumps.stop_waiting(job_id)
        self.wake()

    def warm_up(self) -> None:
        """Load what the first paper needs, on a worker."""
        self._pumps.run("", warm_up, done=_nothing_to_say, failed=_raise)

    def close(self, timeout_s: float) -> bool:
        """End all pumps within that time; what hangs stays as it is recorded."""
        return self._pumps.close(timeout_s)

    # --- inside --------------------------------------------------------------------------------

    def _wake(self, how: Callable[[Pump], None]) -> None:
        try:
            waiting = self._printing.waiting_printers()
        except OutsideError as error:
            self.failed.emit(error)
            return
        self._is_waking = True  # one word at the end says it all
        self._pumps.each(waiting, how)
        self._is_waking = False
        self._tell()

    def _ask(self, act: Callable[[], object]) -> object:
        """What the service gave; None where something stood in the way."""
        given = None
        try:
            given = act()
        except Refusal as refusal:
            self.refused.emit(refusal)
        except OutsideError as error:
            self.failed.emit(error)
        self._tell()
        return given

    @Slot(object)
    def _look_at(self, done: PrintJob) -> None:
        if done.stored.job_id in self._as_files:
            self._as_files.discard(done.stored.job_id)
            self.paper_written.emit(Path(done.printer.folder) / done.stored.file_name)

    @Slot()
    def _tell(self) -> None:
        if self._is_waking:
            return
        self.papers_changed.emit()
        self.status_changed.emit(self.status)

    def _pump_state(self) -> PumpState:
        if self._printing.printer is None:
            return "no_printer"
        states = {pump.state for pump in self._pumps.in_use()}
        for state in ("stopped", "printing", "waiting"):
            if state in states:
                return state
        return "ready"

    def _troubles(self, waiting: int) -> tuple[PrinterTrouble, ...]:
        is_one = self._folder in self.printers[1:2] or len(self.printers) == 1
        return tuple(
            PrinterTrouble.of(
                pump.trouble,
                printer="" if is_one else pump.printer,
                waiting=waiting if is_one else self._printing.queued_for(pump.printer),
            )
            for pump in self._pumps.in_use()
            if pump.trouble is not None
        )


def _nothing_to_say(_answer: None) -> None:
    """It is loaded; nobody waited for it."""


def _raise(error: Exception) -> None:
    raise error
