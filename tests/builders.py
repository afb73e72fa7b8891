"""Plain functions that build what tests need, with sensible defaults."""

import hashlib
from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime, timedelta, timezone

from pos_app.domain.identity import Booth, EnrolledTill, Event, EventPack
from pos_app.domain.journal import (
    Basket,
    CashCounted,
    CashKind,
    CashMoved,
    CountRow,
    DayClosed,
    Entry,
    FloatSet,
    Marked,
    OrderPaid,
    Pointer,
    Recorded,
    RefundGiven,
    SaleMoney,
    SaleRecorded,
    SaleVoided,
    SoldItem,
    Stamp,
    Tender,
)
from pos_app.domain.money import Money, Quantity
from pos_app.domain.totals import Tally

WIB = timezone(timedelta(hours=7))
DAY_1 = date(2026, 11, 24)
DAY_2 = date(2026, 11, 25)
DEV = "7k3mq2"
BOOTH = "A017"
SALT = "5a" * 16


def rp(amount: int) -> Money:
    """Whole rupiah."""
    return amount


def cash(amount: Money) -> Tender:
    return Tender("cash", amount)


def qris(amount: Money, *, unsure: bool = False) -> Tender:
    return Tender("qris", amount, unsure)


def at(day: date = DAY_1, hour: int = 9, minute: int = 0) -> datetime:
    return datetime(day.year, day.month, day.day, hour, minute, tzinfo=WIB)


def a_stamp(day: date = DAY_1, hour: int = 9, *, late: bool = False) -> Stamp:
    return Stamp(at=at(day, hour), day=day, op="k1", late=late)


def an_item(net: Money = 15_000, *, code: str = "KRP-01", category: str = "Makanan") -> SoldItem:
    """One piece at that price; below zero it comes back."""
    pieces = -1 if net < 0 else 1
    return SoldItem(
        code=code,
        name=f"Barang {code}",
        quantity=Quantity.of(pieces),
        unit_price=abs(net),
        net=net,
        category=category,
    )


def a_basket(*items: SoldItem) -> Basket:
    return Basket(items or (an_item(),), SALT)


def a_sale_entry(
    *pay: Tender, no: int = 1, stamp: Stamp | None = None, given: Money | None = None
) -> SaleRecorded:
    """One thing sold for what was paid; 15.000 in cash when nothing is said."""
    tenders = pay or (cash(15_000),)
    total = sum(tender.amount for tender in tenders)
    money = SaleMoney(no=no, total=total, goods=total, pay=tenders, given=given)
    return SaleRecorded(stamp or a_stamp(), money, a_basket(an_item(total)))


def a_refund_entry(amount: Money, *, no: int, stamp: Stamp | None = None) -> RefundGiven:
    """Goods of that price come back for cash."""
    money = SaleMoney(no=no, total=-amount, goods=-amount, pay=(cash(-amount),))
    return RefundGiven(stamp or a_stamp(), money, a_basket(an_item(-amount)), "rusak")


class AFeed:
    """A chain of entries as a till would record it: numbers and links are given here."""

    def __init__(self, dev: str = DEV, *, booth: str = BOOTH, day: date = DAY_1) -> None:
        self.dev, self.booth, self.day = dev, booth, day
        self.request = _link_of(f"request {dev}")
        self.entries: list[Recorded] = []
        self.tally = Tally(dev)

    def copy(self) -> "AFeed":
        """A second history that begins like this one."""
        other = AFeed(self.dev, booth=self.booth, day=self.day)
        for recorded in self.entries:
            other.record(recorded.entry)
        return other

    @property
    def next_no(self) -> int:
        return self.tally.grand().no + 1

    def record(self, entry: Entry) -> Recorded:
        previous = self.entries[-1].link if self.entries else self.request
        seq = len(self.entries) + 1
        recorded = Recorded(seq, previous, _link_of(f"{previous} {seq} {entry!r}"), entry)
        self.entries.append(recorded)
        self.tally.add(recorded)
        return recorded

    def open_with(self, amount: Money) -> Recorded:
        return self.record(FloatSet(a_stamp(self.day, 8), amount))

    def sell(self, *pay: Tender, given: Money | None = None, hour: int = 9) -> Recorded:
        stamp = a_stamp(self.day, hour)
        return self.record(a_sale_entry(*pay, no=self.next_no, stamp=stamp, given=given))

    def void(self, sale: Recorded) -> Recorded:
        """Take back a whole sale: everything it said, with turned signs."""
        assert isinstance(sale.entry, SaleRecorded)
        money = turned(sale.entry.money, self.next_no)
        items = () if sale.entry.basket is None else sale.entry.basket.items
        back = Basket(tuple(replace(i, quantity=-i.quantity, net=-i.net) for i in items), SALT)
        stamp = a_stamp(self.day)
        return self.record(SaleVoided(stamp, money, back, sale.pointer(self.dev), "salah"))

    def refund(self, amount: Money) -> Recorded:
        return self.record(a_refund_entry(amount, no=self.next_no, stamp=a_stamp(self.day)))

    def move(self, kind: CashKind, amount: Money = 0, *, of: Pointer | None = None) -> Recorded:
        return self.record(CashMoved(a_stamp(self.day), kind, amount, "lain", of))

    def count(self, *rows: CountRow) -> Recorded:
        amount = sum(denomination * pieces for denomination, pieces in rows)
        return self.record(CashCounted(a_stamp(self.day, 21), amount, rows))

    def mark(self) -> Recorded:
        stamp = a_stamp(self.day, 15)
        return self.record(Marked(stamp, self.tally.sums(), self.tally.grand()))

    def close(self, why: str = "") -> Recorded:
        tally, stamp = self.tally, a_stamp(self.day, 21)
        return self.record(DayClosed(stamp, tally.z + 1, tally.sums(), tally.grand(), why))


def without_basket(recorded: Recorded) -> Recorded:
    """The entry as a *money* file tells it: same link, no lines."""
    match recorded.entry:
        case SaleRecorded() | SaleVoided() | RefundGiven() | OrderPaid() as entry:
            return replace(recorded, entry=replace(entry, basket=None))
        case _:
            return recorded


def turned(money: SaleMoney, no: int) -> SaleMoney:
    """The money of a void: the sale's with turned signs."""
    return replace(
        money,
        no=no,
        total=-money.total,
        goods=-money.goods,
        discount=-money.discount,
        rounding=-money.rounding,
        owed=-money.owed,
        given=None,
        pay=tuple(replace(tender, amount=-tender.amount) for tender in money.pay),
        tax=tuple(replace(part, base=-part.base, amount=-part.amount) for part in money.tax),
        extras=tuple((code, -amount) for code, amount in money.extras),
    )


def an_event(*days: date) -> Event:
    return Event("bazar-2026-ab12", "Bazar Nusantara 2026", days or (DAY_1, DAY_2))


def a_pack(
    tills: Iterable[EnrolledTill] = (),
    *,
    event: Event | None = None,
    booths: tuple[Booth, ...] = (),
) -> EventPack:
    """A pack that names a booth for every till, besides the booths given."""
    enrolled = tuple(tills) or (a_till(),)
    named = {booth.booth_id for booth in booths}
    missing = {till.booth_id: Booth(till.booth_id, f"Stan {till.booth_id}") for till in enrolled}
    event = event or an_event()
    return EventPack(
        event=event,
        version=1,
        previous="0" * 64,
        made_at=at(hour=7),
        organizer_vkey=f"{event.event_id}/organizer+00000000+AA==",
        booths=(*booths, *(booth for key, booth in missing.items() if key not in named)),
        tills=enrolled,
    )


def a_till(dev: str = DEV, *, booth: str = BOOTH) -> EnrolledTill:
    return EnrolledTill(booth, dev, "vkey", _link_of(f"request {dev}"))


def _link_of(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
