"""CUPS queues, with commands that misbehave."""

import threading
import time
from pathlib import Path

import pytest

from pos_app.domain.errors import PrinterError
from pos_app.printing.cups_commands import CupsCommands, cups_queues, listed_jobs
from pos_app.printing.cups_queue import CupsQueue
from pos_app.printing.queue_printer import QueuePatience
from pos_app.printing.status import FENCE, UNKNOWN, ask_health
from tests.printing.fake_lp import QUEUE, FakeCups, fake_cups

HURRIED = QueuePatience(command_s=5.0, stalled_s=0.0, whole_s=0.0, look_s=0.0)
IMPATIENT = QueuePatience(command_s=0.5, stalled_s=0.0, whole_s=0.0, look_s=0.0)
PAPER = b"\x1b@paper\n" * 300


@pytest.fixture
def cups(tmp_path: Path) -> FakeCups:
    return fake_cups(tmp_path / "cups")


def queue_of(cups: FakeCups, patience: QueuePatience = HURRIED, name: str = QUEUE) -> CupsQueue:
    return CupsQueue(name, "7K3MQ2-000214", patience, search_path=cups.search_path)


def printed(queue: CupsQueue) -> list[int]:
    """Print in one go; the progress that was told."""
    told: list[int] = []
    queue.connect()
    queue.send(PAPER, told.append)
    queue.finish()
    return told


def trouble_of(queue: CupsQueue) -> PrinterError:
    with pytest.raises(PrinterError) as refused:
        printed(queue)
    return refused.value


def test_a_paper_is_handed_in_whole_under_its_name(cups: FakeCups) -> None:
    told: list[int] = []
    queue = queue_of(cups)
    queue.connect()
    queue.send(b"\x00" * 10)
    queue.send(PAPER, told.append)
    assert cups.papers == []
    queue.finish()
    assert cups.papers == [b"\x00" * 10 + PAPER]
    assert cups.titles == ["7K3MQ2-000214"]
    assert told == [10 + len(PAPER)]


def test_pb17_completed_with_paper_out_is_never_more_than_handed_over(cups: FakeCups) -> None:
    cups.feels("fine", alerts="media-empty-error")
    queue = queue_of(cups)
    queue.connect()
    assert ask_health(queue) == UNKNOWN
    queue.send(PAPER)
    assert queue.ask(FENCE, 60) is None
    queue.finish()
    assert cups.jobs == {"kasir-1": "completed"}
    assert cups.papers == [PAPER]


def test_pb17_a_paper_that_waits_for_paper_is_taken_back_and_uncertain(cups: FakeCups) -> None:
    cups.feels("paper out")
    trouble = trouble_of(queue_of(cups))
    assert (trouble.code, trouble.bytes_accepted) == ("PAPER_OUT", len(PAPER))
    assert cups.jobs == {"kasir-1": "canceled"}


def test_a_job_that_never_had_its_turn_is_taken_back_and_counts_as_not_sent(
    cups: FakeCups,
) -> None:
    cups.feels("waits")
    trouble = trouble_of(queue_of(cups))
    assert (trouble.code, trouble.bytes_accepted) == ("STALLED", 0)
    assert cups.jobs == {"kasir-1": "canceled"}


@pytest.mark.parametrize("mood", ["prints", "held"])
def test_a_job_that_has_been_tried_is_taken_back_and_uncertain(cups: FakeCups, mood: str) -> None:
    cups.feels(mood)
    trouble = trouble_of(queue_of(cups))
    assert (trouble.code, trouble.bytes_accepted) == ("STALLED", len(PAPER))
    assert cups.jobs == {"kasir-1": "canceled"}


def test_a_job_that_cannot_be_cancelled_is_uncertain(cups: FakeCups) -> None:
    cups.feels("cannot cancel")
    trouble = trouble_of(queue_of(cups))
    assert (trouble.code, trouble.bytes_accepted) == ("STALLED", len(PAPER))
    assert cups.jobs == {"kasir-1": "printing"}


def test_a_job_that_ends_while_it_is_being_cancelled_was_handed_over(cups: FakeCups) -> None:
    cups.feels("ends when cancelled")
    assert printed(queue_of(cups)) == [len(PAPER)]
    assert cups.jobs == {"kasir-1": "completed"}


def test_a_job_that_cups_gave_up_is_uncertain(cups: FakeCups) -> None:
    cups.feels("aborts")
    trouble = trouble_of(queue_of(cups))
    assert (trouble.code, trouble.bytes_accepted) == ("SPOOLER_ERROR", len(PAPER))


def test_a_job_that_nobody_can_follow_is_uncertain(cups: FakeCups) -> None:
    cups.feels("mumbles")
    trouble = trouble_of(queue_of(cups))
    assert (trouble.code, trouble.bytes_accepted) == ("SPOOLER_ERROR", len(PAPER))


def test_a_command_that_hangs_is_given_up_with_nothing_sent(cups: FakeCups) -> None:
    cups.feels("hangs")
    begun = time.monotonic()
    trouble = trouble_of(queue_of(cups, IMPATIENT))
    assert (trouble.code, trouble.bytes_accepted) == ("STALLED", 0)
    assert time.monotonic() - begun < 5


def test_a_job_left_by_a_command_that_hangs_is_sought_and_taken_back(cups: FakeCups) -> None:
    cups.feels("hangs later")
    cups.has_waiting("kasir-999")
    trouble = trouble_of(queue_of(cups, IMPATIENT))
    assert (trouble.code, trouble.bytes_accepted) == ("STALLED", 0)
    assert cups.jobs == {"kasir-1": "canceled", "kasir-999": "pending"}


def test_a_job_that_ended_before_its_command_did_is_uncertain(cups: FakeCups) -> None:
    printed(queue_of(cups))  # one of before says nothing
    cups.feels("hangs when done")
    trouble = trouble_of(queue_of(cups, IMPATIENT))
    assert (trouble.code, trouble.bytes_accepted) == ("STALLED", len(PAPER))
    assert cups.jobs == {"kasir-1": "completed", "kasir-2": "completed"}


def test_of_several_new_jobs_none_is_removed_and_the_paper_is_uncertain(cups: FakeCups) -> None:
    cups.feels("hangs in a crowd")
    trouble = trouble_of(queue_of(cups, IMPATIENT))
    assert (trouble.code, trouble.bytes_accepted) == ("STALLED", len(PAPER))
    assert cups.jobs == {"kasir-1": "pending", "kasir-500": "pending"}


def test_a_scheduler_that_ends_meanwhile_leaves_the_paper_uncertain(cups: FakeCups) -> None:
    cups.feels("dies")
    trouble = trouble_of(queue_of(cups))
    assert (trouble.code, trouble.bytes_accepted) == ("UNREACHABLE", len(PAPER))


def test_letting_go_takes_the_job_back(cups: FakeCups) -> None:
    cups.feels("prints")
    queue = queue_of(cups, QueuePatience(look_s=0.05))
    queue.connect()
    troubles: list[PrinterError] = []
    is_in = threading.Event()

    def work() -> None:
        try:
            queue.send(PAPER, lambda _count: is_in.set())
            queue.finish()
        except PrinterError as trouble:
            troubles.append(trouble)

    worker = threading.Thread(target=work)
    worker.start()
    assert is_in.wait(10)
    queue.close()
    queue.close()
    worker.join(10)
    assert not worker.is_alive()
    assert [trouble.bytes_accepted for trouble in troubles] == [len(PAPER)]
    assert cups.jobs == {"kasir-1": "canceled"}


def test_a_queue_that_was_let_go_takes_nothing(cups: FakeCups) -> None:
    queue = queue_of(cups)
    queue.connect()
    queue.close()
    for step in (queue.connect, lambda: queue.send(PAPER), queue.finish):
        with pytest.raises(PrinterError) as refused:
            step()
        assert (refused.value.code, refused.value.bytes_accepted) == ("DISCONNECTED", 0)
    assert cups.papers == []


# --- before anything is sent -------------------------------------------------------------------


@pytest.mark.parametrize(
    ("mood", "alerts", "code"),
    [
        ("disabled", "none", "OFFLINE"),
        ("rejects", "none", "SPOOLER_ERROR"),
        ("refuses", "none", "SPOOLER_ERROR"),
        ("forbids", "none", "NO_PERMISSION"),
        ("down", "none", "UNREACHABLE"),
        ("prints for others", "media-empty-error", "PAPER_OUT"),
        ("prints for others", "cover-open-report", "COVER_OPEN"),
        ("prints for others", "offline-report", "OFFLINE"),
        ("prints for others", "connecting-to-device", "UNREACHABLE"),
    ],
)
def test_a_queue_that_prints_nothing_is_sent_nothing(
    cups: FakeCups, mood: str, alerts: str, code: str
) -> None:
    cups.feels(mood, alerts=alerts)
    trouble = trouble_of(queue_of(cups))
    assert (trouble.code, trouble.bytes_accepted) == (code, 0)
    assert cups.papers == []


@pytest.mark.parametrize("name", ["nope", ""])
def test_a_queue_that_is_not_there_is_not_found(cups: FakeCups, name: str) -> None:
    assert trouble_of(queue_of(cups, name=name)).code == "NOT_FOUND"


def test_a_queue_that_hangs_when_asked_is_given_up(cups: FakeCups) -> None:
    cups.feels("hangs when asked")
    assert trouble_of(queue_of(cups, IMPATIENT)).code == "STALLED"


def test_without_cups_there_is_no_queue(tmp_path: Path) -> None:
    queue = CupsQueue(QUEUE, search_path=str(tmp_path))
    with pytest.raises(PrinterError) as refused:
        queue.connect()
    assert (refused.value.code, refused.value.detail) == ("NOT_FOUND", "lpstat")
    assert cups_queues(CupsCommands(str(tmp_path))) == ()


def test_a_command_that_cannot_be_run_is_a_trouble_of_its_own(tmp_path: Path) -> None:
    broken = tmp_path / "lpstat"
    broken.write_bytes(b"\x7fELF")
    broken.chmod(0o755)
    with pytest.raises(PrinterError) as refused:
        CupsQueue(QUEUE, search_path=str(tmp_path)).connect()
    assert refused.value.code == "UNKNOWN"


# --- what lpstat says --------------------------------------------------------------------------


def test_queues_are_listed_by_old_and_new_versions(cups: FakeCups) -> None:
    commands = CupsCommands(cups.search_path)
    assert cups_queues(commands) == ("kasir", "Kantor_Laser")
    cups.feels("old")
    assert cups_queues(commands) == ("kasir",)
    cups.feels("down")
    assert cups_queues(commands) == ()


def test_jobs_are_read_with_the_lines_that_belong_to_them() -> None:
    text = (
        "kasir-9   root   1024   Wed Nov 25 16:47:35 2026\n"
        "\tStatus: Waiting for printer\n\tAlerts: job-printing connecting\n\tqueued for kasir\n"
        "kasir-10   root   1024   Wed Nov 25 16:47:35 2026\n\tAlerts: none\n"
    )
    first, second = listed_jobs(text)
    assert (first.id, first.message) == ("kasir-9", "Waiting for printer")
    assert first.reasons == {"job-printing", "connecting"}
    assert (second.id, second.message) == ("kasir-10", "")
    assert second.reasons == {"none"}
    assert list(listed_jobs("")) == []
