"""A till that sells without end and says on a pipe what the screen would have said."""

import json
import os
import signal
from pathlib import Path
from random import Random
from typing import Any

from pos_app.bootstrap import BoothApp, Surroundings, TillFolder
from pos_app.domain.printer import PrinterProfile
from pos_app.printing.device_lock import LockedPrinter
from pos_app.printing.network import USUAL_PACE, NetworkPrinter
from pos_app.printing.port_printer import pace_of
from pos_app.printing.transport import Progress, Question, Transport, nobody_asks
from pos_app.simulation.demo_till import counted, print_waiting

PAPER = "paper.bin"
"""What reached the printer, in the till's folder: written byte by byte, kept by the kernel."""

PRINTER = PrinterProfile(kind="network", address="printer.test")


class PaperOnDisk:
    """A printer whose paper outlives the program; a deadly one kills it at the first byte."""

    def __init__(self, path: Path, *, is_deadly: bool) -> None:
        self._path = path
        self._is_deadly = is_deadly
        self._file = -1

    def connect(self) -> None:
        self._file = os.open(self._path, os.O_WRONLY | os.O_CREAT | os.O_APPEND)

    def send(self, data: bytes, progress: Progress = nobody_asks) -> None:
        os.write(self._file, data[:1] if self._is_deadly else data)
        if self._is_deadly:
            os.kill(os.getpid(), signal.SIGKILL)
        progress(len(data))

    def ask(self, question: Question, wait_s: float) -> int | None:
        """It never answers."""

    def finish(self) -> None:
        """Nothing is left to say."""

    def close(self) -> None:
        if self._file >= 0:
            os.close(self._file)
            self._file = -1


def open_till(
    folder: Path, printer: PrinterProfile = PRINTER, *, is_deadly: bool = False
) -> TillFolder:
    """The till of a folder with its paper beside it, or with a printer on the network."""

    def way(_printer: PrinterProfile, _name: str) -> Transport:
        if printer == PRINTER:
            return PaperOnDisk(folder / PAPER, is_deadly=is_deadly)
        reached = NetworkPrinter(printer.address, printer.port, pace=pace_of(printer, USUAL_PACE))
        return LockedPrinter(reached, printer, folder=folder)

    return TillFolder(folder, Surroundings(open_transport=way))


def make_till(folder: Path) -> None:
    """A practice till with the sample goods."""
    till = open_till(folder)
    till.practise()
    till.close()


def sell_for_ever(
    folder: Path,
    seed: int,
    pipe: int,
    *,
    printer: PrinterProfile = PRINTER,
    is_deadly: bool = False,
) -> None:
    """Open the till and work until somebody kills the process."""
    till = open_till(folder, printer, is_deadly=is_deadly)
    app = till.open_booth(printer)
    assert app is not None
    chance = Random(seed)
    worker = _Worker(app, chance, pipe)
    while True:
        worker.do_something()


class _Worker:
    def __init__(self, app: BoothApp, chance: Random, pipe: int) -> None:
        self._app = app
        self._chance = chance
        self._pipe = pipe
        self._codes = [p.code for p in app.catalog.catalog.for_sale if p.code]

    def do_something(self) -> None:
        """One action of a busy day; every one is announced once it is on the disk."""
        action = self._chance.choices(
            (self._sell, self._float, self._count, self._close), (20, 1, 1, 1)
        )
        action[0]()

    def _sell(self) -> None:
        app, chance = self._app, self._chance
        for _ in range(chance.randint(1, 4)):
            app.selling.scan(chance.choice(self._codes))
            app.selling.save_cart()
        total = app.selling.cart.total
        # A part taken in an earlier life is still there: money that came in survives a kill.
        part = min(total // 3, app.paying.payment.missing_in("qris"))
        if part and chance.random() < 0.3:
            app.paying.tender("qris", part)
        missing = app.paying.payment.missing_in("cash")
        if missing:
            app.paying.tender("cash", missing + chance.choice((0, 5_000)))
        sold = app.paying.finish()
        self._say("receipt", number=sold.receipt_number, total=sold.sale.money.total)
        print_waiting(app)

    def _float(self) -> None:
        self._app.cash.set_float(100_000)
        self._say("float")

    def _count(self) -> None:
        if self._app.days.state().is_open:
            self._app.cash.count(counted(self._app.cash.expected()))
            self._say("count")

    def _close(self) -> None:
        if self._app.days.state().is_open:
            closed = self._app.days.close_day(counted(self._app.cash.expected()))
            self._say("close", z=closed.z)
            self._app.days.day_file_job(closed).write()
            print_waiting(self._app)

    def _say(self, did: str, **facts: Any) -> None:  # noqa: ANN401 -- any plain value
        os.write(self._pipe, json.dumps({"did": did, **facts}).encode() + b"\n")
