"""The lines of the cart as rows."""

from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt, Signal

from pos_app.domain.cart import LineItem
from pos_app.i18n import _, format_money
from ui.sale.cart.line_words import line_caption, much_words


class CartModel(QAbstractListModel):
    """Read-only rows over the lines of a cart; only rows that changed are painted again.

    `heights_changed` says that a caption came to a row or left it.
    """

    heights_changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._lines: tuple[LineItem, ...] = ()

    def show_lines(self, lines: tuple[LineItem, ...]) -> None:
        """Show these lines."""
        before, after = len(self._lines), len(lines)
        if after < before:
            self.beginRemoveRows(QModelIndex(), after, before - 1)
            self._lines = self._lines[:after]
            self.endRemoveRows()
        elif after > before:
            self.beginInsertRows(QModelIndex(), before, after - 1)
            self._lines = (*self._lines, *lines[before:])
            self.endInsertRows()
        shown, self._lines = self._lines, lines
        for row, (old, new) in enumerate(zip(shown, lines, strict=True)):
            if old != new:
                self.dataChanged.emit(self.index(row), self.index(row))
        if [bool(line_caption(line)) for line in shown] != [
            bool(line_caption(line)) for line in lines
        ]:
            self.heights_changed.emit()

    def line(self, row: int) -> LineItem:
        """The line of a row."""
        return self._lines[row]

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = QModelIndex()) -> int:
        """Count the lines."""
        return 0 if parent.isValid() else len(self._lines)

    def data(
        self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """Give the name to show and the words to hear."""
        if not index.isValid():
            return None
        line = self._lines[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return line.name
        if role == Qt.ItemDataRole.AccessibleTextRole:
            words = _("{quantity} × {product}, {amount}").format(
                quantity=much_words(line),
                product=line.name,
                amount=format_money(line.total),
            )
            return ", ".join(part for part in (words, line_caption(line)) if part)
        return None
