"""What is said about a line or a cart beside name, price and total."""

from typing import assert_never

from pos_app.domain.cart import Cart, LineItem
from pos_app.domain.discount import AgreedTotal, AmountOff, PercentOff, Reduction
from pos_app.i18n import _, format_money, format_percent, format_quantity


def line_caption(line: LineItem) -> str:
    """Another price, what was taken off the line, and its note; empty for most lines."""
    parts = []
    if line.list_price is not None:
        parts.append(_("instead of {price}").format(price=format_money(line.list_price)))
    if line.discount is not None:
        parts.append(f"{reduction_word(line.discount)} {_minus(line.line_discount)}")
    if line.note:
        parts.append(line.note)
    return "  ·  ".join(parts)


def much_words(line: LineItem) -> str:
    """How much of it: what is weighed with its unit, `0,335 kg`."""
    unit = line.unit if line.sold_by_weight else ""
    return f"{format_quantity(line.quantity)} {unit}".rstrip()


def price_words(line: LineItem) -> str:
    """What one of it costs; what is weighed by its unit, `Rp120.000/kg`."""
    price = format_money(line.unit_price)
    return f"{price}/{line.unit}" if line.sold_by_weight and line.unit else price


def sum_words(cart: Cart) -> str:
    """How the total comes about, where something was taken off the whole cart or put on top."""
    parts = []
    if cart.reduction is not None:
        parts.append(f"{reduction_word(cart.reduction)} {_minus(cart.cart_discount)}")
    if cart.tax_on_top:
        parts.append(_("tax +{amount}").format(amount=format_money(cart.tax_on_top)))
    return "  ·  ".join([format_money(cart.list_sum), *parts]) if parts else ""


def reduction_word(reduction: Reduction) -> str:
    """What kind of reduction it is, with the percentage where it is one."""
    match reduction:
        case AmountOff():
            return _("Price off")
        case PercentOff(percent=percent):
            return _("{percent} off").format(percent=format_percent(percent))
        case AgreedTotal():
            return _("Agreed")
        case unknown:
            assert_never(unknown)


def _minus(amount: int) -> str:
    return format_money(-amount, true_minus=True)
