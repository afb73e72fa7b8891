"""Codes and pictures as a printer takes them: rasters in slices, or bands of columns."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from pos_app.domain.errors import PrinterError
from pos_app.papers.paper import QUIET_ZONE, Picture, QrCode

if TYPE_CHECKING:
    from PIL.Image import Image

_SLICE_ROWS: Final = 128
"""Many clones read only the low byte of a raster's row count, others run out of memory."""

_BAD_ROWS, _WHITE_ROWS = 48, 8
"""Some firmware prints garbage after a slice of 48, 96 … rows: such a one gets white rows."""

BAND_ROWS: Final = 24
"""Rows that ESC * prints at once in its fine mode."""

_LEAST_QR_DOTS: Final = 3
"""Dots a module below which phones fail to read a code off thermal paper."""


def slices(picture: Picture, *, avoids_48_rows: bool) -> Iterator[Picture]:
    """The picture from the top in parts of at most 128 rows."""
    row_bytes = picture.width_dots // 8
    for start in range(0, len(picture.bits), _SLICE_ROWS * row_bytes):
        bits = picture.bits[start : start + _SLICE_ROWS * row_bytes]
        if avoids_48_rows and len(bits) // row_bytes % _BAD_ROWS == 0:
            bits += bytes(_WHITE_ROWS * row_bytes)
        yield Picture(picture.width_dots, bits)


def bands(picture: Picture) -> Iterator[bytes]:
    """The picture from the top in bands of 24 rows, each as columns of three bytes."""
    from PIL import Image  # noqa: PLC0415  slow to import; comes with python-escpos

    size = (picture.width_dots, picture.height_dots)
    whole = Image.frombytes("1", size, picture.bits)
    for top in range(0, picture.height_dots, BAND_ROWS):
        band = whole.crop((0, top, picture.width_dots, top + BAND_ROWS))  # white below the end
        yield band.transpose(Image.Transpose.TRANSPOSE).tobytes()


def as_image(picture: Picture) -> "Image":
    """The picture for python-escpos, which takes black for 0."""
    from PIL import Image  # noqa: PLC0415  slow to import; comes with python-escpos

    white_is_one = bytes(byte ^ 0xFF for byte in picture.bits)
    return Image.frombytes("1", (picture.width_dots, picture.height_dots), white_is_one)


def module_dots(code: QrCode, width_dots: int) -> int:
    """Dots a module, as many as the paper has room for. Raises PrinterError BAD_PAPER."""
    modules = len(code.modules) + 2 * QUIET_ZONE
    dots = min(code.largest_dots, width_dots // modules)
    if dots < _LEAST_QR_DOTS:
        raise PrinterError("BAD_PAPER", f"QR of {modules} modules")
    return dots


def qr_raster(code: QrCode, width_dots: int) -> Picture:
    """A code with its quiet zone. Raises PrinterError BAD_PAPER when it gets too fine to scan."""
    modules, dots = len(code.modules) + 2 * QUIET_ZONE, module_dots(code, width_dots)
    width = -(-modules * dots // 8) * 8
    rows = [_module_row((), dots, width)] * QUIET_ZONE
    rows += [_module_row(row, dots, width) for row in code.modules]
    rows += [_module_row((), dots, width)] * QUIET_ZONE
    return Picture(width, b"".join(row * dots for row in rows))


def _module_row(modules: tuple[bool, ...], dots: int, width: int) -> bytes:
    dark = "0" * (QUIET_ZONE * dots) + "".join("01"[module] * dots for module in modules)
    return int(dark.ljust(width, "0"), 2).to_bytes(width // 8, "big")
