"""Owing: change that small money was missing for, until the buyer has it (M8)."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import timedelta

from pos_app.domain.errors import NothingIsOwed, OwedTooShort
from pos_app.domain.journal import CashKind, CashMoved, Recorded, SaleRecorded, SaleVoided
from pos_app.domain.money import Money
from pos_app.services.recording import Recording
from pos_app.storage.database import TillDatabase

GIVEN_UP_AFTER_DAYS = 1
"""A buyer may come back for it all day: it is given up on a later business day at the earliest."""


@dataclass(frozen=True, slots=True)
class OwedChange:
    """Change still owed for a sale; `may_be_given_up` once its day is over."""

    recorded: Recorded
    receipt_number: str
    amount: Money
    may_be_given_up: bool


class Owing:
    """The list of change owed. It stays in the drawer, and in the list, until it is paid out."""

    def __init__(
        self, database: TillDatabase, recording: Recording, *, kick: Callable[[Recorded], object]
    ) -> None:
        """`kick` opens the drawer, in the transaction of what is paid out."""
        self._database = database
        self._recording = recording
        self._kick = kick

    def owed(self) -> tuple[OwedChange, ...]:
        """What is still owed, oldest first, over all days of this till."""
        open_sales: dict[int, Recorded] = {}
        for recorded in self._entries():
            match recorded.entry:
                case SaleRecorded():
                    open_sales[recorded.seq] = recorded
                case CashMoved(of=of) | SaleVoided(of=of) if of is not None:
                    open_sales.pop(of.seq, None)
                case _:
                    pass  # a refund neither owes nor settles
        return tuple(self._shown(recorded) for recorded in open_sales.values())

    def pay_out(self, seq: int) -> None:
        """The buyer of that sale came back and has it. Raises NothingIsOwed, StorageError."""
        self._settle(self._of(seq), "owed", "")

    def give_up(self, seq: int, why: str) -> None:
        """Put it to other income, with the code of a reason: nobody came for it.

        Raises NothingIsOwed, OwedTooShort, StorageError.
        """
        owed = self._of(seq)
        if not owed.may_be_given_up:
            raise OwedTooShort
        self._settle(owed, "kept", why)

    def _entries(self) -> Iterator[Recorded]:
        for seq in self._database.payments.about_owed():
            yield from self._recording.entries(seq, seq)

    def _shown(self, recorded: Recorded) -> OwedChange:
        assert isinstance(recorded.entry, SaleRecorded)
        money, sold_on = recorded.entry.money, recorded.entry.stamp.day
        return OwedChange(
            recorded,
            self._recording.till.receipt_number(money.no),
            money.owed,
            self._recording.stamp().day >= sold_on + timedelta(days=GIVEN_UP_AFTER_DAYS),
        )

    def _of(self, seq: int) -> OwedChange:
        found = next((owed for owed in self.owed() if owed.recorded.seq == seq), None)
        if found is None:
            raise NothingIsOwed
        return found

    def _settle(self, owed: OwedChange, kind: CashKind, why: str) -> None:
        pointer = owed.recorded.pointer(self._recording.till.dev)
        entry = CashMoved(self._recording.stamp(), kind, -owed.amount, why, pointer)
        with self._recording.together():
            self._recording.open_day(entry.stamp)
            self._kick(self._recording.record(entry))
