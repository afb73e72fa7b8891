"""Sentences for what the rules say no to while something is sold."""

from collections.abc import Callable

from pos_app.domain.errors import (
    AmountTooLarge,
    BadAmount,
    BadQuantity,
    CartIsEmpty,
    CartIsFull,
    CopyIsMade,
    NothingToPrint,
    NothingToUndo,
    PaidTooMuch,
    Refusal,
    StillToPay,
    TooManyTenders,
    UnknownCode,
)
from pos_app.i18n import _, format_money

Words = Callable[[], str]
"""Words are looked up when they are needed: the language may change while Gerai runs."""


def cart_words(error: Refusal) -> str:
    """About what is in the cart; empty for another refusal."""
    match error:
        case UnknownCode(code=code):
            return _(
                "No product has the code “{code}”. Search by name, or make a product of it."
            ).format(code=code)
        case CartIsEmpty():
            return _("The cart is empty. Scan or tap goods first.")
        case CartIsFull(most=most):
            return _(
                "A sale holds at most {count} lines. Finish this sale and start another."
            ).format(count=most)
        case NothingToUndo():
            return _("There is nothing to undo in this cart.")
        case _:
            return ""


def paying_words(error: Refusal) -> str:
    """About how it is paid; empty for another refusal."""
    match error:
        case StillToPay(missing=missing):
            return _("{amount} still to pay.").format(amount=format_money(missing))
        case PaidTooMuch(amount=amount, open_amount=still_open):
            return _(
                "{amount} is more than the {open} still to pay, and only cash gives change."
                " Correct the amount."
            ).format(amount=format_money(amount), open=format_money(still_open))
        case TooManyTenders(most=most):
            return _("A sale takes at most {count} payments. Take one back first.").format(
                count=most
            )
        case NothingToPrint():
            return _("This paper is done already. Reprint it if you need a copy.")
        case CopyIsMade(copy=copy):
            return _("Copy {count} takes its place already. It is the one to look at.").format(
                count=copy
            )
        case _:
            return ""


def amount_words(error: Refusal) -> str:
    """About typed amounts and quantities; empty for another refusal."""
    match error:
        case BadQuantity(text=text, why=why):
            reasons: dict[str, Words] = {
                "zero": lambda: _(
                    "The quantity must be more than zero. To take the line out, press Delete."
                ),
                "whole": lambda: _(
                    "This product is sold by the piece. Type a whole number, not {text}."
                ),
                "form": lambda: _("“{text}” is no quantity. Type it like 3 or 1,5."),
                "too_large": lambda: _("{text} is too many. Type at most 999.999."),
            }
            return reasons[why]().format(text=text)
        case AmountTooLarge(most=most):
            return _("That is more than one sale can hold ({amount}). Split it.").format(
                amount=format_money(most)
            )
        case BadAmount(code=code):
            return _AMOUNT_WORDS[code]()
        case _:
            return ""


_AMOUNT_WORDS: dict[str, Words] = {
    "empty": lambda: _("Type an amount, for example 25.000 or 25rb."),
    "too_long": lambda: _("That is too long for an amount. Type it like 25.000 or 25rb."),
    "digits": lambda: _("Use the digits 0 to 9."),
    "no_number": lambda: _("There is no number in it. Type it like 25.000 or 25rb."),
    "sign": lambda: _("Type the amount without plus, minus or brackets."),
    "form": lambda: _("This cannot be read as an amount. Type it like 25.000 or 25rb."),
    "cents": lambda: _("Rupiah have no cents. Type a whole amount."),
    "too_big": lambda: _("That is too large. Type at most Rp1.000.000.000.000."),
    "zero": lambda: _("Type an amount above zero."),
}
