"""The rows of one sheet of a price list, each judged on its own."""

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Final, NamedTuple, TypeVar

from pos_app.domain.price_preview import ListedProduct, ListField, RowReason, RowVerdict
from pos_app.exchange.price_cells import (
    CellAsked,
    CellRead,
    CellRefused,
    read_category,
    read_code,
    read_name,
    read_price,
    read_quick_code,
    read_stock,
)
from pos_app.exchange.price_headings import Headings, clean_text, folded_heading
from pos_app.exchange.sheet import Row, Sheet

_Value = TypeVar("_Value")


class _Line(NamedTuple):
    """A row that is not blank: its cells, their clean texts, and those that are not empty."""

    cells: Row
    texts: tuple[str, ...]
    filled: tuple[str, ...]


class RowReader:
    """Goes once through the rows of a sheet whose headings are known."""

    def __init__(self, sheet: Sheet, headings: Headings) -> None:
        lines = ((number, _line(row)) for number, row in enumerate(sheet.rows, start=1))
        self._lines = {number: line for number, line in lines if line.filled}
        self._headings = headings
        self._places = {field: column.index for field, column in headings.columns.items()}
        self._folded = tuple(folded_heading(text) for text in headings.texts if text)
        self._category_row = _rows_of_merged_categories(sheet, headings)
        self._width = headings.width
        self._section = ""

    def verdicts(self) -> Iterator[RowVerdict]:
        """One verdict for every row that is not blank."""
        reasons = {
            number: self._reason_to_skip(number, line) for number, line in self._lines.items()
        }
        self._tell_sections_from_notes(reasons)
        for number, reason in reasons.items():
            if reason is None:
                yield self._product_row(number)
                continue
            if reason == "section":
                self._section = self._lines[number].filled[0]
            yield RowVerdict(number, "skipped", reason)

    # --- rows that hold no product -------------------------------------------------------------

    def _reason_to_skip(self, number: int, line: _Line) -> RowReason | None:
        if number <= self._headings.last_row:
            return "title" if number < self._headings.first_row else "header"
        if self._repeats_the_headings(line.filled):
            return "header_repeated"
        if self._is_total(line):
            return "total"
        if len(line.filled) > 1 or not _is_words(line):
            return None
        return "note" if _NOTE.match(line.filled[0]) else "section"

    def _repeats_the_headings(self, texts: tuple[str, ...]) -> bool:
        is_as_long = len(texts) == len(self._folded)
        return is_as_long and all(
            folded_heading(text) == heading
            for text, heading in zip(texts, self._folded, strict=True)
        )

    def _is_total(self, line: _Line) -> bool:
        words = [text for text in line.filled if _WORDS.search(text)]
        if len(words) != 1 or not _TOTAL.fullmatch(words[0]):
            return False
        return self._read(line, "code").text in ("", words[0])

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
        line = self._lines[number]
        beyond = next(filter(None, line.texts[self._width :]), "")
        if beyond:
            return self._refused(number, "row_too_wide", cell=beyond)
        try:
            verdict = self._judge(number, line)
        except CellRefused as refused:
            column, cell = self._named(refused.field, line)
            return self._refused(number, refused.why, column, cell)
        return verdict

    def _refused(self, number: int, why: RowReason, column: str = "", cell: str = "") -> RowVerdict:
        """A refused row still shows which product it is about."""
        line = self._lines[number]
        name, code = (self._read(line, field).text for field in ("name", "code"))
        return RowVerdict(number, "refused", why, column, cell, name=name, code=code)

    def _judge(self, number: int, line: _Line) -> RowVerdict:
        """The verdict of a row whose needed cells can be read; else raises CellRefused."""
        code, name = read_code(self._read(line, "code")), read_name(self._read(line, "name").text)
        category = self._category(number, line)
        price = read_price(self._read(line, "price"), in_thousands=self._headings.in_thousands)
        stock, unread = self._optional(read_stock, self._read(line, "stock"))
        quick_code, also_unread = self._optional(read_quick_code, self._read(line, "quick_code"))
        product = ListedProduct(
            name=name,
            price=0 if isinstance(price, CellAsked) else price,
            code=code,
            category=category,
            unit=self._read(line, "unit").text,
            stock=stock,
            maker=self._read(line, "maker").text,
            quick_code=quick_code or "",
        )
        if isinstance(price, CellAsked):
            column, cell = self._named("price", line)
            offers = tuple(replace(product, price=each) for each in price.choices)
            return RowVerdict(
                number, "asked", price.why, column, cell, choices=price.choices, offers=offers
            )
        warning = unread or also_unread
        if warning is None:
            return RowVerdict(number, "taken", product=product)
        column, cell = self._named(warning.field, line)
        return RowVerdict(number, "taken", warning.why, column, cell, product)

    def _optional(
        self, read_cell: Callable[[CellRead], _Value], cell: CellRead
    ) -> tuple[_Value | None, CellRefused | None]:
        """The value of a cell a row can do without, or why it does without."""
        try:
            return read_cell(cell), None
        except CellRefused as unreadable:
            return None, unreadable

    def _category(self, number: int, line: _Line) -> str:
        if "category" not in self._places:
            return read_category(self._section)
        source = self._lines.get(self._category_row.get(number, number), line)
        return read_category(self._read(source, "category").text)

    def _read(self, line: _Line, field: ListField) -> CellRead:
        place = self._places.get(field)
        if place is None or place >= len(line.cells):
            return _NOTHING
        return CellRead(line.cells[place], line.texts[place])

    def _named(self, field: ListField, line: _Line) -> tuple[str, str]:
        column = self._headings.columns.get(field)
        return (column.heading if column else "", self._read(line, field).text)


def _line(row: Row) -> _Line:
    texts = tuple(map(clean_text, row))
    return _Line(row, texts, tuple(filter(None, texts)))


def _is_words(line: _Line) -> bool:
    return all(
        isinstance(cell, str) and _WORDS.search(cell)
        for cell, text in zip(line.cells, line.texts, strict=True)
        if text
    )


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


_NOTHING: Final = CellRead()
_WORDS: Final = re.compile(r"[^\W\d_]")
_NOTE: Final = re.compile(r"[*-]|(catatan|note|nb|ket)\b", re.IGNORECASE)
_TOTAL: Final = re.compile(
    r"(grand total|sub ?total|total|jumlah|jml)\.?"
    r"( (keseluruhan|semua|harga|stok|barang))* ?:?",
    re.IGNORECASE,
)
