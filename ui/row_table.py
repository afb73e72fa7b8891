"""What all tables have in common: read-only rows of text under headings, and how they look."""

from collections.abc import Callable, Collection, Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtWidgets import QAbstractItemView, QTableView

from ui.widgets import touch_scroll

Index = QModelIndex | QPersistentModelIndex
NOWHERE = QModelIndex()
RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


class RowModel(QAbstractTableModel):
    """A tuple of values as rows; `cell` gives a column's text of a value. Holds no data twice.

    `headings` is asked again when the language changes; `figures` stand at the right.
    """

    def __init__(
        self,
        headings: Callable[[], Sequence[str]],
        cell: Callable[[Any, int], str],
        figures: Collection[int],
    ) -> None:
        super().__init__()
        self._headings, self._cell, self._figures = headings, cell, figures
        self._heads = headings()
        self._rows: tuple[Any, ...] = ()

    def show_rows(self, rows: Sequence[Any]) -> None:
        """Show other values."""
        self.beginResetModel()
        self._rows = tuple(rows)
        self.endResetModel()

    def retranslate(self) -> None:
        """Have the headings read anew."""
        self._heads = self._headings()
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, self.columnCount() - 1)

    def rowCount(self, parent: Index = NOWHERE) -> int:
        """Return the number of rows."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = NOWHERE) -> int:
        """Return the number of columns."""
        return 0 if parent.isValid() else len(self._heads)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return text or alignment of a cell."""
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return self._side(index.column())
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        return self._cell(self._rows[index.row()], index.column())

    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> Any:
        """Return the heading of a column."""
        if orientation != Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return self._side(section)
        return self._heads[section] if role == Qt.ItemDataRole.DisplayRole else None

    def _side(self, column: int) -> Qt.AlignmentFlag:
        return RIGHT if column in self._figures else LEFT


class RowTable(QTableView):
    """A view without grid and frame whose rows are large enough for a finger."""

    def __init__(self, *, row_px: int = 46) -> None:
        super().__init__()
        self.setProperty("class", "bare")
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(row_px)
        self.horizontalHeader().setHighlightSections(False)
        touch_scroll(self)
