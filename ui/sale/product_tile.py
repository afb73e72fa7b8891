"""How one tile is painted: stripe, name, price, stock, and how much is in the cart."""

from functools import lru_cache

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import (
    QFont,
    QFontMetricsF,
    QPainter,
    QPainterPath,
    QPen,
    QTextLayout,
    QTextOption,
)
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from pos_app.domain.money import Quantity
from pos_app.i18n import _, format_money, format_quantity
from ui.sale.product_model import NONE, ProductModel, Tile
from ui.theme import category_colour, colour, current_theme, number_font, text_font

GAP = 12
_RADIUS = 12.0
_STRIPE = 5.0
_INSET = 16.0
_BADGE = 22.0
_LEAST_PX = 10
_FEW = Quantity.of(5)


class TileDelegate(QStyledItemDelegate):
    """Paints the tiles of a ProductModel; only those that are seen."""

    def __init__(self) -> None:
        super().__init__()
        self.size = QSize()
        self.pressed_row = -1
        self.ringed_row = -1

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        """Return the size the grid gave, gap included."""
        return self.size

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Paint one tile."""
        model = index.model()
        assert isinstance(model, ProductModel)
        tile = model.tile(index.row())
        room = QRectF(option.rect)  # type: ignore[attr-defined,unused-ignore]
        place = room.adjusted(1, 1, -GAP + 1, -GAP + 1)
        state = option.state  # type: ignore[attr-defined,unused-ignore]
        has_ring = index.row() == self.ringed_row or bool(state & QStyle.StateFlag.State_HasFocus)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_ground(painter, place, tile, is_pressed=index.row() == self.pressed_row)
        if has_ring:
            self._paint_ring(painter, place)
        self._paint_words(painter, place, tile)
        painter.restore()

    def _paint_ground(
        self, painter: QPainter, place: QRectF, tile: Tile, *, is_pressed: bool
    ) -> None:
        shape = QPainterPath()
        shape.addRoundedRect(place, _RADIUS, _RADIUS)
        ground = "soft" if is_pressed else "background" if tile.is_sold_out else "surface"
        painter.fillPath(shape, colour(ground))
        painter.save()
        painter.setClipPath(shape)
        stripe = QRectF(place.left(), place.top(), _STRIPE, place.height())
        painter.fillRect(stripe, category_colour(tile.category))
        painter.restore()
        is_in_cart = tile.in_cart > NONE
        line = current_theme().line_px + is_in_cart
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(colour("primary" if is_in_cart else "border"), line))
        half = line / 2
        painter.drawRoundedRect(place.adjusted(half, half, -half, -half), _RADIUS, _RADIUS)

    def _paint_ring(self, painter: QPainter, place: QRectF) -> None:
        painter.setPen(QPen(colour("focus"), 3))
        painter.drawRoundedRect(place.adjusted(1, 1, -1, -1), _RADIUS, _RADIUS)

    def _paint_words(self, painter: QPainter, place: QRectF, tile: Tile) -> None:
        inside = place.adjusted(_INSET, 10, -10, -9)
        word = "text_2" if tile.is_sold_out else "text"
        name_width = inside.width()
        if tile.in_cart > NONE:
            name_width -= self._paint_badge(painter, place, format_quantity(tile.in_cart)) + 4
        name = text_font(15, 600)
        painter.setFont(name)
        painter.setPen(colour(word))
        height = QFontMetricsF(name).height()
        lines = two_lines(tile.product.name, name, name_width, inside.width())
        for number, line in enumerate(lines):
            spot = QRectF(inside.left(), inside.top() + number * height, inside.width(), height)
            painter.drawText(spot, Qt.AlignmentFlag.AlignVCenter, line)
        below = QRectF(inside.left(), inside.bottom() - 26, inside.width(), 26)
        taken = self._paint_stock(painter, below, tile)
        self._paint_price(painter, below.adjusted(0, 0, -taken, 0), tile, word)

    def _paint_price(self, painter: QPainter, below: QRectF, tile: Tile, word: str) -> None:
        text = format_money(tile.product.price)
        px = 17
        while px > _LEAST_PX and _width(number_font(px, 700), text) > below.width():
            px -= 1  # an amount is never cut: its figures get smaller
        painter.setFont(number_font(px, 700))
        painter.setPen(colour(word))
        painter.drawText(below, Qt.AlignmentFlag.AlignVCenter, text)

    def _paint_stock(self, painter: QPainter, below: QRectF, tile: Tile) -> float:
        """Paint what is left; gives the room it took."""
        stock = tile.product.stock
        if stock is None:
            return 0.0
        if tile.is_sold_out:
            text, word, ground = _("Sold out"), "danger", "danger_soft"
        else:
            few = stock <= _FEW
            text = format_quantity(stock)
            word, ground = ("warning", "warning_soft") if few else ("text_2", "")
        font = number_font(13, 600 if ground else 400)
        width = _width(font, text) + (16 if ground else 4)
        pill = QRectF(below.right() - width + (0 if ground else 2), below.top() + 1, width, 24)
        if ground:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colour(ground))
            painter.drawRoundedRect(pill, 12, 12)
        painter.setFont(font)
        painter.setPen(colour(word))
        painter.drawText(pill, Qt.AlignmentFlag.AlignCenter, text)
        return width + 6

    def _paint_badge(self, painter: QPainter, place: QRectF, text: str) -> float:
        """Paint the quantity in the cart; gives the room it takes beside the name."""
        font = number_font(14, 700)
        width = max(_BADGE, _width(font, text) + 12)
        badge = QRectF(place.right() - width - 6, place.top() + 6, width, _BADGE)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour("primary"))
        painter.drawRoundedRect(badge, _BADGE / 2, _BADGE / 2)
        painter.setFont(font)
        painter.setPen(colour("on_primary"))
        painter.drawText(badge, Qt.AlignmentFlag.AlignCenter, text)
        return width


def _width(font: QFont, text: str) -> float:
    return QFontMetricsF(font).horizontalAdvance(text)


def two_lines(text: str, font: QFont, first: float, second: float) -> tuple[str, ...]:
    """A name on at most two lines of these widths, broken between words, the rest elided."""
    return _two_lines(text, font.key(), first, second)


@lru_cache(maxsize=4096)  # the same tiles are painted again and again
def _two_lines(text: str, font_key: str, first: float, second: float) -> tuple[str, ...]:
    font = QFont()
    font.fromString(font_key)
    layout = QTextLayout(text, font)
    layout.setTextOption(QTextOption())
    layout.beginLayout()
    line = layout.createLine()
    line.setLineWidth(first)
    length = line.textLength()
    layout.endLayout()
    begin, rest = text[:length].rstrip(), text[length:].strip()
    if not rest:
        return (begin,)
    elided = QFontMetricsF(font).elidedText(rest, Qt.TextElideMode.ElideRight, second)
    return (begin, elided)
