"""Day keeping: open, read, close, and hand the signed day file over."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property, partial
from pathlib import Path

from pos_app.domain.business_days import closing_stamp
from pos_app.domain.day_report import XReport, ZReport
from pos_app.domain.drawer import CashCount
from pos_app.domain.errors import DayIsNotOpen
from pos_app.domain.journal import (
    Audited,
    ClockMoved,
    DayClosed,
    DayOpened,
    Entry,
    FloatSet,
    Recorded,
    SaleTicked,
    Sums,
)
from pos_app.domain.money import Money
from pos_app.domain.range_report import RangeReport
from pos_app.domain.shift_report import ShiftReport
from pos_app.domain.tick_list import TickRow
from pos_app.domain.totals import Tally
from pos_app.exchange.day_file import suggested_name
from pos_app.services.day_files import DayCopyJob, DayFileJob, DayPdfJob, RangePdfJob
from pos_app.services.joining import Joining
from pos_app.services.paper_making import SHIFT_REPORT, X_REPORT
from pos_app.services.period_reading import PeriodReading
from pos_app.services.print_keeping import PaperState, PrintKeeping
from pos_app.services.recording import Recording


@dataclass(frozen=True, slots=True)
class DayState:
    """Where the day stands. `day` is the business day of the first entry since the last close.

    `closed_today` is the number of the last close while it is of this very business day, else 0.
    """

    is_open: bool
    today: date
    day: date | None = None
    float_amount: Money | None = None
    closed_today: int = 0

    @property
    def is_forgotten(self) -> bool:
        """An earlier day was never closed."""
        return self.day is not None and self.day < self.today


@dataclass(frozen=True)
class ClosedDay:
    """A close as it stands in the journal, and the range its day file holds.

    Its report is read when it is asked for first: a list of days needs their sums alone.
    """

    recorded: Recorded
    first: int
    day: date
    read_report: Callable[[], ZReport] = field(repr=False, compare=False)

    @cached_property
    def report(self) -> ZReport:
        """Everything of that period."""
        return self.read_report()

    @property
    def z(self) -> int:
        """The number of the close."""
        return self._entry.z

    @property
    def sums(self) -> Sums:
        """What the period came to, as the close recorded it."""
        return self._entry.sums

    @property
    def _entry(self) -> DayClosed:
        assert isinstance(self.recorded.entry, DayClosed)
        return self.recorded.entry


@dataclass(frozen=True, slots=True)
class DayFolders:
    """Where files of closed days are: what is handed over, and where an earlier program put it."""

    hand_over: Path
    older: Path | None = None


class DayKeeping:
    """Opens and closes days. A close needs no printer, no key and no network."""

    def __init__(
        self,
        recording: Recording,
        printing: PrintKeeping,
        *,
        joining: Joining,
        folders: DayFolders,
        parked: Callable[[], Sequence[str]] = tuple,
    ) -> None:
        """`parked` gives the ids of the carts put aside; what became of it is recorded."""
        self._recording = recording
        self._reading = PeriodReading(recording)
        self._parked = parked
        self._printing = printing
        self._joining = joining
        self.folder = folders.hand_over
        self._older = folders.older

    def range_pdf_job(self, days: Sequence[ClosedDay]) -> RangePdfJob:
        """The job that writes one report over closed days, oldest first in it (D15)."""
        closes = sorted((day.report for day in days), key=lambda report: report.z)
        report = RangeReport(tuple(closes))
        span = f"{report.days[0].isoformat()}_{report.days[-1].isoformat()}"
        name = f"Z{closes[0].z:03d}-Z{closes[-1].z:03d}_{span}_{self._recording.till.dev}.pdf"
        return RangePdfJob(self.folder / name, report, self._printing.papers.words())

    @property
    def period(self) -> tuple[Recorded, ...]:
        """Everything since the last close, in order."""
        return self._recording.period

    def state(self) -> DayState:
        """Whether a day is open, which one, and its float."""
        today = self._recording.stamp().day
        period = [recorded.entry for recorded in self._recording.period]
        opened = next((entry for entry in period if isinstance(entry, DayOpened)), None)
        if opened is None:
            return DayState(is_open=False, today=today, closed_today=self._closed_on(today))
        floats = [entry.amount for entry in period if isinstance(entry, FloatSet)]
        return DayState(
            is_open=True,
            today=today,
            day=opened.stamp.day,
            float_amount=floats[-1] if floats else None,
        )

    def x_report(self) -> XReport:
        """The open day as it stands; reading it changes nothing. Raises DayIsNotOpen."""
        if not self._recording.day_is_open:
            raise DayIsNotOpen
        return self._reading.x_report()

    def shifts(self) -> tuple[ShiftReport, ...]:
        """What each person did since the last close (D12)."""
        return self._reading.shifts()

    def print_x(self) -> PaperState:
        """Put the reading so far on paper. Raises DayIsNotOpen, NothingToPrint."""
        if not self._recording.day_is_open:
            raise DayIsNotOpen
        return self._printing.print_reading(self._recording.period[-1], X_REPORT)

    def print_shift(self, op: str) -> PaperState:
        """Put what that person did since the last close on paper."""
        last = next(r for r in reversed(self._recording.period) if r.entry.stamp.op == op)
        return self._printing.print_reading(last, SHIFT_REPORT)

    # --- money to look for, carts to decide on, a clock to look at -------------------------------

    def qris_sales(self, z: int | None = None, older: Iterable[int] = ()) -> tuple[TickRow, ...]:
        """The QRIS sales since the last close, or of an earlier close, with their ticks (D11).

        Before those since the last close stand `older` sales that are still to be looked for.
        """
        return self._reading.qris_sales(z, older)

    def is_closed(self, row: TickRow) -> bool:
        """Whether the day of that sale is closed: a tick goes out with the next day file."""
        return row.of.seq < self._recording.head.seq - len(self._recording.period)

    def tick(self, row: TickRow, *, found: bool) -> None:
        """Say whether a QRIS sale is in the merchant's list; later ticks are entries too."""
        if row.found is not found:
            self._note(SaleTicked(self._recording.stamp(), row.of, found))

    def carry_cart(self, cart_id: str) -> None:
        """This parked cart goes over to the next day; recorded, so that nothing is forgotten."""
        self._note(Audited(self._recording.stamp(), "cart-carried", now=cart_id))

    def carried_carts(self) -> frozenset[str]:
        """The parked carts that somebody chose to carry over since the last close."""
        return frozenset(
            str(entry.now)
            for entry in (recorded.entry for recorded in self._recording.period)
            if isinstance(entry, Audited) and entry.what == "cart-carried"
        )

    def look_at_clock(self) -> tuple[ClockMoved, ...]:
        """Moves of the clock nobody was told of yet; each is recorded already (H3)."""
        self._recording.look_at_clock()
        moved = (recorded.entry for recorded in self._recording.take_clock_moves())
        return tuple(entry for entry in moved if isinstance(entry, ClockMoved))

    # --- closing ---------------------------------------------------------------------------------

    def close_day(self, count: CashCount | None = None, *, why: str = "") -> ClosedDay:
        """Close with everything since the last close, whatever its day (D7).

        A day that is over is closed under its own date. `why` is the code of a reason for the
        difference in the drawer. Carts nobody decided on are carried over. Count, close and the
        Z paper's job are one transaction. Raises DayIsNotOpen, StorageError.
        """
        recording = self._recording
        if not recording.day_is_open:
            raise DayIsNotOpen
        stamp = closing_stamp(recording.period, recording.stamp())
        undecided = [cart for cart in self._parked() if cart not in self.carried_carts()]
        with recording.together():
            for cart_id in undecided:
                recording.record(Audited(recording.stamp(), "cart-carried", now=cart_id))
            if count is not None:
                recording.record(count.recorded(stamp))
            period = recording.since_last_close
            tally = Tally(recording.till.dev)
            for recorded in period:
                tally.add(recorded)
            closed = recording.record(
                DayClosed(stamp, tally.z + 1, tally.sums(), tally.grand(), why)
            )
            day = self._closed_day(closed, period)
            self._joining.note_close(day.z)
            self._printing.add_day_report(closed, day.report)
        return day

    def closed_days(self, most: int = 60) -> list[ClosedDay]:
        """The newest closed days, newest first; how many entries they hold costs nothing."""
        days: list[ClosedDay] = []
        before: list[Recorded] = []
        for mark in self._recording.days():
            before.append(mark)
            if isinstance(mark.entry, DayClosed):
                days.append(self._closed_day(mark, before))
                before = [mark]
        return days[::-1][:most]

    def day_file_job(self, closed: ClosedDay, folder: Path | None = None) -> DayFileJob:
        """The job that writes the day file of a closed day into the folder of day files."""
        first, last = closed.first, closed.recorded.seq
        previous = (
            next(self._recording.entries(first - 1, first - 1)).link
            if first > 1
            else self._recording.first_link
        )
        header = self._joining.day_file_header(closed.z, first=first, last=last, previous=previous)
        name = suggested_name(header, closed.day)
        return DayFileJob(
            folder / name if folder is not None else self._place_of(name),
            header,
            tuple(self._recording.lines(first, last)),
            partial(self._joining.signing_key, self._recording.till),
        )

    def day_pdf_job(self, closed: ClosedDay) -> DayPdfJob:
        """The job that writes the Z report as a PDF beside the day file."""
        words, dev = self._printing.papers.words(), self._recording.till.dev
        path = self._place_of(f"Z{closed.z:03d}_{closed.day.isoformat()}_{dev}.pdf")
        return DayPdfJob(path, closed.report, words)

    def day_copy_job(self, closed: ClosedDay, folder: Path) -> DayCopyJob:
        """The job that puts day file and PDF into a folder somebody chose, such as a stick's."""
        file, pdf = self.day_file_job(closed, folder), self.day_pdf_job(closed)
        return DayCopyJob(file, replace(pdf, path=folder / pdf.path.name))

    def _place_of(self, name: str) -> Path:
        """Where a file belongs; one that an earlier program left elsewhere stays there."""
        path = self.folder / name
        if self._older is not None and not path.exists() and (self._older / name).exists():
            return self._older / name
        return path

    def _closed_on(self, today: date) -> int:
        last = next(iter(self._recording.since_last_close), None)
        entry = None if last is None else last.entry
        return entry.z if isinstance(entry, DayClosed) and entry.stamp.day == today else 0

    def _note(self, entry: Entry) -> None:
        with self._recording.together():
            self._recording.record(entry)

    def _closed_day(self, closed: Recorded, before: Sequence[Recorded]) -> ClosedDay:
        """`before` holds the opening of that day, and begins with the close before, if any."""
        opened = next(r for r in before if isinstance(r.entry, DayOpened))
        first = before[0].seq + 1 if isinstance(before[0].entry, DayClosed) else 1
        return ClosedDay(
            closed,
            first,
            opened.entry.stamp.day,
            lambda: self._reading.z_report(self._reading.period_of(closed.seq)),
        )
