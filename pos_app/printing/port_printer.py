"""A printer at a port of this computer: what serial ports and device files have in common."""

import contextlib
import threading
import time
from abc import ABC, abstractmethod
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from pos_app.domain.errors import PrinterError
from pos_app.domain.printer import PrinterProfile
from pos_app.printing.port import PieceTorn, Port, code_while_open
from pos_app.printing.status import Answers
from pos_app.printing.transport import Progress, Question, nobody_asks


@dataclass(frozen=True, slots=True)
class PortPatience:
    """How long a printer at a port may take, in seconds, and how often its opening is tried.

    A Bluetooth port looks for its printer while it is being opened, and often needs a second or
    third try; after `trying_s` no further one is begun.
    """

    stalled_s: float = 10.0
    tries: int = 6
    between_tries_s: float = 0.5
    trying_s: float = 40.0


@dataclass(frozen=True, slots=True)
class Pace:
    """After so many bytes the printer gets a rest, for its buffer may be small."""

    chunk_bytes: int
    pause_s: float = 0.0


def pace_of(profile: PrinterProfile, usual: Pace) -> Pace:
    """The pace that was found for this printer, or the usual one of its way."""
    if not profile.chunk_bytes:
        return usual
    return Pace(profile.chunk_bytes, profile.pause_ms / 1000)


class PortPrinter(ABC):
    """A printer at a port; how it is opened is for each kind of port to say.

    `close` may come from another thread. Then whoever works with the port is interrupted and
    gives it back: a descriptor closed under a waiting thread may already be somebody else's.
    """

    def __init__(self, pace: Pace, patience: PortPatience) -> None:
        self._pace, self._patience = pace, patience
        self._port: Port | None = None
        self._accepted = 0
        self._answers = Answers()
        self._let_go = threading.Event()
        self._working_lock = threading.RLock()

    @abstractmethod
    def _open(self) -> Port:
        """Open the port; raises PrinterError."""

    def connect(self) -> None:
        """Open the port; a Bluetooth printer is sought several times."""
        assert self._port is None
        stop_at = time.monotonic() + self._patience.trying_s
        for left in reversed(range(self._patience.tries)):
            try:
                self._port = self._open()
            except PrinterError as trouble:
                is_last = not left or time.monotonic() >= stop_at
                if trouble.code not in _WORTH_ANOTHER_TRY or is_last:
                    raise
                if self._let_go.wait(self._patience.between_tries_s):
                    raise
            else:
                break
        if self._let_go.is_set():
            self.close()
            raise self._called_off()

    def send(self, data: bytes, progress: Progress = nobody_asks) -> None:
        """Write at the printer's pace; given up when it takes nothing for 10 s."""
        with self._working() as port:
            whole = memoryview(data)
            for begin in range(0, len(data), self._pace.chunk_bytes):
                if begin and self._pace.pause_s:
                    self._let_go.wait(self._pace.pause_s)
                self._push(port, whole[begin : begin + self._pace.chunk_bytes], progress)

    def ask(self, question: Question, wait_s: float) -> int | None:
        """Send the question and listen until a byte answers it, or the time is over."""
        with self._working() as port:
            if not port.may_answer:
                return None
            if question.data:
                self._answers.hear(port.hear(0))
                self._answers.expect()
                self.send(question.data)
            deadline = time.monotonic() + wait_s
            while True:
                answer = self._answers.take(question)
                left_s = deadline - time.monotonic()
                if answer is not None or left_s <= 0:
                    return answer
                self._answers.hear(port.hear(left_s))
                if self._let_go.is_set():
                    raise self._called_off()

    def finish(self) -> None:
        """See the last bytes leave, then give the port back."""
        with self._working() as port:
            if not port.drain(self._patience.stalled_s):
                raise self._stalled()
            self._port = None
            port.close(drops=False)

    def close(self) -> None:
        """Let go of the port; what has not left it yet is dropped where the system can."""
        self._let_go.set()
        port = self._port
        if port is not None:
            port.interrupt()
        if self._working_lock.acquire(blocking=False):
            try:
                self._drop_port()
            finally:
                self._working_lock.release()

    def _push(self, port: Port, piece: memoryview, progress: Progress) -> None:
        while piece:
            try:
                taken = 0 if self._let_go.is_set() else port.push(piece, self._patience.stalled_s)
            except PieceTorn:
                self._accepted += 1  # at least, as far as anybody can tell
                progress(self._accepted)
                taken = 0
            if not taken:
                raise self._stalled()
            self._accepted += taken
            piece = piece[taken:]
            progress(self._accepted)

    def _stalled(self) -> PrinterError:
        if self._let_go.is_set():
            return self._called_off()
        return PrinterError("STALLED", "", self._accepted)

    def _called_off(self) -> PrinterError:
        return PrinterError("DISCONNECTED", "called off", self._accepted)

    def _drop_port(self) -> None:
        port, self._port = self._port, None
        if port is not None:
            with contextlib.suppress(OSError):  # the device may be gone
                port.close(drops=True)

    @contextlib.contextmanager
    def _working(self) -> Iterator[Port]:
        """Whatever goes wrong ends the link and comes out as PrinterError."""
        try:
            with self._working_lock:
                if self._port is None:
                    raise self._called_off()
                yield self._port
        except OSError as error:
            self.close()
            detail = f"{type(error).__name__} {error.errno or ''}".strip()
            raise PrinterError(code_while_open(error), detail, self._accepted) from error
        except BaseException:
            self.close()
            raise
        if self._let_go.is_set():
            self.close()


_WORTH_ANOTHER_TRY: Final = frozenset({"UNREACHABLE", "REFUSED", "DISCONNECTED", "UNKNOWN"})
"""How Bluetooth fails; a path that is not there or belongs to another stays so."""
