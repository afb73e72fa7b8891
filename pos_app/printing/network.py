"""Printers on the network: raw bytes on TCP port 9100 (printing.md 3)."""

import contextlib
import select
import socket
import struct
import sys
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final, TypeAlias

from pos_app.domain.errors import PrinterError
from pos_app.printing.port import Port
from pos_app.printing.port_printer import Pace, PortPatience, PortPrinter
from pos_app.printing.transport import printer_error

Place: TypeAlias = tuple[socket.AddressFamily, socket.SocketKind, int, str, tuple[Any, ...]]
"""What the system says of an address; its last part is for the system only."""

USUAL_PACE: Final = Pace(4096)
"""No rests: the printer's own window says when it can take more."""


@dataclass(frozen=True, slots=True)
class Patience:
    """How long a network printer may take, in seconds (printing.md 3)."""

    connect_s: float = 3.0
    stalled_s: float = 10.0
    farewell_s: float = 2.0


class NetworkPrinter(PortPrinter):
    """Raw printing on TCP port 9100, one connection per job."""

    def __init__(
        self,
        address: str,
        port: int = 9100,
        patience: Patience | None = None,
        pace: Pace = USUAL_PACE,
    ) -> None:
        self._address, self._number = address, port
        self._wait = patience or Patience()
        # Nobody at the address is told at once: the queue tries again by its own clock.
        super().__init__(pace, PortPatience(stalled_s=self._wait.stalled_s, tries=1))

    def _open(self) -> Port:
        """Reach the printer on any of its addresses."""
        deadline = time.monotonic() + self._wait.connect_s
        trouble: OSError = TimeoutError()
        places = self._places()
        for tried, (family, kind, protocol, _name, place) in enumerate(places):
            # Each address gets its share of the time: a dead first one must not use it up.
            left_s = (deadline - time.monotonic()) / (len(places) - tried)
            try:
                link = socket.socket(family, kind, protocol)
            except OSError as error:  # a system without IPv6 still finds such addresses
                trouble = error
                continue
            try:
                link.settimeout(max(0.01, left_s))
                link.connect(place)
            except OSError as error:
                link.close()
                trouble = error
            else:
                return SocketPort(link, self._wait.farewell_s)
        raise printer_error(trouble) from trouble

    def _places(self) -> Sequence[Place]:
        if not self._address:  # the system would take it for this laptop
            raise PrinterError("NOT_FOUND", "no address")
        try:
            return socket.getaddrinfo(self._address, self._number, type=socket.SOCK_STREAM)
        except (OSError, UnicodeError) as error:  # a name too long for DNS is a UnicodeError
            raise PrinterError("NOT_FOUND", str(error)) from error


class SocketPort:
    """A connection, which this port owns.

    What the printer says is read all the time: its unread bytes turn our closing into a reset,
    and the reset throws away paper that was still on its way (printing.md 2.3).
    """

    may_answer = True

    def __init__(self, link: socket.socket, farewell_s: float) -> None:
        link.settimeout(0)  # from here on no call may wait
        # A question of three bytes would wait 40 ms for the printer's word on what went before.
        link.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self._link, self._farewell_s = link, farewell_s
        self._heard = bytearray()
        self._has_ended = False  # the printer will say no more
        self._has_taken = False
        self._interrupted = threading.Event()

    def push(self, piece: memoryview, wait_s: float) -> int:
        """Write as much as there is room for."""
        deadline = time.monotonic() + wait_s
        while not self._interrupted.is_set():
            self._listen()
            if not self._has_taken:  # one that is busy with another till hangs up at once
                self._must_be_there()
            with contextlib.suppress(BlockingIOError):
                taken = self._link.send(piece)
                self._has_taken = True
                return taken
            left_s = deadline - time.monotonic()
            if left_s <= 0:
                break
            # The system tells of room once a third of its buffer is free, long after a slow
            # printer has taken something; so it is tried anyway every little while.
            self._select(left_s, for_room=True)
        return 0

    def hear(self, wait_s: float) -> bytes:
        """What the printer has said. Raises ConnectionAbortedError when no more can come."""
        deadline = time.monotonic() + wait_s
        while True:
            self._listen()
            left_s = deadline - time.monotonic()
            if self._heard or (left_s <= 0 and not self._has_ended) or self._interrupted.is_set():
                heard = bytes(self._heard)
                self._heard.clear()
                return heard
            self._must_be_there()
            self._select(left_s, for_room=False)

    def drain(self, wait_s: float) -> bool:
        """Say that no more comes and read until the printer ends or 2 s have passed."""
        self._listen()
        self._must_be_there()
        self._link.shutdown(socket.SHUT_WR)
        deadline = time.monotonic() + min(wait_s, self._farewell_s)
        while not self._has_ended and (left_s := deadline - time.monotonic()) > 0:
            if self._interrupted.is_set():
                return False
            self._select(left_s, for_room=False)
            self._listen()
        return True

    def interrupt(self) -> None:
        """Let whoever waits here return within a fifth of a second."""
        self._interrupted.set()

    def close(self, *, drops: bool) -> None:
        """Close the connection. The system goes on delivering what it has taken, unless that is
        to be dropped: half a paper must not come out later, when nobody expects it any more.
        """
        try:
            if drops:
                at_once = struct.pack("ii" if sys.platform != "win32" else "hh", 1, 0)
                self._link.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, at_once)
        finally:  # macOS refuses that of a connection which the printer has reset
            self._link.close()

    def _listen(self) -> None:
        with contextlib.suppress(BlockingIOError):
            for _ in range(_MOST_READS):  # one that never stops talking holds up no paper
                if self._has_ended:
                    break
                said = self._link.recv(_MOST_BYTES)
                self._has_ended = not said
                self._heard += said
                del self._heard[:-_MOST_BYTES]  # nor fills any memory

    def _must_be_there(self) -> None:
        if self._has_ended:
            # It left before hearing that the paper is complete: who knows what it has read.
            raise ConnectionAbortedError("ended first")

    def _select(self, wait_s: float, *, for_room: bool) -> None:
        here = [self._link]
        readers = [] if self._has_ended else here
        select.select(readers, here if for_room else [], [], min(wait_s, _LOOK_S))


_LOOK_S: Final = 0.2
_MOST_BYTES: Final = 4096
_MOST_READS: Final = 16
