"""The organizer's booth list, from a spreadsheet, and the claim codes that go with it."""

import csv
import io
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from pos_app.domain.cell_text import neutral
from pos_app.domain.errors import BadEventDetails
from pos_app.domain.identity import Booth
from pos_app.exchange import fields
from pos_app.exchange.sheet import Cell, Row, UnreadableSheet
from pos_app.exchange.sheet_reading import read_sheets

MOST_BOOTHS: Final = 2_000
HEADING_ROWS: Final = 20


@dataclass(frozen=True, slots=True)
class ClaimRow:
    """A booth with the code that is printed for it."""

    booth_id: str
    name: str
    code: str


def read_booth_list(data: bytes, event_days: Sequence[date]) -> tuple[Booth, ...]:
    """Booths with the headings booth (kode), name (nama), and region, days where given.

    Raises BadEventDetails with the first value that cannot be used, and its row.
    """
    try:
        sheets = read_sheets(data, headings_in=_count_headings)
    except UnreadableSheet as unreadable:
        raise BadEventDetails("booths", unreadable.code) from unreadable
    for sheet in sheets:
        for number, row in enumerate(sheet.rows[:HEADING_ROWS], start=1):
            columns = _columns_of(row)
            if "booth" in columns and "name" in columns:
                booths = _booths(sheet.rows[number:], columns, event_days, first_row=number + 1)
                if booths:
                    return booths
    raise BadEventDetails("booths", "")


def write_claims(rows: Sequence[ClaimRow], headings: tuple[str, str, str]) -> bytes:
    """The list of claim codes: the organizer keeps it and gives each booth its own code.

    `headings` stand over booth, name and code, in a language that `read_claims` knows.
    """
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(headings)
    writer.writerows((row.booth_id, neutral(row.name), row.code) for row in rows)
    return text.getvalue().encode("utf-8")


def read_claims(data: bytes) -> Mapping[str, str]:
    """Claim codes by booth, in either language, also when a spreadsheet program saved them."""
    text = data.decode("utf-8-sig", errors="replace")
    separator = ";" if ";" in text.partition("\n")[0] else ","
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    columns = _columns_of(tuple(next(rows, [])))
    if not {"booth", "claim"} <= columns.keys():
        return {}
    return {
        row[columns["booth"]]: row[columns["claim"]]
        for row in rows
        if len(row) > max(columns["booth"], columns["claim"])
    }


# --- inside ------------------------------------------------------------------------------------

_HEADINGS: Final[Mapping[str, frozenset[str]]] = {
    "booth": frozenset({"booth", "kode", "stan", "kode stan", "id stan", "nomor stan", "no stan"}),
    "name": frozenset({"name", "nama", "nama stan", "nama booth", "booth name"}),
    "region": frozenset({"region", "kode bps", "kab kota", "kabupaten"}),
    "days": frozenset({"days", "hari", "tanggal"}),
    "claim": frozenset({"claim", "claim code", "kode klaim"}),
}
_SIGNS = re.compile(r"[\s_.*:/-]+")
_LONGEST_NAME = 120


def _columns_of(row: Row) -> dict[str, int]:
    columns: dict[str, int] = {}
    for index, cell in enumerate(row):
        heading = _SIGNS.sub(" ", _text(cell).casefold()).strip()
        for what, names in _HEADINGS.items():
            if heading in names:
                columns.setdefault(what, index)
    return columns


def _count_headings(rows: Sequence[Row]) -> int:
    return max((len(_columns_of(row)) for row in rows), default=0)


def _booths(
    rows: Sequence[Row],
    columns: Mapping[str, int],
    event_days: Sequence[date],
    *,
    first_row: int,
) -> tuple[Booth, ...]:
    booths: dict[str, Booth] = {}
    for number, row in enumerate(rows, start=first_row):
        cells = {what: _text(row[at]) for what, at in columns.items() if at < len(row)}
        if not any(cells.values()):
            continue
        booth = _booth(cells, event_days, number)
        if booth.booth_id.casefold() in booths:
            raise BadEventDetails("booth_twice", booth.booth_id, number)
        if len(booths) >= MOST_BOOTHS:
            raise BadEventDetails("booths_many", str(MOST_BOOTHS), number)
        booths[booth.booth_id.casefold()] = booth
    return tuple(booths.values())


def _booth(cells: Mapping[str, str], event_days: Sequence[date], row: int) -> Booth:
    booth_id, name = cells.get("booth", ""), cells.get("name", "")
    try:
        fields.booth_id(booth_id)
    except ValueError as error:
        raise BadEventDetails("booth", booth_id, row) from error
    if not fields.is_fit_text(name, _LONGEST_NAME):
        raise BadEventDetails("booth_name", booth_id, row)
    region = cells.get("region", "")
    try:
        if region:
            fields.id_(region)
    except ValueError as error:
        raise BadEventDetails("booth_region", region, row) from error
    return Booth(booth_id, name, region, _days(cells.get("days", ""), event_days, row))


def _days(text: str, event_days: Sequence[date], row: int) -> tuple[date, ...]:
    """Days written as 2026-11-24, several apart by blanks, commas or semicolons."""
    days: set[date] = set()
    for word in re.split(r"[\s,;]+", text):
        if not word:
            continue
        try:
            day = date.fromisoformat(word)
        except ValueError as error:
            raise BadEventDetails("booth_days", text, row) from error
        if day not in event_days:
            raise BadEventDetails("booth_days", text, row)
        days.add(day)
    return tuple(sorted(days))


def _text(cell: Cell) -> str:
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return "" if cell is None else " ".join(str(cell).split())
