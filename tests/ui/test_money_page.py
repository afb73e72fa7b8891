"""The page of money: parts, rounding, QRIS, paying too much, change owed; with real events."""

import json
from collections.abc import Iterator
from dataclasses import replace
from itertools import product
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget
from pytestqt.qtbot import QtBot

from pos_app.domain.booth_rules import BoothRules
from pos_app.domain.journal import Tender
from pos_app.domain.qris import read_qris
from pos_app.i18n import use_language
from tests.ui.kit import OpenSale, an_open_sale, press, settle, tap, type_text
from ui.sale.money.tender_panel import TenderPanel
from ui.theme import LIGHT, apply_theme
from ui.widgets import TextLabel

VECTORS = json.loads(
    (Path(__file__).parents[1] / "data" / "qris-vectors.json").read_text(encoding="utf-8")
)["vectors"]
SIGN = str(next(vector["payload"] for vector in VECTORS if vector["id"] == "S1"))


@pytest.fixture
def sale(qtbot: QtBot, tmp_path: Path) -> Iterator[OpenSale]:
    with an_open_sale(tmp_path / "till") as sale:
        yield sale


def paying(sale: OpenSale, *codes: str, key: Qt.Key = Qt.Key.Key_F12) -> TenderPanel:
    """The page of money for these goods: coffee 15.000, banana chips 25.000 each."""
    for code in codes or ("KOP-007", "KUL-001"):
        sale.screen.take_scan(code)
    press(sale.screen, key)
    settle()
    sale.later()
    return sale.screen.tender


def enter(sale: OpenSale, text: str = "") -> None:
    type_text(sale.screen, text)
    press(sale.screen, Qt.Key.Key_Return)
    settle()
    sale.later()


def rule(sale: OpenSale, rules: BoothRules) -> None:
    sale.booth.arranging.change(rules)


def test_mon5_cash_first_then_card_and_the_sum_decides(sale: OpenSale) -> None:
    page = paying(sale)  # 40.000
    enter(sale, "10000")
    assert sale.sales() == 0
    assert page.part.hasFocus()
    assert "30.000" in page.refusal.text()
    enter(sale)  # takes the part
    assert page.sums.received.field.placeholderText() == "Rp30.000"
    assert not page.refusal.isVisible()
    press(sale.screen, Qt.Key.Key_F7)
    enter(sale)
    pay = sale.last_sale().sale.money.pay
    assert pay == (Tender("cash", 10_000), Tender("card", 30_000))


def test_mon5_cash_that_was_typed_is_kept_when_the_rest_is_paid_otherwise(sale: OpenSale) -> None:
    page = paying(sale)  # 40.000
    type_text(sale.screen, "10000")
    press(sale.screen, Qt.Key.Key_F6)
    assert page.sums.received.field.placeholderText() == "Rp30.000"
    sale.later()
    tap(page.finish)
    pay = sale.last_sale().sale.money.pay
    assert [(one.kind, one.amount) for one in pay] == [("cash", 10_000), ("qris", 30_000)]


def test_a_typed_amount_that_is_no_part_of_cash_goes_with_its_kind(sale: OpenSale) -> None:
    page = paying(sale)  # 40.000
    type_text(sale.screen, "50000")
    press(sale.screen, Qt.Key.Key_F7)
    type_text(sale.screen, "25000")  # nobody said yet that the card was charged
    press(sale.screen, Qt.Key.Key_F5)
    assert page.sums.taken.isHidden()
    assert page.amount() == 40_000


def test_m1_quick_money_is_for_what_is_still_open_after_a_part(sale: OpenSale) -> None:
    quick = sale.screen.sell.pane.foot.quick
    paying(sale, key=Qt.Key.Key_F7)  # 40.000
    assert [one.words() for one in quick.higher] == ["50.000", "100.000"]
    enter(sale, "25000")  # by card; 15.000 open
    enter(sale)  # takes the part
    press(sale.screen, Qt.Key.Key_Escape)
    assert [one.words() for one in quick.higher] == ["20.000", "50.000"]
    sale.later()
    tap(quick.higher[1])
    made = sale.last_sale().sale.money
    assert made.pay == (Tender("card", 25_000), Tender("cash", 15_000))
    assert made.given == 50_000


def test_m2_a_tender_is_given_back_with_its_own_button(sale: OpenSale) -> None:
    page = paying(sale)
    enter(sale, "10000")
    enter(sale)
    (button,) = page.sums.taken.buttons
    assert "Rp10.000" in button.accessibleName()
    tap(button)
    settle()
    assert page.sums.taken.isHidden()
    enter(sale)
    assert sale.last_sale().sale.money.pay == (Tender("cash", 40_000),)


def test_mon6_the_finish_button_says_what_is_missing(sale: OpenSale) -> None:
    page = paying(sale)
    type_text(sale.screen, "35000")
    assert page.finish.words() == "Rp5.000 missing"
    tap(page.finish)
    assert sale.sales() == 0
    assert "Rp5.000 still to pay" in page.refusal.text()
    type_text(sale.screen, "0")
    assert not page.refusal.isVisible()  # it was about another amount
    assert page.finish.words() == "Finish"


def test_only_the_amount_that_counts_is_marked(sale: OpenSale) -> None:
    page = paying(sale)  # 40.000
    keys = (page.keys.exact, *page.keys.higher)
    for tapped, marked in (
        (None, "Exact cash"),
        (page.keys.notes[1], "Rp50.000"),
        (page.keys.clear, "Exact cash"),
    ):
        if tapped is not None:
            tap(tapped)
        assert [key.words() for key in keys if key.property("class") == "soft"] == [marked]


def test_mon6_cash_covers_what_a_split_left_open(sale: OpenSale) -> None:
    page = paying(sale, "KUL-001", "KUL-001", "KOP-007")  # 65.000
    press(sale.screen, Qt.Key.Key_F6)
    enter(sale, "20000")
    enter(sale)
    press(sale.screen, Qt.Key.Key_F5)
    tap(page.keys.notes[0])
    assert page.sums.box.amount.text() == "Rp55.000"
    enter(sale)
    assert sale.last_sale().sale.change == 55_000


def test_mon4_even_parts_are_shown_before_the_first_is_paid(sale: OpenSale) -> None:
    page = paying(sale)
    tap(page.extras.split)
    tap(page.extras.parts[3])
    assert "13.334  ·  13.333  ·  13.333" in page.sums.taken.parts.text()
    assert page.finish.words() == "Take Rp13.334"
    for _part in range(3):
        tap(page.finish)
        sale.later()
    assert sale.last_sale().sale.money.pay == (Tender("cash", 40_000),)


def test_mon2_rounding_is_told_before_paying_and_goes_with_the_cash(sale: OpenSale) -> None:
    rule(sale, replace(sale.booth.arranging.own, rounding_step=1_000))
    sale.booth.selling.scan("KOP-007")
    sale.booth.selling.change_price(0, 15_300, "wrong label")
    page = paying(sale, "KUL-001")  # 40.300
    assert page.sums.due.text() == "Rp40.000"
    assert page.sums.rounding.text() == "Total Rp40.300, rounding -Rp300"
    press(sale.screen, Qt.Key.Key_F6)
    assert page.sums.due.text() == "Rp40.300"
    assert not page.sums.rounding.isVisible()
    press(sale.screen, Qt.Key.Key_F5)
    enter(sale)
    assert sale.last_sale().sale.money.rounding == -300


def test_m1_only_the_notes_the_booth_chose_are_offered(sale: OpenSale) -> None:
    page = paying(sale)
    assert all(note.isVisible() for note in page.keys.notes)
    rule(sale, replace(sale.booth.arranging.own, notes_shown=(100_000, 50_000)))
    press(sale.screen, Qt.Key.Key_Escape)
    press(sale.screen, Qt.Key.Key_F5)
    assert [note.text() for note in page.keys.notes if note.isVisible()] == ["+100.000", "+50.000"]


def with_sign(sale: OpenSale) -> None:
    rule(sale, replace(sale.booth.arranging.own, qris_payload=SIGN, qris_puts_amount_in=True))


def test_m4_the_code_is_large_holds_the_amount_and_follows_it(sale: OpenSale, qtbot: QtBot) -> None:
    with_sign(sale)
    with qtbot.waitSignal(sale.presenter.money.qris_shown) as told:
        page = paying(sale, key=Qt.Key.Key_F6)
    picture, shown = page.other.picture, told.args[0]
    assert min(picture.width(), picture.height()) >= 300
    assert shown.state == "waiting"
    code = picture.code()
    assert code is not None
    assert read_qris(code.content).amount == 40_000
    type_text(sale.screen, "25000")
    code = picture.code()
    assert code is not None
    assert read_qris(code.content).amount == 25_000
    press(sale.screen, Qt.Key.Key_O, Qt.KeyboardModifier.ControlModifier)
    code = picture.code()
    assert code is not None
    assert code.content == SIGN
    with qtbot.waitSignal(sale.presenter.money.qris_shown) as told:
        press(sale.screen, Qt.Key.Key_F5)
    assert told.args == [None]


def test_m4_more_than_one_payment_may_be_is_said_with_ways_to_pay_apart(sale: OpenSale) -> None:
    with_sign(sale)
    page = paying(sale, "100*FES-001", key=Qt.Key.Key_F6)  # 150.000 each
    assert page.other.picture.code() is None
    words = page.other.qris.words.text()
    assert "at most Rp10.000.000. Take it in two parts, or in cash or by transfer." in words
    type_text(sale.screen, "10000000")
    code = page.other.picture.code()
    assert code is not None
    assert read_qris(code.content).amount == 10_000_000


@pytest.mark.parametrize("size", [(1286, 740), (952, 516)], ids=["wide", "small"])
def test_m4_the_code_is_never_squeezed(qtbot: QtBot, tmp_path: Path, size: tuple[int, int]) -> None:
    with an_open_sale(tmp_path / "till", size=size) as sale:
        with_sign(sale)
        rule(sale, replace(sale.booth.arranging.own, rounding_step=1_000))
        sale.booth.selling.add_open_item(300)
        page = paying(sale, key=Qt.Key.Key_F6)
        picture = page.other.picture
        assert picture.size() == picture.sizeHint()
        assert sale.screen.rect().contains(picture.mapTo(sale.screen, picture.rect().bottomRight()))
        press(sale.screen, Qt.Key.Key_F5)
        type_text(sale.screen, "10000")
        press(sale.screen, Qt.Key.Key_F6)
        settle()
        assert len(page.sums.taken.buttons) == 1
        assert picture.size() == picture.sizeHint(), "a part and its rounding stand above it"


def test_m4_money_nobody_saw_is_finished_with_a_mark(sale: OpenSale) -> None:
    page = paying(sale, key=Qt.Key.Key_F6)
    tap(page.other.arrival.states["unsure"])
    assert page.finish.words() == "Finish, not certain"
    enter(sale)
    assert sale.last_sale().sale.money.pay == (Tender("qris", 40_000, unsure=True),)
    (unsure,) = sale.booth.qris.unsure()
    assert unsure.amount == 40_000


def test_m4_where_it_was_seen_and_its_reference_are_kept(sale: OpenSale) -> None:
    page = paying(sale, key=Qt.Key.Key_F6)
    tap(page.other.arrival.seen["screen"])
    assert "Weak proof" in page.other.arrival.hint.text()
    tap(page.other.arrival.reference)
    enter(sale, "4711")
    if sale.sales() == 0:
        enter(sale)
    (said,) = sale.booth.qris.sightings(sale.last_sale().recorded.seq)
    assert (said.sighting.seen, said.sighting.reference) == ("screen", "4711")


def test_m6_too_much_without_cash_is_asked(sale: OpenSale) -> None:
    page = paying(sale, key=Qt.Key.Key_F7)
    enter(sale, "54000")
    assert sale.sales() == 0
    assert page.question.isVisible()
    enter(sale)  # the safe answer has the focus
    assert not page.question.isVisible()
    assert page.sums.received.field.hasFocus()
    enter(sale)
    tap(page.question.back)
    sold = sale.last_sale().sale
    assert sold.money.pay == (Tender("card", 54_000), Tender("cash", -14_000))
    assert sold.change == 14_000


def test_m8_change_that_stays_owed_is_typed_on_the_page(sale: OpenSale) -> None:
    page = paying(sale)
    tap(page.keys.higher[0])  # 50.000
    tap(page.extras.owe)
    type_text(sale.screen, "500")
    assert page.sums.box.amount.text() == "Rp9.500"
    assert "Rp500" in page.sums.box.remark.text()
    enter(sale)
    assert sale.last_sale().sale.money.owed == 500
    assert [owed.amount for owed in sale.booth.owing.owed()] == [500]


def test_ux5_a_scan_while_paying_never_changes_a_total_that_money_was_confirmed_for(
    sale: OpenSale,
) -> None:
    page = paying(sale, key=Qt.Key.Key_F6)  # 40.000
    sale.screen.take_scan("KOP-007")  # nothing was confirmed: it belongs to this cart
    sale.later()
    assert page.sums.due.text() == "Rp55.000"
    enter(sale, "10000")
    enter(sale)  # a part by QRIS has come in
    sale.screen.take_scan("KUL-002")
    sale.later()
    assert page.sums.due.text() == "Rp55.000"
    press(sale.screen, Qt.Key.Key_F5)
    enter(sale)
    assert sale.last_sale().sale.money.total == 55_000
    assert sale.lines() == [("KUL-002", "1")]
    press(sale.screen, Qt.Key.Key_F12)
    sale.later()
    enter(sale)
    assert sale.screen.sell.pane.shows_sale()
    sale.screen.take_scan("KOP-007")  # on the card of a finished sale: the next cart begins
    assert sale.lines() == [("KOP-007", "1")]
    assert not sale.screen.sell.pane.shows_sale()


def test_a_scan_waits_when_money_without_notes_was_taken(sale: OpenSale) -> None:
    page = paying(sale, key=Qt.Key.Key_F6)
    enter(sale, "10000")
    enter(sale)
    sale.screen.take_scan("KUL-002")
    sale.later()
    assert "1 scan waits" in page.columns.held.text()
    assert page.sums.due.text() == "Rp40.000"
    press(sale.screen, Qt.Key.Key_F5)
    enter(sale)
    assert sale.last_sale().sale.money.total == 40_000
    assert sale.lines() == [("KUL-002", "1")]


def test_the_answers_to_a_doubtful_amount_are_reached_by_tab(sale: OpenSale) -> None:
    page = paying(sale)
    enter(sale, "50")
    first, second = page.sums.received.choices()
    press(sale.screen, Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is first
    press(sale.screen, Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is second
    enter(sale)
    assert page.sums.received_amount() == 50_000


def _cut(page: QWidget) -> list[str]:
    """Words of what can be seen that have less room than they take."""
    shown = [one for one in page.findChildren(QWidget) if one.isVisible()]
    cut = [
        one.text()
        for one in shown
        if isinstance(one, QAbstractButton)
        and one.size().expandedTo(one.minimumSizeHint()) != one.size()
    ]
    return cut + [
        one.text()
        for one in shown
        if isinstance(one, TextLabel) and one.heightForWidth(one.width()) > one.height()
    ]


@pytest.mark.parametrize("size", [(960, 512), (1286, 740)])
def test_no_word_about_qris_is_cut_with_large_text(
    qtbot: QtBot, qapp: QApplication, tmp_path: Path, size: tuple[int, int]
) -> None:
    with an_open_sale(tmp_path / "till", size=size) as sale:
        rule(sale, BoothRules(qris_payload=SIGN, qris_puts_amount_in=True))
        page = paying(sale, key=Qt.Key.Key_F6)
        for percent, language in product((115, 130), ("id", "en")):
            apply_theme(qapp, LIGHT, text_percent=percent)
            use_language("id" if language == "id" else "en")
            sale.screen.retranslate()
            for chip in page.columns.other.arrival.states.values():
                tap(chip)
                settle()
                assert _cut(page) == [], (percent, language, chip.words())
    apply_theme(qapp, LIGHT)
