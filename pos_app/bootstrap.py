"""Where the parts are joined: a booth's till, and an organizer's event."""

import secrets
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from pos_app.domain.identity import Booth, Event, Till
from pos_app.domain.printer import PrinterProfile
from pos_app.files import FolderLock, lock_folder, make_folder
from pos_app.papers.layout import PaperHeading
from pos_app.services.accounting import Accounting
from pos_app.services.cash_keeping import CashKeeping
from pos_app.services.catalog_keeping import CatalogKeeping
from pos_app.services.day_keeping import DayKeeping
from pos_app.services.event_folder import EventFolder
from pos_app.services.joining import Joined, Joining
from pos_app.services.organizing import Organizing
from pos_app.services.paper_making import BoothWords, PaperMaking
from pos_app.services.practising import Practising
from pos_app.services.print_keeping import OpenTransport, PrintKeeping, printer_transport
from pos_app.services.recording import Clock, Recording
from pos_app.services.regions import region_names
from pos_app.services.selling import Randomness, Selling
from pos_app.storage.database import TillDatabase

DATABASE_NAME = "till.db"


def now() -> datetime:
    """The computer's clock."""
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What comes from outside: clock, randomness, the way to printers. Only tests replace it."""

    clock: Clock = now
    randomness: Randomness = secrets.token_bytes
    open_transport: OpenTransport = printer_transport


OUTSIDE_WORLD = Surroundings()


@dataclass(frozen=True, slots=True)
class BoothApp:
    """Everything a till can do, once it has joined an event."""

    event: Event
    booth: Booth
    till: Till
    selling: Selling
    cash: CashKeeping
    days: DayKeeping
    printing: PrintKeeping
    catalog: CatalogKeeping
    joining: Joining
    papers: PaperMaking
    tidy_up: Callable[[], None]


class TillFolder:
    """The folder of one till: holds its lock and its database until it is closed."""

    def __init__(self, folder: Path, surroundings: Surroundings = OUTSIDE_WORLD) -> None:
        """Take the folder. Raises AlreadyOpen, FileTrouble, StorageError."""
        self.folder = make_folder(folder)
        self._surroundings = surroundings
        self._lock: FolderLock = lock_folder(self.folder)
        try:
            self._database = TillDatabase(self.folder / DATABASE_NAME)
        except BaseException:
            self._lock.release()
            raise
        self.joining = Joining(
            self._database,
            keys=self.folder / "keys",
            clock=surroundings.clock,
            randomness=surroundings.randomness,
        )

    def open_booth(self, printer: PrinterProfile | None = None) -> BoothApp | None:
        """The till at work; nothing before it has joined. Raises JournalDamaged, StorageError."""
        joined = self.joining.joined()
        if joined is None:
            return None
        self._database.check()
        return self._booth_app(joined, printer)

    def practise(self, *, operator_name: str = "") -> Joined:
        """Make this folder a practice till with sample goods. Raises FileTrouble, StorageError."""
        outside = self._surroundings
        catalog = CatalogKeeping(self._database)
        practising = Practising(
            self.joining, catalog, clock=outside.clock, randomness=outside.randomness
        )
        return practising.start(operator_name=operator_name)

    def close(self) -> None:
        """Let go of the database, then of the folder."""
        self._database.close()
        self._lock.release()

    def _booth_app(self, joined: Joined, printer: PrinterProfile | None) -> BoothApp:
        outside, database = self._surroundings, self._database
        event, till = joined.pack.event, joined.till
        recording = Recording(
            database, event=event, till=till, first_link=joined.first_link, clock=outside.clock
        )
        papers = PaperMaking(recording, partial(_words_at, self.joining))
        printing = PrintKeeping(
            database,
            recording,
            papers=papers,
            printer=printer,
            open_transport=outside.open_transport,
        )
        catalog = CatalogKeeping(database)
        return BoothApp(
            event=event,
            booth=joined.booth,
            till=till,
            selling=Selling(database, recording, catalog, printing, randomness=outside.randomness),
            cash=CashKeeping(recording),
            days=DayKeeping(
                recording,
                printing,
                joining=self.joining,
                folder=self.folder / "day-files",
            ),
            printing=printing,
            catalog=catalog,
            joining=self.joining,
            papers=papers,
            tidy_up=database.tidy_up,
        )


@dataclass(frozen=True, slots=True)
class OrganizerApp:
    """Everything an organizer can do with one event."""

    organizing: Organizing
    accounting: Accounting

    def close(self) -> None:
        """Let go of the event's index."""
        self.organizing.close()


def open_organizer(folder: Path, surroundings: Surroundings = OUTSIDE_WORLD) -> OrganizerApp:
    """The event made in that folder. Raises FileTrouble, FileIsRefused, StorageError."""
    organizing = Organizing(EventFolder(folder), clock=surroundings.clock)
    return OrganizerApp(organizing, Accounting(organizing, clock=surroundings.clock))


def _words_at(joining: Joining) -> BoothWords:
    joined = joining.joined()
    assert joined is not None
    pack = joined.pack
    texts = [(what, value) for what, value in pack.texts]
    heading = PaperHeading(
        event=pack.event,
        till=joined.till,
        shop_name=joined.booth.name,
        place=region_names().get(joined.booth.region, ""),
        header=tuple(value for what, value in texts if what == "header"),
        footer=tuple(value for what, value in texts if what == "footer"),
        tender_names=pack.tender_names,
    )
    return BoothWords(heading, joined.operator_name)
