"""A booth's window: its screens joined, the printer's pump, scans, and what the top bar says."""

from functools import partial
from typing import Protocol

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QApplication

from pos_app.domain.errors import PosError, PrinterError
from pos_app.domain.identity import Booth, Event
from pos_app.domain.printer import PrinterProfile
from pos_app.i18n import _, format_date
from pos_app.services.cash_keeping import CashKeeping
from pos_app.services.catalog_keeping import CatalogKeeping
from pos_app.services.day_keeping import DayKeeping
from pos_app.services.joining import Joining
from pos_app.services.print_keeping import PrintKeeping
from pos_app.services.selling import Selling
from pos_app.wording import words_for
from ui.background import Background
from ui.day.day_presenter import DayPresenter
from ui.day.day_screen import DayScreen
from ui.goods.goods_presenter import GoodsPresenter
from ui.goods.goods_screen import GoodsScreen
from ui.laptop import Laptop
from ui.main_window import MainWindow, Page
from ui.notices import Notice
from ui.printing.papers_screen import PapersScreen
from ui.printing.print_presenter import PrinterStatus, PrintPresenter
from ui.sale.sale_presenter import SalePresenter
from ui.sale.sale_screen import SaleScreen
from ui.scanner import Scanner, ScannerSettings
from ui.setup.settings_screen import SettingsParts, SettingsScreen
from ui.waiting_scans import WaitingScans


class BoothParts(Protocol):
    """The services of a till at work, as they are joined below the window."""

    @property
    def event(self) -> Event:
        """The event this till belongs to."""

    @property
    def booth(self) -> Booth:
        """The booth it stands at."""

    @property
    def selling(self) -> Selling:
        """The cart and the sales."""

    @property
    def cash(self) -> CashKeeping:
        """The drawer."""

    @property
    def days(self) -> DayKeeping:
        """The business days."""

    @property
    def printing(self) -> PrintKeeping:
        """The papers."""

    @property
    def catalog(self) -> CatalogKeeping:
        """The goods."""

    @property
    def joining(self) -> Joining:
        """Event, booth and key."""


class BoothWindow(QObject):
    """Joins the screens of a till. `window` is what is seen; `start_again` leaves it."""

    start_again = Signal()

    def __init__(self, parts: BoothParts, laptop: Laptop, settings: SettingsParts) -> None:
        super().__init__()
        self.parts = parts
        self._laptop = laptop
        self._printer_worker, self._office = Background("printer"), Background("office")
        self._stopped: Notice | None = None
        self._build(settings)
        self._wire()
        self.window.open_page("sell")
        self._show_states()
        self._announce_forgotten_day()
        self.printing.wake()

    def listen(self) -> None:
        """Listen to the scanner from now on."""
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        self.scanner.start(app)

    def close(self, timeout_s: float) -> bool:
        """Keep the cart, let the workers finish; False when one is still at it."""
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        self.scanner.stop(app)
        self._laptop.changed.disconnect(self._use_settings)
        self.selling.save_cart()
        has_printed = self._printer_worker.close(timeout_s)
        return self._office.close(timeout_s) and has_printed

    # --- inside: joining -----------------------------------------------------------------------

    def _build(self, settings: SettingsParts) -> None:
        parts = self.parts
        self.printing = PrintPresenter(parts.printing, self._printer_worker)
        self.selling = SalePresenter(parts.selling, parts.catalog, parts.printing)
        self.sale_screen = SaleScreen(self.selling)
        self.goods = GoodsPresenter(parts.catalog, office=self._office)
        self.goods_screen = GoodsScreen(self.goods)
        self.day = DayPresenter(parts.days, parts.cash, parts.printing, office=self._office)
        self.day_screen = DayScreen(self.day)
        self.papers_screen = PapersScreen(self.printing, parts.event)
        self.settings_screen = SettingsScreen(self._laptop, settings)
        self.window = MainWindow(self._pages(), is_practice=parts.event.is_practice)
        self.waiting_scans = WaitingScans(self.window, self.sale_screen.take_scan)
        self.scanner = Scanner(_scanner_settings(self._laptop))

    def _pages(self) -> list[Page]:
        sale = self.sale_screen
        return [
            Page("sell", "shopping-cart", lambda: _("Sell"), sale, arrived=sale.go_to_scan_field),
            Page("goods", "package", lambda: _("Products"), self.goods_screen),
            Page("day", "calendar-check", lambda: _("Day"), self.day_screen),
            Page("papers", "printer", lambda: _("Papers"), self.papers_screen),
            Page(
                "settings",
                "settings",
                lambda: _("Settings"),
                self.settings_screen,
                is_at_bottom=True,
            ),
        ]

    def _wire(self) -> None:
        window, printing = self.window, self.printing
        for screen in (self.sale_screen, self.goods_screen, self.day_screen, self.settings_screen):
            screen.noticed.connect(window.show_notice)
        self.sale_screen.status_chosen.connect(self._open_status)
        self.sale_screen.goods_wanted.connect(self._add_product)
        self.selling.receipt.paper_waits.connect(printing.wake)
        self.day.paper_waits.connect(printing.wake)
        printing.papers_changed.connect(self.selling.receipt.refresh)
        printing.papers_changed.connect(self._refresh_day)
        printing.status_changed.connect(self._show_printer)
        printing.stopped.connect(self._tell_stopped)
        printing.refused.connect(partial(self._tell, "info"))
        printing.failed.connect(partial(self._tell, "danger"))
        self.settings_screen.start_again.connect(self.start_again)
        self.settings_screen.pack_taken.connect(self._show_states)
        self._laptop.changed.connect(self._use_settings)
        self._laptop.failed.connect(partial(self._tell, "warning"))
        self.scanner.scanned.connect(self._take_scan)
        self.scanner.keyboard_is_foreign.connect(self._tell_foreign_keyboard)

    # --- inside: what the window says ----------------------------------------------------------

    @Slot()
    def _show_states(self) -> None:
        parts = self.parts
        self.sale_screen.show_place(parts.event.name, parts.booth.name)
        joined = parts.joining.joined()
        is_open = joined is not None and not joined.is_approved
        words = _("waiting for approval") if is_open else ""
        self.sale_screen.set_status("approval", "warning", words, icon="hourglass")
        self._show_printer(self.printing.status)

    @Slot(object)
    def _show_printer(self, status: PrinterStatus) -> None:
        icon = "" if status.kind == "warning" else "printer"
        self.sale_screen.set_status("printer", status.kind, status.words(), icon=icon)
        self.window.show_badge("papers", status.waiting + status.uncertain)
        if status.pump != "stopped" and self._stopped is not None:
            self.window.take_notice_back(self._stopped)
            self._stopped = None

    @Slot(str)
    def _open_status(self, key: str) -> None:
        if key == "printer" and self.printing.status.pump != "no_printer":
            self.window.open_page("papers")
            return
        if key == "printer":
            self.settings_screen.show_printer()
        else:
            self.settings_screen.show_keys()
        self.window.open_page("settings")

    @Slot(object)
    def _tell_stopped(self, error: PrinterError) -> None:
        safe = _("Your sales are saved.")
        words = f"{words_for(error)} {safe}"
        notice = Notice("warning", words, _("Try again"), self.printing.wake)
        if self._stopped is not None:
            self.window.take_notice_back(self._stopped)
        self._stopped = notice
        self.window.show_notice(notice)

    def _tell(self, kind: str, error: PosError) -> None:
        self.window.show_notice(
            Notice("danger" if kind == "danger" else "warning", words_for(error))
        )

    @Slot()
    def _tell_foreign_keyboard(self) -> None:
        self.window.show_notice(
            Notice(
                "warning",
                _("The keyboard layout is French: codes come out wrong. Switch it to US English."),
            )
        )

    def _announce_forgotten_day(self) -> None:
        state = self.parts.days.state()
        if state.is_forgotten and state.day is not None:
            words = _("The day {day} was not closed. You can sell; close it when you have time.")
            self.window.show_notice(
                Notice(
                    "warning",
                    words.format(day=format_date(state.day)),
                    _("Close it now"),
                    self._close_forgotten,
                )
            )

    def _close_forgotten(self) -> None:
        self.window.open_page("day")
        self.day_screen.start_close()

    # --- inside: what comes in -----------------------------------------------------------------

    @Slot(str)
    def _take_scan(self, code: str) -> None:
        is_free = QApplication.activeModalWidget() is None
        page = self.window.page()
        if is_free and page == "sell":
            self.sale_screen.take_scan(code)
        elif is_free and page == "goods":
            self.goods_screen.take_scan(code)
        else:
            self.waiting_scans.add(code)

    @Slot(str)
    def _add_product(self, code: str) -> None:
        """Open the form of a new product for a code that nothing has yet."""
        self.window.open_page("goods")
        self.goods_screen.add_button.click()
        self.goods_screen.take_scan(code)

    @Slot()
    def _refresh_day(self) -> None:
        if self.day_screen.isVisible():
            self.day.refresh()

    @Slot()
    def _use_settings(self) -> None:
        printer: PrinterProfile | None = self._laptop.settings.printer
        if printer != self.parts.printing.printer:
            self.printing.use_printer(printer)
        self.scanner.configure(_scanner_settings(self._laptop))


def _scanner_settings(laptop: Laptop) -> ScannerSettings:
    settings = laptop.settings
    return ScannerSettings(settings.scanner_mean_gap_ms, settings.scanner_min_length)
