"""Arithmetic on amounts and quantities that loses nothing.

An amount is a plain integer in minor units (rupiah: whole rupiah); its currency belongs to the
event. A quantity is an exact decimal with at most three places. Nothing here is ever a float.
"""

import re
from dataclasses import dataclass
from typing import TypeAlias

Money: TypeAlias = int
"""An amount in minor units of the event's currency."""

MOST_MONEY: Money = 10**12
"""Largest amount of one field, either sign (day-file.md 4)."""

_QUANTITY = re.compile(r"-?(0|[1-9][0-9]{0,5})(\.[0-9]{1,3})?")
_PERCENT = re.compile(r"(0|[1-9][0-9]{0,2})(\.[0-9]{1,2})?")


@dataclass(frozen=True, slots=True, order=True)
class Quantity:
    """How much of a product, in thousandths, so that 1,5 kg is exact."""

    thousandths: int

    @classmethod
    def of(cls, text: str | int) -> "Quantity":
        """Read `2`, `1.5`, `-0.25`; raises ValueError for anything else (day-file.md 4)."""
        text = str(text)
        if not _QUANTITY.fullmatch(text):
            raise ValueError(text)
        sign = -1 if text.startswith("-") else 1
        whole, _, places = text.lstrip("-").partition(".")
        return cls(sign * (int(whole) * 1000 + int(places.ljust(3, "0") or "0")))

    @property
    def is_whole(self) -> bool:
        """Whether it counts pieces."""
        return self.thousandths % 1000 == 0

    def times(self, unit_price: Money) -> Money:
        """Quantity x price, half up on the amount, then signed (R2): 1,235 x 45.500 = 56.193."""
        return half_up(self.thousandths * unit_price, 1000)

    def __add__(self, other: "Quantity") -> "Quantity":
        return Quantity(self.thousandths + other.thousandths)

    def __neg__(self) -> "Quantity":
        return Quantity(-self.thousandths)

    def __str__(self) -> str:
        """The canonical text of day-file.md 4: no trailing zero, no `-0`."""
        whole, places = divmod(abs(self.thousandths), 1000)
        sign = "-" if self.thousandths < 0 else ""
        return f"{sign}{whole}" + (f".{places:03d}".rstrip("0") if places else "")


@dataclass(frozen=True, slots=True, order=True)
class Percent:
    """A percentage in hundredths of a percent: 12,5 % is 1250."""

    hundredths: int

    @classmethod
    def of(cls, text: str | int) -> "Percent":
        """Read `11`, `12.5`; raises ValueError for anything else (day-file.md 4)."""
        text = str(text)
        if not _PERCENT.fullmatch(text):
            raise ValueError(text)
        whole, _, places = text.partition(".")
        return cls(int(whole) * 100 + int(places.ljust(2, "0") or "0"))

    def part_of(self, amount: Money) -> Money:
        """The part of an amount, half up (R4): 12,5 % of 70.500 = 8.813."""
        return half_up(amount * self.hundredths, 10_000)

    def __str__(self) -> str:
        whole, places = divmod(self.hundredths, 100)
        return f"{whole}" + (f".{places:02d}".rstrip("0") if places else "")


def half_up(numerator: int, denominator: int) -> int:
    """Divide and round; 0,5 rises away from zero, so that a return mirrors its sale (R1)."""
    assert denominator > 0
    rounded = (2 * abs(numerator) + denominator) // (2 * denominator)
    return -rounded if numerator < 0 else rounded


def split(amount: Money, parts: int) -> list[Money]:
    """Share out fairly: larger shares first, they differ by one unit at most, none is lost."""
    assert parts > 0
    each, left_over = divmod(amount, parts)
    return [each + (i < left_over) for i in range(parts)]


def spread(amount: Money, weights: list[Money], caps: list[Money] | None = None) -> list[Money]:
    """Parts in proportion to the weights; units left over go to the largest fractions (R3).

    A line whose part would pass its cap gets its cap and leaves; the rest is spread over the
    others by the same rule. The parts add up to `amount`; the caller sees to it that it fits.
    """
    assert amount >= 0
    assert all(weight >= 0 for weight in weights)
    limits = list(weights) if caps is None else caps
    assert caps is None or amount <= sum(limits)
    parts = [0] * len(weights)
    open_lines = list(range(len(weights)))
    rest = amount
    while rest:
        tried = _in_proportion(rest, [weights[i] for i in open_lines])
        over = [i for i, part in zip(open_lines, tried, strict=True) if part > limits[i]]
        if caps is None or not over:
            for i, part in zip(open_lines, tried, strict=True):
                parts[i] = part
            break
        for i in over:
            parts[i] = limits[i]
        rest -= sum(limits[i] for i in over)
        open_lines = [i for i in open_lines if i not in over]
    return parts


def pay_back(paid: Money, quantity: Quantity, back_before: Quantity, back_now: Quantity) -> Money:
    """What a return pays for a line of `quantity` that cost `paid` after all discounts (R5)."""
    assert Quantity(0) <= back_before
    assert (back_before + back_now) <= quantity
    return _paid_back(paid, quantity, back_before + back_now) - _paid_back(
        paid, quantity, back_before
    )


def _paid_back(paid: Money, quantity: Quantity, back: Quantity) -> Money:
    return paid if back == quantity else paid * back.thousandths // quantity.thousandths


def _in_proportion(amount: Money, weights: list[Money]) -> list[Money]:
    total = sum(weights)
    assert total > 0
    parts = [amount * weight // total for weight in weights]
    fractions = [amount * weight % total for weight in weights]
    by_fraction = sorted(range(len(weights)), key=lambda i: -fractions[i])  # ties: earlier first
    for i in by_fraction[: amount - sum(parts)]:
        parts[i] += 1
    return parts
