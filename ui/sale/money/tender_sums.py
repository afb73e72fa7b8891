"""Due, received, and the box that says change or what is missing, in one line of sight."""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from pos_app.domain.money import Money
from pos_app.domain.tender import CASH, Payment
from pos_app.i18n import _
from ui.money_field import MoneyField
from ui.sale.money.tender_kinds import ICONS, tender_word
from ui.theme import set_class
from ui.widgets import IconSign, MoneyLabel, TextLabel

_BOX_PX = 88


class ChangeBox(QFrame):
    """The change, or *still to pay* in another colour with another word and sign."""

    def __init__(self) -> None:
        super().__init__()
        self._payment = Payment(0)
        self._kind = CASH
        self.setProperty("class", "soft-card")
        self.sign = IconSign("hand-coins", "on_soft", 24)
        self.word = TextLabel(look="section-title")
        self.amount = MoneyLabel(46, 800, token="on_soft")
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 6, 16, 6)
        row.setSpacing(10)
        row.addWidget(self.sign)
        row.addWidget(self.word)
        row.addWidget(self.amount, 1)

    def show_payment(self, payment: Payment, kind: str) -> None:
        """Show what goes back or is still missing; of other kinds than cash what is taken."""
        self._payment, self._kind = payment, kind
        self.retranslate()

    def retranslate(self) -> None:
        """Set the words in the language of the moment."""
        payment, is_cash = self._payment, self._kind == CASH
        is_short = payment.missing > 0
        token = "danger" if is_short else "on_soft"
        set_class(self, "danger-card" if is_short else "soft-card")
        sign, word, amount = "hand-coins", _("Change"), payment.change
        if is_short:
            sign, word, amount = "circle-alert", _("Still to pay"), payment.missing
        elif not is_cash:
            sign, word, amount = ICONS[self._kind], tender_word(self._kind), payment.total
        self.sign.show_icon(sign, token)
        self.word.setText(word)
        self.amount.set_name(word)
        self.amount.set_token(token)
        self.amount.show_amount(amount)


class TenderSums(QWidget):
    """What is due, what was received (typed, tapped, or exact), and what follows from it."""

    received_changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._kind = CASH
        self._is_typed_by_button = False
        self._typed: Money | None = None
        self._build()
        self._wire()
        self.retranslate()

    def show_due(self, total: Money) -> None:
        """Show what the cart costs."""
        self.due.show_amount(total)

    def show_payment(self, payment: Payment) -> None:
        """Show change or what is missing."""
        self.box.show_payment(payment, self._kind)

    def show_kind(self, kind: str) -> None:
        """Let cash be typed; other kinds take the exact total."""
        self._kind = kind
        is_cash = kind == CASH
        self.received.setVisible(is_cash)
        self.received_word.setVisible(is_cash)
        self.ask.setVisible(not is_cash)
        self.retranslate()

    def set_low(self, is_low: bool) -> None:
        """Use the height of a low window."""
        self.box.setMinimumHeight(0 if is_low else _BOX_PX)
        self._layout.setSpacing(6 if is_low else 12)

    def received_amount(self) -> Money | None:
        """What was received; None while nothing was said, which means the exact total."""
        return self.received.value() if self._kind == CASH else None

    def understood(self) -> Money | None:
        """What the figures below are reckoned with: 0 while what is typed is no amount yet."""
        if self._kind != CASH or not self.received.field.text().strip():
            return None
        return self._typed or 0

    def settle(self) -> bool:
        """Take over what stands in the field; False while it is not understood."""
        if self._kind != CASH:
            return True
        self.received.commit()
        # A question about the amount takes the place of figures that nobody can reckon yet.
        self.box.setVisible(not self.received.choices())
        return self.received.is_settled()

    def set_received(self, amount: Money | None) -> None:
        """Put an amount that was tapped; the next digit begins a new one."""
        self.received.set_value(amount)
        self._is_typed_by_button = True
        self._follow(amount)

    def add_received(self, amount: Money) -> None:
        """Add a note to what is there."""
        self.received.commit()
        self.set_received((self.received.value() or 0) + amount)

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

    def retranslate(self) -> None:
        """Set the words in the language of the moment."""
        self.due_word.setText(_("To pay"))
        self.due.set_name(_("To pay"))
        self.received_word.setText(_("Received"))
        self.received.set_name(_("Received"))
        self.received.set_placeholder(_("exact"))
        self.received.retranslate()
        self.ask.setText(
            _("{tender}: look that the whole amount has arrived, then finish.").format(
                tender=tender_word(self._kind)
            )
        )
        self.box.retranslate()

    def _build(self) -> None:
        self.due_word = TextLabel(look="strong")
        self.due = MoneyLabel(34, 800)
        self.received_word = TextLabel(look="strong")
        self.received = MoneyField(big=True)
        self.received.setMinimumWidth(150)
        self.received.keep_room()
        self.received.field.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.ask = TextLabel(look="strong", wrap=True)
        self.ask.setMinimumHeight(self.received.sizeHint().height())  # nothing below it moves
        self.ask.hide()
        self.box = ChangeBox()
        layout = self._layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addLayout(_row(self.due_word, self.due))
        received = _row(self.received_word, self.received)
        received.setAlignment(self.received_word, Qt.AlignmentFlag.AlignTop)
        self.received_word.setFixedHeight(self.received.field.sizeHint().height())
        layout.addLayout(received)
        layout.addWidget(self.ask)
        layout.addWidget(self.box)

    def _wire(self) -> None:
        self.received.edited.connect(self._follow)
        self.received.changed.connect(self._follow)

    @Slot(object)
    def _follow(self, amount: Money | None) -> None:
        self._typed = amount
        self.box.setVisible(not self.received.choices())
        self.received_changed.emit()


def _row(word: QLabel, amount: QWidget) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(12)
    row.addWidget(word)
    row.addWidget(amount, 1)
    return row
