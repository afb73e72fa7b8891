import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pos_app.papers.letters import display_width, paper_name, paper_text


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("Keripik pisang 250 g", "Keripik pisang 250 g"),
        ("\u201cEnak\u201d \u2018gurih\u2019", "\"Enak\" 'gurih'"),
        ("10\u201312 cm \u2014 besar\u2026", "10-12 cm - besar..."),
        ("2\u00d73 m\u2022baru", "2x3 m*baru"),
        ("Cr\u00e8me br\u00fbl\u00e9e", "Creme brulee"),
        ("2\u00bd kg", "2 1/2 kg"),
        ("\uff2b\uff4f\uff50\uff49", "Kopi"),
        ("5 m\u00b2", "5 m2"),
        ("Kopi\u00a0susu", "Kopi susu"),
        ("Kopi \u2615 susu", "Kopi susu"),
        ("baris\nkedua\tdan\x0bketiga", "baris kedua dan ketiga"),
        ("x\x1b@y\x1dV\x00z\x7f\x9b", "x@yVz"),
        ("stra\u00dfe \u0142 \u00f8", "strasse l o"),
    ],
)
def test_prt5_signs_become_what_every_printer_has(typed: str, printed: str) -> None:
    assert paper_text(typed) == printed


@pytest.mark.parametrize(
    ("name", "code", "printed"),
    [
        ("Bakso \u725b\u8089\u4e38", "BKS", "Bakso"),
        ("Bakso (\u725b\u8089)", "BKS", "Bakso"),
        ("\ua9b2\ua9a0\ua9c0\ua997\ua9ae", "JWA-01", "JWA-01"),
        ("(\u725b\u8089)", "BKS", "BKS"),
        ("\u2026!", "BKS", "BKS"),
        ("\u725b\u8089", "\u4e38", "Item"),
    ],
)
def test_prt5_a_name_in_another_script_gives_way_to_its_code(
    name: str, code: str, printed: str
) -> None:
    assert paper_name(name, code) == printed


@given(st.text())
def test_nothing_but_printable_ascii_ever_comes_through(text: str) -> None:
    printed = paper_text(text)
    assert all(" " <= letter <= "~" for letter in printed)
    assert printed == " ".join(printed.split())
    assert paper_text(printed).replace("`", "'") == printed.replace("`", "'")


@pytest.mark.parametrize(
    ("text", "width"),
    [("abc", 3), ("\u725b\u8089", 4), ("e\u0301", 1), ("\uff2b", 2), ("a\u200bb", 2), ("", 0)],
)
def test_width_counts_columns_and_not_letters(text: str, width: int) -> None:
    assert display_width(text) == width
    assert display_width(unicodedata.normalize("NFD", text)) == width
