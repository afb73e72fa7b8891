"""Paying: how the open cart is paid, and the moment it becomes final."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from pos_app.domain.booth_rules import BoothRules
from pos_app.domain.errors import CartIsEmpty
from pos_app.domain.journal import DayOpened, Recorded, SaleRecorded
from pos_app.domain.money import Money
from pos_app.domain.rounding import CashRounding
from pos_app.domain.sale import NewReceipt, ring_up
from pos_app.domain.tender import PLAINLY_RECEIVED, TENDER_KINDS, Payment, Sighting
from pos_app.services.print_keeping import PrintKeeping
from pos_app.services.recording import Recording
from pos_app.services.selling import Selling
from pos_app.services.selling_side import Randomness
from pos_app.storage.database import TillDatabase
from pos_app.storage.payment_store import StoredSighting

RulesNow = Callable[[], BoothRules]
"""Gives the booth's rules as they are at this moment."""


@dataclass(frozen=True, slots=True)
class RecordedSale:
    """A sale that is on the disk, with the number on its receipt."""

    recorded: Recorded
    sale: SaleRecorded
    receipt_number: str


@dataclass(frozen=True, slots=True)
class SaleParts:
    """What a paid cart becomes final with."""

    selling: Selling
    printing: PrintKeeping
    rules: RulesNow
    randomness: Randomness


class Paying:
    """The tenders of the open cart; they follow its total and end with it.

    Part payments are kept on the disk until the sale is made: they belong to the cart, also while
    it is parked.
    """

    def __init__(self, database: TillDatabase, recording: Recording, parts: SaleParts) -> None:
        self._database = database
        self._recording = recording
        self._parts = parts
        self._paid_cart = ""
        self._payment = Payment(0)

    @property
    def payment(self) -> Payment:
        """How the open cart is paid so far, for the total it has now."""
        cart, rules = self._parts.selling.cart, self._parts.rules()
        if cart.sale_id != self._paid_cart:
            taken = self._database.payments.load(cart.sale_id)
            self._payment = Payment(cart.total, taken=taken)
            self._paid_cart = cart.sale_id
        rounding = CashRounding(rules.rounding_step, rules.rounding_way)
        self._payment = replace(self._payment.for_total(cart.total), rounding_rule=rounding)
        return self._payment

    @property
    def kinds(self) -> tuple[tuple[str, str], ...]:
        """Code and own name of each kind of tender; the usual ones have no name of the booth's."""
        return (*((kind, "") for kind in TENDER_KINDS), *self._parts.rules().tender_kinds)

    @property
    def notes(self) -> tuple[Money, ...]:
        """The notes the booth wants to tap, largest first."""
        return self._parts.rules().notes_shown

    def tender(
        self,
        kind: str,
        amount: Money,
        sighting: Sighting = PLAINLY_RECEIVED,
        *,
        really_paid: bool = False,
        finishes: bool = False,
    ) -> Payment:
        """Take money; one that `finishes` the sale is not stored apart: the sale follows at once.

        Raises CartIsEmpty, PaidTooMuch, TooManyTenders, AmountTooLarge, StorageError.
        """
        if not self._parts.selling.cart.lines:
            raise CartIsEmpty
        payment = self.payment.with_tender(kind, amount, sighting, really_paid=really_paid)
        if not (finishes and payment.is_settled):
            return self._keep(payment)
        self._payment = payment
        return payment

    def without_tender(self, place: int) -> Payment:
        """Give one tender back before the sale is final. Raises StorageError."""
        return self._keep(self.payment.without_tender(place))

    def put_back(self, payment: Payment) -> None:
        """Forget the tender that was to finish the sale: the disk never heard of it."""
        self._payment = payment

    def divide(self, parts: int) -> Payment:
        """Pay what is open in even parts (M3); 1 takes that back."""
        self._payment = self.payment.divided(parts)
        return self._payment

    def owe(self, amount: Money) -> Payment:
        """Leave a part of the change owed: small money is missing (M8). Raises OwedTooMuch."""
        self._payment = self.payment.with_owed(amount)
        return self._payment

    def accept_excess(self) -> Payment:
        """What came in above the total was really paid (M6): it goes back in cash."""
        self._payment = self.payment.accepting_excess()
        return self._payment

    def finish(self, sale_id: str | None = None, *, why: str = "") -> RecordedSale:
        """Make the sale final: entry, print job and emptied cart in one transaction.

        A repeat with the id of a finished cart gives the first result. `why` is the reason a sale
        of 0 needs. Raises CartIsEmpty, StillToPay, PaidTooMuch, ReasonMissing, StorageError.
        """
        selling, payment = self._parts.selling, self.payment
        cart = selling.cart
        wanted = sale_id or cart.sale_id
        done = self._database.carts.entry_of(wanted)
        if done is not None:
            return self._sale_of(next(self._recording.entries(done, done)))
        assert wanted == cart.sale_id, "a cart that was never opened cannot be finished"
        stamp = self._recording.stamp()
        sale = ring_up(
            cart,
            payment,
            NewReceipt(
                no=self._recording.next_receipt,
                stamp=stamp,
                salt=self._parts.randomness(16).hex(),
            ),
            why=why,
        )
        with self._recording.together():
            if not self._recording.day_is_open:
                self._recording.record(DayOpened(stamp))
            recorded = self._recording.record(sale)
            self._database.carts.finish(cart, recorded.seq)  # its notes may stand on the paper
            self._keep_sightings(recorded, payment)
            self._database.payments.forget(wanted)
            self._parts.printing.kick(recorded)
            self._parts.printing.add_receipt(recorded)
        selling.start_new_cart()
        return self._sale_of(recorded)

    def last_sale(self) -> RecordedSale | None:
        """The newest sale since the last close, shown after a restart: nobody enters it twice."""
        for recorded in reversed(self._recording.period):
            if isinstance(recorded.entry, SaleRecorded):
                return self._sale_of(recorded)
        return None

    def _keep(self, payment: Payment) -> Payment:
        self._parts.selling.save_cart()  # first, so that no money is kept without its cart
        with self._database.transaction():
            self._database.payments.save(self._paid_cart, payment.taken)
        self._payment = payment
        return payment

    def _keep_sightings(self, recorded: Recorded, payment: Payment) -> None:
        stamp = recorded.entry.stamp
        for place, sighting in payment.sightings:
            self._database.payments.add_sighting(
                StoredSighting(
                    seq=recorded.seq, place=place, sighting=sighting, op=stamp.op, at=stamp.at
                )
            )

    def _sale_of(self, recorded: Recorded) -> RecordedSale:
        assert isinstance(recorded.entry, SaleRecorded)
        number = self._recording.till.receipt_number(recorded.entry.money.no)
        return RecordedSale(recorded, recorded.entry, number)
