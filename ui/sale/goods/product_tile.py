"""How one tile is painted: stripe, name, price, stock, and how much is in the cart."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPen
from PySide6.QtWidgets import QStyle, QStyleOptionViewItem

from pos_app.domain.money import Quantity
from pos_app.i18n import _, format_quantity
from ui.sale.goods.product_model import NONE, ProductModel, Tile
from ui.sale.goods.tile_plan import (
    BADGE_PX,
    BADGE_WEIGHT,
    MARK_PX,
    NAME_PX,
    NAME_WEIGHT,
    PRICE_WEIGHT,
    TileWords,
    mark_weight,
    plan_tile,
)
from ui.sale.press_list import PressDelegate
from ui.theme import category_colour, colour, current_theme, number_font, text_font

GAP = 12
_RADIUS = 12.0
_STRIPE = 5.0
_FEW = Quantity.of(5)
_MIDDLE = Qt.AlignmentFlag.AlignVCenter


class TileDelegate(PressDelegate):
    """Paints the tiles of a ProductModel; only those that are seen."""

    def __init__(self) -> None:
        super().__init__()
        self.size = QSize()
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
        self._paint_ground(painter, place, tile, is_pressed=index.row() == self.pressed[0])
        if has_ring:
            self._paint_ring(painter, place)
        _paint_words(painter, place, tile)
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


def tile_words(tile: Tile) -> TileWords:
    """What is written on a tile."""
    left = tile.left
    return TileWords(
        tile.name,
        tile.price,
        mark="" if left is None else _("Sold out") if tile.is_sold_out else format_quantity(left),
        is_pill=left is not None and left <= _FEW,
        badge=format_quantity(tile.in_cart) if tile.in_cart > NONE else "",
    )


def _paint_words(painter: QPainter, place: QRectF, tile: Tile) -> None:
    words = tile_words(tile)
    plan = plan_tile(words, place.size())
    at = place.topLeft()
    painter.setPen(colour("text_2" if tile.is_sold_out else "text"))
    painter.setFont(text_font(NAME_PX, NAME_WEIGHT))
    for room, line in plan.name:
        painter.drawText(room.translated(at), _MIDDLE, line)
    painter.setFont(number_font(plan.price_px, PRICE_WEIGHT))
    painter.drawText(plan.price.translated(at), _MIDDLE, words.price)
    if words.mark:
        _paint_mark(painter, plan.mark.translated(at), words, is_sold_out=tile.is_sold_out)
    if words.badge:
        _paint_badge(painter, plan.badge.translated(at), words.badge)


def _paint_mark(painter: QPainter, place: QRectF, words: TileWords, *, is_sold_out: bool) -> None:
    token = "danger" if is_sold_out else "warning" if words.is_pill else "text_2"
    if words.is_pill:
        _paint_pill(painter, place, f"{token}_soft")
    painter.setFont(number_font(MARK_PX, mark_weight(words)))
    painter.setPen(colour(token))
    painter.drawText(place, Qt.AlignmentFlag.AlignCenter, words.mark)


def _paint_badge(painter: QPainter, place: QRectF, text: str) -> None:
    _paint_pill(painter, place, "primary")
    painter.setFont(number_font(BADGE_PX, BADGE_WEIGHT))
    painter.setPen(colour("on_primary"))
    painter.drawText(place, Qt.AlignmentFlag.AlignCenter, text)


def _paint_pill(painter: QPainter, place: QRectF, token: str) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour(token))
    painter.drawRoundedRect(place, place.height() / 2, place.height() / 2)
