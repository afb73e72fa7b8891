"""The only place where errors, verdicts and states become sentences.

Window, command line and reports share it. A sentence says what happened and what to do next.
"""

from collections.abc import Callable

from pos_app.cart_words import pricing_words, sold_out_words, typed_words
from pos_app.correction_words import correction_words
from pos_app.day_words import cash_words
from pos_app.domain.errors import (
    AlreadyJoined,
    BadEventDetails,
    ClaimOfAnotherBooth,
    CodeIsTaken,
    DayIsNotOpen,
    DayIsOpen,
    FileIsRefused,
    OutsideError,
    PosError,
    ProductIsIncomplete,
    Refusal,
    UnknownBooth,
)
from pos_app.i18n import _, format_date, format_money, ngettext
from pos_app.key_words import key_words
from pos_app.outside_words import outside_words
from pos_app.payment_words import payment_words
from pos_app.people_words import people_words
from pos_app.rule_words import rule_words
from pos_app.sale_words import amount_words, cart_words, paying_words
from pos_app.verdict_words import problem_words

Words = Callable[[], str]
"""Words are looked up when they are needed: the language may change while Gerai runs."""

_SALE_WORDS = (
    cart_words,
    pricing_words,
    sold_out_words,
    typed_words,
    paying_words,
    payment_words,
    amount_words,
)


def words_for(error: PosError) -> str:
    """What happened and what to do next, in the language in use."""
    if isinstance(error, OutsideError):
        return outside_words(error)
    assert isinstance(error, Refusal)
    for words in (
        *_SALE_WORDS,
        _day_and_goods,
        _which_booth,
        _joining,
        rule_words,
        people_words,
        cash_words,
        correction_words,
        key_words,
    ):
        sentence = words(error)
        if sentence:
            return sentence
    raise AssertionError(f"no words for {type(error).__name__}")


def _day_and_goods(error: Refusal) -> str:
    match error:
        case DayIsOpen(day=day):
            return _("The day {day} is open already.").format(day=format_date(day))
        case DayIsNotOpen():
            return _("No day is open. Open the day or sell something first.")
        case CodeIsTaken(code=code, product_name=name):
            return _("The code “{code}” belongs to “{product}”. Choose another code.").format(
                code=code, product=name
            )
        case ProductIsIncomplete(field=field, why=why):
            return _PRODUCT_WORDS[field, why]()
        case _:
            return ""


_PRODUCT_WORDS: dict[tuple[str, str], Words] = {
    ("name", "missing"): lambda: _("Type the product's name."),
    ("name", "too_long"): lambda: _("The name is too long. Use at most 120 letters."),
    ("name", "signs"): lambda: _("The name holds signs that cannot be shown. Type it again."),
    ("price", "missing"): lambda: _("Type a price above zero, for example 25.000 or 25rb."),
    ("price", "too_long"): lambda: _("The price is too large. Type at most Rp1.000.000.000.000."),
    ("code", "too_long"): lambda: _("The code is too long. Use at most 40 letters."),
    ("code", "signs"): lambda: _("The code holds signs that cannot be shown. Type it again."),
    ("quick_code", "form"): lambda: _("A quick code has two or three digits, like 12 or 105."),
    ("category", "too_long"): lambda: _("The category is too long. Use at most 60 letters."),
    ("category", "signs"): lambda: _(
        "The category holds signs that cannot be shown. Type it again."
    ),
    ("floor_price", "form"): lambda: _(
        "The floor price must be above zero and not above the price. Leave it empty if there is"
        " none."
    ),
    ("tax_rate", "form"): lambda: _("A tax rate is between 0 and 100 percent, like 10 or 2,5."),
    ("variant", "too_long"): lambda: _("The variant's name is too long. Use at most 60 letters."),
    ("variant", "signs"): lambda: _(
        "The variant's name holds signs that cannot be shown. Type it again."
    ),
}


def _which_booth(error: Refusal) -> str:
    match error:
        case UnknownBooth(booth_id=""):
            return _(
                "This claim code fits no booth of this event."
                " Read it again from the organizer's sheet."
            )
        case UnknownBooth(booth_id=booth):
            return _("The event has no booth “{booth}”. Check the booth number.").format(
                booth=booth
            )
        case ClaimOfAnotherBooth(booth_id=booth, asked=asked):
            return _(
                "This claim code belongs to booth {booth}, not to booth {asked}. Check the sheet."
            ).format(booth=booth, asked=asked)
        case _:
            return ""


def _joining(error: Refusal) -> str:
    match error:
        case FileIsRefused(problem=problem, file_name=name):
            sentence = problem_words(problem)
            return f"{name}: {sentence}" if name else sentence
        case AlreadyJoined(event_id=event):
            return _("This till has joined the event {event} already.").format(event=event)
        case BadEventDetails(field=field, value=value, row=row):
            sentence = _EVENT_WORDS[field]().format(value=value)
            words = _("Row {number} of the booth list: {sentence}")
            return words.format(number=row, sentence=sentence) if row else sentence
        case _:
            return ""


_EVENT_WORDS: dict[str, Words] = {
    "id": lambda: _(
        "“{value}” cannot be an event's id. Use up to 24 small letters, digits and hyphens."
    ),
    "name": lambda: _("Type the event's name, at most 120 letters."),
    "days": lambda: _("“{value}” cannot be read as days. Write them like 2026-11-24..2026-11-26."),
    "days_order": lambda: _("“{value}” ends before it begins. Write the first day first."),
    "days_none": lambda: _("“{value}”: there is no such day. Check day and month."),
    "days_many": lambda: _("“{value}” are too many days for one event: at most 400."),
    "zone": lambda: _("“{value}” is no time zone. Write it like +07:00."),
    "cut_off": lambda: _("“{value}” is no hour for the change of day. Write it like 04:00."),
    "currency": lambda: _("“{value}” is no currency Gerai knows. Write it like IDR."),
    "booths": lambda: _(
        "The booth list has no usable rows. It needs the headings booth (or kode) and name"
        " (or nama)."
    ),
    "booth": lambda: _(
        "“{value}” cannot be a booth's id. Use up to 16 letters, digits and hyphens."
    ),
    "booth_twice": lambda: _("The booth {value} stands in the list twice. Each booth once."),
    "booths_many": lambda: _("An event takes at most {value} booths."),
    "booth_name": lambda: _("The booth {value} has no name, or one that is too long."),
    "booth_region": lambda: _(
        "“{value}” is no code of a regency or city. Write it like 1871, or leave it out."
    ),
    "booth_days": lambda: _("“{value}” are no days of this event."),
    "no_event": lambda: _(
        "There is no event in {value}. Choose the folder that was made with the event."
    ),
    "folder": lambda: _("There is an event in {value} already. Choose an empty folder."),
}


def job_state_words(state: str) -> str:
    """Where a paper stands, in the words of printing.md 4.1."""
    return _JOB_STATES[state]()


_JOB_STATES: dict[str, Words] = {
    "queued": lambda: _("Waiting for the printer"),
    "sending": lambda: _("Being printed"),
    "handed_over": lambda: _("Sent (the printer gives no answer)"),
    "confirmed": lambda: _("Printed"),
    "uncertain": lambda: _("Not certain whether printed: look at the paper"),
    "failed": lambda: _("Could not be printed"),
    "cancelled": lambda: _("Dropped"),
}


# --- words of codes ----------------------------------------------------------------------------


DIFFERENCE_REASONS = ("salah-kembalian", "belum-ketemu", "belum-dicatat", "lainnya")
"""Codes offered for a difference in the drawer."""


def over_short_words(over_short: int | None) -> str:
    """The difference in the drawer with its word; never a bare number (D6)."""
    if over_short is None:
        return _("not counted")
    if over_short == 0:
        return _("exact")
    amount = format_money(abs(over_short))
    if over_short > 0:
        return _("over {amount}").format(amount=amount)
    return _("short {amount}").format(amount=amount)


def coverage_words(arrived: int, expected: int) -> str:
    """How complete a total is: it never stands alone (G3)."""
    return ngettext(
        "{arrived} of {expected} booth day", "{arrived} of {expected} booth days", expected
    ).format(arrived=arrived, expected=expected)
