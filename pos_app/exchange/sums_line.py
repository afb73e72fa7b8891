"""The sums of a close or mark and the perpetual totals, to JSON and back (day-file.md 7).

What stands there is read as it is; whether it is right, only `domain.totals` says.
"""

from collections.abc import Callable
from typing import Any, Final, TypeAlias

from pos_app.domain.journal import DrawerSums, Grand, Sums, TaxPart
from pos_app.exchange.fields import (
    MOST_COUNT,
    MOST_SUM,
    BadLine,
    Reader,
    Record,
    Shape,
    code,
    count,
    day,
    id_,
    integer,
    not_zero,
    one_of,
    percent,
    row,
    rows,
    sum_of_money,
)


def write_sums(sums: Sums) -> Record:
    """The keys that always stand, then those that are not 0 or empty."""
    record: Record = {
        "sales": sums.sales,
        "voids": sums.voids,
        "refunds": sums.refunds,
        "days": [(day.isoformat(), receipts, net) for day, receipts, net in sums.days],
        "pay": sums.pay,
        "drawer": _write_drawer(sums.drawer),
    }
    optional: Record = {
        "disc": sums.discount,
        "round": sums.rounding,
        "owed": sums.owed,
        "adj": sums.extras,
        "tax": write_tax(sums.tax),
        "unsure": sums.unsure,
        "orders": sums.orders if any(sums.orders) else None,
        "order_pay": sums.order_pay,
        "makers": sums.makers,
        "settle_pay": sums.settle_pay,
        "ticks": sums.ticks if any(sums.ticks) else None,
    }
    return record | {key: value for key, value in optional.items() if value}


def write_grand(grand: Grand) -> Record:
    """All keys always stand."""
    return {
        "no": grand.no,
        "sales": grand.sales,
        "voids": grand.voids,
        "refunds": grand.refunds,
    }


def write_tax(parts: tuple[TaxPart, ...]) -> list[tuple[str, str, int, int]]:
    """Rows of percent, kind, base and amount."""
    return [(str(part.rate), part.kind, part.base, part.amount) for part in parts]


def read_sums(value: object) -> Sums:
    """Sums as they stand in a close or mark; raises ValueError for a field out of its rules."""
    values = _strictly(_SUMS, value)
    return Sums(
        sales=values["sales"],
        voids=values["voids"],
        refunds=values["refunds"],
        days=values["days"],
        pay=values["pay"],
        drawer=values["drawer"],
        discount=values.get("disc", 0),
        rounding=values.get("round", 0),
        owed=values.get("owed", 0),
        extras=values.get("adj", ()),
        tax=values.get("tax", ()),
        unsure=values.get("unsure", ()),
        orders=values.get("orders", (0, 0)),
        order_pay=values.get("order_pay", ()),
        makers=values.get("makers", ()),
        settle_pay=values.get("settle_pay", ()),
        ticks=values.get("ticks", (0, 0)),
    )


def read_grand(value: object) -> Grand:
    """Perpetual totals; raises ValueError for a field out of its rules."""
    return Grand(**_strictly(_GRAND, value))


def tax_part(amount: Reader[int]) -> Reader[TaxPart]:
    """A row of percent, `in` or `on`, base and amount."""
    cells = row(percent, one_of("in", "on"), amount, amount)

    def read(value: object) -> TaxPart:
        return TaxPart(*cells(value))

    return read


# --- inside --------------------------------------------------------------------------------------

_Pair: TypeAlias = tuple[int, int]


def _write_drawer(drawer: DrawerSums) -> Record:
    record: Record = {
        "float": drawer.float_amount,
        "in": drawer.paid_in,
        "out": drawer.paid_out,
        "drop": drawer.dropped,
        "no_sale": drawer.no_sale,
        "expected": drawer.expected,
    }
    if drawer.counted is not None:
        record["counted"] = drawer.counted
    return record


def _strictly(shape: Shape, value: object) -> Record:
    """These totals hold no key but their own: `x_` keys would be money nobody checks."""
    if not isinstance(value, dict):
        raise ValueError(value)
    try:
        values, is_newer = shape.read(value)
    except BadLine as bad:
        raise ValueError(bad.detail) from bad
    if is_newer:
        raise ValueError(value)
    return values


def _drawer(value: object) -> DrawerSums:
    values = _strictly(_DRAWER, value)
    return DrawerSums(
        float_amount=values["float"],
        paid_in=values["in"],
        paid_out=values["out"],
        dropped=values["drop"],
        no_sale=values["no_sale"],
        expected=values["expected"],
        counted=values.get("counted"),
    )


def _not_both_zero(reader: Reader[Any]) -> Callable[[object], _Pair]:
    def read(value: object) -> _Pair:
        one, other = reader(value)
        if not one and not other:
            raise ValueError(value)
        return one, other

    return read


_count_and_sum: Final = row(count, sum_of_money)
_signed_count: Final = integer(-MOST_COUNT, MOST_COUNT)  # a void counts -1 among the unsure
_optional_sum: Final = not_zero(sum_of_money)
_by_kind: Final = rows(row(code, sum_of_money))

_DRAWER: Final = Shape(
    {
        "float": integer(0, MOST_SUM),
        "in": integer(0, MOST_SUM),
        "out": integer(-MOST_SUM, 0),
        "drop": integer(-MOST_SUM, 0),
        "no_sale": count,
        "expected": sum_of_money,
    },
    {"counted": sum_of_money},
)
_SUMS: Final = Shape(
    {
        "sales": _count_and_sum,
        "voids": _count_and_sum,
        "refunds": _count_and_sum,
        "days": rows(row(day, count, sum_of_money), least=0),
        "pay": rows(row(code, sum_of_money), least=0),
        "drawer": _drawer,
    },
    {
        "disc": _optional_sum,
        "round": _optional_sum,
        "owed": _optional_sum,
        "adj": _by_kind,
        "tax": rows(tax_part(sum_of_money)),
        "unsure": rows(row(code, _signed_count, sum_of_money)),
        "orders": _not_both_zero(_count_and_sum),
        "order_pay": _by_kind,
        "makers": rows(row(id_, sum_of_money)),
        "settle_pay": _by_kind,
        "ticks": _not_both_zero(row(count, count)),
    },
)
_GRAND: Final = Shape(
    {
        "no": count,
        "sales": _count_and_sum,
        "voids": _count_and_sum,
        "refunds": _count_and_sum,
    }
)
