"""Regencies and cities by their BPS code, from the table that is shipped."""

import csv
from dataclasses import replace
from functools import cache

from pos_app.domain.event_totals import EventTotals
from pos_app.domain.identity import EventPack
from pos_app.files import resource_root

_REGENCY_DIGITS = 4


@cache
def region_names() -> dict[str, str]:
    """Names by code; other organizers may use codes of their own, which name themselves."""
    path = resource_root() / "sample" / "regions.csv"
    with path.open(encoding="utf-8", newline="") as table:
        rows = list(csv.DictReader(table))
    return {row["kode_bps"]: row["nama"] for row in rows}


def region_name(code: str) -> str:
    """The name of a regency or city; of one that is not in the table its code and province."""
    name = region_names().get(code)
    if name is not None:
        return name
    is_regency = len(code) == _REGENCY_DIGITS and code.isascii() and code.isdecimal()
    province = region_names().get(code[:2]) if is_regency else None
    return code if province is None else f"{code}, {province}"


def with_region_names(totals: EventTotals) -> EventTotals:
    """The same totals for people: regions by their names."""
    return replace(
        totals,
        regions=tuple((region_name(code), receipts, net) for code, receipts, net in totals.regions),
        booths=tuple(replace(booth, region=region_name(booth.region)) for booth in totals.booths),
    )


def with_region_names_of(pack: EventPack) -> EventPack:
    """The same pack for people, for booths that are in no total yet."""
    booths = (replace(booth, region=region_name(booth.region)) for booth in pack.booths)
    return replace(pack, booths=tuple(booths))
