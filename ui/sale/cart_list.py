"""The lines of the cart: steppers for fingers, name, unit price, line total."""

from PySide6.QtCore import (
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFont, QFontMetricsF, QMouseEvent, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from pos_app.domain.cart import LineItem
from pos_app.i18n import _, format_money, format_plain, format_quantity
from ui.buttons import TARGET_PX
from ui.sale.cart_model import CartModel
from ui.theme import colour, current_theme, number_font, paint_icon, text_font
from ui.widgets import touch_scroll

ROW_PX = 62
SLIM_ROW_PX = 44
_LEFT = 14
_RIGHT = 14
_QUANTITY_PX = 36
_STEPPERS_PX = 2 * TARGET_PX + _QUANTITY_PX
_DRAG_PX = 10
_STEPPED = {"less": -1, "more": 1}


class LineDelegate(QStyledItemDelegate):
    """Paints a line with its steppers and knows where they are."""

    def __init__(self) -> None:
        super().__init__()
        self.selected_row = -1
        self.pressed = (-1, "")

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        """Return the height of a line that a finger can hit."""
        return QSize(0, ROW_PX)

    def part_at(self, row: QRect, place: QPoint) -> str:
        """Name what is there in a row: `less`, `more`, or the line itself."""
        less, more = _steppers(row)
        return "less" if less.contains(place) else "more" if more.contains(place) else "line"

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Paint one line."""
        model = index.model()
        assert isinstance(model, CartModel)
        row: QRect = option.rect  # type: ignore[attr-defined,unused-ignore]
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        is_selected = index.row() == self.selected_row
        _paint_ground(painter, row, is_selected=is_selected)
        line = model.line(index.row())
        self._paint_steppers(painter, row, index.row(), line)
        inside = QRectF(row).adjusted(_LEFT + _STEPPERS_PX + 12, 10, -_RIGHT, -9)
        _paint_words(painter, inside, line, "on_soft" if is_selected else "text")
        painter.restore()

    def _paint_steppers(self, painter: QPainter, row: QRect, number: int, line: LineItem) -> None:
        less, more = _steppers(row)
        for part, place, sign in (("less", less, "minus"), ("more", more, "plus")):
            is_pressed = self.pressed == (number, part)
            box = QRectF(place).adjusted(0.5, 0.5, -0.5, -0.5)
            painter.setBrush(colour("soft" if is_pressed else "surface"))
            edge = "primary" if is_pressed else "border_strong"
            painter.setPen(QPen(colour(edge), current_theme().line_px))
            painter.drawRoundedRect(box, 10, 10)
            middle = QRectF(0, 0, 20, 20)
            middle.moveCenter(box.center())
            paint_icon(painter, middle, sign, "text")
        between = QRectF(less.right() + 1, row.top(), more.left() - less.right() - 1, row.height())
        text = format_quantity(line.quantity)
        painter.setFont(_fitting(text, between.width() - 2, 17))
        painter.setPen(colour("text"))
        painter.drawText(between, Qt.AlignmentFlag.AlignCenter, text)


class SlimLineDelegate(QStyledItemDelegate):
    """Paints a line without steppers, for the narrow list beside the money."""

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        """Return the height of two small lines of words."""
        return QSize(0, SLIM_ROW_PX)

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Paint quantity, name and total of one line."""
        model = index.model()
        assert isinstance(model, CartModel)
        line = model.line(index.row())
        row = QRectF(option.rect)  # type: ignore[attr-defined,unused-ignore]
        painter.save()
        painter.setPen(QPen(colour("border"), 1))
        painter.drawLine(row.bottomLeft(), row.bottomRight())
        inside = row.adjusted(2, 4, -4, -5)
        half = inside.height() / 2
        _paint_text(painter, inside.adjusted(0, 0, 0, -half), line.name, text_font(13, 600), "text")
        words = f"{format_quantity(line.quantity)} × {format_money(line.unit_price)}"
        below = inside.adjusted(0, half, 0, 0)
        _paint_text(painter, below, words, number_font(13), "text_2")
        _paint_right(painter, below, format_plain(line.total), number_font(13, 700), "text")
        painter.restore()


class CartList(QListView):
    """The lines; says which one was tapped and which stepper was used."""

    chosen = Signal(int)
    stepped = Signal(int, int)

    def __init__(self, lines: CartModel) -> None:
        super().__init__()
        self._lines = lines
        self._delegate = LineDelegate()
        self._pressed_at = QPoint()
        self.setModel(lines)
        self.setItemDelegate(self._delegate)
        self.setProperty("class", "bare")
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setMinimumHeight(ROW_PX)
        touch_scroll(self)
        self.retranslate()

    def retranslate(self) -> None:
        """Set the words in the language of the moment."""
        self.setAccessibleName(_("Cart"))

    def show_selected(self, row: int | None) -> None:
        """Mark the line in hand and bring it into view."""
        before = self._delegate.selected_row
        self._delegate.selected_row = -1 if row is None else row
        if row is not None:
            self.scrollTo(self._lines.index(row))
        if before != self._delegate.selected_row:
            for changed in (before, self._delegate.selected_row):
                self.update(self._lines.index(changed))

    def stepper_place(self, row: int, part: str) -> QPoint:
        """The middle of the stepper `less` or `more` of a row, in the viewport."""
        less, more = _steppers(self.visualRect(self._lines.index(row)))
        return (less if part == "less" else more).center()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the line in hand in view."""
        super().resizeEvent(event)
        self.scrollTo(self._lines.index(self._delegate.selected_row))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Remember where the finger came down."""
        self._pressed_at = event.position().toPoint()
        self._show_pressed(*self._hit(self._pressed_at))

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Take a quick second tap for what it is: one more step."""
        self.mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Let go when the finger drags."""
        if self._is_drag(event):
            self._show_pressed(-1, "")

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Take what the finger came down on."""
        row, part = self._delegate.pressed
        self._show_pressed(-1, "")
        if row < 0 or event.button() != Qt.MouseButton.LeftButton or self._is_drag(event):
            return
        if part in _STEPPED:
            self.stepped.emit(row, _STEPPED[part])
        else:
            self.chosen.emit(row)

    def _hit(self, place: QPoint) -> tuple[int, str]:
        index = self.indexAt(place)
        if not index.isValid():
            return -1, ""
        return index.row(), self._delegate.part_at(self.visualRect(index), place)

    def _is_drag(self, event: QMouseEvent) -> bool:
        return (event.position().toPoint() - self._pressed_at).manhattanLength() > _DRAG_PX

    def _show_pressed(self, row: int, part: str) -> None:
        before, self._delegate.pressed = self._delegate.pressed, (row, part)
        if before != (row, part):
            for changed in {before[0], row}:
                self.update(self._lines.index(changed))


class SlimCartList(QListView):
    """The same lines beside the money, to be read only."""

    def __init__(self, lines: CartModel) -> None:
        super().__init__()
        self._delegate = SlimLineDelegate()
        self.setModel(lines)
        self.setItemDelegate(self._delegate)
        self.setProperty("class", "bare")
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setMinimumHeight(SLIM_ROW_PX)
        touch_scroll(self)
        self.retranslate()

    def retranslate(self) -> None:
        """Set the words in the language of the moment."""
        self.setAccessibleName(_("Cart"))


def _steppers(row: QRect) -> tuple[QRect, QRect]:
    top = row.top() + (row.height() - TARGET_PX) // 2
    less = QRect(row.left() + _LEFT, top, TARGET_PX, TARGET_PX)
    return less, less.translated(TARGET_PX + _QUANTITY_PX, 0)


def _paint_ground(painter: QPainter, row: QRect, *, is_selected: bool) -> None:
    if is_selected:
        painter.fillRect(row, colour("soft"))
        painter.fillRect(QRect(row.left(), row.top(), 4, row.height()), colour("primary"))
    painter.setPen(QPen(colour("border"), 1))
    painter.drawLine(row.bottomLeft(), row.bottomRight())


def _paint_words(painter: QPainter, inside: QRectF, line: LineItem, token: str) -> None:
    half = inside.height() / 2
    _paint_text(painter, inside.adjusted(0, 0, 0, -half), line.name, text_font(15, 600), token)
    below = inside.adjusted(0, half, 0, 0)
    caption = "on_soft" if token == "on_soft" else "text_2"
    total = format_plain(line.total)
    _paint_right(painter, below, total, number_font(15, 700), token)
    taken = QFontMetricsF(number_font(15, 700)).horizontalAdvance(total) + 8
    room = below.adjusted(0, 0, -taken, 0)
    unit, font = f"@ {format_money(line.unit_price)}", number_font(13)
    if QFontMetricsF(font).horizontalAdvance(unit) > room.width():
        unit, font = f"@{format_plain(line.unit_price)}", number_font(12)
    _paint_text(painter, room, unit, font, caption)


def _paint_text(painter: QPainter, room: QRectF, text: str, font: QFont, token: str) -> None:
    painter.setFont(font)
    painter.setPen(colour(token))
    shown = QFontMetricsF(font).elidedText(text, Qt.TextElideMode.ElideRight, room.width())
    painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, shown)


def _paint_right(painter: QPainter, room: QRectF, text: str, font: QFont, token: str) -> None:
    painter.setFont(font)
    painter.setPen(colour(token))
    both = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
    painter.drawText(room, both, text)


def _fitting(text: str, width: float, px: int) -> QFont:
    while px > 11 and QFontMetricsF(number_font(px, 700)).horizontalAdvance(text) > width:  # noqa: PLR2004
        px -= 1
    return number_font(px, 700)
