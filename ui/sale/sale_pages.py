"""The two pages of the selling screen, and what the presenters have them show."""

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QStackedWidget

from pos_app.cart_words import notice_words
from pos_app.domain.cart_errors import AgreedTooLow
from pos_app.domain.cart_notices import CartNotice, OlderPriceKept
from pos_app.domain.errors import Refusal, UnknownCode
from pos_app.domain.tender import CASH
from pos_app.i18n import _, ngettext
from pos_app.wording import words_for
from ui.sale.cart.cart_model import CartModel
from ui.sale.money.payment_values import PaymentState
from ui.sale.money.tender_panel import TenderPanel
from ui.sale.receipt_presenter import LastSale
from ui.sale.said_words import deed_words
from ui.sale.sale_values import CartState, Deed, GoodsState
from ui.sale.sell_page import SellPage
from ui.sale.tools.tool_panel import ToolPanel


class SalePages(QStackedWidget):
    """Goods or money; both show the same cart. Holds what is shown, decides nothing."""

    def __init__(self) -> None:
        super().__init__()
        self._lines = CartModel()
        self._goods = GoodsState(())
        self.state: CartState | None = None
        self.last: LastSale | None = None
        self.unknown_code = ""
        self.sell = SellPage(self._lines)
        self.tender = TenderPanel(self._lines)
        self.addWidget(self.sell)
        self.addWidget(self.tender)

    # --- which page ----------------------------------------------------------------------------

    def is_paying(self) -> bool:
        """Whether the page where money is taken is open."""
        return self.currentWidget() is self.tender

    def has_lines(self) -> bool:
        """Whether there is anything to pay for."""
        return self.state is not None and bool(self.state.cart.lines)

    def tool(self) -> ToolPanel | None:
        """The panel that is open beside the cart, if any."""
        return self.sell.tools.sheet.current()

    def open_tender(self, kind: str) -> None:
        """Show the page of money with a kind of tender."""
        self.hide_words()
        self.close_tool()
        self.setCurrentWidget(self.tender)
        self.tender.open_with(kind)

    def open_goods(self) -> None:
        """Show the page of goods, ready to scan."""
        self.close_tool()
        self.setCurrentWidget(self.sell)
        self.sell.top.scan_field.setFocus(Qt.FocusReason.OtherFocusReason)

    def open_tool(self, panel: ToolPanel) -> None:
        """Show a panel beside the cart, in place of the goods."""
        self.hide_words()
        self.sell.tools.sheet.open(panel)
        self.sell.show_tools(is_open=True)
        panel.put_focus()

    def close_tool(self) -> None:
        """Show the goods again; a panel that goes must not leave the focus astray."""
        if self.tool() is None:
            return
        self.sell.top.scan_field.setFocus(Qt.FocusReason.OtherFocusReason)
        self.sell.tools.sheet.leave()
        self.sell.show_tools(is_open=False)

    @Slot()
    def hide_words(self) -> None:
        """Take away what was said about the step before."""
        self.sell.said.hide()
        self.sell.pane.said.hide()
        self.tender.show_refusal("")

    # --- what is shown -------------------------------------------------------------------------

    @Slot(object)
    def show_cart(self, state: CartState) -> None:
        """Show a cart on both pages; without lines there is nothing to pay."""
        self.state = state
        self._lines.show_lines(state.cart.lines)
        self.hide_words()
        if self.tool() is not None:
            self.open_goods()
        self.sell.show_cart(state)
        self.tender.show_cart(state)
        if self.is_paying() and not self.has_lines():
            self.open_goods()

    @Slot(object)
    def show_payment(self, state: PaymentState) -> None:
        """Offer beside the cart what is likely to be handed over for what is still open."""
        self.sell.pane.foot.show_open(state.so_far.missing_in(CASH))

    @Slot(object)
    def show_goods(self, state: GoodsState) -> None:
        """Show tiles."""
        self._goods = state
        self.unknown_code = ""
        self.sell.show_goods(state)

    @Slot(object)
    def show_last(self, last: LastSale | None) -> None:
        """Show what became of the last sale's receipt; after a close there is none."""
        self.last = last
        if last is None:
            self.sell.pane.dismiss_sale()
        else:
            self.sell.pane.update_sale(last)

    def show_last_sale(self) -> None:
        """Put the last sale's card into the cart pane."""
        assert self.last is not None
        self.sell.pane.show_sale(self.last)

    def say_too_soon(self) -> None:
        """Say that a key did not count: it may have been meant for the page before."""
        words = _("That came too soon and did not count. Press Enter again.")
        self.tender.show_refusal(words)

    @Slot(object)
    def show_deed(self, deed: Deed) -> None:
        """Say what was done, with the way back."""
        self.sell.said.show_deed(deed_words(deed))

    @Slot(object)
    def show_notices(self, notices: tuple[CartNotice, ...]) -> None:
        """Say what a change did beside what was asked for; what moved the total, beside it."""
        older = [one for one in notices if isinstance(one, OlderPriceKept)]
        others = [one for one in notices if not isinstance(one, OlderPriceKept)]
        if older:
            self.sell.said.show_words(" ".join(map(notice_words, older)), offers_new_prices=True)
        if others:
            self.sell.pane.said.show_words(" ".join(map(notice_words, others)))

    @Slot(object)
    def show_refusal(self, refusal: Refusal) -> None:
        """Show a refusal in words, next to what it is about."""
        words = words_for(refusal)
        tool = self.tool()
        if self.is_paying():
            self.tender.show_refusal(words)
        elif tool is not None:
            if isinstance(refusal, AgreedTooLow):
                self.sell.tools.agreed.offer_below()
            tool.show_refusal(words)
        elif isinstance(refusal, UnknownCode):
            self._show_unknown(refusal, words)
        else:
            self.sell.said.show_words(words)

    def retranslate(self) -> None:
        """Set the words in the language of the moment."""
        self.sell.retranslate()
        self.tender.retranslate()

    def _show_unknown(self, refusal: UnknownCode, words: str) -> None:
        found = len(self._goods.products) if self._goods.text else 0
        if not found:
            self.unknown_code = refusal.code
            self.sell.show_unknown(words)
            if self.currentWidget() is self.sell:
                self.sell.nothing.new.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        text = ngettext(
            "{count} product fits. Tap it, or choose it with the arrow keys.",
            "{count} products fit. Tap one, or choose it with the arrow keys.",
            found,
        )
        self.sell.said.show_words(text.format(count=found))
