"""Reasons to tap: none is chosen before somebody chose it."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ui.chips import ChipButton
from ui.widgets import clear_layout


class ReasonChips(QWidget):
    """Chips in rows of `columns`, none cut off; `chosen` carries the code. Arrow keys walk."""

    chosen = Signal(str)

    def __init__(self, columns: int = 2) -> None:
        super().__init__()
        self._columns = columns
        self.buttons: dict[str, ChipButton] = {}
        self._rows = QVBoxLayout(self)
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._rows.setSpacing(8)

    def show_reasons(self, reasons: Sequence[tuple[str, str]]) -> None:
        """Show these codes with their words; what was chosen is forgotten when they change."""
        if list(self.buttons) != [code for code, _words in reasons]:
            self._make(reasons)
        for code, words in reasons:
            self.buttons[code].setText(words)

    def code(self) -> str:
        """The reason chosen; empty before."""
        return next((code for code, one in self.buttons.items() if one.isChecked()), "")

    def choose(self, code: str) -> None:
        """Mark one as chosen, without the signal."""
        self.buttons[code].setChecked(True)

    def clear(self) -> None:
        """Forget what was chosen."""
        for button in self.buttons.values():
            button.setAutoExclusive(False)
            button.setChecked(False)
            button.setAutoExclusive(True)

    def put_focus(self) -> None:
        """Bring the focus to the first reason, so that Enter and arrows choose."""
        first = next(iter(self.buttons.values()), None)
        if first is not None:
            first.setFocus(Qt.FocusReason.OtherFocusReason)

    def _make(self, reasons: Sequence[tuple[str, str]]) -> None:
        clear_layout(self._rows)
        self.buttons = {}
        row = QHBoxLayout()
        for place, (code, words) in enumerate(reasons):
            if place % self._columns == 0:
                row = QHBoxLayout()
                row.setSpacing(8)
                self._rows.addLayout(row)
            button = ChipButton(words)
            button.clicked.connect(partial(self._choose, code))
            row.addWidget(button, 1)
            self.buttons[code] = button

    def _choose(self, code: str, *_checked: bool) -> None:
        self.chosen.emit(code)
