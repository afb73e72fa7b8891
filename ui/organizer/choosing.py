"""Asking for several files, or for the name of a new one, with the system's own dialogs."""

from collections.abc import Callable
from pathlib import Path
from typing import Protocol

from PySide6.QtWidgets import QFileDialog, QWidget

from ui.file_choice import SystemChooser, Take, show_whole_headings

TakeMany = Callable[[list[Path]], None]


class OfficeChooser(Protocol):
    """Asks and calls back; a person who cancels is never heard of again."""

    def choose_files(self, parent: QWidget, title: str, take: TakeMany) -> None:
        """Ask for files there are."""

    def choose_folder(self, parent: QWidget, title: str, take: Take) -> None:
        """Ask for a folder."""

    def choose_target(self, parent: QWidget, title: str, name: str, take: Take) -> None:
        """Ask where to write a file; `name` is what it may be called, with its ending."""


class SystemOfficeChooser(SystemChooser):
    """The system's own dialogs, opened without halting the program."""

    def choose_files(self, parent: QWidget, title: str, take: TakeMany) -> None:
        """Ask for files there are."""
        dialog = QFileDialog(parent, title)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)

        def taken(names: list[str]) -> None:
            take([Path(name) for name in names])

        dialog.filesSelected.connect(taken)
        _open(dialog)

    def choose_target(self, parent: QWidget, title: str, name: str, take: Take) -> None:
        """Ask where to write a file."""
        ending = Path(name).suffix
        dialog = QFileDialog(parent, title, "", f"*{ending}")
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix(ending.removeprefix("."))
        dialog.selectFile(name)

        def taken(chosen: str) -> None:
            take(Path(chosen))

        dialog.fileSelected.connect(taken)
        _open(dialog)


def _open(dialog: QFileDialog) -> None:
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()
    show_whole_headings(dialog)
