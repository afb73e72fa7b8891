"""Runs of a feed's chain: which of them belong to one history, and where histories part."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations
from typing import NamedTuple, TypeAlias

from pos_app.domain.feed import FeedPart, Stretch

Place: TypeAlias = tuple[int, str]
"""Number and link of an entry."""


class Run(NamedTuple):
    """The entries of a file that may count; it asserts the link before `first` as well."""

    part: FeedPart
    first: int
    last: int

    def stretches(self) -> Iterator[Stretch]:
        """Its stretches that end inside it."""
        return (one for one in self.part.stretches if self.first <= one.last <= self.last)

    def holds(self, place: Place) -> bool:
        """Whether that very entry is in it."""
        seq, link = place
        return self.first <= seq <= self.last and self.part.link_at(seq) == link


def whole(part: FeedPart) -> Run:
    """All of a file."""
    return Run(part, part.first, part.last)


def kept_chain(parts: Iterable[FeedPart], end: Place) -> list[Run]:
    """The one history that ends there, downwards, as far as it is held without a hole."""
    runs, chain = [whole(part) for part in parts], []
    seq, _ = place = end
    while seq and (run := _deepest(runs, place)):
        chain.append(Run(run.part, run.first, seq))
        seq, _ = place = run.first - 1, run.part.previous
    return chain


def on_chain(part: FeedPart, kept: Sequence[Run], end: Place) -> Run | None:
    """What of a file belongs to the kept history, or contradicts it nowhere.

    Where it parts from that history it is evidence; below, too, if nothing ties it to it.
    """
    last = min(part.last, end[0])
    if not kept and part.first <= end[0] <= part.last:
        return None  # another entry stands where the kept history ends
    for piece in kept:
        shared_from = max(piece.first, part.first) - 1
        shared_to = min(piece.last, last)
        if shared_from > shared_to:
            continue
        parted = part.parts_from(piece.part, shared_from, shared_to)
        if parted is not None:
            last = parted - 1 if parted > shared_from else 0
    return Run(part, part.first, last) if last >= part.first else None


def first_parting(runs: Iterable[Run]) -> int | None:
    """The smallest number for which two runs assert different links."""
    partings = []
    for one, other in combinations(runs, 2):
        shared_from = max(one.first, other.first) - 1
        shared_to = min(one.last, other.last)
        if shared_from <= shared_to:
            parted = one.part.parts_from(other.part, shared_from, shared_to)
            partings += [] if parted is None else [parted]
    return min(partings, default=None)


def descends(runs: Sequence[Run], later: Place, earlier: Place) -> bool:
    """Whether what is held proves that one entry follows the other in one history."""
    place = later
    while place[0] > earlier[0]:
        run = _deepest(runs, place)
        if run is None:
            return False
        if run.first - 1 <= earlier[0]:
            return run.part.link_at(earlier[0]) == earlier[1]
        place = run.first - 1, run.part.previous
    return place == earlier


def _deepest(runs: Iterable[Run], place: Place) -> Run | None:
    """Of the runs that hold an entry, the one that reaches furthest down."""
    return min((run for run in runs if run.holds(place)), key=lambda run: run.first, default=None)
