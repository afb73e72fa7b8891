"""The rules of printing.md 4.3, each as a promise; answers, recovery and kicks have own files."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from pos_app.domain.errors import CopyIsMade, NothingToPrint, PrinterError
from pos_app.domain.printer import PrinterProfile
from pos_app.domain.tender import Sighting
from pos_app.printing.cups_queue import CupsQueue
from pos_app.printing.queue_printer import QueuePatience
from pos_app.storage.print_queue import JobState, StoredJob
from pos_app.wording import words_for
from tests.printing.escpos_reader import read
from tests.printing.fake_lp import QUEUE, fake_cups
from tests.services.sending import next_job, send, state, text_of
from tests.tills import NETWORK, TillAtWork, World, a_till_at_work

WIDE = replace(NETWORK, address="wide.test", paper_columns=48)


@pytest.fixture
def till(tmp_path: Path) -> Iterator[TillAtWork]:
    with a_till_at_work(tmp_path / "till") as at_work:
        yield at_work


def stored(till: TillAtWork, job_id: int) -> StoredJob:
    job = till.app.printing._queue.job(job_id)
    assert job is not None
    return job


def breaks(till: TillAtWork, seq: int) -> int:
    """Have the paper of a sale break on its way; gives its job."""
    till.world.paper.mood, till.world.paper.takes = "closes", 100
    send(till)
    till.world.paper.mood = "fine"
    assert state(till, seq).state == "uncertain"
    return state(till, seq).job_id


# --- 1: one job for each paper -------------------------------------------------------------------


def test_rule1_a_second_press_finds_the_job_that_is_there_and_shows_it(till: TillAtWork) -> None:
    seq = till.sell()
    receipt = state(till, seq)
    assert till.app.printing.reprint(seq) == receipt  # it has not come out yet
    assert till.app.days.print_x() == till.app.days.print_x()
    recorded = next(till.app.papers._recording.entries(seq, seq))
    with till.app.papers._recording.together():
        assert till.app.printing.add_receipt(recorded).job_id == receipt.job_id
    assert till.app.printing.counts() == (2, 0)
    send(till)
    assert till.app.printing.reprint(seq) == till.app.printing.reprint(seq)


def test_rule1_a_second_press_on_a_paper_in_doubt_is_the_copy_that_replaces_it(
    till: TillAtWork,
) -> None:
    seq = till.sell()
    job_id = breaks(till, seq)
    copy = till.app.printing.reprint(seq)
    assert stored(till, job_id).replaced_by == copy.job_id
    assert till.app.printing.reprint(seq) == copy


# --- 2: stored bytes stay ------------------------------------------------------------------------


def test_rule2_what_changes_after_the_sale_does_not_change_its_paper(till: TillAtWork) -> None:
    seq = till.sell()
    before = next_job(till).stored.content
    mug = till.product("MUG")
    till.app.catalog.edit_product(replace(mug, name="Cup", price=99_000))
    till.app.arranging.change(replace(till.app.arranging.rules, header=("New place",)))
    assert send(till).stored.content == before
    assert "New place" not in text_of(till)
    till.app.printing.reprint(seq)
    send(till)
    assert "Mug" in text_of(till)  # a copy is laid out from the journal too


def test_rule2_a_copy_for_another_width_is_laid_out_from_the_journal(till: TillAtWork) -> None:
    seq = till.sell()
    send(till)
    till.app.catalog.edit_product(replace(till.product("MUG"), name="Cup", price=99_000))
    till.app.printing.use_printers(WIDE)
    till.app.printing.reprint(seq)
    send(till)
    lines = read(till.world.paper.papers[-1]).as_text(48)
    assert any(len(line) == 48 for line in lines)
    assert any("Mug" in line for line in lines)


def test_rule2_a_job_knows_what_it_was_made_for(till: TillAtWork) -> None:
    till.sell()
    first = next_job(till).stored
    assert (first.printer, first.profile_version) == (NETWORK.name, 1)
    assert first.renderer_version >= 1
    till.app.printing.use_printer(replace(NETWORK, version=4, has_cutter=True))
    again = next_job(till).stored
    assert (again.job_id, again.profile_version) == (first.job_id, 4)
    assert read(again.content).cuts == 1
    assert next_job(till).stored == again


# --- 3 and 4: on the disk, and tried again only before the first byte -----------------------------


def test_rule3_jobs_are_as_durable_as_sales(till: TillAtWork) -> None:
    disk = till.app.printing._database._connection
    assert disk.execute("PRAGMA journal_mode").fetchone() == ("wal",)
    assert disk.execute("PRAGMA synchronous").fetchone() == (2,)  # FULL


def test_rule4_only_what_nothing_of_has_left_is_sent_by_itself(till: TillAtWork) -> None:
    seq = till.sell()
    job = stored(till, state(till, seq).job_id)
    others: tuple[JobState, ...] = (
        "sending",
        "handed_over",
        "confirmed",
        "uncertain",
        "failed",
        "cancelled",
    )
    for other in others:
        till.app.printing._book.move(job, other)
        assert till.app.printing.next_job() is None, other
    till.app.printing._book.move(job, "queued")
    assert next_job(till).stored.job_id == job.job_id


def test_rule4_each_try_is_counted(till: TillAtWork) -> None:
    seq = till.sell()
    till.world.paper.mood, till.world.paper.takes = "closes", 0
    send(till)
    send(till)
    till.world.paper.mood = "fine"
    send(till)
    job = stored(till, state(till, seq).job_id)
    assert (job.state, job.attempts, job.bytes_accepted) == ("handed_over", 3, len(job.content))


# --- 9: a copy takes the place of a paper in doubt ------------------------------------------------


def test_pb22_a_second_press_on_print_copy_is_refused_and_names_the_new_job(
    till: TillAtWork,
) -> None:
    seq = till.sell()
    job_id = breaks(till, seq)
    copy = till.app.printing.print_copy(job_id)
    old = stored(till, job_id)
    assert (old.state, old.reason, old.replaced_by) == ("cancelled", "REPLACED", copy.job_id)
    send(till)
    for press in (
        till.app.printing.print_copy,
        till.app.printing.came_out,
        till.app.printing.discard,
    ):
        with pytest.raises(CopyIsMade) as refused:
            press(job_id)
        assert (refused.value.job_id, refused.value.copy) == (copy.job_id, 1)
        assert "Copy 1" in words_for(refused.value)
    assert till.app.printing.job_state(copy.job_id) == state(till, seq)
    assert len(till.world.paper.papers) == 1


def test_a_job_that_never_was_is_refused_and_shown_as_nothing(till: TillAtWork) -> None:
    with pytest.raises(NothingToPrint):
        till.app.printing.discard(99)
    assert till.app.printing.job_state(99) is None


# --- 10: copies ----------------------------------------------------------------------------------


def test_rule10_a_copy_says_so_above_and_below_with_time_and_operator_and_counts(
    till: TillAtWork,
) -> None:
    seq = till.sell()
    send(till)
    till.world.clock.forward(minutes=95)
    till.app.printing.reprint(seq)
    send(till)
    lines = text_of(till).splitlines()
    assert sum("COPY NO. 1" in line for line in lines) == 2
    assert any("11:05" in line and "Rahma" in line for line in lines[:6])  # the copy
    assert any("09:30" in line for line in lines)  # the sale
    assert till.app.receipts.look(seq).copies == 1
    assert till.app.days.x_report().reprints == 1
    till.app.printing.reprint(seq)
    send(till)
    assert "COPY NO. 2" in text_of(till)


def test_rule10_when_the_first_paper_is_in_doubt_the_second_is_a_copy(till: TillAtWork) -> None:
    seq = till.sell()
    till.app.printing.print_copy(breaks(till, seq))
    send(till)
    assert "COPY NO. 1" in text_of(till)


def test_rule10_the_qris_state_on_a_copy_is_that_of_the_sale_and_what_changed_since(
    till: TillAtWork,
) -> None:
    till.app.selling.scan("MUG")
    till.app.paying.tender("qris", 50_000, Sighting(state="unsure"))
    seq = till.app.paying.finish().recorded.seq
    send(till)
    first = text_of(till).splitlines()
    (unsure,) = till.app.qris.unsure()
    till.app.qris.confirm(unsure, Sighting(state="received"))
    till.app.printing.reprint(seq)
    send(till)
    copy = text_of(till).splitlines()
    assert [line for line in first if "QRIS" in line] == [
        line for line in copy if "QRIS" in line and line in first
    ]
    assert any(line.strip().startswith("Since then:") for line in copy)


# --- 11: going on without this printer ------------------------------------------------------------


def test_rule11_a_waiting_paper_moves_to_another_printer(till: TillAtWork) -> None:
    seq = till.sell()
    printing = till.app.printing
    printing.use_printers(NETWORK, (WIDE,))
    assert printing.waiting_printers() == (NETWORK.name,)
    moved = printing.send_elsewhere(state(till, seq).job_id, WIDE.name)
    assert (moved.state, moved.printer, moved.copy) == ("queued", WIDE.name, 0)
    assert printing.waiting_printers() == (WIDE.name,)
    assert (printing.queued_for(NETWORK.name), printing.queued_for(WIDE.name)) == (0, 1)
    assert printing.next_job() is None
    assert send(till, WIDE.name).stored.seq == seq
    assert max(line.columns for line in read(till.world.paper.papers[0]).lines) > 32


def test_rule11_a_paper_in_doubt_becomes_a_copy_at_another_printer(till: TillAtWork) -> None:
    seq = till.sell()
    till.app.printing.use_printers(NETWORK, (WIDE,))
    job_id = breaks(till, seq)
    copy = till.app.printing.send_elsewhere(job_id, WIDE.name)
    assert (copy.copy, copy.printer) == (1, WIDE.name)
    assert stored(till, job_id).replaced_by == copy.job_id


def test_rule11_a_paper_moved_while_its_printer_is_reached_is_not_sent_there(
    till: TillAtWork,
) -> None:
    seq = till.sell()
    till.app.printing.use_printers(NETWORK, (WIDE,))
    job = next_job(till)
    job.connect()
    till.app.printing.send_elsewhere(job.stored.job_id, WIDE.name)
    with pytest.raises(NothingToPrint):
        till.app.printing.mark_sending(job)
    with pytest.raises(NothingToPrint):
        till.app.printing.mark_not_reached(job, PrinterError("REFUSED"))
    assert state(till, seq).reason == ""


@pytest.mark.parametrize(
    "now", [WIDE, replace(NETWORK, address="right.test"), replace(NETWORK, version=2)]
)
def test_rule11_a_paper_goes_to_no_printer_that_was_changed_while_it_was_reached(
    till: TillAtWork, now: PrinterProfile
) -> None:
    till.sell()
    job = next_job(till)
    job.connect()
    till.app.printing.use_printers(now)
    with pytest.raises(NothingToPrint):
        till.app.printing.mark_sending(job)
    assert send(till).printer == now


def test_of_two_printers_with_one_name_the_default_is_meant(till: TillAtWork) -> None:
    wide = replace(NETWORK, paper_columns=48)
    till.app.printing.use_printers(wide, (NETWORK,))
    assert till.app.printing.printers == (wide,)


def test_rule11_papers_of_a_printer_that_is_gone_go_to_the_default(till: TillAtWork) -> None:
    printing = till.app.printing
    printing.use_printers(NETWORK, (WIDE,))
    seq = till.sell()
    printing.send_elsewhere(state(till, seq).job_id, WIDE.name)
    printing.use_printers(None)
    assert state(till, seq).is_kept
    assert printing.waiting_printers() == ()
    printing.use_printers(NETWORK)
    assert state(till, seq).printer == NETWORK.name
    assert send(till).stored.paper_columns == 32


def test_rule11_a_copy_in_place_of_a_paper_is_printed_where_that_was(till: TillAtWork) -> None:
    seq = till.sell()
    till.app.printing.use_printers(NETWORK, (WIDE,))
    till.app.printing.send_elsewhere(state(till, seq).job_id, WIDE.name)
    till.world.paper.mood, till.world.paper.takes = "closes", 100
    send(till, WIDE.name)
    assert till.app.printing.print_copy(state(till, seq).job_id).printer == WIDE.name


def test_rule11_a_day_closes_with_papers_unfinished_and_they_are_listed(till: TillAtWork) -> None:
    first = till.sell()
    breaks(till, first)
    till.world.paper.mood = "refuses"
    for _sale in range(3):
        till.sell()
    closed = till.app.days.close_day()
    unfinished = till.app.printing.unfinished(most=2)
    assert unfinished.count == 5  # with the Z itself
    assert [paper.state for paper in unfinished.papers] == ["uncertain", "queued"]
    assert closed.z == 1


@pytest.mark.logs("could not be made")
def test_rule11_a_paper_that_could_not_be_made_is_made_anew_and_is_no_copy(
    till: TillAtWork,
) -> None:
    words = till.app.papers.words
    till.app.papers.words = lambda: words().heading  # type: ignore[assignment,return-value]
    seq = till.sell()
    till.app.papers.words = words
    assert state(till, seq).state == "failed"
    till.app.printing.try_again(state(till, seq).job_id)
    send(till)
    assert "COPY NO" not in text_of(till)
    with pytest.raises(NothingToPrint):
        till.app.printing.try_again(state(till, seq).job_id)


# --- 12 and 13: later ----------------------------------------------------------------------------


def test_rule12_a_z_prints_the_same_bytes_whenever_it_is_printed_and_then_as_a_copy(
    till: TillAtWork,
) -> None:
    till.sell()
    send(till)
    seq = till.app.days.close_day().recorded.seq
    bytes_then = next_job(till).stored.content
    till.app.arranging.change(replace(till.app.arranging.rules, header=("New place",)))
    till.sell()
    till.world.clock.forward(days=3)
    till.app.printing.print_held_back()
    assert send(till).stored.content == bytes_then
    send(till)
    assert till.app.printing.reprint(seq, "z").copy == 1
    send(till)
    assert "COPY NO. 1" in text_of(till)


def test_rule13_after_30_days_the_bytes_of_a_finished_job_go_and_its_row_stays(
    tmp_path: Path,
) -> None:
    world = World()
    with a_till_at_work(tmp_path / "till", world) as till:
        done, waits = till.sell(), till.sell()
        send(till)
    world.clock.forward(days=29)
    with a_till_at_work(tmp_path / "till", world) as till:
        assert stored(till, state(till, done).job_id).content
    world.clock.forward(days=2)
    with a_till_at_work(tmp_path / "till", world) as till:
        assert stored(till, state(till, done).job_id).content == b""
        assert state(till, done).state == "handed_over"
        assert stored(till, state(till, waits).job_id).content  # it may still be wanted
        assert till.app.printing.reprint(done).copy == 1
        till.app.printing.print_held_back()
        while till.app.printing.next_job() is not None:
            send(till)
        assert "50.000" in text_of(till)


# --- 14: queues of the system --------------------------------------------------------------------


def test_rule14_a_spooler_that_could_not_take_its_job_back_leaves_the_paper_in_doubt(
    tmp_path: Path,
) -> None:
    with a_till_at_work(tmp_path / "till", printer=PrinterProfile("cups", queue="r")) as till:
        seq = till.sell()
        for accepted, expected in ((0, "queued"), (1, "uncertain")):
            sending = till.app.printing.mark_sending(next_job(till))
            till.app.printing.mark_broken(sending, PrinterError("SPOOLER_ERROR", "", accepted))
            assert (state(till, seq).state, state(till, seq).reason) == (
                expected,
                "SPOOLER_ERROR",
            )


@pytest.mark.parametrize(
    ("mood", "expected"),
    [("refuses", "queued"), ("waits", "queued"), ("prints", "uncertain"), ("fine", "handed_over")],
)
def test_rule14_a_paper_that_a_queue_gave_back_untouched_waits_and_is_no_copy(
    tmp_path: Path, mood: str, expected: JobState
) -> None:
    cups, world = fake_cups(tmp_path / "cups"), World()
    cups.feels(mood)
    hurried = QueuePatience(stalled_s=0.0, whole_s=0.0, look_s=0.0)
    world.way = lambda _printer, name: CupsQueue(QUEUE, name, hurried, search_path=cups.search_path)
    printer = PrinterProfile("cups", queue=QUEUE)
    with a_till_at_work(tmp_path / "till", world, printer=printer) as till:
        seq = till.sell()
        send(till)
        assert state(till, seq).state == expected
