"""Pages that are no paper of an entry: to try a printer with, to lie beside the till.

They wait in no queue and are not kept.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import partial
from pathlib import Path

from pos_app.domain.cart import Cart
from pos_app.domain.errors import PrinterError
from pos_app.domain.journal import Audited
from pos_app.domain.printer import DrawerPin, PrinterProfile
from pos_app.files import make_folder
from pos_app.papers.key_list import KeyGroup, key_list
from pos_app.papers.paper import Paper
from pos_app.papers.trial_page import trial_page, trial_parts
from pos_app.printing.escpos import kick_bytes
from pos_app.printing.status import ask_health
from pos_app.printing.transport import Transport
from pos_app.services.order_numbers import OrderNumbers
from pos_app.services.paper_making import PaperMaking
from pos_app.services.printer_trial import PrinterTrial
from pos_app.services.recording import Recording

OpenTransport = Callable[[PrinterProfile, str], Transport]
"""Gives the way to a printer for a paper of that file name; handed in, so that tests set it."""


@dataclass(frozen=True, slots=True)
class LoosePage:
    """One page for the worker. `path` is where it can be looked at when it becomes a file.

    With `asks_status` it goes to no printer that says that it cannot print now.
    """

    content: bytes
    transport: Transport = field(compare=False)
    path: Path | None = None
    asks_status: bool = False

    def send(self) -> None:
        """Reach the printer and hand the page over. Raises PrinterError."""
        try:
            self.transport.connect()
            if self.asks_status and (code := ask_health(self.transport).code):
                raise PrinterError(code)
            self.transport.send(self.content)
            self.transport.finish()
        finally:
            self.transport.close()


class LoosePages:
    """Makes them, in the heading and language of the moment."""

    def __init__(
        self,
        papers: PaperMaking,
        recording: Recording,
        orders: OrderNumbers,
        open_transport: OpenTransport,
    ) -> None:
        self._papers = papers
        self._recording = recording
        self._orders = orders
        self._open_transport = open_transport

    def trial(
        self, printer: PrinterProfile, *, tries_drawer: bool = False, by: str = ""
    ) -> PrinterTrial:
        """A page that shows what a printer can do.

        A drawer that is tried is written down; `by` is who allowed to open it. Raises
        PrinterError, StorageError.
        """
        name = "gerai-test-page.pdf"
        open_link = partial(self._open_transport, printer, name)
        heading = self._papers.words().heading
        if printer.kind == "pdf":
            content = self._papers.content(trial_page(heading, printer), printer)
            return PrinterTrial(printer, content, open_link, path=Path(printer.folder) / name)
        stretches = [
            self._papers.content(part.paper, part.printer) for part in trial_parts(heading, printer)
        ]
        if tries_drawer:
            stretches = [_kick(printer, "pin2"), *stretches, _kick(printer, "pin5")]
            with self._recording.together():
                self._recording.record(Audited(self._recording.stamp(by=by), "drawer-tried"))
        return PrinterTrial(printer, b"".join(stretches), open_link)

    def today(self) -> date:
        """The day at this till, for the memory of a test page."""
        return self._recording.stamp().at.date()

    def keys(
        self, groups: Sequence[KeyGroup], printer: PrinterProfile | None, folder: Path
    ) -> LoosePage:
        """The list of keys; without a printer it becomes a PDF in that folder.

        Raises PrinterError, FileTrouble.
        """
        if printer is None:
            printer = PrinterProfile("pdf", folder=str(make_folder(folder)))
        paper = key_list(self._papers.words().heading, groups, printer.paper_columns)
        return self._page(paper, printer, "gerai-keys.pdf")

    def order(self, cart: Cart, printer: PrinterProfile) -> LoosePage:
        """The slip of a cart that is not paid yet; it takes a number of the series of orders.

        Raises PrinterError, StorageError.
        """
        with self._recording.together():
            number = self._orders.of(cart.sale_id)
        papers = self._papers.written_for(printer)
        paper = papers.order_slip(cart, printer.paper_columns, number=number)
        return self._page(paper, printer, f"{papers.order_number(number)}.pdf")

    def _page(self, paper: Paper, printer: PrinterProfile, file_name: str) -> LoosePage:
        return LoosePage(
            self._papers.content(paper, printer),
            self._open_transport(printer, file_name),
            Path(printer.folder) / file_name if printer.kind == "pdf" else None,
            asks_status=printer.can_answer and bool(printer.answers_status),
        )


def _kick(printer: PrinterProfile, pin: DrawerPin) -> bytes:
    return kick_bytes(replace(printer, drawer=pin))
