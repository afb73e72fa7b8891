"""A strict reader of print jobs: it knows the commands we may send and refuses every other byte.

Written from the command descriptions alone, not from the encoder it checks.
"""

from dataclasses import dataclass, field
from typing import Literal

Align = Literal["left", "centre", "right"]
_ALIGNS: tuple[Align, ...] = ("left", "centre", "right")
MOST_FEED = 10


class Refused(Exception):
    """A byte that no job of ours may hold."""


@dataclass(frozen=True)
class Letter:
    sign: str
    bold: bool
    width: int
    height: int


@dataclass
class Line:
    """A printed line; a size still set at its line feed makes the next line tall."""

    letters: list[Letter] = field(default_factory=list)
    align: Align = "left"
    size_at_feed: tuple[int, int] = (1, 1)

    @property
    def text(self) -> str:
        return "".join(letter.sign for letter in self.letters)

    @property
    def columns(self) -> int:
        return sum(letter.width for letter in self.letters)

    @property
    def styles(self) -> set[tuple[bool, int, int]]:
        return {(letter.bold, letter.width, letter.height) for letter in self.letters}


@dataclass(frozen=True)
class Raster:
    width_bytes: int
    rows: int
    bits: bytes
    align: Align


@dataclass
class Printed:
    lines: list[Line] = field(default_factory=list)
    rasters: list[Raster] = field(default_factory=list)
    kicks: list[bytes] = field(default_factory=list)
    cuts: int = 0
    fed_before_cut: int = 0
    resets: int = 0

    def as_text(self, columns: int) -> list[str]:
        """As `text_lines` shows a paper: letters of double width apart, no spaces at the end."""
        shown = []
        for line in self.lines:
            free = columns - line.columns
            margin = {"left": 0, "centre": free // 2, "right": free}[line.align]
            gap = " " if any(letter.width == 2 for letter in line.letters) else ""
            shown.append((" " * margin + gap.join(letter.sign for letter in line.letters)).rstrip())
        return shown


class _Reader:
    def __init__(self, job: bytes) -> None:
        self.job, self.at = job, 0
        self.printed = Printed()
        self.line = Line()
        self.bold, self.size = False, (1, 1)
        self.align: Align = "left"
        self.chinese, self.page_known = True, False  # as many clones are after a reset
        self.blank_lines = 0

    def take(self, count: int) -> bytes:
        part = self.job[self.at : self.at + count]
        if len(part) < count:
            raise Refused(f"cut off at {self.at}")
        self.at += count
        return part

    def byte(self) -> int:
        return self.take(1)[0]

    def read(self) -> Printed:
        while self.at < len(self.job):
            start = self.at
            sign = self.byte()
            if 0x20 <= sign <= 0x7E:
                self.letter(sign)
            elif sign == 0x0A:
                self.end_line()
            elif sign in (0x1B, 0x1C, 0x1D):
                self.command(bytes([sign]) + self.take(1))
            else:
                raise Refused(f"byte {sign:02x} at {start}")
        if self.line.letters:
            raise Refused("the last line was never ended")
        return self.printed

    def letter(self, sign: int) -> None:
        if self.chinese or not self.page_known:
            raise Refused("text before the prologue")
        if not self.line.letters:
            self.line.align = self.align
        self.line.letters.append(Letter(chr(sign), self.bold, *self.size))

    def end_line(self) -> None:
        self.blank_lines = 0 if self.line.letters else self.blank_lines + 1
        self.line.size_at_feed = self.size
        self.printed.lines.append(self.line)
        self.line = Line()

    def command(self, name: bytes) -> None:
        known = {
            b"\x1b@": self.reset,
            b"\x1c.": self.leave_chinese,
            b"\x1bt": self.code_page,
            b"\x1bE": self.set_bold,
            b"\x1d!": self.set_size,
            b"\x1ba": self.set_align,
            b"\x1bd": self.feed,
            b"\x1dv": self.raster,
            b"\x1dV": self.cut,
            b"\x1bp": self.kick,
        }
        if name not in known:
            raise Refused(f"command {name.hex()} at {self.at - 2}")
        known[name]()

    def reset(self) -> None:
        self.printed.resets += 1
        self.bold, self.size, self.align = False, (1, 1), "left"
        self.chinese, self.page_known = True, False

    def leave_chinese(self) -> None:
        self.chinese = False

    def code_page(self) -> None:
        if self.chinese or self.byte() != 0:
            raise Refused("code page before FS ., or not CP437")
        self.page_known = True

    def set_bold(self) -> None:
        self.bold = self.one_of(0, 1) == 1

    def set_size(self) -> None:
        size = self.one_of(0x00, 0x01, 0x10, 0x11)
        self.size = ((size >> 4) + 1, (size & 15) + 1)

    def set_align(self) -> None:
        if self.line.letters:
            raise Refused("alignment in mid-line is ignored by printers")
        self.align = _ALIGNS[self.one_of(0, 1, 2)]

    def feed(self) -> None:
        count = self.byte()
        if not 1 <= count <= MOST_FEED:
            raise Refused(f"feed of {count}")
        for _ in range(count):
            self.end_line()

    def cut(self) -> None:
        self.one_of(0, 1)
        if self.line.letters:
            raise Refused("cut through a line")
        self.printed.cuts += 1
        self.printed.fed_before_cut = self.blank_lines

    def kick(self) -> None:
        self.printed.kicks.append(self.take(3))

    def one_of(self, *allowed: int) -> int:
        value = self.byte()
        if value not in allowed:
            raise Refused(f"value {value:02x} at {self.at - 1}")
        return value

    def raster(self) -> None:
        head = self.take(6)
        if head[:2] != b"0\x00" or head[3] or head[5]:
            raise Refused(f"raster head {head.hex()}")
        width, rows = head[2], head[4]
        if not (1 <= width <= 72 and 1 <= rows <= 128) or self.line.letters:
            raise Refused(f"raster of {width} bytes and {rows} rows")
        self.blank_lines = 0
        self.printed.rasters.append(Raster(width, rows, self.take(width * rows), self.align))


def read(job: bytes) -> Printed:
    """What a printer would do; raises Refused for anything outside the whitelist."""
    return _Reader(job).read()
