"""The frame around all pages: notices that move nothing, keys, language, practice, printers."""

import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QDialog,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)
from pytestqt.exceptions import capture_exceptions
from pytestqt.qtbot import QtBot

from pos_app.domain.catalog import Product
from pos_app.domain.printer import PrinterProfile
from pos_app.services.event_folder import EventFolder
from pos_app.settings import Settings
from tests.ui.kit import press, settle, tap
from tests.ui.program import a_program, booth_of, first_run
from tests.ui.test_first_run import an_event_folder
from ui.app import Gerai
from ui.buttons import TARGET_PX, Button
from ui.notices import Notice
from ui.printing.backlog import BacklogDialog
from ui.setup.first_run import FirstRun
from ui.theme import LIGHT, SUN, apply_theme, current_theme

pytestmark = pytest.mark.usefixtures("qapp")


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory, qapp: QApplication) -> Iterator[Gerai]:
    """A practice till, opened once for all tests that leave it as they found it."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("GERAI_DATA", str(tmp_path_factory.mktemp("frame") / "data"))
        with a_program(settings=Settings(language="en")) as gerai:
            first_run(gerai).roles.practise.click()
            settle()
            yield gerai


@pytest.fixture
def gerai(running: Gerai) -> Gerai:
    window = booth_of(running).window
    running.laptop.choose(theme="light", indoor_theme="light", language="en", printer=None)
    window.resize(1366, 768)
    window.notices.clear()
    window.activateWindow()
    window.open_page("sell")
    settle()
    return running


# --- buttons -----------------------------------------------------------------------------------


@pytest.mark.parametrize("make", [QWidget, QDialog], ids=["window", "dialog"])
@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter])
def test_enter_presses_the_button_in_focus_and_no_other(
    qtbot: QtBot, make: Callable[[], QWidget], key: Qt.Key
) -> None:
    window = make()
    qtbot.addWidget(window)
    pressed: list[str] = []
    layout = QVBoxLayout(window)
    buttons = {name: Button(name) for name in ("Delete all", "Keep")}
    for name, button in buttons.items():
        button.clicked.connect(lambda _checked, name=name: pressed.append(name))
        layout.addWidget(button)
    buttons["Delete all"].setDefault(True)
    window.show()
    window.activateWindow()
    buttons["Keep"].setFocus()
    press(window, key)
    assert pressed == ["Keep"]
    assert window.isVisible()


def test_a_focused_button_has_one_ring_and_nothing_inside_it(
    qtbot: QtBot, qapp: QApplication
) -> None:
    apply_theme(qapp, LIGHT)
    button = Button("")
    qtbot.addWidget(button)
    button.resize(120, 44)
    button.show()
    button.activateWindow()
    button.setFocus()
    settle()
    picture = button.grab(QRect(8, 8, 104, 28)).toImage()
    assert {picture.pixelColor(x, y).name() for x in range(104) for y in range(28)} == {
        LIGHT.surface.lower()
    }


# --- notices -----------------------------------------------------------------------------------


def test_notices_move_nothing_and_leave_total_and_pay_button_free(gerai: Gerai) -> None:
    booth = booth_of(gerai)
    window, foot = booth.window, booth.sale_screen.sell.pane.foot
    for size in ((1366, 768), (1024, 540)):
        window.resize(*size)
        settle()
        before = foot.pay.mapTo(window, QPoint(0, 0))
        focused = QApplication.focusWidget()
        for number in range(4):
            window.show_notice(Notice("ok", f"Taken over, {number}. " * 6, is_toast=True))
        settle()
        assert foot.pay.mapTo(window, QPoint(0, 0)) == before
        assert QApplication.focusWidget() is focused
        assert len(window.notices.rows()) == 3
        bar = QRect(window.notices.mapTo(window, QPoint(0, 0)), window.notices.size())
        pane = booth.sale_screen.sell.pane
        assert not bar.intersects(QRect(pane.mapTo(window, QPoint(0, 0)), pane.size()))
        assert window.rect().contains(bar)
        window.notices.clear()


@pytest.mark.logs("unexpected error")
def test_a_fault_during_the_first_run_is_told_there() -> None:
    with a_program(settings=Settings(language="en")) as gerai, capture_exceptions():
        sys.excepthook = gerai.bugs.hear
        window = first_run(gerai)
        window.back.clicked.connect(_fail)
        window.back.clicked.emit()
        settle()
        (notice,) = window.notices.shown()
        assert notice.text.startswith("Something in Gerai went wrong.")


def _fail() -> None:
    raise ZeroDivisionError("a fault of ours")


# --- language, theme, pages --------------------------------------------------------------------


def test_another_language_rewords_states_and_notices_at_once(gerai: Gerai) -> None:
    booth = booth_of(gerai)
    top = booth.sale_screen.sell.top
    assert top.status("printer").words() == "No printer yet"
    booth.window.show_notice(Notice("info", "Worded in English."))
    gerai.laptop.choose(language="id")
    assert top.status("printer").words() == "Belum ada printer"
    settle()
    assert booth.window.notices.shown() == ()
    gerai.laptop.choose(language="en")
    settle()
    assert top.status("printer").words() == "No printer yet"


def test_f9_puts_the_sun_theme_on_and_goes_back_to_what_was(gerai: Gerai) -> None:
    window = booth_of(gerai).window
    press(window, Qt.Key.Key_F9)
    assert current_theme() is SUN
    assert gerai.laptop.settings.theme == "sun"
    press(window, Qt.Key.Key_F9)
    assert current_theme() is LIGHT


def test_ctrl_f_goes_to_the_search_of_each_page(gerai: Gerai) -> None:
    window = booth_of(gerai).window
    for key in ("sell", "goods", "history"):
        window.open_page(key)
        press(window, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
        focused = QApplication.focusWidget()
        assert isinstance(focused, QLineEdit), key
        assert window.pages[key].screen.isAncestorOf(focused)


@pytest.mark.parametrize("language", ["id", "en"])
def test_ux14_every_page_fits_the_smallest_window_in_the_largest_text(
    gerai: Gerai, language: str
) -> None:
    """Nothing is cut, every target is large enough for a finger and has a name."""
    window = booth_of(gerai).window
    gerai.laptop.choose(text_percent=130, language=language)
    window.showNormal()
    window.resize(1024, 540)
    settle()
    for key, page in window.pages.items():
        window.open_page(key)
        settle()
        least = page.screen.minimumSizeHint()
        assert (least.width() <= 1024 - 64, least.height() <= 540) == (True, True), key
        for button in page.screen.findChildren(QAbstractButton):
            if button.isVisible():
                name = button.accessibleName() or button.text()
                assert name.strip(), f"{key}: {type(button).__name__} has no name"
                assert min(button.width(), button.height()) >= TARGET_PX, f"{key}: {name}"
                if key not in ("sell", "history"):  # rows of tools and chips give way there
                    assert button.width() >= button.minimumSizeHint().width(), f"{key}: {name}"
    gerai.laptop.choose(text_percent=100, language="en")


# --- printers ----------------------------------------------------------------------------------


def _sell(gerai: Gerai) -> None:
    parts = booth_of(gerai).parts
    parts.selling.add_product(parts.catalog.catalog.for_sale[0].product_id)
    parts.paying.tender("cash", parts.paying.payment.missing)
    parts.paying.finish()


def test_a_first_printer_does_not_print_the_old_papers_without_asking(
    gerai: Gerai, qtbot: QtBot, tmp_path: Path
) -> None:
    booth = booth_of(gerai)
    for _sale in range(3):
        _sell(gerai)
    gerai.laptop.choose(printer=PrinterProfile("pdf", folder=str(tmp_path)))
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, BacklogDialog)
    press(dialog, Qt.Key.Key_Return)  # the safe one: decide later
    settle()
    booth.window.open_page("papers")
    assert len(booth.printing.waiting()) == 3
    assert list(tmp_path.glob("*.pdf")) == []
    screen = booth.papers_screen
    assert booth.window.focusWidget() is screen.backlog.print_all
    tap(screen.backlog.reasons["BUYERS_GONE"])
    assert booth.printing.waiting() == []
    _sell(gerai)
    booth.printing.wake()
    qtbot.waitUntil(lambda: len(list(tmp_path.glob("*.pdf"))) == 1)
    qtbot.waitUntil(lambda: booth.printing.status.pump == "ready")


def test_the_papers_page_never_has_the_button_in_hand_that_drops_a_paper(
    gerai: Gerai, qtbot: QtBot
) -> None:
    booth = booth_of(gerai)
    gerai.laptop.choose(printer=PrinterProfile("network", address="127.0.0.1", port=1))
    _sell(gerai)
    booth.printing.wake()
    qtbot.waitUntil(lambda: booth.printing.status.pump == "stopped")
    booth.window.open_page("papers")
    focused = QApplication.focusWidget()
    assert isinstance(focused, Button)
    assert focused.words() == "Print what waits"


def test_a_test_page_comes_out_and_says_what_to_look_for(
    gerai: Gerai, qtbot: QtBot, tmp_path: Path
) -> None:
    booth = booth_of(gerai)
    booth.window.open_page("settings")
    booth.settings_screen.show_printer()
    page = booth.settings_screen.printer_page
    assert not page.attempt.isEnabled()
    gerai.laptop.choose(printer=PrinterProfile("pdf", folder=str(tmp_path)))
    page.show_outcome("", "caption")
    tap(page.attempt)
    qtbot.waitUntil(lambda: page.outcome.text().startswith("The test page was sent"))
    assert (tmp_path / "gerai-test-page.pdf").exists()


# --- practice ----------------------------------------------------------------------------------


def test_one_click_leads_to_practice_and_one_back_and_nothing_mixes(tmp_path: Path) -> None:
    """H8: practice has its own feed; the real till is as it was left."""
    event = an_event_folder(tmp_path / "event")
    with a_program(settings=Settings(language="en")) as gerai:
        window = _joined(gerai, event)
        tap(window.joined.sell)
        real = booth_of(gerai)
        real.parts.catalog.edit_product(Product(product_id=0, name="Mug", price=50_000, code="MUG"))
        _sell(gerai)
        real.window.open_page("settings")
        practice_page = real.settings_screen.pages.practice
        assert practice_page is not None
        assert not real.window.band.isVisible()
        real.settings_screen.show_page(practice_page)
        tap(practice_page.go)
        practising = booth_of(gerai)
        assert practising.parts.event.is_practice
        assert practising.window.band.isVisible()
        _sell(gerai)
        tap(practising.sale_screen.sell.top.status("practice"))
        back = booth_of(gerai)
        assert not back.parts.event.is_practice
        assert not gerai.laptop.settings.is_practice
        last = back.parts.paying.last_sale()
        assert last is not None
        assert last.sale.money.no == 1
        assert not back.window.band.isVisible()


def _joined(gerai: Gerai, event: EventFolder) -> FirstRun:
    """The first run, at the end of joining that event."""
    window = first_run(gerai)
    tap(window.languages.cards["en"])
    tap(window.roles.join)
    window.join.take_pack(event.pack_path(1))
    window.join.claim.field.setText(event.claim_codes()["B01"])
    tap(window.join.join)
    return window
