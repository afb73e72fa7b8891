from hypothesis import given
from hypothesis import strategies as st

from pos_app.papers.letters import display_width
from pos_app.papers.paper import (
    Feed,
    Paper,
    Picture,
    Row,
    Rule,
    qr_code,
    text_lines,
    two_sided,
    wrap,
    wrap_evenly,
)

WIDTHS = st.sampled_from((32, 42, 48))
WORDS = st.lists(st.text(st.characters(codec="utf-8"), min_size=1, max_size=200), max_size=6)
AMOUNTS = st.integers(-(10**12), 10**12).map(lambda n: f"{n:,}".replace(",", "."))


def test_a_long_name_is_broken_at_spaces_and_hangs() -> None:
    assert wrap("Kain batik semi tulis motif sembagi (2 m)", 32) == [
        "Kain batik semi tulis motif",
        "  sembagi (2 m)",
    ]


def test_a_word_longer_than_its_field_is_split() -> None:
    assert wrap("x" * 70, 32) == ["x" * 32, "  " + "x" * 30, "  " + "x" * 8]


def test_an_empty_text_is_one_empty_line() -> None:
    assert wrap("", 32) == [""]


def test_large_names_break_evenly() -> None:
    assert wrap_evenly("KERIPIK DUA TANDAN", 16) == ["KERIPIK", "DUA TANDAN"]
    assert wrap_evenly("TAPIS MULI SENJA", 24) == ["TAPIS MULI SENJA"]


def test_an_amount_that_does_not_fit_beside_the_name_goes_below_it() -> None:
    assert two_sided("Kain batik semi tulis motif", "570.000", 32) == [
        "Kain batik semi tulis motif",
        " " * 25 + "570.000",
    ]


def test_an_amount_stands_behind_the_last_line_of_a_long_name() -> None:
    assert two_sided("Kain batik semi tulis motif sembagi", "570.000", 32) == [
        "Kain batik semi tulis motif",
        "  sembagi" + " " * 16 + "570.000",
    ]


@given(WORDS, WIDTHS, st.integers(0, 4), st.integers(0, 2))
def test_no_line_is_wider_than_the_paper_and_no_letter_is_lost(
    words: list[str], width: int, indent: int, hanging: int
) -> None:
    text = " ".join(words)
    lines = wrap(text, width, indent=indent, hanging=hanging)
    assert all(display_width(line) <= width for line in lines)
    assert "".join("".join(lines).split()) == "".join(text.split())


@given(WORDS, AMOUNTS, WIDTHS)
def test_amounts_are_whole_and_at_the_right_edge(words: list[str], amount: str, width: int) -> None:
    lines = two_sided(" ".join(words), amount, width)
    assert lines[-1].endswith(amount)
    assert display_width(lines[-1]) == width
    assert all(display_width(line) <= width for line in lines)


def test_a_paper_shows_as_text() -> None:
    paper = Paper(
        32,
        (
            Row("TOKO", "wide", "centre"),
            Row("left"),
            Row("right", align="right"),
            Row("TOTAL", "tall"),
            Rule(),
            Rule("="),
            Feed(2),
            Row(),
        ),
    )
    assert text_lines(paper) == [
        " " * 12 + "T O K O",
        "left",
        " " * 27 + "right",
        "TOTAL",
        "-" * 32,
        "=" * 32,
        "",
        "",
        "",
    ]


def test_codes_and_pictures_show_as_boxes() -> None:
    paper = Paper(32, (qr_code("halo"), Picture(8, b"\xff\x81")))
    assert [line.strip() for line in text_lines(paper)] == [
        "+------------+",
        "|     QR     |",
        "+------------+",
        "+------------+",
        "|     #      |",
        "+------------+",
    ]


def test_a_code_holds_its_modules() -> None:
    code = qr_code("https://example.org/1")
    assert len(code.modules) == 25  # version 2
    assert all(len(row) == 25 for row in code.modules)
    assert code.modules[0][:8] == (True,) * 7 + (False,)  # the finder's upper edge
