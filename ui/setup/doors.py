"""What the first run asks of the program: each is one thing that happens when a page is done."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from pos_app.domain.identity import Booth
from pos_app.domain.printer import PrinterProfile
from pos_app.services.event_making import NewEvent
from pos_app.services.joining import Joining
from pos_app.services.printer_finding import FindPrinters, find_printers
from ui.file_choice import FileChooser


@dataclass(frozen=True, slots=True)
class MadeEvent:
    """A new event: its folder, the pack for the booths, and the list of claim codes."""

    folder: Path
    pack: Path
    claims: Path


@dataclass(frozen=True, slots=True, kw_only=True)
class SetupDoors:
    """Every call may raise a PosError, which the page shows next to what was asked.

    `joining` takes the folder of the real till. `sell` leaves the first run with a printer or
    none. `organize` leaves it for the event in a folder.
    """

    practise: Callable[[], None]
    joining: Callable[[], Joining]
    sell: Callable[[PrinterProfile | None], None]
    make_event: Callable[[NewEvent, Sequence[Booth]], MadeEvent]
    organize: Callable[[Path], None]
    for_organizer: Path
    chooser: FileChooser
    today: Callable[[], date]
    find_printers: FindPrinters = find_printers
