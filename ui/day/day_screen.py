"""The screen of the business day: which of its pages is up, and who hears what it asks."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QEvent, Signal, Slot
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from pos_app.domain.errors import PosError
from pos_app.i18n import _
from pos_app.wording import words_for
from ui.buttons import Button
from ui.day.close_dialog import CloseDialog
from ui.day.closed_days import ClosedDaysCard
from ui.day.closed_page import ClosedPage
from ui.day.count_page import CountPage
from ui.day.day_presenter import DayPresenter
from ui.day.day_values import DayView
from ui.day.open_page import OpenPage
from ui.day.running_page import RunningPage
from ui.notices import Notice
from ui.widgets import PageTitle, open_in_files


class DayScreen(QWidget):
    """Opens, reads, counts and closes the day. `noticed` carries a Notice for the window's bar."""

    noticed = Signal(object)

    def __init__(
        self, presenter: DayPresenter, *, open_folder: Callable[[Path], None] = open_in_files
    ) -> None:
        super().__init__()
        self._presenter = presenter
        self._view: DayView | None = None
        self._is_counting = False
        self._is_listing = False
        self.dialog: CloseDialog | None = None
        self._build(open_folder)
        self._wire()
        self.retranslate()

    def start_close(self) -> None:
        """Go to the count that leads to the close, as the notice of a forgotten day does."""
        self._presenter.refresh()
        if self._view is not None and self._view.state.is_open:
            self._begin_count()

    def showEvent(self, event: QShowEvent) -> None:
        """Show everything as it is now."""
        super().showEvent(event)
        if not event.spontaneous():
            self._presenter.refresh()
            self._start_page()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()

    def retranslate(self) -> None:
        """Set all words in the language of the moment."""
        self._list_title.show_words(_("Closed days"))
        self._list_back.setText(_("Back"))
        for page in (
            self.open_page,
            self.running_page,
            self.count_page,
            self.closed_page,
            self.closed_days,
        ):
            page.retranslate()

    def _build(self, open_folder: Callable[[Path], None]) -> None:
        self.setProperty("class", "page")
        self.open_page = OpenPage()
        self.running_page = RunningPage()
        self.count_page = CountPage()
        self.closed_page = ClosedPage(open_folder=open_folder)
        self._list_page = self._build_list()
        self.pages = QStackedWidget()
        for page in (
            self.open_page,
            self.running_page,
            self.count_page,
            self.closed_page,
            self._list_page,
        ):
            self.pages.addWidget(page)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 16, 20, 16)
        layout.addWidget(self.pages)

    def _build_list(self) -> QWidget:
        page = QWidget()
        self._list_title = PageTitle()
        self._list_back = Button(icon="arrow-left")
        self._list_title.buttons.addWidget(self._list_back)
        self.closed_days = ClosedDaysCard()
        layout = QVBoxLayout(page)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(12)
        layout.addWidget(self._list_title)
        layout.addWidget(self.closed_days, 1)
        return page

    def _wire(self) -> None:
        presenter = self._presenter
        presenter.day_changed.connect(self._show_day)
        presenter.refused.connect(self._show_refusal)
        presenter.failed.connect(self._show_failure)
        self.open_page.opened.connect(presenter.set_float)
        self.open_page.chosen.connect(presenter.show_closed)
        self.open_page.list_wanted.connect(self._show_list)
        self.running_page.float_typed.connect(presenter.set_float)
        self.running_page.count_wanted.connect(self._begin_count)
        self.running_page.close_wanted.connect(self._ask_to_close)
        self.running_page.list_wanted.connect(self._show_list)
        self.count_page.counted.connect(presenter.count)
        self.count_page.close_wanted.connect(self._ask_to_close)
        self.count_page.left.connect(self._leave)
        self._list_back.clicked.connect(self._leave)
        self.closed_days.chosen.connect(presenter.show_closed)
        self.closed_page.left.connect(presenter.leave_closed)
        self.closed_page.file_wanted.connect(presenter.write_file)
        self.closed_page.pdf_wanted.connect(presenter.write_pdf)
        self.closed_page.reprint_wanted.connect(presenter.reprint)
        self.closed_page.paper_seen.connect(presenter.confirm)
        self.closed_page.copy_wanted.connect(presenter.replace)

    @Slot(object)
    def _show_day(self, view: DayView) -> None:
        self._view = view
        page = self._page_for(view)
        if page is self._list_page:
            self.closed_days.show_days(view.closed_days)
        elif isinstance(page, OpenPage | RunningPage | CountPage | ClosedPage):
            page.show_day(view)
        if self.pages.currentWidget() is not page:
            self.pages.setCurrentWidget(page)
            self._start_page()

    def _start_page(self) -> None:
        """Put the focus where a person begins on the page that is up."""
        page = self.pages.currentWidget()
        if isinstance(page, OpenPage | RunningPage):
            page.start()

    def _page_for(self, view: DayView) -> QWidget:
        if view.shown is not None:
            return self.closed_page
        if self._is_listing:
            return self._list_page
        if not view.state.is_open:
            self._is_counting = False
            return self.open_page
        return self.count_page if self._is_counting else self.running_page

    @Slot()
    def _begin_count(self) -> None:
        if self._view is None:
            return
        self._is_counting = True
        self._show_day(self._view)
        self.count_page.begin(self._view)

    @Slot()
    def _show_list(self) -> None:
        self._is_listing = True
        self._presenter.refresh()
        self.closed_days.table.setFocus()

    @Slot()
    def _leave(self) -> None:
        self._is_counting = self._is_listing = False
        self._presenter.refresh()

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
        why = self.count_page.answer.why() if self._is_counting else ""
        self._is_counting = self._is_listing = False
        self._presenter.close_day(why)
        self.closed_page.back.setFocus()

    @Slot()
    def _forget_dialog(self) -> None:
        self.dialog = None

    @Slot(object)
    def _show_refusal(self, error: PosError) -> None:
        self.noticed.emit(Notice("warning", words_for(error)))

    @Slot(object)
    def _show_failure(self, error: PosError) -> None:
        self.noticed.emit(Notice("danger", words_for(error)))
