"""Sentences about people, PINs and rights."""

from collections.abc import Callable

from pos_app.domain.errors import Refusal
from pos_app.domain.people import Right
from pos_app.domain.people_errors import (
    NoKeeperLeft,
    OperatorIsIncomplete,
    PinIsNeeded,
    PinIsWrong,
    RightIsMissing,
    TooManyOperators,
    TooManyTries,
)
from pos_app.i18n import _, ngettext

Words = Callable[[], str]
"""Words are looked up when they are needed: the language may change while Gerai runs."""


def people_words(error: Refusal) -> str:
    """About who is at the till and what he may do; empty for another refusal."""
    return _pin_words(error) or _team_words(error)


def _pin_words(error: Refusal) -> str:
    match error:
        case RightIsMissing(right=right):
            return _("You may not do this alone: {right}. Ask somebody who may.").format(
                right=right_words(right)
            )
        case PinIsWrong(tries_left=0):
            return _("The PIN is wrong.")
        case PinIsWrong(tries_left=left):
            return ngettext(
                "The PIN is wrong. {count} try is left before you have to wait.",
                "The PIN is wrong. {count} tries are left before you have to wait.",
                left,
            ).format(count=left)
        case TooManyTries(wait_s=wait_s):
            return ngettext(
                "Too many wrong PINs. Wait {count} second.",
                "Too many wrong PINs. Wait {count} seconds.",
                wait_s,
            ).format(count=wait_s)
        case _:
            return ""


def _team_words(error: Refusal) -> str:
    match error:
        case OperatorIsIncomplete(field=field, why=why):
            return _FORM_WORDS[field, why]()
        case PinIsNeeded(operator_name=name):
            return _("{name} has no PIN yet. With two people at the till each needs one.").format(
                name=name
            )
        case NoKeeperLeft():
            return _("Somebody must stay who may change the settings.")
        case TooManyOperators(most=most):
            return _("A till knows at most {count} people.").format(count=most)
        case _:
            return ""


_FORM_WORDS: dict[tuple[str, str], Words] = {
    ("name", "missing"): lambda: _("Type the person's name."),
    ("name", "form"): lambda: _("The name is too long or holds signs that cannot be shown."),
    ("name", "taken"): lambda: _("Somebody here has this name already. Add a letter."),
    ("pin", "missing"): lambda: _("Give a PIN: with two people at the till each needs one."),
    ("pin", "form"): lambda: _("A PIN has four to eight digits."),
    ("claim", "form"): lambda: _(
        "This is not the claim code of this booth. Read it again from the organizer's sheet."
    ),
}


def right_words(right: Right) -> str:
    """What the right lets a person do, as it stands in a list of rights."""
    return _RIGHTS[right]()


_RIGHTS: dict[Right, Words] = {
    "void": lambda: _("Void a sale"),
    "refund": lambda: _("Give money back"),
    "discount": lambda: _("Discount above the limit"),
    "price": lambda: _("Change a price"),
    "no_sale": lambda: _("Open the drawer without a sale"),
    "expected": lambda: _("See the expected cash before counting"),
    "settings": lambda: _("Change settings and people"),
}
