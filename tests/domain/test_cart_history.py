"""Back and forth through everything done to a cart, park and abandon included (S7, S8)."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pos_app.domain.cart import Cart
from pos_app.domain.cart_errors import NothingParked
from pos_app.domain.cart_history import CartHistory, Carts
from pos_app.domain.catalog import Product
from pos_app.domain.discount import AmountOff
from pos_app.domain.errors import NothingToUndo
from pos_app.domain.money import Quantity

MUG = Product(product_id=1, name="Mug", price=50_000, code="MUG")
PEN = Product(product_id=2, name="Pen", price=5_000, code="PEN")
NOW = datetime(2026, 11, 26, 9, tzinfo=UTC)


def started(sale_id: str = "a") -> CartHistory:
    return CartHistory(Carts(Cart(sale_id)))


def added(history: CartHistory, product: Product = MUG) -> CartHistory:
    cart, _ = history.cart.with_product(product)
    return history.changed(history.carts.with_cart(cart))


def parked(history: CartHistory, fresh: str) -> CartHistory:
    return history.changed(history.carts.park(Cart(fresh), at=NOW))


def ids(history: CartHistory) -> tuple[str, ...]:
    """The open cart's id, then those put aside."""
    return (history.cart.sale_id, *(each.cart.sale_id for each in history.carts.parked))


def test_nothing_is_undone_or_redone_that_was_not_done() -> None:
    history = started()
    assert history.changed(history.carts) is history
    with pytest.raises(NothingToUndo):
        history.undo()
    with pytest.raises(NothingToUndo):
        history.redo()


def test_parking_is_undone_like_any_other_change() -> None:
    history = parked(added(started()), "b")
    assert ids(history) == ("b", "a")
    assert ids(history.undo()) == ("a",)
    assert ids(history.undo().redo()) == ("b", "a")


def test_a_cart_that_is_not_empty_is_parked_before_another_is_recalled() -> None:
    history = added(parked(added(started()), "b"), PEN)
    history = history.changed(history.carts.recall("a", at=NOW))
    assert ids(history) == ("a", "b")


def test_an_empty_cart_gives_way_to_a_recalled_one() -> None:
    history = parked(added(started()), "b")
    assert ids(history.changed(history.carts.recall("a", at=NOW))) == ("a",)


def test_abandoning_is_undone_too() -> None:
    history = added(started())
    history = history.changed(history.carts.abandon(Cart("b")))
    assert history.cart == Cart("b")
    assert history.undo().cart.total == 50_000


def test_a_parked_cart_is_dropped_and_comes_back() -> None:
    history = parked(added(started()), "b")
    history = history.changed(history.carts.abandon_parked("a"))
    assert ids(history) == ("b",)
    assert ids(history.undo()) == ("b", "a")


def test_what_is_empty_or_unknown_is_not_parked_or_recalled() -> None:
    carts = started().carts
    with pytest.raises(NothingParked):
        carts.park(Cart("b"), at=NOW)
    with pytest.raises(NothingParked):
        carts.recall("b", at=NOW)
    assert carts.abandon(Cart("b")) is carts


def test_a_paid_cart_never_comes_back_and_the_others_keep_their_steps() -> None:
    history = added(added(started()), PEN)  # two steps of cart a
    history = added(parked(history, "b"))  # parked; a step of cart b
    history = history.paid(Cart("c"))
    assert ids(history) == ("c", "a")
    history = history.undo()
    assert ids(history) == ("a",)
    assert len(history.cart.lines) == 2
    history = history.undo().undo()
    assert history.cart == Cart("a")
    with pytest.raises(NothingToUndo):
        history.undo()


def test_a_recalled_and_paid_cart_is_gone_from_the_parked_ones_of_every_step() -> None:
    history = added(parked(added(started()), "b"), PEN)
    history = history.changed(history.carts.recall("a", at=NOW)).paid(Cart("c"))
    assert ids(history) == ("c", "b")
    while history.before:
        history = history.undo()
        assert "a" not in ids(history)


def test_steps_that_only_moved_a_paid_cart_are_no_steps_any_more() -> None:
    history = added(parked(added(started()), "b"), PEN)
    for sale_id in ("a", "b", "a"):
        history = history.changed(history.carts.recall(sale_id, at=NOW))
    history = history.paid(Cart("c"))
    assert ids(history) == ("c", "b")
    assert [len(carts.cart.lines) for carts in history.before] == [0, 1]


def test_the_one_that_is_asked_for_is_recalled() -> None:
    history = parked(added(parked(added(started()), "b"), PEN), "c")
    assert ids(history.changed(history.carts.recall("b", at=NOW))) == ("b", "a")


def test_after_the_only_cart_was_paid_there_is_nothing_to_undo() -> None:
    history = added(started()).paid(Cart("b"))
    assert history == CartHistory(Carts(Cart("b")))


STEPS = st.lists(
    st.tuples(
        st.sampled_from(["add", "remove", "more", "off", "note", "park", "recall", "abandon"]),
        st.integers(0, 5),
    )
)


@given(STEPS)
def test_undo_walks_back_through_every_state_there_was(steps: list[tuple[str, int]]) -> None:
    history = started("0")
    seen = [history.carts]
    for number, (what, place) in enumerate(steps, start=1):
        history = history.changed(_stepped(history.carts, what, place, fresh=Cart(str(number))))
        if history.carts != seen[-1]:
            seen.append(history.carts)
    last = history
    for carts in reversed(seen[:-1]):
        history = history.undo()
        assert history.carts == carts
    with pytest.raises(NothingToUndo):
        history.undo()
    for _ in seen[1:]:
        history = history.redo()
    assert history.carts == last.carts


@given(STEPS)
def test_no_step_back_brings_up_a_paid_cart(steps: list[tuple[str, int]]) -> None:
    history, paid = started("0"), set()
    for number, (what, place) in enumerate(steps, start=1):
        if what == "note" and history.cart.lines:
            paid.add(history.cart.sale_id)
            history = history.paid(Cart(str(number)))
            continue
        history = history.changed(_stepped(history.carts, what, place, fresh=Cart(str(number))))
    while history.before:
        history = history.undo()
        assert paid.isdisjoint(ids(history))


def _stepped(carts: Carts, what: str, place: int, *, fresh: Cart) -> Carts:
    match what:
        case "park" if carts.cart.lines:
            return carts.park(fresh, at=NOW)
        case "recall" if carts.parked:
            return carts.recall(carts.parked[place % len(carts.parked)].cart.sale_id, at=NOW)
        case "abandon":
            return carts.abandon(fresh)
        case _:
            return carts.with_cart(_changed(carts.cart, what, place))


def _changed(cart: Cart, what: str, place: int) -> Cart:
    match what:
        case "note":
            return cart.with_note(f"note {place}")
        case "remove" if place < len(cart.lines):
            return cart.without_line(place)
        case "off" if place < len(cart.lines):
            return cart.with_line_discount(place, AmountOff(place + 1))
        case "more" if place < len(cart.lines):
            return cart.with_quantity(place, cart.lines[place].quantity + Quantity.of(1))
        case _:
            return cart.with_product(MUG if place % 2 else PEN)[0]
