"""Pages of no queue on their way to paper: the list of keys, and the slip of an open cart."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot

from pos_app.domain.cart import Cart
from pos_app.domain.errors import OutsideError, PrinterError
from pos_app.domain.printer import PrinterProfile
from pos_app.papers.key_list import KeyGroup
from pos_app.services.loose_pages import LoosePage
from pos_app.services.print_keeping import PrintKeeping
from ui.printing.pumps import Pumps


class PagePrinting(QObject):
    """Sends one page at a time: another press while one is on its way changes nothing.

    `printed` carries the Path of a PDF, or None; `failed` the OutsideError.
    """

    printed = Signal(object)
    failed = Signal(object)

    def __init__(self, printing: PrintKeeping, pumps: Pumps) -> None:
        super().__init__()
        self._printing = printing
        self._pumps = pumps
        self._is_busy = False

    def _send(self, page: LoosePage, printer: PrinterProfile | None) -> None:
        name = "" if printer is None else printer.name
        self._is_busy = True
        done = partial(self._is_out, page.path)
        self._pumps.run(name, page.send, done=done, failed=self._is_not_out)

    def _is_out(self, path: Path | None, _answer: None) -> None:
        self._is_busy = False
        self.printed.emit(path)

    def _is_not_out(self, error: Exception) -> None:
        self._is_busy = False
        if not isinstance(error, PrinterError):
            raise error
        self.failed.emit(error)


class KeyPrinting(PagePrinting):
    """Prints the list of keys."""

    def print_list(self, groups: Sequence[KeyGroup], folder: Path) -> None:
        """Print it, or write it into that folder where there is no printer."""
        if self._is_busy:
            return
        printer = self._printing.printer
        try:
            page = self._printing.loose.keys(groups, printer, folder)
        except OutsideError as error:
            self.failed.emit(error)
            return
        self._send(page, printer)


class OrderPrinting(PagePrinting):
    """Prints the goods of a cart that is not paid yet."""

    @Slot(object)
    def print_order(self, cart: Cart) -> None:
        """Print its slip; `failed` says so where there is no printer."""
        if self._is_busy:
            return
        printer = self._printing.printer
        try:
            if printer is None:
                raise PrinterError("NO_PRINTER")
            page = self._printing.loose.order(cart, printer)
        except OutsideError as error:
            self.failed.emit(error)
            return
        self._send(page, printer)
