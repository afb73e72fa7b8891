"""The table of products: a read-only model and a view that knows how wide it is."""

from collections.abc import Callable, Sequence
from typing import Final

from PySide6.QtCore import (
    QItemSelectionModel,
    QModelIndex,
    Signal,
    Slot,
)
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHeaderView

from pos_app.domain.catalog import Product
from pos_app.domain.money import Quantity
from pos_app.i18n import _, format_money, format_quantity
from ui.row_table import RowModel, RowTable

_NAME, _CODE, _QUICK, _CATEGORY, _PRICE, _UNIT, _STOCK = range(7)
_FIGURES: Final = (_PRICE, _STOCK)
_WIDTHS: Final = {_CODE: 138, _QUICK: 96, _CATEGORY: 170, _PRICE: 130, _UNIT: 104, _STOCK: 76}
_LEAST_NAME_PX = 290
_GOES_FIRST: Final = (_UNIT, _CATEGORY, _QUICK, _STOCK)
"""Columns in the order in which they give way to the name."""


class ProductTableModel(RowModel):
    """Rows over a tuple of products; the view never holds the data."""

    def __init__(self, stock_left: Callable[[int], Quantity | None]) -> None:
        """`stock_left` says by number what should be there of a product now."""
        super().__init__(_headings, self._text, _FIGURES)
        self._stock_left = stock_left

    def product(self, row: int) -> Product:
        """The product of a row."""
        product = self._rows[row]
        assert isinstance(product, Product)
        return product

    def _text(self, product: Product, column: int) -> str:
        if column != _STOCK:
            return _CELLS[column](product)
        left = self._stock_left(product.product_id)
        return "–" if left is None else format_quantity(left)

    def row_of(self, product_id: int) -> int | None:
        """Where a product stands now, if it is shown."""
        ids = [product.product_id for product in self._rows]
        return ids.index(product_id) if product_id in ids else None


class ProductTable(RowTable):
    """Products by rows; a tap or Enter chooses one. Columns give way before the name does."""

    chosen = Signal(object)

    def __init__(self, stock_left: Callable[[int], Quantity | None]) -> None:
        super().__init__()
        self.products = ProductTableModel(stock_left)
        self.setModel(self.products)
        header = self.horizontalHeader()
        header.setMinimumSectionSize(60)
        for column, width in _WIDTHS.items():
            header.resizeSection(column, width)
        header.setSectionResizeMode(_NAME, QHeaderView.ResizeMode.Stretch)
        self.clicked.connect(self._choose)
        self.activated.connect(self._choose)
        self.retranslate()

    def show_products(self, products: Sequence[Product]) -> None:
        """Show other products; the one in hand stays in hand if it is still there."""
        current = self.currentIndex()
        held = self.products.product(current.row()).product_id if current.isValid() else 0
        self.products.show_rows(products)
        self.select_product(held)

    def select_product(self, product_id: int) -> None:
        """Mark a product and bring it into sight, without choosing it."""
        row = self.products.row_of(product_id)
        if row is None:
            return
        index = self.products.index(row, _NAME)
        flags = QItemSelectionModel.SelectionFlag
        self.selectionModel().setCurrentIndex(index, flags.ClearAndSelect | flags.Rows)
        self.scrollTo(index)

    def retranslate(self) -> None:
        """Set all words in the language of the moment."""
        self.setAccessibleName(_("Products"))
        self.products.retranslate()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Hide the least needed columns where the name would have too little room."""
        super().resizeEvent(event)
        shown = dict(_WIDTHS)
        room = self.viewport().width() - _LEAST_NAME_PX
        for column in _GOES_FIRST:
            if sum(shown.values()) > room:
                del shown[column]
        for column in _WIDTHS:
            self.setColumnHidden(column, column not in shown)

    @Slot(QModelIndex)
    def _choose(self, index: QModelIndex) -> None:
        self.chosen.emit(self.products.product(index.row()))


def _unit(product: Product) -> str:
    return product.unit or "–"


_CELLS: Final[tuple[Callable[[Product], str], ...]] = (
    lambda product: product.name,
    lambda product: product.code,
    lambda product: product.quick_code or "–",
    lambda product: product.category or "–",
    lambda product: format_money(product.price),
    _unit,
)


def _headings() -> tuple[str, ...]:
    return (
        _("Name"),
        _("Code"),
        _("Quick code"),
        _("Category"),
        _("Price"),
        _("Unit"),
        _("Stock"),
    )
