"""A booth's logo as the raster that is printed (printing.md 8).

Made once, when the file is chosen: what is kept and printed later is only the finished raster.
"""

import io
import struct
import warnings
from typing import TYPE_CHECKING, Final

from pos_app.domain.errors import LogoIsUnusable
from pos_app.papers.paper import Picture

if TYPE_CHECKING:
    from PIL.Image import Image as Image_

MOST_ROWS: Final = 160
MOST_BYTES: Final = 8_000
"""At 9600 baud these take eight seconds; a whole logo stays below 8 kB with its commands."""

_MOST_FILE_BYTES: Final = 20_000_000
_MOST_PIXELS: Final = 30_000_000
"""A photo of a good phone; a small file that unpacks to more is no logo."""

_FORMATS: Final = ("PNG", "JPEG", "GIF", "BMP", "WEBP")
_THRESHOLD: Final = 128
_INK, _PAPER = 64, 192
"""Greys between them belong to photos; drawn logos have few, at their edges."""
_PALEST: Final = 235
"""Ink paler than that is dirt on a white sheet."""

_PHOTO_SHARE: Final = 4
"""A picture with more than a fourth of such greys is a photo."""


def convert(image: bytes, width_dots: int) -> Picture:
    """The file's picture in black and white, as wide as the paper at most, without empty edges.

    A drawing is cut at half grey, a photo dithered; what is transparent is white. Raises
    LogoIsUnusable.
    """
    grey = _grey(_opened(image))
    inked = grey.point(lambda level: 255 if level < _THRESHOLD else 0)
    box = inked.getbbox()
    if box is None:
        raise LogoIsUnusable("blank")
    return _printed(grey.crop(box), width_dots)


def _opened(image: bytes) -> "Image_":
    from PIL import Image, ImageOps  # noqa: PLC0415  slow to import; comes with python-escpos

    if len(image) > _MOST_FILE_BYTES:
        raise LogoIsUnusable("too_large")
    try:
        with warnings.catch_warnings():
            # Odd files make Pillow warn, and a large one is measured below.
            warnings.simplefilter("ignore")
            found = Image.open(io.BytesIO(image), formats=_FORMATS)
            if found.width * found.height > _MOST_PIXELS:
                raise LogoIsUnusable("too_large")
            return ImageOps.exif_transpose(found).convert("RGBA")
    except Image.DecompressionBombError as error:
        raise LogoIsUnusable("too_large") from error
    except _ODD_FILES as error:
        raise LogoIsUnusable("no_picture") from error


_ODD_FILES: Final = (
    OSError,
    ValueError,
    SyntaxError,
    struct.error,
    EOFError,
    LookupError,
    TypeError,
    OverflowError,
    MemoryError,
)
"""What Pillow raises for files that are cut off, damaged or made to harm."""


def _grey(image: "Image_") -> "Image_":
    """On white paper, from the darkest there is to white: a pale logo gets its full ink."""
    from PIL import Image, ImageOps  # noqa: PLC0415  slow to import; comes with python-escpos

    paper = Image.new("RGBA", image.size, "white")
    grey = Image.alpha_composite(paper, image).convert("L")
    darkest, _lightest = grey.getextrema()
    if not isinstance(darkest, int) or darkest >= _PALEST:
        return grey  # next to nothing: it is blank
    scale = 255 / (255 - darkest)
    return ImageOps.invert(ImageOps.invert(grey).point(lambda ink: min(255, round(ink * scale))))


def _printed(grey: "Image_", width_dots: int) -> Picture:
    from PIL import Image  # noqa: PLC0415  slow to import; comes with python-escpos

    width, height = _size_on_paper(grey.width, grey.height, width_dots)
    small = grey.resize((width, height), Image.Resampling.LANCZOS)
    if _is_photo(small):
        dots = small.convert("1", dither=Image.Dither.FLOYDSTEINBERG)
    else:
        dots = small.point(lambda level: 255 if level >= _THRESHOLD else 0).convert("1")
    whole_bytes = -(-width // 8) * 8
    sheet = Image.new("1", (whole_bytes, height), 1)
    sheet.paste(dots, ((whole_bytes - width) // 2, 0))
    return Picture(whole_bytes, bytes(byte ^ 0xFF for byte in sheet.tobytes()))


def _size_on_paper(width: int, height: int, width_dots: int) -> tuple[int, int]:
    """Never larger than the picture is, and small enough in width, rows and bytes."""
    scale = min(1.0, width_dots / width, MOST_ROWS / height)
    while True:
        size = max(1, round(width * scale)), max(1, round(height * scale))
        if -(-size[0] // 8) * size[1] <= MOST_BYTES:
            return size
        scale *= 0.97


def _is_photo(grey: "Image_") -> bool:
    between = sum(grey.histogram()[_INK:_PAPER])
    return between * _PHOTO_SHARE > grey.width * grey.height
