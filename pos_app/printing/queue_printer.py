"""A printer behind a print queue of this computer: what CUPS and Windows have in common.

A queue takes everything at once and prints it later, so a job is followed until the queue has
got rid of it, and is taken back before a failure is reported: nothing may come out later behind
the operator's back (printing.md 4.3.14).
"""

import threading
import time
from abc import ABC, abstractmethod
from dataclasses import dataclass
from typing import Literal, TypeAlias

from pos_app.domain.errors import PrinterError
from pos_app.printing.transport import Progress, Question, nobody_asks

TakenBack: TypeAlias = Literal["gone", "over", "stuck"]
"""A job that was to be removed: it is removed, had ended by itself, or cannot be removed."""


@dataclass(frozen=True, slots=True)
class QueuePatience:
    """How long a queue may take, in seconds.

    `command_s` for one command; `stalled_s` for a job that is in trouble or has its turn not yet;
    `whole_s` for a job that is being printed; `removal_s` for a job to go that was removed;
    `look_s` lies between two looks.
    """

    command_s: float = 10.0
    stalled_s: float = 10.0
    whole_s: float = 60.0
    removal_s: float = 2.0
    look_s: float = 0.2


@dataclass(frozen=True, slots=True)
class Seen:
    """What a queue says about one of its jobs.

    `is_over` when the queue has got rid of it, which proves no paper. `trouble` is a code of
    printing.md 4.6. `has_begun` when some of it may have reached the printer.
    """

    is_over: bool = False
    is_printing: bool = False
    has_begun: bool = False
    trouble: str = ""


class QueuePrinter(ABC):
    """One paper through a print queue; the whole of it is handed in by `finish`.

    A queue carries no answers, so a clean end says no more than that the paper was handed over.
    `close` may come from another thread; whoever follows a job then takes it back and ends.
    """

    def __init__(self, patience: QueuePatience) -> None:
        self._patience = patience
        self._pieces: list[bytes] = []
        self._progress: Progress = nobody_asks
        self._let_go = threading.Event()
        self._working_lock = threading.RLock()

    @abstractmethod
    def _reach(self) -> None:
        """See whether the queue is there and its printer ready; raises PrinterError."""

    @abstractmethod
    def _hand_in(self, data: bytes) -> None:
        """Make it a job of the queue; what fails leaves no job behind, or counts as accepted."""

    @abstractmethod
    def _look(self) -> Seen:
        """How the job is; raises nothing."""

    @abstractmethod
    def _take_back(self) -> TakenBack:
        """Remove the job from the queue; raises nothing."""

    @abstractmethod
    def _release(self) -> None:
        """Give back whatever is held open; may be called again and again."""

    def connect(self) -> None:
        """See whether the queue is there and its printer ready."""
        try:
            with self._working_lock:
                self._reach()
        except BaseException:
            self.close()
            raise
        self._heed()

    def send(self, data: bytes, progress: Progress = nobody_asks) -> None:
        """Keep it until the paper is complete: half of one must never lie in a queue."""
        self._heed()
        self._pieces.append(data)
        self._progress = progress

    def ask(self, question: Question, wait_s: float) -> int | None:
        """A queue answers nothing."""
        return None

    def finish(self) -> None:
        """Hand everything in and follow it until the queue has got rid of it."""
        self._heed()
        data = b"".join(self._pieces)
        self._pieces.clear()
        try:
            with self._working_lock:
                if data:
                    self._hand_in(data)
                    self._progress(len(data))
                    self._follow(len(data))
        finally:
            self.close()

    def close(self) -> None:
        """Stop following, and let go."""
        self._let_go.set()
        if self._working_lock.acquire(blocking=False):
            try:
                self._release()
            finally:
                self._working_lock.release()

    def _heed(self) -> None:
        """Go no further once somebody has let go."""
        if self._let_go.is_set():
            self.close()
            raise PrinterError("DISCONNECTED", "called off")

    def _follow(self, size: int) -> None:
        begun_at = good_at = time.monotonic()
        has_begun = False
        while True:
            seen = self._look()
            has_begun |= seen.has_begun
            now = time.monotonic()
            if seen.is_over:
                break
            if seen.is_printing and not seen.trouble:
                good_at = now
            is_late = now - begun_at >= self._patience.whole_s
            is_stalled = now - good_at >= self._patience.stalled_s
            if is_late or is_stalled or self._let_go.wait(self._patience.look_s):
                taken_back = self._take_back()
                if taken_back == "over":  # it ended while we wanted it back
                    seen = self._look()
                    break
                is_untouched = not (has_begun or self._let_go.is_set())
                lost = 0 if taken_back == "gone" and is_untouched else size
                raise PrinterError(seen.trouble or "STALLED", taken_back, lost)
        if seen.trouble:
            raise PrinterError(seen.trouble, "", size)
