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


ACCENTS: Final = "\u00e9\u00e8\u00ea\u00eb\u00e0\u00e5\u00fc\u00f6\u00f1"
"""What CP437 has and a test page can show; all other accents go."""

_SKIN_TONES: Final = "\U0001f3fb\U0001f3fc\U0001f3fd\U0001f3fe\U0001f3ff"

_JOINERS: Final = "\u200c\u200d"
"""They shape letters of some scripts and stand for nothing themselves."""


def paper_text(text: str, kept: str = "") -> str:
    """The same words in printable ASCII and `kept` letters on one line; never a control character.

    NFKC forms and typographic signs become plain ones, accents go, what is left over goes with
    the doubled space it leaves. Scripts without such letters vanish: see `paper_name`.
    """
    plain = "".join(
        letter if letter in kept else unicodedata.normalize("NFKD", letter)
        for letter in _composed(text)
    )
    printable = (sign for sign in plain.translate(_SIGNS) if " " <= sign <= "~" or sign in kept)
    return " ".join("".join(printable).split())


def paper_name(name: str, code: str, kept: str = "") -> str:
    """A product's name for paper, or its code when no letter of the name can be printed.

    Never a row of question marks and never nothing (printing.md 7).
    """
    for text in (name, code):
        cleaned = _without_empty_brackets(paper_text(text, kept))
        if any(map(str.isalnum, cleaned)):
            return cleaned
    return _("Item")


def has_other_script(text: str) -> bool:
    """Whether letters or figures of it exist in no printer: Javanese, Arabic, Chinese …"""
    if text.isascii():
        return False
    plain = unicodedata.normalize("NFKD", _composed(text)).translate(_SIGNS)
    return any(sign > "~" and unicodedata.category(sign)[0] in "LN" for sign in plain)


def drawable_text(text: str) -> str:
    """The words to be drawn: their own letters and signs, without emoji and control characters."""
    words = "".join(filter(_can_be_drawn, unicodedata.normalize("NFKC", _on_one_line(text))))
    return " ".join(filter(None, (word.strip(_JOINERS) for word in words.split())))


def display_width(text: str) -> int:
    """Columns a text takes: combining marks 0, wide East Asian letters 2."""
    if text.isascii():
        return len(text)
    return sum(map(_letter_width, text))


def _letter_width(letter: str) -> int:
    if unicodedata.category(letter) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(letter) in ("W", "F") else 1


def _composed(text: str) -> str:
    """Normalised with plain signs; accents stay with their letter."""
    # Signs before and after: some fall apart when normalised, others only come to light then.
    return unicodedata.normalize("NFKC", _on_one_line(text).translate(_SIGNS)).translate(_SIGNS)


def _on_one_line(text: str) -> str:
    return "".join(" " if sign in _LINE_SIGNS else sign for sign in text)


def _can_be_drawn(letter: str) -> bool:
    category = unicodedata.category(letter)
    is_emoji = category == "So" or "\ufe00" <= letter <= "\ufe0f" or letter in _SKIN_TONES
    return letter in _JOINERS or letter == " " or not (is_emoji or category[0] in "CZ")


def _without_empty_brackets(text: str) -> str:
    for pair in ("()", "( )", "[]", "[ ]"):
        text = text.replace(pair, "")
    return " ".join(text.split())
