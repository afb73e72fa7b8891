"""Words a person typed beside an entry: they stay at the till."""

import sqlite3
from collections.abc import Iterable


class NoteStore:
    """Notes by the number of their entry; no day file ever holds one."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def add(self, seq: int, words: str) -> None:
        """Keep the words of an entry."""
        assert self._connection.in_transaction, "the service decides what belongs together"
        self._connection.execute("INSERT INTO entry_note (seq, words) VALUES (?, ?)", (seq, words))

    def of(self, seqs: Iterable[int]) -> dict[int, str]:
        """The words of those entries that have any."""
        wanted = sorted(seqs)
        if not wanted:
            return {}
        rows = self._connection.execute(
            "SELECT seq, words FROM entry_note WHERE seq BETWEEN ? AND ?", (wanted[0], wanted[-1])
        )
        asked = set(wanted)
        return {int(seq): str(words) for seq, words in rows if seq in asked}
