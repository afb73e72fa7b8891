"""Sentences and words about the drawer, its movements and the clock."""

from collections.abc import Callable

from pos_app.domain.cash_errors import MoreThanInDrawer, ReasonIsMissing
from pos_app.domain.clock_guard import ClockMove
from pos_app.domain.errors import Refusal
from pos_app.i18n import _, format_clock, format_date, format_money

Words = Callable[[], str]
"""Words are looked up when they are needed: the language may change while Gerai runs."""


def cash_words(error: Refusal) -> str:
    """About cash that moves; empty for another refusal."""
    match error:
        case MoreThanInDrawer(amount=amount):
            return _("{amount} is more than should be in the drawer. Take it out anyway?").format(
                amount=format_money(amount)
            )
        case ReasonIsMissing():
            return _("Choose a reason or type one.")
        case _:
            return ""


def movement_words(kind: str) -> str:
    """What a person does at the drawer, as it stands on a button."""
    return _MOVEMENTS[kind]()


def movement_hint(kind: str) -> str:
    """What that is for, in plain words."""
    return _HINTS[kind]()


def clock_words(move: ClockMove) -> str:
    """What the clock did, and that selling goes on."""
    return _(
        "The laptop's clock jumped: it should be {was} and shows {now}. Check date and time;"
        " selling goes on and no total changes."
    ).format(
        was=f"{format_date(move.was)}, {format_clock(move.was)}",
        now=f"{format_date(move.now)}, {format_clock(move.now)}",
    )


_MOVEMENTS: dict[str, Words] = {
    "in": lambda: _("Pay in"),
    "out": lambda: _("Pay out"),
    "drop": lambda: _("Drop to the safe"),
    "open": lambda: _("Open the drawer"),
}

_HINTS: dict[str, Words] = {
    "in": lambda: _("Cash that comes into the drawer without a sale, such as small change."),
    "out": lambda: _("Cash that is spent: shopping, electricity, parking."),
    "drop": lambda: _("Cash that is put away safely: the safe, the bank, the owner."),
    "open": lambda: _("The drawer is opened without a sale; it is recorded who did it and why."),
}
