"""The goods at the screen: searched, added, refused, retired, and taken in from price lists."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QAccessible, QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QAbstractButton, QApplication, QComboBox, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from pos_app.domain.catalog import Product
from pos_app.i18n import use_language
from pos_app.services.catalog_keeping import CatalogKeeping
from pos_app.storage.database import TillDatabase
from tests.ui.kit import dress, press, settle, tap, type_text
from ui.background import Background
from ui.file_choice import Take
from ui.goods.goods_presenter import GoodsPresenter
from ui.goods.goods_screen import GoodsScreen
from ui.notices import Notice

SMALLEST, USUAL = (944, 476), (1286, 704)
UGLY = Path(__file__).parent.parent / "data" / "ugly-catalogs"

TEN_GOODS = """Kode;Nama;Kategori;Harga;Satuan;Stok;Modal
K01;Kopi robusta 250 g;Kopi;45.000;bungkus;20;30000
K02;Kopi susu;Kopi;15rb;gelas;;9000
K03;Keripik pisang;Makanan;20.000;bungkus;40;
K04;Kemplang;Makanan;25.000;bungkus;12;
K05;Lempok durian;Makanan;60.000;buah;6;
B01;Batik & Kain;Kain;350.000;lembar;3;
B02;Syal tapis;Kain;190.000;lembar;8;
B03;Peci tapis;Kain;150.000;buah;5;
G01;Gantungan kunci;Hadiah;10.000;buah;100;
G02;Gelang manik;Hadiah;12.500;buah;80;
Jumlah;;;;;;
"""


@dataclass
class OpenGoods:
    """The goods screen over a catalogue of its own, shown."""

    catalog: CatalogKeeping
    screen: GoodsScreen
    presenter: GoodsPresenter
    office: Background
    chooser: "ReadyFiles"
    notices: list[Notice] = field(default_factory=list)

    def add(self, name: str, price: int, code: str = "", quick_code: str = "") -> Product:
        product = Product(product_id=0, name=name, price=price, code=code, quick_code=quick_code)
        saved = self.catalog.edit_product(product)
        self.presenter.show_goods()
        return saved

    def names(self) -> list[str]:
        table = self.screen.table.products
        return [table.product(row).name for row in range(table.rowCount())]

    def tap_row(self, row: int) -> None:
        table = self.screen.table
        tap(table.viewport(), table.visualRect(table.products.index(row, 0)).center())

    def take_in(self, path: Path, qtbot: QtBot) -> None:
        """Choose a file by the button and wait until it was read."""
        self.chooser.ready.append(path)
        with qtbot.waitSignal(self.presenter.draft_changed):
            tap(self.screen.import_button)
        settle()


@dataclass
class ReadyFiles:
    """Answers the file dialog at once with the file that was laid ready."""

    ready: list[Path] = field(default_factory=list)

    def choose_file(self, _parent: QWidget, _title: str, _kinds: str, take: Take) -> None:
        take(self.ready.pop())

    def choose_folder(self, _parent: QWidget, _title: str, take: Take) -> None:
        take(self.ready.pop())


@contextmanager
def open_goods(folder: Path, *, size: tuple[int, int] = USUAL) -> Iterator[OpenGoods]:
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    dress(app)
    folder.mkdir(exist_ok=True)
    database, office = TillDatabase(folder / "till.db"), Background("office")
    catalog = CatalogKeeping(database)
    presenter = GoodsPresenter(catalog, office=office)
    chooser = ReadyFiles()
    screen = GoodsScreen(presenter, chooser=chooser)
    goods = OpenGoods(catalog, screen, presenter, office, chooser)
    screen.noticed.connect(goods.notices.append)
    screen.resize(*size)
    screen.show()
    screen.activateWindow()
    settle()
    try:
        yield goods
    finally:
        assert office.close(5)
        screen.close()
        screen.deleteLater()
        settle()
        database.close()


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


# --- price lists -------------------------------------------------------------------------------


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


def test_a_refused_row_says_why_and_what_was_written_there(goods: OpenGoods, qtbot: QtBot) -> None:
    goods.take_in(UGLY / "09-formulas.csv", qtbot)
    panel = goods.screen.import_panel
    tap(panel.chips.button("refused"))
    rows = panel.table.rows
    texts = [[rows.index(row, column).data() for column in (1, 5)] for row in range(3)]
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
