"""An entry and its line: one content has one form, and nothing is lost on the way."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pos_app.domain.correction import turned_item, turned_money
from pos_app.domain.journal import (
    Audited,
    Basket,
    CashCounted,
    CashMoved,
    ClockMoved,
    DayClosed,
    DayOpened,
    DrawerSums,
    Entry,
    FeedEnded,
    FloatSet,
    ForeignEntry,
    Grand,
    MakerPaid,
    Marked,
    OrderPaid,
    Pointer,
    PricesSet,
    RefundGiven,
    SaleMoney,
    SaleRecorded,
    SaleTicked,
    SaleVoided,
    ShiftChanged,
    SoldItem,
    Stamp,
    StockBasket,
    StockItem,
    StockMoved,
    Sums,
    TaxPart,
    Tender,
)
from pos_app.domain.money import Percent, Quantity
from pos_app.exchange.entry_line import link_of, read_entry, write_entry
from tests.builders import a_basket, a_sale_entry, an_item, cash
from tests.exchange.vector_files import vector

LINK = "ab" * 32

# --- any entry at all ----------------------------------------------------------------------------

ZONES = st.sampled_from([timezone(timedelta(hours=hours)) for hours in (-3, 0, 7, 8, 9)])
MOMENTS = st.datetimes(
    min_value=datetime(2020, 1, 1),  # noqa: DTZ001 - the strategy adds the zone
    max_value=datetime(2090, 1, 1),  # noqa: DTZ001
    timezones=ZONES,
).map(lambda at: at.replace(microsecond=0, fold=0))
DAYS = st.dates(date(2020, 1, 1), date(2090, 1, 1))
OPERATORS = st.sampled_from(["", "k1", "k99"])
STAMPS = st.builds(Stamp, at=MOMENTS, day=DAYS, op=OPERATORS, by=OPERATORS, late=st.booleans())
CODES = st.from_regex(r"[a-z][a-z0-9_-]{0,23}", fullmatch=True)
IDS = st.from_regex(r"[A-Za-z0-9][A-Za-z0-9._-]{0,31}", fullmatch=True)
KINDS = CODES.filter(lambda kind: kind not in ("other", "dp", "cash"))
TEXTS = st.text("abcxyz 09-é…中🙂", min_size=1, max_size=20)
LINKS = st.from_regex(r"[0-9a-f]{64}", fullmatch=True)
SALTS = st.from_regex(r"[0-9a-f]{32}", fullmatch=True)
COUNTERS = st.integers(1, 2**31 - 1)
AMOUNTS = st.integers(1, 10**9)
POINTERS = st.builds(Pointer, IDS, COUNTERS, LINKS)
PERCENTS = st.integers(0, 99_999).map(Percent)
QUANTITIES = st.integers(1, 99_999_999).map(Quantity)
PARTS = st.lists(st.tuples(TEXTS, QUANTITIES), max_size=2).map(tuple)


def lists_of(strategy: st.SearchStrategy[Any], most: int = 3) -> st.SearchStrategy[Any]:
    return st.lists(strategy, max_size=most).map(tuple)


@st.composite
def items(draw: st.DrawFn) -> SoldItem:
    quantity, unit = draw(QUANTITIES), draw(st.integers(0, 10**6))
    gross = quantity.times(unit)
    discount = draw(st.integers(0, gross))
    net = gross - discount
    rate = draw(st.none() | PERCENTS)
    maker = draw(st.just("") | IDS)
    listed = draw(st.none() | AMOUNTS.filter(lambda price: price != unit))
    return SoldItem(
        code=draw(TEXTS),
        name=draw(TEXTS),
        quantity=quantity,
        unit_price=unit,
        net=net,
        discount=discount,
        list_price=listed,
        category=draw(st.just("") | TEXTS),
        tax_rate=rate,
        tax=0 if rate is None else draw(st.integers(0, net)),
        maker=maker,
        share=draw(st.integers(0, 10**6)) if maker else None,
        parts=draw(PARTS),
    )


@st.composite
def sales(draw: st.DrawFn) -> SaleRecorded:
    basket = Basket(tuple(draw(st.lists(items(), min_size=1, max_size=3))), draw(SALTS))
    goods = sum(item.net for item in basket.items)
    rates = {item.tax_rate for item in basket.items if item.tax_rate is not None}
    inside = tuple(tax_inside(rate, basket) for rate in sorted(rates))
    on_top = TaxPart(draw(PERCENTS), "on", goods, draw(st.integers(0, 10**6)))
    tax = draw(st.sampled_from([inside, (*inside, on_top)]))
    extras = draw(lists_of(st.tuples(CODES, AMOUNTS), 2))
    total = goods + sum(part.amount for part in tax if part.kind == "on")
    total += sum(amount for _, amount in extras)
    rounding = draw(st.integers(-min(999, total), 999)) if total else 0
    total += rounding
    pay = draw(tenders(total, needs_cash=bool(rounding)))
    in_cash = sum(tender.amount for tender in pay if tender.kind == "cash")
    given = draw(st.none() | st.integers(in_cash + 1, in_cash + 10**6)) if in_cash > 0 else None
    owed = 0 if given is None else draw(st.integers(0, given - in_cash))
    uses_order = any(tender.kind == "dp" for tender in pay)
    money = SaleMoney(
        no=draw(COUNTERS),
        total=total,
        goods=goods,
        pay=pay,
        discount=sum(item.discount for item in basket.items),
        rounding=rounding,
        tax=tax,
        extras=extras,
        given=given,
        owed=owed,
        order=draw(COUNTERS) if uses_order else draw(st.none() | COUNTERS),
        vouchers=draw(lists_of(IDS)),
    )
    why = draw(CODES) if not total else draw(st.just("") | CODES)
    return SaleRecorded(draw(STAMPS), money, basket, why)


def tax_inside(rate: Percent, basket: Basket) -> TaxPart:
    lines = [item for item in basket.items if item.tax_rate == rate]
    amount = sum(item.tax for item in lines)
    return TaxPart(rate, "in", sum(item.net for item in lines) - amount, amount)


@st.composite
def tenders(draw: st.DrawFn, total: int, *, needs_cash: bool = False) -> tuple[Tender, ...]:
    """Some by other kinds, the rest in cash, which may be cash given back."""
    if not total:
        return ()
    pay = [
        Tender(draw(KINDS | st.just("dp")), draw(AMOUNTS), draw(st.booleans()))
        for _ in range(draw(st.integers(0, 3)))
    ]
    rest = total - sum(tender.amount for tender in pay)
    if rest:
        pay.append(Tender("cash", rest))
    elif needs_cash:
        pay = [Tender("cash", total)]
    return tuple(pay)


@st.composite
def voids(draw: st.DrawFn) -> SaleVoided:
    sale = draw(sales())
    assert sale.basket is not None
    back = Basket(tuple(turned_item(item) for item in sale.basket.items), draw(SALTS))
    money = turned_money(sale.money, draw(COUNTERS))
    return SaleVoided(draw(STAMPS), money, back, draw(POINTERS), draw(CODES))


@st.composite
def refunds(draw: st.DrawFn) -> RefundGiven:
    void = draw(voids())
    assert void.basket is not None
    line = draw(st.none() | st.integers(1, 200))
    back = replace(void.basket, items=tuple(replace(item, line=line) for item in void.basket.items))
    of, typed = draw(st.sampled_from([(void.of, ""), (None, "7K3MQ2-000214"), (None, "")]))
    money = replace(void.money, owed=0)
    return RefundGiven(void.stamp, money, back, void.why, of, typed)


@st.composite
def orders(draw: st.DrawFn) -> OrderPaid:
    kind = draw(st.sampled_from(["paid", "back", "kept"]))
    amount = draw(AMOUNTS)
    other = Tender(draw(KINDS), draw(AMOUNTS))
    pay: tuple[Tender, ...] = (other, Tender("cash", amount - other.amount))
    pay = tuple(tender for tender in pay if tender.amount)
    if kind == "back":
        amount = -amount
        pay = tuple(replace(tender, amount=-tender.amount) for tender in pay)
    basket = draw(st.none() | st.builds(Basket, st.tuples(items()), SALTS))
    why = draw(CODES if kind == "kept" else st.just("") | CODES)
    order = draw(COUNTERS)
    paid = () if kind == "kept" else pay
    return OrderPaid(draw(STAMPS), kind, order, amount, paid, basket, why)  # type: ignore[arg-type]


@st.composite
def counts(draw: st.DrawFn) -> CashCounted:
    worth = sorted(draw(st.sets(AMOUNTS, max_size=4)), reverse=True)
    rows = tuple((each, draw(st.integers(1, 500))) for each in worth)
    other = draw(st.integers(0, 10**6))
    amount = sum(each * pieces for each, pieces in rows) + other
    return CashCounted(draw(STAMPS), amount, rows, other)


@st.composite
def floats(draw: st.DrawFn) -> FloatSet:
    counted = draw(counts())
    if draw(st.booleans()):
        return FloatSet(counted.stamp, counted.amount)
    return FloatSet(counted.stamp, counted.amount - counted.other, counted.rows)


@st.composite
def cash_moves(draw: st.DrawFn) -> CashMoved:
    kind = draw(st.sampled_from(["in", "out", "drop", "open", "owed", "kept"]))
    sign = {"in": 1, "open": 0}.get(kind, -1)
    why = draw(CODES if kind == "kept" else st.just("") | CODES)
    of = draw(POINTERS if kind in ("owed", "kept") else st.none() | POINTERS)
    return CashMoved(draw(STAMPS), kind, sign * draw(AMOUNTS), why, of)  # type: ignore[arg-type]


PAIRS = st.tuples(st.integers(0, 10**6), st.integers(-(10**12), 10**12))
BY_KIND = lists_of(st.tuples(CODES, st.integers(-(10**12), 10**12)))
SIGNED = st.integers(-(10**12), 10**12)
TAX_PARTS = st.builds(TaxPart, PERCENTS, st.sampled_from(["in", "on"]), SIGNED, SIGNED)
DRAWERS = st.builds(
    DrawerSums,
    float_amount=AMOUNTS,
    paid_in=AMOUNTS,
    paid_out=AMOUNTS.map(lambda amount: -amount),
    dropped=AMOUNTS.map(lambda amount: -amount),
    no_sale=st.integers(0, 99),
    expected=SIGNED,
    counted=st.none() | SIGNED,
)
SUMS = st.builds(
    Sums,
    sales=PAIRS,
    voids=PAIRS,
    refunds=PAIRS,
    days=lists_of(st.tuples(DAYS, st.integers(1, 999), SIGNED)),
    pay=BY_KIND,
    drawer=DRAWERS,
    discount=SIGNED,
    rounding=SIGNED,
    owed=SIGNED,
    extras=BY_KIND,
    tax=lists_of(TAX_PARTS),
    unsure=lists_of(st.tuples(CODES, st.integers(-99, 99), SIGNED)),
    orders=PAIRS,
    order_pay=BY_KIND,
    makers=lists_of(st.tuples(IDS, SIGNED)),
    settle_pay=BY_KIND,
    ticks=st.tuples(st.integers(0, 99), st.integers(0, 99)),
)
GRANDS = st.builds(Grand, no=st.integers(0, 10**6), sales=PAIRS, voids=PAIRS, refunds=PAIRS)
STOCK = st.builds(
    StockBasket,
    st.lists(
        st.builds(StockItem, TEXTS, QUANTITIES, st.just("") | TEXTS), min_size=1, max_size=3
    ).map(tuple),
    SALTS,
)
WAS_OR_NOW = st.none() | POINTERS | st.integers(-(2**53) + 1, 2**53 - 1) | IDS
WHY = st.just("") | CODES

ENTRIES: st.SearchStrategy[Entry] = st.one_of(
    sales(),
    voids(),
    refunds(),
    orders(),
    counts(),
    floats(),
    cash_moves(),
    st.builds(DayOpened, STAMPS),
    AMOUNTS.flatmap(
        lambda amount: st.builds(
            MakerPaid, STAMPS, IDS, st.just(-amount), st.just((Tender("qris", -amount),))
        )
    ),
    st.builds(SaleTicked, STAMPS, POINTERS, st.booleans()),
    st.builds(StockMoved, STAMPS, st.sampled_from(["open", "in", "count"]), STOCK, WHY),
    st.builds(PricesSet, STAMPS, COUNTERS, LINKS),
    st.builds(ShiftChanged, STAMPS.map(lambda stamp: replace(stamp, op="k2")), st.just("start")),
    st.builds(Audited, STAMPS, CODES, st.none() | POINTERS, WAS_OR_NOW, WAS_OR_NOW),
    st.builds(ClockMoved, STAMPS, MOMENTS, MOMENTS),
    st.builds(Marked, STAMPS, SUMS, GRANDS),
    st.builds(DayClosed, STAMPS, COUNTERS, SUMS, GRANDS, WHY),
    st.builds(FeedEnded, STAMPS, st.sampled_from(["finished", "replaced"])),
    st.builds(ForeignEntry, STAMPS, st.just("x-lamp")),
)


@given(ENTRIES, COUNTERS, LINKS)
def test_any_entry_reads_back_from_its_lines_and_has_no_others(
    entry: Entry, seq: int, previous: str
) -> None:
    written = write_entry(entry, seq=seq, previous=previous)
    recorded = read_entry(written.line, written.items_line)
    assert recorded.entry == entry
    assert (recorded.seq, recorded.previous) == (seq, previous)
    assert recorded.link == written.link == link_of(written.line)
    assert write_entry(recorded.entry, seq=seq, previous=previous) == written


# --- published lines -----------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["a017-both-days", "c003-all-kinds", "good-void-with-owed"])
def test_published_lines_are_written_as_they_stand(name: str) -> None:
    lines = vector(f"{name}.gerai.txt").partition(b"\n\n")[0].split(b"\n")[1:]
    for place, line in enumerate(lines):
        if line.startswith(b'{"i":') or b'"x_state"' in line:
            continue
        follows = lines[place + 1] if place + 1 < len(lines) else b""
        items_line = follows if follows.startswith(b'{"i":') else None
        recorded = read_entry(line, items_line)
        written = write_entry(recorded.entry, seq=recorded.seq, previous=recorded.previous)
        assert (written.line, written.items_line) == (line, items_line)


def test_a_sale_is_spelled_as_in_the_contract() -> None:
    written = write_entry(a_sale_entry(cash(15_000), given=20_000), seq=3, previous=LINK)
    assert written.items_line is not None
    goods = link_of(written.items_line)
    assert written.line.decode() == (
        '{"at":"2026-11-24T09:00:00+07:00","day":"2026-11-24","given":20000,"goods":15000,'
        f'"items":"{goods}","no":1,"op":"k1","pay":[["cash",15000]],"prev":"{LINK}","seq":3,'
        '"t":"sale","total":15000}'
    )
    assert written.items_line.decode() == (
        '{"i":[{"cat":"Makanan","code":"KRP-01","name":"Barang KRP-01","net":15000,"qty":"1",'
        '"unit":15000}],"salt":"5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a","t":"items"}'
    )


# --- our own journal -----------------------------------------------------------------------------


def spoiled(change: Callable[[SaleMoney], SaleMoney]) -> SaleRecorded:
    sale = a_sale_entry(cash(15_000))
    return replace(sale, money=change(sale.money))


@pytest.mark.parametrize(
    ("entry", "code"),
    [
        (spoiled(lambda money: replace(money, total=14_999)), "E_TOTAL"),
        (spoiled(lambda money: replace(money, goods=14_999, total=14_999)), "E_TOTAL"),
        (spoiled(lambda money: replace(money, given=-1)), "E_FIELD"),
        (spoiled(lambda money: replace(money, no=0)), "E_FIELD"),
        (replace(a_sale_entry(), basket=None), "E_FIELD"),
        (replace(a_sale_entry(), basket=a_basket(an_item(14_000))), "E_TOTAL"),
        (replace(a_sale_entry(), why="Not a code"), "E_FIELD"),
        (replace(a_sale_entry(), basket=Basket((an_item(code="e\u0301"),), "5a" * 16)), "E_TEXT"),
    ],
)
def test_what_no_reader_would_take_is_never_written(entry: SaleRecorded, code: str) -> None:
    with pytest.raises(ValueError, match=code):
        write_entry(entry, seq=1, previous=LINK)


def test_what_a_line_cannot_carry_is_never_written() -> None:
    early = replace(a_sale_entry().stamp, at=datetime(2026, 11, 24, 9, 0, 0, 5, UTC))
    with pytest.raises(ValueError, match="another"):
        write_entry(DayOpened(early), seq=1, previous=LINK)


def test_an_entry_without_its_goods_reads_as_in_a_file_without_baskets() -> None:
    written = write_entry(a_sale_entry(), seq=1, previous=LINK)
    entry = read_entry(written.line, None).entry
    assert entry == replace(a_sale_entry(), basket=None)


def test_goods_of_another_entry_are_damage() -> None:
    sale = write_entry(a_sale_entry(), seq=1, previous=LINK)
    other = write_entry(a_sale_entry(cash(16_000)), seq=1, previous=LINK)
    opened = write_entry(DayOpened(a_sale_entry().stamp), seq=1, previous=LINK)
    for line in (sale.line, opened.line):
        with pytest.raises(ValueError, match="E_ITEMS"):
            read_entry(line, other.items_line)
