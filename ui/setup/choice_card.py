"""A large card that is one button: an icon, what it does, and a line about it."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter
from PySide6.QtWidgets import QSizePolicy

from ui.buttons import Button
from ui.theme import colour, paint_icon, set_class, text_font

_ICON_PX = 32
_INSET = 22
_TEXT_LEFT = _INSET + _ICON_PX + 18
_GAP = 4


class ChoiceCard(Button):
    """Shows a title and a quieter text below it; wraps both rather than cut them."""

    def __init__(self, icon: str) -> None:
        super().__init__(icon=icon)
        set_class(self, "choice")
        self._about = ""
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def show_words(self, title: str, about: str = "") -> None:
        """Set both texts."""
        self._about = about
        self.setText(title)
        self.setAccessibleDescription(about)

    def hasHeightForWidth(self) -> bool:
        """Return True: narrow cards are taller."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height in which all words fit."""
        words = self._title_height(width) + (self._about_height(width) if self._about else 0)
        return max(76, round(words) + 2 * _INSET)

    def sizeHint(self) -> QSize:
        """Return a size that suits the middle of a window."""
        return QSize(620, self.heightForWidth(620))

    def minimumSizeHint(self) -> QSize:
        """Return the least width; the height follows it."""
        return QSize(320, 76)

    def _room(self, width: float) -> QRectF:
        return QRectF(_TEXT_LEFT, 0, width - _TEXT_LEFT - 52, 1000)

    def _title_height(self, width: float) -> float:
        metrics = QFontMetricsF(text_font(17, 700))
        return metrics.boundingRect(self._room(width), _WRAP, self.words()).height()

    def _about_height(self, width: float) -> float:
        metrics = QFontMetricsF(text_font(15))
        return _GAP + metrics.boundingRect(self._room(width), _WRAP, self._about).height()

    def _paint_content(self, painter: QPainter) -> None:
        title = self._title_height(self.width())
        about = self._about_height(self.width()) if self._about else 0
        top = (self.height() - title - about) / 2
        place = QRectF(_INSET, (self.height() - _ICON_PX) / 2, _ICON_PX, _ICON_PX)
        paint_icon(painter, place, self._icon_name, "primary")
        arrow = QRectF(self.width() - 42, (self.height() - 22) / 2, 22, 22)
        paint_icon(painter, arrow, "chevron-right", "text_3")
        room = self._room(self.width())
        painter.setPen(colour("text"))
        painter.setFont(text_font(17, 700))
        painter.drawText(QRectF(room.left(), top, room.width(), title + 1), _WRAP, self.words())
        painter.setPen(colour("text_2"))
        painter.setFont(text_font(15))
        below = QRectF(room.left(), top + title + _GAP, room.width(), about + 1)
        painter.drawText(below, _WRAP, self._about)


_WRAP = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop) | int(Qt.TextFlag.TextWordWrap)
