"""Cash keeping: what is put into the drawer, taken out of it, and found in it."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from pos_app.domain.business_days import closing_stamp
from pos_app.domain.cash_errors import MoreThanInDrawer, ReasonIsMissing
from pos_app.domain.drawer import CashCount, LeftInDrawer, Movement
from pos_app.domain.errors import AmountTooLarge, BadAmount, DayIsNotOpen
from pos_app.domain.journal import (
    CashCounted,
    CountRow,
    DayClosed,
    FloatSet,
    Recorded,
)
from pos_app.domain.money import MOST_MONEY, Money
from pos_app.domain.totals import Tally
from pos_app.services.recording import Recording
from pos_app.services.selling_side import CheckRight


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
    """The till's own drawer; every movement is an entry, typed words stay at the till."""

    def __init__(
        self,
        recording: Recording,
        *,
        check_right: CheckRight,
        kick: Callable[[Recorded], object],
        add_slip: Callable[[Recorded], object],
    ) -> None:
        """`kick` opens the drawer and `add_slip` queues the slip, in the movement's transaction."""
        self._recording = recording
        self._check_right = check_right
        self._kick = kick
        self._add_slip = add_slip
        self._left: tuple[int, LeftInDrawer | None] | None = None  # by the close it is about

    # --- opening ---------------------------------------------------------------------------------

    def set_float(self, amount: Money | CashCount) -> None:
        """Put the opening cash into the drawer, as one sum or counted by denomination.

        Opens the day when it is not open yet; the last float before the close counts.
        """
        stamp = self._recording.stamp()
        entry = amount.as_float(stamp) if isinstance(amount, CashCount) else FloatSet(stamp, amount)
        self._record_float(entry)

    def left_before(self) -> LeftInDrawer | None:
        """What the last close left in the drawer, for a float *as left yesterday*.

        None before the first close, and when nobody can know it: neither counted at the close nor
        begun with a float that somebody entered.
        """
        closed = next(iter(self._recording.since_last_close), None)
        if closed is None or not isinstance(closed.entry, DayClosed):
            return None
        if self._left is None or self._left[0] != closed.seq:
            self._left = closed.seq, self._left_by(closed.entry)
        return self._left[1]

    def set_float_as_left(self) -> None:
        """Begin with what the last close left, note for note where it was counted."""
        left = self.left_before()
        assert left is not None, "offered only after a close"
        stamp = self._recording.stamp()
        rows_add_up = sum(value * pieces for value, pieces in left.rows) == left.amount
        self._record_float(FloatSet(stamp, max(left.amount, 0), left.rows if rows_add_up else ()))

    # --- movements -------------------------------------------------------------------------------

    def move(
        self, movement: Movement, *, is_sure: bool = False, by: str = "", slip: bool = False
    ) -> Recorded:
        """Pay in, pay out, drop, or open the drawer without a sale (D2).

        Taking out more than should be there asks first: raises MoreThanInDrawer unless `is_sure`.
        Raises RightIsMissing, ReasonIsMissing, BadAmount, AmountTooLarge, StorageError.
        """
        if movement.kind == "open":
            self._check_right("no_sale", by=by)
        elif movement.amount <= 0:
            raise BadAmount("0", "zero")
        if movement.amount > MOST_MONEY:
            raise AmountTooLarge(MOST_MONEY)
        if movement.kind in ("out", "open") and not (movement.why or movement.words.strip()):
            raise ReasonIsMissing
        if movement.signed < 0 and movement.amount > self.expected() and not is_sure:
            raise MoreThanInDrawer(movement.amount)
        stamp = self._recording.stamp(by=by)
        with self._recording.together():
            self._recording.open_day(stamp)
            recorded = self._recording.record(movement.recorded(stamp))
            self._recording.keep_words(recorded, movement.words)
            self._kick(recorded)
            if slip:
                self._add_slip(recorded)
        return recorded

    # --- counting --------------------------------------------------------------------------------

    def count(self, count: CashCount) -> CountResult:
        """Record what was counted; every recount is an entry (D5). Raises DayIsNotOpen."""
        if not self._recording.day_is_open:
            raise DayIsNotOpen
        stamp = closing_stamp(self._recording.period, self._recording.stamp())
        with self._recording.together():
            self._recording.record(count.recorded(stamp))
        return CountResult(count.amount, self.expected())

    def expected(self) -> Money:
        """What should be in the drawer (R9)."""
        tally = Tally(self._recording.till.dev)
        for recorded in self._recording.period:
            tally.add(recorded)
        return tally.sums().drawer.expected

    # --- inside ----------------------------------------------------------------------------------

    def _record_float(self, entry: FloatSet) -> None:
        with self._recording.together():
            self._recording.open_day(entry.stamp)
            self._recording.record(entry)

    def _left_by(self, closed: DayClosed) -> LeftInDrawer | None:
        drawer = closed.sums.drawer
        if drawer.counted is not None:
            return LeftInDrawer(drawer.counted, self._rows_of_last_count(), is_counted=True)
        if drawer.float_amount == 0 and not self._float_was_entered():
            return None
        return LeftInDrawer(drawer.expected, (), is_counted=False)

    def _float_was_entered(self) -> bool:
        """Whether somebody entered the float of the period that the last close ended."""
        for recorded in self._before_last_close():
            if isinstance(recorded.entry, FloatSet):
                return True
            if isinstance(recorded.entry, DayClosed):
                break
        return False

    def _before_last_close(self) -> Iterator[Recorded]:
        """The entries before the last close, newest first."""
        closed = self._recording.since_last_close[0]
        for seq in range(closed.seq - 1, 0, -1):
            yield from self._recording.entries(seq, seq)

    def _rows_of_last_count(self) -> tuple[CountRow, ...]:
        """Of the count that stood when the day was closed, so there is one before the close."""
        before = (recorded.entry for recorded in self._before_last_close())
        return next(entry.rows for entry in before if isinstance(entry, CashCounted))
