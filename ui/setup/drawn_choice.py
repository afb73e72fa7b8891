"""A large button that shows a drawing, with what it means below it."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter
from PySide6.QtWidgets import QSizePolicy

from ui.buttons import Button
from ui.setup.printer_drawings import Drawing
from ui.theme import colour, set_class, text_font

_LEAST_WIDTH = 176
_MOST_WIDTH = 300
_DRAWING_PX = 176
_EDGE = 12
_GAP = 8


class DrawnChoice(Button):
    """Wraps its words rather than cut them; a screen reader hears them as its name."""

    def __init__(self, drawing: Drawing) -> None:
        super().__init__()
        self._drawing = drawing
        set_class(self, "choice")
        self.setCheckable(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.setMaximumWidth(_MOST_WIDTH)

    def sizeHint(self) -> QSize:
        """Return room for the drawing and for the words at the least width."""
        words = self._words_height(_LEAST_WIDTH)
        return QSize(_LEAST_WIDTH, round(_DRAWING_PX + words) + 2 * _EDGE + _GAP)

    def minimumSizeHint(self) -> QSize:
        """Return the same: nothing is cut."""
        return self.sizeHint()

    def _words_height(self, width: float) -> float:
        room = QRectF(0, 0, width - 2 * _EDGE, 1000)
        metrics = QFontMetricsF(text_font(15, 600))
        return metrics.boundingRect(room, _WRAP, self.words()).height()

    def _paint_content(self, painter: QPainter) -> None:
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        room = QRectF(self.rect()).adjusted(_EDGE, _EDGE, -_EDGE, -_EDGE)
        self._drawing(painter, QRectF(room.left(), room.top(), room.width(), _DRAWING_PX))
        painter.restore()
        painter.setFont(text_font(15, 600))
        painter.setPen(colour(self.word_token()))
        painter.drawText(room.adjusted(0, _DRAWING_PX + _GAP, 0, 0), _WRAP, self.words())


_WRAP = int(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop) | int(
    Qt.TextFlag.TextWordWrap
)
