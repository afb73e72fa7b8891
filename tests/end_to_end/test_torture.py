"""The short version of `run.py torture`."""

from pathlib import Path

import pytest

from tests.torture.kills import kill
from tests.torture.print_kills import kill_printing


def test_off1_off3_off4_num4_a_killed_till_loses_doubles_and_halves_nothing(tmp_path: Path) -> None:
    told = kill(tmp_path / "till", times=8, seed=11)
    assert told.receipts


@pytest.mark.parametrize("answers", [True, False])
def test_a_till_killed_while_it_prints_loses_no_paper_and_prints_none_twice_unmarked(
    tmp_path: Path, *, answers: bool
) -> None:
    told = kill_printing(tmp_path / "till", times=6, seed=5, answers=answers)
    assert told.moments.total() == 6
    assert told.sales
