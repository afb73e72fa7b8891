"""How one line of the cart is painted: steppers, name, unit price, total, discount and note."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPen
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem

from pos_app.domain.cart import LineItem
from pos_app.i18n import format_plain, format_quantity
from ui.buttons import TARGET_PX
from ui.sale.cart.cart_model import CartModel
from ui.sale.cart.line_words import line_caption, much_words, price_words
from ui.sale.press_list import PressDelegate
from ui.theme import colour, current_theme, number_font, paint_icon, text_font, text_px

ROW_PX = 62
SLIM_ROW_PX = 44
_CAPTION_PX = 19
_LEFT = 14
_RIGHT = 14
_QUANTITY_PX = 46
_STEPPERS_PX = 2 * TARGET_PX + _QUANTITY_PX
_LEAST_PX = 11


class LineDelegate(PressDelegate):
    """Paints a line with its steppers; a line with a discount or a note is a caption higher."""

    def __init__(self) -> None:
        super().__init__()
        self.selected_row = -1

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        """Return the height of a line that a finger can hit."""
        return QSize(0, ROW_PX + _caption_px(_line(index)))

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Paint one line."""
        line = _line(index)
        row: QRect = option.rect  # type: ignore[attr-defined,unused-ignore]
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        is_selected = index.row() == self.selected_row
        _paint_ground(painter, row, is_selected=is_selected)
        self._paint_steppers(painter, row, index.row(), line)
        inside = QRectF(row).adjusted(_LEFT + _STEPPERS_PX + 12, 10, -_RIGHT, -9)
        _paint_words(painter, inside, line, "on_soft" if is_selected else "text")
        painter.restore()

    def _paint_steppers(self, painter: QPainter, row: QRect, number: int, line: LineItem) -> None:
        less, more = stepper_places(row)
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
        """Return the height of two small lines of words, and a third where it is needed."""
        return QSize(0, SLIM_ROW_PX + _caption_px(_line(index)))

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Paint quantity, name and total of one line, and what was taken off it."""
        line = _line(index)
        row = QRectF(option.rect)  # type: ignore[attr-defined,unused-ignore]
        painter.save()
        painter.setPen(QPen(colour("border"), 1))
        painter.drawLine(row.bottomLeft(), row.bottomRight())
        inside = row.adjusted(2, 4, -4, -5)
        inside = _paint_caption(painter, inside, line, "text_2")
        half = inside.height() / 2
        _paint_text(painter, inside.adjusted(0, 0, 0, -half), line.name, text_font(13, 600), "text")
        words = f"{much_words(line)} × {price_words(line)}"
        below = inside.adjusted(0, half, 0, 0)
        _paint_text(painter, below, words, number_font(13), "text_2")
        _paint_right(painter, below, format_plain(line.total), number_font(13, 700), "text")
        painter.restore()


def stepper_places(row: QRect) -> tuple[QRect, QRect]:
    """Where the steppers *less* and *more* of a row are."""
    top = row.top() + (row.height() - TARGET_PX) // 2
    less = QRect(row.left() + _LEFT, top, TARGET_PX, TARGET_PX)
    return less, less.translated(TARGET_PX + _QUANTITY_PX, 0)


def _line(index: QModelIndex | QPersistentModelIndex) -> LineItem:
    model = index.model()
    assert isinstance(model, CartModel)
    return model.line(index.row())


def _caption_px(line: LineItem) -> int:
    return text_px(_CAPTION_PX) if line_caption(line) else 0


def _paint_ground(painter: QPainter, row: QRect, *, is_selected: bool) -> None:
    if is_selected:
        painter.fillRect(row, colour("soft"))
        painter.fillRect(QRect(row.left(), row.top(), 4, row.height()), colour("primary"))
    painter.setPen(QPen(colour("border"), 1))
    painter.drawLine(row.bottomLeft(), row.bottomRight())


def _paint_words(painter: QPainter, inside: QRectF, line: LineItem, token: str) -> None:
    caption = "on_soft" if token == "on_soft" else "text_2"
    inside = _paint_caption(painter, inside, line, caption)
    half = inside.height() / 2
    _paint_text(painter, inside.adjusted(0, 0, 0, -half), line.name, text_font(15, 600), token)
    below = inside.adjusted(0, half, 0, 0)
    total = format_plain(line.total)
    _paint_right(painter, below, total, number_font(15, 700), token)
    taken = QFontMetricsF(number_font(15, 700)).horizontalAdvance(total) + 8
    room = below.adjusted(0, 0, -taken, 0)
    words, font = _fitting_price(line, room.width())
    _paint_text(painter, room, words, font, caption)


def _fitting_price(line: LineItem, width: float) -> tuple[str, QFont]:
    """The unit price in the longest form there is room for; with its unit for what is weighed."""
    price = price_words(line)
    plain = f"@{price.removeprefix('Rp')}"
    forms = [(f"@ {price}", number_font(13)), (plain, number_font(12))]
    if line.sold_by_weight and line.unit:
        forms.insert(0, (f"{much_words(line)} · {price}", number_font(13)))
    fits = (one for one in forms if QFontMetricsF(one[1]).horizontalAdvance(one[0]) <= width)
    return next(fits, forms[-1])


def _paint_caption(painter: QPainter, inside: QRectF, line: LineItem, token: str) -> QRectF:
    """Paint what was taken off and the note at the lower edge; gives the room that is left."""
    px = _caption_px(line)
    if px:
        below = inside.adjusted(0, inside.height() - px + 2, 0, 2)
        _paint_text(painter, below, line_caption(line), text_font(13, 500), token)
    return inside.adjusted(0, 0, 0, -px)


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
    while px > _LEAST_PX and QFontMetricsF(number_font(px, 700)).horizontalAdvance(text) > width:
        px -= 1
    return number_font(px, 700)
