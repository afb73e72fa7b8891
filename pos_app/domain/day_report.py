"""X and Z as values: what screen and paper show of one period, every figure from the same fold."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field, fields, replace
from datetime import date, datetime
from typing import Any, Literal

from pos_app.domain.business_days import makes_a_day
from pos_app.domain.doubts import Doubts
from pos_app.domain.journal import (
    Audited,
    CashCounted,
    CashMoved,
    CountAndSum,
    DayClosed,
    Entry,
    FloatSet,
    Grand,
    Head,
    Receipted,
    Recorded,
    RefundGiven,
    SaleRecorded,
    SaleTicked,
    SaleVoided,
    Stamp,
    Sums,
)
from pos_app.domain.money import Money, half_up
from pos_app.domain.tender import QRIS
from pos_app.domain.totals import Tally
from pos_app.domain.turnover import GoodsTally, SoldGoods, Turnover

BEST_SELLERS = 10
"""As many products as a screen shows at once."""


@dataclass(frozen=True, slots=True)
class PayLine:
    """One kind of tender: all of it, and the part whose money nobody has seen yet.

    QRIS money that was found in the merchant's list within the period counts as seen, though the
    recorded sums keep what was told at the sale (day-file.md 7).
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


@dataclass(frozen=True, slots=True)
class ToCheck:
    """A receipt that the owner should look at: taken back, paid back, or not paid for sure."""

    kind: Literal["void", "refund", "unsure"]
    no: int
    amount: Money
    stamp: Stamp
    why: str = ""


@dataclass(frozen=True, slots=True)
class MovedCash:
    """One movement of the drawer as it was recorded; `words` were typed and stay at the till."""

    seq: int
    entry: CashMoved
    words: str = ""


@dataclass(frozen=True, slots=True)
class HourOfSales:
    """What was sold in one hour of the clock, whatever its day: sales and their totals."""

    hour: int
    count: int
    amount: Money


@dataclass(frozen=True, slots=True, kw_only=True)
class PeriodReport:
    """Everything since the last close. Times and numbers are absent when nothing happened.

    `sums` and `grand` are what a close records; the rest is read from the same entries. `days`
    are those on which something happened; a note about people or papers makes no day.
    `float_is_set` is False for a day that began with a sale and whose float nobody entered.
    `count` is the count that stands; `count_before` the one that stood until cash was moved, as
    long as nothing was sold since.
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
    movements: tuple[MovedCash, ...] = ()
    float_is_set: bool = False
    count: CashCounted | None = None
    count_before: CashCounted | None = None
    counts_made: int = 0
    hours: tuple[HourOfSales, ...] = ()
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
    """A reading without closing; it changes nothing. `z` is the number of the last close.

    `parked_carts` stand in no journal: whoever reads the till says how many there are.
    """

    z: int
    parked_carts: int = 0


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
    begun: Recorded | None = None
    numbers: list[int] = field(default_factory=list)
    days: set[date] = field(default_factory=set)
    count: CashCounted | None = None
    counts_made: int = 0
    is_only_moved: bool = False
    float_is_set: bool = False
    moves: list[MovedCash] = field(default_factory=list)
    hours: dict[int, tuple[int, Money]] = field(default_factory=dict)
    audits: Counter[str] = field(default_factory=Counter)
    to_check: list[tuple[int, ToCheck]] = field(default_factory=list)
    doubts: Doubts = field(default_factory=Doubts)

    def __post_init__(self) -> None:
        before = self.before
        self.tally = Tally(self.dev) if before is None else Tally(self.dev, before.grand, before.z)

    def add(self, recorded: Recorded) -> None:
        entry = recorded.entry
        self.first = self.first or recorded
        self.last = recorded
        if makes_a_day(entry):
            self.begun = self.begun or recorded
            self.days.add(entry.stamp.day)
        if not isinstance(entry, DayClosed):  # its own sums are what the period came to
            self.tally.add(recorded)
        if isinstance(entry, CashMoved):
            self.moves.append(MovedCash(recorded.seq, entry))
        self._look_at(entry)
        self._check(recorded.seq, entry)

    def _look_at(self, entry: Entry) -> None:
        match entry:
            case SaleRecorded() | SaleVoided() | RefundGiven():
                self.is_only_moved = False
                self.numbers.append(entry.money.no)
                self.goods.add_receipt(entry)
                self._add_to_hour(entry)
            case FloatSet():
                self.float_is_set = True
            case CashCounted():
                self.count, self.is_only_moved = entry, True
                self.counts_made += 1
            case Audited(what=what):
                self.audits[what] += 1
            case _:
                pass  # has no line of its own

    def _check(self, seq: int, entry: Entry) -> None:
        stamp = entry.stamp
        match entry:
            case SaleVoided(why=why, money=money):
                self.to_check.append((seq, ToCheck("void", money.no, money.total, stamp, why)))
                self.doubts.take_back(entry.of.seq)
            case RefundGiven(why=why, money=money):
                self.to_check.append((seq, ToCheck("refund", money.no, money.total, stamp, why)))
            case SaleRecorded(money=money) if any(tender.unsure for tender in money.pay):
                self.doubts.add(seq, entry)
                self.to_check.append((seq, ToCheck("unsure", money.no, 0, stamp)))
            case SaleTicked(of=of, found=found) if of.dev == self.dev:
                self.doubts.tick(of.seq, found=found)
            case _:
                pass  # nothing to look at

    def _checks(self) -> tuple[ToCheck, ...]:
        """What is left to look at; money that was found since is not."""
        still_so = [
            replace(check, amount=self.doubts.open_amount(seq)) if check.kind == "unsure" else check
            for seq, check in self.to_check
        ]
        return tuple(check for check in still_so if check.amount or check.kind != "unsure")

    def _add_to_hour(self, entry: Receipted) -> None:
        """Hours tell when buyers came; what was taken back later does not unmake that."""
        if isinstance(entry, SaleRecorded):
            count, amount = self.hours.get(entry.stamp.at.hour, (0, 0))
            self.hours[entry.stamp.at.hour] = count + 1, amount + entry.money.total

    def x_report(self) -> XReport:
        period = self._period(self.tally.sums(), self.tally.grand())
        return XReport(**_fields_of(period), z=self.tally.z)

    def z_report(self, closed: DayClosed) -> ZReport:
        period = self._period(closed.sums, closed.grand)
        return ZReport(**_fields_of(period), z=closed.z, stamp=closed.stamp, why=closed.why)

    def _period(self, sums: Sums, grand: Grand) -> PeriodReport:
        first, last, turnover = self.first, self.last, self.tally.turnover()
        begun = self.begun or first
        return PeriodReport(
            dev=self.dev,
            sums=sums,
            grand=grand,
            days=tuple(sorted(self.days)),
            from_at=begun.entry.stamp.at if begun else None,
            to_at=last.entry.stamp.at if last else None,
            first_seq=first.seq if first else 0,
            head=Head(last.seq, last.link) if last else None,
            first_no=min(self.numbers, default=None),
            last_no=max(self.numbers, default=None),
            gross=turnover.gross,
            pay=_pay_lines(turnover, self.doubts.found()),
            cash_counts=_kinds_counted(self.moves),
            movements=tuple(self.moves),
            float_is_set=self.float_is_set,
            count=None if sums.drawer.counted is None else self.count,
            count_before=self.count if self.is_only_moved else None,
            counts_made=self.counts_made,
            hours=tuple(HourOfSales(hour, *row) for hour, row in sorted(self.hours.items())),
            audits=tuple(sorted(self.audits.items())),
            to_check=self._checks(),
            categories=self.goods.category_rows(),
            best_sellers=self.goods.best_sellers(BEST_SELLERS),
            unnamed_goods=self.goods.unnamed,
        )


def _pay_lines(turnover: Turnover, found: CountAndSum) -> tuple[PayLine, ...]:
    unsure = {kind: (count, amount) for kind, count, amount in turnover.unsure_rows()}
    count, amount = unsure.get(QRIS, (0, 0))
    unsure[QRIS] = count - found[0], amount - found[1]
    return tuple(
        PayLine(kind, row.count, row.amount, *unsure.get(kind, (0, 0)))
        for kind, row in sorted(turnover.pay.items())
    )


def _kinds_counted(moves: list[MovedCash]) -> tuple[tuple[str, int], ...]:
    return tuple(sorted(Counter(moved.entry.kind for moved in moves).items()))


def _fields_of(period: PeriodReport) -> dict[str, Any]:
    return {one.name: getattr(period, one.name) for one in fields(period)}
