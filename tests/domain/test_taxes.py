"""Taxes inside the price and on top of it (R6)."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pos_app.domain.cart import Cart
from pos_app.domain.catalog import Product
from pos_app.domain.discount import AmountOff, PercentOff
from pos_app.domain.journal import TaxPart
from pos_app.domain.money import Percent, Quantity
from pos_app.domain.taxes import TaxRules, base_on_eleven_twelfths, inside

TEN, ELEVEN = Percent.of(10), Percent.of(11)
LOCAL = TaxRules("local", TEN)
PKP = TaxRules("pkp", ELEVEN)


def a_product(price: int, number: int = 1, rate: Percent | None = None) -> Product:
    return Product(
        product_id=number, name=f"P{number}", price=price, code=f"C{number}", tax_rate=rate
    )


def cart_of(rules: TaxRules, *products: Product) -> Cart:
    cart = Cart("a", taxes=rules)
    for product in products:
        cart, _ = cart.with_product(product)
    return cart


@pytest.mark.parametrize(
    ("price", "base", "tax", "other_base"),
    [
        (111_000, 100_000, 11_000, 91_667),
        (25_000, 22_523, 2_477, 20_646),
        (15_000, 13_514, 1_486, 12_388),
    ],
)
def test_vat_inside_a_price_and_its_other_base(
    price: int, base: int, tax: int, other_base: int
) -> None:
    assert inside(price, ELEVEN) == tax
    assert cart_of(PKP, a_product(price)).tax_rows == (TaxPart(ELEVEN, "in", base, tax),)
    assert base_on_eleven_twelfths(base) == other_base


def test_mon1_base_and_taxes_of_two_rates_add_up_to_the_shelf_prices() -> None:
    cart = cart_of(LOCAL, a_product(28_900, 1, ELEVEN), a_product(1_250, 2, TEN))
    assert cart.total == 30_150
    assert [(row.rate, row.amount) for row in cart.tax_rows] == [(TEN, 114), (ELEVEN, 2_864)]
    assert sum(row.base for row in cart.tax_rows) == 27_172


def test_mon1_with_two_decimals_it_adds_up_too() -> None:
    cart = cart_of(LOCAL, a_product(2_890, 1, Percent.of(22)), a_product(125, 2, TEN))
    assert cart.total == 3_015
    assert [row.amount for row in cart.tax_rows] == [11, 521]


def test_tax_is_taken_per_receipt_and_spread_over_the_lines() -> None:
    # Line by line 5 at 10 % hold 0 each (5 - 5); 15 together hold 1 (15 - 14).
    cart = cart_of(LOCAL, a_product(5, 1), a_product(5, 2), a_product(5, 3))
    assert [line.tax for line in cart.lines] == [1, 0, 0]


def test_tax_follows_what_is_paid_after_all_discounts() -> None:
    cart = cart_of(LOCAL, a_product(40_000)).with_discount(AmountOff(7_000))
    assert cart.tax_rows == (TaxPart(TEN, "in", 30_000, 3_000),)
    assert cart.total == 33_000


def test_tax_on_top_is_added_per_receipt_and_rate() -> None:
    rules = TaxRules("local", TEN, on_top=True)
    cart = cart_of(rules, a_product(15, 1), a_product(10, 2), a_product(20_000, 3, ELEVEN))
    assert cart.tax_rows == (TaxPart(TEN, "on", 25, 3), TaxPart(ELEVEN, "on", 20_000, 2_200))
    assert (cart.goods, cart.tax_on_top, cart.total) == (20_025, 2_203, 22_228)
    assert [line.tax for line in cart.lines] == [0, 0, 0]


def test_without_taxes_there_is_no_trace_of_them() -> None:
    cart = cart_of(TaxRules(), a_product(28_900, 1, ELEVEN))
    assert (cart.tax_rows, cart.lines[0].tax_rate, cart.lines[0].tax) == ((), None, 0)


def test_a_product_may_be_exempt_and_nothing_given_away_is_taxed() -> None:
    cart = cart_of(PKP, a_product(28_900, 1, Percent(0)), a_product(5_000, 2))
    cart = cart.with_line_discount(1, PercentOff(Percent.of(100)))
    assert cart.lines[0].tax_rate is None
    assert cart.tax_rows == ()


@pytest.mark.parametrize(
    ("rules", "own", "rate"),
    [
        (LOCAL, None, TEN),
        (LOCAL, Percent.of(5), Percent.of(5)),
        (PKP, Percent.of(10), ELEVEN),
        (TaxRules("local", Percent(0)), None, None),
    ],
)
def test_the_rate_of_a_line_is_the_products_own_or_the_booths(
    rules: TaxRules, own: Percent | None, rate: Percent | None
) -> None:
    assert rules.rate_for(own) == rate


def test_an_open_price_item_is_taxed_like_any_other() -> None:
    cart, _ = Cart("a", taxes=LOCAL).with_open_item("Teh", 33_000)
    assert cart.tax_rows == (TaxPart(TEN, "in", 30_000, 3_000),)


@given(
    st.lists(
        st.tuples(st.integers(1, 90_000), st.integers(1, 9), st.sampled_from([0, 500, 1000, 1150])),
        min_size=1,
        max_size=8,
    ),
    st.integers(0, 10_000),
)
def test_base_and_tax_are_always_what_the_buyer_pays(
    lines: list[tuple[int, int, int]], off: int
) -> None:
    cart = Cart("a", taxes=LOCAL)
    for number, (price, pieces, rate) in enumerate(lines):
        cart, _ = cart.with_product(a_product(price, number, Percent(rate)), Quantity.of(pieces))
    cart = cart.with_discount(PercentOff(Percent(off))) if off else cart
    for row in cart.tax_rows:
        taxed = [line for line in cart.lines if line.tax_rate == row.rate]
        assert sum(line.net for line in taxed) == row.base + row.amount
        assert sum(line.tax for line in taxed) == row.amount
        assert all(0 <= line.tax <= line.net for line in taxed)
    untaxed = sum(line.net for line in cart.lines if line.tax_rate is None)
    assert sum(row.base + row.amount for row in cart.tax_rows) + untaxed == cart.total
