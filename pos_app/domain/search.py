"""Finding products by words, however they are spelled (S2).

Everything typed is folded, and so is everything a product is called. The best matches come first:
exact code, quick code, start of the name, start of words, inside words, same sound, and last what
is one letter off.
"""

import heapq
import itertools
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final, Generic, Protocol, TypeVar

from pos_app.domain.catalog import folded_code
from pos_app.domain.folding import (
    Vocabulary,
    folded,
    may_be_forgiven,
    sound_of,
    words_of,
)


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


ProductT = TypeVar("ProductT", bound=Searchable)

_NOTHING_SOLD: Final[Mapping[str, int]] = {}


class SearchIndex(Generic[ProductT]):
    """The products of one price list, laid out for search; build a new one when the list changes.

    All products are one string of lines in the order of their names, so that one `find` runs at
    the speed of memory through 100,000 of them and the first hits are the first names.
    """

    def __init__(self, products: Iterable[ProductT]) -> None:
        in_order = tuple(products)
        lines = _folded_lines(in_order)
        rows = sorted(range(len(in_order)), key=lines.__getitem__)
        written = [lines[row] for row in rows]
        self._products = [in_order[row] for row in rows]
        self._codes = _rows_by_text(product.code for product in self._products)
        self._quick = _rows_by_text(product.quick_code for product in self._products)
        self._as_written = _Lines(written)
        self._by_sound = _Lines(sound_of("\n".join(written)).split("\n"))
        self._spellings = _Spellings(written)

    def matches(
        self,
        text: str,
        most: int = 50,
        *,
        sold: Mapping[str, int] = _NOTHING_SOLD,
        forgives: bool = True,
    ) -> tuple[ProductT, ...]:
        """The best `most` products that hold all typed words; of an empty text the first names.

        `sold` says by code how many went today: of equally good matches those come first, then
        the others by name. Without `forgives` words one letter off are left out.
        """
        typed = words_of(text)
        if not typed:
            return tuple(self._products[:most]) if not text.strip() else ()
        sounds = [sound_of(f" {word}") for word in typed]
        first = self._sold_rows(sold)
        found = self._best_first(text, typed, sounds, first)
        off = self._one_letter_off(typed, sounds, first) if forgives else iter(())
        rows = _first_only(itertools.chain(found, off))
        return tuple(self._products[row] for row in itertools.islice(rows, most))

    def _best_first(
        self, text: str, typed: Sequence[str], sounds: Sequence[str], sold: Sequence[int]
    ) -> Iterator[int]:
        yield from self._rows_with_code(text)
        yield from self._quick.get(text.strip().casefold(), ())
        beginning = f"\n {' '.join(typed)}"
        if self._as_written.knows(typed):
            for needles in ([beginning], [f" {word}" for word in typed], typed):
                yield from (row for row in sold if self._as_written.holds(row, needles))
                yield from self._as_written.rows_holding(needles)
        yield from (row for row in sold if self._by_sound.holds(row, sounds))
        yield from self._by_sound.rows_holding(sounds)

    def _one_letter_off(
        self, typed: Sequence[str], sounds: Sequence[str], sold: Sequence[int]
    ) -> Iterator[int]:
        """Rows where at least one word is one letter off, and every other is held."""
        near = [self._spellings.near(word) for word in typed]
        unforgiven = [sound for words, sound in zip(near, sounds, strict=True) if not words]
        if not self._by_sound.knows(unforgiven):
            return

        def is_match(row: int) -> bool:
            return all(
                self._by_sound.holds(row, (sound,))
                or any(self._as_written.holds(row, (f" {word}",)) for word in words)
                for words, sound in zip(near, sounds, strict=True)
            )

        yield from filter(is_match, sold)
        yield from filter(is_match, self._spellings.rows_of(set().union(*near)))

    def _sold_rows(self, sold: Mapping[str, int]) -> list[int]:
        """Rows of what was sold, the most first."""
        by_count = sorted(sold, key=lambda code: -sold[code])
        return [row for code in by_count for row in self._rows_with_code(code)]

    def _rows_with_code(self, code: str) -> Iterator[int]:
        """Rows with exactly this code; UPC-A and its EAN-13 form are one."""
        code = folded_code(code)
        yield from self._codes.get(code, ())
        if len(code) == _EAN_13 and code.startswith("0"):
            yield from self._codes.get(code[1:], ())


def _folded_lines(products: Sequence[Searchable]) -> list[str]:
    """For each product its name, code, category and quick code, every word behind a blank."""
    fields = [
        f" {product.name} \t {product.code} \t {product.category} \t {product.quick_code}"
        for product in products
    ]
    text = folded("\n".join(fields))
    while "  " in text:
        text = text.replace("  ", " ")
    return text.replace(" \t", "\t").replace(" \n", "\n").split("\n") if fields else []


class _Spellings:
    """Which rows hold a word that is one letter off a typed one, as written or as it sounds."""

    def __init__(self, lines: Iterable[str]) -> None:
        self._rows: dict[str, list[int]] = defaultdict(list)
        for row, line in enumerate(lines):
            name, _code, category, _quick_code = line.split("\t")
            for word in (name + category).split():
                self._rows[word].append(row)
        self._written_as: dict[str, list[str]] = defaultdict(list)
        words = list(filter(may_be_forgiven, self._rows))
        for word in words:
            self._written_as[sound_of(f" {word}")].append(word)
        self._written, self._sounds = Vocabulary(words), Vocabulary(self._written_as)

    def near(self, word: str) -> set[str]:
        """The words that are one letter off this one; none where nothing is forgiven."""
        if not may_be_forgiven(word):
            return set()
        alike = self._written.one_letter_off(word)
        for sound in self._sounds.one_letter_off(sound_of(f" {word}")):
            alike.update(self._written_as[sound])
        return alike

    def rows_of(self, words: Iterable[str]) -> Iterator[int]:
        """Rows that hold one of the words, in order, as they are wanted."""
        return heapq.merge(*(self._rows[word] for word in words))


class _Lines:
    """Many short texts as one long one, each behind a line break."""

    def __init__(self, lines: Iterable[str]) -> None:
        self._lines = [f"\n{line}" for line in lines]
        self._starts = list(itertools.accumulate(map(len, self._lines), initial=0))
        self._text = "".join(self._lines)
        self._sample = "".join(self._lines[:: len(self._lines) // _SAMPLED + 1])

    def knows(self, needles: Iterable[str]) -> bool:
        """Whether each needle is somewhere; the first that is not spares all further looking."""
        return all(needle in self._text for needle in needles)

    def holds(self, row: int, needles: Iterable[str]) -> bool:
        """Whether a line holds all needles."""
        line = self._lines[row]
        return all(needle in line for needle in needles)

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


def _rows_by_text(texts: Iterable[str]) -> dict[str, tuple[int, ...]]:
    rows: dict[str, tuple[int, ...]] = {}
    for row, text in enumerate(texts):
        if text:
            key = text.casefold()
            rows[key] = (*rows.get(key, ()), row)
    return rows


_SAMPLED: Final = 2_000
_EAN_13: Final = 13
