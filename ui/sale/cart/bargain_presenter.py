"""What makes a cart cheaper or says more about it: discounts, prices, agreed total, notes.

What the person at the till may not do alone waits here until a second person allows it.
"""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, Signal, Slot

from pos_app.domain.discount import Discount
from pos_app.domain.errors import Refusal
from pos_app.domain.money import Money
from pos_app.domain.people import Right
from pos_app.domain.people_errors import RightIsMissing
from pos_app.services.selling import Selling
from pos_app.services.signing_in import SigningIn
from ui.sale.cart.cart_presenter import CartPresenter
from ui.sale.sale_values import Allowance

Act = Callable[[str], None]
"""A change of the cart that takes the code of whoever allowed it."""


class BargainPresenter(QObject):
    """Tries the service through the cart's presenter. `allowance_wanted` carries an Allowance."""

    allowance_wanted = Signal(object)

    def __init__(self, selling: Selling, signing_in: SigningIn, cart: CartPresenter) -> None:
        super().__init__()
        self._selling = selling
        self._signing_in = signing_in
        self._cart = cart
        self._waiting: tuple[Right, Act] | None = None

    @Slot(str, object)
    def discount(self, scope: str, discount: Discount | None) -> None:
        """Set or take off a discount of the line in hand or the cart."""
        place = self._cart.selected
        if scope == "line" and place is not None:
            self._try(lambda by: self._selling.discount_line(place, discount, by=by))
        else:
            self._try(lambda by: self._selling.discount_cart(discount, by=by))

    @Slot(object, str)
    def change_price(self, price: Money, reason: str) -> None:
        """Sell the line in hand at another price."""
        place = self._cart.selected
        if place is not None:
            self._try(lambda by: self._selling.change_price(place, price, reason, by=by))

    @Slot(object)
    def agree(self, total: Money) -> None:
        """Fix what the goods cost together."""
        self._try(lambda by: self._selling.agree_total(total, by=by))

    @Slot(object)
    def agree_below(self, total: Money) -> None:
        """Fix what the goods cost together, though it breaks floor prices."""
        self._try(lambda by: self._selling.agree_total(total, breaks_floors=True, by=by))

    @Slot()
    def drop_reduction(self) -> None:
        """Take off what reduces the whole cart."""
        self._try(lambda by: self._selling.discount_cart(None, by=by))

    @Slot(str, str)
    def note(self, scope: str, words: str) -> None:
        """Set the note of the line in hand or of the cart."""
        place = self._cart.selected
        if scope == "line" and place is not None:
            self._cart.attempt(lambda: self._selling.note_line(place, words))
        else:
            self._cart.attempt(lambda: self._selling.note_cart(words))

    @Slot(str)
    def allow(self, pin: str) -> None:
        """Do what waits, if this is the PIN of somebody who may allow it."""
        if self._waiting is None:
            return
        right, act = self._waiting
        try:
            by = self._signing_in.allow(right, pin)
        except Refusal as refusal:
            self._cart.refused.emit(refusal)
            return
        if self._cart.attempt(lambda: act(by)):
            self._waiting = None

    def _try(self, act: Act) -> None:
        self._cart.attempt(lambda: act(""), refuse=partial(self._ask_or_refuse, act))

    def _ask_or_refuse(self, act: Act, refusal: Refusal) -> None:
        """Ask for somebody who may allow it, if there is anybody; else it stays refused."""
        if isinstance(refusal, RightIsMissing):
            names = tuple(one.name for one in self._signing_in.who_may_allow(refusal.right))
            if names:
                self._waiting = (refusal.right, act)
                self.allowance_wanted.emit(Allowance(refusal.right, names))
                return
        self._cart.refused.emit(refusal)
