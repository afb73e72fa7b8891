"""Where the parts are joined: a booth's till, and an organizer's event."""

import secrets
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path

from pos_app.cart_words import open_item_name
from pos_app.domain.clock_guard import Steady
from pos_app.domain.identity import Booth, Event, Till
from pos_app.domain.printer import PrinterProfile
from pos_app.files import FileLock, lock_folder, make_folder, move_folder
from pos_app.papers.layout import PaperHeading
from pos_app.papers.lettering import DrawText, draws_nothing
from pos_app.papers.tax_rows import tax_words_of
from pos_app.services.accounting import Accounting
from pos_app.services.arranging import Arranging
from pos_app.services.cash_keeping import CashKeeping
from pos_app.services.catalog_keeping import CatalogKeeping
from pos_app.services.correcting import Correcting
from pos_app.services.day_keeping import DayFolders, DayKeeping
from pos_app.services.event_folder import EventFolder
from pos_app.services.job_sending import PrinterWays
from pos_app.services.joining import Joined, Joining
from pos_app.services.logo_keeping import LogoKeeping
from pos_app.services.loose_pages import OpenTransport
from pos_app.services.organizing import Organizing
from pos_app.services.owing import Owing
from pos_app.services.paper_making import BesideJournal, BoothWords, PaperMaking
from pos_app.services.paying import Paying, SaleParts
from pos_app.services.people_keeping import PeopleKeeping
from pos_app.services.practising import Practising
from pos_app.services.print_jobs import Patience
from pos_app.services.print_keeping import PrintKeeping, printer_transport
from pos_app.services.printer_finding import FindPrinters, find_printers
from pos_app.services.qris_keeping import QrisKeeping
from pos_app.services.receipt_keeping import ReceiptKeeping
from pos_app.services.recording import Clock, Recording, TillClock
from pos_app.services.regions import region_names
from pos_app.services.selling import Selling
from pos_app.services.selling_side import Randomness, SellingSide
from pos_app.services.signing_in import BoothDoor, SigningIn
from pos_app.services.stock_reading import StockReading
from pos_app.storage.database import TillDatabase

DATABASE_NAME = "till.db"

_CLOCKS_MAY_DIFFER = timedelta(days=1)
"""The organizer's clock, which stamps the pack, may be wrong by hours but hardly by a day."""


def now() -> datetime:
    """The computer's clock."""
    return datetime.now(UTC)


def steady_seconds() -> float:
    """Seconds since the laptop was started, also those it slept; nobody can set them."""
    if sys.platform == "linux":
        return time.clock_gettime(time.CLOCK_BOOTTIME)
    if sys.platform == "darwin":  # Python's own leaves out sleep here
        return time.clock_gettime(time.CLOCK_MONOTONIC)
    return time.monotonic()


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What comes from outside: clock, randomness, printers and the way to them. Only tests
    replace it.

    `steady` is what the clock is held against; None where time is invented. `draw_text` draws a
    name in another script; only the window can.
    """

    clock: Clock = now
    steady: Steady | None = None
    randomness: Randomness = secrets.token_bytes
    open_transport: OpenTransport = printer_transport
    patience: Patience = field(default_factory=Patience)
    find_printers: FindPrinters = find_printers
    draw_text: DrawText = draws_nothing


OUTSIDE_WORLD = Surroundings(steady=steady_seconds)


@dataclass(frozen=True, slots=True)
class BoothApp:
    """Everything a till can do, once it has joined an event."""

    event: Event
    booth: Booth
    till: Till
    arranging: Arranging
    signing_in: SigningIn
    people: PeopleKeeping
    selling: Selling
    paying: Paying
    qris: QrisKeeping
    owing: Owing
    correcting: Correcting
    receipts: ReceiptKeeping
    cash: CashKeeping
    days: DayKeeping
    printing: PrintKeeping
    logo: LogoKeeping
    catalog: CatalogKeeping
    joining: Joining
    papers: PaperMaking
    tidy_up: Callable[[], None]


@dataclass(frozen=True, slots=True)
class _Groundwork:
    """What every other part of a till stands on."""

    recording: Recording
    arranging: Arranging
    signing_in: SigningIn
    logo: LogoKeeping
    papers: PaperMaking
    printing: PrintKeeping


class TillFolder:
    """The folder of one till: holds its lock and its database until it is closed."""

    def __init__(
        self,
        folder: Path,
        surroundings: Surroundings = OUTSIDE_WORLD,
        *,
        hand_over: Path | None = None,
    ) -> None:
        """Take the folder. Raises AlreadyOpen, FileTrouble, StorageError.

        `hand_over` is the one folder a person is shown with everything for the organizer.
        """
        self.folder = make_folder(folder)
        self._hand_over = hand_over or self.folder / "for-organizer"
        self._surroundings = surroundings
        self._lock: FileLock = lock_folder(self.folder)
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

    def open_booth(
        self,
        printer: PrinterProfile | None = None,
        other_printers: tuple[PrinterProfile, ...] = (),
    ) -> BoothApp | None:
        """The till at work; nothing before it has joined. Raises JournalDamaged, StorageError."""
        joined = self.joining.joined()
        if joined is None:
            return None
        self._database.check()
        return self._booth_app(joined, () if printer is None else (printer, *other_printers))

    def practise(self, *, operator_name: str = "") -> Joined:
        """Make this folder a practice till with sample goods, or finish what was begun.

        Raises AlreadyJoined, FileTrouble, StorageError.
        """
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

    def _booth_app(self, joined: Joined, printers: tuple[PrinterProfile, ...]) -> BoothApp:
        ground = self._groundwork(joined, printers)
        database, recording = self._database, ground.recording
        arranging, signing_in, printing = ground.arranging, ground.signing_in, ground.printing
        randomness = self._surroundings.randomness
        catalog = CatalogKeeping(database, StockReading(recording))
        selling = Selling(database, recording, catalog, self._selling_side(arranging, signing_in))
        sale_parts = SaleParts(selling, printing, lambda: arranging.rules, randomness)
        return BoothApp(
            event=recording.event,
            booth=joined.booth,
            till=recording.till,
            arranging=arranging,
            signing_in=signing_in,
            people=PeopleKeeping(
                database,
                recording,
                signing_in,
                randomness=randomness,
                is_claim=self.joining.is_own_claim,
            ),
            selling=selling,
            paying=Paying(database, recording, sale_parts),
            qris=QrisKeeping(database, recording, arranging, printing),
            owing=Owing(database, recording, kick=printing.kick),
            correcting=Correcting(
                database,
                recording,
                printing,
                signing_in,
                rounding_step=lambda: arranging.rules.rounding_step,
                randomness=randomness,
            ),
            receipts=ReceiptKeeping(database, recording, printing, folder=self.folder / "receipts"),
            cash=CashKeeping(
                recording,
                check_right=signing_in.check,
                kick=printing.kick,
                add_slip=printing.add_slip,
            ),
            days=DayKeeping(
                recording,
                printing,
                joining=self.joining,
                folders=DayFolders(self._hand_over, self.folder / "day-files"),
                parked=lambda: [parked.cart.sale_id for parked in selling.parked],
            ),
            printing=printing,
            logo=ground.logo,
            catalog=catalog,
            joining=self.joining,
            papers=ground.papers,
            tidy_up=database.tidy_up,
        )

    def _groundwork(self, joined: Joined, printers: tuple[PrinterProfile, ...]) -> "_Groundwork":
        outside, database = self._surroundings, self._database
        recording = Recording(
            database,
            event=joined.pack.event,
            till=joined.till,
            first_link=joined.first_link,
            clock=TillClock(
                outside.clock, outside.steady, joined.pack.made_at - _CLOCKS_MAY_DIFFER
            ),
        )
        arranging = Arranging(database, recording, self.joining)
        signing_in = SigningIn(database, recording, self._door(joined, arranging))
        words = partial(_words_at, self.joining, arranging, signing_in)
        logo = LogoKeeping(database, recording)
        papers = PaperMaking(recording, words, self._beside_journal(logo))
        printing = PrintKeeping(
            database,
            recording,
            papers=papers,
            printers=printers,
            ways=PrinterWays(outside.open_transport, outside.patience),
        )
        return _Groundwork(recording, arranging, signing_in, logo, papers, printing)

    def _beside_journal(self, logo: LogoKeeping) -> BesideJournal:
        database = self._database
        return BesideJournal(
            typed=database.carts.words_of,
            sightings=lambda seq: [
                (said.place, said.sighting) for said in database.payments.sightings([seq])
            ],
            parked_carts=database.booth.parked_carts,
            logo=logo.picture,
            draw_text=self._surroundings.draw_text,
        )

    def _selling_side(self, arranging: Arranging, signing_in: SigningIn) -> SellingSide:
        return SellingSide(
            rules=lambda: arranging.rules,
            check_right=signing_in.check,
            randomness=self._surroundings.randomness,
            open_item_name=open_item_name,
        )

    def _door(self, joined: Joined, arranging: Arranging) -> BoothDoor:
        outside = self._surroundings
        return BoothDoor(
            seconds=outside.steady or (lambda: outside.clock().timestamp()),
            second_pin_for=lambda: arranging.rules.second_pin_for,
            first_name=joined.operator_name,
        )


class TillFolders:
    """The tills of one laptop, one open at a time: the real one, and the practice one.

    A further event gets a folder of its own beside them. Once its till is ready to sell, the one
    before moves aside, whole, and the new one takes its place.
    """

    def __init__(self, root: Path, surroundings: Surroundings = OUTSIDE_WORLD) -> None:
        self._root, self._surroundings = root, surroundings
        self._till, self._next = root / "till", root / "till-of-next-event"
        self._open: TillFolder | None = None
        self.earlier = root / "earlier-tills"
        self.is_moving_on = False
        """Whether the real till is the one of the further event, which has not sold yet."""

    @property
    def has_real_till(self) -> bool:
        """Whether a till of a real event is here."""
        return _has_key(self._till)

    def take(self, *, is_practice: bool) -> TillFolder:
        """That till's folder; another one is let go. Raises AlreadyOpen, FileTrouble,
        StorageError."""
        real = self._next if self.is_moving_on else self._till
        folder = self._root / "practice" if is_practice else real
        if self._open is not None and self._open.folder != folder:
            self.close()
        if self._open is None:
            self._finish_move()
            hand_over = None if is_practice else self._root / "for-organizer"
            self._open = TillFolder(folder, self._surroundings, hand_over=hand_over)
        return self._open

    def move_on(self) -> None:
        """Put the till of the event before aside and let the next one take its place.

        Raises AlreadyOpen, FileTrouble, StorageError.
        """
        self.close()
        self.is_moving_on = False
        joined = self.take(is_practice=False).joining.joined()
        assert joined is not None, "only a till at work is left for a further event"
        self.close()
        till = joined.till
        name = f"{till.event_id}_{till.booth_id}-{till.dev}"
        move_folder(self._till, make_folder(self.earlier) / name)
        self._finish_move()

    def close(self) -> None:
        """Let go of the till that is open."""
        if self._open is not None:
            self._open.close()
            self._open = None

    def _finish_move(self) -> None:
        """The second half of moving on, also after a crash between the halves."""
        if not self._till.exists() and not self.is_moving_on and _has_key(self._next):
            move_folder(self._next, self._till)


def _has_key(folder: Path) -> bool:
    return any((folder / "keys").glob("*.pem"))


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


def _words_at(joining: Joining, arranging: Arranging, signing_in: SigningIn) -> BoothWords:
    joined = joining.joined()
    assert joined is not None
    pack, rules = joined.pack, arranging.rules
    heading = PaperHeading(
        event=pack.event,
        till=joined.till,
        shop_name=joined.booth.name,
        place=region_names().get(joined.booth.region, ""),
        header=rules.header,
        footer=rules.footer,
        tender_names=tuple({**dict(rules.tender_kinds), **dict(pack.tender_names)}.items()),
        operators=signing_in.people.names,
        taxes=tax_words_of(rules),
    )
    current = signing_in.current
    return BoothWords(heading, "" if current is None else current.name, rules)
