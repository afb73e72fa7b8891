"""Which product of the catalogue each row of a price list means, when the list comes again."""

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import replace

from pos_app.domain.catalog import Catalog, Product, folded_code
from pos_app.domain.errors import CodeIsTaken
from pos_app.domain.money import Money, Quantity
from pos_app.domain.price_preview import ListedProduct


def matched(
    rows: Sequence[ListedProduct], catalog: Catalog
) -> list[tuple[ListedProduct, Product | None]]:
    """Each row with the product it changes, None for a new one; no product stands there twice.

    A code tells alone. Without one a name that stands once in list and catalogue is that product
    whatever its price; where it stands more often, the price has to tell. What another row means
    by its code is never meant by a name. Raises CodeIsTaken.
    """
    refuse_taken_codes(rows, catalog)
    by_code = {folded_code(row.code): catalog.holder_of(row.code) for row in rows if row.code}
    spoken_for = {product.product_id for product in by_code.values() if product is not None}
    free = [one for one in catalog.for_sale if one.product_id not in spoken_for]
    by_name = _meant_by_name([row for row in rows if not row.code], free)
    return [
        (row, by_code[folded_code(row.code)] if row.code else by_name.pop(_key(row), None))
        for row in rows
    ]


def merged(row: ListedProduct, before: Product | None, number: int) -> Product:
    """The product as the list has it; what the list does not say stays as it was."""
    if before is None:
        before = Product(product_id=number, name=row.name, price=row.price, code=row.code)
    floor = before.floor_price
    return replace(
        before,
        name=row.name,
        price=row.price,
        quick_code=row.quick_code or before.quick_code,
        category=row.category or before.category,
        unit=row.unit or before.unit,
        stock=before.stock if row.stock is None else Quantity.of(row.stock),
        # A price below the old floor moves the floor, else the product could not be saved.
        floor_price=None if floor is None else min(floor, row.price),
    )


def own_code(number: int, catalog: Catalog, others: Collection[str] = ()) -> str:
    """A code for a product that came without one: every sold line names a code."""
    code = f"G{number:04d}"
    while catalog.holder_of(code) is not None or folded_code(code) in others:
        code = f"{code}-1"
    return code


def refuse_taken_codes(rows: Sequence[ListedProduct], catalog: Catalog) -> None:
    """A code stands once in a list, and is nobody's quick code, nor a quick code a code (S4)."""
    names: dict[str, str] = {}
    for row in rows:
        for code in filter(None, (row.code, row.quick_code)):
            key = folded_code(code)
            holder = catalog.holder_of(code)
            is_theirs = holder is not None and code == row.code and folded_code(holder.code) != key
            if holder is not None and is_theirs:
                raise CodeIsTaken(code, holder.name)
            if key in names:
                raise CodeIsTaken(code, names[key])
            names[key] = row.name


def _meant_by_name(
    rows: Sequence[ListedProduct], products: Sequence[Product]
) -> dict[tuple[str, Money], Product]:
    listed = Counter(row.name for row in rows)
    held = Counter(product.name for product in products)
    by_name = {product.name: product for product in products}
    exact = {(product.name, product.price): product for product in products}
    for row in rows:
        if listed[row.name] == held[row.name] == 1:
            exact[_key(row)] = by_name[row.name]
    return exact


def _key(row: ListedProduct) -> tuple[str, Money]:
    return row.name, row.price
