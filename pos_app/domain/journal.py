"""The closed set of entries: one frozen class per kind of day-file.md 6.

A till's day is an append-only list of them. Receipt, X, Z, day file, merge and event totals are
readings of that list; nothing here is ever changed once it was recorded.
"""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal, TypeAlias

from pos_app.domain.money import Money, Percent, Quantity

CountRow: TypeAlias = tuple[Money, int]
"""Denomination and pieces."""

CountAndSum: TypeAlias = tuple[int, Money]

CashKind = Literal["in", "out", "drop", "open", "owed", "kept"]
OrderKind = Literal["paid", "back", "kept"]
StockKind = Literal["open", "in", "out", "count", "damaged", "moved"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Stamp:
    """When an entry was made, for which business day, by whom.

    `at` is aware, in the event's zone, whole seconds. `op` and `by` are local codes (`k1`): the
    operator and the second person who allowed it. `late`: typed later for an earlier day.
    """

    at: datetime
    day: date
    op: str = ""
    by: str = ""
    late: bool = False


@dataclass(frozen=True, slots=True)
class Pointer:
    """Points at an entry of this or another feed: till, number and link."""

    dev: str
    seq: int
    link: str


@dataclass(frozen=True, slots=True)
class Head:
    """The last number and link of a chain."""

    seq: int
    link: str


@dataclass(frozen=True, slots=True)
class Tender:
    """One act of paying: kind (`cash`, `qris`, …) and amount; unsure = money not seen yet."""

    kind: str
    amount: Money
    unsure: bool = False


@dataclass(frozen=True, slots=True)
class TaxPart:
    """Tax of one rate: inside the price (`in`) or on top of it (`on`)."""

    rate: Percent
    kind: Literal["in", "on"]
    base: Money
    amount: Money


@dataclass(frozen=True, slots=True, kw_only=True)
class SoldItem:
    """One line as sold. `net` = half-up(qty x unit) - disc; `line` counts a sale's lines from 1."""

    code: str
    name: str
    quantity: Quantity
    unit_price: Money
    net: Money
    discount: Money = 0
    list_price: Money | None = None
    category: str = ""
    tax_rate: Percent | None = None
    tax: Money = 0
    maker: str = ""
    share: Money | None = None
    line: int | None = None
    parts: tuple[tuple[str, Quantity], ...] = ()


@dataclass(frozen=True, slots=True)
class StockItem:
    """A quantity of a product in a stock entry; carries no money."""

    code: str
    quantity: Quantity
    name: str = ""


@dataclass(frozen=True, slots=True)
class Basket:
    """The lines of an entry, bound to it by a salted hash; absent in *money* files."""

    items: tuple[SoldItem, ...]
    salt: str


@dataclass(frozen=True, slots=True)
class StockBasket:
    """The goods of a stock entry, bound to it like a basket."""

    items: tuple[StockItem, ...]
    salt: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SaleMoney:
    """The money of a sale, void or refund (the last two with turned signs), day-file.md 6.

    `given` = cash handed over, None when not typed; `owed` = change still owed to the buyer.
    """

    no: int
    total: Money
    goods: Money
    pay: tuple[Tender, ...]
    discount: Money = 0
    rounding: Money = 0
    tax: tuple[TaxPart, ...] = ()
    extras: tuple[tuple[str, Money], ...] = ()
    given: Money | None = None
    owed: Money = 0
    order: int | None = None
    vouchers: tuple[str, ...] = ()

    @property
    def cash_part(self) -> Money:
        """What the drawer keeps of this sale."""
        return sum(tender.amount for tender in self.pay if tender.kind == "cash")

    @property
    def change(self) -> Money:
        """Cash handed back at once."""
        return 0 if self.given is None else self.given - self.cash_part - self.owed


@dataclass(frozen=True, slots=True)
class DayOpened:
    """The day was opened."""

    stamp: Stamp


@dataclass(frozen=True, slots=True)
class FloatSet:
    """The opening float; the last one since the last close counts."""

    stamp: Stamp
    amount: Money
    rows: tuple[CountRow, ...] = ()


@dataclass(frozen=True, slots=True)
class SaleRecorded:
    """A paid cart, final. A sale of 0 has no tender and a `why`."""

    stamp: Stamp
    money: SaleMoney
    basket: Basket | None
    why: str = ""

    @property
    def change(self) -> Money:
        """Cash handed back at once, also out of a payment without any cash (M6)."""
        money = self.money
        return max(0, (money.given or 0) - money.cash_part) - money.owed if money.pay else 0


@dataclass(frozen=True, slots=True)
class SaleVoided:
    """Takes back a whole sale of the same open day."""

    stamp: Stamp
    money: SaleMoney
    basket: Basket | None
    of: Pointer
    why: str


@dataclass(frozen=True, slots=True)
class RefundGiven:
    """Money back for returned goods; `typed` = number read from paper, neither = no receipt."""

    stamp: Stamp
    money: SaleMoney
    basket: Basket | None
    why: str
    of: Pointer | None = None
    typed: str = ""


@dataclass(frozen=True, slots=True)
class CashMoved:
    """Cash into or out of the drawer without a sale; `open` is a drawer opened, amount 0."""

    stamp: Stamp
    kind: CashKind
    amount: Money
    why: str = ""
    of: Pointer | None = None


@dataclass(frozen=True, slots=True)
class OrderPaid:
    """A down payment taken, given back, or kept."""

    stamp: Stamp
    kind: OrderKind
    order: int
    amount: Money
    pay: tuple[Tender, ...] = ()
    basket: Basket | None = None
    why: str = ""


@dataclass(frozen=True, slots=True)
class MakerPaid:
    """Paid to a maker."""

    stamp: Stamp
    maker: str
    amount: Money
    pay: tuple[Tender, ...]


@dataclass(frozen=True, slots=True)
class CashCounted:
    """What is really in the drawer; every recount is an entry."""

    stamp: Stamp
    amount: Money
    rows: tuple[CountRow, ...]
    other: Money = 0


@dataclass(frozen=True, slots=True)
class SaleTicked:
    """A QRIS sale found or not found in the merchant's list; the last one counts."""

    stamp: Stamp
    of: Pointer
    found: bool


@dataclass(frozen=True, slots=True)
class StockMoved:
    """Goods in, out, counted, damaged or moved."""

    stamp: Stamp
    kind: StockKind
    basket: StockBasket | None
    why: str = ""


@dataclass(frozen=True, slots=True)
class PricesSet:
    """The price list in force."""

    stamp: Stamp
    version: int
    link: str


@dataclass(frozen=True, slots=True)
class ShiftChanged:
    """An operator's stretch starts or ends."""

    stamp: Stamp
    kind: Literal["start", "end"]


@dataclass(frozen=True, slots=True)
class Audited:
    """A change worth knowing of: settings, rights, prices, reprints. Holds no free text."""

    stamp: Stamp
    what: str
    of: Pointer | None = None
    was: Pointer | int | str | None = None
    now: Pointer | int | str | None = None


@dataclass(frozen=True, slots=True)
class ClockMoved:
    """The system clock moved against the last entry or the monotonic clock."""

    stamp: Stamp
    was: datetime
    now: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class DrawerSums:
    """The drawer of a period. `counted` is None when nothing was counted after the last change."""

    float_amount: Money = 0
    paid_in: Money = 0
    paid_out: Money = 0
    dropped: Money = 0
    no_sale: int = 0
    expected: Money = 0
    counted: Money | None = None

    @property
    def over_short(self) -> Money | None:
        """Counted less expected: plus is over, minus is short, None is not counted (R9)."""
        return None if self.counted is None else self.counted - self.expected


@dataclass(frozen=True, slots=True, kw_only=True)
class Sums:
    """Everything since the previous close, as day-file.md 7 fixes it; rows ascend, byte order."""

    sales: CountAndSum = (0, 0)
    voids: CountAndSum = (0, 0)
    refunds: CountAndSum = (0, 0)
    days: tuple[tuple[date, int, Money], ...] = ()
    pay: tuple[tuple[str, Money], ...] = ()
    drawer: DrawerSums = DrawerSums()
    discount: Money = 0
    rounding: Money = 0
    owed: Money = 0
    extras: tuple[tuple[str, Money], ...] = ()
    tax: tuple[TaxPart, ...] = ()
    unsure: tuple[tuple[str, int, Money], ...] = ()
    orders: CountAndSum = (0, 0)
    order_pay: tuple[tuple[str, Money], ...] = ()
    makers: tuple[tuple[str, Money], ...] = ()
    settle_pay: tuple[tuple[str, Money], ...] = ()
    ticks: tuple[int, int] = (0, 0)

    @property
    def net(self) -> Money:
        """Turnover: sales less voids and refunds (R14)."""
        return self.sales[1] + self.voids[1] + self.refunds[1]

    @property
    def receipts(self) -> int:
        """Receipt numbers used."""
        return self.sales[0] + self.voids[0] + self.refunds[0]


@dataclass(frozen=True, slots=True, kw_only=True)
class Grand:
    """Perpetual totals of a feed, never reset."""

    no: int = 0
    sales: CountAndSum = (0, 0)
    voids: CountAndSum = (0, 0)
    refunds: CountAndSum = (0, 0)

    @property
    def net(self) -> Money:
        """Turnover since the feed began."""
        return self.sales[1] + self.voids[1] + self.refunds[1]


@dataclass(frozen=True, slots=True)
class Marked:
    """Running sums since the last close, so that a file can end in the middle of a day."""

    stamp: Stamp
    sums: Sums
    grand: Grand


@dataclass(frozen=True, slots=True)
class DayClosed:
    """The close: all since the previous one, numbered; `why` explains the drawer's difference."""

    stamp: Stamp
    z: int
    sums: Sums
    grand: Grand
    why: str = ""


@dataclass(frozen=True, slots=True)
class FeedEnded:
    """Nothing may follow under this key."""

    stamp: Stamp
    why: Literal["finished", "replaced"]


@dataclass(frozen=True, slots=True)
class ForeignEntry:
    """An `x-` kind of somebody else: kept and linked, carries no money."""

    stamp: Stamp
    kind: str


Receipted: TypeAlias = SaleRecorded | SaleVoided | RefundGiven
"""The kinds that take a receipt number."""

Entry: TypeAlias = (
    DayOpened
    | FloatSet
    | SaleRecorded
    | SaleVoided
    | RefundGiven
    | CashMoved
    | OrderPaid
    | MakerPaid
    | CashCounted
    | SaleTicked
    | StockMoved
    | PricesSet
    | ShiftChanged
    | Audited
    | ClockMoved
    | Marked
    | DayClosed
    | FeedEnded
    | ForeignEntry
)


@dataclass(frozen=True, slots=True)
class Recorded:
    """An entry at its place in the chain: number, link of the one before, own link."""

    seq: int
    previous: str
    link: str
    entry: Entry

    def pointer(self, dev: str) -> Pointer:
        """How a later entry points at this one."""
        return Pointer(dev, self.seq, self.link)
