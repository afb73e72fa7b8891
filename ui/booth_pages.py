"""The pages of a booth's window: the selling page at once, any other when it is first wanted."""

from dataclasses import dataclass
from functools import cached_property

from PySide6.QtCore import QObject, Signal, Slot

from pos_app.domain.money import Money
from pos_app.domain.tender import CASH
from pos_app.i18n import _
from ui.booth_parts import BoothParts
from ui.day.day_presenter import DayPresenter
from ui.day.day_screen import DayScreen
from ui.goods.goods_presenter import GoodsPresenter
from ui.goods.goods_screen import GoodsScreen
from ui.goods.new_product_panel import NewProductPanel
from ui.history.history_presenter import HistoryPresenter
from ui.history.history_screen import HistoryScreen
from ui.history.history_values import OpenCart
from ui.history.refund_presenter import RefundPresenter
from ui.laptop import Laptop
from ui.main_window import Page
from ui.printing.papers_screen import PapersScreen
from ui.printing.print_presenter import PrintPresenter
from ui.sale.money.payment_values import WantedTender
from ui.sale.sale_presenter import SalePresenter
from ui.sale.sale_screen import SaleScreen
from ui.setup.settings_screen import SettingsScreen
from ui.setup.settings_subjects import SettingsParts


@dataclass(frozen=True, slots=True)
class BoothPresenters:
    """What the pages speak to."""

    selling: SalePresenter
    history: HistoryPresenter
    goods: GoodsPresenter
    day: DayPresenter
    printing: PrintPresenter


class BoothPages(QObject):
    """Makes each screen once; a till is ready to scan long before it could have made them all.

    `noticed` carries a Notice from any of them, `lock_wanted` asks for another person at the till;
    `settings_made` carries the SettingsScreen once it is there, `exchanged` says that goods that
    came back count for the open cart.
    """

    noticed = Signal(object)
    settings_made = Signal(object)
    lock_wanted = Signal()
    exchanged = Signal()

    def __init__(
        self,
        parts: BoothParts,
        presenters: BoothPresenters,
        laptop: Laptop,
        settings: SettingsParts,
    ) -> None:
        super().__init__()
        self._parts, self._presenters = parts, presenters
        self._laptop, self._settings_parts = laptop, settings
        self.sale = SaleScreen(presenters.selling)
        self.new_product = NewProductPanel(parts.catalog)
        self.new_product.made.connect(presenters.goods.get_search_ready)
        self.sale.place_new_product(self.new_product)
        self.sale.noticed.connect(self.noticed)

    @cached_property
    def history(self) -> HistoryScreen:
        """Receipts."""
        presenter = self._presenters.history
        cart = OpenCart(self._still_to_pay, self._put_towards_cart)
        screen = HistoryScreen(presenter, RefundPresenter(presenter, self._parts.catalog, cart))
        screen.exchanged.connect(self.exchanged)
        self._presenters.printing.papers_changed.connect(screen.follow_papers)
        screen.noticed.connect(self.noticed)
        return screen

    @cached_property
    def goods(self) -> GoodsScreen:
        """Products and price lists."""
        screen = GoodsScreen(self._presenters.goods)
        screen.noticed.connect(self.noticed)
        return screen

    @cached_property
    def day(self) -> DayScreen:
        """Drawer, shifts and the end of the day."""
        screen = DayScreen(self._presenters.day)
        self._presenters.printing.papers_changed.connect(self.refresh_day)
        screen.noticed.connect(self.noticed)
        screen.lock_wanted.connect(self.lock_wanted)
        return screen

    @cached_property
    def papers(self) -> PapersScreen:
        """Papers that wait."""
        return PapersScreen(self._presenters.printing, self._parts.event)

    @cached_property
    def settings(self) -> SettingsScreen:
        """All that can be chosen."""
        screen = SettingsScreen(self._laptop, self._settings_parts)
        screen.noticed.connect(self.noticed)
        self.settings_made.emit(screen)
        return screen

    def _still_to_pay(self) -> Money:
        return self._parts.paying.payment.missing_in(CASH)

    def _put_towards_cart(self, amount: Money) -> bool:
        return self._presenters.selling.money.take_part(WantedTender(CASH, amount))

    @Slot()
    def refresh_day(self) -> None:
        """Show the day as it is now, while somebody looks at it."""
        if "day" in self.__dict__ and self.day.isVisible():
            self._presenters.day.refresh()

    def take_scan(self, page: str, code: str) -> bool:
        """Give a code to the page that is up; False when it has no use for it now."""
        match page:
            case "history":
                self.history.take_scan(code)
                return True
            case "goods":
                return self.goods.take_scan(code)
            case "settings":
                return self.settings.take_scan(code)
            case _:
                return False

    def rail(self) -> list[Page]:
        """The pages in their order."""
        sale = self.sale
        return [
            Page(
                "sell",
                "shopping-cart",
                lambda: _("Sell"),
                lambda: sale,
                arrived=sale.go_to_scan_field,
            ),
            Page(
                "history",
                "history",
                lambda: _("History"),
                lambda: self.history,
                arrived=self._arrive_at_history,
            ),
            Page("goods", "package", lambda: _("Products"), lambda: self.goods),
            Page(
                "day",
                "calendar-check",
                lambda: _("Day"),
                lambda: self.day,
                again=self._go_to_first_of_day,
            ),
            Page(
                "papers",
                "printer",
                lambda: _("Papers"),
                lambda: self.papers,
                arrived=self._arrive_at_papers,
            ),
            Page(
                "settings",
                "settings",
                lambda: _("Settings"),
                lambda: self.settings,
                is_at_bottom=True,
            ),
        ]

    def _arrive_at_history(self) -> None:
        self.history.arrive()

    def _go_to_first_of_day(self) -> None:
        self.day.go_to_first()

    def _arrive_at_papers(self) -> None:
        self.papers.go_to_first()
