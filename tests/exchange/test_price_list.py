"""A price list is read row by row; nothing is written and nothing is guessed."""

import json
from datetime import time
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter
from hypothesis import given
from hypothesis import strategies as st

from pos_app.domain.price_preview import ListedProduct, PriceListPreview, RowVerdict
from pos_app.exchange.price_list import read_price_list, read_price_list_file
from pos_app.files import FileTrouble

DATA = Path(__file__).parents[1] / "data"
UGLY = json.loads((DATA / "ugly-catalogs" / "expected.json").read_text(encoding="utf-8"))["files"]


def preview(*lines: str) -> PriceListPreview:
    return read_price_list("\n".join(lines).encode())


def row(read: PriceListPreview, number: int) -> RowVerdict:
    return next(verdict for verdict in read.rows if verdict.row == number)


def test_the_sample_list_is_taken_without_a_question() -> None:
    read = read_price_list_file(DATA / "sample-catalog.csv")
    assert read.count("taken") == len(read.rows) - 1 == 60
    assert read.columns["price"] == "harga_rp"
    assert "stan" in read.ignored_columns
    assert {product.category for product in read.products} >= {"Kriya"}
    assert all(product.code for product in read.products)


# --- the lists people really make --------------------------------------------------------------


@pytest.mark.parametrize("name", sorted(UGLY))
def test_how_an_ugly_list_is_read(name: str) -> None:
    expected = UGLY[name]
    read = read_price_list_file(DATA / "ugly-catalogs" / name)
    assert read.problem is None
    assert read.header_row == expected["header_row"]
    assert read.columns == expected["columns"]
    assert read.encoding == expected.get("encoding", "")
    assert read.separator == expected.get("separator", "")
    assert read.sheet_name == expected.get("sheet", "")


@pytest.mark.parametrize("name", sorted(UGLY))
def test_what_becomes_of_every_row_of_an_ugly_list(name: str) -> None:
    expected = UGLY[name]
    read = read_price_list_file(DATA / "ugly-catalogs" / name)
    warned = {warning["row"]: warning for warning in expected["warned"]}
    facts = {verdict.row: facts_of(verdict) for verdict in read.rows}
    assert len(facts) == len(read.rows)
    assert facts == {
        **{
            taken["row"]: taken_facts(taken, warned.get(taken["row"]))
            for taken in expected["taken"]
        },
        **{
            other["row"]: (kind, None, *reason_facts(other))
            for kind in ("asked", "refused", "skipped")
            for other in expected[kind]
        },
    }


def facts_of(verdict: RowVerdict) -> tuple[object, ...]:
    return (
        verdict.verdict,
        verdict.product,
        verdict.why,
        verdict.column,
        verdict.cell,
        verdict.choices,
    )


def taken_facts(taken: dict[str, Any], warning: dict[str, Any] | None) -> tuple[object, ...]:
    product = ListedProduct(
        name=taken["name"],
        price=taken["price"],
        code=taken["code"] or "",
        category=taken.get("category", ""),
        unit=taken.get("unit", ""),
        stock=taken.get("stock"),
        maker=taken.get("maker", ""),
    )
    return ("taken", product, *reason_facts(warning or {}))


def reason_facts(row: dict[str, Any]) -> tuple[object, ...]:
    cell, column = row.get("cell", ""), row.get("column") or ""
    return (row.get("why"), column, cell, tuple(row.get("choices", ())))


# --- single rules ------------------------------------------------------------------------------


def test_an_asked_row_offers_a_product_for_each_choice() -> None:
    read = preview("Kode,Nama,Harga", "A,Madu,28")
    asked = row(read, 2)
    assert asked.choices == (28, 28_000)
    assert [offer.price for offer in asked.offers] == [28, 28_000]
    assert read.products == ()


@pytest.mark.parametrize(
    ("cell", "why", "choices"),
    [
        ("25", "price_small", (25, 25_000)),
        ("Rp 25 rupiah", "price_small", (25, 25_000)),
        ("25.5", "price_decimals", (25_500,)),
        ("1.250rb rupiah", "price_scale", (1_250, 1_250_000)),
        ("0", "price_zero", (0,)),
    ],
)
def test_a_price_that_may_mean_another_one_is_asked(
    cell: str, why: str, choices: tuple[int, ...]
) -> None:
    asked = row(preview("Nama;Harga", f"Kopi;{cell}"), 2)
    assert (asked.verdict, asked.why, asked.choices) == ("asked", why, choices)


def test_a_list_in_thousands_says_so_in_its_heading() -> None:
    read = preview("Nama;Harga (ribuan)", "Madu;28", "Kopi;1250", "Tapis;Rp350.000")
    assert [product.price for product in read.products] == [28_000, 350_000]
    assert row(read, 3).choices == (1_250, 1_250_000)


def test_only_name_and_price_are_needed() -> None:
    read = preview("Menu\tHrg", "Es teh\t5000")
    assert read.products == (ListedProduct(name="Es teh", price=5_000),)


def test_a_named_separator_wins_over_the_one_that_would_be_found() -> None:
    read = preview("sep=|", "Nama|Harga", "Madu; hutan, asli|28.000")
    assert [product.name for product in read.products] == ["Madu; hutan, asli"]
    assert [(verdict.row, verdict.why) for verdict in read.rows] == [
        (1, "title"),
        (2, "header"),
        (3, None),
    ]


@pytest.mark.parametrize("ends", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"]
)
def test_every_usual_encoding_and_line_end_is_read(encoding: str, ends: str) -> None:
    text = ends.join(["Kode;Nama;Harga", "001;Café;25.000", "002;Teh;5.000", ""])
    read = read_price_list(text.encode(encoding))
    assert [product.name for product in read.products] == ["Café", "Teh"]
    assert [product.code for product in read.products] == ["001", "002"]


@pytest.mark.parametrize(
    ("cells", "why"),
    [
        ("A,,5000", "name_missing"),
        ("A,=1+1,5000", "formula"),
        (f"A,{'n' * 121},5000", "name_too_long"),
        (f"{'9' * 41},Kopi,5000", "code_too_long"),
        ("A,Kopi,-", "price_missing"),
        ("A,Kopi,2e3", "price_form"),
        ("A,Kopi,-5000", "price_sign"),
        ("A,Kopi,2000000000000", "price_too_big"),
        ("A,Kopi,25.000 (lima)", "price_form"),
        ("12-Des-2026,Kopi,5000", "code_looks_like_date"),
    ],
)
def test_a_row_with_a_cell_that_cannot_be_read_is_refused(cells: str, why: str) -> None:
    verdict = row(preview("Kode,Nama,Harga", cells), 2)
    assert (verdict.verdict, verdict.why) == ("refused", why)
    assert verdict.product is None


def test_a_category_longer_than_the_catalogue_holds_is_refused() -> None:
    verdict = row(preview("Nama,Harga,Kategori", f"Kopi,5000,{'k' * 61}"), 2)
    assert (verdict.why, verdict.column) == ("category_too_long", "Kategori")


def test_a_lone_text_heads_a_section_only_when_a_product_follows() -> None:
    read = preview(
        "Nama,Harga", "MINUMAN", "Kopi,5000", "Nb: bisa pesan", "KRIYA", "Tapis,350000",
        "Total,355000", "Terima kasih",
    )  # fmt: skip
    assert {verdict.row: verdict.why for verdict in read.rows if verdict.verdict == "skipped"} == {
        1: "header", 2: "section", 4: "note", 5: "section", 7: "total", 8: "note",
    }  # fmt: skip
    assert [product.category for product in read.products] == ["MINUMAN", "KRIYA"]


def test_upc_and_ean_of_one_product_are_one_code() -> None:
    read = preview("Kode,Nama,Harga", "036000291452,A,5000", "0036000291452,B,6000")
    assert [verdict.why for verdict in read.rows[1:]] == ["code_duplicate", "code_duplicate"]
    assert row(read, 2).choices == (2, 3)
    assert [offer.name for offer in row(read, 3).offers] == ["A", "B"]


def test_invisible_signs_and_wide_blanks_are_gone_from_names() -> None:
    read = preview("Nama,Harga", "\u202eKopi\u200b \u00a0  Lampung\u2066,\u200b5000")
    assert read.products == (ListedProduct(name="Kopi Lampung", price=5_000),)


def workbook(path: Path, cells: dict[tuple[int, int], object]) -> PriceListPreview:
    """A workbook with a hidden first sheet and these cells, counted from 0, in its second."""
    with xlsxwriter.Workbook(str(path)) as book:
        hidden, shown = book.add_worksheet("Lama"), book.add_worksheet("Harga")
        for column, heading in enumerate(("Nama", "Harga")):
            hidden.write(0, column, heading)
        hidden.hide()
        shown.activate()
        as_time = book.add_format({"num_format": "hh:mm"})
        for (row, column), value in cells.items():
            if isinstance(value, time):
                shown.write_datetime(row, column, value, as_time)
            else:
                shown.write(row, column, value)
    return read_price_list_file(path)


def test_a_workbook_is_read_from_its_first_visible_list_with_true_row_numbers(
    tmp_path: Path,
) -> None:
    headings: dict[tuple[int, int], object] = {(2, 1): "Kode", (2, 2): "Nama", (2, 3): "Harga"}
    read = workbook(
        tmp_path / "list.xlsx",
        {
            **headings,
            (3, 1): 101, (3, 2): "Madu", (3, 3): 28_000,
            (5, 2): "Kopi", (5, 3): -12.5,
            (6, 2): "Teh", (6, 3): time(12, 30),
            (7, 2): "Gula", (7, 3): 0.5,
            (8, 2): "Garam", (8, 3): 12.125,
        },
    )  # fmt: skip
    assert (read.sheet_name, read.header_row) == ("Harga", 3)
    assert read.products == (ListedProduct(name="Madu", price=28_000, code="101"),)
    assert {verdict.row: verdict.why for verdict in read.rows if verdict.row > 4} == {
        6: "price_sign",
        7: "price_form",
        8: "price_cents",
        9: "price_decimals",
    }
    assert row(read, 9).choices == (12_125,)


# --- files that are no list --------------------------------------------------------------------


@pytest.mark.parametrize(
    ("data", "problem"),
    [
        (b"", "no_header"),
        (b"\n\n", "no_header"),
        (b"Judul\nsaja\n", "no_header"),
        (b'Nama,Harga\n"Kopi,5000\nTeh,4000\n', "quote_not_closed"),
        (b'Nama,Harga\n"' + b"x" * 200_000, "quote_not_closed"),
        (b"PK\x03\x04 no workbook", "unreadable"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "unreadable"),
        (b"\xd0\xcf\x11\xe0" + "EncryptedPackage".encode("utf-16-le"), "has_password"),
    ],
)
def test_a_file_that_is_no_list_says_why(data: bytes, problem: str) -> None:
    read = read_price_list(data)
    assert (read.problem, read.rows) == (problem, ())


def test_headings_below_the_first_rows_are_not_found() -> None:
    assert preview(*["x"] * 20, "Nama,Harga", "Kopi,5000").problem == "no_header"
    assert preview(*["x"] * 19, "Nama,Harga", "Kopi,5000").count("taken") == 1


def test_a_file_without_end_is_not_read(tmp_path: Path) -> None:
    with (tmp_path / "big.csv").open("wb") as file:
        file.truncate(21 * 1024 * 1024)
    with pytest.raises(FileTrouble) as trouble:
        read_price_list_file(tmp_path / "big.csv")
    assert trouble.value.what == "too_big"


@given(st.binary(max_size=300))
def test_any_bytes_give_a_preview_and_never_an_error(data: bytes) -> None:
    read_price_list(data)
    read_price_list(b"Kode,Nama,Harga,Stok,Kategori\n" + data)


CELLS = st.text(alphabet='0123456789.,-Rprbkjt=" \n;AE+', max_size=12)


@given(st.lists(st.tuples(CELLS, CELLS, CELLS, CELLS), max_size=8))
def test_what_is_taken_can_be_sold(rows: list[tuple[str, str, str, str]]) -> None:
    quoted = (",".join('"' + cell.replace('"', '""') + '"' for cell in cells) for cells in rows)
    read = preview("Kode,Nama,Harga,Stok", *quoted)
    assert read.problem is None
    for product in read.products:
        assert product.name
        assert product.price > 0
        assert product.stock is None or product.stock >= 0
    assert len({verdict.row for verdict in read.rows}) == len(read.rows)


@pytest.mark.parametrize(
    "data", [b"Nama,Harga\n" + b"a,1000\n" * 200_001, b"Nama,Harga" + b"," * 2_000_001]
)
def test_a_text_with_more_rows_or_cells_than_any_price_list_is_not_read(data: bytes) -> None:
    assert read_price_list(data).problem == "too_large"
