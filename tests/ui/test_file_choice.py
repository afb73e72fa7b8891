"""The file dialog: begins where a person keeps things, and speaks one language."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QAbstractButton, QApplication, QFileDialog, QLabel, QTreeView, QWidget
from pytestqt.qtbot import QtBot

from pos_app.i18n import use_language
from ui.file_choice import SystemChooser
from ui.qt_words import QtWords


def opened(parent: QWidget) -> QFileDialog:
    (dialog,) = [one for one in parent.findChildren(QFileDialog) if one.isVisible()]
    return dialog


def test_the_chooser_never_begins_in_the_programs_folder_and_goes_on_where_it_was(
    qtbot: QtBot, tmp_path: Path
) -> None:
    parent, taken = QWidget(), list[Path]()
    qtbot.addWidget(parent)
    chooser = SystemChooser()
    chooser.choose_file(parent, "List", "Lists (*.csv)", taken.append)
    dialog = opened(parent)
    assert Path(dialog.directory().absolutePath()) != Path.cwd()
    found = tmp_path / "harga.csv"
    found.touch()
    dialog.fileSelected.emit(str(found))
    dialog.reject()
    assert taken == [found]
    chooser.choose_folder(parent, "Folder", taken.append)
    assert Path(opened(parent).directory().absolutePath()) == tmp_path
    opened(parent).reject()


class Receipts(QWidget):
    """Another page of the program."""


def test_each_page_begins_where_it_found_something_itself(qtbot: QtBot, tmp_path: Path) -> None:
    lists, receipts = QWidget(), Receipts()
    chooser = SystemChooser()
    for parent, name in ((lists, "harga"), (receipts, "struk")):
        qtbot.addWidget(parent)
        (tmp_path / name).mkdir()
        chooser.choose_folder(parent, "Folder", lambda _path: None)
        opened(parent).fileSelected.emit(str(tmp_path / name))
        opened(parent).reject()
    chooser.choose_file(lists, "List", "Lists (*.csv)", lambda _path: None)
    assert Path(opened(lists).directory().absolutePath()).name == "harga"
    opened(lists).reject()


def test_no_heading_of_the_dialog_is_cut(qtbot: QtBot) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    SystemChooser().choose_folder(parent, "Folder", lambda _path: None)
    dialog = opened(parent)
    dialog.setViewMode(QFileDialog.ViewMode.Detail)
    header = dialog.findChildren(QTreeView)[0].header()
    for column in range(header.count()):
        assert header.sectionSize(column) >= header.sectionSizeHint(column)
    dialog.reject()


@pytest.fixture
def indonesian(qapp: QApplication) -> Iterator[None]:
    words = QtWords()
    qapp.installTranslator(words)
    use_language("id")
    yield
    use_language("en")
    qapp.removeTranslator(words)


@pytest.mark.usefixtures("indonesian")
def test_the_dialog_qt_draws_itself_speaks_indonesian(qtbot: QtBot) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    SystemChooser().choose_file(parent, "Pilih daftar", "Daftar (*.csv)", lambda _path: None)
    dialog = opened(parent)
    words = {label.text() for label in dialog.findChildren(QLabel)}
    words |= {button.text() for button in dialog.findChildren(QAbstractButton)}
    dialog.reject()
    assert {"&Lihat di:", "&Nama berkas:", "&Jenis berkas:"} <= words
    assert not words & {"Look in:", "&Look in:", "File &name:", "Files of &type:", "Open", "Cancel"}
    assert QCoreApplication.translate("QFileSystemModel", "Date Modified") == "Diubah"
