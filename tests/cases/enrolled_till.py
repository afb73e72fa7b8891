"""An event of any length with one approved till at work in it, for cases that span both ends."""

import shutil
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from pos_app.bootstrap import OrganizerApp, Surroundings, TillFolder, open_organizer
from pos_app.domain.catalog import Product
from pos_app.domain.identity import Booth
from pos_app.services.event_folder import EventFolder
from pos_app.services.event_making import NewEvent, new_event
from pos_app.simulation.outside import seeded_bytes
from tests.tills import NETWORK, TillAtWork, World

BOOTH = Booth("A12", "Kedai Lestari")


@dataclass(slots=True)
class EnrolledTill(TillAtWork):
    """The till of booth A12; `folder` holds the event, `files` the day files it wrote."""

    folder: Path
    files: Path

    def close_day(self) -> Path:
        """Close what is open and write its day file; then it is the next morning."""
        closed = self.app.days.close_day()
        path = self.app.days.day_file_job(closed, self.files).write()
        self.world.clock.forward(days=1)
        return path

    def organizer(self, place: Path) -> OrganizerApp:
        """The organizer's laptop, which holds no file yet; it is as late as at the till."""
        shutil.copytree(self.folder / "event", place)
        return open_organizer(place, Surroundings(clock=self.world.clock))


@contextmanager
def an_enrolled_till(folder: Path, *, days: int) -> Iterator[EnrolledTill]:
    """A mug for 50.000 (MUG) and coffee by weight (KOPI); the event begins today."""
    world = World()
    event = EventFolder(folder / "event")
    dates = tuple((world.clock() + timedelta(days=day)).date() for day in range(days))
    new_event(
        event,
        NewEvent(event_id="bazar-nusantara", name="Bazar Nusantara", days=dates),
        [BOOTH],
        clock=world.clock,
        randomness=seeded_bytes(7, "organizer"),
    )
    opened = TillFolder(folder / "till", world.surroundings())
    with closing(opened):
        claim = event.claim_codes()[BOOTH.booth_id]
        opened.joining.join(event.pack_path(1), claim, operator_name="Rahma")
        request = opened.joining.write_request(folder)
        with closing(open_organizer(event.root, world.surroundings())) as organizer:
            organizer.organizing.approve([request])
            opened.joining.take_pack(organizer.organizing.pack_file)
        app = opened.open_booth(NETWORK)
        assert app is not None
        for product in (
            Product(product_id=0, name="Mug", price=50_000, code="MUG"),
            Product(product_id=0, name="Kopi", price=45_500, code="KOPI", sold_by_weight=True),
        ):
            app.catalog.edit_product(product)
        yield EnrolledTill(app, world, opened, folder, folder / "files")
