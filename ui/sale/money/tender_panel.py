"""The page where money is taken: kinds and cart, amounts, keys."""

from functools import partial

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from pos_app.domain.money import Money
from pos_app.domain.tender import CASH, Payment
from pos_app.i18n import _, ngettext
from ui.buttons import PayButton
from ui.cards import Card
from ui.keypad import Keypad
from ui.sale.cart_list import SlimCartList
from ui.sale.cart_model import CartModel
from ui.sale.money.cash_keys import CashKeys
from ui.sale.money.tender_kinds import TenderKinds, tender_after
from ui.sale.money.tender_sums import TenderSums
from ui.sale.sale_presenter import CartState
from ui.scanner import digit_without_numlock
from ui.widgets import TextLabel

_LEFT_PX = 262
_NARROW_LEFT_PX = 240
_LEAST = QSize(900, 500)
_ARROWS = ((Qt.Key.Key_Up, -1), (Qt.Key.Key_Down, 1))


class TenderPanel(QWidget):
    """Takes one tender for the whole cart. The cart stays in sight; a scan still goes into it.

    `finish_wanted` carries the kind and the amount, which is None for the exact total.
    """

    left = Signal()
    received_changed = Signal(str, object)
    finish_wanted = Signal(str, object)

    def __init__(self, lines: CartModel) -> None:
        super().__init__()
        self._kind = CASH
        self._pieces = 0
        self._total = 0
        self._build(lines)
        self._wire()
        self.retranslate()

    @property
    def kind(self) -> str:
        """The kind of tender chosen."""
        return self._kind

    def open_with(self, kind: str) -> None:
        """Begin a payment: nothing received yet."""
        self.sums.set_received(None)
        self.choose_kind(kind)
        first = self.keys.exact if kind == CASH else self.finish
        first.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot(str)
    def choose_kind(self, kind: str) -> None:
        """Choose a kind of tender."""
        self._kind = kind
        is_cash = kind == CASH
        self.kinds.show_kind(kind)
        self.sums.show_kind(kind)
        self.keys.setEnabled(is_cash)
        self.keypad.setEnabled(is_cash)
        self._tell()
        self.finish.setFocus(Qt.FocusReason.OtherFocusReason)

    def step_kind(self, by: int) -> None:
        """Choose the kind above or below."""
        self.choose_kind(tender_after(self._kind, by))

    def show_cart(self, state: CartState) -> None:
        """Show what is to be paid now."""
        cart = state.cart
        self._total, self._pieces = cart.total, cart.pieces
        self.sums.show_due(cart.total)
        self.keys.show_total(cart.total)
        self._count()
        self._tell()

    def show_payment(self, payment: Payment) -> None:
        """Show change or what is missing."""
        self.sums.show_payment(payment)

    def show_refusal(self, words: str) -> None:
        """Show above the cart what the rules say no to; empty words take it away."""
        self.refusal.setText(words)
        self.refusal.setVisible(bool(words))

    @Slot()
    def want_finish(self) -> None:
        """Finish with what was received, unless that is not understood."""
        if self.sums.settle():
            self.finish_wanted.emit(self._kind, self.sums.received_amount())

    def type_digits(self, digits: str) -> None:
        """Take digits typed anywhere on the page; what follows goes on in the field."""
        if self._kind == CASH:
            self.sums.type_digits(digits)
            self.sums.received.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def set_form(self, *, is_narrow: bool, is_low: bool) -> None:
        """Use less room in a narrow or low window; everything keeps its place."""
        self.kinds.title.setVisible(not is_low)
        self._left.setFixedWidth(_NARROW_LEFT_PX if is_narrow else _LEFT_PX)
        self.sums.set_low(is_low)
        space = 10 if is_narrow or is_low else 16
        self._outer.setContentsMargins(space, space, space, space)
        self._outer.setSpacing(space)
        self._columns.setContentsMargins(space, space, space, space)
        self._columns.setSpacing(space + 4)
        self._amounts.setSpacing(space)
        self._cash.setSpacing(space)

    def minimumSizeHint(self) -> QSize:
        """Return the room of the narrow form, which is used as soon as it is needed."""
        return super().minimumSizeHint().boundedTo(_LEAST)

    def retranslate(self) -> None:
        """Set the words in the language of the moment."""
        for widget in (self.kinds, self.sums, self.keys, self.keypad, self.lines):
            widget.retranslate()
        self.finish.setText(_("Finish"))
        self._count()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take digits as what was received, wherever the focus is."""
        digit = digit_without_numlock(event) or event.text()
        if len(digit) == 1 and digit.isascii() and digit.isdigit():
            self.type_digits(digit)
        elif event.key() == Qt.Key.Key_Backspace:
            self.sums.erase()
        else:
            super().keyPressEvent(event)

    def _build(self, lines: CartModel) -> None:
        self.kinds = TenderKinds()
        self.lines = SlimCartList(lines)
        self.count = TextLabel(look="strong")
        self.sums = TenderSums()
        self.keys = CashKeys()
        self.keypad = Keypad()
        self.refusal = TextLabel(look="refusal", wrap=True)
        self.refusal.hide()
        self.finish = PayButton(icon="check", key="Enter")
        self.finish.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.keypad.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Expanding)
        cart = Card()
        cart.body.setSpacing(4)
        cart.body.addWidget(self.count)
        cart.body.addWidget(self.lines, 1)
        self._left = QWidget()
        left = QVBoxLayout(self._left)
        left.setContentsMargins(0, 0, 0, 0)
        left.setSpacing(10)
        left.addWidget(self.kinds)
        left.addWidget(self.refusal)
        left.addWidget(cart, 1)
        money = QFrame()
        money.setProperty("class", "card")
        self._columns = QHBoxLayout(money)
        self._amounts, self._cash = QVBoxLayout(), QVBoxLayout()
        self._amounts.addWidget(self.sums)
        self._amounts.addWidget(self.keypad, 1)
        self._cash.addWidget(self.keys, 1)
        self._cash.addWidget(self.finish)
        self._columns.addLayout(self._amounts, 5)
        self._columns.addLayout(self._cash, 4)
        self._outer = QHBoxLayout(self)
        self._outer.addWidget(self._left)
        self._outer.addWidget(money, 1)

    def _wire(self) -> None:
        self.kinds.left.connect(self.left)
        self.kinds.chosen.connect(self.choose_kind)
        self.sums.received_changed.connect(self._tell)
        self.keys.exact_chosen.connect(self._take_exact)
        self.keys.amount_chosen.connect(self._take_amount)
        self.keys.note_added.connect(self._add_note)
        self.keys.cleared.connect(self._clear)
        self.keypad.typed.connect(self.sums.type_digits)
        self.keypad.erased.connect(self.sums.erase)
        self.finish.clicked.connect(self.want_finish)
        for key, by in _ARROWS:
            # As shortcuts, because a button would take an arrow for a step of the focus.
            shortcut = QShortcut(QKeySequence(key), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(partial(self.step_kind, by))

    @Slot()
    def _take_exact(self) -> None:
        self._take_amount(self._total)

    @Slot(object)
    def _take_amount(self, amount: Money) -> None:
        self.sums.set_received(amount)
        self.finish.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot(object)
    def _add_note(self, amount: Money) -> None:
        self.sums.add_received(amount)
        self.finish.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def _clear(self) -> None:
        self.sums.set_received(None)
        self.finish.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def _tell(self) -> None:
        self.received_changed.emit(self._kind, self.sums.understood())

    def _count(self) -> None:
        text = ngettext("{count} item", "{count} items", self._pieces)
        self.count.setText(text.format(count=self._pieces))
