"""Laying a workbook out as rows, in a process of its own: see `workbook_reading`.

The library ends its process when memory runs out, and a few bytes can ask for any amount. Here
that costs nothing but this process.
"""

import contextlib
import io
import os
import pickle
import re
import sys
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from multiprocessing.connection import Connection
from typing import Final, TypeAlias

import python_calamine
from python_calamine import CalamineWorkbook, SheetVisibleEnum

from pos_app.domain.price_preview import PriceListProblem
from pos_app.exchange.sheet import MOST_CELLS, Cell, MergedRange, Sheet, UnreadableSheet

if sys.platform == "win32":
    import msvcrt
else:
    import resource


@dataclass(frozen=True, slots=True)
class ChildLimits:
    """What the reading of one workbook may cost."""

    memory_bytes: int = 1024 * 1024 * 1024
    """Address space, where the system knows such a limit."""
    seconds: int = 60


USUAL_LIMITS: Final = ChildLimits()

Answer: TypeAlias = list[Sheet] | PriceListProblem


def answer(pipe: Connection, data: bytes, limits: ChildLimits) -> None:
    """Send the sheets of a workbook, or the code of its problem, pickled; the child's one task."""
    _limit_this_process(limits)
    try:
        read: Answer = list(_read(data))
    except UnreadableSheet as unreadable:
        read = unreadable.code
    except MemoryError:
        read = "too_large"
    pipe.send_bytes(pickle.dumps(read))


def _limit_this_process(limits: ChildLimits) -> None:
    # What the library says before it dies is for nobody.
    with contextlib.suppress(OSError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), 2)
    if sys.platform == "win32":
        msvcrt.SetErrorMode(msvcrt.SEM_FAILCRITICALERRORS | msvcrt.SEM_NOGPFAULTERRORBOX)
    else:
        for what, most in (
            (resource.RLIMIT_AS, limits.memory_bytes),
            (resource.RLIMIT_CPU, limits.seconds),
            (resource.RLIMIT_CORE, 0),
        ):
            with contextlib.suppress(OSError, ValueError):  # not every system has every limit
                resource.setrlimit(what, (most, most))


def _read(data: bytes) -> Iterator[Sheet]:
    _refuse_what_fills_memory(data)
    left = MOST_CELLS
    try:
        with CalamineWorkbook.from_filelike(io.BytesIO(data)) as workbook:
            for known in workbook.sheets_metadata:
                if known.visible is SheetVisibleEnum.Visible:
                    sheet = _read_sheet(workbook, known.name, left)
                    left -= sum(map(len, sheet.rows))
                    yield sheet
    except (python_calamine.CalamineError, OSError) as error:
        raise UnreadableSheet("unreadable") from error


def _read_sheet(workbook: CalamineWorkbook, name: str, most_cells: int) -> Sheet:
    sheet = workbook.get_sheet_by_name(name)
    if sheet.total_height * sheet.total_width > most_cells:
        raise UnreadableSheet("too_large")
    # Leading blank rows are kept, or every row number would be wrong.
    rows = sheet.to_python(skip_empty_area=False)
    merged = tuple(
        MergedRange(first[0], first[1], last[0], last[1])
        for first, last in sheet.merged_cell_ranges or ()
    )
    cells = tuple(tuple(_clipped(cell) for cell in row) for row in rows)
    return Sheet(rows=cells, is_text=False, merged=merged, name=name)


def _refuse_what_fills_memory(data: bytes) -> None:
    """Refuse early what would only be refused late, where systems have no limit for memory.

    A small file may unpack to gigabytes, and one cell far away is enough for a huge rectangle.
    This sees the usual spellings only; the limits of the process see all.
    """
    if not data.startswith(b"PK"):
        return
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as parts:
            if sum(part.file_size for part in parts.infolist()) > _MOST_UNPACKED_BYTES:
                raise UnreadableSheet("too_large")
            for name in parts.namelist():
                if _SHEET_PART.search(name) and _cells_spanned(parts.read(name)) > MOST_CELLS:
                    raise UnreadableSheet("too_large")
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


def _clipped(cell: Cell) -> Cell:
    """No spreadsheet program holds a longer text in a cell; one that does is cut, then refused."""
    return cell[:_LONGEST_CELL] if isinstance(cell, str) else cell


_LONGEST_CELL: Final = 32_767
_SHEET_PART: Final = re.compile(r"sheet[^/]*\.xml$")
_CELL_PLACE: Final = re.compile(rb"""<c\b[^>]{0,200}?\br=["']([A-Z]{1,3})([0-9]{1,7})["']""")
_MOST_UNPACKED_BYTES: Final = 100 * 1024 * 1024
