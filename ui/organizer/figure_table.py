"""Small read-only tables of words and figures that fit their rows and sort by column."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QSortFilterProxyModel, Qt, Slot
from PySide6.QtGui import QColor, QFontMetricsF, QIcon
from PySide6.QtWidgets import QHeaderView

from ui.buttons import plain_tip
from ui.row_table import Index, RowModel, RowTable
from ui.theme import colour, icon, number_font, text_font
from ui.widgets import STATUS_ICON, Status

ROW_PX = 44
_MOST_ROWS = 12
_ROLE = Qt.ItemDataRole


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


Columns = Callable[[], Sequence[Column]]
"""Asked each time: the headings follow the language, the rest is always the same."""


class FigureModel(RowModel):
    """Rows of cells under headings."""

    def __init__(self, columns: Columns) -> None:
        super().__init__(
            lambda: [column.title for column in columns()],
            lambda row, place: str(row[place].text),
            [place for place, column in enumerate(columns()) if column.is_figure],
        )

    def data(self, index: Index, role: int = _ROLE.DisplayRole) -> Any:
        """Give text, alignment, icon and colour of a cell, and what it sorts by."""
        if not index.isValid():
            return None
        cell: Cell = self._rows[index.row()][index.column()]
        if role in (_ROLE.AccessibleTextRole, _ROLE.UserRole):
            return cell.order if role == _ROLE.UserRole else cell.text
        if role == _ROLE.FontRole:
            return (number_font if index.column() in self._figures else text_font)(15, 500)
        if role == _ROLE.ToolTipRole:
            return plain_tip(cell.text)
        if role in (_ROLE.DecorationRole, _ROLE.ForegroundRole):
            return _status_look(cell.status, role)
        return super().data(index, role)


class FigureTable(RowTable):
    """As high as its rows up to twelve of them; two lines fit in a row, so no name is cut off."""

    def __init__(self, columns: Columns) -> None:
        super().__init__(row_px=ROW_PX)
        self._columns = columns
        self.rows = FigureModel(columns)
        self.sorted_rows = QSortFilterProxyModel()
        self.sorted_rows.setSortRole(_ROLE.UserRole)
        self.sorted_rows.setSourceModel(self.rows)
        self.setModel(self.sorted_rows)
        self.setWordWrap(True)
        self.setHorizontalScrollMode(RowTable.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        header = self.horizontalHeader()
        header.setMinimumHeight(ROW_PX)
        header.setMinimumSectionSize(ROW_PX)
        mode = QHeaderView.ResizeMode
        for place, column in enumerate(columns()):
            header.setSectionResizeMode(
                place, mode.Stretch if column.is_wide else mode.ResizeToContents
            )
        self.show_rows(())

    def show_rows(self, rows: Sequence[tuple[Cell, ...]]) -> None:
        """Show other rows in the order chosen before."""
        self.rows.show_rows(rows)
        two_lines = 2 * QFontMetricsF(text_font(15, 500)).height() + 6
        row_px = max(ROW_PX, round(two_lines))
        self.verticalHeader().setDefaultSectionSize(row_px)
        shown = max(1, min(len(rows), _MOST_ROWS))
        self.setFixedHeight(self.horizontalHeader().sizeHint().height() + shown * row_px + 6)

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
        is_figure = self._columns()[column].is_figure
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
    if role == _ROLE.DecorationRole:
        return icon(STATUS_ICON[status], _token(status), 18)
    return colour(_token(status)) if role == _ROLE.ForegroundRole else None


def _token(status: Status) -> str:
    return "text_2" if status == "neutral" else status
