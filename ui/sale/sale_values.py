"""What the selling screen is shown: values, each whole."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from pos_app.domain.cart import Cart
from pos_app.domain.cart_history import ParkedCart
from pos_app.domain.catalog import Product
from pos_app.domain.money import Quantity
from pos_app.domain.people import Right


@dataclass(frozen=True, slots=True)
class CartState:
    """The open cart as the screen shows it. `selected` is the place of the line in hand."""

    cart: Cart
    selected: int | None
    may_undo: bool
    may_redo: bool
    parked: tuple[ParkedCart, ...] = ()


@dataclass(frozen=True, slots=True)
class GoodsState:
    """The tiles to show, and the text that filtered them. `groups`: variants that share a tile."""

    products: tuple[Product, ...]
    text: str = ""
    groups: Mapping[str, tuple[Product, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Deed:
    """Something done that one may want back at once; `name` is the line's, where there is one."""

    what: Literal["removed", "parked", "recalled", "abandoned", "parked_abandoned"]
    name: str = ""


@dataclass(frozen=True, slots=True)
class Allowance:
    """What the person at the till may not do alone, and who may allow it."""

    right: Right
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PriceSeen:
    """What a product costs and what is left of it, to look at without selling it (S23)."""

    product: Product
    left: Quantity | None
