"""The open cart, through the services and a real database."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from pos_app.domain.errors import BadQuantity, UnknownCode
from pos_app.domain.money import Quantity
from tests.tills import TillAtWork, World, a_till_at_work


@pytest.fixture
def till(tmp_path: Path) -> Iterator[TillAtWork]:
    with a_till_at_work(tmp_path / "till") as at_work:
        yield at_work


@pytest.mark.parametrize(
    ("text", "quantity", "total"),
    [
        ("MUG", "1", 50_000),
        ("mug", "1", 50_000),
        ("77", "1", 50_000),
        ("5*77", "5", 250_000),
        ("5x77", "5", 250_000),
        ("3 × MUG", "3", 150_000),
        ("1,5*KOPI", "1.5", 68_250),
    ],
)
def test_a_code_is_taken_with_or_without_a_quantity(
    till: TillAtWork, text: str, quantity: str, total: int
) -> None:
    till.app.selling.scan(text)
    (line,) = till.app.selling.cart.lines
    assert line.quantity == Quantity.of(quantity)
    assert till.app.selling.cart.total == till.app.paying.payment.missing == total


@pytest.mark.parametrize(("text", "why"), [("0*77", "zero"), ("1,5*77", "whole")])
def test_a_quantity_that_cannot_be_sold_leaves_the_cart_alone(
    till: TillAtWork, text: str, why: str
) -> None:
    with pytest.raises(BadQuantity) as refused:
        till.app.selling.scan(text)
    assert refused.value.why == why
    assert till.app.selling.cart.lines == ()


def test_an_unknown_code_is_kept_and_nothing_is_added_by_guess(till: TillAtWork) -> None:
    with pytest.raises(UnknownCode) as refused:
        till.app.selling.scan("8991234567890")
    assert refused.value.code == "8991234567890"
    assert till.app.selling.cart.lines == ()


def test_a_code_that_looks_like_a_quantity_is_a_code(till: TillAtWork) -> None:
    mug = till.product("MUG")
    odd = till.app.catalog.edit_product(mug.__class__(product_id=0, name="X", price=7, code="3x4"))
    till.app.selling.scan("3x4")
    assert till.app.selling.cart.lines[0].product_id == odd.product_id


def test_undo_and_redo_walk_through_the_cart(till: TillAtWork) -> None:
    selling = till.app.selling
    selling.scan("MUG")
    selling.scan("KOPI")
    selling.undo()
    assert [line.code for line in selling.cart.lines] == ["MUG"]
    selling.redo()
    assert [line.code for line in selling.cart.lines] == ["MUG", "KOPI"]


def test_an_open_cart_survives_a_restart(tmp_path: Path) -> None:
    world = World()
    with a_till_at_work(tmp_path / "till", world) as till:
        till.app.selling.scan("5*77")
        till.app.selling.save_cart()
        cart = till.app.selling.cart
    with a_till_at_work(tmp_path / "till", world) as till:
        assert till.app.selling.cart == cart
        assert till.app.paying.payment.total == 250_000


def test_a_change_of_quantity_is_one_step_to_undo(till: TillAtWork) -> None:
    selling = till.app.selling
    assert not selling.may_undo
    selling.scan("MUG")
    selling.change_quantity(0, Quantity.of(4))
    selling.undo()
    assert selling.cart.lines[0].quantity == Quantity.of(1)
    assert selling.may_undo
    assert selling.may_redo


def test_a_sale_that_was_taken_back_comes_into_the_cart_again(till: TillAtWork) -> None:
    till.app.selling.scan("2*MUG")
    till.app.selling.scan("1,5*KOPI")
    total = till.app.selling.cart.total
    till.app.paying.tender("cash", total)
    recorded = till.app.paying.finish().recorded
    till.app.correcting.void_sale(recorded.seq, "salah-barang")
    till.app.selling.scan("MUG")
    till.app.selling.take_again(recorded)
    assert [str(line.quantity) for line in till.app.selling.cart.lines] == ["2", "1.5"]
    assert till.app.selling.cart.total == total
    assert [len(parked.cart.lines) for parked in till.app.selling.parked] == [1]
