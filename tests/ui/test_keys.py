"""Keys work everywhere, are all told on the list, and are what the booth wants (UX24)."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QShortcut
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from pos_app.domain.key_table import KeyTable
from pos_app.domain.printer import PrinterProfile
from pos_app.settings import Settings, load_settings
from tests.ui.kit import an_open_sale, press, settle, tap, type_text
from tests.ui.program import a_program, booth_of, first_run
from ui.booth_window import BoothWindow
from ui.buttons import KeyCap
from ui.key_list import KeyListDialog
from ui.keys_in_use import use_keys

_SPOKEN = {"↑": "Up", "↓": "Down"}
_PAGES = {f"Ctrl+{number}" for number in range(1, 7)}
_CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture(scope="module")
def practising(
    tmp_path_factory: pytest.TempPathFactory, qapp: QApplication
) -> Iterator[BoothWindow]:
    """A practice till, opened once for all tests."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("GERAI_DATA", str(tmp_path_factory.mktemp("keys") / "data"))
        with a_program(settings=Settings(language="en")) as gerai:
            first_run(gerai).roles.practise.click()
            yield booth_of(gerai)
        use_keys(KeyTable())


@pytest.fixture
def booth(practising: BoothWindow) -> Iterator[BoothWindow]:
    """With the usual keys and no list open."""
    practising.window.activateWindow()
    practising.window.open_page("sell")
    settle()
    yield practising
    if practising.window.key_list is not None:
        practising.window.key_list.reject()
    practising._laptop.choose(keys=KeyTable(), printer=None)
    settle()


def key_list(booth: BoothWindow) -> KeyListDialog:
    press(booth.window, Qt.Key.Key_F1)
    dialog = booth.window.key_list
    assert dialog is not None
    return dialog


def test_ux24_f12_pays_from_a_focused_note_field(qtbot: QtBot, tmp_path: Path) -> None:
    with an_open_sale(tmp_path / "till") as sale:
        sale.screen.take_scan("KOP-007")
        press(sale.screen, Qt.Key.Key_N, _CTRL)
        field = QApplication.focusWidget()
        assert isinstance(field, QLineEdit)
        assert field is not sale.screen.scan_field
        type_text(sale.screen, "12")
        press(sale.screen, Qt.Key.Key_F12)
        assert sale.screen.is_paying()
        sale.later()
        press(sale.screen, Qt.Key.Key_F12)
        assert sale.sales() == 1


def test_ux24_every_key_that_does_something_is_on_the_list(booth: BoothWindow) -> None:
    for page in booth.window.pages:
        booth.window.open_page(page)
    does = {key.key().toString() for key in booth.window.findChildren(QShortcut)}
    dialog = key_list(booth)
    fixed = [cap.accessibleName() for cap in dialog.findChildren(KeyCap)]
    listed = {_SPOKEN.get(key, key) for cap in fixed for key in cap.split()}
    listed |= {button.words() for button in dialog.buttons.values()}
    assert "Ctrl+1 … 6" in fixed
    assert len(does) > 20
    assert does - listed - _PAGES == set()
    press(dialog, Qt.Key.Key_F1)
    assert booth.window.key_list is None


def test_ux24_a_key_is_changed_works_at_once_and_is_kept(booth: BoothWindow) -> None:
    sale = booth.sale_screen
    dialog = key_list(booth)
    tap(dialog.buttons["quantity"])
    press(dialog, Qt.Key.Key_Y, _CTRL)
    assert dialog.buttons["quantity"].words() == "Ctrl+Y"
    assert dialog.said.text() == "Ctrl+Y is the key now for: Quantity of the line."
    tap(dialog.close_button)
    sale.take_scan("KOP-007")
    press(sale, Qt.Key.Key_F4)
    assert sale.pages.tool() is None
    press(sale, Qt.Key.Key_Y, _CTRL)
    assert sale.pages.tool() is not None
    assert "Quantity (Ctrl+Y)" in sale.sell.pane.foot.tools.quantity.toolTip()
    laptop = booth._laptop
    assert load_settings(laptop._path).settings.keys == KeyTable().give("quantity", "Ctrl+Y")
    dialog = key_list(booth)
    tap(dialog.usual)
    assert dialog.buttons["quantity"].words() == "F4"
    assert laptop.settings.keys == KeyTable()


def test_ux24_a_clash_and_a_key_of_windows_are_refused_and_esc_changes_nothing(
    booth: BoothWindow,
) -> None:
    dialog = key_list(booth)
    pay = dialog.buttons["pay"]
    for key, modifier, why in (
        (Qt.Key.Key_D, _CTRL, "Ctrl+D is in use already: Discount %. Choose another key."),
        (Qt.Key.Key_F10, Qt.KeyboardModifier.NoModifier, "F10 cannot be used: "),
        (Qt.Key.Key_J, _CTRL, "Ctrl+J cannot be used: "),
        (Qt.Key.Key_P, Qt.KeyboardModifier.NoModifier, "P cannot be used: "),
    ):
        tap(pay)
        press(dialog, key, modifier)
        assert dialog.said.text().startswith(why)
        assert pay.words() == "F12"
    tap(pay)
    press(dialog, Qt.Key.Key_Escape)
    assert pay.words() == "F12"
    assert dialog.isVisible()
    assert booth._laptop.settings.keys == KeyTable()


def test_ux24_the_list_is_printed_and_without_a_printer_written(
    booth: BoothWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    dialog = key_list(booth)
    tap(dialog.print_button)
    written = booth.parts.days.folder / "gerai-keys.pdf"
    qtbot.waitUntil(lambda: dialog.said.text() == f"Written to {written}.")
    assert written.read_bytes().startswith(b"%PDF")
    booth._laptop.choose(printer=PrinterProfile("pdf", folder=str(tmp_path)))
    settle()
    tap(dialog.print_button)
    qtbot.waitUntil((tmp_path / "gerai-keys.pdf").exists)
    qtbot.waitUntil(lambda: str(tmp_path) in dialog.said.text())
