"""Arithmetic that loses nothing; examples are those of features.md R1-R5."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pos_app.domain.money import Percent, Quantity, half_up, pay_back, split, spread

quantities = st.integers(1, 999_999_999).map(Quantity)


def test_a_weighed_line_rounds_half_up() -> None:
    assert Quantity.of("1.235").times(45_500) == 56_193  # 56.192,5


def test_a_return_mirrors_its_sale() -> None:
    assert (-Quantity.of("1.235")).times(45_500) == -56_193


def test_a_percentage_rounds_half_up() -> None:
    assert Percent.of("12.5").part_of(70_500) == 8_813  # 8.812,5


@pytest.mark.parametrize("text", ["01", "1,5", "1.2345", "x", "1e3", "\uff11", "1 "])
def test_what_is_no_quantity_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=re.escape(text)):
        Quantity.of(text)


@given(st.integers(-999_999_999, 999_999_999).map(Quantity))
def test_a_quantity_is_read_as_it_was_written(quantity: Quantity) -> None:
    assert Quantity.of(str(quantity)) == quantity


def test_spreading_gives_what_is_left_to_the_largest_fractions() -> None:
    assert spread(10_000, [45_000, 18_000, 7_500]) == [6_383, 2_553, 1_064]


def test_spreading_respects_a_floor_price() -> None:
    # Agreed 85.000 for 60.000 (floor 55.000) and 40.000: 15.000 off.
    assert spread(15_000, [60_000, 40_000], [5_000, 40_000]) == [5_000, 10_000]


def test_a_cart_discount_is_spread_as_mon8_says() -> None:
    parts = spread(70_000, [150_000, 150_000, 250_000])
    assert [150_000 - parts[0], 150_000 - parts[1], 250_000 - parts[2]] == [
        130_909,
        130_909,
        218_182,
    ]


@given(
    st.lists(st.integers(1, 10**9), min_size=1, max_size=30),
    st.integers(0, 10**6),
)
def test_spread_parts_add_up_and_keep_their_caps(weights: list[int], per_mille: int) -> None:
    amount = sum(weights) * min(per_mille, 1_000) // 1_000
    parts = spread(amount, weights, weights)
    assert sum(parts) == amount
    assert all(0 <= part <= cap for part, cap in zip(parts, weights, strict=True))


@given(st.integers(0, 10**12), st.integers(1, 8))
def test_split_parts_add_up_and_differ_by_one_at_most(amount: int, parts: int) -> None:
    shares = split(amount, parts)
    assert sum(shares) == amount
    assert shares == sorted(shares, reverse=True)
    assert shares[0] - shares[-1] <= 1


def test_three_returns_of_one_piece_pay_back_everything() -> None:
    three, one = Quantity.of(3), Quantity.of(1)
    paid = [pay_back(100_000, three, Quantity.of(before), one) for before in range(3)]
    assert paid == [33_333, 33_333, 33_334]


@given(st.integers(0, 10**12), st.lists(quantities, min_size=1, max_size=6))
def test_returns_in_any_portions_pay_back_exactly_what_was_paid(
    paid: int, portions: list[Quantity]
) -> None:
    bought = Quantity(sum(portion.thousandths for portion in portions))
    back, returned = 0, Quantity(0)
    for portion in portions:
        back += pay_back(paid, bought, returned, portion)
        returned += portion
    assert back == paid


@given(st.integers(-(10**15), 10**15), st.integers(1, 10**4))
def test_half_up_is_never_off_by_more_than_a_half(numerator: int, denominator: int) -> None:
    assert abs(half_up(numerator, denominator) * denominator - numerator) * 2 <= denominator
