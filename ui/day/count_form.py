"""Counting the drawer: a row per note and coin, and one for any other money.

Pieces are kept per row, not only their sum (D4). Enter and the arrows go from row to row, plus
and minus step; nothing needs the mouse.
"""

from functools import partial

from PySide6.QtCore import QRectF, QRegularExpression, Qt, Signal, Slot
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter, QPaintEvent, QRegularExpressionValidator
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from pos_app.domain.drawer import MOST_PIECES, CashCount
from pos_app.domain.journal import CashCounted
from pos_app.domain.money import Money
from pos_app.domain.rupiah import COINS, NOTES, Denomination
from pos_app.i18n import _, format_plain
from ui.buttons import IconButton
from ui.money_field import MoneyField
from ui.theme import colour, note_colour, number_font
from ui.widgets import MoneyLabel, TextLabel

_STEPS = {Qt.Key.Key_Plus: 1, Qt.Key.Key_Minus: -1}
_MOVES = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_Return: 1, Qt.Key.Key_Enter: 1}
_NAME_PX, _FIELD_PX, _SUM_PX = 138, 80, 104


class CountForm(QWidget):
    """Eleven rows and *other*. `edited` says that the sum moved, `finished` comes from the end."""

    edited = Signal()
    finished = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.rows = tuple(CountRow(denomination) for denomination in (*NOTES, *COINS))
        self._current: PiecesEdit | None = None
        self._other_amount: Money = 0
        self._build()
        self._wire()

    def count(self) -> CashCount:
        """What was counted so far; what is not understood in *other* does not count yet."""
        pieces = tuple((row.denomination.value, row.pieces()) for row in self.rows)
        return CashCount(pieces, self._other_amount)

    def is_settled(self) -> bool:
        """Whether every field is understood; *other* shows its own question if not."""
        self.other.commit()
        return self.other.is_settled()

    def show_count(self, count: CashCounted | None) -> None:
        """Fill the rows with an earlier count, or empty them. A note stands before its coin."""
        counted = list(count.rows) if count is not None else []
        for row in self.rows:
            is_here = bool(counted) and counted[0][0] == row.denomination.value
            row.set_pieces(counted.pop(0)[1] if is_here else 0)
        self.other.set_value((count.other or None) if count is not None else None)
        self.edited.emit()

    def start(self) -> None:
        """Put the cursor into the first row."""
        self.rows[0].field.setFocus(Qt.FocusReason.TabFocusReason)

    @Slot(str)
    def take_digits(self, digits: str) -> None:
        """Put digits of the number pad into the row in hand."""
        if self._current is None:
            self.other.take_digits(digits)
        else:
            self._current.type_digits(digits)

    @Slot()
    def erase(self) -> None:
        """Take the last digit of the row in hand away."""
        if self._current is None:
            self.other.erase()
        else:
            self._current.backspace()

    def retranslate(self) -> None:
        """Set all words in the language of the moment."""
        for row in self.rows:
            row.retranslate()
        self._other_name.setText(_("Other money"))
        self.other.set_name(_("Other money"))
        self.other.retranslate()
        self._hint.setText(_("Enter goes to the next row; plus and minus step."))

    def _build(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 8, 0)
        layout.setSpacing(3)
        for row in self.rows:
            layout.addWidget(row)
        self._other_name = TextLabel(look="strong")
        self._other_name.setFixedWidth(_NAME_PX)
        self.other = MoneyField(kind="exact")
        last = QHBoxLayout()
        last.addWidget(self._other_name, 0, Qt.AlignmentFlag.AlignTop)
        last.addWidget(self.other, 1)
        self._other_name.setMinimumHeight(44)
        layout.addLayout(last)
        self._hint = TextLabel(look="quiet", wrap=True)
        layout.addWidget(self._hint)
        layout.addStretch(1)
        self.retranslate()

    def _wire(self) -> None:
        for place, row in enumerate(self.rows):
            row.edited.connect(self.edited)
            row.field.entered.connect(partial(self._take_in_hand, row.field))
            row.field.moved.connect(partial(self._move, place))
        self.other.edited.connect(self._follow_other)
        self.other.accepted.connect(self._finish)

    def _take_in_hand(self, field: "PiecesEdit") -> None:
        self._current = field

    def _move(self, place: int, by: int) -> None:
        place = max(place + by, 0)
        if place < len(self.rows):
            self.rows[place].field.setFocus(Qt.FocusReason.TabFocusReason)
        else:
            self._current = None
            self.other.setFocus(Qt.FocusReason.TabFocusReason)

    @Slot(object)
    def _follow_other(self, amount: Money | None) -> None:
        self._other_amount = amount or 0
        if self.other.field.hasFocus():
            self._current = None
        self.edited.emit()

    @Slot(object)
    def _finish(self, _amount: object) -> None:
        self.finished.emit()


class CountRow(QWidget):
    """One note or coin: how many, and what they come to."""

    edited = Signal()

    def __init__(self, denomination: Denomination) -> None:
        super().__init__()
        self.denomination = denomination
        self._sign = MoneySign(denomination)
        self._name = TextLabel(look="strong")
        self._name.setFixedWidth(_NAME_PX - 20)
        self.less, self.more = IconButton("minus", ""), IconButton("plus", "")
        self.field = PiecesEdit()
        self.sum = MoneyLabel(15, 600)
        self.sum.setFixedWidth(_SUM_PX)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        for widget in (self._sign, self._name, self.less, self.field, self.more):
            layout.addWidget(widget)
        layout.addStretch(1)
        layout.addWidget(self.sum)
        for button, by in ((self.less, -1), (self.more, 1)):
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # plus and minus do it in the field
            button.clicked.connect(partial(self._step, by))
        self.field.stepped.connect(self._step)
        self.field.textChanged.connect(self._show_sum)
        self._show_sum()

    def pieces(self) -> int:
        """How many were counted."""
        return int(self.field.text() or 0)

    def set_pieces(self, pieces: int) -> None:
        """Show a number of pieces; nothing for none."""
        self.field.setText(str(pieces) if pieces else "")

    def retranslate(self) -> None:
        """Set the name of the row."""
        name = _denomination_words(self.denomination)
        self._name.setText(name)
        self.field.setAccessibleName(_("Pieces of {name}").format(name=name))
        self.sum.set_name(name)
        self.less.set_name(_("One {name} less").format(name=name))
        self.more.set_name(_("One {name} more").format(name=name))

    def _step(self, by: int, *_checked: bool) -> None:
        self.set_pieces(min(max(self.pieces() + by, 0), MOST_PIECES))
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def _show_sum(self) -> None:
        amount: Money = self.denomination.value * self.pieces()
        self.sum.set_token("text" if amount else "text_3")
        self.sum.show_amount(amount)
        self.edited.emit()


class PiecesEdit(QLineEdit):
    """A whole number of pieces, 0 to 99.999; empty is none."""

    entered = Signal()
    stepped = Signal(int)
    moved = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        digits = QRegularExpression(f"[0-9]{{0,{len(str(MOST_PIECES))}}}")
        self.setValidator(QRegularExpressionValidator(digits, self))
        self.setInputMethodHints(Qt.InputMethodHint.ImhDigitsOnly)
        self.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.setFont(number_font(17, 600))
        self.setPlaceholderText("0")
        self.setFixedWidth(_FIELD_PX)

    def type_digits(self, digits: str) -> None:
        """Put digits where the cursor is, as far as there is room."""
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        self.insert(digits)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Select what is there, so that a new number replaces it."""
        super().focusInEvent(event)
        if event.reason() != Qt.FocusReason.OtherFocusReason:
            self.selectAll()
        self.entered.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter and arrows go to another row, plus and minus step."""
        key = Qt.Key(event.key())
        if key in _STEPS:
            self.stepped.emit(_STEPS[key])
        elif key in _MOVES:
            self.moved.emit(_MOVES[key])
        else:
            super().keyPressEvent(event)


class MoneySign(QWidget):
    """A small note in its colour, or a coin; decoration beside the figure."""

    def __init__(self, denomination: Denomination) -> None:
        super().__init__()
        self._denomination = denomination
        self.setFixedSize(14, 22)
        self.setAccessibleName(" ")

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint a stripe for a note, a dot for a coin."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        if self._denomination.kind == "note":
            painter.setBrush(note_colour(self._denomination.value))
            painter.drawRoundedRect(QRectF(3, 0, 5, 22), 2.5, 2.5)
        else:
            painter.setBrush(colour("text_3"))
            painter.drawEllipse(QRectF(0, 6, 10, 10))


def _denomination_words(denomination: Denomination) -> str:
    """`100.000`; with the word where note and coin are of one value."""
    figure = format_plain(denomination.value)
    if sum(other.value == denomination.value for other in (*NOTES, *COINS)) == 1:
        return figure
    if denomination.kind == "note":
        return _("{amount} note").format(amount=figure)
    return _("{amount} coin").format(amount=figure)
