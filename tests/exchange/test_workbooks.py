"""Workbooks made to do harm: whatever they hold costs a child process, and never the till."""

import io
import zipfile
from collections.abc import Callable

import pytest
import xlsxwriter

from pos_app.exchange.price_list import read_price_list
from pos_app.exchange.sheet import UnreadableSheet
from pos_app.exchange.workbook_child import ChildLimits
from pos_app.exchange.workbook_reading import read_workbook

Change = Callable[[bytes], bytes]

HEADINGS = ("kode", "nama", "harga")


def a_workbook(*rows: tuple[object, ...]) -> bytes:
    held = io.BytesIO()
    with xlsxwriter.Workbook(held, {"in_memory": True}) as workbook:
        sheet = workbook.add_worksheet()
        for number, row in enumerate((HEADINGS, *rows)):
            sheet.write_row(number, 0, row)
    return held.getvalue()


def rewritten(data: bytes, changes: dict[str, Change], names: dict[str, str]) -> bytes:
    """The workbook with changed parts and other names for some of them."""
    held = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as before, zipfile.ZipFile(held, "w") as after:
        for name in before.namelist():
            part = before.read(name)
            after.writestr(names.get(name, name), changes.get(name, bytes)(part))
    return held.getvalue()


SHEET, RELATIONS = "xl/worksheets/sheet1.xml", "xl/_rels/workbook.xml.rels"
FAR: tuple[tuple[str, bytes], ...] = (
    ("as every program writes it", b'r="XFD1048576"'),
    ("in single quotes", b"r='XFD1048576'"),
    ("with blanks around the sign", b'r = "XFD1048576"'),
    ("with an entity in it", b'r="&#88;FD1048576"'),
    ("with a zero in front", b'r="XFD01048576"'),
)


@pytest.mark.parametrize("place", [place for _, place in FAR], ids=[name for name, _ in FAR])
def test_one_cell_far_away_costs_the_child_and_not_the_till(place: bytes) -> None:
    data = rewritten(
        a_workbook(("A", "Kopi", 5_000)),
        {SHEET: lambda part: part.replace(b'r="C2"', place)},
        {},
    )
    assert data != a_workbook(("A", "Kopi", 5_000))
    assert read_price_list(data).problem in ("too_large", "reading_failed", "unreadable")


def test_a_sheet_under_another_name_is_no_way_around() -> None:
    data = rewritten(
        a_workbook(("A", "Kopi", 5_000)),
        {
            SHEET: lambda part: part.replace(b'r="C2"', b"r='XFD1048576'"),
            RELATIONS: lambda part: part.replace(b"worksheets/sheet1.xml", b"blad.bin"),
        },
        {SHEET: "xl/blad.bin"},
    )
    assert read_price_list(data).problem in ("too_large", "reading_failed")


def test_repeated_cells_of_an_open_document_are_counted() -> None:
    rows, columns = 'table:number-rows-repeated="100000"', 'table:number-columns-repeated="16000"'
    typed = f'office:value-type="string" {columns}'
    cell = f"<table:table-cell {typed}><text:p>x</text:p></table:table-cell>"
    content = (
        '<office:document-content xmlns:office="o" xmlns:table="table" xmlns:text="text">'
        '<office:body><office:spreadsheet><table:table table:name="A">'
        f"<table:table-row {rows}>{cell}</table:table-row>"
        "</table:table></office:spreadsheet></office:body></office:document-content>"
    )
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as parts:
        parts.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        parts.writestr("META-INF/manifest.xml", "<manifest/>")
        parts.writestr("content.xml", content)
    assert read_price_list(held.getvalue()).problem is not None


def test_a_part_that_unpacks_to_gigabytes_is_not_unpacked() -> None:
    held = io.BytesIO(a_workbook())
    with zipfile.ZipFile(held, "a", zipfile.ZIP_DEFLATED) as parts:
        parts.writestr("xl/media/picture.bin", bytes(101 * 1024 * 1024))
    assert len(held.getvalue()) < 1024 * 1024
    assert read_price_list(held.getvalue()).problem == "too_large"


def test_a_reader_without_memory_is_a_sentence_and_the_next_file_is_read() -> None:
    data = a_workbook(*[(f"A{number}", "Kopi", 5_000) for number in range(5_000)])
    with pytest.raises(UnreadableSheet) as refused:
        read_workbook(data, ChildLimits(memory_bytes=1024 * 1024))
    assert refused.value.code in ("too_large", "reading_failed")
    assert len(read_price_list(data).products) == 5_000


def test_a_reader_that_takes_for_ever_is_ended() -> None:
    with pytest.raises(UnreadableSheet) as refused:
        read_workbook(a_workbook(), ChildLimits(seconds=0))
    assert refused.value.code == "reading_failed"
