"""Every paper as a text picture, and as the bytes that a printer makes the same text of."""

import pytest

from pos_app.i18n import Language, use_language
from pos_app.papers.letters import display_width
from pos_app.papers.paper import text_lines
from tests.papers.golden_papers import ALL, CASES, FOLDER, golden_file


@pytest.mark.parametrize(("name", "columns", "language"), CASES)
def test_a_paper_looks_as_its_golden_file(name: str, columns: int, language: Language) -> None:
    use_language(language)
    lines = text_lines(ALL[name](columns))
    assert lines == golden_file(name, columns, language).read_text("utf-8").splitlines()
    assert all(display_width(line) <= columns for line in lines)


def test_every_golden_file_belongs_to_a_paper() -> None:
    assert set(FOLDER.iterdir()) == {golden_file(*case) for case in CASES}
