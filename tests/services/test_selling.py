"""From the first scan to a recorded sale, through the services and a real database."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from pos_app.domain.errors import BadQuantity, CartIsEmpty, StillToPay, StorageError, UnknownCode
from pos_app.domain.journal import DayOpened, SaleRecorded
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
        ("12", "1", 50_000),
        ("5*12", "5", 250_000),
        ("5x12", "5", 250_000),
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
    assert till.app.selling.cart.total == till.app.selling.payment.missing == total


@pytest.mark.parametrize(("text", "why"), [("0*12", "zero"), ("1,5*12", "whole")])
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


def test_a_sale_is_not_finished_while_something_is_still_to_pay(till: TillAtWork) -> None:
    selling = till.app.selling
    selling.scan("MUG")
    selling.tender("cash", 49_000)
    with pytest.raises(StillToPay) as refused:
        selling.finish()
    assert refused.value.missing == 1_000
    assert selling.cart.total == 50_000


def test_nothing_is_tendered_for_an_empty_cart(till: TillAtWork) -> None:
    with pytest.raises(CartIsEmpty):
        till.app.selling.tender("cash", 1_000)


def test_a_sale_opens_the_day_once_and_numbers_follow(till: TillAtWork) -> None:
    till.sell()
    till.sell()
    recording = till.app.papers._recording
    kinds = [type(recorded.entry) for recorded in recording.period]
    assert kinds == [DayOpened, SaleRecorded, SaleRecorded]
    numbers = [r.entry.money.no for r in recording.period if isinstance(r.entry, SaleRecorded)]
    assert numbers == [1, 2]


def test_num6_finishing_twice_meets_the_same_sale(till: TillAtWork) -> None:
    selling = till.app.selling
    selling.scan("MUG")
    sale_id = selling.cart.sale_id
    selling.tender("cash", 100_000)
    first = selling.finish()
    assert selling.finish(sale_id) == first
    assert first.sale.money.change == 50_000
    assert len(till.app.printing.waiting()) == 1


def test_a_scan_while_paying_raises_what_is_missing(till: TillAtWork) -> None:
    selling = till.app.selling
    selling.scan("MUG")
    selling.tender("cash", 50_000)
    selling.scan("MUG")
    assert selling.payment.missing == 50_000
    selling.remove_line(0)
    assert selling.payment.taken == ()


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
        till.app.selling.scan("5*12")
        till.app.selling.save_cart()
        cart = till.app.selling.cart
    with a_till_at_work(tmp_path / "till", world) as till:
        assert till.app.selling.cart == cart
        assert till.app.selling.payment.total == 250_000


def test_after_a_restart_the_last_sale_is_shown_and_its_receipt_still_waits(tmp_path: Path) -> None:
    world = World()
    with a_till_at_work(tmp_path / "till", world) as till:
        selling = till.app.selling
        selling.scan("MUG")
        selling.tender("cash", 100_000)
        sold = selling.finish()
    with a_till_at_work(tmp_path / "till", world) as till:
        last = till.app.selling.last_sale()
        assert last == sold
        state = till.app.printing.state_of(sold.recorded.seq)
        assert state is not None
        assert state.state == "queued"
        assert till.app.selling.cart.lines == ()


def test_a_failing_transaction_leaves_cart_numbers_and_journal_alone(till: TillAtWork) -> None:
    selling, database = till.app.selling, till.opened._database
    selling.scan("MUG")
    selling.tender("cash", 50_000)
    database._connection.execute("PRAGMA query_only = ON")  # the disk takes nothing any more
    before = (selling.cart, till.app.papers._recording.head)
    with pytest.raises(StorageError):
        selling.finish()
    assert (selling.cart, till.app.papers._recording.head) == before
    database._connection.execute("PRAGMA query_only = OFF")
    assert selling.finish().sale.money.no == 1


def test_money_is_given_back_before_the_sale_is_finished(till: TillAtWork) -> None:
    selling = till.app.selling
    selling.scan("MUG")
    selling.tender("cash", 20_000)
    assert selling.take_back_tenders().missing == 50_000
    assert not selling.payment.taken


def test_a_change_of_quantity_is_one_step_to_undo(till: TillAtWork) -> None:
    selling = till.app.selling
    assert not selling.may_undo
    selling.scan("MUG")
    selling.change_quantity(0, Quantity.of(4))
    selling.undo()
    assert selling.cart.lines[0].quantity == Quantity.of(1)
    assert selling.may_undo
    assert selling.may_redo


def test_there_is_no_last_sale_before_the_first_nor_after_a_close(till: TillAtWork) -> None:
    assert till.app.selling.last_sale() is None
    till.sell()
    till.app.days.close_day()
    assert till.app.selling.last_sale() is None
