"""Regencies are named for people, also where the table knows only their province."""

import pytest

from pos_app.services.regions import region_name


@pytest.mark.parametrize(
    ("code", "name"),
    [
        ("1871", "Bandar Lampung"),
        ("3471", "3471, DI Yogyakarta"),
        ("1671", "1671, Sumatera Selatan"),
        ("9471", "9471"),
        ("north-hall", "north-hall"),
        ("", ""),
    ],
)
def test_a_code_has_the_name_a_person_knows(code: str, name: str) -> None:
    assert region_name(code) == name
