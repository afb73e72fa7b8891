"""What Gerai needs of the system below its environment, and how that is installed.

For run.py, before there is an environment: the standard library only, in syntax that Python 3.8
parses. Debian and its kin get their packages by apt; people elsewhere are told what is missing.
"""

from __future__ import annotations

import ctypes
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Mapping, Sequence

from pos_app.set_up_words import CannotGoOn, last_line, said, say

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
    if sys.platform == "win32" or os.geteuid() != 0:
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
