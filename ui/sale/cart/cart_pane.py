"""The right side of the selling screen: cart or last sale above, money at a fixed foot."""

from PySide6.QtCore import QSize, Qt, Slot
from PySide6.QtWidgets import QFrame, QStackedLayout, QVBoxLayout, QWidget

from pos_app.i18n import _
from ui.sale.cart.cart_foot import CartFoot
from ui.sale.cart.cart_head import CartHead
from ui.sale.cart.cart_line import ROW_PX
from ui.sale.cart.cart_list import CartList
from ui.sale.cart.cart_model import CartModel
from ui.sale.cart.parked_row import ParkedRow
from ui.sale.last_sale_card import LastSaleCard
from ui.sale.receipt_presenter import LastSale
from ui.sale.said_line import SaidLine
from ui.sale.sale_values import CartState
from ui.widgets import EmptyHint, TextLabel

WIDE_PX = 404
NARROW_PX = 340


class _Room(QWidget):
    """Takes the room that is left: whatever it holds, the foot below it does not move."""

    def hasHeightForWidth(self) -> bool:
        """Say no, though words in it may wrap: else they would press on the foot."""
        return False

    def minimumSizeHint(self) -> QSize:
        """Return the height of one line."""
        return QSize(0, ROW_PX)


class CartPane(QFrame):
    """The cart with the parked ones above it, or the sale just made while the cart is empty."""

    def __init__(self, lines: CartModel) -> None:
        super().__init__()
        self.setProperty("class", "pane")
        self._state: CartState | None = None
        self._has_sale = False
        self._is_low = False
        self._build(lines)
        self.retranslate()
        self.set_form(is_narrow=False, is_low=False)

    def show_cart(self, state: CartState) -> None:
        """Show a cart; with lines in it the last sale goes."""
        self._state = state
        if state.cart.lines:
            self._has_sale = False
        self.head.show_cart(state)
        self.parked.show_parked(state.parked)
        self.lines.show_selected(state.selected)
        self.note.setText(state.cart.note)
        self.note.setVisible(bool(state.cart.note))
        self.foot.show_cart(state)
        self._choose_middle()

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

    def set_form(self, *, is_narrow: bool, is_low: bool) -> None:
        """Use the room of a narrow or low window."""
        self.setFixedWidth(NARROW_PX if is_narrow else WIDE_PX)
        self._is_low = is_low
        self.hint.setVisible(not is_low)
        self.card.set_low(is_low=is_low)
        self.card.set_narrow(is_narrow=is_narrow)
        self._choose_middle()

    def retranslate(self) -> None:
        """Set the words in the language of the moment."""
        self.empty.show_words(_("The cart is empty"), _("Scan or tap goods for the next buyer."))
        self.hint.setText(_("Scan or tap goods for the next buyer."))
        for widget in (self.head, self.parked, self.lines, self.card, self.foot, self.said):
            widget.retranslate()

    def _build(self, lines: CartModel) -> None:
        self.head = CartHead()
        self.parked = ParkedRow()
        self.lines = CartList(lines)
        self.note = TextLabel(look="hint", wrap=True)
        self.note.setContentsMargins(14, 6, 14, 6)
        self.card = LastSaleCard()
        self.hint = TextLabel(look="caption", wrap=True)
        self.empty = EmptyHint("shopping-cart")
        self.foot = CartFoot()
        room = _Room()
        self._middle = QStackedLayout(room)
        self.said = SaidLine(room)
        for widget in (self.empty, self._cart_page(), self._sale_page()):
            self._middle.addWidget(widget)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.head)
        layout.addWidget(self.parked)
        layout.addWidget(room, 1)
        layout.addWidget(self.foot)

    def _cart_page(self) -> QWidget:
        self._cart = QWidget()
        layout = QVBoxLayout(self._cart)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.lines, 1)
        layout.addWidget(self.note)
        return self._cart

    def _sale_page(self) -> QWidget:
        self._sale = QWidget()
        layout = QVBoxLayout(self._sale)
        layout.setContentsMargins(14, 6, 14, 6)
        layout.addWidget(self.card)
        layout.addSpacing(6)
        self.hint.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        layout.addWidget(self.hint)
        layout.addStretch(1)
        return self._sale

    def _choose_middle(self) -> None:
        has_lines = bool(self._state and self._state.cart.lines)
        wanted = self._cart if has_lines else self._sale if self._has_sale else self.empty
        self._middle.setCurrentWidget(wanted)
        is_sale = wanted is self._sale
        self.foot.set_bare(is_sale)
        self.parked.set_aside(is_aside=is_sale and self._is_low)
