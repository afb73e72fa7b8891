"""Printers that are off, silent or break off, at the end of a real link: selling never waits.

Cases of cases.md (Printing) and ux.md 17.
"""

import socket
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from pos_app.bootstrap import BoothApp, Surroundings, TillFolder
from pos_app.domain.printer import PrinterProfile
from pos_app.printing.network import NetworkPrinter, Patience
from tests.printing.escpos_reader import read
from tests.printing.nasty_printer import Moods, nasty_printer
from tests.ui.kit import WallClock, counted_randomness
from ui.background import Background
from ui.printing.print_presenter import PrintPresenter

WAIT_MS = 10_000
HURRIED = Patience(connect_s=0.5, stalled_s=0.3, farewell_s=0.3)


def _at(port: int) -> PrinterProfile:
    return PrinterProfile("network", address="127.0.0.1", port=port)


@contextmanager
def _a_pump(folder: Path, port: int) -> Iterator[tuple[BoothApp, PrintPresenter]]:
    """A booth that prints over the real network way, which only waits less long."""
    till = TillFolder(
        folder / "till",
        Surroundings(
            clock=WallClock(),
            randomness=counted_randomness(),
            open_transport=lambda at, _name: NetworkPrinter(at.address, at.port, HURRIED),
        ),
    )
    till.practise()
    booth = till.open_booth(_at(port))
    assert booth is not None
    worker = Background("printer")
    yield booth, PrintPresenter(booth.printing, worker)
    assert worker.close(5)
    till.close()


@dataclass(frozen=True)
class Sold:
    """The receipt's number, and the seconds from the money to the recorded sale."""

    number: str
    seconds: float


def _sell(booth: BoothApp) -> Sold:
    booth.selling.scan("KOP-007")
    booth.paying.tender("cash", booth.paying.payment.missing)
    begun = time.monotonic()
    sold = booth.paying.finish()
    return Sold(sold.receipt_number, time.monotonic() - begun)


def _waiting(booth: BoothApp) -> list[tuple[str, str, str]]:
    return [(paper.number, paper.state, paper.reason) for paper in booth.printing.waiting()]


@pytest.mark.usefixtures("qapp")
def test_prt2_after_a_break_the_next_receipt_prints_by_itself_and_the_broken_one_waits(
    qtbot: QtBot, tmp_path: Path
) -> None:
    with ExitStack() as first_power:
        switched_off = first_power.enter_context(nasty_printer(Moods(reads=300, then="close")))
        with _a_pump(tmp_path, switched_off.port) as (booth, pump):
            broken = _sell(booth)
            pump.wake()
            qtbot.waitUntil(lambda: pump.status.pump == "stopped", timeout=WAIT_MS)
            assert _waiting(booth) == [(broken.number, "uncertain", "DISCONNECTED")]
            first_power.close()
            with nasty_printer(Moods(), port=switched_off.port) as on_again:
                following = _sell(booth)
                pump.wake()
                qtbot.waitUntil(lambda: pump.status.pump == "ready", timeout=WAIT_MS)
                assert on_again.left.wait(10)
            assert _waiting(booth) == [(broken.number, "uncertain", "DISCONNECTED")]
            paper = "\n".join(read(bytes(on_again.received)).as_text(32))
            assert following.number in paper
            assert broken.number not in paper


@contextmanager
def _never_reads() -> Iterator[int]:
    with nasty_printer(Moods(then="stop")) as printer:
        yield printer.port


@contextmanager
def _drops_packets() -> Iterator[int]:
    """As an address that leads nowhere: no answer ever comes."""
    with socket.create_server(("127.0.0.1", 0), backlog=0) as server, ExitStack() as waiting:
        for _ in range(8):
            one = waiting.enter_context(socket.socket())
            one.setblocking(False)  # noqa: FBT003  the library's spelling
            one.connect_ex(server.getsockname())
        yield server.getsockname()[1]


@contextmanager
def _refuses() -> Iterator[int]:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
    yield port


@pytest.mark.usefixtures("qapp")
@pytest.mark.parametrize(
    ("printer", "left_over"),
    [
        (_never_reads, []),  # the system took both papers, as it does for a printer that is busy
        (_drops_packets, [("queued", "UNREACHABLE"), ("queued", "")]),
        (_refuses, [("queued", "REFUSED"), ("queued", "")]),
    ],
)
def test_ux13_prt3_a_sale_never_waits_for_a_printer_and_the_window_answers(
    printer: Callable[[], AbstractContextManager[int]],
    left_over: list[tuple[str, str]],
    qtbot: QtBot,
    tmp_path: Path,
) -> None:
    with printer() as port, _a_pump(tmp_path, port) as (booth, pump):
        sold = [_sell(booth)]
        pump.wake()
        sold.append(_sell(booth))
        assert pump.status.pump == "printing", "the second sale was made in the meantime"
        assert booth.days.x_report().sums.sales[0] == 2
        assert min(sale.seconds for sale in sold) < 0.2
        qtbot.waitUntil(lambda: pump.status.pump != "printing", timeout=WAIT_MS)
        assert [tuple(paper[1:]) for paper in _waiting(booth)] == left_over
