"""Typed amounts, quantities and scan lines; notes, coins and round-ups."""

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pos_app.domain.money import MOST_MONEY, Percent, Quantity
from pos_app.domain.rupiah import (
    COINS,
    NOTES,
    Amount,
    Denomination,
    Doubtful,
    ReadAmount,
    Refused,
    ScanLine,
    in_notes,
    read_amount,
    read_percent,
    read_quantity,
    read_scan_line,
    round_ups,
)
from pos_app.i18n import format_money, format_plain

VECTORS = json.loads(
    (Path(__file__).parents[1] / "data" / "rupiah-vectors.json").read_text(encoding="utf-8")
)


def expected(vector: dict[str, Any]) -> ReadAmount:
    if "value" in vector:
        return Amount(vector["value"])
    return Doubtful(tuple(vector["ask"])) if "ask" in vector else Refused(vector["refuse"])


@pytest.mark.parametrize("vector", VECTORS["parse"], ids=lambda vector: repr(vector["text"]))
def test_an_amount_is_read_as_the_vectors_say(vector: dict[str, Any]) -> None:
    read = read_amount(
        vector["text"],
        field=vector["field"],
        type_in_thousands=vector.get("type_in_thousands", False),
    )
    assert read == expected(vector)


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("25 ribu rupiah", Amount(25_000)),
        ("Rp.25.000", Amount(25_000)),
        ("rp 1.250.000,--", Amount(1_250_000)),
        ("25 000,00", Amount(25_000)),
        ("1000000000000", Amount(MOST_MONEY)),
        ("1 250 000", Amount(1_250_000)),
        ("0.00", Amount(0)),
        ("25,55", Doubtful((25_550,))),
        ("25,05", Doubtful((25_050,))),
        ("25,-", Doubtful((25, 25_000))),
        ("1.250jt", Doubtful((1_250_000, 1_250_000_000))),
        ("0,5", Refused("cents")),
        ("0.500", Refused("form")),
        ("025.000", Refused("form")),
        ("1.250,000", Refused("form")),
        ("25000.000", Refused("form")),
        ("25.000,00,-", Refused("form")),
        ("25.000rb", Doubtful((25_000, 25_000_000))),
        ("0,125jt", Refused("form")),
        ("1,5m", Refused("form")),
        ("(25.000)", Refused("sign")),
        ("+25000", Refused("sign")),
        ("Rp -25.000", Refused("sign")),
        ("\u221225000", Refused("sign")),
        ("2\u0665000", Refused("digits")),
        ("25\u00b2", Refused("digits")),
        ("\u00a0 \t", Refused("empty")),
        ("999999999jt", Refused("too_big")),
        ("999.999jt", Doubtful((999_999_000, 999_999_000_000))),
        ("25.000\n", Amount(25_000)),
        ("25\n000", Refused("form")),
        (" " * 41, Refused("too_long")),
    ],
)
def test_forms_beside_the_vectors(text: str, read: ReadAmount) -> None:
    assert read_amount(text) == read


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("25,00", Amount(25_000)),
        ("25.5", Doubtful((25_500,))),
        ("25 rupiah", Doubtful((25, 25_000))),
        ("1.250", Amount(1_250)),
        ("9999", Doubtful((9_999, 9_999_000))),
        ("10000", Amount(10_000)),
        ("25rb", Amount(25_000)),
        ("0", Amount(0)),
    ],
)
def test_typing_in_thousands_multiplies_only_what_is_bare(text: str, read: ReadAmount) -> None:
    assert read_amount(text, type_in_thousands=True) == read


def test_an_exact_field_takes_small_sums_as_they_are_even_when_typing_in_thousands() -> None:
    assert read_amount("25", field="exact", type_in_thousands=True) == Amount(25)
    assert read_amount("25.00", field="exact") == Amount(25)
    assert read_amount("1.250rb", field="exact") == Doubtful((1_250, 1_250_000))


@given(st.integers(0, MOST_MONEY))
def test_what_the_screen_writes_is_read_as_the_same_amount(minor: int) -> None:
    for text in (format_money(minor), format_plain(minor), str(minor)):
        read = read_amount(text)
        if 0 < minor < 1_000:
            assert read == Doubtful((minor, minor * 1_000))
        else:
            assert read == Amount(minor)


@given(st.text(alphabet="0123456789.,- Rprbkjtauih\u00a0", max_size=45))
def test_no_text_becomes_an_amount_with_other_digits(text: str) -> None:
    read = read_amount(text)
    if isinstance(read, Amount) and read.minor:
        digits = "".join(sign for sign in text if sign.isdigit())
        assert str(read.minor).rstrip("0") == digits.lstrip("0").rstrip("0")


# --- quantities --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "quantity"),
    [("3", "3"), ("1,5", "1.5"), ("1.5", "1.5"), (" 0,25 ", "0.25"), ("1,250", "1.25")],
)
def test_a_quantity_is_read(text: str, quantity: str) -> None:
    assert read_quantity(text) == Quantity.of(quantity)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("0", "zero"),
        ("0,000", "zero"),
        ("-2", "sign"),
        ("1.250", "form"),
        ("1,2345", "form"),
        ("1,", "form"),
        ("007", "form"),
        ("1000000", "too_big"),
        ("", "empty"),
        ("dua", "no_number"),
        ("\uff12", "digits"),
    ],
)
def test_a_quantity_that_is_none_is_refused(text: str, code: str) -> None:
    read = read_quantity(text)
    assert isinstance(read, Refused)
    assert read.code == code


@pytest.mark.parametrize(
    ("text", "quantity", "wanted"),
    [
        ("12", "1", "12"),
        ("3*12", "3", "12"),
        ("5x12", "5", "12"),
        ("5X12", "5", "12"),
        ("1,5*12", "1.5", "12"),
        ("2×kopi", "2", "kopi"),
        ("2 x kopi susu", "2", "kopi susu"),
        ("10 * KRI-001", "10", "KRI-001"),
        ("kopi", "1", "kopi"),
        ("3xl kaos", "1", "3xl kaos"),
        ("3*", "1", "3*"),
        (" 8991234567890 ", "1", "8991234567890"),
    ],
)
def test_the_scan_field_takes_a_quantity_in_front(text: str, quantity: str, wanted: str) -> None:
    assert read_scan_line(text) == ScanLine(Quantity.of(quantity), wanted)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("0*12", "zero"),
        ("-1*12", "sign"),
        ("\u22122x12", "sign"),
        ("1.250*12", "form"),
        ("", "empty"),
    ],
)
def test_the_scan_field_refuses_zero_and_negative_quantities(text: str, code: str) -> None:
    read = read_scan_line(text)
    assert isinstance(read, Refused)
    assert read.code == code


# --- notes and coins ---------------------------------------------------------------------------


def test_the_count_sheet_has_seven_notes_and_four_coins_largest_first() -> None:
    assert [note.value for note in NOTES] == [
        100_000, 50_000, 20_000, 10_000, 5_000, 2_000, 1_000,
    ]  # fmt: skip
    assert [coin.value for coin in COINS] == [1_000, 500, 200, 100]
    assert len({*NOTES, *COINS}) == 11  # the note and the coin of 1.000 are two rows


def test_change_is_handed_back_in_the_fewest_pieces() -> None:
    assert in_notes(87_500) == (
        (Denomination(50_000, "note"), 1),
        (Denomination(20_000, "note"), 1),
        (Denomination(10_000, "note"), 1),
        (Denomination(5_000, "note"), 1),
        (Denomination(2_000, "note"), 1),
        (Denomination(500, "coin"), 1),
    )
    assert in_notes(0) == ()
    assert in_notes(50) == ()


@pytest.mark.parametrize(
    ("total", "two"),
    [
        (3_000, (5_000, 10_000)),
        (8_500, (10_000, 20_000)),
        (12_000, (20_000, 50_000)),
        (22_000, (50_000, 100_000)),
        (45_000, (50_000, 100_000)),
        (50_000, (100_000,)),
        (87_500, (90_000, 100_000)),
        (100_000, ()),
        (120_000, (150_000, 200_000)),
        (178_000, (180_000, 200_000)),
        (354_000, (360_000, 400_000)),
        (1_250_000, (1_300_000,)),
        (0, ()),
        (-5_000, ()),
    ],
)
def test_round_ups_are_what_buyers_hand_over(total: int, two: tuple[int, ...]) -> None:
    assert round_ups(total, 2) == two


def test_the_tender_page_shows_up_to_three_round_ups() -> None:
    assert round_ups(22_000, 3) == (30_000, 50_000, 100_000)


@given(st.integers(1, 5_000_000), st.integers(1, 3))
def test_round_ups_pay_the_total_with_no_note_too_many(total: int, most: int) -> None:
    amounts = round_ups(total, most)
    assert len(amounts) <= most
    assert list(amounts) == sorted(set(amounts))
    for amount in amounts:
        smallest_note = in_notes(amount)[-1][0].value
        assert amount - smallest_note < total < amount


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("10", Percent.of(10)),
        ("12,5", Percent.of("12.5")),
        (" 2.25 % ", Percent.of("2.25")),
        ("100%", Percent.of(100)),
        ("", Refused("empty")),
        ("0", Refused("zero")),
        ("100,01", Refused("too_big")),
        ("1,2,3", Refused("form")),
        ("12,345", Refused("form")),
        ("ten", Refused("no_number")),
        ("-5", Refused("sign")),
    ],
)
def test_a_percentage_is_read_as_people_type_it(text: str, read: Percent | Refused) -> None:
    assert read_percent(text) == read
