"""A row of chips of which one is chosen: categories, filters."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetricsF, QPainter
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QSizePolicy, QWidget

from ui.buttons import Button
from ui.theme import text_font
from ui.widgets import clear_layout, touch_scroll

_DOT = 10
_ROW_PX = 52


@dataclass(frozen=True, slots=True)
class Chip:
    """One choice: what it stands for, its word, and the colour of the dot before it."""

    key: object
    text: str
    dot: QColor | None = None


class ChipButton(Button):
    """A chip with a coloured dot beside its word."""

    _px = 13
    _icon_px = 16

    def __init__(self, text: str, dot: QColor | None = None) -> None:
        super().__init__(text, kind="chip")
        self._dot = dot
        self.setCheckable(True)
        self.setAutoExclusive(True)

    def sizeHint(self) -> QSize:
        """Return room for dot and word."""
        hint = super().sizeHint()
        return hint if self._dot is None else hint + QSize(_DOT + 8, 0)

    def _paint_content(self, painter: QPainter) -> None:
        if self._dot is None:
            super()._paint_content(painter)
            return
        width = QFontMetricsF(text_font(13, 600)).horizontalAdvance(self.words())
        left = (self.width() - width - _DOT - 8) / 2
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._dot)
        painter.drawEllipse(QRectF(left, (self.height() - _DOT) / 2, _DOT, _DOT))
        self._paint_words(painter, left + _DOT + 8, self.words())


class SidewaysRow(QScrollArea):
    """Buttons in one row that scrolls sideways when there are more than fit."""

    def __init__(self, height: int = _ROW_PX) -> None:
        super().__init__()
        self._inside = QWidget()
        self._inside.setProperty("class", "scrolled")
        self._row = QHBoxLayout(self._inside)
        self._row.setContentsMargins(0, 2, 0, 2)
        self._row.setSpacing(8)
        self.setWidget(self._inside)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setFixedHeight(height)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        touch_scroll(self)

    def show_buttons(self, buttons: Sequence[QWidget]) -> None:
        """Show these instead of those before, from the first one on."""
        clear_layout(self._row)
        for button in buttons:
            self._row.addWidget(button)
            button.show()  # at once: a button that comes later has no place to scroll to yet
        self._row.addStretch(1)
        self.horizontalScrollBar().setValue(0)

    def bring(self, button: QWidget) -> None:
        """Scroll so far that a button can be seen."""
        self._inside.resize(self._row.sizeHint().expandedTo(self.viewport().size()))
        self._row.activate()
        self.ensureWidgetVisible(button)


class ChipRow(SidewaysRow):
    """Chips of which one is chosen."""

    chosen = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._buttons: dict[object, ChipButton] = {}

    def show_chips(self, chips: Sequence[Chip]) -> None:
        """Show these chips and choose the first; the row itself tells nobody."""
        self._buttons = {}
        for chip in chips:
            button = ChipButton(chip.text, chip.dot)
            button.clicked.connect(partial(self._choose, chip.key))
            self._buttons[chip.key] = button
        self.show_buttons(tuple(self._buttons.values()))
        if chips:
            self._buttons[chips[0].key].setChecked(True)

    def choose(self, key: object) -> None:
        """Mark a chip as chosen, without the signal."""
        self._buttons[key].setChecked(True)
        self.bring(self._buttons[key])

    def button(self, key: object) -> ChipButton:
        """Return the button of a chip."""
        return self._buttons[key]

    def _choose(self, key: object, *_checked: bool) -> None:
        self.bring(self._buttons[key])
        self.chosen.emit(key)
