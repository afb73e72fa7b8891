"""The open cart with its sale id, and which entry a finished one became."""

import json
import sqlite3

from pos_app.domain.cart import Cart, LineItem
from pos_app.domain.money import Quantity


class CartStore:
    """A kill loses no line; a finished cart is never open again."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def save(self, cart: Cart) -> None:
        """Keep the open cart as it is now."""
        assert self._connection.in_transaction, "the service decides what belongs together"
        self._connection.execute(
            "INSERT INTO open_cart (only, sale_id, lines) VALUES (1, ?, ?)"
            " ON CONFLICT (only) DO UPDATE SET sale_id = excluded.sale_id, lines = excluded.lines",
            (cart.sale_id, json.dumps([_line_as_json(line) for line in cart.lines])),
        )

    def load(self) -> Cart | None:
        """The cart that was open, if any."""
        row = self._connection.execute("SELECT sale_id, lines FROM open_cart").fetchone()
        if row is None:
            return None
        sale_id, lines = row
        return Cart(sale_id, tuple(_line_from_json(line) for line in json.loads(lines)))

    def finish(self, sale_id: str, seq: int) -> None:
        """The cart became entry `seq`: it is open no more."""
        assert self._connection.in_transaction, "the service decides what belongs together"
        self._connection.execute(
            "INSERT INTO finished_sale (sale_id, seq) VALUES (?, ?)", (sale_id, seq)
        )
        self._connection.execute("DELETE FROM open_cart")

    def entry_of(self, sale_id: str) -> int | None:
        """The entry that a cart became, so that a repeat meets the first result."""
        row = self._connection.execute(
            "SELECT seq FROM finished_sale WHERE sale_id = ?", (sale_id,)
        ).fetchone()
        return None if row is None else int(row[0])


def _line_as_json(line: LineItem) -> dict[str, object]:
    return {
        "product_id": line.product_id,
        "code": line.code,
        "name": line.name,
        "unit_price": line.unit_price,
        "quantity": str(line.quantity),
        "category": line.category,
        "unit": line.unit,
        "sold_by_weight": int(line.sold_by_weight),
    }


def _line_from_json(line: dict[str, object]) -> LineItem:
    return LineItem(
        product_id=int(str(line["product_id"])),
        code=str(line["code"]),
        name=str(line["name"]),
        unit_price=int(str(line["unit_price"])),
        quantity=Quantity.of(str(line["quantity"])),
        category=str(line["category"]),
        unit=str(line["unit"]),
        sold_by_weight=bool(line["sold_by_weight"]),
    )
