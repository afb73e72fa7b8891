"""Cash keeping: what is put into the drawer and what is found in it."""

from dataclasses import dataclass

from pos_app.domain.drawer import CashCount
from pos_app.domain.errors import DayIsNotOpen
from pos_app.domain.journal import DayOpened, FloatSet
from pos_app.domain.money import Money
from pos_app.domain.totals import Tally
from pos_app.services.recording import Recording


@dataclass(frozen=True, slots=True)
class CountResult:
    """What was counted against what should be there; minor units."""

    counted: Money
    expected: Money

    @property
    def over_short(self) -> Money:
        """Plus is over, minus is short (R9)."""
        return self.counted - self.expected


class CashKeeping:
    """The till's own drawer; every movement is an entry."""

    def __init__(self, recording: Recording) -> None:
        self._recording = recording

    def set_float(self, amount: Money) -> None:
        """Put the opening cash into the drawer; opens the day when it is not open yet."""
        stamp = self._recording.stamp()
        with self._recording.together():
            if not self._recording.day_is_open:
                self._recording.record(DayOpened(stamp))
            self._recording.record(FloatSet(stamp, amount))

    def count(self, count: CashCount) -> CountResult:
        """Record what was counted; every recount is an entry (D5). Raises DayIsNotOpen."""
        if not self._recording.day_is_open:
            raise DayIsNotOpen
        with self._recording.together():
            self._recording.record(count.recorded(self._recording.stamp()))
        return CountResult(count.amount, self.expected())

    def expected(self) -> Money:
        """What should be in the drawer (R9)."""
        tally = Tally(self._recording.till.dev)
        for recorded in self._recording.period:
            tally.add(recorded)
        return tally.sums().drawer.expected
