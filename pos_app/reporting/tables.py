"""Rows of a report as xlsx, and as CSV in two conventions (ux.md 12).

Spreadsheets get real numbers and dates. Nothing that a person typed can become a formula.
"""

import csv
import io
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Final, Literal, TypeAlias

from pos_app.domain.cell_text import neutral
from pos_app.domain.money import Quantity

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

Kind = Literal["text", "money", "count", "quantity", "day"]
Cell: TypeAlias = str | int | Quantity | date | None
"""What stands in a cell; None is empty. The column's kind says how it is written."""

Convention = Literal["excel", "programs"]
"""excel: `;`, UTF-8 with BOM, for Indonesian Windows. programs: RFC 4180, UTF-8."""

_WIDTHS: Final[dict[Kind, int]] = {"text": 12, "money": 16, "count": 10, "quantity": 10, "day": 12}
_WIDEST: Final = 48


@dataclass(frozen=True, slots=True)
class Column:
    """A column's head and what its cells are."""

    title: str
    kind: Kind = "text"


@dataclass(frozen=True, slots=True)
class Table:
    """One subject: its name (a sheet, a file), columns and rows. `exponent` as the currency has."""

    name: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    exponent: int = 0

    def __post_init__(self) -> None:
        assert all(len(row) == len(self.columns) for row in self.rows)


# --- xlsx --------------------------------------------------------------------------------------


def xlsx(tables: Sequence[Table], *, title: str, made_at: datetime) -> bytes:
    """One sheet per table, with frozen head and filter. `made_at` is all it knows of the clock."""
    from xlsxwriter import Workbook  # noqa: PLC0415  slow to import

    file = io.BytesIO()
    with Workbook(file, {"in_memory": True}) as book:
        book.set_properties({"title": title, "created": made_at.replace(tzinfo=None)})
        head = book.add_format(
            {"bold": True, "bg_color": "#0E2A2B", "font_color": "#FFFFFF", "text_wrap": True}
        )
        formats: dict[Kind, Format] = {
            "text": book.add_format({"num_format": "@"}),
            "money": book.add_format({"num_format": _money_format(tables)}),
            "count": book.add_format({"num_format": "#,##0"}),
            "quantity": book.add_format({"num_format": "#,##0.###"}),
            "day": book.add_format({"num_format": "yyyy-mm-dd"}),
        }
        for name, table in zip(_sheet_names(tables), tables, strict=True):
            _fill(book.add_worksheet(name), table, head, formats)
    return file.getvalue()


def _money_format(tables: Sequence[Table]) -> str:
    exponent = tables[0].exponent if tables else 0
    digits = "#,##0" + ("." + "0" * exponent if exponent else "")
    return f'"Rp"{digits};-"Rp"{digits}'


def _sheet_names(tables: Sequence[Table]) -> list[str]:
    """Excel allows 31 letters, some not at all, and each name once, whatever the case."""
    names: list[str] = []
    for table in tables:
        plain = "".join(" " if sign in "[]:*?/\\'" else sign for sign in table.name).strip()
        base = plain[:28] or "-"
        used = {name.casefold() for name in names}
        number = 1
        name = base
        while name.casefold() in used:
            number += 1
            name = f"{base} {number}"
        names.append(name)
    return names


def _fill(sheet: "Worksheet", table: Table, head: "Format", formats: "dict[Kind, Format]") -> None:
    for place, column in enumerate(table.columns):
        sheet.write_string(0, place, column.title, head)
        sheet.set_column(place, place, _width(table, place), formats[column.kind])
        for number, row in enumerate(table.rows, 1):
            exponent = table.exponent if column.kind == "money" else 0
            _write(sheet, (number, place), row[place], formats[column.kind], exponent)
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, max(1, len(table.rows)), len(table.columns) - 1)
    sheet.set_landscape()
    sheet.set_paper(9)  # A4
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)


def _write(
    sheet: "Worksheet", place: tuple[int, int], cell: Cell, style: "Format", exponent: int
) -> None:
    row, column = place
    match cell:
        case None:
            sheet.write_blank(row, column, None, style)
        case str():
            sheet.write_string(row, column, cell, style)
        case date():
            sheet.write_datetime(row, column, datetime(cell.year, cell.month, cell.day), style)  # noqa: DTZ001  a day has no zone
        case Quantity(thousandths=thousandths):
            sheet.write_number(row, column, thousandths / 1000, style)
        case int():
            # Exact: whole rupiah stay integers, and sums are far below what a double can count.
            sheet.write_number(row, column, cell / 10**exponent if exponent else cell, style)


def _width(table: Table, place: int) -> int:
    column = table.columns[place]
    longest = max((len(str(row[place])) for row in table.rows if row[place] is not None), default=0)
    return min(_WIDEST, max(_WIDTHS[column.kind], longest + 2, len(column.title) + 4))


# --- CSV ---------------------------------------------------------------------------------------


def csv_bytes(table: Table, convention: Convention) -> bytes:
    """One table as CSV. Amounts are integers in minor units, days ISO, quantities with a dot."""
    file = io.StringIO(newline="")
    delimiter = ";" if convention == "excel" else ","
    writer = csv.writer(file, delimiter=delimiter, lineterminator="\r\n")
    writer.writerow([neutral(column.title) for column in table.columns])
    decimal = _comma if convention == "excel" else str
    for row in table.rows:
        writer.writerow([_csv_cell(cell, decimal) for cell in row])
    return file.getvalue().encode("utf-8-sig" if convention == "excel" else "utf-8")


def _csv_cell(cell: Cell, decimal: Callable[[Quantity], str]) -> str:
    match cell:
        case None:
            return ""
        case str():
            return neutral(cell)
        case Quantity():
            return decimal(cell)
        case date():
            return cell.isoformat()
        case int():
            return str(cell)


def _comma(quantity: Quantity) -> str:
    return str(quantity).replace(".", ",")
