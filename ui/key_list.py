"""Which key does what: a list to look at, to change and to print."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QEvent, Qt, Signal, Slot
from PySide6.QtGui import QFocusEvent, QKeyEvent, QKeySequence
from PySide6.QtWidgets import (
    QDialog,
    QGridLayout,
    QHBoxLayout,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from pos_app.domain.errors import Refusal
from pos_app.domain.key_table import Command, KeyTable
from pos_app.i18n import _
from pos_app.key_words import command_words
from pos_app.wording import words_for
from ui.buttons import Button, KeyCap
from ui.keys_in_use import keys_in_use
from ui.widgets import TextLabel, touch_scroll

_WIDE_PX, _HIGH_PX = 1_000, 720
_EDGE_PX = 24
_MODIFIERS = frozenset(
    {
        Qt.Key.Key_Control,
        Qt.Key.Key_Shift,
        Qt.Key.Key_Alt,
        Qt.Key.Key_AltGr,
        Qt.Key.Key_Meta,
        Qt.Key.Key_CapsLock,
        Qt.Key.Key_NumLock,
    }
)

KeyRow = tuple[str, str, Command | None]
"""A key, what it does, and the command whose key may be changed; None for a fixed key."""

KeyGroups = list[tuple[str, list[tuple[str, str]]]]


class KeyListDialog(QDialog):
    """Shows all keys in three columns; F1 or Esc closes it.

    `chosen` carries the KeyTable that is wanted from now on, `print_wanted` the groups of keys.
    """

    chosen = Signal(object)
    print_wanted = Signal(object)

    def __init__(self, parent: QWidget, *, may_print: bool) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(_("Keys"))
        self.setAccessibleName(_("Keys"))
        self.buttons: dict[Command, KeyButton] = {}
        self._table = keys_in_use()
        self._build(may_print=may_print)
        self._show_table()
        self.resize(_WIDE_PX, min(_HIGH_PX, parent.height() - 2 * _EDGE_PX))
        self.close_button.setFocus()

    def say(self, words: str, look: str) -> None:
        """Show below the list what came of a wish."""
        self.said.set_look(look)
        self.said.setText(words)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Close with the key that opened it."""
        if event.key() == Qt.Key.Key_F1 and not event.isAutoRepeat():
            self.accept()
        else:
            super().keyPressEvent(event)

    # --- inside --------------------------------------------------------------------------------

    def _build(self, *, may_print: bool) -> None:
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setWidget(self._build_list())
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        touch_scroll(scroll)
        self.said = TextLabel(look="caption", wrap=True)
        self.usual = Button(_("Back to default"), kind="plain", icon="undo-2")
        self.usual.clicked.connect(self._go_back)
        self.print_button = Button(_("Print"), icon="printer")
        self.print_button.setVisible(may_print)
        self.print_button.clicked.connect(self._want_print)
        self.close_button = Button(_("Close"))
        self.close_button.setDefault(True)
        self.close_button.clicked.connect(self.accept)
        below = QHBoxLayout()
        for button in (self.usual, self.print_button):
            below.addWidget(button)
        below.addStretch(1)
        below.addWidget(self.close_button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(28, 22, 28, 20)
        layout.setSpacing(12)
        layout.addWidget(TextLabel(_("Keys"), look="page-title"))
        layout.addWidget(scroll, 1)
        layout.addWidget(self.said)
        layout.addLayout(below)
        hint = _("Tap a key in a frame, then press the one you want. Grey keys are fixed.")
        self.say(hint, "caption")

    def _build_list(self) -> QWidget:
        inside = QWidget()
        inside.setProperty("class", "scrolled")
        columns = QHBoxLayout(inside)
        columns.setContentsMargins(0, 0, 8, 0)
        columns.setSpacing(28)
        for title, rows in _groups(self._table):
            columns.addLayout(self._column(title, rows), 1)
        return inside

    def _column(self, title: str, rows: Sequence[KeyRow]) -> QVBoxLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(14)
        grid.setVerticalSpacing(3)
        grid.setColumnStretch(1, 1)
        for row, (key, words, command) in enumerate(rows):
            cap = KeyCap(key) if command is None else self._key_button(command, words)
            grid.addWidget(cap, row, 0, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
            grid.addWidget(TextLabel(words, wrap=True), row, 1)
        column = QVBoxLayout()
        column.setSpacing(10)
        column.addWidget(TextLabel(title, look="section-title"))
        column.addLayout(grid)
        column.addStretch(1)
        return column

    def _key_button(self, command: Command, words: str) -> "KeyButton":
        button = self.buttons[command] = KeyButton(words)
        button.pressed_key.connect(partial(self._give, command))
        return button

    def _show_table(self) -> None:
        for command, button in self.buttons.items():
            button.show_key(self._table.key(command))
        self.usual.setEnabled(self._table != KeyTable())

    def _give(self, command: Command, key: str) -> None:
        try:
            table = self._table.give(command, key)
        except Refusal as refusal:
            self.say(words_for(refusal), "refusal")
        else:
            words = _("{key} is the key now for: {what}.")
            self.say(words.format(key=key, what=command_words(command)), "note-ok")
            self._take(table)

    @Slot()
    def _go_back(self) -> None:
        self.close_button.setFocus()
        self.say(_("All keys are the usual ones again."), "note-ok")
        self._take(KeyTable())

    def _take(self, table: KeyTable) -> None:
        self._table = table
        self._show_table()
        self.chosen.emit(table)

    @Slot()
    def _want_print(self) -> None:
        groups: KeyGroups = [
            (title, [(key, words) for key, words, _command in rows])
            for title, rows in _groups(self._table)
        ]
        self.print_wanted.emit(groups)


class KeyButton(Button):
    """A key that can be changed: tapped, it waits for another one; Esc leaves it as it is."""

    pressed_key = Signal(str)

    _waits = False  # Qt sends the first events while the button is being made

    def __init__(self, what: str) -> None:
        super().__init__()
        self._what = what
        self._shown = ""
        self.clicked.connect(self._wait)

    def show_key(self, key: str) -> None:
        """Show the key there is."""
        self._shown, self._waits = key, False
        self.setText(key)
        self.setAccessibleName(key)
        self.setAccessibleDescription(self._what)

    def event(self, event: QEvent) -> bool:
        """Take every key for itself while it waits, Tab and Esc too."""
        if self._waits and isinstance(event, QKeyEvent):
            if event.type() == QEvent.Type.ShortcutOverride:
                event.accept()
                return True
            if event.type() == QEvent.Type.KeyPress:
                self._take(event)
                return True
        return super().event(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Wait no more when something else is in hand."""
        super().focusOutEvent(event)
        self._leave()

    @Slot()
    def _wait(self) -> None:
        self._waits = True
        self.setText(_("Press …"))

    def _leave(self) -> None:
        if self._waits:
            self.show_key(self._shown)

    def _take(self, event: QKeyEvent) -> None:
        if event.key() in _MODIFIERS or event.isAutoRepeat():
            return
        self._leave()
        if event.key() not in (Qt.Key.Key_Escape, Qt.Key.Key_Tab, Qt.Key.Key_Backtab):
            form = QKeySequence.SequenceFormat.PortableText
            self.pressed_key.emit(QKeySequence(event.keyCombination()).toString(form))


def _groups(table: KeyTable) -> list[tuple[str, list[KeyRow]]]:
    """All keys in the order of the list."""

    def of(*commands: Command) -> list[KeyRow]:
        return [(table.key(one), command_words(one), one) for one in commands]

    selling: list[KeyRow] = [
        ("Enter", _("Look up; with an empty field: pay"), None),
        ("3*12", _("Three of code 12"), None),
        ("+  −", _("One more, one less of the line in hand"), None),
        ("Del", _("Take the line out"), None),
        ("↑  ↓", _("Line or match in hand"), None),
        *of("scan_field", "park", "quantity", "open_item", "check_prices", "undo", "redo"),
    ]
    everywhere: list[KeyRow] = [
        ("Ctrl+1 … 6", _("Pages, from top to bottom"), None),
        *of("search", "lock", "sun", "full_screen", "reprint"),
        ("Tab", _("To the next field or button"), None),
        ("Enter", _("Press the button in focus"), None),
        ("Esc", _("One step back"), None),
        ("F1", _("This list"), None),
    ]
    money = of("discount", "agreed", "price", "note", "abandon", "pay", "cash", "qris", "card")
    return [
        (_("Selling"), selling),
        (_("Cart and money"), [*money, *of("own_code", "undo_or_void")]),
        (_("Everywhere"), everywhere),
    ]
