"""Amounts, quantities and scan-field lines as people type them; notes, coins and round-ups.

An amount is a whole number of rupiah, read without asking the system's locale: there `25.000`
would be twenty-five. What can mean two things is a question with its choices, never a guess.
"""

import re
from dataclasses import dataclass
from typing import Final, Literal, TypeAlias

from pos_app.domain.money import MOST_MONEY, Money, Percent, Quantity

AmountField = Literal["price", "exact"]
RefusedCode = Literal[
    "empty",
    "too_long",
    "digits",
    "no_number",
    "sign",
    "form",
    "cents",
    "too_big",
    "zero",  # quantities only
]


@dataclass(frozen=True, slots=True)
class Amount:
    """An amount that can mean only one thing."""

    minor: Money


@dataclass(frozen=True, slots=True)
class Doubtful:
    """A text with several or unlikely meanings; somebody has to choose, smaller ones first."""

    choices: tuple[Money, ...]


@dataclass(frozen=True, slots=True)
class Refused:
    """No amount or quantity, and why."""

    code: RefusedCode


ReadAmount: TypeAlias = Amount | Doubtful | Refused


def read_amount(
    text: str, *, field: AmountField = "price", type_in_thousands: bool = False
) -> ReadAmount:
    """Read an amount by the forms of indonesia.md 3.1.

    `price`: prices and amounts paid, where 1 to 999 is doubtful. `exact`: fields where small sums
    are normal. `type_in_thousands` is the booth's choice to type 25 for Rp25.000.
    """
    written = _clean(text)
    refused = _refuse_early(text, written)
    if refused is not None:
        return refused
    match = _AMOUNT.fullmatch(written)
    if match is None:
        return Refused("form")
    if match["word"] is not None:
        read = _with_word(match["number"], _WORDS[match["word"]])
    else:
        says_rupiah = match["before"] is not None or match["after"] is not None
        read = _without_word(
            match["number"],
            has_tail=match["tail"] is not None,
            asks_small=field == "price",
            in_thousands=type_in_thousands and field == "price" and not says_rupiah,
        )
    # Doubtful meanings are below a million thousands or millions, so they always fit.
    return Refused("too_big") if isinstance(read, Amount) and read.minor > MOST_MONEY else read


def _clean(text: str) -> str:
    return _BLANKS.sub(" ", text).strip().lower()


def _refuse_early(text: str, written: str) -> Refused | None:
    if len(text) > _LONGEST:
        return Refused("too_long")
    if not written:
        return Refused("empty")
    if any(sign.isdigit() and not sign.isascii() for sign in written):
        return Refused("digits")
    if not re.search("[0-9]", written):
        return Refused("no_number")
    if _SIGNED.match(written):
        return Refused("sign")
    return None


def _with_word(number: str, factor: int) -> ReadAmount:
    scaled = _PLAIN.fullmatch(number)
    if scaled is not None:
        return Amount(_scaled(scaled["whole"], scaled["places"] or "", factor))
    doubtful = _SCALED_OR_GROUPED.fullmatch(number)
    if doubtful is None:
        return Refused("form")
    digits = int(doubtful["whole"] + doubtful["places"])
    return Doubtful((digits * factor // 1000, digits * factor))


def _without_word(
    number: str, *, has_tail: bool, asks_small: bool, in_thousands: bool
) -> ReadAmount:
    plain = _PLAIN.fullmatch(number)
    match = plain or _GROUPED.fullmatch(number)
    if match is None or (has_tail and match["places"]):
        return Refused("form")
    whole, places = int(re.sub("[., ]", "", match["whole"])), match["places"] or ""
    is_small = 0 < whole < _THOUSAND
    if places.strip("0"):
        asks = is_small and asks_small
        return Doubtful((_scaled(str(whole), places, _THOUSAND),)) if asks else Refused("cents")
    if is_small and in_thousands:
        return Amount(whole * _THOUSAND)
    looks_typed_out = plain is not None and _THOUSAND <= whole < 10 * _THOUSAND
    if (is_small and asks_small) or (in_thousands and looks_typed_out):
        return Doubtful((whole, whole * _THOUSAND))
    return Amount(whole)


def _scaled(whole: str, places: str, factor: int) -> int:
    parts: int = 10 ** len(places)
    return int(whole + places) * factor // parts  # exact: there are at most three places


# --- quantities --------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class ScanLine:
    """What the scan field asks for: how much of which code or of which words."""

    quantity: Quantity
    wanted: str


def read_quantity(text: str) -> Quantity | Refused:
    """Read `3`, `1,5` or `1.5`, above zero, up to 999.999 and three decimals.

    A dot before exactly three digits is refused: it would be a thousand to most people here and
    a decimal sign to the rest.
    """
    written = _clean(text)
    refused = _refuse_early(text, written)
    if refused is not None:
        return refused
    match = _QUANTITY.fullmatch(written)
    if match is None:
        return Refused("form")
    if len(match["whole"]) > _MOST_QUANTITY_DIGITS:
        return Refused("too_big")
    places = match["after_comma"] or match["after_dot"] or "0"
    quantity = Quantity.of(f"{match['whole']}.{places}")
    return quantity if quantity.thousandths else Refused("zero")


def read_percent(text: str) -> Percent | Refused:
    """Read `10`, `12,5`, `12.5 %`, above zero, up to 100 with two decimals (R4)."""
    written = _clean(text).removesuffix("%").strip()
    refused = _refuse_early(text, written)
    if refused is not None:
        return refused
    try:
        percent = Percent.of(written.replace(",", "."))
    except ValueError:
        return Refused("form")
    if not percent.hundredths:
        return Refused("zero")
    return Refused("too_big") if percent > _ALL_OF_IT else percent


def read_scan_line(text: str) -> ScanLine | Refused:
    """Take a quantity in front of a code or of words: `3*12`, `5x12`, `1,5*12`, `2 × kopi`.

    Without one it is a piece. `3xl` asks for the size: an x needs a digit or a blank behind it.
    """
    wanted = _BLANKS.sub(" ", text).strip()
    if not wanted:
        return Refused("empty")
    match = _TIMES.fullmatch(wanted)
    if match is None:
        return ScanLine(Quantity(1000), wanted)
    quantity = read_quantity(match["quantity"])
    return quantity if isinstance(quantity, Refused) else ScanLine(quantity, match["wanted"])


# --- notes and coins ---------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Denomination:
    """One row of the count sheet; the note and the coin of 1.000 are two rows."""

    value: Money
    kind: Literal["note", "coin"]


NOTES: Final = tuple(
    Denomination(value, "note") for value in (100_000, 50_000, 20_000, 10_000, 5_000, 2_000, 1_000)
)
COINS: Final = tuple(Denomination(value, "coin") for value in (1_000, 500, 200, 100))
"""In circulation since the series of 2022, largest first (indonesia.md 3.3)."""


def in_notes(amount: Money) -> tuple[tuple[Denomination, int], ...]:
    """The fewest notes and coins for an amount, largest first; a rest below Rp100 is left out."""
    pieces = []
    for denomination in (*NOTES, *COINS[1:]):
        count, amount = divmod(amount, denomination.value)
        if count:
            pieces.append((denomination, count))
    return tuple(pieces)


def round_ups(total: Money, most: int) -> tuple[Money, ...]:
    """What a buyer is likely to hand over instead of the exact total, in rising order (ux.md 6.2).

    Only amounts that take every note of theirs to pay, those with the fewest notes first.
    """
    if total <= 0:
        return ()
    steps = _ROUND_UP_STEPS if total >= _SMALL_TOTAL else (*_ROUND_UP_STEPS, 5_000)
    amounts = {-(-total // step) * step for step in steps} - {total}
    sensible = [amount for amount in amounts if amount - in_notes(amount)[-1][0].value < total]
    sensible.sort(key=lambda amount: (sum(count for _, count in in_notes(amount)), amount))
    return tuple(sorted(sensible[:most]))


_LONGEST: Final = 40
_THOUSAND: Final = 1_000
_MOST_QUANTITY_DIGITS: Final = 6
_ALL_OF_IT: Final = Percent.of(100)
_ROUND_UP_STEPS: Final = (100_000, 50_000, 20_000, 10_000)
_SMALL_TOTAL: Final = 10_000

_WORDS: Final = {
    "rb": 1_000,
    "ribu": 1_000,
    "k": 1_000,
    "jt": 1_000_000,
    "juta": 1_000_000,
}

# No-break, narrow no-break and thin space, as pasted from web pages and spreadsheets.
_BLANKS: Final = re.compile("[\u00a0\u202f\u2009]")
_SIGNED: Final = re.compile(r"((rp\.?|idr) ?)?[-+(\u2212\u2013]")
_AMOUNT: Final = re.compile(
    r"((?P<before>rp\.?|idr) ?)?"
    r"(?P<number>[0-9]|[0-9][0-9., ]*[0-9])"
    r"( ?(?P<word>rb|ribu|k|jt|juta)|(?P<tail>[.,]--?))?"
    r"( ?(?P<after>rupiah))?"
)
_PLAIN: Final = re.compile(r"(?P<whole>0|[1-9][0-9]*)([.,](?P<places>[0-9]{1,2}))?")
_GROUPED: Final = re.compile(
    r"(?P<whole>[1-9][0-9]{0,2}(?P<by>[., ])[0-9]{3}((?P=by)[0-9]{3})*)"
    r"((?!(?P=by))[.,](?P<places>[0-9]{1,2}))?"
)
_SCALED_OR_GROUPED: Final = re.compile(r"(?P<whole>[1-9][0-9]{0,2})[.,](?P<places>[0-9]{3})")
_QUANTITY: Final = re.compile(
    r"(?P<whole>0|[1-9][0-9]*)(,(?P<after_comma>[0-9]{1,3})|\.(?P<after_dot>[0-9]{1,2}))?"
)
_TIMES: Final = re.compile(
    r"(?P<quantity>[-+\u2212]?[0-9][0-9.,]*) ?([*×]|[xX](?=[0-9 ])) ?(?P<wanted>[^ ].*)"
)
