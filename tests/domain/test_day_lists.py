"""Business days of a period, the QRIS list, shifts, and movements as values."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pos_app.domain.business_days import closing_stamp, days_of
from pos_app.domain.day_report import PayLine, x_report, z_report
from pos_app.domain.drawer import CashCount, Movement
from pos_app.domain.errors import AmountTooLarge
from pos_app.domain.identity import Event
from pos_app.domain.journal import (
    Audited,
    CashMoved,
    DayOpened,
    FloatSet,
    Recorded,
    SaleRecorded,
    SaleTicked,
    Stamp,
    Tender,
)
from pos_app.domain.money import MOST_MONEY
from pos_app.domain.shift_report import shift_reports
from pos_app.domain.tick_list import tick_rows
from tests.builders import (
    DAY_1,
    DAY_2,
    DEV,
    WIB,
    AFeed,
    a_refund_entry,
    a_sale_entry,
    a_stamp,
    cash,
    qris,
)

# --- business days -------------------------------------------------------------------------------


@pytest.mark.parametrize("offset_h", [7, 9])
def test_clk1_the_business_day_follows_the_events_zone_and_cut_off(offset_h: int) -> None:
    zone = timezone(timedelta(hours=offset_h))
    event = Event("e-1", "Bazar", (DAY_1,), offset_min=offset_h * 60)

    def day(day_of_month: int, hour: int, minute: int = 0, second: int = 0) -> date:
        at = datetime(2026, 11, day_of_month, hour, minute, second, 999_999, tzinfo=zone)
        return event.business_day(at.astimezone(UTC))  # the laptop stands on UTC

    assert {day(24, 23, 50), day(25, 0, 20), day(25, 3, 59, 59)} == {DAY_1}
    assert day(25, 4) == DAY_2


@pytest.mark.parametrize(("cut_off_h", "split"), [(0, (1, 3)), (4, (3, 1)), (6, (4, 0))], ids=str)
def test_clk2_another_cut_off_gives_another_split_and_x_and_z_agree(
    cut_off_h: int, split: tuple[int, int]
) -> None:
    event = Event("e-1", "Bazar", (DAY_1,), cut_off_min=cut_off_h * 60)
    feed = AFeed()
    for day_of_month, hour, minute in ((24, 23, 50), (25, 0, 20), (25, 3, 59), (25, 4, 0)):
        at = datetime(2026, 11, day_of_month, hour, minute, tzinfo=WIB)
        stamp = Stamp(at=at, day=event.business_day(at))
        if not feed.entries:
            feed.record(DayOpened(stamp))
        feed.record(a_sale_entry(cash(10_000), no=feed.next_no, stamp=stamp))
    x = x_report(feed.entries, DEV)
    wanted = [(DAY_1, split[0], split[0] * 10_000), (DAY_2, split[1], split[1] * 10_000)]
    assert list(x.sums.days) == [row for row in wanted if row[1]]
    feed.close()
    z = z_report(feed.entries, DEV)
    assert (z.sums.days, z.days) == (x.sums.days, x.days)


def test_an_empty_period_has_no_day_and_closes_now() -> None:
    now = a_stamp(DAY_2)
    assert days_of(()) == ()
    assert closing_stamp((), now) == now


def test_a_day_that_is_over_is_closed_under_its_own_date() -> None:
    feed = AFeed()
    feed.record(DayOpened(a_stamp(DAY_1)))
    stamp = closing_stamp(feed.entries, a_stamp(DAY_2, 8))
    assert (stamp.day, stamp.late, stamp.at) == (DAY_1, True, a_stamp(DAY_2, 8).at)


def test_notes_floats_and_counts_make_no_day() -> None:
    entries = (
        FloatSet(a_stamp(DAY_2), 5),
        Audited(a_stamp(DAY_2), "reprint"),
        DayOpened(a_stamp(DAY_1)),
    )
    assert days_of(entries) == (DAY_1,)


# --- the QRIS list -------------------------------------------------------------------------------


def sold(seq: int, amount: int, at: datetime, *, unsure: bool = False) -> Recorded:
    stamp = Stamp(at=at, day=at.date())
    entry = a_sale_entry(qris(amount, unsure=unsure), no=seq, stamp=stamp)
    return Recorded(seq, "0" * 64, f"{seq:064x}", entry)


def test_a_split_sale_shows_its_qris_part_and_a_cash_sale_is_no_row() -> None:
    feed = AFeed()
    feed.sell(cash(10_000))
    feed.sell(cash(5_000), qris(7_000), qris(3_000, unsure=True))
    (row,) = tick_rows(feed.entries, DEV)
    assert (row.no, row.amount, row.is_unsure, row.found) == (2, 10_000, True, None)


def test_a_voided_sale_is_marked_and_the_last_tick_counts() -> None:
    feed = AFeed()
    sale = feed.sell(qris(10_000))
    for found in (True, False):
        feed.record(SaleTicked(a_stamp(), sale.pointer(DEV), found))
    feed.void(sale)
    (row,) = tick_rows(feed.entries, DEV)
    assert (row.found, row.is_taken_back) == (False, True)


def test_a_sale_paid_back_in_part_is_marked_too() -> None:
    feed = AFeed()
    sale = feed.sell(qris(10_000))
    refund = replace(a_refund_entry(4_000, no=2), of=sale.pointer(DEV))
    feed.record(refund)
    assert tick_rows(feed.entries, DEV)[0].is_taken_back


def test_a_tick_of_another_till_is_not_ours() -> None:
    feed = AFeed()
    sale = feed.sell(qris(10_000))
    feed.record(SaleTicked(a_stamp(), sale.pointer("other1"), found=True))
    assert tick_rows(feed.entries, DEV)[0].found is None


def test_unsure_qris_that_was_found_is_told_as_received_everywhere_but_in_the_sums() -> None:
    feed = AFeed()
    found = feed.sell(qris(300_000, unsure=True))
    both = feed.sell(qris(20_000, unsure=True), Tender("transfer", 5_000, unsure=True))
    feed.record(SaleTicked(a_stamp(), found.pointer(DEV), found=True))
    feed.record(SaleTicked(a_stamp(), both.pointer(DEV), found=True))
    feed.close()
    z = z_report(feed.entries, DEV)
    assert z.pay == (PayLine("qris", 2, 320_000), PayLine("transfer", 1, 5_000, 1, 5_000))
    assert [(check.no, check.amount) for check in z.to_check] == [(2, 5_000)]
    assert z.sums.unsure == (("qris", 2, 320_000), ("transfer", 1, 5_000))


def test_only_the_last_tick_says_whether_the_money_is_there() -> None:
    feed = AFeed()
    sale = feed.sell(qris(10_000, unsure=True))
    for found, in_doubt in ((True, 0), (False, 10_000), (True, 0)):
        feed.record(SaleTicked(a_stamp(), sale.pointer(DEV), found))
        x = x_report(feed.entries, DEV)
        assert x.pay[0].unsure_amount == sum(check.amount for check in x.to_check) == in_doubt


def test_a_voided_sale_is_in_doubt_no_more_whether_it_was_found_or_not() -> None:
    for is_found in (False, True):
        feed = AFeed()
        sale = feed.sell(qris(10_000, unsure=True))
        if is_found:
            feed.record(SaleTicked(a_stamp(), sale.pointer(DEV), found=True))
        feed.void(sale)
        x = x_report(feed.entries, DEV)
        assert x.pay == (PayLine("qris", 0, 0),)
        assert [check.kind for check in x.to_check] == ["void"]


_NOON = datetime(2026, 11, 24, 12, tzinfo=WIB)


@given(
    st.lists(
        st.tuples(st.sampled_from([5_000, 10_000]), st.integers(0, 1_200)), min_size=1, max_size=9
    )
)
def test_a_row_has_a_twin_exactly_when_an_equal_amount_is_within_five_minutes(
    made: list[tuple[int, int]],
) -> None:
    entries = [
        sold(seq, amount, _NOON + timedelta(seconds=at)) for seq, (amount, at) in enumerate(made, 1)
    ]
    rows = tick_rows(entries, DEV)
    assert [row.amount for row in rows] == [amount for amount, _at in made]
    for place, (amount, at) in enumerate(made):
        others = made[:place] + made[place + 1 :]
        is_near = any(other == amount and abs(when - at) <= 300 for other, when in others)
        assert rows[place].has_twin is is_near


# --- shifts --------------------------------------------------------------------------------------


@given(st.lists(st.tuples(st.sampled_from(["", "k1", "k2", "k10"]), st.integers(1, 9))))
def test_shifts_share_out_every_sale_and_lose_none(sales: list[tuple[str, int]]) -> None:
    entries = []
    for seq, (op, thousands) in enumerate(sales, 1):
        stamp = Stamp(at=_NOON, day=DAY_1, op=op)
        entry = a_sale_entry(cash(thousands * 1_000), no=seq, stamp=stamp)
        entries.append(Recorded(seq, "0" * 64, f"{seq:064x}", entry))
    reports = shift_reports(entries, DEV)
    assert sum(report.sums.net for report in reports) == sum(1_000 * t for _op, t in sales)
    assert sum(report.sums.receipts for report in reports) == len(sales)
    order = [report.op for report in reports]
    assert order == [op for op in ("", "k1", "k2", "k10") if op in order]


# --- movements and counts ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("movement", "amount", "why"),
    [
        (Movement(kind="in", amount=5_000, why="tambah-modal"), 5_000, "tambah-modal"),
        (Movement(kind="out", amount=5_000, words="es batu"), -5_000, "lainnya"),
        (Movement(kind="drop", amount=5_000), -5_000, ""),
        (Movement(kind="open", why="cek-laci"), 0, "cek-laci"),
    ],
)
def test_a_movement_is_recorded_with_its_sign_and_code(
    movement: Movement, amount: int, why: str
) -> None:
    entry = movement.recorded(a_stamp())
    assert entry == CashMoved(a_stamp(), movement.kind, amount, why)


def test_a_count_too_large_for_a_file_is_refused() -> None:
    with pytest.raises(AmountTooLarge):
        CashCount((), MOST_MONEY + 1).as_float(a_stamp())
    assert isinstance(a_sale_entry(), SaleRecorded)
