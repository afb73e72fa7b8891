"""A chart of the hours: columns with their amounts written above, no legend to look up."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final, NamedTuple

from pos_app.reporting.fonts import REGULAR, register_fonts

if TYPE_CHECKING:
    from reportlab.graphics.shapes import Drawing

_HEIGHT: Final = 88.0
_FOOT: Final = 13.0
_HEAD: Final = 12.0
_BAR: Final = "#0B6E63"
_INK: Final = "#475766"
_LINE: Final = "#D6DCE1"
_FONT_PT: Final = 6.6
_WIDEST_BAR: Final = 34.0


class Column(NamedTuple):
    """One column: what stands below it, how tall it is, and what stands above it."""

    label: str
    amount: int
    words: str


def column_chart(columns: Sequence[Column], width: float) -> "Drawing":
    """Columns in the order given; an amount below zero is drawn as none."""
    from reportlab.graphics.shapes import Drawing, Line, Rect, String  # noqa: PLC0415 - slow
    from reportlab.lib.colors import HexColor  # noqa: PLC0415 - slow

    register_fonts()
    drawing = Drawing(width, _HEIGHT)
    most = max((column.amount for column in columns), default=0) or 1
    step = width / max(len(columns), 1)
    bar = min(step * 0.7, _WIDEST_BAR)
    room = _HEIGHT - _FOOT - _HEAD
    for place, column in enumerate(columns):
        middle = (place + 0.5) * step
        height = room * max(column.amount, 0) / most
        body = Rect(middle - bar / 2, _FOOT, bar, height)
        body.fillColor, body.strokeColor = HexColor(_BAR), None
        drawing.add(body)
        for y, words in ((_FOOT + height + 3, column.words), (3, column.label)):
            drawing.add(
                String(
                    middle,
                    y,
                    words,
                    textAnchor="middle",
                    fontName=REGULAR,
                    fontSize=_FONT_PT,
                    fillColor=HexColor(_INK),
                )
            )
    drawing.add(Line(0, _FOOT, width, _FOOT, strokeColor=HexColor(_LINE)))
    return drawing
