"""Real tills over a folder, with a clock and a printer that tests set."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from pos_app.bootstrap import BoothApp, Surroundings, TillFolder
from pos_app.domain.catalog import Product
from pos_app.domain.printer import PrinterProfile
from pos_app.services.loose_pages import OpenTransport
from pos_app.services.print_jobs import Patience
from tests.fakes import ChanceInOrder, ClockYouSet, PaperInMemory
from tests.practice import begin_practice

NETWORK = PrinterProfile(kind="network", address="printer.test")
MORNING = datetime(2026, 11, 26, 2, 30, tzinfo=UTC)  # 09.30 WIB


@dataclass(slots=True)
class TillAtWork:
    """A till and the world around it."""

    app: BoothApp
    world: "World"
    opened: TillFolder

    def product(self, code: str) -> Product:
        """A product of the catalogue."""
        return self.app.catalog.catalog.find(code)

    def sell(self, code: str = "MUG", *, kind: str = "cash") -> int:
        """Sell one thing for the exact amount; gives the entry's number."""
        self.app.selling.scan(code)
        paying = self.app.paying
        paying.tender(kind, paying.payment.missing)
        return paying.finish().recorded.seq


class World:
    """What lives on when a till is started again: the clock, chance, the printer."""

    def __init__(self, at: datetime = MORNING) -> None:
        self.clock = ClockYouSet(at)
        self.chance = ChanceInOrder()
        self.paper = PaperInMemory()
        self.way: OpenTransport = lambda _printer, _file_name: self.paper
        self.patience = Patience()
        self.is_new = True

    def surroundings(self) -> Surroundings:
        """The world as a till gets it handed in."""

        return Surroundings(
            clock=self.clock,
            steady=self.clock.steady,
            randomness=self.chance,
            open_transport=self.way,
            patience=self.patience,
        )


@contextmanager
def a_till_at_work(
    folder: Path, world: World | None = None, *, printer: PrinterProfile | None = NETWORK
) -> Iterator[TillAtWork]:
    """A practice till with a mug for 50.000 (MUG, quick code 77) and coffee by weight (KOPI).

    With a `world` that was there before, this is a restart.
    """
    world = world or World()
    if world.is_new and not (folder / "till.db").exists():
        begin_practice(
            folder, ChanceInOrder, world.clock(), operator_name="Rahma", chance=world.chance
        )
    world.is_new = False
    opened = TillFolder(folder, world.surroundings())
    try:
        if opened.joining.joined() is None:
            opened.practise(operator_name="Rahma")
        app = opened.open_booth(printer)
        assert app is not None
        if app.catalog.catalog.holder_of("MUG") is None:
            app.catalog.edit_product(
                Product(product_id=0, name="Mug", price=50_000, code="MUG", quick_code="77")
            )
            app.catalog.edit_product(
                Product(product_id=0, name="Kopi", price=45_500, code="KOPI", sold_by_weight=True)
            )
        yield TillAtWork(app, world, opened)
    finally:
        opened.close()
