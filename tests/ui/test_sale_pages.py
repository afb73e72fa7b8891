"""How the selling screen fits, sounds and reads: sizes, names, order, both languages."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QAbstractListModel, QEvent, QModelIndex, QPoint, QRect, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QLineEdit,
    QWidget,
)
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from pos_app.domain.cart import Cart
from pos_app.domain.catalog import Product
from pos_app.domain.money import Quantity
from pos_app.i18n import Language, use_language
from tests.ui.kit import OpenSale, an_open_sale, press, settle, tap, type_text
from ui.sale.cart.cart_model import CartModel
from ui.sale.goods.product_model import ProductModel

_RAIL = 64
_PRACTICE_BAND = 28
_SMALL = (1024 - _RAIL, 540 - _PRACTICE_BAND)
_CONTROL = Qt.KeyboardModifier.ControlModifier
_LANGUAGES: list[Language] = ["id", "en"]


@pytest.fixture
def sale(qtbot: QtBot, tmp_path: Path) -> Iterator[OpenSale]:
    with an_open_sale(tmp_path / "till") as sale:
        yield sale


def _controls(page: QWidget) -> list[QWidget]:
    kinds = (QAbstractButton, QLineEdit, QAbstractItemView)
    found = [widget for kind in kinds for widget in page.findChildren(kind)]
    return [widget for widget in found if widget.isVisible()]


def _fixed_controls(sale: OpenSale) -> list[QWidget]:
    """All but what scrolls in its row, and the undo that lies over the tiles for a while."""
    sell = sale.screen.sell
    rows = (sell.chips, sell.pane.parked, sell.said)
    loose = {widget for row in rows for widget in row.findChildren(QWidget)}
    return [widget for widget in _controls(sale.screen) if widget not in loose]


def _open(sale: OpenSale, page: str) -> None:
    if page == "empty":
        return
    sale.screen.take_scan("KOP-007")
    sale.screen.take_scan("KUL-001")
    if page == "quantity":
        press(sale.screen, Qt.Key.Key_F4)
    if page == "sold":
        tap(sale.screen.sell.pane.foot.quick.exact)
    if page in ("cash", "qris", "question"):
        press(sale.screen, Qt.Key.Key_F6 if page == "qris" else Qt.Key.Key_F12)
    if page == "question":
        sale.later()
        type_text(sale.screen, "20")
        press(sale.screen, Qt.Key.Key_Return)
    settle()


_PAGES = ["empty", "cart", "quantity", "sold", "cash", "question", "qris"]


@pytest.mark.parametrize("language", _LANGUAGES)
@pytest.mark.parametrize("page", _PAGES)
def test_every_page_fits_the_smallest_window(
    qtbot: QtBot, tmp_path: Path, page: str, language: Language
) -> None:
    use_language(language)
    with an_open_sale(tmp_path / "small", size=_SMALL) as sale:
        sale.screen.set_status("day", "ok", "Hari terbuka")
        sale.screen.set_status("printer", "warning", "Belum ada printer")
        _open(sale, page)
        hint = sale.screen.minimumSizeHint()
        assert (hint.width() <= _SMALL[0], hint.height() <= _SMALL[1]) == (True, True)
        room = sale.screen.rect()
        outside = [one for one in _fixed_controls(sale) if not room.contains(_place(sale, one))]
        assert outside == []
        _assert_nothing_overlaps(sale)


_TOOLS = {
    "discount": (Qt.Key.Key_D, _CONTROL),
    "price": (Qt.Key.Key_E, _CONTROL),
    "note": (Qt.Key.Key_N, _CONTROL),
    "agreed": (Qt.Key.Key_T, _CONTROL),
    "open item": (Qt.Key.Key_B, _CONTROL),
    "prices": (Qt.Key.Key_K, _CONTROL),
    "parked": (Qt.Key.Key_F3, None),
    "recall": (Qt.Key.Key_F3, None),
}
"""What opens each of them, in an order in which they can be walked through."""


@pytest.mark.parametrize("language", _LANGUAGES)
def test_every_tool_fits_the_smallest_window_with_names_and_large_targets(
    qtbot: QtBot, tmp_path: Path, language: Language
) -> None:
    use_language(language)
    with an_open_sale(tmp_path / "tools", size=_SMALL) as sale:
        _open(sale, "cart")
        room = sale.screen.rect()
        for name, (key, modifier) in _TOOLS.items():
            press(sale.screen, key, modifier)
            settle()
            for one in _fixed_controls(sale):
                assert room.contains(_place(sale, one)), (name, one)
                interface = QAccessible.queryAccessibleInterface(one)
                assert interface.text(QAccessible.Text.Name).strip(), (name, one)
                if not isinstance(one, QAbstractItemView):
                    assert min(one.width(), one.height()) >= 44, (name, one, one.size())
            _assert_nothing_overlaps(sale)
            if name != "parked":
                press(sale.screen, Qt.Key.Key_Escape)


@pytest.mark.parametrize("language", _LANGUAGES)
def test_a_till_that_waits_for_approval_says_so_beside_the_scan_field_of_a_small_window(
    qtbot: QtBot, tmp_path: Path, language: Language
) -> None:
    use_language(language)
    with an_open_sale(tmp_path / "open", size=_SMALL) as sale:
        words = {"id": "menunggu persetujuan", "en": "waiting for approval"}[language]
        papers = {"id": "2 cetakan menunggu", "en": "2 papers wait"}[language]
        sale.screen.set_status("approval", "warning", words, icon="hourglass")
        sale.screen.set_status("printer", "warning", papers)
        settle()
        _assert_nothing_overlaps(sale)
        bar = sale.screen.sell.top
        for key, whole in (("approval", words), ("printer", papers)):
            button = bar.status(key)
            assert button.width() >= button.sizeHint().width()
            assert " ".join(button.lines()) == button.accessibleName() == whole
        assert bar.scan_field.width() >= 200


def test_the_chips_begin_at_the_first_one(qtbot: QtBot, tmp_path: Path) -> None:
    with an_open_sale(tmp_path / "chips", size=_SMALL) as sale:
        chips = sale.screen.sell.chips
        sale.screen.retranslate()
        sale.screen.hide()
        sale.screen.show()
        settle()
        assert chips.horizontalScrollBar().value() == 0
        assert chips.button(None).isVisible()


def test_nothing_moves_on_the_page_of_money_whatever_is_said_there(sale: OpenSale) -> None:
    for _piece in range(3):
        sale.screen.take_scan("KOP-007")
    press(sale.screen, Qt.Key.Key_F12)
    settle()
    widgets = (sale.screen.tender.keypad, sale.screen.tender.sums.box)
    before = [_place(sale, widget) for widget in widgets]
    type_text(sale.screen, "7200000")
    settle()
    assert sale.screen.tender.sums.received.remark.isVisible()
    assert [_place(sale, widget) for widget in widgets] == before
    press(sale.screen, Qt.Key.Key_F6)
    settle()
    assert [_place(sale, widget) for widget in widgets] == before


def _place(sale: OpenSale, widget: QWidget) -> QRect:
    return QRect(widget.mapTo(sale.screen, QPoint(0, 0)), widget.size())


def _assert_nothing_overlaps(sale: OpenSale) -> None:
    controls = _fixed_controls(sale)
    for number, one in enumerate(controls):
        for other in controls[number + 1 :]:
            assert not _place(sale, one).intersects(_place(sale, other)), (one, other)


@pytest.mark.parametrize("size", [(1286, 768), _SMALL], ids=["wide", "small"])
@pytest.mark.parametrize("page", _PAGES)
def test_every_control_has_a_name_and_is_large_enough(
    qtbot: QtBot, tmp_path: Path, page: str, size: tuple[int, int]
) -> None:
    with an_open_sale(tmp_path / "named", size=size) as sale:
        _open(sale, page)
        for widget in _controls(sale.screen):
            interface = QAccessible.queryAccessibleInterface(widget)
            assert interface.text(QAccessible.Text.Name).strip(), widget
            if not isinstance(widget, QAbstractItemView):
                assert min(widget.width(), widget.height()) >= 44, (widget, widget.size())


@pytest.mark.parametrize("page", ["cart", "sold", "cash", "quantity"])
def test_tab_reaches_every_enabled_control_and_comes_round(sale: OpenSale, page: str) -> None:
    _open(sale, page)
    start = QApplication.focusWidget()
    assert start is not None
    reached = {start}
    for _step in range(100):
        press(sale.screen, Qt.Key.Key_Tab)
        focused = QApplication.focusWidget()
        assert focused is not None
        if focused is start:
            break
        reached.add(focused)
    else:
        pytest.fail("Tab never comes round")
    wanted = {
        widget
        for widget in _controls(sale.screen)
        if widget.isEnabled() and widget.focusPolicy() & Qt.FocusPolicy.TabFocus
    }
    assert wanted <= reached


def test_only_pad_keys_and_lists_with_their_own_keys_take_no_focus(sale: OpenSale) -> None:
    _open(sale, "cash")
    deaf = {
        type(widget).__name__
        for widget in _controls(sale.screen)
        if not widget.focusPolicy() & Qt.FocusPolicy.TabFocus
    }
    assert deaf <= {"KeypadKey", "SlimCartList"}


def test_the_foot_of_the_cart_never_moves(sale: OpenSale) -> None:
    foot = sale.screen.sell.pane.foot
    places = []
    for step in ("empty", "one", "many"):
        for _number in range({"empty": 0, "one": 1, "many": 12}[step]):
            sale.screen.take_scan("KOP-007")
        if step == "many":
            for code in ("KUL-001", "KUL-002", "KUL-003", "KUL-004", "KUL-005", "KUL-006"):
                sale.screen.take_scan(code)
        settle()
        places.append([_place(sale, one) for one in (foot.pay, foot.total, foot.quick)])
    assert places[0] == places[1] == places[2]
    before = _place(sale, foot.pay)
    tap(foot.quick.exact)
    settle()
    assert _place(sale, foot.pay) == before


def test_ux10_the_cart_is_seen_while_paying(qtbot: QtBot, tmp_path: Path) -> None:
    with an_open_sale(tmp_path / "small", size=_SMALL) as sale:
        _open(sale, "cash")
        lines = sale.screen.tender.lines
        assert lines.isVisible()
        assert lines.height() >= 2 * 44
        assert lines.model().rowCount() == 2


def test_the_language_changes_in_the_middle_of_a_sale(sale: OpenSale) -> None:
    _open(sale, "cart")
    foot = sale.screen.sell.pane.foot
    before = foot.pay.words()
    use_language("id")
    QApplication.sendEvent(sale.screen, QEvent(QEvent.Type.LanguageChange))
    use_language("en")
    QApplication.sendEvent(sale.screen, QEvent(QEvent.Type.LanguageChange))
    assert foot.pay.words() == before
    assert foot.count.text() == "2 items"


def test_states_are_words_that_lead_somewhere(sale: OpenSale, qtbot: QtBot) -> None:
    sale.screen.set_status("printer", "warning", "No printer")
    button = sale.screen.sell.top.status("printer")
    assert button.words() == "No printer"
    with qtbot.waitSignal(sale.screen.status_chosen) as chosen:
        tap(button)
    assert chosen.args == ["printer"]
    sale.screen.set_status("printer", "ok", "")
    assert not button.isVisible()


def test_a_tile_tells_everything_it_shows(sale: OpenSale) -> None:
    sale.tap_tile("KOP-007")
    goods = sale.screen.sell.grid.goods
    row = next(row for row in range(goods.rowCount()) if goods.tile(row).product.code == "KOP-007")
    words = goods.index(row).data(Qt.ItemDataRole.AccessibleTextRole)
    assert words.startswith("Kopi susu seduh (gelas), Rp15.000, Kopi, ")
    assert words.endswith("1 in the cart")


def _a_mug(number: int, price: int = 50_000) -> Product:
    return Product(product_id=number, name=f"Mug {number}", price=price, code=f"MUG-{number}")


@pytest.mark.parametrize("model", [ProductModel(), CartModel()], ids=["goods", "cart"])
def test_models_keep_the_rules_of_qt(qtmodeltester: ModelTester, model: QAbstractListModel) -> None:
    cart = Cart("s1")
    for number in (1, 2, 3):
        cart, _place = cart.with_product(_a_mug(number))
    if isinstance(model, CartModel):
        model.show_lines(cart.lines)
    else:
        assert isinstance(model, ProductModel)
        model.show_products([_a_mug(1), _a_mug(2)], [])
    qtmodeltester.check(model)  # type: ignore[no-untyped-call]  # as pytest-qt has it


def test_the_tiles_of_very_many_products_are_given_out_as_they_are_scrolled_to() -> None:
    model = ProductModel()
    model.show_products([_a_mug(number) for number in range(1, 10_001)], [])
    model.show_in_cart({5_000: Quantity.of(2)})
    at_once = model.rowCount()
    assert at_once < 1_000
    while model.canFetchMore(QModelIndex()):
        model.fetchMore(QModelIndex())
    assert model.rowCount() == 10_000
    assert model.tile(4_999).in_cart == Quantity.of(2)


def test_only_the_line_that_changed_is_painted_again(qtbot: QtBot) -> None:
    cart = Cart("s1")
    for number in (1, 2, 3):
        cart, _place = cart.with_product(_a_mug(number))
    model = CartModel()
    model.show_lines(cart.lines)
    changed: list[int] = []
    model.dataChanged.connect(lambda first, _last: changed.append(first.row()))
    model.show_lines(cart.with_quantity(1, Quantity.of(5)).lines)
    assert changed == [1]
    model.show_lines(cart.without_line(0).lines)
    assert [model.line(row).name for row in range(model.rowCount())] == ["Mug 2", "Mug 3"]
