"""Small read-only tables of words and figures that fit their rows and sort by column."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QPersistentModelIndex,
    QSortFilterProxyModel,
    Qt,
    Slot,
)
from PySide6.QtGui import QColor, QFontMetricsF, QIcon
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from ui.buttons import plain_tip
from ui.theme import colour, icon, number_font, text_font
from ui.widgets import STATUS_ICON, Status, touch_scroll

ROW_PX = 44
_MOST_ROWS = 12
_TIP = Qt.ItemDataRole.ToolTipRole
_NO_PARENT = QModelIndex()
_Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class Cell:
    """What a cell shows and what it sorts by; with a status also its icon and colour."""

    text: str
    order: int | str
    status: Status | None = None


@dataclass(frozen=True, slots=True)
class Column:
    """A heading; figures stand at the right, and the widest column takes the room left over."""

    title: str
    is_figure: bool = False
    is_wide: bool = False


class FigureModel(QAbstractTableModel):
    """Rows of cells under headings."""

    def __init__(self) -> None:
        super().__init__()
        self._columns: tuple[Column, ...] = ()
        self._rows: tuple[tuple[Cell, ...], ...] = ()

    def show_rows(self, columns: Sequence[Column], rows: Sequence[tuple[Cell, ...]]) -> None:
        """Show other rows."""
        self.beginResetModel()
        self._columns, self._rows = tuple(columns), tuple(rows)
        self.endResetModel()

    def columns(self) -> tuple[Column, ...]:
        """Return the headings."""
        return self._columns

    def rowCount(self, parent: _Index = _NO_PARENT) -> int:
        """Count the rows."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: _Index = _NO_PARENT) -> int:
        """Count the columns."""
        return 0 if parent.isValid() else len(self._columns)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Give text, alignment, icon and colour of a cell, and what it sorts by."""
        if not index.isValid():
            return None
        cell = self._rows[index.row()][index.column()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return cell.text
        if role == Qt.ItemDataRole.UserRole:
            return cell.order
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return self._alignment(index.column())
        if role == Qt.ItemDataRole.FontRole:
            is_figure = self._columns[index.column()].is_figure
            return (number_font if is_figure else text_font)(15, 500)
        return plain_tip(cell.text) if role == _TIP else _status_look(cell.status, role)

    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> Any:
        """Give a heading, at the side where its column stands."""
        if orientation is not Qt.Orientation.Horizontal or section >= len(self._columns):
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self._columns[section].title
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return self._alignment(section)
        return None

    def _alignment(self, column: int) -> Qt.AlignmentFlag:
        is_figure = self._columns[column].is_figure
        side = Qt.AlignmentFlag.AlignRight if is_figure else Qt.AlignmentFlag.AlignLeft
        return side | Qt.AlignmentFlag.AlignVCenter


class FigureTable(QTableView):
    """A table without a frame, as high as its rows up to twelve of them."""

    def __init__(self) -> None:
        super().__init__()
        self.rows = FigureModel()
        self.sorted_rows = QSortFilterProxyModel()
        self.sorted_rows.setSortRole(Qt.ItemDataRole.UserRole)
        self.sorted_rows.setSourceModel(self.rows)
        self.setModel(self.sorted_rows)
        self.setProperty("class", "bare")
        self.setShowGrid(False)
        self.setWordWrap(True)  # two lines fit in a row: names are not cut off
        self.setTabKeyNavigation(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().hide()
        header = self.horizontalHeader()
        header.setMinimumHeight(ROW_PX)
        header.setHighlightSections(False)
        header.setMinimumSectionSize(ROW_PX)
        touch_scroll(self)

    def show_rows(self, columns: Sequence[Column], rows: Sequence[tuple[Cell, ...]]) -> None:
        """Show other rows in the order chosen before."""
        self.rows.show_rows(columns, rows)
        header = self.horizontalHeader()
        for place, column in enumerate(columns):
            mode = QHeaderView.ResizeMode
            header.setSectionResizeMode(
                place, mode.Stretch if column.is_wide else mode.ResizeToContents
            )
        two_lines = 2 * QFontMetricsF(text_font(15, 500)).height() + 6
        row_px = max(ROW_PX, round(two_lines))
        self.verticalHeader().setDefaultSectionSize(row_px)
        shown = max(1, min(len(rows), _MOST_ROWS))
        self.setFixedHeight(header.sizeHint().height() + shown * row_px + 6)

    def allow_sorting(self, column: int, order: Qt.SortOrder) -> None:
        """Sort by a column; a click on a heading sorts by that one."""
        self.horizontalHeader().setSortIndicatorShown(True)
        self.horizontalHeader().setSectionsClickable(True)
        self.setSortingEnabled(True)
        self.sortByColumn(column, order)

    @Slot()
    def sort_by_next(self) -> None:
        """Sort by the next column, for those who use keys: figures and states largest first."""
        column = (self.sort_column() + 1) % max(1, self.rows.columnCount())
        is_figure = self.rows.columns()[column].is_figure
        order = Qt.SortOrder.DescendingOrder if is_figure else Qt.SortOrder.AscendingOrder
        self.sortByColumn(column, order)

    def sort_column(self) -> int:
        """Return the column the rows are sorted by."""
        return self.horizontalHeader().sortIndicatorSection()

    def texts(self, column: int) -> list[str]:
        """Return what a column shows, from top to bottom."""
        model = self.sorted_rows
        return [str(model.index(row, column).data()) for row in range(model.rowCount())]


def _status_look(status: Status | None, role: int) -> QIcon | QColor | None:
    if status is None:
        return None
    if role == Qt.ItemDataRole.DecorationRole:
        return icon(STATUS_ICON[status], _token(status), 18)
    return colour(_token(status)) if role == Qt.ItemDataRole.ForegroundRole else None


def _token(status: Status) -> str:
    return "text_2" if status == "neutral" else status
