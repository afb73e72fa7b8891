"""What the page of money asks for and is shown: values, each whole."""

from dataclasses import dataclass
from typing import Literal

from pos_app.domain.money import Money
from pos_app.domain.tender import CASH, PLAINLY_RECEIVED, Payment, Sighting
from pos_app.papers.paper import QrCode

ArrivalState = Literal["waiting", "received", "unsure"]
"""Whether money without notes has come: nobody looked yet, somebody saw it, nobody knows."""


@dataclass(frozen=True, slots=True)
class WantedTender:
    """A tender as it stands on the page.

    `amount` is None where nothing was typed, which is all that is open (or the next even part),
    and 0 while what was typed is no amount. `owed` is the part of the change that stays owed.
    """

    kind: str = CASH
    amount: Money | None = None
    sighting: Sighting = PLAINLY_RECEIVED
    owed: Money = 0
    really_paid: bool = False


@dataclass(frozen=True, slots=True)
class PaymentState:
    """How the cart is paid so far, and how it would be with the tender on the page."""

    so_far: Payment
    after: Payment
    wanted: WantedTender

    @property
    def amount(self) -> Money:
        """What the tender on the page comes to."""
        wanted = self.wanted
        return self.so_far.next_amount(wanted.kind) if wanted.amount is None else wanted.amount

    @property
    def excess(self) -> Money:
        """By how much a tender without change is above what is open (M6)."""
        kind = self.wanted.kind
        if kind == CASH or self.so_far.is_settled:
            return self.so_far.excess - self.so_far.accepted_excess
        return max(0, self.amount - self.so_far.missing_in(kind))

    @property
    def is_planned(self) -> bool:
        """Whether it is the next of even parts: then taking it is the next step."""
        parts = self.so_far.parts
        return len(parts) > 1 and self.amount >= parts[0] and not self.excess

    @property
    def is_part(self) -> bool:
        """Whether the tender would leave something open."""
        return self.amount > 0 and self.after.missing > 0 and not self.excess


@dataclass(frozen=True, slots=True)
class ExcessAsked:
    """A tender without notes that is above what is open: a typing error, or really paid?"""

    wanted: WantedTender
    amount: Money
    open_amount: Money
    is_taken: bool = False
    """The money is in the list already, and the cart became cheaper since."""


@dataclass(frozen=True, slots=True, kw_only=True)
class QrisShown:
    """A QRIS code as the page and the buyer's display show it.

    `code` is None where the booth keeps none, or where one payment may not be so large: then
    `limit` is what it may be.
    """

    code: QrCode | None
    name: str = ""
    city: str = ""
    nmid: str = ""
    amount: Money = 0
    has_amount: bool = False
    is_original: bool = False
    state: ArrivalState = "waiting"
    limit: Money = 0
