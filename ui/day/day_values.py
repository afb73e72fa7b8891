"""What the day screen is shown: whole values, made by the presenter."""

from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from pos_app.domain.cart_history import ParkedCart
from pos_app.domain.day_report import XReport
from pos_app.domain.drawer import LeftInDrawer
from pos_app.domain.errors import PosError
from pos_app.domain.money import Money
from pos_app.domain.shift_report import ShiftReport
from pos_app.domain.tick_list import TickRow
from pos_app.papers.layout import PaperHeading
from pos_app.services.day_keeping import ClosedDay, DayState
from pos_app.services.owing import OwedChange
from pos_app.services.print_keeping import PaperState
from pos_app.services.qris_keeping import UnsureTender

StepKind = Literal["file", "pdf", "copy"]
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

    `copy` is the one on a stick, of this run; its path is that of the day file there. `is_new` for
    the close made just now.
    """

    closed: ClosedDay
    file: FileStep
    pdf: FileStep
    copy: FileStep
    paper: PaperState | None
    is_new: bool


@dataclass(frozen=True, slots=True)
class OpenThings:
    """What is still open when a day ends (D10); none of it stops the close.

    `carried` are the ids of the carts somebody chose to carry over. `papers` wait for a person.
    """

    carts: tuple[ParkedCart, ...] = ()
    carried: frozenset[str] = frozenset()
    papers: tuple[PaperState, ...] = ()
    unsure: tuple[UnsureTender, ...] = ()
    owed: tuple[OwedChange, ...] = ()
    tender_names: tuple[tuple[str, str], ...] = ()
    """The booth's own words for kinds of tender."""

    @property
    def undecided(self) -> tuple[ParkedCart, ...]:
        """Parked carts nobody decided on yet."""
        return tuple(one for one in self.carts if one.cart.sale_id not in self.carried)


@dataclass(frozen=True, slots=True, kw_only=True)
class DayView:
    """The day as it stands. `report` is there while a day is open; `shown` is a close to look at.

    `waiting` are papers that are not out yet, `held` those of them that wait for a decision, by
    job, `left` is what the last close left in the drawer and
    None where nobody can know it. `qris` are the QRIS sales of the open period, after older ones
    still to look for, or those of the close shown. A difference of at least
    `reason_from` asks for a reason. `shifts` are there where people take turns.
    """

    state: DayState
    heading: PaperHeading
    report: XReport | None = None
    waiting: tuple[PaperState, ...] = ()
    held: frozenset[int] = frozenset()
    closed_days: tuple[ClosedDay, ...] = ()
    shown: ShownClose | None = None
    left: LeftInDrawer | None = None
    open_things: OpenThings = OpenThings()
    qris: tuple[TickRow, ...] = ()
    shifts: tuple[ShiftReport, ...] = ()
    reason_from: Money = 1
    shows_expected: bool = False
