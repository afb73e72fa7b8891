"""Taking a sale back: the void of all of it, the refund of some of it.

Both are new entries that point at the sale; nothing recorded is changed (R12). What a line pays
back is the whole part of its share in what was paid (R5), so that all returns together give back
exactly what the sale took.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from pos_app.domain.correction_errors import CannotVoid
from pos_app.domain.journal import (
    Basket,
    CashMoved,
    Pointer,
    Recorded,
    RefundGiven,
    SaleMoney,
    SaleRecorded,
    SaleVoided,
    SoldItem,
    Stamp,
    TaxPart,
    Tender,
)
from pos_app.domain.money import Money, Quantity, pay_back

_NOTHING = Quantity(0)


@dataclass(frozen=True, slots=True)
class LineBalance:
    """A line of a sale, counted from 1, with what came back of it and what that paid."""

    line: int
    item: SoldItem
    back: Quantity = _NOTHING
    paid_back: Money = 0

    @property
    def left(self) -> Quantity:
        """What can still come back."""
        return self.item.quantity + -self.back

    def worth(self, quantity: Quantity) -> Money:
        """What returning so much of it pays now (R5)."""
        return self.share_of(self.item.net, quantity)

    def share_of(self, amount: Money, quantity: Quantity) -> Money:
        """The part of the line's net, tax or maker's share that goes back with the goods."""
        return pay_back(amount, self.item.quantity, self.back, quantity)


@dataclass(frozen=True, slots=True)
class SaleBalance:
    """A sale with everything that was done to it later."""

    recorded: Recorded
    lines: tuple[LineBalance, ...]
    void: Recorded | None = None
    refunds: tuple[Recorded, ...] = ()
    is_owed_settled: bool = False

    @property
    def sale(self) -> SaleRecorded:
        """The sale as it was recorded."""
        assert isinstance(self.recorded.entry, SaleRecorded)
        return self.recorded.entry

    @property
    def paid_back(self) -> Money:
        """What refunds gave back so far."""
        return -sum(_money(refund).total for refund in self.refunds)

    @property
    def left(self) -> Money:
        """What is left of the amount paid; nothing after a void."""
        return 0 if self.void is not None else self.sale.money.total - self.paid_back

    @property
    def may_refund(self) -> bool:
        """Whether any goods of it can still come back."""
        return self.void is None and any(line.left > _NOTHING for line in self.lines)

    def refuse_void(self, *, is_in_open_day: bool) -> None:
        """Raises CannotVoid: whole sales of the open day only, once, and before any refund."""
        if self.void is not None:
            raise CannotVoid("voided")
        if self.refunds:
            raise CannotVoid("part" if self.may_refund else "refunded")
        if not is_in_open_day:
            raise CannotVoid("closed")
        if self.is_owed_settled:
            raise CannotVoid("settled")


def balance_of(sale: Recorded, later: Iterable[Recorded], dev: str) -> SaleBalance:
    """The sale and what later entries of the till `dev` say of it; other entries do not count."""
    assert isinstance(sale.entry, SaleRecorded)
    place = sale.pointer(dev)
    void: Recorded | None = None
    refunds: list[Recorded] = []
    is_owed_settled = False
    for recorded in later:
        match recorded.entry:
            case SaleVoided(of=of) if of == place:
                void = recorded
            case RefundGiven(of=of) if of == place:
                refunds.append(recorded)
            case CashMoved(of=of, kind="owed" | "kept") if of == place:
                is_owed_settled = True
            case _:
                pass
    lines = tuple(
        _line_balance(number, item, refunds) for number, item in enumerate(_items(sale), 1)
    )
    return SaleBalance(sale, lines, void, tuple(refunds), is_owed_settled)


def void(  # noqa: PLR0913 -- what the entry says, by name
    sale: SaleRecorded, of: Pointer, *, no: int, stamp: Stamp, salt: str, why: str
) -> SaleVoided:
    """Take the whole sale back: everything it said with turned signs, each tender as taken."""
    basket = sale.basket and Basket(tuple(map(turned_item, sale.basket.items)), salt)
    return SaleVoided(stamp, turned_money(sale.money, no), basket, of, why)


def turned_money(money: SaleMoney, no: int) -> SaleMoney:
    """The money of a sale with all signs turned, marks kept, under another receipt number."""
    return replace(
        money,
        no=no,
        total=-money.total,
        goods=-money.goods,
        pay=tuple(Tender(each.kind, -each.amount, each.unsure) for each in money.pay),
        discount=-money.discount,
        rounding=-money.rounding,
        tax=tuple(TaxPart(each.rate, each.kind, -each.base, -each.amount) for each in money.tax),
        extras=tuple((code, -amount) for code, amount in money.extras),
        given=None,
        owed=-money.owed,
    )


def turned_item(item: SoldItem) -> SoldItem:
    """A line with all signs turned; a set's parts stay as in the sale."""
    return replace(
        item,
        quantity=-item.quantity,
        net=-item.net,
        discount=-item.discount,
        tax=-item.tax,
        share=None if item.share is None else -item.share,
    )


def _line_balance(number: int, item: SoldItem, refunds: Iterable[Recorded]) -> LineBalance:
    back = [one for refund in refunds for one in _items(refund) if one.line == number]
    pieces = -sum(one.quantity.thousandths for one in back)
    return LineBalance(number, item, Quantity(pieces), -sum(one.net for one in back))


def _items(recorded: Recorded) -> tuple[SoldItem, ...]:
    """The lines; a till always holds those of its own entries."""
    entry = recorded.entry
    assert isinstance(entry, SaleRecorded | RefundGiven)
    assert entry.basket is not None
    return entry.basket.items


def _money(recorded: Recorded) -> SaleMoney:
    assert isinstance(recorded.entry, RefundGiven)
    return recorded.entry.money
