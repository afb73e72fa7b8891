"""What a printer says about itself, and what that proves (printing.md 5).

Many printers say nothing and some talk nonsense, so every byte is judged by its bit pattern and
whatever fits none is dropped. Nothing here is ever a reason not to print but a clear answer.
"""

import time
from collections import deque
from dataclasses import dataclass
from typing import Final

from pos_app.printing.transport import Question, Transport

STATUS_WAIT_S: Final = 1.0
"""A printer that knows the question answers it at once, even while it is out of paper."""


@dataclass(frozen=True, slots=True)
class Health:
    """How a printer is right now: `code` empty when it is fine, None when nobody knows."""

    code: str | None

    @property
    def is_blocked(self) -> bool:
        """Whether sending would only pile papers up in it; unknown is no reason to wait."""
        return bool(self.code)


FINE: Final = Health("")
UNKNOWN: Final = Health(None)


def ask_health(transport: Transport, wait_s: float = STATUS_WAIT_S) -> Health:
    """Ask whether it can print; at most `wait_s` in all, and a silent printer is asked once.

    Raises PrinterError only when the link itself breaks.
    """
    deadline = time.monotonic() + wait_s
    answers: list[int] = []
    for number in (_PRINTER, _COVER, _PAPER):
        question = Question(b"\x10\x04" + bytes((number,)), _is_status_answer)
        answer = transport.ask(question, max(0.0, deadline - time.monotonic()))
        if answer is None:
            break
        answers.append(answer)
    return _judged(answers)


def _judged(answers: list[int]) -> Health:
    printer, cover, paper = (*answers, 0, 0, 0)[:3]
    if len(answers) == _QUESTIONS and len(set(answers)) == 1:
        # One byte for everything is a constant: a real trouble shows in different bits of each.
        return FINE if printer == _ALL_FINE else UNKNOWN
    if paper & _PAPER_END:
        return Health("PAPER_OUT")
    if cover & _COVER_OPEN:
        return Health("COVER_OPEN")
    if printer & _OFFLINE:
        return Health("OFFLINE")
    return FINE if len(answers) == _QUESTIONS else UNKNOWN


class Answers:
    """What a printer said on one link, sorted as it comes in and kept until somebody asks.

    Flow control is no answer, nor is a status block that a printer pushes unasked. Answers come
    in the order of the questions: while an earlier one is still open, a byte may be its late
    answer and proves nothing about the newer one.
    """

    def __init__(self) -> None:
        self._heard: deque[int] = deque(maxlen=_MOST_KEPT)
        self._open_questions = 0
        self._left_of_block = 0

    def hear(self, data: bytes) -> None:
        """Take in whatever the printer sent, in pieces of any size."""
        for byte in data:
            if byte in _FLOW_CONTROL:
                continue
            if self._left_of_block and _is_fence_answer(byte):
                self._left_of_block -= 1  # the rest of a block looks like that
            elif _begins_block(byte):
                self._left_of_block = _BLOCK_REST
            else:
                self._left_of_block = 0
                self._heard.append(byte)

    def expect(self) -> None:
        """A question leaves now: what has been heard before cannot be its answer."""
        self._open_questions = max(0, self._open_questions - len(self._heard)) + 1
        self._heard.clear()

    def take(self, question: Question) -> int | None:
        """The byte that answers, if it is there."""
        while self._heard:
            byte = self._heard.popleft()
            if self._open_questions > 1:
                self._open_questions -= 1
                continue
            self._open_questions = 0
            if question.answers(byte):
                return byte
        return None


def _is_status_answer(byte: int) -> bool:
    return byte & _STATUS_MASK == _STATUS


def _is_fence_answer(byte: int) -> bool:
    return byte & _ORDERED_MASK == 0


def _begins_block(byte: int) -> bool:
    return byte & _STATUS_MASK == _BLOCK


FENCE: Final = Question(b"\x1dr\x01", _is_fence_answer)
"""Answered in order with the data, so an answer proves that everything before was processed."""

LATE_FENCE: Final = Question(b"", FENCE.answers)
"""Goes on waiting for the answer to the fence that was sent before."""

# Which bits are fixed in each kind of byte, and how: 0xx1xx10, 0xx0xxxx, 0xx1xx00.
_STATUS_MASK, _STATUS, _BLOCK = 0b1001_0011, 0b0001_0010, 0b0001_0000
_ORDERED_MASK: Final = 0b1001_0000

_PRINTER, _COVER, _PAPER = 1, 2, 4
_QUESTIONS: Final = 3
_ALL_FINE: Final = 0x12
_OFFLINE: Final = 0x08
_COVER_OPEN: Final = 0x04
_PAPER_END: Final = 0x60  # 0C says that it is near: it still prints

_FLOW_CONTROL: Final = frozenset(b"\x11\x13")
_BLOCK_REST: Final = 3
_MOST_KEPT: Final = 1024  # a printer that never stops talking fills no memory
