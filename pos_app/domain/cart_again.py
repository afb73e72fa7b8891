"""The lines of a sale that was taken back, to be corrected in a new cart."""

from dataclasses import replace

from pos_app.domain.cart import LineItem
from pos_app.domain.catalog import Catalog, Product
from pos_app.domain.discount import AmountOff
from pos_app.domain.journal import SoldItem
from pos_app.domain.sale import TypedWords
from pos_app.domain.taxes import TaxRules


def lines_again(
    items: tuple[SoldItem, ...], catalog: Catalog, words: TypedWords, taxes: TaxRules
) -> tuple[LineItem, ...]:
    """Goods, quantities and prices as they were sold, each with all its discount as an amount.

    What is no product any more comes back as an open-price item. Taxes are those in force now.
    """
    notes, reasons = dict(words.line_notes), dict(words.price_reasons)
    lines = []
    for number, item in enumerate(items, start=1):
        product = catalog.holder_of(item.code)
        rate = taxes.rate_for(None if product is None else product.tax_rate)
        line = _line(item, product, note=notes.get(number, ""), reason=reasons.get(number, ""))
        lines.append(replace(line, tax_rate=rate))
    return tuple(lines)


def _line(item: SoldItem, product: Product | None, *, note: str, reason: str) -> LineItem:
    return LineItem(
        product_id=0 if product is None else product.product_id,
        code=item.code,
        name=item.name,
        unit_price=item.unit_price,
        quantity=item.quantity,
        category=item.category,
        unit="" if product is None else product.unit,
        sold_by_weight=bool(product and product.sold_by_weight),
        list_price=item.list_price,
        price_reason=reason,
        floor_price=None if product is None else product.floor_price,
        discount=AmountOff(item.discount) if item.discount else None,
        note=note,
    )
