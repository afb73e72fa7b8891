"""The files of closed days: written on the office worker, each with its own state."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from pos_app.domain.errors import PosError
from pos_app.services.day_files import DayCopyJob, DayFileJob, DayPdfJob
from pos_app.services.day_keeping import ClosedDay, DayKeeping
from ui.background import Background
from ui.day.day_values import FileStep, StepKind


class FileSteps(QObject):
    """What becomes of a file never touches the close itself. `changed` says that a step moved.

    `range_written` carries a Path, `failed` an OutsideError of a report over several days.
    """

    changed = Signal()
    range_written = Signal(object)
    failed = Signal(object)

    def __init__(self, days: DayKeeping, office: Background) -> None:
        super().__init__()
        self._days = days
        self._office = office
        self._steps: dict[tuple[int, StepKind], FileStep] = {}
        self._jobs: dict[StepKind, Callable[[ClosedDay], DayFileJob | DayPdfJob]] = {
            "file": days.day_file_job,
            "pdf": days.day_pdf_job,
        }

    def step(self, closed: ClosedDay, kind: StepKind) -> FileStep:
        """What is known of a file; of one written in an earlier run only that it is there."""
        known = self._steps.get((closed.z, kind))
        if known is None and kind == "copy":
            return FileStep(Path())
        if known is None:
            path = self._jobs[kind](closed).path
            known = FileStep(path, "done" if path.exists() else "open")
            self._steps[closed.z, kind] = known
        return known

    def write(self, closed: ClosedDay, kind: StepKind) -> None:
        """Write a file, or write it again: the bytes are always the same."""
        self._start((closed.z, kind), self._jobs[kind](closed))

    def copy(self, closed: ClosedDay, folder: Path) -> None:
        """Put copies of day file and PDF into a folder, such as a stick's."""
        self._start((closed.z, "copy"), self._days.day_copy_job(closed, folder))

    def _start(self, key: tuple[int, StepKind], job: DayFileJob | DayPdfJob | DayCopyJob) -> None:
        known = self._steps.get(key)
        if known is not None and known.state == "working":
            return
        self._note(key, FileStep(job.path, "working"))
        self._office.run(
            job.write, done=partial(self._written, key), failed=partial(self._not_written, key)
        )

    def write_range(self, closed: Sequence[ClosedDay]) -> None:
        """Write one report over closed days; `range_written` carries its path."""
        job = self._days.range_pdf_job(closed)
        self._office.run(job.write, done=self.range_written.emit, failed=self._range_failed)

    def _range_failed(self, error: Exception) -> None:
        if not isinstance(error, PosError):
            raise error
        self.failed.emit(error)

    def _written(self, key: tuple[int, StepKind], path: Path) -> None:
        self._note(key, FileStep(path, "done"))

    def _not_written(self, key: tuple[int, StepKind], error: Exception) -> None:
        ours = error if isinstance(error, PosError) else None
        self._note(key, replace(self._steps[key], state="failed", error=ours))
        if ours is None:
            raise error

    def _note(self, key: tuple[int, StepKind], step: FileStep) -> None:
        self._steps[key] = step
        self.changed.emit()
