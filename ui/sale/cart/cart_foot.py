"""Below the cart: tools for the line in hand, the sums, quick money, pay. It never moves."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedLayout, QVBoxLayout, QWidget

from pos_app.domain.cart import Cart
from pos_app.domain.money import Money
from pos_app.i18n import _, ngettext
from pos_app.papers.reasons import reason_words
from ui.buttons import PayButton, plain_tip
from ui.reason_chips import ReasonChips
from ui.sale.cart.line_words import sum_words
from ui.sale.money.quick_money import QuickMoneyRow
from ui.sale.sale_values import CartState
from ui.sale.tools.tool_button import ToolButton, ToolRow
from ui.widgets import ElidedLabel, MoneyLabel, TextLabel

_GIVEN_AWAY = ("gift", "sample", "swap")
"""Codes of reasons why nothing is to pay."""


class LineTools(ToolRow):
    """What can be done with the line in hand."""

    def __init__(self) -> None:
        icons = ("grid-2x2", "percent", "tag", "pencil", "trash-2")
        super().__init__(tuple(map(ToolButton, icons)))
        self.quantity, self.discount, self.price, self.note, self.remove = self.tools
        self.retranslate()

    def show_cart(self, state: CartState) -> None:
        """Offer the tools while a line is in hand."""
        for tool in self.tools:
            tool.offer(state.selected is not None, _("The cart is empty"))

    def retranslate(self) -> None:
        """Set the words in the language of the moment."""
        words = (
            (self.quantity, _("Quantity"), "quantity"),
            (self.discount, _("Discount %"), "discount"),
            (self.price, _("Price"), "price"),
            (self.note, _("Note"), "note"),
            (self.remove, _("Remove"), "Del"),
        )
        for tool, word, key in words:
            tool.setText(word)
            tool.explain(word, key)
        self.even_out()


class CartFoot(QWidget):
    """Piece count, how the total comes about, total, quick money, pay.

    Where nothing is to pay, the reasons for it take the place of the quick money;
    `given_away` carries the code of the one chosen.
    """

    given_away = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._cart: Cart | None = None
        self._build()
        self.retranslate()

    def show_cart(self, state: CartState) -> None:
        """Show count and sums of a cart."""
        cart = self._cart = state.cart
        self.tools.show_cart(state)
        self.total.show_amount(cart.total)
        has_lines = bool(cart.lines)
        is_free = has_lines and cart.total == 0
        self.reasons.clear()
        self._money.setCurrentWidget(self.reasons if is_free else self.quick)
        self.pay.setEnabled(has_lines)
        self.pay.setToolTip("" if has_lines else plain_tip(_("The cart is empty")))
        self._show_sums()

    def show_open(self, amount: Money) -> None:
        """Offer cash for what is still open of the cart; nothing once all of it is paid."""
        self.quick.show_total(amount)

    def set_bare(self, is_bare: bool) -> None:
        """Show the pay button alone, while the sale just made needs the room."""
        self._sums.setVisible(not is_bare)

    def ask_reason(self) -> None:
        """Lead to the reasons why nothing is to pay."""
        self.reasons.put_focus()

    def retranslate(self) -> None:
        """Set the words in the language of the moment."""
        self.total_word.setText(_("Total"))
        self.total.set_name(_("Total"))
        self.pay.setText(_("Pay"))
        self.reasons.show_reasons([(code, reason_words(code)) for code in _GIVEN_AWAY])
        self.tools.retranslate()
        self.quick.retranslate()
        self._show_sums()

    def _build(self) -> None:
        self.tools = LineTools()
        self.count = TextLabel(look="caption")
        self.sums = ElidedLabel(look="caption")
        self.sums.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.total_word = TextLabel(look="section-title")
        self.total = MoneyLabel(40, 800)
        self.quick = QuickMoneyRow()
        self.reasons = ReasonChips(3)
        self.reasons.chosen.connect(self.given_away)
        money = QWidget()
        self._money = QStackedLayout(money)
        self._money.addWidget(self.quick)
        self._money.addWidget(self.reasons)
        self.pay = PayButton(key="pay")
        self.pay.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        first = QHBoxLayout()
        first.setSpacing(8)
        first.addWidget(self.count)
        first.addWidget(self.sums, 1)
        second = QHBoxLayout()
        second.addWidget(self.total_word, 0, Qt.AlignmentFlag.AlignBottom)
        second.addWidget(self.total, 1)
        self._sums = QWidget()
        sums = QVBoxLayout(self._sums)
        sums.setContentsMargins(0, 0, 0, 0)
        sums.setSpacing(4)
        sums.addWidget(self.tools)
        sums.addLayout(first)
        sums.addLayout(second)
        sums.addSpacing(2)
        sums.addWidget(money)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 2, 16, 16)
        layout.setSpacing(8)
        layout.addWidget(self._sums)
        layout.addWidget(self.pay)

    def _show_sums(self) -> None:
        pieces = self._cart.pieces if self._cart else 0
        text = ngettext("{count} item", "{count} items", pieces)
        self.count.setText(text.format(count=pieces))
        words = sum_words(self._cart) if self._cart else ""
        self.sums.setText(words)
        self.total.setAccessibleDescription(f"{self.total.text()} {words}".strip())
