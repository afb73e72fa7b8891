"""The language of the moment, and how money, quantities and dates look in it.

Source strings are short English; Indonesian is the translation everybody gets first. Numbers look
the Indonesian way in both languages, because a dot that changes its meaning costs money. The
system's locale is never asked.
"""

import gettext
from datetime import date, datetime, timedelta
from typing import Final, Literal

from pos_app.domain.money import Money, Percent, Quantity
from pos_app.files import resource_root

Language = Literal["id", "en"]

LANGUAGES: Final[tuple[Language, ...]] = ("id", "en")


class _Catalogue:
    """The words in use; the only thing here that changes, and only by `use_language`."""

    def __init__(self) -> None:
        self.language: Language = "id"
        self._words: gettext.NullTranslations | None = None

    def switch(self, code: Language) -> None:
        self.language = code
        self._words = None

    @property
    def words(self) -> gettext.NullTranslations:
        if self._words is None:
            # Without a built catalogue the English sources show: odd to read, never wrong.
            self._words = gettext.translation(
                "gerai", str(resource_root() / "locale"), [self.language], fallback=True
            )
        return self._words


_catalogue = _Catalogue()


def use_language(code: Language) -> None:
    """Switch the words of everything that is laid out from now on."""
    _catalogue.switch(code)


def language() -> Language:
    """The language in use."""
    return _catalogue.language


def _(message: str) -> str:
    """The sentence in the language of the moment; fields are filled in afterwards."""
    return _catalogue.words.gettext(message)


def ngettext(one: str, many: str, count: int) -> str:
    """The sentence for a count; Indonesian has one form, English two."""
    return _catalogue.words.ngettext(one, many, count)


def N_(message: str) -> str:  # noqa: N802  gettext's own name for "translate later"
    """Mark a constant for the catalogue; it is translated where it is shown."""
    return message


# --- amounts and other numbers -----------------------------------------------------------------


def format_money(minor: Money, exp: int = 0, *, true_minus: bool = False) -> str:
    """`Rp1.250.000`, `-Rp25.000`: screen and PDF. `true_minus` is for screens only.

    `exp` is the currency's exponent: minor units are 10**exp to the rupiah.
    """
    minus = "\u2212" if true_minus else "-"
    return f"{minus if minor < 0 else ''}Rp{format_plain(abs(minor), exp)}"


def format_plain(minor: Money, exp: int = 0) -> str:
    """`1.250.000`, `-25.000`: receipts, in ASCII."""
    whole, places = divmod(abs(minor), 10**exp)
    decimals = f",{places:0{exp}d}" if exp else ""
    return f"{'-' if minor < 0 else ''}{whole:,}".replace(",", ".") + decimals


def format_quantity(quantity: Quantity) -> str:
    """`3`, `1,5`, `-0,25`; never grouped, so that a dot can only be a mistake."""
    return str(quantity).replace(".", ",")


def format_percent(percent: Percent) -> str:
    """`10%`, `12,5%`."""
    return f"{percent}%".replace(".", ",")


# --- days and times ----------------------------------------------------------------------------


def format_date(day: date) -> str:
    """`Kam, 26 Nov 2026`, in English `Thu, 26 Nov 2026`."""
    return f"{day_name(day)[:3]}, {day.day} {month_name(day)[:3]} {day.year}"


def format_long_date(day: date) -> str:
    """`Kamis, 26 November 2026`."""
    return f"{day_name(day)}, {day.day} {month_name(day)} {day.year}"


def format_time(at: datetime) -> str:
    """`14.32 WIB` in the zone the time carries, in English `14:32 WIB`."""
    return f"{format_clock(at)} {zone_name(at)}"


def format_clock(at: datetime) -> str:
    """`14.32` without the zone, in English `14:32`."""
    return f"{at.hour:02d}{'.' if language() == 'id' else ':'}{at.minute:02d}"


def zone_name(at: datetime) -> str:
    """WIB, WITA or WIT; elsewhere the offset, `+05:30`."""
    offset = at.utcoffset()
    assert offset is not None, "times are aware"
    minutes = offset // timedelta(minutes=1)
    hours, rest = divmod(abs(minutes), 60)
    return _ZONES.get(minutes, f"{'-' if minutes < 0 else '+'}{hours:02d}:{rest:02d}")


def day_name(day: date) -> str:
    """`Kamis`, in English `Thursday`; its first three letters are the short form."""
    return _DAYS[language()][day.weekday()]


def month_name(day: date) -> str:
    """`Agustus`, in English `August`; its first three letters are the short form."""
    return _MONTHS[language()][day.month - 1]


# --- amounts in words --------------------------------------------------------------------------


def amount_in_words(minor: Money) -> str:
    """*Terbilang*: `dua puluh lima ribu rupiah`, for whole rupiah below a thousand trillion.

    In Indonesian by indonesia.md 3.2: seratus and seribu, but satu juta. Minus is read aloud.
    """
    assert abs(minor) < 10**15
    spell = _spelled_in_indonesian if language() == "id" else _spelled_in_english
    return f"{'minus ' if minor < 0 else ''}{spell(abs(minor))} rupiah"


def _spelled_in_indonesian(number: int) -> str:
    if number < len(_SMALL_ID):
        return _SMALL_ID[number]
    parts = []
    for value, name in ((10**12, "triliun"), (10**9, "miliar"), (10**6, "juta"), (1000, "ribu")):
        count, number = divmod(number, value)
        if count:
            is_seribu = count == 1 and name == "ribu"
            parts.append("seribu" if is_seribu else f"{_spelled_in_indonesian(count)} {name}")
    hundreds, number = divmod(number, 100)
    if hundreds:
        parts.append("seratus" if hundreds == 1 else f"{_SMALL_ID[hundreds]} ratus")
    tens, ones = divmod(number, 10) if number >= len(_SMALL_ID) else (0, number)
    if tens:
        parts.append(f"{_SMALL_ID[ones]} belas" if tens == 1 else f"{_SMALL_ID[tens]} puluh")
    if ones and tens != 1:
        parts.append(_SMALL_ID[ones])
    return " ".join(parts)


def _spelled_in_english(number: int) -> str:
    if number < len(_SMALL_EN):
        return _SMALL_EN[number]
    parts = []
    for value, name in (
        (10**12, "trillion"),
        (10**9, "billion"),
        (10**6, "million"),
        (1000, "thousand"),
        (100, "hundred"),
    ):
        count, number = divmod(number, value)
        if count:
            parts.append(f"{_spelled_in_english(count)} {name}")
    tens, ones = divmod(number, 10) if number >= len(_SMALL_EN) else (0, number)
    last = [_TENS_EN[tens]] if tens else []
    last += [_SMALL_EN[ones]] if ones else []
    return " ".join([*parts, "-".join(last)] if last else parts)


_ZONES: Final = {7 * 60: "WIB", 8 * 60: "WITA", 9 * 60: "WIT"}

_DAYS: Final[dict[Language, tuple[str, ...]]] = {
    "id": ("Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu"),
    "en": ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
}
# fmt: off
_MONTHS: Final[dict[Language, tuple[str, ...]]] = {
    "id": (
        "Januari", "Februari", "Maret", "April", "Mei", "Juni",
        "Juli", "Agustus", "September", "Oktober", "November", "Desember",
    ),
    "en": (
        "January", "February", "March", "April", "May", "June",
        "July", "August", "September", "October", "November", "December",
    ),
}

_SMALL_ID: Final = (
    "nol", "satu", "dua", "tiga", "empat", "lima", "enam", "tujuh", "delapan", "sembilan",
    "sepuluh", "sebelas",
)
_SMALL_EN: Final = (
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine",
    "ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen",
    "eighteen", "nineteen",
)
_TENS_EN: Final = (
    "", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety",
)
# fmt: on
