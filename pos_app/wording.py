"""The only place where errors, verdicts and states become sentences.

Window, command line and reports share it. A sentence says what happened and what to do next.
"""

from collections.abc import Callable

from pos_app.domain.errors import (
    AlreadyJoined,
    AmountTooLarge,
    BadAmount,
    BadEventDetails,
    BadQuantity,
    CartIsEmpty,
    CartIsFull,
    CodeIsTaken,
    DayIsNotOpen,
    DayIsOpen,
    FileIsRefused,
    JournalDamaged,
    KeyFileError,
    NothingToPrint,
    NothingToUndo,
    OutsideError,
    PaidTooMuch,
    PosError,
    PrinterError,
    ProductIsIncomplete,
    Refusal,
    StillToPay,
    StorageError,
    TooManyTenders,
    UnknownBooth,
    UnknownCode,
)
from pos_app.files import AlreadyOpen, FileTrouble
from pos_app.i18n import _, format_date, format_money, ngettext
from pos_app.verdict_words import problem_words

Words = Callable[[], str]
"""Words are looked up when they are needed: the language may change while Gerai runs."""


def words_for(error: PosError) -> str:
    """What happened and what to do next, in the language in use."""
    if isinstance(error, OutsideError):
        return _outside(error)
    assert isinstance(error, Refusal)
    for words in (_cart, _paying, _amounts, _day_and_goods, _joining):
        sentence = words(error)
        if sentence:
            return sentence
    raise AssertionError(f"no words for {type(error).__name__}")


def _cart(error: Refusal) -> str:
    match error:
        case UnknownCode(code=code):
            return _(
                "No product has the code “{code}”. Search by name, or add it under Products."
            ).format(code=code)
        case CartIsEmpty():
            return _("The cart is empty. Scan or tap goods first.")
        case CartIsFull(most=most):
            return _(
                "A sale holds at most {count} lines. Finish this sale and start another."
            ).format(count=most)
        case NothingToUndo():
            return _("There is nothing to undo in this cart.")
        case _:
            return ""


def _paying(error: Refusal) -> str:
    match error:
        case StillToPay(missing=missing):
            return _("{amount} still to pay.").format(amount=format_money(missing))
        case PaidTooMuch(amount=amount, open_amount=still_open):
            return _(
                "{amount} is more than the {open} still to pay, and only cash gives change."
                " Correct the amount."
            ).format(amount=format_money(amount), open=format_money(still_open))
        case TooManyTenders(most=most):
            return _("A sale takes at most {count} payments. Take one back first.").format(
                count=most
            )
        case NothingToPrint():
            return _("This paper is done already. Reprint it if you need a copy.")
        case _:
            return ""


def _amounts(error: Refusal) -> str:
    match error:
        case BadQuantity(text=text, why=why):
            reasons: dict[str, Words] = {
                "zero": lambda: _(
                    "The quantity must be more than zero. To take the line out, press Delete."
                ),
                "whole": lambda: _(
                    "This product is sold by the piece. Type a whole number, not {text}."
                ),
                "form": lambda: _("“{text}” is no quantity. Type it like 3 or 1,5."),
                "too_large": lambda: _("{text} is too many. Type at most 999.999."),
            }
            return reasons[why]().format(text=text)
        case AmountTooLarge(most=most):
            return _("That is more than one sale can hold ({amount}). Split it.").format(
                amount=format_money(most)
            )
        case BadAmount(code=code):
            return _AMOUNT_WORDS[code]()
        case _:
            return ""


_AMOUNT_WORDS: dict[str, Words] = {
    "empty": lambda: _("Type an amount, for example 25.000 or 25rb."),
    "too_long": lambda: _("That is too long for an amount. Type it like 25.000 or 25rb."),
    "digits": lambda: _("Use the digits 0 to 9."),
    "no_number": lambda: _("There is no number in it. Type it like 25.000 or 25rb."),
    "sign": lambda: _("Type the amount without plus, minus or brackets."),
    "form": lambda: _("This cannot be read as an amount. Type it like 25.000 or 25rb."),
    "cents": lambda: _("Rupiah have no cents. Type a whole amount."),
    "too_big": lambda: _("That is too large. Type at most Rp1.000.000.000.000."),
    "zero": lambda: _("Type an amount above zero."),
}


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
}


def _joining(error: Refusal) -> str:
    match error:
        case FileIsRefused(problem=problem, file_name=name):
            sentence = problem_words(problem)
            return f"{name}: {sentence}" if name else sentence
        case UnknownBooth(booth_id=""):
            return _(
                "This claim code fits no booth of this event."
                " Read it again from the organizer's sheet."
            )
        case UnknownBooth(booth_id=booth):
            return _("The event has no booth “{booth}”. Check the booth number.").format(
                booth=booth
            )
        case AlreadyJoined(event_id=event):
            return _("This till has joined the event {event} already.").format(event=event)
        case BadEventDetails(field=field, value=value):
            return _EVENT_WORDS[field]().format(value=value)
        case _:
            return ""


_EVENT_WORDS: dict[str, Words] = {
    "id": lambda: _(
        "“{value}” cannot be an event's id. Use up to 24 small letters, digits and hyphens."
    ),
    "name": lambda: _("Type the event's name, at most 120 letters."),
    "days": lambda: _("“{value}” cannot be read as days. Write them like 2026-11-24..2026-11-26."),
    "zone": lambda: _("“{value}” is no time zone. Write it like +07:00."),
    "cut_off": lambda: _("“{value}” is no hour for the change of day. Write it like 04:00."),
    "currency": lambda: _("“{value}” is no currency Gerai knows. Write it like IDR."),
    "booths": lambda: _(
        "The booth list has no usable rows. It needs the headings booth (or kode) and name"
        " (or nama)."
    ),
    "booth": lambda: _(
        "“{value}” cannot be a booth's id. Use up to 16 letters, digits and hyphens, each one once."
    ),
    "booth_name": lambda: _("The booth {value} has no name, or one that is too long."),
    "booth_region": lambda: _(
        "“{value}” is no code of a regency or city. Write it like 1871, or leave it out."
    ),
    "booth_days": lambda: _("“{value}” are no days of this event."),
    "folder": lambda: _("There is an event in {value} already. Choose an empty folder."),
}


# --- the outside world -------------------------------------------------------------------------


def _outside(error: OutsideError) -> str:
    match error:
        case PrinterError(code=code):
            return printer_words(code)
        case FileTrouble(path=path, what=what):
            return _FILE_WORDS[what]().format(file=path)
        case AlreadyOpen():
            return _(
                "Gerai is open already. If its window does not answer, close it first;"
                " nothing was changed."
            )
        case KeyFileError(path=path, what=what):
            return _KEY_WORDS[what]().format(file=path)
        case StorageError(what=what, path=path):
            return _STORAGE_WORDS.get(what, _STORAGE_WORDS["IOERR"])().format(file=path)
        case JournalDamaged(seq=seq):
            return _(
                "The journal is damaged at entry {number}. Do not sell on this till:"
                " keep its folder and ask for help. Nothing was changed."
            ).format(number=seq)
        case _:
            raise AssertionError(f"no words for {type(error).__name__}")


_FILE_WORDS: dict[str, Words] = {
    "missing": lambda: _("{file} is not there. Choose the file or folder again."),
    "link": lambda: _("{file} is a link. Choose the file itself."),
    "not_a_file": lambda: _("{file} is not a file. Choose a file."),
    "too_big": lambda: _("{file} is too large for what it should be. Choose another file."),
    "no_space": lambda: _("The disk is full: {file} was not written. Make room and try again."),
    "read_only": lambda: _("Nothing can be written there: {file}. Choose another folder."),
    "denied": lambda: _("Access to {file} is not allowed. Choose another folder."),
    "in_use": lambda: _("Another program holds {file}. Close it and try again."),
    "other_disk": lambda: _("The stick was taken out: {file} was not written. Put it back in."),
    "not_read_back": lambda: _("The disk gave {file} back damaged. Use another disk or stick."),
    "device": lambda: _("The disk does not answer: {file}. Check it and try again."),
}

_STORAGE_WORDS: dict[str, Words] = {
    "FULL": lambda: _("The disk is full. Make room and try again; your cart is kept."),
    "IOERR": lambda: _("The disk reports a fault on {file}. Your cart is kept; try again."),
    "BUSY": lambda: _("Another program holds {file}. Close it and try again."),
    "LOCKED": lambda: _("Another program holds {file}. Close it and try again."),
    "READONLY": lambda: _("{file} cannot be written. Check the rights of its folder."),
    "CANTOPEN": lambda: _("{file} cannot be opened. Check the rights of its folder."),
    "CORRUPT": lambda: _(
        "{file} is damaged. Do not sell on this till: keep the file and ask for help."
    ),
    "NOTADB": lambda: _("{file} is no till database. Nothing was changed; ask for help."),
    "FOREIGN": lambda: _("{file} belongs to another program. Nothing was changed."),
    "NEWER": lambda: _("{file} was made by a newer Gerai. Start the newer program."),
}

_KEY_WORDS: dict[str, Words] = {
    "exists": lambda: _("There is a key in {file} already. It was kept; choose another folder."),
    "damaged": lambda: _("{file} holds no usable key. Take the copy of it that you put away."),
    "passphrase_missing": lambda: _("{file} is locked. Type its passphrase."),
    "passphrase_wrong": lambda: _("The passphrase does not open {file}. Type it again."),
}


def printer_words(code: str) -> str:
    """Why a paper waits or failed, by the codes of printing.md 4.6; empty for no reason."""
    return _PRINTER_WORDS.get(code, _PRINTER_WORDS["UNKNOWN"])()


_PRINTER_WORDS: dict[str, Words] = {
    "": lambda: "",
    "NO_PRINTER": lambda: _("No printer is chosen. Choose one under Settings."),
    "NOT_FOUND": lambda: _("The printer was not found. Check its address under Settings."),
    "REFUSED": lambda: _("The printer refuses the connection. Switch it off and on again."),
    "UNREACHABLE": lambda: _("The printer cannot be reached. Check its power and cable."),
    "NO_PERMISSION": lambda: _("Access is not allowed. Choose another folder or printer."),
    "BUSY": lambda: _("The printer is busy with another till. Try again in a moment."),
    "STALLED": lambda: _("The printer takes no more data. Check its paper and cover."),
    "DISCONNECTED": lambda: _("The connection broke. Look whether the paper came out."),
    "PAPER_OUT": lambda: _("The paper is out. Put in a new roll and try again."),
    "COVER_OPEN": lambda: _("The printer's cover is open. Close it and try again."),
    "OFFLINE": lambda: _("The printer is offline. Switch it on and try again."),
    "SPOOLER_ERROR": lambda: _("The computer's print queue reports a fault. Look at it there."),
    "BAD_PAPER": lambda: _("This paper could not be laid out. The sale itself is safe."),
    "UNKNOWN": lambda: _("The printer reports a fault. Check it and try again."),
    "SEEN": lambda: _("You said that it came out."),
    "DROPPED": lambda: _("You dropped it."),
    "REPLACED": lambda: _("A marked copy takes its place."),
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


def reason_words(code: str) -> str:
    """A reason for a difference in the drawer; an unknown code is shown as it is."""
    words = _REASONS.get(code)
    return code if words is None else words()


_REASONS: dict[str, Words] = {
    "salah-kembalian": lambda: _("Wrong change given"),
    "belum-ketemu": lambda: _("Not found yet"),
    "belum-dicatat": lambda: _("Something was not recorded"),
    "lainnya": lambda: _("Another reason"),
}

DIFFERENCE_REASONS = tuple(_REASONS)
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
