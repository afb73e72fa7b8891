"""What makes goods cheaper: an amount, a percentage, or a total fixed by haggling (R3, R4)."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeAlias, assert_never

from pos_app.domain.cart_errors import AgreedTooHigh, AgreedTooLow, TooMuchDiscount
from pos_app.domain.errors import BadAmount
from pos_app.domain.money import Money, Percent, spread

ALL = Percent.of(100)


@dataclass(frozen=True, slots=True)
class AmountOff:
    """So many minor units less; capped while the line or cart is worth less than that."""

    amount: Money


@dataclass(frozen=True, slots=True)
class PercentOff:
    """A part of the line or cart less; it follows when they change."""

    percent: Percent


@dataclass(frozen=True, slots=True)
class AgreedTotal:
    """What all goods together cost by agreement (*tawar*).

    `breaks_floors`: somebody with the right allowed less than the floor prices.
    """

    total: Money
    breaks_floors: bool = False


Discount: TypeAlias = AmountOff | PercentOff
"""On a line or on a whole cart."""

Reduction: TypeAlias = Discount | AgreedTotal
"""On a whole cart."""


@dataclass(frozen=True, slots=True)
class Reducible:
    """A line as a reduction of the cart meets it: its price so far, and the least it may cost."""

    price: Money
    floor: Money = 0

    @property
    def room(self) -> Money:
        """How much may still come off without breaking the floor."""
        return max(0, self.price - self.floor)


def amount_of(discount: Discount, base: Money) -> Money:
    """What comes off a base; never more than the base (R4): 12,5 % of 70.500 is 8.813."""
    match discount:
        case AmountOff(amount=amount):
            return min(amount, base)
        case PercentOff(percent=percent):
            return min(percent.part_of(base), base)
        case unknown:
            assert_never(unknown)


def checked_discount(discount: Discount, base: Money) -> Discount:
    """The same discount. Raises TooMuchDiscount above the base, BadAmount for nothing."""
    match discount:
        case AmountOff(amount=amount):
            is_nothing, is_too_much = amount <= 0, amount > base
        case PercentOff(percent=percent):
            is_nothing, is_too_much = percent <= Percent(0), percent > ALL
        case unknown:
            assert_never(unknown)
    if is_nothing:
        raise BadAmount("0", "zero")
    if is_too_much:
        raise TooMuchDiscount(base)
    return discount


def checked_agreement(agreed: AgreedTotal, lines: Sequence[Reducible]) -> AgreedTotal:
    """The same agreement. Raises AgreedTooLow, AgreedTooHigh; both name the limit (S11)."""
    highest = sum(line.price for line in lines)
    if agreed.total > highest:
        raise AgreedTooHigh(highest)
    lowest = 0 if agreed.breaks_floors else lowest_total(lines)
    if agreed.total < lowest:
        raise AgreedTooLow(lowest)
    return agreed


def lowest_total(lines: Sequence[Reducible]) -> Money:
    """The least the goods may cost together by their floor prices."""
    return sum(line.price - line.room for line in lines)


def shares_of(reduction: Reduction | None, lines: Sequence[Reducible]) -> list[Money]:
    """What comes off each line for a reduction of the whole cart, by R3; the parts add up."""
    prices = [line.price for line in lines]
    match reduction:
        case None:
            return [0] * len(lines)
        case AgreedTotal(total=total, breaks_floors=True):
            return spread(sum(prices) - total, prices, prices)
        case AgreedTotal(total=total):
            return spread(sum(prices) - total, prices, [line.room for line in lines])
        case discount:
            return spread(amount_of(discount, sum(prices)), prices)
