"""Pictures and codes as printers take them (printing.md 8 and 14)."""

from dataclasses import replace
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pos_app.domain.errors import PrinterError
from pos_app.domain.printer import PaperColumns, PrinterProfile
from pos_app.papers.paper import Align, DrawnText, Paper, Picture, Row, qr_code
from pos_app.printing.escpos import encode
from tests.papers.golden_papers import ALL, STATIC
from tests.printing.escpos_reader import NativeCode, read

PLAIN = PrinterProfile("network")
PICTURES = st.builds(
    lambda width, height, chance: Picture(width * 8, chance.randbytes(width * height)),
    st.integers(1, 48),
    st.integers(1, 400),
    st.randoms(use_true_random=False),
)


def a_picture(rows: int, width_dots: int = 64) -> Picture:
    return Picture(width_dots, Random(rows).randbytes(rows * width_dots // 8))


@given(PICTURES)
def test_pb10_pb11_every_slice_has_the_rows_it_says_and_a_low_row_count(picture: Picture) -> None:
    """The reader refuses a high byte that is not 0, more than 128 rows and rows that are missing
    or too many, for then the text below is no text.
    """
    printed = read(encode(Paper(32, (picture, Row("below"))), PLAIN))
    assert b"".join(raster.bits for raster in printed.rasters) == picture.bits
    assert all(len(raster.bits) == raster.rows * raster.width_bytes for raster in printed.rasters)
    assert printed.lines[0].text == "below"


@pytest.mark.parametrize("rows", [47, 48, 49, 96, 128, 144, 176, 224, 240, 288, 384])
def test_pb8_no_slice_has_a_height_that_some_firmware_fails_at(rows: int) -> None:
    picture = a_picture(rows)
    printed = read(encode(Paper(32, (picture, Row("below"))), replace(PLAIN, avoids_48_rows=True)))
    assert all(raster.rows % 48 for raster in printed.rasters)
    dots = b"".join(raster.bits for raster in printed.rasters)
    assert dots[: len(picture.bits)] == picture.bits
    assert not any(dots[len(picture.bits) :])
    assert len(dots) - len(picture.bits) in (0, 8 * picture.width_dots // 8)
    assert printed.lines[0].text == "below"


@given(PICTURES, st.sampled_from(["left", "centre", "right"]))
def test_bands_of_columns_hold_the_same_dots(picture: Picture, align: Align) -> None:
    paper = Paper(32, (DrawnText("x", picture, align), Row("below")))
    printed = read(encode(paper, replace(PLAIN, graphics="column")))
    assert {(raster.rows, raster.align) for raster in printed.rasters} == {(24, align)}
    dots = b"".join(raster.bits for raster in printed.rasters)
    assert dots[: len(picture.bits)] == picture.bits
    assert not any(dots[len(picture.bits) :])
    assert printed.as_text(32)[0] == "below"


def test_a_drawn_name_stands_where_its_words_would() -> None:
    paper = ALL["unprintable"](32)
    assert {raster.align for raster in read(encode(paper, PLAIN)).rasters} == {"left", "centre"}


# --- codes -------------------------------------------------------------------------------------


@pytest.mark.parametrize("columns", [32, 48])
def test_pb13_a_printer_that_was_not_asked_gets_codes_as_pictures(columns: PaperColumns) -> None:
    job = encode(ALL["qris-slip"](columns), replace(PLAIN, paper_columns=columns))
    assert b"\x1d(k" not in job
    assert read(job).codes == []
    assert read(job).rasters


@pytest.mark.parametrize("columns", [32, 48])
def test_pb14_a_code_of_the_printers_own_is_sent_only_after_it_was_seen(
    columns: PaperColumns,
) -> None:
    paper = Paper(columns, (qr_code(STATIC), Row("below")))
    printer = replace(PLAIN, paper_columns=columns, qr="native")
    job = encode(paper, printer)
    printed = read(job)
    assert printed.codes == [NativeCode(STATIC, 6, "M", "centre")]
    assert printed.rasters == []
    assert [line.text for line in printed.lines[:3]] == ["", "", "below"]  # a white edge
    plain = encode(Paper(columns, (Row("below"),)), printer)
    assert len(job) - len(plain) == len(STATIC) + 41 + 2 + 6  # commands, edge, centred and back


def test_a_native_code_is_made_as_large_as_the_paper_allows() -> None:
    long = replace(qr_code("x" * 400), largest_dots=16)
    short = replace(qr_code("x"), largest_dots=9)
    for code, dots in ((long, 384 // (len(long.modules) + 8)), (short, 9)):
        (made,) = read(encode(Paper(32, (code,)), replace(PLAIN, qr="native"))).codes
        assert made.dots == dots


def test_a_code_of_other_letters_is_a_picture_always() -> None:
    paper = Paper(32, (qr_code("Crème"),))
    printed = read(encode(paper, replace(PLAIN, qr="native")))
    assert printed.codes == []
    assert printed.rasters


@pytest.mark.parametrize("profile", [PLAIN, replace(PLAIN, qr="native")], ids=["raster", "native"])
def test_a_code_too_fine_to_scan_is_refused_either_way(profile: PrinterProfile) -> None:
    with pytest.raises(PrinterError) as refused:
        encode(Paper(32, (qr_code("x" * 1_500),)), profile)
    assert refused.value.code == "BAD_PAPER"


def test_a_printer_without_codes_prints_what_can_be_typed_and_else_says_so() -> None:
    off = replace(PLAIN, qr="off", feed_lines=0)
    short = Paper(32, (Row("above"), qr_code("https://example.org/1"), Row("below")))
    assert read(encode(short, off)).as_text(32) == ["above", "     https://example.org/1", "below"]
    long = Paper(32, (Row("above"), qr_code(STATIC), Row("below")))
    assert read(encode(long, off)).as_text(32) == [
        "above",
        "    The QR code is left out:",
        "   this printer prints none.",
        "below",
    ]
