"""What published files give together: net, gap, fork and counter of every case."""

from datetime import datetime
from typing import Any, Final

import pytest

from pos_app.domain.event_totals import EventTotals, event_totals
from pos_app.domain.feed import FeedPart, feed_part
from pos_app.domain.merge import MergedEvent, merge
from pos_app.exchange.day_file import DayFile, read_day_file
from tests.exchange.vector_files import FACTS, taken_pack, vector

AS_OF: Final = datetime.fromisoformat("2026-11-25T23:00:00+07:00")
LATER: Final = ("slip", "ruling", "sum")
PACK_LINKS: Final = {
    taken_pack(name).pack.version: taken_pack(name).link
    for name in ("pack-1.gerai.txt", "pack-2.gerai.txt", "pack-3.gerai.txt")
}
CASES: Final = [
    case for case in FACTS["together"] if not any(w in f for w in LATER for f in case["files"])
]


def part_of(name: str, pack_name: str) -> FeedPart:
    file = read_day_file(vector(name), pack=taken_pack(pack_name).pack, pack_links=PACK_LINKS)
    assert isinstance(file, DayFile), file
    till = file.header.till
    detailed = file.header.detail == "items"
    return feed_part(till.booth_id, till.dev, file.entries, detailed=detailed)


def together(case: dict[str, Any]) -> tuple[MergedEvent, EventTotals]:
    pack_name = case.get("pack", "pack-2.gerai.txt")
    pack = taken_pack(pack_name).pack
    merged = merge([part_of(name, pack_name) for name in case["files"]], pack)
    return merged, event_totals(merged, pack, as_of=AS_OF)


@pytest.mark.parametrize("case", CASES, ids=lambda case: "+".join(case["files"]))
def test_files_together_give_the_published_picture(case: dict[str, Any]) -> None:
    merged, totals = together(case)
    assert totals.net == case["net"]
    gaps = [
        {
            "booth": g.booth_id,
            "first": g.first,
            "last": g.last,
            "receipts": g.receipts,
            "net": g.net,
        }
        for g in totals.coverage.gaps
    ]
    assert gaps == ([case["gap"]] if "gap" in case else [])
    forks = [feed.fork for feed in merged.feeds if feed.fork]
    assert [{"booth": one.booth_id, "seq": one.seq} for one in forks] == (
        [case["fork"]] if "fork" in case else []
    )
    counters = [one for feed in merged.feeds for one in feed.counters]
    assert [{"booth": one.booth_id, "seq": one.seq} for one in counters] == (
        [case["counter"]] if "counter" in case else []
    )


def test_the_published_event_has_these_totals() -> None:
    files = ["a017-day1.gerai.txt", "a017-day2.gerai.txt", "b002-day1.gerai.txt"]
    _, totals = together({"files": files})
    assert [(booth.booth_id, booth.receipts, booth.net) for booth in totals.booths] == [
        ("A017", 14, 779_693),
        ("B002", 2, 136_500),
    ]
    assert totals.coverage.received == 3
    assert [booth for booth, _ in totals.coverage.missing] == ["B002", "C003", "C003", "D004"]
