"""A printer on the network that keeps every byte, and can kill whoever is printing."""

import contextlib
import os
import re
import signal
import socket
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field

_QUESTION = re.compile(rb"\x10\x04[\x01-\x04]|\x1dr\x01")
_ANSWERS = {b"\x10": b"\x12", b"\x1d": b"\x00"}
"""All is well; and: everything before this was printed."""

_LOOK_S = 0.05


@dataclass
class Victim:
    """A process that dies after so many bytes of its papers came, and a moment more.

    With None it dies when it has ended its first link.
    """

    pid: int
    after_bytes: int | None
    and_s: float


@dataclass
class RecordingPrinter:
    """Serves one client after the other. `visits` has what came on each connection.

    It answers every question of one that `answers`, and lives on when a client dies.
    """

    answers: bool
    port: int = 0
    visits: list[bytearray] = field(default_factory=list)
    _victim: Victim | None = None
    _armed: threading.Lock = field(default_factory=threading.Lock)
    _ends: threading.Event = field(default_factory=threading.Event)

    def kill(self, victim: Victim) -> None:
        """From now on count what this process prints."""
        with self._armed:
            self._victim = victim

    def disarm(self) -> None:
        """The victim is dead: its number may be somebody else's soon."""
        with self._armed:
            self._victim = None

    def serve(self, server: socket.socket) -> None:
        """Until the end is called."""
        server.settimeout(_LOOK_S)
        with server:
            while not self._ends.is_set():
                try:
                    link, _ = server.accept()
                except TimeoutError:
                    continue
                with link:
                    self._print(link)
                self._note_end()

    def settle(self) -> None:
        """Wait until all that was sent so far has been read."""
        with socket.create_connection(("127.0.0.1", self.port)) as link:
            link.shutdown(socket.SHUT_WR)
            link.recv(1)  # it is served after everybody else

    def end(self) -> None:
        """Pull its plug."""
        self._ends.set()

    def _print(self, link: socket.socket) -> None:
        visit = bytearray()
        self.visits.append(visit)
        link.settimeout(_LOOK_S)
        part = b""
        while not self._ends.is_set():
            victim = self._counted(part)
            if victim is not None and victim.and_s == 0:
                self._strike(victim)
            elif self.answers:
                self._answer(link, visit, len(part))
            if victim is not None:
                self._strike(victim)
            try:
                part = link.recv(64)
            except TimeoutError:
                part = b""
                continue
            except ConnectionError:  # the client was killed before it had read our answer
                return
            if not part:
                return
            visit += part

    def _answer(self, link: socket.socket, visit: bytearray, count: int) -> None:
        """To each question that is whole with the last bytes that came."""
        asked = _QUESTION.findall(visit[max(0, len(visit) - count - 2) :])
        with contextlib.suppress(ConnectionError):
            link.sendall(b"".join(_ANSWERS[question[:1]] for question in asked))

    def _counted(self, part: bytes) -> Victim | None:
        """Who dies with these bytes; what only ends an earlier, broken paper does not count."""
        victim = self._victim
        if victim is None or victim.after_bytes is None:
            return None
        victim.after_bytes -= len(part) - part.count(0)
        return victim if victim.after_bytes <= 0 else None

    def _note_end(self) -> None:
        victim = self._victim
        if victim is not None and victim.after_bytes is None:
            self._strike(victim)

    def _strike(self, victim: Victim) -> None:
        self._ends.wait(victim.and_s)
        with self._armed:
            if self._victim is victim:
                os.kill(victim.pid, signal.SIGKILL)
                self._victim = None


@contextlib.contextmanager
def recording_printer(*, answers: bool) -> Iterator[RecordingPrinter]:
    """One on a free port of this computer."""
    server = socket.create_server(("127.0.0.1", 0))
    printer = RecordingPrinter(answers, port=server.getsockname()[1])
    thread = threading.Thread(target=printer.serve, args=(server,), daemon=True)
    thread.start()
    try:
        yield printer
    finally:
        printer.end()
        thread.join()
