"""What the frozen program proves before it is handed out: nothing it needs was left behind."""

import sys
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Protocol

from PySide6.QtGui import QFontInfo
from PySide6.QtWidgets import QApplication

from pos_app.domain.catalog import Product
from pos_app.domain.printer import PrinterProfile
from pos_app.i18n import LANGUAGES, use_language
from pos_app.services.accounting import Accounting
from pos_app.services.event_folder import EventFolder
from pos_app.services.joining import Joining
from pos_app.services.organizing import Organizing
from pos_app.wording import job_state_words
from ui.booth_parts import BoothParts
from ui.theme import FAMILY, icon_pixmap, text_font

_RECEIPT_STARTS = b"\x1b@"
_PDF_STARTS = b"%PDF"


class CheckTill(Protocol):
    """A till in a folder of its own, as the program below the window opens it."""

    @property
    def joining(self) -> Joining:
        """Its event and key."""

    def open_booth(self, printer: PrinterProfile | None = None) -> BoothParts | None:
        """The till at work."""


class CheckDoors(Protocol):
    """How the check gets an event, a till and an organizer; each closes with the stack."""

    def make_event(self, folder: Path) -> EventFolder:
        """Make an event with one booth."""

    def open_till(self, folder: Path, closing: ExitStack) -> CheckTill:
        """Open a till that joined nothing yet."""

    def open_organizer(self, folder: Path, closing: ExitStack) -> tuple[Organizing, Accounting]:
        """Open the event."""


def self_check(app: QApplication, doors: CheckDoors) -> int:
    """Try every part once in a folder that is thrown away; 0 when all work, else 1."""
    has_failed = False
    with TemporaryDirectory() as name, ExitStack() as closing:
        for what, is_well in _checks(app, doors, Path(name), closing):
            has_failed = has_failed or not is_well
            _say(f"{'ok    ' if is_well else 'FAILED'} {what}")
    return int(has_failed)


def _checks(
    app: QApplication, doors: CheckDoors, folder: Path, closing: ExitStack
) -> Iterator[tuple[str, bool]]:
    yield "theme", bool(app.styleSheet())
    yield "languages", len({_word_in(code) for code in LANGUAGES}) == len(LANGUAGES)
    yield "icon", not icon_pixmap("printer", "text", 24).toImage().allGray()
    yield "font", QFontInfo(text_font(15)).family() == FAMILY
    event = doors.make_event(folder / "event")
    till = doors.open_till(folder / "till", closing)
    till.joining.join(event.pack_path(1), event.claim_codes()["B01"])
    booth = till.open_booth(PrinterProfile("network", address="127.0.0.1", paper_columns=48))
    yield "database", booth is not None
    if booth is None:
        return
    _sell(booth)
    yield "receipt", _next_paper(booth).startswith(_RECEIPT_STARTS)
    booth.printing.use_printer(PrinterProfile("pdf", folder=str(folder)))
    yield "receipt as PDF", _next_paper(booth).startswith(_PDF_STARTS)
    day_file = booth.days.day_file_job(booth.days.close_day()).write()
    organizing, accounting = doors.open_organizer(event.root, closing)
    approved = organizing.approve([till.joining.write_request(folder)])
    yield "key request", approved[0].problem is None
    yield "signature", organizing.take_in([day_file]).added == 1
    report = accounting.report()
    report.write_xlsx(folder / "event.xlsx")
    yield "workbook", (folder / "event.xlsx").read_bytes().startswith(b"PK")
    report.write_pdf(folder / "event.pdf")
    yield "event report", (folder / "event.pdf").read_bytes().startswith(_PDF_STARTS)


def _word_in(code: str) -> str:
    use_language("id" if code == "id" else "en")
    return job_state_words("queued")


def _sell(booth: BoothParts) -> None:
    product = Product(product_id=0, name="Kopi", price=25_000, code="KOPI-1")
    booth.catalog.edit_product(product)
    booth.selling.scan("KOPI-1")
    booth.paying.tender("cash", 25_000)
    booth.paying.finish()


def _next_paper(booth: BoothParts) -> bytes:
    job = booth.printing.next_job()
    return b"" if job is None else job.stored.content


def _say(line: str) -> None:
    if sys.stdout is not None:  # a windowed frozen program has none
        sys.stdout.write(line + "\n")
