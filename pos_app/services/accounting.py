"""Accounting: what an event came to, always with its coverage, as values and as reports."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from pos_app.domain.event_totals import EventTotals, event_totals
from pos_app.domain.identity import EventPack
from pos_app.domain.merge import merge
from pos_app.files import make_folder, write_for_people
from pos_app.reporting.event_pdf import event_pdf
from pos_app.reporting.event_tables import event_csv, event_xlsx
from pos_app.services.organizing import Organizing
from pos_app.services.recording import Clock
from pos_app.services.regions import with_region_names, with_region_names_of


@dataclass(frozen=True, slots=True)
class EventReport:
    """The totals with the pack whose names they use; makes files without asking anybody."""

    totals: EventTotals
    pack: EventPack

    def write_pdf(self, path: Path) -> None:
        """The event report for people. Raises FileTrouble."""
        _write(path, event_pdf(self.totals, self.pack))

    def write_xlsx(self, path: Path) -> None:
        """The same as a workbook. Raises FileTrouble."""
        _write(path, event_xlsx(self.totals, self.pack))

    def write_csv(self, path: Path) -> None:
        """The same per booth, for programs. Raises FileTrouble."""
        _write(path, event_csv(self.totals, self.pack))

    def write_json(self, path: Path) -> None:
        """What `gerai totals --json` says. Raises FileTrouble."""
        _write(path, f"{totals_json(self.totals)}\n".encode())


class Accounting:
    """Adds up what an event's files say; keeps nothing of its own."""

    def __init__(self, organizing: Organizing, *, clock: Clock) -> None:
        self._organizing = organizing
        self._clock = clock

    def totals(self) -> EventTotals:
        """The event as the files held tell it now."""
        pack = self._organizing.pack
        return event_totals(
            merge(self._organizing.held.parts(), pack),
            pack,
            as_of=pack.event.local(self._clock()),
            aside=len(self._organizing.held.waiting()),
            refused=len(self._organizing.held.refused()),
        )

    def report(self) -> EventReport:
        """The totals, ready to be written as files."""
        pack = with_region_names_of(self._organizing.pack)
        return EventReport(with_region_names(self.totals()), pack)


def totals_json(totals: EventTotals) -> str:
    """The JSON document of `gerai totals`, in ASCII."""
    return json.dumps(totals_as_json(totals), indent=1)


def totals_as_json(totals: EventTotals) -> dict[str, object]:
    """The keys of `gerai totals` (day-file.md 16), and two more: how many held files were
    refused, and what of each tender is not certain yet.

    Days as YYYY-MM-DD, amounts in minor units.
    """
    coverage = totals.coverage
    return {
        "event": totals.event_id,
        "cur": totals.currency,
        "net": totals.net,
        "receipts": totals.receipts,
        "sales": list(totals.sales),
        "voids": list(totals.voids),
        "refunds": list(totals.refunds),
        "booths": [[booth.booth_id, booth.receipts, booth.net] for booth in totals.booths],
        "days": [[day.isoformat(), receipts, net] for day, receipts, net in totals.days],
        "pay": [list(row) for row in totals.pay],
        "orders": list(totals.orders),
        "unsure": list(totals.unsure),
        "coverage": {
            "as_of": coverage.as_of.isoformat(),
            "enrolled": coverage.enrolled,
            "expected": _booth_days(coverage.expected),
            "missing": _booth_days(coverage.missing),
            "gaps": [
                {
                    "booth": gap.booth_id,
                    "dev": gap.dev,
                    "first": gap.first,
                    "last": gap.last,
                    "receipts": gap.receipts,
                    "net": gap.net,
                }
                for gap in coverage.gaps
            ],
            "disputed": [
                {"booth": booth, "dev": dev, "seq": seq} for booth, dev, seq in coverage.disputed
            ],
            "aside": coverage.aside,
            "by_slip": _booth_days(coverage.by_slip),
            "refused": coverage.refused,
        },
        "unsure_pay": [list(row) for row in totals.unsure_pay],
    }


def _booth_days(rows: Sequence[tuple[str, object]]) -> list[list[str]]:
    return [[booth, str(day)] for booth, day in rows]


def _write(path: Path, data: bytes) -> None:
    make_folder(path.parent)
    write_for_people(path, data)
