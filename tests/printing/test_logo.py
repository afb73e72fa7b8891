"""Logos: what is in an image file as dots, and files that are none (printing.md 8)."""

import io
from collections.abc import Callable
from itertools import pairwise
from random import Random
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageDraw

from pos_app.domain.errors import LogoFault, LogoIsUnusable
from pos_app.domain.printer import DOTS, PrinterProfile
from pos_app.papers.paper import Paper, Picture
from pos_app.printing.escpos import encode
from pos_app.printing.logo import MOST_BYTES, MOST_ROWS, convert
from pos_app.wording import words_for
from tests.printing.escpos_reader import read

WIDTHS = tuple(DOTS.values())


def as_file(image: Image.Image, form: str = "PNG") -> bytes:
    file = io.BytesIO()
    image.save(file, form)
    return file.getvalue()


def a_square(colour: str, ground: str = "white", *, mode: str = "RGB") -> Image.Image:
    image = Image.new(mode, (60, 40), ground)
    ImageDraw.Draw(image).rectangle((20, 10, 39, 29), fill=colour)
    return image


def a_photo() -> Image.Image:
    """Greys of every kind side by side."""
    return Image.linear_gradient("L").resize((300, 300)).convert("RGB")


def dots_of(picture: Picture) -> list[str]:
    row_bytes = picture.width_dots // 8
    return [
        f"{int.from_bytes(picture.bits[at : at + row_bytes], 'big'):0{picture.width_dots}b}"
        for at in range(0, len(picture.bits), row_bytes)
    ]


def test_a_drawing_is_black_where_it_was_dark_and_its_empty_edges_go() -> None:
    logo = convert(as_file(a_square("#202020")), 384)
    assert dots_of(logo) == ["001111111111111111111100"] * 20  # 20 dots in the middle of 24


@pytest.mark.parametrize("colour", ["#ffd000", "#c0c0ff", "red", "#8b4513"])
def test_a_coloured_or_pale_drawing_gets_its_full_ink(colour: str) -> None:
    assert convert(as_file(a_square(colour)), 384) == convert(as_file(a_square("black")), 384)


def test_what_is_transparent_is_white() -> None:
    see_through = a_square("black", "#00000000", mode="RGBA")
    assert convert(as_file(see_through), 384) == convert(as_file(a_square("black")), 384)


def test_a_photo_is_dithered_and_a_drawing_is_not() -> None:
    dots = "".join(dots_of(convert(as_file(a_photo()), 384)))
    changes = sum(one != next_one for one, next_one in pairwise(dots))
    assert changes > len(dots) / 4
    round_drawing = Image.new("L", (300, 300), 255)
    ImageDraw.Draw(round_drawing).ellipse((0, 0, 299, 299), fill=0)
    lines = dots_of(convert(as_file(round_drawing), 384))
    assert all(len(line.strip("0").split("0")) == 1 for line in lines)


@pytest.mark.parametrize("width_dots", WIDTHS)
@pytest.mark.parametrize("size", [(3_000, 200), (200, 3_000), (1_200, 1_200), (1_000, 420), (1, 1)])
def test_a_logo_fits_its_paper_and_stays_below_eight_kilobytes(
    size: tuple[int, int], width_dots: int
) -> None:
    logo = convert(as_file(Image.new("L", size, 0)), width_dots)
    assert logo.width_dots <= width_dots
    assert logo.width_dots % 8 == 0
    assert logo.height_dots <= MOST_ROWS
    assert len(logo.bits) <= MOST_BYTES
    columns = next(columns for columns, dots in DOTS.items() if dots == width_dots)
    profile = PrinterProfile("network", paper_columns=columns, feed_lines=0)  # type: ignore[arg-type]
    job = encode(Paper(columns, (logo,)), profile)
    assert len(job) <= 8_192
    assert b"".join(raster.bits for raster in read(job).rasters) == logo.bits


@pytest.mark.parametrize("form", ["JPEG", "GIF", "BMP", "WEBP"])
def test_the_usual_kinds_of_files_are_read(form: str) -> None:
    logo = convert(as_file(a_square("black"), form), 384)
    assert 20 <= logo.height_dots <= 22


def test_a_picture_that_lies_on_its_side_is_set_up() -> None:
    image = Image.new("L", (40, 80), 0)
    exif = Image.Exif()
    exif[0x0112] = 6  # turned a quarter by the camera
    file = io.BytesIO()
    image.save(file, "JPEG", exif=exif)
    logo = convert(file.getvalue(), 384)
    assert (logo.width_dots, logo.height_dots) == (80, 40)


# --- files that are none -----------------------------------------------------------------------


def a_bomb() -> bytes:
    """A small file that unpacks to 100 million dots."""
    return as_file(Image.new("1", (10_000, 10_000), 0))


FAULTY: dict[str, tuple[LogoFault, Callable[[], bytes]]] = {
    "nothing": ("no_picture", lambda: b""),
    "text": ("no_picture", lambda: b"logo.png"),
    "svg": ("no_picture", lambda: b'<svg xmlns="http://www.w3.org/2000/svg"/>'),
    "pdf": ("no_picture", lambda: as_file(a_square("black"), "PDF")),
    "cut": ("no_picture", lambda: as_file(a_photo())[:400]),
    "bomb": ("too_large", a_bomb),
    "huge": ("too_large", lambda: bytes(20_000_001)),
    "white": ("blank", lambda: as_file(Image.new("L", (50, 50), 255))),
    "white-on-nothing": ("blank", lambda: as_file(a_square("white", "#ffffff00", mode="RGBA"))),
}


@pytest.mark.parametrize("name", FAULTY)
def test_a_file_that_is_no_logo_is_refused_in_words(name: str) -> None:
    fault, make = FAULTY[name]
    with pytest.raises(LogoIsUnusable) as refused:
        convert(make(), 384)
    assert refused.value.why == fault
    assert words_for(refused.value).endswith(".")


def test_every_fault_has_words_of_its_own() -> None:
    faults = get_args(LogoFault)
    assert len({words_for(LogoIsUnusable(fault)) for fault in faults}) == len(faults)


@given(st.sampled_from(["PNG", "JPEG", "GIF", "BMP", "WEBP"]), st.integers(0, 2**32))
def test_a_damaged_file_is_a_logo_or_refused_and_never_a_crash(form: str, seed: int) -> None:
    chance = Random(seed)
    file = bytearray(as_file(a_square("black"), form))
    for _ in range(chance.randint(1, 12)):
        file[chance.randrange(len(file))] = chance.randrange(256)
    try:
        logo = convert(bytes(file[: chance.randint(1, 2 * len(file))]), 384)
    except LogoIsUnusable:
        return
    assert logo.width_dots <= 384
