"""Folders of the system: opened in its own program for files, or named where there is none."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt, QUrl, Slot
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QApplication, QDialog, QFrame, QHBoxLayout, QVBoxLayout, QWidget

from pos_app.i18n import _
from ui.buttons import Button
from ui.widgets import ElidedLabel, IconSign, TextLabel

_DIALOG_PX = 560


def open_in_files(folder: Path) -> None:
    """Show a folder in the system's own program for files; without one say where it lies."""
    if not QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder))):
        FolderDialog(folder, QApplication.activeWindow()).open()


class FolderDialog(QDialog):
    """Says where a folder lies, for a system that has no program to show it."""

    def __init__(self, folder: Path, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._folder = folder
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(_("Open folder"))
        self.setMinimumWidth(_DIALOG_PX)
        words = TextLabel(
            _("No program for folders was found on this laptop. The folder is:"), wrap=True
        )
        self.path = TextLabel(str(folder), look="strong", wrap=True)
        self.path.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.copy = Button(_("Copy the path"), icon="copy")
        self.close_button = Button(_("Close"))
        self.copy.clicked.connect(self._copy)
        self.close_button.clicked.connect(self.accept)
        self.close_button.setDefault(True)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addWidget(self.copy)
        buttons.addStretch(1)
        buttons.addWidget(self.close_button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 20, 24, 20)
        layout.setSpacing(12)
        layout.addWidget(words)
        layout.addWidget(self.path)
        layout.addLayout(buttons)

    @Slot()
    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(str(self._folder))


class FilePathRow(QFrame):
    """Where a file was written: its full path and a button that opens the folder."""

    def __init__(self, *, open_folder: Callable[[Path], None] = open_in_files) -> None:
        super().__init__()
        self._open_folder = open_folder
        self._path = Path()
        self.name = TextLabel(look="strong")
        self.folder = ElidedLabel(look="caption", middle=True)
        self.button = Button(icon="folder-open")
        self.button.clicked.connect(self._open)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(self.name)
        words.addWidget(self.folder)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 4, 0, 4)
        layout.setSpacing(12)
        layout.addWidget(IconSign("file-check", "ok", 24))
        layout.addLayout(words, 1)
        layout.addWidget(self.button)
        self.retranslate()

    def show_path(self, path: Path) -> None:
        """Show a file's name and folder."""
        self._path = path
        self.name.setText(path.name)
        self.folder.setText(str(path.parent))
        self.setAccessibleName(str(path))

    def retranslate(self) -> None:
        """Set the words in the language of the moment."""
        self.button.setText(_("Open folder"))

    @Slot()
    def _open(self) -> None:
        self._open_folder(self._path.parent)
