"""White panels that hold things together, and the small card that shows one figure."""

from typing import Literal

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout

from pos_app.domain.money import Money
from ui.widgets import STATUS_ICON, FigureLabel, IconSign, MoneyLabel, Status, TextLabel

Ground = Literal["card", "soft-card", "danger-card"]


class Card(QFrame):
    """A panel with an optional title; put what it holds into `body`, actions into `head`."""

    def __init__(self, title: str = "", *, ground: Ground = "card") -> None:
        super().__init__()
        self.setProperty("class", ground)
        self.title = TextLabel(look="section-title")
        self.title.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self.head = QHBoxLayout()
        self.head.setSpacing(8)
        self.head.addWidget(self.title, 1)
        self.body = QVBoxLayout()
        self.body.setSpacing(12)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(18, 16, 18, 16)
        layout.setSpacing(12)
        layout.addLayout(self.head)
        layout.addLayout(self.body, 1)
        self.set_title(title)

    def set_title(self, title: str) -> None:
        """Set the title; an empty one takes no room."""
        self.title.setText(title)
        self.title.setVisible(bool(title))
        self.setAccessibleName(title)


class FigureCard(QFrame):
    """One figure with its caption above and a note with icon and word below."""

    def __init__(self, caption: str = "") -> None:
        super().__init__()
        self.setProperty("class", "card")
        self.caption = TextLabel(look="caption")
        self.amount = MoneyLabel(27, 800)
        self.amount.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.figure = FigureLabel(27, 800)
        self.note = TextLabel(look="note")
        self._note_icon = IconSign("info", "text_2", 16)
        below = QHBoxLayout()
        below.setSpacing(6)
        below.addWidget(self._note_icon)
        below.addWidget(self.note, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(18, 12, 18, 12)
        layout.setSpacing(3)
        for widget in (self.caption, self.amount, self.figure):
            layout.addWidget(widget)
        layout.addLayout(below)
        self.set_caption(caption)
        self.show_figure("–")
        self.show_note("", "neutral")

    def set_caption(self, caption: str) -> None:
        """Say what the figure is."""
        self.caption.setText(caption)
        self.amount.set_name(caption)

    def show_amount(self, minor: Money) -> None:
        """Show an amount of money."""
        self.amount.show_amount(minor)
        self.amount.show()
        self.figure.hide()

    def show_figure(self, text: str) -> None:
        """Show a count or another short text."""
        self.figure.setText(text)
        self.figure.setAccessibleName(f"{self.caption.text()} {text}".strip())
        self.figure.show()
        self.amount.hide()

    def show_note(self, text: str, status: Status = "neutral") -> None:
        """Show a short remark below, with the icon of its status."""
        self.note.setText(text)
        self.note.set_look(f"note-{status}")
        token = "text_2" if status == "neutral" else status
        self._note_icon.show_icon(STATUS_ICON[status], token)
        self._note_icon.setVisible(bool(text) and status != "neutral")
