"""Taking in: how far it is, a way to stop, and a row for each file."""

from collections import Counter
from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QFontMetricsF, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QProgressBar,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from pos_app.i18n import _, ngettext
from pos_app.taken_words import taken_summary_words
from ui.buttons import Button
from ui.cards import Card
from ui.organizer.office import TakenAll, TakenRow
from ui.organizer.taken_model import TakenModel
from ui.theme import colour, paint_icon, text_font
from ui.widgets import STATUS_ICON, TextLabel, touch_scroll

_SIDE = 10
_SIGN = 20
_MOST_HEIGHT = 268


class TakenDelegate(QStyledItemDelegate):
    """Paints a file: icon and word of its verdict, its name, and the sentence below."""

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Paint one row."""
        model = index.model()
        assert isinstance(model, TakenModel)
        words = model.words(index.row())
        place = QRectF(option.rect)
        token = "text_2" if words.status == "neutral" else words.status
        painter.save()
        painter.setPen(colour("border"))
        painter.drawLine(place.bottomLeft(), place.bottomRight())
        sign = QRectF(place.left(), place.top() + _SIDE, _SIGN, _SIGN)
        paint_icon(painter, sign, STATUS_ICON[words.status], token)
        left = place.left() + _SIGN + _SIDE
        line = QRectF(left, place.top() + _SIDE - 1, place.right() - left, 22)
        painter.setFont(text_font(15, 700))
        painter.setPen(colour(token))
        painter.drawText(line, _LEFT, words.word)
        line.setLeft(left + painter.fontMetrics().horizontalAdvance(words.word) + 12)
        painter.setFont(text_font(15, 600))
        painter.setPen(colour("text"))
        middle = Qt.TextElideMode.ElideMiddle
        name = painter.fontMetrics().elidedText(words.path.name, middle, round(line.width()))
        painter.drawText(line, _LEFT, name)
        painter.setFont(text_font(13, 400))
        painter.setPen(colour("text_2"))
        below = QRectF(left, line.bottom() + 2, place.right() - left, place.height())
        painter.drawText(below, _WRAPPED, words.sentence)
        painter.restore()

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        """Return room for the whole sentence in the width there is."""
        view, model = option.widget, index.model()
        assert isinstance(view, QAbstractItemView)
        assert isinstance(model, TakenModel)
        width = view.viewport().width()
        room = QRectF(0, 0, width - _SIGN - _SIDE, 10_000)
        sentence = model.words(index.row()).sentence
        lines = QFontMetricsF(text_font(13, 400)).boundingRect(room, _WRAPPED, sentence)
        return QSize(width, round(22 + 2 * _SIDE + lines.height() + 2))


class TakenPanel(Card):
    """Hidden until something is handed in. Nothing here decides anything."""

    stop_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.model = TakenModel()
        self._left = 0
        self._count: tuple[int, int] | None = None
        self._build()
        self._wire()
        self.retranslate()
        self.hide()

    def start(self) -> None:
        """Begin anew: nothing is done yet."""
        self.model.show_rows(())
        self._left = 0
        self.list.hide()
        self.show_progress(0, 0)
        self.stop.setEnabled(True)
        self.show()

    def show_progress(self, done: int, total: int) -> None:
        """Show how many of how many files are done; a total of 0 means it is not known yet."""
        self._count = (done, total)
        self.bar.setRange(0, max(total, 1))
        self.bar.setValue(done)
        for widget in (self.bar, self.stop):
            widget.show()
        self.close_button.hide()
        self._show_summary()

    def show_taken(self, taken: TakenAll, *, is_last: bool) -> None:
        """Show what became of the files."""
        self.model.show_rows((*self.model.rows, *taken.rows))
        self._left += taken.left
        self.list.setVisible(self.model.rowCount() > 0)
        self._fit()
        if is_last:
            self._count = None
            self.bar.hide()
            self.stop.hide()
            self.close_button.show()
            self._show_summary()

    def give_up(self) -> None:
        """Show what is there; something outside failed and a notice says so."""
        self._count = None
        self.setVisible(self.model.rowCount() > 0)
        self.bar.hide()
        self.stop.hide()
        self.close_button.show()

    def retranslate(self) -> None:
        """Set all words in the language of the moment."""
        self.set_title(_("Files taken in"))
        self.stop.setText(_("Stop after this file"))
        self.close_button.setText(_("Close the list"))
        self.list.setAccessibleName(_("Files and what became of them"))
        self.bar.setAccessibleName(_("Files done"))
        self.model.show_rows(self.model.rows)
        self._show_summary()

    # --- inside ----------------------------------------------------------------------------

    def _build(self) -> None:
        self.summary = TextLabel(look="strong", wrap=True)
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.stop = Button(icon="circle-x")
        self.close_button = Button(kind="plain", icon="x")
        self.list = QListView()
        self.list.setProperty("class", "bare")
        self.list.setModel(self.model)
        self.list.setItemDelegate(TakenDelegate(self.list))
        self.list.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.list.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.list.setResizeMode(QListView.ResizeMode.Adjust)
        touch_scroll(self.list)
        self.head.addWidget(self.stop)
        self.head.addWidget(self.close_button)
        for widget in (self.summary, self.bar, self.list):
            self.body.addWidget(widget)

    def _wire(self) -> None:
        self.stop.clicked.connect(self._stop)
        self.close_button.clicked.connect(self.hide)

    @Slot()
    def _stop(self) -> None:
        self.stop.setEnabled(False)
        self.stop_wanted.emit()

    def _fit(self) -> None:
        """As high as the rows, up to a third of a small screen; then it scrolls."""
        rows = range(min(self.model.rowCount(), 6))
        height = sum(self.list.sizeHintForRow(row) for row in rows)
        self.list.setFixedHeight(min(max(height, 60), _MOST_HEIGHT) + 4)

    def _show_summary(self) -> None:
        if self._count is not None:
            done, total = self._count
            words = _("Looking for files …")
            if total:
                words = ngettext(
                    "{done} of {total} file done", "{done} of {total} files done", total
                ).format(done=done, total=total)
        else:
            words = summary_words(self.model.rows, self._left)
        self.summary.setText(words)


def summary_words(rows: Sequence[TakenRow], left: int = 0) -> str:
    """How many files there were and what became of them; `left` were not begun."""
    return taken_summary_words(Counter(row.outcome for row in rows), left)


_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_WRAPPED = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop) | int(
    Qt.TextFlag.TextWordWrap
)
