"""The short version of `run.py fuzz`."""

import pytest

from tests.fuzz.__main__ import attack
from tests.fuzz.targets import TARGETS, Target


@pytest.mark.parametrize("target", TARGETS, ids=lambda target: target.name)
def test_h10_hostile_input_gets_an_answer_and_nothing_breaks(target: Target) -> None:
    done, failures = attack(target, seed=7, inputs=150)
    assert done == 150
    assert failures == []
