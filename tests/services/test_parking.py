"""Carts put aside: through undo, kill, restart and a change of the person at the till (S8)."""

import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from pos_app.domain.cart import Cart
from pos_app.domain.cart_errors import NothingParked
from pos_app.domain.discount import AmountOff, PercentOff
from pos_app.domain.errors import MoneyIsTaken
from pos_app.domain.journal import Audited
from pos_app.domain.money import Percent, Quantity
from pos_app.services.selling import Selling
from pos_app.storage.database import TillDatabase
from tests.builders import WIB
from tests.tills import TillAtWork, World, a_till_at_work


@pytest.fixture
def till(tmp_path: Path) -> Iterator[TillAtWork]:
    with a_till_at_work(tmp_path / "till") as at_work:
        yield at_work


def a_full_cart(till: TillAtWork) -> Cart:
    """A cart with everything a cart can have."""
    arranging, selling = till.app.arranging, till.app.selling
    arranging.change(replace(arranging.own, taxes="local", local_tax=Percent.of("2.5")))
    till.app.catalog.edit_product(replace(till.product("MUG"), floor_price=30_000))
    selling.scan("2*MUG")
    selling.scan("1,5*KOPI")
    selling.scan("3x kripik pedas 15rb")
    selling.change_price(1, 45_000, "sisa kemarin")
    selling.discount_line(0, PercentOff(Percent.of("12.5")))
    selling.discount_line(1, AmountOff(500))
    selling.note_line(2, "level tiga")
    selling.note_cart("Bu Ani")
    selling.agree_total(150_000)
    return selling.cart


def codes(selling: Selling) -> list[str]:
    return [line.code for line in selling.cart.lines]


def test_s8_parked_carts_survive_a_kill_with_all_they_hold(tmp_path: Path) -> None:
    world = World()
    with a_till_at_work(tmp_path / "till", world) as till:
        cart = a_full_cart(till)
        till.app.selling.park("Bu Ani")
        till.app.selling.scan("MUG")
        till.app.selling.park()
        parked = till.app.selling.parked
        _killed(tmp_path / "till", tmp_path / "killed")
    with a_till_at_work(tmp_path / "killed", world) as till:
        selling = till.app.selling
        assert selling.parked == parked
        assert selling.cart.lines == ()
        selling.recall(cart.sale_id)
        assert selling.cart == cart
        assert (selling.cart.total, selling.cart.tax_rows) == (cart.total, cart.tax_rows)
        assert [each.name for each in selling.parked] == [""]


def test_s8_an_open_cart_is_parked_before_another_is_recalled(till: TillAtWork) -> None:
    selling = till.app.selling
    selling.scan("MUG")
    first = selling.cart.sale_id
    selling.park()
    selling.scan("KOPI")
    selling.recall(first)
    assert codes(selling) == ["MUG"]
    assert [each.cart.lines[0].code for each in selling.parked] == ["KOPI"]


def test_s8_parked_carts_use_no_numbers_and_no_stock(till: TillAtWork) -> None:
    catalog, selling = till.app.catalog, till.app.selling
    mug = catalog.edit_product(replace(till.product("MUG"), stock=Quantity.of(5)))
    selling.scan("3*MUG")
    parked = selling.cart.sale_id
    selling.park()
    till.sell("KOPI")
    assert catalog.stock_left(mug.product_id) == Quantity.of(5)
    selling.recall(parked)
    till.app.paying.tender("cash", 150_000)
    assert till.app.paying.finish().sale.money.no == 2
    assert selling.parked == ()


def test_s8_an_empty_cart_or_an_unknown_one_is_not_parked_or_recalled(till: TillAtWork) -> None:
    with pytest.raises(NothingParked):
        till.app.selling.park()
    with pytest.raises(NothingParked):
        till.app.selling.recall("nobody")


def test_s7_everything_done_to_carts_is_undone_and_redone_in_its_order(till: TillAtWork) -> None:
    selling = till.app.selling
    cart = a_full_cart(till)
    selling.park()
    selling.scan("MUG")
    selling.abandon()
    selling.abandon_parked(cart.sale_id)
    states = []
    while selling.may_undo:
        states.append((selling.cart, selling.parked))
        selling.undo()
    assert len(states) == 13
    assert (selling.cart.lines, selling.parked) == ((), ())
    for state in reversed(states):
        selling.redo()
        assert (selling.cart, selling.parked) == state
    assert not selling.may_redo


def test_s7_a_sale_in_between_leaves_the_steps_of_a_parked_cart(till: TillAtWork) -> None:
    selling = till.app.selling
    selling.scan("MUG")
    selling.scan("KOPI")
    selling.park()
    till.sell()
    selling.undo()
    assert codes(selling) == ["MUG", "KOPI"]
    selling.undo()
    assert codes(selling) == ["MUG"]


def test_dropping_a_cart_at_the_end_of_the_day_is_noted_when_it_is_done_and_only_then(
    till: TillAtWork,
) -> None:
    selling, paying = till.app.selling, till.app.paying
    for amount in (0, 10_000):
        selling.scan("MUG")
        if amount:
            paying.tender("qris", amount)
        selling.park()
    free, paid = (parked.cart.sale_id for parked in selling.parked)
    selling.abandon_parked(free, is_noted=True)
    with pytest.raises(MoneyIsTaken):
        selling.abandon_parked(paid, is_noted=True)
    noted = [one.entry for one in till.app.days.period if isinstance(one.entry, Audited)]
    assert [(entry.what, entry.now) for entry in noted] == [("cart-abandoned", free)]
    assert [parked.cart.sale_id for parked in selling.parked] == [paid]


def test_s8_parked_carts_stay_when_somebody_else_works_on(till: TillAtWork) -> None:
    till.app.selling.scan("MUG")
    till.app.selling.park("Pak Joko")
    people, signing_in = till.app.people, till.app.signing_in
    people.set_pin("k1", "2468")
    people.add("Budi", "1357")
    signing_in.sign_in("k2", "1357")
    assert [each.name for each in till.app.selling.parked] == ["Pak Joko"]


def test_old2_a_product_made_in_the_sale_is_sold_as_it_is_shown(till: TillAtWork) -> None:
    selling, catalog = till.app.selling, till.app.catalog
    made = catalog.edit_product(
        replace(till.product("MUG"), product_id=0, name="Sirup", code="899123", quick_code="")
    )
    place = selling.scan(made.code)
    selling.discount_line(place, PercentOff(Percent.of("7.5")))
    shown = selling.cart.total
    till.app.paying.tender("cash", shown)
    sale = till.app.paying.finish().sale
    assert (shown, sale.money.total, sale.money.discount) == (46_250, 46_250, 3_750)


# --- killed at any moment ----------------------------------------------------------------------


def test_off3_killed_at_any_moment_a_cart_is_open_or_sold_and_never_both(tmp_path: Path) -> None:
    """A copy of the files before every statement is what a kill at that moment leaves."""
    folder = tmp_path / "till"
    with a_till_at_work(folder) as till:
        selling, paying = till.app.selling, till.app.paying
        copies = _Copies(folder, tmp_path / "killed")
        connection = till.opened._database._connection
        connection.set_trace_callback(copies.take)
        ids = []
        selling.scan("MUG")
        selling.save_cart()
        first = selling.cart.sale_id
        selling.park()
        selling.scan("KOPI")
        selling.save_cart()
        ids = [first, selling.cart.sale_id]
        selling.recall(first)
        for sale_id in ids:
            if selling.cart.sale_id != sale_id:
                selling.recall(sale_id)
            paying.tender("cash", 100_000)
            paying.finish()
        connection.set_trace_callback(None)
    known: set[str] = set()
    for copy in copies.taken:
        left = _left_by_a_kill(copy, ids)
        assert known <= left.keys(), "a cart that was on the disk is gone"
        known |= left.keys()
        assert all(states in (["open"], ["sold"]) for states in left.values()), left
    assert len(copies.taken) > 40
    assert known == set(ids)


class _Copies:
    """Copies the database as it is on the disk, each time a statement begins."""

    def __init__(self, folder: Path, into: Path) -> None:
        self._folder = folder
        self._into = into
        self.taken: list[Path] = []

    def take(self, _statement: str) -> None:
        """Called by SQLite before each statement."""
        copy = self._into / str(len(self.taken))
        copy.mkdir(parents=True)
        for path in self._folder.glob("till.db*"):
            shutil.copy(path, copy)
        self.taken.append(copy)


def _left_by_a_kill(folder: Path, ids: list[str]) -> dict[str, list[str]]:
    """What a restart finds of each cart: open or parked, sold, or several of that."""
    database = TillDatabase(folder / "till.db")
    try:
        cart = database.carts.load()
        parked = database.carts.load_parked(WIB)
        open_ids = [each.cart.sale_id for each in parked]
        if cart is not None and cart.lines:
            open_ids.append(cart.sale_id)
        found: dict[str, list[str]] = {}
        for sale_id in ids:
            states = ["open"] * open_ids.count(sale_id)
            seq = database.carts.entry_of(sale_id)
            if seq is not None:
                assert any(entry.seq == seq for entry in database.journal.entries(seq, seq))
                states.append("sold")
            if states:
                found[sale_id] = states
        return found
    finally:
        database.close()


def _killed(folder: Path, copy: Path) -> None:
    """What a till that is killed now leaves behind."""
    shutil.copytree(folder, copy, ignore=shutil.ignore_patterns("*.lock"))
