"""Open ports of this computer: bytes out and answers in, never longer than one is willing to wait.

Descriptors never block, and select says when there is room: a blocked write could not be called
off (printing.md 3).
"""

import contextlib
import errno
import os
import select
import stat
import sys
import threading
import time
from pathlib import Path
from typing import Final, Protocol

from pos_app.domain.errors import PrinterError


class PieceTorn(OSError):
    """A piece was not taken in time, and nobody knows how much of it was."""


class Port(Protocol):
    """An open port. Only OSErrors leave it; another thread may call `interrupt` alone."""

    @property
    def may_answer(self) -> bool:
        """Whether anything can come back."""

    def push(self, piece: memoryview, wait_s: float) -> int:
        """How many bytes were taken; 0 when none was in all that time, or when interrupted."""

    def hear(self, wait_s: float) -> bytes:
        """What came within that time; nothing when nothing did, or when interrupted."""

    def drain(self, wait_s: float) -> bool:
        """See all that was taken leave; False when nothing moved for so long."""

    def interrupt(self) -> None:
        """Let whoever waits here return soon."""

    def close(self, *, drops: bool) -> None:
        """Give the port back; what has not left yet is dropped if it can be."""


class FilePort:
    """A non-blocking descriptor, which this port owns."""

    _ends_with_silence = False
    """Whether an empty read says that the other side is gone."""

    def __init__(self, descriptor: int, *, may_answer: bool) -> None:
        self._descriptor, self._may_answer = descriptor, may_answer
        self._interrupted = threading.Event()

    @property
    def may_answer(self) -> bool:
        """Whether it could be opened for reading too."""
        return self._may_answer

    def push(self, piece: memoryview, wait_s: float) -> int:
        """Write as much as there is room for."""
        deadline = time.monotonic() + wait_s
        while self._is_ready(deadline, for_writing=True):
            with contextlib.suppress(BlockingIOError):
                return os.write(self._descriptor, piece)
            if self._has_rested_past(deadline):  # it said that it had room, and had none
                break
        return 0

    def hear(self, wait_s: float) -> bytes:
        """Read what is there; some printers hand over empty packets all the time."""
        deadline = time.monotonic() + wait_s
        while self._is_ready(deadline, for_writing=False):
            with contextlib.suppress(BlockingIOError):
                heard = os.read(self._descriptor, _MOST_BYTES)
                if heard:
                    return heard
                if self._ends_with_silence:
                    raise OSError(errno.ENODEV, "hung up")
            if self._has_rested_past(deadline):
                break
        return b""

    def drain(self, wait_s: float) -> bool:
        """Wait until there is room again: the system throws the last block away when a printer's
        device is closed while that block is still on its way.
        """
        return self._is_ready(time.monotonic() + wait_s, for_writing=True)

    def interrupt(self) -> None:
        """Let whoever waits here return within a fifth of a second."""
        self._interrupted.set()

    def close(self, *, drops: bool) -> None:
        """Give the descriptor back."""
        os.close(self._descriptor)

    def _has_rested_past(self, deadline: float) -> bool:
        return self._interrupted.wait(_REST_S) or time.monotonic() >= deadline

    def _is_ready(self, deadline: float, *, for_writing: bool) -> bool:
        """Whether it was ready before the deadline; asks at least once."""
        reading = [] if for_writing else [self._descriptor]
        writing = [self._descriptor] if for_writing else []
        while not self._interrupted.is_set():
            left_s = max(0.0, deadline - time.monotonic())
            if any(select.select(reading, writing, [], min(left_s, _LOOK_S))):
                return True
            if not left_s:
                return False
        return False


def is_character_device(path: str) -> bool:
    """Whether a path leads to a device that takes bytes, not to a file or a folder.

    Raises OSError when there is nothing.
    """
    try:
        return stat.S_ISCHR(Path(path).stat().st_mode)
    except ValueError:  # a name with a zero byte
        return False


def group_of(path: str, usual: str) -> str:
    """The group of people who may use a device: its own, or the usual one of such devices."""
    if sys.platform == "win32":  # devices have no groups there
        return usual
    try:
        name = Path(path).group()
    except (OSError, KeyError):  # gone, nameless
        return usual
    return usual if name in ("root", "wheel") else name


def code_while_open(error: OSError) -> str:
    """What an error means on a port that was open already (printing.md 4.6)."""
    return _WHILE_OPEN.get(error.errno, "DISCONNECTED")


def not_a_device(path: str) -> PrinterError:
    """Somebody named a file, a folder or a queue of bytes; none of them prints."""
    return PrinterError("NOT_FOUND", f"{path}: no device")


_WHILE_OPEN: Final[dict[int | None, str]] = {
    errno.ENOSPC: "PAPER_OUT",  # how a Linux printer device says it
    errno.EBUSY: "BUSY",
}

_LOOK_S: Final = 0.2
_REST_S: Final = 0.01
_MOST_BYTES: Final = 4096
