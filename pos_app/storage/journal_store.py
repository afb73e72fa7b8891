"""The journal's rows. The lines are the truth; nothing here reads their meaning."""

import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class StoredEntry:
    """One row: the canonical line, and the basket's line where there is one."""

    seq: int
    link: str
    line: bytes
    items_line: bytes | None


class JournalStore:
    """Adds at the end and reads; the database refuses everything else."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def append(self, entry: StoredEntry) -> None:
        """Add one entry at the end of the chain."""
        assert self._connection.in_transaction, "the service decides what belongs together"
        self._connection.execute(
            "INSERT INTO entry (seq, link, line, items_line) VALUES (?, ?, ?, ?)",
            (entry.seq, entry.link, entry.line, entry.items_line),
        )

    def entries(self, first: int = 1, last: int | None = None) -> Iterator[StoredEntry]:
        """Rows from `first` to `last`, both included, in order."""
        rows = self._connection.execute(
            "SELECT seq, link, line, items_line FROM entry"
            " WHERE seq BETWEEN ? AND coalesce(?, 9223372036854775807) ORDER BY seq",
            (first, last),
        )
        return (StoredEntry(*row) for row in rows)

    def of_days(self) -> list[StoredEntry]:
        """The rows that open or close a day, in order.

        No string in a line can hold such a mark, since its quotes are escaped.
        """
        rows = self._connection.execute(
            "SELECT seq, link, line, items_line FROM entry"
            """ WHERE instr(line, CAST('"t":"open"' AS BLOB))"""
            """ OR instr(line, CAST('"t":"close"' AS BLOB)) ORDER BY seq"""
        )
        return [StoredEntry(*row) for row in rows]
