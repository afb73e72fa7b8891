"""What needs a look: a sentence for each point, and the next step."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from pos_app.i18n import _
from ui.cards import Card
from ui.organizer.board_words import LookRow
from ui.widgets import STATUS_ICON, IconSign, TextLabel, clear_layout

_MOST_ROWS = 40
"""A thousand booths that are silent fill no screen with widgets; the table names them all."""


class LookPanel(Card):
    """Rows of icon, title and sentence; says so when nothing is open."""

    def __init__(self) -> None:
        super().__init__()
        self._rows: tuple[LookRow, ...] = ()
        self.retranslate()

    def show_rows(self, rows: Sequence[LookRow]) -> None:
        """Show these points."""
        self._rows = tuple(rows)
        clear_layout(self.body)
        shown = self._rows[:_MOST_ROWS]
        if not shown:
            shown = (LookRow("ok", _("Nothing is open"), _("All that is expected is here.")),)
        for row in shown:
            self.body.addWidget(_LookLine(row))

    def rows(self) -> tuple[LookRow, ...]:
        """Return the points shown."""
        return self._rows

    def retranslate(self) -> None:
        """Set the title; whoever knows the event shows the rows anew."""
        self.set_title(_("Please look"))


class _LookLine(QWidget):
    def __init__(self, row: LookRow) -> None:
        super().__init__()
        self.setAccessibleName(f"{row.title}. {row.text}")
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(TextLabel(row.title, look="strong", wrap=True))
        words.addWidget(TextLabel(row.text, look="caption", wrap=True))
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(10)
        sign = IconSign(STATUS_ICON[row.status], row.status, 20)
        layout.addWidget(sign, 0, Qt.AlignmentFlag.AlignTop)
        layout.addLayout(words, 1)
