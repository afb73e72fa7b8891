"""Selling beside a printer in trouble, against selling without one; how soon a paper leaves.

After the trouble the printer is well again, and then each of its receipts must have come out once
or be in doubt.
"""

import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path

from PySide6.QtWidgets import QApplication

from pos_app.domain.printer import PrinterProfile
from pos_app.printing.device_lock import LockedPrinter
from pos_app.printing.network import NetworkPrinter
from pos_app.printing.transport import Transport
from tests.bench.measure import Floor, Measured, Rounds, Step
from tests.bench.printer_elsewhere import printer_that
from tests.bench.screen import an_application
from tests.printing.nasty_printer import HEALTHY, NastyPrinter, nasty_printer
from tests.tills import TillAtWork, World, a_till_at_work
from ui.printing.print_presenter import PrintPresenter
from ui.printing.rhythm import Rhythm

PER_ROUND = 20
"""A hundred sales in five rounds."""

_NEVER_TRIED = PrinterProfile("network")
_PAPER_BEGINS = b"\x1b@"
_LAST_WORD_S = 0.1
_PATIENCE_S = 60.0
_SETTLE_MS = 20
"""After an outage; the usual 5 s prove nothing here."""
_MOST_RATIO, _MOST_MS = 1.1, 50.0  # printing.md 11


def selling_beside_one_that_refuses(folder: Path, rounds: Rounds) -> Measured:
    """Nobody listens where the printer was."""
    return _selling_beside("refuses", folder, rounds)


def selling_beside_one_that_is_gone(folder: Path, rounds: Rounds) -> Measured:
    """Nobody says even that nobody listens."""
    return _selling_beside("is gone", folder, rounds)


def selling_beside_one_that_stalls(folder: Path, rounds: Rounds) -> Measured:
    """It takes the connection and never reads; what it took is in doubt, for it used to answer."""
    usual = PrinterProfile("network", answers_status=False, answers_fence=True)
    return _selling_beside("stalls", folder, rounds, usual)


def selling_beside_one_without_paper(folder: Path, rounds: Rounds) -> Measured:
    """It answers, and says that its paper is out."""
    return _selling_beside("is out of paper", folder, rounds)


def commit_to_first_byte(folder: Path, rounds: Rounds) -> Measured:
    """From a sale on the disk to the first byte of its receipt, against a bare connection."""
    till_ms: list[float] = []
    bare_ms: list[float] = []
    with nasty_printer(HEALTHY) as stub, _a_seller(folder, _there(stub.port)) as seller:
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
    return Measured(
        "commit to first byte at the printer",
        "a bare connection and byte",
        tuple(till_ms[1:]),
        tuple(bare_ms[1:]),
        most_ms=_MOST_MS,
    )


def _ms_until_first_byte(stub: NastyPrinter, began: float) -> float:
    _wait(lambda: any(_PAPER_BEGINS in visit.received for visit in stub.visits))
    return (time.perf_counter() - began) * 1000


def _wait(until: Callable[[], bool]) -> None:
    """As the window waits: its events go on."""
    give_up_at = time.monotonic() + _PATIENCE_S
    while not until():
        QApplication.processEvents()
        assert time.monotonic() < give_up_at


def _selling_beside(
    trouble: str, folder: Path, rounds: Rounds, usual: PrinterProfile = _NEVER_TRIED
) -> Measured:
    with ExitStack() as stack:
        power = stack.enter_context(ExitStack())
        port = power.enter_context(printer_that(trouble))
        beside = stack.enter_context(_a_seller(folder / "beside", _there(port, usual)))
        without = stack.enter_context(_a_seller(folder / "without", None))

        at_work = without

        def sell_with(seller: _Seller) -> Step:
            def sell(_number: int) -> None:
                nonlocal at_work
                at_work = seller
                seller.sell()

            return sell

        def print_meanwhile() -> None:
            """What the window does after each sale; the worker goes on during the next one."""
            at_work.presenter.wake()
            QApplication.processEvents()

        measured = replace(rounds, rest=print_meanwhile).measure(
            f"sale beside a printer that {trouble}",
            sell_with(beside),
            floor=Floor("sale without a printer", sell_with(without)),
            per_round=PER_ROUND,
        )
        power.close()
        with nasty_printer(HEALTHY, port=port) as well:
            _see_each_come_out_once_or_in_doubt(beside, well)
        return replace(measured, most_ratio=_MOST_RATIO)


def _see_each_come_out_once_or_in_doubt(seller: "_Seller", printer: NastyPrinter) -> None:
    """Raises AssertionError when a receipt was lost or came twice."""
    presenter = seller.presenter
    presenter.try_again()
    _wait(lambda: presenter.status.waiting == 0)
    _wait(lambda: all(visit.has_ended for visit in printer.visits))
    in_doubt = {paper.number for paper in presenter.waiting()}
    assert len(in_doubt) <= 1, "only one paper at a time is on its way"
    for number in seller.numbers():
        came = printer.received.count(f"No. {number}\n".encode())
        assert came == (number not in in_doubt), f"{number} came {came} times"


def _there(port: int, usual: PrinterProfile = _NEVER_TRIED) -> PrinterProfile:
    return replace(usual, address="127.0.0.1", port=port)


@dataclass(frozen=True, slots=True)
class _Seller:
    """A till with the pump of the window."""

    till: TillAtWork
    presenter: PrintPresenter
    seqs: list[int] = field(default_factory=list)

    def sell(self) -> None:
        """A mug; the sale is on the disk."""
        self.seqs.append(self.till.sell("MUG"))

    def numbers(self) -> list[str]:
        """Of all receipts."""
        papers = map(self.till.app.printing.state_of, self.seqs)
        return [paper.number for paper in papers if paper is not None]


@contextmanager
def _a_seller(folder: Path, printer: PrinterProfile | None) -> Iterator[_Seller]:
    an_application()

    def way(profile: PrinterProfile, _file_name: str) -> Transport:
        reached = NetworkPrinter(profile.address, profile.port)
        return LockedPrinter(reached, profile, folder=folder)

    world = World()
    world.way = way
    with a_till_at_work(folder, world, printer=printer) as till:
        seller = _Seller(
            till, PrintPresenter(till.app.printing, rhythm=Rhythm(settle_ms=_SETTLE_MS))
        )
        try:
            yield seller
        finally:
            seller.presenter.close(_LAST_WORD_S)
