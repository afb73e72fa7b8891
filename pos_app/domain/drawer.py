"""The cash drawer as it is counted and as cash moves. What should be in it is a fold (totals)."""

from dataclasses import dataclass
from typing import Final, Literal, TypeAlias

from pos_app.domain.errors import AmountTooLarge
from pos_app.domain.journal import CashCounted, CashMoved, CountRow, FloatSet, Stamp
from pos_app.domain.money import MOST_MONEY, Money

MOST_PIECES = 99_999
MOST_WORDS = 120

MoveKind: TypeAlias = Literal["in", "out", "drop", "open"]
"""What a person does at the drawer besides selling: pay in, pay out, drop, no sale."""

OTHER_REASON: Final = "lainnya"
"""The code that stands for words of one's own; the words themselves stay at the till."""

MOVE_REASONS: Final[dict[MoveKind, tuple[str, ...]]] = {
    "in": ("uang-kembalian", "tambah-modal", OTHER_REASON),
    "out": ("belanja", "listrik", "makan", "parkir", "uang-kembalian", OTHER_REASON),
    "drop": ("setor-brankas", "setor-bank", "dibawa-pemilik", OTHER_REASON),
    "open": ("tukar-uang", "cek-laci", OTHER_REASON),
}
"""Codes offered for each movement; the organizer sees the code, never what was typed."""

GIVE_UP_REASONS: Final = ("tidak-diambil", "tidak-mau", OTHER_REASON)
"""Codes of why change owed to a buyer is given up (M8)."""


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
        return CashCounted(stamp, self._fit_amount(), self._held_rows(), self.other)

    def as_float(self, stamp: Stamp) -> FloatSet:
        """The entry of an opening float counted so; with other money only its sum is kept.

        Raises AmountTooLarge.
        """
        rows = () if self.other else self._held_rows()
        return FloatSet(stamp, self._fit_amount(), rows)

    def _fit_amount(self) -> Money:
        if self.amount > MOST_MONEY:
            raise AmountTooLarge(MOST_MONEY)
        return self.amount

    def _held_rows(self) -> tuple[CountRow, ...]:
        return tuple(row for row in self.rows if row[1] > 0)


@dataclass(frozen=True, slots=True)
class LeftInDrawer:
    """What the last close left in the drawer: as counted, or as it should be if nobody counted."""

    amount: Money
    rows: tuple[CountRow, ...]
    is_counted: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Movement:
    """Cash a person moves: `amount` is never below zero, the kind gives the direction.

    `why` is the code of a reason; `words` are the person's own and stay at the till.
    """

    kind: MoveKind
    amount: Money = 0
    why: str = ""
    words: str = ""

    @property
    def signed(self) -> Money:
        """What it does to the drawer."""
        return self.amount if self.kind == "in" else -self.amount

    def recorded(self, stamp: Stamp) -> CashMoved:
        """The entry of this movement; typed words alone become the code for others."""
        why = self.why or (OTHER_REASON if self.words else "")
        return CashMoved(stamp, self.kind, self.signed, why)
