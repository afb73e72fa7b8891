"""A list for fingers: what a finger came down on and went up from is taken, unless it dragged."""

from PySide6.QtCore import QAbstractItemModel, QPoint, QRect, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QAbstractItemView, QListView, QStyledItemDelegate

from ui.widgets import touch_scroll

_DRAG_PX = 10
_NOTHING = (-1, "")


class PressDelegate(QStyledItemDelegate):
    """Knows which part of which row a finger is on, so that it can be painted pressed."""

    def __init__(self) -> None:
        super().__init__()
        self.pressed = _NOTHING


class FingerList(QListView):
    """Scrolls under a finger, selects nothing, and takes no focus from the scan field."""

    def __init__(self, rows: QAbstractItemModel, delegate: QStyledItemDelegate) -> None:
        super().__init__()
        self._painter = delegate  # Qt does not keep a delegate alive
        self.setModel(rows)
        self.setItemDelegate(delegate)
        self.setProperty("class", "bare")
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        touch_scroll(self)


class PressList(FingerList):
    """A finger list whose rows, or parts of rows, can be tapped."""

    def __init__(self, rows: QAbstractItemModel, delegate: PressDelegate) -> None:
        super().__init__(rows, delegate)
        self._press = delegate
        self._pressed_at = QPoint()

    def part_at(self, row: QRect, place: QPoint) -> str:
        """Name the part of a row that is there; a list of one part needs no names."""
        return "whole"

    def take(self, row: int, part: str) -> None:
        """Do what a tap on this part of this row means."""
        raise NotImplementedError

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Remember where the finger came down."""
        self._pressed_at = event.position().toPoint()
        index = self.indexAt(self._pressed_at)
        is_row = index.isValid()
        part = self.part_at(self.visualRect(index), self._pressed_at) if is_row else ""
        self._show_pressed((index.row(), part) if is_row else _NOTHING)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Take a quick second tap for what it is: one more."""
        self.mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Let go when the finger drags."""
        if self._is_drag(event):
            self._show_pressed(_NOTHING)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Take what the finger came down on."""
        row, part = self._press.pressed
        self._show_pressed(_NOTHING)
        is_left = event.button() == Qt.MouseButton.LeftButton
        if row >= 0 and is_left and not self._is_drag(event):
            self.take(row, part)

    def _is_drag(self, event: QMouseEvent) -> bool:
        return (event.position().toPoint() - self._pressed_at).manhattanLength() > _DRAG_PX

    def _show_pressed(self, pressed: tuple[int, str]) -> None:
        before, self._press.pressed = self._press.pressed, pressed
        if before != pressed:
            for row in {before[0], pressed[0]}:
                self.update(self.model().index(row, 0))
