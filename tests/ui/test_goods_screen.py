"""The goods at the screen: searched, added, refused, retired."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QAbstractButton, QApplication, QComboBox, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from pos_app.i18n import use_language
from tests.ui.goods_kit import SMALLEST, TEN_GOODS, UGLY, OpenGoods, open_goods
from tests.ui.kit import press, settle, tap, type_text


@pytest.fixture
def goods(qtbot: QtBot, tmp_path: Path) -> Iterator[OpenGoods]:
    with open_goods(tmp_path / "till") as goods:
        yield goods


@pytest.fixture
def ten_goods(tmp_path: Path) -> Path:
    path = tmp_path / "daftar harga.csv"
    path.write_text(TEN_GOODS, encoding="utf-8")
    return path


# --- one product -------------------------------------------------------------------------------


def test_the_keyboard_alone_adds_a_product(goods: OpenGoods) -> None:
    goods.screen.add_button.setFocus()
    press(goods.screen, Qt.Key.Key_Space)
    for text in ("kopi", "45rb", "k-1", "12"):
        type_text(goods.screen, text)
        press(goods.screen, Qt.Key.Key_Tab)
    press(goods.screen, Qt.Key.Key_Return)
    (product,) = goods.catalog.catalog.for_sale
    assert (product.name, product.price) == ("kopi", 45_000)
    assert (product.code, product.quick_code) == ("k-1", "12")
    assert not goods.screen.form.isVisible()
    assert goods.notices[-1].text == "“kopi” is saved."


def test_a_code_that_is_taken_is_refused_beside_its_field_and_names_the_holder(
    goods: OpenGoods,
) -> None:
    goods.add("Kemplang", 25_000, code="K04")
    tap(goods.screen.add_button)
    form = goods.screen.form
    form.name.line.setText("Keripik")
    form.price.set_value(20_000)
    form.code.line.setText("k04")
    tap(form.save_button)
    assert "Kemplang" in form.code.refusal.text()
    assert form.code.refusal.isVisible()
    assert form.name.line.text() == "Keripik"
    assert len(goods.catalog.catalog.for_sale) == 1


def test_a_refusal_stands_in_sight_below_its_field(goods: OpenGoods) -> None:
    goods.screen.resize(*SMALLEST)
    goods.add("Sambal tempoyak botol 150 g", 25_000, code="K04", quick_code="41")
    tap(goods.screen.add_button)
    form = goods.screen.form
    form.name.line.setText("Keripik")
    form.price.set_value(1_500_000)
    form.quick_code.line.setText("41")
    tap(form.save_button)
    assert form.quick_code.refusal.visibleRegion().boundingRect() == form.quick_code.refusal.rect()


def test_a_low_window_still_lists_the_quick_codes(goods: OpenGoods) -> None:
    goods.screen.resize(*SMALLEST)
    goods.add("Sambal", 25_000, code="K04", quick_code="41")
    settle()
    table = goods.screen.table
    headings = [
        table.products.headerData(column, Qt.Orientation.Horizontal)
        for column in range(table.products.columnCount())
        if not table.isColumnHidden(column)
    ]
    assert headings == ["Name", "Code", "Quick code", "Price", "Stock"]


@pytest.mark.parametrize(
    ("name", "price", "quick_code", "entry"),
    [("", 1000, "", "name"), ("Kopi", None, "", "price"), ("Kopi", 1000, "1", "quick_code")],
)
def test_what_is_missing_is_said_beside_its_field(
    goods: OpenGoods, name: str, price: int | None, quick_code: str, entry: str
) -> None:
    tap(goods.screen.add_button)
    form = goods.screen.form
    form.name.line.setText(name)
    form.price.set_value(price)
    form.quick_code.line.setText(quick_code)
    tap(form.save_button)
    assert form.entry(entry).refusal.isVisible()
    assert form.entry(entry).line.hasFocus()
    assert goods.catalog.catalog.for_sale == ()


def test_a_doubtful_price_is_asked_and_nothing_is_saved(goods: OpenGoods) -> None:
    tap(goods.screen.add_button)
    type_text(goods.screen, "Kopi")
    press(goods.screen, Qt.Key.Key_Tab)
    type_text(goods.screen, "25")
    tap(goods.screen.form.save_button)
    assert [choice.words() for choice in goods.screen.form.price.choices()] == ["Rp25", "Rp25.000"]
    assert goods.catalog.catalog.for_sale == ()


def test_the_answers_to_a_doubtful_price_come_next_for_the_tab_key(goods: OpenGoods) -> None:
    tap(goods.screen.add_button)
    price = goods.screen.form.price
    price.setFocus()
    type_text(goods.screen, "25")
    press(goods.screen, Qt.Key.Key_Return)
    press(goods.screen, Qt.Key.Key_Tab)
    press(goods.screen, Qt.Key.Key_Tab)
    press(goods.screen, Qt.Key.Key_Space)  # the second answer
    assert price.commit() == 25_000


def test_floor_tax_variant_and_favourite_are_kept_and_refused_beside_their_field(
    goods: OpenGoods,
) -> None:
    goods.add("Kaus", 50_000, code="K1")
    goods.tap_row(0)
    form = goods.screen.form
    form.floor.set_value(60_000)
    tap(form.save_button)
    assert form.entry("floor_price").refusal.isVisible()
    form.floor.set_value(40_000)
    form.tax.line.setText("dua")
    tap(form.save_button)
    assert form.tax.refusal.isVisible()
    form.tax.line.setText("2,5")
    form.variant.line.setText("Kaus")
    form.label.line.setText("L")
    form.favourite.setChecked(True)
    tap(form.save_button)
    kept = goods.catalog.catalog.find("K1")
    assert (kept.floor_price, str(kept.tax_rate)) == (40_000, "2.5")
    assert (kept.variant_group, kept.variant_label) == ("Kaus", "L")
    assert kept.is_favourite
    goods.tap_row(0)
    assert (form.tax.line.text(), form.floor.commit()) == ("2,5", 40_000)


def test_a_tapped_row_is_changed_in_the_form(goods: OpenGoods) -> None:
    goods.add("Kopi", 15_000, code="K1")
    goods.tap_row(0)
    form = goods.screen.form
    assert form.name.line.text() == "Kopi"
    form.price.set_value(18_000)
    tap(form.save_button)
    assert goods.catalog.catalog.find("K1").price == 18_000


def test_a_product_out_of_sale_comes_back_by_undo(goods: OpenGoods) -> None:
    goods.add("Kopi", 15_000, code="K1")
    goods.tap_row(0)
    tap(goods.screen.form.retire_button)
    assert goods.names() == []
    notice = goods.notices[-1]
    assert (notice.action, notice.is_toast) == ("Undo", True)
    assert notice.on_action is not None
    notice.on_action()
    assert goods.names() == ["Kopi"]


def test_the_search_filters_and_keeps_the_order(goods: OpenGoods) -> None:
    for name in ("Kopi susu", "Keripik", "Kopi tubruk"):
        goods.add(name, 10_000)
    press(goods.screen, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    type_text(goods.screen, "kopi")
    assert goods.names() == ["Kopi susu", "Kopi tubruk"]
    press(goods.screen, Qt.Key.Key_Escape)
    assert goods.names() == ["Kopi susu", "Keripik", "Kopi tubruk"]


def test_a_scan_fills_the_code_of_the_form_and_else_searches(goods: OpenGoods) -> None:
    goods.add("Kopi", 10_000, code="8991234567890")
    goods.add("Teh", 10_000, code="8990000000000")
    goods.screen.take_scan("8991234567890")
    assert goods.names() == ["Kopi"]
    tap(goods.screen.add_button)
    goods.screen.take_scan("8997777777777")
    assert goods.screen.form.code.line.text() == "8997777777777"
    assert goods.screen.form.name.line.text() == ""


# --- the page ----------------------------------------------------------------------------------


@pytest.mark.parametrize("words", ["id", "en"])
def test_every_page_fits_the_smallest_window(goods: OpenGoods, words: str) -> None:
    use_language("id" if words == "id" else "en")
    goods.screen.retranslate()
    tap(goods.screen.add_button)
    settle()
    hint = goods.screen.minimumSizeHint()
    assert (hint.width() <= SMALLEST[0], hint.height() <= SMALLEST[1]) == (True, True)


def test_every_control_has_a_name_and_room_for_a_finger(
    tmp_path: Path, qtbot: QtBot, ten_goods: Path
) -> None:
    with open_goods(tmp_path / "till", size=SMALLEST) as goods:
        faults = faults_of(goods.screen)
        goods.add("Kopi", 15_000)
        goods.tap_row(0)
        settle()
        faults += faults_of(goods.screen)
        for path in (ten_goods, UGLY / "08-prices-as-numbers.xlsx"):
            goods.take_in(path, qtbot)
            faults += faults_of(goods.screen)
            press(goods.screen, Qt.Key.Key_Escape)
    assert faults == []


def test_tab_reaches_every_control_and_comes_round(goods: OpenGoods) -> None:
    goods.add("Kopi", 15_000)
    goods.tap_row(0)
    settle()
    form = goods.screen.form
    wanted = {
        *(form.entry(name).line for name in ("name", "price", "code", "quick_code", "unit")),
        *(form.entry(name).line for name in ("floor_price", "tax_rate", "variant")),
        *(form.entry("variant_label").line, form.favourite),
        *(form.by_weight, form.save_button, form.retire_button, form.close_button),
        *(goods.screen.search, goods.screen.table),
        *(goods.screen.add_button, goods.screen.import_button),
    }
    reached = set()
    for _step in range(len(wanted) + 4):
        press(goods.screen, Qt.Key.Key_Tab)
        reached.add(QApplication.focusWidget())
    assert wanted - reached == set()


def faults_of(page: QWidget) -> list[str]:
    """Visible buttons and fields that are too small or have no name."""
    faults = []
    for widget in page.findChildren(QWidget):
        if not isinstance(widget, QAbstractButton | QLineEdit) or not widget.isVisible():
            continue
        interface = QAccessible.queryAccessibleInterface(widget)
        name = interface.text(QAccessible.Text.Name) if interface else ""
        inside = isinstance(widget.parent(), QComboBox)
        if not name or (not inside and min(widget.width(), widget.height()) < 44):
            faults.append(f"{type(widget).__name__} “{name}” {widget.size().toTuple()}")
    return faults
