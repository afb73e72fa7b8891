"""What a buyer may see, as values: there is no place in them for anything else.

No names of operators, no stock, no cost, no earlier sales.
"""

from dataclasses import dataclass

from pos_app.domain.money import Money
from pos_app.papers.paper import QrCode


@dataclass(frozen=True, slots=True)
class CustomerLine:
    """One line as the buyer reads it: what, how many (`2 x`), for how much."""

    name: str
    quantity: str
    amount: Money


@dataclass(frozen=True, slots=True)
class CustomerCode:
    """A code to pay with: the picture, to whom, and how it stands, in words."""

    code: QrCode
    merchant: str
    state: str = ""


@dataclass(frozen=True, slots=True)
class CustomerView:
    """All of the display at one moment.

    Without lines and change it shows the booth's name alone. `change` is None until a sale is
    made; 0 is a sale without change.
    """

    lines: tuple[CustomerLine, ...] = ()
    total: Money = 0
    code: CustomerCode | None = None
    change: Money | None = None


EMPTY = CustomerView()
