"""The running program, and how a picture of it is taken."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Final

from PIL import Image
from PySide6.QtCore import QDeadlineTimer, QEventLoop, QTimer
from PySide6.QtWidgets import QWidget

from pos_app.bootstrap import Surroundings
from pos_app.domain.printer import PrinterProfile
from pos_app.i18n import Language
from pos_app.printing.transport import Transport
from pos_app.services.print_keeping import printer_transport
from pos_app.services.printer_finding import Finding
from pos_app.simulation.outside import PaperFolder, seeded_bytes
from tests.ui.kit import WallClock, settle
from tests.ui.program import Answers
from ui.app import Gerai, build_application
from ui.booth_window import BoothWindow

_PATIENCE_MS: Final = 10_000
_LOOK_AGAIN_MS: Final = 20
_COLOURS: Final = 256


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What is photographed: `size` is the screen in its own pixels, whatever the scaling.

    `has_extras` adds the pages that the documents do without.
    """

    data: Path
    pictures: Path
    size: tuple[int, int]
    language: Language
    has_extras: bool


class Camera:
    """Holds the program with a clock that stands still, and takes pictures of its windows."""

    def __init__(self, plan: Plan) -> None:
        self.plan = plan
        self.taken: set[Path] = set()
        self.clock = WallClock()
        self.answers = Answers()
        surroundings = Surroundings(
            clock=self.clock,
            randomness=seeded_bytes(7, "pictures"),
            open_transport=partial(_open_transport, plan.data),
            find_printers=_some_printers,
        )
        self.app = build_application(["gerai"])
        self.app.setCursorFlashTime(0)  # a cursor that blinks is another picture each time
        self.gerai = Gerai(self.app, plan.data, surroundings=surroundings, chooser=self.answers)

    @property
    def booth(self) -> BoothWindow:
        """The booth at work."""
        assert self.gerai.booth is not None
        return self.gerai.booth

    def resize(self, window: QWidget) -> None:
        """Give a window the whole screen."""
        window.showNormal()
        ratio = window.devicePixelRatio()
        window.resize(*(round(px / ratio) for px in self.plan.size))
        window.activateWindow()
        settle()

    def shoot(self, name: str, window: QWidget, *, is_extra: bool = False) -> None:
        """Take a picture of a window that has the whole screen."""
        if not is_extra or self.plan.has_extras:
            self.resize(window)
            self._save(name, window)

    def shoot_as_it_is(self, name: str, window: QWidget, *, is_extra: bool = False) -> None:
        """Take a picture of a window that chose its own size."""
        if not is_extra or self.plan.has_extras:
            settle()
            self._save(name, window)

    def shoot_booth(self, name: str, *, is_extra: bool = False) -> None:
        """Take a picture of the booth's window, of the page that is up."""
        self.shoot(name, self.booth.window, is_extra=is_extra)

    def until(self, is_so: Callable[[], bool]) -> None:
        """Let the program run until something is so; it is looked at again and again."""
        loop, again, deadline = QEventLoop(), QTimer(), QDeadlineTimer(_PATIENCE_MS)
        again.timeout.connect(loop.quit)
        again.start(_LOOK_AGAIN_MS)
        while not is_so():
            assert not deadline.hasExpired(), "that never came"
            loop.exec()

    def keep(self, name: str, picture: Image.Image) -> None:
        """Keep a picture as a small file: a window has few colours."""
        few = picture.convert("RGB").quantize(
            _COLOURS, Image.Quantize.MAXCOVERAGE, dither=Image.Dither.NONE
        )
        path = self.plan.pictures / f"{name}.png"
        few.save(path, optimize=True)
        self.taken.add(path)

    def _save(self, name: str, window: QWidget) -> None:
        settle()
        path = self.plan.pictures / f"{name}.png"
        assert window.grab().save(str(path))
        with Image.open(path) as picture:
            picture.load()
        self.keep(name, picture)


def _open_transport(folder: Path, printer: PrinterProfile, file_name: str) -> Transport:
    """The real ways, but that of the printer on USB, which is not there."""
    if printer.kind == "device":
        return PaperFolder(folder, file_name)
    return printer_transport(printer, file_name)


def _some_printers(_wish: object, _progress: object, _is_cancelled: object) -> tuple[Finding, ...]:
    """What a search finds at a booth with two printers."""
    return (
        Finding(
            PrinterProfile("device", path="/dev/usb/lp0"), "POS58 Printer", "usb", answers=True
        ),
        Finding(PrinterProfile("serial", path="/dev/rfcomm0"), "BlueTooth Printer", "bluetooth"),
    )
