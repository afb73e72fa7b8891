"""Opening the drawer: a job of its own that lives ten seconds (printing.md 9).

A drawer that opens by itself when the printer comes back is a theft risk, so a kick that was not
sent in time is never sent. Who opened it and why is in the journal with its entry.
"""

from datetime import datetime, timedelta
from typing import Final

from pos_app.domain.journal import CashMoved, Recorded, RefundGiven, SaleRecorded, SaleVoided
from pos_app.domain.tender import CASH
from pos_app.printing.escpos import RENDERER_VERSION, kick_bytes
from pos_app.services.job_book import JobBook
from pos_app.services.printers_in_use import PrintersInUse
from pos_app.storage.database import TillDatabase
from pos_app.storage.print_queue import KICK, StoredJob

LIFE: Final = timedelta(seconds=10)

EXPIRED = "EXPIRED"


class DrawerKicks:
    """Queues kicks and finds the one to send now; none survives the program that queued it."""

    def __init__(self, database: TillDatabase, printers: PrintersInUse, book: JobBook) -> None:
        self._queue = database.print_queue
        self._printers = printers
        self._book = book
        self._numbers: list[int] = []

    def add(self, recorded: Recorded) -> StoredJob | None:
        """Queue the kick of an entry that moved cash, where a printer has a drawer.

        Inside the entry's transaction, before its paper.
        """
        printer = self._printers.with_drawer
        if printer is None or not opens_drawer(recorded):
            return None
        now = recorded.entry.stamp.at
        job = self._queue.add(
            StoredJob(
                job_id=0,
                seq=recorded.seq,
                kind=KICK,
                copy=0,
                printer=printer.name,
                paper_columns=printer.paper_columns,
                file_name=KICK,
                content=kick_bytes(printer),
                created_at=now,
                state="queued",
                state_at=now,
                expires_at=now + LIFE,
                profile_version=printer.version,
                renderer_version=RENDERER_VERSION,
            )
        )
        self._numbers.append(job.job_id)
        return job

    def waiting(self, now: datetime) -> list[StoredJob]:
        """Kicks that may still be sent; those that are too old are dropped for good."""
        waiting = []
        for number in self._numbers:
            job = self._queue.job(number)
            # A transaction that failed took its kick along, and its number may be another job's.
            if job is None or job.kind != KICK or job.state != "queued":
                continue
            if is_expired(job, now):
                self._book.move(job, "cancelled", EXPIRED)
            else:
                waiting.append(job)
        self._numbers = [job.job_id for job in waiting]
        return waiting


def is_expired(job: StoredJob, now: datetime) -> bool:
    """Whether it makes no sense any more, also after a clock that was set back."""
    return job.expires_at is not None and not job.created_at <= now < job.expires_at


def opens_drawer(recorded: Recorded) -> bool:
    """Whether hands go into the drawer for it."""
    match recorded.entry:
        case SaleRecorded(money=money) as sale:
            return sale.change > 0 or any(tender.kind == CASH for tender in money.pay)
        case SaleVoided(money=money) | RefundGiven(money=money):
            return any(tender.kind == CASH for tender in money.pay)
        case CashMoved(kind=kind):
            return kind != "kept"  # change that nobody came for stays where it is
        case _:
            return False
