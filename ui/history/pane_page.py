"""What the forms beside the list share: a title, the way back, what was refused."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from pos_app.i18n import _
from ui.buttons import Button
from ui.widgets import RefusalLabel, TextLabel


class PanePage(QWidget):
    """A form in the right pane; `left` when nothing shall happen. Put its parts into `body`."""

    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.back = Button(kind="plain", icon="arrow-left", key="Esc")
        self.back.clicked.connect(self.left)
        self.title = TextLabel(look="section-title", wrap=True)
        self.about = TextLabel(look="caption", wrap=True)
        self.refusal = RefusalLabel()
        self.body = QVBoxLayout()
        self.body.setSpacing(8)
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(self.title, 1)
        head.addWidget(self.back, 0, Qt.AlignmentFlag.AlignTop)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 10, 16, 12)
        layout.setSpacing(8)
        layout.addLayout(head)
        layout.addWidget(self.about)
        layout.addLayout(self.body, 1)
        self.refusal.say("")

    def show_refusal(self, words: str) -> None:
        """Show what the rules said no to; empty takes no room."""
        self.refusal.say(words)

    def set_low(self, *, is_low: bool) -> None:
        """Leave the explanation out where the window is low."""
        self.about.setVisible(not is_low)

    def put_focus(self) -> None:
        """Bring the focus to where the work begins."""
        self.back.setFocus(Qt.FocusReason.OtherFocusReason)

    def retranslate(self) -> None:
        """Set the words in the language of the moment."""
        self.back.setText(_("Back"))
