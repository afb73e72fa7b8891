"""What is left of each product, read from the journal and kept up as it grows."""

from collections.abc import Mapping
from dataclasses import replace

from pos_app.domain.catalog import Product
from pos_app.domain.money import Quantity
from pos_app.domain.stock import SoldSoFar
from pos_app.services.recording import Recording


class StockReading:
    """Counts what the journal says went out; reads only entries it has not seen.

    A booth that counts no stock never pays for it: nothing is read before the first question.
    """

    def __init__(self, recording: Recording) -> None:
        self._recording = recording
        self._sold = SoldSoFar()
        self._read_up_to = 0
        self._today = SoldSoFar()
        self._today_first = self._today_up_to = 0

    def left(self, product: Product) -> Quantity | None:
        """What should be there now; None where nobody counted."""
        if product.stock is None:
            return None
        self._catch_up()
        return self._sold.left(product)

    def sold_today(self) -> Mapping[str, int]:
        """How much went out per code since the last close, in thousandths; returns are less."""
        period, head = self._recording.period, self._recording.head.seq
        first = head - len(period)
        if first != self._today_first:
            self._today, self._today_first, self._today_up_to = SoldSoFar(), first, first
        self._today.add(period[self._today_up_to - first :])
        self._today_up_to = head
        return self._today.sums()

    def marked(self, product: Product, before: Product | None) -> Product:
        """The product as it is saved: a stock that was counted anew counts from now on.

        Under another code it starts from what is left, since old entries name the old code.
        """
        now = self._recording.head.seq
        if before is None or product.stock != before.stock:
            return replace(product, stock_seq=now)
        if product.code != before.code:
            return replace(product, stock=self.left(before), stock_seq=now)
        return product

    def _catch_up(self) -> None:
        head = self._recording.head.seq
        if head > self._read_up_to:
            self._sold.add(self._recording.entries(self._read_up_to + 1, head))
            self._read_up_to = head
