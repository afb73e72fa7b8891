"""What the tables of entry kinds are made of: the keys all share, and values only entries have."""

from collections.abc import Callable, Mapping
from itertools import pairwise
from typing import Any, Final, NamedTuple, TypeAlias

from pos_app.domain.journal import Basket, Entry, Pointer, Stamp, StockBasket, Tender
from pos_app.domain.money import MOST_MONEY
from pos_app.exchange.fields import (
    BadLine,
    Reader,
    Record,
    Shape,
    code,
    counter,
    day,
    id_,
    integer,
    link,
    matching,
    moment,
    money,
    not_zero,
    row,
    rows,
    text,
)

Goods: TypeAlias = Basket | StockBasket | None
"""What the items-line holds; None when there is none or it stayed at home."""

Make: TypeAlias = Callable[[Stamp, Record, Goods], Entry]
Prepare: TypeAlias = Callable[[Record], None]


def nothing_more(_values: Record) -> None:
    """Most kinds are settled by their table of keys."""


class EntryKind(NamedTuple):
    """One kind: its keys, how its entry is made, and what the keys must say together.

    `prepare` raises BadLine E_FIELD for a missing partner or a sign that does not fit.
    """

    shape: Shape
    make: Make
    prepare: Prepare = nothing_more


def wrong(field: str) -> BadLine:
    """A field that its neighbours do not allow."""
    return BadLine("E_FIELD", field)


def entry_shape(
    required: Mapping[str, Reader[Any]] | None = None,
    optional: Mapping[str, Reader[Any]] | None = None,
) -> Shape:
    """The keys of a kind on top of those that every entry has."""
    return Shape({**STAMP_REQUIRED, **(required or {})}, {**STAMP_OPTIONAL, **(optional or {})})


def upwards(sign: int, least: int) -> Reader[int]:
    """Amounts from `least` on; below, from -`least` on, where an entry turns its signs."""
    return integer(least, MOST_MONEY) if sign > 0 else integer(-MOST_MONEY, -least)


def pointer(value: object) -> Pointer:
    """Till, number and link of an entry."""
    return Pointer(*_cells_of_pointer(value))


def tender(sign: int) -> Reader[Tender]:
    """An act of paying. Only cash may go against `sign`; `other` is a word of slips, no kind."""

    def read(value: object) -> Tender:
        if type(value) is not list or len(value) not in _TENDER_CELLS:
            raise ValueError(value)
        kind, amount = code(value[0]), _amount(value[1])
        is_unsure = len(value) == _TENDER_CELLS[-1]
        if kind == "other" or (kind != "cash" and sign * amount < 0):
            raise ValueError(value)
        if is_unsure and value[2] != "unsure":
            raise ValueError(value)
        return Tender(kind, amount, is_unsure)

    return read


def denominations(least: int) -> Reader[tuple[tuple[int, int], ...]]:
    """Denomination and pieces, descending; the same twice where a note and a coin share it."""
    read_rows = rows(row(integer(1, MOST_MONEY), counter), least=least)

    def read(value: object) -> tuple[tuple[int, int], ...]:
        found = read_rows(value)
        worth = [each for each, _ in found]
        rises = any(one < two for one, two in pairwise(worth))
        if rises or any(one == three for one, three in zip(worth, worth[2:], strict=False)):
            raise ValueError(value)
        return found

    return read


_TENDER_CELLS: Final = (2, 3)
_cells_of_pointer = row(id_, counter, link)
_amount = not_zero(money)
_operator = matching(r"k[1-9][0-9]?")

STAMP_REQUIRED: Final[dict[str, Reader[Any]]] = {
    "t": text(24),
    "seq": counter,
    "prev": link,
    "at": moment,
    "day": day,
}
STAMP_OPTIONAL: Final[dict[str, Reader[Any]]] = {
    "op": _operator,
    "by": _operator,
    "late": integer(1, 1),
}
