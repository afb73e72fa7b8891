"""What each person did at the till in one period (D12). The drawer is the till's, not theirs."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from pos_app.domain.journal import Recorded, RefundGiven, SaleRecorded, SaleVoided, Sums
from pos_app.domain.totals import Tally


@dataclass(frozen=True, slots=True)
class ShiftReport:
    """One person's entries of a period: first and last time, first and last receipt, totals.

    `sums` are those of the entries with that code; the drawer's expected cash is not theirs to
    answer for and says only what passed through their hands.
    """

    op: str
    from_at: datetime
    to_at: datetime
    sums: Sums
    first_no: int | None = None
    last_no: int | None = None


def shift_reports(entries: Iterable[Recorded], dev: str) -> tuple[ShiftReport, ...]:
    """One report for each person who did anything, in the order of their codes."""
    by_person: dict[str, list[Recorded]] = {}
    for recorded in entries:
        by_person.setdefault(recorded.entry.stamp.op, []).append(recorded)
    ordered = sorted(by_person, key=lambda op: (len(op), op))
    return tuple(_report(op, by_person[op], dev) for op in ordered)


def _report(op: str, entries: list[Recorded], dev: str) -> ShiftReport:
    tally = Tally(dev)
    numbers: list[int] = []
    for recorded in entries:
        tally.add(recorded)
        if isinstance(recorded.entry, SaleRecorded | SaleVoided | RefundGiven):
            numbers.append(recorded.entry.money.no)
    return ShiftReport(
        op,
        entries[0].entry.stamp.at,
        entries[-1].entry.stamp.at,
        tally.sums(),
        min(numbers, default=None),
        max(numbers, default=None),
    )
