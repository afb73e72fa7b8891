"""What one verified file tells about a feed: a run of the chain, summed up.

Links bind everything before them, so two files that agree at one number agree below it. That is
why sums and the last links of its stretches stand for a whole file; the entries themselves are
asked for only where histories part, or where a stretch counts in part.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TypeAlias

from pos_app.domain.journal import (
    DayClosed,
    FeedEnded,
    Grand,
    Marked,
    OrderPaid,
    Receipted,
    Recorded,
    RefundGiven,
    SaleRecorded,
    SaleTicked,
    SaleVoided,
    Sums,
)
from pos_app.domain.tender import QRIS
from pos_app.domain.totals import minus
from pos_app.domain.turnover import CountedSum, GoodsTally, Turnover


@dataclass(slots=True)
class Figures:
    """What was sold on one business day; an accumulator. Hours are those of the event's zone.

    `doubted` is QRIS money that was not certain when it was taken, by the link of its sale;
    `ticks` says of sales, by their link, at which number it was last told whether it was found.
    """

    turnover: Turnover = field(default_factory=Turnover)
    goods: GoodsTally = field(default_factory=GoodsTally)
    hours: defaultdict[int, CountedSum] = field(default_factory=lambda: defaultdict(CountedSum))
    doubted: defaultdict[str, CountedSum] = field(default_factory=lambda: defaultdict(CountedSum))
    ticks: dict[str, tuple[int, bool]] = field(default_factory=dict)

    def add(self, other: "Figures") -> None:
        """Count all that another one counted."""
        self.turnover.add(other.turnover)
        self.goods.add(other.goods)
        for hour, row in other.hours.items():
            self.hours[hour].add(row.amount, row.count)
        for link, row in other.doubted.items():
            self.doubted[link].add(row.amount, row.count)
        for link, tick in other.ticks.items():
            self._tick(link, tick)

    def add_receipt(self, recorded: Recorded, entry: Receipted) -> None:
        """Count a sale, void or refund."""
        self.turnover.add_receipt(entry)
        self.goods.add_receipt(entry)
        self.hours[entry.stamp.at.hour].add(entry.money.total)
        if isinstance(entry, RefundGiven):
            return  # a tick tells of a sale
        link, count = (entry.of.link, -1) if isinstance(entry, SaleVoided) else (recorded.link, 1)
        for tender in entry.money.pay:
            if tender.unsure and tender.kind == QRIS:
                self.doubted[link].add(tender.amount, count)

    def add_tick(self, recorded: Recorded, entry: SaleTicked) -> None:
        """Note what was last told about the money of a sale."""
        self._tick(entry.of.link, (recorded.seq, entry.found))

    def take_as_certain(self, link: str) -> None:
        """The QRIS money of this sale was found."""
        row = self.doubted.pop(link, None)
        if row is not None:
            self.turnover.unsure[QRIS].add(-row.amount, -row.count)

    def _tick(self, link: str, tick: tuple[int, bool]) -> None:
        self.ticks[link] = max(tick, self.ticks.get(link, tick))


FiguresByDay: TypeAlias = dict[date, Figures]


def figures_of(entries: Iterable[Recorded]) -> FiguresByDay:
    """What entries add to the event, by their business day (R12)."""
    by_day: FiguresByDay = {}
    for recorded in entries:
        entry = recorded.entry
        match entry:
            case SaleRecorded() | SaleVoided() | RefundGiven():
                by_day.setdefault(entry.stamp.day, Figures()).add_receipt(recorded, entry)
            case SaleTicked():
                by_day.setdefault(entry.stamp.day, Figures()).add_tick(recorded, entry)
            case OrderPaid():
                by_day.setdefault(entry.stamp.day, Figures()).turnover.add_order(entry)
            case _:
                pass  # counts in the drawer of its till only
    return by_day


def add_by_day(total: FiguresByDay, more: FiguresByDay) -> None:
    """Count all of `more` in `total`, day by day."""
    for day, figures in more.items():
        total.setdefault(day, Figures()).add(figures)


def settle(by_day: FiguresByDay) -> None:
    """Make the QRIS money certain that a tick found, whichever file and day the tick came with.

    The sums of a close stay as they were signed (day-file.md 7); this is the organizer's reading.
    """
    ticks = Figures()
    for figures in by_day.values():
        ticks.add(Figures(ticks=figures.ticks))
    for link, (_seq, is_found) in ticks.ticks.items():
        if is_found:
            for figures in by_day.values():
                figures.take_as_certain(link)


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """Entries up to one that says what the counters are (a mark, a close), or to the last one.

    `period_first` is the number after the close before; `z` is 0 where nothing was closed.
    `days`: business days worked in it; entries typed later for an earlier day do not tell.
    `grand` is unknown where nobody says it: a file cut at the end of its key, or only an `end`.
    """

    first: int
    last: int
    link: str
    period_first: int
    grand: Grand | None
    figures: FiguresByDay
    days: frozenset[date]
    z: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedPart:
    """One file's run of a feed: `previous` is the link before `first`, `before` the counters there.

    `entries` gives them all again, in order, from wherever they are kept.
    """

    booth_id: str
    dev: str
    first: int
    previous: str
    before: Grand | None
    stretches: tuple[Stretch, ...]
    detailed: bool
    entries: Callable[[], Sequence[Recorded]] = field(compare=False, repr=False)

    @property
    def last(self) -> int:
        """Number of its last entry."""
        return self.stretches[-1].last

    @property
    def link(self) -> str:
        """Link of its last entry; binds the whole run."""
        return self.stretches[-1].link

    @property
    def identity(self) -> tuple[str, str, int, int, str, bool]:
        """Equal for two copies of the same run with the same detail."""
        booth = self.booth_id.casefold()
        return booth, self.dev, self.first, self.last, self.link, self.detailed

    def link_at(self, seq: int) -> str:
        """The link it asserts for a number from `first` - 1 to `last`."""
        if seq == self.first - 1:
            return self.previous
        for stretch in self.stretches:
            if stretch.last == seq:
                return stretch.link
        return self.entries()[seq - self.first].link

    def parts_from(self, other: "FeedPart", first: int, last: int) -> int | None:
        """The smallest number in the range, told by both, where they tell different links."""
        if self.link_at(last) == other.link_at(last):
            return None
        while first < last:  # the links differ from one number on, for good
            middle = (first + last) // 2
            if self.link_at(middle) == other.link_at(middle):
                first = middle + 1
            else:
                last = middle
        return first


def feed_part(
    booth_id: str,
    dev: str,
    entries: Sequence[Recorded],
    *,
    detailed: bool,
    again: Callable[[], Sequence[Recorded]] | None = None,
) -> FeedPart:
    """Sum up the entries of a verified file, at least one, all of it or what its key may tell.

    `again` reads them once more when they are needed; without it they are kept in memory.
    """
    stretches = tuple(_stretches(entries))
    return FeedPart(
        booth_id=booth_id,
        dev=dev,
        first=entries[0].seq,
        previous=entries[0].previous,
        before=_counters_before(entries),
        stretches=stretches,
        detailed=detailed,
        entries=again or (lambda: entries),
    )


def less(grand: Grand, sums: Sums) -> Grand:
    """The counters before a period that ended with these."""
    return Grand(
        no=grand.no - sums.receipts,
        sales=minus(grand.sales, sums.sales),
        voids=minus(grand.voids, sums.voids),
        refunds=minus(grand.refunds, sums.refunds),
    )


def _counters_before(entries: Sequence[Recorded]) -> Grand | None:
    for recorded in entries:
        if isinstance(recorded.entry, Marked | DayClosed):
            return less(recorded.entry.grand, recorded.entry.sums)
    return None


def _stretches(entries: Sequence[Recorded]) -> Iterable[Stretch]:
    grand: Grand | None = None
    period_first, begun = entries[0].seq, 0
    for index, recorded in enumerate(entries):
        entry = recorded.entry
        is_last = index + 1 == len(entries)
        if not (is_last or isinstance(entry, Marked | DayClosed | FeedEnded)):
            continue
        if isinstance(entry, Marked | DayClosed):
            grand = entry.grand
        elif not isinstance(entry, FeedEnded):
            grand = None
        run = entries[begun : index + 1]
        yield Stretch(
            first=run[0].seq,
            last=recorded.seq,
            link=recorded.link,
            period_first=period_first,
            grand=grand,
            figures=figures_of(run),
            days=frozenset(one.entry.stamp.day for one in run if not one.entry.stamp.late),
            z=entry.z if isinstance(entry, DayClosed) else 0,
        )
        begun = index + 1
        if isinstance(entry, DayClosed):
            period_first = recorded.seq + 1
