"""A printer on the network that misbehaves on purpose (printing.md 13)."""

import contextlib
import socket
import struct
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field

_REST_S = 0.02


@dataclass
class Moods:
    """What it does with each connection.

    `reads` bytes and then `then`: read on to the end, stop reading, close, or reset; `slow` reads
    on to the end with a rest after every `reads` bytes. `says` is pushed as soon as somebody
    connects.
    """

    reads: int = 0
    then: str = "end"
    says: bytes = b""


@dataclass
class NastyPrinter:
    """Records every byte; `left` is set when a connection is over."""

    moods: Moods
    port: int = 0
    received: bytearray = field(default_factory=bytearray)
    left: threading.Event = field(default_factory=threading.Event)
    give_up: threading.Event = field(default_factory=threading.Event)

    def serve(self, server: socket.socket) -> None:
        link, _address = server.accept()
        with link:
            link.sendall(self.moods.says)
            if self.moods.then == "end":
                self._read(link, None)
                return
            if self.moods.then == "slow":
                while self._read(link, len(self.received) + self.moods.reads):
                    self.give_up.wait(_REST_S)
                return
            self._read(link, self.moods.reads)
            match self.moods.then:
                case "stop":
                    self.give_up.wait(30)
                case "reset":
                    link.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))

    def _read(self, link: socket.socket, count: int | None) -> bool:
        """Read until so many bytes are there in all; False when the other side ended before."""
        while count is None or len(self.received) < count:
            wanted = 4096 if count is None else min(4096, count - len(self.received))
            part = link.recv(wanted)
            if not part:
                return False
            self.received += part
        return True


@contextlib.contextmanager
def nasty_printer(moods: Moods, *, port: int = 0) -> Iterator[NastyPrinter]:
    """One that serves one connection in a thread of its own; on a free port unless one is named."""
    printer = NastyPrinter(moods)
    with socket.create_server(("127.0.0.1", port)) as server:
        server.settimeout(30)
        server.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        printer.port = server.getsockname()[1]

        def run() -> None:
            with contextlib.suppress(OSError):
                printer.serve(server)
            printer.left.set()

        thread = threading.Thread(target=run, daemon=True)
        thread.start()
        try:
            yield printer
        finally:
            printer.give_up.set()
            thread.join(30)
