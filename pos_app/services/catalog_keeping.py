"""Keeping the catalogue: products by form, and whole price lists."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from pos_app.domain.catalog import Catalog, Product, folded_code
from pos_app.domain.errors import CodeIsTaken
from pos_app.domain.money import Quantity
from pos_app.domain.price_preview import ListedProduct, PriceListPreview
from pos_app.domain.search import SearchIndex
from pos_app.exchange.price_list import read_price_list_file
from pos_app.services.list_matching import matched, merged, own_code
from pos_app.services.stock_reading import StockReading
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


@dataclass(frozen=True, slots=True)
class _BeforeImport:
    """What undoes a price list: products as they were, and those there were not."""

    replaced: tuple[Product, ...]
    added: tuple[Product, ...]


@dataclass(frozen=True, slots=True)
class ReadySearch:
    """A search index and the catalogue it was made of."""

    catalog: Catalog
    index: SearchIndex[Product]


@dataclass(frozen=True, slots=True)
class SearchJob:
    """Lays a catalogue out for search on a worker. Holds values only."""

    catalog: Catalog

    def make(self) -> ReadySearch:
        """The index; raises nothing."""
        return ReadySearch(self.catalog, SearchIndex(self.catalog.for_sale))


class CatalogKeeping:
    """The booth's products; a change takes effect for lines added from then on (K1)."""

    def __init__(self, database: TillDatabase, stock: StockReading | None = None) -> None:
        """`stock` is missing where nothing is sold yet."""
        self._database = database
        self._stock = stock
        self._index: SearchIndex[Product] | None = None
        self._is_being_made = False
        self._undoable: _BeforeImport | None = None
        self._load()

    @property
    def catalog(self) -> Catalog:
        """All products as they are now."""
        return self._catalog

    def search(self, text: str, most: int = 50) -> tuple[Product, ...]:
        """The best products for what was typed (S2); all of them, by name, for an empty text.

        While a worker makes the search ready, only the product with exactly that code.
        """
        if not self.is_search_ready:
            return self._with_code(text)
        return self._search_index().matches(text, most, sold=self._sold_today())

    def narrowed(self, text: str, most: int = 50) -> tuple[Product, ...]:
        """As `search`, but words one letter off only where nothing else is found.

        For screens that keep the goods in their places: there nothing can be ranked last.
        """
        if not self.is_search_ready:
            return self._with_code(text)
        index, sold = self._search_index(), self._sold_today()
        return index.matches(text, most, sold=sold, forgives=False) or index.matches(
            text, most, sold=sold
        )

    @property
    def is_search_ready(self) -> bool:
        """Whether words find anything: not while a worker is still at it."""
        return not self._is_being_made

    def search_job(self) -> SearchJob:
        """The work of getting ready for the next search, for a worker: a second for 100,000.

        Until `use_search` or `do_without_job` nobody waits for it: codes alone are found.
        """
        self._is_being_made = self._index is None
        return SearchJob(self._catalog)

    def do_without_job(self) -> None:
        """No worker brings the search after all; the next one makes it."""
        self._is_being_made = False

    def use_search(self, ready: ReadySearch) -> None:
        """Search with what a worker made ready, unless the products changed meanwhile."""
        if ready.catalog is self._catalog:
            self._index = ready.index
            self._is_being_made = False

    def _sold_today(self) -> Mapping[str, int]:
        return {} if self._stock is None else self._stock.sold_today()

    def _with_code(self, text: str) -> tuple[Product, ...]:
        holder = self._catalog.holder_of(text)
        return () if holder is None or holder.is_retired else (holder,)

    def _search_index(self) -> SearchIndex[Product]:
        if self._index is None:
            self._index = SearchIndex(self._catalog.for_sale)
        return self._index

    def stock_left(self, product_id: int) -> Quantity | None:
        """What should be there of a product: counted, less sold since; None if uncounted."""
        product = self._catalog.product(product_id)
        return product.stock if self._stock is None else self._stock.left(product)

    def edit_product(self, product: Product) -> Product:
        """Save a product; number 0 is a new one. Raises ProductIsIncomplete, CodeIsTaken."""
        product = product.checked()
        for code in (product.code, product.quick_code):
            holder = self._catalog.holder_of(code) if code else None
            if holder is not None and holder.product_id != product.product_id:
                raise CodeIsTaken(code, holder.name)
        number = product.product_id or self._database.catalog.next_id()
        product = replace(
            product, product_id=number, code=product.code or own_code(number, self._catalog)
        )
        self._save([product])
        return self._catalog.product(number)

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
        pairs = matched(rows, self._catalog)
        codes = {folded_code(row.code) for row in rows}
        number = self._database.catalog.next_id()
        taken: list[Product] = []
        replaced: list[Product] = []
        for row, before in pairs:
            product = merged(row, before, number).checked()
            if before is None:
                if not product.code:
                    product = replace(product, code=own_code(number, self._catalog, codes))
                taken.append(product)
                number += 1
            elif product != before:
                taken.append(product)
                replaced.append(before)
        self._refuse_taken_quick_codes(taken)
        self._save(taken)
        changed = {product.product_id for product in replaced}
        added = [one for one in taken if one.product_id not in changed]
        self._undoable = _BeforeImport(tuple(replaced), tuple(added))
        return ImportDone(len(added), len(replaced), len(rows) - len(taken))

    @property
    def can_undo_import(self) -> bool:
        """Whether a price list was taken over and nothing else changed since."""
        return self._undoable is not None

    def undo_import(self) -> int:
        """Put every product back as it was before the last price list; gives how many (K2).

        What the list added is out of sale again, since it may have been sold.
        """
        if self._undoable is None:
            return 0
        added = (replace(product, is_retired=True) for product in self._undoable.added)
        products = (*self._undoable.replaced, *added)
        self._write(products)
        return len(products)

    def _refuse_taken_quick_codes(self, products: Iterable[Product]) -> None:
        """Quick codes of a list are given like typed ones: to nobody else's (S4)."""
        changed = {product.product_id: product for product in products}
        for product in changed.values():
            holder = self._catalog.holder_of(product.quick_code) if product.quick_code else None
            holder = None if holder is None else changed.get(holder.product_id, holder)
            is_other = holder is not None and holder.product_id != product.product_id
            if (
                holder is not None
                and is_other
                and product.quick_code
                in (
                    holder.quick_code,
                    holder.code,
                )
            ):
                raise CodeIsTaken(product.quick_code, holder.name)

    def _save(self, products: Iterable[Product]) -> None:
        if self._stock is not None:
            before = {product.product_id: product for product in self._catalog.products}
            products = [self._stock.marked(p, before.get(p.product_id)) for p in products]
        self._write(products)

    def _write(self, products: Iterable[Product]) -> None:
        with self._database.transaction():
            self._database.catalog.save(products)
        self._load()

    def _load(self) -> None:
        self._catalog = Catalog(self._database.catalog.load())
        self._index = None
        self._is_being_made = False
        self._undoable = None
