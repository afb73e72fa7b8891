"""The table of products: a read-only model and a view that knows how wide it is."""

from collections.abc import Callable, Sequence
from typing import Any, Final

from PySide6.QtCore import (
    QAbstractTableModel,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    Qt,
    Signal,
    Slot,
)
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from pos_app.domain.catalog import Product
from pos_app.i18n import _, format_money, format_quantity
from ui.widgets import touch_scroll

_Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter

_NAME, _CODE, _QUICK, _CATEGORY, _PRICE, _UNIT, _STOCK = range(7)
_FIGURES: Final = (_PRICE, _STOCK)
_WIDTHS: Final = {_CODE: 116, _QUICK: 96, _CATEGORY: 170, _PRICE: 130, _UNIT: 104, _STOCK: 76}
_LEAST_NAME_PX = 290
_GOES_FIRST: Final = (_UNIT, _QUICK, _CATEGORY, _STOCK)
"""Columns in the order in which they give way to the name."""


class ProductTableModel(QAbstractTableModel):
    """Rows over a tuple of products; the view never holds the data."""

    def __init__(self) -> None:
        super().__init__()
        self._products: tuple[Product, ...] = ()

    def show_products(self, products: Sequence[Product]) -> None:
        """Show other products."""
        self.beginResetModel()
        self._products = tuple(products)
        self.endResetModel()

    def product(self, row: int) -> Product:
        """The product of a row."""
        return self._products[row]

    def row_of(self, product_id: int) -> int | None:
        """Where a product stands now, if it is shown."""
        ids = [product.product_id for product in self._products]
        return ids.index(product_id) if product_id in ids else None

    def rowCount(self, parent: _Index = _NOWHERE) -> int:
        """Return the number of products."""
        return 0 if parent.isValid() else len(self._products)

    def columnCount(self, parent: _Index = _NOWHERE) -> int:
        """Return the number of columns."""
        return 0 if parent.isValid() else len(_CELLS)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return text or alignment of a cell."""
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _RIGHT if index.column() in _FIGURES else _LEFT
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        return _CELLS[index.column()](self._products[index.row()])

    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> Any:
        """Return the heading of a column."""
        if orientation != Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _RIGHT if section in _FIGURES else _LEFT
        return _headings()[section] if role == Qt.ItemDataRole.DisplayRole else None


class ProductTable(QTableView):
    """Products by rows; a tap or Enter chooses one. Columns give way before the name does."""

    chosen = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.products = ProductTableModel()
        self.setModel(self.products)
        self.setProperty("class", "bare")
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(46)
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setMinimumSectionSize(60)
        for column, width in _WIDTHS.items():
            header.resizeSection(column, width)
        header.setSectionResizeMode(_NAME, QHeaderView.ResizeMode.Stretch)
        touch_scroll(self)
        self.clicked.connect(self._choose)
        self.activated.connect(self._choose)
        self.retranslate()

    def show_products(self, products: Sequence[Product]) -> None:
        """Show other products; the one in hand stays in hand if it is still there."""
        current = self.currentIndex()
        held = self.products.product(current.row()).product_id if current.isValid() else 0
        self.products.show_products(products)
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
        last = self.products.columnCount() - 1
        self.products.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, last)

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


def _stock(product: Product) -> str:
    return "–" if product.stock is None else format_quantity(product.stock)


def _unit(product: Product) -> str:
    return product.unit or "–"


_CELLS: Final[tuple[Callable[[Product], str], ...]] = (
    lambda product: product.name,
    lambda product: product.code,
    lambda product: product.quick_code or "–",
    lambda product: product.category or "–",
    lambda product: format_money(product.price),
    _unit,
    _stock,
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
