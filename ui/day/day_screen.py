"""The screen of the business day: which of its pages is up, and who hears what it asks."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import assert_never

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QVBoxLayout

from pos_app.domain.cash_errors import MoreThanInDrawer
from pos_app.domain.drawer import CashCount, Movement
from pos_app.domain.errors import PosError
from pos_app.domain.people_errors import RightIsMissing
from pos_app.i18n import _
from pos_app.services.day_keeping import ClosedDay
from pos_app.services.print_keeping import PaperState
from pos_app.wording import words_for
from ui.day.close_dialog import CloseDialog
from ui.day.close_page import ClosePage
from ui.day.closed_days import ClosedDaysPage
from ui.day.closed_page import ClosedPage
from ui.day.count_page import CountPage
from ui.day.day_pages import DayPage, DayPages, Errand
from ui.day.day_presenter import DayPresenter
from ui.day.day_values import DayView
from ui.day.move_page import MovePage
from ui.day.open_page import OpenPage
from ui.day.open_things import OpenThingsCard
from ui.day.running_page import RunningPage
from ui.day.shift_page import ShiftPage
from ui.day.tick_page import TickPage
from ui.file_choice import FileChooser, SystemChooser
from ui.folders import open_in_files
from ui.notices import Notice, NoticeKind
from ui.paper_words import paper_words
from ui.second_person import SecondPersonDialog, ask_second_person
from ui.spoken import Spoken


class DayScreen(Spoken):
    """Opens, reads, counts and closes the day. `noticed` carries a Notice for the window's bar.

    `lock_wanted` asks for another person at the till.
    """

    noticed = Signal(object)
    lock_wanted = Signal()

    def __init__(
        self,
        presenter: DayPresenter,
        *,
        chooser: FileChooser | None = None,
        open_folder: Callable[[Path], None] = open_in_files,
    ) -> None:
        """`chooser` asks for the folder of a stick; the system's own dialog without one."""
        super().__init__()
        self._presenter = presenter
        self._chooser = SystemChooser() if chooser is None else chooser
        self._view: DayView | None = None
        self._errands: list[Errand] = []
        self.dialog: CloseDialog | None = None
        self.second_person: SecondPersonDialog | None = None
        self._build(open_folder)
        self._wire()
        self.retranslate()

    def start_close(self) -> None:
        """Go to the end of the day, as the notice of a forgotten day does."""
        self._presenter.refresh()
        if self._view is not None and self._view.state.is_open:
            self._go("close")

    def go_to_first(self) -> None:
        """Leave whatever was begun: to the page of the day itself."""
        self._errands = []
        self._presenter.leave_closed()
        self.pages.start()

    def showEvent(self, event: QShowEvent) -> None:
        """Show everything as it is now."""
        super().showEvent(event)
        if not event.spontaneous():
            self._presenter.refresh()
            self.pages.start()

    def retranslate(self) -> None:
        """Set all words in the language of the moment."""
        for page in self.pages.made():
            page.retranslate()

    def _build(self, open_folder: Callable[[Path], None]) -> None:
        self.setProperty("class", "page")
        self.pages = DayPages(open_folder, self._wire_page)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 16, 20, 16)
        layout.addWidget(self.pages)

    def _wire(self) -> None:
        presenter = self._presenter
        presenter.day_changed.connect(self._show_day)
        presenter.refused.connect(partial(self._tell, "warning"))
        presenter.failed.connect(partial(self._tell, "danger"))
        presenter.asked.connect(self._ask)
        presenter.moved.connect(self._leave)
        presenter.printed.connect(self._say_printed)

    def _wire_page(self, page: DayPage) -> None:
        match page:
            case OpenPage():
                self._wire_opening(page)
            case RunningPage():
                self._wire_running(page)
            case ClosePage():
                self._wire_closing(page)
            case ClosedPage():
                self._wire_closed(page)
            case CountPage():
                page.counted.connect(self._presenter.count)
                page.float_counted.connect(self._open_with_count)
                page.close_wanted.connect(self._begin_close)
                page.left.connect(self._leave)
            case _:
                page.left.connect(self._leave)
                self._wire_errand(page)

    def _wire_opening(self, page: OpenPage) -> None:
        page.opened.connect(self._presenter.set_float)
        page.as_left.connect(self._presenter.set_float_as_left)
        page.count_wanted.connect(self._count_float)
        page.chosen.connect(self._presenter.show_closed)
        page.list_wanted.connect(partial(self._go, "list"))
        page.ticks_wanted.connect(partial(self._go, "ticks"))

    def _wire_running(self, page: RunningPage) -> None:
        page.float_typed.connect(self._presenter.set_float)
        page.count_wanted.connect(self._count)
        page.close_wanted.connect(self._begin_close)
        page.list_wanted.connect(partial(self._go, "list"))
        page.move_wanted.connect(self._move)
        page.ticks_wanted.connect(partial(self._go, "ticks"))
        page.shifts_wanted.connect(partial(self._go, "shifts"))
        page.print_wanted.connect(self._presenter.print_x)

    def _wire_errand(self, page: MovePage | TickPage | ShiftPage | ClosedDaysPage) -> None:
        presenter = self._presenter
        match page:
            case MovePage():
                page.wanted.connect(self._do_move)
                page.sure.connect(self._do_move_surely)
            case TickPage():
                page.ticked.connect(presenter.tick)
                presenter.ticked_late.connect(page.say_late)
            case ShiftPage():
                page.print_wanted.connect(presenter.print_shift)
                page.lock_wanted.connect(self.lock_wanted)
            case ClosedDaysPage():
                page.chosen.connect(presenter.show_closed)
                page.range_wanted.connect(presenter.write_range)
                presenter.range_written.connect(page.show_range)
            case unknown:
                assert_never(unknown)

    def _wire_closing(self, page: ClosePage) -> None:
        page.count_wanted.connect(self._count)
        page.ticks_wanted.connect(partial(self._go, "ticks"))
        page.close_wanted.connect(self._ask_to_close)
        page.left.connect(self._leave)
        page.things.look_wanted.connect(self._look_for)
        _wire_things(page.things, self._presenter)

    def _wire_closed(self, page: ClosedPage) -> None:
        page.left.connect(self._presenter.leave_closed)
        page.ticks_wanted.connect(partial(self._go, "ticks"))
        page.stick_wanted.connect(self._choose_stick)
        _wire_files(page, self._presenter)

    # --- which page is up ------------------------------------------------------------------------

    @Slot(object)
    def _show_day(self, view: DayView) -> None:
        self._view = view
        self.pages.show_day(view, self._errands[-1] if self._errands else "")

    def _go(self, errand: Errand) -> None:
        """Go to do something; going back leads to where a person came from."""
        self._errands = [one for one in self._errands if one != errand] + [errand]
        self._presenter.refresh()

    @Slot()
    def _leave(self) -> None:
        if self._errands:
            self._errands.pop()
        self._presenter.refresh()

    # --- errands ---------------------------------------------------------------------------------

    @Slot()
    def _count(self) -> None:
        if self._view is None:
            return
        self._go("count")
        self.pages.counting.begin(self._view)

    @Slot()
    def _count_float(self) -> None:
        self.pages.counting.begin_float()
        self._go("float")
        self.pages.counting.form.start()

    @Slot(object)
    def _open_with_count(self, count: CashCount) -> None:
        self._errands = []
        self._presenter.set_float(count)

    @Slot()
    def _begin_close(self) -> None:
        self._errands = [one for one in self._errands if one != "count"]
        self._go("close")

    @Slot(int)
    def _look_for(self, seq: int) -> None:
        self._go("ticks")
        self.pages.ticking.start_at(seq)

    @Slot()
    def _move(self) -> None:
        self._go("move")
        self.pages.moving.begin()

    @Slot(object, bool)
    def _do_move(self, movement: Movement, slip: bool) -> None:
        self._presenter.move(movement, slip=slip)

    @Slot(object, bool)
    def _do_move_surely(self, movement: Movement, slip: bool) -> None:
        self._presenter.move(movement, slip=slip, is_sure=True)

    @Slot(object)
    def _ask(self, question: MoreThanInDrawer | RightIsMissing) -> None:
        self.pages.moving.ask(question)
        if isinstance(question, RightIsMissing):
            self.second_person = ask_second_person(
                self._presenter.signing_in, question.right, self, self._move_allowed
            )

    @Slot(str)
    def _move_allowed(self, by: str) -> None:
        page = self.pages.moving
        self._presenter.move(page.asked(), slip=page.wants_slip(), by=by)

    # --- the close -------------------------------------------------------------------------------

    @Slot()
    def _ask_to_close(self) -> None:
        self._presenter.refresh()
        if self._view is None or self._view.report is None or self.dialog is not None:
            return
        self.dialog = CloseDialog(self._view, self)
        self.dialog.confirmed.connect(self._close_day)
        self.dialog.finished.connect(self._forget_dialog)
        self.dialog.open()

    @Slot()
    def _close_day(self) -> None:
        why = self.pages.reason()
        self.pages.forget_reason()
        self._errands = []
        self._presenter.close_day(why)
        self.pages.closed.back.setFocus()

    @Slot(object)
    def _choose_stick(self, closed: ClosedDay) -> None:
        take = partial(self._presenter.copy_files, closed)
        self._chooser.choose_folder(self, _("Copy to stick"), take)

    @Slot()
    def _forget_dialog(self) -> None:
        self.dialog = None

    @Slot(object)
    def _say_printed(self, paper: PaperState) -> None:
        words = f"{paper.number}: {paper_words(paper)}"
        self.noticed.emit(Notice("info", words, is_toast=True))

    def _tell(self, kind: NoticeKind, error: PosError) -> None:
        self.noticed.emit(Notice(kind, words_for(error)))


def _wire_things(things: OpenThingsCard, presenter: DayPresenter) -> None:
    things.unsure_settled.connect(presenter.settle)
    things.cart_carried.connect(presenter.carry_cart)
    things.cart_abandoned.connect(presenter.abandon_cart)
    things.paper_seen.connect(presenter.confirm)
    things.copy_wanted.connect(presenter.replace)
    things.owed_settled.connect(presenter.settle_owed)


def _wire_files(closed: ClosedPage, presenter: DayPresenter) -> None:
    closed.file_wanted.connect(presenter.write_file)
    closed.pdf_wanted.connect(presenter.write_pdf)
    closed.reprint_wanted.connect(presenter.reprint)
    closed.paper_seen.connect(presenter.confirm)
    closed.copy_wanted.connect(presenter.replace)
