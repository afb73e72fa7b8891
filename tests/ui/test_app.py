"""The program as a whole: one instance, faults that do not end it, pages, scans, the end."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.exceptions import capture_exceptions
from pytestqt.qtbot import QtBot

from pos_app.bootstrap import Surroundings, TillFolder
from pos_app.domain.catalog import Product
from pos_app.settings import Settings
from tests.ui.kit import SteadyClock, WallClock, press, settle, tap, type_text
from tests.ui.program import a_program, booth_of
from ui.bugs import BugDialog
from ui.main_window import MainWindow, Page
from ui.one_instance import FirstInstance, call_first_window
from ui.trouble_window import TroubleWindow

ROOT = Path(__file__).resolve().parent.parent.parent
PRACTICE = Settings(language="en", role="booth", is_practice=True)

pytestmark = pytest.mark.usefixtures("qapp")


@pytest.fixture
def practice(data_folder: Path) -> Settings:
    """Settings of a laptop on which practice has begun, with one product that is known."""
    till = TillFolder(data_folder / "practice", Surroundings(clock=WallClock()))
    till.practise()
    booth = till.open_booth()
    assert booth is not None
    booth.catalog.edit_product(Product(product_id=0, name="Mug", price=50_000, code="MUG-77"))
    till.close()
    return PRACTICE


def test_a_second_start_raises_the_first_window_and_ends(
    practice: Settings, qtbot: QtBot, data_folder: Path
) -> None:
    with a_program(settings=practice) as gerai:
        window = booth_of(gerai).window
        window.showMinimized()
        second = subprocess.Popen(
            [sys.executable, "-m", "ui"],
            cwd=ROOT,
            env={**os.environ, "GERAI_DATA": str(data_folder), "QT_QPA_PLATFORM": "offscreen"},
        )
        qtbot.waitUntil(lambda: second.poll() is not None, timeout=30_000)
        assert second.returncode == 0
        assert not window.isMinimized()


def test_nobody_answers_where_no_window_is_open(data_folder: Path) -> None:
    data_folder.mkdir()
    assert call_first_window(data_folder) == "none"


def test_a_first_window_that_hangs_is_told_from_one_that_answers(data_folder: Path) -> None:
    data_folder.mkdir()
    hung = FirstInstance(data_folder)  # nobody runs its events here
    assert call_first_window(data_folder, patience_ms=50) == "silent"
    hung.close()


def test_a_till_that_is_open_elsewhere_is_said_in_words(
    practice: Settings, data_folder: Path
) -> None:
    other = TillFolder(data_folder / "practice")
    with a_program(settings=practice) as gerai:
        window = gerai.window
        assert isinstance(window, TroubleWindow)
        assert "Gerai is open already" in window.words.text()
        other.close()
        tap(window.retry)
        assert booth_of(gerai).window.isVisible()


@pytest.mark.logs("unexpected error")
def test_a_fault_in_a_slot_shows_one_notice_and_the_window_lives(practice: Settings) -> None:
    with a_program(settings=practice) as gerai:
        window = booth_of(gerai).window
        with capture_exceptions():
            for _fault in range(3):
                sys.excepthook = gerai.bugs.hear
                window.page_changed.connect(_fail)
                window.open_page("day")
                window.open_page("sell")
                window.page_changed.disconnect(_fail)
            settle()
        assert len(window.notices.shown()) == 1
        tap(window.notices.rows()[0].action)
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, BugDialog)
        tap(dialog.copy)
        assert "a fault of ours" in QApplication.clipboard().text()
        press(dialog, Qt.Key.Key_Return)
        assert window.isVisible()


def _fail() -> None:
    raise ZeroDivisionError("a fault of ours")


def test_a_scan_on_another_page_waits_and_one_tap_adds_it(practice: Settings) -> None:
    with a_program(settings=practice) as gerai:
        booth = booth_of(gerai)
        booth.window.open_page("settings")
        for _scan in range(2):
            booth.scanner.scanned.emit("MUG-77")
        notices = booth.window.notices
        assert [notice.text for notice in notices.shown()] == ["2 scans waiting"]
        tap(notices.rows()[0].action)
        assert booth.window.page() == "sell"
        assert booth.sale_screen.pages.has_lines()
        assert notices.shown() == ()
        assert booth.waiting_scans.codes == ()


def test_real_keys_of_a_scanner_go_into_the_cart(practice: Settings) -> None:
    with a_program(settings=practice) as gerai:
        booth = booth_of(gerai)
        booth.scanner._now = SteadyClock()  # a busy machine must not make a scan look like typing
        type_text(booth.window, "MUG-77")
        press(booth.window, Qt.Key.Key_Return)
        assert booth.sale_screen.scan_field.text() == ""
        assert booth.sale_screen.pages.has_lines()


def test_a_cart_is_kept_when_the_window_closes(practice: Settings) -> None:
    with a_program(settings=practice) as gerai:
        booth = booth_of(gerai)
        booth.scanner.scanned.emit("MUG-77")
        booth.window.close()
    with a_program() as gerai:
        assert booth_of(gerai).sale_screen.pages.has_lines()


def test_a_page_that_wants_more_room_than_there_is_hides_no_page_of_the_rail(
    qtbot: QtBot,
) -> None:
    tall = QWidget()
    tall.setMinimumSize(2000, 1500)
    last = Page("settings", "settings", lambda: "Settings", QWidget, is_at_bottom=True)
    board = Page("board", "layout-dashboard", lambda: "Board", lambda: tall)
    window = MainWindow([board, last])
    window.open_page("board")
    qtbot.addWidget(window)
    window.resize(1024, 600)
    window.show()
    settle()
    for button in window.rail_buttons.values():
        place = QRect(button.mapTo(window, QPoint(0, 0)), button.size())
        assert window.rect().contains(place)


def test_pb15_the_self_check_prints_and_proves_every_part(data_folder: Path) -> None:
    checked = subprocess.run(
        [sys.executable, "-m", "ui", "--self-check"],
        cwd=ROOT,
        env={**os.environ, "GERAI_DATA": str(data_folder), "QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert checked.returncode == 0, checked.stdout + checked.stderr
    proven = {line.removeprefix("ok").strip() for line in checked.stdout.splitlines()}
    assert proven >= {
        *("window", "ways to printers", "logo", "receipt", "logo on paper"),
        *("name in another script", "paper as a file", "reading a workbook", "signature"),
    }
    assert "FAILED" not in checked.stdout


def test_no_part_of_a_page_is_ever_a_window_of_its_own(
    practice: Settings, qapp: QApplication
) -> None:
    shown = WindowsShown()
    qapp.installEventFilter(shown)
    with a_program(settings=practice) as gerai:
        booth = booth_of(gerai)
        for page in booth.window.pages:
            booth.window.open_page(page)
        for number in range(len(booth.pages.settings.subjects)):
            booth.pages.settings.show_subject(number)
        settle()
        assert set(shown.kinds) == {MainWindow}
    qapp.removeEventFilter(shown)


class WindowsShown(QObject):
    """Notes what kind each window is that comes up."""

    def __init__(self) -> None:
        super().__init__()
        self.kinds: list[type[QWidget]] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt calls it
        is_shown = event.type() == QEvent.Type.Show
        if is_shown and isinstance(watched, QWidget) and watched.isWindow():
            self.kinds.append(type(watched))
        return False
