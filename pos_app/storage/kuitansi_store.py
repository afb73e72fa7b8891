"""Who got a kuitansi: the only buyers' names of ordinary sales, kept apart so that they can go."""

import sqlite3
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class StoredKuitansi:
    """What was written on a kuitansi; `copies` made after the first. Empty names were deleted."""

    seq: int
    buyer: str
    purpose: str
    copies: int = 0


class KuitansiStore:
    """One row for each receipt that a kuitansi was made for."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def of(self, seq: int) -> StoredKuitansi | None:
        """What was made for a receipt."""
        row = self._connection.execute(
            "SELECT seq, buyer, purpose, copies FROM kuitansi WHERE seq = ?", (seq,)
        ).fetchone()
        return None if row is None else StoredKuitansi(*row)

    def save(self, made: StoredKuitansi) -> None:
        """Keep what was made."""
        assert self._connection.in_transaction, "the service decides what belongs together"
        self._connection.execute(
            "INSERT INTO kuitansi (seq, buyer, purpose, copies) VALUES (?, ?, ?, ?)"
            " ON CONFLICT (seq) DO UPDATE SET buyer = excluded.buyer,"
            " purpose = excluded.purpose, copies = excluded.copies",
            (made.seq, made.buyer, made.purpose, made.copies),
        )

    def forget_buyers(self) -> int:
        """Delete all names; how many copies were made stays. Gives how many names there were."""
        assert self._connection.in_transaction, "the service decides what belongs together"
        return self._connection.execute("UPDATE kuitansi SET buyer = '' WHERE buyer <> ''").rowcount
