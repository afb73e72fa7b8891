"""The pump: one paper at a time, states as they are, and a window that never waits."""

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from pos_app.bootstrap import BoothApp
from pos_app.domain.errors import PrinterError
from pos_app.domain.printer import PrinterProfile
from tests.ui.print_kit import ARealPrinter, a_booth_that_prints, sell, state
from ui.printing.print_presenter import PrintPresenter
from ui.printing.rhythm import Rhythm

HURRIED = Rhythm(again_ms=(60_000,), between_ms=0, settle_ms=20)
"""Nothing is tried again by itself here, and an outage is soon forgotten."""


@pytest.fixture
def printer() -> ARealPrinter:
    return ARealPrinter()


@pytest.fixture
def booth(qapp: object, tmp_path: Path, printer: ARealPrinter) -> Iterator[BoothApp]:
    with a_booth_that_prints(tmp_path, printer.open) as booth:
        yield booth


@pytest.fixture
def pump(booth: BoothApp) -> Iterator[PrintPresenter]:
    pump = PrintPresenter(booth.printing, rhythm=HURRIED)
    yield pump
    assert pump.close(5)


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


def test_try_again_in_the_middle_of_a_try_starts_the_story_anew(
    qtbot: QtBot, booth: BoothApp, pump: PrintPresenter, printer: ARealPrinter
) -> None:
    printer.fault = PrinterError("REFUSED")
    sell(booth)
    with qtbot.waitSignal(pump.stopped):
        pump.wake()
    printer.open_gate.clear()  # the printer takes its time
    pump.wake()
    assert [trouble.code for trouble in pump.status.troubles] == ["REFUSED"]
    pump.try_again()
    assert (pump.status.pump, pump.status.troubles) == ("printing", ())
    with qtbot.waitSignal(pump.stopped):
        printer.open_gate.set()
    assert [trouble.code for trouble in pump.status.troubles] == ["REFUSED"], "told once more"


def test_try_again_sends_all_that_waited(
    qtbot: QtBot, booth: BoothApp, pump: PrintPresenter, printer: ARealPrinter
) -> None:
    printer.fault = PrinterError("REFUSED")
    sell(booth)
    sell(booth)
    with qtbot.waitSignal(pump.stopped):
        pump.wake()
    printer.fault = None
    pump.try_again()
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


def test_another_printer_gets_the_paper_that_was_still_being_connected_for(
    qtbot: QtBot, booth: BoothApp, pump: PrintPresenter, printer: ARealPrinter
) -> None:
    printer.open_gate.clear()
    seq = sell(booth)
    pump.wake()
    pump.use_printers(PrinterProfile("network", address="other.test", paper_columns=48))
    printer.open_gate.set()
    qtbot.waitUntil(lambda: state(booth, seq) == "handed_over")
    qtbot.waitUntil(lambda: pump.status.pump == "ready")
    assert len(printer.papers) == 1


def test_closing_while_the_printer_is_being_reached_leaves_the_paper_waiting(
    booth: BoothApp, printer: ARealPrinter
) -> None:
    pump = PrintPresenter(booth.printing, rhythm=HURRIED)
    seq = sell(booth)
    printer.open_gate.clear()
    pump.wake()
    threading.Timer(0.1, printer.open_gate.set).start()
    assert pump.close(5)
    assert state(booth, seq) == "queued"
    assert printer.papers == []


def test_closing_while_a_paper_is_sent_finishes_it_and_begins_no_other(
    qtbot: QtBot, booth: BoothApp, printer: ARealPrinter
) -> None:
    pump = PrintPresenter(booth.printing, rhythm=HURRIED)
    first, second = sell(booth), sell(booth)
    printer.holds_sending = threading.Event()
    pump.wake()
    qtbot.waitUntil(printer.has_begun.is_set)
    threading.Timer(0.1, printer.holds_sending.set).start()
    assert pump.close(5)
    assert (state(booth, first), state(booth, second)) == ("handed_over", "queued")
    assert len(printer.papers) == 1


def test_a_paper_dropped_while_the_printer_is_being_reached_never_comes_out(
    qtbot: QtBot, booth: BoothApp, printer: ARealPrinter
) -> None:
    pump = PrintPresenter(booth.printing, rhythm=HURRIED)
    seq = sell(booth)
    printer.open_gate.clear()
    pump.wake()
    pump.discard(booth.printing.waiting()[0].job_id)
    booth.printing.reprint(seq)
    printer.open_gate.set()
    qtbot.waitUntil(lambda: state(booth, seq) == "handed_over")
    (paper,) = printer.papers
    assert b"COPY NO. 1" in paper
    assert pump.close(5)
