"""Slips of goods without money: to take an order, to prepare it, to collect it (P10)."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal, TypeAlias

from pos_app.domain.cart import Cart
from pos_app.domain.journal import Recorded, SaleRecorded
from pos_app.domain.money import Quantity
from pos_app.domain.sale import TypedWords
from pos_app.i18n import _, format_quantity, format_time
from pos_app.papers.layout import (
    CopyMark,
    PaperBuilder,
    PaperHeading,
    count_words,
    short_date,
)
from pos_app.papers.paper import Paper, Rule

GoodsSlipKind: TypeAlias = Literal["order", "preparation", "pick-up"]
"""For who makes it before it is paid, for who makes it afterwards, and for the buyer."""

_SHORT_DIGITS = 3
"""What is called out: the end of a receipt's number."""


@dataclass(frozen=True, slots=True)
class GoodsLine:
    """What is wanted of one product, without its price; a `unit` where it is weighed."""

    quantity: Quantity
    name: str
    code: str
    unit: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class GoodsFacts:
    """What a slip is printed from.

    `number` is the receipt's or the order's, `call` the short one that is called out.
    """

    lines: tuple[GoodsLine, ...]
    at: datetime
    number: str
    call: str
    note: str = ""


def facts_of_sale(recorded: Recorded, typed: TypedWords, heading: PaperHeading) -> GoodsFacts:
    """The goods of a sale with the notes typed for them."""
    sale = recorded.entry
    assert isinstance(sale, SaleRecorded)
    items = () if sale.basket is None else sale.basket.items
    lines = tuple(
        GoodsLine(item.quantity, item.name, item.code, typed.unit_of(place), typed.note_of(place))
        for place, item in enumerate(items, start=1)
    )
    return GoodsFacts(
        lines=lines,
        at=sale.stamp.at,
        number=heading.till.receipt_number(sale.money.no),
        call=f"{sale.money.no:0{_SHORT_DIGITS}d}"[-_SHORT_DIGITS:],
        note=typed.note,
    )


def facts_of_cart(cart: Cart, *, at: datetime, call: str, number: str) -> GoodsFacts:
    """The goods of a cart that is not paid yet; `call` is called out, `number` is all of it."""
    lines = tuple(
        GoodsLine(
            line.quantity,
            line.name,
            line.code,
            line.unit if line.sold_by_weight else "",
            line.note,
        )
        for line in cart.lines
    )
    return GoodsFacts(lines=lines, at=at, number=number, call=call, note=cart.note)


def goods_slip(
    kind: GoodsSlipKind,
    facts: GoodsFacts,
    *,
    heading: PaperHeading,
    columns: int,
    copy: CopyMark | None = None,
) -> Paper:
    """The slip of that kind: what is called out stands large, no price stands anywhere."""
    builder = PaperBuilder(columns, heading)
    builder.centred(_title(kind), "tall")
    builder.centred(facts.call, "wide")
    if kind == "pick-up":
        builder.centred(heading.shop_name, "bold")
        builder.centred(heading.booth_line)
    builder.rule(Rule("="))
    builder.text(_("No. {number}").format(number=facts.number))
    at = heading.event.local(facts.at)
    builder.sides(short_date(at), format_time(at))
    if kind == "order":
        builder.text(_("NOT PAID YET"), style="bold")
    builder.rule()
    _goods(builder, facts)
    builder.rule()
    builder.text(count_words((line.quantity, line.unit) for line in facts.lines))
    if kind == "pick-up":
        builder.feed()
        builder.centred(_("Show this slip when you collect your goods."))
    return builder.paper(copy)


def _title(kind: GoodsSlipKind) -> str:
    match kind:
        case "order":
            return _("ORDER")
        case "preparation":
            return _("TO PREPARE")
        case "pick-up":
            return _("PICK-UP")


def _goods(builder: PaperBuilder, facts: GoodsFacts) -> None:
    for line in facts.lines:
        much = f"{format_quantity(line.quantity)} {line.unit}".rstrip()
        name = builder.name(line.name, line.code)
        # The quantity comes first: hands that pack read it before anything else.
        if builder.is_drawn(name):
            builder.text(f"{much} x", style="bold")
            builder.text(name)
        else:
            below_name = len(much) + len(" x ")
            hanging = below_name if below_name <= builder.columns // 2 else 2  # units may be long
            builder.text(f"{much} x {name}", style="bold", hanging=hanging)
        if line.note:
            builder.text(_("Note: {note}").format(note=line.note), indent=2)
    if facts.note:
        builder.text(_("Note: {note}").format(note=facts.note))
