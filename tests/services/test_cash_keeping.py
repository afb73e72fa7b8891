"""The drawer: float, movements, counts, and the question when too much is taken out."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from pos_app.domain.cash_errors import MoreThanInDrawer, ReasonIsMissing
from pos_app.domain.drawer import CashCount, Movement
from pos_app.domain.errors import AmountTooLarge, BadAmount, Refusal
from pos_app.domain.journal import CashCounted, CashMoved, DayOpened, FloatSet
from pos_app.domain.money import MOST_MONEY
from pos_app.domain.people import Right
from pos_app.domain.people_errors import RightIsMissing
from tests.tills import TillAtWork, World, a_till_at_work

LISTRIK = Movement(kind="out", amount=35_500, why="listrik")


@pytest.fixture
def till(tmp_path: Path) -> Iterator[TillAtWork]:
    with a_till_at_work(tmp_path) as at_work:
        yield at_work


def test_day1_change_given_is_not_counted_as_cash_in_the_drawer(till: TillAtWork) -> None:
    app = till.app
    app.cash.set_float(200_000)
    for price, note, expected in ((75_000, 100_000, 275_000), (128_000, 150_000, 403_000)):
        app.selling.add_open_item(price)
        app.paying.tender("cash", note)
        app.paying.finish()
        assert app.cash.expected() == expected


def test_day3_each_till_has_its_own_drawer(tmp_path: Path) -> None:
    with a_till_at_work(tmp_path / "one") as one, a_till_at_work(tmp_path / "two") as two:
        one.app.cash.set_float(200_000)
        two.app.cash.set_float(100_000)
        one.app.selling.add_open_item(55_000)
        one.app.paying.tender("cash", 55_000)
        one.app.paying.finish()
        assert (one.app.cash.expected(), two.app.cash.expected()) == (255_000, 100_000)
        assert (one.app.days.x_report().sums.net, two.app.days.x_report().sums.net) == (55_000, 0)


def test_day7_a_pay_out_lowers_the_drawer_and_not_the_turnover(till: TillAtWork) -> None:
    app = till.app
    app.cash.set_float(200_000)
    till.sell()
    before = app.days.x_report().sums.net
    typed = Movement(kind="out", amount=35_500, why="listrik", words="token untuk dua stan")
    app.cash.move(typed)
    report = app.days.x_report()
    assert report.sums.net == before
    assert report.sums.drawer.expected == 200_000 + 50_000 - 35_500
    (moved,) = report.movements
    assert (moved.entry.why, moved.entry.amount) == ("listrik", -35_500)
    assert moved.words == "token untuk dua stan"


def test_day7_the_file_carries_the_reasons_code_and_never_what_was_typed(till: TillAtWork) -> None:
    app = till.app
    app.cash.move(Movement(kind="in", amount=50_000, words="pinjam dari Bu Ani"))
    closed = app.days.close_day()
    assert closed.report.movements[0].words == "pinjam dari Bu Ani"
    text = app.days.day_file_job(closed).write().read_text("utf-8")
    assert '"why":"lainnya"' in text
    assert "Ani" not in text


def test_a_movement_before_opening_opens_the_day(till: TillAtWork) -> None:
    till.app.cash.move(Movement(kind="in", amount=10_000, why="tambah-modal"))
    kinds = [type(recorded.entry) for recorded in till.app.days.period]
    assert kinds == [DayOpened, CashMoved]
    assert not till.app.days.x_report().float_is_set


def test_taking_out_more_than_should_be_there_asks_and_then_goes_on(till: TillAtWork) -> None:
    till.app.cash.set_float(20_000)
    with pytest.raises(MoreThanInDrawer):
        till.app.cash.move(LISTRIK)
    assert till.app.cash.expected() == 20_000
    till.app.cash.move(LISTRIK, is_sure=True)
    assert till.app.cash.expected() == -15_500


@pytest.mark.parametrize(
    ("movement", "refusal"),
    [
        (Movement(kind="in", amount=0, why="lainnya"), BadAmount),
        (Movement(kind="out", amount=1_000), ReasonIsMissing),
        (Movement(kind="out", amount=1_000, words="   "), ReasonIsMissing),
        (Movement(kind="open"), ReasonIsMissing),
    ],
)
def test_a_movement_needs_an_amount_and_a_reason(
    till: TillAtWork, movement: Movement, refusal: type[Refusal]
) -> None:
    till.app.cash.set_float(100_000)
    with pytest.raises(refusal):
        till.app.cash.move(movement)
    assert till.app.days.x_report().movements == ()


def test_opening_the_drawer_needs_the_right_or_somebody_who_has_it(till: TillAtWork) -> None:
    app = till.app
    app.people.set_pin("k1", "1111")
    app.people.add("Budi", "2222", rights=frozenset[Right]())
    app.signing_in.sign_in("k2", "2222")
    with pytest.raises(RightIsMissing):
        app.cash.move(Movement(kind="open", why="tukar-uang"))
    by = app.signing_in.allow("no_sale", "1111")
    app.cash.move(Movement(kind="open", why="tukar-uang"), by=by)
    (moved,) = app.days.x_report().movements
    assert (moved.entry.stamp.op, moved.entry.stamp.by) == ("k2", "k1")
    assert app.days.x_report().sums.drawer.no_sale == 1


def test_a_slip_is_queued_on_wish_only(till: TillAtWork) -> None:
    till.app.cash.set_float(100_000)
    till.app.cash.move(LISTRIK)
    assert till.app.printing.waiting() == []
    till.app.cash.move(LISTRIK, slip=True)
    (waiting,) = till.app.printing.waiting()
    assert waiting.kind == "slip"


def test_a_float_counted_by_denomination_keeps_its_pieces(till: TillAtWork) -> None:
    till.app.cash.set_float(CashCount(((50_000, 3), (1_000, 0), (500, 20)), 0))
    entry = till.app.days.period[-1].entry
    assert isinstance(entry, FloatSet)
    assert (entry.amount, entry.rows) == (160_000, ((50_000, 3), (500, 20)))


def test_a_float_with_other_money_keeps_its_sum(till: TillAtWork) -> None:
    till.app.cash.set_float(CashCount(((50_000, 1),), 75_000))
    entry = till.app.days.period[-1].entry
    assert isinstance(entry, FloatSet)
    assert (entry.amount, entry.rows) == (125_000, ())


def test_the_float_may_be_as_it_was_left_note_for_note(tmp_path: Path) -> None:
    world = World()
    with a_till_at_work(tmp_path, world) as till:
        assert till.app.cash.left_before() is None
        till.app.cash.set_float(100_000)
        till.app.days.close_day(CashCount(((50_000, 1), (20_000, 2))))
    world.clock.forward(days=1)
    with a_till_at_work(tmp_path, world) as till:
        left = till.app.cash.left_before()
        assert left is not None
        assert (left.amount, left.is_counted) == (90_000, True)
        till.app.cash.set_float_as_left()
        entry = till.app.days.period[-1].entry
        assert isinstance(entry, FloatSet)
        assert (entry.amount, entry.rows) == (90_000, ((50_000, 1), (20_000, 2)))


def test_without_a_count_what_should_be_there_was_left(till: TillAtWork) -> None:
    till.app.cash.set_float(100_000)
    till.sell()
    till.app.days.close_day()
    left = till.app.cash.left_before()
    assert left is not None
    assert (left.amount, left.rows, left.is_counted) == (150_000, (), False)


def test_nobody_knows_what_was_left_by_a_day_without_a_float_and_a_count(till: TillAtWork) -> None:
    till.sell()
    till.app.days.close_day()
    assert till.app.cash.left_before() is None  # the sale's cash lies on an unknown sum
    till.app.cash.set_float(0)  # a float of nothing that somebody entered is known
    till.sell()
    till.app.days.close_day()
    left = till.app.cash.left_before()
    assert left is not None
    assert left.amount == 50_000
    till.sell()
    till.app.days.close_day(CashCount(((50_000, 3),)))
    left = till.app.cash.left_before()
    assert left is not None
    assert (left.amount, left.is_counted) == (150_000, True)


def test_every_recount_is_an_entry(till: TillAtWork) -> None:
    till.app.cash.set_float(100_000)
    till.app.cash.count(CashCount(((50_000, 1),)))
    result = till.app.cash.count(CashCount(((50_000, 2),)))
    assert result.over_short == 0
    counts = [r.entry for r in till.app.days.period if isinstance(r.entry, CashCounted)]
    assert [count.amount for count in counts] == [50_000, 100_000]
    assert till.app.days.x_report().counts_made == 2


def test_a_count_of_a_day_that_is_over_is_of_that_day(till: TillAtWork) -> None:
    till.app.cash.set_float(100_000)
    day = till.app.days.period[0].entry.stamp.day
    till.world.clock.forward(days=1)
    till.app.cash.count(CashCount(((50_000, 2),)))
    stamp = till.app.days.period[-1].entry.stamp
    assert (stamp.day, stamp.late) == (day, True)
    assert stamp.at.astimezone(UTC) == datetime(2026, 11, 27, 2, 30, tzinfo=UTC)


def test_more_than_a_file_can_hold_is_refused(till: TillAtWork) -> None:
    with pytest.raises(AmountTooLarge):
        till.app.cash.move(Movement(kind="in", amount=MOST_MONEY + 1, why="tambah-modal"))


def test_an_uncounted_close_before_a_counted_one_hides_no_count(till: TillAtWork) -> None:
    till.app.cash.set_float(20_000)
    till.app.cash.count(CashCount(((20_000, 1),)))
    till.app.people.set_pin("k1", "1111")  # something that is no count stands between
    till.app.days.close_day()
    left = till.app.cash.left_before()
    assert left is not None
    assert left.rows == ((20_000, 1),)
