"""The official receipt for offices and agencies: what stands on it."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from pos_app.domain.money import Money

LONGEST_BUYER: Final = 80
LONGEST_PURPOSE: Final = 200


@dataclass(frozen=True, slots=True)
class StampDuty:
    """A dated fact of indonesia.md 12: papers that acknowledge more than `above` need a stamp."""

    above: Money
    amount: Money
    since: date
    source: str

    def is_due(self, paid: Money) -> bool:
        """Whether a paper for that amount needs a stamp."""
        return paid > self.above


STAMP_DUTY: Final = StampDuty(5_000_000, 10_000, date(2021, 1, 1), "UU 10/2020")


@dataclass(frozen=True, slots=True, kw_only=True)
class Kuitansi:
    """Who paid how much for what. `copy` 0 is the first, 1 its first copy; `at` is local time."""

    number: str
    buyer: str
    purpose: str
    amount: Money
    at: datetime
    copy: int = 0
    copied_at: datetime | None = None
    stamp_duty: StampDuty = STAMP_DUTY

    @property
    def needs_stamp(self) -> bool:
        """Whether a stamp is due; it is never added to the amount."""
        return self.stamp_duty.is_due(self.amount)
