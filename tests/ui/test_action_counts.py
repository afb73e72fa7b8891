"""How many actions the common tasks take: real taps, keys and scans, counted (ux.md 8.1)."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from pos_app.domain.drawer import CashCount
from tests.ui.day_kit import an_opened_day
from tests.ui.kit import OpenSale, an_open_sale, press, settle, tap, type_text
from ui.scanner import Scanner


@dataclass
class Hand:
    """Taps, presses and scans, and counts each; an action is one of them."""

    sale: OpenSale
    actions: int = 0

    def tap(self, widget: QWidget, place: QPoint | None = None) -> None:
        self.actions += 1
        tap(widget, place)
        self.sale.later()

    def tap_tile(self, code: str) -> None:
        self.actions += 1
        self.sale.tap_tile(code)

    def press(self, key: Qt.Key) -> None:
        self.actions += 1
        press(self.sale.screen, key)
        self.sale.later()

    def scan(self, code: str) -> None:
        """A burst of keys from a real scanner with its Enter behind it."""
        self.actions += 1
        type_text(self.sale.screen, code)
        press(self.sale.screen, Qt.Key.Key_Return)
        settle()
        self.sale.later()


@pytest.fixture
def hand(qtbot: QtBot, tmp_path: Path) -> Iterator[Hand]:
    with an_open_sale(tmp_path / "till") as sale:
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        scanner = Scanner(now=sale.clock)
        scanner.scanned.connect(sale.screen.take_scan)
        scanner.start(app)
        yield Hand(sale)
        scanner.stop(app)


def test_ux8_s1_one_item_for_exact_cash_by_touch_takes_two_actions(hand: Hand) -> None:
    hand.tap_tile("KOP-007")
    hand.tap(hand.sale.screen.sell.pane.foot.quick.exact)
    assert (hand.sale.sales(), hand.actions) == (1, 2)


def test_ux8_s1_one_item_for_exact_cash_by_scan_takes_three_actions(hand: Hand) -> None:
    hand.scan("KOP-007")
    hand.press(Qt.Key.Key_Return)
    hand.press(Qt.Key.Key_Return)
    assert (hand.sale.sales(), hand.actions) == (1, 3)


def test_ux8_s1_through_the_page_of_money_it_takes_three_actions(hand: Hand) -> None:
    hand.tap_tile("KOP-007")
    hand.tap(hand.sale.screen.sell.pane.foot.pay)
    hand.tap(hand.sale.screen.tender.finish)
    assert (hand.sale.sales(), hand.actions) == (1, 3)


def test_ux8_s2_three_items_and_a_note_take_four_actions(hand: Hand) -> None:
    for code in ("KOP-005", "KUL-001", "KOP-007"):
        hand.tap_tile(code)
    hand.tap(hand.sale.screen.sell.pane.foot.quick.higher[0])
    assert (hand.sale.last_sale().sale.money.given, hand.actions) == (100_000, 4)


def test_ux8_s2_three_scans_and_an_amount_key_take_six_actions(hand: Hand) -> None:
    for code in ("KOP-005", "KUL-001", "KOP-007"):
        hand.scan(code)
    hand.press(Qt.Key.Key_F12)
    hand.tap(hand.sale.screen.tender.keys.higher[0])
    hand.press(Qt.Key.Key_Return)
    assert (hand.sale.last_sale().sale.change, hand.actions) == (10_000, 6)


def test_s3_six_scans_and_qris_take_eight_actions(hand: Hand) -> None:
    for code in ("KOP-005", "KUL-001", "KOP-007", "KUL-002", "KUL-003", "KUL-004"):
        hand.scan(code)
    hand.press(Qt.Key.Key_F6)
    hand.press(Qt.Key.Key_Return)
    (tender,) = hand.sale.last_sale().sale.money.pay
    assert (tender.kind, tender.unsure, hand.actions) == ("qris", False, 8)
    (said,) = hand.sale.booth.qris.sightings(hand.sale.last_sale().recorded.seq)
    assert said.sighting.seen == "phone"


def test_s4_the_last_item_goes_out_again_with_one_action(hand: Hand) -> None:
    for code in ("KOP-007", "KUL-001"):
        hand.scan(code)
    before = hand.actions
    hand.press(Qt.Key.Key_F8)
    assert (hand.sale.lines(), hand.actions - before) == ([("KOP-007", "1")], 1)


def test_s5_the_sale_just_made_is_cancelled_with_two_actions(hand: Hand) -> None:
    hand.tap_tile("KOP-007")
    hand.tap(hand.sale.screen.sell.pane.foot.quick.exact)
    before = hand.actions
    hand.press(Qt.Key.Key_F8)
    hand.press(Qt.Key.Key_Return)
    assert (hand.sale.booth.days.x_report().sums.voids[0], hand.actions - before) == (1, 2)
    assert hand.sale.screen.scan_field.hasFocus()


def test_s5_by_touch_it_takes_two_actions_too(hand: Hand) -> None:
    hand.tap_tile("KOP-007")
    hand.tap(hand.sale.screen.sell.pane.foot.quick.exact)
    before, card = hand.actions, hand.sale.screen.sell.pane.card
    hand.tap(card.void)
    hand.tap(card.steps.reasons.buttons["dobel"])
    assert (hand.sale.booth.days.x_report().sums.voids[0], hand.actions - before) == (1, 2)


def test_ux8_s6_the_first_day_opens_with_a_usual_float_in_three_actions(
    qtbot: QtBot, tmp_path: Path
) -> None:
    with an_opened_day(tmp_path / "till") as day:  # the first action was the page of the day
        tap(day.screen.pages.opening.usual[200_000])
        press(day.screen, Qt.Key.Key_Return)
        assert day.booth.days.state().float_amount == 200_000


def test_ux8_s6_a_later_day_opens_as_it_was_left_in_two_actions(
    qtbot: QtBot, tmp_path: Path
) -> None:
    with an_opened_day(tmp_path / "till") as day:
        day.booth.cash.set_float(50_000)
        day.booth.days.close_day(CashCount(((50_000, 1),)))
        day.clock.pass_by(days=1)
        day.presenter.refresh()
        tap(day.screen.pages.opening.left_button)
        assert day.booth.days.state().float_amount == 50_000
