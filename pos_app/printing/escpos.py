"""A paper as the bytes of a receipt printer (ESC/POS), by printing.md 6.6 to 9.

Only the commands named here ever leave, and only printable letters stand between them: nothing a
person typed can become a command, and no printer has to guess a code page.
"""

import logging
from typing import Final

from pos_app.domain.errors import PrinterError
from pos_app.domain.printer import PrinterProfile
from pos_app.papers.code_words import without_codes
from pos_app.papers.letters import ACCENTS, paper_text
from pos_app.papers.paper import (
    Align,
    DrawnText,
    Feed,
    Paper,
    PaperRow,
    Picture,
    QrCode,
    Row,
    Rule,
    Style,
)
from pos_app.printing.escpos_library import load_library, new_dummy
from pos_app.printing.rasters import as_image, bands, module_dots, qr_raster, slices

_logger = logging.getLogger(__name__)

RENDERER_VERSION: Final = 2
"""Goes up when the same paper becomes other bytes; jobs remember it."""

LARGE_JOB_BYTES: Final = 65_536
"""Beyond it slow printers may choke, and 9600 baud take more than a minute (printing.md 11)."""

# Reset, then Chinese two-byte mode off (the reset turns it on in many clones), then CP437, in that
# order. No other reset or font follows, so the code page holds for every byte of the paper.
_PROLOGUE: Final = b"\x1b@" + b"\x1c." + b"\x1bt\x00"
_ALIGN: Final[dict[Align, bytes]] = {
    "left": b"\x1ba\x00",
    "centre": b"\x1ba\x01",
    "right": b"\x1ba\x02",
}
_BOLD, _NOT_BOLD = b"\x1bE\x01", b"\x1bE\x00"
_TALL, _WIDE, _PLAIN_SIZE = b"\x1d!\x01", b"\x1d!\x11", b"\x1d!\x00"
_STYLES: Final[dict[Style, tuple[bytes, bytes]]] = {
    "plain": (b"", b""),
    "bold": (_BOLD, _NOT_BOLD),
    "tall": (_BOLD + _TALL, _PLAIN_SIZE + _NOT_BOLD),
    "wide": (_WIDE, _PLAIN_SIZE),
}
_CUT: Final = b"\x1dV\x01"
_BEEP_TWICE: Final = b"\x1bB\x02\x02"  # two times 0,1 s

# Bands of ESC * lie close only when a line is as high as a band: 24 dots, 24/180 or 24/216 inch.
_BAND_SPACING, _USUAL_SPACING = b"\x1b3\x18", b"\x1b2"
_BAND: Final = b"\x1b*\x21"  # 24 dots high, as fine as text

_KICK_PINS: Final = {"pin2": b"\x00", "pin5": b"\x01"}
_PULSE_UNIT_MS: Final = 2
_PAUSE_MS: Final = 500
"""A drawer's magnet cools that long before the next pulse."""


def warm_up() -> None:
    """Load the slow library now (0,3 s), so that the first sale does not; for a worker thread."""
    load_library()


def encode(paper: Paper, profile: PrinterProfile) -> bytes:
    """All bytes of a print job, from reset to cut. Raises PrinterError BAD_PAPER.

    Words that only look well in accents lose them where the printer was not seen to have any.
    """
    assert paper.columns == profile.paper_columns, "a paper is laid out for one width"
    if profile.qr == "off":
        paper = without_codes(paper)
    job = _Job(profile)
    for row in paper.rows:
        job.add(row)
    content = job.finished()
    if is_large(content):
        _logger.warning("a paper of %d bytes takes long on a slow printer", len(content))
    return content


def is_large(content: bytes) -> bool:
    """Whether a job is so large that the person who waits for it should know."""
    return len(content) > LARGE_JOB_BYTES


def kick_bytes(profile: PrinterProfile) -> bytes:
    """A whole job: the five bytes that open the drawer.

    The pulse and its pause are always named: a printer that misses them takes the next two bytes
    of a paper for them.
    """
    assert profile.drawer != "none", "nobody kicks a drawer that is not there"
    times = (profile.drawer_pulse_ms, _PAUSE_MS)
    return b"\x1bp" + _KICK_PINS[profile.drawer] + bytes(time // _PULSE_UNIT_MS for time in times)


class _Job:
    """The bytes of one paper while they are gathered; sends nothing."""

    def __init__(self, profile: PrinterProfile) -> None:
        self._profile = profile
        self._bytes = new_dummy(profile.paper_columns)
        self._align: Align = "left"
        self._put(_PROLOGUE)

    def add(self, row: PaperRow) -> None:
        """One more row; each ends its line."""
        match row:
            case Row(text=text, style=style, align=align):
                before, after = _STYLES[style]
                self._turn(align)
                # The size goes back before the line feed, or the next line stays tall.
                self._put(before + self._letters(text) + after + b"\n")
            case Rule(sign=sign):
                self._turn("left")
                self._put(self._letters(sign) * self._profile.paper_columns + b"\n")
            case Feed(lines=lines):
                self._feed(lines)
            case QrCode():
                self._code(row)
            case Picture():
                self._picture(row, "centre")
            case DrawnText(picture=picture, align=align):
                self._picture(picture, align)

    def finished(self) -> bytes:
        """The job with its feed and, where the printer has a cutter, one cut."""
        self._turn("left")
        self._feed(self._profile.feed_lines)
        if self._profile.has_cutter:
            self._put(_CUT)
        if self._profile.has_buzzer:
            self._put(_BEEP_TWICE)
        return self._bytes.output

    def _put(self, data: bytes) -> None:
        self._bytes._raw(data)

    def _turn(self, align: Align) -> None:
        """Only at the start of a line: elsewhere printers ignore it."""
        if align != self._align:
            self._put(_ALIGN[align])
            self._align = align

    def _feed(self, lines: int) -> None:
        if lines == 1:
            self._put(b"\n")
        elif lines:
            self._put(b"\x1bd" + bytes([lines]))

    def _letters(self, text: str) -> bytes:
        """The last gate before the printer, whoever built the row."""
        if not all(" " <= sign <= "~" or sign in ACCENTS for sign in text):
            raise PrinterError("BAD_PAPER", "a letter no printer has, or a control character")
        if self._profile.has_accents:
            return text.encode("cp437")
        return "".join(sign if sign <= "~" else paper_text(sign) for sign in text).encode("ascii")

    def _code(self, code: QrCode) -> None:
        # Printers differ in how they read other letters; a raster says the same everywhere.
        if self._profile.qr == "native" and code.content.isascii():
            self._turn("centre")
            dots = module_dots(code, self._profile.width_dots)
            self._put(b"\n" + _native_qr(code, dots) + b"\n")  # white above and below
            self._turn("left")
        else:
            self._picture(qr_raster(code, self._profile.width_dots), "centre")

    def _picture(self, picture: Picture, align: Align) -> None:
        if picture.width_dots > self._profile.width_dots:
            raise PrinterError("BAD_PAPER", f"picture of {picture.width_dots} dots")
        self._turn(align)
        if self._profile.graphics == "column":
            head = _BAND + picture.width_dots.to_bytes(2, "little")
            lines = b"".join(head + band + b"\n" for band in bands(picture))
            self._put(_BAND_SPACING + lines + _USUAL_SPACING)
        else:
            for part in slices(picture, avoids_48_rows=self._profile.avoids_48_rows):
                self._bytes.image(as_image(part))
        self._turn("left")


def _native_qr(code: QrCode, dots: int) -> bytes:
    """GS ( k: model 2, size of a module, error level M, the text, print."""
    content = code.content.encode("ascii")
    return b"".join(
        b"\x1d(k" + len(part).to_bytes(2, "little") + part
        for part in (
            b"1A2\x00",
            b"1C" + bytes([dots]),
            b"1E1",
            b"1P0" + content,
            b"1Q0",
        )
    )
