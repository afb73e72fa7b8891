"""Finding receipts among 100,000 as people ask for them, against reading one row by its number."""

import random
from datetime import timedelta
from pathlib import Path

from pos_app.domain.journal import Basket, Recorded, SaleMoney, SaleRecorded, SoldItem, Stamp
from pos_app.domain.money import Quantity
from pos_app.domain.receipt_search import ReceiptQuery, read_terms
from pos_app.storage.database import TillDatabase
from pos_app.storage.journal_store import StoredEntry
from tests.bench.measure import Floor, Measured, Rounds
from tests.builders import DEV, SALT, at, cash, qris

RECEIPTS = 100_000
PER_ROUND = 60
SECOND = ("pi", "lam", "nas", "dung", "bus")
WORDS = tuple(f"{first}{second}" for first in ("ke", "ta", "su", "ro", "ma") for second in SECOND)
ASKED = (
    "",
    "123",
    "99999",
    "50rb",
    "kepi",
    "zzz",
    "12.30 kepi",
    "talam 125rb",
    "ke",
    "talam kepi madung",
)


def finding_receipts(folder: Path, rounds: Rounds) -> Measured:
    """The newest hundred that fit, for ten questions in turn."""
    count = rounds.of(RECEIPTS)
    database = TillDatabase(folder / "till.db")
    chance = random.Random(22)
    with database.transaction():
        for number in range(1, count + 1):
            link = f"{number:064x}"
            database.journal.append(StoredEntry(number, link, b"{}", None))
            database.receipts.note(Recorded(number, "", link, _a_sale(number, chance)), DEV)
    queries = [ReceiptQuery(read_terms(text, DEV)) for text in ASKED]
    measured = rounds.measure(
        f"finding among {count:,} receipts, ten questions",
        lambda number: database.receipts.search(queries[number % len(queries)]),
        floor=Floor(
            "one row by its number", lambda number: database.receipts.rows([number % count + 1])
        ),
        per_round=PER_ROUND,
    )
    database.close()
    return measured


def _a_sale(number: int, chance: random.Random) -> SaleRecorded:
    goods = chance.randint(10, 900) * 500
    name = " ".join(chance.sample(WORDS, chance.randint(3, 9)))
    item = SoldItem(
        code=f"P{chance.randint(1, 5_000):04d}",
        name=name,
        quantity=Quantity.of(1),
        unit_price=goods,
        net=goods,
    )
    money = SaleMoney(
        no=number, total=goods, goods=goods, pay=(chance.choice((cash, qris))(goods),)
    )
    moment = at(hour=9) + timedelta(minutes=2 * number)
    return SaleRecorded(Stamp(at=moment, day=moment.date()), money, Basket((item,), SALT))
