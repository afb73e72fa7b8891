"""A strict reader of print jobs: it knows the commands we may send and refuses every other byte.

Written from the command descriptions alone, not from the encoder it checks. It knows the list of
printing.md 6.6 but for GS ( L, which no printer of ours is confirmed to need, and besides it
ESC 3 and ESC 2, which bring the bands of ESC * together.
"""

from dataclasses import dataclass, field
from typing import Literal

Align = Literal["left", "centre", "right"]
_ALIGNS: tuple[Align, ...] = ("left", "centre", "right")
MOST_FEED = 10
_ACCENTS = "éèêëàåüöñ"
_BAND_ROWS = {0: 8, 1: 8, 32: 24, 33: 24}


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


@dataclass(frozen=True)
class NativeCode:
    """A code that the printer makes by itself."""

    content: str
    dots: int
    level: str
    align: Align


@dataclass
class Printed:
    """`rows` holds everything in the order of the paper; bands of ESC * are rasters as well."""

    lines: list[Line] = field(default_factory=list)
    rasters: list[Raster] = field(default_factory=list)
    codes: list[NativeCode] = field(default_factory=list)
    rows: list[Line | Raster | NativeCode] = field(default_factory=list)
    kicks: list[bytes] = field(default_factory=list)
    cuts: int = 0
    fed_before_cut: int = 0
    resets: int = 0
    beeps: list[bytes] = field(default_factory=list)
    fences: int = 0
    questions: list[int] = field(default_factory=list)
    recovery_nuls: int = 0

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
        self.knows_accents = False
        self.spacing = 0  # what the printer comes with
        self.band_waits = False
        self.blank_lines = 0
        self.code_parts: dict[int, bytes] = {}

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
            if 0x20 <= sign <= 0x7E or sign >= 0x80:
                self.letter(sign)
            elif sign == 0x0A:
                self.end_line()
            elif sign in (0x10, 0x1B, 0x1C, 0x1D):
                self.command(bytes([sign]) + self.take(1))
            else:
                raise Refused(f"byte {sign:02x} at {start}")
        if self.line.letters or self.band_waits or self.spacing:
            raise Refused("the last line was never ended, or its spacing never set back")
        return self.printed

    def letter(self, sign: int) -> None:
        if self.chinese or not self.page_known:
            raise Refused("text before the prologue")
        shown = bytes([sign]).decode("cp437")
        if sign >= 0x80 and not (self.knows_accents and shown in _ACCENTS):
            raise Refused(f"letter {sign:02x} at {self.at - 1}")
        if self.band_waits or self.spacing:
            raise Refused("text among the bands of a picture")
        if not self.line.letters:
            self.line.align = self.align
        self.line.letters.append(Letter(shown, self.bold, *self.size))

    def end_line(self) -> None:
        if self.band_waits:
            self.band_waits = False
            return
        if self.spacing:
            raise Refused("a line without a band in the spacing of bands")
        self.blank_lines = 0 if self.line.letters else self.blank_lines + 1
        self.line.size_at_feed = self.size
        self.printed.lines.append(self.line)
        self.printed.rows.append(self.line)
        self.line = Line()

    def command(self, name: bytes) -> None:
        known = {
            b"\x1b@": self.reset,
            b"\x1c.": self.leave_chinese,
            b"\x1bt": self.code_page,
            b"\x1bM": self.set_font,
            b"\x1bE": self.set_bold,
            b"\x1b!": self.set_mode,
            b"\x1d!": self.set_size,
            b"\x1ba": self.set_align,
            b"\x1bd": self.feed,
            b"\x1dv": self.raster,
            b"\x1b*": self.band,
            b"\x1b3": self.set_spacing,
            b"\x1b2": self.usual_spacing,
            b"\x1d(": self.code,
            b"\x1dV": self.cut,
            b"\x1bp": self.kick,
            b"\x1bB": self.beep,
            b"\x1dr": self.fence,
            b"\x10\x04": self.question,
        }
        if name not in known:
            raise Refused(f"command {name.hex()} at {self.at - 2}")
        known[name]()

    def reset(self) -> None:
        self.printed.resets += 1
        self.bold, self.size, self.align = False, (1, 1), "left"
        self.chinese, self.page_known, self.knows_accents = True, False, False

    def leave_chinese(self) -> None:
        self.chinese = False

    def code_page(self) -> None:
        if self.chinese or self.byte() != 0:
            raise Refused("code page before FS ., or not CP437")
        self.page_known = self.knows_accents = True

    def set_font(self) -> None:
        self.one_of(0, 1)
        self.knows_accents = False  # some printers forget the page with the font

    def set_mode(self) -> None:
        mode = self.byte()
        if mode & ~0x38:
            raise Refused(f"mode {mode:02x}")
        self.bold, self.size = bool(mode & 0x08), (1 + (mode >> 5 & 1), 1 + (mode >> 4 & 1))

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
        self.at_line_start()
        self.printed.kicks.append(self.take(3))

    def beep(self) -> None:
        self.at_line_start()
        self.printed.beeps.append(self.take(2))

    def fence(self) -> None:
        self.at_line_start()
        self.one_of(1)
        self.printed.fences += 1

    def question(self) -> None:
        self.at_line_start()
        self.printed.questions.append(self.one_of(1, 2, 3, 4))

    def at_line_start(self) -> None:
        if self.line.letters or self.band_waits:
            raise Refused("in mid-line")

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
        self.picture(Raster(width, rows, self.take(width * rows), self.align))

    def picture(self, raster: Raster) -> None:
        self.blank_lines = 0
        self.printed.rasters.append(raster)
        self.printed.rows.append(raster)

    def band(self) -> None:
        """Columns of one or three bytes, which stand in the printed line like letters."""
        self.at_line_start()
        mode = self.one_of(*_BAND_ROWS)
        rows, width = _BAND_ROWS[mode], int.from_bytes(self.take(2), "little")
        if not 1 <= width <= 576 or width % 8:
            raise Refused(f"band of {width} columns")
        columns = [self.take(rows // 8) for _ in range(width)]
        lines = [
            "".join("01"[column[row // 8] >> 7 - row % 8 & 1] for column in columns)
            for row in range(rows)
        ]
        bits = b"".join(int(line, 2).to_bytes(width // 8, "big") for line in lines)
        self.band_waits = True
        self.picture(Raster(width // 8, rows, bits, self.align))

    def set_spacing(self) -> None:
        self.at_line_start()
        self.spacing = self.one_of(24)

    def usual_spacing(self) -> None:
        self.at_line_start()
        self.spacing = 0

    def code(self) -> None:
        """GS ( k for QR codes: model, size, level, text, print, in this order."""
        self.at_line_start()
        if self.take(1) != b"k":
            raise Refused(f"command 1d28 at {self.at - 3}")
        part = self.take(int.from_bytes(self.take(2), "little"))
        kind, function, values = part[0], part[1], part[2:]
        if kind != 0x31 or function != (65, 67, 69, 80, 81)[len(self.code_parts)]:
            raise Refused(f"code function {part[:2].hex()}")
        self.code_parts[function] = values
        if function == 81:
            self.print_code()

    def print_code(self) -> None:
        parts, self.code_parts = self.code_parts, {}
        fixed = (parts[65], parts[80][:1], parts[81])
        if fixed != (b"2\x00", b"0", b"0") or not 1 <= parts[67][0] <= 16:
            raise Refused(f"code of {fixed}")
        code = NativeCode(
            parts[80][1:].decode("ascii"), parts[67][0], "LMQH"[parts[69][0] - 48], self.align
        )
        self.blank_lines = 0
        self.printed.codes.append(code)
        self.printed.rows.append(code)


def read(job: bytes, *, may_recover: bool = False) -> Printed:
    """What a printer would do; raises Refused for anything outside the whitelist.

    With `may_recover` it may begin with the NULs and the reset that end a raster left half sent.
    """
    rest = job.lstrip(b"\x00") if may_recover else job
    if len(rest) < len(job) and not rest.startswith(b"\x1b@"):
        raise Refused("NULs without a reset")
    printed = _Reader(rest).read()
    printed.recovery_nuls = len(job) - len(rest)
    return printed
