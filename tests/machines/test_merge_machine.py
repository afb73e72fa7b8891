"""Random files of random tills, in random orders and merge trees: the picture is the same."""

from dataclasses import dataclass, replace
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from pos_app.domain.event_totals import EventTotals, event_totals
from pos_app.domain.feed import FeedPart, feed_part
from pos_app.domain.identity import EnrolledTill, EventPack
from pos_app.domain.journal import DayClosed, Grand, Marked, Recorded
from pos_app.domain.merge import MergedEvent, MergedFeed, merge
from tests.builders import DAY_1, DAY_2, AFeed, a_pack, a_till, at, cash, qris, without_basket

DEVS = ("aaaaaa", "bbbbbb")
STEPS = ("sell", "sell", "sell", "refund", "open", "mark", "close")


@dataclass(frozen=True)
class Fair:
    """Files of an event, with the pack that names its tills and the true histories."""

    pack: EventPack
    parts: tuple[FeedPart, ...]
    histories: tuple[AFeed, ...]


def grow(draw: st.DrawFn, feed: AFeed, most: int) -> None:
    for step in draw(st.lists(st.sampled_from(STEPS), max_size=most)):
        amount = draw(st.integers(1, 900)) * 100
        match step:
            case "sell":
                feed.sell(cash(amount), qris(1_000), hour=draw(st.integers(8, 21)))
            case "refund":
                feed.refund(amount)
            case "mark":
                feed.mark()
            case "close":
                feed.close()
                feed.day = draw(st.sampled_from([DAY_1, DAY_2]))
            case _:
                feed.move("open")
    feed.close()


def files_of(draw: st.DrawFn, feed: AFeed) -> list[FeedPart]:
    """Some of the files that a till could write: from after a close to any close or mark."""
    starts = [1, *(one.seq + 1 for one in feed.entries if isinstance(one.entry, DayClosed))]
    ends = [one.seq for one in feed.entries if isinstance(one.entry, DayClosed | Marked)]
    ranges = [(first, last) for first in starts for last in ends if first <= last]
    chosen = draw(st.lists(st.sampled_from(ranges), max_size=6))
    return [a_file(feed, first, last, detailed=draw(st.booleans())) for first, last in chosen]


def a_file(feed: AFeed, first: int, last: int, *, detailed: bool) -> FeedPart:
    entries = [one if detailed else without_basket(one) for one in feed.entries[first - 1 : last]]
    return feed_part(feed.booth, feed.dev, entries, detailed=detailed)


@st.composite
def fairs(draw: st.DrawFn) -> Fair:
    """Two booths; the first may have told a second history, and its key may have ended."""
    honest, other = (AFeed(dev, booth=f"B{dev[:1]}") for dev in DEVS)
    grow(draw, honest, 14)
    grow(draw, other, 14)
    parts = files_of(draw, honest) + files_of(draw, other)
    histories = [honest, other]
    if draw(st.booleans()):
        kept = draw(st.integers(0, len(honest.entries) - 1))
        second = AFeed(honest.dev, booth=honest.booth)
        for recorded in honest.entries[:kept]:
            second.record(recorded.entry)
        second.sell(cash(777))
        grow(draw, second, 8)
        parts += files_of(draw, second)
        histories.append(second)
    tills = [a_till(other.dev, booth=other.booth), draw(tills_of(honest))]
    return Fair(a_pack(tills), tuple(parts), tuple(histories))


def tills_of(feed: AFeed) -> st.SearchStrategy[EnrolledTill]:
    active = a_till(feed.dev, booth=feed.booth)
    ended = st.sampled_from(feed.entries).map(
        lambda last: replace(active, state="retired", last=(last.seq, last.link))
    )
    return st.one_of(st.just(active), ended)


def picture(merged: MergedEvent, pack: EventPack) -> tuple[EventTotals, tuple[MergedFeed, ...]]:
    return event_totals(merged, pack, as_of=at(DAY_2, 23)), merged.feeds


def in_a_tree(draw: st.DataObject, parts: tuple[FeedPart, ...], pack: EventPack) -> MergedEvent:
    """Merge halves of any size, then what they held; some files come twice."""
    if len(parts) < 2:
        return merge(parts, pack)
    cut = draw.draw(st.integers(1, len(parts) - 1))
    left, right = in_a_tree(draw, parts[:cut], pack), in_a_tree(draw, parts[cut:], pack)
    return merge((*left.parts, *right.parts, parts[0]), pack)


@settings(max_examples=60, deadline=None)
@given(fairs(), st.data())
def test_order_repeats_and_grouping_change_nothing(fair: Fair, data: st.DataObject) -> None:
    wanted = picture(merge(fair.parts, fair.pack), fair.pack)
    shuffled = tuple(data.draw(st.permutations(fair.parts)))
    assert picture(in_a_tree(data, shuffled, fair.pack), fair.pack) == wanted
    assert picture(merge(shuffled * 2, fair.pack), fair.pack) == wanted


@settings(max_examples=60, deadline=None)
@given(fairs())
def test_the_merge_is_what_a_slow_reading_of_every_entry_says(fair: Fair) -> None:
    merged = merge(fair.parts, fair.pack)
    for feed in merged.feeds:
        till = fair.pack.till(feed.booth_id, feed.dev)
        assert till is not None
        if till.last is not None:
            continue
        parts = [one for one in merged.parts if one.dev == feed.dev]
        asserted, held = slow_reading(parts)
        forks = [seq for seq, links in asserted.items() if len(links) > 1]
        limit = min(forks, default=max(asserted) + 1)
        if forks:
            assert feed.fork is not None
            assert feed.fork.seq <= limit
        if feed.fork is not None and feed.fork.seq != limit:
            assert has_twin_closes(held)
            limit = feed.fork.seq
        for dispute in feed.counters:
            assert has_twin_closes(held) or counters_part_at(dispute.since, parts, held)
            limit = min(limit, dispute.since)
        counted = [one for one in held.values() if one.seq < limit]
        net = sum(one.entry.money.total for one in counted if hasattr(one.entry, "money"))
        assert sum(day.turnover.net for day in feed.figures.values()) == net
        missing = set(range(1, limit)) - {one.seq for one in counted}
        assert missing == {seq for gap in feed.gaps for seq in range(gap.first, gap.last + 1)}


def slow_reading(parts: list[FeedPart]) -> tuple[dict[int, set[str]], dict[str, Recorded]]:
    asserted: dict[int, set[str]] = {}
    held: dict[str, Recorded] = {}
    for part in parts:
        asserted.setdefault(part.first - 1, set()).add(part.previous)
        for one in part.entries():
            asserted.setdefault(one.seq, set()).add(one.link)
            held[one.link] = one
    return asserted, held


def has_twin_closes(held: dict[str, Recorded]) -> bool:
    """Whether two closes carry one number."""
    numbers = [one.entry.z for one in held.values() if isinstance(one.entry, DayClosed)]
    return len(set(numbers)) < len(numbers)


def counters_part_at(since: int, parts: list[FeedPart], held: dict[str, Recorded]) -> bool:
    """Whether a file that begins there had counted otherwise than an entry before it tells."""
    told = [(0, Grand())]
    told += [
        (one.seq, one.entry.grand)
        for one in held.values()
        if isinstance(one.entry, DayClosed | Marked) and one.seq < since
    ]
    befores = [part.before for part in parts if part.first == since and part.before is not None]
    return any(
        before != grand if seq == since - 1 else went_back(before, grand)
        for before in befores
        for seq, grand in told
    )


def went_back(now: Grand, before: Grand) -> bool:
    rows = zip(
        (now.sales, now.voids, now.refunds),
        (before.sales, before.voids, before.refunds),
        (1, -1, -1),
        strict=True,
    )
    return now.no < before.no or any(
        one[0] < other[0] or sign * one[1] < sign * other[1] for one, other, sign in rows
    )


@settings(max_examples=40, deadline=None)
@given(fairs())
def test_learning_more_never_moves_a_fork_to_a_later_number(fair: Fair) -> None:
    before: dict[str, int] = {}
    for count in range(1, len(fair.parts) + 1):
        for feed in merge(fair.parts[:count], fair.pack).feeds:
            if feed.fork is not None:
                assert feed.fork.seq <= before.get(feed.dev, feed.fork.seq)
                before[feed.dev] = feed.fork.seq


@settings(max_examples=60, deadline=None)
@given(fairs())
def test_gaps_and_heads_lie_in_order_and_never_overlap(fair: Fair) -> None:
    for feed in merge(fair.parts, fair.pack).feeds:
        for gap, later in pairwise(feed.gaps):
            assert gap.last + 1 < later.first
        for gap in feed.gaps:
            assert gap.first <= gap.last


@settings(max_examples=40, deadline=None)
@given(fairs())
def test_an_honest_tills_gaps_hold_exactly_the_money_that_is_missing(fair: Fair) -> None:
    honest = fair.histories[1]
    feed = merge(fair.parts, fair.pack).feed(honest.booth, honest.dev)
    if feed is None:
        return
    assert not feed.is_disputed
    for gap in feed.gaps:
        lost = honest.entries[gap.first - 1 : gap.last]
        assert gap.net == sum(one.entry.money.total for one in lost if hasattr(one.entry, "money"))
