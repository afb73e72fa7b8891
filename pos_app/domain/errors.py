"""What can go wrong, sorted by whose doing it is.

PosError
├── Refusal          the rules say no; expected many times a day
└── OutsideError     paper, disk, cable, file; the work is safe
Problem (a value)    what is wrong with a file or a row; returned, never raised

Anything else that is raised is a bug of ours. Errors carry facts; `pos_app.wording` makes the
sentences.
"""

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Literal

Verdict = Literal["accepted", "refused", "aside", "newer"]


class PosError(Exception):
    """Base of everything Gerai raises on purpose."""


class Refusal(PosError):
    """The rules say no. Nothing was changed; the sentence says what to do next."""


class OutsideError(PosError):
    """The world failed us: paper, disk, cable, file. Nothing recorded is lost."""


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong with a file, by the codes of day-file.md 10.

    `seq` is the number of the entry meant, 0 for the whole file. `detail` is for diagnosis only.
    """

    code: str
    seq: int = 0
    detail: str = ""

    @property
    def verdict(self) -> Verdict:
        """What becomes of the file: E_ refused, Q_ set aside, U_ newer than this program."""
        kinds: dict[str, Verdict] = {"E": "refused", "Q": "aside", "U": "newer"}
        return kinds.get(self.code[0], "accepted")


# --- selling ---------------------------------------------------------------------------------


@dataclass(eq=False)
class UnknownCode(Refusal):
    """No product has this code; the text is kept so that nothing has to be typed twice."""

    code: str


@dataclass(eq=False)
class BadQuantity(Refusal):
    """A quantity of zero, below zero, too large, or with decimals for goods sold by the piece."""

    text: str
    why: Literal["zero", "whole", "form", "too_large"]


@dataclass(eq=False)
class CartIsEmpty(Refusal):
    """There is nothing in the cart to pay for."""


@dataclass(eq=False)
class CartIsFull(Refusal):
    """A sale holds at most this many lines (day-file.md 4)."""

    most: int


@dataclass(eq=False)
class AmountTooLarge(Refusal):
    """The sum passes what one sale may hold (minor units, day-file.md 4)."""

    most: int


@dataclass(eq=False)
class StillToPay(Refusal):
    """The cart cannot be finished yet; `missing` in minor units."""

    missing: int


@dataclass(eq=False)
class PaidTooMuch(Refusal):
    """A tender that gives no change is above what is open; both in minor units."""

    amount: int
    open_amount: int


@dataclass(eq=False)
class OwedTooMuch(Refusal):
    """More change would be owed than there is; the most in minor units."""

    most: int


@dataclass(eq=False)
class MoneyIsTaken(Refusal):
    """Money was taken for this cart: it is given back before the cart can be emptied."""


@dataclass(eq=False)
class NothingIsOwed(Refusal):
    """No change is owed for that sale, or it was paid out already."""


@dataclass(eq=False)
class OwedTooShort(Refusal):
    """The buyer may still come for his change today: it is not given up yet."""


@dataclass(eq=False)
class BadQris(Refusal):
    """A QRIS text that cannot be used, with the code of indonesia.md 2.3 (`Q_CRC`)."""

    code: str
    limit: int = 0


@dataclass(eq=False)
class TooManyTenders(Refusal):
    """A sale takes at most this many tenders (day-file.md 4)."""

    most: int


@dataclass(eq=False)
class BadAmount(Refusal):
    """A typed amount that is no amount, with the code of indonesia.md 3.1."""

    text: str
    code: str


@dataclass(eq=False)
class NothingToUndo(Refusal):
    """The cart is as it was opened."""


# --- the day ---------------------------------------------------------------------------------


@dataclass(eq=False)
class DayIsOpen(Refusal):
    """The day was opened already."""

    day: date


@dataclass(eq=False)
class DayIsNotOpen(Refusal):
    """Nothing was recorded since the last close, so there is nothing to count or close."""


# --- goods -----------------------------------------------------------------------------------


@dataclass(eq=False)
class CodeIsTaken(Refusal):
    """Another product has this code or quick code."""

    code: str
    product_name: str


ProductField = Literal[
    "name", "price", "code", "quick_code", "unit", "category", "floor_price", "tax_rate", "variant"
]


@dataclass(eq=False)
class ProductIsIncomplete(Refusal):
    """A field of the product form is missing or cannot be right."""

    field: ProductField
    why: Literal["missing", "too_long", "form", "signs"]


# --- the booth's own rules ---------------------------------------------------------------------


@dataclass(eq=False)
class BadRule(Refusal):
    """A rule of the booth that cannot be right; names the field of BoothRules."""

    field: str


LogoFault = Literal[
    "no_picture",  # no PNG, JPEG, GIF, BMP or WebP, or a damaged one
    "too_large",
    "blank",  # nothing dark is in it
]


@dataclass(eq=False)
class LogoIsUnusable(Refusal):
    """A file that cannot be made a logo; the one before stays."""

    why: LogoFault


# --- the till's disk ---------------------------------------------------------------------------


@dataclass(eq=False)
class StorageError(OutsideError):
    """The disk or the database file failed us. `what`: SQLite's own word, NEWER or FOREIGN."""

    what: str
    path: Path


@dataclass(eq=False)
class JournalDamaged(OutsideError):
    """The journal on the disk does not hang together; `seq` is the first entry that does not."""

    seq: int


KeyFileFault = Literal[
    "exists",  # a key is there already, and nobody could make it again
    "damaged",  # no private Ed25519 key in it
    "passphrase_missing",
    "passphrase_wrong",
]


@dataclass(eq=False)
class KeyFileError(OutsideError):
    """A key file cannot be used; what the disk itself says is a FileTrouble."""

    path: Path
    what: KeyFileFault


# --- printing ----------------------------------------------------------------------------------


@dataclass(eq=False)
class PrinterError(OutsideError):
    """A printer did not take the paper, with a code of printing.md 4.6 and the bytes accepted."""

    code: str
    detail: str = ""
    bytes_accepted: int = 0


@dataclass(eq=False)
class NothingToPrint(Refusal):
    """No job of that kind is there, or it is finished already."""


@dataclass(eq=False)
class CopyIsMade(Refusal):
    """A copy has taken the place of that paper already: its job, and which copy it is."""

    job_id: int
    copy: int


# --- joining and organizing --------------------------------------------------------------------


@dataclass(eq=False)
class FileIsRefused(Refusal):
    """A pack or key request was not taken over; the problem says why."""

    problem: Problem
    file_name: str = ""


@dataclass(eq=False)
class UnknownBooth(Refusal):
    """The claim code or id belongs to no booth of this event."""

    booth_id: str = ""


@dataclass(eq=False)
class ClaimOfAnotherBooth(Refusal):
    """The claim code is a booth's, but not that of the booth asked for."""

    booth_id: str
    asked: str


@dataclass(eq=False)
class AlreadyJoined(Refusal):
    """This till belongs to another event already."""

    event_id: str


@dataclass(eq=False)
class BadEventDetails(Refusal):
    """An event or booth list cannot be made from what was typed; names the field and the value.

    `row` is the row of the booth list as a spreadsheet counts it, 0 where there is none.
    """

    field: str
    value: str
    row: int = 0
