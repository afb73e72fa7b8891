"""Where the words of a tile go: name, price, what is left, how much is in the cart."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from PySide6.QtCore import QRectF, QSizeF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QTextLayout, QTextOption

from ui.theme import current_theme, number_font, text_font, text_px

NAME_PX, NAME_WEIGHT = 15, 600
PRICE_WEIGHT = 700
MARK_PX = 13
BADGE_PX, BADGE_WEIGHT = 14, 700
_PRICE_PX = 16
_LEAST_BESIDE_PX = 14
_LEAST_PX = 10
_MOST_LINES = 3
_LEFT, _TOP, _RIGHT, _BOTTOM = 16.0, 10.0, 10.0, 9.0
_PRICE_ROW = 26.0
_PILL = 22.0
_BADGE = 22.0
_GAP = 4.0


@dataclass(frozen=True, slots=True)
class TileWords:
    """What is written on a tile. `mark` is the stock; on a pill when it wants attention."""

    name: str
    price: str
    mark: str = ""
    is_pill: bool = False
    badge: str = ""


@dataclass(frozen=True, slots=True)
class TilePlan:
    """Rectangles relative to the tile's top left corner; `price_px` at 100 % text size."""

    name: tuple[tuple[QRectF, str], ...]
    price: QRectF
    price_px: int
    mark: QRectF
    badge: QRectF


def plan_tile(words: TileWords, size: QSizeF) -> TilePlan:
    """Place the words: up to three lines of name, below them the price, never cut.

    The stock stands beside the price; where that would make the price small it goes above it.
    """
    look = (text_px(100), current_theme().weight_step)
    return _plan(words, size.width(), size.height(), look)


def mark_weight(words: TileWords) -> int:
    """The weight of the stock's letters."""
    return 600 if words.is_pill else 400


@lru_cache(maxsize=8192)  # the same tiles are painted again and again
def _plan(words: TileWords, width: float, height: float, _look: tuple[int, int]) -> TilePlan:
    inside = QRectF(_LEFT, _TOP, width - _LEFT - _RIGHT, height - _TOP - _BOTTOM)
    row = QRectF(inside.left(), inside.bottom() - _PRICE_ROW, inside.width(), _PRICE_ROW)
    badge = _badge_place(words, width)
    mark = _mark_place(words, row)
    beside = row.adjusted(0, 0, -(mark.width() + _GAP) if words.mark else 0, 0)
    px = _fitting_px(words.price, beside.width(), _LEAST_BESIDE_PX)
    is_above = bool(words.mark) and px < _LEAST_BESIDE_PX
    if is_above:
        mark.moveBottom(row.top() - 1)
        beside, px = row, _fitting_px(words.price, row.width(), _LEAST_PX)
    font = text_font(NAME_PX, NAME_WEIGHT)
    line = QFontMetricsF(font).height()
    count = max(1, min(_MOST_LINES, int((row.top() - inside.top() + 2) // line)))
    widths = [inside.width()] * count
    if words.badge:
        widths[0] -= badge.width() + _GAP
    if is_above and inside.top() + count * line > mark.top() + 4:
        widths[-1] -= mark.width() + _GAP
    name = tuple(
        (QRectF(inside.left(), inside.top() + number * line, widths[number], line), text)
        for number, text in enumerate(name_lines(words.name, font, widths))
    )
    return TilePlan(name, beside, max(px, _LEAST_PX), mark, badge)


def name_lines(text: str, font: QFont, widths: Sequence[float]) -> tuple[str, ...]:
    """Break a name between words into lines of these widths; the last one is elided."""
    layout = QTextLayout(text, font)
    layout.setTextOption(_between_words())
    lines: list[str] = []
    begin = 0
    layout.beginLayout()
    for width in widths[:-1]:
        line = layout.createLine()
        if not line.isValid():
            break
        line.setLineWidth(width)
        lines.append(text[begin : begin + line.textLength()].strip())
        begin += line.textLength()
    layout.endLayout()
    if rest := text[begin:].strip():
        mode = Qt.TextElideMode.ElideRight
        lines.append(QFontMetricsF(font).elidedText(rest, mode, widths[-1]))
    return tuple(lines)


def _between_words() -> QTextOption:
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    return option


def _badge_place(words: TileWords, width: float) -> QRectF:
    if not words.badge:
        return QRectF()
    wide = max(_BADGE, _width(number_font(BADGE_PX, BADGE_WEIGHT), words.badge) + 12)
    return QRectF(width - wide - 6, 6, wide, _BADGE)


def _mark_place(words: TileWords, row: QRectF) -> QRectF:
    if not words.mark:
        return QRectF()
    wide = _width(number_font(MARK_PX, mark_weight(words)), words.mark)
    if words.is_pill:
        wide = max(wide + 12, _PILL)
    return QRectF(row.right() - wide, row.center().y() - _PILL / 2, wide, _PILL)


def _fitting_px(text: str, width: float, least: int) -> int:
    """The largest size of a price that fits; one less than `least` when none does."""
    px = _PRICE_PX
    while px >= least and _width(number_font(px, PRICE_WEIGHT), text) > width:
        px -= 1
    return px


def _width(font: QFont, text: str) -> float:
    return QFontMetricsF(font).horizontalAdvance(text)
