"""Price lists at the screen: dropped, asked about, taken in, undone."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.ui.goods_kit import TEN_GOODS, UGLY, OpenGoods, open_goods
from tests.ui.kit import press, tap, type_text
from ui.goods.import_panel import ImportPanel


@pytest.fixture
def goods(qtbot: QtBot, tmp_path: Path) -> Iterator[OpenGoods]:
    with open_goods(tmp_path / "till") as goods:
        yield goods


@pytest.fixture
def ten_goods(tmp_path: Path) -> Path:
    path = tmp_path / "daftar harga.csv"
    path.write_text(TEN_GOODS, encoding="utf-8")
    return path


def test_a_price_list_becomes_ten_products_by_one_button(
    goods: OpenGoods, ten_goods: Path, qtbot: QtBot
) -> None:
    goods.take_in(ten_goods, qtbot)
    panel = goods.screen.import_panel
    assert goods.catalog.catalog.for_sale == ()
    assert panel.take_over.words() == "Take over 10 products"
    press(goods.screen, Qt.Key.Key_Space)  # the focus is on the button
    assert len(goods.catalog.catalog.for_sale) == 10
    assert goods.catalog.catalog.find("K02").price == 15_000
    assert goods.notices[-1].text == "Price list taken over: 10 added, 0 changed, 0 the same."


def test_the_same_list_again_changes_nothing(
    goods: OpenGoods, ten_goods: Path, qtbot: QtBot
) -> None:
    for _time in range(2):
        goods.take_in(ten_goods, qtbot)
        tap(goods.screen.import_panel.take_over)
    assert goods.notices[-1].text == "Price list taken over: 0 added, 0 changed, 10 the same."


def test_k2_a_list_that_was_taken_over_is_undone_by_one_button(
    goods: OpenGoods, ten_goods: Path, qtbot: QtBot
) -> None:
    goods.add("Kopi lama", 9_000, code="K01")
    goods.take_in(ten_goods, qtbot)
    tap(goods.screen.import_panel.take_over)
    undo = goods.notices[-1]
    assert (undo.action, len(goods.names())) == ("Undo", 10)
    assert undo.on_action is not None
    undo.on_action()
    assert goods.names() == ["Kopi lama"]
    undo.on_action()
    assert goods.notices[-1].text.startswith("Too late")


def test_a_dropped_file_is_read(goods: OpenGoods, ten_goods: Path, qtbot: QtBot) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(ten_goods))])
    copy, left = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton
    none = Qt.KeyboardModifier.NoModifier
    QApplication.sendEvent(goods.screen, QDragEnterEvent(QPoint(9, 9), copy, data, left, none))
    drop = QDropEvent(QPointF(9, 9), copy, data, left, none)
    with qtbot.waitSignal(goods.presenter.draft_changed):
        QApplication.sendEvent(goods.screen, drop)
    assert goods.screen.import_panel.take_over.words() == "Take over 10 products"


def test_nothing_of_an_asked_row_comes_in_before_it_is_answered(
    goods: OpenGoods, qtbot: QtBot
) -> None:
    goods.take_in(UGLY / "08-prices-as-numbers.xlsx", qtbot)
    panel = goods.screen.import_panel
    assert panel.take_over.words() == "Take over 3 products"
    assert panel.question.title.text() == "Row 3"  # 12.5 that was 12.500
    tap(panel.question.choices[0])
    assert panel.take_over.words() == "Take over 4 products"
    assert panel.question.title.text() == "Row 4"  # goes on to the next question
    tap(panel.question.leave_out)
    assert panel.question.title.text() == "Row 10"  # a price of zero
    panel.question.price.setFocus()
    type_text(goods.screen, "5000")
    press(goods.screen, Qt.Key.Key_Return)
    assert panel.take_over.words() == "Take over 5 products"
    tap(panel.take_over)
    assert goods.catalog.catalog.find("K02").price == 12_500
    assert goods.catalog.catalog.find("K09").price == 5_000
    assert goods.catalog.catalog.holder_of("K03") is None


def test_rows_with_one_code_are_one_question(goods: OpenGoods, qtbot: QtBot) -> None:
    goods.take_in(UGLY / "05-duplicate-codes.csv", qtbot)
    panel = goods.screen.import_panel
    assert panel.take_over.words() == "Take over 6 products"
    tap(panel.question.choices[1])
    assert panel.take_over.words() == "Take over 7 products"
    tap(panel.take_over)
    assert goods.catalog.catalog.find("A-02").price == 27_000


TWO_COFFEES = """Kode,Nama,Harga,Stok
104,Kopi Robusta,45000,20
105,Es Teh,5000,
104,Kopi Arabika,65000,10
"""


def test_rows_with_one_code_keep_their_own_names_and_one_of_them_stays_out(
    goods: OpenGoods, tmp_path: Path, qtbot: QtBot
) -> None:
    panel = two_coffees(goods, tmp_path, qtbot)
    names = [panel.table.rows.index(row, 3).data() for row in range(2)]
    assert names == ["Kopi Robusta", "Kopi Arabika"]
    assert [panel.table.rows.index(row, 5).data() for row in range(2)] == ["20", "10"]
    tap(panel.question.choices[0])
    verdicts = [panel.table.rows.index(row, 1).data() for row in range(2)]
    assert verdicts == ["chosen", "left out"]
    tap(panel.take_over)
    assert {product.name for product in goods.catalog.catalog.products} == {
        "Kopi Robusta",
        "Es Teh",
    }


def test_all_rows_with_one_code_can_come_in_each_with_its_own(
    goods: OpenGoods, tmp_path: Path, qtbot: QtBot
) -> None:
    panel = two_coffees(goods, tmp_path, qtbot)
    assert panel.question.keep_all is not None
    tap(panel.question.keep_all)
    assert panel.table.rows.index(1, 2).data() == "new code"
    assert panel.question.keep_all.isChecked()
    assert not any(choice.isChecked() for choice in panel.question.choices)
    tap(panel.take_over)
    by_name = {product.name: product for product in goods.catalog.catalog.products}
    assert by_name["Kopi Robusta"].code == "104"
    assert by_name["Kopi Arabika"].code not in ("", "104")


def two_coffees(goods: OpenGoods, folder: Path, qtbot: QtBot) -> ImportPanel:
    path = folder / "kopi.csv"
    path.write_text(TWO_COFFEES, encoding="utf-8")
    goods.take_in(path, qtbot)
    return goods.screen.import_panel


def test_a_refused_row_says_why_and_what_was_written_there(goods: OpenGoods, qtbot: QtBot) -> None:
    goods.take_in(UGLY / "09-formulas.csv", qtbot)
    panel = goods.screen.import_panel
    tap(panel.chips.button("refused"))
    rows = panel.table.rows
    texts = [[rows.index(row, column).data() for column in (1, 6)] for row in range(3)]
    assert texts == [["refused", "A formula instead of a value."]] * 3
    assert "=" in panel.question.facts()
    names = [rows.index(row, 3).data() for row in range(3)]
    assert all(names), "a refused row says which product it is about"


def test_a_file_that_is_no_price_list_says_what_to_do(
    goods: OpenGoods, tmp_path: Path, qtbot: QtBot
) -> None:
    path = tmp_path / "surat.csv"
    path.write_text("Halo\nIni surat\n", encoding="utf-8")
    goods.take_in(path, qtbot)
    panel = goods.screen.import_panel
    assert panel.hint.isVisible()
    assert panel.hint.text.text().startswith("No heading row was found.")
    press(goods.screen, Qt.Key.Key_Escape)
    assert goods.screen.table.isHidden()  # there are no products yet
    assert goods.screen.search.isVisible()


def test_a_file_that_is_gone_becomes_a_notice(
    goods: OpenGoods, tmp_path: Path, qtbot: QtBot
) -> None:
    goods.take_in(tmp_path / "gone.csv", qtbot)
    qtbot.waitUntil(lambda: bool(goods.notices))
    assert goods.notices[0].kind == "danger"
    assert goods.screen.search.isVisible()


def test_two_answers_may_not_give_two_products_one_code(
    goods: OpenGoods, tmp_path: Path, qtbot: QtBot
) -> None:
    path = tmp_path / "list.csv"
    rows = ("kode;nama;harga", "00101;Teh;5000", "00102;Kopi;6000", "00103;Susu;7000")
    path.write_text("\n".join((*rows, "103;Madu;9000")), encoding="utf-8")
    goods.take_in(path, qtbot)
    panel = goods.screen.import_panel
    tap(panel.question.choices[0])  # 00103, which Susu has
    tap(panel.take_over)
    assert "Susu" in goods.notices[-1].text
    assert goods.catalog.catalog.for_sale == ()
    tap(panel.question.choices[1])
    tap(panel.take_over)
    assert len(goods.catalog.catalog.for_sale) == 4
