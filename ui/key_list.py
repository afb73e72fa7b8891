"""Which key does what: a list to look at."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from pos_app.i18n import _
from ui.buttons import Button, KeyCap
from ui.widgets import TextLabel


class KeyListDialog(QDialog):
    """Shows all keys in two columns; F1 or Esc closes it."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(_("Keys"))
        self.setAccessibleName(_("Keys"))
        close = Button(_("Close"))
        close.setDefault(True)
        close.clicked.connect(self.accept)
        columns = QHBoxLayout()
        columns.setSpacing(40)
        for title, rows in ((_("Selling"), _selling()), (_("Everywhere"), _everywhere())):
            columns.addLayout(_column(title, rows))
        below = QHBoxLayout()
        below.addStretch(1)
        below.addWidget(close)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(28, 22, 28, 20)
        layout.setSpacing(16)
        layout.addWidget(TextLabel(_("Keys"), look="page-title"))
        layout.addLayout(columns)
        layout.addStretch(1)
        layout.addLayout(below)
        close.setFocus()


def _column(title: str, rows: Sequence[tuple[str, str]]) -> QVBoxLayout:
    grid = QGridLayout()
    grid.setHorizontalSpacing(14)
    grid.setVerticalSpacing(7)
    grid.setColumnStretch(1, 1)
    for row, (key, words) in enumerate(rows):
        grid.addWidget(KeyCap(key), row, 0, Qt.AlignmentFlag.AlignLeft)
        grid.addWidget(TextLabel(words), row, 1)
    column = QVBoxLayout()
    column.setSpacing(10)
    column.addWidget(TextLabel(title, look="section-title"))
    column.addLayout(grid)
    column.addStretch(1)
    return column


def _selling() -> list[tuple[str, str]]:
    return [
        ("Enter", _("Look up; with an empty field: pay")),
        ("3*12", _("Three of code 12")),
        ("+  −", _("One more, one less of the line in hand")),
        ("Del", _("Take the line out")),
        ("F2", _("To the scan field")),
        ("F4", _("Quantity of the line")),
        ("F5 F6 F7", _("Cash, QRIS, card")),
        ("F8", _("Undo")),
        ("F12", _("Pay, finish")),
        ("Ctrl+P", _("Reprint the last receipt")),
    ]


def _everywhere() -> list[tuple[str, str]]:
    return [
        ("Ctrl+1 … 6", _("Pages, from top to bottom")),
        ("Tab", _("To the next field or button")),
        ("Esc", _("One step back")),
        ("Ctrl+Z", _("Undo")),
        ("Ctrl+Shift+Z", _("Redo")),
        ("F1", _("This list")),
        ("F11", _("Full screen")),
    ]
