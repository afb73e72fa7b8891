"""Selling with the keyboard and the scanner alone: real key events at the window."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.ui.kit import OpenSale, an_open_sale, press, settle, type_at_once, type_text
from ui.scanner import Scanner

_CONTROL = Qt.KeyboardModifier.ControlModifier
_SHIFT = Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def sale(qtbot: QtBot, tmp_path: Path) -> Iterator[OpenSale]:
    with an_open_sale(tmp_path / "till") as sale:
        yield sale


def _enter(sale: OpenSale, text: str = "") -> None:
    type_text(sale.screen, text)
    press(sale.screen, Qt.Key.Key_Return)


def test_ux8_code_enter_enter_sells_for_exact_cash(sale: OpenSale) -> None:
    _enter(sale, "KOP-007")
    _enter(sale)
    assert sale.screen.is_paying()
    sale.later()
    _enter(sale)
    money = sale.last_sale().sale.money
    assert (money.total, money.given, money.change) == (15_000, 15_000, 0)


def test_three_scans_the_pay_key_an_amount_and_enter(sale: OpenSale) -> None:
    for code in ("KOP-005", "KUL-001", "KOP-007"):
        sale.screen.take_scan(code)
    press(sale.screen, Qt.Key.Key_F12)
    sale.later()
    type_text(sale.screen, "100000")
    assert sale.screen.tender.sums.received.field.text() == "100.000"
    assert sale.screen.tender.sums.box.amount.text() == "Rp10.000"
    _enter(sale)
    assert sale.screen.sell.pane.card.change.text() == "Rp10.000"
    assert sale.last_sale().sale.money.given == 100_000


def test_spoken_amounts_are_understood(sale: OpenSale) -> None:
    _enter(sale, "KOP-007")
    press(sale.screen, Qt.Key.Key_F12)
    sale.later()
    _enter(sale, "20rb")
    assert sale.last_sale().sale.money.change == 5_000


def test_a_doubtful_amount_is_asked_and_sells_nothing(sale: OpenSale) -> None:
    _enter(sale, "KOP-007")
    press(sale.screen, Qt.Key.Key_F12)
    sale.later()
    _enter(sale, "20")
    assert sale.sales() == 0
    assert [button.words() for button in sale.screen.tender.sums.received.choices()] == [
        "Rp20",
        "Rp20.000",
    ]
    sale.screen.tender.sums.received.choices()[1].click()
    assert sale.screen.tender.sums.box.amount.text() == "Rp5.000"
    _enter(sale)
    assert sale.last_sale().sale.money.given == 20_000


@pytest.mark.parametrize(
    ("key", "kind"),
    [(Qt.Key.Key_F5, "cash"), (Qt.Key.Key_F6, "qris"), (Qt.Key.Key_F7, "card")],
)
def test_each_kind_has_its_key(sale: OpenSale, key: Qt.Key, kind: str) -> None:
    _enter(sale, "KOP-007")
    press(sale.screen, key)
    assert sale.screen.tender.kind == kind
    press(sale.screen, Qt.Key.Key_Up)
    press(sale.screen, Qt.Key.Key_Down)
    assert sale.screen.tender.kind == kind


def test_arrows_reach_the_transfer(sale: OpenSale) -> None:
    _enter(sale, "KOP-007")
    press(sale.screen, Qt.Key.Key_F12)
    for _step in range(3):
        press(sale.screen, Qt.Key.Key_Down)
    assert sale.screen.tender.kind == "transfer"
    press(sale.screen, Qt.Key.Key_F5)
    press(sale.screen, Qt.Key.Key_Up)
    assert sale.screen.tender.kind == "subsidy"


def test_a_doubled_enter_never_makes_a_sale(sale: OpenSale) -> None:
    _enter(sale, "KOP-007")
    _enter(sale)
    _enter(sale)
    assert sale.screen.is_paying()
    assert sale.sales() == 0


def test_enter_twice_on_the_page_of_money_makes_one_sale(sale: OpenSale) -> None:
    _enter(sale, "KOP-007")
    _enter(sale)
    sale.later()
    _enter(sale)
    _enter(sale)
    assert sale.sales() == 1
    assert not sale.screen.is_paying()
    assert not sale.screen.sell.said.isVisible()


def test_a_scan_while_paying_goes_into_the_cart_and_holds_enter(sale: OpenSale) -> None:
    _enter(sale, "KOP-007")
    press(sale.screen, Qt.Key.Key_F12)
    sale.later()
    type_text(sale.screen, "50000")
    sale.screen.take_scan("KUL-001")
    sums = sale.screen.tender.sums
    assert sums.due.text() == "Rp40.000"
    assert sums.box.amount.text() == "Rp10.000"
    _enter(sale)
    assert sale.sales() == 0
    sale.later()
    _enter(sale)
    assert sale.last_sale().sale.money.total == 40_000


def test_a_scan_after_the_sale_begins_the_next_cart(sale: OpenSale) -> None:
    _enter(sale, "KOP-007")
    _enter(sale)
    sale.later()
    _enter(sale)
    assert sale.screen.sell.pane.shows_sale()
    sale.screen.take_scan("KUL-001")
    assert sale.lines() == [("KUL-001", "1")]
    assert not sale.screen.sell.pane.shows_sale()


def test_a_real_scanner_sells_on_every_page(sale: OpenSale) -> None:
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    scanner = Scanner(now=sale.clock)
    scanner.scanned.connect(sale.screen.take_scan)
    scanner.start(app)
    try:
        _enter(sale, "KOP-007")
        sale.later()
        assert sale.lines() == [("KOP-007", "1")]
        assert sale.screen.scan_field.text() == ""
        press(sale.screen, Qt.Key.Key_F12)
        sale.later()
        _enter(sale, "KUL-001")
        assert sale.screen.is_paying()
        assert sale.lines() == [("KOP-007", "1"), ("KUL-001", "1")]
        assert sale.screen.tender.sums.received_amount() is None
    finally:
        scanner.stop(app)


def test_fifty_scans_in_a_row_need_no_hand(sale: OpenSale) -> None:
    for _number in range(50):
        sale.screen.take_scan("KOP-007")
        assert sale.screen.scan_field.hasFocus()
    assert sale.lines() == [("KOP-007", "50")]


@pytest.mark.parametrize("text", ["3*KOP-007", "3x KOP-007", "3 × KOP-007", "3*susu seduh"])
def test_ux9_a_quantity_may_stand_before_what_is_wanted(sale: OpenSale, text: str) -> None:
    sale.screen.scan_field.setText(text)
    _enter(sale)
    assert sale.lines() == [("KOP-007", "3")]


def test_ux9_a_quantity_alone_waits_for_the_scan(sale: OpenSale) -> None:
    _enter(sale, "5*")
    assert "5" in sale.screen.sell.said.words.text()
    sale.screen.take_scan("KOP-007")
    assert sale.lines() == [("KOP-007", "5")]
    type_text(sale.screen, "4*")
    sale.tap_tile("KUL-001")
    assert sale.lines() == [("KOP-007", "5"), ("KUL-001", "4")]
    assert sale.screen.scan_field.text() == ""


@pytest.mark.parametrize("text", ["0*KOP-007", "1,5*KOP-007", "0*"])
def test_ux9_an_impossible_quantity_is_refused_and_stays(sale: OpenSale, text: str) -> None:
    sale.screen.scan_field.setText(text)
    _enter(sale)
    assert sale.lines() == []
    assert sale.screen.sell.said.isVisible()
    assert sale.screen.scan_field.text() == text


def test_typing_filters_the_tiles_without_reordering(sale: OpenSale) -> None:
    type_text(sale.screen, "kripik")
    goods = sale.screen.sell.grid.goods
    shown = [goods.tile(row).product.code for row in range(goods.rowCount())]
    assert shown == ["KUL-001", "KUL-002", "KUL-003", "KUL-004"]
    _enter(sale)
    assert sale.lines() == []
    assert "4 products fit" in sale.screen.sell.said.words.text()
    press(sale.screen, Qt.Key.Key_Down)
    press(sale.screen, Qt.Key.Key_Down)
    _enter(sale)
    assert sale.lines() == [("KUL-002", "1")]
    assert goods.rowCount() == 60


def test_s2_words_wait_for_the_search_of_very_many_goods_and_codes_do_not(sale: OpenSale) -> None:
    catalog, screen = sale.booth.catalog, sale.screen
    job = catalog.search_job()  # a worker has it now
    everything = screen.sell.grid.goods.rowCount()
    screen.scan_field.setText("susu seduh")
    assert screen.sell.grid.goods.rowCount() == everything
    _enter(sale)
    assert "ready in a moment" in screen.sell.said.words.text()
    assert sale.lines() == []
    screen.scan_field.setText("KOP-007")
    assert screen.sell.grid.goods.rowCount() == 1
    sale.later()
    _enter(sale)
    assert sale.lines() == [("KOP-007", "1")]
    screen.scan_field.setText("kul")
    catalog.use_search(job.make())
    sale.presenter.show_found_again()
    shown = screen.sell.grid.goods
    assert 0 < shown.rowCount() < everything
    assert shown.tile(0).product.code.startswith("KUL")


def test_the_only_match_is_taken(sale: OpenSale) -> None:
    _enter(sale, "lempok")
    assert sale.lines() == [("KUL-005", "1")]
    assert sale.screen.scan_field.text() == ""


def test_an_unknown_code_stays_with_the_next_step(sale: OpenSale) -> None:
    sale.screen.take_scan("8990001112223")
    nothing = sale.screen.sell.nothing
    assert nothing.isVisible()
    assert "8990001112223" in nothing.hint.title.text()
    assert nothing.new.words() == "New product with this code"
    sale.screen.take_scan("KOP-007")
    assert not nothing.isVisible()


def test_what_was_typed_in_vain_stays(sale: OpenSale) -> None:
    _enter(sale, "zzqq")
    assert sale.screen.sell.nothing.isVisible()
    assert sale.screen.scan_field.text() == "zzqq"
    press(sale.screen, Qt.Key.Key_Escape)
    assert sale.screen.sell.grid.isVisible()


def test_an_unknown_code_while_paying_is_said_beside_the_cart(sale: OpenSale) -> None:
    _enter(sale, "KOP-007")
    press(sale.screen, Qt.Key.Key_F12)
    sale.screen.take_scan("8990001112223")
    assert sale.screen.is_paying()
    assert "8990001112223" in sale.screen.tender.refusal.text()


def test_plus_minus_and_delete_speak_about_the_line_in_hand(sale: OpenSale, qtbot: QtBot) -> None:
    _enter(sale, "KOP-007")
    _enter(sale, "KUL-001")
    type_text(sale.screen, "+")
    qtbot.waitUntil(lambda: sale.lines()[1] == ("KUL-001", "2"))
    press(sale.screen, Qt.Key.Key_Up)
    type_text(sale.screen, "+")
    qtbot.waitUntil(lambda: sale.lines()[0] == ("KOP-007", "2"))
    type_text(sale.screen, "-")
    qtbot.waitUntil(lambda: sale.lines()[0] == ("KOP-007", "1"))
    press(sale.screen, Qt.Key.Key_Delete)
    assert sale.lines() == [("KUL-001", "2")]


def test_a_code_that_begins_with_a_minus_is_a_code(sale: OpenSale) -> None:
    _enter(sale, "KOP-007")
    type_at_once(sale.screen, "-12")
    assert sale.screen.scan_field.text() == "-12"
    assert sale.lines() == [("KOP-007", "1")]


@pytest.mark.parametrize(
    ("key", "modifier"), [(Qt.Key.Key_F8, None), (Qt.Key.Key_Z, _CONTROL)], ids=["F8", "Ctrl+Z"]
)
def test_the_last_item_goes_out_with_one_key_and_comes_back(
    sale: OpenSale, key: Qt.Key, modifier: Qt.KeyboardModifier | None
) -> None:
    _enter(sale, "KOP-007")
    _enter(sale, "KUL-001")
    press(sale.screen, key, modifier)
    assert sale.lines() == [("KOP-007", "1")]
    press(sale.screen, Qt.Key.Key_Z, _CONTROL | _SHIFT)
    assert sale.lines() == [("KOP-007", "1"), ("KUL-001", "1")]


def test_nothing_to_undo_is_said_in_words(sale: OpenSale) -> None:
    press(sale.screen, Qt.Key.Key_F8)
    assert sale.screen.sell.said.isVisible()


def test_a_quantity_is_typed_for_the_line_in_hand(sale: OpenSale) -> None:
    _enter(sale, "KOP-007")
    press(sale.screen, Qt.Key.Key_F4)
    _enter(sale, "0")
    assert sale.screen.pages.tool() is sale.screen.sell.tools.quantity
    assert sale.screen.sell.tools.quantity.refusal.isVisible()
    _enter(sale, "7")
    assert sale.lines() == [("KOP-007", "7")]
    assert sale.screen.scan_field.hasFocus()


def test_an_empty_cart_cannot_be_paid(sale: OpenSale) -> None:
    press(sale.screen, Qt.Key.Key_F12)
    assert not sale.screen.is_paying()
    assert sale.screen.sell.said.isVisible()


def test_letters_typed_anywhere_reach_the_scan_field(sale: OpenSale) -> None:
    sale.screen.sell.grid.setFocus()
    type_text(sale.screen, "kopi")
    assert sale.screen.scan_field.text() == "kopi"
    assert sale.screen.scan_field.hasFocus()


def test_a_lone_shift_moves_nothing(sale: OpenSale) -> None:
    _enter(sale, "KOP-007")
    remove = sale.screen.sell.pane.foot.tools.remove
    remove.setFocus()
    press(sale.screen, Qt.Key.Key_Shift)
    assert remove.hasFocus()
    press(sale.screen, Qt.Key.Key_Return)
    assert sale.lines() == []


def test_the_page_of_goods_comes_back_with_the_key_of_the_scan_field(sale: OpenSale) -> None:
    _enter(sale, "KOP-007")
    press(sale.screen, Qt.Key.Key_F12)
    press(sale.screen, Qt.Key.Key_F2)
    assert not sale.screen.is_paying()
    assert sale.screen.scan_field.hasFocus()


def test_undoing_while_paying_takes_tenders_back_and_never_goods(sale: OpenSale) -> None:
    _enter(sale, "KOP-007")  # 15.000
    press(sale.screen, Qt.Key.Key_F12)
    type_text(sale.screen, "10000")
    sale.screen.tender.part.click()
    press(sale.screen, Qt.Key.Key_F8)
    assert sale.booth.paying.payment.taken == ()
    assert "Rp10.000" in sale.screen.tender.refusal.text()
    for key, modifier in ((Qt.Key.Key_Z, _CONTROL), (Qt.Key.Key_Y, _CONTROL)):
        press(sale.screen, key, modifier)
        assert "Esc" in sale.screen.tender.refusal.text()
    assert sale.screen.is_paying()
    assert sale.lines() == [("KOP-007", "1")]


def test_ctrl_y_makes_what_was_undone_again(sale: OpenSale) -> None:
    _enter(sale, "KOP-007")
    press(sale.screen, Qt.Key.Key_F8)
    press(sale.screen, Qt.Key.Key_Y, _CONTROL)
    assert sale.lines() == [("KOP-007", "1")]


def test_an_enter_right_after_the_pay_key_counts_and_only_once(sale: OpenSale) -> None:
    _enter(sale, "KOP-007")
    press(sale.screen, Qt.Key.Key_F12)
    sale.clock.pass_by(0.15)
    _enter(sale)
    assert sale.sales() == 1
    _enter(sale)
    assert sale.sales() == 1


def test_a_doubled_enter_in_the_scan_field_pays_nothing_and_says_so(sale: OpenSale) -> None:
    _enter(sale, "KOP-007")
    _enter(sale)
    _enter(sale)
    assert sale.sales() == 0
    assert "did not count" in sale.screen.tender.refusal.text()


def test_what_was_typed_is_still_there_after_a_look_at_the_goods(sale: OpenSale) -> None:
    _enter(sale, "KOP-007")
    press(sale.screen, Qt.Key.Key_F12)
    type_text(sale.screen, "20000")
    press(sale.screen, Qt.Key.Key_Escape)
    press(sale.screen, Qt.Key.Key_F12)
    assert sale.screen.tender.sums.received.field.text() == "20.000"
    press(sale.screen, Qt.Key.Key_Escape)
    _enter(sale, "KUL-001")
    press(sale.screen, Qt.Key.Key_F12)
    assert sale.screen.tender.sums.received.field.text() == ""


def test_the_tiles_can_be_walked_and_taken_with_keys(sale: OpenSale) -> None:
    grid = sale.screen.sell.grid
    grid.setFocus()
    grid.setCurrentIndex(grid.goods.index(0))
    press(sale.screen, Qt.Key.Key_Right)
    press(sale.screen, Qt.Key.Key_Return)
    assert sale.lines() == [("WAS-002", "1")]
    assert sale.screen.scan_field.hasFocus()


def test_after_a_restart_the_last_sale_and_its_waiting_receipt_are_there(
    qtbot: QtBot, tmp_path: Path
) -> None:
    with an_open_sale(tmp_path / "again") as sale:
        _enter(sale, "KOP-007")
        press(sale.screen, Qt.Key.Key_F12)
        sale.later()
        _enter(sale, "20000")
        number = sale.last_sale().receipt_number
    with an_open_sale(tmp_path / "again") as sale:
        card = sale.screen.sell.pane.card
        assert card.isVisible()
        assert card.change.text() == "Rp5.000"
        assert "Total Rp15.000" in card.paid.text()
        assert number in card.number.text()
        assert "Kept, without a printer" in card.state.text()


def test_after_a_restart_the_open_cart_is_there(qtbot: QtBot, tmp_path: Path) -> None:
    with an_open_sale(tmp_path / "again") as sale:
        _enter(sale, "3*KOP-007")
        settle()
    with an_open_sale(tmp_path / "again") as sale:
        assert sale.lines() == [("KOP-007", "3")]
        assert sale.screen.sell.pane.lines.isVisible()
        assert sale.screen.sell.pane.foot.total.text() == "Rp45.000"
