"""The list of keys on paper (UX24)."""

import pytest

from pos_app.papers.key_list import key_list
from pos_app.papers.paper import text_lines
from tests.papers.till_day import KERIPIK

SELLING = [("Ctrl+Shift+Z", "Redo"), ("↑  ↓", "Line or match in hand")]


@pytest.mark.parametrize("columns", [32, 42, 48])
def test_ux24_the_list_of_keys_fits_the_paper_and_spells_arrows(columns: int) -> None:
    paper = key_list(
        KERIPIK, [("Selling", SELLING), ("Everywhere", [("F1", "This list")])], columns
    )
    lines = text_lines(paper)
    assert all(len(line) <= columns for line in lines)
    assert "Redo" + "Ctrl+Shift+Z".rjust(columns - len("Redo")) in lines
    assert any(line.endswith("Up Down") for line in lines)
    assert "This list" + "F1".rjust(columns - len("This list")) in lines
