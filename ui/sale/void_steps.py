"""Taking the sale just made back: what goes to the buyer, one reason, and a PIN where needed."""

from itertools import pairwise

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from pos_app.correction_words import VOID_REASONS
from pos_app.i18n import _
from pos_app.papers.reasons import reason_words
from ui.buttons import Button
from ui.keypad import Keypad
from ui.reason_chips import ReasonChips
from ui.sale.give_back import GiveBackRows
from ui.sale.receipt_presenter import LastSale
from ui.widgets import TextLabel

_LONGEST_PIN = 8


class VoidSteps(QWidget):
    """`void_wanted` carries the reason and the PIN; `left` when the sale shall stay."""

    void_wanted = Signal(str, str)
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._asks_pin = False
        self._why = ""
        self.title = TextLabel(look="on-soft")
        self.give_back = GiveBackRows()
        self.why = TextLabel(look="on-soft")
        self.reasons = ReasonChips(2)
        self.pin = QLineEdit()
        self.pin.setEchoMode(QLineEdit.EchoMode.Password)
        self.pin.setMaxLength(_LONGEST_PIN)
        self.keypad = Keypad()
        self.keypad.show_corner("")
        self.allow = Button(kind="outlined", icon="check")
        self.back = Button(kind="plain", icon="arrow-left", key="Esc")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        for widget in (self.title, self.give_back, self.why, self.reasons):
            layout.addWidget(widget)
        layout.addWidget(self.pin)
        layout.addWidget(self.keypad, 1)
        below = QHBoxLayout()
        below.setSpacing(8)
        below.addWidget(self.allow, 1)
        below.addWidget(self.back, 1)
        layout.addLayout(below)
        self.reasons.chosen.connect(self._choose)
        self.keypad.typed.connect(self.pin.insert)
        self.keypad.erased.connect(self.pin.backspace)
        self.pin.returnPressed.connect(self._allow)
        self.allow.clicked.connect(self._allow)
        self.back.clicked.connect(self.left)
        self.retranslate()

    def show_sale(self, last: LastSale) -> None:
        """Show what would go back."""
        self._asks_pin = last.asks_pin
        self.give_back.show_tenders(last.made.sale.money.pay, last.heading)

    def start(self) -> None:
        """Ask for the reason first."""
        self._why = ""
        self.reasons.clear()
        self.pin.clear()
        self._show_step()
        steps = (*self.reasons.buttons.values(), self.pin, self.allow, self.back)
        for before, after in pairwise(steps):  # reasons are made last, Qt goes by that
            QWidget.setTabOrder(before, after)
        self.reasons.put_focus()

    def retranslate(self) -> None:
        """Set the words in the language of the moment."""
        self.title.setText(_("Take this sale back? Give the buyer"))
        self.reasons.show_reasons([(code, reason_words(code)) for code in VOID_REASONS])
        self.why.setText(_("Why?"))
        self.pin.setPlaceholderText(_("PIN of who allows it"))
        self.pin.setAccessibleName(_("PIN of who allows it"))
        self.allow.setText(_("Allow"))
        self.back.setText(_("Back"))
        self.keypad.retranslate()
        self._show_step()

    def _show_step(self) -> None:
        asks_pin = bool(self._why)
        # A low window has room for the keys or for the rest of it.
        for about in (self.title, self.give_back, self.why, self.reasons):
            about.setVisible(not asks_pin)
        for widget in (self.pin, self.keypad, self.allow):
            widget.setVisible(asks_pin)

    @Slot(str)
    def _choose(self, why: str) -> None:
        if not self._asks_pin:
            self.void_wanted.emit(why, "")
            return
        self._why = why
        self._show_step()
        self.pin.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def _allow(self) -> None:
        pin = self.pin.text()
        self.pin.clear()
        self.void_wanted.emit(self._why, pin)
