"""What the rules say no to about discounts, prices, notes and parked carts."""

from dataclasses import dataclass
from typing import Literal

from pos_app.domain.errors import Refusal
from pos_app.domain.money import Quantity


@dataclass(eq=False)
class TooMuchDiscount(Refusal):
    """A discount above the line or cart it is on; `largest` in minor units (R4)."""

    largest: int


@dataclass(eq=False)
class AgreedTooLow(Refusal):
    """The agreed total breaks floor prices; `lowest` is what they still allow (S11)."""

    lowest: int


@dataclass(eq=False)
class AgreedTooHigh(Refusal):
    """The agreed total is above the sum of the cart's prices, `highest` (S11)."""

    highest: int


@dataclass(eq=False)
class ReasonMissing(Refusal):
    """A changed price or a sale of nothing says why (S9, S10)."""

    what: Literal["price", "zero"]


@dataclass(eq=False)
class BadWords(Refusal):
    """A note, a name or a reason that is too long (`most` letters) or cannot be shown."""

    why: Literal["too_long", "signs"]
    most: int


@dataclass(eq=False)
class SoldOut(Refusal):
    """The booth sells no more of a product than it counted; so much is left of it (S3)."""

    product_name: str
    left: Quantity


@dataclass(eq=False)
class SearchNotReady(Refusal):
    """Words find nothing yet, because very many products are still being laid out (S2)."""


@dataclass(eq=False)
class NothingParked(Refusal):
    """There is nothing in the cart to put aside, or no such cart is parked."""
