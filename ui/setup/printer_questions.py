"""The questions about a test page, what may have been seen, and what was learned of it."""

from collections.abc import Iterator

from pos_app.domain.printer import PrinterProfile
from pos_app.i18n import _
from pos_app.services.printer_trial import TrialQuestion


def question_words(question: TrialQuestion) -> tuple[str, str]:
    """What is asked, and where to look."""
    words = {
        "columns": (
            _("Which is the longest line of digits that stayed on one line?"),
            _("Look at A: a line that is too long goes on below."),
        ),
        "accents": (_("Are the accents on the letters right?"), _("Look at B.")),
        "codes": (
            _("Which code can be scanned?"),
            _("Look at C and scan both with a phone: each reads GERAI and its number."),
        ),
        "pictures": (
            _("How did the two frames come out?"),
            _("Look at D: each has a cross in it and a line of text below."),
        ),
        "cut": (_("Was the paper cut?"), _("Look at E, the last line.")),
        "drawer": (
            _("When did the cash drawer open?"),
            _("It was kicked in two ways: before the paper came, and after it."),
        ),
    }
    return words[question]


def answer_words(question: TrialQuestion) -> dict[str, str]:
    """What may have been seen, by the answers of TRIAL_ANSWERS."""
    words = {
        "columns": {
            "32": _("Only the 32 digits"),
            "42": _("The 42 digits too"),
            "48": _("All, up to 48 digits"),
        },
        "accents": {
            "right": _("Yes, all of them"),
            "other": _("No, other signs"),
            "chinese": _("No, Chinese signs"),
        },
        "codes": {
            "both": _("Both"),
            "first": _("Only code 1"),
            "second": _("Only code 2"),
            "none": _("None of them"),
        },
        "pictures": {
            "clean": _("Both clean"),
            "signs": _("Garbage below a frame"),
            "letters": _("Garbage instead of frames"),
        },
        "cut": {
            "cut": _("Yes, below the last line"),
            "through": _("Yes, but the last line stayed in the printer"),
            "uncut": _("No"),
        },
        "drawer": {
            "before": _("Before the paper"),
            "after": _("After the paper"),
            "closed": _("It stayed closed"),
        },
    }
    return words[question]


def drawing_words(question: TrialQuestion, answer: str) -> str:
    """What the drawing of an answer shows, for those who do not see it."""
    words = {
        "columns": {
            "32": _("The lines of 42 and 48 digits go on below"),
            "42": _("The line of 48 digits goes on below"),
            "48": _("All three lines of digits are whole"),
        },
        "accents": {
            "right": _("Letters with accents"),
            "other": _("Question marks and strokes instead of letters"),
            "chinese": _("Chinese signs instead of letters"),
        },
        "codes": {
            "both": _("Two whole codes"),
            "first": _("A whole code, and letters instead of the second"),
            "second": _("Letters instead of the first code, then a whole one"),
            "none": _("Letters instead of both codes"),
        },
        "pictures": {
            "clean": _("Two frames with a cross, lines of text below"),
            "signs": _("Two frames with a cross, senseless signs below"),
            "letters": _("Senseless signs all over the paper"),
        },
        "cut": {
            "cut": _("The paper is cut below its last line"),
            "through": _("The paper is cut above its last line"),
            "uncut": _("The paper still hangs in the printer"),
        },
        "drawer": {
            "before": _("An open drawer, no paper yet"),
            "after": _("An open drawer below a printed paper"),
            "closed": _("A closed drawer below a printed paper"),
        },
    }
    return words[question][answer]


def learned_words(printer: PrinterProfile) -> Iterator[str]:
    """What a printer can do, one line for each thing the test page finds out."""
    yield _("{count} letters in a line").format(count=printer.paper_columns)
    yield _("Accents are printed") if printer.has_accents else _("Accents are left out")
    yield {
        "native": _("QR codes are made by the printer"),
        "raster": _("QR codes are printed as pictures"),
        "off": _("No QR codes"),
    }[printer.qr]
    if printer.graphics == "column":
        yield _("Pictures are printed in columns, as on old printers")
    elif printer.avoids_48_rows:
        yield _("Pictures keep away from heights the printer cannot bear")
    else:
        yield _("Pictures are printed")
    words = _("{lines} lines are fed, then the paper is cut")
    if not printer.has_cutter:
        words = _("{lines} lines are fed, then the paper is torn off")
    yield words.format(lines=printer.feed_lines)
    yield {
        "none": _("No cash drawer"),
        "pin2": _("Cash drawer at pin 2"),
        "pin5": _("Cash drawer at pin 5"),
    }[printer.drawer]


def heard_words(printer: PrinterProfile) -> str:
    """Whether the printer says how it is and what it printed."""
    if printer.answers_fence:
        return _("The printer tells when a paper has come out")
    if printer.answers_status:
        return _("The printer tells when paper is missing, not whether it printed")
    if printer.answers_status is None:
        return _("Whether the printer answers is not known")
    return _("The printer gives no answers: look whether papers come out")
