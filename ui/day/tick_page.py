"""The QRIS sales to tick against the merchant's own list; at the close or on any later day."""

from PySide6.QtCore import QModelIndex, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QHeaderView, QVBoxLayout, QWidget

from pos_app.domain.tick_list import TickRow
from pos_app.i18n import _, format_money
from pos_app.papers.layout import short_moment
from ui.buttons import BigButton, Button
from ui.cards import Card
from ui.day.day_values import DayView
from ui.row_table import RowModel, RowTable
from ui.widgets import EmptyHint, PageTitle, TextLabel

_WHEN, _NUMBER, _AMOUNT, _STATE = range(4)
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_NOT_FOUND = (Qt.Key.Key_Delete, Qt.Key.Key_Backspace)


class TickTable(RowTable):
    """Enter says *matches*, Delete says that it is not in the list; both go on to the next."""

    answered = Signal(bool)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Answer with the keyboard."""
        key = Qt.Key(event.key())
        if key in _ENTER or key in _NOT_FOUND:
            self.answered.emit(key in _ENTER)
        else:
            super().keyPressEvent(event)


class TickPage(QWidget):
    """`ticked` carries a TickRow and whether it was found."""

    ticked = Signal(object, bool)
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._rows: tuple[TickRow, ...] = ()
        self._model = RowModel(_headings, _cell, (_AMOUNT,))
        self._build()
        self._wire()
        self.retranslate()

    def show_day(self, view: DayView) -> None:
        """Show the sales; the row in hand stays in hand."""
        place = self.table.currentIndex().row()
        self._rows = view.qris
        self._model.show_rows(self._rows)
        self._sums.setText(ticks_words(self._rows))
        self.table.setVisible(bool(self._rows))
        self._empty.setVisible(not self._rows)
        for button in (self.found, self.not_found):
            button.setEnabled(bool(self._rows))
        self._go_to(max(place, 0))

    def start(self) -> None:
        """Begin at the first sale nobody looked at yet."""
        self._late.hide()
        unseen = (place for place, row in enumerate(self._rows) if row.found is None)
        self._go_to(next(unseen, 0))
        self.table.setFocus()

    def start_at(self, seq: int) -> None:
        """Begin at one sale, by the number of its entry."""
        self.start()
        self._go_to(next((n for n, row in enumerate(self._rows) if row.of.seq == seq), 0))

    @Slot()
    def say_late(self) -> None:
        """Say where a tick about a closed day goes."""
        self._late.show()

    def retranslate(self) -> None:
        """Set all words in the language of the moment."""
        self.title.show_words(
            _("QRIS list"), _("Compare with the list of your QRIS app, oldest first.")
        )
        self._back.setText(_("Back"))
        self.table.setAccessibleName(_("QRIS sales"))
        self.found.setText(_("Matches"))
        self.not_found.setText(_("Does not match"))
        self._hint.setText(
            _("Equal amounts within five minutes carry a mark: look at their times closely.")
        )
        self._late.setText(_("Its day is closed. The tick goes out with the next day file."))
        self._empty.show_words(_("No QRIS sale"), _("Nothing has to be compared."))
        self._model.retranslate()

    def _build(self) -> None:
        self.title = PageTitle()
        self._back = Button(icon="arrow-left")
        self.title.buttons.addWidget(self._back)
        self.table = TickTable(row_px=44)
        self.table.setModel(self._model)
        header = self.table.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(_STATE, QHeaderView.ResizeMode.Stretch)
        self._empty = EmptyHint("qr-code")
        self._sums = TextLabel(look="strong", wrap=True)
        self._hint = TextLabel(look="caption", wrap=True)
        self.found = BigButton(kind="soft", icon="check", key="Enter")
        self.not_found = BigButton(icon="x", key="Del")
        card, side = Card(), Card()
        card.body.addWidget(self._empty, 1)
        card.body.addWidget(self.table, 1)
        self._late = TextLabel(look="note-info", wrap=True)
        self._late.hide()
        for widget in (self._sums, self.found, self.not_found, self._late, self._hint):
            side.body.addWidget(widget)
        side.body.addStretch(1)
        side.setFixedWidth(300)
        below = QHBoxLayout()
        below.setSpacing(16)
        below.addWidget(card, 1)
        below.addWidget(side)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(12)
        layout.addWidget(self.title)
        layout.addLayout(below, 1)

    def _wire(self) -> None:
        self._back.clicked.connect(self.left)
        self.table.answered.connect(self._answer)
        self.found.clicked.connect(self._say_found)
        self.not_found.clicked.connect(self._say_not_found)

    @Slot()
    def _say_found(self) -> None:
        self._answer(True)  # noqa: FBT003 - the slot of a signal

    @Slot()
    def _say_not_found(self) -> None:
        self._answer(False)  # noqa: FBT003 - the slot of a signal

    @Slot(bool)
    def _answer(self, found: bool) -> None:
        place = self.table.currentIndex().row()
        if not 0 <= place < len(self._rows):
            return
        self.ticked.emit(self._rows[place], found)
        self._go_to(min(place + 1, len(self._rows) - 1))

    def _go_to(self, place: int) -> None:
        index = self._model.index(place, 0) if self._rows else QModelIndex()
        self.table.setCurrentIndex(index)


def ticks_words(rows: tuple[TickRow, ...]) -> str:
    """`5 match, 1 does not, 2 still to look at`."""
    answers = [row.found for row in rows]
    return _("{found} match, {not_found} do not, {open} still to look at").format(
        found=answers.count(True), not_found=answers.count(False), open=answers.count(None)
    )


def _headings() -> tuple[str, ...]:
    return (_("Time"), _("Receipt"), _("Amount"), _("Merchant's list"))


def _cell(row: TickRow, column: int) -> str:
    match column:
        case 0:
            return short_moment(row.stamp.at)
        case 1:
            return f"{row.no:06d}"
        case 2:
            return format_money(row.amount)
        case _:
            return _state_words(row)


def _state_words(row: TickRow) -> str:
    unseen = _("money not seen") if row.is_unsure else _("not looked at")
    words = {None: unseen, True: _("matches"), False: _("does not match")}
    more = [words[row.found]]
    if row.has_twin:
        more.append(_("equal amount nearby"))
    if row.is_taken_back:
        more.append(_("taken back"))
    return " · ".join(more)
