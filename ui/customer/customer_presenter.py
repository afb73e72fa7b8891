"""Turns what happens at the till into what the buyer may see."""

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from pos_app.domain.cart import Cart, LineItem
from pos_app.domain.money import Money
from pos_app.i18n import _, format_quantity
from pos_app.services.paying import RecordedSale
from ui.customer.customer_view import EMPTY, CustomerCode, CustomerLine, CustomerView

_THANKS_MS = 8_000


class CustomerPresenter(QObject):
    """`view_changed` carries a CustomerView. Thanks stay for some seconds, then nothing does."""

    view_changed = Signal(object)

    def __init__(self, *, thanks_ms: int = _THANKS_MS) -> None:
        super().__init__()
        self._view = EMPTY
        self._total: Money = 0
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(thanks_ms)
        self._timer.timeout.connect(self.clear)

    @property
    def view(self) -> CustomerView:
        """What the buyer sees now."""
        return self._view

    def show_cart(self, cart: Cart) -> None:
        """Show the open cart; an empty one leaves the thanks for the sale before it alone."""
        if cart.lines:
            self._timer.stop()
            self._total = cart.total
            self._show(CustomerView(_lines(cart), cart.total))
        elif self._view.change is None:
            self.clear()

    def show_code(self, code: CustomerCode | None, amount: Money | None = None) -> None:
        """Show a code to pay the cart with, and the amount it stands for; None takes it away."""
        if self._view.lines:
            total = self._total if amount is None else amount
            self._show(CustomerView(self._view.lines, total, code))

    @Slot(object)
    def thank(self, made: RecordedSale) -> None:
        """Show the change and thanks; the goods are gone at once."""
        self._show(CustomerView(change=made.sale.money.change))
        self._timer.start()

    @Slot()
    def clear(self) -> None:
        """Show nothing of any sale: it ended, was parked, or the operator locks."""
        self._timer.stop()
        self._show(EMPTY)

    def _show(self, view: CustomerView) -> None:
        if view != self._view:
            self._view = view
            self.view_changed.emit(view)


def _lines(cart: Cart) -> tuple[CustomerLine, ...]:
    lines = [_line(line) for line in cart.lines]
    if cart.cart_discount:
        lines.append(CustomerLine(_("Discount"), "", -cart.cart_discount))
    if cart.tax_on_top:
        lines.append(CustomerLine(_("Tax"), "", cart.tax_on_top))
    return tuple(lines)


def _line(line: LineItem) -> CustomerLine:
    unit = f" {line.unit}" if line.sold_by_weight and line.unit else " ×"
    return CustomerLine(line.name, f"{format_quantity(line.quantity)}{unit}", line.total)
