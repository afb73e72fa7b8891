"""One file at a time, of any kind: the published verdicts, by a pack and by a single key."""

from datetime import datetime
from pathlib import Path
from typing import Any, Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pos_app.services.verifying import CheckedFile, Verifying
from tests.exchange.vector_files import FACTS, VECTORS

NOW: Final = datetime.fromisoformat("2026-11-27T08:00:00+07:00")
_OTHERWISE: Final = (
    # kinds that this program knows by name only
    "slip", "ack-", "ruling-a017", "sum",
    # against pack 2 an older pack is old, and the next pack has other verdicts
    "pack-1", "pack-3", "bad-old-pack",
    # no claim codes are at hand here
    "wrong-code",
)  # fmt: skip
CASES: Final = [
    case
    for case in FACTS["cases"]
    if "pack" not in case and not any(part in case["file"] for part in _OTHERWISE)
]
A017: Final[str] = FACTS["tills"]["A017"]["vkey"]


def by_pack(name: str = "pack-2.gerai.txt") -> Verifying:
    return Verifying.against_pack(VECTORS / name, clock=lambda: NOW)


def by_key(vkey: str = A017) -> Verifying:
    return Verifying.against_key(vkey, clock=lambda: NOW)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["file"])
def test_every_published_file_gets_its_verdict(case: dict[str, Any]) -> None:
    checked = by_pack().check(VECTORS / case["file"])
    assert (checked.verdict, code_of(checked)) == (case["verdict"], case.get("code", ""))
    told = {
        "head": checked.head,
        "first": checked.first,
        "last": checked.last,
        "booth": checked.booth_id,
        "net": checked.net,
        "days": [[day.isoformat(), count, net] for day, count, net in checked.days],
        "remarks": [list(remark) for remark in checked.remarks],
    }
    if checked.verdict == "accepted" and checked.last:
        published = {key: value for key, value in case.items() if key in told}
        assert {key: told[key] for key in published} == published


def code_of(checked: CheckedFile) -> str:
    return "" if checked.problem is None else checked.problem.code


def test_a_good_file_is_good_by_its_key_alone() -> None:
    checked = by_key().check(VECTORS / "a017-day1.gerai.txt")
    assert (checked.verdict, checked.receipts, checked.net) == ("accepted", 8, 381_693)
    assert (checked.booth_id, checked.first, checked.last) == ("A017", 1, 15)
    assert checked.counts


def test_a_request_and_a_pack_are_good_by_the_key_they_name() -> None:
    assert by_key().check(VECTORS / "request-a017.gerai.txt").verdict == "accepted"
    organizer = by_key(FACTS["organizer"]["vkey"])
    assert organizer.check(VECTORS / "pack-2.gerai.txt").pack_version == 2


@pytest.mark.parametrize(
    "name", ["b002-day1.gerai.txt", "request-b002.gerai.txt", "pack-2.gerai.txt"]
)
def test_a_file_of_somebody_else_is_not_known_by_this_key(name: str) -> None:
    assert code_of(by_key().check(VECTORS / name)) == "Q_UNKNOWN_KEY"


def test_without_a_pack_nothing_is_said_of_the_event_s_days() -> None:
    outside = VECTORS / "remark-outside.gerai.txt"
    assert ("W_OUTSIDE", 2) in by_pack().check(outside).remarks
    assert by_key(FACTS["tills"]["D004"]["vkey"]).check(outside).remarks == ()


def test_the_line_of_the_entry_meant_is_told() -> None:
    path = VECTORS / "bad-rounding.gerai.txt"
    checked = by_pack().check(path)
    assert checked.problem is not None
    line = path.read_bytes().split(b"\n")[checked.line - 1]
    assert f'"seq":{checked.problem.seq},'.encode() in line


@given(data=st.data())
def test_by_one_key_no_flipped_bit_passes(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    raw = bytearray((VECTORS / "b002-day1.gerai.txt").read_bytes())
    place = data.draw(st.integers(0, len(raw) * 8 - 1))
    raw[place // 8] ^= 1 << place % 8
    path = tmp_path_factory.getbasetemp() / "flipped.gerai.txt"
    path.write_bytes(raw)
    assert by_key(FACTS["tills"]["B002"]["vkey"]).check(path).verdict != "accepted"


def test_what_cannot_be_read_is_said_to_be_so(tmp_path: Path) -> None:
    missing = by_pack().check(tmp_path / "nothing.gerai.txt")
    assert missing.trouble is not None
    assert (missing.verdict, missing.trouble.what) == ("refused", "missing")
    folder = by_pack().check(tmp_path)
    assert folder.trouble is not None
    assert folder.trouble.what == "not_a_file"


@pytest.mark.parametrize("vkey", ["", "abc", A017[:-4], A017.replace("a017", "a018")])
def test_what_is_no_key_is_no_key(vkey: str) -> None:
    with pytest.raises(ValueError, match=r".*"):
        by_key(vkey)
