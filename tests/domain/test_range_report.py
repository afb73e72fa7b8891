"""Several closed days are the sum of their Z reports (D15)."""

from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from pos_app.domain.day_report import z_report
from pos_app.domain.journal import DayOpened
from pos_app.domain.range_report import RangeReport
from pos_app.domain.totals import fold
from tests.builders import DAY_1, DAY_2, DEV, AFeed, a_stamp, cash, qris


def closed_feed(days: list[list[int]]) -> tuple[AFeed, RangeReport]:
    """A feed with a close for each day, whose sales are those amounts, by turns cash and QRIS."""
    feed, reports = AFeed(), []
    for place, amounts in enumerate(days):
        feed.day = DAY_1 + timedelta(days=place)
        feed.record(DayOpened(a_stamp(feed.day)))
        for number, amount in enumerate(amounts):
            feed.sell(cash(amount) if number % 2 else qris(amount), hour=9 + number % 5)
        feed.close()
        reports.append(z_report(feed.entries, DEV))
    return feed, RangeReport(tuple(reports))


def test_two_days_add_up_and_are_named() -> None:
    _feed, report = closed_feed([[10_000, 20_000], [5_000]])
    assert report.days == (DAY_1, DAY_2)
    assert (report.sales, report.net, report.receipts) == ((3, 35_000), 35_000, 3)
    assert report.pay == (("cash", 20_000), ("qris", 15_000))
    assert [(row.hour, row.count, row.amount) for row in report.hours] == [
        (9, 2, 15_000),
        (10, 1, 20_000),
    ]
    assert (report.over_short, report.uncounted) == (0, 2)
    assert report.categories == (("Makanan", 35_000),)


@given(st.lists(st.lists(st.integers(1, 900_000), max_size=6), min_size=1, max_size=5))
def test_any_range_equals_the_fold_of_its_entries(days: list[list[int]]) -> None:
    feed, report = closed_feed(days)
    grand = fold(feed.entries, DEV).grand()
    assert (report.sales, report.voids, report.refunds) == (
        grand.sales,
        grand.voids,
        grand.refunds,
    )
    assert report.net == grand.net == sum(amount for _kind, amount in report.pay)
    assert sum(row.amount for row in report.hours) == grand.sales[1]
