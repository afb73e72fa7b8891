"""Taking sales back: hand-computed examples first, then what must hold for every sale."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pos_app.domain.correction import SaleBalance, balance_of, turned_money, void
from pos_app.domain.correction_errors import CannotVoid, NothingToRefund, TooMuchBack
from pos_app.domain.journal import (
    Basket,
    CashMoved,
    Recorded,
    SaleMoney,
    SaleRecorded,
    SoldItem,
    TaxPart,
    Tender,
)
from pos_app.domain.money import Money, Percent, Quantity, spread
from pos_app.domain.money_back import BackTender, MoneyBack, money_back, money_back_without_sale
from pos_app.exchange.entry_equations import check_equations
from pos_app.exchange.entry_line import read_entry, write_entry
from tests.builders import DEV, SALT, AFeed, a_stamp, an_item, cash, qris

CASH, TRANSFER = BackTender(), BackTender("transfer")


def line(price: Money, pieces: str = "1", *, discount: Money = 0, **more: object) -> SoldItem:
    quantity = Quantity.of(pieces)
    net = quantity.times(price) - discount
    code = f"P{price}"
    return SoldItem(
        code=code,
        name=code,
        quantity=quantity,
        unit_price=price,
        net=net,
        discount=discount,
        **more,  # type: ignore[arg-type]
    )


def a_sale(*items: SoldItem, pay: tuple[Tender, ...] = (), **more: object) -> SaleRecorded:
    goods = sum(item.net for item in items)
    money = SaleMoney(no=1, total=goods, goods=goods, pay=pay or (cash(goods),))
    money = replace(money, discount=sum(item.discount for item in items), **more)  # type: ignore[arg-type]
    return SaleRecorded(a_stamp(), money, Basket(items, SALT))


class Returns:
    """A sale and its returns, each recorded as the till would."""

    def __init__(self, sale: SaleRecorded) -> None:
        self.feed = AFeed()
        self.sale = self.feed.record(sale)

    @property
    def balance(self) -> SaleBalance:
        return balance_of(self.sale, self.feed.entries, DEV)

    def back(self, *returned: tuple[int, str], by: BackTender = CASH) -> MoneyBack:
        chosen = [(number, Quantity.of(pieces)) for number, pieces in returned]
        made = money_back(self.balance, chosen, by)
        no = len(self.feed.entries) + 1
        of = self.sale.pointer(DEV)
        entry = made.recorded(a_stamp(), no=no, salt=SALT, why="rusak", of=of)
        check_equations(entry)
        lines = write_entry(entry, seq=no, previous=self.feed.entries[-1].link)
        assert read_entry(lines.line, lines.items_line).entry == entry
        self.feed.record(entry)
        return made


# --- refunds -------------------------------------------------------------------------------------


def test_mon8_a_return_pays_back_what_was_paid_after_the_cart_discount() -> None:
    prices = [150_000, 150_000, 250_000]
    shares = spread(70_000, prices)
    items = [line(p, discount=d) for p, d in zip(prices, shares, strict=True)]
    assert [item.net for item in items] == [130_909, 130_909, 218_182]
    assert Returns(a_sale(*items)).back((3, "1")).total == 218_182


def test_mon9_single_returns_of_a_line_add_up_and_a_fourth_is_refused() -> None:
    returns = Returns(a_sale(line(145, "3")))
    assert [returns.back((1, "1")).total for _ in range(3)] == [145, 145, 145]
    with pytest.raises(NothingToRefund):
        returns.back((1, "1"))


def test_r5_the_last_return_takes_the_remainder() -> None:
    returns = Returns(a_sale(line(50_000, "3", discount=50_000)))
    assert [returns.back((1, "1")).total for _ in range(3)] == [33_333, 33_333, 33_334]
    assert returns.balance.left == 0
    assert not returns.balance.may_refund


def test_more_of_a_line_than_was_sold_never_comes_back() -> None:
    returns = Returns(a_sale(line(10_000, "2"), line(5_000)))
    returns.back((1, "1"))
    with pytest.raises(TooMuchBack) as refused:
        returns.back((1, "2"))
    assert (refused.value.product_name, str(refused.value.most)) == ("P10000", "1")


@pytest.mark.parametrize("unknown", [-1, 0, 3])
def test_a_line_that_the_sale_does_not_have_pays_nothing_back(unknown: int) -> None:
    with pytest.raises(NothingToRefund):
        Returns(a_sale(line(10_000, "2"), line(5_000))).back((unknown, "1"))


def test_nothing_chosen_is_nothing_refunded() -> None:
    with pytest.raises(NothingToRefund):
        Returns(a_sale(line(10_000))).back((1, "0"))
    with pytest.raises(NothingToRefund):
        money_back_without_sale((), CASH)


def test_each_line_says_what_was_paid_and_what_can_still_come() -> None:
    returns = Returns(a_sale(line(50_000, "3", discount=50_000), line(5_000)))
    returns.back((1, "1"))
    first, second = returns.balance.lines
    assert (first.item.net, str(first.back), first.paid_back, str(first.left)) == (
        100_000,
        "1",
        33_333,
        "2",
    )
    assert first.worth(Quantity.of(2)) == 66_667
    assert (second.paid_back, str(second.left)) == (0, "1")


def test_weighed_goods_come_back_by_the_gram() -> None:
    # 1,235 kg x 45.500 = 56.193; 0,5 kg is 56.193 x 500 / 1235 = 22.750,2 -> 22.750
    returns = Returns(a_sale(line(45_500, "1.235")))
    assert returns.back((1, "0.5")).total == 22_750
    assert returns.back((1, "0.735")).total == 56_193 - 22_750


def test_the_tax_inside_goes_back_with_its_goods() -> None:
    # 3 x 11.000 at 10 %: 30.000 + 3.000; one piece: 11.000 with 1.000 of tax
    rate = Percent.of(10)
    sale = a_sale(
        line(11_000, "3", tax_rate=rate, tax=3_000),
        line(5_000),
        tax=(TaxPart(rate, "in", 30_000, 3_000),),
    )
    returns = Returns(sale)
    assert returns.back((1, "1")).money.tax == (TaxPart(rate, "in", 10_000, 1_000),)
    assert returns.back((2, "1")).money.tax == ()
    assert returns.back((1, "2")).money.tax == (TaxPart(rate, "in", 20_000, 2_000),)


def test_the_tax_on_top_goes_back_with_its_goods() -> None:
    # 10.000 x 3 at 10 % on top: 3.000; one piece gives back 10.000 + 1.000
    rate = Percent.of(10)
    sale = a_sale(
        line(10_000, "3", tax_rate=rate),
        line(4_000),
        pay=(cash(37_000),),
        total=37_000,
        tax=(TaxPart(rate, "on", 30_000, 3_000),),
    )
    returns = Returns(sale)
    first = returns.back((1, "1"))
    assert (first.total, first.money.tax) == (11_000, (TaxPart(rate, "on", 10_000, 1_000),))
    assert returns.back((2, "1")).total == 4_000
    assert returns.back((1, "2")).total == 22_000


def test_a_makers_share_and_the_parts_of_a_set_follow_the_goods() -> None:
    sale = a_sale(
        line(10_000, "3", maker="ibu-tini", share=25_000, parts=(("TALI", Quantity.of(6)),))
    )
    returns = Returns(sale)
    shares = []
    for _ in range(3):
        (item,) = returns.back((1, "1")).items
        shares.append(item.share)
        assert item.parts == (("TALI", Quantity.of(2)),)
    assert shares == [8_333, 8_333, 8_334]


def test_service_goes_back_in_proportion() -> None:
    sale = a_sale(
        line(10_000), line(20_000), pay=(cash(31_000),), total=31_000, extras=(("service", 1_000),)
    )
    returns = Returns(sale)
    assert returns.back((1, "1")).total == 10_333
    assert returns.back((2, "1")).total == 20_667


# --- rounding ------------------------------------------------------------------------------------


def test_r7_a_cash_refund_is_rounded_up_with_its_own_line() -> None:
    returns = Returns(a_sale(line(4_550, "2"), pay=(cash(9_000),), total=9_000, rounding=-100))
    first = returns.back((1, "1"), by=BackTender(step=500))
    assert (first.total, first.money.rounding) == (5_000, 450)
    last = returns.back((1, "1"), by=BackTender(step=500))
    assert (last.total, last.money.rounding) == (4_000, -550)
    assert returns.balance.left == 0


def test_a_refund_by_transfer_is_not_rounded() -> None:
    returns = Returns(a_sale(line(4_550, "2")))
    assert returns.back((1, "1"), by=BackTender("transfer", 500)).total == 4_550


def test_r7_the_rounding_never_passes_what_is_left() -> None:
    # 4 x 1.100 = 4.400 in all; each return would be rounded up to 2.000
    returns = Returns(a_sale(line(1_100, "4")))
    by = BackTender(step=1_000)
    assert [returns.back((1, "1"), by=by).total for _ in range(4)] == [2_000, 2_000, 400, 0]
    assert returns.balance.paid_back == 4_400


def test_the_last_return_of_a_rounded_sale_by_transfer_pays_what_is_left() -> None:
    # total 64.820, rounded to 64.500: nobody gets more back than was paid
    sale = a_sale(line(64_820), pay=(cash(64_500),), total=64_500, rounding=-320)
    last = Returns(sale).back((1, "1"), by=TRANSFER)
    assert (last.total, last.money.rounding, last.money.goods) == (64_500, 0, 64_500)
    up = a_sale(line(64_820), pay=(cash(65_000),), total=65_000, rounding=180)
    assert Returns(up).back((1, "1"), by=TRANSFER).total == 65_000


def test_what_cannot_be_a_rounding_line_comes_off_taxes_and_extras_too() -> None:
    rate = Percent.of(10)
    sale = a_sale(
        line(1_000, tax_rate=rate),
        pay=(cash(1_000),),
        total=1_000,
        tax=(TaxPart(rate, "on", 1_000, 100),),
        extras=(("service", 50),),
        rounding=-150,
    )
    last = Returns(sale).back((1, "1"), by=TRANSFER)
    assert last.total == 1_000
    assert last.money.goods + last.money.tax[0].amount + last.money.extras[0][1] == 1_000


def test_goods_without_their_receipt_pay_what_is_said_and_cash_is_rounded_up() -> None:
    made = money_back_without_sale((line(4_550, "2"),), BackTender(step=500))
    assert (made.total, made.money.rounding) == (9_500, 400)
    entry = made.recorded(a_stamp(), no=1, salt=SALT, why="rusak", typed="ABC123-000007")
    check_equations(entry)
    assert (entry.of, entry.typed) == (None, "ABC123-000007")


# --- voids ---------------------------------------------------------------------------------------


def test_a_void_gives_each_tender_back_as_it_was_taken() -> None:
    sale = a_sale(
        line(60_000, discount=4_000),
        pay=(qris(20_000, unsure=True), cash(36_500)),
        total=56_500,
        rounding=500,
        given=50_000,
    )
    feed = AFeed()
    of = feed.record(sale).pointer(DEV)
    entry = void(sale, of, no=2, stamp=a_stamp(), salt=SALT, why="dobel")
    assert entry.money.pay == (Tender("qris", -20_000, unsure=True), Tender("cash", -36_500))
    assert (entry.money.total, entry.money.rounding) == (-56_500, -500)
    assert (entry.money.discount, entry.money.given) == (-4_000, None)
    assert entry.of == of
    check_equations(entry)


def test_a_sale_is_voided_once_and_only_whole_and_only_today() -> None:
    returns = Returns(a_sale(line(10_000, "2")))
    returns.balance.refuse_void(is_in_open_day=True)
    assert refused(returns.balance, is_in_open_day=False) == "closed"
    returns.feed.void(returns.sale)
    assert refused(returns.balance) == "voided"
    assert returns.balance.left == 0
    with pytest.raises(NothingToRefund):
        returns.back((1, "1"))


def test_what_came_back_in_part_is_not_voided() -> None:
    returns = Returns(a_sale(line(10_000, "2")))
    returns.back((1, "1"))
    assert refused(returns.balance) == "part"
    returns.back((1, "1"))
    assert refused(returns.balance) == "refunded"


def test_a_sale_whose_owed_change_was_paid_out_is_refunded_not_voided() -> None:
    returns = Returns(a_sale(line(10_000)))
    moved = CashMoved(a_stamp(), "owed", -500, of=returns.sale.pointer(DEV))
    returns.feed.record(moved)
    assert refused(returns.balance) == "settled"


def test_what_happened_to_other_sales_does_not_count() -> None:
    returns = Returns(a_sale(line(10_000)))
    other = returns.feed.sell()
    returns.feed.void(other)
    returns.feed.refund(5_000)
    assert returns.balance.may_refund
    assert returns.balance.refunds == ()


def refused(balance: SaleBalance, *, is_in_open_day: bool = True) -> str:
    with pytest.raises(CannotVoid) as refusal:
        balance.refuse_void(is_in_open_day=is_in_open_day)
    return refusal.value.why


# --- whatever was sold ---------------------------------------------------------------------------

RATE = Percent.of(11)
ITEMS = st.builds(
    lambda price, pieces, part, taxed: line(
        price,
        str(pieces),
        discount=price * pieces * part // 100,
        **(
            {"tax_rate": RATE, "tax": (price * pieces - price * pieces * part // 100) // 10}
            if taxed
            else {}
        ),
    ),
    st.integers(1, 2_000_000),
    st.integers(1, 9),
    st.integers(0, 100),
    st.booleans(),
)


@st.composite
def sales(draw: st.DrawFn) -> SaleRecorded:
    items = draw(st.lists(ITEMS, min_size=1, max_size=5))
    goods = sum(item.net for item in items)
    taxed = [item for item in items if item.tax_rate == RATE]
    inside = sum(item.tax for item in taxed)
    tax = (TaxPart(RATE, "in", sum(item.net for item in taxed) - inside, inside),) if taxed else ()
    rounding = draw(st.integers(-min(goods, 999), 999)) if goods else 0
    total = goods + rounding
    pay = (cash(total),) if total else ()
    return a_sale(*items, pay=pay, total=total, rounding=rounding if total else 0, tax=tax)


BACK = st.builds(
    BackTender, st.sampled_from(["cash", "qris", "transfer"]), st.sampled_from([0, 100, 500, 1000])
)


@given(sales(), st.data())
def test_whatever_comes_back_in_whatever_order_all_of_it_is_exactly_what_was_paid(
    sale: SaleRecorded, data: st.DataObject
) -> None:
    if not sale.money.total:
        sale = a_sale(an_item(7_000))
    returns = Returns(sale)
    while returns.balance.may_refund:
        open_lines = [one for one in returns.balance.lines if one.left > Quantity(0)]
        chosen = data.draw(st.lists(st.sampled_from(open_lines), min_size=1, unique=True))
        returned = [
            (one.line, str(data.draw(st.integers(1, one.left.thousandths // 1000))))
            for one in chosen
        ]
        made = returns.back(*returned, by=data.draw(BACK))
        assert made.total >= 0
        assert returns.balance.left >= 0
    assert returns.balance.paid_back == sale.money.total
    if not any(refund.entry.money.rounding for refund in returns.balance.refunds):  # type: ignore[union-attr]
        assert sum(one.paid_back for one in returns.balance.lines) == sale.money.total


@given(sales())
def test_a_void_turned_again_is_the_sale(sale: SaleRecorded) -> None:
    recorded = Recorded(1, "0" * 64, "1" * 64, sale)
    entry = void(sale, recorded.pointer(DEV), no=2, stamp=a_stamp(), salt=SALT, why="dobel")
    check_equations(entry)
    assert turned_money(entry.money, 1) == replace(sale.money, given=None)
    assert sum(tender.amount for tender in entry.money.pay) == -sale.money.total
