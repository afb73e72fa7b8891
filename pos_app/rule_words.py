"""The words for the booth's own rules: what cannot be right, and what to type instead."""

from collections.abc import Callable

from pos_app.domain.errors import BadRule, LogoIsUnusable, Refusal
from pos_app.i18n import _


def rule_words(error: Refusal) -> str:
    """The sentence for a refused rule or logo; empty for another refusal."""
    match error:
        case BadRule(field=field):
            return _RULES[field]()
        case LogoIsUnusable(why="too_large"):
            return _("The picture is too large for a logo. Choose a smaller one.")
        case LogoIsUnusable(why="blank"):
            return _("Nothing dark is in the picture. Choose a logo that is dark on white.")
        case LogoIsUnusable():
            return _("This file holds no picture Gerai can read. Choose a PNG or JPEG file.")
        case _:
            return ""


_RULES: dict[str, Callable[[], str]] = {
    "rounding_step": lambda: _("Round to Rp100, Rp500 or Rp1.000, or do not round."),
    "rounding_way": lambda: _("Choose whether to round down, to the nearest step, or up."),
    "taxes": lambda: _("Choose one of the tax ways shown."),
    "local_tax_name": lambda: _("Type what the tax is called on paper, at most 40 letters."),
    "local_tax": lambda: _("Type a rate above 0 and up to 100 percent, for example 10."),
    "npwp": lambda: _("An NPWP has 15 or 16 digits. Read it again from the tax card."),
    "pkp_rate": lambda: _("Type a rate above 0 and up to 100 percent, for example 11."),
    "discount_limit": lambda: _("Type a percentage from 0 to 100."),
    "reason_from": lambda: _("Type an amount above zero, for example 5.000."),
    "second_pin_for": lambda: _("Choose the rights from the list."),
    "lock_after_min": lambda: _("Choose at most 120 minutes."),
    "notes_shown": lambda: _("At least one note has to stay, and only notes in circulation."),
    "qris_limit": lambda: _("Type an amount above zero, for example 10.000.000."),
    "qris_payload": lambda: _("The code holds signs that cannot be right. Copy it again."),
    "tender_kinds": lambda: _(
        "Give each kind a name of its own, at most 40 letters and at most 8 kinds."
    ),
    "header": lambda: _("At most 8 lines of 120 letters fit above the receipt."),
    "footer": lambda: _("At most 8 lines of 120 letters fit below the receipt."),
}

RULE_FIELDS = tuple(_RULES)
"""Every field that can be refused."""
