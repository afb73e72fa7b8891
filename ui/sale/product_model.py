"""The goods as rows for the tiles."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt

from pos_app.domain.catalog import Product
from pos_app.domain.money import Quantity
from pos_app.i18n import _, format_money, format_quantity

NONE = Quantity(0)


@dataclass(frozen=True, slots=True)
class Tile:
    """What one tile shows. `category` is the place of its category, for the stripe."""

    product: Product
    category: int
    in_cart: Quantity = NONE

    @property
    def is_sold_out(self) -> bool:
        """Whether the counted stock is gone; it may be sold all the same."""
        stock = self.product.stock
        return stock is not None and stock <= NONE

    def words(self) -> str:
        """Everything the tile shows, for a screen reader."""
        parts = [self.product.name, format_money(self.product.price)]
        if self.product.category:
            parts.append(self.product.category)
        if self.is_sold_out:
            parts.append(_("Sold out"))
        elif self.product.stock is not None:
            parts.append(_("{quantity} in stock").format(quantity=_shown(self.product.stock)))
        if self.in_cart > NONE:
            parts.append(_("{quantity} in the cart").format(quantity=_shown(self.in_cart)))
        return ", ".join(parts)


class ProductModel(QAbstractListModel):
    """Read-only rows over a tuple of products; the cart's quantities come beside them."""

    def __init__(self) -> None:
        super().__init__()
        self._products: tuple[Product, ...] = ()
        self._categories: dict[str, int] = {}
        self._in_cart: dict[int, Quantity] = {}
        self._rows: dict[int, int] = {}

    def show_products(self, products: Sequence[Product], categories: Sequence[str]) -> None:
        """Show these products; the places of the categories choose their colours."""
        products = tuple(products)
        places = {name: place for place, name in enumerate(categories)}
        if (products, places) == (self._products, self._categories):
            return
        self.beginResetModel()
        self._products, self._categories = products, places
        self._rows = {product.product_id: row for row, product in enumerate(products)}
        self.endResetModel()

    def show_in_cart(self, quantities: Mapping[int, Quantity]) -> None:
        """Show how much of each product is in the cart; only changed tiles are painted again."""
        before, self._in_cart = self._in_cart, dict(quantities)
        for number in before.keys() | self._in_cart.keys():
            row = self._rows.get(number)
            if row is not None and before.get(number) != self._in_cart.get(number):
                self.dataChanged.emit(self.index(row), self.index(row))

    def tile(self, row: int) -> Tile:
        """What the tile of a row shows."""
        product = self._products[row]
        place = self._categories.get(product.category, len(self._categories) + 6)
        return Tile(product, place, self._in_cart.get(product.product_id, NONE))

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = QModelIndex()) -> int:
        """Count the tiles."""
        return 0 if parent.isValid() else len(self._products)

    def data(
        self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """Give the name to show and the words to hear."""
        if not index.isValid():
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self._products[index.row()].name
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self.tile(index.row()).words()
        return None


def _shown(quantity: Quantity) -> str:
    return format_quantity(quantity)
