"""Which keys may be given to a command, and that no key ever means two things."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pos_app.domain.errors import Refusal
from pos_app.domain.key_table import (
    COMMANDS,
    USUAL_KEYS,
    Command,
    KeyCannotBeUsed,
    KeyIsTaken,
    KeyTable,
    may_be_used,
)

ODD_KEYS = ["a", "5", "Space", "Enter", "Esc", "F1", "F10", "Shift+F10", "Alt+Space", "Alt+P"]
SCANNERS_SEND = ["Ctrl+J", "Ctrl+M", "Ctrl+I", "Ctrl+]", "Ctrl+Shift+J"]
HAVE_OTHER_USES = ["Ctrl+C", "Ctrl+V", "Ctrl+1", "Ctrl+6", "Ctrl+Alt+Q", "Ctrl", "", "Ctrl+Ä"]


def test_a_command_gets_another_key_and_the_old_one_is_free() -> None:
    table = KeyTable().give("pay", "Ctrl+Y").give("full_screen", "F12")
    assert table.key("pay") == "Ctrl+Y"
    assert table.key("full_screen") == "F12"
    assert table.key("sun") == "F9"
    assert dict(table.changed) == {"pay": "Ctrl+Y", "full_screen": "F12"}


def test_a_key_in_use_is_refused_with_what_it_does() -> None:
    with pytest.raises(KeyIsTaken) as taken:
        KeyTable().give("pay", "Ctrl+D")
    assert (taken.value.key, taken.value.command) == ("Ctrl+D", "discount")
    assert KeyTable().give("pay", "F12") == KeyTable()


@pytest.mark.parametrize("key", ODD_KEYS + SCANNERS_SEND + HAVE_OTHER_USES)
def test_what_people_and_scanners_type_is_never_a_command(key: str) -> None:
    with pytest.raises(KeyCannotBeUsed):
        KeyTable().give("pay", key)


def test_every_command_has_a_usual_key_that_may_be_used() -> None:
    assert set(USUAL_KEYS) == set(COMMANDS)
    assert all(map(may_be_used, USUAL_KEYS.values()))


@pytest.mark.parametrize(
    "changed",
    [
        {"pay": "F9"},  # the sun theme has it
        {"pay": "Ctrl+Y", "note": "Ctrl+Y"},
        {"pay": "F10"},
        {"pay": 12},
        {"fly": "Ctrl+Y"},
    ],
)
def test_a_table_that_cannot_be_right_is_not_read(changed: dict[str, object]) -> None:
    with pytest.raises(ValueError, match="cannot be right"):
        KeyTable.of(changed)


def test_two_commands_may_have_swapped_their_keys() -> None:
    table = KeyTable.of({"pay": "F9", "sun": "F12"})
    assert (table.key("pay"), table.key("sun")) == ("F9", "F12")


KEYS = st.one_of(
    st.sampled_from(sorted(USUAL_KEYS.values())),
    st.from_regex(r"(Ctrl\+)?(Shift\+)?(F[0-9]{1,2}|[A-Z0-9]|Del)", fullmatch=True),
)


@given(st.lists(st.tuples(st.sampled_from(COMMANDS), KEYS), max_size=12))
def test_however_keys_are_given_no_two_commands_share_one(
    wishes: list[tuple[Command, str]],
) -> None:
    table = KeyTable()
    for command, key in wishes:
        try:
            table = table.give(command, key)
        except Refusal:
            continue
        assert table.key(command) == key
    keys = [table.key(command) for command in COMMANDS]
    assert len(set(keys)) == len(keys)
    assert KeyTable.of(dict(table.changed)) == table
