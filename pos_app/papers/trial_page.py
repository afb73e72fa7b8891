"""The trial page of a printer: it shows what the printer does, whatever it is said to be.

Nothing of a sale stands on it. Its letters A to E are those of the questions on the screen.
"""

from dataclasses import dataclass, replace
from typing import Final

from pos_app.domain.printer import PaperColumns, PrinterProfile, QrWay
from pos_app.i18n import _
from pos_app.papers.layout import PaperBuilder, PaperHeading
from pos_app.papers.paper import Paper, PaperRow, Picture, Row, Rule, qr_code

_NARROW: Final = 32
_RULERS: Final[tuple[PaperColumns, ...]] = (32, 42, 48)
_ACCENTS: Final = "é è ê ë à å ü ö ñ"
_LETTERS: Final = "ABCDEFGHIJKLM nopqrstuvwxyz"
_FIGURES: Final = "0123456789 .,:;-+*/()%&#@!?"
_AMOUNT: Final = 1_234_567
_CODE: Final = "GERAI 0123456789"
_PICTURE_DOTS: Final = 256
_TALL_ROWS: Final = 128  # the most that is ever sent at once
_FAULTY_ROWS: Final = 48  # some firmware fails at heights that 48 divides


@dataclass(frozen=True, slots=True)
class TrialPart:
    """A stretch of the page, with the printer as if it could do what this stretch shows."""

    paper: Paper
    printer: PrinterProfile


def trial_parts(heading: PaperHeading, printer: PrinterProfile) -> tuple[TrialPart, ...]:
    """The stretches one below the other; only the last one feeds and cuts.

    All of it fits the narrowest paper but for the rulers, which are meant to break where the
    paper ends. The small picture is as high as some printers cannot bear, so nothing that matters
    comes below it.
    """
    plain = replace(printer, has_cutter=False, feed_lines=0, avoids_48_rows=False)
    wide, narrow = replace(plain, paper_columns=48), replace(plain, paper_columns=32)
    last = replace(narrow, has_cutter=True, feed_lines=printer.feed_lines)
    builders = _Builders(heading)
    return (
        TrialPart(builders.beginning(), narrow),
        TrialPart(_rulers(), wide),
        TrialPart(builders.letters(), replace(narrow, has_accents=True)),
        TrialPart(
            builders.code("1", _("C. Two codes: which can be scanned?")), _with(narrow, "native")
        ),
        TrialPart(builders.code("2"), _with(narrow, "raster")),
        TrialPart(builders.pictures(), last),
    )


def trial_page(heading: PaperHeading, printer: PrinterProfile) -> Paper:
    """The page for a folder of PDF files, where nothing has to be found out."""
    builder = PaperBuilder(printer.paper_columns, heading)
    builder.centred(_("TEST PAGE"), "wide")
    builder.centred(heading.shop_name)
    builder.rule(Rule("="))
    builder.line(_ruler(printer.paper_columns))
    _show_styles(builder)
    builder.feed()
    builder.code(qr_code(_CODE))
    return builder.paper()


class _Builders:
    """Lays the stretches out; those in the middle carry no mark of practice."""

    def __init__(self, heading: PaperHeading) -> None:
        marks = PaperBuilder(_NARROW, heading).paper().rows
        self._mark = marks[: len(marks) // 2]  # it stands above and below every paper
        self._heading = heading

    def beginning(self) -> Paper:
        """What it is, and the first question."""
        builder = self._begin()
        builder.centred(_("TEST PAGE"), "wide")
        builder.centred(self._heading.shop_name)
        builder.rule(Rule("="))
        builder.text(_("A. Which is the longest line of digits that does not break?"), hanging=3)
        return Paper(_NARROW, (*self._mark, *self._rows(builder)))

    def letters(self) -> Paper:
        """Accents, every plain sign, and the sizes."""
        builder = self._begin()
        builder.rule()
        builder.text(_("B. Are the accents on these letters right?"), hanging=3)
        rows = (*self._rows(builder), Row(_ACCENTS, "plain", "centre"))
        below = self._begin()
        below.feed()
        for signs in (_LETTERS, _FIGURES):
            below.text(signs, hanging=0)
        _show_styles(below)
        below.rule()
        return Paper(_NARROW, (*rows, *self._rows(below)))

    def code(self, number: str, question: str = "") -> Paper:
        """One code to scan, with its number."""
        builder = self._begin()
        if question:
            builder.text(question, hanging=3)
        builder.centred(number, "bold")
        builder.code(qr_code(f"{_CODE} {number}"))
        return Paper(_NARROW, self._rows(builder))

    def pictures(self) -> Paper:
        """A tall and a low picture, and where the paper ends."""
        above, between, below = self._begin(), self._begin(), self._begin()
        above.rule()
        above.text(_("D. Two frames with a cross, and clean text below?"), hanging=3)
        between.text(_("Text below the tall frame."))
        below.text(_("Text below the low frame."))
        below.text(_("E. Is the paper cut below this line?"), hanging=3)
        rows: tuple[PaperRow, ...] = (
            *(*self._rows(above), _frame(_TALL_ROWS)),
            *(*self._rows(between), _frame(_FAULTY_ROWS)),
            *(*self._rows(below), *self._mark),
        )
        return Paper(_NARROW, rows)

    def _begin(self) -> PaperBuilder:
        return PaperBuilder(_NARROW, self._heading)

    def _rows(self, builder: PaperBuilder) -> tuple[PaperRow, ...]:
        rows = builder.paper().rows
        return rows[len(self._mark) : len(rows) - len(self._mark)]


def _with(printer: PrinterProfile, qr: QrWay) -> PrinterProfile:
    return replace(printer, qr=qr)


def _show_styles(builder: PaperBuilder) -> None:
    builder.sides(_("Plain"), builder.amount(_AMOUNT))
    builder.sides(_("Bold"), builder.amount(_AMOUNT), style="bold")
    builder.sides(_("TOTAL"), builder.total(_AMOUNT), style="tall")


def _rulers() -> Paper:
    rows = [row for columns in _RULERS for row in (Row(f"{columns}:"), Row(_ruler(columns)))]
    return Paper(_RULERS[-1], tuple(rows))


def _ruler(columns: int) -> str:
    """Digits that count the columns: the last one is that of the width."""
    return "".join(str(column % 10) for column in range(1, columns + 1))


def _frame(rows: int) -> Picture:
    """A frame with a cross through it: a slip of one byte or row shows at once."""
    width, last = _PICTURE_DOTS, rows - 1
    bits = bytearray()
    for row in range(rows):
        down = range(row * width // rows, (row + 1) * width // rows)
        edge = row in (0, 1, last - 1, last)
        dark = {0, 1, width - 2, width - 1, *down, *(width - 1 - dot for dot in down)}
        line = "".join("1" if edge or dot in dark else "0" for dot in range(width))
        bits += int(line, 2).to_bytes(width // 8, "big")
    return Picture(width, bytes(bits))
