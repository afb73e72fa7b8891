"""A paper as a PDF of its own size, 58 or 80 mm wide: to keep, to send, to print elsewhere.

Letters stand in the printer's columns, so this is what comes out of the printer.
"""

import io
from typing import TYPE_CHECKING, Final

from pos_app.domain.printer import DOTS
from pos_app.papers.paper import (
    QUIET_ZONE,
    Align,
    DrawnText,
    Feed,
    Paper,
    PaperRow,
    Picture,
    QrCode,
    Row,
    Rule,
    Style,
)
from pos_app.reporting.fonts import MONO, MONO_BOLD, register_fonts

if TYPE_CHECKING:
    from reportlab.pdfgen.canvas import Canvas

_MM: Final = 72 / 25.4
_DOT: Final = _MM / 8  # print heads have 8 dots a millimetre
_COLUMN: Final = 12 * _DOT
_LINE: Final = 30 * _DOT
_TALL_LINE: Final = 54 * _DOT
_MARGIN: Final = 6 * _MM
_FONT_SIZE: Final = _COLUMN / 0.6  # a letter of the font is 0,6 of its size wide
_FONTS: Final[dict[Style, str]] = {
    "plain": MONO,
    "bold": MONO_BOLD,
    "tall": MONO_BOLD,
    "wide": MONO_BOLD,
}


def paper_pdf(paper: Paper) -> bytes:
    """One page as long as the paper; the same paper gives the same bytes."""
    from reportlab.pdfgen.canvas import Canvas  # noqa: PLC0415  slow to import

    register_fonts()
    width = _roll_width(paper.columns)
    height = sum(_height(row, paper.columns) for row in paper.rows) + 2 * _MARGIN
    file = io.BytesIO()
    canvas = Canvas(file, pagesize=(width, height), invariant=1)
    canvas.setCreator("Gerai")
    canvas.setTitle(_title(paper))
    left = (width - DOTS[paper.columns] * _DOT) / 2
    y = height - _MARGIN
    for row in paper.rows:
        y -= _height(row, paper.columns)
        _draw(canvas, row, (left, y), paper.columns)
    canvas.showPage()
    canvas.save()
    return file.getvalue()


def _roll_width(columns: int) -> float:
    return (58 if columns == 32 else 80) * _MM  # noqa: PLR2004  the narrow roll


def _title(paper: Paper) -> str:
    return next((row.text for row in paper.rows if isinstance(row, Row) and row.text), "Gerai")


def _height(row: PaperRow, columns: int) -> float:
    match row:
        case Row(style="tall" | "wide"):
            return _TALL_LINE
        case Row() | Rule():
            return _LINE
        case Feed(lines=lines):
            return lines * _LINE
        case QrCode():
            return _code_width(row, columns)
        case Picture():
            return row.height_dots * _DOT
        case DrawnText(picture=picture):
            return picture.height_dots * _DOT


def _draw(canvas: "Canvas", row: PaperRow, corner: tuple[float, float], columns: int) -> None:
    """Draw a row above its lower left corner."""
    left, y = corner
    width = columns * _COLUMN
    match row:
        case Row():
            _draw_letters(canvas, row, corner, columns)
        case Rule(sign=sign):
            canvas.setLineWidth(0.6)
            for offset in (0,) if sign == "-" else (-0.9, 0.9):
                middle = y + _LINE / 2 + offset
                canvas.line(left, middle, left + width, middle)
        case QrCode():
            side = _code_width(row, columns)
            _draw_code(canvas, row, (left + (width - side) / 2, y), side)
        case Picture():
            _draw_picture(canvas, row, "centre", corner, width)
        case DrawnText(picture=picture, align=align):
            _draw_picture(canvas, picture, align, corner, width)
        case Feed():
            pass


def _draw_letters(canvas: "Canvas", row: Row, corner: tuple[float, float], columns: int) -> None:
    left, y = corner
    wide, tall = row.style == "wide", row.style in ("wide", "tall")
    free = columns - row.width
    x = left + {"left": 0, "centre": free // 2, "right": free}[row.align] * _COLUMN
    canvas.saveState()
    canvas.translate(x, y + _LINE * (0.45 if tall else 0.28))
    canvas.scale(2 if wide else 1, 1.75 if tall else 1)
    canvas.setFont(_FONTS[row.style], _FONT_SIZE)
    canvas.drawString(0, 0, row.text)
    canvas.restoreState()


def _code_width(code: QrCode, columns: int) -> float:
    modules = len(code.modules) + 2 * QUIET_ZONE
    return modules * min(code.largest_dots, DOTS[columns] // modules) * _DOT


def _draw_code(canvas: "Canvas", code: QrCode, corner: tuple[float, float], side: float) -> None:
    left, y = corner
    module = side / (len(code.modules) + 2 * QUIET_ZONE)
    top = y + side - QUIET_ZONE * module
    for line, row in enumerate(code.modules):
        for place, is_dark in enumerate(row):
            if is_dark:
                x = left + (QUIET_ZONE + place) * module
                canvas.rect(x, top - (line + 1) * module, module, module, stroke=0, fill=1)


def _draw_picture(
    canvas: "Canvas", picture: Picture, align: Align, corner: tuple[float, float], width: float
) -> None:
    from reportlab.lib.utils import ImageReader  # noqa: PLC0415  slow to import

    left, y = corner
    free = width - picture.width_dots * _DOT
    x = left + {"left": 0, "centre": free / 2, "right": free}[align]
    # A portable bitmap has our very bits: rows from the top, highest bit first, 1 is black.
    head = f"P4 {picture.width_dots} {picture.height_dots}\n".encode("ascii")
    image = ImageReader(io.BytesIO(head + picture.bits))
    size = (picture.width_dots * _DOT, picture.height_dots * _DOT)
    canvas.drawImage(image, x, y, width=size[0], height=size[1])
