"""A field of a form: its name above, what is wrong with it below."""

from functools import partial

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QLineEdit, QScrollArea, QVBoxLayout, QWidget

from ui.theme import set_class
from ui.widgets import RefusalLabel, TextLabel, touch_scroll

_ROOM_PX = 16
"""How far a part that is brought up stays from the edge."""


class FieldRow(QWidget):
    """A line to type into. A refusal stands next to it and goes when something is typed."""

    def __init__(self, *, most: int = 120) -> None:
        super().__init__()
        self.caption = TextLabel(look="strong", wrap=True)
        self.field = QLineEdit()
        self.field.setMaxLength(most)
        self.hint = TextLabel(look="caption", wrap=True)
        self.refusal = RefusalLabel()
        self.caption.setBuddy(self.field)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        for widget in (self.caption, self.field, self.hint, self.refusal):
            layout.addWidget(widget)
        self.hint.hide()
        self.refusal.say("")
        self.field.textEdited.connect(self._forget_refusal)

    def show_words(self, caption: str, *, hint: str = "", example: str = "") -> None:
        """Name the field; `example` stands in it while it is empty."""
        self.caption.setText(caption)
        self.field.setAccessibleName(caption)
        self.field.setPlaceholderText(example)
        self.hint.setText(hint)
        self.hint.setVisible(bool(hint))

    def text(self) -> str:
        """What was typed, without blanks around it."""
        return self.field.text().strip()

    def refuse(self, words: str) -> None:
        """Say what is wrong with it; empty words take that away."""
        self.refusal.say(words)
        set_class(self.field, "refused" if words else "")
        self.field.setAccessibleDescription(words)
        if words:
            self.field.setFocus()

    def _forget_refusal(self, _text: str) -> None:
        if self.refusal.text():
            self.refuse("")


def scrolling(inside: QWidget) -> QScrollArea:
    """Let a page that is too tall for a small window be scrolled."""
    inside.setProperty("class", "scrolled")
    scroll = QScrollArea()
    scroll.setWidgetResizable(True)
    scroll.setWidget(inside)
    scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    touch_scroll(scroll)
    return scroll


def bring_up(part: QWidget) -> None:
    """Scroll to a part of a scrolling page, once it has found its place there."""
    above = part.parentWidget()
    while above is not None and not isinstance(above, QScrollArea):
        above = above.parentWidget()
    if above is not None:
        QTimer.singleShot(0, part, partial(above.ensureWidgetVisible, part, 0, _ROOM_PX))
