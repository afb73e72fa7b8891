"""How the emulator comes into its own environment, and what is said where it cannot."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

import run
from tests.emulator.set_up import (
    HOME,
    candidates,
    is_new_enough,
    is_ready,
    make,
    version_folders,
)

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(autouse=True)
def english(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GERAI_LANGUAGE", "en")


def a_python(place: Path, script: str) -> str:
    """A program that stands where an interpreter would."""
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
    place.chmod(0o755)
    return str(place)


def a_home(root: Path) -> run.Checkout:
    """A checkout whose emulator needs no package."""
    root.mkdir()
    (root / "emulator.lock").write_text("# nothing to fetch\n", encoding="utf-8")
    return run.Checkout(root, ".emu", "emulator.lock")


def test_a_shim_of_a_python_that_is_switched_off_is_not_believed(tmp_path: Path) -> None:
    shim = a_python(tmp_path / "python3.13", "echo 'command not found' >&2; exit 127")
    assert not is_new_enough([shim])
    assert not is_new_enough([str(tmp_path / "nothing here")])
    assert is_new_enough([a_python(tmp_path / "new", "exit 0")])
    assert is_new_enough([sys.executable]) == (sys.version_info >= (3, 12))


def test_pythons_of_pyenv_and_uv_are_found_newest_first(tmp_path: Path) -> None:
    for name in ("pyenv/versions/3.9.1", "pyenv/versions/3.13.0", "uv/cpython-3.14.2-linux"):
        a_python(tmp_path / name / "bin" / "python3", "exit 0")
    places = {
        "PYENV_ROOT": str(tmp_path / "pyenv"),
        "UV_PYTHON_INSTALL_DIR": str(tmp_path / "uv"),
    }
    assert version_folders(places) == [tmp_path / "pyenv" / "versions", tmp_path / "uv"]
    found = [Path(python[0]) for python in candidates(places)]
    assert [path.parts[-3] for path in found if tmp_path in path.parents] == [
        "3.13.0",
        "3.9.1",
        "cpython-3.14.2-linux",
    ]


def test_without_a_new_enough_python_the_reason_is_said_and_nothing_is_made(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    home = a_home(tmp_path / "bazar kopi é")
    too_old = a_python(tmp_path / "old", "exit 1")
    make(home, [[too_old], [str(tmp_path / "nothing here")]])
    assert "its checks will not be run: no Python 3.12 or newer was" in capsys.readouterr().err
    assert not home.environment.exists()
    assert not is_ready(home)


def test_the_emulator_is_set_up_once_for_its_lock(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    home = a_home(tmp_path / "bazar kopi é")
    script = f'if [ "$1" = -c ]; then exit 0; fi; exec "{sys.executable}" "$@"'
    make(home, [[a_python(tmp_path / "new", script)]])
    assert is_ready(home)
    assert "Installing the printer emulator" in capsys.readouterr().err
    make(home, [])
    assert capsys.readouterr().err == "", "it is there"
    home.lock.write_text("# another version\n", encoding="utf-8")
    assert not is_ready(home)


def test_the_lock_pins_the_emulator_and_every_package_by_its_hash() -> None:
    lock = HOME.lock.read_text(encoding="utf-8")
    assert "\nemupos==0.4.0 \\\n" in lock
    pinned = [line for line in lock.splitlines() if line[:1].isalnum()]
    assert all("==" in line and line.endswith("\\") for line in pinned)


NEEDING = """
def test_this_needs_the_emulator(emulator): pass
def test_that_needs_it_too(emulator): pass
def test_this_does_not(): pass
"""
WITHOUT = """
import pytest
from tests.emulator.not_run import NotRun
def pytest_configure(config): config.pluginmanager.register(NotRun(config, is_ready=False))
@pytest.fixture
def emulator(): raise AssertionError("it is not there")
"""


@pytest.mark.parametrize(
    ("options", "ci", "code"),
    [
        (["-p", "xdist.plugin", "-n1"], {"CI": "true"}, 1),
        ([], {}, 0),
        (["-k", "does_not"], {"CI": "true"}, 0),
    ],
)
def test_checks_that_were_not_run_are_counted_and_named_and_fail_where_ci_is_set(
    tmp_path: Path, options: list[str], ci: dict[str, str], code: int
) -> None:
    (tmp_path / "conftest.py").write_text(WITHOUT, encoding="utf-8")
    (tmp_path / "test_some.py").write_text(NEEDING, encoding="utf-8")
    calm = {name: value for name, value in os.environ.items() if not name.startswith("PYTEST_")}
    calm.pop("CI", None)
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", *options, str(tmp_path)],
        cwd=tmp_path,
        env={**calm, "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1", "PYTHONPATH": str(ROOT), **ci},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == code, done.stdout + done.stderr
    names = "test_that_needs_it_too, test_this_needs_the_emulator"
    line = f"NOT RUN, for there is no printer emulator here: 2 checks ({names})"
    assert (line in done.stdout) == ("-k" not in options)
    assert "1 passed" in done.stdout
