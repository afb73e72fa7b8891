import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pos_app.papers.lettering import ASCII_LETTERS, Letters
from pos_app.papers.letters import (
    ACCENTS,
    display_width,
    drawable_text,
    has_other_script,
    paper_name,
    paper_text,
)
from tests.papers.golden_papers import draw_a_bar


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


@given(st.text())
def test_with_accents_nothing_but_ascii_and_the_nine_comes_through(text: str) -> None:
    printed = paper_text(text, ACCENTS)
    assert all(" " <= letter <= "~" or letter in ACCENTS for letter in printed)
    assert display_width(printed) == len(printed)


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("Cr\u00e8me br\u00fbl\u00e9e", "Cr\u00e8me brul\u00e9e"),
        ("Cre\u0300me", "Cr\u00e8me"),
        ("\u00c9toile \u00c5ngstr\u00f6m", "Etoile Angstr\u00f6m"),
        ("Sate\u0301 2\u00d73 \u2013 \u2615 \u00f1am", "Sat\u00e9 2x3 - \u00f1am"),
        ("\u00e7 \u00e1 \u015f \u01d6", "c a s u"),
    ],
)
def test_prt5_accents_that_were_seen_on_paper_stay(typed: str, printed: str) -> None:
    assert Letters(has_accents=True).text(typed) == printed
    assert ASCII_LETTERS.text(typed) == paper_text(printed)


@pytest.mark.parametrize(
    ("text", "is_strange"),
    [
        ("Keripik", False),
        ("Cr\u00e8me \u201cbr\u00fbl\u00e9e\u201d \u2013 2\u00bd\u00d73 \u20ac", False),
        ("Kopi \u2615\ufe0f \U0001f469\u200d\U0001f373 1\ufe0f\u20e3", False),
        ("\uff2b\uff4f\uff50\uff49 \u00b5g \u2122 30\u00b0", False),
        ("\ua9b2\ua9a0\ua9c0", True),
        ("Bakso \u725b\u8089", True),
        ("\u0634\u0643\u0631\u0627", True),
        ("\u0663\u0664", True),
        ("\u041a\u043e\u0444\u0435", True),
    ],
)
def test_prt5_only_letters_of_another_script_have_to_be_drawn(
    text: str, *, is_strange: bool
) -> None:
    assert has_other_script(text) == is_strange


@pytest.mark.parametrize(
    ("typed", "drawn"),
    [
        ("Bakso \u2615 \u725b\u8089", "Bakso \u725b\u8089"),
        ("\u725b\n\u8089\x1b@\u202e\u4e38", "\u725b \u8089@\u4e38"),
        ("\U0001f469\U0001f3fd\u200d\U0001f373 \u725b (^_^)", "\u725b (^_^)"),
        ("\u0646\u0648\u0631\u200c\u0646", "\u0646\u0648\u0631\u200c\u0646"),
        ("\ufeb3\ufefc\ufee1", "\u0633\u0644\u0627\u0645"),
    ],
)
def test_what_is_drawn_has_no_emoji_and_no_control_character(typed: str, drawn: str) -> None:
    assert drawable_text(typed) == drawn


def test_a_name_is_drawn_only_where_it_has_to_be_and_can_be() -> None:
    letters = Letters(draw=draw_a_bar)
    assert letters.drawn("Keripik", 32) is None
    assert ASCII_LETTERS.drawn("\u725b\u8089", 32) is None
    drawn = letters.drawn("\u725b\u8089 \u2615", 32)
    assert drawn is not None
    assert (drawn.text, drawn.align) == ("\u725b\u8089", "left")


@pytest.mark.parametrize(
    ("text", "width"),
    [("abc", 3), ("\u725b\u8089", 4), ("e\u0301", 1), ("\uff2b", 2), ("a\u200bb", 2), ("", 0)],
)
def test_width_counts_columns_and_not_letters(text: str, width: int) -> None:
    assert display_width(text) == width
    assert display_width(unicodedata.normalize("NFD", text)) == width
