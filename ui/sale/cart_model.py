"""The lines of the cart as rows."""

from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt

from pos_app.domain.cart import LineItem
from pos_app.i18n import _, format_money, format_quantity


class CartModel(QAbstractListModel):
    """Read-only rows over the lines of a cart; only rows that changed are painted again."""

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
        for row, (old, new) in enumerate(zip(self._lines, lines, strict=True)):
            if old != new:
                self._lines = (*self._lines[:row], new, *self._lines[row + 1 :])
                self.dataChanged.emit(self.index(row), self.index(row))

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
            return _("{quantity} × {product}, {amount}").format(
                quantity=format_quantity(line.quantity),
                product=line.name,
                amount=format_money(line.total),
            )
        return None
