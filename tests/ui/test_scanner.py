"""The scanner detector: replayed bursts with their own clock, so that nothing waits."""

from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QKeyEvent, QShortcut
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QFileDialog,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)
from pytestqt.qtbot import QtBot

from ui.money_field import MoneyField
from ui.scanner import KeyMoment, Scanner, ScannerSettings
from ui.scanner_learning import LearnedScanner, LearningField, ScanSample, learn

CODE = "8991234567890"


@dataclass(frozen=True)
class Mark:
    """What the window system says about a key besides its text."""

    modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier
    native: int = 0
    is_repeat: bool = False


NO_MARK = Mark()


class Desk:
    """A window with fields, a scanner under watch, and a clock that only keys move."""

    def __init__(self, qtbot: QtBot, app: QApplication, settings: ScannerSettings) -> None:
        self.time_s = 1000.0
        self.scans: list[str] = []
        self.clicks: list[bool] = []
        self.window = QWidget()
        self.line = QLineEdit("before")
        self.note = QPlainTextEdit("a note")
        self.spin = QSpinBox()
        self.button = QPushButton("delete all")
        self.button.clicked.connect(self.clicks.append)
        layout = QVBoxLayout(self.window)
        for widget in (self.line, self.note, self.spin, self.button):
            layout.addWidget(widget)
        qtbot.addWidget(self.window)
        self.scanner = Scanner(settings, now=lambda: self.time_s, idle_ms=20)
        self.scanner.scanned.connect(self.scans.append)
        self.scanner.start(app)
        self.show(qtbot, self.window)

    def show(self, qtbot: QtBot, window: QWidget) -> None:
        with qtbot.waitExposed(window):
            window.show()
        window.activateWindow()
        qtbot.waitUntil(window.isActiveWindow)

    def press(
        self,
        key: int,
        text: str = "",
        *,
        after_ms: float,
        mark: Mark = NO_MARK,
    ) -> None:
        self.time_s += after_ms / 1000
        window = QApplication.activeWindow()
        assert window is not None
        handle = window.windowHandle()
        down, up = QEvent.Type.KeyPress, QEvent.Type.KeyRelease
        for kind in (down, up):
            event = QKeyEvent(kind, key, mark.modifiers, mark.native, 0, 0, text, mark.is_repeat)
            QCoreApplication.sendEvent(handle, event)

    def type(self, text: str, *, gap_ms: float) -> None:
        for sign in text:
            self.press(ord(sign.upper()), sign, after_ms=gap_ms)

    def enter(self, *, after_ms: float, key: Qt.Key = Qt.Key.Key_Return) -> None:
        text = "\t" if key == Qt.Key.Key_Tab else "\r"
        self.press(key, text, after_ms=after_ms)

    def scan(self, code: str = CODE, *, gap_ms: float = 3.0) -> None:
        self.time_s += 1.0
        self.type(code, gap_ms=gap_ms)
        self.enter(after_ms=gap_ms)


@pytest.fixture
def desk(qtbot: QtBot, qapp: QApplication) -> Iterator[Desk]:
    desk = Desk(qtbot, qapp, ScannerSettings())
    yield desk
    desk.scanner.stop(qapp)


def test_words_that_are_typed_in_a_burst_are_no_code(desk: Desk) -> None:
    desk.line.clear()
    desk.line.setFocus()
    desk.scan("no ice please", gap_ms=20)
    assert (desk.line.text(), desk.scans) == ("no ice please", [])


def test_digits_with_a_blank_are_a_code_all_the_same(desk: Desk) -> None:
    desk.line.setFocus()
    desk.scan("123 4567")
    assert desk.scans == ["123 4567"]


@pytest.mark.parametrize("gap_ms", [1.7, 1.9, 3.4, 11, 31])
def test_a_fast_burst_is_a_scan(desk: Desk, gap_ms: float) -> None:
    desk.line.setFocus()
    for number in range(20):
        desk.scan(f"89912345{number:02}", gap_ms=gap_ms)
    assert desk.scans == [f"89912345{number:02}" for number in range(20)]
    assert desk.line.text() == "before"


def test_a_path_typed_fast_into_a_file_dialog_is_no_scan(desk: Desk, qtbot: QtBot) -> None:
    dialog = QFileDialog(desk.window)
    qtbot.addWidget(dialog)
    desk.show(qtbot, dialog)
    field = dialog.findChildren(QLineEdit)[0]
    field.setFocus()
    field.clear()
    desk.type("harga-2026", gap_ms=15)
    desk.enter(after_ms=15, key=Qt.Key.Key_Tab)
    assert desk.scans == []
    assert field.text() == "harga-2026"
    dialog.hide()
    desk.show(qtbot, desk.window)
    desk.line.setFocus()
    desk.scan()
    assert len(desk.scans) == 1


@pytest.mark.parametrize("gap_ms", [51, 80, 120])
def test_a_slower_burst_is_typing_and_stays_in_the_field(desk: Desk, gap_ms: float) -> None:
    desk.line.setFocus()
    desk.line.setCursorPosition(6)
    desk.scan("AB12", gap_ms=gap_ms)
    assert desk.scans == []
    assert desk.line.text() == "beforeAB12"


@pytest.mark.parametrize("gap_ms", [45, 60, 90])
def test_ux3_quickly_typed_words_are_never_taken(desk: Desk, gap_ms: float) -> None:
    for field in (desk.line, desk.note):
        field.setFocus()
        field.clear()
        desk.time_s += 1
        desk.type("aa bb 12", gap_ms=gap_ms)
    desk.line.setFocus()
    desk.enter(after_ms=gap_ms)
    assert desk.line.text() == "aa bb 12"
    assert desk.note.toPlainText() == "aa bb 12"
    assert desk.scans == []


@pytest.mark.parametrize("gap_ms", [5, 30, 60, 120])
def test_ux4_a_slow_radio_reader_is_found_with_its_own_setting(
    qtbot: QtBot, qapp: QApplication, gap_ms: float
) -> None:
    desk = Desk(qtbot, qapp, ScannerSettings(mean_gap_ms=150))
    desk.line.setFocus()
    desk.scan(gap_ms=gap_ms)
    desk.scanner.stop(qapp)
    assert desk.scans == [CODE]
    assert desk.line.text() == "before"


def test_ux6_fifty_scans_in_a_row_leave_the_cursor_where_it_was(desk: Desk) -> None:
    desk.line.setFocus()
    desk.line.setCursorPosition(3)
    for number in range(50):
        desk.scan(f"4005{number:04}")
    assert len(desk.scans) == 50
    assert desk.line.hasFocus()
    assert desk.line.cursorPosition() == 3


def test_ux7_doubled_digits_marked_as_repeats_are_not_dropped(desk: Desk) -> None:
    desk.line.setFocus()
    for number in range(200):
        desk.time_s += 1
        previous = ""
        for sign in f"{number:03}7755001":
            desk.press(ord(sign), sign, after_ms=1.5, mark=Mark(is_repeat=sign == previous))
            previous = sign
        desk.enter(after_ms=1.5)
    assert desk.scans == [f"{number:03}7755001" for number in range(200)]


def test_ux7_a_french_keyboard_is_noticed_and_not_searched(desk: Desk, qtbot: QtBot) -> None:
    desk.line.setFocus()
    with qtbot.waitSignal(desk.scanner.keyboard_is_foreign):
        for number, sign in enumerate("&é\"'(-è_çà"):
            desk.press(ord(sign), sign, after_ms=3, mark=Mark(native=10 + number))
        desk.enter(after_ms=3)
    assert desk.scans == []
    assert desk.line.text() == "before"


def test_the_selection_of_the_field_comes_back(desk: Desk) -> None:
    desk.line.setFocus()
    desk.line.setSelection(1, 3)
    desk.scan()
    assert (desk.line.text(), desk.line.selectedText()) == ("before", "efo")


def test_a_scan_leaves_a_note_a_spin_box_and_a_button_alone(desk: Desk) -> None:
    for widget in (desk.note, desk.spin, desk.button):
        widget.setFocus()
        for number in range(5):
            desk.scan(f"7001{number}23")
    assert len(desk.scans) == 15
    assert desk.note.toPlainText() == "a note"
    assert desk.spin.value() == 0
    assert desk.clicks == []


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab])
def test_every_usual_terminator_ends_a_scan_and_goes_no_further(desk: Desk, key: Qt.Key) -> None:
    desk.line.setFocus()
    pressed: list[bool] = []
    desk.line.returnPressed.connect(lambda: pressed.append(True))
    desk.type("abc-12", gap_ms=4)
    desk.enter(after_ms=4, key=key)
    assert desk.scans == ["abc-12"]
    assert desk.line.hasFocus()
    assert pressed == []


def test_two_terminators_are_one_but_the_enter_of_a_person_counts(desk: Desk) -> None:
    desk.line.setFocus()
    pressed: list[bool] = []
    desk.line.returnPressed.connect(lambda: pressed.append(True))
    desk.scan()
    desk.enter(after_ms=3)
    assert pressed == []
    desk.enter(after_ms=450)
    assert pressed == [True]


def test_the_same_code_counts_once_within_300_ms(desk: Desk) -> None:
    desk.line.setFocus()
    for pause_ms in (500, 150, 600):
        desk.time_s += pause_ms / 1000
        desk.type(CODE, gap_ms=3)
        desk.enter(after_ms=3)
    assert desk.scans == [CODE, CODE]
    assert desk.line.text() == "before"


@pytest.mark.parametrize("after", [1, 2, 4, 7, 12])
def test_a_hiccup_inside_a_scan_makes_no_second_code_of_its_tail(desk: Desk, after: int) -> None:
    desk.line.setFocus()
    desk.time_s += 1
    desk.type(CODE[:after], gap_ms=3)
    desk.time_s += 0.15
    desk.type(CODE[after:], gap_ms=3)
    desk.enter(after_ms=3)
    if after > 1:
        assert desk.scans == [CODE]
        assert desk.line.text() == "before"
    else:  # a single key may as well be a person's; but then it is still there to be seen
        assert desk.line.text() == "before" + CODE[0]


def test_a_hiccup_before_the_enter_of_a_scan_presses_nothing(desk: Desk) -> None:
    desk.button.setFocus()
    desk.time_s += 1
    desk.type(CODE, gap_ms=3)
    desk.enter(after_ms=300)
    assert desk.scans == [CODE]
    assert desk.clicks == []


def test_two_rolled_keys_and_a_pause_are_still_a_person(desk: Desk) -> None:
    desk.line.setFocus()
    desk.line.clear()
    for pair in ("th", "er", "ap", "is"):
        desk.time_s += 0.15
        desk.type(pair, gap_ms=25)
    desk.enter(after_ms=120)
    assert desk.scans == []
    assert desk.line.text() == "therapis"


def test_a_busy_program_still_tells_a_scan_by_when_the_keys_were_pressed() -> None:
    first = KeyMoment(pressed_s=5.000, seen_s=1_000.0)
    late = KeyMoment(pressed_s=5.003, seen_s=1_000.4)
    untold = KeyMoment(pressed_s=0, seen_s=1_000.4)
    assert round(late.since(first), 6) == 0.003
    assert round(untold.since(first), 6) == 0.4


@pytest.mark.parametrize(("guard_ms", "counted"), [(300, 2), (1_000, 1), (0, 3)])
def test_spd3_a_code_the_reader_repeats_is_one_piece(
    desk: Desk, guard_ms: int, counted: int
) -> None:
    desk.scanner.configure(ScannerSettings(same_again_ms=guard_ms))
    desk.line.setFocus()
    for pause_ms in (1_000, 80, 600):
        desk.time_s += pause_ms / 1000
        desk.type(CODE, gap_ms=3)
        desk.enter(after_ms=3)
    assert len(desk.scans) == counted
    assert desk.line.text() == "before"


def test_spd4_thirty_codes_40_ms_apart_all_arrive_in_order(desk: Desk) -> None:
    desk.line.setFocus()
    codes = [f"70{number:04}81" for number in range(30)]
    for code in codes:
        desk.time_s += 0.04
        desk.type(code, gap_ms=2)
        desk.enter(after_ms=2)
    assert desk.scans == codes
    assert desk.line.text() == "before"


@pytest.mark.parametrize("text", ["123", "7777777"])
def test_what_is_too_short_or_one_repeated_sign_is_typing(desk: Desk, text: str) -> None:
    desk.line.setFocus()
    desk.line.clear()
    desk.scan(text)
    assert desk.scans == []
    assert desk.line.text() == text


def test_shift_keys_inside_a_code_do_not_break_it(desk: Desk) -> None:
    desk.line.setFocus()
    shift = Mark(Qt.KeyboardModifier.ShiftModifier)
    for sign in "SKU":
        desk.press(Qt.Key.Key_Shift, after_ms=1, mark=shift)
        desk.press(ord(sign), sign, after_ms=1, mark=shift)
    desk.type("-42", gap_ms=2)
    desk.enter(after_ms=2)
    assert desk.scans == ["SKU-42"]


def test_a_pause_in_front_of_enter_makes_it_typing(desk: Desk) -> None:
    desk.line.setFocus()
    desk.line.clear()
    desk.type(CODE, gap_ms=3)
    desk.enter(after_ms=500)
    assert desk.scans == []
    assert desk.line.text() == CODE


def test_an_open_dialog_keeps_its_field_and_stays_open(desk: Desk, qtbot: QtBot) -> None:
    dialog = QDialog(desk.window)
    field, button = QLineEdit("typed"), QPushButton("delete all")
    layout = QVBoxLayout(dialog)
    layout.addWidget(field)
    layout.addWidget(button)
    button.clicked.connect(desk.clicks.append)
    dialog.open()
    desk.show(qtbot, dialog)
    field.setFocus()
    desk.scan()
    assert desk.scans == [CODE]
    assert field.text() == "typed"
    assert dialog.isVisible()
    assert desk.clicks == []
    dialog.close()


def test_the_number_pad_without_numlock_gives_digits(desk: Desk) -> None:
    desk.line.setFocus()
    pad = Mark(Qt.KeyboardModifier.KeypadModifier)
    for key in (Qt.Key.Key_End, Qt.Key.Key_Insert, Qt.Key.Key_Home, Qt.Key.Key_Clear):
        desk.press(key, after_ms=3, mark=pad)
    desk.enter(after_ms=3)
    assert desk.scans == ["1075"]


def test_the_prefix_of_a_reader_is_taken_off(desk: Desk) -> None:
    desk.line.setFocus()
    desk.scanner.configure(ScannerSettings(prefix="]E0"))
    desk.scan("]E0899123")
    assert desk.scans == ["899123"]


def test_prefix_and_suffix_are_taken_off(desk: Desk) -> None:
    desk.line.setFocus()
    desk.scanner.configure(ScannerSettings(prefix="]E0", suffix="#"))
    desk.scan("]E0899123#")
    assert desk.scans == ["899123"]


def test_a_burst_without_enter_is_announced(desk: Desk, qtbot: QtBot) -> None:
    desk.line.setFocus()
    with qtbot.waitSignal(desk.scanner.unfinished) as stopped:
        desk.type(CODE, gap_ms=3)
    assert stopped.args == [CODE]
    assert desk.scans == []


def test_a_scan_leaves_an_amount_alone(desk: Desk) -> None:
    field = MoneyField()
    field.set_value(12_500)
    layout = desk.window.layout()
    assert layout is not None
    layout.addWidget(field)
    field.setFocus()
    desk.scan()
    assert desk.scans == [CODE]
    assert field.field.text() == "12.500"
    assert field.commit() == 12_500


def test_the_enter_of_a_scan_triggers_no_shortcut(desk: Desk) -> None:
    paid: list[bool] = []
    pay = QShortcut(Qt.Key.Key_Return, desk.window)
    pay.activated.connect(lambda: paid.append(True))
    desk.line.setFocus()
    handle = desk.window.windowHandle()
    for key in (Qt.Key.Key_1, Qt.Key.Key_2, Qt.Key.Key_3, Qt.Key.Key_4, Qt.Key.Key_Return):
        QTest.keyClick(handle, key)
    assert desk.scans == ["1234"]
    assert paid == []
    desk.time_s += 1
    QTest.keyClick(handle, Qt.Key.Key_Return)
    assert paid == [True]


def test_keys_sent_by_the_window_system_are_seen_once(desk: Desk) -> None:
    desk.line.setFocus()
    handle = desk.window.windowHandle()
    for key in (Qt.Key.Key_1, Qt.Key.Key_2, Qt.Key.Key_3, Qt.Key.Key_4, Qt.Key.Key_Return):
        QTest.keyClick(handle, key)
    assert desk.scans == ["1234"]
    assert desk.line.text() == "before"


# --- learning a scanner ------------------------------------------------------------------------


def samples(*texts: str, gap_ms: float = 5, end: int = Qt.Key.Key_Return) -> list[ScanSample]:
    return [ScanSample(text, gap_ms, end) for text in texts]


@pytest.mark.parametrize(
    ("seen", "learned"),
    [
        (samples("8991", "8992", "8993"), LearnedScanner(40, 4)),
        (samples("123", "8992", "8993"), LearnedScanner(40, 3)),
        (samples("]E0899123#") * 3, LearnedScanner(40, 4, "]E0", "#")),
        (samples("~8991", "~8992", "8993"), LearnedScanner(40, 4)),
        (samples("8991234567890", gap_ms=47) * 3, LearnedScanner(100, 8)),
        (samples("8991234567890", gap_ms=101) * 3, LearnedScanner(150, 8)),
        (samples("8991", gap_ms=3, end=0) * 3, LearnedScanner(40, 4, sends_end=False)),
        (samples("ketikan", gap_ms=180) * 3, LearnedScanner(150, 7, is_too_slow=True)),
    ],
)
def test_three_scans_tell_gap_length_and_what_stands_around_a_code(
    seen: list[ScanSample], learned: LearnedScanner
) -> None:
    assert learn(seen) == learned


def test_a_field_that_learns_sees_slow_scans_and_those_without_enter(
    desk: Desk, qtbot: QtBot
) -> None:
    field = LearningField(now=lambda: desk.time_s, silence_ms=20)
    layout = desk.window.layout()
    assert layout is not None
    layout.addWidget(field)
    field.show()
    field.setFocus()
    seen: list[ScanSample] = []
    field.scanned.connect(seen.append)
    desk.type(CODE, gap_ms=90)
    desk.enter(after_ms=90, key=Qt.Key.Key_Tab)
    desk.type(CODE, gap_ms=3)
    with qtbot.waitSignal(field.scanned):
        pass
    assert [(one.text, round(one.mean_gap_ms), one.ends_with) for one in seen] == [
        (CODE, 90, Qt.Key.Key_Tab),
        (CODE, 3, 0),
    ]
    assert field.hasFocus()
    assert (field.text(), desk.scans) == ("", [])
