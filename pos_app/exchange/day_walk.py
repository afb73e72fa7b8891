"""One pass over the entries of a day file: each at its place among the others.

Number, chain, goods, receipt number, voids, equations, sums, in the order of day-file.md 9; the
first error is the verdict.
"""

import re
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Final

from pos_app.domain.identity import Event
from pos_app.domain.journal import (
    ClockMoved,
    DayClosed,
    Entry,
    FeedEnded,
    Grand,
    Marked,
    Recorded,
    RefundGiven,
    SaleRecorded,
    SaleVoided,
)
from pos_app.domain.totals import Tally, minus
from pos_app.exchange.day_header import DayFileHeader
from pos_app.exchange.day_neighbours import HeldOrders, Neighbours, Remark
from pos_app.exchange.entry_equations import check_equations
from pos_app.exchange.entry_kind import Goods
from pos_app.exchange.entry_line import read_goods
from pos_app.exchange.entry_reading import EntryRecord, read_entry_record
from pos_app.exchange.fields import BadLine
from pos_app.exchange.items_line import ITEMS_LINE_START

MOST_AHEAD: Final = timedelta(days=1)
"""How far an entry may lie in the future before a remark is made."""


class StoppedAt(Exception):
    """The first thing wrong, with the number of the entry it was found at; stays in `exchange`."""

    def __init__(self, bad: BadLine, seq: int) -> None:
        super().__init__(bad.code, seq, bad.detail)
        self.code = bad.code
        self.seq = seq
        self.detail = bad.detail


class DayWalk:
    """Reads the lines after the header. Raises StoppedAt; what was read up to there stays."""

    def __init__(self, header: DayFileHeader, event: Event, *, now: datetime | None) -> None:
        self._header = header
        self._event = event
        self._event_days = frozenset(event.days)
        self._horizon = None if now is None else now + MOST_AHEAD
        self.entries: list[Recorded] = []
        self.remarks: list[Remark] = []
        self._next_seq = header.first
        self._link = header.previous
        self._is_from_start = header.first == 1
        self._next_no = 1 if self._is_from_start else 0  # 0: any number may come
        self._has_base = self._is_from_start
        self._tally = Tally(header.till.dev)
        self._neighbours = Neighbours(header)
        self._orders = HeldOrders() if self._is_from_start else None

    def read(self, lines: Sequence[bytes]) -> None:
        """Read all entries and their goods, then see that the file is whole."""
        place = 0
        while place < len(lines):
            line = lines[place]
            following = lines[place + 1] if place + 1 < len(lines) else b""
            place += self._read_one(line, following)
        self._check_end()
        self.remarks.extend(self._neighbours.overrefunds())

    def _read_one(self, line: bytes, following: bytes) -> int:
        """Read an entry; gives the number of lines it took."""
        try:
            record = read_entry_record(line, self._event)
        except BadLine as bad:
            # Goods with no entry before them were told with that entry, if there was one.
            seq = 0 if bad.code == "E_ITEMS" else _number_in(line, self._next_seq)
            raise StoppedAt(bad, seq) from bad
        try:
            self._check_place(record)
            goods, goods_are_newer = self._goods_of(record, following)
            entry = record.entry(goods)
            self._check_entry(entry)
        except BadLine as bad:
            raise StoppedAt(bad, record.seq) from bad
        self._add(Recorded(record.seq, record.previous, record.link, entry))
        if record.is_newer or goods_are_newer:
            self.remarks.append(("W_NEWER", record.seq))
        return 2 if goods is not None else 1

    # --- checks of one entry, in the order of the verdicts -------------------------------------

    def _check_place(self, record: EntryRecord) -> None:
        before = self.entries[-1].entry if self.entries else None
        if isinstance(before, FeedEnded):
            raise BadLine("Q_AFTER_END")
        if record.seq != self._next_seq or record.seq > self._header.last:
            raise BadLine("E_SEQ", f"expected {self._next_seq}")
        # A file that does not start at 1 starts right after a close.
        follows_close = isinstance(before, DayClosed) or (
            before is None and not self._is_from_start
        )
        if record.kind == "end" and not follows_close:
            raise BadLine("E_SEQ", "no close before the end")
        if record.previous != self._link:
            raise BadLine("E_CHAIN")

    def _goods_of(self, record: EntryRecord, following: bytes) -> tuple[Goods, bool]:
        has_goods = record.items_link != "" and self._header.detail == "items"
        if has_goods:
            if not following:
                raise BadLine("E_ITEMS", "missing")
            return read_goods(record, following)
        if following.startswith(ITEMS_LINE_START):
            raise BadLine("E_ITEMS", "nobody's")
        return None, False

    def _check_entry(self, entry: Entry) -> None:
        if isinstance(entry, _RECEIPTED):
            if self._next_no not in (0, entry.money.no):
                raise BadLine("E_NUMBER", f"expected {self._next_no}")
            if isinstance(entry, SaleVoided):
                self._neighbours.check_void(entry)
        check_equations(entry)
        if self._orders is not None:
            self._orders.check(entry)
        if isinstance(entry, _WITH_SUMS):
            self._check_sums(entry)

    def _check_sums(self, entry: Marked | DayClosed) -> None:
        """What it says is what the one fold of all totals makes of the entries before it."""
        if not self._has_base:
            self._begin_before(entry.grand)
        if entry.sums != self._tally.sums():
            raise BadLine("E_TOTAL", "sums")
        if entry.grand != self._tally.grand():
            raise BadLine("E_TOTAL", "grand")
        if isinstance(entry, DayClosed):
            before = self._tally.z
            is_known = self._is_from_start or before
            if entry.z != before + 1 if is_known else entry.z == 1:
                raise BadLine("E_TOTAL", "z")

    def _begin_before(self, stated: Grand) -> None:
        """The perpetual totals before this file: its first reading less what the file holds."""
        so_far = self._tally.grand()
        before = Grand(
            no=stated.no - (so_far.sales[0] + so_far.voids[0] + so_far.refunds[0]),
            sales=minus(stated.sales, so_far.sales),
            voids=minus(stated.voids, so_far.voids),
            refunds=minus(stated.refunds, so_far.refunds),
        )
        if not _could_be(before):
            raise BadLine("E_TOTAL", "grand")
        self._tally = Tally(self._header.till.dev, before)
        for recorded in self.entries:
            self._tally.add(recorded)
        self._next_no = stated.no + 1
        self._has_base = True

    # --- what is kept of it --------------------------------------------------------------------

    def _add(self, recorded: Recorded) -> None:
        entry = recorded.entry
        self._next_seq = recorded.seq + 1
        self._link = recorded.link
        if isinstance(entry, _RECEIPTED):
            self._next_no = entry.money.no + 1
        self._tally.add(recorded)
        if not self._neighbours.add(recorded):
            self.remarks.append(("W_REF", recorded.seq))
        self._remark_on(recorded)
        self.entries.append(recorded)

    def _remark_on(self, recorded: Recorded) -> None:
        entry, seq = recorded.entry, recorded.seq
        stamp = entry.stamp
        is_receipt = isinstance(entry, _RECEIPTED)
        if isinstance(entry, ClockMoved):
            self.remarks.append(("W_CLOCK", seq))
        if self._horizon is not None and stamp.at > self._horizon:
            self.remarks.append(("W_FUTURE", seq))
        if stamp.late:
            if is_receipt:
                self.remarks.append(("W_LATE", seq))
        elif stamp.day != self._event.business_day(stamp.at):
            self.remarks.append(("W_DAY", seq))
        if is_receipt and stamp.day not in self._event_days:
            self.remarks.append(("W_OUTSIDE", seq))

    def _check_end(self) -> None:
        """A file ends where it says, with a reading of its own sums."""
        last = self.entries[-1].entry if self.entries else None
        if self._next_seq != self._header.last + 1:
            raise StoppedAt(BadLine("E_SEQ", "ends before its last number"), 0)
        if not isinstance(last, _LAST_KINDS):
            raise StoppedAt(BadLine("E_SEQ", "no close, mark or end at the end"), 0)
        if isinstance(last, Marked):
            self.remarks.append(("W_NOCLOSE", 0))


# Tuples, not unions: a union would be built anew for every entry.
_RECEIPTED: Final = (SaleRecorded, SaleVoided, RefundGiven)
_WITH_SUMS: Final = (Marked, DayClosed)
_LAST_KINDS: Final = (DayClosed, Marked, FeedEnded)
_SEQ = re.compile(rb'"seq":([0-9]{1,10})[,}]')


def _number_in(line: bytes, expected: int) -> int:
    """The number written in a line that could not be read."""
    found = _SEQ.search(line)
    return int(found[1]) if found else expected


def _could_be(before: Grand) -> bool:
    """Whether a feed can have such totals: counts make up the number, amounts have their sign."""
    signs = (1, before.sales), (-1, before.voids), (-1, before.refunds)
    has_signs = all(
        count >= 0 and sign * amount >= 0 and (count or not amount)
        for sign, (count, amount) in signs
    )
    return has_signs and before.no == before.sales[0] + before.voids[0] + before.refunds[0]
