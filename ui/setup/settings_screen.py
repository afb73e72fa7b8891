"""The settings: one page for each subject, every choice saved at once."""

from typing import TypeVar

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
from ui.setup.customer_page import CustomerPage
from ui.setup.form_rows import scrolling
from ui.setup.keys_page import KeysPage
from ui.setup.people_page import PeoplePage
from ui.setup.practice_page import PracticePage
from ui.setup.qris_page import QrisPage
from ui.setup.receipt_page import ReceiptPage
from ui.setup.rules_page import RulesPage
from ui.setup.settings_page import SettingsPage
from ui.setup.settings_subjects import SettingsParts, Subject, settings_subjects
from ui.spoken import Spoken
from ui.widgets import PageTitle

_LEAST_LIST_PX, _MOST_LIST_PX = 236, 320
_LIST_EDGES_PX = 44
"""Margins, frame and scroll bar of the list of subjects."""

PageKind = TypeVar("PageKind", bound=SettingsPage)

_COLUMN_PX = 760
_WIDE_COLUMN_PX = 1_020


class SettingsScreen(Spoken):
    """`start_again` asks to leave practice, or this event, for the first run.

    `pack_taken` comes when a newer event pack was taken, `noticed` carries a Notice,
    `rules_changed` the BoothRules that hold now, `failed` an error of the world.
    `display_tried`, `practice_wanted` and `selling_wanted` are what those pages ask for.
    """

    start_again = Signal()
    pack_taken = Signal()
    noticed = Signal(object)
    rules_changed = Signal(object)
    failed = Signal(object)
    display_tried = Signal()
    practice_wanted = Signal()
    selling_wanted = Signal()

    def __init__(self, laptop: Laptop, parts: SettingsParts) -> None:
        super().__init__()
        self.subjects = settings_subjects(laptop, parts)
        self._up: type[SettingsPage] = self.subjects[0].kind
        self._pages: dict[type[SettingsPage], SettingsPage] = {}
        self._places: dict[type[SettingsPage], QScrollArea] = {}
        self._build()
        self.retranslate()
        self.show_subject(0)

    def page(self) -> SettingsPage:
        """The page that is up."""
        return self._pages[self._up]

    def show_subject(self, number: int) -> None:
        """Bring a page up by its place in the list."""
        subject = self.subjects[number]
        page = self._pages.get(subject.kind) or self._make(subject)
        self._up = subject.kind
        button = self._buttons[number]
        button.setChecked(True)
        button.setFocus()
        self._stack.setCurrentWidget(self._places[subject.kind])
        self._list.ensureWidgetVisible(button, 0, 8)
        self._list.horizontalScrollBar().setValue(0)
        page.show_now()

    def show_page(self, kind: type[PageKind]) -> PageKind:
        """Bring the page of that kind up, and give it."""
        self.show_subject([subject.kind for subject in self.subjects].index(kind))
        page = self.page()
        assert isinstance(page, kind)
        return page

    @Slot()
    def follow_person(self) -> None:
        """Somebody else is at the till."""
        page = self._pages.get(PeoplePage)
        if isinstance(page, PeoplePage):
            page.start_anew()

    def take_scan(self, code: str) -> bool:
        """Take a code that the page which is up is waiting for; False when it waits for none."""
        page = self.page()
        if not isinstance(page, QrisPage):
            return False
        page.take_scan(code)
        return True

    def retranslate(self) -> None:
        """Set all words in the language of the moment."""
        self.title.show_words(_("Settings"))
        for subject, button in zip(self.subjects, self._buttons, strict=True):
            button.setText(subject.word())
        for page in self._pages.values():
            page.retranslate()
        self._fit_list()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language and the size of text."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
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

    def _build_list(self) -> QFrame:
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(6, 6, 6, 6)
        column.setSpacing(2)
        for subject in self.subjects:
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

    def _make(self, subject: Subject) -> SettingsPage:
        page = self._pages[subject.kind] = subject.make()
        self._wire(page)
        page.retranslate()
        place = self._places[subject.kind] = _place_for(page)
        self._stack.addWidget(place)
        return page

    def _wire(self, page: SettingsPage) -> None:
        match page:
            case KeysPage():
                page.start_again.connect(self.start_again)
                page.pack_taken.connect(self.pack_taken)
                page.noticed.connect(self.noticed)
            case RulesPage():
                page.rules_changed.connect(self.rules_changed)
                page.failed.connect(self.failed)
            case PeoplePage():
                page.failed.connect(self.failed)
            case CustomerPage():
                page.trial_wanted.connect(self.display_tried)
            case PracticePage():
                page.practice_wanted.connect(self.practice_wanted)
                page.selling_wanted.connect(self.selling_wanted)

    @Slot()
    def _choose(self) -> None:
        button = self.sender()
        assert isinstance(button, Button)
        self.show_subject(self._buttons.index(button))


def _place_for(page: SettingsPage) -> QScrollArea:
    inside = QWidget()
    page.setMaximumWidth(_WIDE_COLUMN_PX if isinstance(page, ReceiptPage) else _COLUMN_PX)
    row = QHBoxLayout(inside)
    row.setContentsMargins(0, 0, 8, 0)
    row.addWidget(page, 1000)
    row.addStretch(1)
    return scrolling(inside)
