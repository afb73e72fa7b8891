"""What is left of a product: what was counted, less what was sold since."""

from bisect import bisect_right
from collections.abc import Iterable

from pos_app.domain.catalog import Product, folded_code
from pos_app.domain.journal import Recorded, RefundGiven, SaleRecorded, SaleVoided
from pos_app.domain.money import Quantity

_NOTHING = Quantity(0)


class SoldSoFar:
    """How much of each code went out, entry by entry; grows with the journal.

    Voids and refunds have negative quantities, so what comes back counts by itself.
    """

    def __init__(self) -> None:
        self._seqs: dict[str, list[int]] = {}
        self._sums: dict[str, list[Quantity]] = {}

    def add(self, entries: Iterable[Recorded]) -> None:
        """Take further entries, in the order of the journal."""
        for recorded in entries:
            match recorded.entry:
                case (
                    SaleRecorded(basket=basket)
                    | SaleVoided(basket=basket)
                    | RefundGiven(basket=basket)
                ):
                    for item in basket.items if basket else ():
                        self._count(folded_code(item.code), recorded.seq, item.quantity)
                case _:
                    pass  # the others move no goods

    def since(self, code: str, seq: int) -> Quantity:
        """How much went out after entry `seq`."""
        code = folded_code(code)
        sums = self._sums.get(code)
        if not sums:
            return _NOTHING
        place = bisect_right(self._seqs[code], seq)
        before = sums[place - 1] if place else _NOTHING
        return sums[-1] + -before

    def left(self, product: Product) -> Quantity | None:
        """What should be there, below zero when more was sold than counted; None if uncounted."""
        if product.stock is None:
            return None
        return product.stock + -self.since(product.code, product.stock_seq)

    def sums(self) -> dict[str, int]:
        """What went out in all, by folded code, in thousandths."""
        return {code: sums[-1].thousandths for code, sums in self._sums.items()}

    def _count(self, code: str, seq: int, quantity: Quantity) -> None:
        sums = self._sums.setdefault(code, [])
        self._seqs.setdefault(code, []).append(seq)
        sums.append((sums[-1] if sums else _NOTHING) + quantity)
