"""What becomes of a price list somebody takes in: values that screens and services share."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, TypeAlias

from pos_app.domain.money import Money

PriceListProblem = Literal[
    "no_header", "quote_not_closed", "has_password", "unreadable", "too_large", "reading_failed"
]
"""Why a file gives no rows at all."""

ListField = Literal["name", "price", "code", "category", "unit", "stock", "maker", "quick_code"]
RowKind = Literal["taken", "asked", "refused", "skipped"]
RowReason = Literal[
    # refused
    "row_too_wide",
    "formula",
    "code_scientific",
    "code_looks_like_date",
    "code_too_long",
    "name_missing",
    "name_too_long",
    "category_too_long",
    "price_missing",
    "price_is_date",
    "price_form",
    "price_sign",
    "price_cents",
    "price_too_big",
    # asked
    "price_small",
    "price_decimals",
    "price_scale",
    "price_zero",
    "code_lost_zeros",
    "code_duplicate",
    # skipped
    "title",
    "header",
    "header_repeated",
    "total",
    "section",
    "note",
    "repeat",
    # taken without this cell
    "stock_unreadable",
    "quick_code_unreadable",
]
"""The codes of indonesia.md 9, and lengths the catalogue cannot hold."""

Choice: TypeAlias = int | str
"""An amount, a code, or the number of a row, as the reason says."""


@dataclass(frozen=True, slots=True)
class ListedProduct:
    """A product as a price list names it. `stock` None is not counted; texts may be empty."""

    name: str
    price: Money
    code: str = ""
    category: str = ""
    unit: str = ""
    stock: int | None = None
    maker: str = ""
    quick_code: str = ""


@dataclass(frozen=True, slots=True)
class RowVerdict:
    """What becomes of one row that is not blank; `row` is the number a spreadsheet shows.

    A taken row with a reason came without one optional cell. Of an asked row, `offers` are the
    products that come in with each of the `choices`.
    """

    row: int
    verdict: RowKind
    why: RowReason | None = None
    column: str = ""
    """The heading as written."""
    cell: str = ""
    product: ListedProduct | None = None
    choices: tuple[Choice, ...] = ()
    offers: tuple[ListedProduct, ...] = ()
    name: str = ""
    """Name and code as written, of a refused row only."""
    code: str = ""


@dataclass(frozen=True, slots=True)
class PriceListPreview:
    """How a file was read, and every row's verdict in the order of the rows."""

    rows: tuple[RowVerdict, ...] = ()
    columns: Mapping[ListField, str] = field(default_factory=dict)
    """The heading that was read for each field."""
    ignored_columns: tuple[str, ...] = ()
    problem: PriceListProblem | None = None
    header_row: int = 0
    sheet_name: str = ""
    encoding: str = ""
    separator: str = ""

    @property
    def products(self) -> tuple[ListedProduct, ...]:
        """What is taken without a question."""
        return tuple(verdict.product for verdict in self.rows if verdict.product is not None)

    def count(self, kind: RowKind) -> int:
        """How many rows have this verdict."""
        return sum(verdict.verdict == kind for verdict in self.rows)
