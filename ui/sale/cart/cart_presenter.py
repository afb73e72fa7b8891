"""The open cart: what goes in, what changes, what goes out, and back again."""

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from pos_app.domain.cart import ONE
from pos_app.domain.errors import BadQuantity, OutsideError, Refusal
from pos_app.domain.money import Money, Quantity
from pos_app.domain.rupiah import Refused, read_quantity
from pos_app.services.selling import Selling
from ui.sale.sale_values import CartState, Deed


class CartPresenter(QObject):
    """Tries the service, shows the refusal, shows the new state. Holds no rule of its own.

    `refused` carries a Refusal, `failed` an OutsideError, `done` a Deed that may be wanted back,
    `told` the notices of a change. The cart is saved once the screen has been painted.
    """

    cart_changed = Signal(object)
    done = Signal(object)
    told = Signal(object)
    refused = Signal(object)
    failed = Signal(object)

    def __init__(self, selling: Selling) -> None:
        super().__init__()
        self._selling = selling
        self._selected: int | None = None
        self._save_soon = QTimer(self)
        self._save_soon.setSingleShot(True)
        self._save_soon.setInterval(0)
        self._save_soon.timeout.connect(self.save)

    @property
    def selected(self) -> int | None:
        """The place of the line in hand."""
        return self._selected

    def show_cart(self, selected: int | None) -> None:
        """Show the cart with a line in hand: the one asked for, or the nearest that is there."""
        selling = self._selling
        last = len(selling.cart.lines) - 1
        self._selected = None if last < 0 else min(last if selected is None else selected, last)
        self.cart_changed.emit(
            CartState(
                selling.cart, self._selected, selling.may_undo, selling.may_redo, selling.parked
            )
        )
        self._save_soon.start()

    def show_again(self) -> None:
        """Show the cart as it is, with the same line in hand."""
        self.show_cart(self._selected)

    def attempt(
        self,
        act: Callable[[], int | None],
        deed: Deed | None = None,
        *,
        refuse: Callable[[Refusal], None] | None = None,
    ) -> bool:
        """Try a change and show what came of it; gives whether it was made.

        `act` gives the place of the line to have in hand, or None for the present one. A refusal
        is told by `refused`, or to `refuse` where that is given.
        """
        try:
            place = act()
        except Refusal as refusal:
            (refuse or self.refused.emit)(refusal)
            return False
        except OutsideError as error:
            self.failed.emit(error)
            return False
        self.show_cart(self._selected if place is None else place)
        if deed is not None:
            self.done.emit(deed)
        if notices := self._selling.take_notices():
            self.told.emit(notices)
        return True

    # --- lines -----------------------------------------------------------------------------

    def scan(self, text: str, *, refuse: Callable[[Refusal], None] | None = None) -> bool:
        """Take a scanned or typed code; gives whether something was added."""
        return self.attempt(lambda: self._selling.scan(text), refuse=refuse)

    def add_product(self, product_id: int, quantity: Quantity) -> bool:
        """Add a product chosen by hand."""
        return self.attempt(lambda: self._selling.add_product(product_id, quantity))

    def add_open_item(self, name: str, price: Money, quantity: Quantity) -> bool:
        """Add goods that are in no price list."""
        return self.attempt(lambda: self._selling.add_open_item(price, quantity, name))

    def select_line(self, place: int) -> None:
        """Take another line in hand."""
        lines = len(self._selling.cart.lines)
        if lines:
            self.show_cart(min(max(place, 0), lines - 1))

    def step_selection(self, by: int) -> None:
        """Take the line above (-1) or below (1) in hand."""
        lines = len(self._selling.cart.lines)
        start = lines if by < 0 else -1
        self.select_line((start if self._selected is None else self._selected) + by)

    def step_quantity(self, by: int, place: int | None = None) -> None:
        """One more or less of a line; the last one takes the line out."""
        place = self._selected if place is None else place
        if place is None:
            return
        quantity = self._selling.cart.lines[place].quantity + Quantity(by * ONE.thousandths)
        if quantity.thousandths <= 0:
            self.remove_line(place)
        else:
            self._set_quantity(place, quantity)

    def set_quantity(self, text: str) -> bool:
        """Set the quantity of the line in hand as typed; gives whether that was possible."""
        place = self._selected
        if place is None:
            return False
        read = read_quantity(text)
        if isinstance(read, Quantity):
            return self._set_quantity(place, read)
        self.refused.emit(bad_quantity(text, read))
        return False

    def remove_line(self, place: int | None = None) -> None:
        """Take a line out, the one in hand when none is named."""
        at = self._selected if place is None else place
        if at is not None:
            deed = Deed("removed", self._selling.cart.lines[at].name)
            self.attempt(lambda: self._removed(at), deed)

    @Slot()
    def take_new_prices(self) -> None:
        """Let the lines that kept an older price follow the price list."""
        self.attempt(self._selling.take_new_prices)

    # --- back and forth --------------------------------------------------------------------

    @Slot()
    def undo(self) -> None:
        """Take the last change of the cart back."""
        self.attempt(self._selling.undo)

    @Slot()
    def redo(self) -> None:
        """Make the change again that was undone last."""
        self.attempt(self._selling.redo)

    @Slot()
    def save(self) -> None:
        """Keep the open cart on the disk."""
        try:
            self._selling.save_cart()
        except OutsideError as error:
            self.failed.emit(error)

    # --- inside ----------------------------------------------------------------------------

    def _set_quantity(self, place: int, quantity: Quantity) -> bool:
        def change() -> int:
            self._selling.change_quantity(place, quantity)
            return place

        return self.attempt(change)

    def _removed(self, place: int) -> int:
        self._selling.remove_line(place)
        return place


def bad_quantity(text: str, read: Refused) -> BadQuantity:
    """The refusal of a typed quantity."""
    match read.code:
        case "zero":
            return BadQuantity(text.strip(), "zero")
        case "too_big":
            return BadQuantity(text.strip(), "too_large")
        case _:
            return BadQuantity(text.strip(), "form")
