"""A button in a row of tools: its icon stands above its word."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from ui.buttons import TARGET_PX, Button, plain_tip
from ui.keys_in_use import with_key
from ui.theme import colour, paint_icon, text_font, text_px

_LEAST_PX = 11
"""Smallest letters on the screen, whatever the larger-text setting makes of them."""

_WORD_PX = 18
_EDGE = 2


class ToolButton(Button):
    """Icon above word, so that five stand side by side.

    A long word gets smaller letters, two long words get two lines.
    """

    _px = 13
    _weight = 600
    _height = 52
    _icon_px = 20

    def __init__(self, icon: str) -> None:
        super().__init__(kind="plain", icon=icon)
        self._tip = ""
        self._word_px = self._px
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def explain(self, what: str, key: str = "") -> None:
        """Say in the tool tip what it does, and with which key: a command or a fixed one."""
        self._tip = with_key(what, key) if key else what
        self.setAccessibleName(what)
        self.setToolTip(plain_tip(self._tip))

    def offer(self, is_possible: bool, why_not: str) -> None:
        """Let it be used, or say why it cannot be."""
        self.setEnabled(is_possible)
        self.setToolTip(plain_tip(self._tip if is_possible else f"{self._tip}: {why_not}"))
        self.setAccessibleDescription("" if is_possible else why_not)

    def fitting_px(self) -> int:
        """Return the largest size in which the word fits; it is broken before it gets tiny."""
        room = self.width() - 2 * _EDGE
        sizes = range(self._px, _least_px() - 1, -1)
        whole = [px for px in sizes if px >= _LEAST_PX and self._width([self.words()], px) <= room]
        broken = [px for px in sizes if self._width(self.words().split(), px) <= room]
        return next(iter(whole or broken), _least_px())

    def use_px(self, px: int) -> None:
        """Write the word no larger than its neighbours do."""
        self._word_px = px
        self.update()

    def sizeHint(self) -> QSize:
        """Return room for the word beneath the icon."""
        width = QFontMetricsF(self._font()).horizontalAdvance(self.words()) + 2 * _EDGE + 4
        return QSize(max(TARGET_PX, round(width)), max(self._height, self._icon_px + self._below()))

    def minimumSizeHint(self) -> QSize:
        """Return room for the word, broken, in the smallest letters."""
        width = self._width(self.words().split(), _least_px())
        return QSize(max(TARGET_PX, round(width) + 2 * _EDGE), self.sizeHint().height())

    def _paint_content(self, painter: QPainter) -> None:
        px = min(self._word_px, self.fitting_px())
        is_whole = self._width([self.words()], px) <= self.width() - 2 * _EDGE
        lines = [self.words()] if is_whole else self.words().split()
        font = text_font(px, self._weight)
        line = text_px(_WORD_PX) if is_whole else QFontMetricsF(font).height()
        top = (self.height() - self._icon_px - line * len(lines)) / 2
        place = QRectF((self.width() - self._icon_px) / 2, top, self._icon_px, self._icon_px)
        paint_icon(painter, place, self._icon_name, self.word_token())
        painter.setFont(font)
        painter.setPen(colour(self.word_token()))
        for number, words in enumerate(lines):
            below = QRectF(0, top + self._icon_px + number * line, self.width(), line)
            painter.drawText(below, Qt.AlignmentFlag.AlignCenter, words)

    def _width(self, lines: Sequence[str], px: int) -> float:
        metrics = QFontMetricsF(text_font(px, self._weight))
        return max(map(metrics.horizontalAdvance, lines), default=0.0)

    def _below(self) -> int:
        return text_px(_WORD_PX) + 12


def _least_px() -> int:
    """The size at 100 % that becomes the smallest letters on the screen."""
    return next(px for px in range(1, _LEAST_PX + 1) if text_px(px) >= _LEAST_PX)


class ToolRow(QWidget):
    """Tools side by side, all words of one size."""

    def __init__(self, tools: tuple[ToolButton, ...]) -> None:
        super().__init__()
        self.tools = tools
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(0)
        for tool in tools:
            self._row.addWidget(tool, 1)

    def even_out(self) -> None:
        """Give all words the size of the one with the least room."""
        px = min(tool.fitting_px() for tool in self.tools)
        for tool in self.tools:
            tool.use_px(px)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the words into the new width."""
        super().resizeEvent(event)
        self._row.activate()
        self.even_out()
