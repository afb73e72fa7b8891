"""A printer that misbehaves on purpose, modes N1 to N10 of printing.md 13.

This one is on the network; `nasty_pty` has the same moods at a serial port.
"""

import contextlib
import socket
import struct
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Literal, Protocol

_REST_S = 0.02
_LOOK_S = 0.05
_PATIENCE_S = 30
_QUESTION_BYTES = 3


@dataclass(frozen=True)
class Moods:
    """What it does with each connection.

    `reads` bytes and then `then`: read on to the end, stop reading, close, or reset; `slow` reads
    on to the end with a rest after every `reads` bytes; `drop` takes all bytes in, but prints only
    `bytes_per_s` of them and loses what its buffer has no room for; `refuse` and `hang` let nobody
    connect. `says` is pushed as soon as somebody connects. `answers` has what it says to a question
    of three bytes, or that begins with two, `late_s` after it came. With `alone_s` it serves one
    client at a time and refuses everybody until so long after.
    """

    reads: int = 0
    then: Literal["end", "stop", "close", "reset", "slow", "drop", "refuse", "hang"] = "end"
    says: bytes = b""
    answers: Mapping[bytes, bytes] = field(default_factory=dict)
    late_s: float = 0.0
    bytes_per_s: int = 2_000
    buffer_bytes: int = 4_096
    alone_s: float | None = None


ASKS_STATUS, ASKS_FENCE = b"\x10\x04", b"\x1dr"
HEALTHY = Moods(answers={ASKS_STATUS: b"\x12", ASKS_FENCE: b"\x00"})

N1 = Moods(then="refuse")
N2 = Moods(then="hang")
N3 = Moods(then="stop")
N6 = Moods(then="drop")
N7 = Moods(alone_s=2.0)
N8 = Moods(says=b"\x1c\x00\x0f\x00")
N9_LATE = Moods(answers=HEALTHY.answers, late_s=8.0)
N10 = Moods()


def n4(reads: int) -> Moods:
    """Closes after so many bytes."""
    return Moods(reads=reads, then="close")


def n5(reads: int) -> Moods:
    """Resets after so many bytes."""
    return Moods(reads=reads, then="reset")


def n9(answer: bytes) -> Moods:
    """Says this to every question about its state."""
    return Moods(answers={ASKS_STATUS: answer})


class Wire(Protocol):
    """The printer's end of a link."""

    def read(self, most: int, wait_s: float) -> bytes | None:
        """What came; None for nothing in that time, nothing at all when the other side ended."""

    def say(self, data: bytes) -> None:
        """Send back."""

    def reset(self) -> None:
        """Make the closing that follows a hard one, where there is such a thing."""


@dataclass
class Visit:
    """One connection: what was printed of it, and whether its end was heard."""

    received: bytearray = field(default_factory=bytearray)
    has_ended: bool = False


@dataclass
class NastyPrinter:
    """Records every byte, connection and end; `arrived` and `left` are set when a client has come
    and when a connection is over.

    Setting `give_up` is pulling its plug; after `goes_on` one that had stopped reads again.
    """

    moods: Moods
    port: int = 0
    path: str = ""
    visits: list[Visit] = field(default_factory=list)
    arrived: threading.Event = field(default_factory=threading.Event)
    left: threading.Event = field(default_factory=threading.Event)
    give_up: threading.Event = field(default_factory=threading.Event)
    goes_on: threading.Event = field(default_factory=threading.Event)

    @property
    def received(self) -> bytes:
        """All that it printed."""
        return b"".join(bytes(visit.received) for visit in self.visits)

    def serve(self, wire: Wire) -> None:
        """Be nasty to one client, until it or the printer has enough."""
        visit = Visit()
        self.visits.append(visit)
        self.arrived.set()
        with contextlib.suppress(OSError):
            wire.say(self.moods.says)
            match self.moods.then:
                case "end":
                    self._answer(wire, visit)
                case "drop":
                    self._drop(wire, visit)
                case "slow":
                    while self._read(wire, visit, len(visit.received) + self.moods.reads):
                        self.give_up.wait(_REST_S)
                case then:
                    self._read(wire, visit, self.moods.reads)
                    for answer in self._asked(visit, 0)[1]:
                        wire.say(answer)
                    if then == "stop":
                        self._stop(wire, visit)
                    if then == "reset":
                        wire.reset()

    def _read(self, wire: Wire, visit: Visit, count: int) -> bool:
        """Read until so many bytes are there in all; False when the other side ended before."""
        while len(visit.received) < count:
            part = self._next(wire, visit, min(4096, count - len(visit.received)))
            if not part:
                return False
            visit.received += part
        return True

    def _stop(self, wire: Wire, visit: Visit) -> None:
        while not self.give_up.is_set():
            if self.goes_on.wait(_LOOK_S):
                self._answer(wire, visit)
                return

    def _answer(self, wire: Wire, visit: Visit) -> None:
        """Read on to the end and answer what is asked."""
        due: list[tuple[float, bytes]] = []
        looked_at = len(visit.received)
        while not self.give_up.is_set():
            while due and due[0][0] <= time.monotonic():
                wire.say(due.pop(0)[1])
            wait_s = max(0.0, due[0][0] - time.monotonic()) if due else _LOOK_S
            part = wire.read(4096, min(wait_s, _LOOK_S))
            if part is None:
                continue
            if not part:
                visit.has_ended = True
                return
            visit.received += part
            looked_at, answers = self._asked(visit, looked_at)
            due += [(time.monotonic() + self.moods.late_s, answer) for answer in answers]

    def _asked(self, visit: Visit, start: int) -> tuple[int, list[bytes]]:
        """Answers to the questions from there on, and how far it has looked."""
        answers, received = [], bytes(visit.received)
        while len(question := received[start : start + 3]) == _QUESTION_BYTES:
            known = self.moods.answers
            answer = known.get(question, known.get(question[:2]))
            start += 1 if answer is None else _QUESTION_BYTES
            answers += [] if answer is None else [answer]
        return start, answers

    def _drop(self, wire: Wire, visit: Visit) -> None:
        """Take all in, print slowly, lose what the buffer has no room for."""
        filled, seen_at = 0.0, time.monotonic()
        while part := self._next(wire, visit, 4096):
            now = time.monotonic()
            filled = max(0.0, filled - (now - seen_at) * self.moods.bytes_per_s)
            seen_at = now
            kept = part[: int(self.moods.buffer_bytes - filled)]
            filled += len(kept)
            visit.received += kept

    def _next(self, wire: Wire, visit: Visit, most: int) -> bytes:
        """The next bytes; nothing at the end or when the plug was pulled."""
        while not self.give_up.is_set():
            part = wire.read(most, _LOOK_S)
            if part is not None:
                visit.has_ended = not part
                return part
        return b""


# --- on the network ----------------------------------------------------------------------------


class _SocketWire:
    def __init__(self, link: socket.socket) -> None:
        self._link = link

    def read(self, most: int, wait_s: float) -> bytes | None:
        self._link.settimeout(wait_s)
        try:
            return self._link.recv(most)
        except TimeoutError:
            return None

    def say(self, data: bytes) -> None:
        self._link.settimeout(_PATIENCE_S)
        self._link.sendall(data)

    def reset(self) -> None:
        self._link.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))


def _listening(port: int, backlog: int = 128) -> socket.socket:
    server = socket.create_server(("127.0.0.1", port), backlog=backlog)
    server.settimeout(_LOOK_S)
    server.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
    return server


def _accepted(printer: NastyPrinter, server: socket.socket) -> socket.socket | None:
    while not printer.give_up.is_set():
        with contextlib.suppress(TimeoutError):
            return server.accept()[0]
    return None


def _serve_one(printer: NastyPrinter, link: socket.socket) -> None:
    with link:
        printer.serve(_SocketWire(link))
    printer.left.set()


def _serve_many(printer: NastyPrinter, server: socket.socket) -> None:
    threads: list[threading.Thread] = []
    with server:
        while (link := _accepted(printer, server)) is not None:
            threads.append(threading.Thread(target=_serve_one, args=(printer, link), daemon=True))
            threads[-1].start()
    for thread in threads:
        thread.join(_PATIENCE_S)


def _serve_alone(printer: NastyPrinter, server: socket.socket, pause_s: float) -> None:
    """One after the other; nobody can connect while it is busy."""
    while True:
        with server:
            link = _accepted(printer, server)
        if link is None:
            return
        _serve_one(printer, link)
        printer.give_up.wait(pause_s)
        server = _listening(printer.port)


@contextlib.contextmanager
def nasty_printer(moods: Moods, *, port: int = 0) -> Iterator[NastyPrinter]:
    """One on a free port of this computer, unless a port is named."""
    printer = NastyPrinter(moods)
    with contextlib.ExitStack() as held:
        # Keeps the port when nobody listens; a port that is only bound refuses.
        holder = held.enter_context(socket.socket())
        holder.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        holder.bind(("127.0.0.1", port))
        printer.port = holder.getsockname()[1]
        match moods:
            case Moods(then="refuse"):
                pass
            case Moods(then="hang"):
                held.enter_context(_listening(printer.port, backlog=0))
                for _ in range(8):
                    waiting = held.enter_context(socket.socket())
                    waiting.setblocking(False)  # noqa: FBT003  the library's spelling
                    waiting.connect_ex(("127.0.0.1", printer.port))
            case Moods(alone_s=float(pause_s)):
                held.enter_context(_running(printer, _serve_alone, pause_s))
            case _:
                held.enter_context(_running(printer, _serve_many))
        yield printer


@contextlib.contextmanager
def _running(printer: NastyPrinter, serve: Callable[..., None], *more: float) -> Iterator[None]:
    server = _listening(printer.port)
    thread = threading.Thread(target=serve, args=(printer, server, *more), daemon=True)
    thread.start()
    try:
        yield
    finally:
        printer.give_up.set()
        thread.join(_PATIENCE_S)
