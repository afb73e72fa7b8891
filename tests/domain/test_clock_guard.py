"""What counts as a clock that moved (H3)."""

from datetime import UTC, datetime, timedelta

import pytest

from pos_app.domain.clock_guard import ClockGuard, ClockMove

NOON = datetime(2026, 11, 26, 5, 0, tzinfo=UTC)


class Stopwatch:
    """Steady seconds that a test lets pass."""

    def __init__(self) -> None:
        self.seconds = 1_000.0

    def __call__(self) -> float:
        return self.seconds


def test_a_clock_that_runs_with_the_steady_seconds_is_believed() -> None:
    watch = Stopwatch()
    guard = ClockGuard(watch)
    assert guard.look(NOON, None) is None
    watch.seconds += 8 * 3600
    assert guard.look(NOON + timedelta(hours=8), None) is None


@pytest.mark.parametrize(
    ("moved_s", "is_seen"),
    [(-120, False), (-121, True), (3_600, False), (3_601, True), (-86_400, True)],
)
def test_two_minutes_back_or_an_hour_forward_is_a_move(moved_s: int, is_seen: bool) -> None:  # noqa: FBT001
    watch = Stopwatch()
    guard = ClockGuard(watch)
    guard.look(NOON, None)
    watch.seconds += 60
    should = NOON + timedelta(seconds=60)
    now = should + timedelta(seconds=moved_s)
    assert guard.look(now, NOON) == (ClockMove(should, now) if is_seen else None)


def test_a_move_that_was_recorded_is_believed_from_then_on() -> None:
    guard = ClockGuard(Stopwatch())
    guard.look(NOON, None)
    early = NOON - timedelta(days=3)
    move = guard.look(early, None)
    assert move == ClockMove(NOON, early)
    assert guard.look(early, None) == move  # nobody recorded it yet
    guard.believe(early)
    assert guard.look(early, None) is None


@pytest.mark.parametrize(
    ("after", "is_seen"),
    [
        (timedelta(seconds=-121), True),
        (timedelta(seconds=-120), False),
        (timedelta(hours=14), False),
        (timedelta(days=7), False),
        (timedelta(days=7, seconds=1), True),
    ],
)
def test_at_the_start_the_last_entry_tells(after: timedelta, is_seen: bool) -> None:  # noqa: FBT001
    assert (ClockGuard(Stopwatch()).look(NOON + after, NOON) is not None) is is_seen


def test_without_steady_seconds_only_going_back_behind_the_last_entry_is_seen() -> None:
    guard = ClockGuard(None)
    assert guard.look(NOON, NOON) is None
    assert guard.look(NOON + timedelta(days=400), NOON) is None
    assert guard.look(NOON - timedelta(minutes=3), NOON) is not None


def test_slow_drift_inside_the_limit_does_not_hide_a_later_jump() -> None:
    watch = Stopwatch()
    guard = ClockGuard(watch)
    guard.look(NOON, None)
    for _ in range(3):  # a minute too slow each hour: the third time it is too much
        watch.seconds += 3_600
    assert guard.look(NOON + timedelta(hours=3, minutes=-3), None) is not None
