"""One question about the cart, asked beside it and never in a box that stops the selling."""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QHBoxLayout,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from pos_app.i18n import _
from ui.buttons import BigButton
from ui.cards import Card
from ui.keypad import Keypad
from ui.widgets import ElidedLabel, RefusalLabel, touch_scroll

_WIDEST_PX = 660
_KEYS_PX = 252
_CAPS_FROM_PX = 600
ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class ToolPanel(Card):
    """Title, what it is about, fields at the left and keys at the right, *back* and *set*.

    `left` goes back to the goods. What a refusal says stands below the fields; what was typed
    stays. A panel without fields for numbers has no keys.
    """

    left = Signal()
    grows = False
    """Whether it uses all the height there is, as a list does."""

    holds_words = False
    """Whether sentences are typed here, which an unknown code must not wipe away."""

    def __init__(self, *, has_keys: bool = True, has_take: bool = True) -> None:
        super().__init__()
        self.about = ElidedLabel(look="caption")
        self.fields = QVBoxLayout()
        self.fields.setSpacing(10)
        self.refusal = RefusalLabel()
        self.keypad = Keypad()
        self.keypad.setFixedWidth(_KEYS_PX)
        self.keypad.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)
        self.back = BigButton(key="Esc")
        self.take = BigButton(kind="soft", key="Enter")
        for button in (self.back, self.take):
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.buttons = QHBoxLayout()
        self.buttons.setSpacing(8)
        self.buttons.addWidget(self.back, 1)
        self.buttons.addWidget(self.take, 1)
        for widget, is_needed in ((self.keypad, has_keys), (self.take, has_take)):
            if not is_needed:
                widget.hide()
        self._lay_out()
        self.back.clicked.connect(self.left)
        self.take.clicked.connect(self.want_to_take)

    def show_refusal(self, words: str) -> None:
        """Say below the fields why that cannot be; what was typed stays to be corrected."""
        self.refusal.say(words)
        if words:
            self.put_focus()

    def put_focus(self) -> None:
        """Put the focus where typing goes on."""
        self.take.setFocus(Qt.FocusReason.OtherFocusReason)

    def has_input(self) -> bool:
        """Whether something was typed that would be lost if the panel were just closed."""
        return False

    @Slot()
    def want_to_take(self) -> None:
        """Take over what was typed; the panel closes when the cart has taken it.

        A panel of choices has nothing to take over: a choice is taken as it is tapped.
        """

    def retranslate(self) -> None:
        """Set the words in the language of the moment."""
        self.back.setText(_("Back"))
        self.take.setText(_("Set"))
        self.keypad.retranslate()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave the key caps out where the words of the buttons need the room."""
        super().resizeEvent(event)
        has_room = self.width() >= _CAPS_FROM_PX
        self.back.set_key("Esc" if has_room else "")
        self.take.set_key("Enter" if has_room else "")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take on Enter, go back on Escape; letters stay here and do not reach the scan field."""
        focused = QApplication.focusWidget()
        if event.key() in ENTER:
            if event.isAutoRepeat():
                return
            if isinstance(focused, QAbstractButton):
                focused.click()
            else:
                self.want_to_take()
        elif event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        elif not event.text() or not event.text().isprintable():
            super().keyPressEvent(event)

    def _lay_out(self) -> None:
        column = QVBoxLayout()
        column.setSpacing(10)
        column.addWidget(self.about)
        column.addLayout(self.fields, 1 if self.grows else 0)
        column.addWidget(self.refusal)
        column.addStretch(0 if self.grows else 1)
        column.addLayout(self.buttons)
        both = QHBoxLayout()
        both.setSpacing(18)
        both.addLayout(column, 1)
        both.addWidget(self.keypad)
        self.body.addLayout(both, 1)


class ToolSheet(QWidget):
    """Holds the panels; the one that is open takes the place of the goods."""

    def __init__(self) -> None:
        super().__init__()
        self._open: ToolPanel | None = None
        self._panels: list[ToolPanel] = []
        self._column = QVBoxLayout()
        row = QHBoxLayout(self)
        row.setContentsMargins(18, 12, 18, 12)
        row.addStretch(1)
        row.addLayout(self._column, 100)
        self._column.addStretch(0)

    def add(self, panel: ToolPanel) -> None:
        """Have a panel that can be opened."""
        panel.setMaximumWidth(_WIDEST_PX)
        panel.hide()
        self._panels.append(panel)
        stretch = 1 if panel.grows else 0
        self._column.insertWidget(self._column.count() - 1, panel, stretch)

    def current(self) -> ToolPanel | None:
        """The panel that is open."""
        return self._open

    def open(self, panel: ToolPanel) -> None:
        """Show a panel instead of the one before."""
        if self._open is not None and self._open is not panel:
            self._open.hide()
        self._open = panel
        panel.show()

    def leave(self) -> None:
        """Show none."""
        if self._open is not None:
            self._open.hide()
        self._open = None

    def retranslate(self) -> None:
        """Set the words in the language of the moment."""
        for panel in self._panels:
            panel.retranslate()


def scrolled(inside: QWidget) -> QScrollArea:
    """Let a list that grows be dragged with a finger."""
    inside.setProperty("class", "scrolled")
    area = QScrollArea()
    area.setWidget(inside)
    area.setWidgetResizable(True)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Expanding)
    touch_scroll(area)
    return area
