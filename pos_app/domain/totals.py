"""The one home of totals: everything the journal adds up to, by day-file.md 7.

Screen, X, Z, day file, reader and organizer all get their figures from the same fold (R13).
"""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from typing import assert_never

from pos_app.domain.journal import (
    CashCounted,
    CashKind,
    CashMoved,
    CountAndSum,
    DayClosed,
    DrawerSums,
    Entry,
    FloatSet,
    Grand,
    MakerPaid,
    OrderPaid,
    Receipted,
    Recorded,
    RefundGiven,
    SaleRecorded,
    SaleTicked,
    SaleVoided,
    Sums,
    Tender,
)
from pos_app.domain.money import Money
from pos_app.domain.turnover import CountedSum, Turnover, sum_rows

NOTHING_YET = Grand()
"""The perpetual totals before the first receipt."""


class Tally:
    """Running totals of one till's feed; add the entries in their order.

    It only adds: whether an entry may stand where it stands is the reader's business. It may
    begin anywhere, given the perpetual totals so far; adding a close takes over what it says.
    """

    def __init__(self, dev: str, grand: Grand = NOTHING_YET, z: int = 0) -> None:
        self._dev = dev
        self._grand_before = grand
        self._z = z
        self._period = _Period()

    @property
    def z(self) -> int:
        """Number of the last close, 0 before the first."""
        return self._z

    def add(self, recorded: Recorded) -> None:
        """Count one entry; a close ends its period and starts the next."""
        entry = recorded.entry
        match entry:
            case SaleRecorded() | SaleVoided() | RefundGiven():
                self._period.add_receipt(entry)
                if isinstance(entry, SaleRecorded):
                    self._period.sale_links[recorded.seq] = recorded.link
            case DayClosed():
                self._grand_before, self._z = entry.grand, entry.z
                self._period = _Period()
            case SaleTicked():
                self._period.add_tick(self._dev, entry)
            case _:
                self._period.add_other(entry)

    def sums(self) -> Sums:
        """Everything since the last close, in the rows of day-file.md 7."""
        return self._period.sums()

    def turnover(self) -> Turnover:
        """The receipts since the last close, with the figures that `sums` does not tell."""
        whole = Turnover()
        whole.add(self._period.turnover)
        return whole

    def grand(self) -> Grand:
        """The perpetual totals up to the last entry added."""
        before, turnover = self._grand_before, self._period.turnover
        return Grand(
            no=self._period.last_no or before.no,
            sales=plus(before.sales, turnover.sales.pair()),
            voids=plus(before.voids, turnover.voids.pair()),
            refunds=plus(before.refunds, turnover.refunds.pair()),
        )


def fold(entries: Iterable[Recorded], dev: str) -> Tally:
    """The totals of a feed's entries, from its first one or from a close on."""
    tally = Tally(dev)
    for recorded in entries:
        tally.add(recorded)
    return tally


def plus(one: CountAndSum, other: CountAndSum) -> CountAndSum:
    """Counts and sums added, each to its own."""
    return one[0] + other[0], one[1] + other[1]


def minus(one: CountAndSum, other: CountAndSum) -> CountAndSum:
    """What was added between two readings of the same total."""
    return one[0] - other[0], one[1] - other[1]


class _Drawer:
    """What should lie in the drawer, and whether the last count still speaks of it (R9)."""

    def __init__(self) -> None:
        self.opening_float: Money = 0
        self.moved: dict[CashKind, Money] = dict.fromkeys(("in", "out", "drop"), 0)
        self.no_sale = 0
        self.expected: Money = 0
        self.counted: Money | None = None

    def change(self, amount: Money) -> None:
        """Cash came or went; a count made before says nothing any more, even if it is undone."""
        if amount:
            self.expected += amount
            self.counted = None

    def set_float(self, amount: Money) -> None:
        self.change(amount - self.opening_float)
        self.opening_float = amount

    def move(self, kind: CashKind, amount: Money) -> None:
        match kind:
            case "in" | "out" | "drop":
                self.moved[kind] += amount
                self.change(amount)
            case "owed":
                self.change(amount)
            case "open":
                self.no_sale += 1
            case "kept":
                pass  # given up, not paid out: the cash stays where it is
            case unknown:
                assert_never(unknown)

    def sums(self) -> DrawerSums:
        return DrawerSums(
            float_amount=self.opening_float,
            paid_in=self.moved["in"],
            paid_out=self.moved["out"],
            dropped=self.moved["drop"],
            no_sale=self.no_sale,
            expected=self.expected,
            counted=self.counted,
        )


class _Period:
    """What happened since the last close."""

    def __init__(self) -> None:
        self.turnover, self.drawer = Turnover(), _Drawer()
        self.last_no = 0
        self.owed: Money = 0
        self.days: defaultdict[date, CountedSum] = defaultdict(CountedSum)
        self.makers: defaultdict[str, Money] = defaultdict(int)
        self.settle_pay: defaultdict[str, Money] = defaultdict(int)
        self.sale_links: dict[int, str] = {}
        self.ticks: dict[int, bool] = {}

    def add_receipt(self, entry: Receipted) -> None:
        money = entry.money
        self.turnover.add_receipt(entry)
        self.days[entry.stamp.day].add(money.total)
        self.last_no = money.no
        self.owed += money.owed
        self.drawer.change(money.cash_part + money.owed)

    def add_tick(self, dev: str, tick: SaleTicked) -> None:
        """Only sales of this period; a later tick of an older sale changes no sums."""
        sale = tick.of
        if sale.dev == dev and self.sale_links.get(sale.seq) == sale.link:
            self.ticks[sale.seq] = tick.found

    def add_other(self, entry: Entry) -> None:
        match entry:
            case FloatSet(amount=amount):
                self.drawer.set_float(amount)
            case CashMoved(kind=kind, amount=amount):
                self.drawer.move(kind, amount)
                if kind in ("owed", "kept"):
                    self.owed += amount
            case OrderPaid(pay=pay):
                self.turnover.add_order(entry)
                self.drawer.change(_cash_of(pay))
            case MakerPaid(maker=maker, amount=amount, pay=pay):
                self.makers[maker] += amount
                for tender in pay:
                    self.settle_pay[tender.kind] += tender.amount
                self.drawer.change(_cash_of(pay))
            case CashCounted(amount=amount):
                self.drawer.counted = amount
            case _:
                pass  # the other kinds move no money

    def sums(self) -> Sums:
        turnover, found = self.turnover, sum(self.ticks.values())
        return Sums(
            sales=turnover.sales.pair(),
            voids=turnover.voids.pair(),
            refunds=turnover.refunds.pair(),
            days=tuple((day, row.count, row.amount) for day, row in sorted(self.days.items())),
            pay=tuple((kind, row.amount) for kind, row in sorted(turnover.pay.items())),
            drawer=self.drawer.sums(),
            discount=turnover.discount,
            rounding=turnover.rounding,
            owed=self.owed,
            extras=sum_rows(turnover.extras),
            tax=turnover.tax_rows(),
            unsure=turnover.unsure_rows(),
            orders=turnover.orders.pair(),
            order_pay=sum_rows(turnover.order_pay),
            makers=sum_rows(self.makers),
            settle_pay=sum_rows(self.settle_pay),
            ticks=(found, len(self.ticks) - found),
        )


def _cash_of(pay: tuple[Tender, ...]) -> Money:
    return sum(tender.amount for tender in pay if tender.kind == "cash")
