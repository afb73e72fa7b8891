"""Which business days a period belongs to; notes about people, papers and the clock make none."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from pos_app.domain.journal import (
    CashMoved,
    DayOpened,
    Entry,
    MakerPaid,
    OrderPaid,
    Recorded,
    RefundGiven,
    SaleRecorded,
    SaleVoided,
    Stamp,
)


def makes_a_day(entry: Entry) -> bool:
    """Whether something happened at the booth, and not only a note about it.

    Floats, counts and ticks speak of a day that is already there.
    """
    return isinstance(
        entry,
        DayOpened | SaleRecorded | SaleVoided | RefundGiven | CashMoved | OrderPaid | MakerPaid,
    )


def days_of(entries: Iterable[Entry]) -> tuple[date, ...]:
    """The business days of a period, in order."""
    return tuple(sorted({entry.stamp.day for entry in entries if makes_a_day(entry)}))


def closing_stamp(entries: Iterable[Recorded], now: Stamp) -> Stamp:
    """The stamp of a close and its count: a day that is over is closed under its own date (D9).

    `at` stays the time of the clock; `late` says that it was typed later than its day.
    """
    days = days_of(recorded.entry for recorded in entries)
    if days and days[-1] < now.day:
        return replace(now, day=days[-1], late=True)
    return now
