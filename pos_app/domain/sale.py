"""What was sold: a paid cart becomes a final entry."""

from dataclasses import dataclass, replace

from pos_app.domain.cart import Cart, LineItem
from pos_app.domain.cart_errors import ReasonMissing
from pos_app.domain.errors import CartIsEmpty, PaidTooMuch, StillToPay
from pos_app.domain.journal import Basket, SaleMoney, SaleRecorded, SoldItem, Stamp
from pos_app.domain.money import Money
from pos_app.domain.tender import Payment


@dataclass(frozen=True, slots=True, kw_only=True)
class NewReceipt:
    """What the till adds to a paid cart: the receipt number, when and by whom it was sold.

    `salt`: 32 hex digits that keep small baskets unguessable.
    """

    no: int
    stamp: Stamp
    salt: str


@dataclass(frozen=True, slots=True)
class TypedWords:
    """What this till alone knows of a sale and never hands on; it stands beside the journal.

    `line_notes`, `price_reasons` and `units` are (line, words), lines counted from 1; `is_agreed`:
    haggling fixed the total. `shares` are (line, what the cart's discount took off it) of every
    line with a discount: the journal knows only the sum of both. `units` are those of what is
    weighed.
    """

    note: str = ""
    line_notes: tuple[tuple[int, str], ...] = ()
    price_reasons: tuple[tuple[int, str], ...] = ()
    is_agreed: bool = False
    shares: tuple[tuple[int, Money], ...] = ()
    units: tuple[tuple[int, str], ...] = ()

    def without_notes(self) -> "TypedWords":
        """The same for a paper that shows no notes."""
        return replace(self, note="", line_notes=())

    def note_of(self, line: int) -> str:
        """The note of a line, counted from 1."""
        return dict(self.line_notes).get(line, "")

    def unit_of(self, line: int) -> str:
        """The unit in which a line was weighed, counted from 1."""
        return dict(self.units).get(line, "")


NOTHING_TYPED = TypedWords()


def ring_up(cart: Cart, payment: Payment, receipt: NewReceipt, *, why: str = "") -> SaleRecorded:
    """The sale as it will be recorded; what was shown before paying is what is recorded (R2).

    `why` is the code of the reason a sale of 0 needs. Raises CartIsEmpty, StillToPay, PaidTooMuch,
    ReasonMissing.
    """
    if not cart.lines:
        raise CartIsEmpty
    assert payment.total == cart.total
    _refuse_unsettled(payment)
    if not cart.total and not why:
        raise ReasonMissing("zero")
    money = SaleMoney(
        no=receipt.no,
        total=payment.due,
        goods=cart.goods,
        pay=payment.tenders,
        discount=cart.discount,
        rounding=payment.rounding,
        tax=cart.tax_rows,
        given=payment.cash_given if payment.tenders else None,
        owed=payment.owed,
    )
    basket = Basket(tuple(_sold(line) for line in cart.lines), receipt.salt)
    stamp = replace(receipt.stamp, by=receipt.stamp.by or cart.allowed_by)
    return SaleRecorded(stamp, money, basket, "" if cart.total else why)


def _refuse_unsettled(payment: Payment) -> None:
    if payment.missing:
        raise StillToPay(payment.missing)
    if not payment.is_settled:
        raise PaidTooMuch(payment.total + payment.excess, payment.total)


def _sold(line: LineItem) -> SoldItem:
    return SoldItem(
        code=line.code,
        name=line.name,
        quantity=line.quantity,
        unit_price=line.unit_price,
        net=line.net,
        discount=line.line_discount + line.share,
        list_price=line.list_price,
        category=line.category,
        tax_rate=line.tax_rate,
        tax=line.tax,
    )
