"""The look of A4 reports: one set of parts, so that every report reads the same way."""

import io
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any, Final, Literal, NamedTuple
from xml.sax.saxutils import escape

from pos_app.domain.cart import OPEN_PRICE_CODE
from pos_app.i18n import _
from pos_app.reporting.fonts import BOLD, MEDIUM, REGULAR, register_fonts, with_glyphs

if TYPE_CHECKING:
    from reportlab.pdfgen.canvas import Canvas
    from reportlab.platypus import Flowable, Paragraph, Table

_MM: Final = 72 / 25.4
_MARGIN: Final = 16 * _MM
PAGE_WIDTH: Final = 210 * _MM - 2 * _MARGIN
"""Room for content, in points."""
GUTTER: Final = 8 * _MM

_INK, _INK_2, _INK_3 = "#14202B", "#475766", "#5E6D79"
_DARK, _ON_DARK, _ON_DARK_2 = "#0E2A2B", "#FFFFFF", "#C9DAD8"
_LINE, _FAINT, _ACCENT = "#D6DCE1", "#F3F5F7", "#0B6E63"

_FOOT_FONT: Final = (REGULAR, 7.2)
_FOOT_Y: Final = 10 * _MM
_COUNT_WIDTH: Final = 12.0
_PAGE_COUNT: Final = "page-count"

Tone = Literal["plain", "ok", "warning", "danger"]
_TONES: Final[dict[Tone, tuple[str, str]]] = {  # ground and words
    "plain": ("#F3F5F7", _INK),
    "ok": ("#E6F4EA", "#1B6E3C"),
    "warning": ("#FFF1DC", "#8A4B00"),
    "danger": ("#FBE9E7", "#B3261E"),
}

Look = Literal["body", "strong", "small", "title", "section", "label", "figure"]
_LOOKS: Final[dict[Look, tuple[str, float, str]]] = {  # font, size, colour
    "body": (REGULAR, 8.6, _INK),
    "strong": (BOLD, 8.6, _INK),
    "small": (REGULAR, 7.4, _INK_2),
    "title": (BOLD, 19, _ON_DARK),
    "section": (BOLD, 10.5, _INK),
    "label": (MEDIUM, 7.6, _INK_2),
    "figure": (BOLD, 14, _INK),
}


class Card(NamedTuple):
    """One figure that is seen first; its note is a word, so colour never speaks alone."""

    label: str
    figure: str
    note: str = ""
    tone: Tone = "plain"


class Bar(NamedTuple):
    """One bar of a ranked list, with its figure written out."""

    label: str
    value: int
    figure: str


def text(
    words: str, look: Look = "body", *, right: bool = False, colour: str | None = None
) -> "Paragraph":
    """Words that wrap. They are shown as they are: nothing in them is markup."""
    from reportlab.lib.colors import HexColor  # noqa: PLC0415  slow to import
    from reportlab.lib.enums import TA_LEFT, TA_RIGHT  # noqa: PLC0415  slow to import
    from reportlab.lib.styles import ParagraphStyle  # noqa: PLC0415  slow to import
    from reportlab.platypus import Paragraph  # noqa: PLC0415  slow to import

    font, size, ink = _LOOKS[look]
    style = ParagraphStyle(
        look,
        fontName=font,
        fontSize=size,
        leading=size * 1.28,
        textColor=HexColor(colour or ink),
        alignment=TA_RIGHT if right else TA_LEFT,
        splitLongWords=True,
    )
    return Paragraph(escape(with_glyphs(words, font)), style)


def goods_name(name: str, code: str) -> str:
    """A product's name; goods without a product have one in every language."""
    return _("Other item") if code == OPEN_PRICE_CODE else name


def name_or_code(name: str, code: str) -> str:
    """A product's name, or its code where the font has none of the name's letters."""
    name = goods_name(name, code)
    shown = with_glyphs(name, REGULAR).strip()
    return shown if any(map(str.isalnum, shown)) else code


def band(title: str, left: Iterable[str], right: Iterable[str]) -> "Table":
    """The dark head of a report; both sides wrap."""
    heading = [text(title, "title"), *(text(line, "body", colour=_ON_DARK) for line in left)]
    facts = [text(line, "small", right=True, colour=_ON_DARK_2) for line in right]
    table = _table([[heading, facts]], [PAGE_WIDTH * 0.6, PAGE_WIDTH * 0.4])
    _dress(
        table,
        ("BACKGROUND", (0, 0), (-1, -1), _DARK),
        ("VALIGN", (0, 0), (-1, -1), "MIDDLE"),
        *_padding(12, 11),
    )
    return table


def cards(row: Sequence[Card]) -> "Table":
    """Figures side by side."""
    gap = 6.0
    width = (PAGE_WIDTH - gap * (len(row) - 1)) / len(row)
    cells: list[object] = []
    widths: list[float] = []
    for place, card in enumerate(row):
        if place:
            cells.append("")
            widths.append(gap)
        colour = _TONES[card.tone][1]
        cells.append(
            [
                text(card.label, "label"),
                text(card.figure, "figure", colour=colour),
                text(card.note or "\u00a0", "small", colour=colour),
            ]
        )
        widths.append(width)
    table = _table([cells], widths)
    grounds = [
        ("BACKGROUND", (2 * place, 0), (2 * place, 0), _TONES[card.tone][0])
        for place, card in enumerate(row)
    ]
    _dress(table, *_padding(8, 7), *grounds, ("VALIGN", (0, 0), (-1, -1), "TOP"))
    return table


def section(words: str) -> "Table":
    """A section's title over a line."""
    table = _table([[text(words, "section")]], [None])
    _dress(table, ("LINEBELOW", (0, 0), (-1, -1), 1.1, _INK), *_padding(0, 3))
    table.spaceAfter = 3
    return table


def figures(
    rows: Sequence[tuple[str, str]], width: float, *, strong: Iterable[int] = ()
) -> "Table":
    """Words left, figures right; the rows numbered in `strong` stand out with a line above."""
    bold = set(strong)
    cells: list[list[object]] = [
        [
            text(label, "strong" if place in bold else "body"),
            text(figure, "strong" if place in bold else "body", right=True),
        ]
        for place, (label, figure) in enumerate(rows)
    ]
    table = _table(cells, [width * 0.62, width * 0.38])
    lines = [("LINEABOVE", (0, place), (-1, place), 0.7, _INK) for place in bold if place]
    _dress(table, *_padding(0, 1.1), *lines)
    return table


def grid(
    head: Sequence[str],
    rows: Sequence[Sequence[str]],
    shares: Sequence[float],
    *,
    right: int,
    ends_with_sum: bool = False,
) -> "Table":
    """A table over the page whose head is repeated; its last `right` columns are figures."""
    first_right = len(head) - right
    cells: list[list[object]] = [
        [text(word, "label", right=at >= first_right) for at, word in enumerate(head)]
    ]
    for number, row in enumerate(rows, 1):
        look: Look = "strong" if ends_with_sum and number == len(rows) else "body"
        cells.append([text(cell, look, right=at >= first_right) for at, cell in enumerate(row)])
    widths = [PAGE_WIDTH * share / sum(shares) for share in shares]
    table = _table(cells, widths, head_rows=1)
    _dress(
        table,
        *_padding(3, 1.7),
        ("BACKGROUND", (0, 0), (-1, 0), _FAINT),
        ("LINEBELOW", (0, 0), (-1, -1), 0.4, _LINE),
        ("VALIGN", (0, 0), (-1, -1), "TOP"),
    )
    return table


def bars(rows: Sequence[Bar], width: float) -> "Table":
    """Ranked bars with their figures on them; no axis, no legend."""
    from reportlab.graphics.shapes import Drawing, Rect  # noqa: PLC0415  slow to import
    from reportlab.lib.colors import HexColor  # noqa: PLC0415  slow to import

    room = width * (0.3 if width < PAGE_WIDTH else 0.42)
    figure_width = width * (0.3 if width < PAGE_WIDTH else 0.2)
    largest = max((row.value for row in rows), default=0) or 1
    cells: list[list[object]] = []
    for row in rows:
        drawing = Drawing(room, 7)
        length = max(0.8, room * max(0, row.value) / largest)
        bar = Rect(0, 0, length, 7)
        bar.fillColor, bar.strokeColor = HexColor(_ACCENT), None
        drawing.add(bar)
        cells.append([text(row.label), drawing, text(row.figure, right=True)])
    table = _table(cells, [width - room - 6 - figure_width, room + 6, figure_width])
    _dress(
        table,
        *_padding(0, 1.4),
        ("RIGHTPADDING", (0, 0), (0, -1), 6),
        ("VALIGN", (0, 0), (-1, -1), "MIDDLE"),
    )
    return table


def side_by_side(left: Sequence["Flowable"], right: Sequence["Flowable"]) -> "Table":
    """Two columns, which go on together over the page's end."""
    half = (PAGE_WIDTH - GUTTER) / 2
    table = _table([[list(left), "", list(right)]], [half, GUTTER, half], split_in_row=True)
    _dress(table, *_padding(0, 0), ("VALIGN", (0, 0), (-1, -1), "TOP"))
    return table


def signatures(names: Sequence[str]) -> "Table":
    """Lines to sign on, with room above."""
    gap = GUTTER * 2
    width = (PAGE_WIDTH - gap * (len(names) - 1)) / len(names)
    cells: list[object] = []
    widths: list[float] = []
    for place, name in enumerate(names):
        if place:
            cells.append("")
            widths.append(gap)
        cells.append(text(name, "small"))
        widths.append(width)
    table = _table([cells], widths)
    lines = [
        ("LINEABOVE", (2 * place, 0), (2 * place, 0), 0.7, _INK) for place in range(len(names))
    ]
    _dress(table, *_padding(0, 3), *lines)
    table.spaceBefore = 34
    return table


def space(points: float = 10) -> "Flowable":
    """Air between parts."""
    from reportlab.platypus import Spacer  # noqa: PLC0415  slow to import

    return Spacer(1, points)


def together(parts: Sequence["Flowable"]) -> "Flowable":
    """Parts that stay on one page."""
    from reportlab.platypus import KeepTogether  # noqa: PLC0415  slow to import

    return KeepTogether(list(parts))


def page_break() -> "Flowable":
    """The next part begins on a new page."""
    from reportlab.platypus import PageBreak  # noqa: PLC0415  slow to import

    return PageBreak()


def a4_pdf(parts: Sequence["Flowable"], *, title: str, foot: str) -> bytes:
    """The report, with its foot and *page n of m* on every page; same parts, same bytes."""
    from reportlab.lib.pagesizes import A4  # noqa: PLC0415  slow to import
    from reportlab.platypus import SimpleDocTemplate  # noqa: PLC0415  slow to import

    register_fonts()
    file = io.BytesIO()
    document = SimpleDocTemplate(
        file,
        pagesize=A4,
        leftMargin=_MARGIN - 6,  # the frame adds its own 6 points
        rightMargin=_MARGIN - 6,
        topMargin=14 * _MM - 6,
        bottomMargin=17 * _MM - 6,
        title=title,
        author="",
        creator="Gerai",
        invariant=1,
    )
    document.build(
        list(parts),
        onFirstPage=lambda canvas, _document: _draw_foot(canvas, foot),
        onLaterPages=lambda canvas, _document: _draw_foot(canvas, foot),
        canvasmaker=_canvas_that_counts(),
    )
    return file.getvalue()


def _draw_foot(canvas: "Canvas", foot: str) -> None:
    from reportlab.lib.utils import simpleSplit  # noqa: PLC0415  slow to import

    canvas.setFont(*_FOOT_FONT)
    canvas.setFillColor(_INK_3)
    words = simpleSplit(foot, *_FOOT_FONT, PAGE_WIDTH * 0.8)
    canvas.drawString(_MARGIN, _FOOT_Y, words[0] if words else "")
    page = _("Page {number} of").format(number=canvas.getPageNumber())
    canvas.drawRightString(_MARGIN + PAGE_WIDTH - _COUNT_WIDTH, _FOOT_Y, page)
    canvas.doForm(_PAGE_COUNT)


def _canvas_that_counts() -> "type[Canvas]":
    """The number of pages is known only at the end, so each foot holds a place for it."""
    from reportlab.pdfgen.canvas import Canvas  # noqa: PLC0415  slow to import

    class CanvasThatCounts(Canvas):
        def save(self) -> None:
            pages = self.getPageNumber() - 1
            self.beginForm(_PAGE_COUNT)
            self.setFont(*_FOOT_FONT)
            self.setFillColor(_INK_3)
            self.drawString(_MARGIN + PAGE_WIDTH - _COUNT_WIDTH + 2, _FOOT_Y, str(pages))
            self.endForm()
            super().save()

    return CanvasThatCounts


def _table(
    cells: Sequence[list[object]],
    widths: Sequence[float | None],
    *,
    head_rows: int = 0,
    split_in_row: bool = False,
) -> "Table":
    from reportlab.platypus import Table  # noqa: PLC0415  slow to import

    register_fonts()
    return Table(
        cells,
        colWidths=list(widths),
        repeatRows=head_rows,
        splitInRow=int(split_in_row),
        hAlign="LEFT",
    )


def _dress(table: "Table", *commands: tuple[Any, ...]) -> None:
    from reportlab.platypus import TableStyle  # noqa: PLC0415  slow to import

    table.setStyle(TableStyle([_coloured(command) for command in commands]))


def _coloured(command: tuple[Any, ...]) -> tuple[Any, ...]:
    from reportlab.lib.colors import HexColor  # noqa: PLC0415  slow to import

    return tuple(HexColor(part) if str(part).startswith("#") else part for part in command)


def _padding(sides: float, above_and_below: float) -> tuple[tuple[Any, ...], ...]:
    whole = (0, 0), (-1, -1)
    return (
        ("LEFTPADDING", *whole, sides),
        ("RIGHTPADDING", *whole, sides),
        ("TOPPADDING", *whole, above_and_below),
        ("BOTTOMPADDING", *whole, above_and_below),
    )
