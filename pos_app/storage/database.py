"""The till's database: one file, one connection, one thread.

All settings, with the reasons of reliability.md 2, are made and read back here; SQLite's errors
are mapped here once.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from pos_app.domain.errors import StorageError
from pos_app.storage.booth_store import BoothStore
from pos_app.storage.cart_store import CartStore
from pos_app.storage.catalog_store import CatalogStore
from pos_app.storage.journal_store import JournalStore
from pos_app.storage.kuitansi_store import KuitansiStore
from pos_app.storage.note_store import NoteStore
from pos_app.storage.payment_store import PaymentStore
from pos_app.storage.people_store import PeopleStore
from pos_app.storage.print_queue import PrintQueue
from pos_app.storage.printer_memory import PrinterMemoryStore
from pos_app.storage.receipt_index import ReceiptIndex

APPLICATION_ID = 0x47455249
"""`GERI` in the file's head tells our files from others."""

MIGRATIONS = Path(__file__).resolve().parent / "migrations"

_WORLDS_FAULT = ("FULL", "IOERR", "BUSY", "READONLY", "CANTOPEN", "CORRUPT", "NOTADB", "LOCKED")


class TillDatabase:
    """Owns the connection and hands out the stores; never used outside the thread that made it."""

    def __init__(self, path: Path) -> None:
        """Open or make the file. Raises StorageError."""
        self.path = path
        with _mapped(path):
            # Long enough for the first moment after a crash of another instance.
            self._connection = sqlite3.connect(path, isolation_level=None, timeout=2.0)
            try:
                self._refuse_foreign_files()
                _settle(self._connection)
                self._migrate()
            except BaseException:
                self._connection.close()
                raise
        self.journal = JournalStore(self._connection)
        self.catalog = CatalogStore(self._connection)
        self.carts = CartStore(self._connection)
        self.booth = BoothStore(self._connection)
        self.payments = PaymentStore(self._connection)
        self.print_queue = PrintQueue(self._connection)
        self.printer_memory = PrinterMemoryStore(self._connection)
        self.receipts = ReceiptIndex(self._connection)
        self.kuitansi = KuitansiStore(self._connection)
        self.people = PeopleStore(self._connection)
        self.notes = NoteStore(self._connection)

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """What happens inside is on the disk afterwards, or did not happen. Raises StorageError."""
        with _mapped(self.path):
            self._connection.execute("BEGIN IMMEDIATE")
            try:
                yield
                self._connection.execute("COMMIT")
            except BaseException:
                if self._connection.in_transaction:
                    self._connection.execute("ROLLBACK")
                raise

    def check(self) -> None:
        """SQLite's own quick check of the pages. Raises StorageError."""
        with _mapped(self.path):
            (answer,) = self._connection.execute("PRAGMA quick_check(1)").fetchone()
        if answer != "ok":
            raise StorageError("CORRUPT", self.path)

    def close(self) -> None:
        """Put everything into the one file and let go of it."""
        self._connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        self._connection.close()

    def tidy_up(self) -> None:
        """Move what waits in the log into the file; called when nobody is selling."""
        with _mapped(self.path):
            self._connection.execute("PRAGMA wal_checkpoint(PASSIVE)").fetchall()

    def _refuse_foreign_files(self) -> None:
        (application_id,) = self._connection.execute("PRAGMA application_id").fetchone()
        (version,) = self._connection.execute("PRAGMA user_version").fetchone()
        (tables,) = self._connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()
        if application_id != APPLICATION_ID and (application_id or tables):
            raise StorageError("FOREIGN", self.path)
        if version > len(migration_files()):
            raise StorageError("NEWER", self.path)

    def _migrate(self) -> None:
        (version,) = self._connection.execute("PRAGMA user_version").fetchone()
        for number, script in enumerate(migration_files(), start=1):
            if number > version:
                body = script.read_text(encoding="utf-8")
                try:
                    self._connection.executescript(
                        f"BEGIN IMMEDIATE;\n{body}\n"
                        f"PRAGMA application_id = {APPLICATION_ID};\n"
                        f"PRAGMA user_version = {number};\nCOMMIT;"
                    )
                except BaseException:
                    if self._connection.in_transaction:
                        self._connection.execute("ROLLBACK")
                    raise


def migration_files() -> list[Path]:
    """The numbered scripts, oldest first; the number is the schema's version."""
    return sorted(MIGRATIONS.glob("[0-9][0-9][0-9][0-9]_*.sql"))


def _settle(connection: sqlite3.Connection) -> None:
    for pragma in (
        "locking_mode = EXCLUSIVE",  # before WAL: no shared memory, no second program
        "foreign_keys = ON",
        "recursive_triggers = ON",  # REPLACE must not slip past the delete trigger
        "cell_size_check = ON",
        "trusted_schema = OFF",
        "mmap_size = 0",
        "temp_store = MEMORY",
        "secure_delete = ON",
        "fullfsync = ON",
        "checkpoint_fullfsync = ON",
        "wal_autocheckpoint = 1000",
        "journal_size_limit = 4194304",
    ):
        connection.execute(f"PRAGMA {pragma}")
    (mode,) = connection.execute("PRAGMA journal_mode = WAL").fetchone()
    # Without WAL, DELETE with FULL lost the last sale in power-cut trials; EXTRA did not.
    wanted, level = ("FULL", 2) if mode == "wal" else ("EXTRA", 3)
    connection.execute(f"PRAGMA synchronous = {wanted}")
    assert connection.execute("PRAGMA synchronous").fetchone() == (level,)


@contextmanager
def _mapped(path: Path) -> Iterator[None]:
    try:
        yield
    except sqlite3.Error as error:
        name = getattr(error, "sqlite_errorname", "").removeprefix("SQLITE_")
        if name.startswith(_WORLDS_FAULT):
            raise StorageError(name.split("_")[0], path) from error
        raise
