"""A booth's window: its screens joined, the printer's pump, scans, and what the top bar says."""

from dataclasses import replace
from functools import partial

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QApplication

from pos_app.domain.errors import PosError
from pos_app.domain.tender import CASH
from pos_app.i18n import _, format_date, language
from pos_app.services.receipt_sample import ReceiptSample
from pos_app.wording import words_for
from ui.background import Background
from ui.booth_pages import BoothPages, BoothPresenters
from ui.booth_parts import BoothParts
from ui.booth_people import BoothPeople
from ui.booth_printing import BoothPrinting
from ui.booth_scans import BoothScans
from ui.booth_sides import BoothSides
from ui.closed_day import ClosedDay
from ui.day.day_presenter import DayPresenter
from ui.goods.goods_presenter import GoodsPresenter
from ui.history.history_presenter import HistoryPresenter, HistoryServices
from ui.laptop import Laptop
from ui.main_window import MainWindow
from ui.notices import Notice
from ui.printing.print_presenter import PrintPresenter
from ui.sale.sale_presenter import SalePresenter
from ui.setup.keys_page import KeysPage
from ui.setup.printer_page import PrinterPage
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
        self._office = Background("office")
        self._has_real_till = settings.has_real_till
        self._language = language()
        self._build(settings, player)
        self._wire()
        self.window.open_page("sell")
        self.closed_day.say_again()
        self._show_states()
        self._announce_forgotten_day()
        self.sides.screens.follow()
        self.printing.start(laptop.settings.printer, laptop.settings.other_printers)
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
        self._laptop.failed.disconnect(self._tell_unsaved)
        self.selling.save_cart()
        has_ended = self.sides.close(timeout_s)
        for ending in (self.printing.close, self._office.close):
            has_ended = ending(timeout_s) and has_ended
        return has_ended

    # --- inside: joining -----------------------------------------------------------------------

    def _build(self, settings: SettingsParts, player: Player | None) -> None:
        parts = self.parts
        self._build_presenters()
        own = BoothSettings(
            parts.arranging,
            ReceiptSample(parts.papers),
            parts.event.is_practice,
            parts.signing_in,
            parts.people,
            parts.printing.loose,
            parts.logo,
        )
        presenters = BoothPresenters(
            self.selling, self.history, self.goods, self.day, self.printing
        )
        self.pages = BoothPages(parts, presenters, self._laptop, replace(settings, booth=own))
        self.sale_screen = self.pages.sale
        self.window = MainWindow(self.pages.rail(), is_practice=parts.event.is_practice)
        self.sides = BoothSides(parts, self._laptop, self.selling, player)
        self.people = BoothPeople(parts, self.window, self.sides.sounds)
        self.paper_talk = BoothPrinting(self.printing, self.window, sale_screen=self.sale_screen)
        self.closed_day = ClosedDay(parts, self.window, open_as_left=self.day.set_float_as_left)
        self.scans = BoothScans(self.window, self.sale_screen, self.pages.take_scan)
        self.paper_talk.may_ask = lambda: not self.people.locking.is_locked
        self.scans.refuses = self.people.refuses_scan
        self.scans.use_settings(self._laptop.settings)
        self.scanner, self.waiting_scans = self.scans.scanner, self.scans.waiting

    def _build_presenters(self) -> None:
        parts, office = self.parts, self._office
        self.printing = PrintPresenter(parts.printing, folder=parts.receipts.folder)
        self.selling = SalePresenter(parts)
        self.history = HistoryPresenter(
            HistoryServices(
                parts.receipts, parts.correcting, parts.printing, parts.signing_in, parts.qris
            ),
            office=office,
        )
        self.goods = GoodsPresenter(parts.catalog, office=office)
        self.day = DayPresenter(parts, office=office)

    def _wire(self) -> None:
        window, printing, pages = self.window, self.printing, self.pages
        pages.noticed.connect(window.show_notice)
        pages.settings_made.connect(self._wire_settings)
        pages.lock_wanted.connect(self.people.locking.lock)
        pages.exchanged.connect(self._go_on_paying)
        self.sale_screen.status_chosen.connect(self._open_status)
        self.sale_screen.list_wanted.connect(self._ask_for_list)
        self.sale_screen.turned.connect(window.notices.drop_toasts)
        for turned in (self.sale_screen.turned, window.page_changed):
            turned.connect(self._fit_notices)
        self.goods.search_ready.connect(self.selling.show_found_again)
        self.selling.receipt.paper_waits.connect(printing.wake)
        self.day.paper_waits.connect(printing.wake)
        self.history.paper_waits.connect(printing.wake)
        self.history.corrected.connect(self.selling.receipt.show_last)
        self.selling.sale_recorded.connect(self.closed_day.look)
        self.day.day_changed.connect(self.closed_day.look)
        self.closed_day.float_wanted.connect(partial(window.open_page, "day"))
        printing.papers_changed.connect(self.selling.receipt.refresh)
        self._laptop.changed.connect(self._use_settings)
        self._laptop.failed.connect(self._tell_unsaved)
        self.people.signed_in.connect(self.selling.receipt.refresh)
        self.people.signed_in.connect(self.paper_talk.ask_now)
        self.people.signed_in.connect(pages.refresh_day)
        self.people.locking.covered.connect(self.sides.customer.clear)
        self.people.signed_in.connect(self.sides.show_again)
        self.people.failed.connect(partial(self._tell, "danger"))
        window.sun_wanted.connect(self._laptop.toggle_sun)
        window.keys_chosen.connect(self._laptop.choose_keys)
        window.print_keys = partial(printing.keys.print_list, folder=self.parts.days.folder)

    @Slot(object)
    def _wire_settings(self, settings: SettingsScreen) -> None:
        settings.start_again.connect(self.start_again)
        settings.pack_taken.connect(self._show_states)
        self.people.signed_in.connect(settings.follow_person)
        settings.failed.connect(partial(self._tell, "danger"))
        settings.rules_changed.connect(self.sides.use_rules)
        settings.display_tried.connect(self.sides.screens.try_in_window)
        settings.practice_wanted.connect(self.practice_wanted)
        settings.selling_wanted.connect(self._leave_practice)

    # --- inside: what the window says ----------------------------------------------------------

    @Slot()
    def _fit_notices(self) -> None:
        is_selling = self.window.page() == "sell"
        self.window.notices.keep_to(self.sale_screen.notice_corner() if is_selling else None)

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
            self._leave_practice_or_ask()
            return
        self.window.open_page("settings")
        self.pages.settings.show_page(PrinterPage if key == "printer" else KeysPage)

    @Slot()
    def _ask_for_list(self) -> None:
        self.window.open_page("goods")
        self.pages.goods.ask_for_list()

    @Slot()
    def _go_on_paying(self) -> None:
        """What came back counts for the cart: the rest of it is paid now."""
        self.window.open_page("sell")
        self.sale_screen.pages.open_tender(CASH)

    def _leave_practice_or_ask(self) -> None:
        """The button stands beside the scan field: a slip must not end a sale that is going on."""
        if not self.sale_screen.pages.has_lines():
            self._leave_practice()
            return
        words = _("There are goods in the practice cart. They stay in it until you come back.")
        self.window.show_notice(Notice("warning", words, _("Leave practice"), self._leave_practice))

    @Slot()
    def _leave_practice(self) -> None:
        self.sale_screen.set_status("practice", "warning", _("One moment …"), icon="hourglass")
        self.window.repaint()  # opening the other till takes a while
        (self.selling_wanted if self._has_real_till else self.start_again).emit()

    @Slot(object)
    def _tell_unsaved(self, error: PosError) -> None:
        self._tell("warning", error)

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
        self.pages.day.start_close()

    # --- inside: what comes in -----------------------------------------------------------------

    @Slot()
    def _use_settings(self) -> None:
        settings = self._laptop.settings
        self.printing.use_printers(settings.printer, settings.other_printers)
        self.scans.use_settings(settings)
        if language() != self._language:  # the screens follow by themselves; these words are ours
            self._language = language()
            self.window.notices.clear()  # what still has to be said is said anew
            self._show_states()
            self.closed_day.say_again()
            self._announce_forgotten_day()
