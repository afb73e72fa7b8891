"""After an unclean end the next job begins by ending what was left half sent (rule 7 of 4.3)."""

from dataclasses import replace
from pathlib import Path

import pytest

from pos_app.domain.drawer import Movement
from pos_app.domain.errors import PrinterError
from pos_app.domain.printer import PrinterProfile
from pos_app.services.print_keeping import PrintKeeping
from tests.services.sending import send, state, text_of
from tests.tills import NETWORK, TillAtWork, World, a_till_at_work

SERIAL = PrinterProfile("serial", path="/dev/rfcomm0", answers_status=False)
_NOTHING_LEFT = PrinterError("REFUSED")
NULS = bytes(8_192) + b"\x1b@"


def breaks(till: TillAtWork, *, after: int) -> None:
    """From now on links break after so many bytes."""
    till.world.paper.mood, till.world.paper.takes = "closes", after


def mends(till: TillAtWork) -> None:
    till.world.paper.mood = "fine"


def test_after_a_break_the_next_paper_begins_with_nuls_and_a_reset_and_the_one_after_does_not(
    tmp_path: Path,
) -> None:
    silent = replace(NETWORK, answers_status=False)
    with a_till_at_work(tmp_path / "till", printer=silent) as till:
        for _sale in range(3):
            till.sell()
        breaks(till, after=300)
        send(till)
        mends(till)
        second, third = send(till), send(till)
        _broken, *whole = till.world.paper.links
        assert whole == [NULS + second.stored.content, third.stored.content]


def test_a_slow_link_gets_only_as_many_nuls_as_can_be_lacking(tmp_path: Path) -> None:
    with a_till_at_work(tmp_path / "till", printer=SERIAL) as till:
        till.sell()
        till.sell()
        breaks(till, after=300)
        send(till)
        mends(till)
        second = send(till)
        link = till.world.paper.links[-1]
        nuls = link.removesuffix(b"\x1b@" + second.stored.content)
        assert 0 < len(nuls) < 10  # a receipt of text has no long command
        assert not nuls.strip(b"\0")


def test_the_unclean_end_of_a_printer_survives_a_restart(tmp_path: Path) -> None:
    world = World()
    with a_till_at_work(tmp_path / "till", world) as till:
        till.sell()
        till.sell()
        breaks(till, after=300)
        send(till)
    with a_till_at_work(tmp_path / "till", world) as till:
        mends(till)
        second = send(till)
        assert till.world.paper.links[-1].endswith(NULS + second.stored.content)


def test_a_program_that_died_while_it_sent_leaves_the_paper_in_doubt_and_the_printer_unclean(
    tmp_path: Path,
) -> None:
    world = World()
    with a_till_at_work(tmp_path / "till", world) as till:
        first, second = till.sell(), till.sell()
        job = till.app.printing.next_job()
        assert job is not None
        till.app.printing.mark_sending(job)
    with a_till_at_work(tmp_path / "till", world) as till:
        assert (state(till, first).state, state(till, second).state) == ("uncertain", "queued")
        assert send(till).preamble == NULS


def test_a_break_inside_the_preamble_has_cost_no_paper(tmp_path: Path) -> None:
    answering = replace(NETWORK, answers_status=True)
    with a_till_at_work(tmp_path / "till", printer=answering) as till:
        till.sell()
        seq = till.sell()
        breaks(till, after=300)
        send(till)
        breaks(till, after=5_000)
        send(till)
        assert (state(till, seq).state, state(till, seq).reason) == ("queued", "DISCONNECTED")
        till.world.paper.health = ""
        breaks(till, after=9 + len(NULS))  # the bytes of the status questions are no paper either
        send(till)
        assert state(till, seq).state == "queued"
        mends(till)
        send(till)
        assert "COPY NO" not in text_of(till)
        assert state(till, seq).state == "handed_over"


def test_one_byte_behind_the_preamble_is_a_byte_of_the_paper(tmp_path: Path) -> None:
    silent = replace(NETWORK, answers_status=False)
    with a_till_at_work(tmp_path / "till", printer=silent) as till:
        till.sell()
        seq = till.sell()
        breaks(till, after=300)
        send(till)
        breaks(till, after=len(NULS) + 1)
        send(till)
        assert state(till, seq).state == "uncertain"


def test_a_break_soon_after_the_preamble_may_have_swallowed_it_too(tmp_path: Path) -> None:
    with a_till_at_work(tmp_path / "till", printer=SERIAL) as till:
        for _sale in range(3):
            till.sell()
        breaks(till, after=300)
        send(till)
        lacking = _nuls_of(till.app.printing, SERIAL)
        breaks(till, after=lacking + 2 + 3)  # ends where no command of ours is open
        send(till)
        assert _nuls_of(till.app.printing, SERIAL) >= lacking


def test_a_break_late_in_a_long_paper_leaves_only_what_that_paper_lacks(tmp_path: Path) -> None:
    with a_till_at_work(tmp_path / "till", printer=SERIAL) as till:
        for number in range(180):
            moved = Movement(kind="in", amount=1_000 + number, why="uang-kembalian")
            till.app.cash.move(moved)
        till.app.days.close_day()
        breaks(till, after=6_000)
        send(till)
        mends(till)
        till.sell()
        assert 2 < len(send(till).preamble) < 200


def test_a_folder_of_pdfs_is_never_given_nuls(tmp_path: Path) -> None:
    world = World()
    pdf = PrinterProfile("pdf", folder="/papers")
    with a_till_at_work(tmp_path / "till", world, printer=pdf) as till:
        till.sell()
        job = till.app.printing.next_job()
        assert job is not None
        till.app.printing.mark_sending(job)
    with a_till_at_work(tmp_path / "till", world, printer=pdf) as till:
        till.sell()
        assert send(till).preamble == b""


def test_a_page_that_stands_in_no_queue_ends_what_was_left_too(tmp_path: Path) -> None:
    with a_till_at_work(tmp_path / "till") as till:
        till.sell()
        breaks(till, after=300)
        send(till)
        mends(till)
        till.app.printing.loose.keys((), NETWORK, tmp_path).send()
        assert till.world.paper.links[-1].startswith(NULS)


def test_a_page_that_stands_in_no_queue_and_broke_leaves_the_printer_unclean(
    tmp_path: Path,
) -> None:
    with a_till_at_work(tmp_path / "till") as till:
        breaks(till, after=100)
        page = till.app.printing.loose.keys((), NETWORK, tmp_path)
        with pytest.raises(PrinterError):
            page.send()
        mends(till)
        till.sell()
        assert send(till).preamble == NULS
        till.sell()
        assert send(till).preamble == b""


def _nuls_of(printing: PrintKeeping, printer: PrinterProfile) -> int:
    job = printing.next_job(printer.name)
    assert job is not None
    sending = printing.mark_sending(job)
    printing.mark_broken(sending, _NOTHING_LEFT)
    return len(sending.preamble) - 2


def test_a_page_that_is_tried_again_ends_what_the_first_one_left(tmp_path: Path) -> None:
    with a_till_at_work(tmp_path / "till") as till:
        breaks(till, after=100)
        with pytest.raises(PrinterError):
            till.app.printing.loose.keys((), NETWORK, tmp_path).send()
        till.world.paper.mood = "refuses"
        with pytest.raises(PrinterError):
            till.app.printing.loose.keys((), NETWORK, tmp_path).send()
        mends(till)
        till.app.printing.loose.keys((), NETWORK, tmp_path).send()
        assert till.world.paper.links[-1].startswith(NULS)
        till.sell()
        assert send(till).preamble == b""


def test_a_page_that_breaks_after_a_paper_that_went_well_leaves_its_mark(tmp_path: Path) -> None:
    with a_till_at_work(tmp_path / "till") as till:
        till.sell()
        page = till.app.printing.loose.keys((), NETWORK, tmp_path)  # its turn comes later
        send(till)
        breaks(till, after=100)
        with pytest.raises(PrinterError):
            page.send()
        mends(till)
        till.sell()
        assert send(till).preamble == NULS


def test_a_page_whose_turn_comes_after_a_broken_paper_ends_that_one(tmp_path: Path) -> None:
    with a_till_at_work(tmp_path / "till") as till:
        till.sell()
        page = till.app.printing.loose.keys((), NETWORK, tmp_path)
        breaks(till, after=300)
        send(till)
        mends(till)
        page.send()
        assert till.world.paper.links[-1].startswith(NULS)


def test_a_program_that_died_while_it_opened_the_drawer_leaves_the_printer_unclean(
    tmp_path: Path,
) -> None:
    world = World()
    drawer = replace(SERIAL, drawer="pin2")
    with a_till_at_work(tmp_path / "till", world, printer=drawer) as till:
        till.sell()
        kick = till.app.printing.next_job()
        assert kick is not None
        assert kick.is_kick
        till.app.printing.mark_sending(kick)
    with a_till_at_work(tmp_path / "till", world, printer=drawer) as till:
        assert send(till).preamble == bytes(4) + b"\x1b@"  # four of the five may be missing
        assert till.app.printing.counts() == (0, 0)
