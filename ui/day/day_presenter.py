"""What the day screen asks for, and what it is shown in answer."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot

from pos_app.domain.drawer import CashCount
from pos_app.domain.errors import OutsideError, PosError, Refusal
from pos_app.domain.money import Money
from pos_app.services.cash_keeping import CashKeeping
from pos_app.services.day_keeping import ClosedDay, DayFileJob, DayKeeping, DayPdfJob
from pos_app.services.print_keeping import Z_REPORT, PrintKeeping
from ui.background import Background
from ui.day.day_values import DayView, FileStep, ShownClose, StepKind


class DayPresenter(QObject):
    """Tries the service, shows the refusal, shows the new state. Holds no rule of its own.

    `day_changed` carries a DayView, `refused` a Refusal, `failed` an OutsideError. `paper_waits`
    says that something is in the print queue; whoever runs the printer calls `refresh` after
    every step. Files are written by the office worker; what becomes of one never touches the
    close itself.
    """

    day_changed = Signal(object)
    refused = Signal(object)
    failed = Signal(object)
    paper_waits = Signal()

    def __init__(
        self, days: DayKeeping, cash: CashKeeping, printing: PrintKeeping, *, office: Background
    ) -> None:
        super().__init__()
        self._days = days
        self._cash = cash
        self._printing = printing
        self._office = office
        self._closed_days: list[ClosedDay] | None = None
        self._steps: dict[tuple[int, StepKind], FileStep] = {}
        self._shown: ClosedDay | None = None
        self._newest_z = 0

    # --- showing ---------------------------------------------------------------------------

    def view(self) -> DayView:
        """The day as it stands now."""
        state = self._days.state()
        return DayView(
            state=state,
            heading=self._printing.papers.words().heading,
            report=self._days.x_report() if state.is_open else None,
            waiting=tuple(self._printing.waiting()),
            closed_days=tuple(self._known_days()),
            shown=self._shown_close(),
        )

    @Slot()
    def refresh(self) -> None:
        """Show everything as it is: when the screen comes up, and after every printing step."""
        self.day_changed.emit(self.view())

    def show_closed(self, closed: ClosedDay) -> None:
        """Look at a closed day."""
        self._shown = closed
        self.refresh()

    @Slot()
    def leave_closed(self) -> None:
        """Go back from a closed day to the day itself."""
        self._shown = None
        self.refresh()

    # --- the day ---------------------------------------------------------------------------

    def set_float(self, amount: Money) -> None:
        """Put the opening cash into the drawer; opens the day when it is not open yet."""
        self._try(partial(self._cash.set_float, amount))

    def count(self, count: CashCount) -> None:
        """Record what was counted in the drawer; only then the expected sum is shown."""
        self._try(partial(self._cash.count, count))

    def close_day(self, why: str = "") -> None:
        """Close, then write file and PDF; the paper is in the queue already."""
        if not self._try(partial(self._close, why)):
            return
        self.paper_waits.emit()
        assert self._shown is not None
        self.write_file(self._shown)
        self.write_pdf(self._shown)

    # --- after the close -------------------------------------------------------------------

    def write_file(self, closed: ClosedDay) -> None:
        """Write the signed day file, or write it again: the bytes are always the same."""
        self._write(closed, "file", self._days.day_file_job)

    def write_pdf(self, closed: ClosedDay) -> None:
        """Write the Z report as a PDF, or write it again."""
        self._write(closed, "pdf", self._days.day_pdf_job)

    def reprint(self, closed: ClosedDay) -> None:
        """Queue a marked copy of the Z paper."""
        self._print(partial(self._printing.reprint, closed.recorded.seq, Z_REPORT))

    def confirm(self, job_id: int) -> None:
        """A person saw that the paper came out."""
        self._print(partial(self._printing.came_out, job_id))

    def replace(self, job_id: int) -> None:
        """Print a marked copy in place of a paper that perhaps never came out."""
        self._print(partial(self._printing.print_copy, job_id))

    # --- inside ----------------------------------------------------------------------------

    def _close(self, why: str) -> None:
        closed = self._days.close_day(why=why)
        self._closed_days = [closed, *self._known_days(but=closed)]
        self._shown, self._newest_z = closed, closed.z

    def _known_days(self, *, but: ClosedDay | None = None) -> list[ClosedDay]:
        """The closed days, read from the journal once; a new close is put on top."""
        if self._closed_days is None:
            self._closed_days = self._days.closed_days()
        return [day for day in self._closed_days if but is None or day.z != but.z]

    def _shown_close(self) -> ShownClose | None:
        closed = self._shown
        if closed is None:
            return None
        return ShownClose(
            closed=closed,
            file=self._step(closed, "file", self._days.day_file_job),
            pdf=self._step(closed, "pdf", self._days.day_pdf_job),
            paper=self._printing.state_of(closed.recorded.seq, Z_REPORT),
            is_new=closed.z == self._newest_z,
        )

    def _step(
        self,
        closed: ClosedDay,
        kind: StepKind,
        job_of: Callable[[ClosedDay], DayFileJob | DayPdfJob],
    ) -> FileStep:
        """What is known of a file; of one written in an earlier run only that it is there."""
        known = self._steps.get((closed.z, kind))
        if known is None:
            path = job_of(closed).path
            known = FileStep(path, "done" if path.exists() else "open")
            self._steps[closed.z, kind] = known
        return known

    def _write(
        self,
        closed: ClosedDay,
        kind: StepKind,
        job_of: Callable[[ClosedDay], DayFileJob | DayPdfJob],
    ) -> None:
        job = job_of(closed)
        key = (closed.z, kind)
        known = self._steps.get(key)
        if known is not None and known.state == "working":
            return
        self._note(key, FileStep(job.path, "working"))
        self._office.run(
            job.write, done=partial(self._written, key), failed=partial(self._not_written, key)
        )

    def _written(self, key: tuple[int, StepKind], path: Path) -> None:
        self._note(key, FileStep(path, "done"))

    def _not_written(self, key: tuple[int, StepKind], error: Exception) -> None:
        ours = error if isinstance(error, PosError) else None
        self._note(key, replace(self._steps[key], state="failed", error=ours))
        if ours is None:
            raise error

    def _note(self, key: tuple[int, StepKind], step: FileStep) -> None:
        self._steps[key] = step
        self.refresh()

    def _print(self, act: Callable[[], object]) -> None:
        if self._try(act):
            self.paper_waits.emit()

    def _try(self, act: Callable[[], object]) -> bool:
        try:
            act()
        except Refusal as refusal:
            self.refused.emit(refusal)
            return False
        except OutsideError as error:
            self.failed.emit(error)
            return False
        self.refresh()
        return True
