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
    GoodsLine,
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


def test_an_order_says_that_it_is_not_paid_and_is_called_by_its_short_number() -> None:
    cart, _ = Cart("a").with_product(Product(product_id=1, name="Nasi bakar", price=30_000))
    cart, _ = cart.with_product(
        Product(product_id=2, name="Dodol", price=9_000, unit="kg", sold_by_weight=True),
        Quantity.of("2"),
    )
    at = day.stamp(12, 0).at
    lines = slip("order", facts_of_cart(cart, at=at, call="14", number="7K3MQ2-ORD14"))
    assert [line.strip() for line in lines[:2]] == ["ORDER", "1 4"]
    assert {"No. 7K3MQ2-ORD14", "NOT PAID YET"} <= set(lines)
    assert {"1 x Nasi bakar", "2 kg x Dodol"} <= set(lines)
    assert "2 items" in lines  # two kilograms are one thing to pack, as in the cart
    assert cart.pieces == 2


def test_notes_stand_below_what_they_are_about() -> None:
    typed = TypedWords(note="bungkus satu", line_notes=((1, "tanpa gula"),))
    lines = slip("preparation", facts_of_sale(day.cash_sale().recorded, typed, day.KERIPIK))
    first = lines.index("2 x Keripik pisang cokelat 250 g")
    assert lines[first + 1] == "  Note: tanpa gula"
    assert "Note: bungkus satu" in lines


@pytest.mark.parametrize("unit", ["lembar besar", "lembar besar ukuran dua meter", "w" * 60])
def test_a_long_unit_leaves_room_for_the_name(unit: str) -> None:
    line = GoodsLine(Quantity.of("1.5"), "Kain batik tulis motif sembagi", "KB", unit)
    at = day.stamp(12, 0).at
    lines = slip("order", GoodsFacts(lines=(line,), at=at, number="7K3MQ2-ORD14", call="14"))
    assert "sembagi" in lines[-3]
    assert "batik tulis" in " ".join(" ".join(lines).split())


def test_a_second_slip_says_that_it_is_a_copy() -> None:
    facts = facts_of_sale(day.cash_sale().recorded, NOTHING_TYPED, day.KERIPIK)
    paper = goods_slip("pick-up", facts, heading=day.KERIPIK, columns=32, copy=COPY)
    lines = text_lines(paper)
    assert lines[0].strip() == lines[-1].strip() == "COPY NO. 1"
    assert lines[5].strip() == "2 1 4"
