"""What may stand in a job besides letters, and in which order (printing.md 6.6, 9 and 14)."""

from dataclasses import replace
from typing import get_args

import pytest

from pos_app.domain.printer import PULSES_MS, DrawerPin, PaperColumns, PrinterProfile
from pos_app.papers.paper import Paper, Picture, Row
from pos_app.printing.escpos import (
    LARGE_JOB_BYTES,
    RENDERER_VERSION,
    encode,
    is_large,
    kick_bytes,
)
from tests.papers.golden_papers import ALL
from tests.printing.escpos_reader import Refused, read

PLAIN = PrinterProfile("network")
PROLOGUE = b"\x1b@\x1c.\x1bt\x00"
COLUMNS: tuple[PaperColumns, ...] = (32, 42, 48)

CUTTING = replace(PLAIN, has_cutter=True)
EVERYTHING = replace(
    PLAIN,
    has_cutter=True,
    has_accents=True,
    has_buzzer=True,
    qr="native",
    graphics="column",
    avoids_48_rows=True,
)


def a_paper(text: str = "halo") -> Paper:
    return Paper(32, (Row(text),))


@pytest.mark.parametrize("name", ALL)
def test_every_paper_holds_only_commands_of_the_list(name: str) -> None:
    """With all that can be switched on; `test_same_everywhere` reads every plain paper."""
    widths: tuple[PaperColumns, ...] = (32, 48)
    for columns in widths:
        printed = read(encode(ALL[name](columns), replace(EVERYTHING, paper_columns=columns)))
        assert (printed.resets, printed.kicks, printed.fences) == (1, [], 0)
        assert printed.cuts == 1
        assert all(line.columns <= columns for line in printed.lines)


@pytest.mark.parametrize("profile", [PLAIN, EVERYTHING], ids=["plain", "everything"])
def test_pb7_a_job_resets_then_leaves_chinese_then_names_the_code_page(
    profile: PrinterProfile,
) -> None:
    assert encode(a_paper(), profile).startswith(PROLOGUE + b"halo")


def test_pb6_a_printer_that_was_not_tested_gets_no_byte_above_ascii() -> None:
    for columns in COLUMNS:
        paper = ALL["accents"](columns)
        printed = read(encode(paper, replace(PLAIN, paper_columns=columns)))
        text = "\n".join(printed.as_text(columns))
        assert text.isascii()
        assert "Creme brulee francaise" in text


def test_pb5_a_code_page_is_named_before_any_accent() -> None:
    """One reset, no other font: the page holds for the whole paper. The reader insists on it."""
    job = encode(ALL["accents"](32), replace(PLAIN, has_accents=True))
    printed = read(job)
    assert any("Crème" in line.text for line in printed.lines)
    assert (job.count(b"\x1b@"), job.count(b"\x1bM")) == (1, 0)
    assert job.index(b"\x1bt\x00") < min(place for place, byte in enumerate(job) if byte >= 0x80)


@pytest.mark.parametrize("before", [b"\x1b@\x1c.", b"\x1bM\x01"], ids=["reset", "font"])
def test_pb5_the_reader_finds_an_accent_whose_page_was_forgotten(before: bytes) -> None:
    read(PROLOGUE + b"\x82\n" + before + b"\x1bt\x00" + b"\x82\n")
    with pytest.raises(Refused):
        read(PROLOGUE + b"\x82\n" + before + b"\x82\n")


def test_each_accent_is_the_byte_of_cp437() -> None:
    job = encode(a_paper("éèêëàåüöñ"), replace(PLAIN, has_accents=True, feed_lines=0))
    assert job == PROLOGUE + bytes.fromhex("828a88898586 8194a4") + b"\n"


def test_nuls_that_end_a_half_raster_are_read_only_where_they_are_expected() -> None:
    job = encode(a_paper(), PLAIN)
    recovering = bytes(8_192) + b"\x1b@" + job
    assert read(recovering, may_recover=True).recovery_nuls == 8_192
    assert read(recovering, may_recover=True).lines == read(job).lines
    for stream, may_recover in ((recovering, False), (bytes(9) + job[2:], True)):
        with pytest.raises(Refused):
            read(stream, may_recover=may_recover)


@pytest.mark.parametrize(
    "command",
    [
        b"\x1d(L\x02\x0002",
        b"\x1bJ\x10",
        b"\x1b-\x01",
        b"\x1b3\x18",
        b"\x00",
        b"\x1c&",
        b"\x1bt\x01",
    ],
)
def test_the_reader_refuses_what_no_job_of_ours_may_hold(command: bytes) -> None:
    with pytest.raises(Refused):
        read(PROLOGUE + command + b"halo\n")


# --- feed, cut, drawer, buzzer -----------------------------------------------------------------


@pytest.mark.parametrize("feed_lines", range(11))
def test_pb27_the_paper_is_fed_before_it_is_cut(feed_lines: int) -> None:
    job = encode(a_paper(), replace(CUTTING, feed_lines=feed_lines))
    printed = read(job)
    assert (printed.cuts, printed.fed_before_cut) == (1, feed_lines)
    assert job.endswith(b"\x1dV\x01")


def test_pb27_a_picture_at_the_end_is_fed_too() -> None:
    paper = Paper(32, (Row("halo"), Picture(8, bytes(60))))
    for graphics in ("raster", "column"):
        printed = read(encode(paper, replace(CUTTING, graphics=graphics)))
        assert printed.fed_before_cut == 4


@pytest.mark.parametrize("pulse_ms", PULSES_MS)
@pytest.mark.parametrize("pin", [pin for pin in get_args(DrawerPin) if pin != "none"])
def test_pb23_a_kick_is_five_bytes_and_leaves_the_next_text_whole(
    pin: DrawerPin, pulse_ms: int
) -> None:
    kick = kick_bytes(replace(PLAIN, drawer=pin, drawer_pulse_ms=pulse_ms))
    assert kick == b"\x1bp" + bytes((pin == "pin5", pulse_ms // 2, 250))
    printed = read(kick + encode(a_paper("Tunai"), PLAIN))
    assert printed.kicks == [kick[2:]]
    assert printed.lines[0].text == "Tunai"


def test_pb23_no_paper_holds_a_kick() -> None:
    with_drawer = replace(PLAIN, drawer="pin2")
    assert read(encode(ALL["copy"](32), with_drawer)).kicks == []


def test_a_buzzer_is_heard_only_where_it_was_switched_on() -> None:
    assert read(encode(a_paper(), PLAIN)).beeps == []
    assert read(encode(a_paper(), replace(PLAIN, has_buzzer=True))).beeps == [b"\x02\x02"]


# --- sizes -------------------------------------------------------------------------------------


def test_pb26_large_letters_are_set_back_before_their_line_ends() -> None:
    for columns in COLUMNS:
        printed = read(encode(ALL["cash"](columns), replace(PLAIN, paper_columns=columns)))
        assert {line.size_at_feed for line in printed.lines} == {(1, 1)}
        (total,) = (place for place, line in enumerate(printed.lines) if "TOTAL" in line.text)
        assert {letter.height for letter in printed.lines[total].letters} == {2}
        assert {letter.height for letter in printed.lines[total + 1].letters} == {1}


@pytest.mark.logs("bytes takes long on a slow printer")
def test_a_job_above_64_kilobytes_is_told() -> None:
    rows = tuple(Row("x" * 32) for _ in range(2_000))
    assert is_large(encode(Paper(32, rows), PLAIN))
    assert not is_large(bytes(LARGE_JOB_BYTES))


def test_the_encoder_has_a_version_above_that_of_old_jobs() -> None:
    assert RENDERER_VERSION > 1
