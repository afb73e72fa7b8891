"""The quantity of the line in hand, by keys or fingers."""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from pos_app.domain.cart import LineItem
from pos_app.i18n import _, format_quantity
from ui.buttons import BigButton
from ui.keypad import Keypad
from ui.scanner import digit_without_numlock
from ui.widgets import ElidedLabel, TextLabel


class QuantityEdit(QLineEdit):
    """A short line for a quantity; knows the number pad without NumLock."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take a key; Enter is left to the pad."""
        digit = digit_without_numlock(event)
        if digit:
            self.insert(digit)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            event.ignore()
        else:
            super().keyPressEvent(event)


class QuantityPad(QWidget):
    """Takes the place of the cart while one quantity is typed; `chosen` carries the text."""

    chosen = Signal(str)
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._build()
        self._wire()
        self.retranslate()

    def show_line(self, line: LineItem) -> None:
        """Ask for the quantity of a line; what is typed replaces the old one."""
        self.product.setText(line.name)
        self.refusal.hide()
        self.field.setText(format_quantity(line.quantity))
        self.field.selectAll()
        self.keypad.show_corner("," if line.sold_by_weight else "000")
        self.field.setFocus()

    def show_refusal(self, words: str) -> None:
        """Say below the field why that is no quantity; what was typed stays."""
        self.refusal.setText(words)
        self.refusal.show()
        self.field.selectAll()
        self.field.setFocus()

    def retranslate(self) -> None:
        """Set the words in the language of the moment."""
        self.title.setText(_("Quantity"))
        self.field.setAccessibleName(_("Quantity"))
        self.back.setText(_("Back"))
        self.take.setText(_("Set"))
        self.keypad.retranslate()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Set on Enter, go back on Escape."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._take()
        elif event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def _build(self) -> None:
        self.title = TextLabel(look="section-title")
        self.product = ElidedLabel(look="caption")
        self.field = QuantityEdit()
        self.field.setProperty("class", "big-money")
        self.field.setMaxLength(12)
        self.field.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.refusal = TextLabel(look="refusal", wrap=True)
        self.refusal.hide()
        self.keypad = Keypad()
        self.back = BigButton(key="Esc")
        self.take = BigButton(kind="soft", key="Enter")
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addWidget(self.back, 1)
        buttons.addWidget(self.take, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 12, 16, 16)
        layout.setSpacing(8)
        for widget in (self.title, self.product, self.field, self.refusal, self.keypad):
            layout.addWidget(widget)
        layout.addStretch(1)
        layout.addLayout(buttons)

    def _wire(self) -> None:
        self.keypad.typed.connect(self.field.insert)
        self.keypad.erased.connect(self.field.backspace)
        self.back.clicked.connect(self.left)
        self.take.clicked.connect(self._take)

    @Slot()
    def _take(self) -> None:
        self.chosen.emit(self.field.text())
