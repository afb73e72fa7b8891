"""The printer's page of the settings over a real till and the network, with findings laid ready."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from pos_app.bootstrap import BoothApp, Surroundings, TillFolder
from pos_app.domain.errors import PrinterError
from pos_app.domain.printer import PrinterProfile
from pos_app.services.printer_finding import Finding, Step, Wish
from pos_app.services.receipt_sample import ReceiptSample
from pos_app.settings import Settings, load_settings
from tests.ui.kit import WallClock, counted_randomness, settle
from tests.ui.program import Answers
from ui.laptop import Laptop
from ui.setup.printer_page import PrinterPage
from ui.setup.printer_trial import TrialDialog
from ui.setup.settings_screen import SettingsScreen
from ui.setup.settings_subjects import BoothSettings, SettingsParts

USB = Finding(
    PrinterProfile("device", path="/dev/usb/lp0", usb_id="0416:5011:"), "POS58", "usb", answers=True
)
SILENT = Finding(
    PrinterProfile("network", address="192.168.1.77"), "192.168.1.77:9100", "address", answers=False
)
FORBIDDEN = Finding(
    PrinterProfile("device", path="/dev/usb/lp1"),
    "TM-T20",
    "usb",
    trouble=PrinterError("NO_PERMISSION", "lp"),
)
PORT = Finding(PrinterProfile("serial", path="/dev/rfcomm0"), "/dev/rfcomm0", "bluetooth")


@dataclass
class Neighbourhood:
    """What a search finds. With `waits` it goes on until somebody cancels it."""

    found: tuple[Finding, ...] = ()
    waits: bool = False
    is_broken: bool = False
    wishes: list[Wish] = field(default_factory=list)
    ended: threading.Event = field(default_factory=threading.Event)
    threads: set[str] = field(default_factory=set)

    def forget(self) -> None:
        """Be empty again, and quiet."""
        self.found, self.waits, self.is_broken = (), False, False
        self.wishes.clear()
        self.threads.clear()
        self.ended.clear()

    def find(self, wish: Wish, progress: object, is_cancelled: object) -> tuple[Finding, ...]:
        assert callable(progress)
        assert callable(is_cancelled)
        self.wishes.append(wish)
        self.threads.add(threading.current_thread().name)
        progress(Step(1, 4, "usb", self.found))
        rest = threading.Event()
        while self.waits and not is_cancelled():
            rest.wait(0.01)
        self.ended.set()
        if self.is_broken:
            raise RuntimeError("a bug of ours")
        return self.found


@dataclass
class OpenPrinterPage:
    """The page, what it is told, and what it kept."""

    screen: SettingsScreen
    page: PrinterPage
    laptop: Laptop
    near: Neighbourhood
    answers: Answers
    file: Path
    booth: BoothApp

    def saved(self) -> Settings:
        return load_settings(self.file).settings

    def start_anew(self) -> None:
        """As a new booth finds it."""
        usual = Settings(language="en")
        self.laptop.choose(**{name: getattr(usual, name) for name in Settings.__slots__})
        self.near.forget()
        self.page._go_to(0)
        self.page.finder.address.field.clear()
        self.page.finder.around.setChecked(False)
        self.screen.activateWindow()
        settle()

    def dialog(self) -> TrialDialog:
        dialog = self.page.trial.dialog
        assert dialog is not None
        return dialog


@contextmanager
def a_printer_page(folder: Path) -> Iterator[OpenPrinterPage]:
    """A practice till with the real ways to printers, on the page of its printers."""
    surroundings = Surroundings(clock=WallClock(), randomness=counted_randomness())
    till = TillFolder(folder / "till", surroundings)
    try:
        till.practise(operator_name="Rahma")
        booth = till.open_booth()
        assert booth is not None
        near, answers = Neighbourhood(), Answers()
        laptop = Laptop(folder / "settings.json", Settings(language="en"))
        own = BoothSettings(
            booth.arranging,
            ReceiptSample(booth.papers),
            is_practice=True,
            signing_in=booth.signing_in,
            people=booth.people,
            pages=booth.printing.loose,
            logo=booth.logo,
        )
        parts = SettingsParts(
            log_folder=folder,
            chooser=answers,
            joining=booth.joining,
            booth=own,
            find_printers=near.find,
        )
        screen = SettingsScreen(laptop, parts)
        screen.resize(960, 540)
        screen.show()
        screen.activateWindow()
        page = screen.show_page(PrinterPage)
        settle()
        yield OpenPrinterPage(screen, page, laptop, near, answers, folder / "settings.json", booth)
        screen.close()
        screen.deleteLater()
        settle()
    finally:
        till.close()
