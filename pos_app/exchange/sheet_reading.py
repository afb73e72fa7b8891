"""Rows of cells out of the files spreadsheet programs write: CSV in its dialects, workbooks.

Nothing here knows what the cells mean. Row numbers are those a spreadsheet program shows.
"""

import codecs
import csv
import datetime
import io
import re
import zipfile
import zlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final, TypeAlias

import python_calamine
from python_calamine import CalamineWorkbook, SheetVisibleEnum

from pos_app.domain.price_preview import PriceListProblem

Cell: TypeAlias = (
    str | int | float | bool | datetime.date | datetime.time | datetime.timedelta | None
)
"""None and an empty text are both an empty cell; a date may carry a time."""

Row: TypeAlias = tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class MergedRange:
    """Cells shown as one; row and column numbers from 0, both ends within."""

    first_row: int
    first_column: int
    last_row: int
    last_column: int


@dataclass(frozen=True, slots=True)
class Sheet:
    """One table of cells and how it was read. Row number n of the program is `rows[n - 1]`."""

    rows: tuple[Row, ...]
    is_text: bool
    """Read from a text file, where a formula is only its text."""
    merged: tuple[MergedRange, ...] = ()
    name: str = ""
    encoding: str = ""
    separator: str = ""


@dataclass(eq=False)
class UnreadableSheet(Exception):
    """The file is no table, with its code; never leaves `exchange`."""

    code: PriceListProblem


def read_sheets(data: bytes, *, headings_in: Callable[[Sequence[Row]], int]) -> list[Sheet]:
    """The visible sheets of a workbook, or the one table of a text file.

    `headings_in` counts known headings in the first rows: the separator is the one that shows
    most of them. Raises UnreadableSheet.
    """
    if data.startswith(_WORKBOOK_STARTS):
        return _read_workbook(data)
    return [_read_text(data, headings_in)]


# --- text --------------------------------------------------------------------------------------


def _read_text(data: bytes, headings_in: Callable[[Sequence[Row]], int]) -> Sheet:
    encoding, text = _decoded(data)
    named = _NAMED_SEPARATOR.match(text)
    separators = named["separator"] if named is not None else _SEPARATORS
    tried = [(separator, _split(text, separator)) for separator in separators]
    separator, rows = max(tried, key=lambda one: headings_in((one[1] or [])[:HEADING_ROWS]))
    if rows is None:
        raise UnreadableSheet("quote_not_closed")
    return Sheet(rows=tuple(rows), is_text=True, encoding=encoding, separator=separator)


def _decoded(data: bytes) -> tuple[str, str]:
    for mark, encoding, name in _MARKS:
        if data.startswith(mark):
            return name, data[len(mark) :].decode(encoding, errors="replace")
    if data.count(0) * 4 > len(data):
        zeros_behind = data[1::2].count(0) >= data[::2].count(0)
        encoding = "utf-16-le" if zeros_behind else "utf-16-be"
        return encoding, data.decode(encoding, errors="replace")
    try:
        return "utf-8", data.decode("utf-8")
    except UnicodeDecodeError:
        return "cp1252", data.decode("cp1252", errors="replace")


def _split(text: str, separator: str) -> list[Row] | None:
    """Rows of cells; None when a quote is never closed."""
    lines = io.StringIO(f"{text}\n{_END}", newline="")
    try:
        rows = list(csv.reader(lines, delimiter=separator))
    except csv.Error:  # a cell of more than 128 KB: the quote was not meant to hold all that
        return None
    # An open quote swallows everything behind it, the end mark too.
    return [tuple(row) for row in rows[:-1]] if rows[-1] == [_END] else None


# --- workbooks ---------------------------------------------------------------------------------


def _read_workbook(data: bytes) -> list[Sheet]:
    if _ENCRYPTED in data:
        raise UnreadableSheet("has_password")
    _refuse_what_fills_memory(data)
    try:
        with CalamineWorkbook.from_filelike(io.BytesIO(data)) as workbook:
            return [
                _read_sheet(workbook, known.name)
                for known in workbook.sheets_metadata
                if known.visible is SheetVisibleEnum.Visible
            ]
    except (python_calamine.CalamineError, OSError) as error:
        raise UnreadableSheet("unreadable") from error


def _refuse_what_fills_memory(data: bytes) -> None:
    """The library lays out the whole rectangle of a sheet, and ends the program when it cannot.

    A small file may unpack to gigabytes, and one cell far away is enough for a huge rectangle.
    """
    if not data.startswith(_ZIP):
        return
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as parts:
            if sum(part.file_size for part in parts.infolist()) > _MOST_UNPACKED_BYTES:
                raise UnreadableSheet("unreadable")
            for name in parts.namelist():
                if _SHEET_PART.fullmatch(name) and _cells_spanned(parts.read(name)) > _MOST_CELLS:
                    raise UnreadableSheet("unreadable")
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, EOFError) as error:
        raise UnreadableSheet("unreadable") from error


def _cells_spanned(sheet: bytes) -> int:
    columns = rows = 0
    for letters, digits in _CELL_PLACE.findall(sheet):
        column = 0
        for letter in letters:
            column = column * 26 + letter - 64
        columns, rows = max(columns, column), max(rows, int(digits))
    return columns * rows


def _read_sheet(workbook: CalamineWorkbook, name: str) -> Sheet:
    sheet = workbook.get_sheet_by_name(name)
    # Leading blank rows are kept, or every row number would be wrong.
    rows = sheet.to_python(skip_empty_area=False)
    merged = tuple(
        MergedRange(first[0], first[1], last[0], last[1])
        for first, last in sheet.merged_cell_ranges or ()
    )
    cells = tuple(tuple(_clipped(cell) for cell in row) for row in rows)
    return Sheet(rows=cells, is_text=False, merged=merged, name=name)


def _clipped(cell: Cell) -> Cell:
    """No spreadsheet program holds a longer text in a cell; one that does is cut, then refused."""
    return cell[:_LONGEST_CELL] if isinstance(cell, str) else cell


HEADING_ROWS: Final = 20
"""Headings stand in one of the first rows, or nowhere."""

_LONGEST_CELL: Final = 32_767
_ZIP: Final = b"PK"
_SHEET_PART = re.compile(r"xl/worksheets/[^/]+\.xml")
_CELL_PLACE = re.compile(rb'<c\b[^>]{0,200}?\br="([A-Z]{1,3})([0-9]{1,7})"')
_MOST_UNPACKED_BYTES: Final = 100 * 1024 * 1024
_MOST_CELLS: Final = 2_000_000
"""More than any price list, and little enough to hold in memory."""

_SEPARATORS: Final = ";,\t|"
_NAMED_SEPARATOR: Final = re.compile(r"sep=(?P<separator>[^\r\n])\r?(\n|$)", re.IGNORECASE)
_END: Final = "\ue000end of the file\ue000"  # private use: in no file of others
_WORKBOOK_STARTS: Final = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")
# An encrypted workbook is an old-style container with a part of this name.
_ENCRYPTED: Final = "EncryptedPackage".encode("utf-16-le")
_MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8", "utf-8 with BOM"),
    (codecs.BOM_UTF16_LE, "utf-16-le", "utf-16-le with BOM"),
    (codecs.BOM_UTF16_BE, "utf-16-be", "utf-16-be with BOM"),
)
