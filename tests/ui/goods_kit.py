"""The goods screen over a catalogue of its own, for tests."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from pos_app.domain.catalog import Product
from pos_app.services.catalog_keeping import CatalogKeeping
from pos_app.storage.database import TillDatabase
from tests.ui.kit import dress, settle, tap
from ui.background import Background
from ui.file_choice import Take
from ui.goods.goods_presenter import GoodsPresenter
from ui.goods.goods_screen import GoodsScreen
from ui.notices import Notice
from ui.theme import undressed

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
    with undressed(app):
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
