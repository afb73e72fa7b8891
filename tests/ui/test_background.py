"""Work off the GUI thread: in order, answered on the GUI thread, never lost at the end."""

import gc
import threading
from collections.abc import Iterator
from functools import partial

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from tests.ui.kit import settle
from ui.background import Background
from ui.collecting import Collecting


@pytest.fixture
def background(qtbot: QtBot) -> Iterator[Background]:
    background = Background("office")
    yield background
    background.close(timeout_s=5)


def unexpected(answer: object) -> None:
    raise AssertionError(answer)


def test_the_job_runs_elsewhere_and_is_answered_here(qtbot: QtBot, background: Background) -> None:
    answers: list[tuple[int, int]] = []
    here = threading.get_ident()

    def done(worker: int) -> None:
        answers.append((worker, threading.get_ident()))

    background.run(threading.get_ident, done=done, failed=unexpected)
    qtbot.waitUntil(lambda: bool(answers))
    worker, answered_on = answers[0]
    assert worker != here
    assert answered_on == here


def test_jobs_are_done_in_the_order_they_came(qtbot: QtBot, background: Background) -> None:
    printed: list[int] = []

    for receipt in range(20):
        background.run(partial(int, receipt), done=printed.append, failed=unexpected)
    qtbot.waitUntil(lambda: len(printed) == 20)
    assert printed == list(range(20))


def test_a_failing_job_hands_over_its_error_and_the_next_one_runs(
    qtbot: QtBot, background: Background
) -> None:
    seen: list[object] = []

    def out_of_paper() -> str:
        raise OSError("no paper")

    background.run(out_of_paper, done=unexpected, failed=seen.append)
    background.run(lambda: "printed", done=seen.append, failed=unexpected)
    qtbot.waitUntil(lambda: len(seen) == 2)
    assert isinstance(seen[0], OSError)
    assert seen[1] == "printed"


def test_closing_delivers_the_answer_of_the_present_job_and_drops_the_rest(qtbot: QtBot) -> None:
    background = Background("printer")
    begun, may_go_on = threading.Event(), threading.Event()
    answers: list[str] = []

    def slow() -> str:
        begun.set()
        assert may_go_on.wait(5)
        return "handed over"

    background.run(slow, done=answers.append, failed=unexpected)
    background.run(lambda: "never begun", done=answers.append, failed=unexpected)
    assert begun.wait(5)
    may_go_on.set()
    assert background.close(timeout_s=5)
    assert answers == ["handed over"]
    assert not background.is_busy()


def test_closing_does_not_wait_for_ever(qtbot: QtBot) -> None:
    background = Background("printer")
    begun, may_go_on = threading.Event(), threading.Event()

    def stuck() -> None:
        begun.set()
        assert may_go_on.wait(30)

    background.run(stuck, done=unexpected, failed=unexpected)
    assert begun.wait(5)
    try:
        assert not background.close(timeout_s=0.01)
    finally:
        may_go_on.set()


def test_garbage_is_collected_by_the_timer_alone_and_on_this_thread(qapp: object) -> None:
    assert isinstance(qapp, QObject)
    threads: set[int] = set()
    counting = lambda _phase, _info: threads.add(threading.get_ident())  # noqa: E731 -- a hook
    collecting = Collecting(qapp)
    worker = Background("busy")
    gc.callbacks.append(counting)
    try:
        worker.run(lambda: [[] for _ in range(200_000)], done=_ignore, failed=_ignore)
        assert worker.close(10)
        assert threads == set()
        _circles = [[] for _ in range(2_000)]  # more than the first threshold
        collecting.collect_if_due()
        assert threads == {threading.get_ident()}
    finally:
        gc.callbacks.remove(counting)
        collecting.deleteLater()


def _ignore(_answer: object) -> None:
    pass


def test_nobody_is_told_whose_window_is_gone(qtbot: QtBot) -> None:
    owner, background = QObject(), Background("office")
    background.end_with(owner)
    gate, ended = threading.Event(), threading.Event()

    def slow() -> None:
        gate.wait(5)
        ended.set()

    background.run(slow, done=unexpected, failed=unexpected)
    owner.deleteLater()
    qtbot.waitUntil(lambda: background.is_closed)
    gate.set()
    assert ended.wait(5)
    settle()
    assert background.close(timeout_s=5)
