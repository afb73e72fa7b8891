"""The open cart and those put aside, with every state they were in before (S7, S8)."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from pos_app.domain.cart import Cart
from pos_app.domain.cart_errors import NothingParked
from pos_app.domain.errors import NothingToUndo


@dataclass(frozen=True, slots=True)
class ParkedCart:
    """A cart put aside; the name is optional, the time aware."""

    cart: Cart
    parked_at: datetime
    name: str = ""


@dataclass(frozen=True, slots=True)
class Carts:
    """The open cart and the parked ones, oldest first. Every change is a new value."""

    cart: Cart
    parked: tuple[ParkedCart, ...] = ()

    def with_cart(self, cart: Cart) -> "Carts":
        """The open cart changed."""
        return replace(self, cart=cart)

    def park(self, fresh: Cart, *, at: datetime, name: str = "") -> "Carts":
        """Put the open cart aside and open a fresh one. Raises NothingParked for an empty one."""
        if not self.cart.lines:
            raise NothingParked
        return Carts(fresh, (*self.parked, ParkedCart(self.cart, at, name)))

    def recall(self, sale_id: str, *, at: datetime) -> "Carts":
        """Open a parked cart; an open one that is not empty is parked first.

        Raises NothingParked.
        """
        wanted = self.of(sale_id)
        others = tuple(parked for parked in self.parked if parked is not wanted)
        if self.cart.lines:
            others = (*others, ParkedCart(self.cart, at))
        return Carts(wanted.cart, others)

    def abandon(self, fresh: Cart) -> "Carts":
        """Empty the open cart: nothing of it is sold, a fresh one takes its place."""
        return replace(self, cart=fresh) if self.cart.lines else self

    def abandon_parked(self, sale_id: str) -> "Carts":
        """Drop a parked cart. Raises NothingParked."""
        wanted = self.of(sale_id)
        return replace(self, parked=tuple(each for each in self.parked if each is not wanted))

    def filled(self) -> frozenset[str]:
        """The ids of all carts that hold anything."""
        carts = (self.cart, *(parked.cart for parked in self.parked))
        return frozenset(cart.sale_id for cart in carts if cart.lines)

    def of(self, sale_id: str) -> ParkedCart:
        """The parked cart of that id. Raises NothingParked."""
        for parked in self.parked:
            if parked.cart.sale_id == sale_id:
                return parked
        raise NothingParked


@dataclass(frozen=True, slots=True)
class CartHistory:
    """All that was and all that was undone, without limit; what was paid is gone for good."""

    carts: Carts
    before: tuple[Carts, ...] = ()
    undone: tuple[Carts, ...] = ()

    @property
    def cart(self) -> Cart:
        """The open cart."""
        return self.carts.cart

    def changed(self, carts: Carts) -> "CartHistory":
        """One more step; equal states are no step."""
        if carts == self.carts:
            return self
        return CartHistory(carts, (*self.before, self.carts))

    def undo(self) -> "CartHistory":
        """One step back; raises NothingToUndo."""
        if not self.before:
            raise NothingToUndo
        return CartHistory(self.before[-1], self.before[:-1], (*self.undone, self.carts))

    def redo(self) -> "CartHistory":
        """One undone step again; raises NothingToUndo."""
        if not self.undone:
            raise NothingToUndo
        return CartHistory(self.undone[-1], (*self.before, self.carts), self.undone[:-1])

    def paid(self, fresh: Cart) -> "CartHistory":
        """The open cart was paid: no step back may bring it up again; the others keep theirs."""
        sale_id = self.cart.sale_id
        now = replace(self.carts, cart=fresh)
        kept: list[Carts] = []
        for carts in _without(sale_id, self.before):
            if not kept or kept[-1] != carts:
                kept.append(carts)
        return CartHistory(now, tuple(kept))


def _without(sale_id: str, states: Iterable[Carts]) -> Iterable[Carts]:
    for carts in states:
        if carts.cart.sale_id != sale_id:
            others = tuple(each for each in carts.parked if each.cart.sale_id != sale_id)
            yield replace(carts, parked=others)
