"""Printer, PDF and preview say the same: all three are made of one paper (P5)."""

import io
from collections.abc import Iterator

import pytest
from pypdf import PageObject, PdfReader

from pos_app.domain.printer import PaperColumns, PrinterProfile
from pos_app.papers.paper import DrawnText, Feed, Paper, Picture, QrCode, Row, Rule, text_lines
from pos_app.papers.receipt import ReceiptFacts, receipt
from pos_app.printing.escpos import encode
from pos_app.printing.rasters import qr_raster
from pos_app.reporting.paper_pdf import paper_pdf
from tests.papers import till_day as day
from tests.papers.golden_papers import ALL
from tests.printing.escpos_reader import Line, NativeCode, Printed, Raster, read

COLUMNS: tuple[PaperColumns, ...] = (32, 42, 48)


def pictures_of(paper: Paper, width_dots: int) -> Iterator[Picture]:
    """Codes, pictures and drawn words as the dots a printer has to get."""
    for row in paper.rows:
        match row:
            case Picture():
                yield row
            case DrawnText(picture=picture):
                yield picture
            case QrCode():
                yield qr_raster(row, width_dots)
            case Row() | Rule() | Feed():
                pass


def joined_slices(printed: Printed) -> list[tuple[int, bytes]]:
    """Rasters that stand right below one another as one."""
    pictures: list[tuple[int, bytes]] = []
    before: Line | Raster | NativeCode | None = None
    for row in printed.rows:
        if isinstance(row, Raster):
            if isinstance(before, Raster) and before.rows == 128:
                width, bits = pictures.pop()
                pictures.append((width, bits + row.bits))
            else:
                pictures.append((row.width_bytes * 8, row.bits))
        before = row
    return pictures


def lines_without_pictures(paper: Paper) -> list[str]:
    rows = tuple(row for row in paper.rows if isinstance(row, Row | Rule | Feed))
    return text_lines(Paper(paper.columns, rows))


def as_in_a_pdf(lines: list[str]) -> list[str]:
    """Lines across and blank lines are no text there, and wide letters do not stand apart."""
    words = (line.replace(" ", "") for line in lines if line.strip())
    return [word for word in words if word.strip("-=")]


def page_of(paper: Paper) -> PageObject:
    (page,) = PdfReader(io.BytesIO(paper_pdf(paper))).pages
    return page


@pytest.mark.parametrize("columns", COLUMNS)
@pytest.mark.parametrize("name", ALL)
def test_prt4_printer_pdf_and_preview_say_the_same(name: str, columns: PaperColumns) -> None:
    paper = ALL[name](columns)
    profile = PrinterProfile("network", paper_columns=columns, feed_lines=0, has_accents=True)
    printed = read(encode(paper, profile))
    text = lines_without_pictures(paper)
    assert printed.as_text(columns) == text
    dots = [(one.width_dots, one.bits) for one in pictures_of(paper, profile.width_dots)]
    assert joined_slices(printed) == dots

    page = page_of(paper)
    assert as_in_a_pdf(page.extract_text().splitlines()) == as_in_a_pdf(text)
    drawn = [row for row in paper.rows if isinstance(row, Picture | DrawnText)]
    expected = [row if isinstance(row, Picture) else row.picture for row in drawn]
    shown = [(one.image.size, one.image.convert("1").tobytes()) for one in page.images if one.image]
    assert shown == [
        ((one.width_dots, one.height_dots), bytes(byte ^ 0xFF for byte in one.bits))
        for one in expected
    ]
    shown_lines = set(text_lines(paper))
    assert all(row.text in "\n".join(shown_lines) for row in drawn if isinstance(row, DrawnText))


@pytest.mark.parametrize("columns", [32, 48])
def test_two_hundred_goods_and_amounts_of_ten_digits_are_the_same_too(
    columns: PaperColumns,
) -> None:
    paper = _long_receipt(columns)
    profile = PrinterProfile("network", paper_columns=columns, feed_lines=0)
    text = text_lines(paper)
    assert read(encode(paper, profile)).as_text(columns) == text
    assert as_in_a_pdf(page_of(paper).extract_text().splitlines()) == as_in_a_pdf(text)
    assert sum("Barang ke-" in line for line in text) == 200
    assert all(len(line) <= columns for line in text)
    assert any(line.endswith("9.876.543.210") for line in text)


def _long_receipt(columns: int) -> Paper:
    goods = [day.item(f"Barang ke-{n}", "3", 3_292_181_070) for n in range(200)]
    return receipt(
        ReceiptFacts(day.recorded(day.sale_of(*goods)), "Rahma"),
        heading=day.KERIPIK,
        columns=columns,
    )
