"""What the day screen asks for, and what it is shown in answer."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Protocol

from PySide6.QtCore import QObject, Signal, Slot

from pos_app.domain.cash_errors import MoreThanInDrawer
from pos_app.domain.drawer import CashCount, Movement
from pos_app.domain.errors import OutsideError, Refusal
from pos_app.domain.money import Money
from pos_app.domain.people_errors import RightIsMissing
from pos_app.domain.tender import QRIS
from pos_app.domain.tick_list import TickRow
from pos_app.services.arranging import Arranging
from pos_app.services.cash_keeping import CashKeeping
from pos_app.services.day_keeping import ClosedDay, DayKeeping
from pos_app.services.owing import OwedChange, Owing
from pos_app.services.print_keeping import Z_REPORT, PrintKeeping
from pos_app.services.qris_keeping import QrisKeeping, UnsureTender
from pos_app.services.selling import Selling
from pos_app.services.signing_in import SigningIn
from ui.background import Background
from ui.day.day_values import DayView, OpenThings, ShownClose
from ui.day.file_steps import FileSteps


class DayParts(Protocol):
    """The services the day screen speaks to."""

    @property
    def days(self) -> DayKeeping:
        """The business days."""

    @property
    def cash(self) -> CashKeeping:
        """The drawer."""

    @property
    def printing(self) -> PrintKeeping:
        """The papers."""

    @property
    def selling(self) -> Selling:
        """The carts."""

    @property
    def qris(self) -> QrisKeeping:
        """Money nobody has seen yet."""

    @property
    def owing(self) -> Owing:
        """Change owed."""

    @property
    def arranging(self) -> Arranging:
        """The booth's rules."""

    @property
    def signing_in(self) -> SigningIn:
        """Who is at the till."""


class DayPresenter(QObject):
    """Tries the service, shows the refusal, shows the new state. Holds no rule of its own.

    `day_changed` carries a DayView, `refused` a Refusal, `failed` an OutsideError. `asked`
    carries a MoreThanInDrawer or RightIsMissing: the movement may be tried again with an answer.
    `ticked_late`: a tick about a closed day. `printed` carries the PaperState of a reading,
    `paper_waits` tells of the print queue; whoever prints calls `refresh` after every step.
    """

    day_changed = Signal(object)
    refused = Signal(object)
    failed = Signal(object)
    asked = Signal(object)
    moved = Signal()
    ticked_late = Signal()
    range_written = Signal(object)
    paper_waits = Signal()
    printed = Signal(object)

    def __init__(self, parts: DayParts, *, office: Background) -> None:
        super().__init__()
        self._parts = parts
        self._files = FileSteps(parts.days, office)
        self._files.changed.connect(self.refresh)
        self._files.range_written.connect(self.range_written)
        self._files.failed.connect(self.failed)
        self._closed_days: list[ClosedDay] | None = None
        self._shown: ClosedDay | None = None
        self._newest_z = 0

    @property
    def signing_in(self) -> SigningIn:
        """Who may allow what; asked by the dialog of a second person."""
        return self._parts.signing_in

    # --- showing ---------------------------------------------------------------------------

    def view(self) -> DayView:
        """The day as it stands now."""
        parts, shown = self._parts, self._shown_close()
        state, rules = parts.days.state(), parts.arranging.rules
        waiting = tuple(one for one in parts.printing.waiting() if not one.is_kept)
        ids = (one.job_id for one in waiting)
        return DayView(
            state=state,
            heading=parts.printing.papers.words().heading,
            report=parts.days.x_report() if state.is_open else None,
            waiting=waiting,
            held=frozenset(job_id for job_id in ids if parts.printing.is_held_back(job_id)),
            closed_days=tuple(self._known_days()),
            shown=shown,
            left=parts.cash.left_before(),
            open_things=_open_things(parts),
            qris=_qris_sales(parts, shown),
            shifts=parts.days.shifts() if parts.signing_in.has_pins else (),
            reason_from=rules.reason_from,
            shows_expected=not rules.hide_expected
            or (parts.signing_in.has_pins and parts.signing_in.may("expected")),
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

    # --- the drawer ------------------------------------------------------------------------

    def set_float(self, amount: Money | CashCount) -> None:
        """Put the opening cash into the drawer; opens the day when it is not open yet."""
        self._try(partial(self._parts.cash.set_float, amount))

    @Slot()
    def set_float_as_left(self) -> None:
        """Begin with what the last close left."""
        self._try(self._parts.cash.set_float_as_left)

    def move(self, movement: Movement, *, slip: bool, is_sure: bool = False, by: str = "") -> None:
        """Move cash; what needs an answer or a second person is asked, not refused."""
        cash = self._parts.cash
        try:
            cash.move(movement, is_sure=is_sure, by=by, slip=slip)
        except (MoreThanInDrawer, RightIsMissing) as question:
            self.asked.emit(question)
        except Refusal as refusal:
            self.refused.emit(refusal)
        except OutsideError as error:
            self.failed.emit(error)
        else:
            self.moved.emit()
            self.refresh()
            self.paper_waits.emit()  # also without a slip: the drawer opens

    def count(self, count: CashCount) -> None:
        """Record what was counted in the drawer; only then the expected sum is shown."""
        self._try(partial(self._parts.cash.count, count))

    # --- what is still open ----------------------------------------------------------------

    def carry_cart(self, cart_id: str) -> None:
        """A parked cart goes over to the next day."""
        self._try(partial(self._parts.days.carry_cart, cart_id))

    def abandon_cart(self, cart_id: str) -> None:
        """A parked cart is dropped, and the choice is recorded."""
        self._try(partial(self._parts.selling.abandon_parked, cart_id, is_noted=True))

    def settle_owed(self, owed: OwedChange, why: str) -> None:
        """The buyer came back for the change; with the code of a reason, nobody does."""
        owing, seq = self._parts.owing, owed.recorded.seq
        self._print(partial(owing.give_up, seq, why) if why else partial(owing.pay_out, seq))

    def tick(self, row: TickRow, found: bool) -> None:
        """Say whether a QRIS sale is in the merchant's list, for its unsure tenders too."""
        if self._try(partial(self._tick, row, found=found)) and self._parts.days.is_closed(row):
            self.ticked_late.emit()

    def settle(self, unsure: UnsureTender, came: bool) -> None:
        """Somebody looked for money that is in no QRIS list."""
        act = self._parts.qris.settle
        self._try(partial(act, unsure.recorded.seq, came=came, kind=unsure.kind))

    # --- papers ----------------------------------------------------------------------------

    @Slot()
    def print_x(self) -> None:
        """Put the reading so far on paper."""
        self._print(lambda: self.printed.emit(self._parts.days.print_x()))

    def print_shift(self, op: str) -> None:
        """Put one person's shift on paper."""
        self._print(lambda: self.printed.emit(self._parts.days.print_shift(op)))

    def reprint(self, closed: ClosedDay) -> None:
        """Queue a marked copy of the Z paper."""
        self._print(partial(self._parts.printing.reprint, closed.recorded.seq, Z_REPORT))

    def confirm(self, job_id: int) -> None:
        """A person saw that the paper came out."""
        self._print(partial(self._parts.printing.came_out, job_id))

    def replace(self, job_id: int) -> None:
        """Print a marked copy in place of a paper that perhaps never came out."""
        self._print(partial(self._parts.printing.print_copy, job_id))

    # --- the close -------------------------------------------------------------------------

    def close_day(self, why: str = "") -> None:
        """Close, then write file and PDF; the paper is in the queue already."""
        if not self._try(partial(self._close, why)):
            return
        self.paper_waits.emit()
        assert self._shown is not None
        self.write_file(self._shown)
        self.write_pdf(self._shown)

    def write_file(self, closed: ClosedDay) -> None:
        """Write the signed day file, or write it again."""
        self._files.write(closed, "file")

    def write_pdf(self, closed: ClosedDay) -> None:
        """Write the Z report as a PDF, or write it again."""
        self._files.write(closed, "pdf")

    def copy_files(self, closed: ClosedDay, folder: Path) -> None:
        """Put day file and PDF into a folder somebody chose."""
        self._files.copy(closed, folder)

    @Slot()
    def write_range(self) -> None:
        """Write one report over all closed days that are listed."""
        days = self._known_days()
        if days:
            self._files.write_range(days)

    # --- inside ----------------------------------------------------------------------------

    def _close(self, why: str) -> None:
        closed = self._parts.days.close_day(why=why)
        self._closed_days = [closed, *self._known_days(but=closed)]
        self._shown, self._newest_z = closed, closed.z

    def _tick(self, row: TickRow, *, found: bool) -> None:
        if not row.is_unsure:
            self._parts.days.tick(row, found=found)
        elif row.found is not found:
            self._parts.qris.settle(row.of.seq, came=found, kind=QRIS)

    def _known_days(self, *, but: ClosedDay | None = None) -> list[ClosedDay]:
        """The closed days, read from the journal once; a new close is put on top."""
        if self._closed_days is None:
            self._closed_days = self._parts.days.closed_days()
        return [day for day in self._closed_days if but is None or day.z != but.z]

    def _shown_close(self) -> ShownClose | None:
        closed = self._shown
        if closed is None:
            return None
        return ShownClose(
            closed=closed,
            file=self._files.step(closed, "file"),
            pdf=self._files.step(closed, "pdf"),
            copy=self._files.step(closed, "copy"),
            paper=self._parts.printing.state_of(closed.recorded.seq, Z_REPORT),
            is_new=closed.z == self._newest_z,
        )

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


def _open_things(parts: DayParts) -> OpenThings:
    waiting = parts.printing.unfinished().papers
    return OpenThings(
        carts=parts.selling.parked,
        carried=parts.days.carried_carts(),
        papers=tuple(paper for paper in waiting if paper.state in ("uncertain", "failed")),
        unsure=parts.qris.unsure(),
        owed=parts.owing.owed(),
        tender_names=parts.printing.papers.words().heading.tender_names,
    )


def _qris_sales(parts: DayParts, shown: ShownClose | None) -> tuple[TickRow, ...]:
    if shown is not None:
        return parts.days.qris_sales(shown.closed.z)
    return parts.days.qris_sales(
        older=[one.recorded.seq for one in parts.qris.unsure() if one.kind == QRIS]
    )
