"""The goods as rows for the tiles."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt

from pos_app.domain.catalog import Product
from pos_app.domain.money import Quantity
from pos_app.i18n import _, format_money, format_quantity

NONE = Quantity(0)
_AT_ONCE = 400
"""Rows given to the view at a time: with 100,000 products the page opens as fast as with 100."""

Left = Callable[[Product], Quantity | None]
"""What should be there of a product; None where it was never counted."""


@dataclass(frozen=True, slots=True)
class Tile:
    """What one tile shows. `category` is the place of its category, for the stripe.

    `variants` share the tile; without any it stands for `product` alone. `left` is the stock of
    all of them together.
    """

    product: Product
    category: int
    in_cart: Quantity = NONE
    left: Quantity | None = None
    variants: tuple[Product, ...] = ()

    @property
    def name(self) -> str:
        """The product's name, or the one that its variants share."""
        return self.product.variant_group if self.variants else self.product.name

    @property
    def price(self) -> str:
        """The price, or the lowest with a plus where the variants differ."""
        prices = [product.price for product in self.variants] or [self.product.price]
        more = "+" if max(prices) > min(prices) else ""
        return f"{format_money(min(prices))}{more}"

    @property
    def is_sold_out(self) -> bool:
        """Whether the counted stock is gone; it may be sold all the same."""
        return self.left is not None and self.left <= NONE

    def words(self) -> str:
        """Everything the tile shows, for a screen reader."""
        parts = [self.name, self.price]
        if self.product.category:
            parts.append(self.product.category)
        if self.is_sold_out:
            parts.append(_("Sold out"))
        elif self.left is not None:
            parts.append(_("{quantity} in stock").format(quantity=format_quantity(self.left)))
        if self.in_cart > NONE:
            parts.append(_("{quantity} in the cart").format(quantity=format_quantity(self.in_cart)))
        return ", ".join(parts)


class ProductModel(QAbstractListModel):
    """Read-only rows over a tuple of products; stock and the cart's quantities come beside them."""

    def __init__(self) -> None:
        super().__init__()
        self._products: tuple[Product, ...] = ()
        self._count = 0
        self._categories: dict[str, int] = {}
        self._groups: Mapping[str, tuple[Product, ...]] = {}
        self._in_cart: dict[int, Quantity] = {}
        self._rows: dict[int, int] = {}
        self._left: Left = lambda product: product.stock

    def read_stock(self, left: Left) -> None:
        """Ask this for what is left of a product."""
        self._left = left

    def show_products(
        self,
        products: Sequence[Product],
        categories: Sequence[str],
        groups: Mapping[str, tuple[Product, ...]] | None = None,
    ) -> None:
        """Show these products; the places of the categories choose their colours.

        A product whose name is shared in `groups` stands for all of its group.
        """
        products, groups = tuple(products), groups or {}
        places = {name: place for place, name in enumerate(categories)}
        shown = (self._products, self._categories, self._groups)
        if (products, places, groups) == shown:
            return
        self.beginResetModel()
        self._products, self._categories, self._groups = products, places, groups
        self._rows, self._count = {}, 0
        self._learn_rows(_AT_ONCE)
        self.endResetModel()

    def show_in_cart(self, quantities: Mapping[int, Quantity]) -> None:
        """Show how much of each product is in the cart; only changed tiles are painted again."""
        before, self._in_cart = self._in_cart, dict(quantities)
        for number in before.keys() | self._in_cart.keys():
            row = self._rows.get(number)
            if row is not None and before.get(number) != self._in_cart.get(number):
                self.dataChanged.emit(self.index(row), self.index(row))

    def show_stock_again(self) -> None:
        """Have all tiles painted again: something was sold or counted."""
        if self._count:
            self.dataChanged.emit(self.index(0), self.index(self._count - 1))

    def tile(self, row: int) -> Tile:
        """What the tile of a row shows."""
        product = self._products[row]
        place = self._categories.get(product.category, len(self._categories) + 6)
        variants = self._groups.get(product.variant_group, ())
        together = variants or (product,)
        in_cart = [self._in_cart.get(one.product_id, NONE) for one in together]
        return Tile(product, place, _sum(in_cart), self._left_of(together), variants)

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = QModelIndex()) -> int:
        """Count the tiles that the view knows so far."""
        return 0 if parent.isValid() else self._count

    def canFetchMore(self, parent: QModelIndex | QPersistentModelIndex) -> bool:
        """Say whether there are more tiles than the view knows."""
        return not parent.isValid() and self._count < len(self._products)

    def fetchMore(self, parent: QModelIndex | QPersistentModelIndex) -> None:
        """Give the view some more tiles: somebody scrolls to the end."""
        last = min(self._count + _AT_ONCE, len(self._products)) - 1
        if last >= self._count:
            self.beginInsertRows(QModelIndex(), self._count, last)
            self._learn_rows(last + 1)
            self.endInsertRows()

    def data(
        self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """Give the name to show and the words to hear."""
        if not index.isValid():
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self.tile(index.row()).name
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self.tile(index.row()).words()
        return None

    def _learn_rows(self, count: int) -> None:
        for row in range(self._count, min(count, len(self._products))):
            product = self._products[row]
            for one in self._groups.get(product.variant_group, ()) or (product,):
                self._rows[one.product_id] = row
        self._count = min(count, len(self._products))

    def _left_of(self, together: Sequence[Product]) -> Quantity | None:
        counted = [left for left in map(self._left, together) if left is not None]
        return _sum(counted) if counted else None


def _sum(quantities: Sequence[Quantity]) -> Quantity:
    return Quantity(sum(quantity.thousandths for quantity in quantities))
