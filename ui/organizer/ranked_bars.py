"""Ranked thin bars: name, figure with its share, and a bar as long as its part of the largest."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.theme import colour, number_font, text_font

_ROW = 50
_BAR = 7


@dataclass(frozen=True, slots=True)
class RankedBar:
    """One bar; `figure` is what it stands for, as it is shown."""

    name: str
    figure: str
    value: int


class RankedBars(QWidget):
    """The largest first. What is below zero shows its figure and no bar."""

    def __init__(self) -> None:
        super().__init__()
        self._bars: tuple[RankedBar, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_bars(self, bars: Sequence[RankedBar]) -> None:
        """Show these, sorted by their value."""
        self._bars = tuple(sorted(bars, key=lambda bar: -bar.value))
        self.setAccessibleName("; ".join(f"{bar.name}: {bar.figure}" for bar in self._bars))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Return room for every row."""
        names, figures = QFontMetricsF(text_font(15, 500)), QFontMetricsF(number_font(15, 500))
        widths = [
            names.horizontalAdvance(bar.name) + figures.horizontalAdvance(bar.figure) + 24
            for bar in self._bars
        ]
        return QSize(round(max(widths, default=0)), max(1, len(self._bars)) * _ROW)

    def minimumSizeHint(self) -> QSize:
        """Return less width: a long name ends in an ellipsis, a figure never."""
        return QSize(min(self.sizeHint().width(), 240), self.sizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the rows."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        largest = max((bar.value for bar in self._bars), default=0)
        for row, bar in enumerate(self._bars):
            line = QRectF(0, row * _ROW, self.width(), _ROW - _BAR - 14)
            painter.setPen(colour("text_2"))
            painter.setFont(number_font(15, 500))
            painter.drawText(line, _RIGHT, bar.figure)
            painter.setPen(colour("text"))
            painter.setFont(text_font(15, 500))
            room = (
                self.width()
                - 12
                - QFontMetricsF(number_font(15, 500)).horizontalAdvance(bar.figure)
            )
            name = painter.fontMetrics().elidedText(
                bar.name, Qt.TextElideMode.ElideRight, round(room)
            )
            painter.drawText(line, _LEFT, name)
            track = QRectF(0, row * _ROW + 34, self.width(), _BAR)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colour("border"))
            painter.drawRoundedRect(track, _BAR / 2, _BAR / 2)
            if bar.value > 0:
                track.setWidth(max(self.width() * bar.value / largest, _BAR))
                painter.setBrush(colour("primary"))
                painter.drawRoundedRect(track, _BAR / 2, _BAR / 2)


_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
