"""Pages that are no paper of an entry: to try a printer with, to lie beside the till.

They wait in no queue and are not kept.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from pos_app.domain.printer import PrinterProfile
from pos_app.files import make_folder
from pos_app.papers.key_list import KeyGroup, key_list
from pos_app.papers.paper import Paper
from pos_app.papers.trial_page import trial_page
from pos_app.printing.transport import Transport
from pos_app.services.paper_making import PaperMaking

OpenTransport = Callable[[PrinterProfile, str], Transport]
"""Gives the way to a printer for a paper of that file name; handed in, so that tests set it."""


@dataclass(frozen=True, slots=True)
class LoosePage:
    """One page for the worker. `path` is where it can be looked at when it becomes a file."""

    content: bytes
    transport: Transport = field(compare=False)
    path: Path | None = None

    def send(self) -> None:
        """Reach the printer and hand the page over. Raises PrinterError."""
        try:
            self.transport.connect()
            self.transport.send(self.content, _nobody_listens)
            self.transport.finish()
        finally:
            self.transport.close()


class LoosePages:
    """Makes them, in the heading and language of the moment."""

    def __init__(self, papers: PaperMaking, open_transport: OpenTransport) -> None:
        self._papers = papers
        self._open_transport = open_transport

    def trial(self, printer: PrinterProfile) -> LoosePage:
        """A page that shows what a printer can do. Raises PrinterError."""
        paper = trial_page(self._papers.words().heading, printer)
        return self._page(paper, printer, "gerai-test-page.pdf")

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

    def _page(self, paper: Paper, printer: PrinterProfile, file_name: str) -> LoosePage:
        return LoosePage(
            self._papers.content(paper, printer),
            self._open_transport(printer, file_name),
            Path(printer.folder) / file_name if printer.kind == "pdf" else None,
        )


def _nobody_listens(accepted: int) -> None:
    """Progress of one page is not shown."""
