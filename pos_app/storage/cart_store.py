"""The open cart and the parked ones with their sale ids, and which entry a finished one became."""

import sqlite3
from datetime import UTC, datetime, timedelta, timezone

from pos_app.domain.cart import Cart
from pos_app.domain.cart_history import Carts, ParkedCart
from pos_app.domain.discount import AgreedTotal
from pos_app.domain.sale import TypedWords
from pos_app.storage.cart_text import lines_text, read_cart, terms_text


class CartStore:
    """A kill loses no line; a finished cart is never open again."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def save(self, cart: Cart) -> None:
        """Keep the open cart as it is now."""
        assert self._connection.in_transaction, "the service decides what belongs together"
        self._connection.execute(
            "INSERT INTO open_cart (only, sale_id, lines, terms) VALUES (1, ?, ?, ?)"
            " ON CONFLICT (only) DO UPDATE SET sale_id = excluded.sale_id,"
            " lines = excluded.lines, terms = excluded.terms",
            (cart.sale_id, lines_text(cart), terms_text(cart)),
        )

    def save_all(self, carts: Carts) -> None:
        """Keep the open cart and exactly these parked ones."""
        self.save(carts.cart)
        self._connection.execute("DELETE FROM parked_cart")
        self._connection.executemany(
            "INSERT INTO parked_cart (place, sale_id, name, parked_ms, lines, terms)"
            " VALUES (?, ?, ?, ?, ?, ?)",
            (
                (
                    place,
                    parked.cart.sale_id,
                    parked.name,
                    _milliseconds(parked.parked_at),
                    lines_text(parked.cart),
                    terms_text(parked.cart),
                )
                for place, parked in enumerate(carts.parked)
            ),
        )

    def load(self) -> Cart | None:
        """The cart that was open, if any."""
        row = self._connection.execute("SELECT sale_id, lines, terms FROM open_cart").fetchone()
        return None if row is None else read_cart(*row)

    def load_parked(self, zone: timezone) -> tuple[ParkedCart, ...]:
        """The carts that were put aside, oldest first; their times in that zone."""
        rows = self._connection.execute(
            "SELECT sale_id, lines, terms, parked_ms, name FROM parked_cart ORDER BY place"
        )
        return tuple(
            ParkedCart(read_cart(sale_id, lines, terms), _moment(ms).astimezone(zone), name)
            for sale_id, lines, terms, ms, name in rows
        )

    def parked_count(self) -> int:
        """How many carts are put aside."""
        (count,) = self._connection.execute("SELECT count(*) FROM parked_cart").fetchone()
        assert isinstance(count, int)
        return count

    def finish(self, cart: Cart, seq: int) -> None:
        """The cart became entry `seq`: it is open no more; its words are kept beside the entry."""
        assert self._connection.in_transaction, "the service decides what belongs together"
        self._connection.execute(
            "INSERT INTO finished_sale (sale_id, seq) VALUES (?, ?)", (cart.sale_id, seq)
        )
        self._connection.execute("DELETE FROM open_cart")
        self._connection.execute("DELETE FROM parked_cart WHERE sale_id = ?", (cart.sale_id,))
        self._connection.executemany(
            "INSERT INTO sale_words (seq, line, kind, words) VALUES (?, ?, ?, ?)",
            ((seq, line, kind, words) for line, kind, words in _words_of(cart)),
        )

    def words_of(self, seq: int) -> TypedWords:
        """What was typed for the sale that is entry `seq`, and how its discounts came about."""
        rows = self._connection.execute(
            "SELECT line, kind, words FROM sale_words WHERE seq = ? ORDER BY line", (seq,)
        ).fetchall()
        notes = tuple((line, words) for line, kind, words in rows if kind == _NOTE)
        return TypedWords(
            note=dict(notes).get(0, ""),
            line_notes=tuple((line, words) for line, words in notes if line),
            price_reasons=tuple((line, words) for line, kind, words in rows if kind == _PRICE),
            is_agreed=any(kind == _AGREED for _, kind, _ in rows),
            shares=tuple((line, int(words)) for line, kind, words in rows if kind == _SHARE),
            units=tuple((line, words) for line, kind, words in rows if kind == _UNIT),
        )

    def entry_of(self, sale_id: str) -> int | None:
        """The entry that a cart became, so that a repeat meets the first result."""
        row = self._connection.execute(
            "SELECT seq FROM finished_sale WHERE sale_id = ?", (sale_id,)
        ).fetchone()
        return None if row is None else int(row[0])


_NOTE, _PRICE, _AGREED, _SHARE, _UNIT = "note", "price", "agreed", "share", "unit"
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def _words_of(cart: Cart) -> list[tuple[int, str, str]]:
    """Line (0 is the whole sale), kind and words."""
    words = [(0, _NOTE, cart.note)] if cart.note else []
    if isinstance(cart.reduction, AgreedTotal):
        words.append((0, _AGREED, str(cart.reduction.total)))
    for number, line in enumerate(cart.lines, start=1):
        if line.note:
            words.append((number, _NOTE, line.note))
        if line.price_reason:
            words.append((number, _PRICE, line.price_reason))
        if line.line_discount or line.share:
            words.append((number, _SHARE, str(line.share)))
        if line.sold_by_weight and line.unit:
            words.append((number, _UNIT, line.unit))
    return words


def _milliseconds(at: datetime) -> int:
    return (at - _EPOCH) // timedelta(milliseconds=1)


def _moment(milliseconds: int) -> datetime:
    return _EPOCH + timedelta(milliseconds=milliseconds)
