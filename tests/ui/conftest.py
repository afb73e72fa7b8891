"""Window tests collect garbage between tests and on their own thread, as the program does."""

import gc
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QCoreApplication, QEvent


@pytest.fixture(autouse=True)
def _garbage_stays_on_this_thread() -> Iterator[None]:
    gc.disable()
    yield
    # Windows to be deleted go first, as an event loop would have it: garbage may hold their parts.
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    gc.collect(1)
    gc.enable()
