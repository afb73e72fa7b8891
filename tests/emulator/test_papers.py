"""Every paper as a stranger's printer makes it of our bytes: text, sizes, codes, cut and drawer."""

import re
from dataclasses import replace
from itertools import groupby
from pathlib import Path

import pytest
from PIL import Image

from pos_app.domain.printer import DOTS, Graphics, PaperColumns, PrinterProfile, QrWay
from pos_app.papers.key_list import key_list
from pos_app.papers.paper import (
    DrawnText,
    Feed,
    Paper,
    PaperRow,
    Picture,
    QrCode,
    Row,
    Rule,
    qr_code,
)
from pos_app.papers.trial_page import trial_parts
from pos_app.printing.escpos import encode, kick_bytes
from pos_app.printing.rasters import qr_raster
from tests.emulator.printers import EmulatedPrinters
from tests.papers.golden_papers import ACCENTED, ALL
from tests.papers.worked_day import HEADING

COLUMNS: tuple[PaperColumns, ...] = (32, 42, 48)
_LINE, _LETTER, _TALL_LETTER = 30, 24, 48
"""Dots down the paper: a line, a letter, and one of double height."""

# 29, 45 and 61 modules with their quiet zones, the largest being a QRIS code with its amount.
SHORT, LONG = "HALO", "close 462 9c41d07be2 " * 5
QRIS = "00020101021226590013ID.CO.GERAI.WWW01189360091100" + "0123456789" * 14


def a_printer(columns: PaperColumns, *, has_cutter: bool = False) -> PrinterProfile:
    return PrinterProfile("network", paper_columns=columns, has_cutter=has_cutter)


def lines_of(paper: Paper) -> list[str]:
    """What a printer's text must be: place and size of words are seen in the picture alone."""
    lines: list[str] = []
    for row in paper.rows:
        match row:
            case Row(text=text):
                lines.append(text.rstrip())
            case Rule(sign=sign):
                lines.append(sign * paper.columns)
            case Feed(lines=count):
                lines += [""] * count
            case QrCode() | Picture() | DrawnText():
                lines.append("[image]")
    return without_end(lines)


def without_end(lines: list[str]) -> list[str]:
    """Without blank lines at the end; pictures without their sizes, their slices as one."""
    plain = ["[image]" if line.startswith("[image ") else line for line in lines]
    one_each = [
        line for key, same in groupby(plain) for line in ([key] if key == "[image]" else same)
    ]
    while one_each and not one_each[-1]:
        one_each.pop()
    return one_each


def length_of(paper: Paper) -> int:
    """Dots from the top to the last dot row of the last line."""
    rows = list(paper.rows)
    while isinstance(rows[-1], Feed) or rows[-1] == Row():
        rows.pop()
    rows = [qr_raster(row, DOTS[paper.columns]) if isinstance(row, QrCode) else row for row in rows]
    return sum(_height(row, _LINE) for row in rows[:-1]) + _height(rows[-1], _LETTER)


def _height(row: PaperRow, of_plain: int) -> int:
    match row:
        case Row(text=text, style="tall" | "wide") if text:
            return _TALL_LETTER
        case Feed(lines=count):
            return count * _LINE
        case (Picture() as picture) | DrawnText(picture=picture):
            return picture.height_dots
        case _:
            return of_plain


def _keys(columns: int) -> Paper:
    return key_list(
        HEADING, [("Menjual", [("Ctrl+Shift+Z", "Ulangi"), ("↑  ↓", "Baris")])], columns
    )


@pytest.mark.parametrize("columns", COLUMNS)
def test_prt4_pb26_every_paper_comes_out_as_its_text_shows_it(
    emulator: EmulatedPrinters, columns: PaperColumns
) -> None:
    """No line wraps, none is lost, after TOTAL in double height the lines are low again, and a
    scanner reads off the paper what its codes are to say.
    """
    for name, make in {**ALL, "keys": _keys}.items():
        paper = make(columns)
        printer = replace(a_printer(columns), has_accents=name in ACCENTED)
        out = emulator.print(columns, encode(paper, printer))
        assert (name, without_end(out.lines)) == (name, lines_of(paper))
        assert (name, *out.size) == (name, DOTS[columns], length_of(paper))
        codes = [row.content for row in paper.rows if isinstance(row, QrCode)]
        assert not codes or (name, out.codes()) == (name, codes)


@pytest.mark.parametrize("columns", COLUMNS)
def test_a_printer_with_a_cutter_cuts_each_paper_once_and_others_never(
    emulator: EmulatedPrinters, columns: PaperColumns
) -> None:
    paper = Paper(columns, (Row("Terima kasih"),))
    cut = encode(paper, a_printer(columns, has_cutter=True))
    assert emulator.print(columns, cut + cut).ended_by == "cut"
    assert emulator.next_paper(columns).ended_by == "cut"
    assert emulator.print(columns, encode(paper, a_printer(columns))).ended_by != "cut"


@pytest.mark.parametrize("way", ["raster", "native"])
@pytest.mark.parametrize("columns", COLUMNS)
def test_pb13_a_code_is_read_off_the_paper_whichever_way_it_was_printed(
    emulator: EmulatedPrinters, columns: PaperColumns, way: QrWay
) -> None:
    codes = (SHORT, LONG, QRIS)
    paper = Paper(columns, tuple(map(qr_code, codes)))
    out = emulator.print(columns, encode(paper, replace(a_printer(columns), qr=way)))
    assert sorted(out.codes()) == sorted(codes)
    assert out.size[0] == DOTS[columns]
    is_native = any(line.startswith("[qr ") for line in out.lines)
    assert is_native == (way == "native")


@pytest.mark.parametrize("graphics", ["raster", "column"])
@pytest.mark.parametrize("columns", COLUMNS)
def test_pb11_a_logo_and_a_drawn_name_come_out_dot_for_dot(
    emulator: EmulatedPrinters, columns: PaperColumns, graphics: Graphics
) -> None:
    """The last words stand where they belong, so no picture swallowed or spilled a byte."""
    logo = a_pattern(DOTS[columns], 150)
    name = DrawnText("\ua9b2\ua9a0\ua9c0", a_pattern(200, 34))
    paper = Paper(columns, (logo, Row("Keripik"), name, Row("Terima kasih")))
    printer = replace(a_printer(columns), graphics=graphics)
    out = emulator.print(columns, encode(paper, printer))
    assert without_end(out.lines) == lines_of(paper)
    assert dots_of(out.picture, DOTS[columns], 150) == logo.bits


@pytest.mark.parametrize("columns", COLUMNS)
def test_pb23_a_kick_opens_the_drawer_and_eats_nothing_of_the_next_paper(
    emulator: EmulatedPrinters, columns: PaperColumns
) -> None:
    printer = replace(a_printer(columns), drawer="pin2", drawer_pulse_ms=50)
    paper = Paper(columns, (Row("Terima kasih"),))
    assert emulator.print(columns, kick_bytes(printer) + encode(paper, printer)).lines == [
        "Terima kasih"
    ]
    assert "pin 2" in emulator.drawer_opened(columns)
    second = replace(printer, drawer="pin5")
    emulator.print(columns, kick_bytes(second) + encode(paper, printer))
    assert "pin 5" in emulator.drawer_opened(columns)


@pytest.mark.parametrize("columns", COLUMNS)
def test_the_test_page_asks_nothing_of_a_printer_that_it_does_not_know(
    emulator: EmulatedPrinters, columns: PaperColumns
) -> None:
    parts = trial_parts(HEADING, a_printer(columns))
    out = emulator.print(columns, b"".join(encode(part.paper, part.printer) for part in parts))
    assert sorted(out.codes()) == ["GERAI 0123456789 1", "GERAI 0123456789 2"]
    assert any("é è ê ë à å ü ö ñ" in line for line in out.lines)
    rulers = [line for line in out.lines if re.fullmatch(r"[\d.]{32,}", line)]
    assert [len(line) for line in rulers] == [min(size, columns) for size in COLUMNS], "it breaks"


def a_pattern(width: int, height: int) -> Picture:
    """Dots that repeat nowhere soon, so that a shifted or mirrored picture is noticed."""
    size = width // 8 * height
    return Picture(width, bytes((number * number + 7 * number) % 251 for number in range(size)))


def dots_of(picture: Path, width: int, height: int) -> bytes:
    """The top of a printed picture, 1 for black."""
    with Image.open(picture) as printed:
        top = printed.convert("1").crop((0, 0, width, height))
        return bytes(byte ^ 0xFF for byte in top.tobytes())
