"""Day keeping: open, read, close, and hand the signed day file over."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
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
)
from pos_app.domain.money import Money
from pos_app.domain.range_report import RangeReport
from pos_app.domain.shift_report import ShiftReport
from pos_app.domain.tick_list import TickRow
from pos_app.domain.totals import Tally
from pos_app.exchange.day_file import suggested_name, write_day_file
from pos_app.exchange.day_header import DayFileHeader
from pos_app.exchange.keys import SigningKey
from pos_app.files import make_folder, write_for_people
from pos_app.reporting.day_pdf import day_pdf
from pos_app.reporting.range_pdf import range_pdf
from pos_app.services.joining import Joining
from pos_app.services.paper_making import SHIFT_REPORT, X_REPORT, BoothWords
from pos_app.services.period_reading import PeriodReading
from pos_app.services.print_keeping import PrintKeeping
from pos_app.services.recording import Recording


@dataclass(frozen=True, slots=True)
class DayState:
    """Where the day stands. `day` is the business day of the first entry since the last close."""

    is_open: bool
    today: date
    day: date | None = None
    float_amount: Money | None = None

    @property
    def is_forgotten(self) -> bool:
        """An earlier day was never closed."""
        return self.day is not None and self.day < self.today


@dataclass(frozen=True, slots=True)
class ClosedDay:
    """A close as it stands in the journal: its report and the range its day file holds."""

    report: ZReport
    recorded: Recorded
    first: int
    day: date

    @property
    def z(self) -> int:
        """The number of the close."""
        assert isinstance(self.recorded.entry, DayClosed)
        return self.recorded.entry.z


@dataclass(frozen=True, slots=True)
class DayFileJob:
    """Writes one signed day file; the same bytes every time. Holds values only."""

    path: Path
    header: DayFileHeader
    lines: tuple[tuple[bytes, bytes | None], ...]
    load_key: Callable[[], SigningKey]

    def write(self) -> Path:
        """Sign and write the file, whole or not at all. Raises KeyFileError, FileTrouble."""
        data = write_day_file(self.header, self.lines, self.load_key())
        make_folder(self.path.parent)
        write_for_people(self.path, data)
        return self.path


@dataclass(frozen=True, slots=True)
class DayPdfJob:
    """Writes the Z report as one A4 PDF. Holds values only."""

    path: Path
    report: ZReport
    words: BoothWords

    def write(self) -> Path:
        """Write the PDF, whole or not at all. Raises FileTrouble."""
        make_folder(self.path.parent)
        words = self.words
        pdf = day_pdf(self.report, heading=words.heading, operator_name=words.operator_name)
        write_for_people(self.path, pdf)
        return self.path


@dataclass(frozen=True, slots=True)
class DayFolders:
    """Where files of closed days are: what is handed over, and where an earlier program put it."""

    hand_over: Path
    older: Path | None = None


@dataclass(frozen=True, slots=True)
class RangePdfJob:
    """Writes the report of several closed days as one PDF. Holds values only."""

    path: Path
    report: RangeReport
    words: BoothWords

    def write(self) -> Path:
        """Write the PDF, whole or not at all. Raises FileTrouble."""
        make_folder(self.path.parent)
        write_for_people(self.path, range_pdf(self.report, heading=self.words.heading))
        return self.path


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

    def entries_up_to(self, seq: int) -> list[Recorded]:
        """The period in which entry `seq` lies, up to it; begins with the close before."""
        return self._reading.period_of(seq)

    def state(self) -> DayState:
        """Whether a day is open, which one, and its float."""
        today = self._recording.stamp().day
        period = [recorded.entry for recorded in self._recording.period]
        opened = next((entry for entry in period if isinstance(entry, DayOpened)), None)
        if opened is None:
            return DayState(is_open=False, today=today)
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

    def print_x(self) -> None:
        """Put the reading so far on paper. Raises DayIsNotOpen, NothingToPrint."""
        if not self._recording.day_is_open:
            raise DayIsNotOpen
        self._printing.print_reading(self._recording.period[-1], X_REPORT)

    def print_shift(self, op: str) -> None:
        """Put what that person did since the last close on paper."""
        last = next(r for r in reversed(self._recording.period) if r.entry.stamp.op == op)
        self._printing.print_reading(last, SHIFT_REPORT)

    # --- money to look for, carts to decide on, a clock to look at -------------------------------

    def qris_sales(self, z: int | None = None) -> tuple[TickRow, ...]:
        """The QRIS sales since the last close, or of an earlier close, with their ticks (D11)."""
        return self._reading.qris_sales(z)

    def tick(self, row: TickRow, *, found: bool) -> None:
        """Say whether a QRIS sale is in the merchant's list; later ticks are entries too."""
        if row.found is not found:
            self._note(SaleTicked(self._recording.stamp(), row.of, found))

    def carry_cart(self, cart_id: str) -> None:
        """This parked cart goes over to the next day; recorded, so that nothing is forgotten."""
        self._note(Audited(self._recording.stamp(), "cart-carried", now=cart_id))

    def abandon_cart(self, cart_id: str) -> None:
        """This parked cart is dropped by choice; whoever keeps the carts drops it then."""
        self._note(Audited(self._recording.stamp(), "cart-abandoned", now=cart_id))

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
            day = self._closed_day((*period, closed))
            self._joining.note_close(day.z)
            self._printing.add_day_report(closed, day.report)
        return day

    def closed_days(self, most: int = 60) -> list[ClosedDay]:
        """The newest closed days, newest first, read from the journal."""
        days: list[ClosedDay] = []
        period: list[Recorded] = []
        for recorded in self._recording.entries():
            period.append(recorded)
            if isinstance(recorded.entry, DayClosed):
                days.append(self._closed_day(tuple(period)))
                period = [recorded]
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

    def _place_of(self, name: str) -> Path:
        """Where a file belongs; one that an earlier program left elsewhere stays there."""
        path = self.folder / name
        if self._older is not None and not path.exists() and (self._older / name).exists():
            return self._older / name
        return path

    def _note(self, entry: Entry) -> None:
        with self._recording.together():
            self._recording.record(entry)

    def _closed_day(self, period: tuple[Recorded, ...]) -> ClosedDay:
        """`period` ends with the close and may begin with the one before."""
        report = self._reading.z_report(period)
        opened = next(r for r in period if isinstance(r.entry, DayOpened))
        return ClosedDay(report, period[-1], report.first_seq, opened.entry.stamp.day)
