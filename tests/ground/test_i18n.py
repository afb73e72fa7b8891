"""How money, quantities, days and amounts in words look in both languages."""

import json
from collections.abc import Iterator
from datetime import date, datetime, timedelta, timezone
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pos_app.domain.money import Percent, Quantity
from pos_app.i18n import (
    N_,
    _,
    amount_in_words,
    format_clock,
    format_date,
    format_long_date,
    format_money,
    format_percent,
    format_plain,
    format_quantity,
    format_time,
    language,
    ngettext,
    use_language,
)

VECTORS = json.loads(
    (Path(__file__).parents[1] / "data" / "rupiah-vectors.json").read_text(encoding="utf-8")
)
THURSDAY = date(2026, 11, 26)


def at(hour: int, minute: int, *, offset: float) -> datetime:
    return datetime(2026, 11, 26, hour, minute, tzinfo=timezone(timedelta(hours=offset)))


@pytest.fixture(autouse=True)
def _language_as_before() -> Iterator[None]:
    before = language()
    use_language("id")
    yield
    use_language(before)


@pytest.mark.parametrize("vector", VECTORS["format"], ids=lambda vector: vector["screen"])
def test_amounts_look_as_the_vectors_say_in_both_languages(vector: dict[str, object]) -> None:
    value = vector["value"]
    assert isinstance(value, int)
    for code in ("id", "en"):
        use_language("id" if code == "id" else "en")
        assert format_money(value) == vector["screen"]
        assert format_plain(value) == vector["receipt"]


def test_a_screen_may_use_the_true_minus_and_minor_units_come_after_a_comma() -> None:
    assert format_money(-25_000, true_minus=True) == "\u2212Rp25.000"
    assert format_money(-125_050, 2) == "-Rp1.250,50"
    assert format_plain(5, 2) == "0,05"


def test_quantities_and_percentages_have_a_decimal_comma() -> None:
    assert format_quantity(Quantity.of("1.5")) == "1,5"
    assert format_quantity(Quantity.of(12_500)) == "12500"
    assert format_quantity(Quantity.of("-0.25")) == "-0,25"
    assert format_percent(Percent.of("12.5")) == "12,5%"
    assert format_percent(Percent.of(10)) == "10%"


def test_days_and_times_in_indonesian() -> None:
    assert format_date(THURSDAY) == "Kam, 26 Nov 2026"
    assert format_long_date(date(2026, 8, 2)) == "Minggu, 2 Agustus 2026"
    assert format_time(at(14, 32, offset=7)) == "14.32 WIB"
    assert format_time(at(9, 5, offset=8)) == "09.05 WITA"
    assert format_time(at(9, 5, offset=9)) == "09.05 WIT"
    assert format_time(at(9, 5, offset=5.5)) == "09.05 +05:30"
    assert format_time(at(9, 5, offset=-3.5)) == "09.05 -03:30"


def test_days_and_times_in_english() -> None:
    use_language("en")
    assert format_date(THURSDAY) == "Thu, 26 Nov 2026"
    assert format_long_date(date(2026, 8, 2)) == "Sunday, 2 August 2026"
    assert format_clock(at(14, 32, offset=7)) == "14:32"
    assert format_time(at(14, 32, offset=7)) == "14:32 WIB"


@pytest.mark.parametrize("vector", VECTORS["words"], ids=lambda vector: vector["text"])
def test_amounts_in_words_are_those_of_the_vectors(vector: dict[str, object]) -> None:
    value = vector["value"]
    assert isinstance(value, int)
    assert amount_in_words(value) == vector["text"]


@pytest.mark.parametrize(
    ("minor", "indonesian", "english"),
    [
        (0, "nol", "zero"),
        (10, "sepuluh", "ten"),
        (12, "dua belas", "twelve"),
        (19, "sembilan belas", "nineteen"),
        (20, "dua puluh", "twenty"),
        (21, "dua puluh satu", "twenty-one"),
        (111, "seratus sebelas", "one hundred eleven"),
        (1_001, "seribu satu", "one thousand one"),
        (
            21_000_000,
            "dua puluh satu juta",
            "twenty-one million",
        ),
        (
            999_999_999_999,
            "sembilan ratus sembilan puluh sembilan miliar"
            " sembilan ratus sembilan puluh sembilan juta"
            " sembilan ratus sembilan puluh sembilan ribu"
            " sembilan ratus sembilan puluh sembilan",
            "nine hundred ninety-nine billion nine hundred ninety-nine million"
            " nine hundred ninety-nine thousand nine hundred ninety-nine",
        ),
        (10**12, "satu triliun", "one trillion"),
        (-500, "minus lima ratus", "minus five hundred"),
    ],
)
def test_amounts_in_words_in_both_languages(minor: int, indonesian: str, english: str) -> None:
    assert amount_in_words(minor) == f"{indonesian} rupiah"
    use_language("en")
    assert amount_in_words(minor) == f"{english} rupiah"


NUMBERS = {
    word: value
    for value, word in enumerate(
        ["nol", "satu", "dua", "tiga", "empat", "lima", "enam", "tujuh", "delapan", "sembilan"]
    )
}
SCALES = {"ribu": 10**3, "juta": 10**6, "miliar": 10**9, "triliun": 10**12}


def value_of(words: str) -> int:
    """Read Indonesian number words by the school rule, apart from the code that writes them."""
    spelled = words.replace("sepuluh", "satu puluh").replace("sebelas", "satu belas")
    spelled = spelled.replace("seratus", "satu ratus").replace("seribu", "satu ribu")
    total = group = last = 0
    for word in spelled.split():
        if word in NUMBERS:
            group, last = group + last, NUMBERS[word]
        elif word == "belas":
            group, last = group + 10 + last, 0
        elif word in ("puluh", "ratus"):
            group, last = group + last * (10 if word == "puluh" else 100), 0
        else:
            total, group, last = total + (group + last) * SCALES[word], 0, 0
    return total + group + last


@given(st.integers(0, 10**15 - 1))
def test_words_read_back_give_the_amount(minor: int) -> None:
    assert value_of(amount_in_words(minor).removesuffix(" rupiah")) == minor


def test_an_unknown_sentence_stays_in_english_instead_of_failing() -> None:
    assert _("no such sentence {x}") == "no such sentence {x}"
    assert N_("marked") == "marked"
    use_language("en")
    assert ngettext("{n} no such row", "{n} no such rows", 1) == "{n} no such row"
    assert ngettext("{n} no such row", "{n} no such rows", 2) == "{n} no such rows"
