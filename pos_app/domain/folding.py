"""How words are compared in a search: one form for all usual spellings of one sound (S2).

Case, accents, punctuation and blanks make no difference. Digits stay as they are: 11 is never 1.
"""

import re
import unicodedata
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Final


def folded(text: str) -> str:
    """A text in lower case without accents, a blank for every sign that is no letter or digit.

    Tabs and line ends stay: a whole price list is folded in one go, at the speed of memory.
    """
    if not text.isascii():
        text = unicodedata.normalize("NFKD", text)
        for sign in filter(unicodedata.combining, set(text)):
            text = text.replace(sign, "")
    text = text.casefold()
    for sign in set(text):
        if not sign.isalnum() and sign not in "\t\n":
            text = text.replace(sign, " ")
    return text


def words_of(text: str) -> list[str]:
    """Lower-case words of letters and digits, without accents."""
    return folded(text).split()


def sound_of(words: str) -> str:
    """The one form of the spellings of words, each with a blank before it, and no blanks left.

    Of ` keripik` it is kripik, of ` bathik` batik, of ` soesoe` susu.
    """
    for spelled, sound in _SOUNDS:
        words = words.replace(spelled, sound)
    words = _without_doubles(_SILENT_E.sub("", words))
    return _without_doubles(words.replace(" ", ""))


def _without_doubles(text: str) -> str:
    """Letters that stand twice, once: as the pattern does it, but much faster on long texts."""
    if not text.isascii():
        return _DOUBLED_LETTER.sub(r"\1", text)
    for letter in _LETTERS:
        while letter * 2 in text:
            text = text.replace(letter * 2, letter)
    return text


def may_be_forgiven(word: str) -> bool:
    """Whether a wrong letter may be forgiven: in words of four letters or more, never in digits."""
    return len(word) >= _LONG_ENOUGH and word.isalpha()


def is_one_letter_off(one: str, other: str) -> bool:
    """Whether one wrong, missing, extra or swapped letter makes one word the other."""
    at = 0
    for letter, opposite in zip(one, other, strict=False):
        if letter != opposite:
            break
        at += 1
    if len(one) == len(other):
        rest, other_rest = one[at + 1 :], other[at + 1 :]
        if rest == other_rest:
            return one != other
        is_swapped = one[at : at + 2] == other[at : at + 2][::-1]
        return is_swapped and rest[1:] == other_rest[1:]
    longer, shorter = (one, other) if len(one) > len(other) else (other, one)
    return longer[at + 1 :] == shorter[at:]


class Vocabulary:
    """Words that are letters only, laid out so that those one letter off are found quickly.

    One wrong letter leaves the beginning or the end of a word as it is; so each word is looked
    for among those of the same beginning and those of the same end.
    """

    def __init__(self, words: Iterable[str]) -> None:
        by_length: dict[int, list[str]] = defaultdict(list)
        for word in words:
            by_length[len(word)].append(word)
        self._from_front = {length: sorted(alike) for length, alike in by_length.items()}
        self._from_back = {
            length: sorted(word[::-1] for word in alike) for length, alike in by_length.items()
        }

    def one_letter_off(self, word: str) -> set[str]:
        """The words that are one letter off this one."""
        middle = (len(word) - 1) // 2
        front, back = word[:middle], word[:middle:-1]
        alike: set[str] = set()
        for length in (len(word) - 1, len(word), len(word) + 1):
            alike.update(
                other
                for other in _beginning_with(front, self._from_front.get(length, []))
                if is_one_letter_off(word, other)
            )
            alike.update(
                other[::-1]
                for other in _beginning_with(back, self._from_back.get(length, []))
                if is_one_letter_off(word, other[::-1])
            )
        return alike


def _beginning_with(front: str, words: list[str]) -> Iterator[str]:
    for place in range(bisect_left(words, front), len(words)):
        if not words[place].startswith(front):
            return
        yield words[place]


_LONG_ENOUGH: Final = 4
_LETTERS: Final = "abcdefghijklmnopqrstuvwxyz"
_SOUNDS: Final = (("th", "t"), ("dh", "d"), ("oe", "u"), ("dj", "j"), ("tj", "c"))
# keripik = kripik: the e between a first consonant and r or l is hardly heard.
_SILENT_E: Final = re.compile(r"(?<= [bcdfghjklmnpqrstvwxyz])e(?=[rl])")
_DOUBLED_LETTER: Final = re.compile(r"([^\W\d_])\1+")
