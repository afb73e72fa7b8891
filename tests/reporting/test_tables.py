import csv
import io
import zipfile
from dataclasses import replace
from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook

from pos_app.domain.money import Quantity
from pos_app.reporting.event_tables import event_csv, event_tables, event_xlsx
from pos_app.reporting.tables import Column, Convention, Table, csv_bytes, xlsx
from tests.reporting.worked_event import LACKING, PACK, event_of

MADE_AT = datetime(2026, 11, 26, 21, 40)  # noqa: DTZ001  as the workbook keeps it

GOODS = Table(
    "Barang",
    (
        Column("Kode"),
        Column("Nama"),
        Column("Jumlah", "quantity"),
        Column("Bersih", "money"),
        Column("Hari", "day"),
        Column("Struk", "count"),
    ),
    (
        ("0012", '=1+1;"x", y', Quantity.of("1.5"), 1_250_000, date(2026, 11, 26), 3),
        ("KRP", "Keripik", Quantity.of(2), -25_000, None, None),
    ),
)


def sheets_of(data: bytes) -> dict[str, list[list[object]]]:
    book = CalamineWorkbook.from_object(io.BytesIO(data))
    return {
        name: [list(row) for row in book.get_sheet_by_name(name).to_python()]
        for name in book.sheet_names
    }


def rows_of(data: bytes, convention: Convention) -> list[list[str]]:
    text = data.decode("utf-8-sig" if convention == "excel" else "utf-8")
    delimiter = ";" if convention == "excel" else ","
    return list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))


def test_a_sheet_holds_real_numbers_and_dates_and_codes_as_text() -> None:
    sheets = sheets_of(xlsx([GOODS], title="Uji", made_at=MADE_AT))
    assert sheets == {
        "Barang": [
            ["Kode", "Nama", "Jumlah", "Bersih", "Hari", "Struk"],
            ["0012", '=1+1;"x", y', 1.5, 1_250_000.0, date(2026, 11, 26), 3.0],
            ["KRP", "Keripik", 2.0, -25_000.0, "", ""],
        ]
    }


def test_a_sheet_has_no_formula_a_frozen_head_and_a_filter() -> None:
    with zipfile.ZipFile(io.BytesIO(xlsx([GOODS], title="Uji", made_at=MADE_AT))) as book:
        sheet = book.read("xl/worksheets/sheet1.xml").decode()
        styles = book.read("xl/styles.xml").decode()
    assert "<f>" not in sheet
    assert 'state="frozen"' in sheet
    assert '<autoFilter ref="A1:F3"/>' in sheet
    assert "&quot;Rp&quot;#,##0" in styles


def test_sheet_names_are_as_excel_wants_them() -> None:
    names = ["a/b:c", "A B C", "x" * 40, "x" * 40, "'", ""]
    tables = [Table(name, (Column("K"),), ()) for name in names]
    sheets = list(sheets_of(xlsx(tables, title="Uji", made_at=MADE_AT)))
    assert sheets == ["a b c", "A B C 2", "x" * 28, "x" * 28 + " 2", "-", "- 2"]


def test_minor_units_are_shown_as_the_currency_has_them() -> None:
    table = replace(GOODS, exponent=2)
    rows = sheets_of(xlsx([table], title="Uji", made_at=MADE_AT))["Barang"]
    assert rows[1][3] == 12_500.0
    assert rows[1][5] == 3.0


def test_csv_for_excel_has_semicolons_bom_and_crlf() -> None:
    data = csv_bytes(GOODS, "excel")
    assert data.startswith(b"\xef\xbb\xbfKode;Nama;")
    assert b"1,5;1250000;2026-11-26;3\r\n" in data
    assert data.count(b"\n") == data.count(b"\r\n") == 3


def test_csv_for_programs_has_commas_and_no_bom() -> None:
    data = csv_bytes(GOODS, "programs")
    assert data.startswith(b"Kode,Nama,")
    assert b",1.5,1250000,2026-11-26,3\r\n" in data


@pytest.mark.parametrize("convention", ["excel", "programs"])
@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("=1+1", "'=1+1"),
        ("+62 812", "'+62 812"),
        ("-cabe", "'-cabe"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("\tx", "'\tx"),
        ("\rx", "'\rx"),
        ("-25000", "-25000"),
        ("+5", "+5"),
        ("-\u0661", "'-\u0661"),
        ("a=1", "a=1"),
        ("", ""),
    ],
)
def test_a_cell_cannot_become_a_formula(typed: str, written: str, convention: Convention) -> None:
    table = Table("T", (Column(typed), Column("x")), ((typed, "x"),))
    assert rows_of(csv_bytes(table, convention), convention) == [[written, "x"], [written, "x"]]


@given(st.lists(st.text(st.characters(codec="utf-8"), max_size=30), min_size=1, max_size=4))
def test_any_words_come_back_and_no_cell_starts_a_formula(words: list[str]) -> None:
    table = Table("T", tuple(Column("K") for _ in words), (tuple(words),))
    row = rows_of(csv_bytes(table, "programs"), "programs")[1]
    for typed, written in zip(words, row, strict=True):
        assert written in (typed, "'" + typed)
        assert not written.startswith(("=", "@", "\t", "\r"))


# --- the event ---------------------------------------------------------------------------------


def test_every_sheet_of_the_event_adds_up_to_its_net() -> None:
    tables = {table.name: table for table in event_tables(event_of(), PACK)}
    for name in ("Booths", "Days", "Hours", "Regions", "Tenders"):
        column = next(
            at for at, one in enumerate(tables[name].columns) if one.title in ("Net", "Amount")
        )
        amounts = [row[column] for row in tables[name].rows]
        assert sum(amount for amount in amounts if isinstance(amount, int)) == 1_250_000
    assert ("Sum of the booths", None, 1_250_000, "matches") in tables["Summary"].rows
    assert ("Coverage", None, None, "COMPLETE") in tables["Summary"].rows


def test_a_sum_that_does_not_match_is_named() -> None:
    totals = replace(event_of(), days=())
    summary = event_tables(totals, PACK)[0]
    assert ("Sum of the days", None, 0, "DOES NOT MATCH") in summary.rows


def test_the_event_s_workbook_names_what_is_open() -> None:
    sheets = sheets_of(event_xlsx(event_of(LACKING), PACK))
    assert ["Coverage", "", "", "NOT COMPLETE"] in sheets["Summary"]
    whats = [row[0] for row in sheets["Open points"][1:]]
    assert whats == [
        "Booth days without a closed file",
        "Booth days without a closed file",
        "Gaps in the numbers",
        "Disputed tills",
        "Tills with days outside the event",
        "Files set aside: 2",
    ]


def test_money_that_nobody_has_seen_has_its_own_column() -> None:
    rows = rows_of(event_csv(event_of(), PACK), "programs")
    place = rows[0].index("QRIS NOT YET CERTAIN")
    assert [row[place] for row in rows[1:]] == ["60000", "0", "0"]
    tenders = {table.name: table for table in event_tables(event_of(), PACK)}["Tenders"]
    assert [(row[0], row[-1]) for row in tenders.rows] == [
        ("cash", 0),
        ("ovo", 0),
        ("qris", 60_000),
    ]


@pytest.mark.parametrize("convention", ["excel", "programs"])
def test_the_event_as_csv_has_a_line_for_each_booth(convention: Convention) -> None:
    rows = rows_of(event_csv(event_of(), PACK, convention), convention)
    net = rows[0].index("Net")
    assert [(row[0], row[1], row[net]) for row in rows[1:]] == [
        ("B02", "Tapis Muli Senja", "700000"),
        ("B07", "Keripik Dua Tandan", "450000"),
        ("B11", "'=HYPERLINK(1)", "100000"),
    ]


def test_the_same_totals_give_the_same_workbook() -> None:
    assert event_xlsx(event_of(LACKING), PACK) == event_xlsx(event_of(LACKING), PACK)
