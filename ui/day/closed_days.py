"""The days closed so far, newest first."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal, Slot
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from pos_app.i18n import _, format_date, format_money
from pos_app.services.day_keeping import ClosedDay
from pos_app.wording import over_short_words
from ui.cards import Card
from ui.widgets import EmptyHint, touch_scroll

_Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_DAY, _RECEIPTS, _NET = 1, 2, 3
_FIGURES = (_RECEIPTS, _NET)


class ClosedDaysModel(QAbstractTableModel):
    """Read-only rows over a tuple of closed days."""

    def __init__(self) -> None:
        super().__init__()
        self._days: tuple[ClosedDay, ...] = ()

    def show_days(self, days: Sequence[ClosedDay]) -> None:
        """Show other days."""
        self.beginResetModel()
        self._days = tuple(days)
        self.endResetModel()

    def day(self, row: int) -> ClosedDay:
        """The day of a row."""
        return self._days[row]

    def rowCount(self, parent: _Index = _NOWHERE) -> int:
        """Return the number of days."""
        return 0 if parent.isValid() else len(self._days)

    def columnCount(self, parent: _Index = _NOWHERE) -> int:
        """Return the number of columns."""
        return 0 if parent.isValid() else len(_headings())

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return text or alignment of a cell."""
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _RIGHT if index.column() in _FIGURES else _LEFT
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        return _cells(self._days[index.row()])[index.column()]

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
            return _RIGHT if section in _FIGURES else _LEFT
        return _headings()[section] if role == Qt.ItemDataRole.DisplayRole else None


class ClosedDaysCard(Card):
    """The table with its title; a tap or Enter on a row chooses its day."""

    chosen = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._model = ClosedDaysModel()
        self._build()
        self.table.clicked.connect(self._choose)
        self.table.activated.connect(self._choose)
        self.retranslate()

    def show_days(self, days: Sequence[ClosedDay]) -> None:
        """Show these days, or a hint when there are none."""
        self._model.show_days(days)
        self.table.setVisible(bool(days))
        self._empty.setVisible(not days)

    def retranslate(self) -> None:
        """Set all words in the language of the moment."""
        self.set_title(_("Closed days"))
        self.table.setAccessibleName(_("Closed days"))
        self._empty.show_words(
            _("No day was closed yet"),
            _("Every closed day stands here, with its file and its paper to make again."),
        )
        self._model.headerDataChanged.emit(
            Qt.Orientation.Horizontal, 0, self._model.columnCount() - 1
        )

    def _build(self) -> None:
        self.table = QTableView()
        self.table.setProperty("class", "bare")
        self.table.setModel(self._model)
        self.table.setShowGrid(False)
        self.table.setTabKeyNavigation(False)
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.table.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.table.verticalHeader().hide()
        self.table.verticalHeader().setDefaultSectionSize(48)
        header = self.table.horizontalHeader()
        header.setHighlightSections(False)
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(_DAY, QHeaderView.ResizeMode.Stretch)
        touch_scroll(self.table)
        self._empty = EmptyHint("calendar-check")
        self.body.addWidget(self._empty, 1)
        self.body.addWidget(self.table, 1)

    @Slot(QModelIndex)
    def _choose(self, index: QModelIndex) -> None:
        self.chosen.emit(self._model.day(index.row()))


def _headings() -> tuple[str, ...]:
    return (_("No."), _("Day"), _("Receipts"), _("Net"), _("Drawer"))


def _cells(day: ClosedDay) -> tuple[str, ...]:
    sums = day.report.sums
    return (
        f"Z{day.z}",
        format_date(day.day),
        str(sums.receipts),
        format_money(sums.net, true_minus=True),
        over_short_words(sums.drawer.over_short),
    )
