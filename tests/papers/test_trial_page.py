"""The page that shows what a printer can do: the same one, whatever the printer is said to be."""

from dataclasses import replace

import pytest

from pos_app.domain.printer import DOTS, PrinterProfile, QrWay
from pos_app.papers.paper import Picture, QrCode, Row, Rule
from pos_app.papers.trial_page import TrialPart, trial_page, trial_parts
from pos_app.printing.escpos import encode
from tests.papers.till_day import KERIPIK
from tests.printing.escpos_reader import Line, read

NARROW = PrinterProfile("network", address="printer.test")
CLEVER = replace(NARROW, paper_columns=48, qr="native", has_accents=True, has_cutter=True)


def texts(printer: PrinterProfile) -> list[str]:
    return read(job(printer)).as_text(48)


def job(printer: PrinterProfile) -> bytes:
    parts = trial_parts(KERIPIK, printer)
    return b"".join(encode(part.paper, part.printer) for part in parts)


@pytest.mark.parametrize("printer", [NARROW, CLEVER])
def test_the_rulers_count_32_42_and_48_digits_each_on_a_line_of_its_own(
    printer: PrinterProfile,
) -> None:
    shown = texts(printer)
    for columns in DOTS:
        below = shown[shown.index(f"{columns}:") + 1]
        assert len(below) == columns
        assert below[-1] == str(columns % 10)


@pytest.mark.parametrize("printer", [NARROW, CLEVER])
def test_all_other_words_fit_the_narrowest_paper(printer: PrinterProfile) -> None:
    lines = [
        line for line in read(job(printer)).lines if not line.text.startswith("12345678901234")
    ]
    assert max(line.columns for line in lines) <= 32


@pytest.mark.parametrize("printer", [NARROW, CLEVER, replace(NARROW, qr="off")])
def test_a_code_comes_from_the_printer_and_another_as_a_picture(printer: PrinterProfile) -> None:
    printed = read(job(printer))
    assert [code.content for code in printed.codes] == ["GERAI 0123456789 1"]
    codes = [part for part in trial_parts(KERIPIK, printer) if _holds(part, QrCode)]
    ways: list[QrWay] = [part.printer.qr for part in codes]
    assert ways == ["native", "raster"]


@pytest.mark.parametrize("printer", [NARROW, replace(NARROW, avoids_48_rows=True)])
def test_pb8_the_page_holds_the_heights_at_which_printers_fail(printer: PrinterProfile) -> None:
    assert {raster.rows for raster in read(job(printer)).rasters} >= {128, 48}


def test_accents_are_tried_on_a_printer_that_is_said_to_have_none() -> None:
    assert any("é è ê ë à å ü ö ñ" in line for line in texts(NARROW))


def test_it_is_cut_once_after_the_feed_of_the_printer_that_is_said_to_have_no_cutter() -> None:
    printed = read(job(replace(NARROW, feed_lines=6)))
    assert printed.cuts == 1
    assert printed.fed_before_cut >= 6
    last = [row for row in printed.rows if isinstance(row, Line) and row.text][-1]
    assert last.text


def test_the_drawer_is_left_alone() -> None:
    assert read(job(replace(NARROW, drawer="pin2"))).kicks == []


def test_an_old_printer_that_prints_columns_is_tried_with_columns() -> None:
    assert b"\x1dv0" not in job(replace(NARROW, graphics="column"))


@pytest.mark.parametrize("columns", [32, 42, 48])
def test_a_folder_gets_one_page_of_its_width(columns: int) -> None:
    printer = PrinterProfile("pdf", folder="x", paper_columns=columns)  # type: ignore[arg-type]
    paper = trial_page(KERIPIK, printer)
    assert any(isinstance(row, Row) and len(row.text) == columns for row in paper.rows)
    assert any(isinstance(row, QrCode) for row in paper.rows)
    assert not any(isinstance(row, Picture) for row in paper.rows)
    assert any(isinstance(row, Rule) for row in paper.rows)


def _holds(part: TrialPart, kind: type) -> bool:
    return any(isinstance(row, kind) for row in part.paper.rows)
