"""Keeping the catalogue: products by form, and whole price lists."""

from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from pos_app.domain.catalog import Catalog, Product, folded_code
from pos_app.domain.errors import CodeIsTaken
from pos_app.domain.money import Money, Quantity
from pos_app.domain.price_preview import ListedProduct, PriceListPreview
from pos_app.domain.search import SearchIndex
from pos_app.exchange.price_list import read_price_list_file
from pos_app.storage.database import TillDatabase


@dataclass(frozen=True, slots=True)
class ImportDone:
    """What a price list changed: products added, changed, and already the same."""

    added: int
    changed: int
    same: int


@dataclass(frozen=True, slots=True)
class PreviewJob:
    """Reads a price list on a worker; writes nothing. Holds values only."""

    path: Path

    def read(self) -> PriceListPreview:
        """A verdict per row. Raises FileTrouble."""
        return read_price_list_file(self.path)


class CatalogKeeping:
    """The booth's products; a change takes effect for lines added from then on (K1)."""

    def __init__(self, database: TillDatabase) -> None:
        self._database = database
        self._load()

    @property
    def catalog(self) -> Catalog:
        """All products as they are now."""
        return self._catalog

    def search(self, text: str, most: int = 50) -> tuple[Product, ...]:
        """The best products for what was typed (S2); all of them, by name, for an empty text."""
        return self._index.matches(text, most)

    def edit_product(self, product: Product) -> Product:
        """Save a product; number 0 is a new one. Raises ProductIsIncomplete, CodeIsTaken."""
        product = product.checked()
        for code in (product.code, product.quick_code):
            holder = self._catalog.holder_of(code) if code else None
            if holder is not None and holder.product_id != product.product_id:
                raise CodeIsTaken(code, holder.name)
        number = product.product_id or self._database.catalog.next_id()
        product = replace(product, product_id=number, code=product.code or self._own_code(number))
        self._save([product])
        return product

    def retire_product(self, product_id: int) -> None:
        """Take a product out of sale; what was sold of it stays as it is (K1)."""
        self._save([replace(self._catalog.product(product_id), is_retired=True)])

    def preview_import(self, path: Path) -> PreviewJob:
        """The job that reads a price list; nothing is written by it (K2)."""
        return PreviewJob(path)

    def import_price_list(self, listed: Iterable[ListedProduct]) -> ImportDone:
        """Take products over in one transaction; a known code changes its product.

        Raises CodeIsTaken when two rows have one code, ProductIsIncomplete; then nothing is taken.
        """
        rows = tuple(listed)
        self._refuse_taken_codes(rows)
        codes = {folded_code(row.code) for row in rows}
        meant = self._meant_without_code(rows)
        number = self._database.catalog.next_id()
        taken: list[Product] = []
        changed = same = 0
        for row in rows:
            before = self._before(row, meant)
            product = _merged(row, before, number).checked()
            if before is None:
                code = product.code or self._own_code(number, codes)
                taken.append(replace(product, code=code))
                number += 1
            elif product == before:
                same += 1
            else:
                taken.append(product)
                changed += 1
        self._save(taken)
        return ImportDone(len(taken) - changed, changed, same)

    def _meant_without_code(self, rows: Iterable[ListedProduct]) -> dict[tuple[str, Money], int]:
        """What name and price without a code mean when a list comes again: product numbers.

        A name that stands once in list and catalogue is that product whatever its price; where
        it stands more often, the price has to tell.
        """
        rows = [row for row in rows if not row.code]
        listed = Counter(row.name for row in rows)
        held = Counter(product.name for product in self._catalog.for_sale)
        by_name = {product.name: product for product in self._catalog.for_sale}
        exact = {(p.name, p.price): p.product_id for p in self._catalog.for_sale}
        for row in rows:
            if listed[row.name] == held[row.name] == 1:
                exact[row.name, row.price] = by_name[row.name].product_id
        return exact

    def _before(self, row: ListedProduct, meant: dict[tuple[str, Money], int]) -> Product | None:
        if row.code:
            return self._catalog.holder_of(row.code)
        number = meant.get((row.name, row.price))
        return None if number is None else self._catalog.product(number)

    def _refuse_taken_codes(self, rows: Iterable[ListedProduct]) -> None:
        """A code stands once in a list, and is nobody's quick code (S4)."""
        names: dict[str, str] = {}
        for row in rows:
            code = folded_code(row.code)
            if not code:
                continue
            holder = self._catalog.holder_of(row.code)
            if holder is not None and folded_code(holder.code) != code:
                raise CodeIsTaken(row.code, holder.name)
            if code in names:
                raise CodeIsTaken(row.code, names[code])
            names[code] = row.name

    def _save(self, products: list[Product]) -> None:
        with self._database.transaction():
            self._database.catalog.save(products)
        self._load()

    def _load(self) -> None:
        self._catalog = Catalog(self._database.catalog.load())
        self._index = SearchIndex(self._catalog.for_sale)

    def _own_code(self, number: int, others: Collection[str] = ()) -> str:
        """A code for a product that came without one: every sold line names a code."""
        code = f"G{number:04d}"
        while self._catalog.holder_of(code) is not None or folded_code(code) in others:
            code = f"{code}-1"
        return code


def _merged(row: ListedProduct, before: Product | None, number: int) -> Product:
    if before is None:
        before = Product(product_id=number, name=row.name, price=row.price, code=row.code)
    return replace(
        before,
        name=row.name,
        price=row.price,
        category=row.category or before.category,
        unit=row.unit or before.unit,
        stock=before.stock if row.stock is None else Quantity.of(row.stock),
    )
