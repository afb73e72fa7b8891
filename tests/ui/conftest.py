"""Window tests collect garbage between tests and on their own thread, as the program does."""

import gc
from collections.abc import Iterator

import pytest


@pytest.fixture(autouse=True)
def _garbage_stays_on_this_thread() -> Iterator[None]:
    gc.disable()
    yield
    gc.collect(1)
    gc.enable()
