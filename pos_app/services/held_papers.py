"""Papers that waited too long to be printed without asking (printing.md 4.3, rule 8).

Their buyers may have left, or were given a receipt written by hand.
"""

import json
from datetime import UTC, datetime, time, timedelta
from typing import Final

from pos_app.domain.journal import Audited, ShiftChanged
from pos_app.services.job_book import JobBook
from pos_app.services.recording import Recording
from pos_app.storage.database import TillDatabase
from pos_app.storage.print_queue import HeldRange

DROP_REASONS = ("BUYERS_GONE", "PRINTED_ELSEWHERE", "NOT_NEEDED")
"""Why papers that were held back are dropped; words are in `pos_app.outside_words`."""

_OLD: Final = timedelta(minutes=10)
_LONG_AGO: Final = datetime.min.replace(tzinfo=UTC)

_HELD_UP_TO = "print_held_up_to"
_DECIDED_UP_TO = "print_decided_up_to"
_DECIDED_AT = "print_decided_at"
_BUT_FOR = "print_held_but_for"


class HeldPapers:
    """Holds back what is numbered up to the newest old paper, until a person decides."""

    def __init__(self, database: TillDatabase, recording: Recording, book: JobBook) -> None:
        self._database = database
        self._queue = database.print_queue
        self._recording = recording
        self._book = book

    @property
    def range(self) -> HeldRange:
        """The papers that are held back."""
        first, last = self._number(_DECIDED_UP_TO), self._number(_HELD_UP_TO)
        return HeldRange(first, last, self._database.booth.text(_BUT_FOR) or "[]")

    def count(self) -> int:
        """How many papers are held back."""
        return self._queue.count_queued_in(self.range)

    def let_one_go(self, job_id: int) -> None:
        """Hold a paper no longer that a person has sent somewhere."""
        held = self.range
        if held.holds(job_id):
            self._keep({_BUT_FOR: json.dumps([*json.loads(held.but_for), job_id])})

    def hold_old(self) -> int:
        """Hold what waited for more than 10 minutes or since another day or shift.

        Gives how many are held. What a person has just let go is not asked about again.
        """
        now = self._recording.stamp().at
        decided_at = self._database.booth.text(_DECIDED_AT)
        if decided_at and now - datetime.fromisoformat(decided_at) > _OLD:
            self._keep({_DECIDED_UP_TO: "0", _DECIDED_AT: ""})
        begun = max(self._start_of_day(), self._start_of_shift(now))
        newest = self._queue.last_queued_before(max(now - _OLD, begun))
        if newest > self._number(_HELD_UP_TO):
            self._keep({_HELD_UP_TO: str(newest)})
        return self.count()

    def hold_all(self) -> None:
        """Hold everything that waits now."""
        self._keep({_HELD_UP_TO: str(self._queue.last_number())})

    def let_go(self) -> None:
        """Let the papers that were held back be printed."""
        self._keep(self._decided())

    def drop(self, reason: str) -> int:
        """Drop all papers that were held back, for a code of DROP_REASONS; gives how many.

        The sales stay, and so does a note in the journal.
        """
        assert reason in DROP_REASONS
        held = self._queue.queued_in(self.range)
        with self._recording.together():
            for job in held:
                self._book.write(job, "cancelled", reason)
            dropped = Audited(self._recording.stamp(), "papers-dropped", now=len(held))
            self._recording.record(dropped)
            self._set(self._decided())
        return len(held)

    def _decided(self) -> dict[str, str]:
        return {
            _DECIDED_UP_TO: str(self._number(_HELD_UP_TO)),
            _DECIDED_AT: self._recording.stamp().at.isoformat(),
            _BUT_FOR: "",
        }

    def _start_of_day(self) -> datetime:
        event = self._recording.event
        today = self._recording.stamp().day
        return datetime.combine(today, time(), event.zone) + timedelta(minutes=event.cut_off_min)

    def _start_of_shift(self, now: datetime) -> datetime:
        """Since when this person is at the till; a start in the future was a wrong clock's."""
        entries = (recorded.entry for recorded in reversed(self._recording.period))
        changes = (entry for entry in entries if isinstance(entry, ShiftChanged))
        begun = next((change.stamp.at for change in changes if change.kind == "start"), None)
        return _LONG_AGO if begun is None or begun > now else begun

    def _number(self, name: str) -> int:
        return int(self._database.booth.text(name) or "0")

    def _keep(self, facts: dict[str, str]) -> None:
        with self._database.transaction():
            self._set(facts)

    def _set(self, facts: dict[str, str]) -> None:
        for name, value in facts.items():
            self._database.booth.set_value(name, value.encode())
