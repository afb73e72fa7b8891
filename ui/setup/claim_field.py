"""The field for a claim code: small letters, blanks and hyphens are all the same to it."""

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QLineEdit

CODE_LENGTH = 20
_GROUP = 4


class ClaimField:
    """Shows a typed code in groups of four, with the cursor where the person left it."""

    def __init__(self, line: QLineEdit) -> None:
        self._line = line
        line.setMaxLength(CODE_LENGTH + CODE_LENGTH // _GROUP + 10)
        line.textEdited.connect(self._group)

    @Slot(str)
    def _group(self, text: str) -> None:
        letters_before = len(_letters(text[: self._line.cursorPosition()]))
        grouped = grouped_code(text)
        if grouped != text:
            self._line.setText(grouped)
            self._line.setCursorPosition(letters_before + max(letters_before - 1, 0) // _GROUP)


def grouped_code(text: str) -> str:
    """`abcd efgh` as `ABCD-EFGH`; nothing is added or guessed."""
    letters = _letters(text)[:CODE_LENGTH]
    return "-".join(letters[at : at + _GROUP] for at in range(0, len(letters), _GROUP))


def _letters(text: str) -> str:
    return "".join(letter for letter in text.upper() if letter.isascii() and letter.isalnum())
