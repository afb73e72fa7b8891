"""Barcodes with a weight in them, as scales print them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pos_app.domain.money import Quantity
from pos_app.domain.scale_code import ScaleCode, ScalePattern, check_digit

WEIGHT = ScalePattern.of("21 ccccc wwwww k")


def with_check(digits: str) -> str:
    return digits + check_digit(digits)


@pytest.mark.parametrize("code", ["4006381333931", "036000291452", "96385074"])
def test_the_check_digit_is_that_of_printed_codes(code: str) -> None:
    assert check_digit(code[:-1]) == code[-1]


def test_s12_code_and_weight_come_out_of_the_booths_own_layout() -> None:
    assert WEIGHT.read(with_check("210012301250")) == ScaleCode("00123", Quantity(1_250))


@pytest.mark.parametrize(
    "code",
    [
        "2100123012509",  # a wrong check digit
        with_check("220012301250"),  # another layout
        with_check("210012300000"),  # nothing was weighed
        "21001230125",
        "21001230125x0",
        "",
    ],
)
def test_s12_a_code_that_cannot_be_trusted_is_no_weight(code: str) -> None:
    assert WEIGHT.read(code) is None


@pytest.mark.parametrize(
    "text", ["", "CCCWWW", "21CCCCC", "21WWWWW", "21CCCWWWCC", "21KCCCWWW", "2" * 30 + "CWWW", "x"]
)
def test_a_pattern_that_no_code_could_fit_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="no pattern"):
        ScalePattern.of(text)


@given(st.integers(0, 12), st.integers(1, 9))
def test_s12_one_wrong_digit_is_never_another_weight(place: int, change: int) -> None:
    code = with_check("210012301250")
    wrong = str((int(code[place]) + change) % 10)
    assert WEIGHT.read(code[:place] + wrong + code[place + 1 :]) is None
