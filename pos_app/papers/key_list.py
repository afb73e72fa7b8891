"""The list of keys on paper, to lie beside the till. Nothing of a sale stands on it."""

from collections.abc import Sequence

from pos_app.i18n import _
from pos_app.papers.layout import PaperBuilder, PaperHeading
from pos_app.papers.paper import Paper, Rule

KeyGroup = tuple[str, Sequence[tuple[str, str]]]
"""A title, and rows of key and what it does."""


def key_list(heading: PaperHeading, groups: Sequence[KeyGroup], columns: int) -> Paper:
    """What the keys do, with the key at the right edge; `groups` are as the screen shows them."""
    builder = PaperBuilder(columns, heading)
    builder.centred(_("KEYS"), "wide")
    builder.rule(Rule("="))
    for title, rows in groups:
        builder.text(title, style="bold")
        for key, words in rows:
            builder.sides(words, _spelled(key))
        builder.feed()
    return builder.paper()


def _spelled(key: str) -> str:
    """A key in letters a printer has."""
    spelled = key.replace("↑", _("Up")).replace("↓", _("Down"))
    return " ".join(spelled.split())
