"""Makes `.emu`, where the printer emulator lives apart from everything of ours.

Its web server and its Python (3.12 or newer, where Gerai runs on 3.11) must never meet the
environment that is tested. Without such a Python, or without the network, nothing fails here: the
tests then count and name what they could not check (`not_run.py`).
"""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain
from pathlib import Path

import run
from pos_app.set_up_words import CannotGoOn, last_line, pip_failure, say
from pos_app.system_packages import quietly

OLDEST_PYTHON = (3, 12)
_NEWEST_FIRST = (14, 13, 12)
_LONGEST_ANSWER_S = 20

_ASKED = (
    "import sys, sysconfig; "
    "free_threaded = sysconfig.get_config_var('Py_GIL_DISABLED'); "
    f"sys.exit(sys.version_info < {OLDEST_PYTHON} or bool(free_threaded))"
)
"""Packages come built for the usual Python; one without the global lock would have to compile."""

HOME = run.Checkout(Path(__file__).resolve().parents[2], ".emu", "tests/emulator/requirements.lock")
"""The emulator's place in this checkout."""


def main() -> int:
    """Make or mend the emulator's environment. Says what it does, and why it could not."""
    make(HOME, candidates(os.environ))
    return 0


def make(home: run.Checkout, pythons: Iterable[Sequence[str]]) -> None:
    """Set it up unless it is ready; what prevents that is said and stops nothing else."""
    if is_ready(home):
        return
    try:
        set_up(home, pythons)
    except CannotGoOn as reason:
        say(
            "The printer emulator cannot be set up, so its checks will not be run: {reason}",
            reason=reason,
        )


def is_ready(home: run.Checkout) -> bool:
    """Whether the set-up came to its end, for this lock and in this folder."""
    return run.read_stamp(home) == run.stamp_lines(home) and home.python.exists()


def set_up(home: run.Checkout, pythons: Iterable[Sequence[str]]) -> None:
    """Make the environment with the first Python that works. Raises CannotGoOn."""
    python = next(filter(is_new_enough, pythons), None)
    if python is None:
        wanted = ".".join(map(str, OLDEST_PYTHON))
        raise CannotGoOn("no Python {wanted} or newer was found here", wanted=wanted)
    home.stamp.unlink(missing_ok=True)
    say("Making the environment in {folder} …", folder=home.environment)
    made = quietly(*python, "-m", "venv", "--clear", "--without-pip", str(home.environment))
    if made.returncode != 0:
        complaint = last_line(made.stderr + made.stdout)
        raise CannotGoOn("The environment could not be made: {complaint}", complaint=complaint)
    _install(home)
    run.write_stamp(home, run.stamp_lines(home))


def _install(home: run.Checkout) -> None:
    """With our own pip, so that the found Python needs none; each package against its hash."""
    say("Installing the printer emulator for the tests (about 15 MB to fetch) …")
    pip = [sys.executable, "-m", "pip", "--python", str(home.python), "install"]
    pip += ["--require-hashes", "--no-deps", "--only-binary", ":all:", "--no-compile"]
    # It asks for 3.13 and works on 3.12: these tests are what says so.
    pip += ["--ignore-requires-python", "--no-input", "--disable-pip-version-check"]
    installed = quietly(*pip, "--progress-bar", "off", "-r", str(home.lock))
    if installed.returncode != 0:
        output = installed.stdout + installed.stderr
        raise CannotGoOn(pip_failure(output), complaint=last_line(output))


# --- finding a Python ---------------------------------------------------------------------------


def candidates(surroundings: Mapping[str, str]) -> Iterator[Sequence[str]]:
    """Commands that may start a new enough Python, the likeliest first."""
    yield (getattr(sys, "_base_executable", None) or sys.executable,)
    for minor in _NEWEST_FIRST:
        found = shutil.which(f"python3.{minor}")
        if found:
            yield (found,)
    launcher = shutil.which("py")
    if launcher and os.name == "nt":
        yield from ((launcher, f"-3.{minor}") for minor in _NEWEST_FIRST)
    for folder in version_folders(surroundings):
        yield from ((str(python),) for python in _pythons_in(folder))


def version_folders(surroundings: Mapping[str, str]) -> list[Path]:
    """Where pyenv and uv keep their Pythons, one folder each version."""
    home = Path.home()
    pyenv = Path(surroundings.get("PYENV_ROOT") or home / ".pyenv")
    data = Path(surroundings.get("XDG_DATA_HOME") or home / ".local" / "share")
    uv = surroundings.get("UV_PYTHON_INSTALL_DIR") or data / "uv" / "python"
    folders = [pyenv / "versions", Path(uv)]
    if os.name == "nt":
        folders += [pyenv / "pyenv-win" / "versions", home / "AppData/Roaming/uv/python"]
    return folders


def _pythons_in(folder: Path) -> list[Path]:
    """The interpreters of a version folder, newest first."""
    inside = ("python.exe",) if os.name == "nt" else ("bin/python3",)
    found = chain.from_iterable(folder.glob(f"*/{name}") for name in inside)
    return sorted(found, key=lambda path: _version_in(str(path)), reverse=True)


def _version_in(path: str) -> list[int]:
    return [int(number) for number in re.findall(r"\d+", path)]


def is_new_enough(python: Sequence[str]) -> bool:
    """Try it: what stands on the search path may be a shim of a version that is switched off."""
    try:
        asked = subprocess.run(
            [*python, "-c", _ASKED], capture_output=True, timeout=_LONGEST_ANSWER_S, check=False
        )
    except (OSError, subprocess.TimeoutExpired):
        return False
    return asked.returncode == 0


if __name__ == "__main__":
    sys.exit(main())
