"""Whatever a person typed: the columns hold, amounts stay whole, no letter becomes a command."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from pos_app.domain.journal import Tender
from pos_app.domain.printer import PaperColumns, PrinterProfile
from pos_app.papers.lettering import Letters, draws_nothing
from pos_app.papers.letters import display_width
from pos_app.papers.paper import Paper, Picture, text_lines
from pos_app.papers.receipt import ReceiptFacts, receipt
from pos_app.printing.escpos import encode
from pos_app.printing.logo import MOST_BYTES, MOST_ROWS
from tests.papers.golden_papers import draw_a_bar
from tests.papers.till_day import KERIPIK, item, recorded, sale_of
from tests.printing.escpos_reader import Printed, read

COLUMNS: tuple[PaperColumns, ...] = (32, 42, 48)
P32 = PrinterProfile("network")
ANY_PRINTER = st.builds(
    lambda columns, accents: PrinterProfile("network", paper_columns=columns, has_accents=accents),
    st.sampled_from(COLUMNS),
    st.booleans(),
)
DRAWERS = st.sampled_from([draws_nothing, draw_a_bar])
AMOUNTS = ("1.975.308.642", "Rp1.975.308.651", "2.000.000.000", "24.691.349")


def receipt_of(
    name: str, printer: PrinterProfile, draw: Callable[[str, int], Picture | None]
) -> Paper:
    """The name on every place where a person's words stand, with amounts of ten digits."""
    heading = replace(
        KERIPIK,
        shop_name=name,
        place=name,
        footer=(name, name[::-1]),
        letters=Letters(printer.has_accents, draw),
    )
    sale = sale_of(item(name, "2", 987_654_321, 1), item("x", "1", 10), given=2_000_000_000)
    return receipt(
        ReceiptFacts(recorded(sale), name[:40]), heading=heading, columns=printer.paper_columns
    )


def printed_of(name: str, printer: PrinterProfile) -> Printed:
    return read(encode(receipt_of(name, printer, draws_nothing), printer))


@given(st.text(max_size=120), ANY_PRINTER, DRAWERS)
@example("x\x1b@y\x1dV\x00\x1bp\x00\x19\xfa", P32, draws_nothing)
@example("\x9b\x82\x00\x7f\u2028\u202e\ufeff", P32, draws_nothing)
@example("\U0001f389" * 60, P32, draw_a_bar)
def test_nothing_a_person_typed_becomes_a_command_or_moves_an_amount(
    name: str, printer: PrinterProfile, draw: Callable[[str, int], Picture | None]
) -> None:
    paper = receipt_of(name, printer, draw)
    printed = read(encode(paper, printer))
    assert (printed.resets, printed.cuts, printed.kicks, printed.beeps) == (1, 0, [], [])
    assert all(line.columns <= printer.paper_columns for line in printed.lines)
    shown = printed.as_text(printer.paper_columns)
    for amount in AMOUNTS:
        assert any(line.endswith(amount) for line in shown)
    if not printed.rasters:
        assert shown[: -printer.feed_lines] == text_lines(paper)
    assert not any("?" in line for line in shown) or "?" in receipt_letters(name)
    assert printer.has_accents or all(line.isascii() for line in shown)


def receipt_letters(name: str) -> str:
    return Letters().text(name)


@given(st.integers(1, 200), st.sampled_from("xW\u00e9\u725b"), st.sampled_from(COLUMNS))
def test_pb24_a_word_of_any_length_leaves_the_amounts_where_they_are(
    length: int, letter: str, columns: PaperColumns
) -> None:
    printed = printed_of(letter * length, replace(P32, paper_columns=columns))
    assert all(line.columns <= columns for line in printed.lines)
    for amount in AMOUNTS:
        (line,) = [line for line in printed.lines if line.text.endswith(amount)]
        assert line.columns == columns


@pytest.mark.parametrize("columns", COLUMNS)
@pytest.mark.parametrize(
    "name",
    [
        "\u725b\u8089\u4e38" * 9,
        "\uff2b\uff45\uff52\uff49\uff50\uff49\uff4b",
        "e\u0301" * 40,
        "Kopi \u2615\ufe0f \U0001f469\u200d\U0001f373 susu",
        "\ud55c\uad6d \uae40\ubc25 a",
    ],
    ids=["chinese", "fullwidth", "marks", "emoji", "korean"],
)
def test_pb25_wide_letters_marks_and_emoji_leave_the_columns_as_they_are(
    name: str, columns: PaperColumns
) -> None:
    printer = replace(P32, paper_columns=columns)
    for draw in (draws_nothing, draw_a_bar):
        printed = read(encode(receipt_of(name, printer, draw), printer))
        for amount in AMOUNTS:
            (line,) = [line for line in printed.lines if line.text.endswith(amount)]
            assert line.columns == columns == display_width(line.text)


# --- sizes (printing.md 11) --------------------------------------------------------------------


@pytest.mark.parametrize(
    ("columns", "products", "most"), [(32, 5, 900), (48, 5, 1_300), (48, 10, 1_300)]
)
def test_a_receipt_with_ten_lines_of_goods_is_small(
    columns: PaperColumns, products: int, most: int
) -> None:
    goods = [item(f"Keripik pisang aneka rasa {n}", "2", 25_000) for n in range(products)]
    sale = sale_of(*goods, given=500_000)
    paper = receipt(ReceiptFacts(recorded(sale), "Rahma"), heading=KERIPIK, columns=columns)
    assert len(encode(paper, replace(P32, paper_columns=columns))) <= most


@pytest.mark.parametrize(("columns", "most"), [(32, 900), (48, 1_300)])
def test_a_receipt_of_ten_goods_is_small(columns: PaperColumns, most: int) -> None:
    goods = [item(f"Keripik singkong {n}", "1", 15_000) for n in range(10)]
    sale = sale_of(*goods, given=200_000)
    paper = receipt(ReceiptFacts(recorded(sale), "Rahma"), heading=KERIPIK, columns=columns)
    assert len(encode(paper, replace(P32, paper_columns=columns))) <= most


def test_a_receipt_of_a_hundred_goods_stays_below_eight_kilobytes() -> None:
    goods = [item(f"Keripik pisang aneka rasa {n}", "2", 25_000) for n in range(100)]
    sale = sale_of(*goods, pay=(Tender("cash", 5_000_000),))
    paper = receipt(ReceiptFacts(recorded(sale), "Rahma"), heading=KERIPIK, columns=32)
    assert len(encode(paper, P32)) <= 8_192


def test_the_largest_logo_adds_less_than_eight_kilobytes() -> None:
    sale = ReceiptFacts(recorded(sale_of(item("Kopi", "1", 15_000))), "Rahma")
    row_bytes = MOST_BYTES // MOST_ROWS
    logo = Picture(row_bytes * 8, b"\xa5" * (row_bytes * MOST_ROWS))
    printer = replace(P32, paper_columns=48)
    with_logo, without = (
        encode(receipt(sale, heading=replace(KERIPIK, logo=picture), columns=48), printer)
        for picture in (logo, None)
    )
    assert len(with_logo) - len(without) <= 8_192
