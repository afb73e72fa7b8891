"""Day keeping: open, read, close, and hand the signed day file over."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path

from pos_app.domain.day_report import XReport, ZReport, x_report, z_report
from pos_app.domain.drawer import CashCount
from pos_app.domain.errors import DayIsNotOpen
from pos_app.domain.journal import DayClosed, DayOpened, FloatSet, Recorded
from pos_app.domain.money import Money
from pos_app.domain.totals import Tally
from pos_app.exchange.day_file import suggested_name, write_day_file
from pos_app.exchange.day_header import DayFileHeader
from pos_app.exchange.keys import SigningKey
from pos_app.files import make_folder, write_for_people
from pos_app.reporting.day_pdf import day_pdf
from pos_app.services.joining import Joining
from pos_app.services.paper_making import BoothWords
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


class DayKeeping:
    """Opens and closes days. A close needs no printer, no key and no network."""

    def __init__(
        self,
        recording: Recording,
        printing: PrintKeeping,
        *,
        joining: Joining,
        folder: Path,
    ) -> None:
        self._recording = recording
        self._printing = printing
        self._joining = joining
        self.folder = folder

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
        return x_report(self._recording.since_last_close, self._recording.till.dev)

    def close_day(self, count: CashCount | None = None, *, why: str = "") -> ClosedDay:
        """Close with everything since the last close, whatever its day (D7).

        `why` is the code of a reason for the difference in the drawer. Count, close and the Z
        paper's job are one transaction. Raises DayIsNotOpen, StorageError.
        """
        recording = self._recording
        if not recording.day_is_open:
            raise DayIsNotOpen
        with recording.together():
            if count is not None:
                recording.record(count.recorded(recording.stamp()))
            period = recording.since_last_close
            tally = Tally(recording.till.dev)
            for recorded in period:
                tally.add(recorded)
            closed = recording.record(
                DayClosed(recording.stamp(), tally.z + 1, tally.sums(), tally.grand(), why)
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
            (folder or self.folder) / name,
            header,
            tuple(self._recording.lines(first, last)),
            partial(self._joining.signing_key, self._recording.till),
        )

    def day_pdf_job(self, closed: ClosedDay) -> DayPdfJob:
        """The job that writes the Z report as a PDF beside the day file."""
        words = self._printing.papers.words()
        path = self.folder / f"Z{closed.z:03d}_{closed.day.isoformat()}.pdf"
        return DayPdfJob(path, closed.report, words)

    def _closed_day(self, period: tuple[Recorded, ...]) -> ClosedDay:
        """`period` ends with the close and may begin with the one before."""
        report = z_report(period, self._recording.till.dev)
        opened = next(r for r in period if isinstance(r.entry, DayOpened))
        return ClosedDay(report, period[-1], report.first_seq, opened.entry.stamp.day)
