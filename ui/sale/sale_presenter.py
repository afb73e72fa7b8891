"""What the selling screen asks for, and what it is shown in answer."""

from typing import Protocol

from PySide6.QtCore import QObject, Signal, Slot

from pos_app.domain.cart import ONE
from pos_app.domain.catalog import Product
from pos_app.domain.errors import Refusal, UnknownCode
from pos_app.domain.money import Quantity
from pos_app.domain.rupiah import Refused, read_scan_line
from pos_app.services.catalog_keeping import CatalogKeeping
from pos_app.services.correcting import Correcting
from pos_app.services.paying import Paying, RecordedSale
from pos_app.services.print_keeping import PrintKeeping
from pos_app.services.qris_keeping import QrisKeeping
from pos_app.services.selling import Selling
from pos_app.services.signing_in import SigningIn
from ui.sale.cart.bargain_presenter import BargainPresenter
from ui.sale.cart.cart_presenter import CartPresenter, bad_quantity
from ui.sale.cart.park_presenter import ParkPresenter
from ui.sale.goods.shelf import Shelf, is_only_quantity
from ui.sale.money.payment_presenter import PaymentPresenter
from ui.sale.receipt_presenter import LastSaleServices, ReceiptPresenter
from ui.sale.sale_values import GoodsState, PriceSeen


class SaleParts(Protocol):
    """The services that selling needs, as a till at work has them."""

    @property
    def selling(self) -> Selling:
        """The open cart and the parked ones."""

    @property
    def paying(self) -> Paying:
        """How the cart is paid."""

    @property
    def catalog(self) -> CatalogKeeping:
        """The goods."""

    @property
    def printing(self) -> PrintKeeping:
        """The papers."""

    @property
    def correcting(self) -> Correcting:
        """Taking sales back."""

    @property
    def qris(self) -> QrisKeeping:
        """The booth's payment code."""

    @property
    def signing_in(self) -> SigningIn:
        """Who is at the till, and who may allow what."""


class SalePresenter(QObject):
    """Finds goods for the cart, and holds the presenters of one noun each.

    `cart` changes the cart, `bargain` its prices, `parked` the carts put aside, `money` takes
    payments, `receipt` follows the last receipt. `refused` and `failed` speak for all of them.
    """

    goods_changed = Signal(object)
    variants_wanted = Signal(object)
    price_seen = Signal(object)
    sale_recorded = Signal(object)
    refused = Signal(object)
    failed = Signal(object)

    def __init__(self, parts: SaleParts) -> None:
        super().__init__()
        self._selling = parts.selling
        self._catalog = parts.catalog
        self._told_catalog = parts.catalog.catalog
        self.cart = CartPresenter(parts.selling)
        self.bargain = BargainPresenter(parts.selling, parts.signing_in, self.cart)
        self.parked = ParkPresenter(parts.selling, self.cart)
        self.money = PaymentPresenter(parts.paying, parts.qris)
        self.receipt = ReceiptPresenter(
            LastSaleServices(
                parts.selling, parts.paying, parts.correcting, parts.printing, parts.signing_in
            )
        )
        for part in (self.cart, self.money, self.receipt):
            part.refused.connect(self.refused)
            part.failed.connect(self.failed)
        self.money.sale_recorded.connect(self._show_recorded)
        self.money.slip_queued.connect(self.receipt.paper_waits)
        self.receipt.cart_again.connect(self.cart.show_again)
        self.shelf = Shelf(parts.catalog)
        self._goods = GoodsState(())

    def show_all(self) -> None:
        """Show everything as it is: at the start, and whenever the screen comes back."""
        self.show_goods("")
        self.cart.show_again()
        self.receipt.show_last()

    def show_goods(self, text: str, category: str | None = None) -> None:
        """Show the goods that fit a text; without one those of a category."""
        has_text = bool(text.strip()) and not is_only_quantity(text)
        if has_text:
            shown = GoodsState(self.shelf.matches(text), text.strip())
        else:
            shown = GoodsState(self.shelf.products(category), groups=self.shelf.groups)
        self._goods = shown
        self.goods_changed.emit(shown)

    def tell_new_prices(self) -> None:
        """Say once which lines of the open cart keep a price that the list has changed (K4)."""
        catalog = self._catalog.catalog
        if catalog is self._told_catalog:
            return
        self._told_catalog = catalog
        if older := self._selling.older_prices:
            self.cart.told.emit(older)

    # --- goods for the cart ------------------------------------------------------------------

    def look_up(self, text: str, chosen: Product | None = None) -> bool:
        """Take what was typed: the match in hand, a code, or the only product that fits."""
        if chosen is None and self._catalog.catalog.holder_of(text) is None:
            found = self.shelf.matches(text)
            chosen = found[0] if len(found) == 1 else None
        return self.cart.scan(text) if chosen is None else self.add_product(chosen, text)

    def add_product(self, product: Product, text: str = "") -> bool:
        """Add a product by hand; `text` may hold the quantity for it."""
        try:
            quantity = _quantity_in(text)
        except Refusal as refusal:
            self.refused.emit(refusal)
            return False
        return self.cart.add_product(product.product_id, quantity)

    def offer_variants(self, product: Product) -> bool:
        """Ask which one is meant, where a tile stands for several products that share a name."""
        is_shared = product.variant_group in self._goods.groups
        if is_shared:
            self.variants_wanted.emit(product)
        return is_shared

    def check_price(self, text: str, chosen: Product | None = None) -> bool:
        """Show what a product costs and what is left of it; nothing is sold (S23)."""
        catalog = self._catalog.catalog
        product = chosen or catalog.holder_of(text)
        if product is None:
            found = self.shelf.matches(text)
            product = found[0] if len(found) == 1 else None
        if product is None:
            self.refused.emit(UnknownCode(text.strip()))
            return False
        self.price_seen.emit(PriceSeen(product, self.shelf.left(product)))
        return True

    @Slot()
    def save_cart(self) -> None:
        """Keep the open cart on the disk."""
        self.cart.save()

    # --- inside ------------------------------------------------------------------------------

    @Slot(object)
    def _show_recorded(self, made: RecordedSale) -> None:
        self.cart.show_cart(None)
        self.receipt.take_sale(made)
        self.sale_recorded.emit(made)


def _quantity_in(text: str) -> Quantity:
    """The quantity typed before a name or alone; a piece without one. Raises BadQuantity."""
    if not text.strip():
        return ONE
    read = read_scan_line(f"{text} 0" if is_only_quantity(text) else text)
    if isinstance(read, Refused):
        raise bad_quantity(text, read)
    return read.quantity
