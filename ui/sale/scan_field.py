"""The one field that takes everything: scan, code, part of a name, quantity."""

from PySide6.QtCore import QEvent, QRectF, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QKeyEvent, QKeySequence, QPainter, QPaintEvent
from PySide6.QtWidgets import QLineEdit

from pos_app.i18n import _
from ui.buttons import key_cap_width, paint_key_cap
from ui.keys_in_use import shown_key
from ui.scanner import digit_without_numlock
from ui.theme import key_hints, paint_icon

_LONE_KEY_MS = 80
"""Some codes begin with + or -, so such a key is a command only when nothing follows it."""

_ICON_PX = 20
_CAP_PX = 24
_ROOM_FOR_KEY_PX = 250
_STEPS = {"+": 1, "-": -1}
_OWN = (QKeySequence.StandardKey.Paste,)
_OWN_WITH_TEXT = (
    *_OWN,
    QKeySequence.StandardKey.SelectAll,
    QKeySequence.StandardKey.Copy,
    QKeySequence.StandardKey.Cut,
    QKeySequence.StandardKey.Undo,
    QKeySequence.StandardKey.Redo,
)
_ARROWS = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}


class ScanField(QLineEdit):
    """Text goes in as in any field; while it is empty, + - Delete speak about the cart."""

    entered = Signal(str)
    quantity_stepped = Signal(int)
    line_removed = Signal()
    moved = Signal(int)

    def __init__(self, *, lone_key_ms: int = _LONE_KEY_MS) -> None:
        super().__init__()
        self.setProperty("class", "scan")
        hints = Qt.InputMethodHint
        self.setInputMethodHints(hints.ImhPreferLatin | hints.ImhNoPredictiveText)
        self.setTextMargins(_ICON_PX + 6, 0, 0, 0)
        self.setMaxLength(120)
        self._lone_key = ""
        self._wait = QTimer(self)
        self._wait.setSingleShot(True)
        self._wait.setInterval(lone_key_ms)
        self._wait.timeout.connect(self._take_lone_key)
        self.retranslate()

    def retranslate(self) -> None:
        """Set the words in the language of the moment."""
        self.setPlaceholderText(_("Scan or type"))
        self.setAccessibleName(_("Scan field"))

    def event(self, event: QEvent) -> bool:
        """Leave keys with Ctrl to the cart, but for those that speak about text there is."""
        if event.type() == QEvent.Type.ShortcutOverride:
            assert isinstance(event, QKeyEvent)
            is_command = event.modifiers() & Qt.KeyboardModifier.ControlModifier
            own = _OWN_WITH_TEXT if self.text() else _OWN
            if is_command and not any(event.matches(key) for key in own):
                event.ignore()
                return False
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take a key: text, or a command of the empty field."""
        if self._wait.isActive():
            self._wait.stop()
            self.insert(self._lone_key)
        key, text = Qt.Key(event.key()), event.text()
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.entered.emit(self.text())
        elif not self.text() and text in _STEPS:
            self._lone_key = text
            self._wait.start()
        elif not self.text() and key == Qt.Key.Key_Delete:
            self.line_removed.emit()
        elif digit := digit_without_numlock(event):
            self.insert(digit)
        elif key in _ARROWS:
            self.moved.emit(_ARROWS[key])
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the sign of a scanner at the left edge, and the key that leads here."""
        super().paintEvent(event)
        painter = QPainter(self)
        place = QRectF(12, (self.height() - _ICON_PX) / 2, _ICON_PX, _ICON_PX)
        paint_icon(painter, place, "scan-barcode", "text_2")
        if key_hints() and not self.text() and self.width() > _ROOM_FOR_KEY_PX:
            key = shown_key("scan_field")
            width = key_cap_width(key)
            top = (self.height() - _CAP_PX) / 2
            paint_key_cap(painter, QRectF(self.width() - width - 10, top, width, _CAP_PX), key)

    @Slot()
    def _take_lone_key(self) -> None:
        self.quantity_stepped.emit(_STEPS[self._lone_key])
