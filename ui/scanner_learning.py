"""Learning a scanner from three scans: how fast it sends, and what it puts around a code."""

import re
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QEvent, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit

from ui.scanner import LEARNS, KeyMoment, digit_without_numlock

SAMPLES: Final = 3

_USUAL_GAP_MS, _MOST_GAP_MS = 40, 150
_USUAL_LENGTH, _SAFE_LENGTH = 4, 8
_PERSON_FROM_MS = 60
"""From such a gap on quick typists are as fast; then only long codes are told from typing."""
_SILENCE_MS = 800

# What a scanner puts before a code to say of which kind it is (ISO/IEC 15424), or any signs.
_IN_FRONT: Final = re.compile(r"\][A-Za-z][0-9A-Za-z]|[^0-9A-Za-z]+")
_BEHIND: Final = re.compile(r"[^0-9A-Za-z]+$")


@dataclass(frozen=True, slots=True)
class ScanSample:
    """One scan as it came. `ends_with` is 0 when neither Enter nor Tab came."""

    text: str
    mean_gap_ms: float
    ends_with: int


@dataclass(frozen=True, slots=True)
class LearnedScanner:
    """What the till had better use, and what is wrong with the scanner's own settings."""

    mean_gap_ms: int
    min_length: int
    prefix: str = ""
    suffix: str = ""
    sends_end: bool = True
    is_too_slow: bool = False


def learn(samples: Sequence[ScanSample]) -> LearnedScanner:
    """What three scans tell; twice their slowest mean gap, at most 150 ms."""
    texts = [sample.text for sample in samples]
    slowest = max(sample.mean_gap_ms for sample in samples)
    gap = min(max(_USUAL_GAP_MS, -(-int(2 * slowest) // 10) * 10), _MOST_GAP_MS)
    prefix, suffix = _in_front(texts), _behind(texts)
    shortest = min(len(text.removeprefix(prefix).removesuffix(suffix)) for text in texts)
    safe = _USUAL_LENGTH if gap < _PERSON_FROM_MS else _SAFE_LENGTH
    return LearnedScanner(
        mean_gap_ms=gap,
        min_length=max(2, min(safe, shortest)),
        prefix=prefix,
        suffix=suffix,
        sends_end=all(sample.ends_with for sample in samples),
        is_too_slow=slowest > _MOST_GAP_MS,
    )


def _in_front(texts: Sequence[str]) -> str:
    found = _IN_FRONT.match(texts[0])
    signs = found.group() if found is not None else ""
    return signs if all(text.startswith(signs) for text in texts) else ""


def _behind(texts: Sequence[str]) -> str:
    found = _BEHIND.search(texts[0])
    signs = found.group() if found is not None else ""
    return signs if all(text.endswith(signs) for text in texts) else ""


class LearningField(QLineEdit):
    """A field that sees a scanner's keys as they come. `scanned` carries a ScanSample."""

    scanned = Signal(object)

    def __init__(
        self, *, now: Callable[[], float] = time.monotonic, silence_ms: int = _SILENCE_MS
    ) -> None:
        super().__init__()
        self.setProperty("class", "scan")
        self.setProperty(LEARNS, True)  # noqa: FBT003  Qt's way
        self.setInputMethodHints(
            Qt.InputMethodHint.ImhPreferLatin | Qt.InputMethodHint.ImhNoPredictiveText
        )
        self._now = now
        self._first = self._last = KeyMoment(0, 0)
        self._keys = ""
        self._silence = QTimer(self)
        self._silence.setSingleShot(True)
        self._silence.setInterval(silence_ms)
        self._silence.timeout.connect(self._give_without_end)

    def event(self, event: QEvent) -> bool:
        """Take Tab as the end of a scan when one is coming in; else it moves the focus."""
        if event.type() == QEvent.Type.KeyPress and self._keys:
            assert isinstance(event, QKeyEvent)
            if event.key() == Qt.Key.Key_Tab:
                self._give(event.key())
                return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Note when each key came; Enter ends the scan and goes no further."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if self._keys:
                self._give(event.key())
            return
        text = event.text() or digit_without_numlock(event)
        if text and text.isprintable():
            self._last = KeyMoment.of(event, self._now())
            self._first = self._first if self._keys else self._last
            self._keys += text
            self._silence.start()
        super().keyPressEvent(event)

    @Slot()
    def _give_without_end(self) -> None:
        self._give(0)

    def _give(self, end: int) -> None:
        keys, self._keys = self._keys, ""
        self._silence.stop()
        self.clear()
        if len(keys) > 1:
            gap_ms = self._last.since(self._first) * 1000 / (len(keys) - 1)
            self.scanned.emit(ScanSample(keys, gap_ms, end))
