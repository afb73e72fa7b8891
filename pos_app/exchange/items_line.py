"""The line of goods that follows an entry, bound to it by a salted hash (day-file.md 6)."""

from functools import lru_cache
from typing import Any, Final, Literal, TypeAlias

from pos_app.domain.journal import Basket, SoldItem, StockBasket, StockItem
from pos_app.domain.money import MOST_MONEY, Quantity
from pos_app.exchange.entry_kind import upwards
from pos_app.exchange.fields import (
    MOST_ITEMS,
    BadLine,
    Reader,
    Record,
    Shape,
    canonical,
    id_,
    integer,
    money,
    not_zero,
    one_of,
    parse_line,
    percent,
    quantity,
    row,
    rows,
    salt,
    text,
)

GoodsKind: TypeAlias = Literal["sale", "void", "refund", "order", "stock"]
"""The kinds of entries that may have an items-line."""

ITEMS_LINE_START: Final = b'{"i":'
"""How a canonical items-line begins, and no canonical entry line does."""


def write_items(basket: Basket | StockBasket) -> bytes:
    """The items-line of a basket, without LF."""
    items = [
        _write_sold(item) if isinstance(item, SoldItem) else _write_stock(item)
        for item in basket.items
    ]
    return canonical({"i": items, "salt": basket.salt, "t": "items"})


def read_items(line: bytes, kind: GoodsKind) -> tuple[Basket | StockBasket, bool]:
    """The goods of an entry of this kind, and whether there were `x_` keys; raises BadLine."""
    record = parse_line(line)
    if record.get("t") != "items":
        raise BadLine("E_ITEMS", "missing")
    values, is_newer = _LINE.read(record)
    read = [_item(kind, canonical(each)) for each in values["i"]]
    items, marks = [each for each, _ in read], [each_is_newer for _, each_is_newer in read]
    class_ = StockBasket if kind == "stock" else Basket
    return class_(tuple(items), values["salt"]), is_newer or any(marks)


# --- writing -------------------------------------------------------------------------------------


def _write_sold(item: SoldItem) -> Record:
    record: Record = {
        "code": item.code,
        "name": item.name,
        "qty": str(item.quantity),
        "unit": item.unit_price,
        "net": item.net,
    }
    optional: Record = {
        "disc": item.discount or None,
        "list": item.list_price,
        "cat": item.category or None,
        "rate": None if item.tax_rate is None else str(item.tax_rate),
        "tax": item.tax or None,
        "maker": item.maker or None,
        "share": item.share,
        "line": item.line,
        "parts": [(code, str(quantity)) for code, quantity in item.parts] or None,
    }
    return record | {key: value for key, value in optional.items() if value is not None}


def _write_stock(item: StockItem) -> Record:
    record: Record = {"code": item.code, "qty": str(item.quantity)}
    if item.name:
        record["name"] = item.name
    return record


# --- reading -------------------------------------------------------------------------------------


def _item(kind: GoodsKind, spelling: bytes) -> tuple[Any, bool]:
    """One item, and whether it has `x_` keys.

    A booth sells the same things again and again; equal ones are read once and kept once. What
    is unusually long is not kept, or a hostile file could fill the memory.
    """
    if len(spelling) > _MOST_KEPT_BYTES:
        return _read_item(kind, spelling)
    return _item_kept(kind, spelling)


def _read_item(kind: GoodsKind, spelling: bytes) -> tuple[Any, bool]:
    values, is_newer = _ITEMS[kind].read(parse_line(spelling))
    return (_stock_item(values) if kind == "stock" else _sold_item(values)), is_newer


_MOST_KEPT_BYTES: Final = 512
_item_kept = lru_cache(maxsize=4096)(_read_item)


def _sold_item(values: Record) -> SoldItem:
    unit = values["unit"]
    list_price = values.get("list")
    if "tax" in values and "rate" not in values:
        raise BadLine("E_FIELD", "rate")
    if ("maker" in values) != ("share" in values):
        raise BadLine("E_FIELD", "share")
    if list_price is not None and list_price == unit:
        raise BadLine("E_FIELD", "list")
    return SoldItem(
        code=values["code"],
        name=values["name"],
        quantity=values["qty"],
        unit_price=unit,
        net=values["net"],
        discount=values.get("disc", 0),
        list_price=list_price,
        category=values.get("cat", ""),
        tax_rate=values.get("rate"),
        tax=values.get("tax", 0),
        maker=values.get("maker", ""),
        share=values.get("share"),
        line=values.get("line"),
        parts=values.get("parts", ()),
    )


def _stock_item(values: Record) -> StockItem:
    return StockItem(values["code"], values["qty"], values.get("name", ""))


def _some_of_it(sign: int) -> Reader[Quantity]:
    def read(value: object) -> Quantity:
        amount = quantity(value)
        if sign * amount.thousandths <= 0:
            raise ValueError(value)
        return amount

    return read


def _record(value: object) -> Record:
    if not isinstance(value, dict):
        raise ValueError(value)
    return value


def _sold_shape(sign: int, **differing: Reader[Any]) -> Shape:
    optional: dict[str, Reader[Any]] = {
        "disc": upwards(sign, 1),
        "list": integer(1, MOST_MONEY),
        "cat": text(60),
        "rate": percent,
        "tax": upwards(sign, 1),
        "maker": id_,
        "share": upwards(sign, 0),
        "parts": rows(row(text(40), quantity)),
    }
    return Shape(
        {
            "code": text(40),
            "name": text(120),
            "qty": _some_of_it(sign),
            "unit": integer(0, MOST_MONEY),
            "net": upwards(sign, 0),
        },
        optional | differing,
    )


_LINE: Final = Shape({"i": rows(_record), "salt": salt, "t": one_of("items")})
_ITEMS: Final[dict[GoodsKind, Shape]] = {
    "sale": _sold_shape(1),
    "order": _sold_shape(1),
    "void": _sold_shape(-1),
    # What comes back is paid by R5; `disc` only makes the line's equation fit, either sign.
    "refund": _sold_shape(-1, disc=not_zero(money), line=integer(1, MOST_ITEMS)),
    "stock": Shape({"code": text(40), "qty": quantity}, {"name": text(120)}),
}
