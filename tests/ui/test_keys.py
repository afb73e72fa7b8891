"""Keys work everywhere and are all told on the list (UX24)."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QShortcut
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from pos_app.settings import Settings
from tests.ui.kit import an_open_sale, press, type_text
from tests.ui.program import a_program, booth_of, first_run
from ui.buttons import KeyCap
from ui.key_list import KeyListDialog

_SPOKEN = {"↑": "Up", "↓": "Down"}
_PAGES = {f"Ctrl+{number}" for number in range(1, 7)}


def test_ux24_f12_pays_from_a_focused_note_field(qtbot: QtBot, tmp_path: Path) -> None:
    with an_open_sale(tmp_path / "till") as sale:
        sale.screen.take_scan("KOP-007")
        press(sale.screen, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
        field = QApplication.focusWidget()
        assert isinstance(field, QLineEdit)
        assert field is not sale.screen.scan_field
        type_text(sale.screen, "12")
        press(sale.screen, Qt.Key.Key_F12)
        assert sale.screen.is_paying()
        sale.later()
        press(sale.screen, Qt.Key.Key_F12)
        assert sale.sales() == 1


def test_ux24_every_key_that_does_something_is_on_the_list(qtbot: QtBot) -> None:
    with a_program(settings=Settings(language="en")) as gerai:
        first_run(gerai).roles.practise.click()
        window = booth_of(gerai).window
        does = {key.key().toString() for key in window.findChildren(QShortcut)}
        dialog = KeyListDialog(window)
        caps = [cap.accessibleName() for cap in dialog.findChildren(KeyCap)]
        dialog.deleteLater()
    listed = {_SPOKEN.get(key, key) for cap in caps for key in cap.split()}
    assert "Ctrl+1 … 6" in caps
    assert len(does) > 20
    assert does - listed - _PAGES == set()
