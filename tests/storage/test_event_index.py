"""The organizer's index: what became of each file that is kept. It may be lost at any time."""

import sqlite3
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from pos_app.domain.errors import StorageError
from pos_app.storage.event_index import EventIndex, HeldFile

HELD = HeldFile(
    text_link="a" * 64,
    name="hari-1.gerai.txt",
    taken_at=datetime(2026, 11, 26, 14, 0, tzinfo=UTC),
    verdict="accepted",
    booth_id="A017",
    dev="mpp3ef",
    first=1,
    last=15,
    receipts=8,
    net=381_693,
)


def test_a_later_verdict_on_the_same_text_replaces_the_earlier(tmp_path: Path) -> None:
    index = EventIndex(tmp_path / "index.sqlite")
    with index.transaction():
        index.put(replace(HELD, verdict="aside", code="Q_UNKNOWN_KEY"))
    with index.transaction():
        index.put(HELD)
    assert index.files() == [HELD]
    index.close()
    again = EventIndex(tmp_path / "index.sqlite")
    assert again.files() == [HELD]
    again.close()


def test_a_failed_transaction_leaves_nothing(tmp_path: Path) -> None:
    index = EventIndex(tmp_path / "index.sqlite")
    with pytest.raises(ZeroDivisionError), index.transaction():  # noqa: PT012 -- one transaction
        index.put(HELD)
        raise ZeroDivisionError
    assert index.files() == []
    index.close()


@pytest.mark.parametrize("made", ["no database", "another version"])
def test_an_index_of_another_make_is_put_aside_and_made_anew(tmp_path: Path, made: str) -> None:
    path = tmp_path / "index.sqlite"
    if made == "no database":
        path.write_bytes(b"something else" * 100)
    else:
        with sqlite3.connect(path) as connection:
            connection.execute("PRAGMA user_version = 99")
        connection.close()
    before = path.read_bytes()
    index = EventIndex(path)
    assert index.files() == []
    index.close()
    assert (tmp_path / "index.sqlite.broken").read_bytes() == before


def test_a_disk_that_takes_nothing_is_an_outside_error(tmp_path: Path) -> None:
    index = EventIndex(tmp_path / "index.sqlite")
    index._connection.execute("PRAGMA query_only = ON")
    with pytest.raises(StorageError) as refused, index.transaction():
        index.put(HELD)
    assert refused.value.what == "READONLY"
    index.close()


def test_an_index_in_use_is_said_and_never_put_aside(tmp_path: Path) -> None:
    path = tmp_path / "index.sqlite"
    with sqlite3.connect(path) as other:
        other.execute("PRAGMA locking_mode = EXCLUSIVE")
        other.execute("BEGIN EXCLUSIVE")
        other.execute("CREATE TABLE theirs (a)")
        with pytest.raises(StorageError) as refused:
            EventIndex(path)
    other.close()
    assert refused.value.what == "BUSY"
    assert not (tmp_path / "index.sqlite.broken").exists()
