"""One pump and one worker for each printer, so that none waits for another."""

import time
from collections.abc import Callable, Iterable
from typing import TypeVar

from PySide6.QtCore import QObject, Signal

from pos_app.domain.errors import PrinterError
from pos_app.services.print_keeping import PrintKeeping
from ui.background import Background
from ui.printing.pump import Pump
from ui.printing.rhythm import Rhythm

T = TypeVar("T")


class Pumps(QObject):
    """Makes a pump when its printer first has something to do. The signals are those of a pump."""

    changed = Signal()
    done = Signal(object)
    stopped = Signal(object)
    failed = Signal(object)
    old_found = Signal(int)

    def __init__(self, printing: PrintKeeping, rhythm: Rhythm) -> None:
        super().__init__()
        self._printing = printing
        self._rhythm = rhythm
        self._pumps: dict[str, Pump] = {}
        self._loose = Background("printing")

    def of(self, printer: str) -> Pump:
        """The pump of the printer of that name."""
        if printer not in self._pumps:
            pump = Pump(self._printing, printer, Background("printer"), self._rhythm)
            pump.changed.connect(self.changed)
            pump.done.connect(self.done)
            pump.stopped.connect(self.stopped)
            pump.failed.connect(self.failed)
            pump.old_found.connect(self.old_found)
            self._pumps[printer] = pump
        return self._pumps[printer]

    def in_use(self) -> list[Pump]:
        """Those of the printers that are set up, in their order."""
        names = (printer.name for printer in self._printing.printers)
        return [self._pumps[name] for name in names if name in self._pumps]

    def each(self, waiting: Iterable[str], act: Callable[[Pump], None]) -> None:
        """Have all that are there, and those of these printers, do something."""
        for printer in sorted({*waiting, *self._pumps}):
            act(self.of(printer))

    def trouble_at(self, printer: str) -> PrinterError | None:
        """What a printer met when it was tried the last time, unless all was well."""
        pump = self._pumps.get(printer)
        return None if pump is None else pump.trouble

    def stop_waiting(self, job_id: int) -> None:
        """A person decided: the printer's answer about that paper is not needed any more."""
        for pump in self._pumps.values():
            if pump.awaited == job_id:
                pump.stop_waiting()

    def run(
        self,
        printer: str,
        work: Callable[[], T],
        *,
        done: Callable[[T], None],
        failed: Callable[[Exception], None],
    ) -> None:
        """Do something else on a printer's worker: most of them bear no second link.

        Without a printer of that name it is done beside them all.
        """
        pump = self._pumps.get(printer)
        if pump is not None:
            pump.stop_waiting()
        worker = self._loose if pump is None else pump.worker
        worker.run(work, done=done, failed=failed)

    def keep(self, names: Iterable[str]) -> None:
        """Let the workers go whose printers are not among these any more, once they are done."""
        for name in self._pumps.keys() - set(names):
            if self._pumps[name].is_idle:
                pump = self._pumps.pop(name)
                pump.stop()
                pump.worker.close(0)

    def close(self, timeout_s: float) -> bool:
        """Finish the papers that are being sent; one that hangs stays as it is recorded.

        False when a worker is still at it after that time: its device does not let go.
        """
        pumps = list(self._pumps.values())
        for pump in pumps:
            pump.stop()
        workers = [self._loose, *(pump.worker for pump in pumps)]
        if _have_ended(workers, min(timeout_s, self._rhythm.finish_s)):
            return True
        for pump in pumps:
            pump.cut()
        return _have_ended(workers, self._rhythm.last_word_s)


def _have_ended(workers: list[Background], timeout_s: float) -> bool:
    """Whether all are done within that time, which they share."""
    until = time.monotonic() + timeout_s
    ended = [worker.close(max(0.0, until - time.monotonic())) for worker in workers]
    return all(ended)
