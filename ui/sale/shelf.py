"""The goods as the tiles show them: always in the same order, so that hands learn their places."""

from pos_app.domain.catalog import Catalog, Product
from pos_app.domain.rupiah import ScanLine, read_scan_line
from pos_app.services.catalog_keeping import CatalogKeeping

_TIMES = "*×xX"
_ANY_CODE = "0"


class Shelf:
    """Orders by category, then by the price list; search filters and never reorders."""

    def __init__(self, keeping: CatalogKeeping) -> None:
        self._keeping = keeping
        self._catalog: Catalog | None = None
        self._products: tuple[Product, ...] = ()
        self._places: dict[int, int] = {}

    @property
    def categories(self) -> tuple[str, ...]:
        """Categories in the order of the price list."""
        return self._keeping.catalog.categories

    def products(self, category: str | None = None) -> tuple[Product, ...]:
        """All goods for sale, or those of one category."""
        self._take_over_changes()
        if category is None:
            return self._products
        return tuple(product for product in self._products if product.category == category)

    def matches(self, text: str) -> tuple[Product, ...]:
        """The goods that fit what was typed, a quantity before it left aside."""
        if not text.strip() or is_only_quantity(text):
            return self.products()
        self._take_over_changes()
        read = read_scan_line(text)
        wanted = read.wanted if isinstance(read, ScanLine) else text
        found = self._keeping.search(wanted)
        return tuple(sorted(found, key=self._place_of))

    def _place_of(self, product: Product) -> int:
        return self._places[product.product_id]

    def _take_over_changes(self) -> None:
        catalog = self._keeping.catalog
        if catalog is self._catalog:
            return
        rank = {category: place for place, category in enumerate(catalog.categories)}
        rank[""] = len(rank)
        self._catalog = catalog
        self._products = tuple(sorted(catalog.for_sale, key=lambda one: rank[one.category]))
        self._places = {one.product_id: place for place, one in enumerate(self._products)}


def is_only_quantity(text: str) -> bool:
    """Whether a quantity was typed and the goods come next by scan or tap: `3*`."""
    text = text.strip()
    if len(text) < 2 or text[-1] not in _TIMES:  # noqa: PLR2004  a digit and the sign
        return False
    read = read_scan_line(f"{text} {_ANY_CODE}")
    return not isinstance(read, ScanLine) or read.wanted == _ANY_CODE
