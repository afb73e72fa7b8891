"""The demo leaves what it promises, each step through the house's own services."""

import json
from pathlib import Path

import pytest

from pos_app.domain.errors import BadEventDetails
from pos_app.services.accounting import totals_as_json
from pos_app.simulation.demo import DemoResult, run_demo
from tests.services.small_event import BOOTHS, DAYS, SALES, a_demo, day_files


def test_everything_of_the_contract_lies_in_the_folder(demo: DemoResult) -> None:
    out = demo.plan.out
    names = {path.name for path in out.iterdir()}
    assert names >= {
        "event", "files", "receipts", "report.pdf", "report.xlsx", "report.csv", "totals.json"
    }  # fmt: skip
    assert len(day_files(demo)) == BOOTHS * DAYS
    assert all(path.name.endswith(".gerai.txt") for path in day_files(demo))
    assert demo.totals.coverage.is_complete
    assert demo.differences == ()


def test_every_sale_and_every_close_has_its_paper_in_bytes_and_as_text(demo: DemoResult) -> None:
    papers = sorted(demo.receipts.rglob("*.bin"))
    assert len(papers) == BOOTHS * DAYS * (SALES + 1)
    for paper in papers:
        assert paper.read_bytes().startswith(b"\x1b@"), "a printer is reset before a paper"
        assert paper.with_suffix(".txt").read_text("utf-8").strip()


def test_no_key_of_a_demo_is_good_for_a_real_event(demo: DemoResult) -> None:
    assert demo.totals.event_id.startswith("practice-")


def test_the_same_seed_gives_the_same_files_and_another_seed_others(
    demo: DemoResult, tmp_path: Path
) -> None:
    again, other = a_demo(tmp_path / "again"), a_demo(tmp_path / "other", seed=8)
    first = [path.read_bytes() for path in day_files(demo)]
    assert [path.read_bytes() for path in day_files(again)] == first
    assert again.totals == demo.totals
    assert other.totals.net != demo.totals.net
    told = json.loads((demo.plan.out / "totals.json").read_bytes())
    assert told["net"] == totals_as_json(demo.totals)["net"]


def test_a_folder_with_something_in_it_is_refused(demo: DemoResult) -> None:
    with pytest.raises(BadEventDetails):
        run_demo(demo.plan, lambda _step, _done, _of: None)
