"""What was sold: a paid cart becomes a final entry."""

from pos_app.domain.cart import Cart, LineItem
from pos_app.domain.errors import CartIsEmpty, StillToPay
from pos_app.domain.journal import Basket, SaleMoney, SaleRecorded, SoldItem, Stamp
from pos_app.domain.tender import Payment


def ring_up(cart: Cart, payment: Payment, *, no: int, stamp: Stamp, salt: str) -> SaleRecorded:
    """The sale as it will be recorded; what was shown before paying is what is recorded (R2).

    `no` is the receipt number, `salt` 32 hex digits that keep small baskets unguessable.
    Raises CartIsEmpty, StillToPay.
    """
    if not cart.lines:
        raise CartIsEmpty
    assert payment.total == cart.total
    if payment.missing:
        raise StillToPay(payment.missing)
    money = SaleMoney(
        no=no,
        total=cart.total,
        goods=cart.total,
        pay=payment.tenders,
        given=payment.cash_given,
    )
    return SaleRecorded(stamp, money, Basket(tuple(_sold(line) for line in cart.lines), salt))


def _sold(line: LineItem) -> SoldItem:
    return SoldItem(
        code=line.code,
        name=line.name,
        quantity=line.quantity,
        unit_price=line.unit_price,
        net=line.total,
        category=line.category,
    )
