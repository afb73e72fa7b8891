"""Whatever a cart can be, the entry it becomes is one that our own reader accepts."""

from datetime import datetime

from hypothesis import given, settings
from hypothesis import strategies as st

from pos_app.domain.cart import Cart
from pos_app.domain.catalog import Product
from pos_app.domain.discount import AgreedTotal, AmountOff, PercentOff
from pos_app.domain.journal import Stamp
from pos_app.domain.money import Percent, Quantity
from pos_app.domain.rounding import CashRounding
from pos_app.domain.sale import NewReceipt, ring_up
from pos_app.domain.taxes import TaxRules
from pos_app.domain.tender import Payment
from pos_app.exchange.entry_line import read_entry, write_entry
from tests.builders import DAY_1, SALT, WIB

STAMP = Stamp(at=datetime(2026, 11, 24, 9, 30, tzinfo=WIB), day=DAY_1, op="k1")
TAXES = st.builds(
    TaxRules,
    st.sampled_from(["none", "local", "pkp"]),
    st.sampled_from([Percent(0), Percent.of(10), Percent.of("2.5")]),
    st.booleans(),
)


@st.composite
def carts(draw: st.DrawFn) -> Cart:
    """Goods by piece and by weight, with own rates, floors, discounts, prices and agreements."""
    cart = Cart("a", taxes=draw(TAXES), allowed_by=draw(st.sampled_from(["", "k2"])))
    for number in range(draw(st.integers(1, 6))):
        price = draw(st.integers(1, 400_000))
        quantity = Quantity(draw(st.integers(1, 5_000)))
        rate = draw(st.sampled_from([None, Percent(0), Percent.of(11)]))
        floor = draw(st.none() | st.integers(1, price))
        if rate == Percent(0) and floor:
            cart, _ = cart.with_open_item("Ikan asap", price, quantity)
            continue
        product = Product(
            product_id=number + 1,
            name="Barang",
            price=price,
            code=f"B{number}",
            category="Makanan",
            sold_by_weight=True,
            floor_price=floor,
            tax_rate=rate,
        )
        cart, _ = cart.with_product(product, quantity)
    place = draw(st.integers(0, len(cart.lines) - 1))
    if draw(st.booleans()):
        cart = cart.with_price(place, draw(st.integers(1, 500_000)), "lecet")
    if draw(st.booleans()) and cart.lines[place].gross:
        cart = cart.with_line_discount(
            place, AmountOff(draw(st.integers(1, cart.lines[place].gross)))
        )
    return _reduced(draw, cart)


def _reduced(draw: st.DrawFn, cart: Cart) -> Cart:
    match draw(st.sampled_from(["no", "percent", "agreed", "below"])):
        case "percent":
            return cart.with_discount(PercentOff(Percent(draw(st.integers(1, 10_000)))))
        case "agreed":
            total = draw(st.integers(cart.lowest_total, cart.list_sum))
            return cart.with_agreed_total(AgreedTotal(total))
        case "below":
            total = draw(st.integers(0, cart.list_sum))
            return cart.with_agreed_total(AgreedTotal(total, breaks_floors=True))
        case _:
            return cart


@settings(max_examples=60)
@given(carts(), st.sampled_from([0, 100, 500, 1_000]), st.integers(0, 60_000))
def test_a_rung_up_cart_is_read_as_it_was_written(cart: Cart, step: int, too_much: int) -> None:
    payment = Payment(cart.total, CashRounding(step))
    if cart.total:
        payment = payment.with_tender("cash", payment.missing_in("cash") + too_much)
    sale = ring_up(cart, payment, NewReceipt(no=1, stamp=STAMP, salt=SALT), why="hadiah")
    lines = write_entry(sale, seq=2, previous="0" * 64)
    assert read_entry(lines.line, lines.items_line).entry == sale
    assert sale.money.total - sale.money.rounding == cart.total
