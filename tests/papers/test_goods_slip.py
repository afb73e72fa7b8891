"""Slips of goods: to take an order, to prepare it, to collect it. None of them shows a price."""

import re
from typing import get_args

import pytest

from pos_app.domain.cart import Cart
from pos_app.domain.catalog import Product
from pos_app.domain.money import Quantity
from pos_app.domain.sale import NOTHING_TYPED, TypedWords
from pos_app.papers.goods_slip import (
    GoodsFacts,
    GoodsSlipKind,
    facts_of_cart,
    facts_of_sale,
    goods_slip,
)
from pos_app.papers.paper import text_lines
from tests.papers import till_day as day
from tests.papers.golden_papers import COPY


def slip(kind: GoodsSlipKind, facts: GoodsFacts, columns: int = 32) -> list[str]:
    return text_lines(goods_slip(kind, facts, heading=day.KERIPIK, columns=columns))


@pytest.mark.parametrize("columns", [32, 42, 48])
@pytest.mark.parametrize("kind", get_args(GoodsSlipKind))
def test_no_slip_of_goods_shows_a_price(kind: GoodsSlipKind, columns: int) -> None:
    facts = facts_of_sale(day.cash_sale().recorded, NOTHING_TYPED, day.KERIPIK)
    text = "\n".join(slip(kind, facts, columns))
    assert not re.search(r"\d\.\d{3}|Rp", text)
    for name in ("Keripik pisang cokelat", "Keripik singkong pedas"):
        assert name in text
    assert "6 items" in text


def test_a_slip_of_a_sale_calls_out_the_end_of_its_number() -> None:
    facts = facts_of_sale(day.cash_sale().recorded, NOTHING_TYPED, day.KERIPIK)
    lines = slip("preparation", facts)
    assert lines[0].strip() == "TO PREPARE"
    assert lines[1].strip() == "2 1 4"
    assert "No. 7K3MQ2-000214" in lines


def test_an_order_has_no_number_and_says_that_it_is_not_paid() -> None:
    cart, _ = Cart("a").with_product(Product(product_id=1, name="Nasi bakar", price=30_000))
    cart, _ = cart.with_product(
        Product(product_id=2, name="Dodol", price=9_000, unit="kg", sold_by_weight=True),
        Quantity.of("0.5"),
    )
    lines = slip("order", facts_of_cart(cart, at=day.stamp(12, 0).at, call="Meja 4"))
    assert [line.strip() for line in lines[:2]] == ["ORDER", "M e j a   4"]
    assert "NOT PAID YET" in lines
    assert {"1 x Nasi bakar", "0,5 kg x Dodol", "2 items"} <= set(lines)
    assert not any(line.startswith("No.") for line in lines)


def test_notes_stand_below_what_they_are_about() -> None:
    typed = TypedWords(note="bungkus satu", line_notes=((1, "tanpa gula"),))
    lines = slip("preparation", facts_of_sale(day.cash_sale().recorded, typed, day.KERIPIK))
    first = lines.index("2 x Keripik pisang cokelat 250 g")
    assert lines[first + 1] == "  Note: tanpa gula"
    assert "Note: bungkus satu" in lines


def test_a_second_slip_says_that_it_is_a_copy() -> None:
    facts = facts_of_sale(day.cash_sale().recorded, NOTHING_TYPED, day.KERIPIK)
    paper = goods_slip("pick-up", facts, heading=day.KERIPIK, columns=32, copy=COPY)
    lines = text_lines(paper)
    assert lines[0].strip() == lines[-1].strip() == "COPY NO. 1"
    assert lines[5].strip() == "2 1 4"
