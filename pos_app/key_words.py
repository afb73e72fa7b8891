"""What each command is called on the list of keys, and why a key cannot be used."""

from collections.abc import Callable

from pos_app.domain.errors import Refusal
from pos_app.domain.key_table import Command, KeyCannotBeUsed, KeyIsTaken
from pos_app.i18n import _

Words = Callable[[], str]
"""Words are looked up when they are needed: the language may change while Gerai runs."""


def key_words(error: Refusal) -> str:
    """Why a key was not given to a command; empty for other refusals."""
    match error:
        case KeyCannotBeUsed(key=key):
            return _(
                "{key} cannot be used: use F2 to F12, or Ctrl with a letter. F10, Ctrl+J, M and I,"
                " Ctrl+A, C, V and X, and Ctrl+1 to 6 have other uses."
            ).format(key=key)
        case KeyIsTaken(key=key, command=command):
            return _("{key} is in use already: {what}. Choose another key.").format(
                key=key, what=command_words(command)
            )
        case _:
            return ""


def command_words(command: Command) -> str:
    """What a command does."""
    return _COMMAND_WORDS[command]()


_COMMAND_WORDS: dict[Command, Words] = {
    "scan_field": lambda: _("To the scan field"),
    "park": lambda: _("Park; with an empty cart: recall"),
    "quantity": lambda: _("Quantity of the line"),
    "open_item": lambda: _("Other item"),
    "check_prices": lambda: _("Price check"),
    "discount": lambda: _("Discount %"),
    "agreed": lambda: _("Haggle"),
    "price": lambda: _("Another price"),
    "note": lambda: _("Note"),
    "abandon": lambda: _("Empty the cart"),
    "pay": lambda: _("Pay, finish"),
    "cash": lambda: _("Cash"),
    "qris": lambda: _("QRIS"),
    "card": lambda: _("Card"),
    "own_code": lambda: _("Sign's own code"),
    "undo_or_void": lambda: _("Undo; after a sale: cancel it"),
    "undo": lambda: _("Undo"),
    "redo": lambda: _("Redo"),
    "reprint": lambda: _("Reprint the last receipt"),
    "search": lambda: _("Search on this page"),
    "lock": lambda: _("Lock, change operator"),
    "sun": lambda: _("Sun theme on or off"),
    "full_screen": lambda: _("Full screen"),
}
