"""The right side of the selling screen: cart or last sale above, money at a fixed foot."""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QStackedLayout, QVBoxLayout, QWidget

from pos_app.i18n import _, ngettext
from ui.buttons import Button, IconButton, PayButton
from ui.sale.cart_list import CartList
from ui.sale.cart_model import CartModel
from ui.sale.last_sale_card import LastSaleCard
from ui.sale.money.quick_money import QuickMoneyRow
from ui.sale.quantity_pad import QuantityPad
from ui.sale.receipt_presenter import LastSale
from ui.sale.sale_presenter import CartState
from ui.widgets import EmptyHint, MoneyLabel, TextLabel

WIDE_PX = 404
NARROW_PX = 340


class CartFoot(QWidget):
    """Item count, total, quick money, pay. It never moves."""

    def __init__(self) -> None:
        super().__init__()
        self._pieces = 0
        self._build()
        self.retranslate()

    def show_cart(self, state: CartState) -> None:
        """Show count and total of a cart."""
        cart = state.cart
        self._pieces = cart.pieces
        self.total.show_amount(cart.total)
        self.total.setAccessibleDescription(self.total.text())
        self.quick.show_total(cart.total)
        has_lines = bool(cart.lines)
        for button in (self.quantity, self.remove):
            button.setEnabled(state.selected is not None)
            button.setVisible(has_lines)
        self.pay.setEnabled(has_lines)
        self._count()

    def set_bare(self, is_bare: bool) -> None:
        """Show the pay button alone, while the sale just made needs the room."""
        self._sums.setVisible(not is_bare)

    def set_narrow(self, is_narrow: bool) -> None:
        """Use less room for key hints."""
        self.quantity.set_key("" if is_narrow else "F4")

    def retranslate(self) -> None:
        """Set the words in the language of the moment."""
        self.quantity.setText(_("Quantity"))
        self.remove.setText(_("Remove"))
        self.total_word.setText(_("Total"))
        self.total.set_name(_("Total"))
        self.pay.setText(_("Pay"))
        self.quick.retranslate()
        self._count()

    def _build(self) -> None:
        self.count = TextLabel(look="caption")
        self.quantity = Button(kind="plain", key="F4")
        self.remove = Button(kind="plain", icon="trash-2")
        self.total_word = TextLabel(look="section-title")
        self.total = MoneyLabel(40, 800)
        self.quick = QuickMoneyRow()
        self.pay = PayButton(key="F12")
        for button in (self.quantity, self.remove, self.pay):
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            policy = button.sizePolicy()
            policy.setRetainSizeWhenHidden(True)
            button.setSizePolicy(policy)
        first = QHBoxLayout()
        first.setSpacing(0)
        first.addWidget(self.count, 1)
        first.addWidget(self.quantity)
        first.addWidget(self.remove)
        second = QHBoxLayout()
        second.addWidget(self.total_word, 0, Qt.AlignmentFlag.AlignBottom)
        second.addWidget(self.total, 1)
        self._sums = QWidget()
        sums = QVBoxLayout(self._sums)
        sums.setContentsMargins(0, 0, 0, 0)
        sums.setSpacing(6)
        sums.addLayout(first)
        sums.addLayout(second)
        sums.addSpacing(2)
        sums.addWidget(self.quick)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 4, 16, 16)
        layout.setSpacing(8)
        layout.addWidget(self._sums)
        layout.addWidget(self.pay)

    def _count(self) -> None:
        text = ngettext("{count} item", "{count} items", self._pieces)
        self.count.setText(text.format(count=self._pieces))


class CartPane(QFrame):
    """The cart, or the sale just made while the next cart is empty, or a quantity to type."""

    quantity_wanted = Signal()

    def __init__(self, lines: CartModel) -> None:
        super().__init__()
        self.setProperty("class", "pane")
        self._state: CartState | None = None
        self._has_sale = False
        self._build(lines)
        self.retranslate()
        self.set_narrow(False)

    def show_cart(self, state: CartState) -> None:
        """Show a cart; with lines in it the last sale goes."""
        self._state = state
        if state.cart.lines:
            self._has_sale = False
        self.lines.show_selected(state.selected)
        self.undo.setEnabled(state.may_undo)
        self.redo.setEnabled(state.may_redo)
        self.foot.show_cart(state)
        self.leave_quantity()
        self._choose_middle()
        self._show_title()

    def show_sale(self, last: LastSale) -> None:
        """Show the sale just made, until lines come or it is dismissed."""
        self._has_sale = True
        self.card.show_sale(last)
        self._choose_middle()

    def update_sale(self, last: LastSale) -> None:
        """Show what became of the receipt, if its card is there."""
        self.card.show_sale(last)

    @Slot()
    def dismiss_sale(self) -> None:
        """Put the last sale away: other buyers need not read it."""
        self._has_sale = False
        self._choose_middle()

    def shows_sale(self) -> bool:
        """Whether the sale just made is on the screen."""
        return self._has_sale and not (self._state and self._state.cart.lines)

    def ask_quantity(self) -> None:
        """Let the quantity of the line in hand be typed."""
        state = self._state
        if state is not None and state.selected is not None:
            self._pages.setCurrentWidget(self.pad)
            self.pad.show_line(state.cart.lines[state.selected])

    def asks_quantity(self) -> bool:
        """Whether a quantity is being typed."""
        return self._pages.currentWidget() is self.pad

    def leave_quantity(self) -> None:
        """Show the cart again."""
        self._pages.setCurrentWidget(self._cart_page)

    def set_narrow(self, is_narrow: bool) -> None:
        """Use the width of a narrow window."""
        self.setFixedWidth(NARROW_PX if is_narrow else WIDE_PX)
        self.foot.set_narrow(is_narrow)

    def retranslate(self) -> None:
        """Set the words in the language of the moment."""
        self.undo.setText(_("Undo"))
        self.redo.set_name(_("Redo"))
        self.empty.show_words(_("The cart is empty"), _("Scan or tap goods for the next buyer."))
        self.hint.setText(_("Scan or tap goods for the next buyer."))
        for widget in (self.lines, self.card, self.foot, self.pad):
            widget.retranslate()
        self._show_title()

    def _build(self, lines: CartModel) -> None:
        self.title = TextLabel(look="section-title")
        self.undo = Button(kind="plain", icon="undo-2")
        self.redo = IconButton("redo-2", "", kind="plain")
        self.lines = CartList(lines)
        self.card = LastSaleCard()
        self.hint = TextLabel(look="caption", wrap=True)
        self.empty = EmptyHint("shopping-cart")
        self.foot = CartFoot()
        self.pad = QuantityPad()
        for button in (self.undo, self.redo):
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._middle = QStackedLayout()
        for widget in (self.empty, self.lines, self._sale_page()):
            self._middle.addWidget(widget)
        head = QHBoxLayout()
        head.setContentsMargins(16, 10, 8, 10)
        head.setSpacing(0)
        head.addWidget(self.title, 1)
        head.addWidget(self.undo)
        head.addWidget(self.redo)
        self._cart_page = QWidget()
        cart = QVBoxLayout(self._cart_page)
        cart.setContentsMargins(0, 0, 0, 0)
        cart.setSpacing(0)
        cart.addLayout(head)
        cart.addLayout(self._middle, 1)
        cart.addWidget(self.foot)
        self._pages = QStackedLayout(self)
        self._pages.setContentsMargins(0, 0, 0, 0)
        self._pages.addWidget(self._cart_page)
        self._pages.addWidget(self.pad)

    def _sale_page(self) -> QWidget:
        self._sale = QWidget()
        layout = QVBoxLayout(self._sale)
        layout.setContentsMargins(14, 6, 14, 6)
        layout.addWidget(self.card)
        layout.addSpacing(6)
        self.hint.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        layout.addWidget(self.hint)
        layout.addStretch(1)
        # With the sums gone it has room in any window; it must not ask for more beside them.
        for page in (self._sale, self.empty):
            page.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Ignored)
        return self._sale

    def _choose_middle(self) -> None:
        has_lines = bool(self._state and self._state.cart.lines)
        wanted = self.lines if has_lines else self._sale if self._has_sale else self.empty
        self._middle.setCurrentWidget(wanted)
        self.foot.set_bare(wanted is self._sale)

    def _show_title(self) -> None:
        pieces = self._state.cart.pieces if self._state else 0
        self.title.setText(_("Cart  ·  {count}").format(count=pieces))
