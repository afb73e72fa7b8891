"""What must add up within one entry (day-file.md 6): a broken equation is E_TOTAL."""

from collections import defaultdict
from typing import assert_never

from pos_app.domain.journal import (
    Basket,
    CashCounted,
    CountRow,
    Entry,
    FloatSet,
    MakerPaid,
    OrderPaid,
    RefundGiven,
    SaleMoney,
    SaleRecorded,
    SaleVoided,
    SoldItem,
    Tender,
)
from pos_app.domain.money import Money, Percent
from pos_app.exchange.fields import BadLine


def check_equations(entry: Entry) -> None:
    """Raises BadLine E_TOTAL, naming the field whose sum is another."""
    match entry:
        case SaleRecorded(money=money, basket=basket):
            _check_money(money)
            _check_change(money)
            _check_basket(money, basket)
        case SaleVoided(money=money, basket=basket) | RefundGiven(money=money, basket=basket):
            _check_money(money)
            _check_basket(money, basket)
        case OrderPaid() | MakerPaid() | FloatSet() | CashCounted():
            _check_amount(entry)
        case _:
            pass  # nothing in the others adds up


def _check_amount(entry: OrderPaid | MakerPaid | FloatSet | CashCounted) -> None:
    match entry:
        case OrderPaid(pay=pay, amount=amount, basket=basket):
            if pay:  # kept money moves nothing
                _check("pay", _sum_of(pay), amount)
            for item in basket.items if basket else ():
                _check_line(item)
        case MakerPaid(pay=pay, amount=amount):
            _check("pay", _sum_of(pay), amount)
        case FloatSet(rows=rows, amount=amount):
            if rows:
                _check("rows", _worth_of(rows), amount)
        case CashCounted(rows=rows, amount=amount, other=other):
            _check("rows", _worth_of(rows) + other, amount)
        case unknown:
            assert_never(unknown)


def _check(field: str, found: Money, stated: Money) -> None:
    if found != stated:
        raise BadLine("E_TOTAL", f"{field}: {found} is not {stated}")


def _sum_of(pay: tuple[Tender, ...]) -> Money:
    return sum([tender.amount for tender in pay])


def _worth_of(rows: tuple[CountRow, ...]) -> Money:
    return sum(denomination * pieces for denomination, pieces in rows)


def _check_money(money: SaleMoney) -> None:
    total = money.goods + money.rounding
    if money.tax:
        total += sum(part.amount for part in money.tax if part.kind == "on")
    if money.extras:
        total += sum(amount for _, amount in money.extras)
    _check("total", total, money.total)
    _check("pay", _sum_of(money.pay), money.total)


def _check_change(money: SaleMoney) -> None:
    """Change never runs below nothing; what is owed without notes handed over came as cash back."""
    if money.given is None and not money.owed:
        return
    change = (money.given or 0) - money.cash_part - money.owed
    if change < 0:
        raise BadLine("E_TOTAL", f"change: {change}")


def _check_basket(money: SaleMoney, basket: Basket | None) -> None:
    if basket is None:
        return  # a file without baskets: the entry's own equations must do
    for item in basket.items:
        _check_line(item)
    _check("goods", sum([item.net for item in basket.items]), money.goods)
    _check("disc", sum([item.discount for item in basket.items]), money.discount)
    _check_tax_inside(money, basket)


def _check_line(item: SoldItem) -> None:
    _check("net", item.quantity.times(item.unit_price) - item.discount, item.net)


def _check_tax_inside(money: SaleMoney, basket: Basket) -> None:
    """Per rate: the lines' tax is the row's amount, and their rest is its base."""
    if not money.tax and all(item.tax_rate is None for item in basket.items):
        return
    tax: defaultdict[Percent, Money] = defaultdict(int)
    net: defaultdict[Percent, Money] = defaultdict(int)
    for item in basket.items:
        if item.tax_rate is not None:
            tax[item.tax_rate] += item.tax
            net[item.tax_rate] += item.net
    rows = [part for part in money.tax if part.kind == "in"]
    for part in rows:
        _check("tax", tax[part.rate], part.amount)
        _check("base", net[part.rate] - tax[part.rate], part.base)
    stated = {part.rate for part in rows}
    _check("tax", sum(amount for rate, amount in tax.items() if rate not in stated), 0)
