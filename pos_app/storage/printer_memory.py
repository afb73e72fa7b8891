"""What the till must not forget of a printer when it is started again."""

import sqlite3
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PrinterMemory:
    """Of the printer of that name.

    `lacks_bytes` may be missing from a command that was left half sent, 0 after a clean end;
    `is_silent` when it once left the question at the end of a paper unanswered.
    """

    printer: str
    lacks_bytes: int = 0
    is_silent: bool = False


class PrinterMemoryStore:
    """One row for each printer that something is known of."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def of(self, printer: str) -> PrinterMemory:
        """What is known; of an unknown printer nothing bad."""
        row = self._connection.execute(
            "SELECT lacks_bytes, is_silent FROM printer_memory WHERE printer = ?", (printer,)
        ).fetchone()
        return (
            PrinterMemory(printer) if row is None else PrinterMemory(printer, row[0], bool(row[1]))
        )

    def half_sent(self) -> dict[str, int]:
        """The printers that were left in the middle of something, with the bytes they may lack."""
        rows = self._connection.execute(
            "SELECT printer, lacks_bytes FROM printer_memory WHERE lacks_bytes > 0"
        )
        return dict(rows.fetchall())

    def keep(self, memory: PrinterMemory) -> None:
        """Know that from now on."""
        assert self._connection.in_transaction, "the service decides what belongs together"
        self._connection.execute(
            "INSERT INTO printer_memory (printer, lacks_bytes, is_silent) VALUES (?, ?, ?)"
            " ON CONFLICT (printer) DO UPDATE SET lacks_bytes = excluded.lacks_bytes,"
            " is_silent = excluded.is_silent",
            (memory.printer, memory.lacks_bytes, int(memory.is_silent)),
        )
