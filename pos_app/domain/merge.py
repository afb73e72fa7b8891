"""Many files of many tills into one picture (day-file.md 11).

What is held is a set of files, nothing else; the picture is made from that set each time. So the
order of files, doubles and overlaps change nothing, and merging merged pictures is merging the
files behind them.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import combinations
from typing import NamedTuple

from pos_app.domain.feed import FeedPart, FiguresByDay, add_by_day, figures_of, settle
from pos_app.domain.identity import EnrolledTill, EventPack
from pos_app.domain.journal import CountAndSum, Grand, Head
from pos_app.domain.money import Money
from pos_app.domain.runs import Place, Run, descends, first_parting, kept_chain, on_chain, whole
from pos_app.domain.totals import NOTHING_YET


@dataclass(frozen=True, slots=True)
class Fork:
    """Two histories: from this number on neither counts.

    `links` are those asserted for the number; it may be one, where two closes share a close number
    and no common past of them is held.
    """

    booth_id: str
    dev: str
    seq: int
    links: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CounterDispute:
    """Perpetual totals that do not continue, said by entry `seq`; nothing counts from `since`."""

    booth_id: str
    dev: str
    seq: int
    since: int


@dataclass(frozen=True, slots=True)
class Gap:
    """Numbers that nobody handed in, and what they brought by the counters around them.

    That money is shown and never counted; it is unknown where a side is missing or disputed.
    """

    booth_id: str
    dev: str
    first: int
    last: int
    receipts: int | None = None
    net: Money | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class MergedFeed:
    """One till as all its files show it. `head` is the last entry that counts."""

    booth_id: str
    dev: str
    head: Head | None = None
    figures: FiguresByDay = field(default_factory=dict)
    closed_days: frozenset[date] = frozenset()
    gaps: tuple[Gap, ...] = ()
    fork: Fork | None = None
    counters: tuple[CounterDispute, ...] = ()

    @property
    def is_disputed(self) -> bool:
        """Whether a part of it does not count until somebody decides."""
        return self.fork is not None or bool(self.counters)


@dataclass(frozen=True, slots=True)
class MergedEvent:
    """All feeds, ascending by booth and till, and the parts they were made from."""

    feeds: tuple[MergedFeed, ...]
    parts: tuple[FeedPart, ...]

    def feed(self, booth_id: str, dev: str) -> MergedFeed | None:
        """One till's picture."""
        return next((f for f in self.feeds if (f.booth_id, f.dev) == (booth_id, dev)), None)


def merge(parts: Iterable[FeedPart], pack: EventPack) -> MergedEvent:
    """The picture of a set of verified files, by the keys of this pack.

    Feeds of keys that the pack does not name, or revokes altogether, count nothing.
    """
    known = {part.identity: part for part in parts}
    by_feed: dict[tuple[str, str], list[FeedPart]] = {}
    for identity in sorted(known):
        by_feed.setdefault(identity[:2], []).append(known[identity])
    feeds = tuple(
        _merge_feed(feed_parts, pack.till(booth, dev))
        for (booth, dev), feed_parts in by_feed.items()
    )
    return MergedEvent(feeds, tuple(known[identity] for identity in sorted(known)))


def _merge_feed(parts: Sequence[FeedPart], till: EnrolledTill | None) -> MergedFeed:
    booth_id, dev = parts[0].booth_id, parts[0].dev
    if till is None or (till.state == "revoked" and till.last is None):
        return MergedFeed(booth_id=booth_id, dev=dev)
    return _Feed(till, parts, till.last).merged()


class _Close(NamedTuple):
    """A close as some file tells it."""

    seq: int
    link: str
    z: int
    period_first: int

    @property
    def place(self) -> Place:
        return self.seq, self.link


class _Feed:
    """One till's files while they are merged.

    Where its key ended (`end`), only the history that ends there counts and nothing is disputed
    as far down as that history is held.
    """

    def __init__(self, till: EnrolledTill, parts: Sequence[FeedPart], end: Place | None) -> None:
        self._booth_id, self._dev = till.booth_id, till.dev
        kept = [] if end is None else kept_chain(parts, end)
        self._settled_from = kept[-1].first if kept else None
        self._end = 0 if end is None else end[0]
        self._runs = (
            [whole(part) for part in parts]
            if end is None
            else [run for part in parts if (run := on_chain(part, kept, end))]
        )
        self._closes = sorted(
            {
                _Close(one.last, one.link, one.z, one.period_first)
                for run in self._runs
                for one in run.stretches()
                if one.z
            }
        )

    def merged(self) -> MergedFeed:
        fork = self._fork()
        highest = max([self._end, *(run.last for run in self._runs)])
        undisputed = highest if fork is None else fork.seq - 1
        counters = self._counters(undisputed + 1)
        last = min([undisputed, *(dispute.since - 1 for dispute in counters)])
        pieces, gaps = self._cover(last)
        return MergedFeed(
            booth_id=self._booth_id,
            dev=self._dev,
            head=_head_of(pieces),
            figures=_figures_of(pieces),
            closed_days=_closed_days(pieces),
            gaps=tuple(self._gap(first, end, last) for first, end in gaps),
            fork=fork,
            counters=counters,
        )

    def _fork(self) -> Fork | None:
        parted = first_parting(self._runs)
        numbers = [one.seq for one, other, proven in self._twin_closes() if not proven]
        seq = min([*numbers, *([] if parted is None else [parted])], default=None)
        if seq is None:
            return None
        telling = (run for run in self._runs if run.first - 1 <= seq <= run.last)
        links = {run.part.link_at(seq) for run in telling}
        return Fork(self._booth_id, self._dev, seq, tuple(sorted(links)))

    def _twin_closes(self) -> list[tuple[_Close, _Close, bool]]:
        """Closes with one number, and whether the later provably descends from the earlier."""
        return [
            (one, other, descends(self._runs, other.place, one.place))
            for one, other in combinations(self._closes, 2)
            if one.z == other.z and not self._is_settled(other.seq)
        ]

    def _is_settled(self, seq: int) -> bool:
        return self._settled_from is not None and seq >= self._settled_from

    def _counters(self, below: int) -> tuple[CounterDispute, ...]:
        """Periods whose counters do not go on from those before, each named by its close."""
        told = self._told_counters(below)
        named: dict[int, tuple[bool, int]] = {}
        for run in self._runs:
            for one in run.stretches():
                if one.period_first != run.part.first or one.last >= below:
                    continue  # later periods of a file were checked with the file
                if self._is_settled(one.last) or _goes_on(told, one.period_first, run.part.before):
                    continue
                name = (not one.z, one.last)  # the close before a mark
                named[one.period_first] = min(named.get(one.period_first, name), name)
        for _, later, proven in self._twin_closes():
            if proven and later.seq < below:
                named.setdefault(later.period_first, (False, later.seq))
        return tuple(
            CounterDispute(self._booth_id, self._dev, seq, since)
            for since, (_, seq) in sorted(named.items())
        )

    def _told_counters(self, below: int) -> dict[int, Grand]:
        """What the counters were, by the number of the entry that told them."""
        told = {
            one.last: one.grand
            for run in self._runs
            for one in run.stretches()
            if one.grand is not None and one.last < below
        }
        return {0: NOTHING_YET, **told}

    def _cover(self, last: int) -> tuple[list[Run], list[tuple[int, int]]]:
        """Runs that tell each number up to `last` once, with baskets where any file has them."""
        pieces: list[Run] = []
        gaps: list[tuple[int, int]] = []
        seq = 1
        while seq <= last:
            above = [run.first for run in self._runs if run.first > seq]
            holding = [run for run in self._runs if run.first <= seq <= run.last]
            if holding:
                best = max(holding, key=lambda run: (run.part.detailed, run.last))
                better = [run.first for run in self._runs if run.part.detailed and run.first > seq]
                starts = [] if best.part.detailed else better
                end = min([best.last, last, *(start - 1 for start in starts)])
                pieces.append(Run(best.part, seq, end))
            else:
                end = min([last, *(start - 1 for start in above)])
                gaps.append((seq, end))
            seq = end + 1
        return pieces, gaps

    def _gap(self, first: int, end: int, last: int) -> Gap:
        told = self._told_counters(first)
        below = told.get(first - 1)
        above = next(
            (run.part.before for run in self._runs if run.part.first == end + 1 <= last), None
        )
        if below is None or above is None:
            return Gap(self._booth_id, self._dev, first, end)
        return Gap(
            self._booth_id, self._dev, first, end, above.no - below.no, above.net - below.net
        )


def _goes_on(told: dict[int, Grand], period_first: int, before: Grand | None) -> bool:
    """Whether counters continue those told last; across a gap they only never go back."""
    if before is None:
        return True
    told_at = max(seq for seq in told if seq < period_first)
    earlier = told[told_at]
    if told_at == period_first - 1:
        return before == earlier
    return (
        before.no >= earlier.no
        and _grew(before.sales, earlier.sales, 1)
        and _grew(before.voids, earlier.voids, -1)
        and _grew(before.refunds, earlier.refunds, -1)
    )


def _grew(now: CountAndSum, before: CountAndSum, sign: int) -> bool:
    return now[0] >= before[0] and sign * now[1] >= sign * before[1]


def _head_of(pieces: Sequence[Run]) -> Head | None:
    if not pieces:
        return None
    top = pieces[-1]
    return Head(top.last, top.part.link_at(top.last))


def _figures_of(pieces: Iterable[Run]) -> FiguresByDay:
    total: FiguresByDay = {}
    for piece in pieces:
        for one in piece.part.stretches:
            first, last = max(one.first, piece.first), min(one.last, piece.last)
            if (first, last) == (one.first, one.last):
                add_by_day(total, one.figures)
            elif first <= last:
                begin = piece.part.first
                entries = piece.part.entries()[first - begin : last - begin + 1]
                add_by_day(total, figures_of(entries))
    settle(total)
    return total


def _closed_days(pieces: Iterable[Run]) -> frozenset[date]:
    """The days worked in periods whose close counts."""
    return frozenset(
        day
        for piece in pieces
        for close in piece.stretches()
        if close.z
        for one in piece.part.stretches
        if one.period_first == close.period_first and one.last <= close.last
        for day in one.days
    )
