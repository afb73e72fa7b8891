"""A printer at the world's edge and a booth that prints on it, for tests of pump and page."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from pos_app.bootstrap import BoothApp, Surroundings, TillFolder
from pos_app.domain.catalog import Product
from pos_app.domain.errors import PrinterError
from pos_app.domain.printer import PrinterProfile
from pos_app.printing.transport import Progress, Question, Transport
from pos_app.printing.transports import transport_for
from tests.ui.kit import WallClock, counted_randomness

NETWORK = PrinterProfile("network", address="printer.test")
KITCHEN = PrinterProfile("network", address="kitchen.test")


@dataclass
class ARealPrinter:
    """A printer on the world's edge: takes papers, is off, breaks, or holds the worker up."""

    papers: list[bytes] = field(default_factory=list)
    fault: PrinterError | None = None
    breaks: PrinterError | None = None
    open_gate: threading.Event = field(default_factory=threading.Event)
    holds_sending: threading.Event | None = None
    has_begun: threading.Event = field(default_factory=threading.Event)
    _link: bytes = b""

    def __post_init__(self) -> None:
        self.open_gate.set()

    def open(self, printer: PrinterProfile, file_name: str) -> Transport:
        return transport_for(printer, file_name=file_name) if printer.kind == "pdf" else self

    def connect(self) -> None:
        self.open_gate.wait(5)
        if self.fault is not None:
            raise self.fault
        self._link = b""

    def send(self, data: bytes, progress: Progress = lambda _accepted: None) -> None:
        if self.breaks is not None:
            raise self.breaks
        self.has_begun.set()
        if self.holds_sending is not None:
            self.holds_sending.wait(5)
        self._link += data
        progress(len(self._link))

    def ask(self, _question: Question, _wait_s: float) -> int | None:
        """It says nothing."""

    def finish(self) -> None:
        self.papers.append(self._link)

    def close(self) -> None:
        """Nothing is held."""


@contextmanager
def a_booth_that_prints(
    folder: Path,
    open_transport: Callable[[PrinterProfile, str], Transport],
    *,
    clock: WallClock | None = None,
    printer: PrinterProfile = NETWORK,
    others: tuple[PrinterProfile, ...] = (),
) -> Iterator[BoothApp]:
    """A practice till with a mug for 50.000 (MUG)."""
    surroundings = Surroundings(
        clock=clock or WallClock(),
        randomness=counted_randomness(),
        open_transport=open_transport,
    )
    till = TillFolder(folder / "till", surroundings)
    try:
        if till.joining.joined() is None:
            till.practise()
        booth = till.open_booth(printer, others)
        assert booth is not None
        if booth.catalog.catalog.holder_of("MUG") is None:
            mug = Product(product_id=0, name="Mug", price=50_000, code="MUG")
            booth.catalog.edit_product(mug)
        yield booth
    finally:
        till.close()


def sell(booth: BoothApp) -> int:
    booth.selling.scan("MUG")
    booth.paying.tender("cash", 50_000)
    return booth.paying.finish().recorded.seq


def state(booth: BoothApp, seq: int) -> str:
    paper = booth.printing.state_of(seq)
    assert paper is not None
    return paper.state
