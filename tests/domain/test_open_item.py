"""Goods without a product, typed in one line (X10)."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pos_app.domain.money import Quantity
from pos_app.domain.open_item import OpenItem, read_open_item

ONE_AND_A_HALF = Quantity.of("1.5")


@pytest.mark.parametrize(
    ("text", "item"),
    [
        ("3x kripik pedas 15rb", OpenItem(Quantity.of(3), 15_000, "kripik pedas")),
        ("2x15rb", OpenItem(Quantity.of(2), 15_000)),
        ("1x12345", OpenItem(Quantity.of(1), 12_345)),
        (" 2 ×  teh   manis  Rp 5.000,- ", OpenItem(Quantity.of(2), 5_000, "teh manis")),
        ("1,5*ikan asap 40 rb", OpenItem(ONE_AND_A_HALF, 40_000, "ikan asap")),
        ("1*gelang Rp 1,5 jt", OpenItem(Quantity.of(1), 1_500_000, "gelang")),
        ("4*es teh 2 7.500", OpenItem(Quantity.of(4), 7_500, "es teh 2")),
        ("2\u00a0x kopi 12.000", OpenItem(Quantity.of(2), 12_000, "kopi")),
    ],
)
def test_a_line_with_quantity_and_price_is_an_open_item(text: str, item: OpenItem) -> None:
    assert read_open_item(text) == item


@pytest.mark.parametrize(
    "text",
    [
        "kripik pedas 15rb",  # a search
        "kripik\u00a0pedas 15rb",
        "15rb",
        "3x kripik pedas",  # no price
        "3xl 15rb",  # a size
        "3*12",  # a quick code, or twelve thousand
        "2*96385074",  # a barcode
        "2*teh 25",  # 25, or 25.000
        "0*teh 15rb",
        "2*teh -5rb",
        "2*teh 0",
        "2*12 15rb",  # a code and something more
        "",
    ],
)
def test_what_may_mean_something_else_is_none(text: str) -> None:
    assert read_open_item(text) is None


@given(
    st.integers(1, 999),
    st.from_regex(r"[a-z]{1,9}( [a-z]{2,9}){0,2}", fullmatch=True),
    st.integers(10, 9_999_999),
)
def test_what_was_typed_is_what_is_sold(pieces: int, name: str, thousands: int) -> None:
    price = thousands * 1_000
    typed = f"{price:,}".replace(",", ".")
    assert read_open_item(f"{pieces}x {name} {typed}") == OpenItem(Quantity.of(pieces), price, name)


@given(st.text(max_size=60))
def test_whatever_is_typed_is_an_item_with_a_price_or_none(text: str) -> None:
    item = read_open_item(text)
    assert item is None or (item.price > 0 and item.quantity.thousandths > 0)
