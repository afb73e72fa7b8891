"""Letters that every receipt printer has, and how wide letters are (printing.md 6.3 and 7)."""

import unicodedata
from typing import Final

from pos_app.i18n import _

_SIGNS: Final = {
    ord(sign): plain
    for signs, plain in (
        ("\u2018\u2019\u201a\u201b\u2032\u02bc\u02bb\u00b4`\u2039\u203a", "'"),
        ("\u201c\u201d\u201e\u201f\u2033\u00ab\u00bb", '"'),
        ("\u2010\u2011\u2012\u2013\u2014\u2015\u2212", "-"),
        ("\u2022\u00b7\u2219", "*"),
        ("\u00d7", "x"),
        ("\u2044\u2215", "/"),
        # With a space before, or 2 and a half would read as 21/2.
        ("\u00bc", " 1/4"),
        ("\u00bd", " 1/2"),
        ("\u00be", " 3/4"),
        ("\u00df", "ss"),
        ("\u00e6", "ae"),
        ("\u00c6", "AE"),
        ("\u0153", "oe"),
        ("\u0152", "OE"),
        ("\u00f8", "o"),
        ("\u00d8", "O"),
        ("\u0142", "l"),
        ("\u0141", "L"),
        ("\u0111", "d"),
        ("\u0110", "D"),
        ("\u0131", "i"),
        ("\u03bc\u00b5", "u"),
        ("\u20ac", "EUR"),
        ("\u00a9", "(C)"),
        ("\u00ae", "(R)"),
    )
    for sign in signs
}

_LINE_SIGNS: Final = "\t\n\v\f\r\x85\u2028\u2029"


def paper_text(text: str) -> str:
    """The same words in printable ASCII on one line; never a control character.

    NFKC forms and typographic signs become plain ones, accents go, what is left over goes with
    the doubled space it leaves. Scripts without such letters vanish: see `paper_name`.
    """
    for sign in _LINE_SIGNS:
        text = text.replace(sign, " ")
    # Signs before and after: some fall apart when normalised, others only come to light then.
    decomposed = unicodedata.normalize("NFKD", text.translate(_SIGNS)).translate(_SIGNS)
    return " ".join("".join(filter(_is_printable, decomposed)).split())


def paper_name(name: str, code: str) -> str:
    """A product's name for paper, or its code when no letter of the name can be printed.

    Never a row of question marks and never nothing (printing.md 7).
    """
    for text in (name, code):
        cleaned = _without_empty_brackets(paper_text(text))
        if any(map(str.isalnum, cleaned)):
            return cleaned
    return _("Item")


def display_width(text: str) -> int:
    """Columns a text takes: combining marks 0, wide East Asian letters 2."""
    if text.isascii():
        return len(text)
    return sum(map(_letter_width, text))


def _letter_width(letter: str) -> int:
    if unicodedata.category(letter) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(letter) in ("W", "F") else 1


def _is_printable(letter: str) -> bool:
    return " " <= letter <= "~"


def _without_empty_brackets(text: str) -> str:
    for pair in ("()", "( )", "[]", "[ ]"):
        text = text.replace(pair, "")
    return " ".join(text.split())
