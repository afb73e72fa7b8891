"""Search among 100,000 products: laying them out, each typed letter, reading so long a list."""

from collections.abc import Iterator
from itertools import cycle
from pathlib import Path
from random import Random

from pos_app.domain.catalog import Product
from pos_app.domain.search import SearchIndex
from pos_app.exchange.price_list import read_price_list
from tests.bench.measure import Measured, measure

GOODS = 100_000
_FIRST = "Keripik Kopi Batik Selendang Kain Tapis Gelang Kalung Madu Teh Sambal Kemplang Lempok"
_SECOND = (
    "pisang singkong bubuk robusta arabika tulis cap sutra manik kayu hutan hijau pedas durian"
)
_THIRD = "cokelat manis asin besar sedang merah biru putih hitam premium khas lama baru kilat"

TYPED = (
    *("k", "ke", "ker", "keri", "kerip", "keripi", "keripik", "keripik pisang"),
    *("krpik", "kripik pisnag", "sambal hijua", "8991200", "8991 kopi", "zeppelin", "a e i"),
)
"""What is measured in turn: a word letter by letter, slips, digits, nothing, and common letters."""


def search_of_each_letter(_folder: Path) -> Measured:
    """The first 50 matches of what was typed, against one pass over all names."""
    products = many_products()
    index = SearchIndex(products)
    names = [product.name.casefold() for product in products]
    texts = cycle(TYPED)
    return measure(
        f"search, {GOODS:,} products",
        lambda _number: index.matches(next(texts)),
        floor_name="one pass over all names",
        floor=lambda _number: [name for name in names if "zeppelin" in name],
        per_round=len(TYPED) * 4,
    )


def laying_out_for_search(_folder: Path) -> Measured:
    """Building the index, against joining and sorting the names."""
    products = many_products()
    return measure(
        f"search index of {GOODS:,} products",
        lambda _number: SearchIndex(products),
        floor_name="fold and sort all names",
        floor=lambda _number: sorted(product.name.casefold() for product in products),
        per_round=1,
    )


def reading_a_long_list(_folder: Path) -> Measured:
    """A verdict for each of 20,000 rows, against splitting the text."""
    lines = ["Kode;Nama;Kategori;Harga;Stok"]
    lines += [f"{one.code};{one.name};Kriya;{one.price};7" for one in many_products()[:20_000]]
    text = "\n".join(lines)
    data = text.encode()
    return measure(
        "price list of 20,000 rows",
        lambda _number: read_price_list(data),
        floor_name="split the text",
        floor=lambda _number: [line.split(";") for line in text.split("\n")],
        per_round=1,
    )


def many_products() -> list[Product]:
    """Invented goods whose names share their words, as real ones do."""
    return list(_products(Random(1)))


def _products(chance: Random) -> Iterator[Product]:
    words = [part.split() for part in (_FIRST, _SECOND, _THIRD)]
    for number in range(1, GOODS + 1):
        name = " ".join(chance.choice(part) for part in words)
        yield Product(
            product_id=number,
            name=f"{name} {number % 997}",
            price=1_000 + number,
            code=f"89912{number:08d}",
            category=chance.choice(words[0]),
        )
