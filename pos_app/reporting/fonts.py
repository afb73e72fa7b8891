"""The embedded letters of every PDF: a file must look the same on a laptop without our fonts."""

from functools import cache
from typing import TYPE_CHECKING, Final

from pos_app.files import resource_root

if TYPE_CHECKING:
    from reportlab.pdfbase.ttfonts import TTFont

REGULAR: Final = "Inter-Regular"
MEDIUM: Final = "Inter-Medium"
BOLD: Final = "Inter-Bold"

MONO: Final = "JetBrainsMono-Medium"
MONO_BOLD: Final = "JetBrainsMono-ExtraBold"
"""For papers, whose letters stand in columns."""


@cache
def register_fonts() -> None:
    """Make the fonts known to reportlab; only the letters used go into a file."""
    from reportlab.pdfbase.pdfmetrics import registerFont  # noqa: PLC0415  slow to import

    for name in (REGULAR, MEDIUM, BOLD, MONO, MONO_BOLD):
        registerFont(_font(name))


def with_glyphs(words: str, font: str) -> str:
    """Without the letters the font has not: empty boxes help nobody."""
    register_fonts()
    glyphs = _font(font).face.charToGlyph
    return "".join(letter for letter in words if ord(letter) in glyphs)


@cache
def _font(name: str) -> "TTFont":
    from reportlab.pdfbase.ttfonts import TTFont  # noqa: PLC0415  slow to import

    return TTFont(name, str(resource_root() / "fonts" / f"{name}.ttf"))
