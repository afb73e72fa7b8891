#!/usr/bin/env python3
"""Set-up and doors of Gerai: makes the environment, then starts what was asked for.

Uses the standard library only and keeps to syntax that Python 3.8 parses, so that a too old
Python gets one sentence. It knows how to make and check the environment and which module to
start; it holds nothing of Gerai itself. What it says is worded in pos_app/set_up_words.py and goes
to standard error, because the output of `gerai --json` belongs to the program.
"""

from __future__ import annotations

import ctypes
import hashlib
import importlib
import importlib.util
import os
import platform
import re
import shlex
import shutil
import signal
import subprocess
import sys
from pathlib import Path
from typing import Mapping, NamedTuple, Sequence

from pos_app.set_up_words import last_line, pip_failure, said

OLDEST_PYTHON = (3, 11)

# What to probe → the Debian package that holds it. A name with ".so." is a library, any other
# a program.
QT_LIBRARIES = {
    "libGL.so.1": "libgl1",
    "libEGL.so.1": "libegl1",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    "libxkbcommon.so.0": "libxkbcommon0",
}
X_LIBRARIES = {
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
}
WAYLAND_LIBRARIES = {"libwayland-cursor.so.0": "libwayland-cursor0"}
TEST_PROGRAMS = {"Xvfb": "xvfb", "zbarimg": "zbar-tools", "openssl": "openssl"}

# Debian 13 and Ubuntu 24.04 renamed some packages when their clocks grew to 64 bits.
LATER_NAMES = {"libglib2.0-0": "libglib2.0-0t64"}

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


class CannotGoOn(Exception):
    """Set-up stops here; the text is the one sentence for the person."""

    def __init__(self, english: str, **values: object) -> None:
        super().__init__(said(english, **values))


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


def say(english: str, **values: object) -> None:
    """Tell the person at the terminal."""
    print(said(english, **values), file=sys.stderr, flush=True)


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


def provide(needs: Mapping[str, str]) -> None:
    """Install what is missing in the system, or say what the person has to do."""
    missing = [name for name in needs if not is_there(name)]
    if not missing:
        return
    if not is_debian():
        raise CannotGoOn(
            "Missing in this system: {names}. Install what holds them with the package "
            "manager of your system, then start again.",
            names=", ".join(missing),
        )
    install_system_packages(sorted({needs[name] for name in missing}))
    still_missing = [name for name in missing if not is_there(name)]
    if still_missing:
        names = ", ".join(still_missing)
        raise CannotGoOn("Still missing after the installation: {names}", names=names)


def is_there(name: str) -> bool:
    """Whether a library can be loaded or a program found. Only Linux keeps Qt's libraries apart."""
    if ".so." not in name:
        return shutil.which(name) is not None
    if not sys.platform.startswith("linux"):
        return True
    try:
        ctypes.CDLL(name)
    except OSError:
        return False
    return True


def is_debian() -> bool:
    """Whether this system is of the Debian family."""
    return Path("/etc/debian_version").exists() and shutil.which("apt-get") is not None


def install_system_packages(packages: Sequence[str]) -> None:
    """With apt as root; anybody else gets the one command to type."""
    if os.geteuid() != 0:
        names = [current_name(package) for package in packages]
        sentence = "System packages are missing. Install them with:\n  {command}"
        raise CannotGoOn(sentence, command=for_sudo(names))
    say("Fetching the list of system packages …")
    apt("update")
    names = [current_name(package) for package in packages]
    sentence = "Installing system packages{size}: {names} …"
    say(sentence, size=size_of(names), names=" ".join(names))
    apt("install", "-y", "--no-install-recommends", *names)


def for_sudo(names: Sequence[str]) -> str:
    """The line a person types who may become root."""
    install = "sudo apt-get install -y --no-install-recommends " + " ".join(names)
    return "sudo apt-get update && " + install


def apt(*arguments: str) -> None:
    """Run apt-get in silence; its last word is shown when it fails."""
    done = quietly("apt-get", "-q", *arguments)
    if done.returncode != 0:
        complaint = last_line(done.stderr)
        sentence = "`apt-get {word}` did not succeed ({complaint}). Is the network there?"
        raise CannotGoOn(sentence, word=arguments[0], complaint=complaint)


def quietly(*command: str) -> subprocess.CompletedProcess[str]:
    """Run a tool to its end and keep what it says, in English so that it can be read."""
    plain = {**os.environ, "LC_ALL": "C", "DEBIAN_FRONTEND": "noninteractive"}
    return subprocess.run(
        command,
        env=plain,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        encoding="utf-8",
        errors="replace",
        check=False,
    )


def current_name(package: str) -> str:
    """The package's name in this release of the system."""
    later = LATER_NAMES.get(package)
    if later is None or has_candidate(package) or not has_candidate(later):
        return package
    return later


def has_candidate(package: str) -> bool:
    """Whether apt could install this package."""
    answer = quietly("apt-cache", "policy", package).stdout
    return "Candidate:" in answer and "Candidate: (none)" not in answer


def size_of(packages: Sequence[str]) -> str:
    """How much apt will fetch, for the line on the screen; empty when apt does not say."""
    plan = quietly("apt-get", "install", "--assume-no", "--no-install-recommends", *packages)
    found = re.search(r"Need to get (?:\S+/)?(\S+ \wB)", plan.stdout)
    return f" ({said('{size} to fetch', size=found.group(1))})" if found else ""


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
