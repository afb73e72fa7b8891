"""Finding products by words, however they are spelled.

Everything typed is folded, and so is everything a product is called: case, accents, punctuation
and blanks make no difference, nor do the usual ways to spell one Indonesian sound (S2). Digits
stay as they are: 11 never finds 1.
"""

import functools
import itertools
import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from typing import Final, Generic, Protocol, TypeAlias, TypeVar


class Searchable(Protocol):
    """What a product has to show to be found."""

    @property
    def code(self) -> str: ...  # noqa: D102

    @property
    def name(self) -> str: ...  # noqa: D102

    @property
    def category(self) -> str: ...  # noqa: D102

    @property
    def quick_code(self) -> str: ...  # noqa: D102


Fields: TypeAlias = tuple[tuple[str, ...], ...]
"""The words of name, code, category and quick code."""

ProductT = TypeVar("ProductT", bound=Searchable)


class SearchIndex(Generic[ProductT]):
    """The products of one price list, laid out for search; build a new one when the list changes.

    All products are one string of lines in the order of their names, so that one `find` runs at
    the speed of memory through 100,000 of them and the first hits are the first names.
    """

    def __init__(self, products: Iterable[ProductT]) -> None:
        rows = [(_fields(product), product) for product in products]
        rows.sort(key=lambda row: (row[0][0], row[1].name))
        self._products = [product for _, product in rows]
        self._codes = _by_text(product.code for product in self._products)
        self._quick = _by_text(product.quick_code for product in self._products)
        self._as_written = _Lines([_line_as_written(fields) for fields, _ in rows])
        self._by_sound = _Lines([_line_by_sound(fields) for fields, _ in rows])

    def matches(self, text: str, most: int = 50) -> tuple[ProductT, ...]:
        """The best `most` products that hold all typed words; of an empty text the first names.

        Rank: exact code, quick code, start of the name, start of words, inside words, same sound;
        equals by name.
        """
        words = _words(text)
        if not words:
            return tuple(self._products[:most]) if not text.strip() else ()
        key = text.strip().casefold()
        rows = itertools.chain(
            self._codes.get(key, ()),
            self._quick.get(key, ()),
            self._as_written.rows_holding([f"\n {' '.join(words)}"]),
            self._as_written.rows_holding([f" {word}" for word in words]),
            self._as_written.rows_holding(words),
            self._by_sound.rows_holding([_by_sound(word) for word in words]),
        )
        best = itertools.islice(_first_only(rows), most)
        return tuple(self._products[row] for row in best)


class _Lines:
    """Many short texts as one long one, each behind a line break."""

    def __init__(self, lines: list[str]) -> None:
        self._lines = [f"\n{line}" for line in lines]
        self._starts = list(itertools.accumulate(map(len, self._lines), initial=0))
        self._text = "".join(self._lines)
        self._sample = "".join(self._lines[:: len(self._lines) // _SAMPLED + 1])

    def rows_holding(self, needles: Sequence[str]) -> Iterator[int]:
        """Numbers of the lines that hold all needles, in order, as they are found."""
        # The rarest needle leads; the others are looked for only where it was found.
        rarest, *others = sorted(needles, key=lambda one: (self._sample.count(one), -len(one)))
        at = self._text.find(rarest)
        while at >= 0:
            row = bisect_right(self._starts, at) - 1
            line = self._lines[row]
            for other in others:  # a plain loop: all() takes twice as long, 10,000 times
                if other not in line:
                    break
            else:
                yield row
            at = self._text.find(rarest, self._starts[row + 1])


def _first_only(rows: Iterable[int]) -> Iterator[int]:
    seen: set[int] = set()
    for row in rows:
        if row not in seen:
            seen.add(row)
            yield row


def _by_text(texts: Iterable[str]) -> dict[str, tuple[int, ...]]:
    rows: dict[str, tuple[int, ...]] = {}
    for row, text in enumerate(texts):
        if text:
            key = text.casefold()
            rows[key] = (*rows.get(key, ()), row)
    return rows


def _line_as_written(fields: Fields) -> str:
    return "\t".join([f" {' '.join(words)}" for words in fields])


def _line_by_sound(fields: Fields) -> str:
    return _without_doubles("\t".join(["".join(map(_by_sound, words)) for words in fields]))


def _fields(product: Searchable) -> Fields:
    texts = (product.name, product.code, product.category, product.quick_code)
    return tuple(map(_words, texts))


def _words(text: str) -> tuple[str, ...]:
    """Lower-case words of letters and digits, without accents."""
    if not text.isascii():
        decomposed = unicodedata.normalize("NFKD", text)
        text = "".join(sign for sign in decomposed if not unicodedata.combining(sign))
    return tuple(_WORD.findall(text.casefold()))


@functools.lru_cache(maxsize=20_000)  # names share most of their words
def _by_sound(word: str) -> str:
    for spelled, sound in _SOUNDS:
        word = word.replace(spelled, sound)
    return _without_doubles(_SILENT_E.sub(r"\1\2", word))


def _without_doubles(text: str) -> str:
    return _DOUBLED_LETTER.sub(r"\1", text)


_SAMPLED: Final = 2_000

_WORD: Final = re.compile(r"[^\W_]+")
_SOUNDS: Final = (("th", "t"), ("dh", "d"), ("oe", "u"), ("dj", "j"), ("tj", "c"))
# keripik = kripik: the e between a first consonant and r or l is hardly heard.
_SILENT_E: Final = re.compile(r"^([bcdfghjklmnpqrstvwxyz])e([rl])")
_DOUBLED_LETTER: Final = re.compile(r"([^\W\d_])\1+")
