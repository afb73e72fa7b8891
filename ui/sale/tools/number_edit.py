"""A short line for a quantity or a percentage."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit

from ui.scanner import digit_without_numlock


class NumberEdit(QLineEdit):
    """Knows the number pad without NumLock; Enter is left to the panel it stands in."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("class", "big-money")
        self.setMaxLength(12)
        self.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.setInputMethodHints(Qt.InputMethodHint.ImhPreferNumbers)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take a key; Enter is left to the panel."""
        digit = digit_without_numlock(event)
        if digit:
            self.insert(digit)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            event.ignore()
        else:
            super().keyPressEvent(event)
