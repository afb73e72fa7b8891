"""What the rules say no to when a sale is to be taken back."""

from dataclasses import dataclass
from typing import Literal

from pos_app.domain.errors import Refusal
from pos_app.domain.money import Quantity

CannotVoidWhy = Literal[
    "closed",  # its day is closed: only a refund is left
    "part",  # some of it came back already
    "refunded",  # all of it came back already
    "voided",  # it was taken back already
    "settled",  # change still owed was paid out or given up
]


@dataclass(eq=False)
class UnknownReceipt(Refusal):
    """No receipt of this till has that number."""

    text: str


@dataclass(eq=False)
class BadReceiptNumber(Refusal):
    """A number typed from another till's paper that no till would print (day-file.md 4)."""

    text: str


@dataclass(eq=False)
class CannotVoid(Refusal):
    """A void takes back a whole sale of the open day, once (day-file.md 6)."""

    why: CannotVoidWhy


@dataclass(eq=False)
class NothingToRefund(Refusal):
    """No line of this sale was chosen, or nothing of it can come back any more."""


@dataclass(eq=False)
class TooMuchBack(Refusal):
    """More of a line than was sold and has not come back yet (R5)."""

    product_name: str
    most: Quantity


@dataclass(eq=False)
class ReasonNotChosen(Refusal):
    """Money goes back only with a reason."""


@dataclass(eq=False)
class NoKuitansi(Refusal):
    """A kuitansi acknowledges money that was paid and kept, for somebody and something."""

    missing: Literal["not_paid", "buyer", "purpose"]
