import logging
import os
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import strategies as st

from pos_app.domain.errors import PrinterError
from pos_app.domain.printer import DOTS, PaperColumns, PrinterProfile
from pos_app.papers.paper import Feed, Paper, Picture, QrCode, Row, Rule, qr_code
from pos_app.papers.receipt import receipt
from pos_app.printing.escpos import encode, warm_up
from tests.papers.till_day import KERIPIK, cash_sale
from tests.printing.escpos_reader import read

P32 = PrinterProfile("network", paper_columns=32)
PROFILES = st.sampled_from(
    [PrinterProfile("network", paper_columns=columns) for columns in (32, 42, 48)]
)


def paper_of(*rows: Row | Rule | Feed | QrCode | Picture) -> Paper:
    return Paper(32, rows)


def test_a_job_begins_with_reset_then_chinese_off_then_the_code_page() -> None:
    assert encode(paper_of(Row("A")), P32).startswith(b"\x1b@\x1c.\x1bt\x00A\n")


def test_a_printer_without_cutter_is_fed_past_its_tear_bar_and_never_cut() -> None:
    job = encode(paper_of(Row("A")), P32)
    assert job.endswith(b"A\n\x1bd\x04")
    assert read(job).cuts == 0


def test_a_cutter_cuts_once_after_the_feed() -> None:
    job = encode(paper_of(Row("A")), PrinterProfile("network", has_cutter=True, feed_lines=5))
    printed = read(job)
    assert (printed.cuts, printed.fed_before_cut) == (1, 5)
    assert job.endswith(b"\x1dV\x01")


def test_no_feed_at_all_can_be_chosen() -> None:
    assert encode(paper_of(Row("A")), PrinterProfile("network", feed_lines=0)).endswith(b"A\n")


def test_large_letters_are_set_back_before_their_line_feed() -> None:
    rows = (Row("BIG", "wide", "centre"), Row("TOTAL", "tall"), Row("HEAD", "bold"), Row("x"))
    lines = read(encode(paper_of(*rows), P32)).lines
    assert [line.styles for line in lines[:4]] == [
        {(False, 2, 2)},
        {(True, 1, 2)},
        {(True, 1, 1)},
        {(False, 1, 1)},
    ]
    assert {line.size_at_feed for line in lines} == {(1, 1)}


def test_alignment_is_named_only_where_it_changes() -> None:
    rows = (Row("a", align="centre"), Row("b", align="centre"), Row("c"))
    assert encode(paper_of(*rows), P32).count(b"\x1ba") == 2


@pytest.mark.parametrize("text", ["a\x1b@b", "a\nb", "a\x00b", "harga \u20ac 5", "\x7f"])
def test_a_row_that_no_printer_can_print_is_refused(text: str) -> None:
    with pytest.raises(PrinterError) as refused:
        encode(paper_of(Row(text)), P32)
    assert (refused.value.code, refused.value.bytes_accepted) == ("BAD_PAPER", 0)


# --- codes and pictures ------------------------------------------------------------------------


def modules_of(job: bytes, dots: int) -> list[list[bool]]:
    """The dark modules of the printed code, quiet zone included, read off the middle of each."""
    rasters = read(job).rasters
    width = rasters[0].width_bytes
    rows = b"".join(raster.bits for raster in rasters)
    lines = [rows[at : at + width] for at in range(0, len(rows), width)]
    side = len(lines) // dots
    middle = dots // 2
    return [
        [
            bool(lines[row * dots + middle][x // 8] & (0x80 >> x % 8))
            for x in range(middle, side * dots, dots)
        ]
        for row in range(side)
    ]


@pytest.mark.parametrize("columns", [32, 42, 48])
def test_a_code_is_printed_in_slices_with_its_quiet_zone(columns: PaperColumns) -> None:
    code = qr_code("00020101021226" + "0" * 140)
    job = encode(Paper(columns, (code,)), PrinterProfile("network", paper_columns=columns))
    rasters = read(job).rasters
    assert len(rasters) > 1
    assert all(raster.align == "centre" for raster in rasters)
    assert rasters[0].width_bytes * 8 <= DOTS[columns]
    modules = modules_of(job, 6)
    assert not any(any(row) for row in modules[:4] + modules[-4:])
    assert [tuple(row[4:-4]) for row in modules[4:-4]] == list(code.modules)


def test_text_after_a_code_stands_left_again() -> None:
    printed = read(encode(paper_of(qr_code("halo"), Row("kiri")), P32))
    assert printed.as_text(32)[0] == "kiri"


def test_a_picture_wider_than_the_paper_is_refused() -> None:
    with pytest.raises(PrinterError) as refused:
        encode(paper_of(Picture(392, bytes(49))), P32)
    assert refused.value.code == "BAD_PAPER"


# --- the library -------------------------------------------------------------------------------

_IN_A_NEW_PROGRAM = """
import logging, os, sys
from pathlib import Path
from pos_app.printing.escpos import warm_up
assert "escpos" not in sys.modules
cache = Path(os.environ["GERAI_DATA"]) / "cache"
if sys.argv[1:] == ["torn"]:
    cache.mkdir(parents=True)
    import platform
    (cache / f"{platform.python_version()}.capabilities.pickle").write_bytes(bytes(64))
warm_up()
warm_up()
assert "escpos" in sys.modules
assert logging.getLogger().handlers == []
assert logging.getLogger().level == logging.WARNING
assert [file.suffix for file in cache.iterdir()] == [".pickle"]
"""


@pytest.mark.parametrize("arguments", [[], ["torn"]], ids=["fresh", "torn-cache"])
def test_the_library_is_loaded_late_and_leaves_no_traces(
    arguments: list[str], data_folder: Path
) -> None:
    environment = {**os.environ, "GERAI_DATA": str(data_folder)}
    environment.pop("ESCPOS_CAPABILITIES_PICKLE_DIR", None)
    subprocess.run(
        [sys.executable, "-c", _IN_A_NEW_PROGRAM, *arguments], env=environment, check=True
    )


def test_warming_up_twice_keeps_the_log_as_it_was() -> None:
    before = logging.getLogger().handlers[:]
    warm_up()
    assert logging.getLogger().handlers == before
    assert read(encode(receipt(cash_sale(), heading=KERIPIK, columns=32), P32)).lines
