"""The icon of each kind of tender; never without its word."""

from typing import Final

_ICONS: Final = {
    "cash": "banknote",
    "qris": "qr-code",
    "card": "credit-card",
    "transfer": "landmark",
    "voucher": "ticket",
    "subsidy": "hand-coins",
    "dp": "clock",
}


def tender_icon(kind: str) -> str:
    """The icon of a kind; further kinds of a booth share one."""
    return _ICONS.get(kind, "wallet")
