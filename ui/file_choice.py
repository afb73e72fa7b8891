"""The file chooser of the system, handed to the screens that need one."""

from collections.abc import Callable
from pathlib import Path
from typing import Protocol

from PySide6.QtCore import QStandardPaths
from PySide6.QtWidgets import QFileDialog, QWidget

Take = Callable[[Path], None]


class FileChooser(Protocol):
    """Asks for a file or a folder and calls back; a person who cancels is never heard of again."""

    def choose_file(self, parent: QWidget, title: str, kinds: str, take: Take) -> None:
        """Ask for a file there is; `kinds` in Qt's form, such as `Lists (*.xlsx *.csv)`."""

    def choose_folder(self, parent: QWidget, title: str, take: Take) -> None:
        """Ask for a folder."""


class SystemChooser:
    """The system's own dialogs, opened without halting the program.

    They begin where the last thing was found, else among the person's documents.
    """

    def choose_file(self, parent: QWidget, title: str, kinds: str, take: Take) -> None:
        """Ask for a file there is."""
        dialog = QFileDialog(parent, title, str(_Place.now()), kinds)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        _open(dialog, take)

    def choose_folder(self, parent: QWidget, title: str, take: Take) -> None:
        """Ask for a folder."""
        dialog = QFileDialog(parent, title, str(_Place.now()))
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        _open(dialog, take)


class _Place:
    """Where the person looked last: one place for all dialogs of the program."""

    last: Path | None = None

    @classmethod
    def now(cls) -> Path:
        """The folder to begin in, which is there."""
        documents = QStandardPaths.StandardLocation.DocumentsLocation
        usual = Path(QStandardPaths.writableLocation(documents))
        there = (one for one in (cls.last, usual) if one is not None and one.is_dir())
        return next(there, Path.home())


def _open(dialog: QFileDialog, take: Take) -> None:
    def taken(name: str) -> None:
        _Place.last = Path(name) if Path(name).is_dir() else Path(name).parent
        take(Path(name))

    dialog.fileSelected.connect(taken)
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()
