"""Regencies and cities by their code, from the table that is shipped."""

import csv
from dataclasses import replace
from functools import cache

from pos_app.domain.event_totals import EventTotals
from pos_app.files import resource_root


@cache
def region_names() -> dict[str, str]:
    """Names by code; other organizers may use codes of their own, which name themselves."""
    path = resource_root() / "sample" / "regions.csv"
    with path.open(encoding="utf-8", newline="") as table:
        return {row["kode_bps"]: row["nama"] for row in csv.DictReader(table)}


def with_region_names(totals: EventTotals) -> EventTotals:
    """The same totals for people: regions by their names."""
    names = region_names()
    return replace(
        totals,
        regions=tuple(
            (names.get(code, code), receipts, net) for code, receipts, net in totals.regions
        ),
        booths=tuple(
            replace(booth, region=names.get(booth.region, booth.region)) for booth in totals.booths
        ),
    )
