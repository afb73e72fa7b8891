"""Drawings of what a test page may look like, one for each answer; in the theme's own colours."""

from collections.abc import Callable, Sequence
from functools import cache, partial
from typing import Final, TypeAlias

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QFont, QPainter, QPen

from pos_app.papers.paper import QrCode, qr_code
from pos_app.services.printer_trial import TrialQuestion
from ui.theme import code_colours, colour, text_font

Drawing: TypeAlias = Callable[[QPainter, QRectF], None]

_RULERS: Final = (32, 42, 48)
_GARBAGE: Final = ("k1A2k1C(#", "@8p~%}x[?", "&0=|<z{9!")
_PAPER_SHARE: Final = 0.72
_EDGE: Final = 8.0


def drawing_of(question: TrialQuestion, answer: str) -> Drawing:
    """What the paper looks like when this answer is the right one."""
    match question:
        case "columns":
            return partial(_draw_rulers, int(answer))
        case "accents":
            return {"right": _draw_accents, "other": _draw_signs, "chinese": _draw_chinese}[answer]
        case "codes":
            return partial(_draw_codes, answer in ("both", "first"), answer in ("both", "second"))
        case "pictures":
            return partial(_draw_pictures, answer)
        case "cut":
            return partial(_draw_cut, answer)
        case "drawer":
            return partial(_draw_drawer, answer)


# --- papers ------------------------------------------------------------------------------------


def _paper(painter: QPainter, place: QRectF, share: float = _PAPER_SHARE) -> QRectF:
    """Draw an empty paper in the middle; gives the room inside its margins."""
    width = place.width() * share
    paper = QRectF(place.center().x() - width / 2, place.top(), width, place.height())
    painter.setPen(QPen(colour("border_strong"), 1.5))
    painter.setBrush(colour("surface"))
    painter.drawRect(paper)
    painter.setPen(colour("text"))
    return paper.adjusted(_EDGE, _EDGE, -_EDGE, -_EDGE)


def _bar(painter: QPainter, left: float, top: float, width: float) -> None:
    painter.fillRect(QRectF(left, top, width, 4), colour("text"))


def _lines(painter: QPainter, room: QRectF, shares: Sequence[float], top: float) -> None:
    for number, share in enumerate(shares):
        _bar(painter, room.left(), top + number * 9, room.width() * share)


def _letters(painter: QPainter, place: QRectF, px: int, text: str, weight: int = 600) -> None:
    painter.setFont(_fixed_font(px, weight))
    painter.setPen(colour("text"))
    painter.drawText(place, Qt.AlignmentFlag.AlignCenter, text)


def _fixed_font(px: int, weight: int) -> QFont:
    """Letters of a drawing keep their size: the words below it grow."""
    font = text_font(px, weight)
    font.setPixelSize(px)
    return font


def _draw_rulers(columns: int, painter: QPainter, place: QRectF) -> None:
    share = 0.55 + 0.4 * (columns - _RULERS[0]) / (_RULERS[-1] - _RULERS[0])
    room = _paper(painter, place, share)
    each = room.width() / columns
    top = room.top() - 2
    for ruler in _RULERS:
        painter.setFont(_fixed_font(11, 700))
        painter.setPen(colour("text"))
        words = QRectF(room.left(), top, room.width(), 14)
        painter.drawText(
            words, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, f"{ruler}:"
        )
        top += 16
        left = ruler
        while left > 0:
            now = min(left, columns)
            _ticks(painter, QRectF(room.left(), top, now * each, 7), now)
            left -= now
            top += 11
        top += 3


def _ticks(painter: QPainter, place: QRectF, count: int) -> None:
    """A line of digits, too small to be read: one tick for each."""
    painter.setPen(QPen(colour("text"), 1.2))
    step = place.width() / count
    for number in range(count):
        left = place.left() + (number + 0.5) * step
        painter.drawLine(QLineF(left, place.top(), left, place.bottom()))


def _draw_accents(painter: QPainter, place: QRectF) -> None:
    _letters(painter, _paper(painter, place), 26, "é è ê ñ")


def _draw_signs(painter: QPainter, place: QRectF) -> None:
    _letters(painter, _paper(painter, place), 26, "? # ~ |")


def _draw_chinese(painter: QPainter, place: QRectF) -> None:
    room = _paper(painter, place)
    side = room.width() / 5
    painter.setPen(QPen(colour("text"), 2))
    for number in range(3):
        left = room.left() + side * (0.5 + number * 1.5)
        box = QRectF(left, room.center().y() - side / 2, side, side)
        middle = box.center()
        painter.drawLine(QLineF(box.left(), box.top() + 3, box.right(), box.top() + 3))
        painter.drawLine(QLineF(middle.x(), box.top() - 3, middle.x(), box.bottom()))
        painter.drawLine(QLineF(box.left(), middle.y(), box.right(), middle.y()))
        painter.drawLine(QLineF(middle.x(), middle.y(), box.left(), box.bottom()))
        painter.drawLine(QLineF(middle.x(), middle.y(), box.right(), box.bottom()))


def _draw_codes(is_first: bool, is_second: bool, painter: QPainter, place: QRectF) -> None:
    room = _paper(painter, place)
    side = min(room.width() * 0.5, room.height() / 2 - 8)
    for number, is_whole in enumerate((is_first, is_second)):
        top = room.top() + number * (room.height() / 2 + 2)
        digit = QRectF(room.left(), top, 18, side)
        _letters(painter, digit, 14, str(number + 1), 800)
        box = QRectF(room.center().x() - side / 2 + 6, top, side, side)
        if is_whole:
            _code(painter, box)
        else:
            _garbage(painter, box, 3)


def _code(painter: QPainter, box: QRectF) -> None:
    ink, ground = code_colours()
    painter.fillRect(box, ground)
    modules = _sample_code().modules
    each = (box.width() - 6) / len(modules)
    for row, line in enumerate(modules):
        for column, is_dark in enumerate(line):
            if is_dark:
                corner = box.topLeft() + QPointF(3 + column * each, 3 + row * each)
                painter.fillRect(QRectF(corner.x(), corner.y(), each + 0.3, each + 0.3), ink)


@cache
def _sample_code() -> QrCode:
    return qr_code("GERAI")


def _garbage(painter: QPainter, place: QRectF, lines: int) -> None:
    height = place.height() / lines
    for number in range(lines):
        line = QRectF(place.left() - 10, place.top() + number * height, place.width() + 20, height)
        _letters(painter, line, 11, _GARBAGE[number % len(_GARBAGE)], 500)


def _draw_pictures(answer: str, painter: QPainter, place: QRectF) -> None:
    room = _paper(painter, place)
    if answer == "letters":
        _garbage(painter, room.adjusted(10, 0, -10, 0), 6)
        return
    tall = QRectF(room.left() + 14, room.top(), room.width() - 28, room.height() * 0.4)
    low = QRectF(tall.left(), tall.bottom() + 14, tall.width(), room.height() * 0.18)
    for box in (tall, low):
        painter.setPen(QPen(colour("text"), 1.5))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(box)
        painter.drawLine(QLineF(box.topLeft(), box.bottomRight()))
        painter.drawLine(QLineF(box.topRight(), box.bottomLeft()))
    _lines(painter, room, (0.8,), tall.bottom() + 5)
    below = QRectF(
        room.left() + 10, low.bottom() + 6, room.width() - 20, room.bottom() - low.bottom() - 6
    )
    if answer == "signs":
        _garbage(painter, below, 2)
    else:
        _lines(painter, room, (0.8, 0.9, 0.6), below.top() + 2)


# --- devices -----------------------------------------------------------------------------------


def _printer(painter: QPainter, place: QRectF) -> QRectF:
    """Draw a printer at the foot of a place; gives the slot that paper comes out of."""
    box = QRectF(place.left() + place.width() * 0.1, place.bottom() - 30, place.width() * 0.8, 30)
    painter.setPen(QPen(colour("border_strong"), 1.5))
    painter.setBrush(colour("surface_2"))
    painter.drawRoundedRect(box, 6, 6)
    slot = QRectF(box.left() + box.width() * 0.12, box.top() - 2, box.width() * 0.76, 5)
    painter.fillRect(slot, colour("text"))
    return slot


def _sheet(painter: QPainter, place: QRectF, lines: int) -> None:
    painter.setPen(QPen(colour("border_strong"), 1.5))
    painter.setBrush(colour("surface"))
    painter.drawRect(place)
    _lines(painter, place.adjusted(8, 0, -8, 0), [0.9, 0.6, 0.8, 0.7][:lines], place.top() + 10)


def _draw_cut(answer: str, painter: QPainter, place: QRectF) -> None:
    slot = _printer(painter, place)
    sheet = QRectF(slot.left() + 4, place.top(), slot.width() - 8, slot.top() - place.top())
    if answer == "uncut":
        _sheet(painter, sheet, 4)
        return
    gap = 14.0
    _sheet(painter, sheet.adjusted(0, 0, 0, -gap - 18), 4 if answer == "cut" else 3)
    stump = QRectF(sheet.left(), slot.top() - 16, sheet.width(), 16)
    _sheet(painter, stump, 0)
    if answer == "through":  # the last line stayed in the printer
        _lines(painter, stump.adjusted(8, 0, -8, 0), (0.7,), stump.top() + 5)
    pen = QPen(colour("text_2"), 1.5, Qt.PenStyle.DashLine)
    painter.setPen(pen)
    middle = stump.top() - gap / 2
    painter.drawLine(QLineF(sheet.left() - 10, middle, sheet.right() + 10, middle))


def _draw_drawer(answer: str, painter: QPainter, place: QRectF) -> None:
    top = QRectF(place.left(), place.top(), place.width(), place.height() * 0.55)
    slot = _printer(painter, top)
    if answer != "before":
        sheet = QRectF(slot.left() + 10, top.top(), slot.width() - 20, slot.top() - top.top())
        _sheet(painter, sheet, 3)
    drawer = place.adjusted(place.width() * 0.1, 0, -place.width() * 0.1, 0)
    box = QRectF(drawer.left(), top.bottom() + 8, drawer.width(), place.height() * 0.18)
    painter.setPen(QPen(colour("border_strong"), 1.5))
    painter.setBrush(colour("surface_2" if answer == "closed" else "border_strong"))
    painter.drawRoundedRect(box, 4, 4)
    if answer == "closed":
        _bar(painter, box.center().x() - 12, box.center().y() - 2, 24)
        return
    front = box.translated(0, box.height() + 2).adjusted(-8, 6, 8, 6)
    painter.setBrush(colour("surface"))
    painter.drawRoundedRect(front, 4, 4)
    painter.drawLine(QLineF(box.bottomLeft(), front.topLeft()))
    painter.drawLine(QLineF(box.bottomRight(), front.topRight()))
    _bar(painter, front.center().x() - 12, front.center().y() - 2, 24)
