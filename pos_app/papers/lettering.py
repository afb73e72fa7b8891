"""What a printer's letters can say, and what has to be drawn for it (printing.md 7)."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final, TypeAlias

from pos_app.domain.printer import DOTS
from pos_app.papers.letters import (
    ACCENTS,
    drawable_text,
    has_other_script,
    paper_name,
    paper_text,
)
from pos_app.papers.paper import Align, DrawnText, Picture

DrawText: TypeAlias = Callable[[str, int], Picture | None]
"""Draws words, at most so many dots wide; None where no font has their letters."""


def draws_nothing(_text: str, _width_dots: int) -> Picture | None:
    """For programs without a window: nobody draws, and product codes stand for such names."""
    return None


@dataclass(frozen=True, slots=True)
class Letters:
    """How words come on paper: ASCII, CP437's accents where they were seen, other scripts drawn."""

    has_accents: bool = False
    draw: DrawText = draws_nothing

    def text(self, words: str) -> str:
        """The words in the letters a printer has."""
        return paper_text(words, self._kept)

    def name(self, name: str, code: str) -> str:
        """A product's name in those letters, else its code; never nothing."""
        return paper_name(name, code, self._kept)

    def drawn(self, words: str, columns: int, align: Align = "left") -> DrawnText | None:
        """The words as a picture, where letters of them can be had in no other way."""
        if not has_other_script(words):
            return None
        text = drawable_text(words)
        picture = self.draw(text, DOTS[columns])
        return None if picture is None else DrawnText(text, picture, align)

    @property
    def _kept(self) -> str:
        return ACCENTS if self.has_accents else ""


ASCII_LETTERS: Final = Letters()
"""What every printer has."""
