"""The pages of the day screen, and which of them is up."""

from collections.abc import Callable
from functools import cached_property
from pathlib import Path
from typing import Literal, TypeAlias, TypeVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QStackedWidget

from ui.day.close_page import ClosePage
from ui.day.closed_days import ClosedDaysPage
from ui.day.closed_page import ClosedPage
from ui.day.count_page import CountPage
from ui.day.day_values import DayView
from ui.day.move_page import MovePage
from ui.day.open_page import OpenPage
from ui.day.running_page import RunningPage
from ui.day.shift_page import ShiftPage
from ui.day.tick_page import TickPage

Errand = Literal["", "count", "float", "close", "move", "ticks", "shifts", "list"]
"""What a person went to do from the page of the day; empty while nothing."""

DayPage: TypeAlias = (
    OpenPage
    | RunningPage
    | CountPage
    | ClosePage
    | MovePage
    | TickPage
    | ShiftPage
    | ClosedPage
    | ClosedDaysPage
)

_Page = TypeVar("_Page", bound=DayPage)


class DayPages(QStackedWidget):
    """Every page, made when it is first wanted; `show_day` brings up what fits day and errand.

    `wire` gets each page once, before it is shown.
    """

    def __init__(
        self, open_folder: Callable[[Path], None], wire: Callable[[DayPage], None]
    ) -> None:
        super().__init__()
        self._open_folder, self._wire = open_folder, wire
        context = Qt.ShortcutContext.WidgetWithChildrenShortcut
        back = QShortcut(QKeySequence(Qt.Key.Key_Escape), self, context=context)
        back.setAutoRepeat(False)
        back.activated.connect(self.step_back)

    @cached_property
    def opening(self) -> OpenPage:
        """How the day begins."""
        return self._placed(OpenPage())

    @cached_property
    def running(self) -> RunningPage:
        """The day that is open."""
        return self._placed(RunningPage())

    @cached_property
    def counting(self) -> CountPage:
        """Counting the drawer."""
        return self._placed(CountPage())

    @cached_property
    def closing(self) -> ClosePage:
        """The end of the day."""
        return self._placed(ClosePage())

    @cached_property
    def moving(self) -> MovePage:
        """Money into the drawer or out of it."""
        return self._placed(MovePage())

    @cached_property
    def ticking(self) -> TickPage:
        """QRIS to look for in the merchant's list."""
        return self._placed(TickPage())

    @cached_property
    def shifts(self) -> ShiftPage:
        """Who was at the till."""
        return self._placed(ShiftPage())

    @cached_property
    def closed(self) -> ClosedPage:
        """A closed day, with its papers and files."""
        return self._placed(ClosedPage(open_folder=self._open_folder))

    @cached_property
    def all_closed(self) -> ClosedDaysPage:
        """All closed days."""
        return self._placed(ClosedDaysPage(self._open_folder))

    def made(self) -> tuple[DayPage, ...]:
        """The pages that were wanted so far."""
        return tuple(page for page in self.__dict__.values() if isinstance(page, DayPage))

    def reason(self) -> str:
        """The code for why the drawer holds another sum than expected; empty for none."""
        return self.counting.answer.why() if "counting" in self.__dict__ else ""

    def forget_reason(self) -> None:
        """What was said of one count is not said of the next."""
        if "counting" in self.__dict__:
            self.counting.answer.forget_reason()

    def show_day(self, view: DayView, errand: Errand) -> None:
        """Show the day on the page that fits, and put the focus there when it is another one."""
        page = self._page_for(view, errand)
        if view.report is None or view.report.sums.drawer.counted is None:
            self.forget_reason()
        if isinstance(page, ClosePage):
            page.show_day(view, self.reason())
        elif not isinstance(page, MovePage):
            page.show_day(view)
        if self.currentWidget() is not page:
            self.setCurrentWidget(page)
            self.start()

    def step_back(self) -> None:
        """One step back: out of a question, else from the page; the day's own page stays."""
        page = self.currentWidget()
        if isinstance(page, RunningPage):
            page.drawer.leave_float()
        elif isinstance(page, ClosePage) and page.things.leave_question():
            return
        elif isinstance(page, DayPage) and not isinstance(page, OpenPage | RunningPage):
            page.left.emit()

    def start(self) -> None:
        """Put the focus where a person begins on the page that is up."""
        page = self.currentWidget()
        if isinstance(page, OpenPage | RunningPage | ClosePage | TickPage):
            page.start()
        elif isinstance(page, ClosedDaysPage):
            page.table.setFocus()

    def _page_for(self, view: DayView, errand: Errand) -> DayPage:
        if errand == "ticks":
            return self.ticking
        if view.shown is not None:
            return self.closed
        if errand == "list":
            return self.all_closed
        if view.state.is_open:
            return self._page_of_open_day(errand)
        return self.counting if errand == "float" else self.opening

    def _page_of_open_day(self, errand: Errand) -> DayPage:
        match errand:
            case "count":
                return self.counting
            case "close":
                return self.closing
            case "move":
                return self.moving
            case "shifts":
                return self.shifts
            case _:
                return self.running

    def _placed(self, page: _Page) -> _Page:
        self._wire(page)
        self.addWidget(page)
        return page
