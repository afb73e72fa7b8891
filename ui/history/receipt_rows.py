"""The list of receipts: number and time, tenders, total and state, each row two lines high."""

from collections.abc import Sequence
from datetime import date
from typing import Any, Final

from PySide6.QtCore import QAbstractListModel, QModelIndex, QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QFontMetricsF, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from pos_app.correction_words import receipt_state_words
from pos_app.domain.receipt_search import FoundReceipt, ReceiptState
from pos_app.i18n import _, format_clock, format_money
from pos_app.papers.layout import short_day, tender_word
from ui.row_table import NOWHERE, Index
from ui.tender_icons import tender_icon
from ui.theme import colour, number_font, paint_icon, text_font
from ui.widgets import touch_scroll

_ROW_PX: Final = 62
_EDGE_PX: Final = 14
_ICON_PX: Final = 16
_TOP: Final = 10.0
_BOTTOM: Final = 34.0
_RECEIPT: Final = int(Qt.ItemDataRole.UserRole)

STATE_SIGNS: Final[dict[ReceiptState, tuple[str, str]]] = {
    "paid": ("check", "text_2"),
    "voided": ("circle-x", "danger"),
    "part": ("undo-2", "warning"),
    "refunded": ("undo-2", "warning"),
    "void": ("circle-x", "danger"),
    "refund": ("undo-2", "warning"),
}
"""Icon and colour of each state; always beside its word."""


class ReceiptModel(QAbstractListModel):
    """The receipts found, newest first; the view never holds the data."""

    def __init__(self) -> None:
        super().__init__()
        self._rows: tuple[FoundReceipt, ...] = ()
        self._today = date.min
        self.names: tuple[tuple[str, str], ...] = ()

    def show_rows(
        self, rows: Sequence[FoundReceipt], today: date, names: tuple[tuple[str, str], ...]
    ) -> None:
        """Show other receipts; `names` are the booth's words for kinds of tender."""
        self.beginResetModel()
        self._rows, self._today, self.names = tuple(rows), today, names
        self.endResetModel()

    def receipt(self, row: int) -> FoundReceipt:
        """The receipt of a row."""
        return self._rows[row]

    def row_of(self, seq: int) -> int | None:
        """Where a receipt stands, if it is shown."""
        return next((place for place, row in enumerate(self._rows) if row.seq == seq), None)

    def rowCount(self, parent: Index = NOWHERE) -> int:
        """Return the number of rows."""
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return the receipt, or all of it in words for a screen reader."""
        row = self._rows[index.row()]
        if role == _RECEIPT:
            return row
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            tenders = ", ".join(tender_word(kind, self.names) for kind in row.tenders)
            parts = [number_words(row), self.time(row), format_money(row.total), tenders]
            return ", ".join(part for part in (*parts, state_words(row)) if part)
        return None

    def time(self, row: FoundReceipt) -> str:
        """The hour, with the day where it is not today."""
        clock = format_clock(row.at)
        return clock if row.day == self._today else f"{short_day(row.day)}, {clock}"


class ReceiptList(QListView):
    """`chosen` carries the entry of the receipt in hand, `end_reached` asks for older ones."""

    chosen = Signal(int)
    taken = Signal()
    end_reached = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("class", "bare")
        self.receipts = ReceiptModel()
        self.setModel(self.receipts)
        self.setItemDelegate(_ReceiptDelegate(self))
        self.setUniformItemSizes(True)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        touch_scroll(self)
        self.activated.connect(self._take)
        self.selectionModel().currentChanged.connect(self._choose)
        self.verticalScrollBar().valueChanged.connect(self._look_at_end)

    def show_receipt(self, seq: int) -> None:
        """Mark a receipt without choosing it again; none where it is not listed."""
        row = self.receipts.row_of(seq)
        self.selectionModel().blockSignals(True)  # noqa: FBT003  Qt's own
        self.setCurrentIndex(QModelIndex() if row is None else self.receipts.index(row))
        self.selectionModel().blockSignals(False)  # noqa: FBT003  Qt's own
        if row is not None:
            self.scrollTo(self.receipts.index(row))
        self.viewport().update()

    @Slot(QModelIndex, QModelIndex)
    def _choose(self, index: QModelIndex, _before: QModelIndex) -> None:
        if index.isValid():
            self.chosen.emit(self.receipts.receipt(index.row()).seq)

    @Slot(QModelIndex)
    def _take(self, _index: QModelIndex) -> None:
        self.taken.emit()

    @Slot(int)
    def _look_at_end(self, value: int) -> None:
        if value and value >= self.verticalScrollBar().maximum() - _ROW_PX:
            self.end_reached.emit()


class _ReceiptDelegate(QStyledItemDelegate):
    """Paints a row: words and figures from the tokens, the ground by the style sheet."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Return a row that a finger hits."""
        return QSize(super().sizeHint(option, index).width(), _ROW_PX)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint one receipt."""
        model = index.model()
        assert isinstance(model, ReceiptModel)
        row: FoundReceipt = index.data(_RECEIPT)
        room = QRectF(option.rect)
        painter.save()
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(room, colour("soft"))
        painter.setPen(QPen(colour("border"), 1))
        painter.drawLine(room.bottomLeft(), room.bottomRight())
        room.adjust(_EDGE_PX, 0, -_EDGE_PX, 0)
        self._paint_left(painter, room, row, model)
        self._paint_right(painter, room, row)
        painter.restore()

    def _paint_left(
        self, painter: QPainter, room: QRectF, row: FoundReceipt, model: ReceiptModel
    ) -> None:
        font = number_font(15, 700)
        number = number_words(row)
        _words(painter, QRectF(room.left(), room.top() + _TOP, 200, 20), number, font, "text")
        left = room.left() + QFontMetricsF(font).horizontalAdvance(number) + 12
        place = QRectF(left, room.top() + _TOP, 160, 20)
        _words(painter, place, model.time(row), number_font(13, 500), "text_2")
        left = room.left()
        for kind in row.tenders:
            place = QRectF(left, room.top() + _BOTTOM + 1, _ICON_PX, _ICON_PX)
            paint_icon(painter, place, tender_icon(kind), "text_2")
            words = tender_word(kind, model.names)
            place = QRectF(left + _ICON_PX + 6, room.top() + _BOTTOM - 1, 240, 20)
            _words(painter, place, words, text_font(13, 500), "text_2")
            width = QFontMetricsF(text_font(13, 500)).horizontalAdvance(words)
            left += _ICON_PX + 6 + width + 14

    def _paint_right(self, painter: QPainter, room: QRectF, row: FoundReceipt) -> None:
        total = format_money(row.total, true_minus=True)
        place = QRectF(room.right() - 240, room.top() + _TOP - 1, 240, 22)
        _words(painter, place, total, number_font(17, 700), "text", is_right=True)
        icon, token = state_sign(row)
        words = state_words(row)
        width = QFontMetricsF(text_font(13, 600)).horizontalAdvance(words)
        place = QRectF(room.right() - 260, room.top() + _BOTTOM - 1, 260, 20)
        _words(painter, place, words, text_font(13, 600), token, is_right=True)
        left = room.right() - width - _ICON_PX - 6
        paint_icon(painter, QRectF(left, room.top() + _BOTTOM + 1, _ICON_PX, _ICON_PX), icon, token)


def number_words(row: FoundReceipt) -> str:
    """The number as the till counts it; the till itself is the same for all."""
    return f"{row.no:06d}"


def state_sign(row: FoundReceipt) -> tuple[str, str]:
    """Icon and colour of a receipt's state."""
    if row.is_unsure and row.state == "paid":
        return ("circle-x", "danger") if row.is_missing else ("hourglass", "warning")
    return STATE_SIGNS[row.state]


def state_words(row: FoundReceipt) -> str:
    """What became of it; money that nobody saw is said before anything else."""
    if row.is_unsure and row.state == "paid":
        return _("Money did not come") if row.is_missing else _("Not yet certain")
    return receipt_state_words(row.state)


def _words(  # noqa: PLR0913 -- place and look of one text
    painter: QPainter, place: QRectF, words: str, font: Any, token: str, *, is_right: bool = False
) -> None:
    side = Qt.AlignmentFlag.AlignRight if is_right else Qt.AlignmentFlag.AlignLeft
    painter.setFont(font)
    painter.setPen(colour(token))
    painter.drawText(place, side | Qt.AlignmentFlag.AlignVCenter, words)
