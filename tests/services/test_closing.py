"""What a close must do besides adding up: days, open things, ticks, the clock, people's shifts."""

import resource
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from pos_app.domain.drawer import CashCount
from pos_app.domain.errors import KeyFileError
from pos_app.domain.journal import Audited, ClockMoved, DayClosed, SaleRecorded, Tender
from pos_app.domain.tick_list import TickRow
from pos_app.exchange.day_file import DayFile, read_day_file
from pos_app.files import FileTrouble
from pos_app.services.day_keeping import ClosedDay
from tests.fakes import PaperInMemory
from tests.tills import MORNING, TillAtWork, World, a_till_at_work

DAY_1, DAY_3 = date(2026, 11, 26), date(2026, 11, 28)


@pytest.fixture
def till(tmp_path: Path) -> Iterator[TillAtWork]:
    with a_till_at_work(tmp_path / "till") as at_work:
        yield at_work


def read(till: TillAtWork, closed: ClosedDay) -> DayFile:
    joined = till.app.joining.joined()
    assert joined is not None
    data = till.app.days.day_file_job(closed).write().read_bytes()
    links = {joined.pack.version: joined.pack_link}
    file = read_day_file(data, pack=joined.pack, pack_links=links)
    assert isinstance(file, DayFile)
    return file


# --- days ----------------------------------------------------------------------------------------


def test_off2_a_burst_of_sales_is_all_in_the_close_of_the_same_second(till: TillAtWork) -> None:
    till.world.paper = PaperInMemory("refuses")  # nothing is printed: the queue only grows
    for _ in range(25):
        till.sell()
    closed = till.app.days.close_day()
    assert closed.report.sums.sales == (25, 1_250_000)
    assert len([r for r in read(till, closed).entries if isinstance(r.entry, SaleRecorded)]) == 25
    till.sell()
    assert till.app.days.x_report().sums.sales == (1, 50_000)


def test_day4_a_forgotten_day_is_closed_under_its_own_date_before_selling(tmp_path: Path) -> None:
    world = World()
    with a_till_at_work(tmp_path, world) as till:
        till.app.cash.set_float(100_000)
        till.sell()
    world.clock.forward(days=2)
    with a_till_at_work(tmp_path, world) as till:
        state = till.app.days.state()
        assert (state.is_forgotten, state.day, state.today) == (True, DAY_1, DAY_3)
        closed = till.app.days.close_day(CashCount(((50_000, 3),)))
        assert (closed.day, closed.report.stamp.day) == (DAY_1, DAY_1)
        assert closed.report.stamp.late
        assert closed.report.days == (DAY_1,)
        assert closed.report.sums.drawer.over_short == 0
        assert read(till, closed).net == 50_000
        till.sell()
        assert till.app.days.state().day == DAY_3


def test_day4_selling_first_gives_one_z_with_a_sub_total_per_day(tmp_path: Path) -> None:
    world = World()
    with a_till_at_work(tmp_path, world) as till:
        till.sell()
    world.clock.forward(days=2)
    with a_till_at_work(tmp_path, world) as till:
        till.sell()
        till.sell()
        closed = till.app.days.close_day()
        assert closed.report.sums.days == ((DAY_1, 1, 50_000), (DAY_3, 2, 100_000))
        assert (closed.report.stamp.day, closed.report.stamp.late) == (DAY_3, False)
        assert read(till, closed).net == 150_000


def test_a_second_opening_on_one_day_gives_a_second_z_with_the_same_date(till: TillAtWork) -> None:
    for z in (1, 2):
        till.sell()
        closed = till.app.days.close_day()
        assert (closed.z, closed.report.stamp.day) == (z, DAY_1)


def test_a_note_about_people_or_paper_makes_no_business_day(tmp_path: Path) -> None:
    world = World()
    with a_till_at_work(tmp_path, world) as till:
        till.sell()
        till.app.days.close_day()
        till.app.people.set_pin("k1", "1111")  # in the evening, after the close
    world.clock.forward(days=1)
    with a_till_at_work(tmp_path, world) as till:
        till.sell()
        report = till.app.days.x_report()
        assert report.days == (date(2026, 11, 27),)
        assert report.from_at == world.clock.at


def test_a_sale_before_opening_has_a_float_of_zero_that_can_be_entered_later(
    till: TillAtWork,
) -> None:
    till.sell()
    assert till.app.days.state().float_amount is None
    assert not till.app.days.x_report().float_is_set
    till.app.cash.set_float(200_000)
    report = till.app.days.x_report()
    assert report.float_is_set
    assert report.sums.drawer.expected == 250_000


# --- open things ---------------------------------------------------------------------------------


def park_two(till: TillAtWork) -> tuple[str, str]:
    selling = till.app.selling
    ids = []
    for _ in range(2):
        selling.scan("MUG")
        ids.append(selling.cart.sale_id)
        selling.park()
    return ids[0], ids[1]


def notes(till: TillAtWork, what: str) -> list[object]:
    newest = till.app.days.closed_days()[0].recorded.seq
    return [
        entry.now
        for entry in (r.entry for r in till.app.papers._recording.entries(1, newest))
        if isinstance(entry, Audited) and entry.what == what
    ]


def test_day5_each_parked_cart_is_carried_or_abandoned_by_choice(tmp_path: Path) -> None:
    world = World()
    with a_till_at_work(tmp_path, world) as till:
        till.sell()
        carried, dropped = park_two(till)
    with a_till_at_work(tmp_path, world) as till:  # killed in the middle of the question
        assert [parked.cart.sale_id for parked in till.app.selling.parked] == [carried, dropped]
        till.app.days.carry_cart(carried)
        till.app.selling.abandon_parked(dropped, is_noted=True)
        till.app.days.close_day()
        assert notes(till, "cart-carried") == [carried]
        assert notes(till, "cart-abandoned") == [dropped]
        assert [parked.cart.sale_id for parked in till.app.selling.parked] == [carried]


def test_day5_a_cart_nobody_decided_on_is_carried_and_the_close_says_so(till: TillAtWork) -> None:
    till.sell()
    one, other = park_two(till)
    till.app.days.close_day()
    assert notes(till, "cart-carried") == [one, other]
    assert len(till.app.selling.parked) == 2


# --- QRIS ----------------------------------------------------------------------------------------


def qris_rows(till: TillAtWork, *, z: int | None = None) -> list[tuple[int, bool | None, bool]]:
    return [(row.amount, row.found, row.has_twin) for row in till.app.days.qris_sales(z)]


def sell_by_qris(till: TillAtWork, amount: int) -> TickRow:
    till.app.selling.add_open_item(amount)
    till.app.paying.tender("qris", amount)
    till.app.paying.finish()
    return till.app.days.qris_sales()[-1]


def test_qris_sales_are_ticked_and_equal_ones_within_five_minutes_are_marked(
    till: TillAtWork,
) -> None:
    first = sell_by_qris(till, 15_000)
    till.world.clock.forward(minutes=5)
    sell_by_qris(till, 15_000)
    till.world.clock.forward(minutes=5, seconds=1)
    third = sell_by_qris(till, 15_000)
    till.sell()  # cash is no row of the list
    assert qris_rows(till) == [(15_000, None, True), (15_000, None, True), (15_000, None, False)]
    till.app.days.tick(first, found=True)
    till.app.days.tick(third, found=False)
    assert till.app.days.x_report().sums.ticks == (1, 1)
    till.app.days.tick(till.app.days.qris_sales()[2], found=True)  # it came after all
    assert till.app.days.close_day().report.sums.ticks == (2, 0)


def test_a_later_tick_is_an_entry_and_leaves_the_closed_sums_alone(till: TillAtWork) -> None:
    sell_by_qris(till, 15_000)
    closed = till.app.days.close_day()
    (row,) = till.app.days.qris_sales(closed.z)
    till.app.days.tick(row, found=True)
    assert qris_rows(till, z=closed.z) == [(15_000, True, False)]
    till.sell()
    assert till.app.days.close_day().report.sums.ticks == (0, 0)
    assert till.app.days.closed_days()[1].report.sums.ticks == (0, 0)


# --- the clock -----------------------------------------------------------------------------------


def clock_notes(till: TillAtWork) -> list[ClockMoved]:
    return [r.entry for r in till.app.days.period if isinstance(r.entry, ClockMoved)]


@pytest.mark.parametrize(
    "shown",
    [
        datetime(2015, 1, 1, tzinfo=UTC),
        MORNING - timedelta(minutes=3),
        MORNING + timedelta(hours=30),
    ],
)
def test_x19_a_clock_that_jumps_is_recorded_once_and_selling_goes_on(
    till: TillAtWork, shown: datetime
) -> None:
    till.sell()
    till.world.clock.jump_to(shown)
    till.sell()
    till.sell()
    (moved,) = clock_notes(till)
    assert (moved.was.astimezone(UTC), moved.now.astimezone(UTC)) == (MORNING, shown)
    assert till.app.days.look_at_clock() == (moved,)
    assert till.app.days.look_at_clock() == ()  # asked once
    sales = [r for r in till.app.days.period if isinstance(r.entry, SaleRecorded)]
    assert [r.entry.money.no for r in sales if isinstance(r.entry, SaleRecorded)] == [1, 2, 3]
    assert till.app.days.x_report().sums.net == 150_000
    assert {r.entry.stamp.day for r in sales[1:]} == {till.app.days.state().today}
    closed = till.app.days.close_day()
    assert read(till, closed).net == 150_000


def test_x19_a_battery_that_went_flat_over_night_is_seen_at_the_start(tmp_path: Path) -> None:
    world = World()
    with a_till_at_work(tmp_path, world) as till:
        till.sell()
    world.clock.jump_to(datetime(2015, 1, 1, tzinfo=UTC))
    with a_till_at_work(tmp_path, world) as till:
        (moved,) = till.app.days.look_at_clock()
        assert moved.now.year == 2015
        till.sell()
        assert len(clock_notes(till)) == 1


def test_a_failed_sale_leaves_the_clocks_move_to_the_next_entry(till: TillAtWork) -> None:
    till.sell()
    till.world.clock.jump_to(MORNING - timedelta(days=1))
    assert len(till.app.days.look_at_clock()) == 1
    till.world.clock.forward(hours=8)
    till.sell()
    assert len(clock_notes(till)) == 1


# --- people --------------------------------------------------------------------------------------


def test_each_person_has_a_shift_report_and_the_drawer_is_the_tills(till: TillAtWork) -> None:
    app = till.app
    app.people.set_pin("k1", "1111")
    app.people.add("Budi", "2222")
    app.cash.set_float(100_000)
    till.sell()
    app.signing_in.sign_in("k2", "2222")
    till.sell()
    till.sell(kind="qris")
    rahma, budi = app.days.shifts()
    assert (rahma.op, rahma.sums.sales, rahma.first_no) == ("k1", (1, 50_000), 1)
    assert (budi.op, budi.sums.sales, budi.first_no, budi.last_no) == ("k2", (2, 100_000), 2, 3)
    assert dict(budi.sums.pay) == {"cash": 50_000, "qris": 50_000}
    assert app.days.x_report().sums.drawer.expected == 200_000
    app.days.print_shift("k2")
    app.days.print_x()
    assert [paper.kind for paper in app.printing.waiting()][-2:] == ["shift", "x"]


def test_day6_totals_per_tender_are_what_the_day_file_adds_up_to(till: TillAtWork) -> None:
    chance = till.world.chance
    sold = Counter[str]()
    for round_ in range(40):
        amount = 1_000 * (1 + chance(2)[-1] % 90)
        till.app.selling.add_open_item(amount)
        kinds = ("cash", "qris", "transfer")
        first = amount // 3 if round_ % 4 == 0 else 0
        if first:
            till.app.paying.tender(kinds[round_ % 3], first)
            sold[kinds[round_ % 3]] += first
        till.app.paying.tender(kinds[(round_ + 1) % 3], amount - first)
        sold[kinds[(round_ + 1) % 3]] += amount - first
        till.app.paying.finish()
    closed = till.app.days.close_day()
    assert dict(closed.report.sums.pay) == dict(sold)
    independent = Counter[str]()
    for recorded in read(till, closed).entries:
        if isinstance(recorded.entry, SaleRecorded):
            for tender in recorded.entry.money.pay:
                assert isinstance(tender, Tender)
                independent[tender.kind] += tender.amount
    assert independent == sold


def test_three_closes_leave_receipt_numbers_alone(till: TillAtWork) -> None:
    numbers = []
    for _ in range(3):
        till.app.cash.set_float(10_000)
        till.sell()
        closed = till.app.days.close_day()
        numbers.append((closed.z, closed.report.last_no))
        assert isinstance(closed.recorded.entry, DayClosed)
    assert numbers == [(1, 1), (2, 2), (3, 3)]


# --- one folder to hand over from ----------------------------------------------------------------


def test_key_request_and_day_files_are_in_the_one_folder_a_person_is_shown(
    till: TillAtWork, tmp_path: Path
) -> None:
    folder = tmp_path / "till" / "for-organizer"
    till.app.joining.write_request(folder)
    till.sell()
    closed = till.app.days.close_day()
    assert till.app.days.day_file_job(closed).write().parent == folder
    assert till.app.days.day_pdf_job(closed).write().parent == folder
    assert sorted(path.suffix for path in folder.iterdir()) == [".pdf", ".txt", ".txt"]


def test_a_day_file_of_an_earlier_program_stays_where_it_is_found(
    till: TillAtWork, tmp_path: Path
) -> None:
    till.sell()
    closed = till.app.days.close_day()
    older = tmp_path / "till" / "day-files"
    job = till.app.days.day_file_job(closed, older)
    data = job.write().read_bytes()
    again = till.app.days.day_file_job(closed)
    assert again.path == job.path
    assert again.write().read_bytes() == data


def test_a_clock_before_the_events_pack_is_seen_before_the_first_sale(tmp_path: Path) -> None:
    world = World()
    with a_till_at_work(tmp_path, world):
        pass  # joined, nothing recorded
    world.clock.jump_to(datetime(2015, 1, 1, tzinfo=UTC))
    with a_till_at_work(tmp_path, world) as till:
        (moved,) = till.app.days.look_at_clock()
        assert (moved.was.astimezone(UTC).day, moved.now.year) == (25, 2015)


def test_closed_days_together_are_the_sum_of_their_z_reports(till: TillAtWork) -> None:
    for _ in range(3):
        till.sell()
        till.app.days.close_day()
        till.world.clock.forward(days=1)
    days = till.app.days.closed_days()
    job = till.app.days.range_pdf_job(days)
    assert job.report.net == sum(day.report.sums.net for day in days) == 150_000
    assert [close.z for close in job.report.closes] == [1, 2, 3]
    assert job.path.name.startswith("Z001-Z003_2026-11-26_2026-11-28_")
    assert job.write().read_bytes().startswith(b"%PDF")


def test_x20_every_step_after_the_close_may_fail_and_be_repeated_with_the_same_bytes(
    till: TillAtWork, tmp_path: Path
) -> None:
    till.sell()
    closed = till.app.days.close_day()
    jobs = (till.app.days.day_file_job(closed), till.app.days.day_pdf_job(closed))
    folder, keys = till.app.days.folder, tmp_path / "till" / "keys"
    folder.write_text("in the way", encoding="utf-8")
    for job in jobs:
        with pytest.raises(FileTrouble):
            job.write()
    folder.unlink()
    keys.rename(tmp_path / "lost")
    with pytest.raises((KeyFileError, FileTrouble)):
        jobs[0].write()
    (tmp_path / "lost").rename(keys)
    first = [job.write().read_bytes() for job in jobs]
    assert [job.write().read_bytes() for job in jobs] == first
    assert [day.z for day in till.app.days.closed_days()] == [1]


# --- on a stick ----------------------------------------------------------------------------------


def test_e7_a_copy_on_a_stick_has_the_bytes_of_the_files_at_the_till(
    till: TillAtWork, tmp_path: Path
) -> None:
    till.sell()
    closed = till.app.days.close_day()
    here = [till.app.days.day_file_job(closed).write(), till.app.days.day_pdf_job(closed).write()]
    stick = tmp_path / "stick"
    stick.mkdir()
    for _again in range(2):
        assert till.app.days.day_copy_job(closed, stick).write() == stick / here[0].name
        copies = {path.name: path.read_bytes() for path in stick.iterdir()}
        assert copies == {path.name: path.read_bytes() for path in here}


def test_e7_a_full_stick_keeps_no_half_file(till: TillAtWork, tmp_path: Path) -> None:
    till.sell()
    job = till.app.days.day_copy_job(till.app.days.close_day(), tmp_path / "stick")
    (tmp_path / "stick").mkdir()
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1_000, before[1]))
    try:
        with pytest.raises(FileTrouble) as trouble:
            job.write()
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
    assert (trouble.value.path, trouble.value.what) == (job.path, "no_space")
    assert list((tmp_path / "stick").iterdir()) == []
    assert job.write().exists()


def test_e7_a_stick_that_is_out_is_not_made_anew_on_the_laptop(
    till: TillAtWork, tmp_path: Path
) -> None:
    till.sell()
    job = till.app.days.day_copy_job(till.app.days.close_day(), tmp_path / "stick")
    with pytest.raises(FileTrouble) as trouble:
        job.write()
    assert trouble.value.what == "missing"
    assert not (tmp_path / "stick").exists()
