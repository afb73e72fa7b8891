"""Rows of cells out of the files spreadsheet programs write: CSV in its dialects, workbooks.

Nothing here knows what the cells mean. Row numbers are those a spreadsheet program shows.
"""

import codecs
import contextlib
import csv
import io
import re
from collections.abc import Callable, Iterator, Sequence
from itertools import islice
from typing import Final

from pos_app.exchange.sheet import HEADING_ROWS, MOST_CELLS, MOST_ROWS, Row, Sheet, UnreadableSheet
from pos_app.exchange.workbook_reading import WORKBOOK_STARTS, read_workbook


def read_sheets(data: bytes, *, headings_in: Callable[[Sequence[Row]], int]) -> list[Sheet]:
    """The visible sheets of a workbook, or the one table of a text file.

    `headings_in` counts known headings in the first rows: the separator is the one that shows
    most of them. Raises UnreadableSheet.
    """
    if data.startswith(WORKBOOK_STARTS):
        return read_workbook(data)
    return [_read_text(data, headings_in)]


def _read_text(data: bytes, headings_in: Callable[[Sequence[Row]], int]) -> Sheet:
    encoding, text = _decoded(data)
    named = _NAMED_SEPARATOR.match(text)
    separators = named["separator"] if named is not None else _SEPARATORS
    counts = {one: headings_in(_first_rows(text, one)) for one in separators}
    best_first = sorted(separators, key=lambda one: -counts[one])
    for separator in best_first:
        if counts[separator] or separator == best_first[0]:
            rows = _split(text, separator)
            if rows is not None:
                return Sheet(tuple(rows), is_text=True, encoding=encoding, separator=separator)
    raise UnreadableSheet("quote_not_closed")


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


def _first_rows(text: str, separator: str) -> list[Row]:
    rows: list[Row] = []
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    # A quote that swallows too much ends the reading; what came before may be the headings.
    with contextlib.suppress(csv.Error):
        rows.extend(tuple(row[:_HEADING_CELLS]) for row in islice(reader, HEADING_ROWS))
    return rows


def _split(text: str, separator: str) -> list[Row] | None:
    """Rows of cells; None when a quote is never closed. Raises UnreadableSheet when too many."""
    lines = io.StringIO(f"{text}\n{_END}", newline="")
    try:
        rows = list(_counted(csv.reader(lines, delimiter=separator)))
    except csv.Error:  # a cell of more than 128 KB: the quote was not meant to hold all that
        return None
    # An open quote swallows everything behind it, the end mark too.
    return rows[:-1] if rows[-1] == (_END,) else None


def _counted(rows: Iterator[list[str]]) -> Iterator[Row]:
    cells = 0
    for number, row in enumerate(rows):
        cells += len(row)
        if number > MOST_ROWS or cells > MOST_CELLS:
            raise UnreadableSheet("too_large")
        yield tuple(row)


_HEADING_CELLS: Final = 1_000
_SEPARATORS: Final = ";,\t|"
_NAMED_SEPARATOR: Final = re.compile(r"sep=(?P<separator>[^\r\n])\r?(\n|$)", re.IGNORECASE)
_END: Final = "\ue000end of the file\ue000"  # private use: in no file of others
_MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8", "utf-8 with BOM"),
    (codecs.BOM_UTF16_LE, "utf-16-le", "utf-16-le with BOM"),
    (codecs.BOM_UTF16_BE, "utf-16-be", "utf-16-be with BOM"),
)
