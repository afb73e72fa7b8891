"""What every test gets: no noise, no modal box, a data folder of its own, words in English."""

import gc
import logging
import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

# Before Qt is imported: no test needs a screen.
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtWidgets import QDialog, QFileDialog, QInputDialog, QMessageBox

from pos_app.i18n import use_language
from tests.emulator import set_up
from tests.emulator.not_run import NotRun

settings.register_profile(
    "gerai", max_examples=30, deadline=None, derandomize="CI" in os.environ, print_blob=True
)
settings.load_profile("gerai")

_WAITING_FOR_A_PERSON = (
    (QDialog, ("exec",)),
    (QMessageBox, ("information", "question", "warning", "critical", "about", "aboutQt")),
    (QInputDialog, ("getText", "getMultiLineText", "getItem", "getInt", "getDouble")),
    (
        QFileDialog,
        ("getOpenFileName", "getOpenFileNames", "getSaveFileName", "getExistingDirectory"),
    ),
)


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line(
        "markers", "logs(part): the test makes Gerai log a warning that contains these words"
    )
    config.pluginmanager.register(NotRun(config, is_ready=set_up.is_ready(set_up.HOME)))


def pytest_collection_finish() -> None:
    """What was imported stays to the end: no collection looks at it again."""
    gc.collect()
    gc.freeze()


def _refuse_to_wait(*_words: object, **_more: object) -> None:
    raise AssertionError("a modal box would wait here for ever")


@pytest.fixture(autouse=True, scope="session")
def _no_modal_box() -> Iterator[None]:
    """A box that waits for a person fails its test at once; the product uses open()."""
    with pytest.MonkeyPatch.context() as patch:
        for kind, names in _WAITING_FOR_A_PERSON:
            for name in names:
                patch.setattr(kind, name, _refuse_to_wait)
        yield


class _WarningsHeard(logging.Handler):
    """Keeps what was logged as a warning or worse."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.messages: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.messages.append(f"{record.name}: {record.getMessage()}")


@pytest.fixture(autouse=True)
def _no_unexpected_log_warning(request: pytest.FixtureRequest) -> Iterator[None]:
    """A warning in the log fails the test, and so does an announced one that never came."""
    expected = [str(marker.args[0]) for marker in request.node.iter_markers("logs")]
    heard = _WarningsHeard()
    logging.getLogger().addHandler(heard)
    try:
        yield
    finally:
        logging.getLogger().removeHandler(heard)
    surprises = [text for text in heard.messages if not any(part in text for part in expected)]
    silent = [part for part in expected if not any(part in text for text in heard.messages)]
    if surprises or silent:
        pytest.fail(f"logged without notice: {surprises}; expected and not logged: {silent}")


@pytest.fixture(autouse=True)
def data_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where this test's till keeps its things; nobody's real till is ever touched."""
    folder = tmp_path / "data"
    monkeypatch.setenv("GERAI_DATA", str(folder))
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))  # locks that tills share
    monkeypatch.delenv("GERAI_CALLED_AS", raising=False)  # run.py may have started the tests
    return folder


@pytest.fixture(autouse=True)
def _words_in_english() -> None:
    """Tests read the source strings; a test of Indonesian switches for itself."""
    use_language("en")
