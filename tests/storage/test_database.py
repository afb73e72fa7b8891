"""The till's database: settings, guards of the journal, migrations."""

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from pos_app.domain.cart import Cart
from pos_app.domain.catalog import Product
from pos_app.domain.errors import StorageError
from pos_app.domain.money import Quantity
from pos_app.storage.database import APPLICATION_ID, TillDatabase, migration_files
from pos_app.storage.journal_store import StoredEntry


@pytest.fixture
def database(tmp_path: Path) -> Iterator[TillDatabase]:
    opened = TillDatabase(tmp_path / "till.db")
    yield opened
    opened.close()


def an_entry(seq: int, link: str = "") -> StoredEntry:
    return StoredEntry(seq, link or f"{seq:064d}", b"{}", None)


def raw(database: TillDatabase) -> sqlite3.Connection:
    return database._connection


@pytest.mark.parametrize(
    ("pragma", "value"),
    [
        ("journal_mode", "wal"),
        ("synchronous", 2),
        ("locking_mode", "exclusive"),
        ("foreign_keys", 1),
        ("recursive_triggers", 1),
        ("trusted_schema", 0),
        ("application_id", APPLICATION_ID),
        ("user_version", len(migration_files())),
    ],
)
def test_every_setting_is_in_force(database: TillDatabase, pragma: str, value: object) -> None:
    assert raw(database).execute(f"PRAGMA {pragma}").fetchone() == (value,)


def test_entries_are_read_as_they_were_added(database: TillDatabase) -> None:
    with database.transaction():
        database.journal.append(an_entry(1))
        database.journal.append(StoredEntry(2, "b" * 64, b'{"a":1}', b'{"i":[]}'))
    assert [entry.seq for entry in database.journal.entries()] == [1, 2]
    assert next(database.journal.entries(2)).items_line == b'{"i":[]}'
    assert [entry.link for entry in database.journal.entries(2, 2)] == ["b" * 64]


def test_days_and_what_is_owed_are_found_without_looking_through_all_entries(
    database: TillDatabase,
) -> None:
    lines = (
        b'{"seq":1,"t":"open"}',
        b'{"as":"open","seq":2,"t":"cash"}',
        b'{"owed":500,"seq":3,"t":"sale"}',
        b'{"seq":4,"t":"close"}',
    )
    with database.transaction():
        for seq, line in enumerate(lines, start=1):
            database.journal.append(StoredEntry(seq, f"{seq:064d}", line, None))
    asked: list[str] = []
    raw(database).set_trace_callback(asked.append)
    assert [entry.seq for entry in database.journal.of_days()] == [1, 4]
    assert database.payments.about_owed() == [3]
    raw(database).set_trace_callback(None)
    plans = [raw(database).execute(f"EXPLAIN QUERY PLAN {query}").fetchone() for query in asked]
    assert [plan[-1].rsplit(maxsplit=1)[-1] for plan in plans] == [
        "entry_of_days",
        "entry_about_owed",
    ]


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE entry SET line = x'00' WHERE seq = 1",
        "DELETE FROM entry WHERE seq = 2",
        "DELETE FROM entry",
        "INSERT OR REPLACE INTO entry VALUES (1, 'new', x'00', NULL)",
        "INSERT OR REPLACE INTO entry SELECT 3, link, line, NULL FROM entry WHERE seq = 1",
        "INSERT INTO entry VALUES (4, 'skipped', x'00', NULL)",
        "INSERT INTO entry VALUES (NULL, 'no number', x'00', NULL)",
        "INSERT INTO entry VALUES (0, 'before the first', x'00', NULL)",
        "UPDATE OR REPLACE entry SET seq = 1 WHERE seq = 2",
    ],
)
def test_the_journal_refuses_every_change(database: TillDatabase, statement: str) -> None:
    with database.transaction():
        database.journal.append(an_entry(1))
        database.journal.append(an_entry(2))
    before = list(database.journal.entries())
    with pytest.raises(sqlite3.IntegrityError):
        raw(database).execute(statement)
    assert list(database.journal.entries()) == before


def test_a_failed_transaction_leaves_nothing(database: TillDatabase) -> None:
    with pytest.raises(sqlite3.IntegrityError), database.transaction():  # noqa: PT012 -- together
        database.booth.set_value("a", b"b")
        database.journal.append(an_entry(1))
        database.journal.append(an_entry(3))
    assert list(database.journal.entries()) == []
    assert database.booth.value("a") is None


def test_a_store_writes_only_inside_a_transaction(database: TillDatabase) -> None:
    with pytest.raises(AssertionError):
        database.journal.append(an_entry(1))


def test_old3_a_second_program_is_refused_in_words(database: TillDatabase) -> None:
    with pytest.raises(StorageError) as refused:
        TillDatabase(database.path)
    assert refused.value.what == "BUSY"


def test_off7_a_newer_database_is_refused_and_not_touched(tmp_path: Path) -> None:
    path = tmp_path / "till.db"
    TillDatabase(path).close()
    with sqlite3.connect(path) as connection:
        connection.execute("PRAGMA user_version = 99")
    connection.close()
    before = path.read_bytes()
    with pytest.raises(StorageError) as refused:
        TillDatabase(path)
    assert refused.value.what == "NEWER"
    assert path.read_bytes() == before


def test_a_database_of_another_program_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "till.db"
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE theirs (a)")
    connection.close()
    with pytest.raises(StorageError) as refused:
        TillDatabase(path)
    assert refused.value.what == "FOREIGN"


def test_a_file_that_is_no_database_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "till.db"
    path.write_bytes(b"nothing of the kind" * 100)
    with pytest.raises(StorageError) as refused:
        TillDatabase(path)
    assert refused.value.what == "NOTADB"


def test_everything_is_there_after_opening_again(tmp_path: Path) -> None:
    path = tmp_path / "till.db"
    product = Product(product_id=1, name="Kopi", price=45_500, code="K", sold_by_weight=True)
    cart, _ = Cart("c0ffee").with_product(product, Quantity.of("1.5"))
    first = TillDatabase(path)
    with first.transaction():
        first.catalog.save([product])
        first.carts.save(cart)
        first.journal.append(an_entry(1))
    first.close()
    second = TillDatabase(path)
    assert second.catalog.load() == [product]
    assert second.carts.load() == cart
    assert [entry.seq for entry in second.journal.entries()] == [1]
    second.check()
    second.close()


def test_a_finished_cart_is_open_no_more_and_meets_its_entry(database: TillDatabase) -> None:
    with database.transaction():
        database.carts.save(Cart("c0ffee"))
        database.journal.append(an_entry(1))
        database.carts.finish(Cart("c0ffee"), 1)
    assert database.carts.load() is None
    assert database.carts.entry_of("c0ffee") == 1
    assert database.carts.entry_of("another") is None


def test_a_migration_that_fails_leaves_the_old_schema(tmp_path: Path) -> None:
    path = tmp_path / "till.db"
    with sqlite3.connect(path) as connection:
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        connection.execute("CREATE TABLE product (something TEXT)")  # in the way of 0001
    connection.close()
    with pytest.raises(sqlite3.OperationalError):
        TillDatabase(path)
    with sqlite3.connect(path) as connection:
        tables = connection.execute("SELECT name FROM sqlite_schema").fetchall()
        version = connection.execute("PRAGMA user_version").fetchone()
    connection.close()
    assert tables == [("product",)]
    assert version == (0,)
