"""A sale while it grows. Every change is a new cart, so undo costs nothing."""

from dataclasses import dataclass, replace

from pos_app.domain.catalog import Product
from pos_app.domain.errors import (
    AmountTooLarge,
    BadQuantity,
    CartIsFull,
    NothingToUndo,
)
from pos_app.domain.money import MOST_MONEY, Money, Quantity

MOST_LINES = 200
"""Lines of one sale (day-file.md 4)."""

MOST_QUANTITY = Quantity.of(999_999)

ONE = Quantity.of(1)


@dataclass(frozen=True, slots=True, kw_only=True)
class LineItem:
    """One row of a cart, with name and price as they were when it was added."""

    product_id: int
    code: str
    name: str
    unit_price: Money
    quantity: Quantity
    category: str = ""
    unit: str = ""
    sold_by_weight: bool = False

    @property
    def total(self) -> Money:
        """Quantity x unit price, half up (R2)."""
        return self.quantity.times(self.unit_price)


@dataclass(frozen=True, slots=True)
class Cart:
    """Lines to be paid. Its id is made when it is opened and becomes the sale's."""

    sale_id: str
    lines: tuple[LineItem, ...] = ()

    @property
    def total(self) -> Money:
        """What the buyer pays."""
        return sum(line.total for line in self.lines)

    @property
    def pieces(self) -> int:
        """How many things: pieces counted, a weighed line is one."""
        return sum(
            1 if line.sold_by_weight else line.quantity.thousandths // 1000 for line in self.lines
        )

    def quantity_of(self, product_id: int) -> Quantity:
        """How much of a product is in the cart; for the badge on its tile."""
        return Quantity(
            sum(line.quantity.thousandths for line in self.lines if line.product_id == product_id)
        )

    def with_product(self, product: Product, quantity: Quantity = ONE) -> tuple["Cart", int]:
        """Add a product; the same product at the same price joins its line.

        Gives the new cart and the place of the line. Raises BadQuantity, CartIsFull,
        AmountTooLarge.
        """
        for place, line in enumerate(self.lines):
            if (line.product_id, line.unit_price) == (product.product_id, product.price):
                return self.with_quantity(place, line.quantity + quantity), place
        if len(self.lines) >= MOST_LINES:
            raise CartIsFull(MOST_LINES)
        line = LineItem(
            product_id=product.product_id,
            code=product.code,
            name=product.name,
            unit_price=product.price,
            quantity=_sellable(quantity, sold_by_weight=product.sold_by_weight),
            category=product.category,
            unit=product.unit,
            sold_by_weight=product.sold_by_weight,
        )
        return self._fitting((*self.lines, line)), len(self.lines)

    def with_quantity(self, place: int, quantity: Quantity) -> "Cart":
        """Change the quantity of a line. Raises BadQuantity, AmountTooLarge."""
        line = self.lines[place]
        changed = replace(line, quantity=_sellable(quantity, sold_by_weight=line.sold_by_weight))
        return self._fitting((*self.lines[:place], changed, *self.lines[place + 1 :]))

    def without_line(self, place: int) -> "Cart":
        """Take a line out."""
        return replace(self, lines=(*self.lines[:place], *self.lines[place + 1 :]))

    def _fitting(self, lines: tuple[LineItem, ...]) -> "Cart":
        cart = replace(self, lines=lines)
        if cart.total > MOST_MONEY:
            raise AmountTooLarge(MOST_MONEY)
        return cart


def _sellable(quantity: Quantity, *, sold_by_weight: bool) -> Quantity:
    if quantity.thousandths <= 0:
        raise BadQuantity(str(quantity), "zero")
    if quantity > MOST_QUANTITY:
        raise BadQuantity(str(quantity), "too_large")
    if not (sold_by_weight or quantity.is_whole):
        raise BadQuantity(str(quantity), "whole")
    return quantity


@dataclass(frozen=True, slots=True)
class CartHistory:
    """A cart with everything it was before and what was undone, without limit (S7)."""

    cart: Cart
    before: tuple[Cart, ...] = ()
    undone: tuple[Cart, ...] = ()

    def changed(self, cart: Cart) -> "CartHistory":
        """One more step; equal carts are no step."""
        if cart == self.cart:
            return self
        return CartHistory(cart, (*self.before, self.cart))

    def undo(self) -> "CartHistory":
        """One step back; raises NothingToUndo."""
        if not self.before:
            raise NothingToUndo
        return CartHistory(self.before[-1], self.before[:-1], (*self.undone, self.cart))

    def redo(self) -> "CartHistory":
        """One undone step again; raises NothingToUndo."""
        if not self.undone:
            raise NothingToUndo
        return CartHistory(self.undone[-1], (*self.before, self.cart), self.undone[:-1])
