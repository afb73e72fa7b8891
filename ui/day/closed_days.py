"""The days closed so far, newest first."""

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QModelIndex, Signal, Slot
from PySide6.QtWidgets import QHeaderView, QVBoxLayout, QWidget

from pos_app.i18n import _, format_date, format_money
from pos_app.services.day_keeping import ClosedDay
from pos_app.wording import over_short_words
from ui.buttons import Button
from ui.cards import Card
from ui.day.day_values import DayView
from ui.folders import FilePathRow
from ui.row_table import RowModel, RowTable
from ui.widgets import EmptyHint, PageTitle

_DAY, _RECEIPTS, _NET = 1, 2, 3
_FIGURES = (_RECEIPTS, _NET)


class ClosedDaysModel(RowModel):
    """Read-only rows over a tuple of closed days."""

    def __init__(self) -> None:
        super().__init__(_headings, lambda day, column: _cells(day)[column], _FIGURES)

    def day(self, row: int) -> ClosedDay:
        """The day of a row."""
        day = self._rows[row]
        assert isinstance(day, ClosedDay)
        return day


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
        self._model.show_rows(days)
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
        self._model.retranslate()

    def _build(self) -> None:
        self.table = RowTable(row_px=48)
        self.table.setModel(self._model)
        header = self.table.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(_DAY, QHeaderView.ResizeMode.Stretch)
        self._empty = EmptyHint("calendar-check")
        self.body.addWidget(self._empty, 1)
        self.body.addWidget(self.table, 1)

    @Slot(QModelIndex)
    def _choose(self, index: QModelIndex) -> None:
        self.chosen.emit(self._model.day(index.row()))


class ClosedDaysPage(QWidget):
    """The table on a page of its own, for a window that has no room beside the form."""

    chosen = Signal(object)
    range_wanted = Signal()
    left = Signal()

    def __init__(self, open_folder: Callable[[Path], None]) -> None:
        super().__init__()
        self.title = PageTitle()
        self.range_button = Button(icon="file-text")
        self.back = Button(icon="arrow-left")
        self.title.buttons.addWidget(self.range_button)
        self.title.buttons.addWidget(self.back)
        self.place = FilePathRow(open_folder=open_folder)
        self.place.hide()
        self.card = ClosedDaysCard()
        self.table = self.card.table
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(12)
        layout.addWidget(self.title)
        layout.addWidget(self.card, 1)
        layout.addWidget(self.place)
        self.range_button.clicked.connect(self.range_wanted)
        self.back.clicked.connect(self.left)
        self.card.chosen.connect(self.chosen)
        self.retranslate()

    def show_day(self, view: DayView) -> None:
        """Show the days closed so far."""
        self.card.show_days(view.closed_days)
        self.range_button.setVisible(bool(view.closed_days))

    def show_range(self, path: Path) -> None:
        """Show where the report over all days was written."""
        self.place.show_path(path)
        self.place.show()

    def retranslate(self) -> None:
        """Set all words in the language of the moment."""
        self.title.show_words(_("Closed days"))
        self.back.setText(_("Back"))
        self.range_button.setText(_("One report of all days (PDF)"))
        self.place.retranslate()
        self.card.retranslate()


def _headings() -> tuple[str, ...]:
    return (_("No."), _("Day"), _("Receipts"), _("Net"), _("Drawer"))


def _cells(day: ClosedDay) -> tuple[str, ...]:
    sums = day.sums
    return (
        f"Z{day.z}",
        format_date(day.day),
        str(sums.receipts),
        format_money(sums.net, true_minus=True),
        over_short_words(sums.drawer.over_short),
    )
