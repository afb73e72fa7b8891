"""How much a printer can still wait for after a break, and what ends it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pos_app.domain.printer import PrinterProfile
from pos_app.papers.paper import Paper, Picture, Row
from pos_app.printing.commands import commands, length_mm
from pos_app.printing.escpos import encode, kick_bytes
from pos_app.printing.recovery import bytes_lacking, most_bytes_lacking, preamble

RASTER = b"\x1dv0\x00" + bytes((48, 0, 128, 0)) + b"\xff" * (48 * 128)
"""A slice of a logo on 58 mm: 8 bytes of head, 6.144 of picture."""

PROFILE = PrinterProfile("network", address="printer.test", has_cutter=True, drawer="pin2")


def test_before_a_raster_nothing_is_lacking() -> None:
    assert bytes_lacking(b"Mug\n" + RASTER, 4) == 0


def test_what_was_accepted_may_have_died_in_buffers_of_any_size() -> None:
    content = b"x" * 10_000 + RASTER + b"\n" * 50_000
    for accepted in (10_001, 10_000 + len(RASTER), len(content)):
        assert bytes_lacking(content, accepted) == len(RASTER) - 1


def test_a_code_on_wide_paper_that_died_in_a_connection_is_ended_too() -> None:
    """Its slices are longer than the usual NULs."""
    wide = PrinterProfile("network", address="printer.test", paper_columns=48)
    lines = (Row("Total") for _line in range(1_000))
    content = encode(Paper(48, (Picture(552, bytes(69 * 128)), *lines)), wide)
    assert bytes_lacking(content, len(content)) == 8 + 69 * 128 - 1


def test_with_no_byte_accepted_nothing_is_lacking() -> None:
    assert bytes_lacking(RASTER, 0) == 0


def test_when_nobody_knows_how_far_it_came_the_longest_command_counts() -> None:
    assert most_bytes_lacking(b"Mug\n" + RASTER + b"\n") == len(RASTER) - 1
    assert most_bytes_lacking(b"Mug\n") == 0
    assert most_bytes_lacking(b"") == 0


@pytest.mark.parametrize(
    ("command", "length"),
    [
        (b"\x1b@", 2),
        (b"\x1c.", 2),
        (b"\x1bt\x00", 3),
        (b"\x1bE\x01", 3),
        (b"\x1d!\x11", 3),
        (b"\x1bd\x04", 3),
        (b"\x1dV\x01", 3),
        (b"\x1dV\x42\x03", 4),
        (b"\x1bp\x00\x19\xfa", 5),
        (b"\x1bB\x02\x05", 4),
        (b"\x1dr\x01", 3),
        (b"\x10\x04\x01", 3),
        (b"\x1b*\x21\x02\x00" + b"\x0a" * 6, 11),
        (b"\x1b*\x00\x02\x00" + b"\x0a" * 2, 7),
        (b"\x1d(k\x03\x001QP", 8),
        (b"\x1dv0\x00\x01\x00\x02\x00\x0a\x1b", 10),
        (b"M", 1),
    ],
)
def test_every_command_ends_where_it_ends(command: bytes, length: int) -> None:
    assert [(one.start, one.end) for one in commands(command + b"\n")] == [
        (0, length),
        (length, length + 1),
    ]


def test_a_command_that_was_cut_ends_behind_the_bytes() -> None:
    (cut,) = commands(RASTER[:100])
    assert cut.end == len(RASTER)


def test_a_paper_of_ours_is_walked_to_its_very_end() -> None:
    paper = Paper(32, (Row("TOTAL", "tall"), Picture(384, b"\x1b" * (48 * 200)), Row("Mug")))
    for content in (encode(paper, PROFILE), kick_bytes(PROFILE)):
        *_rest, last = commands(content)
        assert last.end == len(content)


def test_the_length_of_a_paper_counts_lines_feeds_pictures_and_tall_letters() -> None:
    assert length_mm(b"Mug\n" * 16) == 60  # 16 lines of 3,75 mm
    assert length_mm(b"\x1bd\x04") == 15
    assert length_mm(RASTER) == 16
    assert length_mm(b"\x1d!\x01TOTAL\n\x1b@Mug\n") == (54 + 30) // 8
    assert length_mm(b"\x1d(k\x03\x001QP") > 0
    assert length_mm(b"\x1d(k\x03\x001E0\x1bJ\x18") == 3


def test_a_fast_link_gets_the_usual_nuls_and_more_where_more_can_be_lacking() -> None:
    assert preamble(1, is_slow=False) == bytes(8_192) + b"\x1b@"
    assert preamble(9_215, is_slow=False) == bytes(9_215) + b"\x1b@"  # a slice of 80 mm


def test_a_slow_link_gets_only_what_is_lacking() -> None:
    assert preamble(100, is_slow=True) == bytes(100) + b"\x1b@"


@given(st.integers(0, 7_000), st.integers(0, 3_000))
def test_however_a_raster_broke_the_preamble_ends_it(cut: int, died_on_the_way: int) -> None:
    content = b"Mug\n" * 10 + RASTER + b"\n"
    accepted = min(cut, len(content))
    arrived = content[: max(0, accepted - died_on_the_way)]
    behind = arrived + preamble(bytes_lacking(content, accepted), is_slow=True) + b"next\n"
    walked = [behind[one.start : one.end] for one in commands(behind)]
    assert walked[-6:] == [b"\x1b@", b"n", b"e", b"x", b"t", b"\n"]
