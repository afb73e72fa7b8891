"""A paper: rows with styles, already laid out for a width in columns.

Printer bytes, PDF, preview and golden files all come from this one value, so they cannot differ.
A row is one line: whoever builds it has wrapped it, and no row is wider than its paper.
"""

from dataclasses import dataclass
from typing import Final, Literal, TypeAlias

import segno

from pos_app.papers.letters import display_width

Style = Literal["plain", "bold", "tall", "wide"]
"""tall = bold in double height; wide = double width and height, half the letters a line."""

Align = Literal["left", "centre", "right"]

QUIET_ZONE: Final = 4
"""White modules around a QR code, as its standard wants."""


@dataclass(frozen=True, slots=True)
class Row:
    """One line of text."""

    text: str = ""
    style: Style = "plain"
    align: Align = "left"

    @property
    def width(self) -> int:
        """Columns it takes."""
        return display_width(self.text) * (2 if self.style == "wide" else 1)


@dataclass(frozen=True, slots=True)
class Rule:
    """A line across the paper."""

    sign: Literal["-", "="] = "-"


@dataclass(frozen=True, slots=True)
class QrCode:
    """A code to scan: its dark modules by rows, without the quiet zone."""

    content: str
    modules: tuple[tuple[bool, ...], ...]
    largest_dots: int = 6  # dots a module where the paper has room


@dataclass(frozen=True, slots=True)
class Picture:
    """A raster in one bit: rows of `width_dots` / 8 bytes, highest bit first, 1 is black."""

    width_dots: int
    bits: bytes

    def __post_init__(self) -> None:
        assert self.width_dots > 0
        assert self.width_dots % 8 == 0
        assert len(self.bits) % (self.width_dots // 8) == 0

    @property
    def height_dots(self) -> int:
        """Rows of dots."""
        return len(self.bits) // (self.width_dots // 8)


@dataclass(frozen=True, slots=True)
class DrawnText:
    """Words in letters no printer has, drawn: preview shows them, printer and PDF the picture."""

    text: str
    picture: Picture
    align: Align = "left"


@dataclass(frozen=True, slots=True)
class Feed:
    """Blank lines."""

    lines: int = 1


PaperRow: TypeAlias = Row | Rule | QrCode | Picture | DrawnText | Feed


@dataclass(frozen=True, slots=True)
class Paper:
    """Any printed thing, for a printer of `columns` letters a line."""

    columns: int
    rows: tuple[PaperRow, ...]

    def __post_init__(self) -> None:
        assert all(row.width <= self.columns for row in self.rows if isinstance(row, Row))


def qr_code(content: str) -> QrCode:
    """The code of a text, error level M (printing.md 8); raises ValueError when it is too long."""
    code = segno.make(content, error="m", micro=False, boost_error=False)
    return QrCode(content, tuple(tuple(bool(module) for module in row) for row in code.matrix))


# --- text in columns ---------------------------------------------------------------------------


def wrap(text: str, width: int, *, indent: int = 0, hanging: int = 2) -> list[str]:
    """Lines of at most `width` columns, broken at spaces; a longer word is split.

    The first line is indented by `indent`, the others by `hanging` more. Never an empty list.
    """
    assert width >= indent + hanging + 2, "room for a letter of double width"
    lines, line = [], " " * indent
    empty = True
    for word in text.split():
        rest = word
        while rest:
            glue = "" if empty else " "
            room = width - display_width(line) - len(glue)
            whole_line = width - indent - hanging
            if display_width(rest) <= room:
                line, rest, empty = line + glue + rest, "", False
            elif empty or (display_width(rest) > whole_line and room > whole_line // 2):
                part = _widest_start(rest, room)
                lines.append(line + glue + part)
                line, rest, empty = " " * (indent + hanging), rest[len(part) :], True
            else:
                lines.append(line)
                line, empty = " " * (indent + hanging), True
    if not empty or not lines:
        lines.append(line)
    return lines


def wrap_evenly(text: str, width: int) -> list[str]:
    """As few lines as `width` allows, as even as they get: for names in large letters."""
    lines = wrap(text, width, hanging=0)
    if len(lines) == 1:
        return lines
    count = len(lines)
    narrowest = next(w for w in range(2, width + 1) if len(wrap(text, w, hanging=0)) <= count)
    return wrap(text, narrowest, hanging=0)


def two_sided(left: str, right: str, columns: int, *, indent: int = 0) -> list[str]:
    """Left and right parts on one line where they fit; the right part is never cut or wrapped.

    A longer left part is wrapped; the right part then stands behind its last line or, when there
    is no room, on a line of its own.
    """
    assert display_width(right) <= columns
    if not right:
        return wrap(left, columns, indent=indent)
    lines = wrap(left, columns, indent=indent) if left else []
    if lines and display_width(lines[-1]) + 1 + display_width(right) <= columns:
        last = lines.pop()
        return [*lines, last + " " * (columns - display_width(last + right)) + right]
    return [*lines, " " * (columns - display_width(right)) + right]


def _widest_start(word: str, room: int) -> str:
    """The longest start of a word that fits, one letter at least."""
    end = 1
    while end < len(word) and display_width(word[: end + 1]) <= room:
        end += 1
    return word[:end]


# --- the paper as plain text -------------------------------------------------------------------


def text_lines(paper: Paper) -> list[str]:
    """The paper as text for preview and golden files: wide letters stand apart, no line end spaces.

    A blank line is an empty string; codes and pictures are boxes with a word inside.
    """
    lines: list[str] = []
    for row in paper.rows:
        match row:
            case Row():
                lines.append(_text_line(row, paper.columns))
            case Rule(sign=sign):
                lines.append(sign * paper.columns)
            case DrawnText(text=text, align=align):
                lines.append(_text_line(Row(text, align=align), paper.columns))
            case Feed(lines=count):
                lines.extend([""] * count)
            case QrCode():
                lines.extend(_box("QR", paper.columns))
            case Picture():
                lines.extend(_box("#", paper.columns))
    return lines


def _text_line(row: Row, columns: int) -> str:
    free = columns - row.width
    margin = {"left": 0, "centre": free // 2, "right": free}[row.align]
    text = " ".join(row.text) if row.style == "wide" else row.text
    return (" " * margin + text).rstrip()


def _box(word: str, columns: int) -> list[str]:
    edge = "+" + "-" * 12 + "+"
    middle = "|" + word.center(12) + "|"
    margin = " " * ((columns - len(edge)) // 2)
    return [margin + line for line in (edge, middle, edge)]
