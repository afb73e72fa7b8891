"""The frame around all pages: notices that move nothing, keys, language, practice, printers."""

import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QFontMetricsF
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
from pos_app.files import FileTrouble
from pos_app.services.event_folder import EventFolder
from pos_app.settings import Settings
from tests.ui.kit import press, settle, tap
from tests.ui.program import a_program, booth_of, first_run
from tests.ui.test_first_run import an_event_folder
from ui.app import Gerai
from ui.booth_window import BoothWindow
from ui.buttons import TARGET_PX, Button
from ui.key_list import KeyListDialog
from ui.notices import Notice
from ui.printing.backlog import BacklogDialog
from ui.setup.first_run import FirstRun
from ui.setup.practice_page import PracticePage
from ui.setup.printer_page import PrinterPage
from ui.theme import LIGHT, SUN, apply_theme, current_theme, text_font

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


@pytest.mark.parametrize("size", [(1366, 768), (1024, 600)], ids=str)
def test_notices_lie_over_no_button_and_no_figure_while_money_is_taken(
    gerai: Gerai, size: tuple[int, int]
) -> None:
    booth = booth_of(gerai)
    window, sale = booth.window, booth.sale_screen
    window.resize(*size)
    sale.take_scan("KOP-007")
    press(window, Qt.Key.Key_F12)
    for number in range(3):
        text = f"The price list was taken over, number {number}."
        window.show_notice(Notice("warning", text, "Undo", lambda: None))
    settle()
    bar = rect_in(window, window.notices)
    columns = sale.tender.columns
    for part in (*columns.kinds.buttons.values(), columns.sums, columns.foot, columns.right):
        assert not bar.intersects(rect_in(window, part)), part
    assert [row.isVisible() for row in window.notices.rows()] == [True, False, False]
    press(window, Qt.Key.Key_Escape)
    assert all(row.isVisible() for row in window.notices.rows())
    window.notices.clear()
    booth.parts.selling.abandon()


def test_a_toast_belongs_to_the_page_it_came_up_on(gerai: Gerai) -> None:
    window = booth_of(gerai).window
    window.show_notice(Notice("ok", "Taken over.", "Undo", lambda: None, is_toast=True))
    window.show_notice(Notice("warning", "The printer does not answer."))
    window.open_page("goods")
    assert [notice.text for notice in window.notices.shown()] == ["The printer does not answer."]


def rect_in(window: QWidget, part: QWidget) -> QRect:
    return QRect(part.mapTo(window, QPoint(0, 0)), part.size())


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


def test_the_practice_band_is_seen_on_every_page(gerai: Gerai) -> None:
    window = booth_of(gerai).window
    for number, page in enumerate(window.pages, start=1):
        press(window, Qt.Key(Qt.Key.Key_0 + number), Qt.KeyboardModifier.ControlModifier)
        assert window.page() == page
        assert window.pages[page].screen.isVisible()
        assert window.band.isVisible()


def test_a_booth_without_a_printer_is_not_counted_what_it_keeps(gerai: Gerai) -> None:
    booth = booth_of(gerai)
    booth.sale_screen.take_scan("KOP-007")
    assert booth.selling.money.pay()
    booth.printing.wake()
    assert booth.printing.status.waiting > 0
    assert booth.window.rail_buttons["papers"].badge() == 0
    for paper in booth.printing.waiting():
        booth.printing.discard(paper.job_id)


def test_the_scan_field_has_the_focus_whenever_the_selling_page_comes_up(gerai: Gerai) -> None:
    booth = booth_of(gerai)
    for page in ("settings", "day", "papers"):
        booth.window.open_page(page)
        booth.window.open_page("sell")
        assert QApplication.focusWidget() is booth.sale_screen.scan_field


def test_f1_lists_the_keys_and_the_focus_comes_back(gerai: Gerai) -> None:
    booth = booth_of(gerai)
    press(booth.window, Qt.Key.Key_F1)
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, KeyListDialog)
    booth.scanner.scanned.emit("MUG-77")
    assert booth.waiting_scans.codes == ("MUG-77",)
    press(dialog, Qt.Key.Key_Escape)
    assert QApplication.focusWidget() is booth.sale_screen.scan_field
    tap(booth.window.notices.rows()[0].action)
    assert booth.waiting_scans.codes == ()


def test_f11_fills_the_screen_and_gives_it_back(gerai: Gerai) -> None:
    window = booth_of(gerai).window
    window.showNormal()
    press(window, Qt.Key.Key_F11)
    assert window.isFullScreen()
    press(window, Qt.Key.Key_F11)
    assert not window.isFullScreen()


def test_narrow_windows_leave_the_words_of_the_rail_out(gerai: Gerai) -> None:
    window = booth_of(gerai).window
    window.showNormal()
    window.resize(1366, 768)
    settle()
    assert window.rail_buttons["day"].width() > 64
    window.resize(1024, 600)
    settle()
    assert window.rail_buttons["day"].width() <= 64
    assert window.rail_buttons["day"].accessibleName() == "Day"


def test_the_rail_grows_with_its_words(gerai: Gerai) -> None:
    window = booth_of(gerai).window
    gerai.laptop.choose(language="id")
    settle()
    gerai.laptop.choose(text_percent=130)
    settle()
    for button in window.rail_buttons.values():
        words = QFontMetricsF(text_font(13, 500)).horizontalAdvance(button.words())
        assert words <= button.width(), button.words()
    gerai.laptop.choose(text_percent=100, language="en")


def test_ctrl_f_goes_to_the_search_of_each_page(gerai: Gerai) -> None:
    window = booth_of(gerai).window
    for key in ("sell", "goods", "history"):
        window.open_page(key)
        press(window, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
        focused = QApplication.focusWidget()
        assert isinstance(focused, QLineEdit), key
        assert window.pages[key].screen.isAncestorOf(focused)


@pytest.mark.parametrize("language", ["id", "en"])
@pytest.mark.parametrize("percent", [100, 115, 130])
def test_ux14_every_page_fits_the_smallest_window_in_every_size_of_text(
    gerai: Gerai, language: str, percent: int
) -> None:
    """Nothing is cut, every target is large enough for a finger and has a name."""
    window = booth_of(gerai).window
    gerai.laptop.choose(text_percent=percent, language=language)
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
                assert button.width() >= button.minimumSizeHint().width(), f"{key}: {name}"
    gerai.laptop.choose(text_percent=100, language="en")


# --- printers ----------------------------------------------------------------------------------


def _sell(gerai: Gerai) -> None:
    parts = booth_of(gerai).parts
    parts.selling.add_product(parts.catalog.catalog.for_sale[0].product_id)
    parts.paying.tender("cash", parts.paying.payment.missing)
    parts.paying.finish()


def _notice_buttons(booth: BoothWindow) -> list[str]:
    return [notice.action for notice in booth.window.notices.shown()]


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
    booth.printing.old_found.emit(3)
    assert "Decide" in _notice_buttons(booth)
    gerai.laptop.choose(printer=None)
    assert "Decide" not in _notice_buttons(booth), "without a printer nothing can be decided"
    gerai.laptop.choose(printer=PrinterProfile("pdf", folder=str(tmp_path)))
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, BacklogDialog)
    press(dialog, Qt.Key.Key_Escape)
    settle()
    booth.window.open_page("papers")
    assert len(booth.printing.waiting()) == 3
    assert list(tmp_path.glob("*.pdf")) == []
    screen = booth.pages.papers
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


def test_a_test_page_is_written_where_the_papers_are_chosen_to_go(
    gerai: Gerai, qtbot: QtBot, tmp_path: Path
) -> None:
    booth = booth_of(gerai)
    booth.window.open_page("settings")
    page = booth.pages.settings.show_page(PrinterPage)
    assert not page.attempt.isEnabled()
    gerai.laptop.choose(printer=PrinterProfile("pdf", folder=str(tmp_path)))
    tap(page.attempt)
    qtbot.waitUntil(lambda: page.outcome.text().startswith("Written to"))
    assert (tmp_path / "gerai-test-page.pdf").exists()


# --- practice ----------------------------------------------------------------------------------


def test_one_click_leads_to_practice_and_one_back_and_nothing_mixes(tmp_path: Path) -> None:
    """H8: practice has its own feed; the real till is as it was left."""
    event = an_event_folder(tmp_path / "event")
    with a_program(settings=Settings(language="en")) as gerai:
        window = _joined(gerai, event)
        tap(window.joined.sell)
        settle()
        real = booth_of(gerai)
        real.parts.catalog.edit_product(Product(product_id=0, name="Mug", price=50_000, code="MUG"))
        _sell(gerai)
        real.window.open_page("settings")
        assert not real.window.band.isVisible()
        tap(real.pages.settings.show_page(PracticePage).go)
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
        told_there, told_here = practising.window.notices.past(), back.window.notices.past()
        gerai.laptop.failed.emit(FileTrouble(tmp_path / "settings.json", "no_space"))
        assert practising.window.notices.past() == told_there  # that till is left
        assert len(back.window.notices.past()) == len(told_here) + 1


def _joined(gerai: Gerai, event: EventFolder) -> FirstRun:
    """The first run, at the end of joining that event."""
    window = first_run(gerai)
    tap(window.languages.cards["en"])
    tap(window.roles.join)
    window.join.take_pack(event.pack_path(1))
    window.join.claim.field.setText(event.claim_codes()["B01"])
    tap(window.join.join)
    return window
