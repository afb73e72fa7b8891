"""Correcting: a sale is taken back whole, or money goes back for some of its goods."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from pos_app.domain.correction import SaleBalance, balance_of, void
from pos_app.domain.correction_errors import BadReceiptNumber, ReasonNotChosen, UnknownReceipt
from pos_app.domain.journal import (
    CashMoved,
    DayOpened,
    Pointer,
    Recorded,
    RefundGiven,
    SaleRecorded,
    SaleVoided,
    SoldItem,
)
from pos_app.domain.money import Money, Quantity
from pos_app.domain.money_back import BackTender, MoneyBack, money_back, money_back_without_sale
from pos_app.domain.people_errors import RightIsMissing
from pos_app.services.print_keeping import PrintKeeping
from pos_app.services.recording import Recording
from pos_app.services.selling_side import Randomness
from pos_app.services.signing_in import SigningIn
from pos_app.storage.database import TillDatabase

_RECEIPT_NUMBER = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,31}")


@dataclass(frozen=True, slots=True)
class Correction:
    """A void or refund that is on the disk, with the number on its slip."""

    recorded: Recorded
    entry: SaleVoided | RefundGiven
    receipt_number: str


@dataclass(frozen=True, slots=True)
class RefundWanted:
    """What a refund shall give back. Its id is made before the first try, so a repeat is none."""

    refund_id: str
    sale_seq: int
    returned: tuple[tuple[int, Quantity], ...]
    kind: str
    why: str


@dataclass(frozen=True, slots=True)
class LooseRefundWanted:
    """A refund of goods whose sale this till does not hold; `typed` is read from their paper."""

    refund_id: str
    items: tuple[SoldItem, ...]
    kind: str
    why: str
    typed: str = ""


class Correcting:
    """Voids and refunds. Each is one transaction: entry, slip, and the day when none is open."""

    def __init__(  # noqa: PLR0913 -- what it works with, by name
        self,
        database: TillDatabase,
        recording: Recording,
        printing: PrintKeeping,
        signing_in: SigningIn,
        *,
        rounding_step: Callable[[], Money],
        randomness: Randomness,
    ) -> None:
        self._database = database
        self._recording = recording
        self._printing = printing
        self._signing_in = signing_in
        self._rounding_step = rounding_step
        self._randomness = randomness

    # --- looking ---------------------------------------------------------------------------------

    def balance(self, seq: int) -> SaleBalance:
        """A sale, what was paid for each line, what came back and what can still come.

        Raises UnknownReceipt when the entry is no sale.
        """
        sale = next(self._recording.entries(seq, seq), None)
        if sale is None or not isinstance(sale.entry, SaleRecorded):
            raise UnknownReceipt(str(seq))
        rows = self._database.receipts.corrections_of(seq)
        later = [next(self._recording.entries(row.seq, row.seq)) for row in rows]
        owed = [one for one in self._recording.period if isinstance(one.entry, CashMoved)]
        return balance_of(sale, [*later, *owed], self._recording.till.dev)

    @property
    def rounding_step(self) -> Money:
        """What cash that goes back is rounded up to; 0 for nothing."""
        return self._rounding_step()

    def refuse_void(self, balance: SaleBalance) -> None:
        """Raises CannotVoid where the sale cannot be taken back whole."""
        period = self._recording.period
        is_open = bool(period) and balance.recorded.seq >= period[0].seq
        balance.refuse_void(is_in_open_day=is_open)

    def needs_second_person(self, *, is_refund: bool) -> bool:
        """Whether somebody else has to allow it with a PIN."""
        return not self._signing_in.may("refund" if is_refund else "void")

    def priced(
        self, balance: SaleBalance, returned: Sequence[tuple[int, Quantity]], kind: str
    ) -> MoneyBack:
        """What the refund would pay. Raises NothingToRefund, TooMuchBack."""
        return money_back(balance, returned, self._tender(kind))

    def priced_without_sale(self, items: Sequence[SoldItem], kind: str) -> MoneyBack:
        """What a refund without its sale would pay. Raises NothingToRefund."""
        return money_back_without_sale(items, self._tender(kind))

    def new_refund_id(self) -> str:
        """The id of a refund that is about to be put together."""
        return self._randomness(16).hex()

    # --- taking back -----------------------------------------------------------------------------

    def void_sale(self, seq: int, why: str, *, by: str = "") -> Correction:
        """Take a whole sale of the open day back; a second press gives the first void.

        `why` is a reason's code, `by` who allowed it. Raises CannotVoid, RightIsMissing,
        ReasonNotChosen, UnknownReceipt, StorageError.
        """
        balance = self.balance(seq)
        if balance.void is not None:
            return self._correction(balance.void)
        self._signing_in.check("void", by=by)
        self.refuse_void(balance)
        if not why:
            raise ReasonNotChosen
        recording = self._recording
        with recording.together():
            recorded = recording.record(
                void(
                    balance.sale,
                    balance.recorded.pointer(recording.till.dev),
                    no=recording.next_receipt,
                    stamp=recording.stamp(by=by),
                    salt=self._randomness(16).hex(),
                    why=why,
                )
            )
            self._printing.kick(recorded)
            self._printing.add_receipt(recorded)
        return self._correction(recorded)

    def refund(self, wanted: RefundWanted, *, by: str = "") -> Correction:
        """Pay goods of a sale back; the same id again gives the first refund.

        Raises NothingToRefund, TooMuchBack, RightIsMissing, ReasonNotChosen, UnknownReceipt,
        StorageError.
        """
        done = self._done(wanted.refund_id)
        if done is not None:
            return done
        self._signing_in.check("refund", by=by)
        balance = self.balance(wanted.sale_seq)
        made = self.priced(balance, wanted.returned, wanted.kind)
        of = balance.recorded.pointer(self._recording.till.dev)
        return self._record(made, wanted, by=by, of=of)

    def refund_without_sale(self, wanted: LooseRefundWanted, *, by: str = "") -> Correction:
        """Pay goods back whose sale this till does not hold; needs a second person.

        A booth of one person has nobody else to ask. Raises BadReceiptNumber, NothingToRefund,
        RightIsMissing, ReasonNotChosen, StorageError.
        """
        done = self._done(wanted.refund_id)
        if done is not None:
            return done
        self._refuse_alone(by)
        if wanted.typed and not _RECEIPT_NUMBER.fullmatch(wanted.typed):
            raise BadReceiptNumber(wanted.typed)
        made = self.priced_without_sale(wanted.items, wanted.kind)
        return self._record(made, wanted, by=by, typed=wanted.typed)

    # --- inside ----------------------------------------------------------------------------------

    def _refuse_alone(self, by: str) -> None:
        people = self._signing_in.people
        if not people.is_one_person and not (by and people.may(by, "refund")):
            raise RightIsMissing("refund")

    def _record(
        self,
        made: MoneyBack,
        wanted: RefundWanted | LooseRefundWanted,
        *,
        by: str,
        of: Pointer | None = None,
        typed: str = "",
    ) -> Correction:
        if not wanted.why:
            raise ReasonNotChosen
        recording = self._recording
        stamp = recording.stamp(by=by)
        with recording.together():
            if not recording.day_is_open:
                recording.record(DayOpened(stamp))
            recorded = recording.record(
                made.recorded(
                    stamp,
                    no=recording.next_receipt,
                    salt=self._randomness(16).hex(),
                    why=wanted.why,
                    of=of,
                    typed=typed,
                )
            )
            self._printing.kick(recorded)
            self._printing.add_receipt(recorded)
            self._database.receipts.finish_refund(wanted.refund_id, recorded.seq)
        return self._correction(recorded)

    def _done(self, refund_id: str) -> Correction | None:
        seq = self._database.receipts.refund_became(refund_id)
        return None if seq is None else self._correction(next(self._recording.entries(seq, seq)))

    def _tender(self, kind: str) -> BackTender:
        return BackTender(kind, self._rounding_step())

    def _correction(self, recorded: Recorded) -> Correction:
        entry = recorded.entry
        assert isinstance(entry, SaleVoided | RefundGiven)
        return Correction(recorded, entry, self._recording.till.receipt_number(entry.money.no))
