"""The settings: one page for each subject, every choice saved at once."""

from PySide6.QtCore import QEvent, Qt, Signal, Slot
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QScrollArea,
    QSizePolicy,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from pos_app.i18n import _
from ui.buttons import Button
from ui.laptop import Laptop
from ui.setup.form_rows import scrolling
from ui.setup.printer_page import PrinterPage
from ui.setup.receipt_page import ReceiptPage
from ui.setup.settings_page import SettingsPage
from ui.setup.settings_subjects import SettingsPages, SettingsParts
from ui.widgets import PageTitle

_LEAST_LIST_PX, _MOST_LIST_PX = 236, 320
_LIST_EDGES_PX = 44
"""Margins, frame and scroll bar of the list of subjects."""

_COLUMN_PX = 760
_WIDE_COLUMN_PX = 1_020


class SettingsScreen(QWidget):
    """`start_again` asks to leave practice, or this event, for the first run.

    `pack_taken` comes when a newer event pack was taken, `noticed` carries a Notice,
    `rules_changed` the BoothRules that hold now, `failed` an error of the world.
    """

    start_again = Signal()
    pack_taken = Signal()
    noticed = Signal(object)
    rules_changed = Signal(object)
    failed = Signal(object)

    def __init__(self, laptop: Laptop, parts: SettingsParts) -> None:
        super().__init__()
        self.pages = SettingsPages(laptop, parts)
        self._build()
        self._wire()
        self.retranslate()
        self.show_subject(0)

    @property
    def printer_page(self) -> PrinterPage:
        """The printer's page."""
        return self.pages.printer

    def page(self) -> SettingsPage:
        """The page that is up."""
        return self.pages.subjects[self._stack.currentIndex()].page

    def show_subject(self, number: int) -> None:
        """Bring a page up by its place in the list."""
        button = self._buttons[number]
        button.setChecked(True)
        button.setFocus()
        self._stack.setCurrentIndex(number)
        self._list.ensureWidgetVisible(button, 0, 8)
        self._list.horizontalScrollBar().setValue(0)
        self.pages.subjects[number].page.show_now()

    def show_page(self, page: SettingsPage) -> None:
        """Bring a page up."""
        self.show_subject([subject.page for subject in self.pages.subjects].index(page))

    def show_printer(self) -> None:
        """Bring the printer's page up."""
        self.show_page(self.pages.printer)

    def show_keys(self) -> None:
        """Bring the page of event and keys up."""
        self.show_page(self.pages.keys)

    def take_scan(self, code: str) -> bool:
        """Take a code that the page which is up is waiting for; False when it waits for none."""
        qris = self.pages.qris
        if qris is None or self.page() is not qris:
            return False
        qris.take_scan(code)
        return True

    def retranslate(self) -> None:
        """Set all words in the language of the moment."""
        self.title.show_words(_("Settings"))
        for subject, button in zip(self.pages.subjects, self._buttons, strict=True):
            button.setText(subject.word())
            subject.page.retranslate()
        self._fit_list()

    def changeEvent(self, event: QEvent) -> None:
        """Follow a change of language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        elif event.type() == QEvent.Type.StyleChange:
            self._fit_list()  # larger text needs a wider list

    def showEvent(self, event: QShowEvent) -> None:
        """Show how things stand now: something may have changed elsewhere."""
        super().showEvent(event)
        self.page().show_now()

    def _build(self) -> None:
        self.setProperty("class", "page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.title = PageTitle()
        self._buttons: list[Button] = []
        self._stack = QStackedWidget()
        beside = QHBoxLayout()
        beside.setSpacing(20)
        beside.addWidget(self._build_list())
        beside.addWidget(self._stack, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 16, 16, 16)
        layout.setSpacing(12)
        layout.addWidget(self.title)
        layout.addLayout(beside, 1)
        for subject in self.pages.subjects:
            self._stack.addWidget(_page(subject.page))

    def _build_list(self) -> QFrame:
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(6, 6, 6, 6)
        column.setSpacing(2)
        for subject in self.pages.subjects:
            button = Button(kind="plain", icon=subject.icon)
            button.align_left()
            button.allow_elide()
            button.setCheckable(True)
            button.setAutoExclusive(True)
            button.clicked.connect(self._choose)
            self._buttons.append(button)
            column.addWidget(button)
        column.addStretch(1)
        self._list: QScrollArea = scrolling(inside)
        names = QFrame()
        names.setProperty("class", "card")
        self._names = names
        names.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)
        around = QVBoxLayout(names)
        around.setContentsMargins(4, 4, 4, 4)
        around.addWidget(self._list)
        return names

    def _fit_list(self) -> None:
        widest = max(button.sizeHint().width() for button in self._buttons) + _LIST_EDGES_PX
        self._names.setFixedWidth(max(_LEAST_LIST_PX, min(_MOST_LIST_PX, widest)))

    def _wire(self) -> None:
        keys = self.pages.keys
        keys.start_again.connect(self.start_again)
        keys.pack_taken.connect(self.pack_taken)
        keys.noticed.connect(self.noticed)
        for page in self.pages.rules:
            page.rules_changed.connect(self.rules_changed)
            page.failed.connect(self.failed)
        if self.pages.people is not None:
            self.pages.people.failed.connect(self.failed)

    @Slot()
    def _choose(self) -> None:
        button = self.sender()
        assert isinstance(button, Button)
        self.show_subject(self._buttons.index(button))


def _page(page: SettingsPage) -> QWidget:
    inside = QWidget()
    page.setMaximumWidth(_WIDE_COLUMN_PX if isinstance(page, ReceiptPage) else _COLUMN_PX)
    row = QHBoxLayout(inside)
    row.setContentsMargins(0, 0, 8, 0)
    row.addWidget(page, 1000)
    row.addStretch(1)
    return scrolling(inside)
