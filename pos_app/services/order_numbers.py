"""The series of order slips (R11): small numbers to call out, from 1 on, one for each cart."""

import json
from typing import Final

from pos_app.storage.booth_store import BoothStore

_LAST: Final = "order-slips"
_OF_CARTS: Final = "order-slips-of-carts"
_MOST_CARTS: Final = 50
"""So many orders can be open at a booth; who still adds to an older one has a new number."""


class OrderNumbers:
    """Gives a cart its number when its first slip is made, and the same for each further one."""

    def __init__(self, booth: BoothStore) -> None:
        self._booth = booth

    def of(self, sale_id: str) -> int:
        """The number of the cart that will become that sale, inside a transaction."""
        given: dict[str, int] = json.loads(self._booth.text(_OF_CARTS) or "{}")
        if sale_id in given:
            return given[sale_id]
        number = int(self._booth.text(_LAST) or "0") + 1
        newest = [*given.items(), (sale_id, number)][-_MOST_CARTS:]
        self._booth.set_value(_LAST, str(number).encode())
        self._booth.set_value(_OF_CARTS, json.dumps(dict(newest)).encode())
        return number
