"""What the selling screen asks for, and what it is shown in answer."""

from dataclasses import dataclass

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from pos_app.domain.cart import ONE, Cart
from pos_app.domain.catalog import Product
from pos_app.domain.errors import BadQuantity, OutsideError, Refusal
from pos_app.domain.money import Money, Quantity
from pos_app.domain.rupiah import Refused, read_quantity, read_scan_line
from pos_app.domain.tender import CASH, Payment
from pos_app.services.catalog_keeping import CatalogKeeping
from pos_app.services.print_keeping import PrintKeeping
from pos_app.services.selling import Selling
from ui.sale.receipt_presenter import ReceiptPresenter
from ui.sale.shelf import Shelf, is_only_quantity


@dataclass(frozen=True, slots=True)
class CartState:
    """The open cart as the screen shows it. `selected` is the place of the line in hand."""

    cart: Cart
    selected: int | None
    may_undo: bool
    may_redo: bool


@dataclass(frozen=True, slots=True)
class GoodsState:
    """The tiles to show, and the text that filtered them."""

    products: tuple[Product, ...]
    text: str = ""


class SalePresenter(QObject):
    """Tries the service, shows the refusal, shows the new state. Holds no rule of its own.

    `refused` carries a Refusal, `failed` an OutsideError. The cart is saved once the screen has
    been painted. What becomes of the last receipt is the business of `receipt`.
    """

    cart_changed = Signal(object)
    goods_changed = Signal(object)
    payment_changed = Signal(object)
    sale_recorded = Signal(object)
    refused = Signal(object)
    failed = Signal(object)

    def __init__(self, selling: Selling, catalog: CatalogKeeping, printing: PrintKeeping) -> None:
        super().__init__()
        self._selling = selling
        self._catalog = catalog
        self.receipt = ReceiptPresenter(selling, printing)
        self.receipt.refused.connect(self.refused)
        self.receipt.failed.connect(self.failed)
        self.shelf = Shelf(catalog)
        self._selected: int | None = None
        self._save_soon = QTimer(self)
        self._save_soon.setSingleShot(True)
        self._save_soon.setInterval(0)
        self._save_soon.timeout.connect(self.save_cart)

    # --- showing ---------------------------------------------------------------------------

    def show_all(self) -> None:
        """Show everything as it is: at the start, and whenever the screen comes back."""
        self.show_goods("")
        self._show_cart(self._selected)
        self.receipt.show_last()

    def show_goods(self, text: str, category: str | None = None) -> None:
        """Show the goods that fit a text; without one those of a category."""
        has_text = bool(text.strip()) and not is_only_quantity(text)
        products = self.shelf.matches(text) if has_text else self.shelf.products(category)
        self.goods_changed.emit(GoodsState(products, text.strip() if has_text else ""))

    # --- the cart --------------------------------------------------------------------------

    def scan(self, text: str) -> bool:
        """Take a scanned or typed code; gives whether something was added."""
        try:
            place = self._selling.scan(text)
        except Refusal as refusal:
            self.refused.emit(refusal)
            return False
        self._show_cart(place)
        return True

    def look_up(self, text: str, chosen: Product | None = None) -> bool:
        """Take what was typed: the match in hand, a code, or the only product that fits."""
        if chosen is None and self._catalog.catalog.holder_of(text) is None:
            found = self.shelf.matches(text)
            chosen = found[0] if len(found) == 1 else None
        return self.scan(text) if chosen is None else self.add_product(chosen, text)

    def add_product(self, product: Product, text: str = "") -> bool:
        """Add a product by hand; `text` may hold the quantity for it."""
        try:
            quantity = _quantity_in(text)
            place = self._selling.add_product(product.product_id, quantity)
        except Refusal as refusal:
            self.refused.emit(refusal)
            return False
        self._show_cart(place)
        return True

    def select_line(self, place: int) -> None:
        """Take another line in hand."""
        lines = len(self._selling.cart.lines)
        if lines:
            self._show_cart(min(max(place, 0), lines - 1))

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
            self._change_quantity(place, quantity)

    def set_quantity(self, text: str) -> bool:
        """Set the quantity of the line in hand as typed; gives whether that was possible."""
        place = self._selected
        if place is None:
            return False
        read = read_quantity(text)
        if isinstance(read, Quantity):
            return self._change_quantity(place, read)
        self.refused.emit(_bad_quantity(text, read))
        return False

    def remove_line(self, place: int | None = None) -> None:
        """Take a line out, the one in hand when none is named."""
        place = self._selected if place is None else place
        if place is None:
            return
        self._selling.remove_line(place)
        self._show_cart(place)

    @Slot()
    def undo(self) -> None:
        """Take the last change of the cart back."""
        try:
            self._selling.undo()
        except Refusal as refusal:
            self.refused.emit(refusal)
            return
        self._show_cart(self._selected)

    @Slot()
    def redo(self) -> None:
        """Make the change again that was undone last."""
        try:
            self._selling.redo()
        except Refusal as refusal:
            self.refused.emit(refusal)
            return
        self._show_cart(self._selected)

    @Slot()
    def save_cart(self) -> None:
        """Keep the open cart on the disk."""
        try:
            self._selling.save_cart()
        except OutsideError as error:
            self.failed.emit(error)

    # --- money -----------------------------------------------------------------------------

    def show_received(self, kind: str, amount: Money | None) -> None:
        """Show what an amount would mean: missing or change. None counts as the exact total."""
        payment = Payment(self._selling.cart.total)
        amount = payment.total if amount is None else amount
        try:
            self.payment_changed.emit(payment.with_tender(kind, amount) if amount else payment)
        except Refusal as refusal:
            self.refused.emit(refusal)

    def pay(self, kind: str = CASH, amount: Money | None = None) -> bool:
        """Take one tender for the whole cart and make the sale final; None is the exact total."""
        selling = self._selling
        amount = selling.cart.total if amount is None else amount
        try:
            selling.take_back_tenders()
            if amount:
                selling.tender(kind, amount)
            made = selling.finish()
        except Refusal as refusal:
            selling.take_back_tenders()
            self.refused.emit(refusal)
            return False
        except OutsideError as error:
            selling.take_back_tenders()
            self.failed.emit(error)
            return False
        self._show_cart(None)
        self.receipt.take_sale(made)
        self.sale_recorded.emit(made)
        return True

    # --- inside ----------------------------------------------------------------------------

    def _show_cart(self, selected: int | None) -> None:
        """Show the cart with a line in hand: the one asked for, or the nearest that is there."""
        cart = self._selling.cart
        last = len(cart.lines) - 1
        self._selected = None if last < 0 else min(last if selected is None else selected, last)
        self.cart_changed.emit(
            CartState(cart, self._selected, self._selling.may_undo, self._selling.may_redo)
        )
        self._save_soon.start()

    def _change_quantity(self, place: int, quantity: Quantity) -> bool:
        try:
            self._selling.change_quantity(place, quantity)
        except Refusal as refusal:
            self.refused.emit(refusal)
            return False
        self._show_cart(place)
        return True


def _quantity_in(text: str) -> Quantity:
    """The quantity typed before a name or alone; a piece without one. Raises BadQuantity."""
    if not text.strip():
        return ONE
    read = read_scan_line(f"{text} 0" if is_only_quantity(text) else text)
    if isinstance(read, Refused):
        raise _bad_quantity(text, read)
    return read.quantity


def _bad_quantity(text: str, read: Refused) -> BadQuantity:
    match read.code:
        case "zero":
            return BadQuantity(text.strip(), "zero")
        case "too_big":
            return BadQuantity(text.strip(), "too_large")
        case _:
            return BadQuantity(text.strip(), "form")
