"""A table of cells as a spreadsheet program shows it. Nothing here knows what the cells mean."""

import datetime
from dataclasses import dataclass
from typing import Final, TypeAlias

from pos_app.domain.price_preview import PriceListProblem

Cell: TypeAlias = (
    str | int | float | bool | datetime.date | datetime.time | datetime.timedelta | None
)
"""None and an empty text are both an empty cell; a date may carry a time."""

Row: TypeAlias = tuple[Cell, ...]

HEADING_ROWS: Final = 20
"""Headings stand in one of the first rows, or nowhere."""

MOST_ROWS: Final = 200_000
MOST_CELLS: Final = 2_000_000
"""More than any price list, and little enough to hold in memory."""


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
