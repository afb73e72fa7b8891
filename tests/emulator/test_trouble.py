"""A stranger's printer runs out of paper, is left half way, or answers late."""

import re
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from dataclasses import replace
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from pos_app.domain.errors import PrinterError
from pos_app.domain.printer import DrawerPin, PaperColumns, PrinterProfile
from pos_app.papers.paper import Paper, Row
from pos_app.printing.device_lock import LockedPrinter
from pos_app.printing.escpos import encode
from pos_app.printing.network import NetworkPrinter
from pos_app.printing.recovery import bytes_lacking, preamble
from pos_app.printing.serial_port import SerialPrinter
from pos_app.printing.status import FENCE, FINE, ask_health
from pos_app.printing.transport import Transport
from pos_app.services.print_jobs import Patience
from pos_app.simulation.demo_till import print_waiting
from tests.emulator.printers import EmulatedPrinters
from tests.emulator.test_papers import a_pattern, lines_of, without_end
from tests.papers.golden_papers import MAKERS
from tests.tills import TillAtWork, World, a_till_at_work
from ui.printing.print_presenter import PrintPresenter
from ui.printing.rhythm import Rhythm

FAULTS = {"paper-out": "PAPER_OUT", "cover-open": "COVER_OPEN", "offline": "OFFLINE"}
LONGEST_MS = 20_000
SOON = Rhythm(again_ms=(20,), settle_ms=20)
_NUMBER = re.compile(r"[A-Z2-7]{6}-\d{6}")
CALM = Patience(status_s=20.0, least_s=20.0)
"""Waits for as long as a busy computer may take, and no longer than the answer takes."""
HURRIED = replace(CALM, least_s=0.1, margin_s=0.0, mm_per_s=10_000)

TillWith = Callable[..., AbstractContextManager[TillAtWork]]


@pytest.fixture
def till_with(emulator: EmulatedPrinters, tmp_path: Path) -> Iterator[TillWith]:
    """A till with one of the emulator's printers, in which afterwards nothing is wrong."""

    def way(printer: PrinterProfile, _file_name: str) -> Transport:
        reached = NetworkPrinter(printer.address, printer.port)
        return LockedPrinter(reached, printer, folder=tmp_path)

    def made(
        columns: PaperColumns, *, patience: Patience = CALM, drawer: DrawerPin = "none"
    ) -> AbstractContextManager[TillAtWork]:
        world = World()
        world.way, world.patience = way, patience
        printer = PrinterProfile(
            "network",
            address="127.0.0.1",
            port=emulator.ports[columns],
            paper_columns=columns,
            answers_status=True,
            answers_fence=True,
            drawer=drawer,
        )
        return a_till_at_work(tmp_path / "till", world, printer=printer)

    yield made
    for columns in emulator.ports:
        for fault in FAULTS:
            emulator.set_fault(columns, fault, is_there=False)


def sold(till: TillAtWork, count: int = 1) -> list[int]:
    return [till.sell() for _ in range(count)]


def states(till: TillAtWork, sales: list[int]) -> list[tuple[str, str]]:
    papers = [till.app.printing.state_of(seq) for seq in sales]
    return [(paper.state, paper.reason) for paper in papers if paper is not None]


def numbers(till: TillAtWork, sales: list[int]) -> list[str]:
    papers = [till.app.printing.state_of(seq) for seq in sales]
    return [paper.number for paper in papers if paper is not None]


def numbers_out(emulator: EmulatedPrinters, columns: int, count: int) -> list[str]:
    """The receipts that came out, in their order."""
    papers = [emulator.next_paper(columns) for _ in range(count)]
    return [number for paper in papers for number in _NUMBER.findall("\n".join(paper.lines))]


@pytest.mark.parametrize("count", [1, 5])
def test_pb17_while_paper_is_out_nothing_is_sent_and_then_each_receipt_comes_out_once(
    emulator: EmulatedPrinters, till_with: TillWith, qtbot: QtBot, count: int
) -> None:
    """What was sent while paper is out would come out after the new roll, all at once."""
    before = emulator.papers(32)
    emulator.set_fault(32, "paper-out", is_there=True)
    with till_with(32) as till:
        presenter = PrintPresenter(till.app.printing, rhythm=SOON)
        sales = []
        for _ in range(count):
            sales += sold(till)
            presenter.wake()
        qtbot.waitUntil(lambda: presenter.status.pump == "stopped", timeout=LONGEST_MS)
        [trouble] = presenter.status.troubles
        assert (trouble.code, trouble.waiting) == ("PAPER_OUT", count)
        assert states(till, sales)[0] == ("queued", "PAPER_OUT")

        emulator.set_fault(32, "paper-out", is_there=False)
        qtbot.waitUntil(lambda: not presenter.waiting(), timeout=LONGEST_MS)
        assert presenter.close(10.0)
        assert numbers_out(emulator, 32, count) == numbers(till, sales)
        assert emulator.papers(32) == before + count
        assert states(till, sales) == [("confirmed", "")] * count


@pytest.mark.parametrize(("fault", "code"), FAULTS.items())
def test_a_printer_that_cannot_print_says_why_and_gets_no_byte_of_the_paper(
    emulator: EmulatedPrinters, till_with: TillWith, fault: str, code: str
) -> None:
    emulator.set_fault(42, fault, is_there=True)
    with till_with(42) as till:
        sales = sold(till)
        job = till.app.printing.next_job()
        assert job is not None
        with pytest.raises(PrinterError) as refused:
            job.connect()
        assert (refused.value.code, refused.value.bytes_accepted) == (code, 0)
        till.app.printing.mark_not_reached(job, refused.value)
        emulator.set_fault(42, fault, is_there=False)
        print_waiting(till.app)
        assert numbers_out(emulator, 42, 1) == numbers(till, sales)
        assert states(till, sales) == [("confirmed", "")]


def test_a_paper_that_ran_out_half_way_is_confirmed_by_the_late_answer(
    emulator: EmulatedPrinters, till_with: TillWith
) -> None:
    with till_with(48, patience=HURRIED) as till:
        printing = till.app.printing
        sales = sold(till)
        job = printing.next_job()
        assert job is not None
        job.connect()
        emulator.set_fault(48, "paper-out", is_there=True)
        sending = printing.mark_sending(job)
        assert sending.send() == "waiting"
        printing.mark_sent(sending, "waiting")
        [(state, _reason)] = states(till, sales)
        assert state == "sending"

        emulator.set_fault(48, "paper-out", is_there=False)
        printing.mark_answered(sending, sending.await_answer())
        assert numbers_out(emulator, 48, 1) == numbers(till, sales)
        assert states(till, sales) == [("confirmed", "")]


def test_pb23_the_drawer_opens_before_the_receipt_and_keeps_nothing_of_it(
    emulator: EmulatedPrinters, till_with: TillWith
) -> None:
    """An open drawer changes what the printer says of itself, and is no reason not to print."""
    with till_with(32, drawer="pin2") as till:
        sales = sold(till)
        print_waiting(till.app)
        assert numbers_out(emulator, 32, 1) == numbers(till, sales)
        assert "pin 2" in emulator.drawer_opened(32)


# --- at its serial port -------------------------------------------------------------------------


SERIAL = PrinterProfile("serial", has_cutter=True, chunk_bytes=4096, pause_ms=1)


def sent_by_wire(emulator: EmulatedPrinters, job: bytes) -> SerialPrinter:
    """A link that has sent it and is still open."""
    link = SerialPrinter(replace(SERIAL, path=str(emulator.serial_port(32))))
    link.connect()
    assert ask_health(link, LONGEST_MS / 1000) == FINE
    link.send(job)
    return link


def test_a_paper_comes_out_at_the_serial_port_and_is_confirmed(emulator: EmulatedPrinters) -> None:
    paper = MAKERS["cash"](32)
    link = sent_by_wire(emulator, encode(paper, SERIAL))
    assert link.ask(FENCE, LONGEST_MS / 1000) is not None
    link.finish()
    assert emulator.next_paper(32).lines == lines_of(paper)


def test_a_receipt_after_a_half_sent_logo_is_whole_because_of_what_comes_before_it(
    emulator: EmulatedPrinters,
) -> None:
    """A serial port keeps the printer's half raster; five receipts once vanished in one."""
    logo = encode(Paper(32, (a_pattern(384, 40), Row("Keripik"))), SERIAL)
    half = len(logo) // 2
    sent_by_wire(emulator, logo[:half]).finish()

    receipt = MAKERS["cash"](32)
    rescue = preamble(bytes_lacking(logo, half), is_slow=True)
    link = SerialPrinter(replace(SERIAL, path=str(emulator.serial_port(32))))
    link.connect()
    link.send(rescue + encode(receipt, SERIAL))
    assert link.ask(FENCE, LONGEST_MS / 1000) is not None
    link.finish()
    assert without_end(emulator.next_paper(32).lines) == ["[image]", *lines_of(receipt)]
    # More NULs than were lacking: nothing to a printer, but the emulator remarks on each.
    assert {line.partition("unknown bytes ")[2] for line in emulator.wrong} == {"00"}
    emulator.wrong.clear()
