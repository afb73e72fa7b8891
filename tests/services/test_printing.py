"""Papers on their way: never before the sale is on the disk, never twice in silence."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from pos_app.bootstrap import TillFolder
from pos_app.domain.discount import PercentOff
from pos_app.domain.drawer import Movement
from pos_app.domain.errors import NothingToPrint
from pos_app.domain.journal import Audited
from pos_app.domain.money import Percent
from pos_app.domain.printer import PrinterProfile
from pos_app.services.paper_making import BoothWords
from pos_app.services.print_keeping import printer_transport
from tests.printing.escpos_reader import read
from tests.services.sending import send, state, text_of
from tests.tills import NETWORK, TillAtWork, World, a_till_at_work


@pytest.fixture
def till(tmp_path: Path) -> Iterator[TillAtWork]:
    with a_till_at_work(tmp_path / "till") as at_work:
        yield at_work


def test_a_receipt_is_handed_over_and_never_called_printed_by_us(till: TillAtWork) -> None:
    seq = till.sell()
    send(till)
    assert state(till, seq).state == "handed_over"
    assert "50.000" in text_of(till)
    assert till.app.printing.waiting() == []


def test_a_copy_names_whom_the_original_named_and_nobody_else(tmp_path: Path) -> None:
    world = World()
    nobodys = TillFolder(tmp_path / "till", world.surroundings())
    nobodys.practise()
    nobodys.close()
    with a_till_at_work(tmp_path / "till", world) as till:
        first = till.sell()
        send(till)
        assert "Operator" not in text_of(till)
        till.app.signing_in.welcome(till.app.people.add("Melati"))
        till.app.printing.reprint(first)
        send(till)
        assert "COPY NO. 1" in text_of(till)
        assert "Operator" not in text_of(till)
        till.sell()
        send(till)
        assert "Operator: Melati" in text_of(till)


def test_prt1_five_receipts_wait_and_come_in_order_unmarked(till: TillAtWork) -> None:
    till.world.paper.mood = "refuses"
    for _ in range(5):
        till.sell()
        send(till)
    waiting = till.app.printing.waiting()
    assert [paper.state for paper in waiting] == ["queued"] * 5
    assert waiting[0].reason == "REFUSED"
    till.world.paper.mood = "fine"
    for _ in range(5):
        send(till)
    texts = [text_of(till, number) for number in range(5)]
    assert all(f"-{n:06d}" in text for n, text in enumerate(texts, start=1))
    assert not any("COPY NO" in text for text in texts)


def test_prt2_a_paper_that_broke_after_its_first_byte_waits_for_a_person(till: TillAtWork) -> None:
    till.world.paper.mood, till.world.paper.takes = "closes", 300
    seq = till.sell()
    send(till)
    assert state(till, seq).state == "uncertain"
    assert till.app.printing.next_job() is None
    till.world.paper.mood = "fine"
    copy = till.app.printing.print_copy(state(till, seq).job_id)
    assert copy.copy == 1
    send(till)
    assert "COPY NO. 1" in text_of(till)
    with pytest.raises(NothingToPrint):
        till.app.printing.print_copy(copy.job_id)


def test_a_paper_of_which_no_byte_left_is_sent_again_unmarked(till: TillAtWork) -> None:
    till.world.paper.mood, till.world.paper.takes = "closes", 0
    seq = till.sell()
    send(till)
    assert state(till, seq).state == "queued"
    till.world.paper.mood = "fine"
    send(till)
    assert "COPY NO" not in text_of(till)


def test_a_person_may_say_that_it_came_out(till: TillAtWork) -> None:
    till.world.paper.mood, till.world.paper.takes = "stalls", 100
    seq = till.sell()
    send(till)
    till.app.printing.came_out(state(till, seq).job_id)
    assert state(till, seq).state == "confirmed"
    with pytest.raises(NothingToPrint):
        till.app.printing.came_out(state(till, seq).job_id)


def test_a_dropped_paper_leaves_the_sale(till: TillAtWork) -> None:
    seq = till.sell()
    till.app.printing.discard(state(till, seq).job_id)
    assert till.app.printing.waiting() == []
    assert till.app.days.x_report().sums.sales == (1, 50_000)


def test_a_reprint_is_a_marked_copy_with_the_old_content(till: TillAtWork) -> None:
    seq = till.sell()
    send(till)
    mug = till.product("MUG")
    till.app.catalog.edit_product(mug.__class__(product_id=mug.product_id, name="Cup", price=9))
    till.app.printing.reprint(seq)
    send(till)
    assert "COPY NO. 1" in text_of(till)
    assert "Mug" in text_of(till)
    assert "50.000" in text_of(till)


def test_a_copy_shows_the_same_discounts_as_the_first_paper(till: TillAtWork) -> None:
    selling = till.app.selling
    selling.scan("2*MUG")
    selling.scan("0,335*KOPI")
    selling.discount_line(0, PercentOff(Percent.of(10)))
    selling.discount_line(1, PercentOff(Percent.of(20)))
    seq = till.sell("MUG")
    send(till)
    till.app.printing.reprint(seq)
    send(till)
    goods = [line for line in text_of(till, 0).splitlines() if "Discount" in line]
    assert [line.split()[-1] for line in goods] == ["-15.000", "-3.049"]
    assert [line for line in text_of(till).splitlines() if "Discount" in line] == goods


def test_a_second_press_on_reprint_shows_the_copy_that_waits(till: TillAtWork) -> None:
    seq = till.sell()
    send(till)
    assert till.app.printing.reprint(seq) == till.app.printing.reprint(seq)


def test_what_was_being_sent_when_the_program_died_is_uncertain(tmp_path: Path) -> None:
    world = World()
    with a_till_at_work(tmp_path / "till", world) as till:
        seq = till.sell()
        job = till.app.printing.next_job()
        assert job is not None
        till.app.printing.mark_sending(job)
    with a_till_at_work(tmp_path / "till", world) as till:
        assert state(till, seq).state == "uncertain"


def test_without_a_printer_papers_wait_and_are_laid_out_for_the_one_chosen_later(
    tmp_path: Path,
) -> None:
    world = World()
    with a_till_at_work(tmp_path / "till", world, printer=None) as till:
        seq = till.sell()
        assert till.app.printing.next_job() is None
        assert state(till, seq).state == "queued"
        till.app.printing.use_printer(
            PrinterProfile(kind="network", address="wide.test", paper_columns=48)
        )
        send(till)
        assert max(line.columns for line in read(world.paper.papers[0]).lines) > 32


def test_a_folder_of_pdfs_is_a_printer_and_its_files_are_certain(tmp_path: Path) -> None:
    folder = tmp_path / "papers"
    folder.mkdir()
    printer = PrinterProfile(kind="pdf", folder=str(folder))
    world = World()
    world.way = printer_transport
    with a_till_at_work(tmp_path / "till", world, printer=printer) as till:
        seq = till.sell()
        send(till)
        assert state(till, seq).state == "confirmed"
        (file,) = folder.iterdir()
        assert file.name == f"{state(till, seq).number}.pdf"
        assert file.read_bytes().startswith(b"%PDF-")


def test_a_missing_folder_keeps_the_paper_waiting(tmp_path: Path) -> None:
    printer = PrinterProfile(kind="pdf", folder=str(tmp_path / "stick"))
    world = World()
    world.way = printer_transport
    with a_till_at_work(tmp_path / "till", world, printer=printer) as till:
        seq = till.sell()
        send(till)
        assert (state(till, seq).state, state(till, seq).reason) == ("queued", "NOT_FOUND")


@pytest.mark.logs("could not be made")
def test_a_paper_that_cannot_be_made_never_costs_the_sale(till: TillAtWork) -> None:
    words = till.app.papers.words

    def broken() -> BoothWords:
        raise ZeroDivisionError

    till.app.papers.words = broken
    seq = till.sell()
    till.app.papers.words = words
    assert (state(till, seq).state, state(till, seq).reason) == ("failed", "BAD_PAPER")
    copy = till.app.printing.print_copy(state(till, seq).job_id)
    assert copy.state == "queued"


def test_papers_are_counted_by_whom_they_wait_for(till: TillAtWork) -> None:
    till.world.paper.mood, till.world.paper.takes = "closes", 10
    till.sell()
    send(till)
    till.sell()
    assert till.app.printing.counts() == (1, 1)
    assert till.app.printing.printer is not None


def test_nothing_is_reprinted_that_never_had_a_paper(till: TillAtWork) -> None:
    with pytest.raises(NothingToPrint):
        till.app.printing.reprint(1)


# --- without a printer for a while, and trying one ---------------------------------------------


def test_papers_that_piled_up_without_a_printer_wait_for_a_decision(tmp_path: Path) -> None:
    with a_till_at_work(tmp_path / "till", printer=None) as till:
        seqs = [till.sell() for _sale in range(3)]
        printing = till.app.printing
        printing.use_printer(NETWORK)
        assert printing.held_back() == 3
        assert printing.next_job() is None
        newer = till.sell()
        assert send(till).stored.seq == newer
        printing.print_held_back()
        assert [send(till).stored.seq for _seq in seqs] == seqs
        assert printing.held_back() == 0


def test_a_single_paper_without_a_printer_is_printed_when_one_comes(tmp_path: Path) -> None:
    with a_till_at_work(tmp_path / "till", printer=None) as till:
        seq = till.sell()
        till.app.printing.use_printer(NETWORK)
        assert till.app.printing.held_back() == 0
        assert send(till).stored.seq == seq


def test_papers_held_back_are_dropped_at_once_and_the_journal_knows(tmp_path: Path) -> None:
    world = World()
    with a_till_at_work(tmp_path / "till", world, printer=None) as till:
        seqs = [till.sell() for _sale in range(2)]
        till.app.printing.use_printer(NETWORK)
    with a_till_at_work(tmp_path / "till", world) as till:  # decided after a restart
        printing = till.app.printing
        assert printing.held_back() == 2
        assert printing.drop_held_back("BUYERS_GONE") == 2
        assert [state(till, seq).reason for seq in seqs] == ["BUYERS_GONE"] * 2
        assert printing.waiting() == []
        *_earlier, note = till.app.papers._recording.entries()
        assert isinstance(note.entry, Audited)
        assert (note.entry.what, note.entry.now) == ("papers-dropped", 2)


def test_a_trial_page_is_no_paper_of_the_day(till: TillAtWork) -> None:
    till.app.printing.loose.trial(NETWORK).run()
    assert len(till.world.paper.papers) == 1
    assert till.app.printing.waiting() == []


def test_old3_a_z_of_400_lines_on_a_printer_that_stalls_is_whole_or_uncertain(
    till: TillAtWork,
) -> None:
    for number in range(180):
        moved = Movement(kind="in", amount=1_000 + number, why="uang-kembalian")
        till.app.cash.move(moved)
    till.world.paper.mood, till.world.paper.takes = "stalls", 2_000
    seq = till.app.days.close_day().recorded.seq
    send(till)
    z = till.app.printing.state_of(seq, "z")
    assert z is not None
    assert z.state == "uncertain"
    till.world.paper.mood = "fine"
    till.app.printing.print_copy(z.job_id)
    send(till)
    text = text_of(till)
    assert "COPY NO. 1" in text
    assert text.count("Paid in: small change") == 180
    assert len(text.splitlines()) > 400
