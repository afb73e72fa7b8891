"""From a scan to the painted line, against changing and painting one label of the same size."""

from pathlib import Path

from PySide6.QtWidgets import QApplication, QLabel

from pos_app.domain.price_preview import ListedProduct
from tests.bench.measure import Floor, Measured, Rounds
from tests.tills import World, a_till_at_work
from ui.sale.sale_presenter import SalePresenter
from ui.sale.sale_screen import SaleScreen
from ui.theme import LIGHT, apply_theme

GOODS, CART_ROWS = 5_000, 50
WIDTH, HEIGHT = 1286, 768
"""What a window of 1366x768 leaves beside its rail."""

PER_ROUND = 40


def scan_to_painted_line(folder: Path, rounds: Rounds) -> Measured:
    """A scan on a till with 5,000 goods and 50 rows in the cart, until the row is painted."""
    goods_count, rows = rounds.of(GOODS), rounds.of(CART_ROWS)
    app = an_application()
    apply_theme(app, LIGHT)
    with a_till_at_work(folder, World()) as till:
        goods = [
            ListedProduct(name=f"Barang {n}", price=1_000 + n, code=f"C{n:05d}")
            for n in range(goods_count)
        ]
        till.app.catalog.import_price_list(goods)
        booth = till.app
        screen = SaleScreen(SalePresenter(booth))
        screen.resize(WIDTH, HEIGHT)
        screen.show()
        for n in range(rows):
            screen.take_scan(f"C{n:05d}")
        app.processEvents()

        def scan(number: int) -> None:
            screen.take_scan(f"C{number % rows:05d}")
            app.processEvents()

        label = QLabel()
        label.resize(WIDTH, HEIGHT)
        label.show()
        app.processEvents()

        def change_label(number: int) -> None:
            label.setText(str(number))
            app.processEvents()

        return rounds.measure(
            f"scan to painted line, {goods_count:,} goods, {rows} rows",
            scan,
            floor=Floor("a label of that size changed and painted", change_label),
            per_round=PER_ROUND,
        )


def an_application() -> QApplication:
    """Qt, started once for all measures."""
    app = QApplication.instance() or QApplication([])
    assert isinstance(app, QApplication)
    return app
