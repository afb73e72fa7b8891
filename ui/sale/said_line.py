"""What the screen says next to the goods: a refusal, or a deed that can be undone at once."""

from PySide6.QtCore import QEvent, QObject, QRect, Qt, QTimer, Signal
from PySide6.QtGui import QAccessible, QAccessibleEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from pos_app.i18n import _
from ui.buttons import Button
from ui.theme import set_class
from ui.widgets import IconSign, Status, TextLabel

_TOAST_MS = 6000
_LEAST_PX = 48
_SIDE_PX = 18
_SIGNS = {"warning": "info", "info": "info", "ok": "circle-check"}


class SaidLine(QFrame):
    """Lies over the lower edge of the goods: no tile moves for it, and it takes no focus.

    A refusal stays until the next step. A deed goes after six seconds, and with the next change,
    because its button takes back the last one.
    """

    undo_wanted = Signal()
    new_prices_wanted = Signal()

    def __init__(self, over: QWidget, *, toast_ms: int = _TOAST_MS) -> None:
        super().__init__(over)
        self._over = over
        self._sign = IconSign("info", "warning", 20)
        self.words = TextLabel(wrap=True)
        self.undo = Button(icon="undo-2")
        self.undo.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.undo.clicked.connect(self.undo_wanted)
        self.new_prices = Button(icon="tag")
        self.new_prices.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.new_prices.clicked.connect(self.new_prices_wanted)
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 6, 8, 6)
        row.setSpacing(10)
        row.addWidget(self._sign)
        row.addWidget(self.words, 1)
        row.addWidget(self.undo)
        row.addWidget(self.new_prices)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(toast_ms)
        self._timer.timeout.connect(self._time_is_up)
        over.installEventFilter(self)
        self.retranslate()
        self.hide()

    def show_words(self, words: str, *, offers_new_prices: bool = False) -> None:
        """Say what the rules say no to, or what to do next; perhaps with a button for it."""
        self._timer.stop()
        self._say(words, "warning", can_undo=False)
        self.new_prices.setVisible(offers_new_prices)
        self._lie_down()

    def show_deed(self, words: str) -> None:
        """Say what was done, with a button that takes it back."""
        self._say(words, "info", can_undo=True)
        self.new_prices.hide()
        self._timer.start()

    def retranslate(self) -> None:
        """Set the words in the language of the moment."""
        self.undo.setText(_("Undo"))
        self.new_prices.setText(_("Take the new price"))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay at the lower edge when the goods get another size."""
        if event.type() == QEvent.Type.Resize and self.isVisible():
            self._lie_down()
        return super().eventFilter(watched, event)

    def _say(self, words: str, kind: Status, *, can_undo: bool) -> None:
        set_class(self, f"notice-{kind}")
        self._sign.show_icon(_SIGNS[kind], kind)
        self.words.setText(words)
        self.undo.setVisible(can_undo)
        self.setAccessibleName(words)
        self.show()
        self._lie_down()
        self.raise_()
        QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.Alert))

    def _time_is_up(self) -> None:
        if self.underMouse() or self.undo.hasFocus():
            self._timer.start()
        else:
            self.hide()

    def _lie_down(self) -> None:
        over = self._over
        width = over.width() - 2 * _SIDE_PX
        height = max(self.heightForWidth(width), self.sizeHint().height(), _LEAST_PX)
        self.setGeometry(QRect(_SIDE_PX, over.height() - height - 12, width, height))
