"""The organizer's booth list, and the claim codes that go with it."""

from datetime import date

import pytest

from pos_app.domain.errors import BadEventDetails
from pos_app.exchange.booth_list import ClaimRow, read_booth_list, read_claims, write_claims

DAYS = (date(2026, 11, 24), date(2026, 11, 25))


@pytest.mark.parametrize(
    "text",
    [
        "booth,name,region,days\nA017,Anyaman,1807,2026-11-24\nB002,Kopi Liwa,,\n",
        "Daftar stan Pesta UMKM;;;\nKODE;Nama Stan;kode_bps;Hari\n"
        "A017;Anyaman;1807;2026-11-24\n;;;\nB002;Kopi  Liwa;;\n",
        "\ufeffid_stan\tnama\tKab/Kota\ttanggal\n"
        "A017\tAnyaman\t1807\t2026-11-24\nB002\tKopi Liwa\t\t\n",
    ],
    ids=["plain", "indonesian", "tabs"],
)
def test_a_list_is_read_with_its_headings_in_either_language(text: str) -> None:
    first, second = read_booth_list(text.encode("utf-8"), DAYS)
    assert (first.booth_id, first.name, first.region) == ("A017", "Anyaman", "1807")
    assert first.days == (DAYS[0],)
    assert (second.booth_id, second.name, second.region, second.days) == (
        "B002",
        "Kopi Liwa",
        "",
        (),
    )


@pytest.mark.parametrize(
    ("rows", "field", "value"),
    [
        ("A1,Satu\na1,Dua", "booth_twice", "a1"),
        ("../../x,Satu", "booth", "../../x"),
        ("CON,Satu", "booth", "CON"),
        ("A1.,Satu", "booth", "A1."),
        ("A1,", "booth_name", "A1"),
        ("A1," + "x" * 121, "booth_name", "A1"),
        ("A1,Satu,x y", "booth_region", "x y"),
        ("A1,Satu,,24/11/2026", "booth_days", "24/11/2026"),
        ("A1,Satu,,2026-11-30", "booth_days", "2026-11-30"),
    ],
)
def test_a34_what_cannot_be_used_is_named_with_its_value(rows: str, field: str, value: str) -> None:
    text = f"Daftar stan\nbooth,name,region,days\nOK,Baik\n\n{rows}\n"
    with pytest.raises(BadEventDetails) as refused:
        read_booth_list(text.encode("utf-8"), DAYS)
    assert (refused.value.field, refused.value.value) == (field, value)
    assert refused.value.row == text.splitlines().index(rows.splitlines()[-1]) + 1


@pytest.mark.parametrize(
    "data", [b"nothing of the kind", b'booth,name\n"A1,Satu', b"booth,name\n", b""]
)
def test_a_file_without_a_booth_list_is_refused(data: bytes) -> None:
    with pytest.raises(BadEventDetails) as refused:
        read_booth_list(data, DAYS)
    assert refused.value.field == "booths"


def test_days_may_be_several() -> None:
    text = 'booth,name,days\nA1,Satu,"2026-11-25, 2026-11-24"\n'
    (booth,) = read_booth_list(text.encode("utf-8"), DAYS)
    assert booth.days == DAYS


HEADINGS = ("Stan", "Nama", "Kode klaim")


def test_claim_codes_read_back_as_they_were_written() -> None:
    rows = [ClaimRow("A017", 'Kopi "Liwa", dll', "A" * 20), ClaimRow("B002", "Dua", "B" * 20)]
    assert read_claims(write_claims(rows, HEADINGS)) == {"A017": "A" * 20, "B002": "B" * 20}


def test_e6_no_name_among_the_claim_codes_becomes_a_formula() -> None:
    names = ["=SUM(1;2)", "+62 kopi", "-diskon-", "@stan", "-5", "Kopi = enak"]
    rows = [ClaimRow(f"A{n}", name, "A" * 20) for n, name in enumerate(names)]
    told = [row.split(",")[1] for row in write_claims(rows, HEADINGS).decode().splitlines()[1:]]
    assert told == ["'=SUM(1;2)", "'+62 kopi", "'-diskon-", "'@stan", "-5", "Kopi = enak"]


def test_claim_codes_are_read_after_a_spreadsheet_saved_them() -> None:
    saved = "\ufeffbooth;name;claim\r\nA017;Anyaman;" + "A" * 20 + "\r\n"
    assert read_claims(saved.encode("utf-8")) == {"A017": "A" * 20}


@pytest.mark.parametrize(
    "headings", ["booth,name,claim", "stan,nama,kode klaim", "Booth,Name,Claim code"]
)
def test_claim_codes_are_read_under_headings_of_either_language(headings: str) -> None:
    listed = f"{headings}\nA017,Anyaman,{'A' * 20}\n\nB002\n"
    assert read_claims(listed.encode("utf-8")) == {"A017": "A" * 20}


def test_a_list_without_the_headings_gives_no_codes() -> None:
    assert read_claims(b"") == {}
    assert read_claims(b"A017,Anyaman,AAAA\n") == {}
