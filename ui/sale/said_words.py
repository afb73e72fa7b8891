"""What was done to the cart, in a few words beside the way back."""

from typing import assert_never

from pos_app.i18n import _
from ui.sale.sale_values import Deed


def deed_words(deed: Deed) -> str:
    """What was done."""
    match deed.what:
        case "removed":
            return _("{product} is out.").format(product=deed.name)
        case "parked":
            return _("The cart is parked.")
        case "recalled":
            return _("The cart before was parked for it.")
        case "abandoned":
            return _("The cart was emptied.")
        case "parked_abandoned":
            return _("A parked cart was thrown away.")
        case unknown:
            assert_never(unknown)
