"""Where a scanned code goes: into the cart, to the page that is open, or into the queue (5.3)."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QApplication

from pos_app.domain.scale_code import ScalePattern
from pos_app.i18n import _
from pos_app.settings import Settings
from ui.main_window import MainWindow
from ui.notices import Notice
from ui.sale.sale_screen import SaleScreen
from ui.scanner import Scanner, ScannerSettings
from ui.waiting_scans import WaitingScans

Offer = Callable[[str, str], bool]
"""Offers the page of a key a code; False says that the page has no use for it now."""


class BoothScans(QObject):
    """Listens to the scanner. No code is lost in silence, and none presses a button."""

    def __init__(
        self,
        window: MainWindow,
        sale_screen: SaleScreen,
        offer: Offer,
    ) -> None:
        """`offer` gives a code to the page that is up, when it is not the selling page.

        `refuses` may be set: it says whether nobody is at the till.
        """
        super().__init__(window)
        self._window = window
        self._sale_screen = sale_screen
        self._offer = offer
        self.refuses: Callable[[], bool] = lambda: False
        self._scale: ScalePattern | None = None
        self.scanner = Scanner()
        self.waiting = WaitingScans(window, self._sell)
        self._wire()

    def use_settings(self, settings: Settings) -> None:
        """Use what the laptop learned about its scanner from the next key on."""
        pattern = settings.scale_pattern
        self._scale = ScalePattern.of(pattern) if pattern else None
        self.scanner.configure(
            ScannerSettings(
                mean_gap_ms=settings.scanner_mean_gap_ms,
                min_length=settings.scanner_min_length,
                prefix=settings.scanner_prefix,
                suffix=settings.scanner_suffix,
                same_again_ms=settings.scanner_same_again_ms,
            )
        )

    def _wire(self) -> None:
        self.scanner.scanned.connect(self.take)
        self.scanner.keyboard_is_foreign.connect(self._tell_foreign_keyboard)
        self.scanner.unfinished.connect(self._tell_no_end)

    @Slot(str)
    def take(self, code: str) -> None:
        """Take a code wherever the program is."""
        page = self._window.page()
        if self.refuses():
            return
        if QApplication.activeModalWidget() is not None:
            self.waiting.add(code)
        elif page == "sell":
            self._sell(code)
        elif not self._offer(page, code):
            self.waiting.add(code)

    def _sell(self, code: str) -> None:
        """Put a code into the cart; one that a scale printed with the weight it says."""
        weighed = None if self._scale is None else self._scale.read(code)
        if weighed is not None:
            code = f"{weighed.quantity}*{weighed.product_code}".replace(".", ",")
        self._sale_screen.take_scan(code)

    # --- what is wrong with the reader -------------------------------------------------------

    @Slot()
    def _tell_foreign_keyboard(self) -> None:
        words = _("The keyboard layout is French: codes come out wrong. Switch it to US English.")
        self._window.show_notice(Notice("warning", words))

    @Slot(str)
    def _tell_no_end(self, code: str) -> None:
        field = self._sale_screen.scan_field
        if QApplication.focusWidget() is not field or not field.text().endswith(code):
            return

        def look_up() -> None:
            if field.text().endswith(code):
                field.clear()
                self._sell(code)

        words = _("The scanner sends no Enter after a code. Scan “suffix: Enter” in its booklet.")
        self._window.show_notice(Notice("info", words, _("Look it up"), look_up))
