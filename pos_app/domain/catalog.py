"""What may be sold: products, and how a code finds one."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from pos_app.domain.errors import ProductField, ProductIsIncomplete, UnknownCode
from pos_app.domain.money import MOST_MONEY, Money, Percent, Quantity
from pos_app.domain.typed_words import can_be_shown, tidied

LONGEST_CODE = 40
LONGEST_NAME = 120
LONGEST_CATEGORY = 60
QUICK_CODE_DIGITS = (2, 3)
UPC_A_DIGITS = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Product:
    """Something the booth sells. `product_id` is the till's own number and never leaves it.

    `stock` is what was there when the journal stood at entry `stock_seq`; None is not counted.
    `sold_by_weight` allows quantities with decimals. `floor_price` is the lowest unit price for
    haggling. `tax_rate` None is the booth's own, 0 exempt. Variants share `variant_group`, their
    common name, and differ in `variant_label`. Products of a lower `position` come first; equal
    ones keep the price list's order.
    """

    product_id: int
    name: str
    price: Money
    code: str = ""
    quick_code: str = ""
    category: str = ""
    unit: str = ""
    sold_by_weight: bool = False
    stock: Quantity | None = None
    is_retired: bool = False
    floor_price: Money | None = None
    tax_rate: Percent | None = None
    variant_group: str = ""
    variant_label: str = ""
    is_favourite: bool = False
    position: int = 0
    stock_seq: int = 0

    def checked(self) -> "Product":
        """The same product with outer blanks gone; raises ProductIsIncomplete."""
        tidy = replace(
            self,
            name=tidied(self.name),
            code=tidied(self.code),
            quick_code=self.quick_code.strip(),
            category=tidied(self.category),
            unit=tidied(self.unit),
            variant_group=tidied(self.variant_group),
            variant_label=tidied(self.variant_label),
        )
        tidy._refuse_what_cannot_be_right()
        return tidy

    def _refuse_what_cannot_be_right(self) -> None:
        if not self.name:
            raise ProductIsIncomplete("name", "missing")
        if len(self.name) > LONGEST_NAME:
            raise ProductIsIncomplete("name", "too_long")
        if not 0 < self.price <= MOST_MONEY:
            raise ProductIsIncomplete("price", "missing" if self.price <= 0 else "too_long")
        if len(self.code) > LONGEST_CODE:
            raise ProductIsIncomplete("code", "too_long")
        if len(self.category) > LONGEST_CATEGORY:
            raise ProductIsIncomplete("category", "too_long")
        if self.quick_code and not is_quick_code(self.quick_code):
            raise ProductIsIncomplete("quick_code", "form")
        if self.floor_price is not None and not 0 < self.floor_price <= self.price:
            raise ProductIsIncomplete("floor_price", "form")
        if self.tax_rate is not None and self.tax_rate > _ALL:
            raise ProductIsIncomplete("tax_rate", "form")
        if max(len(self.variant_group), len(self.variant_label)) > LONGEST_CATEGORY:
            raise ProductIsIncomplete("variant", "too_long")
        self._refuse_what_cannot_be_shown()

    def _refuse_what_cannot_be_shown(self) -> None:
        texts: tuple[tuple[ProductField, str], ...] = (
            ("name", self.name),
            ("code", self.code),
            ("category", self.category),
            ("variant", self.variant_group + self.variant_label),
        )
        for field, text in texts:
            if not can_be_shown(text):
                raise ProductIsIncomplete(field, "signs")


_ALL = Percent.of(100)


def is_quick_code(text: str) -> bool:
    """Two or three digits, typed at the booth (S4)."""
    return len(text) in QUICK_CODE_DIGITS and text.isascii() and text.isdigit()


def folded_code(code: str) -> str:
    """How codes are compared: case ignored, UPC-A equal to its EAN-13 form (ux.md 5.3)."""
    code = code.strip().casefold()
    if len(code) == UPC_A_DIGITS and code.isascii() and code.isdigit():
        return "0" + code
    return code


class Catalog:
    """The products of a booth, found by code in one step. Never changes; a change is a new one."""

    def __init__(self, products: Iterable[Product]) -> None:
        self.products: tuple[Product, ...] = tuple(products)
        self._by_id = {product.product_id: product for product in self.products}
        self._by_code: dict[str, Product] = {}
        for product in self.for_sale:
            if product.quick_code:
                self._by_code.setdefault(folded_code(product.quick_code), product)
        for product in self.for_sale:
            if product.code:
                self._by_code[folded_code(product.code)] = product

    @property
    def for_sale(self) -> tuple[Product, ...]:
        """Products that are not retired, in the price list's order."""
        return tuple(product for product in self.products if not product.is_retired)

    @property
    def categories(self) -> tuple[str, ...]:
        """Categories in the order in which the price list names them first."""
        return tuple(dict.fromkeys(p.category for p in self.for_sale if p.category))

    def variants(self, group: str) -> tuple[Product, ...]:
        """The products that share a name (S13); none for the empty name."""
        return tuple(p for p in self.for_sale if group and p.variant_group == group)

    def find(self, code: str) -> Product:
        """The product with that code or quick code; raises UnknownCode."""
        product = self._by_code.get(folded_code(code))
        if product is None:
            raise UnknownCode(code.strip())
        return product

    def product(self, product_id: int) -> Product:
        """The product of that number; the till made it, so it exists."""
        return self._by_id[product_id]

    def holder_of(self, code: str) -> Product | None:
        """Who has this code or quick code, if anybody; for refusing duplicates."""
        return self._by_code.get(folded_code(code))
