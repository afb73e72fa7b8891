"""People at a till: PINs, rights, shifts, and what the journal keeps of them."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from pos_app.domain.journal import Audited, Entry, ShiftChanged
from pos_app.domain.people import Operator, Right
from pos_app.domain.people_errors import (
    NoKeeperLeft,
    OperatorIsIncomplete,
    PinIsNeeded,
    PinIsWrong,
    RightIsMissing,
    TooManyOperators,
    TooManyTries,
)
from tests.tills import TillAtWork, World, a_till_at_work

NO_RIGHTS = frozenset[Right]()


@pytest.fixture
def till(tmp_path: Path) -> Iterator[TillAtWork]:
    with a_till_at_work(tmp_path) as at_work:
        yield at_work


def entries(till: TillAtWork) -> list[Entry]:
    return [recorded.entry for recorded in till.app.days.period]


def a_team(till: TillAtWork) -> None:
    """Rahma, who keeps the booth, and Budi, who may do nothing alone."""
    people = till.app.people
    people.set_pin("k1", "1111")
    people.add("Budi", "2222", rights=NO_RIGHTS)


def test_whoever_works_alone_needs_no_pin_and_has_every_right(till: TillAtWork) -> None:
    signing_in = till.app.signing_in
    assert signing_in.current is not None
    assert (signing_in.current.code, signing_in.current.name) == ("k1", "Rahma")
    assert not signing_in.is_locked
    assert signing_in.may("void")
    assert signing_in.allow("void", "") == ""
    assert not signing_in.lock()


def test_every_entry_says_who_made_it(till: TillAtWork) -> None:
    till.sell()
    assert {entry.stamp.op for entry in entries(till)} == {"k1"}


def test_no_name_and_no_pin_enters_the_journal(till: TillAtWork) -> None:
    a_team(till)
    till.app.signing_in.sign_in("k2", "2222")
    till.sell()
    written = repr(entries(till))
    assert "Budi" not in written
    assert "Rahma" not in written
    assert "2222" not in written


def test_a_second_person_needs_the_first_to_have_a_pin(till: TillAtWork) -> None:
    with pytest.raises(PinIsNeeded) as refused:
        till.app.people.add("Budi", "2222")
    assert refused.value.operator_name == "Rahma"
    till.app.people.set_pin("k1", "1111")
    with pytest.raises(OperatorIsIncomplete):
        till.app.people.add("Budi")
    assert till.app.people.add("Budi", "2222").code == "k2"
    with pytest.raises(OperatorIsIncomplete):
        till.app.people.set_pin("k2", "")


@pytest.mark.parametrize(
    ("name", "pin", "field"),
    [("  ", "1111", "name"), ("rahma", "1111", "name"), ("Ani", "12", "pin")],
)
def test_a_form_that_cannot_be_right_names_the_field(
    till: TillAtWork, name: str, pin: str, field: str
) -> None:
    till.app.people.set_pin("k1", "1111")
    with pytest.raises(OperatorIsIncomplete) as refused:
        till.app.people.add(name, pin)
    assert refused.value.field == field


def test_signing_in_changes_the_person_and_starts_a_shift(till: TillAtWork) -> None:
    a_team(till)
    till.app.signing_in.sign_in("k2", "2222")
    till.sell()
    till.app.signing_in.sign_in("k1", "1111")
    shifts = [e for e in entries(till) if isinstance(e, ShiftChanged)]
    assert [(shift.kind, shift.stamp.op) for shift in shifts] == [
        ("start", "k2"),
        ("end", "k2"),
        ("start", "k1"),
    ]


def test_unlocking_for_the_same_person_starts_no_new_shift(till: TillAtWork) -> None:
    a_team(till)
    signing_in = till.app.signing_in
    signing_in.sign_in("k1", "1111")
    before = len(entries(till))
    assert signing_in.lock()
    assert signing_in.is_locked
    signing_in.sign_in("k1", "1111")
    assert not signing_in.is_locked
    assert len(entries(till)) == before


def test_a_second_person_allows_one_action_without_taking_over(till: TillAtWork) -> None:
    a_team(till)
    signing_in = till.app.signing_in
    signing_in.sign_in("k2", "2222")
    with pytest.raises(RightIsMissing):
        signing_in.check("refund")
    by = signing_in.allow("refund", "1111")
    assert by == "k1"
    signing_in.check("refund", by=by)
    assert signing_in.current is not None
    assert signing_in.current.code == "k2"
    with pytest.raises(RightIsMissing):
        signing_in.check("refund")  # it was for one action


def test_nobody_allows_himself_what_he_may_not(till: TillAtWork) -> None:
    a_team(till)
    signing_in = till.app.signing_in
    signing_in.sign_in("k2", "2222")
    with pytest.raises(PinIsWrong):
        signing_in.allow("refund", "2222")
    with pytest.raises(RightIsMissing):
        signing_in.check("refund", by="k2")


def test_wrong_pins_are_recorded_limited_and_forgiven_after_a_right_one(till: TillAtWork) -> None:
    a_team(till)
    signing_in, clock = till.app.signing_in, till.world.clock
    for left in (4, 3, 2, 1, 0):
        with pytest.raises(PinIsWrong) as wrong:
            signing_in.sign_in("k2", "9999")
        assert wrong.value.tries_left == left
    with pytest.raises(TooManyTries):
        signing_in.sign_in("k2", "2222")  # even the right one has to wait
    clock.forward(seconds=31)
    signing_in.sign_in("k2", "2222")
    noted = [e for e in entries(till) if isinstance(e, Audited) and e.what == "pin-wrong"]
    assert [note.now for note in noted] == ["k2"] * 5
    with pytest.raises(PinIsWrong) as wrong:
        signing_in.sign_in("k2", "9999")
    assert wrong.value.tries_left == 4


def test_knowing_ones_own_pin_gives_no_new_tries_at_the_pin_of_another(till: TillAtWork) -> None:
    a_team(till)
    signing_in = till.app.signing_in
    for left in (4, 3, 2, 1, 0):
        signing_in.sign_in("k2", "2222")  # Budi guesses, and signs in himself in between
        with pytest.raises(PinIsWrong) as wrong:
            signing_in.sign_in("k1", f"000{left}")
        assert wrong.value.tries_left == left
    signing_in.sign_in("k2", "2222")  # and nobody else has to wait for it
    with pytest.raises(TooManyTries):
        signing_in.allow("void", "1111")


def test_starting_the_program_again_gives_no_new_tries(tmp_path: Path) -> None:
    world = World()
    with a_till_at_work(tmp_path, world) as till:
        a_team(till)
        for _ in range(5):
            with pytest.raises(PinIsWrong):
                till.app.signing_in.sign_in("k1", "0000")
    with a_till_at_work(tmp_path, world) as till:
        with pytest.raises(TooManyTries):
            till.app.signing_in.sign_in("k1", "1111")
        world.clock.jump_to(world.clock.at.replace(year=2030))  # the clock is no way around
        with pytest.raises(TooManyTries):
            till.app.signing_in.sign_in("k1", "1111")


def test_a_team_starts_locked_with_the_person_who_worked_last(tmp_path: Path) -> None:
    world = World()
    with a_till_at_work(tmp_path, world) as till:
        a_team(till)
        till.app.signing_in.sign_in("k2", "2222")
        till.sell()
    with a_till_at_work(tmp_path, world) as till:
        assert till.app.signing_in.is_locked
        assert till.app.signing_in.current is not None
        assert till.app.signing_in.current.name == "Budi"
        till.app.signing_in.sign_in("k2", "2222")
        assert not any(isinstance(entry, ShiftChanged) for entry in entries(till)[-1:])


def test_changed_rights_are_recorded_with_old_and_new(till: TillAtWork) -> None:
    a_team(till)
    till.app.people.set_rights("k2", frozenset[Right]({"void"}))
    note = entries(till)[-1]
    assert note == Audited(note.stamp, "rights-k2", was=0, now=1)


def test_a_helper_cannot_give_himself_rights_but_may_set_his_own_pin(till: TillAtWork) -> None:
    a_team(till)
    till.app.signing_in.sign_in("k2", "2222")
    with pytest.raises(RightIsMissing):
        till.app.people.set_rights("k2", frozenset[Right]({"void"}))
    with pytest.raises(RightIsMissing):
        till.app.people.set_pin("k1", "3333")
    till.app.people.set_pin("k2", "3333")
    till.app.signing_in.sign_in("k2", "3333")


def test_nobody_is_shut_out_of_the_settings(till: TillAtWork) -> None:
    a_team(till)
    till.app.people.add("Sari", "3333", rights=NO_RIGHTS)
    with pytest.raises(NoKeeperLeft):
        till.app.people.set_rights("k1", NO_RIGHTS)
    with pytest.raises(NoKeeperLeft):
        till.app.people.retire("k1")


def test_a_retired_person_keeps_his_name_on_old_papers_and_his_code(till: TillAtWork) -> None:
    a_team(till)
    till.app.people.rename("k2", "Budi S")
    till.app.people.retire("k2")
    assert till.app.people.add("Sari", "3333").code == "k3"
    heading = till.app.papers.words().heading
    assert heading.operator("k2") == "Budi S"
    assert [one.name for one in till.app.signing_in.people.active] == ["Rahma", "Sari"]


def test_retiring_the_person_at_the_till_asks_who_comes_next(till: TillAtWork) -> None:
    a_team(till)
    till.app.people.add("Sari", "3333")
    till.app.people.retire("k1")
    assert till.app.signing_in.is_locked
    assert till.app.signing_in.current is not None
    assert till.app.signing_in.current.code == "k2"


def test_practice_guards_nothing_so_a_forgotten_pin_is_set_anew_with_any_code(
    till: TillAtWork,
) -> None:
    a_team(till)
    till.app.signing_in.lock()
    till.app.people.forget_pin("k1", "", "4444")
    assert not till.app.signing_in.is_locked
    till.app.signing_in.sign_in("k1", "4444")


def test_some_rights_may_always_need_a_second_person(till: TillAtWork) -> None:
    a_team(till)
    arranging, signing_in = till.app.arranging, till.app.signing_in
    arranging.change(replace(arranging.own, second_pin_for=("void",)))
    signing_in.sign_in("k1", "1111")
    assert not signing_in.may("void")
    assert signing_in.may("refund")
    with pytest.raises(RightIsMissing):
        signing_in.allow("void", "2222")  # nobody else here may
    till.app.people.set_rights("k2", frozenset[Right]({"void"}))
    assert signing_in.allow("void", "2222", code="k2") == "k2"


def test_what_does_not_change_is_not_recorded(till: TillAtWork) -> None:
    a_team(till)
    before = len(entries(till))
    till.app.people.rename("k2", " Budi ")
    till.app.people.set_rights("k2", NO_RIGHTS)
    assert len(entries(till)) == before


@pytest.mark.parametrize("name", ["x" * 61, "Bu\u0000di"])
def test_a_name_must_fit_on_paper(till: TillAtWork, name: str) -> None:
    with pytest.raises(OperatorIsIncomplete) as refused:
        till.app.people.rename("k1", name)
    assert (refused.value.field, refused.value.why) == ("name", "form")


def test_codes_end_at_k99(till: TillAtWork) -> None:
    people = till.app.signing_in.people.with_operator(Operator("k99", "Lama", is_retired=True))
    till.app.signing_in.take_people(people)
    with pytest.raises(TooManyOperators):
        till.app.people.add("Baru")
