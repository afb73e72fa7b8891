"""Codes in words, for a printer that prints none."""

from dataclasses import replace
from typing import Final

from pos_app.i18n import _
from pos_app.papers.letters import paper_text
from pos_app.papers.paper import Paper, PaperRow, QrCode, Row, wrap, wrap_evenly

_MOST_LINES: Final = 4
"""Nobody types more than that from a paper."""


def without_codes(paper: Paper) -> Paper:
    """The same paper with what its codes say where that can be typed, else a line that says so.

    A code never goes in silence.
    """
    rows: list[PaperRow] = []
    for row in paper.rows:
        rows += _in_words(row, paper.columns) if isinstance(row, QrCode) else (row,)
    return replace(paper, rows=tuple(rows))


def _in_words(code: QrCode, columns: int) -> list[PaperRow]:
    lines = wrap(paper_text(code.content), columns, hanging=0)
    if len(lines) > _MOST_LINES or paper_text(code.content) != code.content:
        words = paper_text(_("The QR code is left out: this printer prints none."))
        lines = wrap_evenly(words, columns)
    return [Row(line, align="centre") for line in lines]
