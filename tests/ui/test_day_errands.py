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
from pos_app.domain.tender import Sighting
from pos_app.papers.day_report import z_paper
from pos_app.papers.paper import text_lines
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
    tap(day.screen.pages.opening.left_button)
    assert day.booth.days.state().float_amount == 60_000


def test_the_float_is_counted_by_denomination_with_the_keyboard(day: OpenedDay) -> None:
    tap(day.screen.pages.opening.count_button)
    day.enter("1", "2")
    tap(day.screen.pages.counting.done)
    assert day.booth.days.state().float_amount == 200_000
    assert day.page() is day.screen.pages.running
    tap(day.screen.pages.running.drawer.count_button)  # the count at the end is another one
    assert day.screen.pages.counting.form.count().amount == 0


# --- cash in and out ---------------------------------------------------------------------------


def test_day7_the_keyboard_pays_out_for_electricity_in_three_steps(day: OpenedDay) -> None:
    day.booth.cash.set_float(200_000)
    day.presenter.refresh()
    day.screen.pages.running.drawer.move_button.setFocus()
    press(day.screen, Qt.Key.Key_Return)  # cash in and out
    day.enter("35500")  # how much; then the reasons are in hand
    press(day.screen, Qt.Key.Key_Right)
    press(day.screen, Qt.Key.Key_Return)  # listrik
    press(day.screen, Qt.Key.Key_Return)  # pay out
    (moved,) = day.booth.days.x_report().movements
    assert (moved.entry.kind, moved.entry.amount, moved.entry.why) == ("out", -35_500, "listrik")
    assert day.page() is day.screen.pages.running
    assert "Paid out: electricity −Rp35.500" in shown_words(day.screen.pages.running.sheet)


def test_words_of_ones_own_are_enough_and_are_shown_at_the_till(day: OpenedDay) -> None:
    day.booth.cash.set_float(200_000)
    day.presenter.refresh()
    tap(day.screen.pages.running.drawer.move_button)
    tap(day.screen.pages.moving.kinds["in"])
    type_text(day.screen, "50000")
    day.screen.pages.moving.words.setFocus()
    day.enter("pinjam bu ani")
    (moved,) = day.booth.days.x_report().movements
    assert (moved.entry.why, moved.words) == ("lainnya", "pinjam bu ani")
    assert "pinjam bu ani" in shown_words(day.screen.pages.running.sheet)


def test_no_reason_is_asked_for_beside_the_chips(day: OpenedDay) -> None:
    day.booth.cash.set_float(200_000)
    day.presenter.refresh()
    tap(day.screen.pages.running.drawer.move_button)
    type_text(day.screen, "1000")
    tap(day.screen.pages.moving.do_button)
    assert day.screen.pages.moving.refusal.text() == "Choose a reason or type one."
    assert day.booth.days.x_report().movements == ()


def test_more_than_should_be_there_is_a_question_with_a_button(day: OpenedDay) -> None:
    day.booth.cash.set_float(10_000)
    day.presenter.refresh()
    tap(day.screen.pages.running.drawer.move_button)
    page = day.screen.pages.moving
    type_text(day.screen, "25000")
    tap(page.reasons.buttons["belanja"])
    tap(page.do_button)
    assert page.anyway.hasFocus()
    assert day.booth.cash.expected() == 10_000
    tap(page.anyway)
    assert day.booth.cash.expected() == -15_000
    assert day.page() is day.screen.pages.running


def test_a_second_person_allows_the_drawer_to_be_opened(day: OpenedDay) -> None:
    booth = day.booth
    booth.people.set_pin("k1", "1111")
    booth.people.add("Budi", "2222", rights=frozenset[Right]())
    booth.signing_in.sign_in("k2", "2222")
    booth.cash.set_float(10_000)
    day.presenter.refresh()
    tap(day.screen.pages.running.drawer.move_button)
    page = day.screen.pages.moving
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


def test_d14_the_z_says_who_opened_the_drawer_and_why_and_how_often(day: OpenedDay) -> None:
    booth = day.booth
    booth.people.set_pin("k1", "1111")
    booth.people.add("Budi", "2222", rights=frozenset[Right]())
    booth.cash.set_float(10_000)
    booth.cash.move(Movement(kind="open", why="cek-laci"))
    booth.signing_in.sign_in("k2", "2222")
    booth.cash.move(Movement(kind="open", why="tukar-uang"), by="k1")
    closed = booth.days.close_day()
    lines = text_lines(z_paper(closed.report, heading=day.presenter.view().heading, columns=48))
    at = lines.index("Drawer opened: looking into it" + " " * 17 + "-")
    assert lines[at + 1].strip() == "Rahma 10:00"
    assert lines[at + 2].startswith("Drawer opened: changing money")
    assert lines[at + 3].strip() == "Budi 10:00, allowed by Rahma"
    assert "Drawer opened without a sale" + " " * 19 + "2" in lines
    text = booth.days.day_file_job(closed).write().read_text("utf-8")
    assert '"why":"cek-laci"' in text
    assert '"why":"tukar-uang"' in text


# --- the end of the day ------------------------------------------------------------------------


def test_day5_each_parked_cart_gets_its_own_answer_on_the_close_page(day: OpenedDay) -> None:
    day.sell("KOP-007")
    for code in ("KOP-007", "KOP-001"):
        day.booth.selling.scan(code)
        day.booth.selling.park()
    day.presenter.refresh()
    tap(day.screen.pages.running.drawer.close_button)
    things = day.screen.pages.closing.things
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
    tap(day.screen.pages.running.drawer.close_button)
    things = day.screen.pages.closing.things
    for no in ("tap", "Esc"):
        tap(button_called(day, "Pay it out"))
        tap(things.not_yet) if no == "tap" else press(day.screen, Qt.Key.Key_Escape)
        assert len(booth.owing.owed()) == 1
        assert day.page() is day.screen.pages.closing
    tap(button_called(day, "Pay it out"))
    press(day.screen, Qt.Key.Key_Return)
    assert booth.owing.owed() == ()
    assert day.screen.pages.closing.count_button.hasFocus()
    settle()
    assert "nothing is open" in shown_words(day.screen.pages.closing.things)


def test_m8_change_nobody_came_for_is_given_up_with_a_reason_from_the_close_page(
    day: OpenedDay,
) -> None:
    booth = day.booth
    booth.selling.scan("KOP-007")
    booth.paying.tender("cash", 20_000)
    booth.paying.owe(500)
    booth.paying.finish()
    day.presenter.refresh()
    tap(day.screen.pages.running.drawer.close_button)
    things = day.screen.pages.closing.things
    assert [one.words() for one in things.buttons] == ["Pay it out"]  # not before a night passed
    day.clock.pass_by(days=1)
    day.presenter.refresh()
    tap(button_called(day, "Give it up"))
    press(day.screen, Qt.Key.Key_Return)  # the first reason is in hand
    assert booth.owing.owed() == ()
    (kept,) = booth.days.x_report().movements
    assert (kept.entry.kind, kept.entry.amount, kept.entry.why) == ("kept", -500, "tidak-diambil")
    assert booth.cash.expected() == 15_500
    day.say_yes()
    report = z_paper(day.newest().report, heading=day.presenter.view().heading, columns=48)
    assert "Change owed, given up: nobody came for it" in "\n".join(text_lines(report))


def test_d3_the_reading_on_paper_counts_parked_carts_as_the_screen_does(day: OpenedDay) -> None:
    day.sell("KOP-007")
    day.booth.selling.scan("KOP-001")
    day.booth.selling.park()
    day.presenter.refresh()
    assert "Parked carts | 1" in shown_words(day.screen.pages.running.sheet)
    day.screen.pages.running.print_wanted.emit()
    day.booth.selling.abandon_parked(day.booth.selling.parked[0].cart.sale_id)
    last = day.booth.days.period[-1]
    paper = day.booth.papers.reading("x", last, 48)  # laid out again, as for another printer
    assert "Parked carts" + " " * 35 + "1" in text_lines(paper)


def test_qris_sales_are_ticked_with_enter_and_delete(day: OpenedDay) -> None:
    for _ in range(3):
        day.sell("KOP-007", kind="qris")
    day.presenter.refresh()
    tap(day.screen.pages.running.drawer.close_button)
    tap(day.screen.pages.closing.tick_button)
    press(day.screen, Qt.Key.Key_Return)
    press(day.screen, Qt.Key.Key_Delete)
    assert [row.found for row in day.booth.days.qris_sales()] == [True, False, None]
    assert day.screen.pages.ticking.table.currentIndex().row() == 2
    tap(button_called(day, "Back"))
    assert day.page() is day.screen.pages.closing
    assert "1 match, 1 do not, 1 still to look at" in shown_words(day.screen.pages.closing)


def sell_unsure(day: OpenedDay, kind: str = "qris") -> int:
    selling, paying = day.booth.selling, day.booth.paying
    selling.scan("KOP-007")
    paying.tender(kind, selling.cart.total, Sighting(state="unsure"))
    return paying.finish().recorded.seq


def test_the_sale_whose_row_was_tapped_is_in_hand_in_the_list(day: OpenedDay) -> None:
    day.sell("KOP-007", kind="qris")
    day.sell("KOP-007", kind="qris")
    sell_unsure(day)
    day.presenter.refresh()
    tap(day.screen.pages.running.drawer.close_button)
    tap(button_called(day, "Look for it"))
    assert day.screen.pages.ticking.table.currentIndex().row() == 2
    press(day.screen, Qt.Key.Key_Return)
    assert "money not seen" not in shown_words(day.screen.pages.ticking)
    assert day.booth.qris.unsure() == ()
    assert day.presenter.view().report.to_check == ()  # type: ignore[union-attr]


def test_money_nobody_saw_stays_listed_over_the_close_until_it_is_ticked(day: OpenedDay) -> None:
    sell_unsure(day)
    day.presenter.refresh()
    day.close()
    day.presenter.leave_closed()
    assert "1 payment whose money nobody has seen, Rp15.000" in shown_words(
        day.screen.pages.opening
    )
    day.clock.pass_by(days=1)
    day.sell("KOP-007")
    day.presenter.refresh()
    page = day.screen.pages.running
    assert "000001 not yet certain Rp15.000 | Tuesday, 24 November" in shown_words(page.sheet)
    assert "Nothing to check" not in shown_words(page.sheet)
    tap(page.drawer.close_button)
    tap(button_called(day, "Look for it"))
    tap(day.screen.pages.ticking.found)
    settle()
    assert "goes out with the next day file" in shown_words(day.screen.pages.ticking)
    assert "1 match, 0 do not, 0 still to look at" in shown_words(day.screen.pages.ticking)
    tap(button_called(day, "Back"))
    assert "nothing is open" in shown_words(day.screen.pages.closing)


def test_a_transfer_is_settled_in_its_own_row_of_the_close(day: OpenedDay) -> None:
    sell_unsure(day, "transfer")
    day.presenter.refresh()
    tap(day.screen.pages.running.drawer.close_button)
    tap(button_called(day, "It did not come"))
    assert day.booth.qris.unsure() == ()


def test_the_question_of_the_close_says_what_is_still_open(day: OpenedDay) -> None:
    sell_unsure(day)
    day.booth.selling.scan("KOP-007")
    day.booth.selling.park()
    day.presenter.refresh()
    tap(day.screen.pages.running.drawer.close_button)
    tap(day.screen.pages.closing.close_button)
    dialog = day.screen.dialog
    assert dialog is not None
    words = shown_words(dialog)
    assert "1 payment nobody has seen yet, Rp15.000" in words
    assert "1 parked cart goes over to the next day, Rp15.000" in words
    tap(dialog.back)


def test_a_float_nobody_entered_is_said_beside_every_difference(day: OpenedDay) -> None:
    day.sell("KOP-007")
    day.booth.cash.count(CashCount(((20_000, 1),)))
    day.presenter.refresh()
    tap(day.screen.pages.running.drawer.close_button)
    assert "over Rp5.000 (opening float not counted)" in shown_words(day.screen.pages.closing)


def test_what_nobody_knows_is_not_offered_as_left(day: OpenedDay) -> None:
    day.sell("KOP-007")
    day.presenter.close_day()
    day.presenter.leave_closed()
    page = day.screen.pages.opening
    assert not page.left_button.isVisible()
    assert "What was left in the drawer is not known" in shown_words(page)


def test_a_closed_day_is_ticked_later(day: OpenedDay) -> None:
    day.sell("KOP-007", kind="qris")
    day.presenter.refresh()
    day.close()
    tap(day.screen.pages.closed.tick_button)
    press(day.screen, Qt.Key.Key_Return)
    assert [row.found for row in day.booth.days.qris_sales(1)] == [True]


def test_the_keyboard_alone_counts_and_closes(day: OpenedDay) -> None:
    day.booth.cash.set_float(100_000)
    day.presenter.refresh()
    day.screen.pages.running.drawer.close_button.setFocus()
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
    tap(day.screen.pages.running.drawer.count_button)
    day.enter("", "1", "2", "", "1", "2")  # 99.000
    tap(day.screen.pages.counting.done)
    assert not day.screen.pages.counting.answer.reasons["lainnya"].isVisible()


# --- reading -----------------------------------------------------------------------------------


def test_a_booth_that_does_not_hide_it_sees_the_expected_cash_at_once(day: OpenedDay) -> None:
    rules = day.booth.arranging
    rules.change(replace(rules.own, hide_expected=False))
    day.booth.cash.set_float(100_000)
    day.sell("KOP-007")
    day.presenter.refresh()
    assert "Expected Rp115.000" in shown_words(day.screen.pages.running.sheet)


def test_shifts_are_shown_and_printed_for_each_person(day: OpenedDay) -> None:
    booth = day.booth
    booth.people.set_pin("k1", "1111")
    booth.people.add("Budi", "2222")
    booth.signing_in.sign_in("k2", "2222")
    day.sell("KOP-007")
    day.presenter.refresh()
    day.screen.pages.running.shifts_wanted.emit()
    assert set(day.screen.pages.shifts.print_buttons) == {"k1", "k2"}
    tap(day.screen.pages.shifts.print_buttons["k2"])
    assert "shift" in [paper.kind for paper in booth.printing.waiting()]


def test_the_reading_so_far_is_printed_on_wish(day: OpenedDay, qtbot: QtBot) -> None:
    day.sell("KOP-007")
    day.presenter.refresh()
    with qtbot.waitSignal(day.presenter.paper_waits):
        day.screen.pages.running.print_wanted.emit()
    assert [paper.kind for paper in day.booth.printing.waiting()][-1] == "x"


def test_a_reading_on_paper_says_where_it_stands(day: OpenedDay, qtbot: QtBot) -> None:
    day.sell("KOP-007")
    day.presenter.refresh()
    with qtbot.waitSignal(day.screen.noticed) as told:
        day.screen.pages.running.print_wanted.emit()
    assert told.args[0].text.endswith(": Kept, without a printer")


def test_escape_goes_one_step_back_from_every_page_of_the_day(day: OpenedDay) -> None:
    day.sell("KOP-007", kind="qris")
    day.presenter.refresh()
    screen = day.screen
    tap(screen.pages.running.drawer.close_button)
    tap(screen.pages.closing.tick_button)
    press(screen, Qt.Key.Key_Escape)
    assert day.page() is screen.pages.closing
    tap(screen.pages.closing.count_button)
    press(screen, Qt.Key.Key_Escape)
    assert day.page() is screen.pages.closing
    for _again in range(2):  # from the day itself there is nowhere to go
        press(screen, Qt.Key.Key_Escape)
        assert day.page() is screen.pages.running


def test_a_count_stays_in_the_form_when_cash_was_moved_after_it(day: OpenedDay) -> None:
    booth, screen = day.booth, day.screen
    booth.cash.set_float(100_000)
    day.presenter.refresh()
    tap(screen.pages.running.drawer.count_button)
    day.enter("1")
    tap(screen.pages.counting.done)
    booth.cash.move(Movement(kind="out", amount=20_000, why="belanja"))
    booth.cash.count(CashCount(((100_000, 1),)))
    day.presenter.refresh()
    tap(screen.pages.counting.answer.reasons["salah-kembalian"])
    booth.cash.move(Movement(kind="in", amount=5_000, why="tambah-modal"))
    tap(screen.pages.counting.answer.close_button)
    close = screen.pages.closing
    assert "cash moved after the count" in shown_words(close)
    assert "Reason" not in shown_words(close)
    tap(close.count_button)
    assert screen.pages.counting.form.count().amount == 100_000
    assert screen.pages.counting.form.isEnabled()
    tap(screen.pages.counting.done)
    assert booth.days.x_report().sums.drawer.over_short == 15_000
    assert screen.pages.counting.answer.why() == ""
    day.sell("KOP-007")
    press(screen, Qt.Key.Key_Escape)
    tap(screen.pages.closing.count_button)
    assert screen.pages.counting.form.count().amount == 0  # after a sale it is another drawer


@pytest.mark.parametrize("page", ["moving", "closing", "ticking", "shifts"])
def test_every_errand_fits_the_smallest_window(day: OpenedDay, page: str) -> None:
    hint = getattr(day.screen.pages, page).minimumSizeHint()
    assert (hint.width() <= SMALLEST[0] - 40, hint.height() <= SMALLEST[1] - 32) == (True, True)


def test_a_movement_made_elsewhere_is_in_the_report(day: OpenedDay) -> None:
    day.booth.cash.move(Movement(kind="drop", amount=10_000, why="setor-bank"), is_sure=True)
    day.presenter.refresh()
    assert "Dropped to the safe: to the bank −Rp10.000" in shown_words(
        day.screen.pages.running.sheet
    )


def test_all_closed_days_become_one_report(day: OpenedDay, qtbot: QtBot) -> None:
    for _ in range(2):
        day.sell("KOP-007")
        day.presenter.close_day()
    day.presenter.leave_closed()
    tap(day.screen.pages.opening.list_button)
    with qtbot.waitSignal(day.presenter.range_written):
        tap(day.screen.pages.all_closed.range_button)
    assert day.screen.pages.all_closed.place.name.text().startswith("Z001-Z002_")
    tap(day.screen.pages.all_closed.place.button)
    assert day.folders == [day.booth.days.folder]
