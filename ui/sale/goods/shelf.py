"""The goods as the tiles show them: always in the same order, so that hands learn their places."""

from collections.abc import Mapping

from pos_app.domain.catalog import Catalog, Product
from pos_app.domain.money import Quantity
from pos_app.domain.rupiah import ScanLine, read_scan_line
from pos_app.services.catalog_keeping import CatalogKeeping

_TIMES = "*×xX"
_ANY_CODE = "0"

Groups = Mapping[str, tuple[Product, ...]]
"""Variants by the name they share."""


class Shelf:
    """Favourites first, then by category and price list; search filters and never reorders.

    Variants share one tile, which is that of the first of them.
    """

    def __init__(self, keeping: CatalogKeeping) -> None:
        self._keeping = keeping
        self._catalog: Catalog | None = None
        self._categories: tuple[str, ...] = ()
        self._tiles: tuple[Product, ...] = ()
        self._places: dict[int, int] = {}
        self._groups: dict[str, tuple[Product, ...]] = {}

    @property
    def categories(self) -> tuple[str, ...]:
        """Categories in the order of the price list."""
        self._take_over_changes()
        return self._categories

    @property
    def groups(self) -> Groups:
        """The variants that share a tile."""
        self._take_over_changes()
        return self._groups

    def products(self, category: str | None = None) -> tuple[Product, ...]:
        """What has a tile: all goods for sale, or those of one category."""
        self._take_over_changes()
        if category is None:
            return self._tiles
        return tuple(product for product in self._tiles if product.category == category)

    def matches(self, text: str) -> tuple[Product, ...]:
        """The goods that fit what was typed, each variant by itself; a quantity is left aside."""
        if not text.strip() or is_only_quantity(text):
            return self.products()
        self._take_over_changes()
        read = read_scan_line(text)
        wanted = read.wanted if isinstance(read, ScanLine) else text
        return tuple(sorted(self._keeping.narrowed(wanted), key=self._place_of))

    def left(self, product: Product) -> Quantity | None:
        """What should be there of a product; None where it was never counted."""
        return self._keeping.stock_left(product.product_id)

    def variants(self, product: Product) -> tuple[tuple[Product, Quantity | None], ...]:
        """What shares the product's tile, each with what is left of it; nothing for one alone."""
        group = self.groups.get(product.variant_group, ())
        return tuple((variant, self.left(variant)) for variant in group)

    def _place_of(self, product: Product) -> int:
        return self._places[product.product_id]

    def _take_over_changes(self) -> None:
        catalog = self._keeping.catalog
        if catalog is self._catalog:
            return
        rank = {category: place for place, category in enumerate(catalog.categories)}
        rank[""] = len(rank)
        ordered = sorted(
            catalog.for_sale, key=lambda one: (not one.is_favourite, rank[one.category])
        )
        self._catalog = catalog
        self._categories = catalog.categories
        self._places = {one.product_id: place for place, one in enumerate(ordered)}
        self._groups = _groups(ordered)
        self._tiles = tuple(one for one in ordered if self._has_tile(one))

    def _has_tile(self, product: Product) -> bool:
        group = self._groups.get(product.variant_group)
        return group is None or group[0] is product


def is_only_quantity(text: str) -> bool:
    """Whether a quantity was typed and the goods come next by scan or tap: `3*`."""
    text = text.strip()
    if len(text) < 2 or text[-1] not in _TIMES:  # noqa: PLR2004  a digit and the sign
        return False
    read = read_scan_line(f"{text} {_ANY_CODE}")
    return not isinstance(read, ScanLine) or read.wanted == _ANY_CODE


def _groups(products: list[Product]) -> dict[str, tuple[Product, ...]]:
    """Names that at least two products share."""
    found: dict[str, list[Product]] = {}
    for product in products:
        if product.variant_group:
            found.setdefault(product.variant_group, []).append(product)
    return {name: tuple(group) for name, group in found.items() if len(group) > 1}
