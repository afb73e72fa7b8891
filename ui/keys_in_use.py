"""The keys as this laptop has them: shortcuts and key caps take them from here and follow them."""

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtGui import QKeySequence, QShortcut

from pos_app.domain.key_table import COMMANDS, Command, KeyTable

_ALSO: dict[Command, str] = {"redo": "Ctrl+Y"}
"""What hands know from other programs, while no other command has that key."""

_COMMANDS = {str(command): command for command in COMMANDS}


class _InUse(QObject):
    """What `use_keys` last set."""

    changed = Signal()
    table = KeyTable()


_in_use = _InUse()


def use_keys(table: KeyTable) -> None:
    """Have all shortcuts answer to these keys from now on."""
    if table != _in_use.table:
        _in_use.table = table
        _in_use.changed.emit()


def keys_in_use() -> KeyTable:
    """Return the table all shortcuts follow."""
    return _in_use.table


def shown_key(key: str) -> str:
    """Return what a key cap shows: the key of a command, or a fixed key such as `Esc` itself."""
    command = _COMMANDS.get(key)
    return key if command is None else _in_use.table.key(command)


def with_key(words: str, key: str) -> str:
    """Return words with the key behind them, for a tool tip."""
    return f"{words} ({shown_key(key)})"


class CommandShortcut(QShortcut):
    """A shortcut that follows the table. Held down it acts once: a payment is not repeated."""

    def __init__(
        self,
        command: Command,
        parent: QObject,
        context: Qt.ShortcutContext = Qt.ShortcutContext.WindowShortcut,
    ) -> None:
        super().__init__(parent)
        self._command: Command = command
        self.setContext(context)
        self.setAutoRepeat(False)
        self._follow()
        _in_use.changed.connect(self._follow)

    @Slot()
    def _follow(self) -> None:
        table = _in_use.table
        also = _ALSO.get(self._command)
        keys = [table.key(self._command)]
        if also and also not in {table.key(command) for command in COMMANDS}:
            keys.append(also)
        self.setKeys([QKeySequence(key) for key in keys])
