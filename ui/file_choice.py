"""The file chooser of the system, handed to the screens that need one."""

from collections.abc import Callable
from pathlib import Path
from typing import ClassVar, Protocol

from PySide6.QtCore import QSize, QStandardPaths
from PySide6.QtWidgets import QFileDialog, QHeaderView, QSplitter, QTreeView, QWidget

_DIALOG = QSize(860, 520)
_PLACES_PX = 170

Take = Callable[[Path], None]


class FileChooser(Protocol):
    """Asks for a file or a folder and calls back; a person who cancels is never heard of again."""

    def choose_file(self, parent: QWidget, title: str, kinds: str, take: Take) -> None:
        """Ask for a file there is; `kinds` in Qt's form, such as `Lists (*.xlsx *.csv)`."""

    def choose_folder(self, parent: QWidget, title: str, take: Take) -> None:
        """Ask for a folder."""


class SystemChooser:
    """The system's own dialogs, opened without halting the program.

    Each page's begin where that page found something last, else among the person's documents:
    price lists lie elsewhere than the papers a printer writes.
    """

    def choose_file(self, parent: QWidget, title: str, kinds: str, take: Take) -> None:
        """Ask for a file there is."""
        dialog = QFileDialog(parent, title, str(_Places.of(parent)), kinds)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        _open(dialog, parent, take)

    def choose_folder(self, parent: QWidget, title: str, take: Take) -> None:
        """Ask for a folder."""
        dialog = QFileDialog(parent, title, str(_Places.of(parent)))
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        _open(dialog, parent, take)


class _Places:
    """Where the person looked last, for each page that asked: for all dialogs of the program."""

    _last: ClassVar[dict[type[QWidget], Path]] = {}

    @classmethod
    def of(cls, asking: QWidget) -> Path:
        """The folder to begin in, which is there."""
        documents = QStandardPaths.StandardLocation.DocumentsLocation
        usual = Path(QStandardPaths.writableLocation(documents))
        there = (one for one in (cls._last.get(type(asking)), usual) if one and one.is_dir())
        return next(there, Path.home())

    @classmethod
    def remember(cls, asking: QWidget, found: Path) -> None:
        """Begin there next time."""
        cls._last[type(asking)] = found if found.is_dir() else found.parent


def _open(dialog: QFileDialog, asking: QWidget, take: Take) -> None:
    def taken(name: str) -> None:
        _Places.remember(asking, Path(name))
        take(Path(name))

    dialog.fileSelected.connect(taken)
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()
    show_whole_headings(dialog)


def show_whole_headings(dialog: QFileDialog) -> None:
    """Give places and columns of a dialog that Qt draws itself the room of their words."""
    splitter = dialog.findChild(QSplitter)
    if splitter is None:
        return
    dialog.resize(_DIALOG)
    splitter.setSizes([_PLACES_PX, _DIALOG.width() - _PLACES_PX])
    for view in dialog.findChildren(QTreeView):
        header = view.header()
        header.setStretchLastSection(False)
        for column in range(header.count()):
            least = header.sectionSizeHint(column)
            header.resizeSection(column, max(header.sectionSize(column), least))
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
