"""A sale while it grows. Every change is a new cart, so undo costs nothing."""

from dataclasses import dataclass, field, replace

from pos_app.domain.cart_errors import BadWords, ReasonMissing
from pos_app.domain.catalog import Product
from pos_app.domain.discount import (
    AgreedTotal,
    Discount,
    Reducible,
    Reduction,
    amount_of,
    checked_agreement,
    checked_discount,
    lowest_total,
    shares_of,
)
from pos_app.domain.errors import AmountTooLarge, BadAmount, BadQuantity, CartIsEmpty, CartIsFull
from pos_app.domain.journal import TaxPart
from pos_app.domain.money import MOST_MONEY, Money, Percent, Quantity
from pos_app.domain.taxes import UNTAXED, TaxRules, tax_rows, taxes_of_lines
from pos_app.domain.typed_words import can_be_shown, tidied

MOST_LINES = 200
"""Lines of one sale (day-file.md 4)."""

MOST_QUANTITY = Quantity.of(999_999)
LONGEST_NOTE = 200
LONGEST_NAME = 120

ONE = Quantity.of(1)

OPEN_PRICE_CODE = "LAIN"
"""Every sold line names a code; this one stands for goods whose price was typed (S6)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LineItem:
    """One row of a cart, with name and price as they were when it was added.

    `list_price` is the price list's where another price was set, with its reason. An open-price
    item has the product number 0. `share` and `tax` are worked out by the cart it stands in.
    """

    product_id: int
    code: str
    name: str
    unit_price: Money
    quantity: Quantity
    category: str = ""
    unit: str = ""
    sold_by_weight: bool = False
    list_price: Money | None = None
    price_reason: str = ""
    floor_price: Money | None = None
    tax_rate: Percent | None = None
    discount: Discount | None = None
    note: str = ""
    share: Money = field(default=0, compare=False)
    tax: Money = field(default=0, compare=False)

    @property
    def is_open_price(self) -> bool:
        """Whether its price was typed instead of coming from a product."""
        return self.product_id == 0

    @property
    def gross(self) -> Money:
        """Quantity x unit price, half up (R2)."""
        return self.quantity.times(self.unit_price)

    @property
    def line_discount(self) -> Money:
        """What the line's own discount takes off."""
        return 0 if self.discount is None else amount_of(self.discount, self.gross)

    @property
    def total(self) -> Money:
        """What the line costs by itself: after its own discount, before that of the cart."""
        return self.gross - self.line_discount

    @property
    def net(self) -> Money:
        """What is paid for it: also its share of the cart's discount is off."""
        return self.total - self.share

    @property
    def reducible(self) -> Reducible:
        """How a reduction of the cart meets it."""
        floor = 0 if self.floor_price is None else self.quantity.times(self.floor_price)
        return Reducible(self.total, floor)

    def joins(self, product: Product) -> bool:
        """Whether one more of that product is counted in this line."""
        as_listed = self.list_price is None and not self.note
        same = (self.product_id, self.unit_price) == (product.product_id, product.price)
        return as_listed and same


@dataclass(frozen=True, slots=True)
class Cart:
    """Lines to be paid. Its id is made when it is opened and becomes the sale's.

    `reduction` is one for the whole cart. `taxes` are those in force when it was opened;
    `allowed_by` is the code of a second person who allowed a price, discount or agreement.
    """

    sale_id: str
    lines: tuple[LineItem, ...] = ()
    reduction: Reduction | None = None
    note: str = ""
    taxes: TaxRules = UNTAXED
    allowed_by: str = ""
    gross: Money = field(default=0, init=False, compare=False)
    """The lines before any discount."""
    list_sum: Money = field(default=0, init=False, compare=False)
    """The lines after their own discounts; an agreed total is never above it."""
    goods: Money = field(default=0, init=False, compare=False)
    """What is paid for the goods."""
    tax_rows: tuple[TaxPart, ...] = field(default=(), init=False, compare=False)

    def __post_init__(self) -> None:
        """Spread the cart's discount and the taxes: each figure is worked out once (R13)."""
        reducible = [line.reducible for line in self.lines]
        shares = shares_of(self.reduction, reducible)
        taxable = [
            (each.price - share, line.tax_rate)
            for line, each, share in zip(self.lines, reducible, shares, strict=True)
        ]
        rows = tax_rows(taxable, on_top=self.taxes.on_top)
        taxes = taxes_of_lines(taxable, rows)
        worked_out = {
            "gross": sum(line.gross for line in self.lines),
            "list_sum": sum(each.price for each in reducible),
            "goods": sum(net for net, _ in taxable),
            "tax_rows": rows,
            "lines": tuple(map(_with_figures, self.lines, shares, taxes)),
        }
        for name, value in worked_out.items():
            object.__setattr__(self, name, value)  # frozen for everybody else

    @property
    def lowest_total(self) -> Money:
        """The least an agreed total may be by the floor prices."""
        return lowest_total([line.reducible for line in self.lines])

    @property
    def cart_discount(self) -> Money:
        """What the reduction of the whole cart takes off."""
        return self.list_sum - self.goods

    @property
    def discount(self) -> Money:
        """All that came off, on lines and on the cart."""
        return self.gross - self.goods

    @property
    def tax_on_top(self) -> Money:
        """Taxes that are added to the prices."""
        return sum(row.amount for row in self.tax_rows if row.kind == "on")

    @property
    def total(self) -> Money:
        """What the buyer pays, before cash is rounded."""
        return self.goods + self.tax_on_top

    @property
    def agreed(self) -> AgreedTotal | None:
        """The total fixed by haggling, if any."""
        return self.reduction if isinstance(self.reduction, AgreedTotal) else None

    @property
    def pieces(self) -> int:
        """How many things: pieces counted, a weighed line is one."""
        return sum(
            1
            if line.sold_by_weight or not line.quantity.is_whole
            else line.quantity.thousandths // 1000
            for line in self.lines
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
            if line.joins(product):
                return self.with_quantity(place, line.quantity + quantity), place
        line = LineItem(
            product_id=product.product_id,
            code=product.code,
            name=product.name,
            unit_price=product.price,
            quantity=_sellable(quantity, sold_by_weight=product.sold_by_weight),
            category=product.category,
            unit=product.unit,
            sold_by_weight=product.sold_by_weight,
            floor_price=product.floor_price,
            tax_rate=self.taxes.rate_for(product.tax_rate),
        )
        return self._with_line(line)

    def with_open_item(
        self, name: str, price: Money, quantity: Quantity = ONE
    ) -> tuple["Cart", int]:
        """Add goods that are no product, at a typed price (S6); always a line of its own.

        Raises BadAmount, BadWords, BadQuantity, CartIsFull, AmountTooLarge.
        """
        line = LineItem(
            product_id=0,
            code=OPEN_PRICE_CODE,
            name=checked_words(name, LONGEST_NAME),
            unit_price=_above_zero(price),
            quantity=_sellable(quantity, sold_by_weight=True),
            tax_rate=self.taxes.rate_for(None),
        )
        return self._with_line(line)

    def with_quantity(self, place: int, quantity: Quantity) -> "Cart":
        """Change the quantity of a line. Raises BadQuantity, AmountTooLarge."""
        line = self.lines[place]
        by_weight = line.sold_by_weight or line.is_open_price
        return self._changed(
            place, replace(line, quantity=_sellable(quantity, sold_by_weight=by_weight))
        )

    def with_price(self, place: int, price: Money, reason: str) -> "Cart":
        """Sell a line at another unit price; its list price is kept beside it (S10).

        Raises BadAmount, ReasonMissing, BadWords, AmountTooLarge.
        """
        line = self.lines[place]
        listed = line.unit_price if line.list_price is None else line.list_price
        price, reason = _above_zero(price), checked_words(reason, LONGEST_NOTE)
        if line.is_open_price or price == listed:
            return self._changed(
                place, replace(line, unit_price=price, list_price=None, price_reason="")
            )
        if not reason:
            raise ReasonMissing("price")
        return self._changed(
            place, replace(line, unit_price=price, list_price=listed, price_reason=reason)
        )

    def with_price_of_today(self, place: int, product: Product) -> "Cart":
        """Let a line follow its product's price of now (K4); a price set by hand stays.

        Raises AmountTooLarge.
        """
        line = replace(self.lines[place], floor_price=product.floor_price)
        if line.list_price is not None and line.unit_price != product.price:
            return self._changed(place, replace(line, list_price=product.price))
        plain = replace(line, unit_price=product.price, list_price=None, price_reason="")
        return self._changed(place, plain)

    def with_line_discount(self, place: int, discount: Discount | None) -> "Cart":
        """Set or take off the discount of a line. Raises TooMuchDiscount, BadAmount."""
        line = self.lines[place]
        if discount is not None:
            discount = checked_discount(discount, line.gross)
        return self._changed(place, replace(line, discount=discount))

    def with_line_note(self, place: int, note: str) -> "Cart":
        """Set the note of a line; it never leaves the till. Raises BadWords."""
        line = replace(self.lines[place], note=checked_words(note, LONGEST_NOTE))
        return replace(self, lines=(*self.lines[:place], line, *self.lines[place + 1 :]))

    def with_note(self, note: str) -> "Cart":
        """Set the note of the whole cart; it never leaves the till. Raises BadWords."""
        return replace(self, note=checked_words(note, LONGEST_NOTE))

    def with_discount(self, discount: Discount | None) -> "Cart":
        """Set or take off what reduces the whole cart, an agreed total too.

        Raises CartIsEmpty, TooMuchDiscount, BadAmount.
        """
        if discount is not None:
            self._refuse_empty()
            discount = checked_discount(discount, self.list_sum)
        return replace(self, reduction=discount)

    def with_agreed_total(self, agreed: AgreedTotal) -> "Cart":
        """Fix what all goods cost together, in place of a discount on the cart (S11).

        Where tax comes on top, it is the sum before tax. Raises CartIsEmpty, AgreedTooLow,
        AgreedTooHigh.
        """
        self._refuse_empty()
        agreed = checked_agreement(agreed, [line.reducible for line in self.lines])
        return replace(self, reduction=agreed)

    def without_line(self, place: int) -> "Cart":
        """Take a line out."""
        return self._fitting((*self.lines[:place], *self.lines[place + 1 :]))

    def allowed(self, by: str) -> "Cart":
        """The same cart, with the code of the person who allowed something in it."""
        return replace(self, allowed_by=by) if by else self

    def _refuse_empty(self) -> None:
        if not self.lines:
            raise CartIsEmpty

    def _with_line(self, line: LineItem) -> tuple["Cart", int]:
        if len(self.lines) >= MOST_LINES:
            raise CartIsFull(MOST_LINES)
        return self._fitting((*self.lines, line)), len(self.lines)

    def _changed(self, place: int, line: LineItem) -> "Cart":
        return self._fitting((*self.lines[:place], line, *self.lines[place + 1 :]))

    def _fitting(self, lines: tuple[LineItem, ...]) -> "Cart":
        """The cart with other lines: what was agreed for the old ones holds no more (S11)."""
        if lines == self.lines:
            return self
        reduction = None if self.agreed or not lines else self.reduction
        cart = replace(self, lines=lines, reduction=reduction)
        if max(cart.gross, cart.total) > MOST_MONEY:
            raise AmountTooLarge(MOST_MONEY)
        return cart


def _with_figures(line: LineItem, share: Money, tax: Money) -> LineItem:
    if (line.share, line.tax) == (share, tax):
        return line
    return replace(line, share=share, tax=tax)


def _above_zero(price: Money) -> Money:
    if price <= 0:
        raise BadAmount(str(price), "zero")
    if price > MOST_MONEY:
        raise BadAmount(str(price), "too_big")
    return price


def checked_words(words: str, most: int) -> str:
    """Typed words in one spelling, outer blanks gone. Raises BadWords."""
    words = tidied(words)
    if len(words) > most:
        raise BadWords("too_long", most)
    if not can_be_shown(words):
        raise BadWords("signs", most)
    return words


def _sellable(quantity: Quantity, *, sold_by_weight: bool) -> Quantity:
    if quantity.thousandths <= 0:
        raise BadQuantity(str(quantity), "zero")
    if quantity > MOST_QUANTITY:
        raise BadQuantity(str(quantity), "too_large")
    if not (sold_by_weight or quantity.is_whole):
        raise BadQuantity(str(quantity), "whole")
    return quantity
