"""How a cart is paid and becomes final."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pos_app.domain.cart import Cart
from pos_app.domain.cart_errors import ReasonMissing
from pos_app.domain.catalog import Product
from pos_app.domain.discount import AmountOff
from pos_app.domain.drawer import CashCount
from pos_app.domain.errors import (
    AmountTooLarge,
    CartIsEmpty,
    PaidTooMuch,
    StillToPay,
    TooManyTenders,
)
from pos_app.domain.journal import SaleRecorded, Stamp, Tender
from pos_app.domain.money import Quantity
from pos_app.domain.sale import NewReceipt, ring_up
from pos_app.domain.tender import Payment

NOW = datetime(2026, 11, 26, 7, 32, tzinfo=UTC)
STAMP = Stamp(at=NOW, day=NOW.date())
MUG = Product(product_id=1, name="Mug", price=50_000, code="MUG")


def sold(cart: Cart, payment: Payment) -> SaleRecorded:
    return ring_up(cart, payment, NewReceipt(no=7, stamp=STAMP, salt="0" * 32))


def test_change_comes_out_of_cash() -> None:
    payment = Payment(75_000).with_tender("cash", 100_000)
    assert (payment.missing, payment.change) == (0, 25_000)
    assert payment.tenders == (Tender("cash", 75_000),)
    assert payment.cash_given == 100_000


def test_notes_add_up_to_one_cash_tender() -> None:
    payment = Payment(75_000).with_tender("cash", 50_000).with_tender("cash", 50_000)
    assert payment.tenders == (Tender("cash", 75_000),)


def test_a_non_cash_amount_above_what_is_open_is_never_taken_in_silence() -> None:
    with pytest.raises(PaidTooMuch) as refused:
        Payment(75_000).with_tender("qris", 80_000)
    assert refused.value.open_amount == 75_000


def test_mon5_only_the_sum_decides_in_whatever_order() -> None:
    one = Payment(10_000).with_tender("cash", 4_000).with_tender("card", 6_000)
    other = Payment(10_000).with_tender("card", 6_000).with_tender("cash", 10_000)
    assert one.missing == other.missing == 0
    assert other.change == 6_000
    assert sum(tender.amount for tender in other.tenders) == 10_000


def test_mon6_cash_may_cover_all_at_any_time() -> None:
    assert Payment(45_000).with_tender("cash", 100_000).change == 55_000


def test_a_ninth_tender_is_refused() -> None:
    payment = Payment(9_000)
    for _ in range(8):
        payment = payment.with_tender("card", 1_000)
    with pytest.raises(TooManyTenders):
        payment.with_tender("card", 1_000)


def test_a_sale_is_not_finished_while_something_is_still_to_pay() -> None:
    cart, _ = Cart("a").with_product(MUG)
    with pytest.raises(StillToPay) as refused:
        sold(cart, Payment(cart.total).with_tender("cash", 49_000))
    assert refused.value.missing == 1_000


def test_a_cart_that_became_cheaper_than_what_came_without_cash_is_not_finished() -> None:
    cart, _ = Cart("a").with_product(MUG)
    payment = Payment(cart.total).with_tender("qris", 50_000)
    cart = cart.with_discount(AmountOff(10_000))
    with pytest.raises(PaidTooMuch) as refused:
        sold(cart, payment.for_total(cart.total))
    assert (refused.value.amount, refused.value.open_amount) == (50_000, 40_000)


def test_a_sale_of_nothing_says_why_and_has_no_tender() -> None:
    cart, _ = Cart("a").with_product(MUG)
    cart = cart.with_line_discount(0, AmountOff(50_000))
    with pytest.raises(ReasonMissing):
        sold(cart, Payment(0))
    payment = Payment(50_000).with_tender("cash", 50_000).for_total(0)
    sale = ring_up(cart, payment, NewReceipt(no=7, stamp=STAMP, salt="0" * 32), why="hadiah")
    assert (sale.why, sale.money.pay, sale.money.given, sale.money.discount) == (
        "hadiah",
        (),
        None,
        50_000,
    )


def test_a_reason_is_kept_only_where_nothing_is_paid() -> None:
    cart, _ = Cart("a").with_product(MUG)
    payment = Payment(50_000).with_tender("cash", 50_000)
    receipt = NewReceipt(no=7, stamp=STAMP, salt="0" * 32)
    assert ring_up(cart, payment, receipt, why="hadiah").why == ""


def test_an_empty_cart_is_not_a_sale() -> None:
    with pytest.raises(CartIsEmpty):
        sold(Cart("a"), Payment(0))


@given(
    st.lists(st.tuples(st.integers(1, 3_000_000), st.integers(1, 20)), min_size=1, max_size=8),
    st.lists(st.sampled_from(["cash", "qris", "card", "transfer"]), min_size=1, max_size=7),
    st.integers(0, 500_000),
)
def test_tenders_add_up_to_the_total_to_the_rupiah(
    goods: list[tuple[int, int]], kinds: list[str], too_much: int
) -> None:
    cart = Cart("a")
    for number, (price, pieces) in enumerate(goods):
        product = Product(product_id=number, name="P", price=price, code=f"C{number}")
        cart, _ = cart.with_product(product, Quantity.of(pieces))
    payment = Payment(cart.total)
    for kind in kinds:
        part = max(1, payment.missing // 2)
        if payment.missing:
            payment = payment.with_tender(kind, part)
    if payment.missing:
        payment = payment.with_tender("cash", payment.missing + too_much)
    sale = sold(cart, payment)
    assert sum(tender.amount for tender in sale.money.pay) == sale.money.total == cart.total
    assert sale.basket is not None
    assert sum(item.net for item in sale.basket.items) == sale.money.goods
    assert sale.money.change == payment.change >= 0


def test_a_count_adds_its_rows_and_other_money() -> None:
    count = CashCount(((50_000, 2), (1_000, 3), (1_000, 1), (500, 0)), other=75_000)
    entry = count.recorded(STAMP)
    assert entry.amount == 179_000
    assert entry.rows == ((50_000, 2), (1_000, 3), (1_000, 1))


def test_a_tender_may_be_taken_back_before_the_sale_is_finished() -> None:
    payment = Payment(75_000).with_tender("card", 25_000).with_tender("cash", 100_000)
    assert payment.without_tender(0).tenders == (Tender("cash", 75_000),)
    assert payment.without_tender(1).missing == 50_000


def test_more_cash_than_a_field_holds_is_refused() -> None:
    with pytest.raises(AmountTooLarge):
        Payment(75_000).with_tender("cash", 10**12 + 1)


def test_a_count_beyond_what_a_field_holds_is_refused() -> None:
    with pytest.raises(AmountTooLarge):
        CashCount(((100_000, 99_999_999),)).recorded(STAMP)
