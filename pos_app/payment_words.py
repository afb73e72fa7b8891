"""Sentences about payments: codes that cannot be used, money nobody saw, change still owed."""

from collections.abc import Callable
from typing import Final

from pos_app.domain.errors import (
    BadQris,
    MoneyIsTaken,
    NothingIsOwed,
    OwedTooMuch,
    OwedTooShort,
    Refusal,
)
from pos_app.i18n import _, format_money

Words = Callable[[], str]
"""Words are looked up when they are needed: the language may change while Gerai runs."""


def payment_words(error: Refusal) -> str:
    """About QRIS and change owed; empty for another refusal."""
    match error:
        case BadQris(code=code, limit=limit):
            return qris_words(code).format(limit=format_money(limit))
        case OwedTooMuch(most=most):
            return _("Only {amount} goes back to the buyer. No more than that can be owed.").format(
                amount=format_money(most)
            )
        case MoneyIsTaken():
            return _("Money was taken for this cart. Give it back on the page of money first.")
        case NothingIsOwed():
            return _("Nothing is owed for this sale any more. Look at its receipt.")
        case OwedTooShort():
            return _("The buyer may still come for it today. It can be given up tomorrow.")
        case _:
            return ""


def qris_words(code: str) -> str:
    """What is wrong with a QRIS text and what to do, by the code of indonesia.md 2.3."""
    words = QRIS_REFUSALS.get(code)
    return words() if words else _("This is no QRIS code that can be used.")


def qris_remark_words(code: str) -> str:
    """What is odd about a QRIS code that can be used all the same."""
    return QRIS_REMARKS[code]()


def seen_words(seen: str) -> str:
    """Where somebody saw that money arrived."""
    return SEEN_WORDS[seen]() if seen in SEEN_WORDS else seen


SEEN_WORDS: Final[dict[str, Words]] = {
    "phone": lambda: _("Seller's phone"),
    "box": lambda: _("Sound box"),
    "statement": lambda: _("Account statement"),
    "screen": lambda: _("Buyer's screen"),
}

QRIS_REFUSALS: Final[dict[str, Words]] = {
    "Q_EMPTY": lambda: _("There is no code. Scan the QRIS sign of your booth."),
    "Q_LENGTH": lambda: _("The code is too long for QRIS. Scan only the QRIS sign."),
    "Q_CONTROL": lambda: _("The code holds line breaks or control signs. Scan the sign again."),
    "Q_TLV": lambda: _("The code is cut off or was typed wrongly. Scan the QRIS sign again."),
    "Q_CRC_MISSING": lambda: _("The end of the code is missing. Scan the QRIS sign again."),
    "Q_CRC_FORM": lambda: _("The check sum of the code cannot be read. Scan the sign again."),
    "Q_CRC": lambda: _("The check sum does not fit: the code was read wrongly. Scan it again."),
    "Q_DUPLICATE": lambda: _("A part of the code stands in it twice. Ask your QRIS provider."),
    "Q_FORMAT": lambda: _("This is no payment code of the QRIS kind. Scan the QRIS sign."),
    "Q_POI": lambda: _("The code does not say how often it may be used. Ask your QRIS provider."),
    "Q_TRANSFER": lambda: _(
        "This code sends money from person to person. Use the QRIS sign of your business."
    ),
    "Q_MCC": lambda: _("The line of business in the code is wrong. Ask your QRIS provider."),
    "Q_CURRENCY": lambda: _("This code is not for rupiah. Use an Indonesian QRIS sign."),
    "Q_AMOUNT_FORM": lambda: _("The amount in the code cannot be read. Scan the sign again."),
    "Q_AMOUNT_ZERO": lambda: _("The amount in the code is zero. Use the sign without an amount."),
    "Q_AMOUNT_CENTS": lambda: _("The amount in the code has cents, which rupiah have not."),
    "Q_TIP": lambda: _("The rule for tips in the code makes no sense. Ask your QRIS provider."),
    "Q_COUNTRY": lambda: _("This code is not Indonesian. Use an Indonesian QRIS sign."),
    "Q_NAME": lambda: _("The merchant's name in the code is missing or too long."),
    "Q_CITY": lambda: _("The merchant's city in the code is missing or too long."),
    "Q_POSTAL": lambda: _("The postal code in the code is missing or too long."),
    "Q_ACCOUNT": lambda: _("The code names no account to pay to. Ask your QRIS provider."),
    "Q_DYNAMIC": lambda: _(
        "This code is for one payment only. Scan the printed QRIS sign without an amount."
    ),
    "Q_AMOUNT_TYPE": lambda: _("The amount must be a whole number of rupiah."),
    "Q_AMOUNT_MIN": lambda: _("The amount must be at least Rp1."),
    "Q_AMOUNT_LIMIT": lambda: _(
        "One QRIS payment is at most {limit}. Take two payments, or cash or a transfer."
    ),
}

QRIS_REMARKS: Final[dict[str, Words]] = {
    "W_CRC_CASE": lambda: _("The check sum is in small letters; a few wallets may refuse it."),
    "W_POI_ABSENT": lambda: _("The code does not say that it may be used often; that is usual."),
    "W_TIP": lambda: _("The provider asks the buyer for a tip on top of the amount."),
    "W_NO_51": lambda: _("The national merchant number is missing."),
    "W_ORDER": lambda: _("The parts of the code stand in an unusual order."),
    "W_CRITERION": lambda: _("The size of the business in the code is an unusual one."),
}
