"""Search among 100,000 products: laying them out, each typed letter, reading so long a list."""

from collections.abc import Iterator
from itertools import cycle
from pathlib import Path
from random import Random

from pos_app.domain.catalog import Product
from pos_app.domain.search import SearchIndex
from pos_app.exchange.price_list import read_price_list
from tests.bench.measure import Floor, Measured, Rounds

GOODS, LISTED = 100_000, 20_000
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


def search_of_each_letter(_folder: Path, rounds: Rounds) -> Measured:
    """The first 50 matches of what was typed, against one pass over all names."""
    products = many_products(rounds.of(GOODS))
    index = SearchIndex(products)
    names = [product.name.casefold() for product in products]
    texts = cycle(TYPED)
    return rounds.measure(
        f"search, {len(products):,} products",
        lambda _number: index.matches(next(texts)),
        floor=Floor(
            "one pass over all names",
            lambda _number: [name for name in names if "zeppelin" in name],
        ),
        per_round=len(TYPED) * 4,
    )


def laying_out_for_search(_folder: Path, rounds: Rounds) -> Measured:
    """Building the index, against joining and sorting the names."""
    products = many_products(rounds.of(GOODS))
    return rounds.measure(
        f"search index of {len(products):,} products",
        lambda _number: SearchIndex(products),
        floor=Floor(
            "fold and sort all names",
            lambda _number: sorted(product.name.casefold() for product in products),
        ),
        per_round=1,
    )


def reading_a_long_list(_folder: Path, rounds: Rounds) -> Measured:
    """A verdict for each of 20,000 rows, against splitting the text."""
    products = many_products(rounds.of(LISTED))
    lines = ["Kode;Nama;Kategori;Harga;Stok"]
    lines += [f"{one.code};{one.name};Kriya;{one.price};7" for one in products]
    text = "\n".join(lines)
    data = text.encode()
    return rounds.measure(
        f"price list of {len(products):,} rows",
        lambda _number: read_price_list(data),
        floor=Floor(
            "split the text", lambda _number: [line.split(";") for line in text.split("\n")]
        ),
        per_round=1,
    )


def many_products(count: int) -> list[Product]:
    """Invented goods whose names share their words, as real ones do."""
    return list(_products(count, Random(1)))


def _products(count: int, chance: Random) -> Iterator[Product]:
    words = [part.split() for part in (_FIRST, _SECOND, _THIRD)]
    for number in range(1, count + 1):
        name = " ".join(chance.choice(part) for part in words)
        yield Product(
            product_id=number,
            name=f"{name} {number % 997}",
            price=1_000 + number,
            code=f"89912{number:08d}",
            category=chance.choice(words[0]),
        )
