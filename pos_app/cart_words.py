"""Sentences about discounts, agreed totals, notes and parked carts."""

from pos_app.domain.cart_errors import (
    AgreedTooHigh,
    AgreedTooLow,
    BadWords,
    NothingParked,
    ReasonMissing,
    SearchNotReady,
    SoldOut,
    TooMuchDiscount,
)
from pos_app.domain.cart_notices import (
    AgreementDropped,
    CartNotice,
    DiscountCapped,
    OlderPriceKept,
)
from pos_app.domain.errors import Refusal
from pos_app.domain.money import Quantity
from pos_app.i18n import _, format_money, format_quantity


def open_item_name() -> str:
    """What goods are called that got a price and no name."""
    return _("Other item")


def pricing_words(error: Refusal) -> str:
    """About discounts, agreed totals and parked carts; empty for another refusal."""
    match error:
        case TooMuchDiscount(largest=largest):
            return _("The discount may be {amount} at most: that is the whole price.").format(
                amount=format_money(largest)
            )
        case AgreedTooLow(lowest=lowest):
            return _(
                "The floor prices allow {amount} at the lowest. Somebody with the right may allow"
                " less."
            ).format(amount=format_money(lowest))
        case AgreedTooHigh(highest=highest):
            return _("The goods cost {amount} without haggling. Type that or less.").format(
                amount=format_money(highest)
            )
        case NothingParked():
            return _("There is no cart to put aside or to open again.")
        case _:
            return ""


def typed_words(error: Refusal) -> str:
    """About reasons, names and notes; empty for another refusal."""
    match error:
        case ReasonMissing(what="price"):
            return _("Say why the price is another one.")
        case ReasonMissing():
            return _("There is nothing to pay for this sale. Say why.")
        case BadWords(why="too_long", most=most):
            return _("That is too long. Use at most {count} letters.").format(count=most)
        case BadWords():
            return _("There are signs in it that cannot be shown. Type it again.")
        case _:
            return ""


def sold_out_words(error: Refusal) -> str:
    """About goods that are gone or cannot be found yet; empty for another refusal."""
    match error:
        case SearchNotReady():
            return _("The search by name will be ready in a moment. Scan, or type the whole code.")
        case SoldOut(product_name=name, left=left) if left > Quantity(0):
            return _("Only {left} left of “{product}”.").format(
                left=format_quantity(left), product=name
            )
        case SoldOut(product_name=name):
            return _("“{product}” is sold out.").format(product=name)
        case _:
            return ""


def notice_words(notice: CartNotice) -> str:
    """What a change of the cart did beside what was asked for."""
    match notice:
        case DiscountCapped(name="", wanted=wanted, given=given):
            return _(
                "The discount of {wanted} is more than the cart costs now; {given} come off."
            ).format(wanted=format_money(wanted), given=format_money(given))
        case DiscountCapped(name=name, wanted=wanted, given=given):
            return _(
                "The discount of {wanted} is more than “{product}” costs now; {given} come off."
            ).format(wanted=format_money(wanted), product=name, given=format_money(given))
        case AgreementDropped(total=total):
            return _(
                "The cart has changed, so the agreed {amount} no longer hold. Agree again if you"
                " like."
            ).format(amount=format_money(total))
        case OlderPriceKept(name=name, shown=shown, listed=listed):
            return _(
                "“{product}” costs {listed} now. The cart keeps the {shown} it has shown."
            ).format(product=name, listed=format_money(listed), shown=format_money(shown))
