"""What the page of receipts is shown."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date

from pos_app.domain.correction import SaleBalance
from pos_app.domain.errors import PosError, Refusal
from pos_app.domain.money import Money, Quantity
from pos_app.domain.money_back import MoneyBack
from pos_app.domain.receipt_search import FoundReceipt, StateWanted
from pos_app.papers.layout import PaperHeading
from pos_app.services.print_keeping import PaperState
from pos_app.services.receipt_keeping import ReceiptView


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which receipts the list shows: what was typed, and the filters."""

    text: str = ""
    day: date | None = None
    tender: str = ""
    state: StateWanted = ""


@dataclass(frozen=True, slots=True)
class ReceiptList:
    """The receipts found, newest first; `days` and `tenders` are what can be filtered by."""

    rows: tuple[FoundReceipt, ...]
    wanted: Wanted
    has_more: bool
    today: date
    days: tuple[date, ...]
    tenders: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class ShownReceipt:
    """A receipt in hand, and why what cannot be done with it cannot."""

    view: ReceiptView
    heading: PaperHeading
    paper_state: PaperState | None
    balance: SaleBalance | None
    no_void: Refusal | None
    no_refund: Refusal | None
    no_kuitansi: Refusal | None
    no_slips: PosError | None


@dataclass(frozen=True, slots=True)
class OpenCart:
    """The open cart as far as an exchange needs it (S21).

    `missing` is what is still to pay of it in cash, 0 where there is nothing; `take` puts cash
    towards it and says whether that was possible.
    """

    missing: Callable[[], Money]
    take: Callable[[Money], bool]


@dataclass(frozen=True, slots=True)
class RefundState:
    """A refund that is being put together: what comes back of each line, and what that pays."""

    balance: SaleBalance
    number: str
    coming: dict[int, Quantity] = field(default_factory=dict)
    kind: str = ""
    kinds: tuple[tuple[str, str], ...] = ()
    priced: MoneyBack | None = None
    cash_step: Money = 0
    """What cash that goes back is rounded up to; 0 for nothing."""
    open_in_cart: Money = 0
    """What is still to pay of the open cart, which the goods may be exchanged for."""
    weighed: frozenset[int] = frozenset()
    """Lines of which any part may come back, not only whole pieces."""


@dataclass(frozen=True, slots=True)
class PinWanted:
    """A second person has to allow it; `names` may."""

    names: tuple[str, ...]
