import io
from dataclasses import replace

from pypdf import PdfReader

from pos_app.domain.day_report import HourOfSales, PayLine, ToCheck
from pos_app.domain.money import Quantity
from pos_app.domain.turnover import SoldGoods
from pos_app.reporting.day_pdf import day_pdf
from tests.papers.till_day import stamp
from tests.papers.worked_day import EMPTY_X, HEADING, X_SO_FAR, Z3


def pages_of(pdf: bytes) -> list[str]:
    return [page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages]


def test_a_day_fits_on_one_page_and_shows_the_figures_of_the_z() -> None:
    (page,) = pages_of(day_pdf(Z3, heading=HEADING))
    page = " ".join(page.split())  # a long row goes on in a second line
    for words in (
        "Z report 3",
        "Keripik Dua Tandan",
        "Operator: Rahma",
        "Rp3.744.500",
        "Rp81.266",
        "Rp968.000",
        "-Rp2.000",
        "SHORT",
        "QRIS NOT YET CERTAIN (1)",
        "wrong goods, Rahma 11:07",
        "No number left out",
        "9c41d07be2",
        "Page 1 of",
    ):
        assert words in page


def test_the_hours_are_a_chart_with_their_amounts_and_the_empty_hour_between() -> None:
    hours = (HourOfSales(9, 2, 120_499), HourOfSales(11, 1, 60_500))
    (page,) = pages_of(day_pdf(replace(Z3, hours=hours), heading=HEADING))
    assert "Sales by the hour, in thousands" in page
    lines = [line.strip() for line in page.splitlines()]
    assert [line for line in lines if line in ("09", "10", "11")] == ["09", "10", "11"]
    assert "120" in lines
    assert "61" in lines


def test_every_movement_is_listed_with_its_reason_words_and_person() -> None:
    (page,) = pages_of(day_pdf(Z3, heading=HEADING))
    flat = " ".join(page.split())
    assert "Paid out: electricity - token untuk dua stan, Rahma 14:30" in flat
    assert "Drawer opened - mencari kunci, Rahma 10:30" in flat


def test_the_same_report_gives_the_same_bytes() -> None:
    assert day_pdf(Z3, heading=HEADING) == day_pdf(Z3, heading=HEADING)


def test_an_x_says_that_the_day_is_not_closed() -> None:
    (page,) = pages_of(day_pdf(X_SO_FAR, heading=HEADING))
    assert "X report (day not closed)" in page
    assert "Not counted" in page
    assert "Operator:" not in page
    assert "By day, net" in page


def test_a_day_without_a_sale_has_a_report_too() -> None:
    (page,) = pages_of(day_pdf(EMPTY_X, heading=HEADING))
    assert "Rp0" in page
    assert "Nothing to check" in page


def test_practice_is_marked() -> None:
    event = replace(HEADING.event, event_id="practice-1")
    (page,) = pages_of(day_pdf(Z3, heading=replace(HEADING, event=event)))
    assert "PRACTICE - NOT A PROOF OF PAYMENT" in page


def test_a_very_long_day_goes_on_over_pages_and_loses_nothing() -> None:
    report = replace(
        Z3,
        pay=tuple(PayLine(f"kind{n}", 1, 1_000) for n in range(90)),
        to_check=tuple(ToCheck("void", n, -n, stamp(9, 0), "x" * 60) for n in range(1, 120)),
    )
    pages = pages_of(day_pdf(report, heading=HEADING))
    assert len(pages) > 2
    text = "\n".join(pages)
    assert all(f"Kind{n} (1)" in text for n in range(90))
    assert all(f"{n:06d} void" in text for n in range(1, 120))
    assert all(f"Page {number} of\n{len(pages)}" in page for number, page in enumerate(pages, 1))


def test_what_a_person_typed_is_shown_as_typed() -> None:
    goods = SoldGoods("<b>Promo</b> & \u201cKopi\u201d", Quantity.of(1), 5_000, "K1")
    foreign = SoldGoods("\ua9b2\ua9a0", Quantity.of(1), 4_000, "JWA-01")
    report = replace(Z3, best_sellers=(goods, foreign))
    (page,) = pages_of(day_pdf(report, heading=replace(HEADING, shop_name="Batik <i>& Kain")))
    assert "Batik <i>& Kain" in page
    assert "<b>Promo</b>" in page.replace("\n", "")
    assert "JWA-01" in page
