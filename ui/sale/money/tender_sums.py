"""Due, taken, received, and the box that says change or what is missing, in one line of sight."""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from pos_app.domain.money import Money
from pos_app.domain.tender import CASH
from pos_app.i18n import _, format_money
from ui.money_field import MoneyField
from ui.sale.money.change_box import ChangeBox
from ui.sale.money.payment_values import PaymentState
from ui.sale.money.taken_list import TakenList
from ui.widgets import MoneyLabel, TextLabel

_BOX_PX = 88
_DUE_PX, _ANY_PX = 34, 16_777_215


class TenderSums(QWidget):
    """What is due, what was taken, what is received now (typed, tapped, or all), what follows."""

    received_changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._kind = CASH
        self._state: PaymentState | None = None
        self._is_typed_by_button = False
        self._typed: Money | None = None
        self._is_low = self._is_tight = False
        self._has_box = True
        self._build()
        self._wire()
        self.retranslate()

    def show_state(self, state: PaymentState, names: tuple[tuple[str, str], ...]) -> None:
        """Show how the cart is paid so far and with the tender on the page."""
        self._state = state
        self._show_due(state)
        self.taken.show_payment(state.so_far, names)
        self.box.show_state(state, names)
        self._name_placeholder()
        self._show_received()

    def show_kind(self, kind: str) -> None:
        """Ask for cash or for the amount of another kind."""
        self._kind = kind
        self.retranslate()

    def set_low(self, is_low: bool) -> None:
        """Use the height of a low window."""
        self._is_low = is_low
        self.set_tight(is_tight=self._is_tight, has_box=self._has_box)

    def set_tight(self, *, is_tight: bool, has_box: bool) -> None:
        """Leave room for a code to scan, which may not shrink."""
        self._is_tight, self._has_box = is_tight, has_box
        self.received.keep_room(is_kept=not is_tight)
        self.box.setMinimumHeight(0 if is_tight or self._is_low else _BOX_PX)
        self.taken.set_low(is_tight or self._is_low)
        self.due.setMaximumHeight(_DUE_PX if is_tight and self._is_low else _ANY_PX)
        roomy = 8 if is_tight else 12
        self._layout.setSpacing((4 if is_tight else 6) if self._is_low else roomy)
        self._show_box()
        self._show_received()

    def received_amount(self) -> Money | None:
        """What was received; None while nothing was said, which means all that is open."""
        return self.received.value()

    def understood(self) -> Money | None:
        """What the figures below are reckoned with: 0 while what is typed is no amount yet."""
        if not self.received.field.text().strip():
            return None
        return self._typed or 0

    def settle(self) -> bool:
        """Take over what stands in the field; False while it is not understood."""
        self.received.commit()
        self._show_box()
        return self.received.is_settled()

    def set_received(self, amount: Money | None) -> None:
        """Put an amount that was tapped; the next digit begins a new one."""
        self.received.set_value(amount)
        self._is_typed_by_button = True
        self._follow(amount)

    def with_note(self, amount: Money) -> Money:
        """What is there with another note on it."""
        self.received.commit()
        return (self.received.value() or 0) + amount

    @Slot(str)
    def type_digits(self, digits: str) -> None:
        """Take digits from keys or pad, wherever the focus is."""
        if self._is_typed_by_button:
            self.received.clear()
            self._is_typed_by_button = False
        self.received.take_digits(digits)

    @Slot()
    def erase(self) -> None:
        """Take the last digit away."""
        self._is_typed_by_button = False
        self.received.erase()

    def showEvent(self, event: QShowEvent) -> None:
        """Set the word level with its field, which has its height once it is dressed."""
        self.received_word.setFixedHeight(self.received.field.sizeHint().height())
        super().showEvent(event)

    def retranslate(self) -> None:
        """Set the words in the language of the moment."""
        self.due_word.setText(_("To pay"))
        self.due.set_name(_("To pay"))
        word = _("Received") if self._kind == CASH else _("Amount")
        self.received_word.setText(word)
        self.received.set_name(word)
        self.received.retranslate()
        self.taken.retranslate()
        self.box.retranslate()
        self._name_placeholder()
        if self._state is not None:
            self._show_due(self._state)

    def _build(self) -> None:
        self.due_word = TextLabel(look="strong")
        self.due = MoneyLabel(34, 800)
        self.rounding = TextLabel(look="caption")
        self.rounding.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.rounding.hide()
        self.taken = TakenList()
        self.received_word = TextLabel(look="strong")
        self.received = MoneyField(big=True)
        self.received.setMinimumWidth(150)
        self.received.keep_room()
        self.received.field.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.box = ChangeBox()
        layout = self._layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addLayout(_row(self.due_word, self.due))
        layout.addWidget(self.rounding)
        layout.addWidget(self.taken)
        received = _row(self.received_word, self.received)
        received.setAlignment(self.received_word, Qt.AlignmentFlag.AlignTop)
        layout.addLayout(received)
        layout.addWidget(self.box)

    def _wire(self) -> None:
        self.received.edited.connect(self._follow)
        self.received.changed.connect(self._follow)

    def _show_box(self) -> None:
        """A question about the amount takes the place of figures that nobody can reckon yet."""
        self.box.setVisible(self._has_box and not self.received.choices())

    def _show_received(self) -> None:
        """In a low window a code to scan needs the room of an empty field below what was taken."""
        has_taken = self._state is not None and bool(self._state.so_far.taken)
        has_room = self._has_box or not self._is_low or not has_taken
        is_shown = has_room or self.understood() is not None
        for widget in (self.received_word, self.received):
            widget.setVisible(is_shown)

    def _show_due(self, state: PaymentState) -> None:
        """Cash rounding is told before anything is paid, with its own line (R7)."""
        payment = state.so_far
        rounding = payment.rounding_in(state.wanted.kind)
        self.due.show_amount(payment.total + rounding)
        self.rounding.setText(
            _("Total {total}, rounding {rounding}").format(
                total=format_money(payment.total), rounding=format_money(rounding)
            )
            if rounding
            else ""
        )
        self.rounding.setVisible(bool(rounding))

    def _name_placeholder(self) -> None:
        """What counts while nothing is typed: exactly all of it, or the rest of several."""
        state = self._state
        text = _("exact")
        if state is not None and (state.so_far.taken or state.so_far.parts):
            text = format_money(state.so_far.next_amount(self._kind))
        self.received.set_placeholder(text)

    @Slot(object)
    def _follow(self, amount: Money | None) -> None:
        self._typed = amount
        self._show_box()
        self._show_received()
        self.received_changed.emit()


def _row(word: QLabel, amount: QWidget) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(12)
    row.addWidget(word)
    row.addWidget(amount, 1)
    return row
