"""What came off each line of a sale by itself, and what came off the whole of it."""

from dataclasses import dataclass

from pos_app.domain.journal import Receipted, RefundGiven, SaleVoided, SoldItem
from pos_app.domain.money import Money
from pos_app.domain.sale import TypedWords


@dataclass(frozen=True, slots=True)
class DiscountSplit:
    """`own` is one amount for each line, in order; both together are the sale's discount."""

    own: tuple[Money, ...]
    of_cart: Money


def split_of(entry: Receipted, items: tuple[SoldItem, ...], typed: TypedWords) -> DiscountSplit:
    """The discounts as they were given, where this till knows that.

    The journal holds only the sum of both on each line (day-file.md 6). Where no more is known, a
    discount on every line counts as one on the whole: either way the paper adds up.
    """
    each = tuple(item.discount for item in items)
    nothing = (0,) * len(items)
    if isinstance(entry, RefundGiven):
        return DiscountSplit(nothing, 0)
    if typed.shares:
        sign, shares = -1 if isinstance(entry, SaleVoided) else 1, dict(typed.shares)
        of_cart = tuple(sign * shares.get(line, 0) for line in range(1, len(items) + 1))
        own = tuple(off - share for off, share in zip(each, of_cart, strict=True))
        return DiscountSplit(own, sum(of_cart))
    if _looks_spread(items):
        return DiscountSplit(nothing, sum(each))
    return DiscountSplit(each, 0)


def _looks_spread(items: tuple[SoldItem, ...]) -> bool:
    priced = [item for item in items if item.net or item.discount]
    return len(priced) > 1 and all(item.discount for item in priced)
