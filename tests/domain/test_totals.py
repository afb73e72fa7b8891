from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pos_app.domain.day_report import PayLine, x_report, z_report
from pos_app.domain.journal import (
    Audited,
    DayClosed,
    Head,
    MakerPaid,
    OrderPaid,
    Recorded,
    SaleRecorded,
    SaleTicked,
    Sums,
    TaxPart,
    Tender,
)
from pos_app.domain.money import Percent, Quantity
from pos_app.domain.totals import Tally, fold
from tests.builders import (
    DAY_1,
    DAY_2,
    DEV,
    AFeed,
    a_basket,
    a_sale_entry,
    a_stamp,
    an_item,
    cash,
    qris,
    rp,
)


def expected_cash(feed: AFeed) -> int:
    return feed.tally.sums().drawer.expected


def sums_of(feed: AFeed) -> Sums:
    return feed.tally.sums()


def test_change_given_is_not_in_the_drawer() -> None:
    feed = AFeed()
    feed.open_with(rp(200_000))
    feed.sell(cash(75_000), given=rp(100_000))
    assert expected_cash(feed) == rp(275_000)
    feed.sell(cash(128_000), given=rp(150_000))
    assert expected_cash(feed) == rp(403_000)


def test_only_cash_moves_the_drawer() -> None:
    feed = AFeed()
    feed.open_with(rp(100_000))
    feed.sell(cash(20_000), qris(30_000))
    feed.move("in", rp(50_000))
    feed.move("out", rp(-35_500))
    feed.move("drop", rp(-40_000))
    feed.move("open")
    drawer = sums_of(feed).drawer
    assert drawer.expected == rp(94_500)
    assert (drawer.paid_in, drawer.paid_out, drawer.dropped) == (50_000, -35_500, -40_000)
    assert drawer.no_sale == 1
    assert sums_of(feed).net == rp(50_000)


def test_change_owed_stays_in_the_drawer_until_it_is_paid_out() -> None:
    feed = AFeed()
    entry = a_sale_entry(cash(45_500), no=1, given=rp(50_000))
    feed.record(replace(entry, money=replace(entry.money, owed=rp(500))))
    sale = feed.entries[-1].pointer(DEV)
    assert (expected_cash(feed), sums_of(feed).owed) == (46_000, 500)
    feed.move("owed", rp(-300), of=sale)
    assert (expected_cash(feed), sums_of(feed).owed) == (45_700, 200)
    feed.move("kept", rp(-200), of=sale)
    assert (expected_cash(feed), sums_of(feed).owed) == (45_700, 0)


@pytest.mark.parametrize(
    ("rows", "over_short"),
    [
        (((50_000, 4), (20_000, 3), (5_000, 2)), -5_000),
        (((50_000, 5), (2_000, 13), (1_000, 1)), 2_000),
    ],
)
def test_a_difference_is_recorded_and_never_a_gate(
    rows: tuple[tuple[int, int], ...], over_short: int
) -> None:
    feed = AFeed()
    feed.open_with(rp(200_000))
    feed.sell(cash(75_000))
    feed.count(*rows)
    closed = feed.close("salah").entry
    assert isinstance(closed, DayClosed)
    assert closed.sums.drawer.over_short == over_short
    assert z_report(feed.entries, DEV).sums.drawer.over_short == over_short


def test_a_close_without_a_count_says_not_counted() -> None:
    feed = AFeed()
    feed.sell()
    feed.close()
    assert z_report(feed.entries, DEV).sums.drawer.over_short is None


def test_a_count_holds_until_the_drawer_changes_even_if_the_change_is_undone() -> None:
    feed = AFeed()
    feed.open_with(rp(50_000))
    feed.count((50_000, 1))
    feed.sell(qris(15_000))
    assert sums_of(feed).drawer.counted == rp(50_000)
    feed.move("in", rp(10_000))
    feed.move("out", rp(-10_000))
    assert sums_of(feed).drawer.counted is None


def test_the_last_float_since_the_close_counts() -> None:
    feed = AFeed()
    feed.open_with(rp(100_000))
    feed.open_with(rp(150_000))
    assert (sums_of(feed).drawer.float_amount, expected_cash(feed)) == (150_000, 150_000)
    feed.close()
    assert (sums_of(feed).drawer.float_amount, expected_cash(feed)) == (0, 0)


def test_two_drawers_never_mix() -> None:
    one, other = AFeed("aaaaaa"), AFeed("bbbbbb")
    one.open_with(rp(200_000))
    other.open_with(rp(100_000))
    one.sell(cash(55_000))
    assert (expected_cash(one), expected_cash(other)) == (255_000, 100_000)


def test_closings_use_no_receipt_numbers() -> None:
    feed = AFeed()
    numbers = []
    for _ in range(3):
        feed.open_with(rp(10_000))
        feed.move("in", rp(5_000))
        x_report(feed.entries, DEV)
        sale = feed.sell().entry
        assert isinstance(sale, SaleRecorded)
        numbers.append((sale.money.no, feed.tally.z + 1))
        feed.close()
    assert numbers == [(1, 1), (2, 2), (3, 3)]
    assert feed.tally.grand().sales == (3, 45_000)


def test_a_refund_counts_on_the_day_it_is_given_and_a_late_sale_on_its_own() -> None:
    feed = AFeed(day=DAY_2)
    feed.record(a_sale_entry(cash(40_000), no=1, stamp=a_stamp(DAY_1, 22)))
    feed.refund(rp(15_000))
    assert sums_of(feed).days == ((DAY_1, 1, 40_000), (DAY_2, 1, -15_000))


def test_every_kind_used_stays_even_when_it_came_to_nothing() -> None:
    feed = AFeed()
    feed.void(feed.sell(qris(20_000, unsure=True)))
    sums = sums_of(feed)
    assert sums.pay == (("qris", 0),)
    assert sums.unsure == ()
    assert (sums.sales, sums.voids, sums.net) == ((1, 20_000), (1, -20_000), 0)


def test_only_the_last_tick_of_this_periods_sales_counts() -> None:
    feed = AFeed()
    old = feed.sell(qris(10_000, unsure=True)).pointer(DEV)
    feed.close()
    first = feed.sell(qris(20_000)).pointer(DEV)
    second = feed.sell(qris(30_000)).pointer(DEV)
    ticks = [(old, True), (first, False), (first, True), (second, False)]
    ticks += [(replace(second, dev="zzzzzz"), True), (replace(second, link="0" * 64), True)]
    for of, found in ticks:
        feed.record(SaleTicked(a_stamp(), of, found))
    assert sums_of(feed).ticks == (1, 1)


def test_orders_and_makers_stand_apart_from_the_turnover() -> None:
    feed = AFeed()
    feed.record(OrderPaid(a_stamp(), "paid", 1, rp(100_000), (cash(100_000),)))
    feed.record(OrderPaid(a_stamp(), "back", 1, rp(-60_000), (qris(-60_000),)))
    feed.record(OrderPaid(a_stamp(), "kept", 1, rp(40_000), why="batal"))
    feed.record(MakerPaid(a_stamp(), "bu-ani", rp(-70_000), (cash(-50_000), qris(-20_000))))
    sums = sums_of(feed)
    assert (sums.orders, sums.net, sums.receipts) == ((2, 40_000), 0, 0)
    assert sums.order_pay == (("cash", 100_000), ("qris", -60_000))
    assert sums.makers == (("bu-ani", -70_000),)
    assert sums.settle_pay == (("cash", -50_000), ("qris", -20_000))
    assert sums.drawer.expected == rp(50_000)


def test_discount_rounding_tax_and_extras_stand_beside_the_net() -> None:
    feed = AFeed()
    entry = a_sale_entry(cash(100_500))
    tax = (TaxPart(Percent.of(5), "on", 40_000, 2_000), TaxPart(Percent.of("11"), "in", 900, 99))
    money = replace(entry.money, goods=rp(94_820), discount=rp(5_180), rounding=rp(-320), tax=tax)
    feed.record(replace(entry, money=replace(money, extras=(("service", 4_000),))))
    sums = sums_of(feed)
    assert (sums.discount, sums.rounding, sums.extras) == (5_180, -320, (("service", 4_000),))
    assert [str(part.rate) for part in sums.tax] == ["11", "5"]
    assert feed.tally.turnover().gross == rp(100_000)
    assert feed.tally.turnover().adds_up()
    feed.void(feed.entries[0])
    assert (sums_of(feed).tax, sums_of(feed).extras, sums_of(feed).discount) == ((), (), 0)


def test_an_x_report_reads_the_open_period_from_any_earlier_close_on() -> None:
    feed = AFeed()
    feed.sell()
    close = feed.close()
    feed.open_with(rp(100_000))
    feed.sell(cash(30_000))
    feed.sell(qris(20_000, unsure=True), hour=11)
    feed.sell(qris(40_000), hour=12)
    feed.refund(rp(10_000))
    feed.move("in", rp(5_000))
    feed.record(Audited(a_stamp(), "reprint", feed.entries[0].pointer(DEV)))
    whole = x_report(feed.entries, DEV)
    assert whole == x_report(feed.entries[close.seq - 1 :], DEV)
    assert (whole.z, whole.first_seq, whole.head) == (1, 3, Head(9, feed.entries[-1].link))
    assert (whole.first_no, whole.last_no, whole.no_number_missing) == (2, 5, True)
    assert whole.pay == (PayLine("cash", 2, 20_000), PayLine("qris", 2, 60_000, 1, 20_000))
    assert whole.pay[1].sure_count == 1
    assert (whole.reprints, whole.cash_count("in"), whole.cash_count("out")) == (1, 1, 0)
    assert [(one.kind, one.no, one.amount) for one in whole.to_check] == [
        ("unsure", 3, 20_000),
        ("refund", 5, -10_000),
    ]
    assert whole.average_sale == rp(30_000)
    assert (whole.gross, whole.sums.net, whole.grand.net) == (80_000, 80_000, 95_000)


def test_an_x_report_of_nothing_is_a_report_of_zeros() -> None:
    empty = x_report([], DEV)
    assert (empty.sums, empty.head, empty.from_at) == (Sums(), None, None)
    assert (empty.average_sale, empty.no_number_missing, empty.drawer_cash) == (None, True, 0)


def test_a_z_report_needs_its_close() -> None:
    feed = AFeed()
    feed.sell()
    with pytest.raises(ValueError, match="close"):
        z_report(feed.entries, DEV)


def test_categories_and_best_sellers_come_from_the_baskets() -> None:
    feed = AFeed()
    entry = a_sale_entry(cash(60_000))
    items = (an_item(45_000, code="TAS", category="Kriya"), an_item(15_000))
    feed.record(replace(entry, basket=a_basket(*items)))
    feed.refund(rp(15_000))
    feed.record(replace(a_sale_entry(cash(7_000), no=3), basket=None))
    report = x_report(feed.entries, DEV)
    assert [(row.name, row.quantity, row.goods) for row in report.categories] == [
        ("Kriya", Quantity.of(1), 45_000)
    ]
    assert [(row.code, row.goods) for row in report.best_sellers] == [("TAS", 45_000)]
    assert report.unnamed_goods == rp(7_000)


def test_the_worked_z_adds_up_to_the_printed_figures() -> None:
    feed = AFeed(day=date(2026, 11, 26))
    feed.open_with(rp(200_000))
    voided = feed.sell(cash(50_000))
    feed.void(voided)
    feed.sell(cash(1_727_500))
    feed.refund(rp(25_000))
    feed.sell(qris(1_842_000))
    feed.sell(qris(60_000, unsure=True))
    owing = a_sale_entry(Tender("transfer", 140_000), no=feed.next_no)
    feed.record(replace(owing, money=replace(owing.money, owed=rp(500), discount=rp(85_500))))
    feed.move("in", rp(100_000))
    feed.move("out", rp(-35_000))
    feed.move("drop", rp(-1_000_000))
    feed.move("open")
    feed.move("open")
    rows = [(100_000, 5), (50_000, 5), (20_000, 5), (10_000, 7), (5_000, 6), (2_000, 5)]
    feed.count(*rows, (1_000, 3), (1_000, 1), (500, 3), (200, 2), (100, 1))
    feed.close("salah-kembalian")
    report = z_report(feed.entries, DEV)
    sums = report.sums
    assert sums.sales[1] == rp(3_819_500)
    assert (sums.voids, sums.refunds) == ((1, -50_000), (1, -25_000))
    assert (sums.net, sums.discount) == (3_744_500, 85_500)
    assert report.drawer_cash == rp(1_702_500)
    assert [line.amount for line in report.pay] == [1_702_500, 1_902_000, 140_000]
    assert report.pay[1].unsure_amount == rp(60_000)
    assert (sums.drawer.expected, sums.drawer.counted) == (968_000, 966_000)
    assert (sums.drawer.over_short, report.why) == (-2_000, "salah-kembalian")
    assert (sums.drawer.no_sale, sums.owed) == (2, 500)
    assert report.count is not None
    assert report.count.rows[0] == (100_000, 5)


moves = st.lists(
    st.one_of(
        st.tuples(st.sampled_from(["sell", "refund"]), st.integers(1, 5_000_000)),
        st.tuples(st.sampled_from(["void", "close", "mark"]), st.just(0)),
    ),
    max_size=40,
)


def journal_of(steps: list[tuple[str, int]]) -> AFeed:
    feed = AFeed()
    open_sales: list[Recorded] = []
    for what, amount in steps:
        match what:
            case "sell":
                open_sales.append(feed.sell(cash(amount // 2), qris(amount - amount // 2)))
            case "refund":
                feed.refund(amount)
            case "void":
                if open_sales:
                    feed.void(open_sales.pop())
            case "mark":
                feed.mark()
            case _:
                feed.close()
                open_sales.clear()
    return feed


@given(moves)
def test_perpetual_totals_are_the_same_at_once_and_in_steps(steps: list[tuple[str, int]]) -> None:
    feed = journal_of(steps)
    at_once = fold(feed.entries, DEV).grand()
    stepped = Tally(DEV)
    for recorded in feed.entries:
        stepped = Tally(DEV, stepped.grand(), stepped.z) if is_close(recorded) else stepped
        if not is_close(recorded):
            stepped.add(recorded)
    assert stepped.grand() == at_once
    by_hand = [getattr(one.entry, "money", None) for one in feed.entries]
    assert at_once.net == sum(money.total for money in by_hand if money is not None)
    assert at_once.no == at_once.sales[0] + at_once.voids[0] + at_once.refunds[0]


def is_close(recorded: Recorded) -> bool:
    return isinstance(recorded.entry, DayClosed)


@given(moves)
def test_a_z_is_the_x_read_just_before_the_close(steps: list[tuple[str, int]]) -> None:
    feed = journal_of(steps)
    before = x_report(feed.entries, DEV)
    feed.close()
    after = z_report(feed.entries, DEV)
    assert (after.sums, after.grand, after.z) == (before.sums, before.grand, before.z + 1)
    assert (after.pay, after.gross, after.categories) == (
        before.pay,
        before.gross,
        before.categories,
    )
    assert sum(amount for _, amount in after.sums.pay) == after.sums.net
    assert sum(net for _, _, net in after.sums.days) == after.sums.net
