"""Discounts, agreed totals and changed prices: R2 to R4 and S9 to S11 on carts."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pos_app.domain.cart import OPEN_PRICE_CODE, Cart
from pos_app.domain.cart_errors import (
    AgreedTooHigh,
    AgreedTooLow,
    BadWords,
    ReasonMissing,
    TooMuchDiscount,
)
from pos_app.domain.cart_notices import AgreementDropped, DiscountCapped, notices_of
from pos_app.domain.catalog import Product
from pos_app.domain.discount import AgreedTotal, AmountOff, Discount, PercentOff
from pos_app.domain.errors import AmountTooLarge, BadAmount, BadQuantity, CartIsEmpty
from pos_app.domain.money import Percent, Quantity


def a_product(price: int, number: int = 1, *, floor: int | None = None) -> Product:
    return Product(
        product_id=number, name=f"P{number}", price=price, code=f"C{number}", floor_price=floor
    )


def cart_of(*prices: int) -> Cart:
    cart = Cart("a")
    for number, price in enumerate(prices, start=1):
        cart, _ = cart.with_product(a_product(price, number))
    return cart


def percent(text: str) -> PercentOff:
    return PercentOff(Percent.of(text))


def nets(cart: Cart) -> list[int]:
    return [line.net for line in cart.lines]


def test_a_percentage_of_a_line_is_taken_half_up() -> None:
    cart = cart_of(70_500).with_line_discount(0, percent("12.5"))
    (line,) = cart.lines
    assert (line.gross, line.line_discount, line.total, line.net) == (70_500, 8_813, 61_687, 61_687)
    assert (cart.gross, cart.discount, cart.total) == (70_500, 8_813, 61_687)


def test_an_amount_off_the_cart_is_spread_over_its_lines() -> None:
    cart = cart_of(45_000, 18_000, 7_500).with_discount(AmountOff(10_000))
    assert [line.share for line in cart.lines] == [6_383, 2_553, 1_064]
    assert cart.total == 60_500


def test_a_percentage_of_a_cart_is_taken_once_on_the_sum() -> None:
    # 10 % of 3 x 5 is 1,5 and so 2; line by line it would be 0,5 -> 1 each and so 3.
    cart = cart_of(5, 5, 5).with_discount(percent("10"))
    assert cart.cart_discount == 2
    assert [line.share for line in cart.lines] == [1, 1, 0]


def test_a_cart_discount_comes_after_those_of_the_lines() -> None:
    cart = cart_of(60_000, 40_000).with_line_discount(0, AmountOff(10_000))
    cart = cart.with_discount(percent("10"))
    assert cart.list_sum == 90_000
    assert [line.share for line in cart.lines] == [5_000, 4_000]
    assert (cart.discount, cart.total) == (19_000, 81_000)


def test_mon8_a_cart_discount_is_part_of_what_was_paid_for_each_line() -> None:
    cart = cart_of(150_000, 150_001, 250_000).with_price(1, 150_000, "salah label")
    assert nets(cart.with_discount(AmountOff(70_000))) == [130_909, 130_909, 218_182]


def test_mon7_a_discount_above_its_line_is_refused_naming_the_largest() -> None:
    with pytest.raises(TooMuchDiscount) as refused:
        cart_of(15_000).with_line_discount(0, AmountOff(20_000))
    assert refused.value.largest == 15_000
    with pytest.raises(TooMuchDiscount) as refused:
        cart_of(15_000, 5_000).with_discount(AmountOff(20_001))
    assert refused.value.largest == 20_000


def test_mon7_a_fixed_discount_that_no_longer_fits_is_capped_with_a_notice() -> None:
    before = cart_of(12_000, 10_000).with_discount(AmountOff(15_000))
    after = before.without_line(1)
    assert (after.cart_discount, after.total) == (12_000, 0)
    assert notices_of(before, after) == (DiscountCapped("", 15_000, 12_000),)
    more, _ = after.with_product(a_product(10_000, 2))
    assert (more.cart_discount, more.total) == (15_000, 7_000)
    assert notices_of(after, more) == ()


def test_a_fixed_discount_of_a_line_stays_and_is_capped_and_a_percentage_follows() -> None:
    cart = cart_of(10_000).with_quantity(0, Quantity.of(3))
    fixed = cart.with_line_discount(0, AmountOff(15_000))
    one = fixed.with_quantity(0, Quantity.of(1))
    assert one.total == 0
    assert notices_of(fixed, one) == (DiscountCapped("P1", 15_000, 10_000),)
    assert cart.with_line_discount(0, percent("50")).with_quantity(0, Quantity.of(1)).total == 5_000


@pytest.mark.parametrize("discount", [AmountOff(0), AmountOff(-1), percent("0")])
def test_a_discount_of_nothing_is_refused(discount: Discount) -> None:
    with pytest.raises(BadAmount):
        cart_of(15_000).with_line_discount(0, discount)


def test_more_than_all_of_it_is_refused() -> None:
    with pytest.raises(TooMuchDiscount):
        cart_of(15_000).with_discount(percent("100.01"))
    assert cart_of(15_000).with_discount(percent("100")).total == 0


@pytest.mark.parametrize(
    "reduce",
    [
        lambda cart: cart.with_discount(percent("10")),
        lambda cart: cart.with_agreed_total(AgreedTotal(0)),
    ],
)
def test_an_empty_cart_has_no_discount(reduce: Callable[[Cart], Cart]) -> None:
    with pytest.raises(CartIsEmpty):
        reduce(Cart("a"))


def test_a_discount_is_taken_off_again() -> None:
    cart = cart_of(15_000, 5_000)
    reduced = cart.with_line_discount(0, percent("10")).with_discount(percent("10"))
    assert reduced.with_discount(None).with_line_discount(0, None) == cart


def test_another_cart_gives_no_notice() -> None:
    assert notices_of(cart_of(5_000).with_discount(AmountOff(5_000)), Cart("b")) == ()


def test_a_discount_does_not_wait_in_an_emptied_cart() -> None:
    assert cart_of(15_000).with_discount(percent("10")).without_line(0).reduction is None


# --- agreed total ------------------------------------------------------------------------------


def with_floor() -> Cart:
    cart, _ = Cart("a").with_product(a_product(60_000, 1, floor=55_000))
    return cart.with_product(a_product(40_000, 2))[0]


def test_an_agreed_total_is_spread_with_the_floor_prices_as_caps() -> None:
    cart = with_floor().with_agreed_total(AgreedTotal(85_000))
    assert nets(cart) == [55_000, 30_000]
    assert cart.total == 85_000


def test_an_agreed_total_below_the_floor_prices_is_refused_naming_the_lowest() -> None:
    with pytest.raises(AgreedTooLow) as refused:
        with_floor().with_agreed_total(AgreedTotal(54_999))
    assert refused.value.lowest == with_floor().lowest_total == 55_000
    assert with_floor().with_agreed_total(AgreedTotal(55_000)).total == 55_000


def test_an_agreed_total_below_the_floor_prices_may_be_allowed() -> None:
    cart = with_floor().with_agreed_total(AgreedTotal(50_000, breaks_floors=True))
    assert nets(cart) == [30_000, 20_000]


def test_an_agreed_total_above_the_list_sum_is_refused() -> None:
    with pytest.raises(AgreedTooHigh) as refused:
        with_floor().with_agreed_total(AgreedTotal(100_001))
    assert refused.value.highest == 100_000
    assert with_floor().with_agreed_total(AgreedTotal(100_000)).discount == 0


def test_a_floor_price_holds_for_each_piece_of_a_weighed_line() -> None:
    fish = Product(
        product_id=1, name="Ikan", price=45_500, code="I", sold_by_weight=True, floor_price=40_000
    )
    cart, _ = Cart("a").with_product(fish, Quantity.of("1.235"))
    assert cart.total == 56_193
    assert cart.lowest_total == 49_400


def test_a_line_reduced_below_its_floor_already_gives_nothing_more() -> None:
    cart = with_floor().with_line_discount(0, AmountOff(10_000))
    assert cart.lowest_total == 50_000
    assert nets(cart.with_agreed_total(AgreedTotal(60_000))) == [50_000, 10_000]


@pytest.mark.parametrize(
    "change",
    [
        lambda cart: cart.with_quantity(0, Quantity.of(2)),
        lambda cart: cart.without_line(0),
        lambda cart: cart.with_product(a_product(5_000, 3))[0],
        lambda cart: cart.with_line_discount(1, percent("10")),
        lambda cart: cart.with_price(1, 39_000, "lecet"),
        lambda cart: cart.with_open_item("Tas", 2_000)[0],
    ],
)
def test_a_later_change_drops_the_agreement_with_a_notice(change: Callable[[Cart], Cart]) -> None:
    agreed = with_floor().with_agreed_total(AgreedTotal(85_000))
    changed = change(agreed)
    assert changed.reduction is None
    assert notices_of(agreed, changed) == (AgreementDropped(85_000),)


def test_a_note_leaves_the_agreement_alone() -> None:
    agreed = with_floor().with_agreed_total(AgreedTotal(85_000))
    assert agreed.with_line_note(0, "bungkus").with_note("Bu Ani").total == 85_000


def test_an_agreement_takes_the_place_of_a_cart_discount() -> None:
    cart = with_floor().with_discount(percent("10")).with_agreed_total(AgreedTotal(95_000))
    assert cart.total == 95_000


# --- prices and open items ---------------------------------------------------------------------


def test_a_changed_price_keeps_the_list_price_beside_it() -> None:
    line = cart_of(50_000).with_price(0, 45_000, " lecet ").lines[0]
    assert (line.unit_price, line.list_price, line.price_reason) == (45_000, 50_000, "lecet")


def test_a_price_changed_back_is_the_list_price_again() -> None:
    cart = cart_of(50_000)
    assert cart.with_price(0, 45_000, "lecet").with_price(0, 50_000, "") == cart


def test_a_changed_price_needs_a_reason_and_an_amount() -> None:
    with pytest.raises(ReasonMissing):
        cart_of(50_000).with_price(0, 45_000, " ")
    with pytest.raises(BadAmount):
        cart_of(50_000).with_price(0, 0, "gratis")
    with pytest.raises(BadAmount):
        cart_of(50_000).with_price(0, 10**12 + 1, "salah")


def test_another_piece_does_not_join_a_line_with_a_changed_price_or_a_note() -> None:
    changed = cart_of(50_000).with_price(0, 45_000, "lecet")
    assert changed.with_product(a_product(50_000))[1] == 1
    assert cart_of(50_000).with_line_note(0, "merah").with_product(a_product(50_000))[1] == 1


def test_another_piece_joins_a_line_with_a_discount() -> None:
    cart = cart_of(50_000).with_line_discount(0, percent("10"))
    cart, place = cart.with_product(a_product(50_000))
    assert (place, cart.total) == (0, 90_000)


def test_an_open_price_item_is_a_line_of_its_own() -> None:
    cart, _ = Cart("a").with_open_item("Kripik pedas", 15_000, Quantity.of(3))
    cart, place = cart.with_open_item("Kripik pedas", 15_000)
    assert place == 1
    assert [line.code for line in cart.lines] == [OPEN_PRICE_CODE] * 2
    assert (cart.total, cart.pieces) == (60_000, 4)


def test_an_open_price_item_may_be_weighed_and_gets_another_price_without_a_reason() -> None:
    cart, _ = Cart("a").with_open_item("Ikan", 40_000, Quantity.of("1.5"))
    cart = cart.with_quantity(0, Quantity.of("0.5")).with_price(0, 30_000, "")
    assert (cart.total, cart.pieces, cart.lines[0].list_price) == (15_000, 1, None)


def test_what_is_no_price_name_or_note_is_refused() -> None:
    with pytest.raises(BadAmount):
        Cart("a").with_open_item("Tas", 0)
    with pytest.raises(BadWords) as refused:
        Cart("a").with_open_item("x" * 121, 1_000)
    assert refused.value.most == 120
    with pytest.raises(BadWords):
        Cart("a").with_note("a\x1bb")
    with pytest.raises(BadQuantity):
        Cart("a").with_open_item("Tas", 1_000, Quantity(0))


def test_a_sum_beyond_what_a_sale_holds_is_refused_whatever_comes_off() -> None:
    cart = cart_of(10**12).with_line_discount(0, percent("100"))
    assert cart.total == 0
    with pytest.raises(AmountTooLarge):
        cart.with_product(a_product(1, 2))


# --- properties --------------------------------------------------------------------------------

LINES = st.lists(
    st.tuples(st.integers(1, 300_000), st.integers(1, 9_000), st.integers(0, 100)),
    min_size=1,
    max_size=8,
)


def drawn_cart(lines: list[tuple[int, int, int]]) -> Cart:
    """Weighed goods, each with a floor at that percentage of its price."""
    cart = Cart("a")
    for number, (price, thousandths, share) in enumerate(lines):
        floor = max(1, price * share // 100)
        product = Product(
            product_id=number,
            name="P",
            price=price,
            code=f"C{number}",
            sold_by_weight=True,
            floor_price=floor,
        )
        cart, _ = cart.with_product(product, Quantity(thousandths))
    return cart


@given(LINES, st.integers(0, 10_000), st.integers(0, 10_000))
def test_whatever_comes_off_is_never_more_than_there_is_and_adds_up(
    lines: list[tuple[int, int, int]], off_line: int, off_cart: int
) -> None:
    cart = drawn_cart(lines)
    if off_line:
        cart = cart.with_line_discount(0, PercentOff(Percent(off_line)))
    if off_cart:
        cart = cart.with_discount(PercentOff(Percent(off_cart)))
    assert all(line.net >= 0 for line in cart.lines)
    assert all(line.gross == line.line_discount + line.share + line.net for line in cart.lines)
    assert cart.gross - cart.discount == cart.goods == sum(nets(cart))
    assert cart.total == cart.list_sum - Percent(off_cart).part_of(cart.list_sum)


@given(LINES, st.integers(0, 100))
def test_x9_an_agreed_total_is_met_to_the_rupiah_and_breaks_no_floor(
    lines: list[tuple[int, int, int]], share: int
) -> None:
    cart = drawn_cart(lines)
    agreed = cart.lowest_total + (cart.list_sum - cart.lowest_total) * share // 100
    cart = cart.with_agreed_total(AgreedTotal(agreed))
    assert cart.total == agreed
    for line in cart.lines:
        assert line.floor_price is not None
        assert line.net >= min(line.total, line.quantity.times(line.floor_price))
