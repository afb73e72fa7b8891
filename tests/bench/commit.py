"""How long the disk takes for a sale, against writing and syncing as much to a plain file."""

import itertools
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from pos_app.domain.cart import Cart
from pos_app.services.print_keeping import RECEIPT
from pos_app.storage.database import TillDatabase
from pos_app.storage.journal_store import StoredEntry
from pos_app.storage.print_queue import StoredJob
from tests.bench.measure import Floor, Measured, Rounds
from tests.tills import World, a_till_at_work

PER_ROUND = 100
GROWTH_OVER = 20
"""Commits over which the log's growth is averaged; fewer than one checkpoint's worth."""


def commit_of_a_sale(folder: Path, rounds: Rounds) -> Measured:
    """Entry, basket, receipt job and emptied cart in one transaction, as a sale commits them."""
    stored, job = _a_sale_as_stored(folder / "model")
    with _database(folder / "commit.db") as database, (folder / "floor").open("wb") as plain:
        wal = Path(f"{database.path}-wal")

        numbers = itertools.count(1)

        def commit(_number: int) -> None:
            seq = next(numbers)
            with database.transaction():
                database.journal.append(
                    StoredEntry(seq, f"{seq:064d}", stored.line, stored.items_line)
                )
                database.print_queue.add(replace(job, seq=seq))
                database.carts.finish(Cart(sale_id=f"cart {seq}"), seq)

        before = _size(wal)
        for number in range(GROWTH_OVER):
            commit(number)
        grew = (_size(wal) - before) // GROWTH_OVER

        def write_and_sync(_number: int) -> None:
            plain.write(b"x" * grew)
            plain.flush()
            os.fsync(plain.fileno())

        return rounds.measure(
            "commit of a sale",
            commit,
            floor=Floor(f"write + fsync of {grew:,} bytes", write_and_sync),
            per_round=PER_ROUND,
        )


def finishing_a_sale(folder: Path, rounds: Rounds) -> Measured:
    """From Finish to a sale on the disk with its receipt laid out, against the bare sync."""
    with a_till_at_work(folder / "till", World()) as till, (folder / "bare").open("wb") as plain:
        selling = till.app.selling

        def sell(_number: int) -> None:
            selling.scan("3*MUG")
            selling.scan("KRI-004")
            selling.scan("FES-001")
            till.app.paying.tender("cash", selling.cart.total)
            till.app.paying.finish()

        def write_and_sync(_number: int) -> None:
            plain.write(b"x" * 16_384)
            plain.flush()
            os.fsync(plain.fileno())

        return rounds.measure(
            "three scans, payment and finish",
            sell,
            floor=Floor("write + fsync of 16,384 bytes", write_and_sync),
            per_round=PER_ROUND,
        )


def _a_sale_as_stored(folder: Path) -> tuple[StoredEntry, StoredJob]:
    """A real sale's lines, and its receipt's job."""
    with a_till_at_work(folder, World()) as till:
        till.app.selling.scan("KRI-004")
        till.app.selling.scan("FES-001")
        seq = till.sell("MUG")
        database = till.opened._database
        [job] = database.print_queue.jobs_of(seq, RECEIPT)
        return next(database.journal.entries(seq, seq)), job


@contextmanager
def _database(path: Path) -> Iterator[TillDatabase]:
    database = TillDatabase(path)
    try:
        yield database
    finally:
        database.close()


def _size(path: Path) -> int:
    return path.stat().st_size if path.exists() else 0
