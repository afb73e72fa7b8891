"""What an event came to, and how much of it that is: totals never travel without their coverage."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import TypeAlias

from pos_app.domain.feed import Figures
from pos_app.domain.identity import EventPack
from pos_app.domain.journal import CountAndSum
from pos_app.domain.merge import Gap, MergedEvent
from pos_app.domain.money import Money, half_up
from pos_app.domain.turnover import CountedSum, SoldGoods, Turnover, sum_rows

BoothDay: TypeAlias = tuple[str, date]
"""A booth and one of its days."""

UnsureRow: TypeAlias = tuple[str, int, Money]
"""A kind of tender, how often and how much of it nobody has seen yet; part of what was paid."""

BEST_SELLERS = 20
"""As many products as a report lists."""


@dataclass(frozen=True, slots=True)
class Coverage:
    """What the totals include, up to when, and what they lack (day-file.md 16).

    `enrolled` counts the keys of the pack; `missing` are expected booth days without a closed
    file; `disputed` names booth, till and number; `by_slip` are booth days known from paper only.
    `aside` counts files that wait and may count one day, `refused` files kept that never will.
    """

    as_of: datetime
    enrolled: int
    expected: tuple[BoothDay, ...]
    missing: tuple[BoothDay, ...]
    gaps: tuple[Gap, ...] = ()
    disputed: tuple[tuple[str, str, int], ...] = ()
    aside: int = 0
    by_slip: tuple[BoothDay, ...] = ()
    refused: int = 0

    @property
    def received(self) -> int:
        """Expected booth days that are there: 14 of 18."""
        return len(self.expected) - len(self.missing)

    def to_come(self, today: date) -> int:
        """Missing booth days that have not begun."""
        return sum(day > today for _booth, day in self.missing)

    def expected_by(self, today: date) -> int:
        """Expected booth days that have begun, or are there already."""
        return len(self.expected) - self.to_come(today)

    def due(self, today: date) -> tuple[BoothDay, ...]:
        """Missing booth days up to today; a day that has not begun cannot be missed yet."""
        return tuple((booth_id, day) for booth_id, day in self.missing if day <= today)

    def overdue(self, today: date) -> dict[str, list[date]]:
        """Missing days that are over, by booth; a day that still runs cannot be late."""
        days: dict[str, list[date]] = {}
        for booth_id, day in self.missing:
            if day < today:
                days.setdefault(booth_id, []).append(day)
        return days

    def still_open(self, today: date) -> list[str]:
        """Booths whose file of today is not there yet."""
        return [booth_id for booth_id, day in self.missing if day == today]

    def is_complete_by(self, today: date) -> bool:
        """Whether it lacks at most what is still to come."""
        return replace(self, missing=self.due(today)).is_complete

    @property
    def is_complete(self) -> bool:
        """Whether nothing is missing, disputed, set aside or known by paper only."""
        lacking = (self.missing, self.gaps, self.disputed, self.aside, self.by_slip)
        return not any(lacking)


@dataclass(frozen=True, slots=True)
class BoothTotal:
    """What one booth, with all its tills, brought on the event's days."""

    booth_id: str
    name: str
    region: str
    receipts: int
    net: Money
    gross: Money
    discount: Money
    voids: CountAndSum
    refunds: CountAndSum
    pay: tuple[tuple[str, Money], ...]
    unsure_pay: tuple[UnsureRow, ...] = ()


@dataclass(frozen=True, slots=True)
class OutsideTotal:
    """What a till recorded for days that are none of the event's; never in the total."""

    booth_id: str
    dev: str
    receipts: int
    net: Money


@dataclass(frozen=True, slots=True, kw_only=True)
class EventTotals:
    """The event as the files held tell it. Rows are (what, receipts, net) unless named.

    `delivered` are the sales that deliver an order, `orders` the down payments, which are no
    turnover (R14). `hours` run from the cut-off on. `unnamed_goods` come from files without
    baskets, so they stand in no category.
    """

    event_id: str
    currency: str
    coverage: Coverage
    net: Money
    receipts: int
    sales: CountAndSum
    voids: CountAndSum
    refunds: CountAndSum
    gross: Money
    discount: Money
    rounding: Money
    tax_on_top: Money
    extras: tuple[tuple[str, Money], ...]
    booths: tuple[BoothTotal, ...]
    days: tuple[tuple[date, int, Money], ...]
    pay: tuple[tuple[str, Money], ...]
    hours: tuple[tuple[int, int, Money], ...]
    regions: tuple[tuple[str, int, Money], ...]
    categories: tuple[SoldGoods, ...]
    best_sellers: tuple[SoldGoods, ...]
    unnamed_goods: Money
    orders: CountAndSum
    order_pay: tuple[tuple[str, Money], ...]
    delivered: CountAndSum
    unsure_pay: tuple[UnsureRow, ...]
    outside: tuple[OutsideTotal, ...]

    @property
    def unsure(self) -> CountAndSum:
        """What is not certain yet, over all kinds; part of the net."""
        rows = self.unsure_pay
        return sum(count for _, count, _ in rows), sum(amount for _, _, amount in rows)

    def unsure_of(self, kind: str) -> CountAndSum:
        """What of a kind is not certain yet."""
        rows = {one: (count, amount) for one, count, amount in self.unsure_pay}
        return rows.get(kind, (0, 0))

    @property
    def direct_sales(self) -> CountAndSum:
        """Sales, voids and refunds that deliver no order."""
        return self.receipts - self.delivered[0], self.net - self.delivered[1]

    @property
    def booth_mean(self) -> Money | None:
        """Net per booth that is in the totals, half up."""
        return half_up(self.net, len(self.booths)) if self.booths else None

    @property
    def booth_median(self) -> Money | None:
        """Net of the booth in the middle; of two in the middle their mean, half up."""
        nets = sorted(booth.net for booth in self.booths)
        if not nets:
            return None
        middle = len(nets) // 2
        return nets[middle] if len(nets) % 2 else half_up(nets[middle - 1] + nets[middle], 2)


def event_totals(
    merged: MergedEvent, pack: EventPack, *, as_of: datetime, aside: int = 0, refused: int = 0
) -> EventTotals:
    """All figures of the event, each from the same sums.

    `aside` and `refused` = files kept that wait, and that were found wrong later.
    """
    by_booth, by_day, whole = _sums_of(merged, pack)
    turnover = whole.turnover
    booths = tuple(_booth_total(pack, booth, sums) for booth, sums in sorted(by_booth.items()))
    totals = EventTotals(
        event_id=pack.event.event_id,
        currency=pack.event.currency,
        coverage=replace(_coverage(merged, pack, as_of), aside=aside, refused=refused),
        net=turnover.net,
        receipts=turnover.receipts,
        sales=turnover.sales.pair(),
        voids=turnover.voids.pair(),
        refunds=turnover.refunds.pair(),
        gross=turnover.gross,
        discount=turnover.discount,
        rounding=turnover.rounding,
        tax_on_top=turnover.tax_on_top,
        extras=sum_rows(turnover.extras),
        booths=booths,
        days=tuple((day, t.receipts, t.net) for day, t in sorted(by_day.items()) if t.receipts),
        pay=_pay_rows(turnover),
        hours=_hour_rows(whole, pack.event.cut_off.hour),
        regions=_region_rows(booths),
        categories=whole.goods.category_rows(),
        best_sellers=whole.goods.best_sellers(BEST_SELLERS),
        unnamed_goods=whole.goods.unnamed,
        orders=turnover.orders.pair(),
        order_pay=sum_rows(turnover.order_pay),
        delivered=turnover.delivered.pair(),
        unsure_pay=turnover.unsure_rows(),
        outside=tuple(_outside(merged, pack)),
    )
    assert turnover.adds_up(), "net is what the tenders and the parts of the receipts say"
    assert _adds_up(totals), "event = booths = days = tenders, to the rupiah"
    return totals


def all_booths(totals: EventTotals, pack: EventPack) -> tuple[BoothTotal, ...]:
    """The booths of the totals and, with zeros, those of the pack that brought nothing so far."""
    brought = {booth.booth_id for booth in totals.booths}
    silent = [booth.booth_id for booth in pack.booths if booth.booth_id not in brought]
    nothing = (_booth_total(pack, booth_id, Turnover()) for booth_id in silent)
    return tuple(sorted((*totals.booths, *nothing), key=lambda booth: booth.booth_id))


def _adds_up(totals: EventTotals) -> bool:
    nets = {
        totals.net,
        sum(booth.net for booth in totals.booths),
        sum(net for _, _, net in totals.days),
        sum(amount for _, amount in totals.pay),
        sum(net for _, _, net in totals.hours),
        sum(net for _, _, net in totals.regions),
    }
    receipts = {
        totals.receipts,
        sum(booth.receipts for booth in totals.booths),
        sum(count for _, count, _ in totals.days),
    }
    return len(nets) == 1 and len(receipts) == 1


def _sums_of(
    merged: MergedEvent, pack: EventPack
) -> tuple[dict[str, Turnover], dict[date, Turnover], Figures]:
    by_booth: dict[str, Turnover] = {}
    by_day: dict[date, Turnover] = {}
    whole = Figures()
    for feed in merged.feeds:
        booth = by_booth.setdefault(feed.booth_id, Turnover())
        for day, figures in feed.figures.items():
            if day in pack.event.days:
                booth.add(figures.turnover)
                by_day.setdefault(day, Turnover()).add(figures.turnover)
                whole.add(figures)
    return by_booth, by_day, whole


def _booth_total(pack: EventPack, booth_id: str, turnover: Turnover) -> BoothTotal:
    booth = pack.booth(booth_id)
    return BoothTotal(
        booth_id=booth_id,
        name=booth.name if booth else "",
        region=booth.region if booth else "",
        receipts=turnover.receipts,
        net=turnover.net,
        gross=turnover.gross,
        discount=turnover.discount,
        voids=turnover.voids.pair(),
        refunds=turnover.refunds.pair(),
        pay=_pay_rows(turnover),
        unsure_pay=turnover.unsure_rows(),
    )


def _pay_rows(turnover: Turnover) -> tuple[tuple[str, Money], ...]:
    return tuple((kind, row.amount) for kind, row in sorted(turnover.pay.items()))


def _hour_rows(whole: Figures, cut_off: int) -> tuple[tuple[int, int, Money], ...]:
    """In the order of a business day, which begins at the cut-off."""
    in_order = sorted(whole.hours.items(), key=lambda row: (row[0] - cut_off) % 24)
    return tuple((hour, row.count, row.amount) for hour, row in in_order)


def _region_rows(booths: Iterable[BoothTotal]) -> tuple[tuple[str, int, Money], ...]:
    by_region: dict[str, CountedSum] = {}
    for booth in booths:
        by_region.setdefault(booth.region, CountedSum()).add(booth.net, booth.receipts)
    return tuple((region, row.count, row.amount) for region, row in sorted(by_region.items()))


def _outside(merged: MergedEvent, pack: EventPack) -> Iterable[OutsideTotal]:
    for feed in merged.feeds:
        days = [sums for day, sums in feed.figures.items() if day not in pack.event.days]
        receipts = sum(sums.turnover.receipts for sums in days)
        if receipts:
            net = sum(sums.turnover.net for sums in days)
            yield OutsideTotal(feed.booth_id, feed.dev, receipts, net)


def _coverage(merged: MergedEvent, pack: EventPack, as_of: datetime) -> Coverage:
    expected = sorted(
        (booth.booth_id, day) for booth in pack.booths for day in booth.expected_days(pack.event)
    )
    closed = {(feed.booth_id, day) for feed in merged.feeds for day in feed.closed_days}
    disputes = [feed.fork for feed in merged.feeds if feed.fork]
    disputed = [(fork.booth_id, fork.dev, fork.seq) for fork in disputes]
    disputed += [(one.booth_id, one.dev, one.seq) for feed in merged.feeds for one in feed.counters]
    return Coverage(
        as_of=as_of,
        enrolled=len(pack.tills),
        expected=tuple(expected),
        missing=tuple(one for one in expected if one not in closed),
        gaps=tuple(gap for feed in merged.feeds for gap in feed.gaps),
        disputed=tuple(sorted(disputed)),
    )
