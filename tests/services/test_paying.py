"""Taking money and making the sale final, through the services and a real database."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from pos_app.domain.errors import CartIsEmpty, MoneyIsTaken, StillToPay, StorageError
from pos_app.domain.journal import DayOpened, SaleRecorded
from tests.tills import TillAtWork, World, a_till_at_work


@pytest.fixture
def till(tmp_path: Path) -> Iterator[TillAtWork]:
    with a_till_at_work(tmp_path / "till") as at_work:
        yield at_work


def test_a_sale_is_not_finished_while_something_is_still_to_pay(till: TillAtWork) -> None:
    selling, paying = till.app.selling, till.app.paying
    selling.scan("MUG")
    paying.tender("cash", 49_000)
    with pytest.raises(StillToPay) as refused:
        paying.finish()
    assert refused.value.missing == 1_000
    assert selling.cart.total == 50_000


def test_nothing_is_tendered_for_an_empty_cart(till: TillAtWork) -> None:
    with pytest.raises(CartIsEmpty):
        till.app.paying.tender("cash", 1_000)


def test_a_sale_opens_the_day_once_and_numbers_follow(till: TillAtWork) -> None:
    till.sell()
    till.sell()
    recording = till.app.papers._recording
    kinds = [type(recorded.entry) for recorded in recording.period]
    assert kinds == [DayOpened, SaleRecorded, SaleRecorded]
    numbers = [r.entry.money.no for r in recording.period if isinstance(r.entry, SaleRecorded)]
    assert numbers == [1, 2]


def test_num6_finishing_twice_meets_the_same_sale(till: TillAtWork) -> None:
    selling, paying = till.app.selling, till.app.paying
    selling.scan("MUG")
    sale_id = selling.cart.sale_id
    paying.tender("cash", 100_000)
    first = paying.finish()
    assert paying.finish(sale_id) == first
    assert first.sale.money.change == 50_000
    assert len(till.app.printing.waiting()) == 1


def test_a_scan_while_paying_raises_what_is_missing(till: TillAtWork) -> None:
    selling, paying = till.app.selling, till.app.paying
    selling.scan("MUG")
    paying.tender("cash", 50_000)
    selling.scan("MUG")
    assert paying.payment.missing == 50_000
    with pytest.raises(MoneyIsTaken):
        selling.remove_line(0)
    assert paying.payment.taken


def test_after_a_restart_the_last_sale_is_shown_and_its_receipt_still_waits(tmp_path: Path) -> None:
    world = World()
    with a_till_at_work(tmp_path / "till", world) as till:
        selling, paying = till.app.selling, till.app.paying
        selling.scan("MUG")
        paying.tender("cash", 100_000)
        sold = paying.finish()
    with a_till_at_work(tmp_path / "till", world) as till:
        last = till.app.paying.last_sale()
        assert last == sold
        state = till.app.printing.state_of(sold.recorded.seq)
        assert state is not None
        assert state.state == "queued"
        assert till.app.selling.cart.lines == ()


def test_a_failing_transaction_leaves_cart_numbers_and_journal_alone(till: TillAtWork) -> None:
    selling, paying = till.app.selling, till.app.paying
    database = till.opened._database
    selling.scan("MUG")
    paying.tender("cash", 50_000)
    database._connection.execute("PRAGMA query_only = ON")  # the disk takes nothing any more
    before = (selling.cart, till.app.papers._recording.head)
    with pytest.raises(StorageError):
        paying.finish()
    assert (selling.cart, till.app.papers._recording.head) == before
    database._connection.execute("PRAGMA query_only = OFF")
    assert paying.finish().sale.money.no == 1


def test_money_is_given_back_before_the_sale_is_finished(till: TillAtWork) -> None:
    selling, paying = till.app.selling, till.app.paying
    selling.scan("MUG")
    paying.tender("cash", 20_000)
    assert paying.without_tender(0).missing == 50_000
    assert not paying.payment.taken


def test_there_is_no_last_sale_before_the_first_nor_after_a_close(till: TillAtWork) -> None:
    assert till.app.paying.last_sale() is None
    till.sell()
    till.app.days.close_day()
    assert till.app.paying.last_sale() is None
