"""Verdicts on files and rows as sentences: the other half of `pos_app.wording`.

Each says what happened, what to do next, and whether the money counts.
"""

from collections.abc import Callable

from pos_app.domain.errors import Problem
from pos_app.i18n import _

Words = Callable[[], str]


def problem_words(problem: Problem) -> str:
    """What is wrong with a file, where, what to do next, and whether its money counts."""
    sentence = _PROBLEM_WORDS[problem.code]()
    if problem.seq:
        return _("Entry {number}: {sentence}").format(number=problem.seq, sentence=sentence)
    return sentence


_PROBLEM_WORDS: dict[str, Words] = {
    "E_SIZE": lambda: _("The file is too large for a Gerai file. Ask for the original file."),
    "E_MAGIC": lambda: _("This is no file of Gerai's. Nothing of it counts."),
    "E_RESAVED": lambda: _(
        "This copy was opened and saved by another program. Ask for the original file."
    ),
    "E_TRUNC": lambda: _("The end is missing. Copy the file again."),
    "E_SIGBLOCK": lambda: _("The signature is damaged. Ask for the original file."),
    "E_SIG": lambda: _("Changed after export, or not made by this till. Ask for the original."),
    "E_JSON": lambda: _("A line cannot be read. The till that made it needs looking at."),
    "E_NUM": lambda: _("A number is not whole or too large. The till needs looking at."),
    "E_CANON": lambda: _("A line is not written as it must be. The till needs looking at."),
    "E_TEXT": lambda: _("A text holds signs that are not allowed. The till needs looking at."),
    "E_LIMIT": lambda: _("It holds more than a file may hold. The till needs looking at."),
    "E_FIELD": lambda: _("A value is missing or out of range. The till needs looking at."),
    "E_SEQ": lambda: _("The entries are not numbered one by one. Ask for the original file."),
    "E_CHAIN": lambda: _("The chain is broken here. Ask for the original file."),
    "E_ITEMS": lambda: _("The goods do not belong to this sale. Ask for the original file."),
    "E_NUMBER": lambda: _("The receipt number does not follow. The till needs looking at."),
    "E_VOID": lambda: _("This void does not fit its sale. The till needs looking at."),
    "E_TOTAL": lambda: _("The sums do not add up. The till needs looking at."),
    "E_EVENT": lambda: _("This belongs to another event. Nothing of it counts here."),
    "E_BOOTH": lambda: _("The file names another booth than the key that signed it."),
    "E_CURRENCY": lambda: _("This is in another currency than the event's."),
    "E_KEY": lambda: _("This key may not sign such a file. Have the till make a new key."),
    "E_CLAIM": lambda: _("The claim code is wrong or was used already. Ask the booth in person."),
    "E_OLD": lambda: _("This event pack is older than the one in use. The newer one was kept."),
    "Q_UNKNOWN_KEY": lambda: _(
        "The till is not enrolled. Approve its key request; until then nothing of it counts."
    ),
    "Q_REVOKED": lambda: _("The till's key ended before this entry. From here on nothing counts."),
    "Q_AFTER_END": lambda: _(
        "The till had finished before this entry. From here on nothing counts."
    ),
    "U_VERSION": lambda: _("This needs a newer Gerai. The file is kept; update and try again."),
    "U_NEED": lambda: _("This uses something newer. The file is kept; update and try again."),
    "U_TYPE": lambda: _("This entry is of a newer kind. The file is kept; update and try again."),
    "X_FORK": lambda: _(
        "This till has two histories from this entry on. Neither counts until it is decided."
    ),
    "X_COUNTER": lambda: _(
        "The till's running totals do not continue here. The period does not count yet."
    ),
    "W_GAP": lambda: _("Entries before this are missing. Ask the booth for the earlier file."),
    "W_CLOCK": lambda: _("The till's clock was changed here. The money counts."),
    "W_FUTURE": lambda: _("The time lies in the future: the till's clock was wrong."),
    "W_DAY": lambda: _("The day does not fit the time of this entry. The money counts."),
    "W_LATE": lambda: _("Typed in later for an earlier day. The money counts on that day."),
    "W_OUTSIDE": lambda: _("Not on a day of the event: shown apart, not in the total."),
    "W_REF": lambda: _("It points at a sale that is not there. The money counts."),
    "W_OVERREFUND": lambda: _("More came back than was sold. Ask the booth."),
    "W_OLDPACK": lambda: _("Made under an older event pack. The money counts."),
    "W_NOCLOSE": lambda: _("The day was not closed yet: more will follow."),
    "W_NEWER": lambda: _("Holds something newer that this program keeps but does not read."),
}

PROBLEM_CODES = tuple(_PROBLEM_WORDS)
"""Every code there are words for."""


# --- price lists -------------------------------------------------------------------------------


def row_words(why: str) -> str:
    """Why a row of a price list was asked, refused or skipped."""
    return _ROW_WORDS[why]()


def list_problem_words(code: str) -> str:
    """Why a price list gives no rows at all, and what to do next."""
    return _LIST_PROBLEMS[code]()


_LIST_PROBLEMS: dict[str, Words] = {
    "no_header": lambda: _(
        "No heading row was found. The list needs a column for the name (nama) and one for the"
        " price (harga)."
    ),
    "quote_not_closed": lambda: _("A quotation mark is never closed. Save the list as xlsx."),
    "has_password": lambda: _("The file has a password. Save it without one."),
    "unreadable": lambda: _("The file cannot be read as a price list. Save it as xlsx or CSV."),
    "too_large": lambda: _(
        "The list is larger than Gerai reads (200.000 rows). Split it, or copy it to a new sheet."
    ),
    "reading_failed": lambda: _(
        "Reading this file failed; it may be damaged or made to do harm. Nothing was taken over."
        " Save it as CSV."
    ),
}

_ROW_WORDS: dict[str, Words] = {
    "row_too_wide": lambda: _("More cells than headings; a comma may lack its quotation marks."),
    "formula": lambda: _("A formula instead of a value."),
    "code_scientific": lambda: _("The code was turned into a number like 8,99E+12."),
    "code_looks_like_date": lambda: _("The code was turned into a date."),
    "code_too_long": lambda: _("The code is too long (at most 40 letters)."),
    "name_missing": lambda: _("The name is missing."),
    "name_too_long": lambda: _("The name is too long (at most 120 letters)."),
    "category_too_long": lambda: _("The category is too long (at most 60 letters)."),
    "price_missing": lambda: _("The price is missing."),
    "price_is_date": lambda: _("The price was turned into a date."),
    "price_form": lambda: _("The price cannot be read."),
    "price_sign": lambda: _("The price has a sign in front."),
    "price_cents": lambda: _("The price has cents."),
    "price_too_big": lambda: _("The price is too large."),
    "price_small": lambda: _("Very small price: which one is meant?"),
    "price_decimals": lambda: _("Price with decimals: which one is meant?"),
    "price_scale": lambda: _("Thousands or not: which one is meant?"),
    "price_zero": lambda: _("The price is zero."),
    "code_lost_zeros": lambda: _("The code may have lost its leading zeros."),
    "code_duplicate": lambda: _("Several rows have this code."),
    "title": lambda: _("A title."),
    "header": lambda: _("The heading row."),
    "header_repeated": lambda: _("The headings again."),
    "total": lambda: _("A total."),
    "section": lambda: _("A section heading."),
    "note": lambda: _("A note."),
    "repeat": lambda: _("The same row again."),
    "quick_code_unreadable": lambda: _("Taken without its quick code, which is not 2-3 digits."),
    "stock_unreadable": lambda: _("Taken without its stock, which cannot be read."),
}
