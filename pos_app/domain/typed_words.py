"""Words that a person typed, in one spelling."""

import unicodedata
from typing import Final

_EMOJI_JOINER: Final = "\u200d"


def tidied(text: str) -> str:
    """One spelling for what looks the same: composed letters, single blanks (day-file.md 4)."""
    return " ".join(unicodedata.normalize("NFC", text).split())


def can_be_shown(text: str) -> bool:
    """Whether every sign of it has a look; the joiner inside an emoji may stay."""
    return text.replace(_EMOJI_JOINER, "").isprintable()
