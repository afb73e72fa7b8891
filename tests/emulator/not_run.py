"""What could not be checked for want of the emulator is counted and named, never passed over.

Without the emulator its tests are taken out of the run; the run then ends with a line that counts
and names them, and where `CI` is set it fails.
"""

import os
from typing import Any

import pytest

from pos_app.set_up_words import said

FIXTURE = "emulator"
"""Who asks for this fixture needs the emulator."""

_REPORTED = "emulator_checks_not_run"


class NotRun:
    """Takes out the tests that need the emulator, and says so at the end."""

    def __init__(self, config: pytest.Config, *, is_ready: bool) -> None:
        self._config = config
        self._is_ready = is_ready
        self._names: set[str] = set()

    @pytest.hookimpl(trylast=True)
    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        """After everybody else has chosen: what was not asked for is not missed."""
        if self._is_ready:
            return
        missed = [item for item in items if FIXTURE in getattr(item, "fixturenames", ())]
        self._names.update(item.name for item in missed)
        items[:] = [item for item in items if item not in missed]
        self._config.hook.pytest_deselected(items=missed)

    @pytest.hookimpl(optionalhook=True)
    def pytest_testnodedown(self, node: Any) -> None:  # noqa: ANN401 -- no type of xdist's
        """The tests may be chosen in processes of their own (pytest-xdist)."""
        self._names.update(getattr(node, "workeroutput", {}).get(_REPORTED, ()))

    @pytest.hookimpl(tryfirst=True)
    def pytest_sessionfinish(self, session: pytest.Session) -> None:
        """Hand on what is missing, or let it decide."""
        output = getattr(self._config, "workeroutput", None)
        if output is not None:
            output[_REPORTED] = sorted(self._names)
        elif self._names and "CI" in os.environ:
            session.exitstatus = pytest.ExitCode.TESTS_FAILED

    def pytest_terminal_summary(self, terminalreporter: pytest.TerminalReporter) -> None:
        """The line that nobody can miss."""
        if self._names:
            line = said(
                "NOT RUN, for there is no printer emulator here: {count} checks ({names})",
                count=len(self._names),
                names=", ".join(sorted(self._names)),
            )
            terminalreporter.section(line, sep="!", red=True)
