"""Codes, rights and PINs of the people at a till."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pos_app.domain.people import (
    ALL_RIGHTS,
    RIGHTS,
    Operator,
    People,
    PinHash,
    Right,
    is_fit_pin,
    wait_after,
)

OWNER = Operator("k1", "Rahma", pin=PinHash(b"s", b"d"))
HELPER = Operator("k2", "Budi", frozenset[Right]({"no_sale"}), pin=PinHash(b"s", b"d"))


def test_a_pin_fits_its_own_hash_and_no_other() -> None:
    kept = PinHash.of("4711", b"salt")
    assert kept.fits("4711")
    assert not kept.fits("4712")
    assert not kept.fits("")


def test_the_same_pin_is_kept_differently_with_another_salt() -> None:
    assert PinHash.of("4711", b"one").digest != PinHash.of("4711", b"two").digest
    assert b"4711" not in PinHash.of("4711", b"one").digest


@pytest.mark.parametrize("pin", ["1234", "00000000"])
def test_a_pin_has_four_to_eight_digits(pin: str) -> None:
    assert is_fit_pin(pin)


@pytest.mark.parametrize("pin", ["", "123", "123456789", "12a4", "١٢٣٤", " 1234"])
def test_anything_else_is_no_pin(pin: str) -> None:
    assert not is_fit_pin(pin)


def test_five_wrong_pins_are_free_and_then_waiting_doubles_up_to_a_quarter_of_an_hour() -> None:
    waits = [wait_after(wrong) for wrong in (0, 4, 5, 6, 7, 8, 9, 10, 99_999)]
    assert waits == [0, 0, 30, 60, 120, 240, 480, 900, 900]


def test_whoever_works_alone_may_do_everything() -> None:
    assert People((HELPER,)).may("k2", "settings")
    assert People().may("", "settings")


def test_in_a_team_each_may_do_what_he_was_given() -> None:
    team = People((OWNER, HELPER))
    assert [team.may("k2", right) for right in ("no_sale", "void", "settings")] == [
        True,
        False,
        False,
    ]
    assert team.holders("void") == (OWNER,)
    assert not team.may("k9", "void")


def test_a_retired_person_may_nothing_and_leaves_a_booth_of_one() -> None:
    gone = Operator("k2", "Budi", is_retired=True)
    people = People((OWNER, gone))
    assert people.is_one_person
    assert people.active == (OWNER,)
    assert people.names == (("k1", "Rahma"), ("k2", "Budi"))
    third = people.with_operator(Operator("k3", "Sari"))
    assert not third.may("k2", "no_sale")


def test_a_code_is_never_given_twice() -> None:
    assert People().next_code == "k1"
    assert People((OWNER, Operator("k7", "Budi", is_retired=True))).next_code == "k8"


def test_a_team_needs_somebody_who_may_change_the_settings() -> None:
    assert People((OWNER, HELPER)).keeps_a_keeper()
    assert People((HELPER,)).keeps_a_keeper()
    assert not People((HELPER, Operator("k3", "Sari", frozenset()))).keeps_a_keeper()


@given(st.sets(st.sampled_from(RIGHTS)))
def test_the_mask_of_rights_tells_each_of_them(rights: set[Right]) -> None:
    mask = Operator("k1", "Rahma", frozenset(rights)).rights_mask
    assert {right for place, right in enumerate(RIGHTS) if mask >> place & 1} == rights


def test_all_rights_are_127_in_an_audit() -> None:
    assert Operator("k1", "Rahma", ALL_RIGHTS).rights_mask == 127


@given(st.lists(st.integers(1, 99), unique=True, max_size=12))
def test_people_stand_in_the_order_of_their_codes(numbers: list[int]) -> None:
    people = People()
    for number in numbers:
        people = people.with_operator(Operator(f"k{number}", f"Orang {number}"))
    assert [one.number for one in people.operators] == sorted(numbers)
