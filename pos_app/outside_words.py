"""Sentences for what the world does to us: disk, file, key, printer."""

import re
from collections.abc import Callable

from pos_app.domain.errors import (
    JournalDamaged,
    KeyFileError,
    OutsideError,
    PrinterError,
    StorageError,
)
from pos_app.files import AlreadyOpen, FileTrouble
from pos_app.i18n import _

Words = Callable[[], str]
"""Words are looked up when they are needed: the language may change while Gerai runs."""


def outside_words(error: OutsideError) -> str:
    """What happened outside, and what to do next."""
    match error:
        case PrinterError(code=code, detail=detail):
            return printer_words(code, detail)
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


def printer_words(code: str, detail: str = "") -> str:
    """Why a paper waits or failed, by the codes of printing.md 4.6; empty for no reason.

    `detail` is what a PrinterError brought along: the group whose members may use a device.
    """
    if code == "NO_PERMISSION" and _A_GROUP.fullmatch(detail):
        words = _(
            "This account may not use the printer. Add it to the group {group}, then sign in anew."
        )
        return words.format(group=detail)
    return _PRINTER_WORDS.get(code, _PRINTER_WORDS["UNKNOWN"])()


_A_GROUP = re.compile(r"[a-z_][a-z0-9_-]*")
"""How groups of Linux are called; other details of a PrinterError have spaces or capitals."""

_PRINTER_WORDS: dict[str, Words] = {
    "": lambda: "",
    "NO_PRINTER": lambda: _("No printer is chosen. Choose one under Settings."),
    "NOT_FOUND": lambda: _(
        "The printer or folder was not found. Check cable or stick, and its place under Settings."
    ),
    "REFUSED": lambda: _("The printer refuses the connection. Switch it off and on again."),
    "UNREACHABLE": lambda: _("The printer cannot be reached. Check its power and cable."),
    "NO_PERMISSION": lambda: _(
        "Access is not allowed. Choose another folder or printer; on Linux the account must be"
        " in the group lp or dialout."
    ),
    "BUSY": lambda: _("The printer is busy with another paper. Wait a moment, or try again."),
    "STALLED": lambda: _("The printer takes no more data. Check its paper and cover."),
    "DISCONNECTED": lambda: _("The connection broke. Check the printer and its cable."),
    "PAPER_OUT": lambda: _("The paper is out. Put in a new roll and try again."),
    "COVER_OPEN": lambda: _("The printer's cover is open. Close it and try again."),
    "OFFLINE": lambda: _("The printer is offline. Switch it on and try again."),
    "SPOOLER_ERROR": lambda: _("The computer's print queue reports a fault. Look at it there."),
    "BAD_PAPER": lambda: _("This paper could not be laid out. The sale itself is safe."),
    "UNKNOWN": lambda: _("The printer reports a fault. Check it and try again."),
    "SEEN": lambda: _("You said that it came out."),
    "DROPPED": lambda: _("You dropped it."),
    "BUYERS_GONE": lambda: _("Dropped: the buyers had left."),
    "PRINTED_ELSEWHERE": lambda: _("Dropped: printed or written elsewhere."),
    "NOT_NEEDED": lambda: _("Dropped: not needed."),
    "REPLACED": lambda: _("A marked copy takes its place."),
    "AWAITING_ANSWER": lambda: _("It has left. The printer's answer is still to come."),
    "NO_ANSWER": lambda: _("The printer gave no answer. Look whether the paper came out."),
    "SAVED": lambda: _("It was saved as a file."),
    "EXPIRED": lambda: _("The drawer was not opened: the printer did not answer in time."),
}
