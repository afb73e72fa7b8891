"""Papers that waited for long are asked about before they are printed (rule 8 of 4.3)."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from pos_app.domain.errors import NothingToPrint
from tests.services.sending import next_job, send, state
from tests.tills import NETWORK, TillAtWork, World, a_till_at_work

WIDE = replace(NETWORK, address="wide.test", paper_columns=48)


@pytest.fixture
def till(tmp_path: Path) -> Iterator[TillAtWork]:
    with a_till_at_work(tmp_path / "till") as at_work:
        yield at_work


def test_rule8_papers_of_an_earlier_day_are_asked_about_at_the_next_start(
    tmp_path: Path,
) -> None:
    world = World()
    with a_till_at_work(tmp_path / "till", world) as till:
        world.clock.forward(hours=18, minutes=25)  # 03.55, the business day ends at 04.00
        till.sell()
    with a_till_at_work(tmp_path / "till", world) as till:
        assert till.app.printing.held_back() == 0
    world.clock.forward(minutes=6)
    with a_till_at_work(tmp_path / "till", world) as till:
        assert till.app.printing.held_back() == 1
        assert till.app.printing.next_job() is None


def test_rule8_papers_of_an_earlier_shift_are_asked_about(till: TillAtWork) -> None:
    people, signing_in = till.app.people, till.app.signing_in
    people.set_pin("k1", "1111")
    people.add("Budi", "2222", rights=frozenset())
    till.sell()
    till.world.clock.forward(minutes=2)
    assert till.app.printing.hold_old() == 0
    signing_in.sign_in("k2", "2222")
    mine = till.sell()
    assert till.app.printing.hold_old() == 1
    assert next_job(till).stored.seq == mine


def test_rule8_what_a_person_let_go_is_not_asked_about_again_for_a_while(
    till: TillAtWork,
) -> None:
    seq = till.sell()
    till.world.clock.forward(minutes=11)
    printing = till.app.printing
    assert printing.hold_old() == 1
    printing.print_held_back()
    assert printing.hold_old() == 0
    assert next_job(till).stored.seq == seq
    till.world.clock.forward(minutes=11)  # the printer was gone again
    assert printing.hold_old() == 1


def test_rule8_a_paper_that_is_held_while_its_printer_is_reached_is_not_sent(
    till: TillAtWork,
) -> None:
    till.sell()
    job = next_job(till)
    job.connect()
    till.world.clock.forward(minutes=11)
    till.app.printing.hold_old()  # another printer is there again
    with pytest.raises(NothingToPrint):
        till.app.printing.mark_sending(job)
    till.app.printing.print_held_back()
    assert send(till).stored.job_id == job.stored.job_id


def test_rule8_a_held_paper_that_a_person_sends_elsewhere_is_printed_there(
    till: TillAtWork,
) -> None:
    seq, other = till.sell(), till.sell()
    printing = till.app.printing
    printing.use_printers(NETWORK, (WIDE,))
    till.world.clock.forward(minutes=11)
    assert printing.hold_old() == 2
    job_id = state(till, seq).job_id
    printing.send_elsewhere(job_id, WIDE.name)
    assert (printing.held_back(), printing.is_held_back(job_id)) == (1, False)
    assert printing.waiting_printers() == (WIDE.name,)
    assert printing.hold_old() == 1
    assert send(till, WIDE.name).stored.seq == seq
    assert printing.drop_held_back("NOT_NEEDED") == 1
    assert (state(till, seq).state, state(till, other).state) == ("handed_over", "cancelled")


def test_rule8_a_held_paper_that_somebody_asks_for_is_printed(till: TillAtWork) -> None:
    seq = till.sell()
    till.world.clock.forward(minutes=11)
    printing = till.app.printing
    assert printing.hold_old() == 1
    assert printing.reprint(seq).state == "queued"
    assert next_job(till).stored.seq == seq


def test_rule8_a_paper_of_just_now_is_printed_at_once(till: TillAtWork) -> None:
    seq = till.sell()
    till.world.clock.forward(minutes=9)
    assert till.app.printing.hold_old() == 0
    assert send(till).stored.seq == seq


def test_a_paper_from_the_future_is_no_old_paper(till: TillAtWork) -> None:
    till.sell()
    till.world.clock.jump_to(till.world.clock.at - timedelta(hours=1))
    assert till.app.printing.hold_old() == 0
