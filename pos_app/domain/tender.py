"""How a cart is paid: what was taken, what is missing, what goes back."""

from dataclasses import dataclass, replace

from pos_app.domain.errors import AmountTooLarge, PaidTooMuch, TooManyTenders
from pos_app.domain.journal import Tender
from pos_app.domain.money import MOST_MONEY, Money

MOST_TENDERS = 8
"""Tenders of one sale (day-file.md 4)."""

CASH = "cash"
TENDER_KINDS = (CASH, "qris", "card", "transfer")
"""The kinds every booth has, in the order of the tender page."""


@dataclass(frozen=True, slots=True)
class Payment:
    """All tenders of one sale. `taken` holds what was handed over, in order, change not yet off."""

    total: Money
    taken: tuple[Tender, ...] = ()

    @property
    def missing(self) -> Money:
        """What is still to pay."""
        return max(0, self.total - sum(tender.amount for tender in self.taken))

    @property
    def cash_given(self) -> Money | None:
        """Cash handed over; None where no cash was."""
        notes = [tender.amount for tender in self.taken if tender.kind == CASH]
        return sum(notes) if notes else None

    @property
    def change(self) -> Money:
        """What goes back, out of cash only (R8)."""
        return max(0, sum(tender.amount for tender in self.taken) - self.total)

    @property
    def tenders(self) -> tuple[Tender, ...]:
        """What is recorded: change off the cash, all cash in one; they add up to the total."""
        cash_part = (self.cash_given or 0) - self.change
        kept: list[Tender] = []
        for tender in self.taken:
            if tender.kind != CASH:
                kept.append(tender)
            elif cash_part:
                kept.append(Tender(CASH, cash_part))
                cash_part = 0
        return tuple(kept)

    def with_tender(self, kind: str, amount: Money) -> "Payment":
        """Take a tender. Raises PaidTooMuch for non-cash above what is open, TooManyTenders."""
        assert amount > 0
        non_cash = sum(t.amount for t in self.taken if t.kind != CASH)
        if kind != CASH and amount > self.missing:
            raise PaidTooMuch(amount, self.missing)
        if non_cash + (self.cash_given or 0) + amount > MOST_MONEY:
            raise AmountTooLarge(MOST_MONEY)
        payment = replace(self, taken=(*self.taken, Tender(kind, amount)))
        if len(payment.tenders) > MOST_TENDERS:
            raise TooManyTenders(MOST_TENDERS)
        return payment

    def without_tender(self, place: int) -> "Payment":
        """Take a tender back before the sale is finished."""
        return replace(self, taken=(*self.taken[:place], *self.taken[place + 1 :]))
