"""The sale just made, taken back: two actions, what goes back, and the cart once more."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QSignalSpy
from PySide6.QtWidgets import QApplication

from pos_app.domain.journal import SaleVoided
from tests.ui.kit import OpenSale, an_open_sale, press, settle, tap, type_text
from ui.notices import Notice
from ui.sale.last_sale_card import LastSaleCard


@pytest.fixture
def sale(tmp_path: Path, qapp: QApplication) -> Iterator[OpenSale]:
    with an_open_sale(tmp_path / "till") as opened:
        yield opened


def sell(sale: OpenSale, code: str = "FES-001", *, kinds: tuple[str, ...] = ("cash",)) -> None:
    """Sell one thing in equal parts, and show it as the window does."""
    sale.booth.selling.scan(code)
    paying = sale.booth.paying
    for left, kind in zip(range(len(kinds), 0, -1), kinds, strict=True):
        paying.tender(kind, -(-paying.payment.missing // left))
    made = paying.finish()
    sale.presenter.cart.show_again()
    sale.presenter.receipt.take_sale(made)
    sale.screen.pages.show_last_sale()
    settle()


def card(sale: OpenSale) -> LastSaleCard:
    return sale.screen.sell.pane.card


def last_entry(sale: OpenSale) -> object:
    return sale.booth.papers._recording.period[-1].entry


def test_what_goes_back_is_listed_per_tender(sale: OpenSale) -> None:
    sell(sale, kinds=("qris", "cash"))
    total = sale.last_sale().sale.money.total
    half = f"Rp{-(-total // 2):,}".replace(",", ".")
    tap(card(sale).void)
    assert card(sale).steps.give_back.rows[0] == ("QRIS", half)
    tap(card(sale).steps.reasons.buttons["dobel"])
    settle()
    assert [kind for kind, _ in card(sale).give_back.rows] == ["QRIS", "Cash"]


def test_s18_a_whole_sale_and_its_void_go_by_pointer_alone(sale: OpenSale) -> None:
    screen, total = sale.screen, sale.tap_tile("KOP-007").price
    lines = screen.sell.pane.lines
    tap(lines.viewport(), lines.stepper_place(0, "more"))
    sale.later()
    tap(screen.sell.pane.foot.pay)
    sale.later()
    tap(screen.tender.keys.higher[0])
    tap(screen.tender.finish)
    assert sale.last_sale().sale.money.total == 2 * total
    sale.later()
    tap(card(sale).void)
    tap(card(sale).steps.reasons.buttons["salah-barang"])
    settle()
    entry = last_entry(sale)
    assert isinstance(entry, SaleVoided)
    assert (entry.money.total, entry.why) == (-2 * total, "salah-barang")


def test_s18_a_whole_sale_and_its_void_go_by_keyboard_alone(sale: OpenSale) -> None:
    screen = sale.screen
    type_text(screen, "2*KOP-007")
    press(screen, Qt.Key.Key_Return)
    sale.later()
    press(screen, Qt.Key.Key_Return)
    sale.later()
    type_text(screen, "50000")
    press(screen, Qt.Key.Key_Return)
    assert sale.last_sale().sale.money.given == 50_000
    assert sale.last_sale().sale.money.total == 30_000
    sale.later()
    press(screen, Qt.Key.Key_F8)
    press(screen, Qt.Key.Key_Right)
    press(screen, Qt.Key.Key_Return)
    settle()
    entry = last_entry(sale)
    assert isinstance(entry, SaleVoided)
    assert (entry.money.total, entry.why) == (-30_000, "batal-beli")


def test_the_cart_comes_back_for_correction_with_one_more_tap(sale: OpenSale) -> None:
    sell(sale)
    press(sale.screen, Qt.Key.Key_F8)
    press(sale.screen, Qt.Key.Key_Return)
    settle()
    tap(card(sale).again)
    settle()
    assert sale.lines() == [("FES-001", "1")]
    assert not sale.screen.sell.pane.shows_sale()
    assert sale.screen.scan_field.hasFocus()


def test_a_sale_is_taken_back_once_however_often_it_is_pressed(sale: OpenSale) -> None:
    sell(sale)
    tap(card(sale).void)
    reason = card(sale).steps.reasons.buttons["dobel"]
    for _ in range(3):
        reason.click()
    settle()
    assert sale.booth.days.x_report().sums.voids[0] == 1
    press(sale.screen, Qt.Key.Key_F8)
    assert not card(sale).is_asking()


def test_escape_and_the_next_item_leave_the_sale_as_it_is(sale: OpenSale) -> None:
    sell(sale)
    press(sale.screen, Qt.Key.Key_F8)
    press(sale.screen, Qt.Key.Key_Escape)
    assert not card(sale).is_asking()
    assert sale.screen.sell.pane.shows_sale()
    press(sale.screen, Qt.Key.Key_F8)
    sale.screen.take_scan("FES-001")
    settle()
    assert sale.lines() == [("FES-001", "1")]
    assert sale.booth.days.x_report().sums.voids[0] == 0


def test_f8_still_undoes_while_something_is_in_the_cart(sale: OpenSale) -> None:
    sell(sale)
    sale.screen.take_scan("FES-001")
    press(sale.screen, Qt.Key.Key_F8)
    settle()
    assert sale.lines() == []
    assert sale.booth.days.x_report().sums.voids[0] == 0


def test_letters_typed_while_a_reason_is_asked_for_go_into_the_scan_field(sale: OpenSale) -> None:
    sell(sale)
    press(sale.screen, Qt.Key.Key_F8)
    type_text(sale.screen, "KOPI")
    assert sale.screen.scan_field.text().upper() == "KOPI"


def test_after_a_restart_a_sale_that_was_taken_back_says_so(tmp_path: Path) -> None:
    with an_open_sale(tmp_path / "till") as sale:
        sell(sale)
        sale.presenter.receipt.void("dobel")
    with an_open_sale(tmp_path / "till") as sale:
        assert card(sale).word.text() == "Sale taken back"


def test_what_nobody_may_do_alone_asks_for_a_pin_in_the_card(sale: OpenSale) -> None:
    sale.booth.people.add("Rahma", "2468")
    sale.booth.people.add("Budi", "1357", rights=frozenset())
    sale.booth.signing_in.sign_in("k2", "1357")
    sell(sale)
    tap(card(sale).void)
    tap(card(sale).steps.reasons.buttons["dobel"])
    type_text(sale.screen, "1111")
    press(sale.screen, Qt.Key.Key_Return)
    assert sale.booth.days.x_report().sums.voids[0] == 0
    type_text(sale.screen, "2468")
    press(sale.screen, Qt.Key.Key_Return)
    settle()
    entry = last_entry(sale)
    assert isinstance(entry, SaleVoided)
    assert (entry.stamp.op, entry.stamp.by) == ("k2", "k1")


def test_tab_goes_from_the_reasons_to_the_way_back(sale: OpenSale) -> None:
    sell(sale)
    press(sale.screen, Qt.Key.Key_F8)
    press(sale.screen, Qt.Key.Key_Tab)
    assert card(sale).steps.back.hasFocus()
    press(sale.screen, Qt.Key.Key_Return)
    assert not card(sale).is_asking()


def test_goods_of_a_sale_taken_back_count_on_their_tile_at_once(sale: OpenSale) -> None:
    sell(sale)
    goods = sale.screen.sell.grid.goods
    shown = QSignalSpy(goods.dataChanged)
    tap(card(sale).void)
    tap(card(sale).steps.reasons.buttons["dobel"])
    settle()
    assert shown.count() > 0


def test_a_copy_without_a_printer_says_that_there_is_none(sale: OpenSale) -> None:
    sell(sale)
    told: list[Notice] = []
    sale.screen.noticed.connect(told.append)
    tap(card(sale).reprint)
    settle()
    assert told[-1].text == "No printer is chosen. Choose one under Settings."
