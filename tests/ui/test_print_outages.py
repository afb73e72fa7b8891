"""Printers that are away for a while: tried again in their rhythm, one never holding up another."""

import threading
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from pos_app.bootstrap import BoothApp
from pos_app.domain.errors import PrinterError
from pos_app.domain.printer import PrinterProfile
from pos_app.outside_words import printer_words
from pos_app.printing.transport import Transport
from tests.ui.kit import WallClock
from tests.ui.print_kit import KITCHEN, NETWORK, ARealPrinter, a_booth_that_prints, sell, state
from ui.printing.print_presenter import PrintPresenter
from ui.printing.rhythm import Rhythm

QUICK = Rhythm(again_ms=(5, 10), settle_ms=20)
OFF = PrinterError("REFUSED")


class TwoPrinters:
    """One at the till and one in the kitchen."""

    def __init__(self) -> None:
        self.till, self.kitchen = ARealPrinter(), ARealPrinter()

    def open(self, printer: PrinterProfile, _file_name: str) -> Transport:
        return self.kitchen if printer == KITCHEN else self.till


@pytest.fixture
def printers() -> TwoPrinters:
    return TwoPrinters()


@pytest.fixture
def clock() -> WallClock:
    return WallClock()


@pytest.fixture
def booth(
    qapp: object, tmp_path: Path, printers: TwoPrinters, clock: WallClock
) -> Iterator[BoothApp]:
    with a_booth_that_prints(tmp_path, printers.open, clock=clock, others=(KITCHEN,)) as booth:
        yield booth


@pytest.fixture
def pump(booth: BoothApp) -> Iterator[PrintPresenter]:
    pump = PrintPresenter(booth.printing, rhythm=QUICK)
    yield pump
    assert pump.close(5)


def test_a_printer_is_tried_again_after_1_2_5_10_30_and_then_every_30_seconds() -> None:
    waits = [Rhythm().wait_ms(misses) for misses in range(8)]
    assert waits == [1_000, 2_000, 5_000, 10_000, 30_000, 30_000, 30_000, 30_000]
    assert Rhythm().settle_ms == 5_000


def test_a_hundred_sales_without_a_printer_come_out_once_each_and_in_order(
    qtbot: QtBot, booth: BoothApp, pump: PrintPresenter, printers: TwoPrinters
) -> None:
    printers.till.fault = OFF
    sell(booth)
    with qtbot.waitSignal(pump.stopped):
        pump.wake()
    threads = threading.active_count()
    for _ in range(99):
        sell(booth)
        pump.wake()
    assert pump.status.waiting == 100
    assert threading.active_count() <= threads
    numbers = [paper.number for paper in booth.printing.waiting()]
    printers.till.fault = None
    qtbot.waitUntil(lambda: pump.status.words() == "Printer ready", timeout=20_000)
    assert len(printers.till.papers) == len(numbers)
    papers = zip(numbers, printers.till.papers, strict=True)
    assert all(number.encode() in paper for number, paper in papers)
    assert threading.active_count() <= threads


def test_after_an_outage_the_first_paper_goes_at_once_and_the_rest_when_the_link_has_held(
    qtbot: QtBot, booth: BoothApp, printers: TwoPrinters
) -> None:
    pump = PrintPresenter(booth.printing, rhythm=Rhythm(again_ms=(5,), settle_ms=60_000))
    printers.till.fault = OFF
    for _ in range(3):
        sell(booth)
    with qtbot.waitSignal(pump.stopped):
        pump.wake()
    printers.till.fault = None
    qtbot.waitUntil(lambda: pump.status.waiting == 2)
    sell(booth)
    pump.wake()
    assert (pump.status.pump, pump.status.waiting) == ("ready", 3)
    assert len(printers.till.papers) == 1
    assert pump.close(5)


def test_the_drawer_opens_before_any_paper_and_does_not_wait_until_the_link_has_held(
    qtbot: QtBot, tmp_path: Path, printers: TwoPrinters
) -> None:
    with_drawer = replace(NETWORK, drawer="pin2")
    printers.till.fault = OFF
    with a_booth_that_prints(tmp_path / "drawer", printers.open, printer=with_drawer) as booth:
        pump = PrintPresenter(booth.printing, rhythm=Rhythm(again_ms=(5,), settle_ms=60_000))
        for _ in range(2):
            sell(booth)
        with qtbot.waitSignal(pump.stopped):
            pump.wake()
        printers.till.fault = None
        qtbot.waitUntil(lambda: bool(printers.till.papers))
        sell(booth)
        pump.wake()
        qtbot.waitUntil(lambda: printers.till.papers[-1].startswith(b"\x1bp"))
        assert pump.status.waiting == 3
        assert pump.close(5)


def test_a_printer_that_is_busy_with_another_till_is_no_outage(
    qtbot: QtBot, booth: BoothApp, printers: TwoPrinters
) -> None:
    pump = PrintPresenter(booth.printing, rhythm=Rhythm(again_ms=(5,), settle_ms=60_000))
    printers.till.fault = PrinterError("BUSY")
    for _ in range(2):
        sell(booth)
    with qtbot.waitSignal(pump.stopped):
        pump.wake()
    assert pump.status.troubles == ()
    printers.till.fault = None
    qtbot.waitUntil(lambda: pump.status.words() == "Printer ready")
    assert len(printers.till.papers) == 2
    assert pump.close(5)


def test_nobody_is_troubled_by_a_printer_that_nothing_waits_for(
    qtbot: QtBot, booth: BoothApp, pump: PrintPresenter, printers: TwoPrinters
) -> None:
    printers.till.fault = PrinterError("PAPER_OUT")
    sell(booth)
    with qtbot.waitSignal(pump.stopped):
        pump.wake()
    pump.discard(booth.printing.waiting()[0].job_id)
    qtbot.waitUntil(lambda: pump.status.words() == "Printer ready")


def test_who_may_not_use_a_printer_is_told_the_group_to_join(
    qtbot: QtBot, booth: BoothApp, pump: PrintPresenter, printers: TwoPrinters
) -> None:
    printers.till.fault = PrinterError("NO_PERMISSION", "lp")
    sell(booth)
    with qtbot.waitSignal(pump.stopped):
        pump.wake()
    (trouble,) = pump.status.troubles
    assert "Add it to the group lp, then sign in anew." in trouble.words()
    assert "lp or dialout" in printer_words("NO_PERMISSION", "PermissionError 13")


def test_a_second_printer_goes_on_while_the_first_stalls(
    qtbot: QtBot, booth: BoothApp, pump: PrintPresenter, printers: TwoPrinters
) -> None:
    printers.till.open_gate.clear()
    sales = [sell(booth) for _ in range(3)]
    pump.wake()
    for paper in booth.printing.waiting()[1:]:
        pump.send_elsewhere(paper.job_id, KITCHEN.name)
    qtbot.waitUntil(lambda: len(printers.kitchen.papers) == 2)
    qtbot.waitUntil(lambda: pump.status.waiting == 1)
    assert [state(booth, seq) for seq in sales] == ["queued", "handed_over", "handed_over"]
    printers.till.open_gate.set()
    qtbot.waitUntil(lambda: pump.status.waiting == 0)
    assert len(printers.till.papers) == 1


def test_trouble_names_its_printer_where_there_are_two(
    qtbot: QtBot, booth: BoothApp, pump: PrintPresenter, printers: TwoPrinters
) -> None:
    printers.till.fault = PrinterError("COVER_OPEN")
    sell(booth)
    with qtbot.waitSignal(pump.stopped):
        pump.wake()
    (trouble,) = pump.status.troubles
    words = "printer.test:9100  ·  Cover open: 1 receipt waits. Close the printer."
    assert trouble.words() == words
    pump.send_elsewhere(booth.printing.waiting()[0].job_id, KITCHEN.name)
    qtbot.waitUntil(lambda: pump.status.words() == "Printer ready")


def test_a_printer_that_is_used_no_more_troubles_nobody(
    qtbot: QtBot, booth: BoothApp, pump: PrintPresenter, printers: TwoPrinters
) -> None:
    printers.till.fault = OFF
    sell(booth)
    with qtbot.waitSignal(pump.stopped):
        pump.wake()
    pump.use_printers(KITCHEN)
    qtbot.waitUntil(lambda: pump.status.words() == "Printer ready")
    assert len(printers.kitchen.papers) == 1


def test_what_is_old_when_the_program_starts_is_asked_about(
    qtbot: QtBot, booth: BoothApp, clock: WallClock, printers: TwoPrinters
) -> None:
    for _ in range(2):
        sell(booth)
    clock.pass_by(minutes=11)
    pump = PrintPresenter(booth.printing, rhythm=QUICK)
    with qtbot.waitSignal(pump.old_found) as asked:
        pump.start(NETWORK, (KITCHEN,))
    assert asked.args == [2]
    assert pump.status.waiting == 2
    pump.drop_held_back("BUYERS_GONE")
    assert pump.status.waiting == 0
    assert pump.close(5)
    assert printers.till.papers == []


def test_what_is_held_back_is_asked_about_again_with_the_next_printer(
    qtbot: QtBot, booth: BoothApp, pump: PrintPresenter, printers: TwoPrinters
) -> None:
    pump.use_printers(None)
    for _ in range(2):
        sell(booth)
    with qtbot.waitSignal(pump.backlog_found) as first:
        pump.use_printers(NETWORK)
    pump.use_printers(None)
    with qtbot.waitSignal(pump.backlog_found) as second:
        pump.use_printers(KITCHEN)
    assert (first.args, second.args) == ([2], [2])
    assert printers.kitchen.papers == []


# --- closing -----------------------------------------------------------------------------------


def test_closing_while_a_printer_hangs_takes_no_longer_than_it_may_and_changes_no_record(
    qtbot: QtBot, tmp_path: Path, qapp: object
) -> None:
    printer = ARealPrinter(holds_sending=threading.Event())
    with a_booth_that_prints(tmp_path, printer.open) as booth:
        seq = sell(booth)
        rhythm = Rhythm(finish_s=0.1, last_word_s=0.1)
        assert Rhythm().finish_s + Rhythm().last_word_s <= 3
        pump = PrintPresenter(booth.printing, rhythm=rhythm)
        pump.wake()
        qtbot.waitUntil(printer.has_begun.is_set)
        begun = time.monotonic()
        assert not pump.close(60)
        assert time.monotonic() - begun < 3
        assert state(booth, seq) == "sending"
        assert printer.holds_sending is not None
        printer.holds_sending.set()
    with a_booth_that_prints(tmp_path, printer.open) as booth:
        assert state(booth, seq) == "uncertain"


# --- the disk ----------------------------------------------------------------------------------


def test_what_the_disk_did_not_take_is_written_down_before_the_next_paper_leaves(
    qtbot: QtBot, booth: BoothApp, printers: TwoPrinters
) -> None:
    pump = PrintPresenter(booth.printing, rhythm=QUICK)
    disk = booth.printing._database._connection
    printers.till.holds_sending = threading.Event()
    first, second = sell(booth), sell(booth)
    pump.wake()
    qtbot.waitUntil(printers.till.has_begun.is_set)
    disk.execute("PRAGMA query_only = ON")  # the disk takes nothing any more
    with qtbot.waitSignal(pump.failed):
        printers.till.holds_sending.set()
    assert state(booth, first) == "sending"
    disk.execute("PRAGMA query_only = OFF")
    qtbot.waitUntil(lambda: state(booth, second) == "handed_over")
    assert state(booth, first) == "handed_over"
    assert len(printers.till.papers) == 2
    assert pump.close(5)


def test_a_crowd_of_buyers_does_not_make_the_till_run_after_a_printer_that_is_away(
    qtbot: QtBot, booth: BoothApp, printers: TwoPrinters
) -> None:
    rhythm = Rhythm(again_ms=(60_000,), between_ms=60_000)
    pump = PrintPresenter(booth.printing, rhythm=rhythm)
    printers.till.fault = OFF
    tries: list[object] = []
    pump.stopped.connect(tries.append)
    for _sale in range(5):
        sell(booth)
        pump.wake()
        qtbot.waitUntil(lambda: pump.status.pump == "stopped")
    assert len(tries) == 1
    assert pump.status.waiting == 5
    printers.till.fault = None
    pump.try_again()
    qtbot.waitUntil(lambda: bool(printers.till.papers))
    assert pump.close(5)
