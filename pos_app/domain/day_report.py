"""X and Z as values: what screen and paper show of one period, every figure from the same fold."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field, fields
from datetime import date, datetime
from typing import Any, Literal

from pos_app.domain.journal import (
    Audited,
    CashCounted,
    CashMoved,
    DayClosed,
    Entry,
    Grand,
    Head,
    Recorded,
    RefundGiven,
    SaleRecorded,
    SaleVoided,
    Stamp,
    Sums,
)
from pos_app.domain.money import Money, half_up
from pos_app.domain.totals import Tally
from pos_app.domain.turnover import GoodsTally, SoldGoods, Turnover

BEST_SELLERS = 10
"""As many products as a screen shows at once."""


@dataclass(frozen=True, slots=True)
class PayLine:
    """One kind of tender: all of it, and the part whose money nobody has seen yet.

    Counts are tenders taken; a void takes its sale's tenders back.
    """

    kind: str
    count: int
    amount: Money
    unsure_count: int = 0
    unsure_amount: Money = 0

    @property
    def sure_count(self) -> int:
        """Tenders whose money is there."""
        return self.count - self.unsure_count

    @property
    def sure_amount(self) -> Money:
        """Money that is there."""
        return self.amount - self.unsure_amount


@dataclass(frozen=True, slots=True)
class ToCheck:
    """A receipt that the owner should look at: taken back, paid back, or not paid for sure."""

    kind: Literal["void", "refund", "unsure"]
    no: int
    amount: Money
    stamp: Stamp
    why: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PeriodReport:
    """Everything since the last close. Times and numbers are absent when nothing happened.

    `sums` and `grand` are what a close records; the rest is read from the same entries.
    """

    dev: str
    sums: Sums
    grand: Grand
    days: tuple[date, ...] = ()
    from_at: datetime | None = None
    to_at: datetime | None = None
    first_seq: int = 0
    head: Head | None = None
    first_no: int | None = None
    last_no: int | None = None
    gross: Money = 0
    pay: tuple[PayLine, ...] = ()
    cash_counts: tuple[tuple[str, int], ...] = ()
    count: CashCounted | None = None
    audits: tuple[tuple[str, int], ...] = ()
    to_check: tuple[ToCheck, ...] = ()
    categories: tuple[SoldGoods, ...] = ()
    best_sellers: tuple[SoldGoods, ...] = ()
    unnamed_goods: Money = 0

    @property
    def no_number_missing(self) -> bool:
        """Whether every number between the first and the last receipt is there."""
        if self.first_no is None or self.last_no is None:
            return True
        return self.last_no - self.first_no + 1 == self.sums.receipts

    @property
    def average_sale(self) -> Money | None:
        """What one sale brought, half up; none without a sale."""
        count, amount = self.sums.sales
        return half_up(amount, count) if count else None

    @property
    def drawer_cash(self) -> Money:
        """Cash of sales, voids and refunds, net."""
        return next((line.amount for line in self.pay if line.kind == "cash"), 0)

    @property
    def reprints(self) -> int:
        """Receipts printed again."""
        return self.audit_count("reprint")

    def cash_count(self, kind: str) -> int:
        """How many movements of that kind there were."""
        return dict(self.cash_counts).get(kind, 0)

    def audit_count(self, what: str) -> int:
        """How many notes of that kind were made."""
        return dict(self.audits).get(what, 0)


@dataclass(frozen=True, slots=True, kw_only=True)
class XReport(PeriodReport):
    """A reading without closing; it changes nothing. `z` is the number of the last close."""

    z: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ZReport(PeriodReport):
    """A close, numbered and final. `why` explains a difference in the drawer."""

    z: int
    stamp: Stamp
    why: str = ""


def x_report(entries: Iterable[Recorded], dev: str) -> XReport:
    """The open period of a till; the entries begin at its first one, or at any earlier close."""
    reading = _Reading(dev)
    for recorded in entries:
        reading.add(recorded)
        if isinstance(recorded.entry, DayClosed):
            reading = _Reading(dev, recorded.entry)
    return reading.x_report()


def z_report(entries: Iterable[Recorded], dev: str) -> ZReport:
    """The period that the last of these entries, a close, has ended. Takes what it recorded.

    The entries may begin earlier; raises ValueError when they do not end with a close.
    """
    reading, ended = _Reading(dev), None
    for recorded in entries:
        if ended is not None:
            reading, ended = _Reading(dev, ended), None
        reading.add(recorded)
        if isinstance(recorded.entry, DayClosed):
            ended = recorded.entry
    if ended is None:
        raise ValueError("a Z report ends with a close")
    return reading.z_report(ended)


@dataclass(slots=True)
class _Reading:
    """One period while it is read."""

    dev: str
    before: DayClosed | None = None
    tally: Tally = field(init=False)
    goods: GoodsTally = field(default_factory=GoodsTally)
    first: Recorded | None = None
    last: Recorded | None = None
    numbers: list[int] = field(default_factory=list)
    days: set[date] = field(default_factory=set)
    count: CashCounted | None = None
    moves: Counter[str] = field(default_factory=Counter)
    audits: Counter[str] = field(default_factory=Counter)
    to_check: list[ToCheck] = field(default_factory=list)

    def __post_init__(self) -> None:
        before = self.before
        self.tally = Tally(self.dev) if before is None else Tally(self.dev, before.grand, before.z)

    def add(self, recorded: Recorded) -> None:
        entry = recorded.entry
        self.first = self.first or recorded
        self.last = recorded
        self.days.add(entry.stamp.day)
        if not isinstance(entry, DayClosed):  # its own sums are what the period came to
            self.tally.add(recorded)
        self._look_at(entry)

    def _look_at(self, entry: Entry) -> None:
        match entry:
            case SaleRecorded() | SaleVoided() | RefundGiven():
                self.numbers.append(entry.money.no)
                self.goods.add_receipt(entry)
                self._check(entry)
            case CashMoved(kind=kind):
                self.moves[kind] += 1
            case CashCounted():
                self.count = entry
            case Audited(what=what):
                self.audits[what] += 1
            case _:
                pass  # has no line of its own

    def _check(self, entry: SaleRecorded | SaleVoided | RefundGiven) -> None:
        no, stamp = entry.money.no, entry.stamp
        match entry:
            case SaleVoided(why=why, money=money):
                self.to_check.append(ToCheck("void", no, money.total, stamp, why))
            case RefundGiven(why=why, money=money):
                self.to_check.append(ToCheck("refund", no, money.total, stamp, why))
            case SaleRecorded(money=money) if any(tender.unsure for tender in money.pay):
                unsure = sum(tender.amount for tender in money.pay if tender.unsure)
                self.to_check.append(ToCheck("unsure", no, unsure, stamp))
            case _:
                pass  # nothing to look at

    def x_report(self) -> XReport:
        period = self._period(self.tally.sums(), self.tally.grand())
        return XReport(**_fields_of(period), z=self.tally.z)

    def z_report(self, closed: DayClosed) -> ZReport:
        period = self._period(closed.sums, closed.grand)
        return ZReport(**_fields_of(period), z=closed.z, stamp=closed.stamp, why=closed.why)

    def _period(self, sums: Sums, grand: Grand) -> PeriodReport:
        first, last, turnover = self.first, self.last, self.tally.turnover()
        return PeriodReport(
            dev=self.dev,
            sums=sums,
            grand=grand,
            days=tuple(sorted(self.days)),
            from_at=first.entry.stamp.at if first else None,
            to_at=last.entry.stamp.at if last else None,
            first_seq=first.seq if first else 0,
            head=Head(last.seq, last.link) if last else None,
            first_no=min(self.numbers, default=None),
            last_no=max(self.numbers, default=None),
            gross=turnover.gross,
            pay=_pay_lines(turnover),
            cash_counts=tuple(sorted(self.moves.items())),
            count=None if sums.drawer.counted is None else self.count,
            audits=tuple(sorted(self.audits.items())),
            to_check=tuple(self.to_check),
            categories=self.goods.category_rows(),
            best_sellers=self.goods.best_sellers(BEST_SELLERS),
            unnamed_goods=self.goods.unnamed,
        )


def _pay_lines(turnover: Turnover) -> tuple[PayLine, ...]:
    unsure = {kind: (count, amount) for kind, count, amount in turnover.unsure_rows()}
    return tuple(
        PayLine(kind, row.count, row.amount, *unsure.get(kind, (0, 0)))
        for kind, row in sorted(turnover.pay.items())
    )


def _fields_of(period: PeriodReport) -> dict[str, Any]:
    return {one.name: getattr(period, one.name) for one in fields(period)}
