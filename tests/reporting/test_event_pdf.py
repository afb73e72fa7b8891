import io
import re
from dataclasses import replace
from datetime import datetime, time

from pypdf import PdfReader

from pos_app.domain.money import Quantity
from pos_app.domain.turnover import SoldGoods
from pos_app.i18n import use_language
from pos_app.reporting.event_pdf import event_net_rows, event_pdf
from tests.reporting.worked_event import AS_OF, COMPLETE, DAY_1, DAY_2, LACKING, PACK, event_of


def pages_of(pdf: bytes) -> list[str]:
    return [page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages]


def test_the_cover_shows_the_total_and_what_it_lacks() -> None:
    cover = pages_of(event_pdf(event_of(LACKING), PACK))[0]
    for words in (
        "Bazar Nusantara 2026",
        "As of 26 Nov 2026, 21:40 WIB",
        "Rp1.250.000",
        "Rp416.667",
        "Rp450.000",
        "4 of 6",
        "NOT COMPLETE",
        "Booth days without a closed file",
        "OVO",
        "busiest hour",
    ):
        assert words in cover


def test_a_complete_event_says_so() -> None:
    pages = pages_of(event_pdf(event_of(), PACK))
    assert "COMPLETE" in pages[0]
    assert "All booth days are in, nothing is open." in pages[0]
    assert "Nothing is open." in pages[-1]


def test_booths_days_and_goods_are_listed_with_their_sum() -> None:
    text = "\n".join(pages_of(event_pdf(event_of(), PACK)))
    for words in (
        "Tapis Muli Senja",
        "=HYPERLINK(1)",
        "Wed, 25 Nov 2026 (13)",
        "Bandar Lampung (13)",
        "Makanan",
        "Without category",
        "4 / 500.000",
        "JWA-01",
        "1,5 / 60.000",
    ):
        assert words in text


def test_the_appendix_names_every_open_point() -> None:
    appendix = pages_of(event_pdf(event_of(LACKING), PACK))[-1]
    for words in (
        "Thu, 26 Nov 2026",
        "Entries 20 to 24 are missing",
        "125.000",
        "Disputed: entries from 31 on do not count",
        "Files set aside",
        "On days outside the event, not in the totals",
        "gerai verify",
    ):
        assert words in appendix


def test_days_that_have_not_begun_are_no_open_point_and_nothing_is_called_complete() -> None:
    early = datetime.combine(DAY_1, time(12), AS_OF.tzinfo)
    coverage = replace(COMPLETE, as_of=early, missing=(("B07", DAY_2), ("B11", DAY_2)))
    pages = pages_of(event_pdf(event_of(coverage), PACK))
    assert "Nothing is open so far; other days of the event are still to come." in pages[0]
    assert "EVENT STILL RUNNING" in pages[0]
    assert "4 of 4" in pages[0], "days that nobody can have closed yet are no part of it"
    assert "Booth days still to come" in pages[0]
    assert "Nothing is open." in pages[-1]


def test_every_page_says_the_event_its_time_and_its_number() -> None:
    pages = pages_of(event_pdf(event_of(LACKING), PACK))
    for number, page in enumerate(pages, 1):
        assert "Bazar Nusantara 2026, As of 26 Nov 2026, 21:40 WIB" in page
        assert f"Page {number} of\n{len(pages)}" in page


def test_an_event_before_its_first_file_has_a_report() -> None:
    nothing = replace(
        event_of(LACKING),
        net=0,
        gross=0,
        discount=0,
        rounding=0,
        receipts=0,
        booths=(),
        days=(),
        pay=(),
        hours=(),
        regions=(),
        categories=(),
        best_sellers=(),
    )
    assert "Rp0" in pages_of(event_pdf(nothing, PACK))[0]


def test_the_parts_add_up_to_net() -> None:
    totals = event_of()
    assert sum(amount for _label, amount in event_net_rows(totals)) == totals.net


def test_the_same_totals_give_the_same_bytes() -> None:
    assert event_pdf(event_of(LACKING), PACK) == event_pdf(event_of(LACKING), PACK)


def test_cover_and_appendix_count_the_same_booth_days() -> None:
    missing = (("B07", DAY_1), ("B07", DAY_2), ("B11", DAY_2))
    early = datetime.combine(DAY_1, time(12), AS_OF.tzinfo)
    cover = pages_of(event_pdf(event_of(replace(COMPLETE, as_of=early, missing=missing)), PACK))[0]
    assert "3 of 4" in cover
    assert re.search(r"Booth days without a closed file\s+1\b", cover)
    assert re.search(r"Booth days still to come\s+2\b", cover)


def test_money_that_nobody_has_seen_stands_apart() -> None:
    cover = pages_of(event_pdf(event_of(), PACK))[0]
    assert re.search(r"QRIS received\s+340.000", cover)
    assert re.search(r"QRIS NOT YET CERTAIN \(1\)\s+60.000", cover)


def test_a_booth_without_a_sale_is_listed_with_nothing() -> None:
    totals = replace(event_of(), booths=event_of().booths[:2])
    text = "\n".join(pages_of(event_pdf(totals, PACK)))
    assert "=HYPERLINK(1)" in text


def test_goods_without_a_product_have_one_name_in_the_report_s_language() -> None:
    totals = replace(event_of(), best_sellers=(SoldGoods("", Quantity.of(3), 45_000, "LAIN"),))
    assert "Other item" in "\n".join(pages_of(event_pdf(totals, PACK)))
    use_language("id")
    assert "Barang lain" in "\n".join(pages_of(event_pdf(totals, PACK)))


def test_checking_needs_no_other_paper() -> None:
    last = " ".join(pages_of(event_pdf(event_of(), PACK))[-1].split())
    assert "gerai verify --pack PACK FILE" in last
    assert "docs/" not in last
