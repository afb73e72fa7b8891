"""The short version of `run.py torture`."""

from pathlib import Path

from tests.torture.kills import kill


def test_off1_off3_off4_num4_a_killed_till_loses_doubles_and_halves_nothing(tmp_path: Path) -> None:
    told = kill(tmp_path / "till", times=8, seed=11)
    assert told.receipts
