"""A paper as the bytes of a receipt printer (ESC/POS), by printing.md 6.6 to 9.

Only the commands named here ever leave, and only printable ASCII stands between them: nothing a
person typed can become a command, and no printer has to guess a code page.
"""

import contextlib
import logging
import os
import pickle
import tempfile
import threading
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Final

from pos_app.domain.errors import PrinterError
from pos_app.domain.printer import DOTS, PrinterProfile
from pos_app.files import FileTrouble, data_dir, make_folder
from pos_app.papers.paper import (
    QUIET_ZONE,
    Align,
    Feed,
    Paper,
    PaperRow,
    Picture,
    QrCode,
    Row,
    Rule,
    Style,
)

if TYPE_CHECKING:
    from escpos.printer import Dummy
    from PIL.Image import Image

# Reset, then Chinese two-byte mode off (the reset turns it on in many clones), then CP437.
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

_SLICE_ROWS: Final = 128
"""Many clones read only the low byte of a raster's row count, others run out of memory."""

_LEAST_QR_DOTS: Final = 3
"""Dots a module below which phones fail to read a code off thermal paper."""

_import_lock = threading.Lock()


def warm_up() -> None:
    """Load the slow library now (0,3 s), so that the first sale does not; for a worker thread."""
    _library()


def encode(paper: Paper, profile: PrinterProfile) -> bytes:
    """All bytes of a print job, from reset to cut. Raises PrinterError BAD_PAPER."""
    assert paper.columns == profile.paper_columns, "a paper is laid out for one width"
    job = _Job(profile)
    for row in paper.rows:
        job.add(row)
    return job.finished()


class _Job:
    """The bytes of one paper while they are gathered; sends nothing."""

    def __init__(self, profile: PrinterProfile) -> None:
        self._profile = profile
        self._bytes = _new_dummy(profile.paper_columns)
        self._align: Align = "left"
        self._put(_PROLOGUE)

    def add(self, row: PaperRow) -> None:
        """One more row; each ends its line."""
        match row:
            case Row(text=text, style=style, align=align):
                before, after = _STYLES[style]
                self._turn(align)
                # The size goes back before the line feed, or the next line stays tall.
                self._put(before + _ascii(text) + after + b"\n")
            case Rule(sign=sign):
                self._turn("left")
                self._put(_ascii(sign) * self._profile.paper_columns + b"\n")
            case Feed(lines=lines):
                self._feed(lines)
            case QrCode():
                self._raster(_qr_raster(row, self._profile.width_dots))
            case Picture():
                self._raster(row)

    def finished(self) -> bytes:
        """The job with its feed and, where the printer has a cutter, one cut."""
        self._turn("left")
        self._feed(self._profile.feed_lines)
        if self._profile.has_cutter:
            self._put(_CUT)
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

    def _raster(self, picture: Picture) -> None:
        if picture.width_dots > self._profile.width_dots:
            raise PrinterError("BAD_PAPER", f"picture of {picture.width_dots} dots")
        self._turn("centre")
        self._bytes.image(_image(picture), fragment_height=_SLICE_ROWS)
        self._turn("left")


def _ascii(text: str) -> bytes:
    """The last gate before the printer, whoever built the row."""
    if not (text.isascii() and text.isprintable()):
        raise PrinterError("BAD_PAPER", "a letter no printer has, or a control character")
    return text.encode("ascii")


# --- pictures ----------------------------------------------------------------------------------


def _qr_raster(code: QrCode, width_dots: int) -> Picture:
    modules = len(code.modules) + 2 * QUIET_ZONE
    dots = min(code.largest_dots, width_dots // modules)
    if dots < _LEAST_QR_DOTS:
        raise PrinterError("BAD_PAPER", f"QR of {modules} modules")
    width = -(-modules * dots // 8) * 8
    rows = [_module_row((), dots, width)] * QUIET_ZONE
    rows += [_module_row(row, dots, width) for row in code.modules]
    rows += [_module_row((), dots, width)] * QUIET_ZONE
    return Picture(width, b"".join(row * dots for row in rows))


def _module_row(modules: tuple[bool, ...], dots: int, width: int) -> bytes:
    dark = "0" * (QUIET_ZONE * dots) + "".join("01"[module] * dots for module in modules)
    return int(dark.ljust(width, "0"), 2).to_bytes(width // 8, "big")


def _image(picture: Picture) -> "Image":
    from PIL import Image  # noqa: PLC0415  slow to import; comes with python-escpos

    white_is_one = bytes(byte ^ 0xFF for byte in picture.bits)
    return Image.frombytes("1", (picture.width_dots, picture.height_dots), white_is_one)


# --- python-escpos -----------------------------------------------------------------------------


def _new_dummy(columns: int) -> "Dummy":
    return _library()(profile=_profile_name(columns))


def _profile_name(columns: int) -> str:
    return f"gerai-{columns}"


@cache
def _library() -> "type[Dummy]":
    """python-escpos, imported once without its side effects (printing.md 2.1).

    It would leave a folder in the temporary folder at each start and take over the root logger.
    """
    with _import_lock:
        _choose_cache_folder()
        root = logging.getLogger()
        handlers, level = root.handlers[:], root.level
        try:
            with _leaving_nothing_behind():
                try:
                    return _import_library()
                except (EOFError, pickle.UnpicklingError):
                    _forget_torn_cache()
                    return _import_library()
        except OSError as error:  # a full disk; the sale goes on and its paper waits
            raise PrinterError("BAD_PAPER", str(error)) from error
        finally:
            root.handlers[:] = handlers
            root.setLevel(level)


def _choose_cache_folder() -> None:
    with contextlib.suppress(FileTrouble):  # then the library takes the temporary folder
        folder = make_folder(data_dir() / "cache")
        os.environ.setdefault("ESCPOS_CAPABILITIES_PICKLE_DIR", str(folder))


@contextlib.contextmanager
def _leaving_nothing_behind() -> Iterator[None]:
    """The import makes a temporary folder whether it is used or not: make it where it goes away."""
    before = tempfile.tempdir
    with tempfile.TemporaryDirectory() as passing:
        tempfile.tempdir = passing
        try:
            yield
        finally:
            tempfile.tempdir = before


def _import_library() -> "type[Dummy]":
    from escpos import capabilities  # noqa: PLC0415  slow to import
    from escpos.printer import Dummy  # noqa: PLC0415  slow to import

    for columns, dots in DOTS.items():
        capabilities.CAPABILITIES["profiles"].setdefault(
            _profile_name(columns), _own_profile(columns, dots)
        )
    return Dummy


def _forget_torn_cache() -> None:
    """A power cut while the library wrote its cache must not stop all printing for ever."""
    folder = os.environ.get("ESCPOS_CAPABILITIES_PICKLE_DIR")
    for file in Path(folder).glob("*.pickle") if folder else ():
        file.unlink()


def _own_profile(columns: int, dots: int) -> dict[str, object]:
    """What we rely on and no more; the library's own profiles claim too much."""
    return {
        "name": _profile_name(columns),
        "vendor": "",
        "notes": "",
        "media": {"dpi": 203, "width": {"mm": dots / 8, "pixels": dots}},
        "fonts": {"0": {"name": "Font A", "columns": columns}},
        "colors": {"0": "black"},
        "codePages": {"0": "CP437"},
        "features": {"bitImageRaster": True},
    }
