"""The pump: one paper at a time, states as they are, and a window that never waits."""

import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from pos_app.bootstrap import BoothApp, Surroundings, TillFolder
from pos_app.domain.catalog import Product
from pos_app.domain.errors import PrinterError
from pos_app.domain.printer import PrinterProfile
from pos_app.printing.transport import Progress, Transport
from tests.ui.kit import WallClock, counted_randomness, tap
from ui.background import Background
from ui.printing.papers_screen import PapersScreen
from ui.printing.print_presenter import PrintPresenter

NETWORK = PrinterProfile("network", address="printer.test")


@dataclass
class ARealPrinter:
    """A printer on the world's edge: takes papers, is off, breaks, or holds the worker up."""

    papers: list[bytes] = field(default_factory=list)
    fault: PrinterError | None = None
    breaks: PrinterError | None = None
    open_gate: threading.Event = field(default_factory=threading.Event)
    holds_sending: threading.Event | None = None

    def __post_init__(self) -> None:
        self.open_gate.set()

    def open(self, _printer: PrinterProfile, _file_name: str) -> Transport:
        return self

    def connect(self) -> None:
        self.open_gate.wait(5)
        if self.fault is not None:
            raise self.fault

    def send(self, data: bytes, progress: Progress = lambda _accepted: None) -> None:
        if self.breaks is not None:
            raise self.breaks
        if self.holds_sending is not None:
            self.holds_sending.wait(5)
        self.papers.append(data)
        progress(len(data))

    def finish(self) -> None:
        """The paper is out."""

    def close(self) -> None:
        """Nothing is held."""


@pytest.fixture
def printer() -> ARealPrinter:
    return ARealPrinter()


@pytest.fixture
def booth(qapp: object, tmp_path: Path, printer: ARealPrinter) -> Iterator[BoothApp]:
    till = TillFolder(
        tmp_path / "till",
        Surroundings(
            clock=WallClock(), randomness=counted_randomness(), open_transport=printer.open
        ),
    )
    till.practise()
    booth = till.open_booth(NETWORK)
    assert booth is not None
    booth.catalog.edit_product(Product(product_id=0, name="Mug", price=50_000, code="MUG"))
    yield booth
    till.close()


@pytest.fixture
def pump(booth: BoothApp) -> Iterator[PrintPresenter]:
    worker = Background("printer")
    yield PrintPresenter(booth.printing, worker)
    assert worker.close(5)


def sell(booth: BoothApp) -> int:
    booth.selling.scan("MUG")
    booth.paying.tender("cash", 50_000)
    return booth.paying.finish().recorded.seq


def state(booth: BoothApp, seq: int) -> str:
    paper = booth.printing.state_of(seq)
    assert paper is not None
    return paper.state


def test_papers_come_out_one_by_one_in_the_order_of_sales(
    qtbot: QtBot, booth: BoothApp, pump: PrintPresenter, printer: ARealPrinter
) -> None:
    sales = [sell(booth) for _ in range(3)]
    numbers = [paper.number.encode() for paper in booth.printing.waiting()]
    pump.wake()
    qtbot.waitUntil(lambda: len(printer.papers) == 3)
    qtbot.waitUntil(lambda: not booth.printing.waiting())
    assert [state(booth, seq) for seq in sales] == ["handed_over"] * 3
    assert all(no in paper for no, paper in zip(numbers, printer.papers, strict=True))


def test_a_printer_that_is_off_stops_the_pump_and_the_paper_waits_with_its_reason(
    qtbot: QtBot, booth: BoothApp, pump: PrintPresenter, printer: ARealPrinter
) -> None:
    printer.fault = PrinterError("UNREACHABLE")
    sell(booth)
    sell(booth)
    with qtbot.waitSignal(pump.stopped) as told:
        pump.wake()
    assert told.args is not None
    assert told.args[0].code == "UNREACHABLE"
    assert pump.status.pump == "stopped"
    assert [(paper.state, paper.reason) for paper in booth.printing.waiting()] == [
        ("queued", "UNREACHABLE"),
        ("queued", ""),
    ]


def test_try_again_sends_all_that_waited(
    qtbot: QtBot, booth: BoothApp, pump: PrintPresenter, printer: ARealPrinter
) -> None:
    printer.fault = PrinterError("REFUSED")
    sell(booth)
    sell(booth)
    with qtbot.waitSignal(pump.stopped):
        pump.wake()
    printer.fault = None
    pump.wake()
    qtbot.waitUntil(lambda: len(printer.papers) == 2)
    qtbot.waitUntil(lambda: pump.status.pump == "ready")


def test_a_break_after_the_first_byte_asks_a_person_to_look(
    qtbot: QtBot, booth: BoothApp, pump: PrintPresenter, printer: ARealPrinter
) -> None:
    printer.breaks = PrinterError("DISCONNECTED", bytes_accepted=7)
    seq = sell(booth)
    with qtbot.waitSignal(pump.stopped):
        pump.wake()
    assert state(booth, seq) == "uncertain"
    assert pump.status.uncertain == 1
    printer.breaks = None
    pump.print_copy(booth.printing.waiting()[0].job_id)
    qtbot.waitUntil(lambda: len(printer.papers) == 1)
    assert "COPY NO. 1" in printer.papers[0].decode("ascii", "ignore")


def test_sending_is_on_the_disk_before_a_byte_leaves_and_only_one_paper_is_on_its_way(
    qtbot: QtBot, booth: BoothApp, pump: PrintPresenter, printer: ARealPrinter
) -> None:
    printer.open_gate.clear()
    first, second = sell(booth), sell(booth)
    pump.wake()
    pump.wake()
    assert (state(booth, first), state(booth, second)) == ("queued", "queued")
    assert pump.status.pump == "printing"
    printer.open_gate.set()
    qtbot.waitUntil(lambda: len(printer.papers) == 2)
    qtbot.waitUntil(lambda: not booth.printing.waiting())


def test_another_printer_is_used_after_the_paper_that_is_on_its_way(
    qtbot: QtBot, booth: BoothApp, pump: PrintPresenter, printer: ARealPrinter
) -> None:
    printer.open_gate.clear()
    sell(booth)
    pump.wake()
    pump.use_printer(PrinterProfile("network", address="other.test", paper_columns=48))
    assert booth.printing.printer == NETWORK
    printer.open_gate.set()
    qtbot.waitUntil(lambda: booth.printing.printer != NETWORK)
    qtbot.waitUntil(lambda: not booth.printing.waiting())


def test_the_page_shows_each_paper_with_what_can_be_done(
    qtbot: QtBot, booth: BoothApp, pump: PrintPresenter, printer: ARealPrinter
) -> None:
    printer.breaks = PrinterError("DISCONNECTED", bytes_accepted=7)
    uncertain = sell(booth)
    with qtbot.waitSignal(pump.stopped):
        pump.wake()
    sell(booth)
    page = PapersScreen(pump, booth.event)
    qtbot.addWidget(page)
    page.show()
    first, second = page.rows()
    assert first.pill.word() == "Not certain whether printed: look at the paper"
    assert first.came_out.isVisible()
    assert not second.came_out.isVisible()
    tap(first.came_out)
    assert state(booth, uncertain) == "confirmed"
    tap(page.rows()[0].drop)
    assert page.rows() == []
    assert booth.printing.waiting() == []


def test_without_a_printer_papers_wait_and_nothing_is_reported(
    qtbot: QtBot, booth: BoothApp, pump: PrintPresenter
) -> None:
    booth.printing.use_printer(None)
    sell(booth)
    pump.wake()
    assert (pump.status.pump, pump.status.waiting) == ("no_printer", 1)
    assert pump.status.words() == "No printer yet"
    page = PapersScreen(pump, booth.event)
    qtbot.addWidget(page)
    page.show()
    (row,) = page.rows()
    assert row.pill.word() == "Kept, without a printer"
    assert row.reason.isHidden()


def test_closing_while_the_printer_is_being_reached_leaves_the_paper_waiting(
    booth: BoothApp, printer: ARealPrinter
) -> None:
    worker = Background("printer")
    pump = PrintPresenter(booth.printing, worker)
    seq = sell(booth)
    printer.open_gate.clear()
    pump.wake()
    threading.Timer(0.1, printer.open_gate.set).start()
    assert worker.close(5)
    assert state(booth, seq) == "queued"
    assert printer.papers == []


def test_closing_while_a_paper_is_sent_finishes_it_and_begins_no_other(
    qtbot: QtBot, booth: BoothApp, printer: ARealPrinter
) -> None:
    worker = Background("printer")
    pump = PrintPresenter(booth.printing, worker)
    first, second = sell(booth), sell(booth)
    printer.holds_sending = threading.Event()
    pump.wake()
    qtbot.waitUntil(lambda: state(booth, first) == "sending")
    threading.Timer(0.1, printer.holds_sending.set).start()
    assert worker.close(5)
    assert (state(booth, first), state(booth, second)) == ("handed_over", "queued")
    assert len(printer.papers) == 1


def test_a_paper_dropped_while_the_printer_is_being_reached_never_comes_out(
    qtbot: QtBot, booth: BoothApp, printer: ARealPrinter
) -> None:
    worker = Background("printer")
    pump = PrintPresenter(booth.printing, worker)
    seq = sell(booth)
    printer.open_gate.clear()
    pump.wake()
    pump.discard(booth.printing.waiting()[0].job_id)
    booth.printing.reprint(seq)
    printer.open_gate.set()
    qtbot.waitUntil(lambda: state(booth, seq) == "handed_over")
    (paper,) = printer.papers
    assert b"COPY NO. 1" in paper
    worker.close(5)
