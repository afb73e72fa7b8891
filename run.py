#!/usr/bin/env python3
"""Set-up and doors of Gerai: makes the environment, then starts what was asked for.

Uses the standard library only and keeps to syntax that Python 3.8 parses, so that a too old
Python gets one sentence. It knows how to make and check the environment and which module to
start; it holds nothing of Gerai itself. What it says is worded in pos_app/set_up_words.py, and
what the system must hold stands in pos_app/system_packages.py; both keep to the same rules.
"""

from __future__ import annotations

import hashlib
import importlib
import importlib.util
import os
import platform
import re
import shlex
import signal
import subprocess
import sys
from pathlib import Path
from typing import Mapping, NamedTuple, Sequence

from pos_app.set_up_words import CannotGoOn, last_line, pip_failure, said, say
from pos_app.system_packages import (
    QT_LIBRARIES,
    TEST_PROGRAMS,
    WAYLAND_LIBRARIES,
    X_LIBRARIES,
    install_system_packages,
    is_debian,
    provide,
    quietly,
)

OLDEST_PYTHON = (3, 11)

# One more than there are cores: tests of the window wait for timers a quarter of their time.
TEST_WORKERS = str((os.cpu_count() or 1) + 1)


class Door(NamedTuple):
    """One thing a person can ask for."""

    says: str
    # for the environment's Python; the last one takes the person's own arguments
    commands: tuple[tuple[str, ...], ...]
    needs: Mapping[str, str] = {}
    opens_window: bool = False
    stays_here: bool = False  # works on the checkout itself, not on the person's files


DOORS = {
    "run": Door("opens the till", (("-m", "ui"),), QT_LIBRARIES, opens_window=True),
    "demo": Door("does the whole main job without a screen", (("-m", "pos_app", "demo"),)),
    "gerai": Door("is the command line of the organizer", (("-m", "pos_app"),)),
    "test": Door(
        "checks format, lint and types and runs all tests",
        (
            ("-m", "ruff", "format", "--check"),
            ("-m", "ruff", "check"),
            ("-m", "mypy"),
            ("-m", "tests.emulator.set_up"),
            ("-m", "pytest", "--numprocesses", TEST_WORKERS, "--dist", "worksteal"),
        ),
        {**QT_LIBRARIES, **TEST_PROGRAMS},
        stays_here=True,
    ),
    "bench": Door(
        "measures, as ratios against floors of the same run",
        (("-m", "tests.bench"),),
        QT_LIBRARIES,
        stays_here=True,
    ),
    "torture": Door(
        "kills tills and works them at random, and looks what is left",
        (("-m", "tests.torture"),),
        stays_here=True,
    ),
    "fuzz": Door(
        "meets everything that comes from outside with hostile input",
        (("-m", "tests.fuzz"),),
        stays_here=True,
    ),
    "screenshots": Door(
        "draws the pictures of docs/screenshots from the real window",
        (("-m", "tests.screenshots"),),
        QT_LIBRARIES,
        stays_here=True,
    ),
}


class Checkout(NamedTuple):
    """One copy of the source tree, with the environment beside it."""

    root: Path
    name: str = ".venv"
    packages: str = "requirements.lock"

    @property
    def lock(self) -> Path:
        """The exact packages, with their hashes."""
        return self.root / self.packages

    @property
    def environment(self) -> Path:
        """Where the packages are installed."""
        return self.root / self.name

    @property
    def stamp(self) -> Path:
        """Written last: what the environment was made for. Without it nothing is trusted."""
        return self.environment / "set-up.stamp"

    @property
    def python(self) -> Path:
        """The environment's interpreter."""
        if os.name == "nt":
            return self.environment / "Scripts" / "python.exe"
        return self.environment / "bin" / "python"


def main(words: Sequence[str]) -> int:
    """Run the door that the words name and return its exit code."""
    if sys.version_info < OLDEST_PYTHON:
        print(too_old(sys.version_info), file=sys.stderr)
        return 1
    if words and words[0] in ("-h", "--help", "help"):
        print(usage())
        return 0
    name, arguments = parse(words)
    if name not in DOORS:
        print(usage(), file=sys.stderr)
        return 2
    checkout = Checkout(Path(__file__).resolve().parent)
    try:
        get_ready(DOORS[name], checkout, os.environ)
    except CannotGoOn as reason:
        print(reason, file=sys.stderr)
        return 1
    return start(DOORS[name], checkout, arguments)


def parse(words: Sequence[str]) -> tuple[str, list[str]]:
    """The name of the door and what is left for the program behind it."""
    if not words:
        return "run", []
    return words[0], list(words[1:])


def usage() -> str:
    """All doors, one a line."""
    lines = [f"  python3 run.py {name:<12} {said(door.says)}" for name, door in DOORS.items()]
    return "\n".join([said("Usage (without a word: run)"), *lines])


def too_old(version: Sequence[object]) -> str:
    """The sentence for a Python that cannot run Gerai."""
    wanted = ".".join(map(str, OLDEST_PYTHON))
    found = ".".join(map(str, version[:2]))
    return said("Gerai needs Python {wanted} or newer; found {found}.", wanted=wanted, found=found)


def get_ready(door: Door, checkout: Checkout, surroundings: Mapping[str, str]) -> None:
    """Everything the door needs: a display, system packages, the environment, catalogues."""
    if door.opens_window and not has_display(surroundings):
        raise CannotGoOn(
            "There is no display here (DISPLAY and WAYLAND_DISPLAY are empty), so the till "
            "cannot open; `python3 run.py demo` needs none."
        )
    provide(needs_of(door, surroundings))
    prepare(checkout)
    compile_catalogues(checkout)


def start(door: Door, checkout: Checkout, arguments: Sequence[str]) -> int:
    """Run the door's commands one after the other; the first failure gives the exit code."""
    *earlier, last = door.commands
    failures = []
    for command in (*earlier, (*last, *arguments)):
        code = run_module(command, checkout, stays_here=door.stays_here)
        if code != 0:
            failures.append((code, " ".join(command[1:])))
    if len(door.commands) > 1:
        for code, failed in failures:
            say("failed with exit code {code}: {failed}", code=code, failed=failed)
    return failures[0][0] if failures else 0


def run_module(command: Sequence[str], checkout: Checkout, *, stays_here: bool) -> int:
    """Start one module of the checkout with the environment's Python.

    The current folder stays the person's, so that relative paths mean what he typed; -P keeps
    that folder out of the import path, where a folder called `ui` would win over ours.
    """
    whole = [str(checkout.python), "-P", *command]
    here = checkout.root if stays_here else None
    surroundings = {
        **os.environ,
        "PYTHONPATH": str(checkout.root),
        "GERAI_CALLED_AS": f"python3 {shlex.quote(sys.argv[0])} gerai",  # for help to be typed
    }
    try:
        code = run_to_the_end(whole, here, surroundings)
    except KeyboardInterrupt:
        return 130
    return code if code >= 0 else 128 - code  # a signal, in the shell's way of counting


def run_to_the_end(
    command: Sequence[str], folder: Path | None, surroundings: Mapping[str, str]
) -> int:
    """Start a program and wait; who is asked to end (SIGTERM) asks it, so that none is left over.

    From the keyboard both are interrupted, and the program has a moment to end by itself.
    """
    asked: list[int] = []
    started: list[subprocess.Popen[bytes]] = []

    def hand_on(number: int, _frame: object) -> None:
        asked.append(number)
        for child in started:
            child.terminate()

    before = signal.signal(signal.SIGTERM, hand_on)
    try:
        with subprocess.Popen(command, cwd=folder, env=surroundings) as child:
            started.append(child)
            if asked:
                child.terminate()
            return child.wait()
    finally:
        signal.signal(signal.SIGTERM, before)


def has_display(surroundings: Mapping[str, str]) -> bool:
    """Whether a window can open; a Qt platform that was asked for by name is taken at its word."""
    if not sys.platform.startswith("linux"):
        return True
    wanted = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    return any(surroundings.get(name) for name in wanted)


def needs_of(door: Door, surroundings: Mapping[str, str]) -> dict[str, str]:
    """What the system must hold for this door: only what it really uses."""
    needs = dict(door.needs)
    if door.opens_window and surroundings.get("DISPLAY"):
        needs.update(X_LIBRARIES)
    if door.opens_window and surroundings.get("WAYLAND_DISPLAY"):
        needs.update(WAYLAND_LIBRARIES)
    return needs


def prepare(checkout: Checkout) -> None:
    """Make, mend or leave the environment as it is; the stamp decides and is written last."""
    wanted = stamp_lines(checkout)
    found = read_stamp(checkout)
    if found == wanted and checkout.python.exists():
        return
    checkout.stamp.unlink(missing_ok=True)
    only_the_lock_changed = found[1:] == wanted[1:] and checkout.python.exists()
    if not only_the_lock_changed:
        make_environment(checkout)
    install_lock(checkout)
    write_stamp(checkout, wanted)


def stamp_lines(checkout: Checkout) -> list[bytes]:
    """What the environment depends on: the lock, the Python and the folder it lies in."""
    return [
        hashlib.sha256(checkout.lock.read_bytes()).hexdigest().encode(),
        f"{platform.python_implementation()} {platform.python_version()}".encode(),
        os.fsencode(str(checkout.root)),
    ]


def read_stamp(checkout: Checkout) -> list[bytes]:
    """The lines of the stamp; none when the set-up never came to its end."""
    try:
        return checkout.stamp.read_bytes().split(b"\0")
    except OSError:
        return []


def write_stamp(checkout: Checkout, lines: Sequence[bytes]) -> None:
    """Say that the set-up came to its end. The stamp is whole or not there."""
    half_done = checkout.stamp.with_name("set-up.part")
    half_done.write_bytes(b"\0".join(lines))
    half_done.replace(checkout.stamp)


def make_environment(checkout: Checkout) -> None:
    """An empty environment, whatever stood there before."""
    importlib.invalidate_caches()
    if importlib.util.find_spec("ensurepip") is None:
        provide_pip()
    say("Making the environment in {folder} …", folder=checkout.environment)
    base = getattr(sys, "_base_executable", None) or sys.executable
    done = quietly(base, "-m", "venv", "--clear", str(checkout.environment))
    if done.returncode != 0:
        complaint = last_line(done.stderr) or last_line(done.stdout)
        raise CannotGoOn("The environment could not be made: {complaint}", complaint=complaint)


def provide_pip() -> None:
    """Debian keeps what makes environments in a package of its own."""
    if not is_debian():
        raise CannotGoOn("This Python cannot make environments: its module ensurepip is missing.")
    install_system_packages(["python3-venv"])


def install_lock(checkout: Checkout) -> None:
    """Install exactly the packages of the lock, each checked against its hash."""
    text = checkout.lock.read_text(encoding="utf-8")
    count = len(re.findall(r"^[\w.-]+==", text, flags=re.MULTILINE))
    sentence = "Installing up to {count} packages (about 150 MB to fetch, 80 of it Qt) …"
    say(sentence, count=count)
    command = [str(checkout.python), "-m", "pip", "install", "--require-hashes", "--no-deps"]
    command += ["--only-binary", ":all:", "--no-input", "--disable-pip-version-check"]
    command += ["--progress-bar", "off", "-r", str(checkout.lock)]
    with subprocess.Popen(
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        errors="replace",
    ) as pip:
        assert pip.stdout is not None
        output = ""
        for line in pip.stdout:
            output += line
            show_download(line)
    if pip.returncode != 0:
        raise CannotGoOn(pip_failure(output), complaint=last_line(output))


def show_download(line: str) -> None:
    """One line on the screen for each big file that pip fetches."""
    found = re.search(r"Downloading (\S+?)-(\d\S*?)-\S+ \((\S+ MB)\)", line)
    if found:
        name, version, size = found.groups()
        say("  fetching {name} {version}, {size}", name=name, version=version, size=size)


def compile_catalogues(checkout: Checkout) -> None:
    """Make the .mo files that are missing or older than their .po."""
    for source in stale_catalogues(checkout.root):
        half_done = source.with_suffix(".part")
        compiler = (str(checkout.python), "-m", "babel.messages.frontend", "compile")
        done = quietly(*compiler, "--input-file", str(source), "--output-file", str(half_done))
        if done.returncode != 0:
            sentence = "The catalogue {file} does not compile: {complaint}"
            raise CannotGoOn(sentence, file=source, complaint=last_line(done.stderr))
        half_done.replace(source.with_suffix(".mo"))


def stale_catalogues(root: Path) -> list[Path]:
    """The .po files whose .mo is missing or older."""
    sources = sorted((root / "resources" / "locale").glob("*/LC_MESSAGES/*.po"))
    return [source for source in sources if not is_newer(source.with_suffix(".mo"), source)]


def is_newer(built: Path, source: Path) -> bool:
    """Whether the built file is there and made after its source."""
    return built.exists() and built.stat().st_mtime_ns >= source.stat().st_mtime_ns


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
