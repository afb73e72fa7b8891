"""A price list between its reading and its taking over: the preview and what was answered."""

from collections.abc import Iterable, Mapping
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
        """The draft with a row answered; of rows with one code the others stay out then."""
        if verdict.why != "code_duplicate" or product is None:
            return replace(self, answers={**self.answers, verdict.row: product})
        kept = (offer if offer == product else None for offer in verdict.offers)
        return self._with_rows(verdict, kept)

    def with_all(self, verdict: RowVerdict) -> "ImportDraft":
        """The draft with all rows of one code: the first keeps it, the others get new ones."""
        first, *others = verdict.offers
        return self._with_rows(verdict, [first, *(replace(other, code="") for other in others)])

    def _with_rows(
        self, verdict: RowVerdict, products: Iterable[ListedProduct | None]
    ) -> "ImportDraft":
        rows = map(int, verdict.choices)
        return replace(self, answers={**self.answers, **dict(zip(rows, products, strict=True))})


def own_offer(verdict: RowVerdict) -> ListedProduct | None:
    """What stands in an asked row itself, whatever becomes of it."""
    if verdict.why == "code_duplicate":
        return verdict.offers[verdict.choices.index(verdict.row)]
    return verdict.offers[0] if verdict.offers else None
