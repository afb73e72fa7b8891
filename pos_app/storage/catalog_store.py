"""The booth's products."""

import sqlite3
from collections.abc import Iterable
from typing import Any

from pos_app.domain.catalog import Product
from pos_app.domain.money import Percent, Quantity


class CatalogStore:
    """Loads all products and writes single ones; order is the price list's."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def load(self) -> list[Product]:
        """All products, retired ones too, in the price list's order."""
        rows = self._connection.execute(
            f"SELECT {', '.join(_COLUMNS)} FROM product ORDER BY position, place, product_id"  # noqa: S608
        )
        return [_read(dict(zip(_COLUMNS, row, strict=True))) for row in rows]

    def next_id(self) -> int:
        """A number no product has had."""
        (number,) = self._connection.execute(
            "SELECT coalesce(max(product_id), 0) + 1 FROM product"
        ).fetchone()
        return int(number)

    def save(self, products: Iterable[Product]) -> None:
        """Add products at the end, or change those whose number is there."""
        assert self._connection.in_transaction, "the service decides what belongs together"
        self._connection.executemany(_SAVE, map(_row, products))


_COLUMNS = (
    "product_id",
    "name",
    "price",
    "code",
    "quick_code",
    "category",
    "unit",
    "sold_by_weight",
    "stock",
    "is_retired",
    "floor_price",
    "tax_rate",
    "variant_group",
    "variant_label",
    "is_favourite",
    "position",
    "stock_seq",
)
_SAVE = (
    f"INSERT INTO product (place, {', '.join(_COLUMNS)})"  # noqa: S608 -- names of our own columns
    f" VALUES (:product_id, {', '.join(f':{column}' for column in _COLUMNS)})"
    " ON CONFLICT (product_id) DO UPDATE SET "
    + ", ".join(f"{column} = :{column}" for column in _COLUMNS[1:])
)


def _row(product: Product) -> dict[str, object]:
    """The product as its row; quantities in thousandths, rates in hundredths of a percent."""
    return {column: getattr(product, column) for column in _COLUMNS} | {
        "stock": None if product.stock is None else product.stock.thousandths,
        "tax_rate": None if product.tax_rate is None else product.tax_rate.hundredths,
    }


def _read(row: dict[str, Any]) -> Product:
    stock, rate = row["stock"], row["tax_rate"]
    return Product(
        **row
        | {
            "sold_by_weight": bool(row["sold_by_weight"]),
            "stock": None if stock is None else Quantity(stock),
            "is_retired": bool(row["is_retired"]),
            "tax_rate": None if rate is None else Percent(rate),
            "is_favourite": bool(row["is_favourite"]),
        }
    )
