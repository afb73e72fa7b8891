"""What every way to a printer can do, and its troubles in our codes (printing.md 3 and 4.6)."""

import errno
import socket
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final, Protocol, TypeAlias

from pos_app.domain.errors import PrinterError

Progress: TypeAlias = Callable[[int], None]
"""Told how many bytes have been accepted in all."""


def nobody_asks(_accepted: int) -> None:
    """Progress that is shown nowhere."""


@dataclass(frozen=True, slots=True)
class Question:
    """Bytes that ask the printer something, and which of its bytes answer them.

    Without `data` it only goes on waiting for an answer to what was asked before.
    """

    data: bytes
    answers: Callable[[int], bool]


class Transport(Protocol):
    """One job's way to one printer; every call but `close` is made on the printer's worker.

    Only PrinterError leaves, with the bytes accepted so far.
    """

    def connect(self) -> None:
        """Reach the printer; nothing of the paper leaves yet."""

    def send(self, data: bytes, progress: Progress = nobody_asks) -> None:
        """Hand over bytes, at the printer's pace; may be called several times."""

    def ask(self, question: Question, wait_s: float) -> int | None:
        """The byte that answers, within so many seconds; None for silence, or where the way
        carries no answers (then nothing is sent).
        """

    def finish(self) -> None:
        """End the link so that the last byte arrives."""

    def close(self) -> None:
        """Let go at once; sends nothing and may be called at any time, again and again.

        Also from another thread: then a call that waits ends soon with a PrinterError and lets
        go of the device itself.
        """


# --- what the system says ----------------------------------------------------------------------


def printer_error(error: Exception, bytes_accepted: int = 0) -> PrinterError:
    """The trouble in our codes (printing.md 4.6)."""
    detail = f"{type(error).__name__} {getattr(error, 'errno', None) or ''}".strip()
    return PrinterError(_code_for(error), detail, bytes_accepted)


def _code_for(error: Exception) -> str:
    number = error.errno if isinstance(error, OSError) else None
    if number in _ERRNO_CODES:
        return _ERRNO_CODES[number]
    if type(error).__name__ in _NAMED_CODES:
        return _NAMED_CODES[type(error).__name__]
    # A library's own kind hides which of the system's kinds its number means.
    for known in (error, OSError(number, "")):
        for kind, code in _KIND_CODES.items():
            if isinstance(known, kind):
                return code
    return "UNKNOWN"


_ERRNO_CODES: Final[dict[int | None, str]] = {
    **dict.fromkeys(
        (errno.EHOSTUNREACH, errno.ENETUNREACH, errno.EHOSTDOWN, errno.ENETDOWN), "UNREACHABLE"
    ),
    errno.EADDRNOTAVAIL: "UNREACHABLE",
    errno.EBUSY: "BUSY",
    errno.ENOTCONN: "DISCONNECTED",
    errno.ENETRESET: "DISCONNECTED",
    errno.ENODEV: "NOT_FOUND",
    errno.ENXIO: "NOT_FOUND",
}

_NAMED_CODES: Final[dict[str, str]] = {
    "SerialTimeoutException": "STALLED",
    "DeviceNotFoundError": "NOT_FOUND",
    "NoBackendError": "NOT_FOUND",
}
"""Kinds of libraries, by name: most of the libraries are never loaded."""

_KIND_CODES: Final[dict[type[OSError], str]] = {
    socket.gaierror: "NOT_FOUND",
    FileNotFoundError: "NOT_FOUND",
    ConnectionRefusedError: "REFUSED",
    ConnectionError: "DISCONNECTED",  # reset, aborted, broken pipe
    TimeoutError: "UNREACHABLE",
    PermissionError: "NO_PERMISSION",
}
