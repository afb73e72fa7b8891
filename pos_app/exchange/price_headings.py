"""Which column of a price list means what, by the headings people write (indonesia.md 9)."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, TypeAlias

from pos_app.domain.price_preview import ListField
from pos_app.exchange.sheet import HEADING_ROWS, Cell, Row, Sheet


@dataclass(frozen=True, slots=True)
class Column:
    """One column that is read: its place from 0 and its heading as written."""

    index: int
    heading: str


Columns: TypeAlias = dict[ListField, Column]


@dataclass(frozen=True, slots=True)
class Headings:
    """Where the headings stand and what they say."""

    first_row: int
    """Number as a spreadsheet program shows it."""
    last_row: int
    columns: Columns
    ignored: tuple[str, ...]
    texts: tuple[str, ...]
    in_thousands: bool

    @property
    def width(self) -> int:
        """Columns up to the last one that has a heading."""
        return max(index for index, text in enumerate(self.texts) if text) + 1


def find_headings(sheet: Sheet) -> Headings | None:
    """The first of the first rows that has a name and a price column."""
    for number, row in enumerate(sheet.rows[:HEADING_ROWS], start=1):
        texts, last_row = _joined_with_second_row(sheet, number, row)
        columns = _columns_of(texts)
        if "name" in columns and "price" in columns:
            used = {column.index for column in columns.values()}
            return Headings(
                first_row=number,
                last_row=last_row,
                columns=columns,
                ignored=tuple(t for i, t in enumerate(texts) if t and i not in used),
                texts=texts,
                in_thousands=bool(_IN_THOUSANDS.search(columns["price"].heading)),
            )
    return None


def count_headings(rows: Sequence[Row]) -> int:
    """How many known headings the best of these rows holds."""
    return max(
        (sum(folded_heading(clean_text(cell)) in _FIELDS for cell in row) for row in rows),
        default=0,
    )


def folded_heading(text: str) -> str:
    """A heading as it is compared: no case, nothing in brackets, no signs between the words."""
    without = _SIGNS.sub(" ", _BRACKETS.sub(" ", text))
    return " ".join(without.casefold().split())


def clean_text(cell: Cell) -> str:
    """A cell as text: no invisible marks, one space where there was white space, NFC.

    The emoji joiner stays. Whole numbers come without `.0`, dates as ISO.
    """
    if cell is None:
        return ""
    if isinstance(cell, str) and cell.isascii() and cell.isprintable():
        return " ".join(cell.split())  # nearly all cells there are, at a tenth of the time
    if isinstance(cell, float) and cell.is_integer():
        cell = int(cell)
    text = " ".join(str(cell).split())
    kept = (sign for sign in text if sign == _JOINER or unicodedata.category(sign) not in _UNSEEN)
    return " ".join(unicodedata.normalize("NFC", "".join(kept)).split())


def _joined_with_second_row(sheet: Sheet, number: int, row: Row) -> tuple[tuple[str, ...], int]:
    """Headings of a row; one merged sideways takes each word of the row below with it."""
    texts = [clean_text(cell) for cell in row]
    last_row = number
    below = sheet.rows[number] if number < len(sheet.rows) else ()
    for merged in sheet.merged:
        is_sideways = merged.first_row == number - 1 == merged.last_row
        if not is_sideways or merged.first_column >= len(texts) or not texts[merged.first_column]:
            continue
        parts = [clean_text(cell) for cell in below[merged.first_column : merged.last_column + 1]]
        if not any(parts):
            continue
        last_row = number + 1
        heading = texts[merged.first_column]
        texts[merged.first_column : merged.last_column + 1] = [f"{heading} {p}" for p in parts]
    return tuple(texts), last_row


def _columns_of(texts: Sequence[str]) -> Columns:
    columns: Columns = {}
    for index, text in enumerate(texts):
        field = _FIELDS.get(folded_heading(text))
        if field is not None:
            columns.setdefault(field, Column(index, text))
    return columns


_HEADINGS: Final[dict[ListField, str]] = {
    "name": "nama, nama produk, nama barang, produk, barang, item, product, product name, name,"
    " menu, item name",
    "price": "harga, harga jual, harga rp, harga satuan, harga eceran, hrg, hrg jual, price,"
    " selling price, unit price, retail price",
    "code": "kode, kode barang, kode produk, kode brg, sku, barcode, code, item code,"
    " product code, plu",
    "category": "kategori, category, kelompok, jenis, golongan",
    "unit": "satuan, unit, sat",
    "stock": "stok, stok awal, stock, qty, persediaan, sisa, quantity",
    "maker": "penitip, perajin, titipan dari, consignor, maker",
    "quick_code": "kode cepat, kode singkat, quick code, short code",
}
_FIELDS: Final[dict[str, ListField]] = {
    heading: field for field, headings in _HEADINGS.items() for heading in headings.split(", ")
}
_BRACKETS: Final = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")
_SIGNS: Final = re.compile(r"[_.*:/()\[\]]")
_IN_THOUSANDS: Final = re.compile(r"[(\[]\s*(ribuan|ribu|x\s?1\.?000)\s*[)\]]", re.IGNORECASE)
_JOINER: Final = "\u200d"
_UNSEEN: Final = ("Cc", "Cf")
