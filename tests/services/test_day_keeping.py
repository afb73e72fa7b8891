"""Opening, reading and closing days, and the signed file of a close."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from pos_app.domain.drawer import CashCount, Movement
from pos_app.domain.errors import DayIsNotOpen
from pos_app.exchange.day_file import DayFile, read_day_file
from pos_app.files import FileTrouble
from tests.tills import TillAtWork, World, a_till_at_work


@pytest.fixture
def till(tmp_path: Path) -> Iterator[TillAtWork]:
    with a_till_at_work(tmp_path / "till") as at_work:
        yield at_work


def read(till: TillAtWork, path: Path) -> DayFile:
    joined = till.app.joining.joined()
    assert joined is not None
    links = {joined.pack.version: joined.pack_link}
    file = read_day_file(path.read_bytes(), pack=joined.pack, pack_links=links)
    assert isinstance(file, DayFile)
    return file


def test_day1_change_is_not_counted_as_cash_in_the_drawer(till: TillAtWork) -> None:
    till.app.cash.set_float(200_000)
    till.app.selling.scan("MUG")
    till.app.paying.tender("cash", 100_000)
    till.app.paying.finish()
    assert till.app.cash.expected() == 250_000


@pytest.mark.parametrize(("counted", "over_short"), [(245_000, -5_000), (252_000, 2_000)])
def test_day2_a_difference_never_stops_the_close(
    till: TillAtWork, counted: int, over_short: int
) -> None:
    till.app.cash.set_float(200_000)
    till.sell()
    closed = till.app.days.close_day(CashCount(((1_000, counted // 1_000),)), why="belum-ketemu")
    assert closed.report.sums.drawer.over_short == over_short
    file = read(till, till.app.days.day_file_job(closed).write())
    assert file.net == 50_000


def test_day2_a_close_without_a_count_says_so(till: TillAtWork) -> None:
    till.sell()
    assert till.app.days.close_day().report.sums.drawer.over_short is None


def test_a_count_before_a_later_sale_does_not_stand_in_the_close(till: TillAtWork) -> None:
    till.app.cash.set_float(0)
    till.app.cash.count(CashCount(((1_000, 1),)))
    till.sell()
    assert till.app.days.close_day().report.sums.drawer.counted is None


def test_num5_closing_eats_no_receipt_number(till: TillAtWork) -> None:
    numbers, closes = [], []
    for _ in range(3):
        till.app.cash.set_float(100_000)
        till.app.cash.move(Movement(kind="in", amount=50_000, why="uang-kembalian"))
        till.app.days.print_x()
        till.sell()
        last = till.app.paying.last_sale()
        assert last is not None
        numbers.append(last.sale.money.no)
        closes.append(till.app.days.close_day().z)
    assert numbers == [1, 2, 3]
    assert closes == [1, 2, 3]


def test_off2_a_close_holds_every_sale_made_before_it(till: TillAtWork) -> None:
    till.world.paper.mood = "refuses"
    for _ in range(25):
        till.sell()
    closed = till.app.days.close_day()
    assert closed.report.sums.sales == (25, 1_250_000)
    assert read(till, till.app.days.day_file_job(closed).write()).receipts == 25
    assert not till.app.days.state().is_open


def test_nothing_is_closed_twice(till: TillAtWork) -> None:
    till.sell()
    till.app.days.close_day()
    with pytest.raises(DayIsNotOpen):
        till.app.days.close_day()
    with pytest.raises(DayIsNotOpen):
        till.app.days.x_report()


def test_a_reprint_after_the_close_opens_no_day(till: TillAtWork) -> None:
    seq = till.sell()
    till.app.days.close_day()
    job = till.app.printing.next_job()
    assert job is not None
    printing = till.app.printing
    printing.mark_sent(printing.mark_sending(job), "handed_over")
    till.app.printing.reprint(seq)
    assert not till.app.days.state().is_open
    till.sell()
    closed = till.app.days.close_day()
    assert closed.report.reprints == 1
    assert read(till, till.app.days.day_file_job(closed).write()).receipts == 1


def test_a_forgotten_day_is_announced_and_closes_under_its_sales(till: TillAtWork) -> None:
    till.sell()
    till.world.clock.forward(days=2)
    state = till.app.days.state()
    assert state.is_forgotten
    assert state.day == date(2026, 11, 26)
    closed = till.app.days.close_day()
    assert closed.day == date(2026, 11, 26)
    assert [day for day, _, _ in closed.report.sums.days] == [date(2026, 11, 26)]


@pytest.mark.parametrize(
    ("utc", "day"),
    [
        (datetime(2026, 11, 25, 16, 50, tzinfo=UTC), 25),  # 23.50
        (datetime(2026, 11, 25, 17, 20, tzinfo=UTC), 25),  # 00.20
        (datetime(2026, 11, 25, 20, 59, 59, tzinfo=UTC), 25),  # 03.59
        (datetime(2026, 11, 25, 21, 0, tzinfo=UTC), 26),  # 04.00
    ],
)
def test_clk1_evening_sales_belong_to_their_business_day(
    tmp_path: Path, utc: datetime, day: int
) -> None:
    with a_till_at_work(tmp_path / "till", World(utc)) as till:
        till.sell()
        assert till.app.days.state().day == date(2026, 11, day)


def test_the_same_export_twice_is_the_same_bytes(till: TillAtWork, tmp_path: Path) -> None:
    till.sell()
    closed = till.app.days.close_day()
    first = till.app.days.day_file_job(closed).write().read_bytes()
    till.world.clock.forward(hours=5)
    again = till.app.days.day_file_job(closed, tmp_path / "stick").write()
    assert again.read_bytes() == first


def test_a_failing_folder_leaves_the_close_and_the_file_can_be_written_again(
    till: TillAtWork, tmp_path: Path
) -> None:
    till.sell()
    closed = till.app.days.close_day()
    blocked = tmp_path / "blocked"
    blocked.write_text("a file where a folder should be")
    with pytest.raises(FileTrouble):
        till.app.days.day_file_job(closed, blocked).write()
    assert till.app.days.closed_days()[0].z == closed.z
    assert till.app.days.day_file_job(closed).write().exists()


def test_a_day_file_begins_after_the_close_before(till: TillAtWork) -> None:
    till.sell()
    first = till.app.days.close_day()
    till.sell()
    second = till.app.days.close_day()
    file = read(till, till.app.days.day_file_job(second).write())
    assert file.header.first == first.recorded.seq + 1
    assert file.header.previous == first.recorded.link


def test_closed_days_are_read_from_the_journal_after_a_restart(tmp_path: Path) -> None:
    world = World()
    with a_till_at_work(tmp_path / "till", world) as till:
        till.sell()
        closed = till.app.days.close_day()
        till.sell("KOPI")
    with a_till_at_work(tmp_path / "till", world) as till:
        (again,) = till.app.days.closed_days()
        assert again == closed
        assert till.app.days.x_report().sums.net == 45_500
        assert till.app.papers._recording.next_receipt == 3


def test_the_pdf_of_a_close_is_written_beside_its_day_file(till: TillAtWork) -> None:
    till.sell()
    closed = till.app.days.close_day()
    path = till.app.days.day_pdf_job(closed).write()
    assert path.read_bytes().startswith(b"%PDF-")
    assert path.parent == till.app.days.folder


def test_a_job_holds_the_bytes_as_they_were(till: TillAtWork) -> None:
    till.sell()
    job = till.app.days.day_file_job(till.app.days.close_day())
    till.sell()
    assert read(till, replace(job).write()).receipts == 1


def test_the_float_may_be_set_after_the_first_sale_and_the_last_one_counts(
    till: TillAtWork,
) -> None:
    till.sell()
    assert till.app.days.state().float_amount is None
    till.app.cash.set_float(100_000)
    till.app.cash.set_float(150_000)
    assert till.app.days.state().float_amount == 150_000
    assert till.app.cash.expected() == 200_000


def test_a_count_needs_an_open_day(till: TillAtWork) -> None:
    with pytest.raises(DayIsNotOpen):
        till.app.cash.count(CashCount(((1_000, 1),)))
