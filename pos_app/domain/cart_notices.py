"""What a change of the cart did beside what was asked for: values the screen puts into words."""

from dataclasses import dataclass
from typing import TypeAlias

from pos_app.domain.cart import Cart
from pos_app.domain.discount import AmountOff
from pos_app.domain.money import Money


@dataclass(frozen=True, slots=True)
class DiscountCapped:
    """A fixed discount no longer fits and is capped (R4). `name` is the line's, "" the cart's."""

    name: str
    wanted: Money
    given: Money


@dataclass(frozen=True, slots=True)
class AgreementDropped:
    """The cart changed, so the agreed total holds no more (S11)."""

    total: Money


@dataclass(frozen=True, slots=True)
class OlderPriceKept:
    """The price list changed, and the open cart keeps the price it has shown."""

    name: str
    shown: Money
    listed: Money


CartNotice: TypeAlias = DiscountCapped | AgreementDropped | OlderPriceKept


def notices_of(before: Cart, after: Cart) -> tuple[CartNotice, ...]:
    """What the change from one state of a cart to the next is to be told of."""
    if before.sale_id != after.sale_id:
        return ()
    notices: list[CartNotice] = []
    if before.agreed and after.reduction is None:
        notices.append(AgreementDropped(before.agreed.total))
    told = set(_capped(before))
    notices += [notice for notice in _capped(after) if notice not in told]
    return tuple(notices)


def _capped(cart: Cart) -> tuple[DiscountCapped, ...]:
    """Every fixed discount of the cart that is larger than what it is on."""
    capped = [
        DiscountCapped(line.name, line.discount.amount, line.line_discount)
        for line in cart.lines
        if isinstance(line.discount, AmountOff) and line.line_discount < line.discount.amount
    ]
    if isinstance(cart.reduction, AmountOff) and cart.cart_discount < cart.reduction.amount:
        capped.append(DiscountCapped("", cart.reduction.amount, cart.cart_discount))
    return tuple(capped)
