"""Which key does what: a list to look at."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QGridLayout,
    QHBoxLayout,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from pos_app.i18n import _
from ui.buttons import Button, KeyCap
from ui.widgets import TextLabel, touch_scroll


class KeyListDialog(QDialog):
    """Shows all keys in three columns; F1 or Esc closes it."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(_("Keys"))
        self.setAccessibleName(_("Keys"))
        close = Button(_("Close"))
        close.setDefault(True)
        close.clicked.connect(self.accept)
        inside = QWidget()
        inside.setProperty("class", "scrolled")
        columns = QHBoxLayout(inside)
        columns.setContentsMargins(0, 0, 8, 0)
        columns.setSpacing(28)
        for title, rows in (
            (_("Selling"), _selling()),
            (_("Cart and money"), _money()),
            (_("Everywhere"), _everywhere()),
        ):
            columns.addLayout(_column(title, rows), 1)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setWidget(inside)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        touch_scroll(scroll)
        below = QHBoxLayout()
        below.addStretch(1)
        below.addWidget(close)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(28, 22, 28, 20)
        layout.setSpacing(16)
        layout.addWidget(TextLabel(_("Keys"), look="page-title"))
        layout.addWidget(scroll, 1)
        layout.addLayout(below)
        self.resize(1000, 530)
        close.setFocus()


def _column(title: str, rows: Sequence[tuple[str, str]]) -> QVBoxLayout:
    grid = QGridLayout()
    grid.setHorizontalSpacing(14)
    grid.setVerticalSpacing(7)
    grid.setColumnStretch(1, 1)
    for row, (key, words) in enumerate(rows):
        grid.addWidget(KeyCap(key), row, 0, Qt.AlignmentFlag.AlignLeft)
        grid.addWidget(TextLabel(words, wrap=True), row, 1)
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
        ("↑  ↓", _("Line or match in hand")),
        ("F2", _("To the scan field")),
        ("F3", _("Park; with an empty cart: recall")),
        ("F4", _("Quantity of the line")),
        ("Ctrl+B", _("Other item")),
        ("Ctrl+K", _("Look at a price")),
    ]


def _money() -> list[tuple[str, str]]:
    return [
        ("Ctrl+D", _("Discount")),
        ("Ctrl+T", _("Agreed total")),
        ("Ctrl+E", _("Another price")),
        ("Ctrl+N", _("Note")),
        ("Ctrl+Del", _("Empty the cart")),
        ("F12", _("Pay, finish")),
        ("F5", _("Cash")),
        ("F6", _("QRIS")),
        ("F7", _("Card")),
        ("Ctrl+O", _("Sign's own code")),
        ("F8  Ctrl+Z", _("Undo; after a sale: cancel it")),
        ("Ctrl+Shift+Z", _("Redo")),
        ("Ctrl+P", _("Reprint the last receipt")),
    ]


def _everywhere() -> list[tuple[str, str]]:
    return [
        ("Ctrl+1 … 6", _("Pages, from top to bottom")),
        ("Ctrl+F", _("Search on this page")),
        ("Ctrl+L", _("Lock, change operator")),
        ("Tab", _("To the next field or button")),
        ("Enter", _("Press the button in focus")),
        ("Esc", _("One step back")),
        ("F9", _("Sun theme on or off")),
        ("F11", _("Full screen")),
        ("F1", _("This list")),
    ]
