"""The recomputation adds up by itself, and says where the organizer tells something else."""

import json
import shutil
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import pytest

from pos_app.cli.command import Speaker
from pos_app.cli.demo import tell_result
from pos_app.services.accounting import totals_as_json
from pos_app.simulation.crowd import Piece, Purchase, Taken
from pos_app.simulation.demo import DemoResult
from pos_app.simulation.recount import Difference, recount_files, recount_purchases
from tests.services.small_event import BOOTHS, DAYS, SALES, day_files


def a_file(path: Path, *entries: dict[str, object]) -> Path:
    """Lines as they stand in a signed file; nobody looks at signatures here."""
    header = {"_": "gerai.day/1", "booth": "A1", "dev": "abcdef"}
    lines = [json.dumps(record) for record in (header, *entries)]
    path.write_text("\n".join(lines) + "\n\n— name c2lnbmF0dXJl\n", encoding="utf-8")
    return path


def a_sale(seq: int, total: int, *pay: tuple[str, int], kind: str = "sale") -> dict[str, object]:
    return {"t": kind, "seq": seq, "day": "2026-11-20", "total": total, "pay": pay}


def test_receipts_are_added_up_and_an_entry_in_two_files_counts_once(tmp_path: Path) -> None:
    sale, void = (
        a_sale(2, 25_000, ("cash", 25_000)),
        a_sale(4, -25_000, ("cash", -25_000), kind="void"),
    )
    mixed = a_sale(3, 40_000, ("qris", 30_000), ("cash", 10_000))
    opened: dict[str, object] = {"t": "open", "seq": 1, "day": "2026-11-20"}
    paths = [
        a_file(tmp_path / "1", opened, sale, mixed),
        a_file(tmp_path / "2", sale, mixed, void),
    ]
    recount = recount_files(paths)
    assert (recount.receipts, recount.net) == (3, 40_000)
    assert recount.booths == {"A1": [3, 40_000]}
    assert recount.days == {"2026-11-20": [3, 40_000]}
    assert recount.pay == {"cash": 10_000, "qris": 30_000}


def test_purchases_are_added_up() -> None:
    at = datetime.fromisoformat("2026-11-20T12:00:00+07:00")
    purchase = Purchase(at, Taken((Piece("A", 2, 15_000),)), (("cash", 30_000),), 50_000)
    recount = recount_purchases([("A1", date(2026, 11, 20), purchase)] * 2)
    assert (recount.receipts, recount.net, recount.pay) == (2, 60_000, {"cash": 60_000})


def test_the_organizer_and_the_files_agree(demo: DemoResult) -> None:
    recount = recount_files(day_files(demo))
    assert recount.receipts == BOOTHS * DAYS * SALES
    assert recount.differences(totals_as_json(demo.totals)) == ()


def test_a_missing_file_is_a_difference_and_ends_the_demo_with_1(
    demo: DemoResult, capsys: pytest.CaptureFixture[str]
) -> None:
    differences = recount_files(day_files(demo)[1:]).differences(totals_as_json(demo.totals))
    assert {each.figure for each in differences} >= {"net", "receipts", "booths", "days"}
    assert tell_result(replace(demo, differences=differences), Speaker(as_json=True)) == 1
    said = capsys.readouterr()
    assert len(json.loads(said.out)["differences"]) == len(differences)
    assert "DIFFERS" in said.err


def test_one_rupiah_in_one_file_is_found(demo: DemoResult, tmp_path: Path) -> None:
    shutil.copytree(demo.files, tmp_path / "files")
    paths = sorted((tmp_path / "files").iterdir())
    raw = paths[0].read_bytes()
    start = raw.index(b'"total":') + len(b'"total":')
    total = int(
        raw[start : raw.index(b",", start)]
        if b"," in raw[start : start + 12]
        else raw[start : raw.index(b"}", start)]
    )
    paths[0].write_bytes(
        raw.replace(f'"total":{total}'.encode(), f'"total":{total + 1}'.encode(), 1)
    )
    recount = recount_files(paths)
    told = totals_as_json(demo.totals)
    assert Difference("files", "net", told["net"], demo.totals.net + 1) in recount.differences(told)
