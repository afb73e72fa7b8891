"""Selling: goods, prices, discounts and notes of the open cart, until it is paid."""

from dataclasses import replace
from typing import Literal

from pos_app.domain.cart import ONE, Cart, LineItem
from pos_app.domain.cart_again import lines_again
from pos_app.domain.cart_errors import SoldOut
from pos_app.domain.cart_notices import OlderPriceKept
from pos_app.domain.catalog import Product
from pos_app.domain.discount import AgreedTotal, Discount
from pos_app.domain.errors import BadQuantity
from pos_app.domain.journal import Recorded, SaleRecorded
from pos_app.domain.money import Money, Quantity
from pos_app.domain.open_item import read_open_item
from pos_app.domain.rupiah import Refused, read_scan_line
from pos_app.services.cart_keeping import CartKeeping
from pos_app.services.catalog_keeping import CatalogKeeping
from pos_app.services.recording import Recording
from pos_app.services.selling_side import SellingSide
from pos_app.storage.database import TillDatabase

_WHY: dict[str, Literal["zero", "whole", "form", "too_large"]] = {
    "zero": "zero",
    "too_big": "too_large",
}


class Selling(CartKeeping):
    """What goes into the open cart, at which price, with which words.

    What a change did beside what was asked for waits in `take_notices`. A `by` is the code of the
    second person who allowed it; what needs a right raises RightIsMissing.
    """

    def __init__(
        self,
        database: TillDatabase,
        recording: Recording,
        catalog: CatalogKeeping,
        side: SellingSide,
    ) -> None:
        super().__init__(database, recording, new_cart=side.new_cart)
        self._catalog = catalog
        self._side = side

    @property
    def older_prices(self) -> tuple[OlderPriceKept, ...]:
        """Lines that keep the price they showed while the price list got another (K1)."""
        catalog = self._catalog.catalog
        products = [
            (line, catalog.product(line.product_id))
            for line in self.cart.lines
            if not line.is_open_price
        ]
        older = [_older_price(line, product) for line, product in products]
        return tuple(notice for notice in older if notice is not None)

    # --- goods -------------------------------------------------------------------------------

    def scan(self, text: str) -> int:
        """Take a code or quick code, or an open-price item, with a quantity or without.

        `3*12`, `5x12`, `3x kripik pedas 15rb`. Gives the place of the line. Raises UnknownCode,
        BadQuantity, CartIsFull, AmountTooLarge, BadWords, SoldOut.
        """
        catalog = self._catalog.catalog
        whole = catalog.holder_of(text)  # a code may itself begin like `3*`
        if whole is not None:
            return self.add_product(whole.product_id)
        read = read_scan_line(text)
        if isinstance(read, Refused):
            raise BadQuantity(text.strip(), _WHY.get(read.code, "form"))
        held = catalog.holder_of(read.wanted)
        item = None if held is not None else read_open_item(text)
        if item is not None:
            return self.add_open_item(item.price, item.quantity, item.name)
        return self.add_product(catalog.find(read.wanted).product_id, read.quantity)

    def add_product(self, product_id: int, quantity: Quantity = ONE) -> int:
        """Add a product; gives the place of its line. Raises as `scan` does, and SoldOut."""
        product = self._catalog.catalog.product(product_id)
        cart, place = self._taxed().with_product(product, quantity)
        self._refuse_sold_out(cart, product_id)
        before = [line for line in self.cart.lines if line.product_id == product_id]
        older = [_older_price(line, product) for line in before]
        self._change(cart, *(notice for notice in older if notice is not None))
        return place

    def add_open_item(self, price: Money, quantity: Quantity = ONE, name: str = "") -> int:
        """Add goods that are no product at a typed price; gives the place of the line (S6).

        Raises BadAmount, BadWords, BadQuantity, CartIsFull, AmountTooLarge.
        """
        name = name.strip() or self._side.open_item_name()
        cart, place = self._taxed().with_open_item(name, price, quantity)
        self._change(cart)
        return place

    def change_quantity(self, place: int, quantity: Quantity) -> None:
        """Set the quantity of a line. Raises BadQuantity, AmountTooLarge, SoldOut."""
        line, cart = self.cart.lines[place], self.cart.with_quantity(place, quantity)
        if quantity > line.quantity and not line.is_open_price:
            self._refuse_sold_out(cart, line.product_id)
        self._change(cart)

    def remove_line(self, place: int) -> None:
        """Take a line out."""
        self._change(self.cart.without_line(place))

    # --- prices ------------------------------------------------------------------------------

    def change_price(self, place: int, price: Money, reason: str, *, by: str = "") -> None:
        """Sell a line at another unit price (S10); needs the right to change prices.

        Raises RightIsMissing, BadAmount, ReasonMissing, BadWords, AmountTooLarge.
        """
        cart = self.cart.with_price(place, price, reason)
        self._side.check_right("price", by=by)
        self._change(cart.allowed(by))

    def take_new_prices(self) -> None:
        """Let every line that kept an older price follow the price list (K4).

        Raises AmountTooLarge.
        """
        cart, catalog = self.cart, self._catalog.catalog
        for place, line in enumerate(cart.lines):
            if not line.is_open_price:
                cart = cart.with_price_of_today(place, catalog.product(line.product_id))
        self._change(cart)

    def discount_line(self, place: int, discount: Discount | None, *, by: str = "") -> None:
        """Set or take off the discount of a line; above the booth's limit it needs the right.

        Raises TooMuchDiscount, BadAmount, RightIsMissing.
        """
        cart = self.cart.with_line_discount(place, discount)
        self._side.check_discount(discount, self.cart.lines[place].gross, by=by)
        self._change(cart.allowed(by))

    def discount_cart(self, discount: Discount | None, *, by: str = "") -> None:
        """Set or take off the discount of the whole cart, or what was agreed.

        Raises CartIsEmpty, TooMuchDiscount, BadAmount, RightIsMissing.
        """
        cart = self.cart.with_discount(discount)
        self._side.check_discount(discount, self.cart.list_sum, by=by)
        self._change(cart.allowed(by), told=discount is not None)

    def agree_total(self, total: Money, *, breaks_floors: bool = False, by: str = "") -> None:
        """Fix by haggling what the goods cost together (S11).

        `breaks_floors` goes below the floor prices, which needs the right to discounts. Raises
        CartIsEmpty, AgreedTooLow, AgreedTooHigh, RightIsMissing.
        """
        breaks_floors = breaks_floors and total < self.cart.lowest_total
        cart = self.cart.with_agreed_total(AgreedTotal(total, breaks_floors))
        if breaks_floors:
            self._side.check_right("discount", by=by)
        self._side.check_limit(cart.cart_discount, self.cart.list_sum, by=by)
        self._change(cart.allowed(by))

    # --- notes -------------------------------------------------------------------------------

    def note_line(self, place: int, note: str) -> None:
        """Set the note of a line, which stays at the till. Raises BadWords."""
        self._change(self.cart.with_line_note(place, note))

    def note_cart(self, note: str) -> None:
        """Set the note of the cart, which stays at the till. Raises BadWords."""
        self._change(self.cart.with_note(note))

    def take_again(self, sale: Recorded) -> None:
        """Open a cart with the goods of a sale that was taken back, to correct it.

        The open cart, unless it is empty, is parked first. Raises StorageError.
        """
        assert isinstance(sale.entry, SaleRecorded)
        assert sale.entry.basket is not None
        if self.cart.lines:
            self.park()
        words = self._database.carts.words_of(sale.seq)
        cart, items = self._taxed(), sale.entry.basket.items
        lines = lines_again(items, self._catalog.catalog, words, cart.taxes)
        self._change(replace(cart, lines=lines, note=words.note), told=False)

    # --- inside ------------------------------------------------------------------------------

    def _refuse_sold_out(self, cart: Cart, product_id: int) -> None:
        """Where the booth forbids it, no more is sold than what is left of what was counted."""
        if self._side.rules().sells_sold_out:
            return
        left = self._catalog.stock_left(product_id)
        if left is not None and cart.quantity_of(product_id) > left:
            raise SoldOut(self._catalog.catalog.product(product_id).name, left)

    def _taxed(self) -> Cart:
        """The open cart; an empty one takes the taxes in force now and keeps them."""
        return self.cart if self.cart.lines else replace(self.cart, taxes=self._side.taxes())


def _older_price(line: LineItem, product: Product) -> OlderPriceKept | None:
    """The line's price, where the product has another one by now."""
    shown = line.unit_price if line.list_price is None else line.list_price
    return None if shown == product.price else OlderPriceKept(line.name, shown, product.price)
