"""A booth's window: its screens joined, the printer's pump, scans, and what the top bar says."""

from dataclasses import replace
from functools import partial

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QApplication

from pos_app.domain.errors import PosError
from pos_app.domain.printer import PrinterProfile
from pos_app.i18n import _, format_date, language
from pos_app.services.receipt_sample import ReceiptSample
from pos_app.wording import words_for
from ui.background import Background
from ui.booth_parts import BoothParts
from ui.booth_people import BoothPeople
from ui.booth_printing import BoothPrinting
from ui.booth_scans import BoothScans
from ui.booth_sides import BoothSides
from ui.day.day_presenter import DayPresenter
from ui.day.day_screen import DayScreen
from ui.goods.goods_presenter import GoodsPresenter
from ui.goods.goods_screen import GoodsScreen
from ui.goods.new_product_panel import NewProductPanel
from ui.history.history_presenter import HistoryPresenter, HistoryServices
from ui.history.history_screen import HistoryScreen
from ui.history.refund_presenter import RefundPresenter
from ui.laptop import Laptop
from ui.main_window import MainWindow, Page
from ui.notices import Notice
from ui.printing.papers_screen import PapersScreen
from ui.printing.print_presenter import PrintPresenter
from ui.sale.sale_presenter import SalePresenter
from ui.sale.sale_screen import SaleScreen
from ui.setup.settings_screen import SettingsScreen
from ui.setup.settings_subjects import BoothSettings, SettingsParts
from ui.sound import Player


class BoothWindow(QObject):
    """Joins the screens of a till. `window` is what is seen; `start_again` leaves it.

    `practice_wanted` asks for the practice till, `selling_wanted` for the real one again.
    """

    start_again = Signal()
    practice_wanted = Signal()
    selling_wanted = Signal()

    def __init__(
        self,
        parts: BoothParts,
        laptop: Laptop,
        settings: SettingsParts,
        *,
        player: Player | None = None,
    ) -> None:
        super().__init__()
        self.parts = parts
        self._laptop = laptop
        self._printer_worker, self._office = Background("printer"), Background("office")
        self._has_real_till = settings.has_real_till
        self._language = language()
        self._build(settings, player)
        self._wire()
        self.window.open_page("sell")
        self._show_states()
        self._announce_forgotten_day()
        self.sides.screens.follow()
        self.printing.wake()
        self.printing.warm_up()

    def listen(self) -> None:
        """Listen to the scanner from now on."""
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        self.scanner.start(app)
        self.people.start()

    def close(self, timeout_s: float) -> bool:
        """Keep the cart, let the workers finish; False when one is still at it."""
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        self.scanner.stop(app)
        self.people.stop()
        self._laptop.changed.disconnect(self._use_settings)
        self.selling.save_cart()
        has_ended = self.sides.close(timeout_s)
        for worker in (self._printer_worker, self._office):
            has_ended = worker.close(timeout_s) and has_ended
        return has_ended

    # --- inside: joining -----------------------------------------------------------------------

    def _build(self, settings: SettingsParts, player: Player | None) -> None:
        parts = self.parts
        self.printing = PrintPresenter(parts.printing, self._printer_worker)
        self.selling = SalePresenter(parts)
        self.sale_screen = SaleScreen(self.selling)
        self.new_product = NewProductPanel(parts.catalog)
        self.sale_screen.place_new_product(self.new_product)
        self.history = HistoryPresenter(
            HistoryServices(parts.receipts, parts.correcting, parts.printing, parts.signing_in),
            office=self._office,
        )
        self.history_screen = HistoryScreen(
            self.history, RefundPresenter(self.history, parts.catalog)
        )
        self.goods = GoodsPresenter(parts.catalog, office=self._office)
        self.goods_screen = GoodsScreen(self.goods)
        self.day = DayPresenter(parts, office=self._office)
        self.day_screen = DayScreen(self.day)
        self.papers_screen = PapersScreen(self.printing, parts.event)
        own = BoothSettings(
            parts.arranging,
            ReceiptSample(parts.papers),
            parts.event.is_practice,
            parts.signing_in,
            parts.people,
        )
        self.settings_screen = SettingsScreen(self._laptop, replace(settings, booth=own))
        self.window = MainWindow(self._pages(), is_practice=parts.event.is_practice)
        self.sides = BoothSides(parts, self._laptop, self.selling, player)
        self.people = BoothPeople(parts, self.window, self.sides.sounds)
        self.paper_talk = BoothPrinting(
            self.printing,
            self.window,
            sale_screen=self.sale_screen,
            printer_page=self.settings_screen.printer_page,
        )
        self.scans = BoothScans(
            self.window,
            self.sale_screen,
            {
                "history": self.history_screen.take_scan,
                "goods": self.goods_screen.take_scan,
                "settings": self.settings_screen.take_scan,
            },
        )
        self.scans.refuses = self.people.refuses_scan
        self.scans.use_settings(self._laptop.settings)
        self.scanner, self.waiting_scans = self.scans.scanner, self.scans.waiting

    def _pages(self) -> list[Page]:
        sale = self.sale_screen
        return [
            Page("sell", "shopping-cart", lambda: _("Sell"), sale, arrived=sale.go_to_scan_field),
            Page(
                "history",
                "history",
                lambda: _("History"),
                self.history_screen,
                arrived=self.history_screen.arrive,
            ),
            Page("goods", "package", lambda: _("Products"), self.goods_screen),
            Page("day", "calendar-check", lambda: _("Day"), self.day_screen),
            Page(
                "papers",
                "printer",
                lambda: _("Papers"),
                self.papers_screen,
                arrived=self.papers_screen.go_to_first,
            ),
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
        for screen in (
            self.sale_screen,
            self.history_screen,
            self.goods_screen,
            self.day_screen,
            self.settings_screen,
        ):
            screen.noticed.connect(window.show_notice)
        self.sale_screen.status_chosen.connect(self._open_status)
        self.new_product.made.connect(self.goods.get_search_ready)
        self.selling.receipt.paper_waits.connect(printing.wake)
        self.day.paper_waits.connect(printing.wake)
        self.history.paper_waits.connect(printing.wake)
        self.history.corrected.connect(self.selling.receipt.show_last)
        printing.papers_changed.connect(self.selling.receipt.refresh)
        printing.papers_changed.connect(self._refresh_day)
        printing.papers_changed.connect(self.history_screen.follow_papers)
        self._wire_settings()
        self._laptop.changed.connect(self._use_settings)
        self._laptop.failed.connect(partial(self._tell, "warning"))
        self.people.signed_in.connect(self.selling.receipt.refresh)
        self.people.signed_in.connect(self._refresh_day)
        self.people.locking.covered.connect(self.sides.customer.clear)
        self.people.signed_in.connect(self.sides.show_again)
        self.day_screen.lock_wanted.connect(self.people.locking.lock)
        self.people.failed.connect(partial(self._tell, "danger"))
        window.sun_wanted.connect(self._laptop.toggle_sun)

    def _wire_settings(self) -> None:
        settings = self.settings_screen
        settings.start_again.connect(self.start_again)
        settings.pack_taken.connect(self._show_states)
        settings.failed.connect(partial(self._tell, "danger"))
        settings.rules_changed.connect(self.sides.use_rules)
        settings.pages.customer.trial_wanted.connect(self.sides.screens.try_in_window)
        practice = settings.pages.practice
        assert practice is not None, "a till at work has all pages"
        practice.practice_wanted.connect(self.practice_wanted)
        practice.selling_wanted.connect(self._leave_practice)

    # --- inside: what the window says ----------------------------------------------------------

    @Slot()
    def _show_states(self) -> None:
        parts = self.parts
        self.sale_screen.show_place(parts.event.name, parts.booth.name)
        joined = parts.joining.joined()
        is_open = joined is not None and not joined.is_approved
        words = _("waiting for approval") if is_open else ""
        self.sale_screen.set_status("approval", "warning", words, icon="hourglass")
        if parts.event.is_practice:
            self.sale_screen.set_status("practice", "warning", _("Leave practice"), icon="log-out")
        self.paper_talk.say_again()

    @Slot(str)
    def _open_status(self, key: str) -> None:
        if key == "printer" and self.printing.status.pump != "no_printer":
            self.window.open_page("papers")
            return
        if key == "practice":
            self._leave_practice()
            return
        if key == "printer":
            self.settings_screen.show_printer()
        else:
            self.settings_screen.show_keys()
        self.window.open_page("settings")

    @Slot()
    def _leave_practice(self) -> None:
        (self.selling_wanted if self._has_real_till else self.start_again).emit()

    def _tell(self, kind: str, error: PosError) -> None:
        self.window.show_notice(
            Notice("danger" if kind == "danger" else "warning", words_for(error))
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

    @Slot()
    def _refresh_day(self) -> None:
        if self.day_screen.isVisible():
            self.day.refresh()

    @Slot()
    def _use_settings(self) -> None:
        printer: PrinterProfile | None = self._laptop.settings.printer
        if printer != self.parts.printing.printer:
            self.printing.use_printer(printer)
        self.scans.use_settings(self._laptop.settings)
        if language() != self._language:  # the screens follow by themselves; these words are ours
            self._language = language()
            self.window.notices.clear()  # what still has to be said is said anew
            self._show_states()
            self._announce_forgotten_day()
