"""Keeping carts: the open one and those put aside, every state they were in, on the disk."""

from collections.abc import Callable

from pos_app.domain.cart import LONGEST_NOTE, Cart, checked_words
from pos_app.domain.cart_history import CartHistory, Carts, ParkedCart
from pos_app.domain.cart_notices import CartNotice, notices_of
from pos_app.domain.errors import MoneyIsTaken
from pos_app.domain.journal import Audited
from pos_app.services.recording import Recording
from pos_app.storage.database import TillDatabase


class CartKeeping:
    """Holds the carts and their history; what goes into a cart is the business of Selling.

    What a change did beside what was asked for waits in `take_notices`.
    """

    def __init__(
        self, database: TillDatabase, recording: Recording, *, new_cart: Callable[[], Cart]
    ) -> None:
        """Take over the carts an earlier run left; `new_cart` makes an empty one."""
        self._database = database
        self._recording = recording
        self._new_cart = new_cart
        parked = database.carts.load_parked(recording.event.zone)
        self._history = CartHistory(Carts(database.carts.load() or new_cart(), parked))
        self._unsaved = False
        self._notices: tuple[CartNotice, ...] = ()

    @property
    def cart(self) -> Cart:
        """The open cart."""
        return self._history.cart

    @property
    def parked(self) -> tuple[ParkedCart, ...]:
        """The carts put aside, oldest first."""
        return self._history.carts.parked

    @property
    def may_undo(self) -> bool:
        """Whether there is a change to take back."""
        return bool(self._history.before)

    @property
    def may_redo(self) -> bool:
        """Whether a change was undone."""
        return bool(self._history.undone)

    def take_notices(self) -> tuple[CartNotice, ...]:
        """What the last changes did beside what was asked for; each is told once."""
        notices, self._notices = self._notices, ()
        return notices

    # --- parked carts ------------------------------------------------------------------------

    def park(self, name: str = "") -> None:
        """Put the open cart aside; a fresh one is open.

        Raises NothingParked, BadWords, StorageError.
        """
        name, at = checked_words(name, LONGEST_NOTE), self._recording.stamp().at
        self._show(self._history.carts.park(self._new_cart(), at=at, name=name))

    def recall(self, sale_id: str) -> None:
        """Open a parked cart; the open one, unless it is empty, is parked first.

        Raises NothingParked, StorageError.
        """
        self._show(self._history.carts.recall(sale_id, at=self._recording.stamp().at))

    def abandon(self) -> None:
        """Empty the open cart: nothing of it is sold. Raises MoneyIsTaken."""
        self._show(self._history.carts.abandon(self._new_cart()))

    def abandon_parked(self, sale_id: str, *, is_noted: bool = False) -> None:
        """Drop a parked cart; at the end of a day it is a choice that the journal notes.

        Raises NothingParked, MoneyIsTaken, StorageError.
        """
        carts = self._history.carts.abandon_parked(sale_id)
        note = Audited(self._recording.stamp(), "cart-abandoned", now=sale_id)
        self._adopt(self._history.changed(carts), *((note,) if is_noted else ()))

    # --- back and forth ----------------------------------------------------------------------

    def undo(self) -> None:
        """Take the last change back. Raises NothingToUndo, MoneyIsTaken, StorageError."""
        self._adopt(self._history.undo())

    def redo(self) -> None:
        """Make the change again that was undone last. Raises NothingToUndo, StorageError."""
        self._adopt(self._history.redo())

    def save_cart(self) -> None:
        """Keep the open cart on the disk. Called after painting: nobody waits for it."""
        if self._unsaved:
            with self._database.transaction():
                self._database.carts.save(self.cart)
            self._unsaved = False

    def start_new_cart(self) -> None:
        """Open an empty cart: the one before was paid and is no longer kept on the disk."""
        self._history = self._history.paid(self._new_cart())
        self._notices = ()
        self._unsaved = False

    # --- inside ------------------------------------------------------------------------------

    def _change(self, cart: Cart, *more: CartNotice, told: bool = True) -> None:
        notices = notices_of(self.cart, cart) if told else ()
        self._show(self._history.carts.with_cart(cart))
        self._notices = (*self._notices, *notices, *more)

    def _show(self, carts: Carts) -> None:
        self._adopt(self._history.changed(carts))

    def _adopt(self, history: CartHistory, *notes: Audited) -> None:
        """Parked carts are written at once, so that no kill finds one twice or nowhere.

        What the journal notes of it is in the same transaction.
        A cart that money was taken for cannot be emptied: the money would belong to nothing.
        """
        for sale_id in self._history.carts.filled() - history.carts.filled():
            if self._database.payments.load(sale_id):
                raise MoneyIsTaken
        if history.carts.parked != self.parked:
            with self._recording.together():
                self._database.carts.save_all(history.carts)
                for note in notes:
                    self._recording.record(note)
            self._unsaved = False
        elif history.cart != self.cart:
            self._unsaved = True
        self._history = history
