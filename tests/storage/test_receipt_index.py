"""A search that has enough among the newest receipts reads no further, and finds the same."""

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import product
from pathlib import Path

import pytest

from pos_app.domain.journal import (
    Basket,
    Recorded,
    SaleMoney,
    SaleRecorded,
    SoldItem,
    Stamp,
    Tender,
)
from pos_app.domain.money import Quantity
from pos_app.domain.receipt_search import FoundReceipt, ReceiptQuery, StateWanted, read_terms
from pos_app.storage.database import TillDatabase
from pos_app.storage.journal_store import StoredEntry
from pos_app.storage.receipt_index import ReceiptIndex
from tests.builders import DEV, SALT, at

NAMES = ("Kopi susu", "Kopi pahit", "Keripik pisang 250 g", "Kaus lukis", "Susu kedelai")
SALES = 60
FIRST_DAY = date(2026, 11, 26)


@pytest.fixture
def database(tmp_path: Path) -> Iterator[TillDatabase]:
    database = TillDatabase(tmp_path / "till.db")
    with database.transaction():
        for number in range(1, SALES + 1):
            link = f"{number:064x}"
            database.journal.append(StoredEntry(number, link, b"{}", None))
            database.receipts.note(Recorded(number, "", link, _sale(number)), DEV)
            if number % 9 == 0:
                database.receipts.mark_money(number, "unsure")
    yield database
    database.close()


def _sale(number: int) -> SaleRecorded:
    total = number % 4 * 5_000 + 5_000
    names = [name for place, name in enumerate(NAMES, 1) if number % (place + 1) == 0]
    items = tuple(
        SoldItem(code=f"P{number:02d}", name=name, quantity=Quantity.of(1), unit_price=0, net=0)
        for name in names
    )
    pay = (Tender("card" if number % 7 == 0 else "cash", total),)
    money = SaleMoney(no=number, total=total, goods=total, pay=pay)
    moment = at(hour=9) + timedelta(minutes=40 * number)
    return SaleRecorded(Stamp(at=moment, day=moment.date()), money, Basket(items, SALT))


def _page_by_page(
    index: ReceiptIndex, query: ReceiptQuery, most: int
) -> Iterator[list[FoundReceipt]]:
    before: int | None = None
    while page := index.search(query, before=before, most=most):
        yield page
        before = page[-1].seq


def test_s22_where_a_search_looks_first_changes_nothing_of_what_it_finds(
    database: TillDatabase,
) -> None:
    texts = ("", "k", "kopi", "kopi susu", "susu kopi kaus", "10rb", "kopi 10rb", "12", "250", "--")
    tenders, days = ("", "card"), (None, FIRST_DAY, FIRST_DAY + timedelta(days=1))
    states: tuple[StateWanted, ...] = ("", "paid", "unsure", "voided")
    everything = ReceiptIndex(database._connection)
    hurried = [ReceiptIndex(database._connection, newest=newest) for newest in (1, 7, 59)]
    lengths = set()
    for text, tender, day, state in product(texts, tenders, days, states):
        query = ReceiptQuery(read_terms(text, DEV), day, tender, state)
        wanted = everything.search(query, most=SALES)
        lengths.add(len(wanted))
        for index in hurried:
            pages = list(_page_by_page(index, query, 5))
            assert [row for page in pages for row in page] == wanted
            assert all(len(page) == 5 for page in pages[:-1])
    assert {0, SALES} < lengths
