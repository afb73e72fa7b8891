"""The one door into the journal."""

import hashlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime

from pos_app.domain.errors import JournalDamaged
from pos_app.domain.identity import Event, Till
from pos_app.domain.journal import (
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
    transaction puts everything back.
    """

    def __init__(
        self, database: TillDatabase, *, event: Event, till: Till, first_link: str, clock: Clock
    ) -> None:
        """Check the whole chain and read what is open. Raises JournalDamaged, StorageError."""
        self.event = event
        self.till = till
        self.first_link = first_link
        self._database = database
        self._clock = clock
        self._last_close: Recorded | None = None
        self._period: list[Recorded] = []
        self._head = Head(0, first_link)
        self._read_journal()
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

    @property
    def last_z(self) -> int:
        """The number of the last close, 0 before the first."""
        return 0 if self._closed is None else self._closed.z

    @contextmanager
    def together(self) -> Iterator[None]:
        """What is recorded and stored inside happens wholly or not at all. Raises StorageError."""
        before = _Place(self._head, self._next_receipt, len(self._period), self._last_close)
        period = self._period
        try:
            with self._database.transaction():
                yield
        except BaseException:
            self._head, self._next_receipt = before.head, before.next_receipt
            self._last_close, self._period = before.last_close, period
            del self._period[before.period_length :]
            raise

    def record(self, entry: Entry) -> Recorded:
        """Add an entry; only inside `together`."""
        seq = self._head.seq + 1
        lines = write_entry(entry, seq=seq, previous=self._head.link)
        self._database.journal.append(StoredEntry(seq, lines.link, lines.line, lines.items_line))
        recorded = Recorded(seq, self._head.link, lines.link, entry)
        self._head = Head(seq, lines.link)
        self._next_receipt += _has_number(recorded)
        if isinstance(entry, DayClosed):
            self._last_close, self._period = recorded, []
        else:
            self._period.append(recorded)
        return recorded

    def stamp(self) -> Stamp:
        """Now, in the event's zone, with the business day it belongs to (R10)."""
        now = self._clock()
        return Stamp(at=self.event.local(now), day=self.event.business_day(now))

    def entries(self, first: int = 1, last: int | None = None) -> Iterator[Recorded]:
        """Entries from `first` to `last`, both included, read from the journal."""
        for stored in self._database.journal.entries(first, last):
            yield read_entry(stored.line, stored.items_line)

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
