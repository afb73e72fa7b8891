"""What stands in for the world: a printer, the clock, and chance in a known order."""

from datetime import datetime, timedelta
from typing import Literal

from pos_app.domain.errors import PrinterError
from pos_app.printing.transport import Progress, Question

Mood = Literal["fine", "refuses", "stalls", "closes", "vanishes"]


def _nobody_asks(_accepted: int) -> None:
    pass


class PaperInMemory:
    """A printer whose mood a test sets.

    refuses: nobody is there. stalls and closes: it takes `takes` bytes first. vanishes: it takes
    everything and leaves before the link was ended. `papers` are the jobs that came whole.
    """

    def __init__(self, mood: Mood = "fine", *, takes: int = 0) -> None:
        self.mood: Mood = mood
        self.takes = takes
        self.papers: list[bytes] = []
        self.connections = 0
        self.bytes_seen = 0
        self._on_its_way = b""

    def connect(self) -> None:
        if self.mood == "refuses":
            raise PrinterError("REFUSED")
        self.connections += 1
        self._on_its_way = b""

    def send(self, data: bytes, progress: Progress = _nobody_asks) -> None:
        if self.mood in ("stalls", "closes"):
            taken = min(self.takes, len(data))
            self.bytes_seen += taken
            if taken:
                progress(taken)
            raise PrinterError("STALLED" if self.mood == "stalls" else "DISCONNECTED", "", taken)
        self.bytes_seen += len(data)
        self._on_its_way = data
        progress(len(data))

    def ask(self, question: Question, wait_s: float) -> int | None:
        """It never answers."""

    def finish(self) -> None:
        if self.mood == "vanishes":
            raise PrinterError("DISCONNECTED", "", len(self._on_its_way))
        self.papers.append(self._on_its_way)
        self._on_its_way = b""

    def close(self) -> None:
        self._on_its_way = b""


class ClockYouSet:
    """Says the time it was given until it is told another one.

    Time that passes makes `steady` grow; a person who sets the clock (`jump_to`) does not.
    """

    def __init__(self, at: datetime) -> None:
        assert at.tzinfo is not None
        self.at = at
        self._passed = timedelta()

    def __call__(self) -> datetime:
        return self.at

    def forward(self, *, days: int = 0, hours: int = 0, minutes: int = 0, seconds: int = 0) -> None:
        """Let time pass."""
        passed = timedelta(days=days, hours=hours, minutes=minutes, seconds=seconds)
        self.at += passed
        self._passed += passed

    def jump_to(self, at: datetime) -> None:
        """Set the clock, as a person or a flat battery does."""
        self.at = at

    def steady(self) -> float:
        """Seconds that only ever grow."""
        return self._passed.total_seconds()


class ChanceInOrder:
    """Random bytes that are known: counted up from 1, big-endian, in the length asked for."""

    def __init__(self) -> None:
        self._last = 0

    def __call__(self, length: int) -> bytes:
        self._last += 1
        return self._last.to_bytes(length, "big")
