"""One log file, and what is left behind when something goes wrong."""

import logging
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from pos_app.logs import start_logging


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[Path]:
    started = start_logging(tmp_path / "logs")
    yield tmp_path / "logs"
    started.stop()


def written(folder: Path) -> str:
    return (folder / "gerai.log").read_text(encoding="utf-8")


def test_what_happens_is_in_the_file_and_what_is_wrong_on_the_terminal(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    logging.getLogger("pos_app.test").info("opened in %d ms", 12)
    assert "INFO MainThread pos_app.test: opened in 12 ms" in written(folder)
    assert "opened" not in capsys.readouterr().err


def run(program: str, folder: Path) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [sys.executable, "-c", program, str(folder)],
        capture_output=True,
        text=True,
        cwd=Path(__file__).parents[2],
        check=False,
    )


START = (
    "import logging, sys, threading; from pathlib import Path\n"
    "from pos_app.logs import start_logging\n"
)


def test_a_bug_in_any_thread_leaves_its_trace_in_the_file(tmp_path: Path) -> None:
    program = START + (
        "start_logging(Path(sys.argv[1]))\n"
        "thread = threading.Thread(target=lambda: 1 // 0, name='printer')\n"
        "thread.start(); thread.join()\n"
        "raise KeyError('till')"
    )
    ended = run(program, tmp_path)
    assert ended.returncode == 1
    assert "unexpected error" in ended.stderr
    log = written(tmp_path)
    assert "ZeroDivisionError" in log
    assert "CRITICAL printer" in log
    assert "KeyError: 'till'" in log


def test_a_program_without_a_terminal_starts_and_logs(tmp_path: Path) -> None:
    program = START + (
        "sys.stderr = None\nstart_logging(Path(sys.argv[1]))\nlogging.warning('heard')"
    )
    assert run(program, tmp_path).returncode == 0
    assert "heard" in written(tmp_path)


def test_a_crash_below_python_leaves_a_trace(tmp_path: Path) -> None:
    program = START + (
        "import os, signal\nstart_logging(Path(sys.argv[1]))\nos.kill(os.getpid(), signal.SIGSEGV)"
    )
    assert run(program, tmp_path).returncode != 0
    assert "Segmentation fault" in (tmp_path / "crash.log").read_text(encoding="utf-8")


def test_ctrl_c_is_no_bug(tmp_path: Path) -> None:
    run(START + "start_logging(Path(sys.argv[1]))\nraise KeyboardInterrupt", tmp_path)
    assert written(tmp_path) == ""


def test_stopping_gives_the_hooks_back(tmp_path: Path) -> None:
    before = sys.excepthook, threading.excepthook, logging.getLogger().handlers[:]
    started = start_logging(tmp_path)
    assert sys.excepthook is not before[0]
    started.stop()
    assert (sys.excepthook, threading.excepthook, logging.getLogger().handlers[:]) == before


def test_warnings_of_python_are_logged(tmp_path: Path) -> None:
    program = (
        START + "import warnings\nstart_logging(Path(sys.argv[1]))\nwarnings.warn('old habit')"
    )
    run(program, tmp_path)
    assert "old habit" in written(tmp_path)
