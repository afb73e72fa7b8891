"""The one door into the journal."""

import hashlib
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime

from pos_app.domain.clock_guard import ClockGuard, ClockMove, Steady
from pos_app.domain.errors import JournalDamaged
from pos_app.domain.identity import Event, Till
from pos_app.domain.journal import (
    ClockMoved,
    DayClosed,
    DayOpened,
    Entry,
    Grand,
    Head,
    Recorded,
    RefundGiven,
    SaleRecorded,
    SaleVoided,
    Stamp,
)
from pos_app.exchange.entry_line import read_entry, write_entry
from pos_app.storage.database import TillDatabase
from pos_app.storage.journal_store import StoredEntry

Clock = Callable[[], datetime]
"""Gives an aware time; handed in, so that tests set it."""


@dataclass(frozen=True, slots=True)
class TillClock:
    """The computer's clock and what it is held against.

    `steady`: seconds that only grow, None where time is invented. `not_before`: a time known to
    be past already, such as when the event's pack was made.
    """

    now: Clock
    steady: Steady | None = None
    not_before: datetime | None = None


_CLOSE_MARK = b'"t":"close"'


@dataclass(frozen=True, slots=True)
class _Place:
    """Where the journal stands; put back when a transaction fails."""

    head: Head
    next_receipt: int
    period_length: int
    last_close: Recorded | None


class Recording:
    """Takes the head, gives an entry its number and link, writes the canonical line.

    Holds the entries since the last close in memory, as read from the journal; a failed
    transaction puts everything back. `op` is the code of the person at the till, for stamps.
    """

    def __init__(
        self, database: TillDatabase, *, event: Event, till: Till, first_link: str, clock: TillClock
    ) -> None:
        """Check the whole chain and read what is open. Raises JournalDamaged, StorageError."""
        self.event = event
        self.till = till
        self.first_link = first_link
        self.op = ""
        self._database = database
        self._clock = clock.now
        self._guard = ClockGuard(clock.steady)
        self._not_before = clock.not_before
        self._clock_moves: list[Recorded] = []
        self._last_close: Recorded | None = None
        self._period: list[Recorded] = []
        self._head = Head(0, first_link)
        self._read_journal()
        self._fill_receipt_index()
        self._next_receipt = self.grand_before.no + 1 + sum(_has_number(r) for r in self._period)

    @property
    def head(self) -> Head:
        """The last number and link; number 0 while nothing was recorded."""
        return self._head

    @property
    def next_receipt(self) -> int:
        """The number the next sale, void or refund gets."""
        return self._next_receipt

    @property
    def period(self) -> tuple[Recorded, ...]:
        """Everything since the last close, in order."""
        return tuple(self._period)

    @property
    def day_is_open(self) -> bool:
        """Whether a day was opened since the last close; a reprint alone opens none."""
        return any(isinstance(recorded.entry, DayOpened) for recorded in self._period)

    @property
    def grand_before(self) -> Grand:
        """Perpetual totals as the last close left them."""
        return Grand() if self._closed is None else self._closed.grand

    @property
    def since_last_close(self) -> tuple[Recorded, ...]:
        """The open period with the close before it, as reports read it."""
        before = () if self._last_close is None else (self._last_close,)
        return (*before, *self._period)

    @contextmanager
    def together(self) -> Iterator[None]:
        """What is recorded and stored inside happens wholly or not at all. Raises StorageError."""
        before = _Place(self._head, self._next_receipt, len(self._period), self._last_close)
        period = self._period
        try:
            with self._database.transaction():
                moved = self._record_clock_move()
                yield
        except BaseException:
            self._head, self._next_receipt = before.head, before.next_receipt
            self._last_close, self._period = before.last_close, period
            del self._period[before.period_length :]
            raise
        if moved is not None:
            self._guard.believe(moved.entry.stamp.at)
            self._clock_moves.append(moved)

    def record(self, entry: Entry) -> Recorded:
        """Add an entry; only inside `together`."""
        seq = self._head.seq + 1
        lines = write_entry(entry, seq=seq, previous=self._head.link)
        self._database.journal.append(StoredEntry(seq, lines.link, lines.line, lines.items_line))
        recorded = Recorded(seq, self._head.link, lines.link, entry)
        self._database.receipts.note(recorded, self.till.dev)
        self._head = Head(seq, lines.link)
        self._next_receipt += _has_number(recorded)
        if isinstance(entry, DayClosed):
            self._last_close, self._period = recorded, []
        else:
            self._period.append(recorded)
        return recorded

    def open_day(self, stamp: Stamp) -> None:
        """Open the day when it is not open yet; inside `together`."""
        if not self.day_is_open:
            self.record(DayOpened(stamp))

    def keep_words(self, recorded: Recorded, words: str) -> None:
        """Keep what was typed beside an entry, at the till only; inside `together`."""
        fit = " ".join(words.split())
        if fit:
            self._database.notes.add(recorded.seq, fit)

    def words_of(self, seqs: Iterable[int]) -> dict[int, str]:
        """What was typed beside those entries."""
        return self._database.notes.of(seqs)

    def stamp(self, *, by: str = "") -> Stamp:
        """Now, in the event's zone, with the business day it belongs to (R10), and who does it.

        `by` is the code of a second person who allowed it.
        """
        now = self._clock()
        local, day = self.event.local(now), self.event.business_day(now)
        return Stamp(at=local, day=day, op=self.op, by=by)

    def look_at_clock(self) -> None:
        """Record that the clock moved, when it did; every entry does so by itself (H3)."""
        if self._clock_move() is not None:
            with self.together():
                pass  # what `together` finds is recorded first

    def take_clock_moves(self) -> list[Recorded]:
        """The moves of the clock that nobody was told of yet."""
        moves, self._clock_moves = self._clock_moves, []
        return moves

    def entries(self, first: int = 1, last: int | None = None) -> Iterator[Recorded]:
        """Entries from `first` to `last`, both included, read from the journal."""
        for stored in self._database.journal.entries(first, last):
            yield read_entry(stored.line, stored.items_line)

    def days(self) -> list[Recorded]:
        """All entries that opened or closed a day, oldest first."""
        return [
            read_entry(stored.line, stored.items_line)
            for stored in self._database.journal.of_days()
        ]

    def lines(self, first: int, last: int) -> list[tuple[bytes, bytes | None]]:
        """The very bytes of entries, for the day file."""
        return [
            (stored.line, stored.items_line)
            for stored in self._database.journal.entries(first, last)
        ]

    @property
    def _closed(self) -> DayClosed | None:
        if self._last_close is None:
            return None
        assert isinstance(self._last_close.entry, DayClosed)
        return self._last_close.entry

    def _clock_move(self) -> ClockMove | None:
        """What the clock shows against the last entry; before the first, against the pack."""
        last = next(reversed(self.since_last_close), None)
        last_at = self._not_before if last is None else last.entry.stamp.at
        return self._guard.look(self.event.local(self._clock()), last_at)

    def _record_clock_move(self) -> Recorded | None:
        move = self._clock_move()
        if move is None:
            return None
        was = self.event.local(move.was)
        return self.record(ClockMoved(self.stamp(), was, self.event.local(move.now)))

    def _read_journal(self) -> None:
        since_close: list[StoredEntry] = []
        for stored in self._database.journal.entries():
            self._refuse_damage(stored)
            self._head = Head(stored.seq, stored.link)
            if _CLOSE_MARK in stored.line:
                since_close = [stored]
            else:
                since_close.append(stored)
        for stored in since_close:
            recorded = read_entry(stored.line, stored.items_line)
            if isinstance(recorded.entry, DayClosed):
                self._last_close = recorded
            else:
                self._period.append(recorded)

    def _fill_receipt_index(self) -> None:
        """Have every receipt found: an older journal has none in the index yet."""
        first = self._database.receipts.last_seq() + 1
        with self._database.transaction():
            for recorded in self.entries(first):
                self._database.receipts.note(recorded, self.till.dev)

    def _refuse_damage(self, stored: StoredEntry) -> None:
        fits = (
            stored.seq == self._head.seq + 1
            and hashlib.sha256(stored.line).hexdigest() == stored.link
            and f'"prev":"{self._head.link}"'.encode() in stored.line
            and f'"seq":{stored.seq},'.encode() in stored.line
        )
        if fits and stored.items_line is not None:
            items = hashlib.sha256(stored.items_line).hexdigest()
            fits = f'"items":"{items}"'.encode() in stored.line
        if not fits:
            raise JournalDamaged(stored.seq)


def _has_number(recorded: Recorded) -> bool:
    return isinstance(recorded.entry, SaleRecorded | SaleVoided | RefundGiven)
