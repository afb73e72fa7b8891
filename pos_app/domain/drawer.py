"""The cash drawer as it is counted. What should be in it is a fold of the journal (totals)."""

from dataclasses import dataclass

from pos_app.domain.errors import AmountTooLarge
from pos_app.domain.journal import CashCounted, CountRow, Stamp
from pos_app.domain.money import MOST_MONEY, Money

MOST_PIECES = 99_999


@dataclass(frozen=True, slots=True)
class CashCount:
    """Pieces per denomination, largest first (note before coin), and any other money."""

    rows: tuple[CountRow, ...] = ()
    other: Money = 0

    @property
    def amount(self) -> Money:
        """What is in the drawer."""
        return sum(value * pieces for value, pieces in self.rows) + self.other

    def recorded(self, stamp: Stamp) -> CashCounted:
        """The entry of this count; rows without pieces stay out. Raises AmountTooLarge."""
        if self.amount > MOST_MONEY:
            raise AmountTooLarge(MOST_MONEY)
        rows = tuple(row for row in self.rows if row[1] > 0)
        return CashCounted(stamp, self.amount, rows, self.other)
