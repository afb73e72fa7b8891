"""A price list between its reading and its taking over: the preview and what was answered."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from pos_app.domain.price_preview import ListedProduct, PriceListPreview, RowVerdict


@dataclass(frozen=True, slots=True)
class ImportDraft:
    """`answers` holds per asked row the product that comes in, or None for *leave out*."""

    path: Path
    preview: PriceListPreview
    answers: Mapping[int, ListedProduct | None] = field(default_factory=dict)

    @property
    def products(self) -> tuple[ListedProduct, ...]:
        """What would be taken over now, in the order of the rows, every product once."""
        chosen = (self.product_of(verdict) for verdict in self.preview.rows)
        return tuple(dict.fromkeys(product for product in chosen if product is not None))

    @property
    def open_rows(self) -> tuple[int, ...]:
        """Asked rows nobody has answered yet; they stay out."""
        return tuple(
            verdict.row
            for verdict in self.preview.rows
            if verdict.verdict == "asked" and verdict.row not in self.answers
        )

    def product_of(self, verdict: RowVerdict) -> ListedProduct | None:
        """The product a row brings in now, if any."""
        return self.answers.get(verdict.row) if verdict.verdict == "asked" else verdict.product

    def answered(self, verdict: RowVerdict, product: ListedProduct | None) -> "ImportDraft":
        """The draft with a row answered; rows with one code are one question."""
        rows = [verdict.row]
        if verdict.why == "code_duplicate":
            rows = [other.row for other in self.preview.rows if other.choices == verdict.choices]
        return replace(self, answers={**self.answers, **dict.fromkeys(rows, product)})
