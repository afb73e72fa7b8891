"""A box to tick whose words wrap instead of being cut."""

from PySide6.QtCore import QPoint, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QCheckBox, QSizePolicy

from ui.buttons import TARGET_PX
from ui.theme import colour, text_font

_WORDS_LEFT = 34
_LEAST_WIDTH = 220
_TEXT_PX = 15


class TickBox(QCheckBox):
    """Qt draws the box, the words are painted beside it on as many lines as they need."""

    def __init__(self) -> None:
        super().__init__()
        self._words = ""
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def setText(self, text: str) -> None:
        """Show words; the accessible name follows them."""
        self._words = text
        self.setAccessibleName(text)
        self.updateGeometry()
        self.update()

    def hasHeightForWidth(self) -> bool:
        """Return True: a narrow place needs more lines."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height of all lines."""
        room = QRectF(0, 0, max(width - _WORDS_LEFT, 1), 1000)
        metrics = QFontMetricsF(text_font(_TEXT_PX))
        return max(TARGET_PX, round(metrics.boundingRect(room, _WRAP, self._words).height()) + 8)

    def sizeHint(self) -> QSize:
        """Return the room of one line."""
        width = QFontMetricsF(text_font(_TEXT_PX)).horizontalAdvance(self._words)
        return QSize(round(width) + _WORDS_LEFT + 4, TARGET_PX)

    def minimumSizeHint(self) -> QSize:
        """Return a narrow place; the height follows it."""
        return QSize(min(_LEAST_WIDTH, self.sizeHint().width()), TARGET_PX)

    def hitButton(self, pos: QPoint) -> bool:
        """Take a tap on the words as well."""
        return self.rect().contains(pos)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the box, then the words."""
        super().paintEvent(event)
        painter = QPainter(self)
        painter.setFont(text_font(_TEXT_PX))
        token = "focus" if self.hasFocus() else "text"
        painter.setPen(colour(token if self.isEnabled() else "on_disabled"))
        painter.drawText(QRectF(self.rect()).adjusted(_WORDS_LEFT, 0, 0, 0), _WRAP, self._words)


_WRAP = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter) | int(
    Qt.TextFlag.TextWordWrap
)
