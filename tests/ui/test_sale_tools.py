"""What is done with a cart beside selling it: discounts, haggling, notes, parking, other goods."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget
from pytestqt.qtbot import QtBot

from pos_app.domain.catalog import Product
from pos_app.domain.discount import AmountOff
from pos_app.domain.people import ALL_RIGHTS
from pos_app.papers.paper import text_lines
from tests.ui.kit import OpenSale, an_open_sale, press, settle, tap, type_text
from ui.keypad import Keypad, KeypadKey
from ui.sale.tools.tool_panel import ToolPanel

_CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def sale(qtbot: QtBot, tmp_path: Path) -> Iterator[OpenSale]:
    with an_open_sale(tmp_path / "till") as sale:
        yield sale


def _enter(sale: OpenSale, text: str = "") -> None:
    type_text(sale.screen, text)
    press(sale.screen, Qt.Key.Key_Return)


def _tool(sale: OpenSale) -> ToolPanel:
    tool = sale.screen.pages.tool()
    assert tool is not None
    return tool


def _tap_keys(pad: Keypad, digits: str) -> None:
    keys = {key.words(): key for key in pad.findChildren(KeypadKey)}
    for digit in digits:
        tap(keys[digit])


def _change(sale: OpenSale, code: str, **fields: object) -> Product:
    product = sale.booth.catalog.catalog.find(code)
    return sale.booth.catalog.edit_product(replace(product, **fields))  # type: ignore[arg-type]


# --- discounts -----------------------------------------------------------------------------------


def test_a_discount_is_given_by_touch_alone_and_shows_before_and_after(sale: OpenSale) -> None:
    sale.tap_tile("KOP-007")  # 15.000
    tap(sale.screen.sell.pane.foot.tools.discount)
    panel = sale.screen.sell.tools.discount
    _tap_keys(panel.keypad, "10")
    assert panel.result.text() == "15.000 − 1.500 = Rp13.500"
    tap(panel.take)
    assert sale.screen.sell.pane.foot.total.text() == "Rp13.500"
    assert sale.screen.scan_field.hasFocus()
    tap(sale.screen.sell.pane.head.undo)
    assert sale.booth.selling.cart.total == 15_000


def test_k4_the_open_cart_says_that_a_price_changed_and_takes_it_over_with_one_tap(
    sale: OpenSale,
) -> None:
    _enter(sale, "KOP-007")  # 15.000
    said = sale.screen.sell.said
    _change(sale, "KOP-007", price=16_000)
    sale.screen.hide()
    sale.screen.show()  # back from the page of goods
    settle()
    assert "Rp16.000" in said.words.text()
    assert sale.booth.selling.cart.total == 15_000
    tap(said.new_prices)
    assert sale.screen.sell.pane.foot.total.text() == "Rp16.000"
    assert not said.isVisible()
    _enter(sale, "NOSUCH")
    assert not said.new_prices.isVisible()


def test_a_percentage_of_the_cart_follows_it(sale: OpenSale) -> None:
    _enter(sale, "KOP-007")
    press(sale.screen, Qt.Key.Key_D, _CONTROL)
    panel = sale.screen.sell.tools.discount
    tap(panel.scope.buttons["cart"])
    _enter(sale, "50")
    assert sale.booth.selling.cart.total == 7_500
    _enter(sale, "KUL-001")  # 25.000
    assert sale.booth.selling.cart.total == 20_000
    assert "50% off" in sale.screen.sell.pane.foot.sums.text()


def test_mon7_a_discount_above_the_line_is_refused_and_the_largest_named(sale: OpenSale) -> None:
    _enter(sale, "KOP-007")  # 15.000
    press(sale.screen, Qt.Key.Key_D, _CONTROL)
    panel = sale.screen.sell.tools.discount
    tap(panel.kind.buttons["amount"])
    _enter(sale, "20rb")
    assert _tool(sale) is panel
    assert "Rp15.000" in panel.refusal.text()
    assert panel.amount.field.text() == "20.000"
    assert sale.booth.selling.cart.total == 15_000


def test_mon7_a_fixed_discount_is_capped_with_a_notice(sale: OpenSale) -> None:
    for code in ("KOP-007", "KUL-001"):  # 15.000 + 25.000
        _enter(sale, code)
    sale.presenter.bargain.discount("cart", AmountOff(30_000))
    assert sale.booth.selling.cart.total == 10_000
    press(sale.screen, Qt.Key.Key_Delete)
    assert sale.booth.selling.cart.cart_discount == 15_000
    said = sale.screen.sell.pane.said  # beside the total
    assert said.isVisible()
    assert "Rp15.000" in said.words.text()
    assert not said.undo.isVisible()


def test_a_sale_of_nothing_is_finished_with_a_reason(sale: OpenSale) -> None:
    _enter(sale, "KOP-007")
    press(sale.screen, Qt.Key.Key_D, _CONTROL)
    _enter(sale, "100")
    _enter(sale)  # pay
    reasons = sale.screen.sell.pane.foot.reasons
    assert sale.sales() == 0
    assert reasons.buttons["gift"].hasFocus()
    press(sale.screen, Qt.Key.Key_Return)
    sold = sale.last_sale().sale
    assert (sold.money.total, sold.money.pay, sold.why) == (0, (), "gift")


# --- prices, agreed totals, notes ----------------------------------------------------------------


def test_another_price_needs_a_reason(sale: OpenSale) -> None:
    _enter(sale, "KOP-007")
    press(sale.screen, Qt.Key.Key_E, _CONTROL)
    panel = sale.screen.sell.tools.price
    _enter(sale, "12rb")
    assert panel.refusal.isVisible()
    assert panel.reason.hasFocus()
    _enter(sale, "torn")
    line = sale.booth.selling.cart.lines[0]
    assert (line.unit_price, line.list_price, line.price_reason) == (12_000, 15_000, "torn")


def test_haggling_is_done_with_keys_alone_down_to_the_floor_and_below(sale: OpenSale) -> None:
    _change(sale, "KUL-001", floor_price=20_000)  # 25.000
    _enter(sale, "KUL-001")
    press(sale.screen, Qt.Key.Key_T, _CONTROL)
    panel = sale.screen.sell.tools.agreed
    assert (panel.sum.text(), panel.lowest.text()) == ("Rp25.000", "Rp20.000")
    _enter(sale, "18rb")
    assert "Rp20.000" in panel.refusal.text()
    panel.below.setFocus()
    press(sale.screen, Qt.Key.Key_Return)  # a booth of one person: nobody else is asked
    assert sale.booth.selling.cart.total == 18_000
    _enter(sale, "KOP-007")
    assert sale.booth.selling.cart.total == 40_000
    assert sale.screen.sell.pane.said.isVisible()
    assert "Rp18.000" in sale.screen.sell.pane.said.words.text()


def test_what_one_may_not_do_alone_waits_for_the_pin_of_a_second_person(sale: OpenSale) -> None:
    people = sale.booth.people
    people.add("Rahma", "2468")
    people.add("Dewi", "1357", rights=ALL_RIGHTS - {"price"})
    sale.booth.signing_in.sign_in("k2", "1357")
    _enter(sale, "KOP-007")
    press(sale.screen, Qt.Key.Key_E, _CONTROL)
    sale.screen.sell.tools.price.reason.setText("torn")
    _enter(sale, "12rb")
    allow = sale.screen.sell.tools.allow
    assert _tool(sale) is allow
    assert "Rahma" in allow.about.text()
    _enter(sale, "9999")
    assert allow.refusal.isVisible()
    _enter(sale, "2468")
    assert sale.screen.pages.tool() is None
    assert sale.booth.selling.cart.total == 12_000
    assert sale.booth.selling.cart.allowed_by == "k1"


def test_a_note_stands_below_its_line(sale: OpenSale) -> None:
    _enter(sale, "KOP-007")
    height = sale.screen.sell.pane.lines.sizeHintForRow(0)
    press(sale.screen, Qt.Key.Key_N, _CONTROL)
    _enter(sale, "no sugar")
    assert sale.booth.selling.cart.lines[0].note == "no sugar"
    assert sale.screen.sell.pane.lines.sizeHintForRow(0) > height


# --- parked carts --------------------------------------------------------------------------------


def test_a_parked_cart_is_a_chip_that_survives_a_restart(qtbot: QtBot, tmp_path: Path) -> None:
    with an_open_sale(tmp_path / "again") as sale:
        _enter(sale, "2*KOP-007")
        press(sale.screen, Qt.Key.Key_F3)
        assert sale.lines() == []
    with an_open_sale(tmp_path / "again") as sale:
        (chip,) = sale.screen.sell.pane.parked.chips
        assert chip.accessibleName() == "2  ·  Rp30.000, 10:00 Kopi susu seduh (gelas)"
        tap(chip)
        assert sale.lines() == [("KOP-007", "2")]
        assert sale.screen.sell.pane.parked.chips == ()


def test_the_list_of_parked_carts_is_walked_with_keys(sale: OpenSale) -> None:
    for code in ("KOP-007", "KUL-001"):
        _enter(sale, code)
        press(sale.screen, Qt.Key.Key_F3)
    press(sale.screen, Qt.Key.Key_F3)
    recall = sale.screen.sell.tools.recall
    assert _tool(sale) is recall
    assert recall.rows[0].open.hasFocus()
    press(sale.screen, Qt.Key.Key_Return)
    assert sale.lines() == [("KOP-007", "1")]
    tap(sale.screen.sell.pane.parked.chips[0])  # the open one is parked for it
    assert sale.lines() == [("KUL-001", "1")]
    assert len(sale.booth.selling.parked) == 1


def test_an_emptied_cart_comes_back_with_one_action(sale: OpenSale) -> None:
    _enter(sale, "KOP-007")
    for way in ("toast", "F8"):
        press(sale.screen, Qt.Key.Key_Delete, _CONTROL)
        assert sale.lines() == []
        if way == "toast":
            tap(sale.screen.sell.said.undo)
        else:
            press(sale.screen, Qt.Key.Key_F8)
        assert sale.lines() == [("KOP-007", "1")]


def test_a_toast_goes_with_the_next_change(sale: OpenSale) -> None:
    _enter(sale, "KOP-007")
    press(sale.screen, Qt.Key.Key_F3)
    assert sale.screen.sell.said.undo.isVisible()
    _enter(sale, "KUL-001")
    assert not sale.screen.sell.said.isVisible()


# --- other goods, variants, prices ---------------------------------------------------------------


def test_goods_without_a_product_are_typed_into_the_scan_field(sale: OpenSale) -> None:
    for text in ("2x15rb", "3x kripik pedas 15rb"):
        _enter(sale, text)
        assert sale.screen.scan_field.text() == ""
    lines = sale.booth.selling.cart.lines
    assert [(line.name, str(line.quantity), line.total) for line in lines] == [
        ("Other item", "2", 30_000),
        ("kripik pedas", "3", 45_000),
    ]


def test_goods_without_a_product_are_sold_by_touch(sale: OpenSale) -> None:
    tap(sale.screen.sell.other)
    panel = sale.screen.sell.tools.open_item
    _tap_keys(panel.keypad, "12345")
    tap(panel.stepper.more)
    tap(panel.take)
    assert sale.booth.selling.cart.total == 24_690


def test_a_search_in_vain_leads_to_other_goods_with_the_text_as_name(sale: OpenSale) -> None:
    type_text(sale.screen, "sambal roa")
    nothing = sale.screen.sell.nothing
    tap(nothing.open)
    assert sale.screen.sell.tools.open_item.name.text() == "sambal roa"
    _enter(sale, "20rb")
    assert sale.booth.selling.cart.lines[0].name == "sambal roa"
    assert sale.screen.scan_field.text() == ""


def test_old2_screen_receipt_and_journal_agree_about_a_product_made_in_the_sale(
    sale: OpenSale,
) -> None:
    sale.screen.take_scan("8990001112223")
    tap(sale.screen.sell.nothing.new)
    _enter(sale, "sambal roa")
    _enter(sale, "12345")
    press(sale.screen, Qt.Key.Key_D, _CONTROL)
    _enter(sale, "12,5")  # 1.543,125 of 12.345
    shown = sale.screen.sell.pane.foot.total.text()
    _enter(sale)
    sale.later()
    _enter(sale)
    last = sale.last_sale()
    (item,) = last.sale.basket.items
    assert shown == "Rp10.802"
    assert (last.sale.money.total, item.net, item.name) == (10_802, 10_802, "sambal roa")
    paper = text_lines(sale.booth.papers.paper(last.recorded, 32))
    assert any(line.startswith("TOTAL") and line.endswith("10.802") for line in paper)


def test_variants_share_a_tile_and_take_one_tap_more(sale: OpenSale) -> None:
    small = _change(sale, "KUL-001", variant_group="Keripik", variant_label="S")
    large = _change(sale, "KUL-002", variant_group="Keripik", variant_label="L")
    sale.presenter.show_goods("")
    goods = sale.screen.sell.grid.goods
    tiles = [goods.tile(row) for row in range(goods.rowCount())]
    assert [tile.name for tile in tiles].count("Keripik") == 1
    assert large.product_id not in {tile.product.product_id for tile in tiles}
    sale.tap_tile("KUL-001")
    panel = sale.screen.sell.tools.variants
    assert _tool(sale) is panel
    assert panel.variants[0].hasFocus()
    tap(panel.variants[1])
    assert sale.lines() == [("KUL-002", "1")]
    row = next(row for row, tile in enumerate(tiles) if tile.product == small)
    assert str(goods.tile(row).in_cart) == "1"


def test_favourites_come_first_and_the_rest_keeps_its_place(sale: OpenSale) -> None:
    before = [product.code for product in sale.presenter.shelf.products()]
    _change(sale, "KOP-007", is_favourite=True)
    after = [product.code for product in sale.presenter.shelf.products()]
    assert after == ["KOP-007", *(code for code in before if code != "KOP-007")]


def test_the_stock_of_a_tile_goes_down_when_it_is_sold(sale: OpenSale) -> None:
    goods = sale.screen.sell.grid.goods
    row = next(row for row in range(goods.rowCount()) if goods.tile(row).product.code == "KOP-007")
    before = goods.tile(row).left
    assert before is not None
    _enter(sale, "2*KOP-007")
    tap(sale.screen.sell.pane.foot.quick.exact)
    after = goods.tile(row).left
    assert after is not None
    assert before.thousandths - after.thousandths == 2_000


def test_a_price_is_looked_up_and_nothing_is_sold(sale: OpenSale) -> None:
    press(sale.screen, Qt.Key.Key_K, _CONTROL)
    bar = sale.screen.sell.price_bar
    sale.screen.take_scan("KOP-007")
    assert (bar.name.text(), bar.price.text()) == ("Kopi susu seduh (gelas)", "Rp15.000")
    sale.tap_tile("KUL-001")
    assert bar.price.text() == "Rp25.000"
    assert sale.lines() == []
    press(sale.screen, Qt.Key.Key_Escape)
    assert not bar.isVisible()
    sale.screen.take_scan("KOP-007")
    assert sale.lines() == [("KOP-007", "1")]


def test_dat3_a_new_price_goes_to_new_lines_and_the_cart_says_so(sale: OpenSale) -> None:
    _enter(sale, "KOP-007")
    _change(sale, "KOP-007", price=17_000)
    _enter(sale, "KOP-007")
    assert [line.unit_price for line in sale.booth.selling.cart.lines] == [15_000, 17_000]
    assert sale.screen.sell.said.isVisible()
    words = sale.screen.sell.said.words.text()
    assert "Rp17.000" in words
    assert "Rp15.000" in words


# --- the field and the panels --------------------------------------------------------------------


def test_a_code_that_nothing_has_is_typed_over_after_another_page(sale: OpenSale) -> None:
    _enter(sale, "zzqq")
    sale.screen.hide()
    sale.screen.show()
    sale.screen.activateWindow()
    settle()
    _enter(sale, "KOP-007")
    assert sale.lines() == [("KOP-007", "1")]


def test_a_scan_closes_a_panel_and_goes_into_the_cart(sale: OpenSale) -> None:
    _enter(sale, "KOP-007")
    press(sale.screen, Qt.Key.Key_D, _CONTROL)
    sale.screen.take_scan("KUL-001")
    assert sale.screen.pages.tool() is None
    assert sale.lines() == [("KOP-007", "1"), ("KUL-001", "1")]
    press(sale.screen, Qt.Key.Key_D, _CONTROL)
    sale.screen.take_scan("8990001112223")  # nothing has it
    assert sale.screen.pages.tool() is None
    assert sale.screen.sell.nothing.new.hasFocus(), "Enter makes it a product"


def test_an_unknown_code_leaves_a_note_that_is_being_typed(sale: OpenSale) -> None:
    sale.tap_tile("KOP-007")
    press(sale.screen, Qt.Key.Key_N, _CONTROL)
    type_text(sale.screen, "no ice")
    sale.screen.take_scan("999999")
    panel = sale.screen.sell.tools.note
    assert _tool(sale) is panel
    assert panel.field.text() == "no ice"
    assert "999999" in panel.refusal.text()


def test_what_is_weighed_is_not_in_the_cart_before_its_weight(sale: OpenSale) -> None:
    _change(sale, "KOP-007", sold_by_weight=True, unit="kg")
    sale.tap_tile("KOP-007")  # 15.000
    assert (_tool(sale), sale.lines()) == (sale.screen.sell.tools.quantity, [])
    press(sale.screen, Qt.Key.Key_F12)
    assert not sale.screen.is_paying()
    press(sale.screen, Qt.Key.Key_Escape)
    assert sale.lines() == []
    sale.screen.take_scan("KOP-007")
    type_text(sale.screen, "0,335")
    press(sale.screen, Qt.Key.Key_Return)
    assert (sale.lines(), sale.screen.pages.tool()) == ([("KOP-007", "0.335")], None)
    assert sale.booth.selling.cart.total == 5_025


def test_a_scan_says_that_what_was_to_be_weighed_is_left_out(sale: OpenSale) -> None:
    product = _change(sale, "KOP-007", sold_by_weight=True, unit="kg")
    sale.screen.take_scan("KOP-007")
    sale.screen.take_scan("KUL-001")
    assert sale.lines() == [("KUL-001", "1")]
    assert product.name in sale.screen.sell.said.words.text()


def test_enter_makes_a_product_of_a_code_that_nothing_has(sale: OpenSale) -> None:
    sale.screen.take_scan("999999")
    press(sale.screen, Qt.Key.Key_Return)
    assert sale.screen.pages.tool() is None  # perhaps the reader's own second Enter
    sale.later()
    press(sale.screen, Qt.Key.Key_Return)
    assert sale.screen.pages.tool() is not None


def test_haggling_says_that_it_takes_the_place_of_the_carts_discount(sale: OpenSale) -> None:
    sale.tap_tile("KOP-007")  # 15.000
    sale.presenter.bargain.discount("cart", AmountOff(1_000))
    press(sale.screen, Qt.Key.Key_T, _CONTROL)
    panel = sale.screen.sell.tools.agreed
    assert (panel.now.text(), panel.replaces.isVisible()) == ("Rp14.000", True)


def test_ux24_the_pay_key_takes_over_a_note_that_is_being_typed(sale: OpenSale) -> None:
    _enter(sale, "KOP-007")
    press(sale.screen, Qt.Key.Key_N, _CONTROL)
    type_text(sale.screen, "no sugar")
    press(sale.screen, Qt.Key.Key_F12)
    assert sale.screen.is_paying()
    assert sale.booth.selling.cart.lines[0].note == "no sugar"


def test_a_refused_discount_holds_the_money_back(sale: OpenSale) -> None:
    _enter(sale, "KOP-007")
    press(sale.screen, Qt.Key.Key_D, _CONTROL)
    type_text(sale.screen, "200")
    tap(sale.screen.sell.pane.foot.quick.exact)
    assert sale.sales() == 0
    assert sale.screen.sell.tools.discount.refusal.isVisible()


def test_no_tool_opens_a_window_of_its_own(sale: OpenSale) -> None:
    _enter(sale, "KOP-007")
    windows = set(QApplication.topLevelWidgets())
    tools = sale.screen.sell.pane.foot.tools
    opened: list[ToolPanel] = []
    for button in (tools.quantity, tools.discount, tools.price, tools.note):
        tap(button)
        opened.append(_tool(sale))
        assert _has_names(opened[-1])
        press(sale.screen, Qt.Key.Key_Escape)
        assert sale.screen.scan_field.hasFocus()
    assert len(set(opened)) == 4
    shown = {window for window in QApplication.topLevelWidgets() if window.isVisible()}
    assert shown <= windows


def _has_names(panel: QWidget) -> bool:
    buttons = (one for one in panel.findChildren(QAbstractButton) if one.isVisible())
    return all(button.accessibleName() for button in buttons)
