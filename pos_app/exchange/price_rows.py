"""The rows of one sheet of a price list, each judged on its own."""

import re
from collections.abc import Iterator
from typing import Final

from pos_app.domain.price_preview import ListedProduct, ListField, RowReason, RowVerdict
from pos_app.exchange.price_cells import (
    CellAsked,
    CellRefused,
    read_category,
    read_code,
    read_name,
    read_price,
    read_stock,
)
from pos_app.exchange.price_headings import Headings, clean_text, folded_heading
from pos_app.exchange.sheet_reading import Cell, Row, Sheet


class RowReader:
    """Goes once through the rows of a sheet whose headings are known."""

    def __init__(self, sheet: Sheet, headings: Headings) -> None:
        self._rows = {
            number: row
            for number, row in enumerate(sheet.rows, start=1)
            if any(clean_text(cell) for cell in row)
        }
        self._headings = headings
        self._category_row = _rows_of_merged_categories(sheet, headings)
        self._section = ""

    def verdicts(self) -> Iterator[RowVerdict]:
        """One verdict for every row that is not blank."""
        reasons = {number: self._reason_to_skip(number, row) for number, row in self._rows.items()}
        self._tell_sections_from_notes(reasons)
        for number, reason in reasons.items():
            if reason is None:
                yield self._product_row(number)
                continue
            if reason == "section":
                self._section = _texts(self._rows[number])[0]
            yield RowVerdict(number, "skipped", reason)

    # --- rows that hold no product -------------------------------------------------------------

    def _reason_to_skip(self, number: int, row: Row) -> RowReason | None:
        if number <= self._headings.last_row:
            return "title" if number < self._headings.first_row else "header"
        if self._repeats_the_headings(row):
            return "header_repeated"
        if self._is_total(row):
            return "total"
        if len(_texts(row)) > 1 or not _is_words(row):
            return None
        return "note" if _NOTE.match(_texts(row)[0]) else "section"

    def _repeats_the_headings(self, row: Row) -> bool:
        folded = [folded_heading(text) for text in _texts(row)]
        return folded == [folded_heading(text) for text in self._headings.texts if text]

    def _is_total(self, row: Row) -> bool:
        words = [text for text in _texts(row) if _WORDS.search(text)]
        code = clean_text(self._cell(row, "code"))
        return len(words) == 1 and code in ("", words[0]) and bool(_TOTAL.fullmatch(words[0]))

    def _tell_sections_from_notes(self, reasons: dict[int, RowReason | None]) -> None:
        """A lone text heads a section only when a product follows it."""
        follows: RowReason | None = "note"
        for number, reason in reversed(list(reasons.items())):
            if reason == "section" and follows is not None:
                reasons[number] = "note"
            if reason not in ("section", "header_repeated"):
                follows = reason

    # --- rows that hold one --------------------------------------------------------------------

    def _product_row(self, number: int) -> RowVerdict:
        row = self._rows[number]
        beyond = [text for text in map(clean_text, row[self._headings.width :]) if text]
        if beyond:
            return RowVerdict(number, "refused", "row_too_wide", cell=beyond[0])
        try:
            verdict = self._judge(number, row)
        except CellRefused as refused:
            column, cell = self._named(refused.field, row)
            return RowVerdict(number, "refused", refused.why, column, cell)
        return verdict

    def _judge(self, number: int, row: Row) -> RowVerdict:
        """The verdict of a row whose needed cells can be read; else raises CellRefused."""
        code, name = read_code(self._cell(row, "code")), read_name(self._cell(row, "name"))
        category = self._category(number, row)
        price = read_price(self._cell(row, "price"), in_thousands=self._headings.in_thousands)
        stock, warning = self._stock(row)
        prices = price.choices if isinstance(price, CellAsked) else (price,)
        products = tuple(
            ListedProduct(
                name=name,
                price=each,
                code=code,
                category=category,
                unit=clean_text(self._cell(row, "unit")),
                stock=stock,
                maker=clean_text(self._cell(row, "maker")),
            )
            for each in prices
        )
        if isinstance(price, CellAsked):
            column, cell = self._named("price", row)
            return RowVerdict(
                number, "asked", price.why, column, cell, choices=prices, offers=products
            )
        column, cell = self._named("stock", row) if warning is not None else ("", "")
        return RowVerdict(number, "taken", warning, column, cell, products[0])

    def _stock(self, row: Row) -> tuple[int | None, RowReason | None]:
        try:
            return read_stock(self._cell(row, "stock")), None
        except CellRefused as unreadable:
            return None, unreadable.why

    def _category(self, number: int, row: Row) -> str:
        if "category" not in self._headings.columns:
            return read_category(self._section)
        source = self._rows.get(self._category_row.get(number, number), row)
        return read_category(self._cell(source, "category"))

    def _cell(self, row: Row, field: ListField) -> Cell:
        column = self._headings.columns.get(field)
        return row[column.index] if column is not None and column.index < len(row) else None

    def _named(self, field: ListField, row: Row) -> tuple[str, str]:
        column = self._headings.columns.get(field)
        return (column.heading if column else "", clean_text(self._cell(row, field)))


def _texts(row: Row) -> list[str]:
    return [text for text in map(clean_text, row) if text]


def _is_words(row: Row) -> bool:
    return all(isinstance(cell, str) and _WORDS.search(cell) for cell in row if clean_text(cell))


def _rows_of_merged_categories(sheet: Sheet, headings: Headings) -> dict[int, int]:
    """For rows under a merged category cell: the row that holds its text."""
    column = headings.columns.get("category")
    return {
        row + 1: merged.first_row + 1
        for merged in sheet.merged
        if column is not None and merged.first_column <= column.index <= merged.last_column
        for row in range(merged.first_row + 1, merged.last_row + 1)
        if merged.first_row + 1 > headings.last_row
    }


_WORDS: Final = re.compile(r"[^\W\d_]")
_NOTE: Final = re.compile(r"[*-]|(catatan|note|nb|ket)\b", re.IGNORECASE)
_TOTAL: Final = re.compile(
    r"(grand total|sub ?total|total|jumlah|jml)\.?"
    r"( (keseluruhan|semua|harga|stok|barang))* ?:?",
    re.IGNORECASE,
)
