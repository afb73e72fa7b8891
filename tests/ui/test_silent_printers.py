"""Printers that are off, silent or break off, at the end of a real link: selling never waits.

Cases of cases.md (Printing), ux.md 17 and printing.md 14.
"""

import contextlib
import os
import select
import time
from collections.abc import Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from pytestqt.qtbot import QtBot

from pos_app.bootstrap import BoothApp, Surroundings, TillFolder
from pos_app.domain.printer import PrinterProfile
from pos_app.printing.network import NetworkPrinter
from pos_app.printing.network import Patience as NetworkPatience
from pos_app.printing.port_printer import PortPatience
from pos_app.printing.serial_port import SerialPrinter
from pos_app.printing.transport import Transport
from pos_app.services.print_jobs import Patience
from tests.printing.escpos_reader import read
from tests.printing.nasty_printer import (
    ASKS_STATUS,
    HEALTHY,
    N1,
    N2,
    N3,
    N10,
    Moods,
    NastyPrinter,
    n4,
    nasty_printer,
)
from tests.printing.nasty_pty import nasty_pty
from tests.ui.kit import WallClock, counted_randomness
from ui.printing.print_presenter import PrintPresenter
from ui.printing.printer_status import PrinterStatus
from ui.printing.rhythm import Rhythm

WAIT_MS = 10_000
HURRIED = NetworkPatience(connect_s=0.4, stalled_s=0.3, farewell_s=0.3)
QUICK = Rhythm(again_ms=(20, 40), settle_ms=20)
NEVER_AGAIN = Rhythm(again_ms=(60_000,), settle_ms=20)
SAME_TICK_S = 0.1

PAPER_OUT = Moods(
    answers={
        ASKS_STATUS + b"\x01": b"\x1a",
        ASKS_STATUS + b"\x02": b"\x12",
        ASKS_STATUS + b"\x04": b"\x7e",
    }
)


def _at(port: int) -> PrinterProfile:
    return PrinterProfile("network", address="127.0.0.1", port=port)


def _open(at: PrinterProfile, _file_name: str) -> Transport:
    """The real ways, which only wait less long."""
    if at.kind == "serial":
        return SerialPrinter(at, PortPatience(stalled_s=0.3, tries=1))
    return NetworkPrinter(at.address, at.port, HURRIED)


@dataclass
class ABooth:
    """A booth that prints over a real link, with its pump and its clock."""

    app: BoothApp
    pump: PrintPresenter
    clock: WallClock
    told: list[PrinterStatus] = field(default_factory=list)

    def sell(self) -> "Sold":
        """Sell one thing and have its receipt printed."""
        self.app.selling.scan("KOP-007")
        self.app.paying.tender("cash", self.app.paying.payment.missing)
        begun = time.monotonic()
        sold = self.app.paying.finish()
        seconds = time.monotonic() - begun
        self.pump.wake()
        return Sold(sold.receipt_number, seconds)

    def waiting(self) -> list[tuple[str, str, str]]:
        """Number, state and reason of what is not out."""
        papers = self.app.printing.waiting()
        return [(paper.number, paper.state, paper.reason) for paper in papers]


@dataclass(frozen=True)
class Sold:
    """The receipt's number, and the seconds from the money to the recorded sale."""

    number: str
    seconds: float


@contextmanager
def _a_booth(folder: Path, printer: PrinterProfile, rhythm: Rhythm = QUICK) -> Iterator[ABooth]:
    clock = WallClock()
    till = TillFolder(
        folder / "till",
        Surroundings(
            clock=clock,
            randomness=counted_randomness(),
            open_transport=_open,
            patience=Patience(status_s=0.1, least_s=0.05, margin_s=0.0, mm_per_s=1e6, late_s=5.0),
        ),
    )
    till.practise()
    app = till.open_booth(printer)
    assert app is not None
    booth = ABooth(app, PrintPresenter(app.printing, rhythm=rhythm), clock)
    booth.pump.status_changed.connect(booth.told.append)
    yield booth
    assert booth.pump.close(5)
    till.close()


def _papers(printer: NastyPrinter) -> list[str]:
    """What came out, paper by paper; links without one are left out."""
    received = (bytes(visit.received).lstrip(b"\x00") for visit in printer.visits)
    texts = ("\n".join(read(data).as_text(32)) for data in received if len(data) > 100)
    return list(texts)


def _numbers(printer: NastyPrinter, sold: list[Sold]) -> list[str]:
    """The numbers of those sales in the order of their papers."""
    return [sale.number for paper in _papers(printer) for sale in sold if sale.number in paper]


# --- off, silent, broken -----------------------------------------------------------------------


@pytest.mark.usefixtures("qapp")
def test_prt2_after_a_break_the_next_receipt_prints_by_itself_and_the_broken_one_waits(
    qtbot: QtBot, tmp_path: Path
) -> None:
    with ExitStack() as first_power:
        switched_off = first_power.enter_context(nasty_printer(n4(300)))
        with _a_booth(tmp_path, _at(switched_off.port)) as booth:
            broken = booth.sell()
            qtbot.waitUntil(lambda: booth.pump.status.uncertain == 1, timeout=WAIT_MS)
            first_power.close()
            following = booth.sell()
            qtbot.waitUntil(lambda: booth.pump.status.pump == "stopped", timeout=WAIT_MS)
            with nasty_printer(N10, port=switched_off.port) as on_again:
                qtbot.waitUntil(lambda: booth.pump.status.waiting == 0, timeout=WAIT_MS)
                assert on_again.left.wait(10)
            assert booth.waiting() == [(broken.number, "uncertain", "DISCONNECTED")]
            assert _numbers(on_again, [broken, following]) == [following.number]


@pytest.mark.usefixtures("qapp")
@pytest.mark.parametrize(
    ("moods", "left_over"),
    [
        (N3, []),  # the system took both papers, as it does for a printer that is busy
        (N2, [("queued", "UNREACHABLE"), ("queued", "")]),
        (N1, [("queued", "REFUSED"), ("queued", "")]),
    ],
)
def test_ux13_prt3_a_sale_never_waits_for_a_printer_and_the_window_answers(
    moods: Moods, left_over: list[tuple[str, str]], qtbot: QtBot, tmp_path: Path
) -> None:
    with (
        nasty_printer(moods) as printer,
        _a_booth(tmp_path, _at(printer.port), NEVER_AGAIN) as booth,
    ):
        sold = [booth.sell(), booth.sell()]
        assert booth.pump.status.pump == "printing", "the second sale was made in the meantime"
        assert booth.app.days.x_report().sums.sales[0] == 2
        assert min(sale.seconds for sale in sold) < 0.2
        qtbot.waitUntil(lambda: booth.pump.status.pump != "printing", timeout=WAIT_MS)
        qtbot.waitUntil(
            lambda: [paper[1:] for paper in booth.waiting()] == left_over, timeout=WAIT_MS
        )


@contextmanager
def _at_a_port(moods: Moods) -> Iterator[PrinterProfile]:
    with nasty_pty(moods) as printer:
        device = os.open(printer.path, os.O_WRONLY | os.O_NOCTTY | os.O_NONBLOCK)
        while select.select([], [device], [], 0.1)[1]:  # what the system takes in its stead
            with contextlib.suppress(BlockingIOError):
                os.write(device, bytes(512))
        os.close(device)
        yield PrinterProfile("serial", path=printer.path, answers_status=False)


@contextmanager
def _in_the_net(moods: Moods) -> Iterator[PrinterProfile]:
    with nasty_printer(moods) as printer:
        yield _at(printer.port)


class _Ticker:
    """A timer of the window, and the longest pause between two of its ticks."""

    def __init__(self) -> None:
        self._timer = QTimer()
        self._timer.timeout.connect(self._tick)
        self._last = time.monotonic()
        self.longest_s = 0.0

    def start(self) -> None:
        self._last, self.longest_s = time.monotonic(), 0.0
        self._timer.start(5)

    def _tick(self) -> None:
        now = time.monotonic()
        self.longest_s = max(self.longest_s, now - self._last)
        self._last = now


@pytest.mark.usefixtures("qapp")
@pytest.mark.parametrize(
    "printer", [_in_the_net(N2), _at_a_port(N3)], ids=["drops packets", "stalled device"]
)
def test_pb28_a_sale_is_committed_at_once_and_the_window_ticks_on_while_the_printer_hangs(
    printer: AbstractContextManager[PrinterProfile], qtbot: QtBot, tmp_path: Path
) -> None:
    """Each outage lasts far longer than a tick may; a busy computer gets three of them."""
    with printer as at, _a_booth(tmp_path, at, NEVER_AGAIN) as booth:
        ticker, pauses, sold = _Ticker(), list[float](), list[Sold]()
        while len(pauses) < 3 and min(pauses, default=1.0) > SAME_TICK_S:
            ticker.start()
            QTimer.singleShot(20, lambda: sold.append(booth.sell()))
            with qtbot.waitSignal(booth.pump.stopped, timeout=WAIT_MS):
                pass
            pauses.append(ticker.longest_s)
        assert min(pauses) <= SAME_TICK_S
        assert min(sale.seconds for sale in sold) < 0.2


# --- out of paper ------------------------------------------------------------------------------


@pytest.mark.usefixtures("qapp")
def test_pb17_without_paper_nothing_is_sent_and_after_the_new_roll_exactly_one_receipt_comes(
    qtbot: QtBot, tmp_path: Path
) -> None:
    with nasty_printer(PAPER_OUT) as printer, _a_booth(tmp_path, _at(printer.port)) as booth:
        sold = booth.sell()
        qtbot.waitUntil(lambda: len(printer.visits) > 2, timeout=WAIT_MS)
        (trouble,) = booth.pump.status.troubles
        assert trouble.words() == "Paper out: 1 receipt waits. Put in a new roll."
        assert booth.pump.status.words() == "Paper out: 1 paper waits"
        assert _papers(printer) == []
        printer.moods = HEALTHY
        qtbot.waitUntil(lambda: booth.pump.status.words() == "Printer ready", timeout=WAIT_MS)
        assert _numbers(printer, [sold]) == [sold.number]
    assert booth.told[-1].troubles == ()


@pytest.mark.usefixtures("qapp")
def test_pb18_old_papers_do_not_come_out_of_a_new_roll_without_asking(
    qtbot: QtBot, tmp_path: Path
) -> None:
    with nasty_printer(PAPER_OUT) as printer, _a_booth(tmp_path, _at(printer.port)) as booth:
        sold = [booth.sell() for _ in range(5)]
        qtbot.waitUntil(lambda: booth.pump.status.pump == "stopped", timeout=WAIT_MS)
        booth.clock.pass_by(minutes=11)
        with qtbot.waitSignal(booth.pump.old_found, timeout=WAIT_MS) as asked:
            printer.moods = HEALTHY
        assert asked.args == [5]
        new = booth.sell()
        qtbot.waitUntil(lambda: booth.pump.status.waiting == 5, timeout=WAIT_MS)
        assert _numbers(printer, [*sold, new]) == [new.number]
        booth.pump.print_all()
        qtbot.waitUntil(lambda: booth.pump.status.waiting == 0, timeout=WAIT_MS)
        assert _numbers(printer, sold) == [sale.number for sale in sold]


# --- answers that come late --------------------------------------------------------------------


def _answers_at_the_end(port: int) -> PrinterProfile:
    return replace(_at(port), answers_status=False, answers_fence=True)


@pytest.mark.usefixtures("qapp")
def test_pb19_who_presses_retry_while_the_answer_is_late_gets_one_paper(
    qtbot: QtBot, tmp_path: Path
) -> None:
    with (
        nasty_printer(replace(HEALTHY, late_s=0.3)) as printer,
        _a_booth(tmp_path, _answers_at_the_end(printer.port)) as booth,
    ):
        sold = booth.sell()
        qtbot.waitUntil(lambda: booth.pump.status.pump == "waiting", timeout=WAIT_MS)
        assert booth.pump.status.words() == "Waiting for the printer's answer"
        booth.pump.try_again()
        qtbot.waitUntil(lambda: booth.waiting() == [], timeout=WAIT_MS)
        assert _numbers(printer, [sold]) == [sold.number]
        last = booth.app.paying.last_sale()
        assert last is not None
        paper = booth.app.printing.state_of(last.recorded.seq)
        assert paper is not None
        assert paper.state == "confirmed"


@pytest.mark.usefixtures("qapp")
def test_pb19_a_second_paper_while_the_answer_is_late_says_that_it_is_a_copy(
    qtbot: QtBot, tmp_path: Path
) -> None:
    with (
        nasty_printer(N10) as printer,
        _a_booth(tmp_path, _answers_at_the_end(printer.port)) as booth,
    ):
        booth.sell()
        qtbot.waitUntil(lambda: booth.pump.status.pump == "waiting", timeout=WAIT_MS)
        booth.pump.print_copy(booth.app.printing.waiting()[0].job_id)
        qtbot.waitUntil(lambda: booth.waiting() == [], timeout=WAIT_MS)
        first, second = _papers(printer)
        assert "COPY NO. 1" not in first
        assert "COPY NO. 1" in second
