"""A field of a product's form: its name above, why it was refused below."""

from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from ui.theme import set_class
from ui.widgets import RefusalLabel, TextLabel


class FormEntry(QWidget):
    """A field with its name above and, when it was refused, the reason below."""

    def __init__(self, line: QLineEdit, field: QWidget | None = None) -> None:
        super().__init__()
        self.line = line
        self._field = line if field is None else field
        self._look = str(line.property("class") or "")
        self._name = TextLabel(look="caption")
        self._name.setBuddy(line)
        self.refusal = RefusalLabel()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(3)
        layout.addWidget(self._name)
        layout.addWidget(self._field)
        layout.addWidget(self.refusal)

    def set_name(self, name: str) -> None:
        """Set the name above the field, which is also its accessible name."""
        self._name.setText(name)
        self._field.setAccessibleName(name)
        self.line.setAccessibleName(name)

    def refuse(self, words: str) -> None:
        """Show why the field was refused; empty words take the refusal back."""
        self.refusal.say(words)
        set_class(self.line, f"{self._look} refused".strip() if words else self._look)
