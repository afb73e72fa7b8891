"""The carts put aside: parked, opened again, emptied."""

from PySide6.QtCore import QObject, Slot

from pos_app.services.selling import Selling
from ui.sale.cart.cart_presenter import CartPresenter
from ui.sale.sale_values import Deed


class ParkPresenter(QObject):
    """Asks the service; the cart presenter shows what came of it."""

    def __init__(self, selling: Selling, cart: CartPresenter) -> None:
        super().__init__()
        self._selling = selling
        self._cart = cart

    @Slot()
    def park(self) -> None:
        """Put the open cart aside; it asks for nothing."""
        self._cart.attempt(self._selling.park, Deed("parked"))

    @Slot(str)
    def recall(self, sale_id: str) -> None:
        """Open a parked cart; the open one, unless empty, is parked for it."""
        is_swap = bool(self._selling.cart.lines)
        deed = Deed("recalled") if is_swap else None
        self._cart.attempt(lambda: self._selling.recall(sale_id), deed)

    @Slot()
    def abandon(self) -> None:
        """Empty the open cart."""
        if self._selling.cart.lines:
            self._cart.attempt(self._selling.abandon, Deed("abandoned"))

    @Slot(str)
    def abandon_parked(self, sale_id: str) -> None:
        """Empty a parked cart."""
        deed = Deed("parked_abandoned")
        self._cart.attempt(lambda: self._selling.abandon_parked(sale_id), deed)
