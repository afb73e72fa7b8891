"""Selling: from the first scan to a recorded sale."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Literal

from pos_app.domain.cart import ONE, Cart, CartHistory
from pos_app.domain.errors import BadQuantity, CartIsEmpty
from pos_app.domain.journal import DayOpened, Recorded, SaleRecorded
from pos_app.domain.money import Money, Quantity
from pos_app.domain.rupiah import Refused, read_scan_line
from pos_app.domain.sale import ring_up
from pos_app.domain.tender import Payment
from pos_app.services.catalog_keeping import CatalogKeeping
from pos_app.services.print_keeping import PrintKeeping
from pos_app.services.recording import Recording
from pos_app.storage.database import TillDatabase

Randomness = Callable[[int], bytes]
"""Gives that many random bytes; handed in, so that a demo can be repeated."""

_WHY: dict[str, Literal["zero", "whole", "form", "too_large"]] = {
    "zero": "zero",
    "too_big": "too_large",
}


@dataclass(frozen=True, slots=True)
class RecordedSale:
    """A sale that is on the disk, with the number on its receipt."""

    recorded: Recorded
    sale: SaleRecorded
    receipt_number: str


class Selling:
    """The open cart, how it is paid, and the moment it becomes final."""

    def __init__(
        self,
        database: TillDatabase,
        recording: Recording,
        catalog: CatalogKeeping,
        printing: PrintKeeping,
        *,
        randomness: Randomness,
    ) -> None:
        self._database = database
        self._recording = recording
        self._catalog = catalog
        self._printing = printing
        self._randomness = randomness
        self._history = CartHistory(database.carts.load() or self._new_cart())
        self._payment = Payment(self.cart.total)
        self._unsaved = False

    @property
    def cart(self) -> Cart:
        """The open cart."""
        return self._history.cart

    @property
    def payment(self) -> Payment:
        """How the open cart is paid so far."""
        return self._payment

    @property
    def may_undo(self) -> bool:
        """Whether the cart was changed since it was opened."""
        return bool(self._history.before)

    @property
    def may_redo(self) -> bool:
        """Whether a change was undone."""
        return bool(self._history.undone)

    def scan(self, text: str) -> int:
        """Take a code or quick code, with or without a quantity before it (`3*12`).

        Gives the place of the line. Raises UnknownCode, BadQuantity, CartIsFull, AmountTooLarge.
        """
        catalog = self._catalog.catalog
        whole = catalog.holder_of(text)  # a code may itself begin like `3*`
        if whole is not None:
            return self.add_product(whole.product_id)
        read = read_scan_line(text)
        if isinstance(read, Refused):
            raise BadQuantity(text.strip(), _WHY.get(read.code, "form"))
        return self.add_product(catalog.find(read.wanted).product_id, read.quantity)

    def add_product(self, product_id: int, quantity: Quantity = ONE) -> int:
        """Add a product; gives the place of its line. Raises as `scan` does."""
        product = self._catalog.catalog.product(product_id)
        cart, place = self.cart.with_product(product, quantity)
        self._show(self._history.changed(cart))
        return place

    def change_quantity(self, place: int, quantity: Quantity) -> None:
        """Set the quantity of a line. Raises BadQuantity, AmountTooLarge."""
        self._show(self._history.changed(self.cart.with_quantity(place, quantity)))

    def remove_line(self, place: int) -> None:
        """Take a line out."""
        self._show(self._history.changed(self.cart.without_line(place)))

    def undo(self) -> None:
        """Take the last change of the cart back. Raises NothingToUndo."""
        self._show(self._history.undo())

    def redo(self) -> None:
        """Make the change again that was undone last. Raises NothingToUndo."""
        self._show(self._history.redo())

    def save_cart(self) -> None:
        """Keep the open cart on the disk. Called after painting: nobody waits for it."""
        if self._unsaved:
            with self._database.transaction():
                self._database.carts.save(self.cart)
            self._unsaved = False

    def tender(self, kind: str, amount: Money) -> Payment:
        """Take money. Raises CartIsEmpty, PaidTooMuch, TooManyTenders, AmountTooLarge."""
        if not self.cart.lines:
            raise CartIsEmpty
        self._payment = self._payment.with_tender(kind, amount)
        return self._payment

    def take_back_tenders(self) -> Payment:
        """Forget what was tendered; the cart is as it was."""
        self._payment = Payment(self.cart.total)
        return self._payment

    def finish(self, sale_id: str | None = None) -> RecordedSale:
        """Make the sale final: entry, print job and emptied cart in one transaction.

        A repeat with the id of a finished cart gives the first result. Raises CartIsEmpty,
        StillToPay, StorageError.
        """
        wanted = sale_id or self.cart.sale_id
        done = self._database.carts.entry_of(wanted)
        if done is not None:
            return self._sale_of(next(self._recording.entries(done, done)))
        assert wanted == self.cart.sale_id, "a cart that was never opened cannot be finished"
        stamp = self._recording.stamp()
        sale = ring_up(
            self.cart,
            self._payment,
            no=self._recording.next_receipt,
            stamp=stamp,
            salt=self._randomness(16).hex(),
        )
        with self._recording.together():
            if not self._recording.day_is_open:
                self._recording.record(DayOpened(stamp))
            recorded = self._recording.record(sale)
            self._printing.add_receipt(recorded)
            self._database.carts.finish(wanted, recorded.seq)
        self._unsaved = False
        self._history = CartHistory(self._new_cart())
        self._payment = Payment(0)
        return self._sale_of(recorded)

    def last_sale(self) -> RecordedSale | None:
        """The newest sale since the last close, shown after a restart: nobody enters it twice."""
        for recorded in reversed(self._recording.period):
            if isinstance(recorded.entry, SaleRecorded):
                return self._sale_of(recorded)
        return None

    def _show(self, history: CartHistory) -> None:
        if history.cart == self.cart:
            return
        grows = history.cart.total >= self.cart.total
        self._history = history
        self._unsaved = True
        kept = self._payment.taken if grows else ()
        self._payment = replace(Payment(self.cart.total), taken=kept)

    def _sale_of(self, recorded: Recorded) -> RecordedSale:
        assert isinstance(recorded.entry, SaleRecorded)
        number = self._recording.till.receipt_number(recorded.entry.money.no)
        return RecordedSale(recorded, recorded.entry, number)

    def _new_cart(self) -> Cart:
        return Cart(self._randomness(16).hex())
