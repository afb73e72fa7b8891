"""Keys for fingers: the number pad, and the pair of steps around a quantity."""

from functools import partial

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QSizePolicy, QWidget

from pos_app.i18n import _
from ui.buttons import Button, IconButton
from ui.widgets import FigureLabel

_CORNER = "000"
_KEYS = (("7", "8", "9"), ("4", "5", "6"), ("1", "2", "3"), ("0", _CORNER, ""))
_SPACE = 9


class KeypadKey(Button):
    """One key of the pad, at least 54 px high and larger where there is room."""

    _px = 24
    _padding = 4
    _icon_px = 24
    _height = 54

    def __init__(self, digits: str, *, icon: str = "") -> None:
        super().__init__(digits, icon=icon)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)

    def sizeHint(self) -> QSize:
        """Return a comfortable key."""
        return QSize(84, 64)

    def minimumSizeHint(self) -> QSize:
        """Return the least a finger hits without looking."""
        return QSize(56, self._height)


class Keypad(QWidget):
    """1-9, 0, 000 and backspace. Its keys never take the focus from the field they fill."""

    typed = Signal(str)
    erased = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._corner = _CORNER
        layout = QGridLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(_SPACE)
        for row, keys in enumerate(_KEYS):
            for column, digits in enumerate(keys):
                layout.addWidget(self._key(digits), row, column)
        self.retranslate()

    def retranslate(self) -> None:
        """Set the names in the language of the moment."""
        self.setAccessibleName(_("Number pad"))
        self._backspace.setAccessibleName(_("Delete the last digit"))

    def show_corner(self, sign: str) -> None:
        """Change what the key beside 0 types: `000` for amounts, `,` for weights."""
        self._corner = sign
        self._corner_key.setText(sign)

    def _key(self, digits: str) -> KeypadKey:
        if digits == _CORNER:
            self._corner_key = KeypadKey(digits)
            self._corner_key.clicked.connect(self._type_corner)
            return self._corner_key
        if digits:
            key = KeypadKey(digits)
            key.clicked.connect(partial(self._type, digits))
            return key
        self._backspace = KeypadKey("", icon="delete")
        self._backspace.setAutoRepeat(True)
        self._backspace.clicked.connect(self.erased)
        return self._backspace

    def _type(self, digits: str, *_checked: bool) -> None:
        self.typed.emit(digits)

    @Slot()
    def _type_corner(self) -> None:
        self.typed.emit(self._corner)


class QuantityStepper(QWidget):
    """Minus, the quantity, plus; both steps are 44 px."""

    stepped = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.less = IconButton("minus", "")
        self.more = IconButton("plus", "")
        self.shown = FigureLabel(17, 700)
        self.shown.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.shown.setMinimumWidth(40)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        for widget in (self.less, self.shown, self.more):
            layout.addWidget(widget)
        self.less.clicked.connect(partial(self._step, -1))
        self.more.clicked.connect(partial(self._step, 1))
        self.retranslate()

    def show_quantity(self, text: str) -> None:
        """Show a quantity as the caller formatted it."""
        self.shown.setText(text)
        self.shown.setAccessibleName(text)

    def retranslate(self) -> None:
        """Set the names in the language of the moment."""
        self.less.set_name(_("One less"))
        self.more.set_name(_("One more"))

    def _step(self, by: int, *_checked: bool) -> None:
        self.stepped.emit(by)
