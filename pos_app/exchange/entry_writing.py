"""An entry into the keys of its line: what `entry_kinds` reads, the other way round."""

from datetime import datetime
from typing import assert_never

from pos_app.domain.journal import (
    Audited,
    Basket,
    CashCounted,
    CashMoved,
    ClockMoved,
    DayClosed,
    DayOpened,
    Entry,
    FeedEnded,
    FloatSet,
    ForeignEntry,
    MakerPaid,
    Marked,
    OrderPaid,
    Pointer,
    PricesSet,
    Receipted,
    RefundGiven,
    SaleMoney,
    SaleRecorded,
    SaleTicked,
    SaleVoided,
    ShiftChanged,
    Stamp,
    StockBasket,
    StockMoved,
    Tender,
)
from pos_app.exchange.fields import Record
from pos_app.exchange.sums_line import write_grand, write_sums, write_tax


def goods_of(entry: Entry) -> Basket | StockBasket | None:
    """What stands in the entry's items-line, if it has one."""
    match entry:
        case (
            SaleRecorded(basket=basket)
            | SaleVoided(basket=basket)
            | RefundGiven(basket=basket)
            | OrderPaid(basket=basket)
        ):
            return basket
        case StockMoved(basket=goods):
            return goods
        case _:
            return None


def record_of(entry: Entry) -> Record:
    """The keys of the entry's line but its place in the chain and the hash of its goods."""
    return _stamp(entry.stamp) | {
        key: value for key, value in _content(entry).items() if value is not None
    }


# --- inside: an optional key that is not there is None -------------------------------------------


def _content(entry: Entry) -> Record:
    match entry:
        case SaleRecorded() | SaleVoided() | RefundGiven():
            return _receipt(entry)
        case CashMoved() | OrderPaid() | MakerPaid() | FloatSet() | CashCounted():
            return _cash(entry)
        case Marked(sums=sums, grand=grand):
            return {"t": "mark", "sums": write_sums(sums), "grand": write_grand(grand)}
        case DayClosed(z=z, sums=sums, grand=grand, why=why):
            return {
                "t": "close",
                "z": z,
                "sums": write_sums(sums),
                "grand": write_grand(grand),
                "why": why or None,
            }
        case _:
            return _other(entry)


def _receipt(entry: Receipted) -> Record:
    money = _money(entry.money)
    match entry:
        case SaleRecorded(why=why):
            return {"t": "sale", "why": why or None} | money
        case SaleVoided(of=of, why=why):
            return {"t": "void", "of": _pointer(of), "why": why} | money
        case RefundGiven(of=of, typed=typed, why=why):
            return {
                "t": "refund",
                "of": _pointer(of),
                "typed": typed or None,
                "why": why,
            } | money
        case unknown:
            assert_never(unknown)


def _cash(entry: CashMoved | OrderPaid | MakerPaid | FloatSet | CashCounted) -> Record:
    match entry:
        case CashMoved(kind=kind, why=why, of=of):
            own: Record = {"t": "cash", "as": kind, "why": why or None, "of": _pointer(of)}
        case OrderPaid(kind=kind, order=order, pay=pay, why=why):
            own = {
                "t": "order",
                "as": kind,
                "order": order,
                "pay": _pay(pay) or None,
                "why": why or None,
            }
        case MakerPaid(maker=maker, pay=pay):
            own = {"t": "settle", "maker": maker, "pay": _pay(pay)}
        case FloatSet(rows=rows):
            own = {"t": "float", "rows": rows or None}
        case CashCounted(rows=rows, other=other):
            own = {"t": "count", "rows": rows, "other": other or None}
        case unknown:
            assert_never(unknown)
    return own | {"amount": entry.amount}


def _other(
    entry: DayOpened
    | SaleTicked
    | StockMoved
    | PricesSet
    | ShiftChanged
    | Audited
    | ClockMoved
    | FeedEnded
    | ForeignEntry,
) -> Record:
    own: Record
    match entry:
        case DayOpened():
            own = {"t": "open"}
        case SaleTicked(of=of, found=found):
            own = {"t": "tick", "of": _pointer(of), "ok": int(found)}
        case StockMoved(kind=kind, why=why):
            own = {"t": "stock", "as": kind, "why": why or None}
        case PricesSet(version=version, link=link):
            own = {"t": "prices", "version": version, "link": link}
        case ShiftChanged(kind=kind):
            own = {"t": "shift", "as": kind}
        case Audited(what=what, of=of):
            own = {"t": "audit", "what": what, "of": _pointer(of)}
            own |= {"was": _was_or_now(entry.was), "now": _was_or_now(entry.now)}
        case ClockMoved(was=was_at, now=now_at):
            own = {"t": "clock", "was": _moment(was_at), "now": _moment(now_at)}
        case FeedEnded(why=why):
            own = {"t": "end", "why": why}
        case ForeignEntry(kind=kind):
            own = {"t": kind}
        case unknown:
            assert_never(unknown)
    return own


def _stamp(stamp: Stamp) -> Record:
    record: Record = {"at": _moment(stamp.at), "day": stamp.day.isoformat()}
    if stamp.op:
        record["op"] = stamp.op
    if stamp.by:
        record["by"] = stamp.by
    if stamp.late:
        record["late"] = 1
    return record


def _money(money: SaleMoney) -> Record:
    return {
        "no": money.no,
        "total": money.total,
        "goods": money.goods,
        "pay": _pay(money.pay),
        "disc": money.discount or None,
        "round": money.rounding or None,
        "tax": write_tax(money.tax) or None,
        "adj": money.extras or None,
        "given": money.given,
        "owed": money.owed or None,
        "order": money.order,
        "vouchers": money.vouchers or None,
    }


def _pay(pay: tuple[Tender, ...]) -> list[tuple[object, ...]]:
    return [
        (each.kind, each.amount, "unsure") if each.unsure else (each.kind, each.amount)
        for each in pay
    ]


def _pointer(pointer: Pointer | None) -> tuple[str, int, str] | None:
    return None if pointer is None else (pointer.dev, pointer.seq, pointer.link)


def _was_or_now(value: Pointer | int | str | None) -> object:
    return _pointer(value) if isinstance(value, Pointer) else value


def _moment(at: datetime) -> str:
    return at.isoformat(timespec="seconds")
