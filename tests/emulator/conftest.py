"""One emulator for all tests of a process that need it, and none for the others."""

from collections.abc import Iterator

import pytest

from tests.emulator.printers import EmulatedPrinters, EmulatorEnded


@pytest.fixture(scope="session")
def _emulated(tmp_path_factory: pytest.TempPathFactory) -> Iterator[EmulatedPrinters]:
    """Two seconds to start, so it is started once."""
    try:
        printers = EmulatedPrinters(tmp_path_factory.mktemp("emulator"))
    except EmulatorEnded:  # somebody took one of its ports before it did
        printers = EmulatedPrinters(tmp_path_factory.mktemp("emulator"))
    try:
        yield printers
    finally:
        printers.end()


@pytest.fixture
def emulator(_emulated: EmulatedPrinters) -> Iterator[EmulatedPrinters]:
    """The emulator, whose printers must understand everything they are sent."""
    yield _emulated
    assert _emulated.wrong == [], "bytes that the stranger's printer does not understand"
