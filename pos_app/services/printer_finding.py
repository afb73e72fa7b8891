"""Looking for printers, for a worker: the window looks at how far it is while it goes on."""

import sys
import threading
from collections.abc import Callable
from typing import TypeAlias

from pos_app.domain.printer import PrinterKind
from pos_app.printing.finding import Finder, Finding, How, IsCancelled, Progress, Step, Wish

__all__ = ["FindPrinters", "Finding", "How", "PrinterSearch", "Step", "Wish", "find_printers"]

FindPrinters: TypeAlias = Callable[[Wish, Progress, IsCancelled], tuple[Finding, ...]]
"""Looks for printers and tells how far it is; handed in, so that tests set what is there."""


def find_printers(wish: Wish, progress: Progress, is_cancelled: IsCancelled) -> tuple[Finding, ...]:
    """Look wherever this computer may have one, and where the wish says."""
    return Finder(wish).search(progress, is_cancelled)


class PrinterSearch:
    """One search. The worker runs it; the window may cancel it and look at any time."""

    def __init__(self, find: FindPrinters, wish: Wish) -> None:
        self._find, self._wish = find, wish
        self._cancelled = threading.Event()
        self.step: Step | None = None
        """How far it is; None before its first place."""

    def run(self) -> tuple[Finding, ...]:
        """Look, on the worker; what was found when it was cancelled is given as well."""
        return self._find(self._wish, self._note, self._cancelled.is_set)

    def cancel(self) -> None:
        """Have it end at the next place."""
        self._cancelled.set()

    def _note(self, step: Step) -> None:
        self.step = step


def kinds_here(platform: str = sys.platform) -> tuple[PrinterKind, ...]:
    """The ways to a printer that this system has, the usual one first."""
    match platform:
        case "win32":
            return ("network", "serial", "windows", "pdf")
        case "darwin":
            return ("network", "serial", "cups", "pdf")
        case _:
            return ("network", "device", "serial", "cups", "pdf")
