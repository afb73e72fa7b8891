"""Sentences for taking sales back: refusals, codes of reasons, states of a receipt."""

from collections.abc import Callable
from typing import Final

from pos_app.domain.correction_errors import (
    BadReceiptNumber,
    CannotVoid,
    CannotVoidWhy,
    NoKuitansi,
    NothingToRefund,
    ReasonNotChosen,
    TooMuchBack,
    UnknownReceipt,
)
from pos_app.domain.errors import Refusal
from pos_app.domain.receipt_search import ReceiptState
from pos_app.i18n import _, format_quantity

Words = Callable[[], str]
"""Words are looked up when they are needed: the language may change while Gerai runs."""

VOID_REASONS: Final = ("salah-barang", "batal-beli", "dobel", "lainnya")
REFUND_REASONS: Final = ("rusak", "salah-barang", "tidak-cocok", "batal-beli", "lainnya")
"""Codes offered as chips; the journal keeps the code."""


def correction_words(error: Refusal) -> str:
    """About voids, refunds and kuitansi; empty for another refusal."""
    return _code_words(error) or _refund_words(error)


def _code_words(error: Refusal) -> str:
    match error:
        case CannotVoid(why=why):
            return CANNOT_VOID_WORDS[why]()
        case NoKuitansi(missing=missing):
            return NO_KUITANSI_WORDS[missing]()
        case _:
            return ""


def _refund_words(error: Refusal) -> str:
    match error:
        case UnknownReceipt(text=text):
            return _("This till has no receipt “{number}”. Check the number on the paper.").format(
                number=text
            )
        case BadReceiptNumber(text=text):
            return _(
                "“{number}” is no receipt number. Type it as on the paper, or leave it out."
            ).format(number=text)
        case NothingToRefund():
            return _("Choose with + what came back. What came back already cannot come again.")
        case TooMuchBack(product_name=name, most=most):
            return _("Of “{product}” at most {quantity} can still come back.").format(
                product=name, quantity=format_quantity(most)
            )
        case ReasonNotChosen():
            return _("Choose a reason first.")
        case _:
            return ""


CANNOT_VOID_WORDS: Final[dict[CannotVoidWhy, Words]] = {
    "closed": lambda: _("Its day is closed. Give the money back with a refund."),
    "part": lambda: _("Some of it came back already. Refund the rest."),
    "refunded": lambda: _("Everything came back already."),
    "voided": lambda: _("This sale was voided already."),
    "settled": lambda: _("Its change owed was settled. Give the money back with a refund."),
}

NO_KUITANSI_WORDS: Final[dict[str, Words]] = {
    "not_paid": lambda: _("Only for a sale of which nothing came back."),
    "buyer": lambda: _("Type who paid."),
    "purpose": lambda: _("Type what was paid for."),
}


def receipt_state_words(state: ReceiptState) -> str:
    """What became of a sale, or which correction it is."""
    return _STATES[state]()


_STATES: Final[dict[ReceiptState, Words]] = {
    "paid": lambda: _("Paid"),
    "voided": lambda: _("Voided"),
    "part": lambda: _("Refunded in part"),
    "refunded": lambda: _("Refunded"),
    "void": lambda: _("Void"),
    "refund": lambda: _("Refund"),
}
