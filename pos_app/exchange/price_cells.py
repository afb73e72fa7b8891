"""What one cell of a price list is worth: a value, a question with its choices, or a refusal.

Empty cells are no code, no category, no stock; a row needs only a name and a price.
"""

import datetime
import functools
import re
from dataclasses import dataclass
from typing import Final, NamedTuple, TypeAlias

from pos_app.domain.catalog import LONGEST_CATEGORY, LONGEST_CODE, LONGEST_NAME, is_quick_code
from pos_app.domain.money import Money
from pos_app.domain.price_preview import ListField, RowReason
from pos_app.domain.rupiah import Amount, ReadAmount, Refused, read_amount
from pos_app.exchange.sheet import Cell


@dataclass(eq=False)
class CellRefused(Exception):
    """A cell cannot be read; becomes a verdict and never leaves `exchange`."""

    field: ListField
    why: RowReason


@dataclass(frozen=True, slots=True)
class CellAsked:
    """Somebody has to choose among these amounts; nothing is written before."""

    why: RowReason
    choices: tuple[Money, ...]


PriceRead: TypeAlias = Money | CellAsked


class CellRead(NamedTuple):
    """A cell and its clean text."""

    cell: Cell = None
    text: str = ""


def read_code(read: CellRead) -> str:
    """A code as text, empty when there is none; its leading zeros stay. Raises CellRefused."""
    if isinstance(read.cell, datetime.date):
        raise CellRefused("code", "code_looks_like_date")
    text = read.text
    quoted = _TEXT_FORMULA.fullmatch(text)
    if quoted is not None:
        text = quoted["text"].strip()
    elif text.startswith("="):
        raise CellRefused("code", "formula")
    text = text.removeprefix("'")
    if _SCIENTIFIC.fullmatch(text):
        raise CellRefused("code", "code_scientific")
    if _looks_like_date(text):
        raise CellRefused("code", "code_looks_like_date")
    if len(text) > LONGEST_CODE:
        raise CellRefused("code", "code_too_long")
    return text


def read_name(text: str) -> str:
    """A name; `+`, `-` and `@` in front are text. Raises CellRefused."""
    if not text:
        raise CellRefused("name", "name_missing")
    if text.startswith("="):
        raise CellRefused("name", "formula")
    if len(text) > LONGEST_NAME:
        raise CellRefused("name", "name_too_long")
    return text


def read_category(text: str) -> str:
    """A category, empty when there is none. Raises CellRefused."""
    if len(text) > LONGEST_CATEGORY:
        raise CellRefused("category", "category_too_long")
    return text


def read_price(read: CellRead, *, in_thousands: bool) -> PriceRead:
    """A price in whole rupiah above zero. Raises CellRefused."""
    cell, text = read.cell, read.text
    if not text or text in _DASHES:
        raise CellRefused("price", "price_missing")
    if isinstance(cell, datetime.date) or (isinstance(cell, str) and _looks_like_date(text)):
        raise CellRefused("price", "price_is_date")
    if isinstance(cell, bool | datetime.time | datetime.timedelta):
        raise CellRefused("price", "price_form")
    if isinstance(cell, float) and not cell.is_integer():
        return _fraction(cell, text)
    if text.startswith("="):
        raise CellRefused("price", "formula")
    return _amount(text, in_thousands=in_thousands)


def read_stock(read: CellRead) -> int | None:
    """Pieces counted, None when not counted; raises CellRefused."""
    text = read.text
    if not text or text in _DASHES:
        return None
    if isinstance(read.cell, bool) or not _PIECES.fullmatch(text):
        raise CellRefused("stock", "stock_unreadable")
    return int(text)


def read_quick_code(read: CellRead) -> str:
    """A quick code, empty when there is none; raises CellRefused."""
    if not read.text or read.text in _DASHES:
        return ""
    if not is_quick_code(read.text):
        raise CellRefused("quick_code", "quick_code_unreadable")
    return read.text


def _fraction(number: float, text: str) -> PriceRead:
    if number < 0:
        raise CellRefused("price", "price_sign")
    # English Excel makes the number 12.5 of a typed 12.500; its text is what was meant.
    match = _SHORTENED.fullmatch(text)
    if match is None:
        raise CellRefused("price", "price_cents")
    return CellAsked("price_decimals", (int(match["whole"] + match["places"].ljust(3, "0")),))


def _amount(text: str, *, in_thousands: bool) -> PriceRead:
    read = _read_amount(text, in_thousands)
    if isinstance(read, Refused):
        raise CellRefused("price", _PRICE_REFUSED.get(read.code, "price_form"))
    if isinstance(read, Amount):
        return read.minor or CellAsked("price_zero", (0,))
    if len(read.choices) == 1:
        return CellAsked("price_decimals", read.choices)
    has_word = _SCALE_WORD.search(text) is not None
    return CellAsked("price_scale" if has_word else "price_small", read.choices)


@functools.lru_cache(maxsize=4_096)  # long lists have few prices
def _read_amount(text: str, in_thousands: bool) -> ReadAmount:  # noqa: FBT001  a cache's key
    return read_amount(text, type_in_thousands=in_thousands)


def _looks_like_date(text: str) -> bool:
    return _DAY_AND_MONTH.fullmatch(text) is not None


_DASHES: Final = ("-", "–", "—", "−")  # each is a way to say "none"
_PRICE_REFUSED: Final[dict[str, RowReason]] = {
    "sign": "price_sign",
    "cents": "price_cents",
    "too_big": "price_too_big",
}

_SCALE_WORD: Final = re.compile("[0-9] ?(rb|ribu|k|jt|juta)", re.IGNORECASE)
_TEXT_FORMULA: Final = re.compile(r'="(?P<text>[^"]*)"')
# 12E3 may be a code; 8,99E+12 is what a spreadsheet leaves of a barcode.
_SCIENTIFIC: Final = re.compile(r"[0-9]+([.,][0-9]+[eE]\+?|[eE]\+)[0-9]+")
_MONTHS: Final = "jan|feb|mar|apr|mei|may|jun|jul|agu|agt|aug|sep|okt|oct|nov|des|dec"
_DAY_AND_MONTH: Final = re.compile(
    rf"[0-9]{{1,2}}[-/ ]({_MONTHS})[a-z]*([-/ ][0-9]{{2,4}})?|({_MONTHS})[a-z]*[-/ ][0-9]{{2,4}}",
    re.IGNORECASE,
)
_SHORTENED: Final = re.compile(r"(?P<whole>[1-9][0-9]{0,2})\.(?P<places>[0-9]{1,3})")
_PIECES: Final = re.compile(r"[0-9]{1,6}")
