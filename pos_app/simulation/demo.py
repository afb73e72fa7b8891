"""The whole main job without a screen, through the same services as the window.

Event, pack, enrolment by claim code, price lists, sales with their receipts, day closes, signed
files, take-in in shuffled order and twice, totals, reports; and at the end an independent
recomputation. The same plan gives the same totals, always.
"""

import csv
import io
from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, timezone
from functools import partial
from pathlib import Path
from random import Random
from typing import Final, Literal

from pos_app.bootstrap import OrganizerApp, Surroundings, open_organizer
from pos_app.domain.errors import BadEventDetails
from pos_app.domain.event_totals import EventTotals
from pos_app.files import make_folder, write_whole
from pos_app.services.accounting import totals_as_json
from pos_app.services.event_folder import EventFolder
from pos_app.services.event_making import NewEvent, booths_from, new_event
from pos_app.simulation.crowd import Crowd, Purchase, Stand, stands
from pos_app.simulation.demo_till import DemoTill
from pos_app.simulation.outside import SetClock, seeded_bytes
from pos_app.simulation.recount import Difference, recount_files, recount_purchases

FIRST_DAY: Final = date(2026, 11, 20)
WIB: Final = timezone(timedelta(hours=7))
MOST_BOOTHS: Final = 400
MOST_DAYS: Final = 31

Step = Literal["event", "enrolled", "sold", "taken_in", "taken_in_again", "written", "checked"]
Tell = Callable[[Step, int, int], None]
"""Told which step has done how many of how many things; a step is over when both are equal."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DemoPlan:
    """How big the demo is. `sales` are per booth and day; `out` is empty or not there yet."""

    out: Path
    booths: int = 5
    days: int = 2
    sales: int = 40
    seed: int = 7

    @property
    def event_days(self) -> tuple[date, ...]:
        """The days of the event."""
        return tuple(FIRST_DAY + timedelta(days=number) for number in range(self.days))

    @property
    def event_id(self) -> str:
        """A practice event: its keys come out of a seed, so no real event may take its files."""
        return f"practice-demo-{self.seed}"


@dataclass(frozen=True, slots=True, kw_only=True)
class DemoResult:
    """What came of it and where things lie; `differences` is empty when all agree."""

    plan: DemoPlan
    totals: EventTotals
    differences: tuple[Difference, ...]

    @property
    def event(self) -> Path:
        """The organizer's event folder."""
        return self.plan.out / "event"

    @property
    def files(self) -> Path:
        """The signed day files, as the booths handed them over."""
        return self.plan.out / "files"

    @property
    def receipts(self) -> Path:
        """The printed papers: bytes as .bin, the same as .txt."""
        return self.plan.out / "receipts"


def run_demo(plan: DemoPlan, tell: Tell) -> DemoResult:
    """Do it all. Raises BadEventDetails for a folder in use, OutsideError where the disk fails."""
    return _Demo(plan, tell).run()


class _Demo:
    def __init__(self, plan: DemoPlan, tell: Tell) -> None:
        self._plan = plan
        self._tell = tell
        self._clock = SetClock(datetime.combine(FIRST_DAY - timedelta(days=1), time(9), WIB))
        self._organizer = Surroundings(
            clock=self._clock, randomness=seeded_bytes(plan.seed, "organizer")
        )
        self._event = plan.out / "event"
        self._files = plan.out / "files"
        self._stands = stands(plan.booths)
        self._bought: list[tuple[str, date, Purchase]] = []

    def run(self) -> DemoResult:
        if any(make_folder(self._plan.out).iterdir()):
            raise BadEventDetails("folder", str(self._plan.out))
        self._make_event()
        with closing(open_organizer(self._event, self._organizer)) as organizer:
            tills = self._enrol(organizer)
            for till in tills:
                self._sell(till, organizer.organizing.pack_file)
            self._clock.at = datetime.combine(self._plan.event_days[-1], time(22), WIB)
            paths = sorted(self._files.iterdir())
            totals = self._take_in(organizer, paths)
            self._write(organizer)
        differences = self._compared(totals, paths)
        self._tell("checked", 1, 1)
        return DemoResult(plan=self._plan, totals=totals[-1], differences=differences)

    def _make_event(self) -> None:
        booths = self._plan.out / "booths.csv"
        text = io.StringIO(newline="")
        rows = [(stand.booth_id, stand.name, stand.region) for stand in self._stands]
        csv.writer(text).writerows([("booth", "name", "region"), *rows])
        write_whole(booths, text.getvalue().encode())
        days = self._plan.event_days
        new_event(
            EventFolder(self._event),
            NewEvent(event_id=self._plan.event_id, name="Demo Bazar Gerai", days=days),
            booths_from(booths, days),
            clock=self._organizer.clock,
            randomness=self._organizer.randomness,
        )
        self._tell("event", 1, 1)

    def _enrol(self, organizer: OrganizerApp) -> Sequence[DemoTill]:
        organizing = organizer.organizing
        claims = organizing.folder.claim_codes()
        tills, requests = [], []
        for stand in self._stands:
            till = self._till(stand)
            requests.append(till.request_key(organizing.pack_file, claims[stand.booth_id]))
            tills.append(till)
        approved = organizing.approve(requests)
        assert not any(each.problem or each.trouble for each in approved), approved
        self._tell("enrolled", len(tills), len(tills))
        return tills

    def _till(self, stand: Stand) -> DemoTill:
        folder = self._plan.out / "tills" / stand.booth_id
        return DemoTill(stand, folder, seed=self._plan.seed, joins_at=self._clock.at)

    def _sell(self, till: DemoTill, pack: Path) -> None:
        plan, stand = self._plan, till.stand
        crowd = Crowd(plan.seed, WIB)
        days = [(day, crowd.buyers(stand, day, plan.sales)) for day in plan.event_days]
        receipts = plan.out / "receipts" / stand.booth_id
        for purchase in till.work(pack, days, receipts=receipts, files=self._files):
            self._bought.append((stand.booth_id, purchase.at.date(), purchase))
            self._tell("sold", len(self._bought), plan.booths * plan.days * plan.sales)

    def _take_in(self, organizer: OrganizerApp, paths: Sequence[Path]) -> list[EventTotals]:
        """Two times, each in an order of its own; gives the totals after each."""
        order = Random(f"{self._plan.seed}/order")
        steps: tuple[Step, ...] = ("taken_in", "taken_in_again")
        totals = []
        for step in steps:
            shuffled = order.sample(paths, len(paths))
            organizer.organizing.take_in(shuffled, partial(self._tell, step))
            totals.append(organizer.accounting.totals())
        return totals

    def _write(self, organizer: OrganizerApp) -> None:
        report, out = organizer.accounting.report(), self._plan.out
        report.write_pdf(out / "report.pdf")
        report.write_xlsx(out / "report.xlsx")
        report.write_csv(out / "report.csv")
        report.write_json(out / "totals.json")
        self._tell("written", 1, 1)

    def _compared(
        self, totals: Sequence[EventTotals], paths: Sequence[Path]
    ) -> tuple[Difference, ...]:
        first, second = (totals_as_json(each) for each in totals)
        differences = recount_files(paths).differences(second)
        differences += recount_purchases(self._bought).differences(second)
        if first != second:
            differences += (Difference("again", "totals", second, first),)
        return differences
