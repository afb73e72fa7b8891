"""What somebody types to find a receipt: a number, an amount, a time, words of a product."""

import re
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final, Literal

from pos_app.domain.folding import words_of
from pos_app.domain.money import Money
from pos_app.domain.rupiah import Amount, Doubtful, read_amount

ReceiptState = Literal["paid", "voided", "part", "refunded", "void", "refund"]
"""A sale is paid, voided, refunded in part or wholly; the last two are corrections themselves."""

StateWanted = Literal["", "paid", "voided", "refunded", "unsure"]
"""What a filter asks for: nothing, what stands, what was voided or refunded, money not seen yet."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundReceipt:
    """One row of the list. `back` is what refunds of a sale gave back; `of_seq` the sale meant.

    `is_unsure`: some of its money was not seen; `is_missing`: somebody looked, and it had not come.
    """

    seq: int
    no: int
    at: datetime
    day: date
    total: Money
    tenders: tuple[str, ...]
    state: ReceiptState
    is_unsure: bool = False
    is_missing: bool = False
    of_seq: int | None = None
    back: Money = 0


@dataclass(frozen=True, slots=True)
class SearchTerm:
    """One thing typed, with all it can mean; a receipt fits when any of it fits.

    `whole_words` stand as they are in a product's name or code, `word_starts` begin a word there.
    """

    numbers: tuple[int, ...] = ()
    amounts: tuple[Money, ...] = ()
    clock: str = ""
    whole_words: tuple[str, ...] = ()
    word_starts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ReceiptQuery:
    """Which receipts are wanted: all terms, and the filters that are set."""

    terms: tuple[SearchTerm, ...] = ()
    day: date | None = None
    tender: str = ""
    state: StateWanted = ""


def read_terms(text: str, dev: str) -> tuple[SearchTerm, ...]:
    """Take what was typed apart; `dev` is the till whose receipts are looked for.

    An amount may hold blanks (`1,5 jt`); otherwise every piece between blanks has to fit.
    """
    text = text.strip()[:_LONGEST]
    amounts = _amounts(text)
    if amounts and " " in text:
        return (SearchTerm(amounts=amounts),)
    return tuple(_term(piece, dev) for piece in text.split())


def _term(piece: str, dev: str) -> SearchTerm:
    full = _FULL_NUMBER.fullmatch(piece)
    if full is not None and full["dev"].casefold() == dev.casefold():
        return SearchTerm(numbers=(int(full["no"]),))
    is_number = _NUMBER.fullmatch(piece) is not None
    words = tuple(words_of(piece))
    are_digits = all(word.isdigit() for word in words)
    return SearchTerm(
        numbers=(int(piece),) if is_number else (),
        amounts=_amounts(piece),
        clock=_clock(piece),
        whole_words=words if are_digits else (),
        word_starts=() if are_digits else words,
    )


def _amounts(text: str) -> tuple[Money, ...]:
    match read_amount(text):
        case Amount(minor=minor):
            return (minor,)
        case Doubtful(choices=choices):
            return choices
        case _:
            return ()


def _clock(piece: str) -> str:
    match = _CLOCK.fullmatch(piece)
    return "" if match is None else f"{int(match['hour']):02d}:{match['minute']}"


_LONGEST: Final = 80
_NUMBER: Final = re.compile(r"[0-9]{1,9}")
_FULL_NUMBER: Final = re.compile(r"(?P<dev>[A-Za-z0-9]{6})-(?P<no>[0-9]{1,9})")
_CLOCK: Final = re.compile(r"(?P<hour>[01]?[0-9]|2[0-3])[.:](?P<minute>[0-5][0-9])")
