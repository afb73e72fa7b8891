"""What the frozen program proves before it is handed out: nothing it needs was left behind."""

import base64
import os
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from importlib import import_module
from pathlib import Path
from tempfile import TemporaryDirectory
from traceback import format_exc
from typing import Final, Protocol

from PySide6.QtGui import QFontInfo
from PySide6.QtNetwork import QHostAddress, QTcpServer
from PySide6.QtWidgets import QApplication

from pos_app.domain.catalog import Product
from pos_app.domain.printer import PrinterProfile
from pos_app.i18n import LANGUAGES, use_language
from pos_app.services.accounting import Accounting
from pos_app.services.event_folder import EventFolder
from pos_app.services.joining import Joining
from pos_app.services.logo_keeping import read_logo
from pos_app.services.organizing import Organizing
from pos_app.services.print_keeping import PrintKeeping
from pos_app.services.printer_finding import Step, Wish, find_printers
from pos_app.wording import job_state_words
from ui.booth_parts import BoothParts
from ui.booth_window import BoothWindow
from ui.drawn_text import draw_text
from ui.theme import FAMILY, icon_pixmap, text_font

_RECEIPT_STARTS: Final = b"\x1b@"
_PDF_STARTS: Final = b"%PDF"

_OTHER_SCRIPT: Final = "\u041a\u043e\u0444\u0435"
"""A name no receipt printer has letters for, in a script that our own font has."""

_LOGOS: Final = (
    "iVBORw0KGgoAAAANSUhEUgAAAAgAAAAIAQAAAADsdIMmAAAAGElEQVR4nGP4z8TAdISJgYmBiYHhPxMDABrSAs9jtQFtAAAA"
    "AElFTkSuQmCC",
    "/9j/4AAQSkZJRgABAQAAAQABAAD/2wBDAFA3PEY8MlBGQUZaVVBfeMiCeG5uePWvuZHI////////////////////////////////"
    "////////////////////wAALCAAIAAgBAREA/8QAFAABAAAAAAAAAAAAAAAAAAAAA//EABsQAAAHAQAAAAAAAAAAAAAAAAAUIzFR"
    "Y4GR/9oACAEBAAA/AGXM1ZHXH//Z",
    "UklGRiIAAABXRUJQVlA4TBUAAAAvB8ABAA8w//M///MfePjwf0T/YxgA",
)
"""A black square as PNG, JPEG and WebP: each is read by a part of its own."""

_ONLY_ON_WINDOWS: Final = ("pywintypes", "win32print", "win32timezone")
"""The spooler, and what it makes the times of its jobs with; no import names the last one."""

_PATIENCE_MS: Final = 5_000
_FINISH_S: Final = 5.0


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

    def open_window(self, booth: BoothParts, folder: Path) -> BoothWindow:
        """Make the window of a till, which keeps its settings in a folder."""

    def open_organizer(self, folder: Path, closing: ExitStack) -> tuple[Organizing, Accounting]:
        """Open the event."""


def self_check(app: QApplication, doors: CheckDoors) -> int:
    """Try every part once in a folder that is thrown away; 0 when all work, else 1."""
    has_failed = False
    with TemporaryDirectory() as name, ExitStack() as closing:
        try:
            for what, is_well in _checks(app, doors, Path(name), closing):
                has_failed = has_failed or not is_well
                _say(f"{'ok    ' if is_well else 'FAILED'} {what}")
        except Exception:  # noqa: BLE001 - a build must not wait at the dialog Windows would show
            has_failed = True
            _say(f"FAILED, and all that comes after\n{format_exc()}")
    return int(has_failed)


def _checks(
    app: QApplication, doors: CheckDoors, folder: Path, closing: ExitStack
) -> Iterator[tuple[str, bool]]:
    yield "theme", bool(app.styleSheet())
    yield "languages", len({_word_in(code) for code in LANGUAGES}) == len(LANGUAGES)
    yield "icon", not icon_pixmap("printer", "text", 24).toImage().allGray()
    yield "font", QFontInfo(text_font(15)).family() == FAMILY
    yield "other programs", not _is_in_the_way_of_others()
    yield "ways to printers", _looks_everywhere()
    event = doors.make_event(folder / "event")
    till = doors.open_till(folder / "till", closing)
    till.joining.join(event.pack_path(1), event.claim_codes()["B01"])
    booth = till.open_booth()
    yield "database", booth is not None
    if booth is None:
        return
    yield "window", _shows_itself(app, doors.open_window(booth, folder))
    yield from _receipt(booth)
    booth.printing.use_printer(PrinterProfile("pdf", folder=str(folder)))
    closed = booth.days.close_day()
    _print(booth.printing, bytes)
    files = [file.read_bytes() for file in folder.glob("*.pdf")]
    yield "paper as a file", [file[:4] for file in files] == [_PDF_STARTS]
    day_file = booth.days.day_file_job(closed).write()
    organizing, accounting = doors.open_organizer(event.root, closing)
    approved = organizing.approve([till.joining.write_request(folder)])
    yield "key request", approved[0].problem is None
    yield "signature", organizing.take_in([day_file]).added == 1
    yield from _reports(booth, accounting, folder)


def _word_in(code: str) -> str:
    use_language("id" if code == "id" else "en")
    return job_state_words("queued")


def _is_in_the_way_of_others() -> bool:
    """Whether programs that are started from here would load our copies of the system's parts."""
    ours = getattr(sys, "_MEIPASS", None)
    is_asked = ours is not None and sys.platform == "linux"  # elsewhere they would not be heard
    return is_asked and any(str(ours) in value for value in os.environ.values())


def _looks_everywhere() -> bool:
    """Whether the search for printers gets to its end, and Windows' spooler is at hand there."""
    if sys.platform == "win32":
        for name in _ONLY_ON_WINDOWS:
            import_module(name)
    steps: list[Step] = []
    find_printers(Wish(), steps.append, lambda: False)
    return steps[-1].how == "serial" and steps[-1].done + 1 == steps[-1].steps


def _shows_itself(app: QApplication, opened: BoothWindow) -> bool:
    """Whether the window of the till comes up, with something on it."""
    opened.window.show()
    app.processEvents()
    image = opened.window.grab().toImage()
    has_content = len({image.pixel(x, image.height() // 2) for x in range(image.width())}) > 1
    opened.window.hide()
    return opened.close(_FINISH_S) and has_content


def _receipt(booth: BoothParts) -> Iterator[tuple[str, bool]]:
    """A sale, and what a printer on the network gets of it."""
    logos = [read_logo(base64.b64decode(image)).on(48) for image in _LOGOS]
    yield "logo", logos.count(logos[0]) == len(_LOGOS)
    booth.logo.keep(read_logo(base64.b64decode(_LOGOS[0])))
    printer = _Printer()
    booth.printing.use_printer(printer.profile)
    _sell(booth)
    received = _print(booth.printing, printer.receive)
    yield "receipt", received.startswith(_RECEIPT_STARTS)
    yield "logo on paper", logos[0].bits in received
    name = draw_text(_OTHER_SCRIPT, printer.profile.width_dots)
    yield "name in another script", name is not None and name.bits in received


def _reports(booth: BoothParts, accounting: Accounting, folder: Path) -> Iterator[tuple[str, bool]]:
    report = accounting.report()
    report.write_xlsx(folder / "event.xlsx")
    yield "workbook", (folder / "event.xlsx").read_bytes().startswith(b"PK")
    # It is no price list, but a process of its own had to read it to know that.
    preview = booth.catalog.preview_import(folder / "event.xlsx").read()
    yield "reading a workbook", preview.problem == "no_header"
    report.write_pdf(folder / "event.pdf")
    yield "event report", (folder / "event.pdf").read_bytes().startswith(_PDF_STARTS)


def _sell(booth: BoothParts) -> None:
    product = Product(product_id=0, name=_OTHER_SCRIPT, price=25_000, code="KOPI-1")
    booth.catalog.edit_product(product)
    booth.selling.scan("KOPI-1")
    booth.paying.tender("cash", 25_000)
    booth.paying.finish()


class _Printer:
    """A printer that only this computer reaches, which takes everything and answers nothing."""

    def __init__(self) -> None:
        self._server = QTcpServer()
        self._server.listen(QHostAddress(QHostAddress.SpecialAddress.LocalHost))
        self.profile = PrinterProfile(
            "network",
            address="127.0.0.1",
            port=self._server.serverPort(),
            paper_columns=48,
            answers_status=False,
        )

    def receive(self) -> bytes:
        """All bytes of the connection that is made now, until the other side says its last."""
        received = b""
        self._server.waitForNewConnection(_PATIENCE_MS)
        link = self._server.nextPendingConnection()
        while link is not None and link.waitForReadyRead(_PATIENCE_MS):
            received += bytes(link.readAll().data())
        if link is not None:
            link.close()
        return received


def _print(printing: PrintKeeping, receive: Callable[[], bytes]) -> bytes:
    """Send the next paper from a worker; gives what was received meanwhile."""
    job = printing.next_job()
    assert job is not None, "a paper was just queued"
    job.connect()
    sending = printing.mark_sending(job)
    with ThreadPoolExecutor(1) as worker:
        handed = worker.submit(sending.send)
        received = receive()
    printing.mark_sent(sending, handed.result())
    return received


def _say(line: str) -> None:
    if sys.stdout is not None:  # a windowed frozen program has none
        sys.stdout.write(line + "\n")
