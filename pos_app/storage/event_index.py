"""The organizer's index: which files are held and what became of them.

The folder of signed files is the truth; this database may be deleted and is made anew from it.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from pos_app.domain.errors import StorageError, Verdict

_VERSION = 1
_SCHEMA = """
CREATE TABLE held_file (
    text_link TEXT PRIMARY KEY,
    name TEXT NOT NULL,
    taken_ms INTEGER NOT NULL,
    verdict TEXT NOT NULL,
    code TEXT NOT NULL,
    seq INTEGER NOT NULL,
    booth TEXT NOT NULL,
    dev TEXT NOT NULL,
    first INTEGER NOT NULL,
    last INTEGER NOT NULL,
    receipts INTEGER NOT NULL,
    net INTEGER NOT NULL
) STRICT
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class HeldFile:
    """One file that is kept, by the link of its text; `code` is empty when it was accepted."""

    text_link: str
    name: str
    taken_at: datetime
    verdict: Verdict
    code: str = ""
    seq: int = 0
    booth_id: str = ""
    dev: str = ""
    first: int = 0
    last: int = 0
    receipts: int = 0
    net: int = 0


class EventIndex:
    """Owned by the thread that made it. A file of another make is put aside, not repaired."""

    def __init__(self, path: Path) -> None:
        """Open or make the index. Raises StorageError."""
        self._path = path
        try:
            self._connection = self._opened()
        except sqlite3.OperationalError as error:
            raise _storage_error(error, path) from error
        except sqlite3.DatabaseError:
            self._put_aside()
            self._connection = self._opened()

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """One file is taken in wholly or not at all. Raises StorageError."""
        try:
            self._connection.execute("BEGIN IMMEDIATE")
            try:
                yield
                self._connection.execute("COMMIT")
            except BaseException:
                if self._connection.in_transaction:
                    self._connection.execute("ROLLBACK")
                raise
        except sqlite3.OperationalError as error:
            raise _storage_error(error, self._path) from error

    def put(self, held: HeldFile) -> None:
        """Note what became of a file; a later verdict on the same text replaces the earlier."""
        assert self._connection.in_transaction, "the service decides what belongs together"
        self._connection.execute(
            "INSERT OR REPLACE INTO held_file VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                held.text_link,
                held.name,
                int(held.taken_at.timestamp() * 1000),
                held.verdict,
                held.code,
                held.seq,
                held.booth_id,
                held.dev,
                held.first,
                held.last,
                held.receipts,
                held.net,
            ),
        )

    def remove(self, text_link: str) -> None:
        """Forget a file that is not kept any longer."""
        assert self._connection.in_transaction, "the service decides what belongs together"
        self._connection.execute("DELETE FROM held_file WHERE text_link = ?", (text_link,))

    def files(self) -> list[HeldFile]:
        """All files held, by booth, till and first number."""
        rows = self._connection.execute(
            "SELECT text_link, name, taken_ms, verdict, code, seq, booth, dev, first, last,"
            " receipts, net FROM held_file ORDER BY booth, dev, first, text_link"
        )
        return [
            HeldFile(
                text_link=row[0],
                name=row[1],
                taken_at=datetime.fromtimestamp(row[2] / 1000, UTC),
                verdict=row[3],
                code=row[4],
                seq=row[5],
                booth_id=row[6],
                dev=row[7],
                first=row[8],
                last=row[9],
                receipts=row[10],
                net=row[11],
            )
            for row in rows
        ]

    def close(self) -> None:
        """Let go of the file."""
        self._connection.close()

    def _opened(self) -> sqlite3.Connection:
        connection = sqlite3.connect(self._path, isolation_level=None, timeout=2.0)
        try:
            (version,) = connection.execute("PRAGMA user_version").fetchone()
            if version not in (0, _VERSION):
                raise sqlite3.DatabaseError("made by another version")
            connection.execute("PRAGMA journal_mode = WAL")
            # The raw files are on the disk before the index knows them: NORMAL loses nothing.
            connection.execute("PRAGMA synchronous = NORMAL")
            if version == 0:
                connection.execute(_SCHEMA)
                connection.execute(f"PRAGMA user_version = {_VERSION}")
        except BaseException:
            connection.close()
            raise
        return connection

    def _put_aside(self) -> None:
        """Keep the file under another name; its log would be replayed over the new one."""
        self._path.replace(self._path.with_name(self._path.name + ".broken"))
        for ending in ("-wal", "-shm"):
            self._path.with_name(self._path.name + ending).unlink(missing_ok=True)


def _storage_error(error: sqlite3.OperationalError, path: Path) -> StorageError:
    return StorageError(error.sqlite_errorname.removeprefix("SQLITE_").split("_")[0], path)
