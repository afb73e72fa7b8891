"""Selling with fingers alone: taps are counted, nothing is typed."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from pos_app.papers.paper import text_lines
from tests.ui.kit import OpenSale, an_open_sale, press, settle, tap


@pytest.fixture
def sale(qtbot: QtBot, tmp_path: Path) -> Iterator[OpenSale]:
    with an_open_sale(tmp_path / "till") as sale:
        yield sale


def test_ux22_one_item_for_exact_cash_takes_two_taps(sale: OpenSale) -> None:
    product = sale.tap_tile("KOP-007")
    tap(sale.screen.sell.pane.foot.quick.exact)
    assert sale.last_sale().sale.money.total == product.price
    assert sale.screen.sell.pane.shows_sale()


def test_ux22_notes_add_up_and_what_is_missing_is_said(sale: OpenSale) -> None:
    sale.tap_tile("FES-001")  # 150.000
    tap(sale.screen.sell.pane.foot.pay)
    box = sale.screen.tender.sums.box
    tap(sale.screen.tender.keys.notes[0])
    assert (box.word.text(), box.amount.text()) == ("Still to pay", "Rp50.000")
    tap(sale.screen.tender.keys.notes[0])
    assert (box.word.text(), box.amount.text()) == ("Change", "Rp50.000")
    assert sale.screen.tender.sums.received_amount() == 200_000
    tap(sale.screen.tender.keys.clear)
    assert sale.screen.tender.sums.received_amount() is None


def test_a_sale_is_not_finished_with_too_little_money(sale: OpenSale) -> None:
    sale.tap_tile("FES-001")
    tap(sale.screen.sell.pane.foot.pay)
    sale.later()
    tap(sale.screen.tender.keys.notes[-1])
    tap(sale.screen.tender.finish)
    assert sale.sales() == 0
    assert "still to pay" in sale.screen.tender.refusal.text()
    assert sale.screen.is_paying()


def test_ux22_the_pad_types_the_amount_and_replaces_a_tapped_one(sale: OpenSale) -> None:
    sale.tap_tile("FES-001")
    tap(sale.screen.sell.pane.foot.pay)
    tap(sale.screen.tender.keys.higher[0])
    keypad = sale.screen.tender.keypad
    keys = {key.words(): key for key in keypad.findChildren(type(keypad._backspace))}
    for digits in ("5", "0", "0", "000"):
        tap(keys[digits])
    assert sale.screen.tender.sums.received.field.text() == "500.000"
    tap(keys[""])
    assert sale.screen.tender.sums.received.field.text() == "50.000"


@pytest.mark.parametrize("kind", ["qris", "card", "transfer"])
def test_other_tenders_take_the_exact_total(sale: OpenSale, kind: str) -> None:
    product = sale.tap_tile("KOP-007")
    tap(sale.screen.sell.pane.foot.pay)
    sale.later()
    tap(sale.screen.tender.kinds.buttons[kind])
    tap(sale.screen.tender.finish)
    last = sale.last_sale()
    assert [(t.kind, t.amount) for t in last.sale.money.pay] == [(kind, product.price)]
    assert last.sale.money.given is None


def test_m5_a_kind_the_booth_named_is_tapped_and_stands_in_z_and_day_file(
    sale: OpenSale,
) -> None:
    booth = sale.booth
    kinds = (("kupon-desa", "Kupon Desa"),)
    booth.arranging.change(replace(booth.arranging.own, tender_kinds=kinds))
    for kind in ("kupon-desa", "voucher"):
        sale.tap_tile("KOP-007")  # 15.000
        tap(sale.screen.sell.pane.foot.pay)
        sale.later()
        tap(sale.screen.tender.kinds.buttons[kind])
        tap(sale.screen.tender.finish)
        sale.later()
        assert [(t.kind, t.amount) for t in sale.last_sale().sale.money.pay] == [(kind, 15_000)]
    closed = booth.days.close_day()
    assert (closed.report.sums.net, closed.report.drawer_cash) == (30_000, 0)
    lines = text_lines(booth.papers.paper(closed.recorded, 32))
    assert "Kupon Desa" + " " * 16 + "15.000" in lines
    assert "Voucher" + " " * 19 + "15.000" in lines  # what is claimed stands apart
    text = booth.days.day_file_job(closed).write().read_text("utf-8")
    assert '["kupon-desa",15000]' in text


def test_qris_in_the_quick_row_opens_the_page_where_it_is_looked_at(sale: OpenSale) -> None:
    sale.tap_tile("KOP-007")
    tap(sale.screen.sell.pane.foot.quick.qris)
    assert sale.screen.is_paying()
    assert sale.screen.tender.kind == "qris"
    assert sale.sales() == 0


def test_a_double_click_on_finish_makes_one_sale_and_touches_no_tile(sale: OpenSale) -> None:
    sale.tap_tile("KOP-007")
    tap(sale.screen.sell.pane.foot.pay)
    sale.later()
    finish = sale.screen.tender.finish
    place = finish.mapTo(sale.screen, finish.rect().center())
    tap(finish)
    _click_window(sale, place, double=True)
    assert sale.sales() == 1
    assert sale.lines() == []


def test_a_double_click_on_pay_only_opens_the_page_of_money(sale: OpenSale) -> None:
    sale.tap_tile("KOP-007")
    pay = sale.screen.sell.pane.foot.pay
    place = pay.mapTo(sale.screen, pay.rect().center())
    tap(pay)
    _click_window(sale, place, double=True)
    assert sale.screen.is_paying()
    assert sale.sales() == 0


def test_a_double_click_on_exact_makes_one_sale(sale: OpenSale) -> None:
    sale.tap_tile("KOP-007")
    exact = sale.screen.sell.pane.foot.quick.exact
    place = exact.mapTo(sale.screen, exact.rect().center())
    tap(exact)
    _click_window(sale, place, double=True)
    assert sale.sales() == 1


def _click_window(sale: OpenSale, place: QPoint, *, double: bool) -> None:
    handle = sale.screen.windowHandle()
    act = QTest.mouseDClick if double else QTest.mouseClick
    act(handle, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, place)
    settle()


def test_steppers_change_a_line_and_the_last_piece_takes_it_out(sale: OpenSale) -> None:
    sale.tap_tile("KOP-007")
    lines = sale.screen.sell.pane.lines
    tap(lines.viewport(), lines.stepper_place(0, "more"))
    assert sale.lines() == [("KOP-007", "2")]
    tap(lines.viewport(), lines.stepper_place(0, "less"))
    tap(lines.viewport(), lines.stepper_place(0, "less"))
    assert sale.lines() == []
    tap(sale.screen.sell.pane.head.undo)
    assert sale.lines() == [("KOP-007", "1")]
    tap(sale.screen.sell.pane.head.redo)
    assert sale.lines() == []


def test_a_tapped_line_is_the_one_that_is_removed(sale: OpenSale) -> None:
    sale.tap_tile("KOP-007")
    sale.tap_tile("KUL-001")
    lines = sale.screen.sell.pane.lines
    row = lines.visualRect(lines.model().index(0, 0))
    tap(lines.viewport(), QPoint(row.right() - 20, row.center().y()))
    tap(sale.screen.sell.pane.foot.tools.remove)
    assert sale.lines() == [("KUL-001", "1")]


def test_ux22_a_quantity_is_set_with_the_pad(sale: OpenSale) -> None:
    sale.tap_tile("KOP-007")
    tap(sale.screen.sell.pane.foot.tools.quantity)
    pad = sale.screen.sell.tools.quantity
    keys = {key.words(): key for key in pad.keypad.findChildren(type(pad.keypad._backspace))}
    tap(keys["1"])
    tap(keys["2"])
    tap(pad.take)
    assert sale.lines() == [("KOP-007", "12")]
    assert sale.screen.scan_field.hasFocus()


def test_a_drag_over_the_tiles_takes_nothing(sale: OpenSale) -> None:
    grid = sale.screen.sell.grid
    place = grid.visualRect(grid.goods.index(0)).center()
    button, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    QTest.mousePress(grid.viewport(), button, none, place)
    QTest.mouseRelease(grid.viewport(), button, none, place + QPoint(0, 14))
    assert sale.lines() == []


def test_a_category_shows_its_goods_only(sale: OpenSale) -> None:
    category = sale.presenter.shelf.categories[1]
    tap(sale.screen.sell.chips.button(category))
    goods = sale.screen.sell.grid.goods
    shown = {goods.tile(row).product.category for row in range(goods.rowCount())}
    assert shown == {category}
    assert sale.screen.scan_field.hasFocus()


def test_a_sold_out_product_can_still_be_sold(sale: OpenSale) -> None:
    product = sale.tap_tile("WAS-003")
    assert str(product.stock) == "0"
    assert sale.lines() == [("WAS-003", "1")]


def test_no_tap_takes_the_cursor_from_the_scan_field(sale: OpenSale) -> None:
    sale.tap_tile("KOP-007")
    pane = sale.screen.sell.pane
    for button in (pane.head.undo, pane.head.redo, pane.foot.tools.remove):
        tap(button)
        assert QApplication.focusWidget() is sale.screen.scan_field
    sale.tap_tile("KOP-007")
    tap(pane.foot.quick.exact)
    assert QApplication.focusWidget() is sale.screen.scan_field


def test_the_last_sale_goes_when_the_next_item_comes(sale: OpenSale) -> None:
    sale.tap_tile("KOP-007")
    tap(sale.screen.sell.pane.foot.quick.exact)
    assert sale.screen.sell.pane.card.isVisible()
    sale.tap_tile("KUL-001")
    assert not sale.screen.sell.pane.card.isVisible()
    assert sale.screen.sell.pane.lines.isVisible()


def test_a_reprint_is_a_marked_copy(sale: OpenSale) -> None:
    sale.tap_tile("KOP-007")
    tap(sale.screen.sell.pane.foot.quick.exact)
    last = sale.last_sale()
    paper = sale.booth.printing.state_of(last.recorded.seq)
    assert paper is not None
    sale.booth.printing.discard(paper.job_id)
    tap(sale.screen.sell.pane.card.reprint)
    again = sale.booth.printing.state_of(last.recorded.seq)
    assert again is not None
    assert again.copy == 1
    assert sale.screen.sell.pane.card.state.text().startswith("Copy 1: Kept, without a printer")


def test_the_last_sale_is_put_away_when_nobody_touches_anything(
    qtbot: QtBot, tmp_path: Path
) -> None:
    with an_open_sale(tmp_path / "quiet", private_after_ms=1) as sale:
        sale.tap_tile("KOP-007")
        tap(sale.screen.sell.pane.foot.quick.exact)
        qtbot.waitUntil(lambda: not sale.screen.sell.pane.shows_sale())


def test_escape_leads_from_the_money_back_to_the_cart(sale: OpenSale) -> None:
    sale.tap_tile("KOP-007")
    tap(sale.screen.sell.pane.foot.pay)
    press(sale.screen, Qt.Key.Key_Escape)
    assert not sale.screen.is_paying()
    assert sale.screen.scan_field.hasFocus()
    assert len(sale.booth.selling.cart.lines) == 1
