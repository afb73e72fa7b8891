"""What the day screen is shown: whole values, made by the presenter."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from pos_app.domain.day_report import XReport
from pos_app.domain.errors import PosError
from pos_app.papers.layout import PaperHeading
from pos_app.services.day_keeping import ClosedDay, DayState
from pos_app.services.print_keeping import PaperState

StepKind = Literal["file", "pdf"]
StepState = Literal["open", "working", "done", "failed"]


@dataclass(frozen=True, slots=True)
class FileStep:
    """One file of a closed day and where it stands.

    `error` is None for a failure that is a fault of ours; that one is logged, not explained.
    """

    path: Path
    state: StepState = "open"
    error: PosError | None = None


@dataclass(frozen=True, slots=True)
class ShownClose:
    """A close with what follows it; each step may fail and be repeated by itself.

    `is_new` for the one made just now.
    """

    closed: ClosedDay
    file: FileStep
    pdf: FileStep
    paper: PaperState | None
    is_new: bool


@dataclass(frozen=True, slots=True)
class DayView:
    """The day as it stands. `report` is there while a day is open; `shown` is a close to look at.

    `waiting` are papers that are not out yet.
    """

    state: DayState
    heading: PaperHeading
    report: XReport | None = None
    waiting: tuple[PaperState, ...] = ()
    closed_days: tuple[ClosedDay, ...] = field(default=())
    shown: ShownClose | None = None
