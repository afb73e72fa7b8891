"""The booth's products."""

import sqlite3
from collections.abc import Iterable

from pos_app.domain.catalog import Product
from pos_app.domain.money import Quantity


class CatalogStore:
    """Loads all products and writes single ones; order is the price list's."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def load(self) -> list[Product]:
        """All products, retired ones too, in the price list's order."""
        rows = self._connection.execute(
            "SELECT product_id, name, price, code, quick_code, category, unit, sold_by_weight,"
            " stock, is_retired FROM product ORDER BY place, product_id"
        )
        return [
            Product(
                product_id=product_id,
                name=name,
                price=price,
                code=code,
                quick_code=quick_code,
                category=category,
                unit=unit,
                sold_by_weight=bool(sold_by_weight),
                stock=None if stock is None else Quantity(stock),
                is_retired=bool(is_retired),
            )
            for (
                product_id,
                name,
                price,
                code,
                quick_code,
                category,
                unit,
                sold_by_weight,
                stock,
                is_retired,
            ) in rows
        ]

    def next_id(self) -> int:
        """A number no product has had."""
        (number,) = self._connection.execute(
            "SELECT coalesce(max(product_id), 0) + 1 FROM product"
        ).fetchone()
        return int(number)

    def save(self, products: Iterable[Product]) -> None:
        """Add products at the end, or change those whose number is there."""
        assert self._connection.in_transaction, "the service decides what belongs together"
        self._connection.executemany(
            "INSERT INTO product (product_id, place, name, price, code, quick_code, category,"
            " unit, sold_by_weight, stock, is_retired)"
            " VALUES (?1, ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)"
            " ON CONFLICT (product_id) DO UPDATE SET name = ?2, price = ?3, code = ?4,"
            " quick_code = ?5, category = ?6, unit = ?7, sold_by_weight = ?8, stock = ?9,"
            " is_retired = ?10",
            (
                (
                    product.product_id,
                    product.name,
                    product.price,
                    product.code,
                    product.quick_code,
                    product.category,
                    product.unit,
                    int(product.sold_by_weight),
                    None if product.stock is None else product.stock.thousandths,
                    int(product.is_retired),
                )
                for product in products
            ),
        )
