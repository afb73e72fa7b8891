"""Texts in the cells of a CSV file, so that no spreadsheet program runs one as a formula."""

from typing import Final

_FORMULA_STARTS: Final = ("=", "+", "-", "@", "\t", "\r")


def neutral(words: str) -> str:
    """An apostrophe before what a spreadsheet would run as a formula; numbers stay numbers."""
    if words.startswith(_FORMULA_STARTS) and not _is_number(words):
        return "'" + words
    return words


def _is_number(words: str) -> bool:
    sign, digits = words[:1], words[1:]
    return sign in "+-" and digits.isascii() and digits.isdigit()
