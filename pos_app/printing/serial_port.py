"""Serial ports, Bluetooth's serial ports among them (printing.md 3)."""

import contextlib
import errno
import os
import re
import sys
import time
from collections.abc import Callable
from typing import Final, TypeAlias

import serial

from pos_app.domain.errors import PrinterError
from pos_app.domain.printer import PrinterProfile
from pos_app.printing.port import (
    FilePort,
    PieceTorn,
    Port,
    group_of,
    is_character_device,
    not_a_device,
)
from pos_app.printing.port_printer import Pace, PortPatience, PortPrinter, pace_of
from pos_app.printing.transport import printer_error

Opener: TypeAlias = Callable[..., serial.Serial]
"""Opens a port as serial.Serial does."""

USUAL_GROUP: Final = "dialout"
USUAL_PACE: Final = Pace(512, 0.03)


class SerialPrinter(PortPrinter):
    """A printer at a serial port, which nobody else may open meanwhile.

    The detail of NO_PERMISSION is the group one must belong to.
    """

    def __init__(
        self,
        profile: PrinterProfile,
        patience: PortPatience | None = None,
        *,
        opener: Opener = serial.Serial,
    ) -> None:
        super().__init__(pace_of(profile, USUAL_PACE), patience or PortPatience())
        self._profile, self._opener = profile, opener

    def _open(self) -> Port:
        profile = self._profile
        if not profile.path:  # the library would make a port that is not open
            raise not_a_device(profile.path)
        try:
            if _IS_POSIX and not is_character_device(profile.path):
                raise not_a_device(profile.path)
            port = self._opener(
                profile.path,
                baudrate=profile.baud,
                timeout=0,
                write_timeout=self._patience.stalled_s,
                rtscts=profile.flow == "hardware",
                xonxoff=profile.flow == "software",
                exclusive=True if _IS_POSIX else None,  # Windows shares no serial port anyway
            )
        except _NOT_OPENED as error:
            raise self._why_not(error) from error
        return TerminalPort(port) if _IS_POSIX else CallPort(port)

    def _why_not(self, error: Exception) -> PrinterError:
        trouble = _opening_trouble(error)
        if trouble.code == "NO_PERMISSION":
            return PrinterError("NO_PERMISSION", group_of(self._profile.path, USUAL_GROUP))
        return trouble


class TerminalPort(FilePort):
    """A serial port with a descriptor: written to directly, for the library tells nobody how
    much of a write that failed had been accepted.
    """

    _ends_with_silence = True

    def __init__(self, port: serial.Serial) -> None:
        super().__init__(port.fileno(), may_answer=True)
        self._serial = port

    def drain(self, wait_s: float) -> bool:
        """See the system's buffer run empty; closing would keep us waiting for it in the dark."""
        return _has_drained(self._serial, wait_s, self._interrupted.wait)

    def close(self, *, drops: bool) -> None:
        """Give the port back."""
        _close(self._serial, drops=drops)


class CallPort:
    """A serial port without a descriptor (Windows), through the calls of the library.

    A write that times out does not say what it had accepted. The first byte therefore goes
    alone: a port that takes nothing at all is then known to have taken nothing. Of a longer piece
    some may have gone.
    """

    may_answer = True

    def __init__(self, port: serial.Serial) -> None:
        self._serial = port
        self._has_taken = self._is_interrupted = False

    def push(self, piece: memoryview, wait_s: float) -> int:
        """Write a piece whole, within the time that was set when the port was opened.

        Raises PieceTorn.
        """
        part = bytes(piece[: _MOST_AT_ONCE if self._has_taken else 1])
        try:
            taken = self._serial.write(part) or 0
        except serial.SerialTimeoutException as error:
            if len(part) > 1:
                raise PieceTorn from error
            return 0
        self._has_taken = self._has_taken or taken > 0
        return taken

    def hear(self, wait_s: float) -> bytes:
        """Read what is there."""
        deadline = time.monotonic() + wait_s
        while True:
            heard = self._serial.read(max(1, self._serial.in_waiting))
            left_s = deadline - time.monotonic()
            if heard or left_s <= 0 or self._is_interrupted:
                return heard
            time.sleep(min(_LOOK_S, left_s))

    def drain(self, wait_s: float) -> bool:
        """See the driver's buffer run empty."""
        return _has_drained(self._serial, wait_s, self._rest)

    def interrupt(self) -> None:
        """End a write that waits; reading looks every few hundredths of a second."""
        self._is_interrupted = True
        with contextlib.suppress(OSError):
            self._serial.cancel_write()

    def close(self, *, drops: bool) -> None:
        """Give the port back."""
        _close(self._serial, drops=drops)

    def _rest(self, rest_s: float) -> bool:
        time.sleep(rest_s)
        return self._is_interrupted


def _has_drained(port: serial.Serial, wait_s: float, rest: Callable[[float], bool]) -> bool:
    """Whether the buffer ran empty; False when it did not shrink for so long, or interrupted."""
    fewest = port.out_waiting
    give_up_at = time.monotonic() + wait_s
    while fewest:
        if time.monotonic() >= give_up_at or rest(_LOOK_S):
            return False
        waiting = port.out_waiting
        if waiting < fewest:
            fewest = waiting
            give_up_at = time.monotonic() + wait_s
    return True


def _close(port: serial.Serial, *, drops: bool) -> None:
    """Close; what waits in the system's buffer is dropped first: it would come out later, and
    the system would wait half a minute for it here.
    """
    if drops:
        with contextlib.suppress(*_NOT_OPENED):
            port.reset_output_buffer()
    port.close()


def _opening_trouble(error: BaseException) -> PrinterError:
    """Why a port did not open, by the number the system gave, which the library may hide."""
    if number := _system_number(error):
        if number in _BY_NUMBER:
            return PrinterError(_BY_NUMBER[number], os.strerror(number))
        return printer_error(OSError(number, ""))
    # On Windows only the text holds it: PermissionError(13, 'Access is denied.', None, 5)
    windows = re.search(r"Error\(\d+, .*, (\d+)\)", str(error))
    code = _WINDOWS_CODES.get(int(windows[1])) if windows else None
    return PrinterError(code or "UNKNOWN", str(error))


def _system_number(error: BaseException | None) -> int:
    """The error's own number or, when it was wrapped without it, that of its cause; 0: none."""
    if error is None:
        return 0
    number = error.errno if isinstance(error, OSError) else next(iter(error.args), None)
    return number if isinstance(number, int) else _system_number(error.__context__)


_IS_POSIX: Final = sys.platform != "win32"

_NOT_OPENED: tuple[type[Exception], ...] = (OSError, ValueError)
if sys.platform != "win32":
    import termios

    _NOT_OPENED += (termios.error,)  # no OSError, and not always wrapped by the library

_BY_NUMBER: Final[dict[int, str]] = {
    errno.EAGAIN: "BUSY",  # somebody else has the lock on the port
    errno.ENOTTY: "NOT_FOUND",  # a device, and no port
    errno.EIO: "UNREACHABLE",  # nothing at the other end
}

_WINDOWS_CODES: Final[dict[int, str]] = {
    2: "NOT_FOUND",
    3: "NOT_FOUND",
    5: "BUSY",  # a port that another program has open: access denied
    31: "UNREACHABLE",
    121: "UNREACHABLE",  # a Bluetooth printer that is switched off
    1167: "UNREACHABLE",
    1168: "UNREACHABLE",
    1256: "UNREACHABLE",
}

_LOOK_S: Final = 0.02
_MOST_AT_ONCE: Final = 512  # so that a slow line takes a piece well within the time
