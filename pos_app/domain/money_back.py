"""What a return pays back: the lines by their part of what was paid, taxes, rounding.

The same value is shown before and recorded after (R2, R5, R7).
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from pos_app.domain.correction import LineBalance, SaleBalance, turned_item, turned_money
from pos_app.domain.correction_errors import NothingToRefund, TooMuchBack
from pos_app.domain.journal import (
    Basket,
    Pointer,
    RefundGiven,
    SaleMoney,
    SoldItem,
    Stamp,
    TaxPart,
    Tender,
)
from pos_app.domain.money import Money, Quantity, pay_back, spread
from pos_app.domain.tender import CASH

MOST_ROUNDING: Money = 999
"""Largest rounding line of one entry, either sign (day-file.md 6)."""

_NOTHING = Quantity(0)


@dataclass(frozen=True, slots=True)
class BackTender:
    """How money goes back: the kind, and for cash the booth's rounding step (0 is none)."""

    kind: str = CASH
    step: Money = 0


@dataclass(frozen=True, slots=True)
class MoneyBack:
    """What a return pays, as it is shown before and recorded after: all signs as in a sale."""

    money: SaleMoney
    items: tuple[SoldItem, ...]

    @property
    def total(self) -> Money:
        """What the buyer gets."""
        return self.money.total

    def recorded(  # noqa: PLR0913 -- what the entry says, by name
        self,
        stamp: Stamp,
        *,
        no: int,
        salt: str,
        why: str,
        of: Pointer | None = None,
        typed: str = "",
    ) -> RefundGiven:
        """The refund's entry; `of` is the sale, `typed` a number read from paper."""
        basket = Basket(tuple(map(turned_item, self.items)), salt)
        return RefundGiven(stamp, turned_money(self.money, no), basket, why, of, typed)


def money_back(
    balance: SaleBalance, returned: Sequence[tuple[int, Quantity]], tender: BackTender
) -> MoneyBack:
    """What these quantities of these lines (from 1) pay back (R5, R7).

    The return that completes the sale pays exactly what is left of it. Raises NothingToRefund,
    TooMuchBack.
    """
    coming = _coming(balance, returned)
    completes = all(line.left == coming.get(line.line, _NOTHING) for line in balance.lines)
    chosen = [(line, coming[line.line]) for line in balance.lines if line.line in coming]
    exact = _Exact(
        [line.worth(quantity) for line, quantity in chosen],
        _taxes_on_top(balance, coming),
        _extras(balance, coming),
    )
    wanted = balance.left if completes else min(_rounded_up(exact.total, tender), balance.left)
    rounding = exact.fit(wanted, tender)
    items = tuple(
        _item_back(line, quantity, net)
        for (line, quantity), net in zip(chosen, exact.nets, strict=True)
    )
    return _made(items, exact, rounding, tender, balance.sale.money.tax)


def money_back_without_sale(items: Sequence[SoldItem], tender: BackTender) -> MoneyBack:
    """What goods pay back whose sale this till does not hold; cash is rounded up to the step.

    Raises NothingToRefund.
    """
    if not items:
        raise NothingToRefund
    exact = _Exact([item.net for item in items], [], [])
    rounding = exact.fit(_rounded_up(exact.total, tender), tender)
    return _made(tuple(items), exact, rounding, tender, ())


@dataclass(slots=True)
class _Exact:
    """What goes back before rounding: the lines, taxes on top, extras."""

    nets: list[Money]
    taxes: list[TaxPart]
    extras: list[tuple[str, Money]]

    @property
    def total(self) -> Money:
        taxes = sum(part.amount for part in self.taxes)
        return sum(self.nets) + taxes + sum(amount for _, amount in self.extras)

    def fit(self, wanted: Money, tender: BackTender) -> Money:
        """Make it pay `wanted`; gives the rounding line.

        A rounding line needs a cash part and stays below 1.000. What cannot stand in one (the
        last return of a rounded sale by transfer, or after many returns rounded up) is taken off
        or put onto the goods, so that never more comes back than was paid.
        """
        difference = wanted - self.total
        if tender.kind == CASH and wanted and abs(difference) <= MOST_ROUNDING:
            return difference
        if difference > 0:
            largest = self.nets.index(max(self.nets))
            self.nets[largest] += difference
        elif difference < 0:
            self._take_off(-difference)
        return 0

    def _take_off(self, amount: Money) -> None:
        parts = [*self.nets, *(part.amount for part in self.taxes), *(a for _, a in self.extras)]
        kept = [part - cut for part, cut in zip(parts, spread(amount, parts), strict=True)]
        goods, taxes = len(self.nets), len(self.nets) + len(self.taxes)
        self.nets = kept[:goods]
        self.taxes = [
            replace(part, amount=amount)
            for part, amount in zip(self.taxes, kept[goods:taxes], strict=True)
        ]
        self.extras = [
            (code, amount) for (code, _), amount in zip(self.extras, kept[taxes:], strict=True)
        ]


def _coming(balance: SaleBalance, returned: Sequence[tuple[int, Quantity]]) -> dict[int, Quantity]:
    coming = {line: quantity for line, quantity in returned if quantity > _NOTHING}
    known = range(1, len(balance.lines) + 1)
    if not coming or not balance.may_refund or not all(line in known for line in coming):
        raise NothingToRefund
    for line, quantity in coming.items():
        held = balance.lines[line - 1]
        if quantity > held.left:
            raise TooMuchBack(held.item.name, held.left)
    return coming


def _rounded_up(amount: Money, tender: BackTender) -> Money:
    if tender.kind != CASH or not tender.step:
        return amount
    return -(-amount // tender.step) * tender.step


def _item_back(line: LineBalance, quantity: Quantity, net: Money) -> SoldItem:
    """The line's goods that come back; its discount is what makes the equation fit."""
    item = line.item
    return replace(
        item,
        quantity=quantity,
        net=net,
        discount=quantity.times(item.unit_price) - net,
        tax=min(line.share_of(item.tax, quantity), net),
        share=None if item.share is None else min(line.share_of(item.share, quantity), net),
        line=line.line,
        parts=tuple(
            (code, Quantity(part.thousandths * quantity.thousandths // item.quantity.thousandths))
            for code, part in item.parts
        ),
    )


def _taxes_on_top(balance: SaleBalance, coming: dict[int, Quantity]) -> list[TaxPart]:
    """Taxes on top follow the goods they were put on (R5), per rate."""
    back = []
    for part in balance.sale.money.tax:
        if part.kind == "on":
            group = [line for line in balance.lines if line.item.tax_rate == part.rate]
            before, now, whole = _goods_moved(group or list(balance.lines), coming)
            amount = _follows(part.amount, before, now, whole)
            back.append(replace(part, base=now, amount=amount))
    return [part for part in back if part.base or part.amount]


def _extras(balance: SaleBalance, coming: dict[int, Quantity]) -> list[tuple[str, Money]]:
    before, now, whole = _goods_moved(list(balance.lines), coming)
    back = [
        (code, _follows(amount, before, now, whole)) for code, amount in balance.sale.money.extras
    ]
    return [(code, amount) for code, amount in back if amount]


def _goods_moved(
    lines: Sequence[LineBalance], coming: dict[int, Quantity]
) -> tuple[Money, Money, Money]:
    """What these lines paid back before, what they pay back now, and what they cost."""
    before = sum(pay_back(one.item.net, one.item.quantity, _NOTHING, one.back) for one in lines)
    now = sum(one.worth(coming.get(one.line, _NOTHING)) for one in lines)
    return before, now, sum(one.item.net for one in lines)


def _follows(amount: Money, before: Money, now: Money, whole: Money) -> Money:
    return amount * (before + now) // whole - amount * before // whole if whole else 0


def _made(
    items: tuple[SoldItem, ...],
    exact: _Exact,
    rounding: Money,
    tender: BackTender,
    taxes: Iterable[TaxPart],
) -> MoneyBack:
    inside = [_tax_inside(part, items) for part in taxes if part.kind == "in"]
    total = exact.total + rounding
    money = SaleMoney(
        no=0,
        total=total,
        goods=sum(exact.nets),
        pay=(Tender(tender.kind, total),) if total else (),
        discount=sum(item.discount for item in items),
        rounding=rounding,
        tax=(*(part for part in inside if part.base or part.amount), *exact.taxes),
        extras=tuple(exact.extras),
    )
    return MoneyBack(money, items)


def _tax_inside(part: TaxPart, items: Iterable[SoldItem]) -> TaxPart:
    taxed = [item for item in items if item.tax_rate == part.rate]
    amount = sum(item.tax for item in taxed)
    return replace(part, base=sum(item.net for item in taxed) - amount, amount=amount)
