"""What a random operator does with carts."""

import contextlib
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, precondition, rule

from pos_app.domain.cart import Cart
from pos_app.domain.catalog import Product
from pos_app.domain.discount import AmountOff, PercentOff
from pos_app.domain.errors import MoneyIsTaken, Refusal
from pos_app.domain.money import Percent, Quantity
from tests.machines.truth import Truth
from tests.tills import TillAtWork, World, a_till_at_work

MORE_GOODS = (
    Product(
        product_id=0,
        name="Batik",
        price=150_050,
        code="BAT",
        floor_price=120_000,
        tax_rate=Percent.of("5.5"),
    ),
    Product(
        product_id=0,
        name="Beras",
        price=12_345,
        code="BRS",
        sold_by_weight=True,
        floor_price=11_000,
    ),
    Product(product_id=0, name="Buku", price=3, code="BUKU", tax_rate=Percent(0)),
    Product(
        product_id=0,
        name="Kaus M",
        price=75_000,
        code="KAUS-M",
        variant_group="Kaus",
        variant_label="M",
    ),
    Product(
        product_id=0,
        name="Kaus L",
        price=77_777,
        code="KAUS-L",
        variant_group="Kaus",
        variant_label="L",
    ),
)
"""Beside mug and coffee: floor prices, rates of their own and none, odd prices, variants."""

CODES = ("MUG", "KOPI", "KRI-004", "FES-001", *(product.code for product in MORE_GOODS))
SMALL = st.integers(1, 40_000)

TYPED = "untuk Bu Zaitun"
"""Words a person types; they are in no entry and no file."""


class CartOperator(RuleBasedStateMachine):
    """Drives one till through the services; `truth` adds up what was recorded, by itself."""

    def __init__(self) -> None:
        super().__init__()
        self._folder = tempfile.TemporaryDirectory()
        self.world = World()
        self.open()
        self.truth = Truth()
        self.files: list[Path] = []

    def open(self) -> None:
        self.context = a_till_at_work(Path(self._folder.name) / "till", self.world)
        self.till: TillAtWork = self.context.__enter__()
        catalog = self.till.app.catalog
        for product in MORE_GOODS:
            if catalog.catalog.holder_of(product.code) is None:
                catalog.edit_product(product)

    def teardown(self) -> None:
        """Let go of the till and its folder."""
        self.context.__exit__(None, None, None)
        self._folder.cleanup()

    @property
    def cart(self) -> Cart:
        """The open cart."""
        return self.till.app.selling.cart

    @contextmanager
    def allowed_to_refuse(self) -> Iterator[None]:
        """The rules may say no to this; then nothing has changed."""
        selling = self.till.app.selling
        before = selling.cart, selling.parked
        try:
            yield
        except Refusal:
            assert (selling.cart, selling.parked) == before

    @rule(code=st.sampled_from(CODES), pieces=st.integers(1, 9))
    def scan(self, code: str, pieces: int) -> None:
        """Put goods into the cart."""
        self.till.app.selling.scan(f"{pieces}*{code}")

    @rule(price=SMALL, thousandths=st.integers(1, 3_000))
    def weigh_or_name_a_price(self, price: int, thousandths: int) -> None:
        """Goods by weight, or goods that nobody listed."""
        selling = self.till.app.selling
        if thousandths % 2:
            selling.add_product(self.till.product("KOPI").product_id, Quantity(thousandths))
        else:
            selling.add_open_item(price)

    @precondition(lambda self: self.cart.lines)
    @rule(data=st.data(), amount=SMALL, percent=st.integers(1, 10_000))
    def change_the_cart(self, data: st.DataObject, amount: int, percent: int) -> None:
        """Quantities, discounts, haggling, and lines out."""
        selling = self.till.app.selling
        place = data.draw(st.integers(0, len(self.cart.lines) - 1))
        with self.allowed_to_refuse():
            match data.draw(st.integers(0, 9)):
                case 0:
                    selling.change_quantity(place, Quantity.of(amount % 20 + 1))
                case 1:
                    selling.remove_line(place)
                case 2:
                    selling.discount_line(place, AmountOff(amount))
                case 3:
                    selling.discount_line(place, PercentOff(Percent(percent)))
                case 4:
                    selling.discount_cart(PercentOff(Percent(percent)))
                case 5:
                    selling.agree_total(self.cart.list_sum * percent // 10_000)
                case 6:
                    agreed = self.cart.list_sum * percent // 10_000
                    selling.agree_total(agreed, breaks_floors=True)
                    assert self.cart.goods == agreed
                case 7:
                    selling.change_price(place, amount, TYPED)
                case 8:
                    selling.note_line(place, TYPED)
                case _:
                    selling.discount_cart(AmountOff(amount))

    @rule(steps=st.integers(1, 5))
    def undo_and_redo(self, steps: int) -> None:
        """Back and forth again leads to the same place."""
        selling = self.till.app.selling
        before = selling.cart, selling.parked
        done = 0
        with contextlib.suppress(MoneyIsTaken):  # a cart that was paid for is not emptied
            while done < steps and selling.may_undo:
                selling.undo()
                done += 1
        for _ in range(done):
            selling.redo()
        assert (selling.cart, selling.parked) == before

    @precondition(lambda self: self.cart.lines)
    @rule(abandons=st.booleans())
    def park_or_abandon(self, abandons: bool) -> None:  # noqa: FBT001 -- drawn by hypothesis
        """Put the cart aside, or drop it."""
        selling = self.till.app.selling
        with self.allowed_to_refuse():
            selling.abandon() if abandons else selling.park()
            assert not self.cart.lines

    @precondition(lambda self: self.till.app.selling.parked)
    @rule()
    def recall(self) -> None:
        """Take the oldest parked cart up again."""
        selling = self.till.app.selling
        wanted = selling.parked[0].cart
        selling.recall(wanted.sale_id)
        assert self.cart == wanted
