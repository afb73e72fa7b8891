"""The one field for amounts: understands what people type, asks what it cannot know.

Its value is an `int` in minor units or nothing. The wheel never changes it, the system's locale
is never asked, and what was typed stays until it is understood.
"""

from functools import partial

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from pos_app.domain.money import Money
from pos_app.domain.rupiah import (
    Amount,
    AmountField,
    Doubtful,
    ReadAmount,
    Refused,
    RefusedCode,
    read_amount,
)
from pos_app.i18n import _, amount_in_words, format_money, format_plain
from ui.buttons import Button
from ui.scanner import digit_without_numlock
from ui.theme import set_class
from ui.widgets import TextLabel, clear_layout

_ECHO_FROM = 1_000_000
_RUBBING = frozenset({Qt.Key.Key_Backspace, Qt.Key.Key_Delete})


class _Typing:
    """How this booth types amounts: one choice for all fields there are and will be."""

    in_thousands = False


def type_in_thousands(*, is_on: bool) -> None:
    """Read 25 as Rp25.000 in every price field from now on, when the booth chose so."""
    _Typing.in_thousands = is_on


class MoneyField(QWidget):
    """An amount with its question and its echo below.

    Any button that uses the amount calls `commit()` first and goes on only when `is_settled()`.
    """

    changed = Signal(object)
    edited = Signal(object)
    accepted = Signal(object)

    def __init__(self, *, kind: AmountField = "price", big: bool = False) -> None:
        super().__init__()
        self._kind: AmountField = kind
        self._look = "big-money" if big else "money"
        self._value: Money | None = None
        self._read: ReadAmount = Refused("empty")
        self._open_choices: list[Button] = []
        self._build()
        self._wire()

    def value(self) -> Money | None:
        """Return the last understood amount in minor units; None for an empty field."""
        return self._value

    def is_settled(self) -> bool:
        """Return whether what stands in the field is understood, or the field is empty."""
        return isinstance(self._reading(), Amount) or not self.field.text().strip()

    def set_value(self, minor: Money | None) -> None:
        """Show an amount; tells nobody."""
        self._value = minor
        self.field.show_grouped("" if minor is None else format_plain(minor))
        self._show_answer()

    def clear(self) -> None:
        """Empty the field; tells nobody."""
        self.set_value(None)

    def commit(self) -> Money | None:
        """Take over what stands in the field, or show below why that cannot be.

        Returns the amount; None when the field is empty or not settled.
        """
        read = self._reading()
        match read:
            case Amount(minor=minor):
                self.field.show_grouped(format_plain(minor))
                self._take(minor)
            case Doubtful() | Refused():
                self._take(None)
        self._show_answer(read)
        return self._value

    def keep_room(self, *, is_kept: bool = True) -> None:
        """Keep a line free for the words below the field, so that they push nothing down."""
        policy = self.remark.sizePolicy()
        policy.setRetainSizeWhenHidden(is_kept)
        self.remark.setSizePolicy(policy)

    def set_name(self, name: str) -> None:
        """Say what the amount is, for screen readers."""
        self.field.setAccessibleName(name)

    def set_placeholder(self, text: str) -> None:
        """Show a hint in the empty field."""
        self.field.setPlaceholderText(text)

    @Slot(str)
    def take_digits(self, digits: str) -> None:
        """Put digits of a number pad where the cursor is."""
        self.field.type_digits(digits)

    @Slot()
    def erase(self) -> None:
        """Take away what is before the cursor, as the backspace key does."""
        self.field.rub_out(Qt.Key.Key_Backspace)

    def retranslate(self) -> None:
        """Set the words below the field in the language of the moment."""
        read, self._read = self._read, Refused("empty")
        self._show_answer(read)

    def choices(self) -> tuple[Button, ...]:
        """Return the buttons of the open question."""
        return tuple(self._open_choices)

    def _build(self) -> None:
        self.field = AmountEdit()
        self.field.setProperty("class", self._look)
        self.remark = TextLabel(look="caption", wrap=True)
        self._answers = QHBoxLayout()
        self._answers.setSpacing(8)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        layout.addWidget(self.field)
        layout.addWidget(self.remark)
        layout.addLayout(self._answers)
        self.setFocusProxy(self.field)
        self._show_answer()

    def _wire(self) -> None:
        self.field.textChanged.connect(self._follow)
        self.field.left.connect(self.commit)
        self.field.returnPressed.connect(self._accept)

    def _reading(self) -> ReadAmount:
        text = self.field.text()
        if self._value is not None and text == format_plain(self._value):
            return Amount(self._value)
        return read_amount(text, field=self._kind, type_in_thousands=_Typing.in_thousands)

    def _take(self, minor: Money | None) -> None:
        if minor != self._value:
            self._value = minor
            self.changed.emit(minor)

    @Slot()
    def _follow(self) -> None:
        read = self._reading()
        self._show_answer(read if isinstance(read, Amount) else None)
        self.edited.emit(read.minor if isinstance(read, Amount) else None)

    @Slot()
    def _accept(self) -> None:
        self.commit()
        if self.is_settled():
            self.accepted.emit(self._value)

    def _choose(self, minor: Money, *_checked: bool) -> None:
        self.field.show_grouped(format_plain(minor))
        self._take(minor)
        self._show_answer(Amount(minor))
        self.field.setFocus()

    def _show_answer(self, read: ReadAmount | None = None) -> None:
        read = read or Refused("empty")
        if read == self._read and self._open_choices:
            return  # else a click on an answer would find its button gone: the field was left
        self._read = read
        clear_layout(self._answers)
        self._open_choices = []
        words, look = "", "caption"
        match self._read:
            case Amount(minor=minor) if minor > _ECHO_FROM:
                words = amount_in_words(minor)
            case Doubtful(choices=choices):
                words, look = _("Which amount do you mean?"), "hint"
                self._open_choices = [self._choice(choice) for choice in choices]
                before: QWidget = self.field
                for button in self._open_choices:
                    self._answers.addWidget(button)
                    self.setTabOrder(before, button)  # the answers come right after the question
                    before = button
                self._answers.addStretch(1)
            case Refused(code=code) if code != "empty":
                words, look = _refusal(code), "refusal"
        self.remark.setText(words)
        self.remark.set_look(look)
        self.remark.setVisible(bool(words))
        set_class(self.field, f"{self._look} refused" if look == "refusal" else self._look)

    def _choice(self, minor: Money) -> Button:
        button = Button(format_money(minor), kind="soft")
        button.use_figures()
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.clicked.connect(partial(self._choose, minor))
        return button


class AmountEdit(QLineEdit):
    """A line that sets the dots between typed digits and leaves any other text as it is."""

    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._is_spoken = False
        self.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.setInputMethodHints(Qt.InputMethodHint.ImhPreferNumbers)
        self.textEdited.connect(self._note_other_edit)

    def show_grouped(self, text: str) -> None:
        """Show an amount as written by us; digits typed next to it are grouped again."""
        self._is_spoken = False
        if text != self.text():
            self.setText(text)

    def type_digits(self, digits: str) -> None:
        """Insert digits at the cursor, in place of what is selected."""
        was_spoken = self._is_spoken
        self.insert(digits)
        self._group(is_spoken=was_spoken)

    def rub_out(self, key: Qt.Key) -> None:
        """Take away one digit before (Backspace) or behind (Delete) the cursor."""
        forward, was_spoken = key == Qt.Key.Key_Delete, self._is_spoken
        if not self.hasSelectedText() and not was_spoken:
            self._step_over_dot(forward=forward)
        if forward:
            self.del_()
        else:
            self.backspace()
        self._group(is_spoken=was_spoken)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Group digits as they are typed; everything else is Qt's business."""
        digit = _digit(event)
        plain = not event.modifiers() & (
            Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
        )
        if digit and plain:
            self.type_digits(digit)
        elif event.key() in _RUBBING and plain:
            self.rub_out(Qt.Key(event.key()))
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Say that the field was left, but not for its own menu or another window."""
        super().focusOutEvent(event)
        passing = {Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason}
        if event.reason() not in passing:
            self.left.emit()

    @Slot()
    def _note_other_edit(self) -> None:
        # Letters, dots of the person, pasted text: a dot put or moved here could make another
        # amount of it, so it stays as it is until it is read.
        self._is_spoken = bool(self.text())

    def _step_over_dot(self, *, forward: bool) -> None:
        cursor = self.cursorPosition()
        beside = self.text()[cursor : cursor + 1] if forward else self.text()[cursor - 1 : cursor]
        if beside == ".":
            self.setCursorPosition(cursor + (1 if forward else -1))

    def _group(self, *, is_spoken: bool) -> None:
        # Qt reports our own edits too, as if a person had made them.
        self._is_spoken = is_spoken and bool(self.text())
        if self._is_spoken:
            return
        behind = len(self.text()[self.cursorPosition() :].replace(".", ""))
        digits = self.text().replace(".", "")
        grouped = _grouped(digits)
        if grouped != self.text():
            self.setText(grouped)
        cursor = len(grouped)
        while behind:
            cursor -= 1
            behind -= grouped[cursor] != "."
        self.setCursorPosition(cursor)


def _digit(event: QKeyEvent) -> str:
    text = event.text()
    is_digit = len(text) == 1 and text.isascii() and text.isdigit()
    return text if is_digit else digit_without_numlock(event)


def _grouped(digits: str) -> str:
    # By hand and not as a number, so that zeros in front stay and are refused when read.
    first = len(digits) % 3
    parts = [digits[:first]] if first else []
    parts += [digits[i : i + 3] for i in range(first, len(digits), 3)]
    return ".".join(parts)


def _refusal(code: RefusedCode) -> str:
    words = {
        "too_long": _("That is too long for an amount."),
        "digits": _("Only the digits 0 to 9 are read."),
        "no_number": _("There is no number in it."),
        "sign": _("An amount has no sign in front."),
        "form": _("This cannot be read as an amount. Try 25.000 or 25rb."),
        "cents": _("There are no cents: type whole rupiah."),
        "too_big": _("This is more than can be recorded."),
    }
    return words.get(code, words["form"])
