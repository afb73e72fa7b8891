"""What a scanned code does on the selling screen, whatever is open there."""

from PySide6.QtCore import QObject, Slot

from pos_app.i18n import _
from ui.sale.goods.shelf import is_only_quantity
from ui.sale.sale_actions import SaleActions
from ui.sale.sale_pages import SalePages
from ui.sale.sale_presenter import SalePresenter
from ui.sale.timing import Settling


class ScanActions(QObject):
    """Brings codes into the cart. None is lost in silence, and none costs what was typed."""

    def __init__(
        self, presenter: SalePresenter, pages: SalePages, settling: Settling, actions: SaleActions
    ) -> None:
        super().__init__()
        self._presenter = presenter
        self._pages = pages
        self._settling = settling
        self._actions = actions

    @Slot(str)
    def take_scan(self, code: str) -> None:
        """Take a code from the scanner into the cart, whichever page is open."""
        self._settling.scanned()
        self._pages.hide_words()
        if self._keeps_words(code):
            return
        unweighed = self._pages.sell.tools.quantity.unweighed()
        typed = self._pages.sell.top.scan_field.text()
        self._pages.close_tool()
        self._actions.clear_search()
        self._take(f"{typed}{code}" if is_only_quantity(typed) else code)
        if unweighed is not None:
            words = _("“{product}” is not in the cart: no weight was typed.")
            self._pages.sell.said.show_words(words.format(product=unweighed.name))

    @Slot(object)
    def take_scans(self, codes: tuple[str, ...]) -> None:
        """Take the codes that waited until a payment was done."""
        for code in codes:
            self.take_scan(code)

    def _take(self, code: str) -> None:
        if self._actions.checks_prices():
            self._presenter.check_price(code)
            self._actions.be_ready()
        elif self._pages.is_paying() and self._presenter.money.holds_scan(code):
            return
        elif self._presenter.scan(code):
            self._actions.be_ready()

    def _keeps_words(self, code: str) -> bool:
        """Whether a panel with typed words stays: the code is unknown, perhaps fast typing."""
        tool = self._pages.tool()
        if tool is None or not tool.holds_words or not tool.has_input():
            return False
        if not self._presenter.knows(code):
            self._presenter.cart.scan(code)
            return True
        if tool is self._pages.sell.tools.note:
            tool.want_to_take()
        return False
