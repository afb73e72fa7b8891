"""The small event, made once for all tests of the command line."""

import pytest

from pos_app.simulation.demo import DemoResult
from tests.services.small_event import a_demo


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> DemoResult:
    """Nobody changes it; an event to work in is copied from it."""
    return a_demo(tmp_path_factory.mktemp("small event") / "demo")
