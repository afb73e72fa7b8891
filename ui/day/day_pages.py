"""The pages of the day screen, and which of them is up."""

from collections.abc import Callable
from pathlib import Path
from typing import Literal, TypeAlias

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


class DayPages(QStackedWidget):
    """Every page, made once; `show_day` brings up the one that fits day and errand."""

    def __init__(self, open_folder: Callable[[Path], None]) -> None:
        super().__init__()
        self.opening, self.running = OpenPage(), RunningPage()
        self.counting, self.closing = CountPage(), ClosePage()
        self.moving, self.ticking, self.shifts = MovePage(), TickPage(), ShiftPage()
        self.closed, self.list = ClosedPage(open_folder=open_folder), ClosedDaysPage(open_folder)
        self.all: tuple[DayPage, ...] = (
            self.opening,
            self.running,
            self.counting,
            self.closing,
            self.moving,
            self.ticking,
            self.shifts,
            self.closed,
            self.list,
        )
        for page in self.all:
            self.addWidget(page)
        context = Qt.ShortcutContext.WidgetWithChildrenShortcut
        back = QShortcut(QKeySequence(Qt.Key.Key_Escape), self, context=context)
        back.setAutoRepeat(False)
        back.activated.connect(self.step_back)

    def show_day(self, view: DayView, errand: Errand) -> None:
        """Show the day on the page that fits, and put the focus there when it is another one."""
        page = self._page_for(view, errand)
        if view.report is None or view.report.sums.drawer.counted is None:
            self.counting.answer.forget_reason()
        if isinstance(page, ClosePage):
            page.show_day(view, self.counting.answer.why())
        elif not isinstance(page, MovePage):
            page.show_day(view)
        if self.currentWidget() is not page:
            self.setCurrentWidget(page)
            self.start()

    def step_back(self) -> None:
        """One step back: out of a question, else from the page; the day's own page stays."""
        page = self.currentWidget()
        if page is self.running:
            self.running.drawer.leave_float()
        elif page is not self.closing or not self.closing.things.leave_question():
            for one in self.all:
                if one is page and not isinstance(one, OpenPage | RunningPage):
                    one.left.emit()

    def start(self) -> None:
        """Put the focus where a person begins on the page that is up."""
        page = self.currentWidget()
        if isinstance(page, OpenPage | RunningPage | ClosePage | TickPage):
            page.start()
        elif page is self.list:
            self.list.table.setFocus()

    def _page_for(self, view: DayView, errand: Errand) -> DayPage:
        if errand == "ticks":
            return self.ticking
        if view.shown is not None:
            return self.closed
        if errand == "list":
            return self.list
        if not view.state.is_open:
            return self.counting if errand == "float" else self.opening
        pages: dict[Errand, DayPage] = {
            "count": self.counting,
            "close": self.closing,
            "move": self.moving,
            "shifts": self.shifts,
        }
        return pages.get(errand, self.running)
