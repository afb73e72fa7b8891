"""A sale while it grows."""

import pytest

from pos_app.domain.cart import Cart
from pos_app.domain.catalog import Catalog, Product
from pos_app.domain.errors import (
    AmountTooLarge,
    BadQuantity,
    CartIsFull,
    ProductIsIncomplete,
    UnknownCode,
)
from pos_app.domain.money import Percent, Quantity

MUG = Product(product_id=1, name="Mug", price=50_000, code="MUG", quick_code="12")
COFFEE = Product(product_id=2, name="Kopi", price=45_500, code="KOP", sold_by_weight=True)


def cart_with(*products: Product) -> Cart:
    cart = Cart("a")
    for product in products:
        cart, _ = cart.with_product(product)
    return cart


def test_the_same_product_joins_its_line() -> None:
    cart = cart_with(MUG, COFFEE, MUG)
    assert [line.quantity for line in cart.lines] == [Quantity.of(2), Quantity.of(1)]
    assert cart.total == 145_500
    assert cart.pieces == 3


def test_a_weighed_line_costs_quantity_times_price_half_up() -> None:
    cart, place = Cart("a").with_product(COFFEE, Quantity.of("1.235"))
    assert cart.lines[place].total == cart.total == 56_193
    assert cart.pieces == 1


def test_a_changed_price_gets_a_line_of_its_own() -> None:
    dearer = Product(product_id=1, name="Mug", price=60_000, code="MUG")
    cart = cart_with(MUG, dearer)
    assert [line.unit_price for line in cart.lines] == [50_000, 60_000]


@pytest.mark.parametrize(("text", "why"), [("0", "zero"), ("-1", "zero"), ("1.5", "whole")])
def test_a_quantity_that_cannot_be_sold_is_refused(text: str, why: str) -> None:
    with pytest.raises(BadQuantity) as refused:
        cart_with(MUG).with_quantity(0, Quantity.of(text))
    assert refused.value.why == why


def test_a_cart_holds_two_hundred_lines_and_no_more() -> None:
    cart = Cart("a")
    for number in range(200):
        cart, _ = cart.with_product(Product(product_id=number, name="P", price=1, code="C"))
    with pytest.raises(CartIsFull):
        cart.with_product(Product(product_id=200, name="P", price=1, code="C"))


@pytest.mark.parametrize("code", ["mug", " MUG ", "12"])
def test_a_code_finds_its_product_whatever_its_case(code: str) -> None:
    assert Catalog([MUG, COFFEE]).find(code) == MUG


def test_upc_a_and_its_ean_13_form_are_one_code() -> None:
    product = Product(product_id=3, name="Tea", price=1_000, code="036000291452")
    assert Catalog([product]).find("0036000291452") == product


def test_leading_zeros_are_part_of_a_code() -> None:
    with pytest.raises(UnknownCode):
        Catalog([Product(product_id=3, name="Tea", price=1_000, code="00123")]).find("123")


def test_a_retired_product_is_not_found() -> None:
    retired = Product(product_id=1, name="Mug", price=50_000, code="MUG", is_retired=True)
    with pytest.raises(UnknownCode):
        Catalog([retired]).find("MUG")


@pytest.mark.parametrize(
    ("product", "field"),
    [
        (Product(product_id=0, name="  ", price=1), "name"),
        (Product(product_id=0, name="x" * 121, price=1), "name"),
        (Product(product_id=0, name="a\x1bb", price=1), "name"),
        (Product(product_id=0, name="Mug", price=0), "price"),
        (Product(product_id=0, name="Mug", price=1, quick_code="1"), "quick_code"),
        (Product(product_id=0, name="Mug", price=1, code="x" * 41), "code"),
        (Product(product_id=0, name="Mug", price=9, floor_price=10), "floor_price"),
        (Product(product_id=0, name="Mug", price=9, floor_price=0), "floor_price"),
        (Product(product_id=0, name="Mug", price=9, tax_rate=Percent.of("100.01")), "tax_rate"),
        (Product(product_id=0, name="Mug", price=9, variant_label="x" * 61), "variant"),
        (Product(product_id=0, name="Mug", price=9, variant_group="a\x1bb"), "variant"),
    ],
)
def test_a_product_that_cannot_be_right_is_refused_by_field(product: Product, field: str) -> None:
    with pytest.raises(ProductIsIncomplete) as refused:
        product.checked()
    assert refused.value.field == field


def test_a_quantity_beyond_what_a_line_holds_is_refused() -> None:
    with pytest.raises(BadQuantity) as refused:
        cart_with(MUG).with_quantity(0, Quantity(1_000_000_000))
    assert refused.value.why == "too_large"


def test_a_sum_beyond_what_a_sale_holds_is_refused_and_the_cart_stays() -> None:
    dear = Product(product_id=9, name="Kapal", price=10**12, code="K")
    cart = cart_with(dear)
    with pytest.raises(AmountTooLarge):
        cart.with_product(MUG)
    assert cart.total == 10**12


def test_the_badge_counts_a_product_over_all_its_lines() -> None:
    dearer = Product(product_id=1, name="Mug", price=60_000, code="MUG")
    assert cart_with(MUG, dearer, MUG).quantity_of(1) == Quantity.of(3)


def test_a_price_beyond_what_a_field_holds_is_refused() -> None:
    with pytest.raises(ProductIsIncomplete) as refused:
        Product(product_id=0, name="Mug", price=10**12 + 1).checked()
    assert (refused.value.field, refused.value.why) == ("price", "too_long")


def test_names_get_one_spelling() -> None:
    product = Product(product_id=0, name="  Kue\u00a0 cafe\u0301 ", price=1).checked()
    assert product.name == "Kue caf\u00e9"
