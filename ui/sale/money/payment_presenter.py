"""What the page of money asks for, and what it is shown in answer."""

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QObject, Signal, Slot

from pos_app.domain.errors import BadQris, OutsideError, PaidTooMuch, Refusal, StillToPay
from pos_app.domain.money import Money
from pos_app.domain.qris import QrisOffer
from pos_app.domain.tender import CASH, Payment, TakenTender
from pos_app.papers.paper import qr_code
from pos_app.services.paying import Paying
from pos_app.services.qris_keeping import QrisKeeping
from ui.sale.money.payment_values import (
    ArrivalState,
    ExcessAsked,
    PaymentState,
    QrisShown,
    WantedTender,
)


class PaymentPresenter(QObject):
    """Tries the service, shows the refusal, shows the new state. Holds no rule of its own.

    `payment_changed` carries a PaymentState, `sale_recorded` a RecordedSale, `excess_asked` an
    ExcessAsked, `qris_shown` a QrisShown or None, `scans_held` how many scans wait and
    `scans_released` their codes; `refused` carries a Refusal, `failed` an OutsideError.
    """

    payment_changed = Signal(object)
    sale_recorded = Signal(object)
    excess_asked = Signal(object)
    qris_shown = Signal(object)
    scans_held = Signal(int)
    scans_released = Signal(object)
    slip_queued = Signal()
    refused = Signal(object)
    failed = Signal(object)

    def __init__(self, paying: Paying, qris: QrisKeeping) -> None:
        super().__init__()
        self._paying = paying
        self._qris = qris
        self._wanted = WantedTender()
        self._held: list[str] = []
        self._shown: QrisShown | None = None

    @property
    def kinds(self) -> tuple[tuple[str, str], ...]:
        """Code and own name of each kind of tender."""
        return self._paying.kinds

    @property
    def notes(self) -> tuple[Money, ...]:
        """The notes the booth wants to tap."""
        return self._paying.notes

    # --- showing -----------------------------------------------------------------------------

    @Slot(object)
    def show_wanted(self, wanted: WantedTender) -> None:
        """Show what a tender would mean: what is missing, rounding, change."""
        self._wanted = wanted
        self.show_payment()

    def show_payment(self) -> None:
        """Show how the cart is paid, with the tender on the page."""
        so_far, wanted = self._paying.payment, self._wanted
        state = PaymentState(so_far, so_far, wanted)
        try:
            after = self._after(so_far, wanted, state.amount)
        except Refusal as refusal:
            if not isinstance(refusal, PaidTooMuch):  # the page says so, and asks
                self.refused.emit(refusal)
            after = so_far
        self.payment_changed.emit(PaymentState(so_far, after, wanted))

    def show_code(self, amount: Money, state: ArrivalState, *, original: bool = False) -> None:
        """Show the QRIS code for an amount, to the operator and to the buyer."""
        before = self._shown
        if before is not None and (before.amount, before.is_original) == (amount, original):
            shown = replace(before, state=state)
        else:
            shown = self._code(amount, state, original=original)
        if shown != before:
            self._shown = shown
            self.qris_shown.emit(shown)

    @Slot()
    def hide_code(self) -> None:
        """The code is needed no more: another kind, another page, or the sale is made."""
        if self._shown is not None:
            self._shown = None
            self.qris_shown.emit(None)

    # --- taking ------------------------------------------------------------------------------

    def pay(self, kind: str = CASH, amount: Money | None = None) -> bool:
        """Take one tender for all that is open and make the sale final."""
        return self.finish(WantedTender(kind, amount))

    def finish(self, wanted: WantedTender, *, why: str = "") -> bool:
        """Take the last tender, if one is needed, and make the sale final; gives whether it was.

        None as amount is all that is open. `why` is the reason that a sale of 0 needs.
        """
        before = self._paying.payment
        try:
            self._refuse_too_little(before, wanted)
            self._take(wanted, finishes=True)
            made = self._paying.finish(why=why)
        except (Refusal, OutsideError) as error:
            self._paying.put_back(before)
            self._tell(error, wanted)
            return False
        self.hide_code()
        self._wanted = WantedTender()
        self.sale_recorded.emit(made)
        self._release()
        return True

    def take_part(self, wanted: WantedTender) -> bool:
        """Take one of several tenders; the sale stays open. Gives whether it was taken."""
        return self._try(lambda: self._take(wanted), wanted)

    @property
    def last_taken(self) -> TakenTender | None:
        """The tender taken last for the open cart, if any."""
        taken = self._paying.payment.taken
        return taken[-1] if taken else None

    def remove_tender(self, place: int) -> bool:
        """Give a tender back before the sale is final; gives whether that was done."""
        is_done = self._try(lambda: self._paying.without_tender(place))
        self._release()
        return is_done

    def remove_last(self) -> bool:
        """Give the tender taken last back."""
        return self.remove_tender(len(self._paying.payment.taken) - 1)

    def divide(self, parts: int) -> None:
        """Pay what is open in even parts; 1 takes that back."""
        if self._paying.payment.missing:
            self._try(lambda: self._paying.divide(parts))

    def accept_excess(self) -> bool:
        """What is in the list was really paid, though the cart became cheaper."""
        return self._try(self._paying.accept_excess)

    def print_code(self, amount: Money) -> None:
        """Queue a slip with the code for the buyer to scan."""
        if self._try(lambda: self._qris.print_code(amount)):
            self.slip_queued.emit()

    # --- scans while paying ------------------------------------------------------------------

    def holds_scan(self, code: str) -> bool:
        """Keep a scan back when money without notes was taken for this cart already."""
        if all(one.kind == CASH for one in self._paying.payment.taken):
            return False
        self._held.append(code)
        self.scans_held.emit(len(self._held))
        return True

    def _release(self) -> None:
        if self._held and all(one.kind == CASH for one in self._paying.payment.taken):
            codes, self._held = tuple(self._held), []
            self.scans_held.emit(0)
            self.scans_released.emit(codes)

    # --- inside ------------------------------------------------------------------------------

    def _after(self, payment: Payment, wanted: WantedTender, amount: Money) -> Payment:
        if not amount or payment.is_settled:
            return payment
        after = payment.with_tender(
            wanted.kind, amount, wanted.sighting, really_paid=wanted.really_paid
        )
        return after.with_owed(min(wanted.owed, after.change)) if not after.missing else after

    def _refuse_too_little(self, payment: Payment, wanted: WantedTender) -> None:
        amount = PaymentState(payment, payment, wanted).amount
        after = self._after(payment, wanted, amount)
        if after.missing:
            raise StillToPay(after.missing)

    def _take(self, wanted: WantedTender, *, finishes: bool = False) -> None:
        payment = self._paying.payment
        if not payment.is_settled and not payment.excess:
            amount = PaymentState(payment, payment, wanted).amount
            if amount:
                self._paying.tender(
                    wanted.kind,
                    amount,
                    wanted.sighting,
                    really_paid=wanted.really_paid,
                    finishes=finishes,
                )
        if wanted.owed:
            self._paying.owe(wanted.owed)

    def _try(self, act: Callable[[], object], wanted: WantedTender | None = None) -> bool:
        try:
            act()
        except (Refusal, OutsideError) as error:
            self._tell(error, wanted or self._wanted)
            return False
        self._wanted = replace(self._wanted, amount=None, owed=0)
        self.show_payment()
        return True

    def _tell(self, error: Refusal | OutsideError, wanted: WantedTender) -> None:
        payment = self._paying.payment
        if isinstance(error, PaidTooMuch):
            is_taken = payment.excess > payment.accepted_excess
            asked = ExcessAsked(wanted, error.amount, error.open_amount, is_taken)
            self.excess_asked.emit(asked)
        elif isinstance(error, Refusal):
            self.refused.emit(error)
        else:
            self.failed.emit(error)

    def _code(self, amount: Money, state: ArrivalState, *, original: bool) -> QrisShown:
        try:
            offered = self._qris.offer(amount, original=original)
        except BadQris as refused:
            return QrisShown(code=None, amount=amount, state=state, limit=refused.limit)
        if offered is None:
            return QrisShown(code=None, amount=amount, state=state)
        return _shown(offered, state, is_original=original)


def _shown(offered: QrisOffer, state: ArrivalState, *, is_original: bool) -> QrisShown:
    return QrisShown(
        code=qr_code(offered.text),
        name=offered.code.name,
        city=offered.code.city,
        nmid=offered.code.nmid or "",
        amount=offered.amount,
        has_amount=offered.has_amount,
        is_original=is_original,
        state=state,
    )
