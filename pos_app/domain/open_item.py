"""Goods without a product, typed in one line: `3x kripik pedas 15rb`, `2x15rb` (X10, S6)."""

import re
from dataclasses import dataclass
from typing import Final

from pos_app.domain.money import Money, Quantity
from pos_app.domain.rupiah import Amount, Refused, read_amount, read_scan_line

_MOST_BARE_DIGITS: Final = 7
"""Longer bare numbers may be barcodes, the shortest of which have eight digits."""

_MOST_PRICE_WORDS: Final = 3
"""`Rp 15 rb`."""


@dataclass(frozen=True, slots=True)
class OpenItem:
    """So much of something at a typed unit price; the name may be empty."""

    quantity: Quantity
    price: Money
    name: str = ""


def read_open_item(text: str) -> OpenItem | None:
    """What was typed as quantity, name and price; nothing where it can mean anything else.

    The quantity in front and a sign of multiplication are needed: without them it is a search. A
    price that is no clear amount, and a bare number long enough to be a barcode, are never taken.
    """
    text = " ".join(text.split())
    line = read_scan_line(text)
    if isinstance(line, Refused) or len(line.wanted) >= len(text):
        return None
    words = line.wanted.split()
    for count in range(min(_MOST_PRICE_WORDS, len(words)), 0, -1):
        name, price = " ".join(words[:-count]), _price(" ".join(words[-count:]))
        if price is not None and (not name or re.search(r"[^\W\d_]", name)):
            return OpenItem(line.quantity, price, name)
    return None


def _price(text: str) -> Money | None:
    if text.isdigit() and len(text) > _MOST_BARE_DIGITS:
        return None
    read = read_amount(text)
    return read.minor if isinstance(read, Amount) and read.minor else None
