"""How a cart is paid: what was taken, what is missing, what goes back."""

from dataclasses import dataclass, replace
from typing import Final, Literal, TypeAlias

from pos_app.domain.errors import (
    AmountTooLarge,
    OwedTooMuch,
    PaidTooMuch,
    TooManyTenders,
)
from pos_app.domain.journal import Tender
from pos_app.domain.money import MOST_MONEY, Money, split
from pos_app.domain.rounding import NO_ROUNDING, CashRounding

MOST_TENDERS = 8
"""Tenders of one sale (day-file.md 4)."""

LEAST_PARTS, MOST_PARTS = 2, 8
"""Into how many even parts a sale may be divided (M3)."""

LONGEST_REFERENCE = 40

CASH = "cash"
QRIS = "qris"
TENDER_KINDS = (CASH, QRIS, "card", "transfer", "voucher", "subsidy")
"""The kinds every booth has, in the order of the tender page; it may name further ones."""

MoneyState: TypeAlias = Literal["received", "unsure", "missing"]
"""Money came, nobody knows yet, or somebody looked for it later and it had not come."""

SeenHow: TypeAlias = Literal["", "phone", "box", "statement", "screen"]
"""Where money was seen to arrive: seller's phone, sound box, account statement, buyer's screen."""

SEEN_ON: Final[tuple[SeenHow, ...]] = ("phone", "box", "statement", "screen")
WEAK_PROOF: Final[SeenHow] = "screen"
"""Pictures on a buyer's screen may be edited or of another day (indonesia.md 2.6)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sighting:
    """How somebody knows that a tender arrived, or that nobody knows yet. Stays at the till."""

    state: MoneyState = "received"
    seen: SeenHow = ""
    reference: str = ""


PLAINLY_RECEIVED: Final = Sighting()


@dataclass(frozen=True, slots=True)
class TakenTender:
    """One act of paying, before the sale is final.

    `handed_back` is change that left at once, on top of `amount`: one of several people pays a
    part of the sale with a larger note.
    """

    kind: str
    amount: Money
    sighting: Sighting = PLAINLY_RECEIVED
    handed_back: Money = 0

    @property
    def is_unsure(self) -> bool:
        """Whether nobody has seen the money yet."""
        return self.sighting.state == "unsure"


@dataclass(frozen=True, slots=True)
class Payment:
    """All tenders of one sale. `taken` holds them in order, the final change not yet off.

    `total` is the cart's, before cash rounding. `owed` is the part of the change that small money
    is missing for (M8), `accepted_excess` what somebody confirmed was really paid too much without
    cash (M6), `parts` the even parts still to be paid (M3).
    """

    total: Money
    rounding_rule: CashRounding = NO_ROUNDING
    taken: tuple[TakenTender, ...] = ()
    owed: Money = 0
    accepted_excess: Money = 0
    parts: tuple[Money, ...] = ()

    # --- what there is to pay ----------------------------------------------------------------

    @property
    def rounding(self) -> Money:
        """What cash rounding adds; 0 without a cash part (R7)."""
        return 0 if self.cash_given is None else self._rounding_in_cash()

    @property
    def due(self) -> Money:
        """What is paid in the end: the sale's total."""
        return self.total + self.rounding

    @property
    def missing(self) -> Money:
        """What is still to pay."""
        return max(0, self.due - self._taken_sum)

    def missing_in(self, kind: str) -> Money:
        """What is still to pay when all of it comes in this kind: only cash is rounded."""
        if kind == CASH:
            return max(0, self.total + self._rounding_in_cash() - self._taken_sum)
        return max(0, self._rest) if self.missing else 0

    def rounding_in(self, kind: str) -> Money:
        """What rounding adds when the rest comes in this kind: the cash there is, is rounded."""
        others = 0 if kind == CASH else self.missing_in(kind)
        return self.rounding_rule.difference(self._cash_part - others)

    def next_amount(self, kind: str) -> Money:
        """What the next tender is when nothing is typed: the next even part, or all of the rest."""
        return self.parts[0] if len(self.parts) > 1 else self.missing_in(kind)

    # --- what was paid -----------------------------------------------------------------------

    @property
    def cash_given(self) -> Money | None:
        """Cash handed over; None where no cash was."""
        notes = [one.amount + one.handed_back for one in self.taken if one.kind == CASH]
        return sum(notes) if notes else None

    @property
    def excess(self) -> Money:
        """What came in without cash above the whole total (M6)."""
        return max(0, -self._cash_part)

    @property
    def change(self) -> Money:
        """What goes back now, out of cash only (R8); change owed is not in it."""
        return self.all_change - self.owed

    @property
    def all_change(self) -> Money:
        """What goes back in all: now, at once before, and owed."""
        back = sum(one.handed_back for one in self.taken)
        return max(0, self._taken_sum - self.due) + back

    @property
    def is_settled(self) -> bool:
        """Whether the sale can be finished: all is paid, and nothing too much unasked."""
        return not self.missing and self.excess <= self.accepted_excess

    @property
    def tenders(self) -> tuple[Tender, ...]:
        """What is recorded: change off the cash, all cash in one; they add up to what is due.

        The cash part is below 0 where change went back out of a payment without cash.
        """
        cash = sum(one.amount for one in self.taken if one.kind == CASH)
        cash_part = cash - max(0, self._taken_sum - self.due)
        kept: list[Tender] = []
        for one in self.taken:
            if one.kind != CASH:
                kept.append(Tender(one.kind, one.amount, one.is_unsure))
            elif cash_part:
                kept.append(Tender(CASH, cash_part))
                cash_part = 0
        if cash_part < 0:
            kept.append(Tender(CASH, cash_part))
        return tuple(kept)

    @property
    def sightings(self) -> tuple[tuple[int, Sighting], ...]:
        """What is known of each tender but cash, by its place in `tenders`."""
        others = iter(one for one in self.taken if one.kind != CASH)
        return tuple(
            (place, next(others).sighting)
            for place, tender in enumerate(self.tenders)
            if tender.kind != CASH
        )

    # --- changes -----------------------------------------------------------------------------

    def with_tender(
        self,
        kind: str,
        amount: Money,
        sighting: Sighting = PLAINLY_RECEIVED,
        *,
        really_paid: bool = False,
    ) -> "Payment":
        """Take a tender.

        Raises PaidTooMuch for non-cash above what is open, unless it was `really_paid`,
        TooManyTenders, AmountTooLarge.
        """
        assert amount > 0
        if kind != CASH and amount > self.missing_in(kind) and not really_paid:
            raise PaidTooMuch(amount, self.missing_in(kind))
        if (self.cash_given or 0) + self._non_cash + amount > MOST_MONEY:
            raise AmountTooLarge(MOST_MONEY)
        part = self.next_amount(kind)
        handed_back = amount - part if kind == CASH and len(self.parts) > 1 else 0
        one = TakenTender(kind, amount - max(0, handed_back), sighting, max(0, handed_back))
        payment = replace(self, taken=(*self.taken, one), owed=0)
        if really_paid:
            payment = payment.accepting_excess()
        if len(payment.tenders) > MOST_TENDERS:
            raise TooManyTenders(MOST_TENDERS)
        return payment._with_parts(self.parts[1:])

    def without_tender(self, place: int) -> "Payment":
        """Take a tender back before the sale is finished."""
        taken = (*self.taken[:place], *self.taken[place + 1 :])
        return replace(self, taken=taken, owed=0, parts=())

    def for_total(self, total: Money) -> "Payment":
        """The same tenders for a cart that costs something else now."""
        return self if total == self.total else replace(self, total=total, owed=0, parts=())

    def accepting_excess(self) -> "Payment":
        """What is too much was really paid: it goes back in cash, or stays owed (M6)."""
        return replace(self, accepted_excess=self.excess)

    def with_owed(self, amount: Money) -> "Payment":
        """Keep a part of the change owed: small money is missing (M8). Raises OwedTooMuch."""
        most = max(0, self._taken_sum - self.due)
        if not 0 <= amount <= most:
            raise OwedTooMuch(most)
        return replace(self, owed=amount)

    def divided(self, parts: int) -> "Payment":
        """Pay what is open in even parts, the larger ones first (M3); 1 takes that back."""
        assert self._rest > 0
        assert parts == 1 or LEAST_PARTS <= parts <= MOST_PARTS
        return self._with_parts(tuple(split(self._rest, parts)) if parts > 1 else ())

    # --- inside ------------------------------------------------------------------------------

    @property
    def _taken_sum(self) -> Money:
        return sum(one.amount for one in self.taken)

    @property
    def _rest(self) -> Money:
        """What is open before rounding; below 0 when there is change."""
        return self.total - self._taken_sum

    @property
    def _non_cash(self) -> Money:
        return sum(one.amount for one in self.taken if one.kind != CASH)

    @property
    def _cash_part(self) -> Money:
        """What falls to cash before rounding; below 0 when more came in otherwise."""
        return self.total - self._non_cash

    def _rounding_in_cash(self) -> Money:
        return self.rounding_rule.difference(self._cash_part)

    def _with_parts(self, parts: tuple[Money, ...]) -> "Payment":
        """Keep to the plan only while it still comes to what is open."""
        fits = len(parts) > 1 and sum(parts) == self._rest and all(parts)
        return replace(self, parts=parts if fits else ())
