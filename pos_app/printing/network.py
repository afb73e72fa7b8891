"""Printers on the network: raw bytes on TCP port 9100 (printing.md 3)."""

import contextlib
import selectors
import socket
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

from pos_app.domain.errors import PrinterError
from pos_app.printing.transport import Progress, Question, nobody_asks, printer_error

_Place: TypeAlias = tuple[socket.AddressFamily, socket.SocketKind, int, str, tuple[Any, ...]]
"""What the system says of an address; its last part is for the system only."""


@dataclass(frozen=True, slots=True)
class Patience:
    """How long a network printer may take, in seconds (printing.md 3)."""

    connect_s: float = 3.0
    stalled_s: float = 10.0
    farewell_s: float = 2.0


class NetworkPrinter:
    """Raw printing on TCP port 9100.

    Status bytes are read all the time: a printer's unread bytes turn our closing into a reset,
    and the reset throws away paper that was still on its way (printing.md 2.3).
    """

    def __init__(self, address: str, port: int = 9100, patience: Patience | None = None) -> None:
        self._address, self._port = address, port
        self._patience = patience or Patience()
        self._socket: socket.socket | None = None
        self._accepted = 0
        self._peer_has_ended = False

    def connect(self) -> None:
        """Reach the printer on any of its addresses."""
        assert self._socket is None
        deadline = time.monotonic() + self._patience.connect_s
        trouble: OSError = TimeoutError()
        places = self._places()
        for tried, (family, kind, protocol, _name, place) in enumerate(places):
            # Each address gets its share of the time: a dead first one must not use it up.
            left_s = (deadline - time.monotonic()) / (len(places) - tried)
            link = socket.socket(family, kind, protocol)
            try:
                link.settimeout(max(0.01, left_s))
                link.connect(place)
            except OSError as error:
                link.close()
                trouble = error
            else:
                link.settimeout(0)  # from here on no call may wait
                self._socket = link
                return
        raise printer_error(trouble) from trouble

    def send(self, data: bytes, progress: Progress = nobody_asks) -> None:
        """Write as fast as the printer takes it; given up when it takes nothing for 10 s."""
        assert self._socket is not None
        with self._mapped(), selectors.DefaultSelector() as selector:
            selector.register(self._socket, selectors.EVENT_READ | selectors.EVENT_WRITE)
            give_up_at = time.monotonic() + self._patience.stalled_s
            rest = memoryview(data)
            while rest:
                ready = selector.select(max(0, give_up_at - time.monotonic()))
                events = ready[0][1] if ready else 0
                if events & selectors.EVENT_READ and not self._listen():
                    selector.modify(self._socket, selectors.EVENT_WRITE)
                taken = self._push(rest) if events & selectors.EVENT_WRITE else 0
                if taken:
                    rest = rest[taken:]
                    progress(self._accepted)
                    give_up_at = time.monotonic() + self._patience.stalled_s
                elif time.monotonic() >= give_up_at:
                    raise PrinterError("STALLED", "", self._accepted)

    def ask(self, question: Question, wait_s: float) -> int | None:
        """Send the question and read until a byte answers it, or the time is over."""
        assert self._socket is not None
        if question.data:
            self.send(question.data)
        deadline = time.monotonic() + wait_s
        with self._mapped(), selectors.DefaultSelector() as selector:
            selector.register(self._socket, selectors.EVENT_READ)
            while selector.select(max(0, deadline - time.monotonic())):
                heard = self._socket.recv(4096)
                answer = next(filter(question.answers, heard), None)
                if answer is not None:
                    return answer
                if not heard:
                    self._peer_has_ended = True
                    raise PrinterError("DISCONNECTED", "ended first", self._accepted)
        return None

    def finish(self) -> None:
        """Say that no more comes, read until the printer ends or 2 s have passed, close."""
        assert self._socket is not None
        with self._mapped(), selectors.DefaultSelector() as selector:
            while self._listen_now():
                pass
            if self._peer_has_ended:
                # It left before hearing that the paper is complete: who knows what it has read.
                raise PrinterError("DISCONNECTED", "ended first", self._accepted)
            self._socket.shutdown(socket.SHUT_WR)
            selector.register(self._socket, selectors.EVENT_READ)
            deadline = time.monotonic() + self._patience.farewell_s
            while not self._peer_has_ended and selector.select(deadline - time.monotonic()):
                self._listen()
        self.close()

    def close(self) -> None:
        """Let go of the link."""
        if self._socket is not None:
            self._socket.close()
            self._socket = None

    def _places(self) -> Sequence[_Place]:
        if not self._address:  # the system would take it for this laptop
            raise PrinterError("NOT_FOUND", "no address")
        try:
            return socket.getaddrinfo(self._address, self._port, type=socket.SOCK_STREAM)
        except (OSError, UnicodeError) as error:  # a name too long for DNS is a UnicodeError
            raise PrinterError("NOT_FOUND", str(error)) from error

    def _listen(self) -> bool:
        """Take in what the printer says; False when it says no more."""
        assert self._socket is not None
        heard = self._socket.recv(4096)
        self._peer_has_ended = not heard
        return bool(heard)

    def _listen_now(self) -> bool:
        try:
            return not self._peer_has_ended and self._listen()
        except BlockingIOError:
            return False

    def _push(self, rest: memoryview) -> int:
        assert self._socket is not None
        try:
            count = self._socket.send(rest)
        except BlockingIOError:
            return 0
        self._accepted += count
        return count

    @contextlib.contextmanager
    def _mapped(self) -> Iterator[None]:
        """Whatever goes wrong after connecting ends the link and comes out as PrinterError."""
        try:
            yield
        except OSError as error:
            self.close()
            raise printer_error(error, self._accepted) from error
        except BaseException:
            self.close()
            raise
