"""What the entries of one file say of one another: voids, pointers, refunds, orders."""

from collections import defaultdict
from collections.abc import Iterator
from typing import TypeAlias

from pos_app.domain.correction import turned_item, turned_money
from pos_app.domain.journal import (
    Audited,
    Basket,
    CashMoved,
    DayClosed,
    Entry,
    OrderPaid,
    Pointer,
    Recorded,
    RefundGiven,
    SaleRecorded,
    SaleTicked,
    SaleVoided,
)
from pos_app.domain.money import Money
from pos_app.exchange.day_header import DayFileHeader
from pos_app.exchange.fields import BadLine

Remark: TypeAlias = tuple[str, int]
"""A code W_… and the entry it is about, 0 for the whole file."""


class Neighbours:
    """The entries read so far, to be asked by those that point back."""

    def __init__(self, header: DayFileHeader) -> None:
        self._dev = header.till.dev
        self._numbers = range(header.first, header.last + 1)
        self._by_seq: dict[int, Recorded] = {}
        self._period_first = header.first
        self._voided: set[int] = set()
        self._owed_settled: set[int] = set()
        self._refunds: defaultdict[int, list[Recorded]] = defaultdict(list)

    def check_void(self, void: SaleVoided) -> None:
        """A void is its sale turned, once, before the next close; raises BadLine E_VOID."""
        sale = self._meant(void.of)
        if sale is None or sale.seq < self._period_first:
            raise BadLine("E_VOID", "not an entry since the last close")
        if not isinstance(sale.entry, SaleRecorded):
            raise BadLine("E_VOID", "not a sale")
        if sale.seq in self._voided or sale.seq in self._refunds:
            raise BadLine("E_VOID", "voided or refunded before")
        if sale.seq in self._owed_settled:
            raise BadLine("E_VOID", "its change owed was paid out or given up")
        if turned_money(sale.entry.money, void.money.no) != void.money:
            raise BadLine("E_VOID", "another amount")
        if void.basket is not None and not _is_turned(void.basket, sale.entry.basket):
            raise BadLine("E_VOID", "other goods")

    def add(self, recorded: Recorded) -> bool:
        """Take in the next entry; False when it points at what is not there."""
        entry = recorded.entry
        pointer = _pointer_of(entry)
        fits = pointer is None or self._fits(recorded, pointer)
        self._by_seq[recorded.seq] = recorded
        if isinstance(entry, DayClosed):
            self._period_first = recorded.seq + 1
        return fits

    def overrefunds(self) -> Iterator[Remark]:
        """All refunds of each sale that got more back than it cost, or was voided."""
        for seq, refunds in self._refunds.items():
            sale = self._by_seq[seq].entry
            assert isinstance(sale, SaleRecorded)
            if seq in self._voided or _paid_back(refunds) > sale.money.total:
                yield from (("W_OVERREFUND", refund.seq) for refund in refunds)

    def _meant(self, pointer: Pointer) -> Recorded | None:
        recorded = self._by_seq.get(pointer.seq) if pointer.dev == self._dev else None
        return recorded if recorded is not None and recorded.link == pointer.link else None

    def _fits(self, recorded: Recorded, pointer: Pointer) -> bool:
        meant = self._meant(pointer)
        if meant is not None and _points_to_any(recorded.entry):
            return True
        if meant is not None and isinstance(meant.entry, SaleRecorded):
            self._note(recorded, meant.seq)
            return True
        # Outside the file only take-in can tell.
        return pointer.dev != self._dev or pointer.seq not in self._numbers

    def _note(self, recorded: Recorded, sale_seq: int) -> None:
        match recorded.entry:
            case SaleVoided():
                self._voided.add(sale_seq)
            case RefundGiven():
                self._refunds[sale_seq].append(recorded)
            case CashMoved():
                self._owed_settled.add(sale_seq)
            case _:
                pass  # a tick changes nothing here


class HeldOrders:
    """What each order still holds of its down payments, in a feed read from its start."""

    def __init__(self) -> None:
        self._held: defaultdict[int, Money] = defaultdict(int)

    def check(self, entry: Entry) -> None:
        """Nothing takes more out of an order than it holds; raises BadLine E_TOTAL."""
        match entry:
            case OrderPaid(kind="kept", order=order, amount=amount):
                self._change(order, -amount)
            case OrderPaid(order=order, amount=amount):
                self._change(order, amount)
            case SaleRecorded(money=money) | SaleVoided(money=money) | RefundGiven(money=money):
                if money.order is not None:
                    used = sum(tender.amount for tender in money.pay if tender.kind == "dp")
                    self._change(money.order, -used)
            case _:
                pass

    def _change(self, order: int, amount: Money) -> None:
        self._held[order] += amount
        if self._held[order] < 0:
            raise BadLine("E_TOTAL", f"order {order} holds less")


def _is_turned(basket: Basket, sold: Basket | None) -> bool:
    return sold is not None and basket.items == tuple(turned_item(item) for item in sold.items)


def _paid_back(refunds: list[Recorded]) -> Money:
    return -sum(each.entry.money.total for each in refunds if isinstance(each.entry, RefundGiven))


def _pointer_of(entry: Entry) -> Pointer | None:
    match entry:
        case (
            SaleVoided(of=of)
            | RefundGiven(of=of)
            | SaleTicked(of=of)
            | CashMoved(of=of)
            | Audited(of=of)
        ):
            return of
        case _:
            return None


def _points_to_any(entry: Entry) -> bool:
    """The others point to a sale and to nothing else."""
    return isinstance(entry, Audited) or (
        isinstance(entry, CashMoved) and entry.kind not in ("owed", "kept")
    )
