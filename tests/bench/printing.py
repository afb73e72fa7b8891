"""Selling beside a printer in trouble, against selling without one; how soon a paper leaves."""

import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from PySide6.QtWidgets import QApplication

from pos_app.domain.printer import PrinterProfile
from pos_app.printing.device_lock import LockedPrinter
from pos_app.printing.network import NetworkPrinter
from pos_app.printing.transport import Transport
from tests.bench.measure import Floor, Measured, Rounds
from tests.bench.screen import an_application
from tests.printing.nasty_printer import HEALTHY, N1, N3, Moods, NastyPrinter, nasty_printer
from tests.tills import TillAtWork, World, a_till_at_work
from ui.printing.print_presenter import PrintPresenter

PER_ROUND = 20
"""A hundred sales in five rounds."""

OUT_OF_PAPER = Moods(
    answers={b"\x10\x04\x01": b"\x1a", b"\x10\x04\x02": b"\x32", b"\x10\x04\x04": b"\x7e"}
)
_PAPER_BEGINS = b"\x1b@"
_LAST_WORD_S = 0.1
_PATIENCE_S = 10.0


def selling_beside_one_that_refuses(folder: Path, rounds: Rounds) -> Measured:
    """Nobody listens where the printer was."""
    return _selling_beside("a printer that refuses", N1, folder, rounds)


def selling_beside_one_that_stalls(folder: Path, rounds: Rounds) -> Measured:
    """It takes the connection and never reads."""
    return _selling_beside("a printer that stalls", N3, folder, rounds)


def selling_beside_one_without_paper(folder: Path, rounds: Rounds) -> Measured:
    """It answers, and says that its paper is out."""
    return _selling_beside("a printer out of paper", OUT_OF_PAPER, folder, rounds)


def commit_to_first_byte(folder: Path, rounds: Rounds) -> Measured:
    """From a sale on the disk to the first byte of its receipt, against a bare connection."""
    till_ms: list[float] = []
    bare_ms: list[float] = []
    with nasty_printer(HEALTHY) as stub, _a_seller(folder, _profile(stub)) as seller:
        for _ in range(rounds.of(PER_ROUND * rounds.count) + 1):
            seller.sell()
            began = time.perf_counter()
            seller.presenter.wake()
            till_ms.append(_ms_until_first_byte(stub, began))
            _wait(lambda: stub.visits[-1].has_ended and not seller.presenter.waiting())
            stub.visits.clear()
            began = time.perf_counter()
            bare = NetworkPrinter("127.0.0.1", stub.port)
            bare.connect()
            bare.send(_PAPER_BEGINS)
            bare_ms.append(_ms_until_first_byte(stub, began))
            bare.finish()
            stub.visits.clear()
    name = "commit to first byte at the printer"
    return Measured(name, "a bare connection and byte", tuple(till_ms[1:]), tuple(bare_ms[1:]))


def _ms_until_first_byte(stub: NastyPrinter, began: float) -> float:
    _wait(lambda: any(_PAPER_BEGINS in visit.received for visit in stub.visits))
    return (time.perf_counter() - began) * 1000


def _wait(until: Callable[[], bool]) -> None:
    """As the window waits: its events go on."""
    give_up_at = time.monotonic() + _PATIENCE_S
    while not until():
        QApplication.processEvents()
        assert time.monotonic() < give_up_at


def _selling_beside(name: str, moods: Moods, folder: Path, rounds: Rounds) -> Measured:
    with ExitStack() as stack:
        stub = stack.enter_context(nasty_printer(moods))
        beside = stack.enter_context(_a_seller(folder / "beside", _profile(stub)))
        without = stack.enter_context(_a_seller(folder / "without", None))

        def print_meanwhile() -> None:
            """What the window does after each sale; the worker goes on during the next one."""
            for seller in (beside, without):
                seller.presenter.wake()
            QApplication.processEvents()

        return replace(rounds, rest=print_meanwhile).measure(
            f"sale beside {name}",
            lambda _number: beside.sell(),
            floor=Floor("sale without a printer", lambda _number: without.sell()),
            per_round=PER_ROUND,
        )


def _profile(stub: NastyPrinter) -> PrinterProfile:
    return PrinterProfile("network", address="127.0.0.1", port=stub.port)


@dataclass(frozen=True, slots=True)
class _Seller:
    """A till with the pump of the window."""

    till: TillAtWork
    presenter: PrintPresenter

    def sell(self) -> None:
        """A mug; the sale is on the disk."""
        self.till.sell("MUG")


@contextmanager
def _a_seller(folder: Path, printer: PrinterProfile | None) -> Iterator[_Seller]:
    an_application()

    def way(profile: PrinterProfile, _file_name: str) -> Transport:
        reached = NetworkPrinter(profile.address, profile.port)
        return LockedPrinter(reached, profile, folder=folder)

    world = World()
    world.way = way
    with a_till_at_work(folder, world, printer=printer) as till:
        seller = _Seller(till, PrintPresenter(till.app.printing))
        try:
            yield seller
        finally:
            seller.presenter.close(_LAST_WORD_S)
