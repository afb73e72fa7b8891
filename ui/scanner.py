"""Tells a barcode scanner from a person: the same keys, but much faster.

A scan is never lost, never typed into a field and never presses a button.
"""

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from typing import Final, NamedTuple

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QGuiApplication, QKeyEvent, QTextCursor, QWindow
from PySide6.QtWidgets import (
    QAbstractItemView,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QFileDialog,
    QLineEdit,
    QPlainTextEdit,
    QTextEdit,
    QWidget,
)

_PAUSE_S = 0.080
_HICCUP_S = 0.400
_IDLE_MS = 1500

_TERMINATORS = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab})
_KEYS = (QEvent.Type.KeyPress, QEvent.Type.ShortcutOverride)
_COMMANDS = (
    Qt.KeyboardModifier.ControlModifier
    | Qt.KeyboardModifier.AltModifier
    | Qt.KeyboardModifier.MetaModifier
)
_BESIDE = frozenset({Qt.Key.Key_Shift, Qt.Key.Key_CapsLock, Qt.Key.Key_NumLock, Qt.Key.Key_AltGr})
_DIGIT_ROW_UNDER_X = range(10, 20)

# What the number pad sends while NumLock is off.
_PAD: Final = {
    Qt.Key.Key_End: "1",
    Qt.Key.Key_Down: "2",
    Qt.Key.Key_PageDown: "3",
    Qt.Key.Key_Left: "4",
    Qt.Key.Key_Clear: "5",
    Qt.Key.Key_Right: "6",
    Qt.Key.Key_Home: "7",
    Qt.Key.Key_Up: "8",
    Qt.Key.Key_PageUp: "9",
    Qt.Key.Key_Insert: "0",
}


def digit_without_numlock(event: QKeyEvent) -> str:
    """Return the digit on a key of the number pad that NumLock turned into an arrow, else ""."""
    is_pad = bool(event.modifiers() & Qt.KeyboardModifier.KeypadModifier)
    return _PAD.get(Qt.Key(event.key()), "") if is_pad and not event.text() else ""


_TAKES_WORDS: Final = (QLineEdit, QPlainTextEdit, QTextEdit)

LEARNS: Final = "learns-scanner"
"""The property of a field that wants to see a scanner's keys as they come."""


def is_learning() -> bool:
    """Whether the focus is in a field that learns a scanner; then nothing is taken from it."""
    focus = QApplication.focusWidget()
    return focus is not None and bool(focus.property(LEARNS))


@dataclass(frozen=True, slots=True)
class ScannerSettings:
    """What a till learned about its reader. Slow radio readers need a mean gap of 150 ms."""

    mean_gap_ms: int = 40
    min_length: int = 4
    prefix: str = ""
    suffix: str = ""
    same_again_ms: int = 300
    """One code twice within this time is one piece: readers repeat themselves."""


class KeyMoment(NamedTuple):
    """When a key was pressed, by the window system if it says so, and when it was seen here.

    The program may be busy while a reader types; then only the first tells how fast it was.
    """

    pressed_s: float
    seen_s: float

    @classmethod
    def of(cls, event: QKeyEvent, seen_s: float) -> "KeyMoment":
        """The moment of a key that is seen now."""
        return cls(event.timestamp() / 1000, seen_s)

    def since(self, before: "KeyMoment") -> float:
        """Seconds between two keys."""
        if self.pressed_s and before.pressed_s:
            return self.pressed_s - before.pressed_s
        return self.seen_s - before.seen_s


@dataclass(slots=True)
class _Burst:
    """Keys that came one after the other, and the field as it was before the first.

    `head` is the part of the same code before a hiccup of reader or machine.
    """

    before: Callable[[], None]
    last: KeyMoment
    is_in_text: bool = False
    """Whether it began in a field that takes words."""
    head: "_Burst | None" = None
    text: str = ""
    duration_s: float = 0.0
    native_codes: list[int] = field(default_factory=list)

    @property
    def mean_gap_s(self) -> float:
        return self.duration_s / max(len(self.text) - 1, 1)

    @property
    def parts(self) -> "list[_Burst]":
        """This burst and what came before it, first part first."""
        return [*(self.head.parts if self.head is not None else []), self]

    @property
    def whole_text(self) -> str:
        return "".join(part.text for part in self.parts)


class Scanner(QObject):
    """Watches the keys of the whole program; `scanned` carries each code once.

    `keyboard_is_foreign` comes instead of a code that a French keyboard layout has garbled;
    `unfinished` when a burst stopped without Enter or Tab behind it.
    """

    scanned = Signal(str)
    keyboard_is_foreign = Signal()
    unfinished = Signal(str)

    def __init__(
        self,
        settings: ScannerSettings | None = None,
        *,
        now: Callable[[], float] = time.monotonic,
        idle_ms: int = _IDLE_MS,
    ) -> None:
        super().__init__()
        self._settings = settings or ScannerSettings()
        self._now = now
        self._burst: _Burst | None = None
        self._last_code = ""
        self._last_scan_at = float("-inf")
        self._swallow_until = float("-inf")
        self._idle = QTimer(self)
        self._idle.setSingleShot(True)
        self._idle.setInterval(idle_ms)
        self._idle.timeout.connect(self._stopped_short)

    def start(self, app: QApplication) -> None:
        """Begin to watch."""
        app.installEventFilter(self)

    def stop(self, app: QApplication) -> None:
        """Watch no longer."""
        app.removeEventFilter(self)
        self._forget()

    def configure(self, settings: ScannerSettings) -> None:
        """Use other settings from the next key on."""
        self._settings = settings
        self._forget()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Look at each key once: where it arrives at a window, before any widget has it."""
        # Keys repeat through the widgets; and doubled digits of fast readers may carry the
        # auto-repeat flag, so that flag means nothing here.
        kind = event.type()  # asked first: building a page sends thousands of other events
        if kind not in _KEYS or is_learning():
            return False
        if isinstance(QApplication.activeWindow(), QFileDialog):
            self._forget()  # a person who types a path fast is no scanner
            return False
        if kind == QEvent.Type.ShortcutOverride:
            return self._keep_from_shortcuts(event)
        if not isinstance(watched, QWindow):
            return False
        assert isinstance(event, QKeyEvent)
        if event.key() in _TERMINATORS and not event.modifiers() & _COMMANDS:
            return self._end(event)
        if event.key() not in _BESIDE:
            self._gather(event)
        return False

    def _keep_from_shortcuts(self, event: QEvent) -> bool:
        """Claim the Enter of a scan before a shortcut on Enter gets it."""
        assert isinstance(event, QKeyEvent)
        is_end = event.key() in _TERMINATORS and not event.modifiers() & _COMMANDS
        if is_end and self._owns_terminator(self._moment(event)):
            event.accept()
            return True
        return False

    def _owns_terminator(self, now: KeyMoment) -> bool:
        if self._burst is None:
            return now.seen_s < self._swallow_until
        return now.since(self._burst.last) <= self._hiccup_s and self._is_scan(self._burst)

    def _gather(self, event: QKeyEvent) -> None:
        text = event.text() or digit_without_numlock(event)
        if not text or not text.isprintable() or event.modifiers() & _COMMANDS:
            self._forget()
            return
        now = self._moment(event)
        pause_s = 0.0 if self._burst is None else now.since(self._burst.last)
        if self._burst is None or pause_s > self._pause_s:
            self._burst = self._begin(now, pause_s)
            pause_s = 0.0
        burst = self._burst
        burst.text += text
        burst.duration_s += pause_s
        burst.last = now
        is_shifted = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        burst.native_codes.append(0 if is_shifted else event.nativeScanCode())
        if self._is_scan(burst):
            self._idle.start()

    def _begin(self, now: KeyMoment, pause_s: float) -> _Burst:
        """A new burst; after a hiccup in a fast one it is that one's tail, never a code alone."""
        head = self._burst
        is_tail = head is not None and len(head.text) > 1 and self._is_fast(head)
        if head is not None and is_tail and pause_s <= self._hiccup_s:
            return _Burst(head.before, now, head.is_in_text, head)
        focus = QApplication.focusWidget()
        return _Burst(_memory_of(focus), now, isinstance(focus, _TAKES_WORDS))

    def _end(self, event: QKeyEvent) -> bool:
        """Return whether the terminator belongs to a scan and is to be swallowed."""
        now, burst = self._moment(event), self._burst
        is_ours = self._owns_terminator(now)
        self._forget()
        if is_ours and burst is not None:
            burst.before()
            self._swallow_until = now.seen_s + max(_PAUSE_S, 3 * burst.mean_gap_s)
            self._hand_over(burst, now.seen_s)
        return is_ours

    def _hand_over(self, burst: _Burst, now_s: float) -> None:
        text = burst.whole_text
        pause_s, self._last_scan_at = now_s - self._last_scan_at, now_s
        is_same_again = text == self._last_code and pause_s * 1000 < self._settings.same_again_ms
        self._last_code = text
        if is_same_again:
            return
        if _looks_garbled(burst):
            self.keyboard_is_foreign.emit()
            return
        settings = self._settings
        self.scanned.emit(text.removeprefix(settings.prefix).removesuffix(settings.suffix))

    def _is_scan(self, burst: _Burst) -> bool:
        """One part alone must be as fast and long as no person types; the others only as fast."""
        parts = burst.parts
        if burst.is_in_text and self._looks_like_words(burst.whole_text):
            return False
        return all(map(self._is_fast, parts)) and any(
            len(part.text) >= self._settings.min_length and len(set(part.text)) > 1
            for part in parts
        )

    def _looks_like_words(self, text: str) -> bool:
        """Several words with letters in them, typed by a quick hand: a note, no code."""
        text = text.removeprefix(self._settings.prefix).removesuffix(self._settings.suffix)
        return " " in text.strip() and any(sign.isalpha() for sign in text)

    def _is_fast(self, burst: _Burst) -> bool:
        return burst.mean_gap_s * 1000 <= self._settings.mean_gap_ms

    def _moment(self, event: QKeyEvent) -> KeyMoment:
        # A clock that was handed in is the only one; else the window system knows better.
        seen_s = self._now()
        is_real = self._now is time.monotonic
        return KeyMoment.of(event, seen_s) if is_real else KeyMoment(0, seen_s)

    @property
    def _pause_s(self) -> float:
        return max(_PAUSE_S, 2 * self._settings.mean_gap_ms / 1000)

    @property
    def _hiccup_s(self) -> float:
        """How long reader or machine may stop inside a code that is otherwise fast."""
        return max(_HICCUP_S, 2 * self._pause_s)

    def _forget(self) -> None:
        self._burst = None
        self._idle.stop()

    @Slot()
    def _stopped_short(self) -> None:
        burst = self._burst
        self._forget()
        if burst is not None:
            self.unfinished.emit(burst.whole_text)


def _looks_garbled(burst: _Burst) -> bool:
    """Return whether these are the keys of digits that gave other signs (a French layout)."""
    is_under_x = QGuiApplication.platformName() in {"xcb", "wayland", "offscreen"}
    return (
        is_under_x
        and not any(sign.isdigit() for sign in burst.whole_text)
        and all(code in _DIGIT_ROW_UNDER_X for part in burst.parts for code in part.native_codes)
    )


def _memory_of(widget: QWidget | None) -> Callable[[], None]:
    """Return what puts the focused widget back to how it is now."""
    if isinstance(widget, QAbstractSpinBox):
        widget = widget.findChild(QLineEdit)
    if isinstance(widget, QComboBox):
        widget = widget.lineEdit() or widget
    match widget:
        case QLineEdit():
            return _memory_of_line(widget)
        case QPlainTextEdit() | QTextEdit():
            return _memory_of_text(widget)
        case QComboBox():
            index = widget.currentIndex()
            return partial(widget.setCurrentIndex, index)
        case QAbstractItemView():
            current = widget.currentIndex()
            return partial(widget.setCurrentIndex, current)
    return _nothing


def _memory_of_line(line: QLineEdit) -> Callable[[], None]:
    text, cursor = line.text(), line.cursorPosition()
    start, length = line.selectionStart(), line.selectionLength()

    def restore() -> None:
        if line.text() != text:
            line.setText(text)
        line.setCursorPosition(cursor)
        if start >= 0:
            line.setSelection(start, length)

    return restore


def _memory_of_text(edit: QPlainTextEdit | QTextEdit) -> Callable[[], None]:
    text = edit.toPlainText()
    anchor, position = edit.textCursor().anchor(), edit.textCursor().position()

    def restore() -> None:
        if edit.toPlainText() != text:
            edit.setPlainText(text)
        cursor = edit.textCursor()
        cursor.setPosition(anchor)
        cursor.setPosition(position, QTextCursor.MoveMode.KeepAnchor)
        edit.setTextCursor(cursor)

    return restore


def _nothing() -> None:
    """Put nothing back: the focused widget takes no text."""
