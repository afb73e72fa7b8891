"""Whether the computer's clock can be believed: it is compared, never corrected (H3).

Order comes from the numbers of entries and totals from their amounts, so a wrong clock costs
nothing but the dates on paper. It is noticed, recorded once, and selling goes on.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final, TypeAlias

Steady: TypeAlias = Callable[[], float]
"""Seconds that only ever grow, also while the laptop sleeps; where they begin means nothing."""

MOST_BACKWARDS: Final = timedelta(seconds=120)
MOST_FORWARDS: Final = timedelta(hours=1)
"""Against the steady seconds: an hour, since some laptops stop counting while they sleep."""
LONGEST_PAUSE: Final = timedelta(days=7)
"""Between the last entry and a start of the program; a flat battery gives other years."""


@dataclass(frozen=True, slots=True)
class ClockMove:
    """What the clock should have shown, and what it shows."""

    was: datetime
    now: datetime


class ClockGuard:
    """Compares the clock with the last entry and with steady seconds, where there are any."""

    def __init__(self, steady: Steady | None) -> None:
        self._steady = steady
        self._seen: tuple[datetime, float] | None = None
        self._has_started = False

    def look(self, now: datetime, last_entry_at: datetime | None) -> ClockMove | None:
        """Whether the clock moved since it was last looked at, or since the last entry."""
        expected, forwards = self._expected(last_entry_at)
        self._has_started = True
        if expected is None:
            self.believe(now)
            return None
        if expected - MOST_BACKWARDS <= now and (forwards is None or now <= expected + forwards):
            if self._seen is None:
                self.believe(now)
            return None
        return ClockMove(expected, now)

    def believe(self, now: datetime) -> None:
        """Count from this time on: it was recorded, or nothing speaks against it."""
        if self._steady is not None:
            self._seen = now, self._steady()

    def _expected(self, last: datetime | None) -> tuple[datetime | None, timedelta | None]:
        if self._seen is not None and self._steady is not None:
            seen_at, seconds = self._seen
            return seen_at + timedelta(seconds=self._steady() - seconds), MOST_FORWARDS
        return last, None if self._has_started else LONGEST_PAUSE
