"""All kinds of entries by their `t`, as the tables of day-file.md 6 list them."""

from collections.abc import Callable
from typing import Final, cast

from pos_app.domain.journal import (
    Audited,
    Basket,
    CashCounted,
    CashMoved,
    ClockMoved,
    DayClosed,
    DayOpened,
    Entry,
    FeedEnded,
    FloatSet,
    ForeignEntry,
    MakerPaid,
    Marked,
    OrderPaid,
    PricesSet,
    SaleTicked,
    ShiftChanged,
    Stamp,
    StockBasket,
    StockMoved,
)
from pos_app.domain.money import MOST_MONEY
from pos_app.exchange.entry_kind import (
    EntryKind,
    Goods,
    Make,
    denominations,
    entry_shape,
    pointer,
    tender,
    wrong,
)
from pos_app.exchange.fields import (
    MOST_INTEGER,
    MOST_TENDERS,
    Record,
    code,
    counter,
    either,
    id_,
    integer,
    link,
    moment,
    money,
    not_zero,
    one_of,
    rows,
)
from pos_app.exchange.receipt_kinds import RECEIPT_KINDS
from pos_app.exchange.sums_line import read_grand, read_sums

# --- cash, orders, makers ------------------------------------------------------------------------

_SIGN_OF_CASH: Final = {"in": 1, "out": -1, "drop": -1, "owed": -1, "kept": -1, "open": 0}


def _prepare_cash(values: Record) -> None:
    kind, amount = values["as"], values["amount"]
    if (amount > 0) - (amount < 0) != _SIGN_OF_CASH[kind]:
        raise wrong("amount")
    if kind in ("owed", "kept") and "of" not in values:
        raise wrong("of")
    if kind == "kept" and "why" not in values:
        raise wrong("why")


def _cash(stamp: Stamp, values: Record, _: Goods) -> Entry:
    return CashMoved(stamp, values["as"], values["amount"], values.get("why", ""), values.get("of"))


def _prepare_order(values: Record) -> None:
    kind, amount = values["as"], values["amount"]
    sign = -1 if kind == "back" else 1
    if sign * amount < 0:
        raise wrong("amount")
    if ("pay" in values) == (kind == "kept"):
        raise wrong("pay")
    if kind == "kept" and "why" not in values:
        raise wrong("why")
    for each in values.get("pay", ()):
        if each.kind != "cash" and sign * each.amount < 0:
            raise wrong("pay")


def _order(stamp: Stamp, values: Record, goods: Goods) -> Entry:
    return OrderPaid(
        stamp,
        kind=values["as"],
        order=values["order"],
        amount=values["amount"],
        pay=values.get("pay", ()),
        basket=cast("Basket | None", goods),
        why=values.get("why", ""),
    )


def _prepare_settle(values: Record) -> None:
    if any(each.kind == "dp" for each in values["pay"]):
        raise wrong("pay")  # a down payment belongs to an order


# --- the others ----------------------------------------------------------------------------------


def _plain(class_: Callable[..., Entry], *keys: str) -> Make:
    """Kinds whose keys are the fields of their class, in order."""

    def make(stamp: Stamp, values: Record, _: Goods) -> Entry:
        return class_(stamp, *[values[key] for key in keys])

    return make


def _float(stamp: Stamp, values: Record, _: Goods) -> Entry:
    return FloatSet(stamp, values["amount"], values.get("rows", ()))


def _count(stamp: Stamp, values: Record, _: Goods) -> Entry:
    return CashCounted(stamp, values["amount"], values["rows"], values.get("other", 0))


def _tick(stamp: Stamp, values: Record, _: Goods) -> Entry:
    return SaleTicked(stamp, values["of"], bool(values["ok"]))


def _stock(stamp: Stamp, values: Record, goods: Goods) -> Entry:
    basket = cast("StockBasket | None", goods)
    return StockMoved(stamp, values["as"], basket, values.get("why", ""))


def _prepare_shift(values: Record) -> None:
    if "op" not in values:
        raise wrong("op")


def _audit(stamp: Stamp, values: Record, _: Goods) -> Entry:
    return Audited(stamp, values["what"], values.get("of"), values.get("was"), values.get("now"))


def _close(stamp: Stamp, values: Record, _: Goods) -> Entry:
    return DayClosed(stamp, values["z"], values["sums"], values["grand"], values.get("why", ""))


_tender_either_sign = either(tender(1), tender(-1))
_positive: Final = integer(1, MOST_MONEY)
_was_or_now: Final = either(pointer, integer(-MOST_INTEGER, MOST_INTEGER), id_)
_not_below_zero: Final = integer(0, MOST_MONEY)

FOREIGN_KIND: Final = EntryKind(entry_shape(), _plain(ForeignEntry, "t"))
"""Any `x-` kind: kept and linked, carries no money."""

ENTRY_KINDS: Final = RECEIPT_KINDS | {
    "open": EntryKind(entry_shape(), _plain(DayOpened)),
    "float": EntryKind(
        entry_shape({"amount": _not_below_zero}, {"rows": denominations(1)}), _float
    ),
    "cash": EntryKind(
        entry_shape({"as": one_of(*_SIGN_OF_CASH), "amount": money}, {"why": code, "of": pointer}),
        _cash,
        _prepare_cash,
    ),
    "order": EntryKind(
        entry_shape(
            {"as": one_of("paid", "back", "kept"), "order": counter, "amount": not_zero(money)},
            {
                "pay": rows(_tender_either_sign, most=MOST_TENDERS),
                "items": link,
                "why": code,
            },
        ),
        _order,
        _prepare_order,
    ),
    "settle": EntryKind(
        entry_shape(
            {
                "maker": id_,
                "amount": integer(-MOST_MONEY, -1),
                "pay": rows(tender(-1), most=MOST_TENDERS),
            }
        ),
        _plain(MakerPaid, "maker", "amount", "pay"),
        _prepare_settle,
    ),
    # A drawer counted empty has no rows.
    "count": EntryKind(
        entry_shape({"amount": _not_below_zero, "rows": denominations(0)}, {"other": _positive}),
        _count,
    ),
    "tick": EntryKind(entry_shape({"of": pointer, "ok": integer(0, 1)}), _tick),
    "stock": EntryKind(
        entry_shape(
            {"as": one_of("open", "in", "out", "count", "damaged", "moved"), "items": link},
            {"why": code},
        ),
        _stock,
    ),
    "prices": EntryKind(
        entry_shape({"version": counter, "link": link}), _plain(PricesSet, "version", "link")
    ),
    "shift": EntryKind(
        entry_shape({"as": one_of("start", "end")}),
        _plain(ShiftChanged, "as"),
        _prepare_shift,
    ),
    "audit": EntryKind(
        entry_shape({"what": code}, {"of": pointer, "was": _was_or_now, "now": _was_or_now}),
        _audit,
    ),
    "clock": EntryKind(
        entry_shape({"was": moment, "now": moment}), _plain(ClockMoved, "was", "now")
    ),
    "mark": EntryKind(
        entry_shape({"sums": read_sums, "grand": read_grand}), _plain(Marked, "sums", "grand")
    ),
    "close": EntryKind(
        entry_shape({"z": counter, "sums": read_sums, "grand": read_grand}, {"why": code}),
        _close,
    ),
    "end": EntryKind(
        entry_shape({"why": one_of("finished", "replaced")}), _plain(FeedEnded, "why")
    ),
}
