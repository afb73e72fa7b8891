"""Walking the bytes of our own print jobs: where each command ends, how much paper it moves.

Knows the commands of printing.md 6.6 and no others; whatever else stands in a job is a letter.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

_ESC, _FS, _GS, _DLE, _LF = 0x1B, 0x1C, 0x1D, 0x10, 0x0A

_LINE_DOTS: Final = 30
"""Paper moved by a line feed: 3,75 mm at 8 dots a millimetre (printing.md 9: 4 lines, 15 mm)."""

_TALL_DOTS: Final = 24
_NATIVE_QR_DOTS: Final = 250
_DOTS_PER_MM: Final = 8

# Whole length in bytes of commands that always have the same.
_FIXED: Final[dict[tuple[int, int], int]] = {
    (_ESC, ord("@")): 2,
    (_ESC, ord("2")): 2,
    (_ESC, ord("t")): 3,
    (_ESC, ord("M")): 3,
    (_ESC, ord("E")): 3,
    (_ESC, ord("!")): 3,
    (_ESC, ord("a")): 3,
    (_ESC, ord("d")): 3,
    (_ESC, ord("3")): 3,
    (_ESC, ord("J")): 3,
    (_ESC, ord("p")): 5,
    (_ESC, ord("B")): 4,
    (_FS, ord(".")): 2,
    (_GS, ord("!")): 3,
    (_GS, ord("r")): 3,
    (_DLE, 0x04): 3,
}


@dataclass(frozen=True, slots=True)
class Command:
    """One command or letter: `content[start:end]`, in whole bytes even where they are missing."""

    start: int
    end: int
    moves_dots: int = 0


def commands(content: bytes) -> Iterator[Command]:
    """All of a job in order. The last one ends behind the bytes when a part of it is missing."""
    place, is_tall = 0, False
    while place < len(content):
        head = content[place : place + 8]
        end = place + _length(head)
        yield Command(place, end, _dots(head, is_tall=is_tall))
        if head[:2] in (b"\x1d!", b"\x1b!") and len(head) > 2:  # noqa: PLR2004
            is_tall = bool(head[2] & (0x0F if head[0] == _GS else 0x10))
        elif head[:2] == b"\x1b@":
            is_tall = False
        place = end


def length_mm(content: bytes) -> int:
    """How long the paper of a job gets, about."""
    return sum(command.moves_dots for command in commands(content)) // _DOTS_PER_MM


def _length(head: bytes) -> int:
    padded = head.ljust(8, b"\0")
    match padded[:2]:
        case b"\x1dv":
            width, rows = padded[4] + 256 * padded[5], padded[6] + 256 * padded[7]
            return 8 + width * rows
        case b"\x1b*":
            columns = padded[3] + 256 * padded[4]
            return 5 + columns * (3 if padded[2] >= 32 else 1)  # noqa: PLR2004 -- 24 dots high
        case b"\x1d(":
            return 5 + padded[3] + 256 * padded[4]
        case b"\x1dV":
            return 4 if padded[2] in (65, 66) else 3
        case _:
            return _FIXED.get((padded[0], padded[1]), 1)


def _dots(head: bytes, *, is_tall: bool) -> int:
    padded = head.ljust(8, b"\0")
    if padded[0] == _LF:
        return _LINE_DOTS + is_tall * _TALL_DOTS
    match padded[:2]:
        case b"\x1bd":
            return padded[2] * _LINE_DOTS
        case b"\x1bJ":
            return padded[2]
        case b"\x1dv":
            return padded[6] + 256 * padded[7]
        case b"\x1d(" if padded[2:3] == b"k" and padded[6] == 0x51:  # noqa: PLR2004 -- prints
            return _NATIVE_QR_DOTS
        case _:
            return 0
