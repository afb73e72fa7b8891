"""The one door into the journal, and what it finds when it opens an old one."""

import sqlite3
from pathlib import Path

import pytest

from pos_app.domain.errors import JournalDamaged
from pos_app.domain.journal import DayOpened
from tests.tills import World, a_till_at_work


def damaged(folder: Path, statement: str, value: bytes) -> None:
    """Change the journal behind Gerai's back, as a bad disk or a person with a tool would."""
    with sqlite3.connect(folder / "till.db") as connection:
        connection.execute("DROP TRIGGER entry_is_final")
        connection.execute(statement, (value,))
    connection.close()


def lines(folder: Path, column: str) -> list[bytes]:
    with sqlite3.connect(folder / "till.db") as connection:
        rows = connection.execute(f"SELECT {column} FROM entry ORDER BY seq").fetchall()  # noqa: S608 -- two fixed names
    connection.close()
    return [row[0] for row in rows]


def a_journal(folder: Path, world: World) -> None:
    with a_till_at_work(folder, world) as till:
        till.sell()
        till.sell("KOPI")
        till.app.days.close_day()
        till.sell()


@pytest.mark.parametrize("flipped", range(0, 400, 37))
def test_one_flipped_bit_in_an_entry_is_found_at_the_start(tmp_path: Path, flipped: int) -> None:
    folder, world = tmp_path / "till", World()
    a_journal(folder, world)
    line = bytearray(lines(folder, "line")[1])
    line[flipped % len(line)] ^= 1
    damaged(folder, "UPDATE entry SET line = ? WHERE seq = 2", bytes(line))
    with pytest.raises(JournalDamaged) as found, a_till_at_work(folder, world):
        pass
    assert found.value.seq == 2


def test_a_changed_basket_is_found_at_the_start(tmp_path: Path) -> None:
    folder, world = tmp_path / "till", World()
    a_journal(folder, world)
    basket = lines(folder, "items_line")[1].replace(b"50000", b"10000")
    damaged(folder, "UPDATE entry SET items_line = ? WHERE seq = 2", basket)
    with pytest.raises(JournalDamaged), a_till_at_work(folder, world):
        pass


def test_the_first_entry_is_bound_to_the_key_request(tmp_path: Path) -> None:
    with a_till_at_work(tmp_path / "till") as till:
        till.sell()
        joined = till.app.joining.joined()
        assert joined is not None
        first = till.app.papers._recording.period[0]
        assert isinstance(first.entry, DayOpened)
        assert first.previous == joined.first_link


def test_a_restart_finds_head_numbers_and_period_as_they_were(tmp_path: Path) -> None:
    folder, world = tmp_path / "till", World()
    with a_till_at_work(folder, world) as till:
        till.sell()
        till.app.days.close_day()
        till.sell()
        recording = till.app.papers._recording
        before = (recording.head, recording.period, recording.next_receipt, recording.grand_before)
    with a_till_at_work(folder, world) as till:
        recording = till.app.papers._recording
        assert (
            recording.head,
            recording.period,
            recording.next_receipt,
            recording.grand_before,
        ) == before


def test_times_are_written_in_the_events_zone(tmp_path: Path) -> None:
    with a_till_at_work(tmp_path / "till") as till:
        till.sell()
        (opened, _) = till.app.papers._recording.period
        assert opened.entry.stamp.at.isoformat() == "2026-11-26T09:30:00+07:00"
