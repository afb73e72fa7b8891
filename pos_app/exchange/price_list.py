"""Reading a price list: a verdict for every row, and nothing written.

Taken rows are products. Asked rows wait for a choice, refused ones name the cell, skipped ones
hold no product. The rules are those of indonesia.md 9.
"""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Final

from pos_app.domain.catalog import folded_code
from pos_app.domain.price_preview import ListedProduct, PriceListPreview, RowVerdict
from pos_app.exchange.price_headings import Headings, count_headings, find_headings
from pos_app.exchange.price_rows import RowReader
from pos_app.exchange.sheet import Sheet, UnreadableSheet
from pos_app.exchange.sheet_reading import read_sheets
from pos_app.files import read_at_most


def read_price_list_file(path: Path) -> PriceListPreview:
    """Read a CSV, text, xlsx, xls or ods file of at most 20 MB; raises FileTrouble."""
    return read_price_list(read_at_most(path, _MOST_BYTES))


def read_price_list(data: bytes) -> PriceListPreview:
    """Read the bytes of a price list; what it is shows in the bytes, never in the name."""
    try:
        sheets = read_sheets(data, headings_in=count_headings)
    except UnreadableSheet as unreadable:
        return PriceListPreview(problem=unreadable.code)
    for sheet in sheets:
        headings = find_headings(sheet)
        if headings is not None:
            return _preview(sheet, headings)
    return PriceListPreview(problem="no_header")


def _preview(sheet: Sheet, headings: Headings) -> PriceListPreview:
    verdicts = _without_repeats(list(RowReader(sheet, headings).verdicts()))
    column = headings.columns.get("code")
    if column is not None:
        verdicts = _with_lost_zeros_asked(verdicts, column.heading)
        verdicts = _with_duplicates_asked(verdicts, column.heading)
    return PriceListPreview(
        rows=tuple(verdicts),
        columns={field: column.heading for field, column in headings.columns.items()},
        ignored_columns=headings.ignored,
        header_row=headings.first_row,
        sheet_name=sheet.name,
        encoding=sheet.encoding,
        separator=sheet.separator,
    )


def _without_repeats(verdicts: Sequence[RowVerdict]) -> list[RowVerdict]:
    """Skip what stands in the list a second time with the same code, name and price."""
    seen: set[tuple[str, str, int]] = set()
    kept = []
    for verdict in verdicts:
        product = verdict.product
        if product is not None:
            key = (product.code, product.name, product.price)
            kept.append(RowVerdict(verdict.row, "skipped", "repeat") if key in seen else verdict)
            seen.add(key)
        else:
            kept.append(verdict)
    return kept


def _with_lost_zeros_asked(verdicts: Sequence[RowVerdict], heading: str) -> list[RowVerdict]:
    """Ask about short numbers among codes of one width with leading zeros: 103 or 00103?"""
    width = _width_with_zeros([p.code for verdict in verdicts for p in _products(verdict)[:1]])
    return [
        _zeros_asked(verdict, verdict.product, width, heading)
        if verdict.product is not None
        and _is_digits(verdict.product.code)
        and len(verdict.product.code) < width
        else verdict
        for verdict in verdicts
    ]


def _zeros_asked(
    verdict: RowVerdict, product: ListedProduct, width: int, heading: str
) -> RowVerdict:
    choices = (product.code.zfill(width), product.code)
    return RowVerdict(
        verdict.row,
        "asked",
        "code_lost_zeros",
        heading,
        product.code,
        choices=choices,
        offers=tuple(replace(product, code=code) for code in choices),
    )


def _width_with_zeros(codes: Sequence[str]) -> int:
    """The width at least half of all number codes share, when some begin with 0; else 0."""
    numbers = [code for code in codes if _is_digits(code)]
    widths = Counter(map(len, numbers))
    for width, count in widths.most_common():
        has_zeros = any(code.startswith("0") for code in numbers if len(code) == width)
        if has_zeros and count >= _FEWEST_ALIKE and count * 2 >= len(numbers):
            return width
    return 0


def _with_duplicates_asked(verdicts: Sequence[RowVerdict], heading: str) -> list[RowVerdict]:
    """Ask which of the takeable rows with one code is meant; case makes no other code."""
    alike: dict[str, list[RowVerdict]] = defaultdict(list)
    for verdict in verdicts:
        if verdict.product is not None and verdict.product.code:
            alike[folded_code(verdict.product.code)].append(verdict)
    asked = {
        verdict.row: RowVerdict(
            verdict.row,
            "asked",
            "code_duplicate",
            heading,
            verdict.product.code if verdict.product is not None else "",
            choices=tuple(other.row for other in same_code),
            offers=tuple(product for other in same_code for product in _products(other)),
        )
        for same_code in alike.values()
        if len(same_code) > 1
        for verdict in same_code
    }
    return [asked.get(verdict.row, verdict) for verdict in verdicts]


def _products(verdict: RowVerdict) -> tuple[ListedProduct, ...]:
    return verdict.offers if verdict.product is None else (verdict.product,)


def _is_digits(code: str) -> bool:
    return code.isascii() and code.isdigit()


_MOST_BYTES: Final = 20 * 1024 * 1024
_FEWEST_ALIKE: Final = 3
