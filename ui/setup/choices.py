"""One of a few: a row of buttons of which one is pressed in."""

from collections.abc import Mapping, Sequence
from typing import Generic, TypeVar

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QLayout, QLayoutItem, QWidget

from ui.buttons import Button

T = TypeVar("T")


class Flow(QLayout):
    """Lays widgets in lines, as words in a text: nothing is cut at larger text."""

    def __init__(self, spacing: int = 8) -> None:
        super().__init__()
        self._items: list[QLayoutItem] = []
        self.setSpacing(spacing)
        self.setContentsMargins(0, 0, 0, 0)

    def addItem(self, item: QLayoutItem) -> None:
        """Take one more."""
        self._items.append(item)

    def count(self) -> int:
        """Return how many there are."""
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        """Return the one at a place."""
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        """Take the one at a place out."""
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:
        """Return none: the lines take the room they need."""
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        """Return True: a narrow place needs more lines."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height of the lines."""
        return self._lay(QRect(0, 0, width, 0), is_trial=True)

    def setGeometry(self, rect: QRect) -> None:
        """Put everything in its place."""
        super().setGeometry(rect)
        self._lay(rect, is_trial=False)

    def sizeHint(self) -> QSize:
        """Return the room of one line."""
        hints = [item.sizeHint() for item in self._items]
        width = sum(hint.width() + self.spacing() for hint in hints) - self.spacing()
        return QSize(max(width, 0), max((hint.height() for hint in hints), default=0))

    def minimumSize(self) -> QSize:
        """Return the room of the widest one."""
        sizes = [item.minimumSize() for item in self._items]
        return QSize(
            max((size.width() for size in sizes), default=0),
            max((size.height() for size in sizes), default=0),
        )

    def _lay(self, rect: QRect, *, is_trial: bool) -> int:
        left, top, line = rect.left(), rect.top(), 0
        for item in self._items:
            if item.isEmpty():
                continue
            hint = item.sizeHint()
            if left > rect.left() and left + hint.width() > rect.right() + 1:
                left, top, line = rect.left(), top + line + self.spacing(), 0
            if not is_trial:
                item.setGeometry(QRect(left, top, min(hint.width(), rect.width()), hint.height()))
            left += hint.width() + self.spacing()
            line = max(line, hint.height())
        return top + line - rect.top()


class Choices(QWidget, Generic[T]):
    """`chosen` carries the value of the button that was pressed."""

    chosen = Signal(object)

    def __init__(self, values: Sequence[T], *, icons: Sequence[str] = ()) -> None:
        super().__init__()
        self._values = tuple(values)
        self._group = QButtonGroup(self)
        self.buttons: dict[T, Button] = {}
        self.flow = Flow()
        self.setLayout(self.flow)
        for number, value in enumerate(self._values):
            button = Button(icon=icons[number] if icons else "")
            button.setCheckable(True)
            self._group.addButton(button, number)
            self.buttons[value] = button
            self.flow.addWidget(button)
        self._group.idClicked.connect(self._tell)

    def show_words(self, words: Mapping[T, str]) -> None:
        """Name the choices."""
        for value, button in self.buttons.items():
            button.setText(words[value])

    def show_value(self, value: T) -> None:
        """Press one in; tells nobody."""
        self.buttons[value].setChecked(True)

    def value(self) -> T:
        """The one that is pressed in."""
        return self._values[self._group.checkedId()]

    def _tell(self, number: int) -> None:
        self.chosen.emit(self._values[number])
