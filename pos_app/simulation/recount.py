"""The independent recomputation: what the signed files and the buyers say, added up plainly.

It knows nothing of the house's journal, folds, merge and totals: lines of JSON go in, sums come
out. So a mistake in those cannot hide in the check of them.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any, Literal

from pos_app.simulation.crowd import Purchase

Source = Literal["files", "buyers", "again"]
"""`again`: the same files taken in once more in another order."""


@dataclass(frozen=True, slots=True)
class Difference:
    """A figure the organizer tells otherwise than the recomputation, as JSON values."""

    source: Source
    figure: str
    told: object
    counted: object


@dataclass(slots=True)
class Recount:
    """Receipts and amounts in minor units, all in all, by booth, by day and by tender."""

    source: Source
    receipts: int = 0
    net: int = 0
    booths: dict[str, list[int]] = field(default_factory=dict)
    days: dict[str, list[int]] = field(default_factory=dict)
    pay: dict[str, int] = field(default_factory=dict)

    def add(self, booth_id: str, day: str, total: int, pay: Iterable[tuple[str, int]]) -> None:
        """Count one receipt; `day` as YYYY-MM-DD."""
        self.receipts += 1
        self.net += total
        for sums, key in ((self.booths, booth_id), (self.days, day)):
            row = sums.setdefault(key, [0, 0])
            row[0] += 1
            row[1] += total
        for kind, amount in pay:
            self.pay[kind] = self.pay.get(kind, 0) + amount

    def differences(self, told: Mapping[str, Any]) -> tuple[Difference, ...]:
        """Where the organizer's totals, as `gerai totals --json` tells them, say something else."""
        pairs: dict[str, tuple[object, object]] = {
            "net": (told["net"], self.net),
            "receipts": (told["receipts"], self.receipts),
            "booths": (_sorted(told["booths"]), _rows(self.booths)),
            "days": (_sorted(told["days"]), _rows(self.days)),
            "pay": (_sorted(told["pay"]), _sorted(self.pay.items())),
        }
        return tuple(
            Difference(self.source, figure, said, counted)
            for figure, (said, counted) in pairs.items()
            if said != counted
        )


def recount_files(paths: Iterable[Path]) -> Recount:
    """Add up the receipts in signed day files; an entry that stands in several counts once."""
    recount = Recount("files")
    seen: set[tuple[str, str, int]] = set()
    for path in paths:
        raw = path.read_bytes()
        header, *entries = [json.loads(line) for line in raw[: raw.rindex(b"\n\n")].split(b"\n")]
        for entry in entries:
            if entry["t"] not in ("sale", "void", "refund"):
                continue
            place = (header["booth"], header["dev"], entry["seq"])
            if place not in seen:
                seen.add(place)
                pay = ((tender[0], tender[1]) for tender in entry["pay"])
                recount.add(header["booth"], entry["day"], entry["total"], pay)
    return recount


def recount_purchases(bought: Iterable[tuple[str, date, Purchase]]) -> Recount:
    """Add up what the buyers say: booth, day and purchase."""
    recount = Recount("buyers")
    for booth_id, day, purchase in bought:
        recount.add(booth_id, day.isoformat(), purchase.total, purchase.paid)
    return recount


def _rows(sums: Mapping[str, list[int]]) -> list[list[object]]:
    return _sorted([key, *row] for key, row in sums.items())


def _sorted(rows: Iterable[Iterable[object]]) -> list[list[object]]:
    return sorted(list(row) for row in rows)
