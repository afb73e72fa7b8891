"""What selling needs of the booth and the world around it: rules, rights, chance and words."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from pos_app.domain.booth_rules import BoothRules
from pos_app.domain.cart import Cart
from pos_app.domain.discount import Discount, amount_of
from pos_app.domain.money import Money
from pos_app.domain.people import Right
from pos_app.domain.taxes import UNTAXED, TaxRules

Randomness = Callable[[int], bytes]
"""Gives that many random bytes; handed in, so that a demo can be repeated."""


class CheckRight(Protocol):
    """Goes on when the person at the till may, or `by` who allowed it; else a Refusal."""

    def __call__(self, right: Right, *, by: str = "") -> None:
        """Raises RightIsMissing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SellingSide:
    """What selling needs of the booth and the world around it."""

    rules: Callable[[], BoothRules]
    check_right: CheckRight
    randomness: Randomness
    open_item_name: Callable[[], str]
    """What goods are called that got a price and no name."""

    def new_cart(self) -> Cart:
        """An empty cart with an id of its own."""
        return Cart(self.randomness(16).hex())

    def taxes(self) -> TaxRules:
        """The taxes in force now."""
        rules = self.rules()
        match rules.taxes:
            case "none":
                return UNTAXED
            case "local":
                return TaxRules("local", rules.local_tax, rules.price_on_top)
            case "pkp":
                return TaxRules("pkp", rules.pkp_rate, rules.price_on_top)

    def check_discount(self, discount: Discount | None, base: Money, *, by: str) -> None:
        """Raises RightIsMissing for a discount above the booth's limit that nobody allowed."""
        if discount is not None:
            self.check_limit(amount_of(discount, base), base, by=by)

    def check_limit(self, amount: Money, base: Money, *, by: str) -> None:
        """Raises RightIsMissing where more comes off than the limit and nobody allowed it."""
        if amount > self.rules().discount_limit.part_of(base):
            self.check_right("discount", by=by)
