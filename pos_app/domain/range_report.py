"""Several closed days as one report (D15): the sum of their Z reports, and nothing else."""

from collections import Counter
from dataclasses import dataclass
from datetime import date

from pos_app.domain.day_report import HourOfSales, ZReport
from pos_app.domain.journal import CountAndSum
from pos_app.domain.money import Money
from pos_app.domain.totals import plus


@dataclass(frozen=True, slots=True)
class RangeReport:
    """The closes it covers, oldest first; every figure is added up from theirs."""

    closes: tuple[ZReport, ...]

    @property
    def days(self) -> tuple[date, ...]:
        """The business days it covers."""
        return tuple(sorted({day for close in self.closes for day in close.days}))

    @property
    def sales(self) -> CountAndSum:
        """How many sales, and their totals."""
        return self._added("sales")

    @property
    def voids(self) -> CountAndSum:
        """What was taken back whole."""
        return self._added("voids")

    @property
    def refunds(self) -> CountAndSum:
        """What was paid back."""
        return self._added("refunds")

    @property
    def net(self) -> Money:
        """Turnover (R14)."""
        return sum(close.sums.net for close in self.closes)

    @property
    def receipts(self) -> int:
        """Receipt numbers used."""
        return sum(close.sums.receipts for close in self.closes)

    @property
    def discount(self) -> Money:
        """What was taken off the prices."""
        return sum(close.sums.discount for close in self.closes)

    @property
    def pay(self) -> tuple[tuple[str, Money], ...]:
        """What came in by each kind of tender."""
        rows: Counter[str] = Counter()
        for close in self.closes:
            for kind, amount in close.sums.pay:
                rows[kind] += amount
        return tuple(sorted(rows.items()))

    @property
    def over_short(self) -> Money:
        """All differences of counted drawers together."""
        return sum(close.sums.drawer.over_short or 0 for close in self.closes)

    @property
    def uncounted(self) -> int:
        """How many closes had no count."""
        return sum(close.sums.drawer.counted is None for close in self.closes)

    @property
    def hours(self) -> tuple[HourOfSales, ...]:
        """What was sold in each hour of the clock."""
        rows: dict[int, CountAndSum] = {}
        for close in self.closes:
            for hour in close.hours:
                pair = (hour.count, hour.amount)
                rows[hour.hour] = plus(rows.get(hour.hour, (0, 0)), pair)
        return tuple(HourOfSales(hour, *row) for hour, row in sorted(rows.items()))

    @property
    def categories(self) -> tuple[tuple[str, Money], ...]:
        """What each category brought, best first."""
        rows: Counter[str] = Counter()
        for close in self.closes:
            for goods in close.categories:
                rows[goods.name] += goods.goods
        return tuple(sorted(rows.items(), key=lambda row: (-row[1], row[0])))

    def _added(self, what: str) -> CountAndSum:
        total: CountAndSum = (0, 0)
        for close in self.closes:
            total = plus(total, getattr(close.sums, what))
        return total
