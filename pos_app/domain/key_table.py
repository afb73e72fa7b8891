"""Which key asks for which command, and which keys may be given to one (ux.md 4)."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, Literal, Self, get_args

from pos_app.domain.errors import Refusal

Command = Literal[
    "scan_field",
    "park",
    "quantity",
    "open_item",
    "check_prices",
    "discount",
    "agreed",
    "price",
    "note",
    "abandon",
    "pay",
    "cash",
    "qris",
    "card",
    "own_code",
    "undo_or_void",
    "undo",
    "redo",
    "reprint",
    "search",
    "lock",
    "sun",
    "full_screen",
]
COMMANDS: Final[tuple[Command, ...]] = get_args(Command)

USUAL_KEYS: Final[Mapping[Command, str]] = {
    "scan_field": "F2",
    "park": "F3",
    "quantity": "F4",
    "open_item": "Ctrl+B",
    "check_prices": "Ctrl+K",
    "discount": "Ctrl+D",
    "agreed": "Ctrl+T",
    "price": "Ctrl+E",
    "note": "Ctrl+N",
    "abandon": "Ctrl+Del",
    "pay": "F12",
    "cash": "F5",
    "qris": "F6",
    "card": "F7",
    "own_code": "Ctrl+O",
    "undo_or_void": "F8",
    "undo": "Ctrl+Z",
    "redo": "Ctrl+Shift+Z",
    "reprint": "Ctrl+P",
    "search": "Ctrl+F",
    "lock": "Ctrl+L",
    "sun": "F9",
    "full_screen": "F11",
}

_FORM: Final = re.compile(r"(Ctrl\+)?(Shift\+)?F\d\d?|Ctrl\+(Shift\+)?([A-Z0-9]|Del)")
_NEVER: Final = frozenset(
    {
        "F1",  # the list of keys itself: the way back has to stay
        "F10",  # opens the menus of Windows
        "J",  # with Ctrl, scanners send these as line feed, return and tab
        "M",
        "I",
        "A",  # with Ctrl, text fields select, copy, paste and cut
        "C",
        "V",
        "X",
        *"123456",  # with Ctrl, the pages
    }
)


@dataclass(eq=False)
class KeyCannotBeUsed(Refusal):
    """This key has another meaning everywhere, or a scanner sends it."""

    key: str


@dataclass(eq=False)
class KeyIsTaken(Refusal):
    """Another command has this key; `command` is which."""

    key: str
    command: Command


def may_be_used(key: str) -> bool:
    """Whether a key, written like `Ctrl+Shift+Z`, can be given to a command.

    Function keys and Ctrl with a letter, a digit or Del can. Plain characters belong to the scan
    field, Alt to the menus of Windows and, with Ctrl, to signs of other keyboards.
    """
    return bool(_FORM.fullmatch(key)) and key.rpartition("+")[2] not in _NEVER


@dataclass(frozen=True, slots=True)
class KeyTable:
    """The keys of all commands; `changed` holds those that are not the usual ones."""

    changed: tuple[tuple[Command, str], ...] = ()

    @classmethod
    def of(cls, changed: Mapping[str, object]) -> Self:
        """The table with these changes; raises ValueError when it cannot be right."""
        known = {
            command: key
            for command in COMMANDS
            if isinstance(key := changed.get(command), str) and may_be_used(key)
        }
        table = cls._with(known)
        keys = [table.key(command) for command in COMMANDS]
        if len(known) < len(changed) or len(set(keys)) < len(keys):
            raise ValueError(f"keys that cannot be right: {changed}")
        return table

    def key(self, command: Command) -> str:
        """The key of a command, written like `Ctrl+Shift+Z`."""
        return dict(self.changed).get(command, USUAL_KEYS[command])

    def give(self, command: Command, key: str) -> Self:
        """The table in which a command has that key; raises KeyCannotBeUsed, KeyIsTaken."""
        if not may_be_used(key):
            raise KeyCannotBeUsed(key)
        for other in COMMANDS:
            if other != command and self.key(other) == key:
                raise KeyIsTaken(key, other)
        return self._with({**dict(self.changed), command: key})

    @classmethod
    def _with(cls, keys: Mapping[Command, str]) -> Self:
        return cls(
            tuple(
                (command, keys[command])
                for command in COMMANDS
                if keys.get(command, USUAL_KEYS[command]) != USUAL_KEYS[command]
            )
        )
