"""Cash in and out, the close page, the QRIS list and shifts: with real keys and taps."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from pos_app.domain.drawer import CashCount, Movement
from pos_app.domain.people import Right
from tests.ui.day_kit import SMALLEST, OpenedDay, an_opened_day, shown_words
from tests.ui.kit import press, settle, tap, type_text
from ui.buttons import Button


@pytest.fixture
def day(qtbot: QtBot, tmp_path: Path) -> Iterator[OpenedDay]:
    with an_opened_day(tmp_path / "till") as day:
        yield day


def button_called(day: OpenedDay, words: str) -> Button:
    settle()
    page = day.page()
    assert page is not None
    found = [b for b in page.findChildren(Button) if b.words() == words and b.isVisible()]
    assert len(found) == 1, [b.words() for b in page.findChildren(Button)]
    return found[0]


# --- opening -----------------------------------------------------------------------------------


def test_the_day_opens_as_it_was_left_with_one_tap(day: OpenedDay) -> None:
    day.booth.cash.set_float(100_000)
    day.booth.days.close_day(CashCount(((20_000, 3),)))
    day.clock.pass_by(days=1)
    day.presenter.refresh()
    tap(day.screen.open_page.left_button)
    assert day.booth.days.state().float_amount == 60_000


def test_the_float_is_counted_by_denomination_with_the_keyboard(day: OpenedDay) -> None:
    tap(day.screen.open_page.count_button)
    day.enter("1", "2")
    tap(day.screen.count_page.done)
    assert day.booth.days.state().float_amount == 200_000
    assert day.page() is day.screen.running_page
    tap(day.screen.running_page.drawer.count_button)  # the count at the end is another one
    assert day.screen.count_page.form.count().amount == 0


# --- cash in and out ---------------------------------------------------------------------------


def test_day7_the_keyboard_pays_out_for_electricity_in_three_steps(day: OpenedDay) -> None:
    day.booth.cash.set_float(200_000)
    day.presenter.refresh()
    day.screen.running_page.drawer.move_button.setFocus()
    press(day.screen, Qt.Key.Key_Return)  # cash in and out
    day.enter("35500")  # how much; then the reasons are in hand
    press(day.screen, Qt.Key.Key_Right)
    press(day.screen, Qt.Key.Key_Return)  # listrik
    press(day.screen, Qt.Key.Key_Return)  # pay out
    (moved,) = day.booth.days.x_report().movements
    assert (moved.entry.kind, moved.entry.amount, moved.entry.why) == ("out", -35_500, "listrik")
    assert day.page() is day.screen.running_page
    assert "Paid out: listrik −Rp35.500" in shown_words(day.screen.running_page.sheet)


def test_words_of_ones_own_are_enough_and_are_shown_at_the_till(day: OpenedDay) -> None:
    day.booth.cash.set_float(200_000)
    day.presenter.refresh()
    tap(day.screen.running_page.drawer.move_button)
    tap(day.screen.move_page.kinds["in"])
    type_text(day.screen, "50000")
    day.screen.move_page.words.setFocus()
    day.enter("pinjam bu ani")
    (moved,) = day.booth.days.x_report().movements
    assert (moved.entry.why, moved.words) == ("lainnya", "pinjam bu ani")
    assert "pinjam bu ani" in shown_words(day.screen.running_page.sheet)


def test_no_reason_is_asked_for_beside_the_chips(day: OpenedDay) -> None:
    day.booth.cash.set_float(200_000)
    day.presenter.refresh()
    tap(day.screen.running_page.drawer.move_button)
    type_text(day.screen, "1000")
    tap(day.screen.move_page.do_button)
    assert day.screen.move_page.refusal.text() == "Choose a reason or type one."
    assert day.booth.days.x_report().movements == ()


def test_more_than_should_be_there_is_a_question_with_a_button(day: OpenedDay) -> None:
    day.booth.cash.set_float(10_000)
    day.presenter.refresh()
    tap(day.screen.running_page.drawer.move_button)
    page = day.screen.move_page
    type_text(day.screen, "25000")
    tap(page.reasons.buttons["belanja"])
    tap(page.do_button)
    assert page.anyway.hasFocus()
    assert day.booth.cash.expected() == 10_000
    tap(page.anyway)
    assert day.booth.cash.expected() == -15_000
    assert day.page() is day.screen.running_page


def test_a_second_person_allows_the_drawer_to_be_opened(day: OpenedDay) -> None:
    booth = day.booth
    booth.people.set_pin("k1", "1111")
    booth.people.add("Budi", "2222", rights=frozenset[Right]())
    booth.signing_in.sign_in("k2", "2222")
    booth.cash.set_float(10_000)
    day.presenter.refresh()
    tap(day.screen.running_page.drawer.move_button)
    page = day.screen.move_page
    tap(page.kinds["open"])
    tap(page.reasons.buttons["tukar-uang"])
    tap(page.do_button)
    dialog = day.screen.second_person
    assert dialog is not None
    settle()
    type_text(dialog, "9999")
    press(dialog, Qt.Key.Key_Return)
    assert "wrong" in dialog.refusal.text()
    type_text(dialog, "1111")
    press(dialog, Qt.Key.Key_Return)
    (moved,) = booth.days.x_report().movements
    assert (moved.entry.stamp.op, moved.entry.stamp.by) == ("k2", "k1")


# --- the end of the day ------------------------------------------------------------------------


def test_day5_each_parked_cart_gets_its_own_answer_on_the_close_page(day: OpenedDay) -> None:
    day.sell("KOP-007")
    for code in ("KOP-007", "KOP-001"):
        day.booth.selling.scan(code)
        day.booth.selling.park()
    day.presenter.refresh()
    tap(day.screen.running_page.drawer.close_button)
    things = day.screen.close_page.things
    assert [one.words() for one in things.buttons] == ["Carry over", "Abandon"] * 2
    press(day.screen, Qt.Key.Key_Return)  # the focus is on the first: carry over
    assert [one.words() for one in things.buttons] == ["Abandon", "Carry over", "Abandon"]
    tap(things.buttons[2])
    assert [parked.cart.total for parked in day.booth.selling.parked] == [15_000]
    day.say_yes()
    assert day.newest().report.audit_count("cart-carried") == 1
    assert day.newest().report.audit_count("cart-abandoned") == 1


def test_change_owed_is_paid_out_from_the_close_page(day: OpenedDay) -> None:
    booth = day.booth
    booth.selling.scan("KOP-007")
    booth.paying.tender("cash", 20_000)
    booth.paying.owe(500)
    booth.paying.finish()
    day.presenter.refresh()
    tap(day.screen.running_page.drawer.close_button)
    tap(button_called(day, "Pay it out"))
    assert booth.owing.owed() == ()
    settle()
    assert "nothing is open" in shown_words(day.screen.close_page.things)


def test_qris_sales_are_ticked_with_enter_and_delete(day: OpenedDay) -> None:
    for _ in range(3):
        day.sell("KOP-007", kind="qris")
    day.presenter.refresh()
    tap(day.screen.running_page.drawer.close_button)
    tap(day.screen.close_page.tick_button)
    press(day.screen, Qt.Key.Key_Return)
    press(day.screen, Qt.Key.Key_Delete)
    assert [row.found for row in day.booth.days.qris_sales()] == [True, False, None]
    assert day.screen.tick_page.table.currentIndex().row() == 2
    tap(button_called(day, "Back"))
    assert day.page() is day.screen.close_page
    assert "1 match, 1 do not, 1 still to look at" in shown_words(day.screen.close_page)


def test_a_closed_day_is_ticked_later(day: OpenedDay) -> None:
    day.sell("KOP-007", kind="qris")
    day.presenter.refresh()
    day.close()
    tap(day.screen.closed_page.tick_button)
    press(day.screen, Qt.Key.Key_Return)
    assert [row.found for row in day.booth.days.qris_sales(1)] == [True]


def test_the_keyboard_alone_counts_and_closes(day: OpenedDay) -> None:
    day.booth.cash.set_float(100_000)
    day.presenter.refresh()
    day.screen.running_page.drawer.close_button.setFocus()
    press(day.screen, Qt.Key.Key_Return)
    press(day.screen, Qt.Key.Key_Return)  # count the cash
    day.enter("1")
    for _ in range(10):
        press(day.screen, Qt.Key.Key_Return)
    press(day.screen, Qt.Key.Key_Return)  # through the last row: done counting
    press(day.screen, Qt.Key.Key_Return)  # go on
    press(day.screen, Qt.Key.Key_Return)  # close the day: one question
    dialog = day.screen.dialog
    assert dialog is not None
    settle()
    press(dialog, Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is dialog.close_button
    press(dialog, Qt.Key.Key_Return)
    settle()
    assert day.newest().report.sums.drawer.over_short == 0


def test_a_small_difference_asks_for_no_reason(day: OpenedDay) -> None:
    rules = day.booth.arranging
    rules.change(replace(rules.own, reason_from=5_000))
    day.booth.cash.set_float(100_000)
    day.presenter.refresh()
    tap(day.screen.running_page.drawer.count_button)
    day.enter("", "1", "2", "", "1", "2")  # 99.000
    tap(day.screen.count_page.done)
    assert not day.screen.count_page.answer.reasons["lainnya"].isVisible()


# --- reading -----------------------------------------------------------------------------------


def test_a_booth_that_does_not_hide_it_sees_the_expected_cash_at_once(day: OpenedDay) -> None:
    rules = day.booth.arranging
    rules.change(replace(rules.own, hide_expected=False))
    day.booth.cash.set_float(100_000)
    day.sell("KOP-007")
    day.presenter.refresh()
    assert "Expected Rp115.000" in shown_words(day.screen.running_page.sheet)


def test_shifts_are_shown_and_printed_for_each_person(day: OpenedDay) -> None:
    booth = day.booth
    booth.people.set_pin("k1", "1111")
    booth.people.add("Budi", "2222")
    booth.signing_in.sign_in("k2", "2222")
    day.sell("KOP-007")
    day.presenter.refresh()
    day.screen.running_page.shifts_wanted.emit()
    assert set(day.screen.shift_page.print_buttons) == {"k1", "k2"}
    tap(day.screen.shift_page.print_buttons["k2"])
    assert "shift" in [paper.kind for paper in booth.printing.waiting()]


def test_the_reading_so_far_is_printed_on_wish(day: OpenedDay, qtbot: QtBot) -> None:
    day.sell("KOP-007")
    day.presenter.refresh()
    with qtbot.waitSignal(day.presenter.paper_waits):
        day.screen.running_page.print_wanted.emit()
    assert [paper.kind for paper in day.booth.printing.waiting()][-1] == "x"


@pytest.mark.parametrize("page", ["move_page", "close_page", "tick_page", "shift_page"])
def test_every_errand_fits_the_smallest_window(day: OpenedDay, page: str) -> None:
    hint = getattr(day.screen, page).minimumSizeHint()
    assert (hint.width() <= SMALLEST[0] - 40, hint.height() <= SMALLEST[1] - 32) == (True, True)


def test_a_movement_made_elsewhere_is_in_the_report(day: OpenedDay) -> None:
    day.booth.cash.move(Movement(kind="drop", amount=10_000, why="setor-bank"), is_sure=True)
    day.presenter.refresh()
    assert "Dropped to the safe: setor bank −Rp10.000" in shown_words(day.screen.running_page.sheet)


def test_all_closed_days_become_one_report(day: OpenedDay, qtbot: QtBot) -> None:
    for _ in range(2):
        day.sell("KOP-007")
        day.presenter.close_day()
    day.presenter.leave_closed()
    tap(day.screen.open_page.list_button)
    with qtbot.waitSignal(day.presenter.range_written):
        tap(day.screen.list_page.range_button)
    assert day.screen.list_page.place.name.text().startswith("Z001-Z002_")
    tap(day.screen.list_page.place.button)
    assert day.folders == [day.booth.days.folder]
