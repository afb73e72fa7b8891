"""Every paper as a text picture, and as the bytes that a printer makes the same text of."""

import pytest

from pos_app.domain.printer import PaperColumns, PrinterProfile
from pos_app.i18n import Language, use_language
from pos_app.papers.letters import display_width
from pos_app.papers.paper import text_lines
from pos_app.printing.escpos import encode
from tests.papers.golden_papers import CASES, FOLDER, MAKERS, golden_file
from tests.printing.escpos_reader import read


@pytest.mark.parametrize(("name", "columns", "language"), CASES)
def test_a_paper_looks_as_its_golden_file(name: str, columns: int, language: Language) -> None:
    use_language(language)
    lines = text_lines(MAKERS[name](columns))
    assert lines == golden_file(name, columns, language).read_text("ascii").splitlines()
    assert all(display_width(line) <= columns for line in lines)


def test_every_golden_file_belongs_to_a_paper() -> None:
    assert set(FOLDER.iterdir()) == {golden_file(*case) for case in CASES}


@pytest.mark.parametrize("columns", [32, 42, 48])
@pytest.mark.parametrize("name", MAKERS)
def test_prt4_a_printer_prints_what_the_text_shows(name: str, columns: PaperColumns) -> None:
    paper = MAKERS[name](columns)
    profile = PrinterProfile("network", paper_columns=columns, feed_lines=0)
    assert read(encode(paper, profile)).as_text(columns) == text_lines(paper)
