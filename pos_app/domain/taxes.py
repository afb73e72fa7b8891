"""Taxes of a sale: inside the price, or on top of it where the booth chose so (R6)."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias

from pos_app.domain.journal import TaxPart
from pos_app.domain.money import Money, Percent, half_up, spread

TaxKind = Literal["none", "local", "pkp"]

NO_TAX = Percent(0)
_WHOLE = 10_000  # hundredths of a percent


@dataclass(frozen=True, slots=True)
class TaxRules:
    """The taxes a booth puts on what it sells; a cart keeps those it was opened with.

    `rate` is the booth's own: that of its local tax, or the effective rate of a registered seller
    (PKP). `on_top`: the tax is added to the price instead of being inside it.
    """

    kind: TaxKind = "none"
    rate: Percent = NO_TAX
    on_top: bool = False

    def rate_for(self, product_rate: Percent | None) -> Percent | None:
        """The rate of a line: the product's own local one, else the booth's; None is untaxed.

        A product with the rate 0 is exempt from either tax. The tax of a registered seller has
        one rate for all goods (indonesia.md 4).
        """
        if self.kind == "none" or product_rate == NO_TAX:
            return None
        rate = product_rate if self.kind == "local" and product_rate is not None else self.rate
        return None if rate == NO_TAX else rate


UNTAXED = TaxRules()

Taxable: TypeAlias = tuple[Money, Percent | None]
"""What a line costs after all discounts, and its rate."""


def inside(amount: Money, rate: Percent) -> Money:
    """The tax inside a price; base and tax add up to it: of 33.000 at 10 % it is 3.000."""
    return amount - half_up(amount * _WHOLE, _WHOLE + rate.hundredths)


def base_on_eleven_twelfths(base: Money) -> Money:
    """*DPP nilai lain*: the base on which 12 % come to what 11 % of the price are."""
    return half_up(base * 11, 12)


def tax_rows(lines: Sequence[Taxable], *, on_top: bool) -> tuple[TaxPart, ...]:
    """The taxes of a receipt, one row a rate, lowest rate first."""
    rows = []
    for rate, amount in sorted(_by_rate(lines).items()):
        if not amount:
            continue
        if on_top:
            rows.append(TaxPart(rate, "on", amount, rate.part_of(amount)))
        else:
            tax = inside(amount, rate)
            rows.append(TaxPart(rate, "in", amount - tax, tax))
    return tuple(rows)


def taxes_of_lines(lines: Sequence[Taxable], rows: Sequence[TaxPart]) -> list[Money]:
    """Each line's part of the taxes inside the price, spread over the lines of a rate by R3."""
    parts = [0] * len(lines)
    for row in rows:
        if row.kind == "on":
            continue
        places = [place for place, (_, rate) in enumerate(lines) if rate == row.rate]
        shares = spread(row.amount, [lines[place][0] for place in places])
        for place, share in zip(places, shares, strict=True):
            parts[place] = share
    return parts


def _by_rate(lines: Sequence[Taxable]) -> dict[Percent, Money]:
    sums: dict[Percent, Money] = {}
    for amount, rate in lines:
        if rate is not None:
            sums[rate] = sums.get(rate, 0) + amount
    return sums
