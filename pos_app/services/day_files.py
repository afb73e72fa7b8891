"""The files of closed days as jobs for a worker: values only, the same bytes every time."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from pos_app.domain.day_report import ZReport
from pos_app.domain.range_report import RangeReport
from pos_app.exchange.day_file import write_day_file
from pos_app.exchange.day_header import DayFileHeader
from pos_app.exchange.keys import SigningKey
from pos_app.files import make_folder, write_for_people
from pos_app.reporting.day_pdf import day_pdf
from pos_app.reporting.range_pdf import range_pdf
from pos_app.services.paper_making import BoothWords


@dataclass(frozen=True, slots=True)
class DayFileJob:
    """Writes one signed day file."""

    path: Path
    header: DayFileHeader
    lines: tuple[tuple[bytes, bytes | None], ...]
    load_key: Callable[[], SigningKey]

    def content(self) -> bytes:
        """The signed file. Raises KeyFileError."""
        return write_day_file(self.header, self.lines, self.load_key())

    def write(self) -> Path:
        """Sign and write the file, whole or not at all. Raises KeyFileError, FileTrouble."""
        data = self.content()
        make_folder(self.path.parent)
        write_for_people(self.path, data)
        return self.path


@dataclass(frozen=True, slots=True)
class DayPdfJob:
    """Writes the Z report as one A4 PDF."""

    path: Path
    report: ZReport
    words: BoothWords

    def content(self) -> bytes:
        """The PDF."""
        return day_pdf(self.report, heading=self.words.heading)

    def write(self) -> Path:
        """Write the PDF, whole or not at all. Raises FileTrouble."""
        make_folder(self.path.parent)
        write_for_people(self.path, self.content())
        return self.path


@dataclass(frozen=True, slots=True)
class DayCopyJob:
    """Puts day file and PDF into a folder that is there, and makes none: a stick may be out."""

    file: DayFileJob
    pdf: DayPdfJob

    @property
    def path(self) -> Path:
        """Where the day file comes to lie; the PDF lies beside it."""
        return self.file.path

    def write(self) -> Path:
        """Write both, each whole or not at all. Raises KeyFileError, FileTrouble."""
        for job in (self.file, self.pdf):
            write_for_people(job.path, job.content())
        return self.path


@dataclass(frozen=True, slots=True)
class RangePdfJob:
    """Writes the report of several closed days as one PDF."""

    path: Path
    report: RangeReport
    words: BoothWords

    def write(self) -> Path:
        """Write the PDF, whole or not at all. Raises FileTrouble."""
        make_folder(self.path.parent)
        write_for_people(self.path, range_pdf(self.report, heading=self.words.heading))
        return self.path
