"""Reading the journal as reports: X, Z, shifts and lists, with the words that stay at the till."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import TypeVar

from pos_app.domain.day_report import PeriodReport, XReport, ZReport, x_report, z_report
from pos_app.domain.journal import DayClosed, Recorded, SaleTicked
from pos_app.domain.shift_report import ShiftReport, shift_reports
from pos_app.domain.tick_list import TickRow, tick_rows
from pos_app.services.recording import Recording

Report = TypeVar("Report", bound=PeriodReport)


class PeriodReading:
    """Every report of a till is a fold of its journal; reading one changes nothing."""

    def __init__(self, recording: Recording) -> None:
        self._recording = recording
        self._dev = recording.till.dev

    def x_report(self, up_to: int | None = None) -> XReport:
        """The open period, or the one in which entry `up_to` was the last."""
        return self._with_words(x_report(self._period(up_to), self._dev))

    def z_report(self, period: Sequence[Recorded]) -> ZReport:
        """The period whose last entry is its close."""
        return self._with_words(z_report(period, self._dev))

    def shifts(self, up_to: int | None = None) -> tuple[ShiftReport, ...]:
        """What each person did in the open period, or in the one of entry `up_to`."""
        return shift_reports(
            (r for r in self._period(up_to) if not isinstance(r.entry, DayClosed)), self._dev
        )

    def qris_sales(self, z: int | None = None, older: Iterable[int] = ()) -> tuple[TickRow, ...]:
        """The QRIS sales of the open period, or of close `z`, with their last ticks.

        Those of the open period come after `older` sales and the ones ticked since the last close.
        """
        if z is None:
            period = self._recording.period
            before = self._older_sales(period, older)
            return tick_rows((*before, *period), self._dev)
        first, last = self._range_of(z)
        rows = tick_rows(self._recording.entries(first), self._dev)  # ticks may come later
        return tuple(row for row in rows if row.of.seq <= last)

    def period_of(self, seq: int) -> list[Recorded]:
        """The entries from the close before entry `seq` up to it, both included."""
        closes = [close.seq for close in self._closes() if close.seq < seq]
        return list(self._recording.entries(max(closes, default=1), seq))

    def _older_sales(self, period: Sequence[Recorded], older: Iterable[int]) -> list[Recorded]:
        ticks = (each.entry for each in period if isinstance(each.entry, SaleTicked))
        wanted = {*older, *(tick.of.seq for tick in ticks if tick.of.dev == self._dev)}
        last = self._recording.head.seq - len(period)
        return [each for seq in sorted(wanted) if seq <= last for each in self._entries_at(seq)]

    def _entries_at(self, seq: int) -> Iterable[Recorded]:
        return self._recording.entries(seq, seq)

    def _closes(self) -> list[Recorded]:
        return [each for each in self._recording.days() if isinstance(each.entry, DayClosed)]

    def _range_of(self, z: int) -> tuple[int, int]:
        """First and last entry of the period that close `z` ended."""
        ends = [0] + [close.seq for close in self._closes() if _number(close) in (z - 1, z)]
        return ends[-2] + 1, ends[-1]

    def _period(self, up_to: int | None) -> Sequence[Recorded]:
        return self._recording.since_last_close if up_to is None else self.period_of(up_to)

    def _with_words(self, report: Report) -> Report:
        """The same report with what was typed beside its movements; no file ever holds it."""
        words = self._recording.words_of(moved.seq for moved in report.movements)
        if not words:
            return report
        moves = tuple(replace(m, words=words.get(m.seq, "")) for m in report.movements)
        return replace(report, movements=moves)


def _number(closed: Recorded) -> int:
    assert isinstance(closed.entry, DayClosed)
    return closed.entry.z
