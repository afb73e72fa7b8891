"""Money of a period that nobody had seen when it was taken, and what became of it since."""

from dataclasses import dataclass, field

from pos_app.domain.journal import CountAndSum, SaleRecorded
from pos_app.domain.money import Money
from pos_app.domain.tender import QRIS


@dataclass(slots=True)
class Doubts:
    """The sales in doubt, by the number of their entry; an accumulator.

    A tick settles the QRIS money of a sale and nothing else; the last one counts. A sale that was
    voided is in doubt no more: its money goes back.
    """

    sales: dict[int, SaleRecorded] = field(default_factory=dict)
    _found: set[int] = field(default_factory=set)

    def add(self, seq: int, sale: SaleRecorded) -> None:
        """Keep a sale some of whose money nobody saw."""
        self.sales[seq] = sale

    def take_back(self, seq: int) -> None:
        """The sale was voided."""
        self.sales.pop(seq, None)

    def tick(self, seq: int, *, found: bool) -> None:
        """Somebody looked for the sale in the merchant's list."""
        if found:
            self._found.add(seq)
        else:
            self._found.discard(seq)

    def open_amount(self, seq: int) -> Money:
        """What of a sale is still in doubt; nothing of one that never was."""
        if seq not in self.sales:
            return 0
        return sum(
            tender.amount
            for tender in self.sales[seq].money.pay
            if tender.unsure and not (tender.kind == QRIS and seq in self._found)
        )

    def found(self) -> CountAndSum:
        """The QRIS tenders in doubt whose money was found since."""
        amounts = [
            tender.amount
            for seq, sale in self.sales.items()
            if seq in self._found
            for tender in sale.money.pay
            if tender.unsure and tender.kind == QRIS
        ]
        return len(amounts), sum(amounts)
