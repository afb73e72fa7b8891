"""What the selling screen asks for, and what it is shown in answer."""

from collections.abc import Callable
from typing import Protocol

from PySide6.QtCore import QObject, Signal, Slot

from pos_app.domain.cart import ONE
from pos_app.domain.cart_errors import SearchNotReady
from pos_app.domain.catalog import Product
from pos_app.domain.errors import Refusal, UnknownCode
from pos_app.domain.money import Quantity
from pos_app.domain.rupiah import Refused, read_quantity, read_scan_line
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
    weight_wanted = Signal(object)
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
        self._waiting_text = ""

    def show_all(self) -> None:
        """Show everything as it is: at the start, and whenever the screen comes back."""
        self.show_goods("")
        self.cart.show_again()
        self.receipt.show_last()

    def show_goods(self, text: str, category: str | None = None) -> None:
        """Show the goods that fit a text; without one those of a category."""
        has_text = bool(text.strip()) and not is_only_quantity(text)
        found = self.shelf.matches(text) if has_text else ()
        self._waiting_text = text if has_text and not self._catalog.is_search_ready else ""
        if found or (has_text and not self._waiting_text):
            shown = GoodsState(found, text.strip())
        else:
            shown = GoodsState(self.shelf.products(category), groups=self.shelf.groups)
        self._goods = shown
        self.goods_changed.emit(shown)

    @Slot()
    def show_found_again(self) -> None:
        """Show what fits the text that was typed before the search was ready."""
        if self._waiting_text:
            self.show_goods(self._waiting_text)

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
        if chosen is not None:
            return self.add_product(chosen, text)
        is_ready = self._catalog.is_search_ready
        return self.scan(text, refuse=None if is_ready else self._refuse_unless_unknown)

    def scan(self, text: str, *, refuse: Callable[[Refusal], None] | None = None) -> bool:
        """Take a scanned or typed code; what is weighed asks for its weight first."""
        product = self._catalog.catalog.holder_of(text)
        if product is not None and product.sold_by_weight:
            self.weight_wanted.emit(product)
            return False
        return self.cart.scan(text, refuse=refuse)

    def knows(self, text: str) -> bool:
        """Whether a product has this code, which may stand behind a quantity."""
        read, catalog = read_scan_line(text), self._catalog.catalog
        wanted = "" if isinstance(read, Refused) else read.wanted
        return any(catalog.holder_of(code) is not None for code in (text, wanted) if code)

    def add_product(self, product: Product, text: str = "") -> bool:
        """Add a product by hand; `text` may hold the quantity for it.

        What is weighed is not added without one: its weight is asked for first.
        """
        try:
            quantity = _quantity_in(text)
        except Refusal as refusal:
            self.refused.emit(refusal)
            return False
        product = self._catalog.catalog.product(product.product_id)  # a tile may be older
        if quantity is None and product.sold_by_weight:
            self.weight_wanted.emit(product)
            return False
        return self.cart.add_product(product.product_id, quantity or ONE)

    def add_weighed(self, product: Product, text: str) -> bool:
        """Add what was weighed, with its weight as typed."""
        read = read_quantity(text)
        if isinstance(read, Refused):
            self.refused.emit(bad_quantity(text, read))
            return False
        return self.cart.add_product(product.product_id, read)

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

    def _refuse_unless_unknown(self, refusal: Refusal) -> None:
        """What may be a name is not called unknown before names can be found."""
        is_unknown = isinstance(refusal, UnknownCode)
        self.refused.emit(SearchNotReady() if is_unknown else refusal)

    @Slot(object)
    def _show_recorded(self, made: RecordedSale) -> None:
        self.cart.show_cart(None)
        self.receipt.take_sale(made)
        self.sale_recorded.emit(made)


def _quantity_in(text: str) -> Quantity | None:
    """The quantity typed before a name or alone; None without one. Raises BadQuantity."""
    if not text.strip():
        return None
    read = read_scan_line(f"{text} 0" if is_only_quantity(text) else text)
    if isinstance(read, Refused):
        raise bad_quantity(text, read)
    is_alone = " ".join(text.split()) == read.wanted
    return None if is_alone else read.quantity
