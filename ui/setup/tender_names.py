"""Names of further kinds of payment: a list to take from and a line to add to."""

import re
import unicodedata
from functools import partial

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from pos_app.domain.booth_rules import LONGEST_NAME, USUAL_KINDS
from pos_app.i18n import _
from ui.buttons import Button
from ui.widgets import clear_layout

Kinds = tuple[tuple[str, str], ...]

_LONGEST_CODE = 24


class TenderNames(QWidget):
    """`changed` carries all kinds, as (code, name); a code is made once and then stays."""

    changed = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._kinds: Kinds = ()
        self.removes: list[Button] = []
        self._rows = QVBoxLayout()
        self._rows.setSpacing(6)
        self.name = QLineEdit()
        self.name.setMaxLength(LONGEST_NAME)
        self.add = Button(icon="plus")
        self.add.clicked.connect(self._add)
        self.name.returnPressed.connect(self._add)
        line = QHBoxLayout()
        line.setSpacing(8)
        line.addWidget(self.name, 1)
        line.addWidget(self.add)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addLayout(self._rows)
        layout.addLayout(line)

    def show_kinds(self, kinds: Kinds) -> None:
        """Show these; tells nobody."""
        if kinds == self._kinds:
            return
        self._kinds = kinds
        clear_layout(self._rows)
        self.removes = []
        for number, (_code, name) in enumerate(kinds):
            button = Button(name, icon="trash-2")
            button.align_left()
            button.allow_elide()
            button.setAccessibleName(_("Take out: {name}").format(name=name))
            button.clicked.connect(partial(self._remove, number))
            self.removes.append(button)
            self._rows.addWidget(button)

    def retranslate(self) -> None:
        """Set all words in the language of the moment."""
        self.add.setText(_("Add"))
        self.name.setAccessibleName(_("Name of the kind of payment"))
        self.name.setPlaceholderText(_("for example OVO"))

    @Slot()
    def _add(self) -> None:
        name = self.name.text().strip()
        if name:
            self.name.clear()
            taken = {code for code, _name in self._kinds} | USUAL_KINDS
            self.changed.emit((*self._kinds, (_code_for(name, taken), name)))

    def _remove(self, number: int, *_checked: bool) -> None:
        self.changed.emit((*self._kinds[:number], *self._kinds[number + 1 :]))


def _code_for(name: str, taken: set[str] | frozenset[str]) -> str:
    """A code of day-file.md 4 that people recognise: `GoPay` is `gopay`."""
    plain = unicodedata.normalize("NFKD", name.casefold()).encode("ascii", "ignore").decode()
    code = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[: _LONGEST_CODE - 3]
    if not code or not code[0].isalpha():
        code = f"k{code}"
    number, wanted = 2, code
    while wanted in taken:
        wanted = f"{code}-{number}"
        number += 1
    return wanted
