"""The day file: what a till hands to the organizer, signed, and the one function that checks it.

Marks, catch-ups and day files are one kind (day-file.md 5). Reading follows the order of
day-file.md 9; everything that is shown or counted comes out of a file that passed it whole.
"""

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Final, TypeAlias

from pos_app.domain.errors import Problem
from pos_app.domain.identity import EnrolledTill, EventPack
from pos_app.domain.journal import DayClosed, Head, Recorded
from pos_app.domain.money import Money
from pos_app.domain.totals import fold
from pos_app.exchange.day_header import (
    KIND,
    DayFileHeader,
    check_against_pack,
    read_header,
    write_header,
)
from pos_app.exchange.day_neighbours import Remark
from pos_app.exchange.day_walk import DayWalk, StoppedAt
from pos_app.exchange.enrolment import keys_of
from pos_app.exchange.fields import BadLine, booth_id
from pos_app.exchange.keys import SigningKey, organizer_key_name
from pos_app.exchange.signed_note import OpenedNote, claims_of, lines_of, open_note, seal

MOST_NAME: Final = 100
ENDING: Final = ".gerai.txt"

DayRow: TypeAlias = tuple[date, int, Money]
"""Business day, receipts, net."""


@dataclass(frozen=True, slots=True)
class DayFile:
    """A file that passed. `entries`, `head` and `days` are what counts of it.

    `problem` is None, Q_REVOKED or Q_AFTER_END: then the entries before that number count and the
    rest does not. `text_link` is the identity of the file. `days` are business day, receipts, net.
    """

    header: DayFileHeader
    entries: tuple[Recorded, ...]
    remarks: tuple[Remark, ...]
    problem: Problem | None
    text_link: str
    head: Head
    days: tuple[DayRow, ...]

    @property
    def net(self) -> Money:
        """Turnover of the entries that count."""
        return sum(net for _, _, net in self.days)

    @property
    def receipts(self) -> int:
        """Receipt numbers among the entries that count."""
        return sum(receipts for _, receipts, _ in self.days)


class DayFileReader:
    """Checks day files against one event pack and the links of the packs held so far.

    Make one for many files: it looks the keys up once. It holds values only. `same_since` is the
    first version from which on later packs only added keys: a file made under it is nothing to
    remark on. 0: only the pack itself.
    """

    def __init__(
        self, pack: EventPack, pack_links: Mapping[int, str], *, same_since: int = 0
    ) -> None:
        self._pack = pack
        self._pack_links = dict(pack_links)
        self._same_since = same_since or pack.version
        self._keys = keys_of(pack)

    def read(self, raw: bytes, *, now: datetime | None = None) -> DayFile | Problem:
        """The file, or why it is refused, set aside or too new. With `now`, W_FUTURE is told."""
        note = self.open(raw)
        if isinstance(note, Problem):
            return note
        if note.kind != KIND:
            return Problem("E_MAGIC", detail=note.kind)
        try:
            lines = lines_of(note.text)
            header, is_newer = read_header(lines[0])
            self._check_signer(header, note)
            check_against_pack(header, self._pack, self._pack_links)
        except BadLine as bad:
            return Problem(bad.code, detail=bad.detail)
        remarks: list[Remark] = [("W_NEWER", 0)] if is_newer else []
        if header.pack[0] < self._same_since:
            remarks.append(("W_OLDPACK", 0))
        walk = DayWalk(header, self._pack.event, now=now)
        problem = _problem_of(walk, lines[1:])
        if problem is not None and problem.code != "Q_AFTER_END":
            return problem
        till = self._pack.till(header.till.booth_id, header.till.dev)
        assert till is not None, "the header was checked against the pack"
        whole = DayFile(
            header=header,
            entries=tuple(walk.entries),
            remarks=tuple(remarks + walk.remarks),
            problem=problem,
            text_link=note.link,
            head=Head(walk.entries[-1].seq, walk.entries[-1].link),
            days=_days_of(walk.entries, header.till.dev),
        )
        return _in_order(_counted(whole, till))

    def open(self, raw: bytes) -> OpenedNote | Problem:
        """Any file signed by a key of this event; a stranger's is set aside with what it claims."""
        note = open_note(raw, self._keys, event_id=self._pack.event.event_id)
        if isinstance(note, Problem) and note.code == "Q_UNKNOWN_KEY":
            return replace(note, detail=_claimed_booth(raw))
        return note

    def _check_signer(self, header: DayFileHeader, note: OpenedNote) -> None:
        if note.is_signed_by(header.till.key_name):
            return
        organizer = organizer_key_name(self._pack.event.event_id)
        is_wrong_sort = all(signer.name == organizer for signer in note.signers)
        raise BadLine("E_KEY" if is_wrong_sort else "E_BOOTH", header.till.key_name)


def read_day_file(
    raw: bytes, *, pack: EventPack, pack_links: Mapping[int, str], now: datetime | None = None
) -> DayFile | Problem:
    """Check one file; `pack_links` are the links of all packs held, by version."""
    return DayFileReader(pack, pack_links).read(raw, now=now)


def write_day_file(
    header: DayFileHeader, lines: Sequence[tuple[bytes, bytes | None]], signer: SigningKey
) -> bytes:
    """The signed file of a stretch of the chain, the same bytes every time.

    `lines` are the journal's entry lines with their items-lines, from `header.first` to
    `header.last`; with detail `money` the items-lines stay at home.
    """
    assert len(lines) == header.last - header.first + 1
    assert signer.name == header.till.key_name
    with_items = header.detail == "items"
    text = [write_header(header)]
    for line, items_line in lines:
        text.append(line)
        if with_items and items_line is not None:
            text.append(items_line)
    return seal(b"\n".join(text) + b"\n", signer)


def suggested_name(header: DayFileHeader, day: date) -> str:
    """What to call the file; nobody trusts a name, so it only has to be told apart."""
    till = header.till
    parts = f"{till.booth_id}-{till.dev}_{day.isoformat()}_{header.first}-{header.last}"
    tail = _UNUSUAL.sub("-", f"_{parts}") + ENDING
    return _UNUSUAL.sub("-", till.event_id)[: MOST_NAME - len(tail)] + tail


# --- inside --------------------------------------------------------------------------------------

_UNUSUAL = re.compile(r"[^A-Za-z0-9._-]")


def _problem_of(walk: DayWalk, lines: Sequence[bytes]) -> Problem | None:
    try:
        walk.read(lines)
    except StoppedAt as stopped:
        return Problem(stopped.code, stopped.seq, stopped.detail)
    return None


def _counted(whole: DayFile, till: EnrolledTill) -> DayFile:
    """What counts of it by the state of its key: a key that ended takes no later entry along."""
    if till.state == "active":
        return whole
    last = till.last[0] if till.last else 0
    if whole.head.seq <= last:
        return whole
    header = whole.header
    entries = tuple(each for each in whole.entries if each.seq <= last)
    before = Head(header.first - 1, header.previous)
    return replace(
        whole,
        entries=entries,
        remarks=tuple(remark for remark in whole.remarks if remark[1] <= last),
        problem=Problem("Q_REVOKED", max(last + 1, header.first)),
        head=Head(entries[-1].seq, entries[-1].link) if entries else before,
        days=_days_of(entries, header.till.dev),
    )


def _days_of(entries: Sequence[Recorded], dev: str) -> tuple[DayRow, ...]:
    """Receipts and net by business day: what the closes say, and a fold of what follows them."""
    days: defaultdict[date, tuple[int, Money]] = defaultdict(lambda: (0, 0))
    open_period: list[Recorded] = []
    rows: list[DayRow] = []
    for recorded in entries:
        if isinstance(recorded.entry, DayClosed):
            rows += recorded.entry.sums.days
            open_period = []
        else:
            open_period.append(recorded)
    rows += fold(open_period, dev).sums().days
    for day, receipts, net in rows:
        before = days[day]
        days[day] = (before[0] + receipts, before[1] + net)
    return tuple((day, *row) for day, row in sorted(days.items()))


def _in_order(file: DayFile) -> DayFile:
    """Remarks on the whole file first, then by the number of their entry."""
    return replace(file, remarks=tuple(sorted(file.remarks, key=lambda remark: remark[1])))


def _claimed_booth(raw: bytes) -> str:
    """The booth a file says it is from; only ever shown as "claims to be"."""
    try:
        return booth_id(claims_of(raw).booth_id)
    except ValueError:
        return ""
