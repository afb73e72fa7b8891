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
_LOW_PX, _LOW_SPACE = 44, 6


class KeypadKey(Button):
    """One key of the pad, 54 px high and more where there is room, in a low pad 44."""

    is_low = False

    _px = 24
    _padding = 4
    _icon_px = 24

    def __init__(self, digits: str, *, icon: str = "") -> None:
        super().__init__(digits, icon=icon)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)

    def sizeHint(self) -> QSize:
        """Return a comfortable key."""
        return QSize(84, _LOW_PX if self.is_low else 64)

    def minimumSizeHint(self) -> QSize:
        """Return the least a finger hits without looking."""
        return QSize(56, _LOW_PX if self.is_low else 54)


class Keypad(QWidget):
    """1-9, 0, 000 and backspace. Its keys never take the focus from the field they fill."""

    typed = Signal(str)
    erased = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._corner = _CORNER
        layout = self._layout = QGridLayout(self)
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
        """Change what the key beside 0 types: `000` for amounts, `,` for weights.

        Without a sign there is no such key, as for a PIN.
        """
        self._corner = sign
        self._corner_key.setText(sign)
        self._corner_key.setVisible(bool(sign))

    def set_low(self, *, is_low: bool) -> None:
        """Use lower keys, closer together, where the height is needed by more."""
        self._layout.setSpacing(_LOW_SPACE if is_low else _SPACE)
        for key in self.findChildren(KeypadKey):
            key.is_low = is_low
            key.updateGeometry()

    def _key(self, digits: str) -> KeypadKey:
        if digits == _CORNER:
            self._corner_key = KeypadKey(digits)
            self._corner_key.clicked.connect(self._type_corner)
            policy = self._corner_key.sizePolicy()
            policy.setRetainSizeWhenHidden(True)
            self._corner_key.setSizePolicy(policy)
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
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(4)
        for widget in (self.less, self.shown, self.more):
            self._row.addWidget(widget)
        self.less.clicked.connect(partial(self._step, -1))
        self.more.clicked.connect(partial(self._step, 1))
        self.retranslate()

    def show_field(self, field: QWidget) -> None:
        """Have a field to type into between the steps, in place of the quantity alone."""
        self._row.replaceWidget(self.shown, field)
        self.shown.hide()

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
