"""The queue's rows: who is listed, who goes next, and what is kept of whom."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from pos_app.storage.database import TillDatabase
from pos_app.storage.journal_store import StoredEntry
from pos_app.storage.print_queue import HeldRange, PrintQueue, StoredJob
from pos_app.storage.printer_memory import PrinterMemory

MORNING = datetime(2026, 11, 26, 9, 30, 0, 250_000, tzinfo=UTC)


@pytest.fixture
def database(tmp_path: Path) -> Iterator[TillDatabase]:
    opened = TillDatabase(tmp_path / "till.db")
    with opened.transaction():
        for seq in range(1, 21):
            opened.journal.append(StoredEntry(seq, f"link {seq}", b"{}", None))
    yield opened
    opened.close()


@pytest.fixture
def queue(database: TillDatabase) -> Iterator[PrintQueue]:
    with database.transaction():
        yield database.print_queue


def a_job(seq: int, **other: Any) -> StoredJob:  # noqa: ANN401 -- whatever a job holds
    plain: dict[str, Any] = {
        "job_id": 0,
        "seq": seq,
        "kind": "receipt",
        "copy": 0,
        "printer": "one",
        "paper_columns": 32,
        "file_name": f"{seq}.pdf",
        "content": b"paper",
        "created_at": MORNING,
        "state": "queued",
        "state_at": MORNING,
    }
    return StoredJob(**plain | other)


def test_a_job_comes_back_as_it_was_stored(queue: PrintQueue) -> None:
    job = a_job(
        3,
        kind="kick",
        expires_at=MORNING + timedelta(seconds=10),
        reason="REFUSED",
        attempts=2,
        bytes_accepted=7,
        profile_version=4,
        renderer_version=5,
    )
    added = queue.add(job)
    assert queue.job(added.job_id) == added
    assert queue.job(99) is None


def test_those_that_need_a_person_are_listed_first_and_a_limit_keeps_them(
    queue: PrintQueue,
) -> None:
    states = ("queued", "confirmed", "failed", "sending", "uncertain", "cancelled", "queued")
    for seq, state in enumerate(states, start=1):
        queue.add(a_job(seq, state=state))
    queue.add(a_job(8, kind="kick"))
    assert [job.seq for job in queue.pending()] == [3, 5, 1, 4, 7]
    assert [job.seq for job in queue.pending(4)] == [3, 5, 1, 4]
    assert [job.seq for job in queue.pending(1)] == [3]
    assert queue.pending()[0].state_at == MORNING
    assert queue.pending_states() == {"queued": 2, "failed": 1, "sending": 1, "uncertain": 1}


def test_the_next_paper_is_the_oldest_of_its_printer_that_is_not_held(queue: PrintQueue) -> None:
    for seq, printer in enumerate(("", "one", "two", "one", "gone"), start=1):
        queue.add(a_job(seq, printer=printer))
    queue.add(a_job(6, kind="kick"))

    def seq_of(job: StoredJob | None) -> int:
        return 0 if job is None else job.seq

    assert seq_of(queue.next_of("one")) == 2
    assert seq_of(queue.next_of("one", held=HeldRange(0, 2))) == 4
    assert seq_of(queue.next_of("one", held=HeldRange(2, 4))) == 2
    assert seq_of(queue.next_of("three")) == 0
    assert seq_of(queue.next_of_no_other(("two",))) == 1
    assert seq_of(queue.next_of_no_other(("", "one", "two"))) == 5
    assert seq_of(queue.next_of_no_other(())) == 1
    assert sorted(queue.waiting_printers()) == ["", "gone", "one", "two"]
    assert sorted(queue.waiting_printers(held=HeldRange(0, 4))) == ["gone"]
    assert queue.queued_by_printer() == {"": 1, "one": 2, "two": 1, "gone": 1}


def test_papers_between_two_numbers_are_counted_and_listed(queue: PrintQueue) -> None:
    for seq in range(1, 5):
        queue.add(a_job(seq, created_at=MORNING + timedelta(minutes=seq)))
    queue.add(a_job(5, kind="kick"))
    assert queue.count_queued_in(HeldRange(1, 3)) == 2
    assert [job.seq for job in queue.queued_in(HeldRange(1, 3))] == [2, 3]
    assert [job.seq for job in queue.queued_in(HeldRange(0, 4, "[2, 3]"))] == [1, 4]
    assert queue.last_queued_before(MORNING + timedelta(minutes=3)) == 2
    assert queue.last_queued_before(MORNING) == 0
    assert queue.last_number() == 5


def test_bytes_of_old_finished_jobs_go_and_their_rows_stay(queue: PrintQueue) -> None:
    states = ("handed_over", "confirmed", "cancelled", "queued", "uncertain", "failed")
    for seq, state in enumerate(states, start=1):
        queue.add(a_job(seq, state=state))
    assert queue.forget_bytes(MORNING) == 0
    assert queue.forget_bytes(MORNING + timedelta(milliseconds=1)) == 3
    assert queue.forget_bytes(MORNING + timedelta(milliseconds=1)) == 0
    kept = {job.state for number in range(1, 7) if (job := queue.job(number)) and job.content}
    assert kept == {"queued", "uncertain", "failed"}


def test_kicks_that_are_not_done_are_dropped_and_papers_are_not(queue: PrintQueue) -> None:
    for seq, state in enumerate(("queued", "sending", "handed_over"), start=1):
        queue.add(a_job(seq, kind="kick", state=state))
    paper = queue.add(a_job(4))
    queue.cancel_kicks(MORNING, "EXPIRED")
    states = [job.state for number in range(1, 4) if (job := queue.job(number))]
    assert states == ["cancelled", "cancelled", "handed_over"]
    assert queue.job(paper.job_id) == paper


def test_what_is_known_of_a_printer_is_kept_and_replaced(database: TillDatabase) -> None:
    memories = database.printer_memory
    assert memories.of("one") == PrinterMemory("one", 0, is_silent=False)
    with database.transaction():
        memories.keep(PrinterMemory("one", 300, is_silent=True))
        memories.keep(PrinterMemory("two", 0, is_silent=True))
    assert memories.of("one") == PrinterMemory("one", 300, is_silent=True)
    assert memories.half_sent() == {"one": 300}
    with database.transaction():
        memories.keep(PrinterMemory("one"))
    assert memories.of("one") == PrinterMemory("one")
    assert memories.half_sent() == {}
