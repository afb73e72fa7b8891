"""A cart as two texts for its row: its lines, and all that concerns the whole cart."""

import json
from typing import Any, assert_never

from pos_app.domain.cart import Cart, LineItem
from pos_app.domain.discount import AgreedTotal, AmountOff, PercentOff, Reduction
from pos_app.domain.money import Percent, Quantity
from pos_app.domain.taxes import TaxRules


def lines_text(cart: Cart) -> str:
    """The lines as JSON; what has its usual value is left out."""
    return json.dumps([_line_record(line) for line in cart.lines])


def terms_text(cart: Cart) -> str:
    """Reduction, note, taxes and the second person as JSON."""
    record = {
        "reduction": _reduction_record(cart.reduction),
        "note": cart.note,
        "taxes": _taxes_record(cart.taxes),
        "allowed_by": cart.allowed_by,
    }
    return json.dumps(_without_nothing(record))


def read_cart(sale_id: str, lines: str, terms: str) -> Cart:
    """The cart of those texts, also of a row written before there were terms."""
    record: dict[str, Any] = json.loads(terms)
    return Cart(
        sale_id,
        tuple(_read_line(line) for line in json.loads(lines)),
        reduction=_read_reduction(record.get("reduction")),
        note=record.get("note", ""),
        taxes=_read_taxes(record.get("taxes")),
        allowed_by=record.get("allowed_by", ""),
    )


def _line_record(line: LineItem) -> dict[str, Any]:
    record = {
        "product_id": line.product_id,
        "code": line.code,
        "name": line.name,
        "unit_price": line.unit_price,
        "quantity": str(line.quantity),
        "category": line.category,
        "unit": line.unit,
        "sold_by_weight": int(line.sold_by_weight),
    }
    optional = {
        "list_price": line.list_price,
        "price_reason": line.price_reason,
        "floor_price": line.floor_price,
        "tax_rate": None if line.tax_rate is None else str(line.tax_rate),
        "discount": _reduction_record(line.discount),
        "note": line.note,
    }
    return record | _without_nothing(optional)


def _read_line(record: dict[str, Any]) -> LineItem:
    rate = record.get("tax_rate")
    discount = _read_reduction(record.get("discount"))
    assert not isinstance(discount, AgreedTotal), "only a whole cart is agreed on"
    return LineItem(
        product_id=record["product_id"],
        code=record["code"],
        name=record["name"],
        unit_price=record["unit_price"],
        quantity=Quantity.of(record["quantity"]),
        category=record["category"],
        unit=record["unit"],
        sold_by_weight=bool(record["sold_by_weight"]),
        list_price=record.get("list_price"),
        price_reason=record.get("price_reason", ""),
        floor_price=record.get("floor_price"),
        tax_rate=None if rate is None else Percent.of(rate),
        discount=discount,
        note=record.get("note", ""),
    )


def _reduction_record(reduction: Reduction | None) -> dict[str, Any] | None:
    match reduction:
        case None:
            return None
        case AmountOff(amount=amount):
            return {"amount": amount}
        case PercentOff(percent=percent):
            return {"percent": str(percent)}
        case AgreedTotal(total=total, breaks_floors=breaks_floors):
            return {"agreed": total, "breaks_floors": int(breaks_floors)}
        case unknown:
            assert_never(unknown)


def _read_reduction(record: dict[str, Any] | None) -> Reduction | None:
    match record:
        case {"amount": amount}:
            return AmountOff(amount)
        case {"percent": percent}:
            return PercentOff(Percent.of(percent))
        case {"agreed": total, "breaks_floors": breaks_floors}:
            return AgreedTotal(total, bool(breaks_floors))
        case _:
            return None


def _taxes_record(taxes: TaxRules) -> dict[str, Any] | None:
    if taxes.kind == "none":
        return None
    return {"kind": taxes.kind, "rate": str(taxes.rate), "on_top": int(taxes.on_top)}


def _read_taxes(record: dict[str, Any] | None) -> TaxRules:
    if record is None:
        return TaxRules()
    return TaxRules(record["kind"], Percent.of(record["rate"]), bool(record["on_top"]))


def _without_nothing(record: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in record.items() if value not in (None, "")}
