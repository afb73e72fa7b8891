"""The trial page of a printer: letters in a line, which signs come out, whether it cuts.

Nothing of a sale stands on it.
"""

from pos_app.domain.printer import PrinterProfile
from pos_app.i18n import _
from pos_app.papers.layout import PaperBuilder, PaperHeading
from pos_app.papers.paper import Paper, Rule, qr_code

_CAPITALS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_FIGURES = "0123456789 .,:;-+*/()%&#@!?"
_AMOUNT = 1_234_567
_CODE = "GERAI 0123456789"


def trial_page(heading: PaperHeading, printer: PrinterProfile) -> Paper:
    """A page as wide as the printer is said to be, with a code to scan and what to look for."""
    builder = PaperBuilder(printer.paper_columns, heading)
    builder.centred(_("TEST PAGE"), "wide")
    builder.centred(heading.shop_name)
    builder.rule(Rule("="))
    builder.text(_("Each of the two lines below has to be one line, full to both edges."))
    builder.line(_ruler(printer.paper_columns))
    builder.line("#" * printer.paper_columns)
    builder.feed()
    for signs in (_CAPITALS, _LETTERS, _FIGURES):
        builder.text(signs, hanging=0)
    builder.sides(_("Plain"), builder.amount(_AMOUNT))
    builder.sides(_("Bold"), builder.amount(_AMOUNT), style="bold")
    builder.sides(_("TOTAL"), builder.total(_AMOUNT), style="tall")
    builder.feed()
    builder.code(qr_code(_CODE))
    builder.text(_("Scan the code: it reads {text}.").format(text=_CODE))
    if printer.has_cutter:
        builder.text(_("The paper has to be cut below this line."))
    return builder.paper()


def _ruler(columns: int) -> str:
    """Digits that count the columns: the last one is that of the width."""
    return "".join(str(column % 10) for column in range(1, columns + 1))
