"""What a printer says of itself, before a paper and after it, and what is made of it."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest

from pos_app.domain.errors import PrinterError
from pos_app.domain.journal import Audited
from pos_app.domain.printer import PrinterKind, PrinterProfile
from pos_app.printing.network import NetworkPrinter
from pos_app.printing.network import Patience as NetworkPatience
from pos_app.services.print_jobs import Patience
from tests.printing.nasty_printer import HEALTHY, N3, NastyPrinter, nasty_printer
from tests.services.sending import send, state, text_of, wait_for_answer
from tests.tills import NETWORK, TillAtWork, World, a_till_at_work

ANSWERING = replace(NETWORK, answers_status=True, answers_fence=True)
QUICK = Patience(status_s=0.3, least_s=0.05, margin_s=0.0, mm_per_s=10_000, look_up_s=0.05)
HURRIED = NetworkPatience(connect_s=0.3, stalled_s=0.3, farewell_s=0.1)


@pytest.fixture
def till(tmp_path: Path) -> Iterator[TillAtWork]:
    """Its printer is known to answer both questions, and does."""
    with a_till_at_work(tmp_path / "till", printer=ANSWERING) as at_work:
        at_work.world.paper.health, at_work.world.paper.fence = "", "at_once"
        yield at_work


# --- before a paper ------------------------------------------------------------------------------


@pytest.mark.parametrize("trouble", ["PAPER_OUT", "COVER_OPEN", "OFFLINE"])
def test_pb17_nothing_is_sent_to_a_printer_that_cannot_print_and_one_receipt_follows(
    till: TillAtWork, trouble: str
) -> None:
    till.world.paper.health = trouble
    seq = till.sell()
    for _try in range(3):
        send(till)
    assert (state(till, seq).state, state(till, seq).reason) == ("queued", trouble)
    assert set(b"".join(till.world.paper.links)) <= set(b"\x10\x04\x01\x02")  # questions alone
    till.world.paper.health = ""
    send(till)
    assert state(till, seq).state == "confirmed"
    assert len(till.world.paper.papers) == 1
    assert "COPY NO" not in text_of(till)


def test_pb17_five_receipts_that_waited_for_paper_come_once_each_and_in_order(
    till: TillAtWork,
) -> None:
    till.world.paper.health = "PAPER_OUT"
    seqs = [till.sell() for _sale in range(5)]
    send(till)
    till.world.paper.health = ""
    assert till.app.printing.hold_old() == 0
    assert [send(till).stored.seq for _sale in seqs] == seqs
    assert len(till.world.paper.papers) == 5


def test_pb17_pages_that_wait_in_no_queue_do_not_pile_up_in_a_printer_without_paper(
    till: TillAtWork, tmp_path: Path
) -> None:
    till.world.paper.health = "PAPER_OUT"
    page = till.app.printing.loose.keys((), ANSWERING, tmp_path)
    with pytest.raises(PrinterError) as refused:
        page.send()
    assert (refused.value.code, till.world.paper.papers) == ("PAPER_OUT", [])
    till.world.paper.health = ""
    till.app.printing.loose.keys((), ANSWERING, tmp_path).send()
    assert len(till.world.paper.papers) == 1


def test_pb18_papers_that_waited_for_long_are_asked_about_first(till: TillAtWork) -> None:
    till.world.paper.health = "PAPER_OUT"
    old = [till.sell() for _sale in range(5)]
    send(till)
    till.world.clock.forward(minutes=11)
    new = till.sell()
    till.world.paper.health = ""
    assert till.app.printing.hold_old() == 5
    assert send(till).stored.seq == new
    assert till.app.printing.next_job() is None
    assert till.app.printing.waiting_printers() == ()
    till.app.printing.drop_held_back("BUYERS_GONE")
    assert [state(till, seq).reason for seq in old] == ["BUYERS_GONE"] * 5


def test_a_printer_that_is_known_to_be_silent_is_asked_nothing(tmp_path: Path) -> None:
    silent = replace(NETWORK, answers_status=False, answers_fence=False)
    with a_till_at_work(tmp_path / "till", printer=silent) as till:
        seq = till.sell()
        send(till)
        assert till.world.paper.questions == []
        assert state(till, seq).state == "handed_over"


def test_a_printer_nobody_knows_is_asked_how_it_is_and_not_again_when_it_says_nothing(
    tmp_path: Path,
) -> None:
    with a_till_at_work(tmp_path / "till") as till:
        seqs = [till.sell() for _sale in range(2)]
        send(till)
        assert till.world.paper.questions == [b"\x10\x04\x01"]
        send(till)
        assert till.world.paper.questions == [b"\x10\x04\x01"]
        assert [state(till, seq).state for seq in seqs] == ["handed_over"] * 2
        till.app.printing.use_printer(replace(NETWORK, version=2))  # it was tried out anew
        till.sell()
        send(till)
        assert len(till.world.paper.questions) == 2


@pytest.mark.parametrize("known", [NETWORK, replace(NETWORK, answers_status=True)])
def test_pb2_a_printer_that_hangs_up_on_the_question_is_printed_on_without_it(
    tmp_path: Path, known: PrinterProfile
) -> None:
    with a_till_at_work(tmp_path / "till", printer=known) as till:
        till.world.paper.mood = "hangs_up"
        seq = till.sell()
        send(till)
        assert (state(till, seq).state, state(till, seq).reason) == ("queued", "DISCONNECTED")
        send(till)
        assert state(till, seq).state == "handed_over"


def test_a_printer_known_to_answer_is_asked_again_after_it_hung_up_once(till: TillAtWork) -> None:
    paper = till.world.paper
    paper.mood = "hangs_up"  # it was busy with another till
    till.sell()
    send(till)
    send(till)
    paper.mood, paper.health = "fine", "PAPER_OUT"
    seq = till.sell()
    send(till)
    assert (state(till, seq).state, state(till, seq).reason) == ("queued", "PAPER_OUT")


def test_a_printer_that_hangs_up_on_each_question_is_left_alone_with_it(till: TillAtWork) -> None:
    till.world.paper.mood = "hangs_up"
    for _sale in range(2):
        till.sell()
        send(till)
        send(till)
    seq = till.sell()
    send(till)
    assert state(till, seq).state == "confirmed"


@pytest.mark.parametrize("kind", ["cups", "windows"])
def test_a_queue_of_the_system_carries_no_answers_and_is_asked_none(
    tmp_path: Path, kind: PrinterKind
) -> None:
    printer = PrinterProfile(kind, queue="Receipts", answers_fence=True)
    with a_till_at_work(tmp_path / "till", printer=printer) as till:
        seq = till.sell()
        send(till)
        assert till.world.paper.questions == []
        assert state(till, seq).state == "handed_over"


# --- after a paper -------------------------------------------------------------------------------


def test_pb4_a_silent_printer_never_gets_beyond_handed_over_by_itself(tmp_path: Path) -> None:
    with a_till_at_work(tmp_path / "till") as till:
        seq = till.sell()
        send(till)
        till.world.clock.forward(hours=3)
        assert state(till, seq).state == "handed_over"


def test_a_printer_nobody_knows_that_answers_confirms_its_papers(tmp_path: Path) -> None:
    with a_till_at_work(tmp_path / "till") as till:
        till.world.paper.health, till.world.paper.fence = "", "at_once"
        seq = till.sell()
        send(till)
        assert state(till, seq).state == "confirmed"


def test_a_printer_nobody_knows_that_leaves_the_last_question_open_is_no_worry(
    tmp_path: Path,
) -> None:
    with a_till_at_work(tmp_path / "till") as till:
        till.world.paper.health = ""
        seqs = [till.sell() for _sale in range(2)]
        send(till)
        send(till)
        assert [state(till, seq).state for seq in seqs] == ["handed_over"] * 2
        assert till.world.paper.questions.count(b"\x1dr\x01") == 1


def test_after_a_status_question_without_answer_the_last_one_is_put_to_who_is_known_to_answer(
    till: TillAtWork, tmp_path: Path
) -> None:
    till.world.paper.health, till.world.paper.fence = None, "never"
    seq = till.sell()
    job = send(till)
    assert till.world.paper.questions == [b"\x10\x04\x01", b"\x1dr\x01"]
    assert not wait_for_answer(till, job)
    assert (state(till, seq).state, state(till, seq).reason) == ("uncertain", "NO_ANSWER")
    with a_till_at_work(tmp_path / "another") as unknown:
        seq = unknown.sell()
        send(unknown)
        assert unknown.world.paper.questions == [b"\x10\x04\x01"]
        assert state(unknown, seq).state == "handed_over"


def test_a_receipt_in_doubt_is_noted_in_the_journal(till: TillAtWork) -> None:
    till.world.paper.health, till.world.paper.fence = None, "never"
    seq = till.sell()
    wait_for_answer(till, send(till))
    last = till.app.receipts.look(seq).recorded.pointer(till.app.till.dev)
    noted = [one.entry for one in till.app.days.period if isinstance(one.entry, Audited)]
    assert [(entry.what, entry.of) for entry in noted] == [("uncertain", last)]


def test_pb21_a_late_answer_confirms_and_nobody_was_told_of_a_failure(till: TillAtWork) -> None:
    till.world.paper.fence = "late"
    seq = till.sell()
    job = send(till)
    assert (state(till, seq).state, state(till, seq).reason) == ("sending", "AWAITING_ANSWER")
    assert till.app.printing.counts() == (1, 0)
    till.world.paper.answers_now = True
    assert wait_for_answer(till, job)
    assert state(till, seq).state == "confirmed"
    assert till.app.printing.waiting() == []


def test_pb19_a_second_press_while_the_answer_is_late_gives_no_second_paper(
    till: TillAtWork,
) -> None:
    till.world.paper.fence = "late"
    seq = till.sell()
    job = send(till)
    assert till.app.printing.reprint(seq) == state(till, seq)
    assert till.app.printing.next_job() is None
    copy = till.app.printing.print_copy(job.stored.job_id)  # this is asked for on purpose
    assert copy.copy == 1
    till.world.paper.answers_now = True
    assert wait_for_answer(till, job)  # it came out after all; the copy stays a copy
    first = till.app.printing.job_state(job.stored.job_id)
    assert first is not None
    assert (first.state, first.replaced_by) == ("cancelled", copy.job_id)
    till.world.paper.fence = "at_once"
    send(till)
    assert "COPY NO. 1" in text_of(till)


def test_after_one_missed_answer_papers_go_on_without_the_question(till: TillAtWork) -> None:
    till.world.paper.fence = "never"
    first, second = till.sell(), till.sell()
    job = send(till)
    send(till)
    assert state(till, second).state == "handed_over"
    assert till.world.paper.questions.count(b"\x1dr\x01") == 1
    assert not wait_for_answer(till, job)
    assert (state(till, first).state, state(till, first).reason) == ("uncertain", "NO_ANSWER")


def test_a_printer_that_answered_late_is_asked_again(till: TillAtWork) -> None:
    till.world.paper.fence = "late"
    till.sell()
    job = send(till)
    till.world.paper.answers_now = True
    wait_for_answer(till, job)
    till.world.paper.fence = "at_once"
    seq = till.sell()
    send(till)
    assert state(till, seq).state == "confirmed"


def test_silence_is_remembered_over_a_restart_until_the_printer_is_tried_out_anew(
    tmp_path: Path,
) -> None:
    world = World()
    world.paper.health = ""
    with a_till_at_work(tmp_path / "till", world, printer=ANSWERING) as till:
        till.sell()
        wait_for_answer(till, send(till))
    world.paper.fence = "at_once"
    with a_till_at_work(tmp_path / "till", world, printer=ANSWERING) as till:
        seq = till.sell()
        send(till)
        assert state(till, seq).state == "handed_over"
        till.app.printing.use_printer(replace(ANSWERING, version=2))
        seq = till.sell()
        send(till)
        assert state(till, seq).state == "confirmed"


def test_a_link_that_breaks_at_the_last_question_leaves_the_paper_in_doubt(
    till: TillAtWork,
) -> None:
    till.world.paper.fence = "breaks"
    seq = till.sell()
    send(till)
    assert state(till, seq).state == "uncertain"


def test_a_link_that_breaks_while_the_answer_is_late_leaves_the_paper_in_doubt(
    till: TillAtWork,
) -> None:
    till.world.paper.fence = "late"
    seq = till.sell()
    job = send(till)
    till.world.paper.fence = "breaks"
    assert not wait_for_answer(till, job)
    assert state(till, seq).state == "uncertain"


def test_waiting_for_an_answer_ends_when_the_link_is_taken_away(till: TillAtWork) -> None:
    till.world.paper.fence = "late"
    seq = till.sell()
    job = send(till)
    job.transport.close()
    till.world.paper.answers_now = True
    assert not wait_for_answer(till, job)
    assert state(till, seq).state == "uncertain"


def test_after_an_answer_that_never_came_the_next_paper_begins_with_a_rescue(
    till: TillAtWork,
) -> None:
    till.world.paper.fence = "never"
    till.sell()
    job = send(till)
    job.transport.close()  # and with it goes what was on its way
    assert not wait_for_answer(till, job)
    till.sell()
    assert send(till).preamble == bytes(8_192) + b"\x1b@"


def test_a_person_who_saw_the_paper_is_not_corrected_by_silence(till: TillAtWork) -> None:
    till.world.paper.fence = "never"
    seq = till.sell()
    job = send(till)
    till.app.printing.came_out(state(till, seq).job_id)
    assert not wait_for_answer(till, job)
    assert (state(till, seq).state, state(till, seq).reason) == ("confirmed", "SEEN")


def test_a_confirmed_paper_stays_confirmed_when_the_farewell_fails(till: TillAtWork) -> None:
    till.world.paper.mood = "vanishes"
    seq = till.sell()
    send(till)
    assert state(till, seq).state == "confirmed"


def test_an_answer_is_overdue_after_5_s_or_twice_the_time_the_paper_takes() -> None:
    patience = Patience()
    assert patience.for_paper(b"Mug\n" * 10) == 5.0
    assert patience.for_paper(b"Mug\n" * 100) == 2 * 375 / 50 + 3  # 375 mm


# --- over a real link ----------------------------------------------------------------------------


class Unplugged(NetworkPrinter):
    """The way to a printer whose plug is pulled when the system has taken the whole paper."""

    def __init__(self, stub: NastyPrinter) -> None:
        super().__init__("127.0.0.1", stub.port, HURRIED)
        self._stub = stub

    def finish(self) -> None:
        self._stub.give_up.set()
        assert self._stub.left.wait(5)
        super().finish()


@contextmanager
def a_till_at(
    folder: Path,
    stub: NastyPrinter,
    printer: PrinterProfile,
    way_to: Callable[[NastyPrinter], NetworkPrinter] | None = None,
) -> Iterator[TillAtWork]:
    world = World()
    way_to = way_to or (lambda _stub: NetworkPrinter("127.0.0.1", stub.port, HURRIED))
    world.way = lambda _printer, _name: way_to(stub)
    world.patience = QUICK
    with a_till_at_work(folder / "till", world, printer=printer) as till:
        yield till


def test_pb1_what_only_the_system_took_is_in_doubt_and_never_called_printed(
    tmp_path: Path,
) -> None:
    silent = replace(NETWORK, answers_status=False)
    with nasty_printer(N3) as stub, a_till_at(tmp_path, stub, silent, Unplugged) as till:
        seq = till.sell()
        send(till)
        assert (state(till, seq).state, state(till, seq).reason) == ("uncertain", "DISCONNECTED")


def test_pb21_an_answer_that_comes_after_a_while_confirms_over_the_network(
    tmp_path: Path,
) -> None:
    late = replace(HEALTHY, late_s=0.15)
    fence_only = replace(NETWORK, answers_status=False, answers_fence=True)
    with nasty_printer(late) as stub, a_till_at(tmp_path, stub, fence_only) as till:
        seq = till.sell()
        job = send(till)
        assert state(till, seq).state == "sending"
        assert wait_for_answer(till, job)
        assert state(till, seq).state == "confirmed"


def test_a_printer_on_the_network_that_answers_at_once_confirms(tmp_path: Path) -> None:
    with nasty_printer(HEALTHY) as stub, a_till_at(tmp_path, stub, NETWORK) as till:
        seq = till.sell()
        send(till)
        assert state(till, seq).state == "confirmed"
