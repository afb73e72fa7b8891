"""The QRIS sales of a period, to tick against the merchant's own list (D11)."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import timedelta
from itertools import pairwise
from typing import Final

from pos_app.domain.journal import (
    Pointer,
    Recorded,
    RefundGiven,
    SaleRecorded,
    SaleTicked,
    SaleVoided,
    Stamp,
)
from pos_app.domain.money import Money

QRIS: Final = "qris"
TWIN_WITHIN: Final = timedelta(minutes=5)
"""Equal amounts so close together are easily taken for one another."""


@dataclass(frozen=True, slots=True)
class TickRow:
    """One QRIS sale: what was recorded, and whether it was found in the merchant's list.

    `found` is None while nobody looked. `has_twin`: an equal amount within five minutes.
    """

    of: Pointer
    no: int
    stamp: Stamp
    amount: Money
    is_unsure: bool
    found: bool | None = None
    is_taken_back: bool = False
    has_twin: bool = False


def tick_rows(entries: Iterable[Recorded], dev: str) -> tuple[TickRow, ...]:
    """The QRIS sales among the entries in their order; the last tick of each counts."""
    rows: dict[int, TickRow] = {}
    for recorded in entries:
        match recorded.entry:
            case SaleRecorded() as sale:
                row = _row(recorded, sale, dev)
                if row is not None:
                    rows[recorded.seq] = row
            case SaleTicked(of=of, found=found) if _is_ours(rows, of, dev):
                rows[of.seq] = replace(rows[of.seq], found=found)
            case SaleVoided(of=of) if _is_ours(rows, of, dev):
                rows[of.seq] = replace(rows[of.seq], is_taken_back=True)
            case RefundGiven(of=Pointer() as of) if _is_ours(rows, of, dev):
                rows[of.seq] = replace(rows[of.seq], is_taken_back=True)
            case _:
                pass  # was not paid by QRIS
    return _with_twins(tuple(rows.values()))


def _row(recorded: Recorded, sale: SaleRecorded, dev: str) -> TickRow | None:
    tenders = [tender for tender in sale.money.pay if tender.kind == QRIS]
    if not tenders:
        return None
    return TickRow(
        recorded.pointer(dev),
        sale.money.no,
        sale.stamp,
        sum(tender.amount for tender in tenders),
        any(tender.unsure for tender in tenders),
    )


def _is_ours(rows: dict[int, TickRow], of: Pointer, dev: str) -> bool:
    return of.dev == dev and of.seq in rows and rows[of.seq].of.link == of.link


def _with_twins(rows: tuple[TickRow, ...]) -> tuple[TickRow, ...]:
    """Mark every row that has an equal one near it, before or after."""
    by_amount: dict[Money, list[int]] = {}
    for place, row in enumerate(rows):
        by_amount.setdefault(row.amount, []).append(place)
    twins: set[int] = set()
    for places in by_amount.values():
        in_time = sorted(places, key=lambda place: rows[place].stamp.at)
        for one, other in pairwise(in_time):
            if rows[other].stamp.at - rows[one].stamp.at <= TWIN_WITHIN:
                twins |= {one, other}
    return tuple(replace(row, has_twin=place in twins) for place, row in enumerate(rows))
