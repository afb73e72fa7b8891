"""What a booth must show, added up apart from every fold of the program."""

from collections import Counter
from dataclasses import dataclass, field

from pos_app.domain.journal import SaleMoney


@dataclass
class Truth:
    """Sums since the last close, and since the beginning; minor units."""

    net: int = 0
    receipts: int = 0
    net_of_day: int = 0
    drawer: int = 0
    float_amount: int = 0
    owed: int = 0
    by_kind: Counter[str] = field(default_factory=Counter)
    discount: int = 0
    rounding: int = 0
    left_of: dict[int, int] = field(default_factory=dict)
    """What each sale could still pay back."""
    sales_of_day: list[int] = field(default_factory=list)

    def count_receipt(self, money: SaleMoney) -> None:
        """A sale, void or refund was recorded."""
        self.receipts += 1
        assert money.no == self.receipts
        assert sum(tender.amount for tender in money.pay) == money.total
        self.net += money.total
        self.net_of_day += money.total
        self.discount += money.discount
        self.rounding += money.rounding
        self.owed += money.owed
        self.drawer += money.owed
        for tender in money.pay:
            self.by_kind[tender.kind] += tender.amount
            if tender.kind == "cash":
                self.drawer += tender.amount

    def put_float(self, amount: int) -> None:
        """The last float since the close counts."""
        self.drawer += amount - self.float_amount
        self.float_amount = amount

    def close(self) -> None:
        """A new period begins with nothing; what is owed to buyers stays owed."""
        self.net_of_day = self.drawer = self.float_amount = self.discount = self.rounding = 0
        self.by_kind.clear()
        self.sales_of_day.clear()
