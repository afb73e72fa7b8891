"""A small event with real keys, tills and files, made once and copied where a test needs one."""

import shutil
from datetime import datetime, time
from pathlib import Path
from random import Random

from pos_app.bootstrap import OrganizerApp, Surroundings, open_organizer
from pos_app.services.event_folder import EventFolder
from pos_app.simulation.crowd import Crowd, stands
from pos_app.simulation.demo import WIB, DemoPlan, DemoResult, run_demo
from pos_app.simulation.demo_till import DemoTill
from pos_app.simulation.outside import SetClock

BOOTHS, DAYS, SALES = 3, 2, 4


def a_demo(folder: Path, *, seed: int = 7) -> DemoResult:
    """Three booths, two days, four sales each; everything lies in the folder."""
    plan = DemoPlan(out=folder, booths=BOOTHS, days=DAYS, sales=SALES, seed=seed)
    return run_demo(plan, lambda _step, _done, _of: None)


def day_files(demo: DemoResult) -> list[Path]:
    """All signed day files, by name: a booth's first day before its second."""
    return sorted(demo.files.iterdir())


def evening(demo: DemoResult) -> Surroundings:
    """The time when all days are over."""
    last = demo.plan.event_days[-1]
    return Surroundings(clock=SetClock(datetime.combine(last, time(22), WIB)))


def an_empty_event(demo: DemoResult, folder: Path, *, packs: int = 2) -> Path:
    """The same event on another laptop that holds no file yet; with 1 pack no till is approved."""
    event = EventFolder(folder)
    event.make()
    original = EventFolder(demo.event)
    for version in range(1, packs + 1):
        shutil.copy(original.pack_path(version), event.pack_path(version))
    shutil.copy(original.claims, event.claims)
    shutil.copy(original.key, event.key)
    return folder


def an_organizer(demo: DemoResult, folder: Path, *, packs: int = 2) -> OrganizerApp:
    """That laptop, opened."""
    return open_organizer(an_empty_event(demo, folder, packs=packs), evening(demo))


class AnotherTill:
    """One more laptop at the first booth, with the booth's claim code and a key of its own."""

    def __init__(self, demo: DemoResult, folder: Path, *, seed: int = 100) -> None:
        self._event = EventFolder(demo.event)
        self._plan = demo.plan
        self._seed = seed
        self.folder = folder
        self.stand = stands(demo.plan.booths)[0]

    def request_key(self) -> Path:
        claim = self._event.claim_codes()[self.stand.booth_id]
        return self._till(self._seed).request_key(self._event.pack_path(1), claim)

    def sell(self, day: int, files: Path, *, pack: int = 1, crowd: int = 1) -> Path:
        """Sell on one day to the buyers of that crowd; gives the day file."""
        when = self._plan.event_days[day]
        buyers = Crowd(crowd, WIB).buyers(self.stand, when, SALES)
        # A till that starts again draws other random bytes, as it does outside a demo.
        till = self._till(self._seed + 10 * crowd + day + 1)
        before = set(files.iterdir()) if files.exists() else set()
        days = [(when, buyers)]
        receipts = self.folder.with_name(f"{self.folder.name} receipts")
        work = till.work(self._event.pack_path(pack), days, receipts=receipts, files=files)
        assert len(list(work)) == SALES
        (file,) = set(files.iterdir()) - before
        return file

    def copied_to(self, demo: DemoResult, folder: Path) -> "AnotherTill":
        """The same till a second time: somebody copied its folder."""
        shutil.copytree(self.folder, folder)
        return AnotherTill(demo, folder, seed=self._seed)

    def _till(self, seed: int) -> DemoTill:
        joins_at = datetime.combine(self._plan.event_days[0], time(8), WIB)
        return DemoTill(self.stand, self.folder, seed=seed, joins_at=joins_at)


def shuffled(paths: list[Path], seed: int) -> list[Path]:
    """The same paths in another order."""
    return Random(seed).sample(paths, len(paths))
