"""What receipts and orders add up to, before anybody asks for which period, day or booth."""

from collections import defaultdict
from dataclasses import dataclass, field
from typing import Literal, TypeAlias, TypeVar

from pos_app.domain.cart import OPEN_PRICE_CODE
from pos_app.domain.journal import (
    Basket,
    CountAndSum,
    OrderPaid,
    Receipted,
    SaleRecorded,
    SaleVoided,
    TaxPart,
)
from pos_app.domain.money import Money, Percent, Quantity

TaxKey: TypeAlias = tuple[Percent, Literal["in", "on"]]


@dataclass(slots=True)
class CountedSum:
    """A count and an amount that grow together."""

    count: int = 0
    amount: Money = 0

    def add(self, amount: Money, count: int = 1) -> None:
        """Count one more, or as many as given."""
        self.count += count
        self.amount += amount

    def pair(self) -> CountAndSum:
        """As it stands in files."""
        return self.count, self.amount


@dataclass(slots=True)
class Turnover:
    """Sales, voids, refunds and down payments added up; an accumulator, owned by who makes it.

    Tenders are counted as taken; a void takes its sale's tenders back, so it counts -1.
    """

    sales: CountedSum = field(default_factory=CountedSum)
    voids: CountedSum = field(default_factory=CountedSum)
    refunds: CountedSum = field(default_factory=CountedSum)
    orders: CountedSum = field(default_factory=CountedSum)
    delivered: CountedSum = field(default_factory=CountedSum)
    goods: Money = 0
    discount: Money = 0
    rounding: Money = 0
    pay: defaultdict[str, CountedSum] = field(default_factory=lambda: defaultdict(CountedSum))
    unsure: defaultdict[str, CountedSum] = field(default_factory=lambda: defaultdict(CountedSum))
    extras: defaultdict[str, Money] = field(default_factory=lambda: defaultdict(int))
    order_pay: defaultdict[str, Money] = field(default_factory=lambda: defaultdict(int))
    tax: dict[TaxKey, tuple[Money, Money]] = field(default_factory=dict)

    @property
    def net(self) -> Money:
        """Sales less voids and refunds (R14)."""
        return self.sales.amount + self.voids.amount + self.refunds.amount

    @property
    def receipts(self) -> int:
        """Receipt numbers used."""
        return self.sales.count + self.voids.count + self.refunds.count

    @property
    def gross(self) -> Money:
        """List value of what was sold and not taken back: goods before any discount."""
        return self.goods + self.discount

    @property
    def tax_on_top(self) -> Money:
        """Tax added to the prices."""
        return sum(amount for (_, kind), (_, amount) in self.tax.items() if kind == "on")

    def add_receipt(self, entry: Receipted) -> None:
        """Count a sale, void or refund."""
        money = entry.money
        count = 1
        if isinstance(entry, SaleRecorded):
            self.sales.add(money.total)
        elif isinstance(entry, SaleVoided):
            self.voids.add(money.total)
            count = -1
        else:
            self.refunds.add(money.total)
        if money.order is not None:
            self.delivered.add(money.total, count)
        self.goods += money.goods
        self.discount += money.discount
        self.rounding += money.rounding
        for tender in money.pay:
            self.pay[tender.kind].add(tender.amount, count)
            if tender.unsure:
                self.unsure[tender.kind].add(tender.amount, count)
        for code, amount in money.extras:
            self.extras[code] += amount
        for part in money.tax:
            self._add_tax((part.rate, part.kind), part.base, part.amount)

    def add_order(self, entry: OrderPaid) -> None:
        """Count a down payment taken or given back; one that is kept moves no money."""
        if entry.kind != "kept":
            self.orders.add(entry.amount)
            for tender in entry.pay:
                self.order_pay[tender.kind] += tender.amount

    def add(self, other: "Turnover") -> None:
        """Count all that another one counted."""
        for mine, its in (
            (self.sales, other.sales),
            (self.voids, other.voids),
            (self.refunds, other.refunds),
            (self.orders, other.orders),
            (self.delivered, other.delivered),
        ):
            mine.add(its.amount, its.count)
        self.goods += other.goods
        self.discount += other.discount
        self.rounding += other.rounding
        for kind, row in other.pay.items():
            self.pay[kind].add(row.amount, row.count)
        for kind, row in other.unsure.items():
            self.unsure[kind].add(row.amount, row.count)
        for code, amount in other.extras.items():
            self.extras[code] += amount
        for kind, amount in other.order_pay.items():
            self.order_pay[kind] += amount
        for key, (base, amount) in other.tax.items():
            self._add_tax(key, base, amount)

    def adds_up(self) -> bool:
        """Whether net is what the tenders say and what the parts of the receipts say."""
        by_parts = self.gross - self.discount + self.tax_on_top + self.rounding
        by_parts += sum(self.extras.values())
        return self.net == sum(row.amount for row in self.pay.values()) == by_parts

    def tax_rows(self) -> tuple[TaxPart, ...]:
        """By the written percent, byte order, then kind: `11` comes before `5`."""
        parts = [
            TaxPart(rate, kind, base, amount)
            for (rate, kind), (base, amount) in self.tax.items()
            if base or amount
        ]
        return tuple(sorted(parts, key=lambda part: (str(part.rate), part.kind)))

    def unsure_rows(self) -> tuple[tuple[str, int, Money], ...]:
        """Money not seen yet, by kind."""
        return tuple(
            (kind, row.count, row.amount)
            for kind, row in sorted(self.unsure.items())
            if row.count or row.amount
        )

    def _add_tax(self, key: TaxKey, base: Money, amount: Money) -> None:
        base_before, amount_before = self.tax.get(key, (0, 0))
        self.tax[key] = base_before + base, amount_before + amount


@dataclass(frozen=True, slots=True)
class SoldGoods:
    """How much of one product or category was sold, less what came back, and for how much.

    For a category `code` is empty; `goods` is after discounts.
    """

    name: str
    quantity: Quantity
    goods: Money
    code: str = ""


@dataclass(slots=True)
class GoodsTally:
    """What was sold, by category and by product, from the baskets; an accumulator.

    Goods without a product are one row without a name: what the till called them is in the
    language of that till.
    Files without baskets still tell what their goods cost: `unnamed`.
    """

    categories: dict[str, tuple[int, Money]] = field(default_factory=dict)
    products: dict[tuple[str, str], tuple[int, Money]] = field(default_factory=dict)
    unnamed: Money = 0

    def add_receipt(self, entry: Receipted) -> None:
        """Count the lines of a sale, void or refund."""
        self.add_basket(entry.basket, entry.money.goods)

    def add_basket(self, basket: Basket | None, goods: Money) -> None:
        """Count the lines, or only their sum where the lines are not told."""
        if basket is None:
            self.unnamed += goods
            return
        for item in basket.items:
            _grow(self.categories, item.category, item.quantity.thousandths, item.net)
            name = "" if item.code == OPEN_PRICE_CODE else item.name
            _grow(self.products, (item.code, name), item.quantity.thousandths, item.net)

    def add(self, other: "GoodsTally") -> None:
        """Count all that another one counted."""
        self.unnamed += other.unnamed
        for category, (thousandths, goods) in other.categories.items():
            _grow(self.categories, category, thousandths, goods)
        for product, (thousandths, goods) in other.products.items():
            _grow(self.products, product, thousandths, goods)

    def category_rows(self) -> tuple[SoldGoods, ...]:
        """By name; goods without a category have an empty one."""
        return tuple(
            SoldGoods(name, Quantity(thousandths), goods)
            for name, (thousandths, goods) in sorted(self.categories.items())
            if thousandths or goods
        )

    def best_sellers(self, most: int) -> tuple[SoldGoods, ...]:
        """The products most of which were sold; of as many, what brought more money."""
        by_quantity = sorted(
            self.products.items(), key=lambda row: (-row[1][0], -row[1][1], row[0])
        )
        return tuple(
            SoldGoods(name, Quantity(thousandths), goods, code)
            for (code, name), (thousandths, goods) in by_quantity[:most]
            if thousandths > 0
        )


def sum_rows(by_name: dict[str, Money]) -> tuple[tuple[str, Money], ...]:
    """Ascending, without the rows that came to nothing (codes are ASCII: byte order)."""
    return tuple((name, amount) for name, amount in sorted(by_name.items()) if amount)


_Key = TypeVar("_Key", str, tuple[str, str])


def _grow(rows: dict[_Key, tuple[int, Money]], key: _Key, thousandths: int, goods: Money) -> None:
    quantity_before, goods_before = rows.get(key, (0, 0))
    rows[key] = quantity_before + thousandths, goods_before + goods
