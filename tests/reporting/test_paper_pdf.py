import io
import re

import pytest
from pypdf import PdfReader

from pos_app.papers.paper import Paper, Picture, Row, qr_code, text_lines
from pos_app.reporting.paper_pdf import paper_pdf
from tests.papers.golden_papers import MAKERS

_MM = 72 / 25.4


def words_of(pdf: bytes) -> list[str]:
    return "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages).split()


@pytest.mark.parametrize(("columns", "width_mm"), [(32, 58), (42, 80), (48, 80)])
def test_the_page_is_as_wide_as_the_roll_and_as_long_as_the_paper(
    columns: int, width_mm: int
) -> None:
    paper = MAKERS["cash"](columns)
    (page,) = PdfReader(io.BytesIO(paper_pdf(paper))).pages
    assert float(page.mediabox.width) == pytest.approx(width_mm * _MM, abs=0.01)
    lines = len(text_lines(paper))
    assert float(page.mediabox.height) > lines * 3.7 * _MM


def test_the_same_paper_gives_the_same_bytes() -> None:
    assert paper_pdf(MAKERS["z"](32)) == paper_pdf(MAKERS["z"](32))


def test_fonts_are_inside_the_file() -> None:
    pdf = paper_pdf(MAKERS["cash"](32))
    fonts = set(re.findall(rb"/BaseFont /([A-Za-z+-]+)", pdf))
    assert fonts
    assert all(b"JetBrainsMono" in font for font in fonts if b"+" in font)
    assert pdf.count(b"/FontFile2") == 2


def test_codes_and_pictures_are_drawn() -> None:
    plain = paper_pdf(Paper(32, (Row("a"),)))
    drawn = paper_pdf(Paper(32, (Row("a"), qr_code("halo"), Picture(8, b"\xaa" * 8))))
    assert len(drawn) > len(plain)
    assert words_of(drawn) == ["a"]
