"""What stands in for the world: a printer, the clock, and chance in a known order."""

from datetime import datetime, timedelta
from typing import Literal

from pos_app.domain.errors import PrinterError
from pos_app.printing.transport import Progress, Question, nobody_asks

Mood = Literal["fine", "refuses", "stalls", "closes", "vanishes", "hangs_up"]
FenceMood = Literal["never", "at_once", "late", "breaks"]

_STATUS: dict[str, tuple[int, int, int]] = {
    "": (0x12, 0x12, 0x12),
    "PAPER_OUT": (0x1A, 0x12, 0x7E),
    "COVER_OPEN": (0x1A, 0x16, 0x12),
    "OFFLINE": (0x1A, 0x12, 0x12),
}


class PaperInMemory:
    """A printer whose mood a test sets.

    refuses: nobody is there. stalls and closes: it takes `takes` bytes of a link first. vanishes:
    it takes everything and leaves before the link was ended. hangs_up: it leaves when it is asked
    how it is, and prints otherwise. `papers` are the jobs that came
    whole, `links` all bytes of each connection. `health` is what it says of itself ("" for fine),
    None when it says nothing; `fence` when it answers the question at the end of a paper, late
    being once `answers_now`.
    """

    def __init__(self, mood: Mood = "fine", *, takes: int = 0) -> None:
        self.mood: Mood = mood
        self.takes = takes
        self.health: str | None = None
        self.fence: FenceMood = "never"
        self.answers_now = False
        self.papers: list[bytes] = []
        self.links: list[bytes] = []
        self.closed = 0
        self.questions: list[bytes] = []
        self._last_part = b""

    @property
    def bytes_seen(self) -> int:
        return sum(map(len, self.links))

    def connect(self) -> None:
        if self.mood == "refuses":
            raise PrinterError("REFUSED")
        self.links.append(b"")
        self._last_part = b""

    def send(self, data: bytes, progress: Progress = nobody_asks) -> None:
        taken = len(data)
        if self.mood in ("stalls", "closes"):
            taken = max(0, min(self.takes - len(self.links[-1]), taken))
        self._take(data[:taken])
        if taken:
            progress(len(self.links[-1]))
        if taken < len(data):
            code = "STALLED" if self.mood == "stalls" else "DISCONNECTED"
            raise PrinterError(code, "", len(self.links[-1]))
        self._last_part = data

    def ask(self, question: Question, wait_s: float) -> int | None:
        self._take(question.data)
        if question.data:
            self.questions.append(question.data)
        if question.data.startswith(b"\x10\x04"):
            if self.mood == "hangs_up":
                raise PrinterError("DISCONNECTED", "", len(self.links[-1]))
            if self.health is None:
                return None
            return _STATUS[self.health][(1, 2, 4).index(question.data[2])]
        if self.fence == "breaks":
            raise PrinterError("DISCONNECTED", "", len(self.links[-1]))
        is_late = self.fence == "late" and not question.data and self.answers_now
        return 0 if self.fence == "at_once" or is_late else None

    def finish(self) -> None:
        if self.mood == "vanishes":
            raise PrinterError("DISCONNECTED", "", len(self.links[-1]))
        if self._last_part:
            self.papers.append(self._last_part)
        self._last_part = b""

    def close(self) -> None:
        self.closed += 1
        self._last_part = b""

    def _take(self, data: bytes) -> None:
        self.links[-1] += data


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
