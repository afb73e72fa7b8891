"""From the cart to the money: paying at once, opening the page of money, a cart for nothing."""

from PySide6.QtCore import QObject, Slot

from pos_app.domain.cart_errors import ReasonMissing
from pos_app.domain.errors import CartIsEmpty
from pos_app.domain.money import Money
from pos_app.domain.tender import CASH
from ui.sale.money.payment_values import WantedTender
from ui.sale.sale_pages import SalePages
from ui.sale.sale_presenter import SalePresenter
from ui.sale.timing import Settling


class PayActions(QObject):
    """What was typed beside the cart is taken over before any money is."""

    def __init__(self, presenter: SalePresenter, pages: SalePages, settling: Settling) -> None:
        super().__init__()
        self._presenter = presenter
        self._pages = pages
        self._settling = settling

    @Slot()
    def pay_by_key(self) -> None:
        """Pay as `pay` does, asked for by a function key."""
        if self._pages.is_paying() and self._settling.holds_tap():
            self._pages.say_too_soon()
            return
        was_paying = self._pages.is_paying()
        self.pay()
        if not was_paying and self._pages.is_paying():
            self._settling.page_opened_by_key()

    def open_by_key(self, kind: str) -> None:
        """Open the page of money with a kind of tender, asked for by its key."""
        was_paying = self._pages.is_paying()
        self.open_tender(kind)
        if not was_paying and self._pages.is_paying():
            self._settling.page_opened_by_key()

    @Slot()
    def pay(self) -> None:
        """Open the page of money, or finish there; a cart for nothing asks for its reason."""
        if self._pages.is_paying():
            self._pages.tender.want_finish()
            return
        if not self._settles_tool():
            return
        state = self._pages.state
        if state is not None and state.cart.lines and not state.cart.total:
            self._pages.open_goods()
            self._pages.show_refusal(ReasonMissing("zero"))
            self._pages.sell.pane.foot.ask_reason()
        else:
            self.open_tender(CASH)

    def open_tender(self, kind: str) -> None:
        """Open the page of money with a kind of tender, or choose it there."""
        if self._pages.is_paying():
            self._pages.tender.choose_kind(kind)
        elif not self._settles_tool():
            return
        elif self._pages.has_lines():
            self._pages.open_tender(kind)
        elif not self._pages.sell.pane.shows_sale():
            self._pages.show_refusal(CartIsEmpty())

    @Slot(object)
    def take_cash(self, amount: Money | None) -> None:
        """Take cash from the quick-money row and make the sale; None is the exact total."""
        if self._settling.holds_tap() or not self._settles_tool():
            return
        if self._pages.has_lines():
            self._presenter.money.pay(CASH, amount)

    @Slot(str)
    def give_away(self, why: str) -> None:
        """Make a sale for which nothing is to pay."""
        if self._settling.holds_tap() or not self._settles_tool():
            return
        if self._pages.has_lines():
            self._presenter.money.finish(WantedTender(), why=why)

    @Slot(object)
    def finish(self, wanted: WantedTender) -> None:
        """Make the sale from the page of money."""
        if not self._settling.holds_tap():
            self._presenter.money.finish(wanted)

    def _settles_tool(self) -> bool:
        """Take over what was typed beside the cart; False while it is refused or asked about."""
        tool = self._pages.tool()
        if tool is None:
            return True
        if tool.has_input():
            tool.want_to_take()
        else:
            self._pages.close_tool()
        return self._pages.tool() is None
