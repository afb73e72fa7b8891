"""The settings: one page for each subject, every choice saved at once."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QEvent, Qt, Signal, Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from pos_app.i18n import _
from pos_app.services.joining import Joining
from ui.buttons import Button
from ui.file_choice import FileChooser
from ui.laptop import Laptop
from ui.setup.about_page import AboutPage
from ui.setup.form_rows import scrolling
from ui.setup.keys_page import KeysPage
from ui.setup.look_page import LookPage
from ui.setup.printer_page import PrinterPage
from ui.setup.scanner_page import ScannerPage
from ui.setup.settings_page import SettingsPage
from ui.widgets import PageTitle

_LIST_PX = 248
_COLUMN_PX = 760


@dataclass(frozen=True, slots=True, kw_only=True)
class SettingsParts:
    """What the settings show besides the laptop's own choices; `joining` is a booth's."""

    log_folder: Path
    chooser: FileChooser
    joining: Joining | None = None
    for_organizer: Path | None = None


@dataclass(frozen=True, slots=True)
class _Subject:
    """One page of the settings."""

    word: Callable[[], str]
    icon: str
    page: SettingsPage


class SettingsScreen(QWidget):
    """`start_again` asks to leave practice, or this event, for the first run.

    `pack_taken` comes when a newer event pack was taken, `noticed` carries a Notice.
    """

    start_again = Signal()
    pack_taken = Signal()
    noticed = Signal(object)

    def __init__(self, laptop: Laptop, parts: SettingsParts) -> None:
        super().__init__()
        self._laptop = laptop
        self._build(parts)
        self._wire()
        self.retranslate()
        self.show_subject(0)

    def show_subject(self, number: int) -> None:
        """Bring a page up by its place in the list."""
        self._buttons[number].setChecked(True)
        self._buttons[number].setFocus()
        self._stack.setCurrentIndex(number)

    def show_printer(self) -> None:
        """Bring the printer's page up."""
        self._show_page(self.printer_page)

    def show_keys(self) -> None:
        """Bring the page of event and keys up."""
        self._show_page(self.keys)

    def _show_page(self, page: SettingsPage) -> None:
        self.show_subject([subject.page for subject in self._subjects].index(page))

    def retranslate(self) -> None:
        """Set all words in the language of the moment."""
        self.title.show_words(_("Settings"))
        for subject, button in zip(self._subjects, self._buttons, strict=True):
            button.setText(subject.word())
            subject.page.retranslate()

    def changeEvent(self, event: QEvent) -> None:
        """Follow a change of language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()

    def _build(self, parts: SettingsParts) -> None:
        self.setProperty("class", "page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.title = PageTitle()
        self._subjects = self._make_subjects(parts)
        self._buttons: list[Button] = []
        self._stack = QStackedWidget()
        column = QVBoxLayout()
        column.setSpacing(6)
        for subject in self._subjects:
            button = Button(kind="plain", icon=subject.icon)
            button.align_left()
            button.setCheckable(True)
            button.setAutoExclusive(True)
            button.clicked.connect(self._choose)
            self._buttons.append(button)
            column.addWidget(button)
            self._stack.addWidget(_page(subject.page))
        column.addStretch(1)
        names = QFrame()
        names.setProperty("class", "card")
        names.setFixedWidth(_LIST_PX)
        column.setContentsMargins(8, 8, 8, 8)
        names.setLayout(column)
        beside = QHBoxLayout()
        beside.setSpacing(20)
        beside.addWidget(names)
        beside.addWidget(self._stack, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 16, 24, 16)
        layout.setSpacing(16)
        layout.addWidget(self.title)
        layout.addLayout(beside, 1)

    def _make_subjects(self, parts: SettingsParts) -> list[_Subject]:
        self.look = LookPage(self._laptop)
        self.about = AboutPage(parts.log_folder)
        self.keys = KeysPage(parts.joining, parts.for_organizer, parts.chooser)
        self.printer_page = PrinterPage(parts.chooser, self._laptop)
        subjects = [_Subject(lambda: _("Language and hints"), "languages", self.look)]
        if parts.joining is not None:
            self.scanner = ScannerPage(self._laptop)
            subjects += [
                _Subject(lambda: _("Printer"), "printer", self.printer_page),
                _Subject(lambda: _("Scanner"), "scan-barcode", self.scanner),
            ]
        subjects += [
            _Subject(lambda: _("Event and keys"), "key-round", self.keys),
            _Subject(lambda: _("About Gerai"), "info", self.about),
        ]
        return subjects

    def _wire(self) -> None:
        self.keys.start_again.connect(self.start_again)
        self.keys.pack_taken.connect(self.pack_taken)
        self.keys.noticed.connect(self.noticed)

    @Slot()
    def _choose(self) -> None:
        button = self.sender()
        assert isinstance(button, Button)
        self.show_subject(self._buttons.index(button))


def _page(page: SettingsPage) -> QWidget:
    inside = QWidget()
    page.setMaximumWidth(_COLUMN_PX)
    row = QHBoxLayout(inside)
    row.setContentsMargins(0, 0, 8, 0)
    row.addWidget(page, 1000)
    row.addStretch(1)
    return scrolling(inside)
