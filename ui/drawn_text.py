"""Names in letters that no receipt printer has, drawn by Qt with the fonts of the laptop."""

from functools import lru_cache
from math import ceil, floor
from typing import Final

from PySide6.QtCore import QPointF, QThread
from PySide6.QtGui import QFont, QGuiApplication, QImage, QPainter, QTextLayout, QTextOption, qRgb

from pos_app.papers.paper import Picture

LINE_DOTS: Final = 34
"""Rows of dots a line: a little more than the 30 of a line of text, to be as easy to read."""

_LETTER_PX: Final = 24
_MISSING: Final = 0
"""The number of the box that a font shows for a letter it has not."""


@lru_cache(maxsize=512)
def draw_text(text: str, width_dots: int) -> Picture | None:
    """The words in black and white, on lines of 34 dots and no wider than `width_dots`.

    As many lines as it takes: what somebody typed is never cut. None where no font has all
    letters. For the window's thread only, like all fonts.
    """
    app = QGuiApplication.instance()
    assert app is not None
    assert QThread.currentThread() is app.thread(), "fonts belong to the window's thread"
    layout = _laid_out(text, width_dots)
    if layout.lineCount() == 0 or not _has_all_glyphs(layout):
        return None
    return _as_picture(layout)


def _laid_out(text: str, width_dots: int) -> QTextLayout:
    font = QFont()
    font.setPixelSize(_LETTER_PX)
    font.setWeight(QFont.Weight.Medium)
    layout = QTextLayout(text, font)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    layout.beginLayout()
    number = 0
    while (line := layout.createLine()).isValid():
        line.setLineWidth(width_dots)
        # The letters' own height differs from font to font; the paper's lines do not.
        line.setPosition(QPointF(0, number * LINE_DOTS + (LINE_DOTS - line.height()) / 2))
        number += 1
    layout.endLayout()
    return layout


def _has_all_glyphs(layout: QTextLayout) -> bool:
    numbers = [number for run in layout.glyphRuns() for number in run.glyphIndexes()]
    return bool(numbers) and _MISSING not in numbers


def _as_picture(layout: QTextLayout) -> Picture:
    """No wider than its longest line, in whole bytes."""
    inked = [layout.lineAt(number).naturalTextRect() for number in range(layout.lineCount())]
    left = floor(min(line.left() for line in inked))
    row_bytes = -(-ceil(max(line.right() for line in inked) - left) // 8)
    image = QImage(row_bytes * 8, len(inked) * LINE_DOTS, QImage.Format.Format_Mono)
    image.setColorTable([qRgb(255, 255, 255), qRgb(0, 0, 0)])
    image.fill(0)
    painter = QPainter(image)
    layout.draw(painter, QPointF(-left, 0))
    painter.end()
    padded = bytes(image.constBits())
    rows = [padded[y * image.bytesPerLine() :][:row_bytes] for y in range(image.height())]
    return Picture(row_bytes * 8, b"".join(rows))
