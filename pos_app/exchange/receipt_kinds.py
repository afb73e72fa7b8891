"""The kinds that take a receipt number: sale, void, refund (day-file.md 6).

A void is its sale with all signs turned, a refund is shaped like one.
"""

from collections.abc import Mapping
from typing import Any, Final, cast

from pos_app.domain.journal import (
    Basket,
    Entry,
    RefundGiven,
    SaleMoney,
    SaleRecorded,
    SaleVoided,
    Stamp,
    Tender,
)
from pos_app.exchange.entry_kind import (
    EntryKind,
    Goods,
    entry_shape,
    pointer,
    tender,
    upwards,
    wrong,
)
from pos_app.exchange.fields import (
    MOST_TENDERS,
    Reader,
    Record,
    Shape,
    code,
    counter,
    id_,
    integer,
    link,
    money,
    not_zero,
    row,
    rows,
)
from pos_app.exchange.sums_line import tax_part

MOST_ROUNDING: Final = 999
"""Cash rounding stays below 1.000, either way."""


def _prepare_sale(values: Record) -> None:
    amounts = _money_of(values)
    if not amounts.total and "why" not in values:
        raise wrong("why")
    if amounts.owed and amounts.given is None and amounts.cash_part >= 0:
        raise wrong("owed")


def _prepare_void(values: Record) -> None:
    _money_of(values)


def _prepare_refund(values: Record) -> None:
    _money_of(values)
    if "of" in values and "typed" in values:
        raise wrong("typed")


def _money_of(values: Record) -> SaleMoney:
    """The money of the entry, left among its values for the one who makes the entry."""
    pay: tuple[Tender, ...] = values["pay"]
    kinds = {each.kind for each in pay}
    if bool(pay) != bool(values["total"]):
        raise wrong("pay")
    if "dp" in kinds and "order" not in values:
        raise wrong("order")
    if "round" in values and "cash" not in kinds:
        raise wrong("round")
    amounts = SaleMoney(
        no=values["no"],
        total=values["total"],
        goods=values["goods"],
        pay=pay,
        discount=values.get("disc", 0),
        rounding=values.get("round", 0),
        tax=values.get("tax", ()),
        extras=values.get("adj", ()),
        given=values.get("given"),
        owed=values.get("owed", 0),
        order=values.get("order"),
        vouchers=values.get("vouchers", ()),
    )
    values["money"] = amounts
    return amounts


def _sale(stamp: Stamp, values: Record, goods: Goods) -> Entry:
    basket = cast("Basket | None", goods)
    return SaleRecorded(stamp, values["money"], basket, values.get("why", ""))


def _void(stamp: Stamp, values: Record, goods: Goods) -> Entry:
    basket = cast("Basket | None", goods)
    return SaleVoided(stamp, values["money"], basket, values["of"], values["why"])


def _refund(stamp: Stamp, values: Record, goods: Goods) -> Entry:
    return RefundGiven(
        stamp,
        values["money"],
        cast("Basket | None", goods),
        values["why"],
        values.get("of"),
        values.get("typed", ""),
    )


def _shape(
    sign: int,
    optional: Mapping[str, Reader[Any]],
    required: Mapping[str, Reader[Any]] | None = None,
) -> Shape:
    return entry_shape(
        {
            "no": counter,
            "total": upwards(sign, 0),
            "goods": upwards(sign, 0),
            "pay": rows(tender(sign), least=0, most=MOST_TENDERS),
            "items": link,
            **(required or {}),
        },
        {
            "disc": upwards(sign, 1),
            "round": not_zero(integer(-MOST_ROUNDING, MOST_ROUNDING)),
            "tax": rows(tax_part(money)),
            "adj": rows(row(code, money)),
            "order": counter,
            "vouchers": rows(id_),
            **optional,
        },
    )


RECEIPT_KINDS: Final = {
    "sale": EntryKind(
        _shape(1, {"given": upwards(1, 1), "owed": upwards(1, 1), "why": code}),
        _sale,
        _prepare_sale,
    ),
    "void": EntryKind(
        _shape(-1, {"owed": upwards(-1, 1)}, {"of": pointer, "why": code}),
        _void,
        _prepare_void,
    ),
    # The discount of a refund only makes its equation fit what R5 pays back: either sign.
    "refund": EntryKind(
        _shape(-1, {"disc": not_zero(money), "of": pointer, "typed": id_}, {"why": code}),
        _refund,
        _prepare_refund,
    ),
}
