"""The money field: typed amounts are understood or asked, never guessed and never lost."""

from typing import Any

import pytest
from PySide6.QtCore import QLocale, QPoint, QPointF, Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from ui.buttons import Button
from ui.keypad import Keypad
from ui.money_field import MoneyField, type_in_thousands


@pytest.fixture
def field(qtbot: QtBot) -> MoneyField:
    field = MoneyField()
    qtbot.addWidget(field)
    field.show()
    return field


def type_text(field: MoneyField, text: str) -> None:
    QTest.keyClicks(field.field, text)


def paste(field: MoneyField, text: str) -> None:
    QGuiApplication.clipboard().setText(text)
    field.field.selectAll()
    field.field.paste()


@pytest.mark.parametrize(
    ("typed", "shown", "value"),
    [
        ("12500", "12.500", 12_500),
        ("3000000000", "3.000.000.000", 3_000_000_000),
        ("15rb", "15.000", 15_000),
        ("1,5jt", "1.500.000", 1_500_000),
        ("Rp 25.000,-", "25.000", 25_000),
        ("1.250.000", "1.250.000", 1_250_000),
        ("0", "0", 0),
    ],
)
def test_an_amount_is_understood_as_people_write_it(
    field: MoneyField, typed: str, shown: str, value: int
) -> None:
    type_text(field, typed)
    assert field.commit() == value
    assert field.value() == value
    assert field.field.text() == shown
    assert field.is_settled()


@pytest.mark.parametrize("locale", ["id_ID", "en_US", "de_DE"])
@pytest.mark.parametrize("pasted", ["12.500", "12,500", "Rp 12.500", "12500"])
def test_ux11_pasted_amounts_mean_the_same_in_every_locale(
    field: MoneyField, pasted: str, locale: str
) -> None:
    before = QLocale()
    QLocale.setDefault(QLocale(locale))
    try:
        paste(field, pasted)
        assert field.commit() == 12_500
    finally:
        QLocale.setDefault(before)


@pytest.mark.parametrize(
    ("typed", "choices"),
    [("25", ["Rp25", "Rp25.000"]), ("25.5", ["Rp25.500"]), ("1.250rb", None), ("62,5", None)],
)
def test_a_doubtful_amount_is_asked_below_the_field(
    field: MoneyField, typed: str, choices: list[str] | None
) -> None:
    type_text(field, typed)
    assert field.commit() is None
    assert not field.is_settled()
    assert field.remark.isVisible()
    assert field.field.text() == typed
    if choices is not None:
        assert [button.words() for button in field.choices()] == choices


def test_choosing_an_answer_settles_the_amount(field: MoneyField, qtbot: QtBot) -> None:
    type_text(field, "25")
    field.commit()
    with qtbot.waitSignal(field.changed) as changed:
        QTest.mouseClick(field.choices()[1], Qt.MouseButton.LeftButton)
    assert changed.args == [25_000]
    assert field.field.text() == "25.000"
    assert field.choices() == ()
    assert field.commit() == 25_000


def test_an_answer_can_be_clicked_while_the_field_has_the_focus(qtbot: QtBot) -> None:
    field = MoneyField()
    qtbot.addWidget(field)
    with qtbot.waitExposed(field):
        field.show()
    field.activateWindow()
    qtbot.waitUntil(field.isActiveWindow)
    field.setFocus()
    type_text(field, "25")
    QTest.keyClick(field.field, Qt.Key.Key_Return)
    answer = field.choices()[1]
    answer.setFocus()  # as Tab would; the field is left and asks the same question
    assert field.choices()[1] is answer
    QTest.keyClick(answer, Qt.Key.Key_Space)
    assert field.value() == 25_000
    assert field.field.hasFocus()


def test_the_small_answer_is_not_asked_again(field: MoneyField, qtbot: QtBot) -> None:
    type_text(field, "25")
    field.commit()
    QTest.mouseClick(field.choices()[0], Qt.MouseButton.LeftButton)
    assert field.commit() == 25
    assert field.is_settled()


def test_a_typed_dot_never_becomes_another_amount(field: MoneyField) -> None:
    type_text(field, "25.5000")
    assert field.field.text() == "25.5000"
    assert field.commit() is None
    assert field.remark.text()


@pytest.mark.parametrize(
    "typed", ["-25000", "1e3", "25.OOO", "\uff12\uff15\uff10\uff10\uff10", "025000", "12,5.0"]
)
def test_what_is_no_amount_stays_in_the_field_with_a_reason(field: MoneyField, typed: str) -> None:
    paste(field, typed)
    assert field.commit() is None
    assert not field.is_settled()
    assert field.field.text() == typed
    assert field.remark.text()


def test_dots_appear_while_typing_and_the_cursor_keeps_its_place(field: MoneyField) -> None:
    type_text(field, "1234")
    assert field.field.text() == "1.234"
    field.field.setCursorPosition(3)
    type_text(field, "9")
    assert field.field.text() == "12.934"
    assert field.field.cursorPosition() == 4
    QTest.keyClick(field.field, Qt.Key.Key_Backspace)
    assert (field.field.text(), field.field.cursorPosition()) == ("1.234", 3)


def test_rubbing_out_steps_over_a_dot(field: MoneyField) -> None:
    type_text(field, "12500")
    field.field.setCursorPosition(3)
    QTest.keyClick(field.field, Qt.Key.Key_Backspace)
    assert field.field.text() == "1.500"
    field.field.setCursorPosition(1)
    QTest.keyClick(field.field, Qt.Key.Key_Delete)
    assert field.field.text() == "100"


def test_the_amount_is_committed_on_enter_and_on_leaving(qtbot: QtBot) -> None:
    page = QWidget()
    field, other = MoneyField(), MoneyField()
    layout = QVBoxLayout(page)
    layout.addWidget(field)
    layout.addWidget(other)
    qtbot.addWidget(page)
    with qtbot.waitExposed(page):
        page.show()
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow)
    field.setFocus()
    type_text(field, "15rb")
    with qtbot.waitSignal(field.accepted) as accepted:
        QTest.keyClick(field.field, Qt.Key.Key_Return)
    assert accepted.args == [15_000]
    type_text(field, "0")
    other.setFocus()
    assert field.value() == 150_000


def test_a_button_commits_what_is_still_being_edited(field: MoneyField, qtbot: QtBot) -> None:
    saved: list[int | None] = []
    button = Button("Save")
    qtbot.addWidget(button)
    button.clicked.connect(lambda: saved.append(field.commit()))
    type_text(field, "12500")
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert saved == [12_500]


def test_ux12_the_wheel_never_changes_the_amount(field: MoneyField, qapp: QApplication) -> None:
    field.set_value(12_500)
    field.setFocus()
    wheel = QWheelEvent(
        QPointF(5, 5),
        QPointF(5, 5),
        QPoint(0, 120),
        QPoint(0, 120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,  # noqa: FBT003  not inverted; Qt takes it by position only
    )
    qapp.sendEvent(field.field, wheel)
    assert field.field.text() == "12.500"
    assert field.commit() == 12_500


def test_large_amounts_are_echoed_in_words(field: MoneyField) -> None:
    type_text(field, "1250000")
    assert "rupiah" in field.remark.text()
    field.clear()
    type_text(field, "1000000")
    assert not field.remark.isVisible()


def test_the_change_can_follow_every_digit(field: MoneyField) -> None:
    seen: list[Any] = []
    field.edited.connect(seen.append)
    type_text(field, "5000")
    assert seen[-1] == 5_000
    assert field.value() is None
    type_text(field, "x")
    assert seen[-1] is None


def test_the_number_pad_fills_the_field(field: MoneyField, qtbot: QtBot) -> None:
    pad = Keypad()
    qtbot.addWidget(pad)
    pad.typed.connect(field.take_digits)
    pad.erased.connect(field.erase)
    keys = {key.words(): key for key in pad.findChildren(Button)}
    for key in ("5", "0", "000"):
        QTest.mouseClick(keys[key], Qt.MouseButton.LeftButton)
    assert field.field.text() == "50.000"
    QTest.mouseClick(keys[""], Qt.MouseButton.LeftButton)
    assert field.commit() == 5_000


def test_the_number_pad_of_the_keyboard_works_without_numlock(
    field: MoneyField, qapp: QApplication
) -> None:
    pad = Qt.KeyboardModifier.KeypadModifier
    pressed = [Qt.Key.Key_End, Qt.Key.Key_Insert, Qt.Key.Key_Insert, Qt.Key.Key_Insert]
    for key in pressed:
        qapp.sendEvent(field.field, QKeyEvent(QKeyEvent.Type.KeyPress, key, pad, ""))
    assert field.commit() == 1_000


def test_an_emptied_field_has_no_amount(field: MoneyField) -> None:
    field.set_value(12_500)
    field.field.selectAll()
    QTest.keyClick(field.field, Qt.Key.Key_Delete)
    assert field.commit() is None
    assert field.is_settled()


def test_small_sums_are_not_asked_where_they_are_normal(qtbot: QtBot) -> None:
    field = MoneyField(kind="exact")
    qtbot.addWidget(field)
    type_text(field, "500")
    assert field.commit() == 500


def test_typing_in_thousands_reads_25_as_25_000(field: MoneyField) -> None:
    type_in_thousands(is_on=True)
    try:
        type_text(field, "25")
        assert field.commit() == 25_000
        assert field.commit() == 25_000
    finally:
        type_in_thousands(is_on=False)
