"""The official receipt on paper: words, marks, the stamp above its limit."""

import io
from dataclasses import replace

import pytest
from pypdf import PdfReader

from pos_app.domain.identity import Event, Till
from pos_app.domain.kuitansi import STAMP_DUTY, Kuitansi
from pos_app.i18n import use_language
from pos_app.papers.layout import PaperHeading
from pos_app.reporting.kuitansi_pdf import HEIGHT, WIDTH, kuitansi_pdf
from tests.builders import an_event, at

HEADING = PaperHeading(
    event=an_event(),
    till=Till("bazar-2026-ab12", "A017", "7k3mq2"),
    shop_name="Tapis Ibu Sari",
    place="Bandar Lampung",
)
KUITANSI = Kuitansi(
    number="7K3MQ2-000123",
    buyer="Dinas Koperasi",
    purpose="2 Tapis, 1 Tas anyam",
    amount=1_001_000,
    at=at(hour=10),
)


def text_of(kuitansi: Kuitansi, heading: PaperHeading = HEADING, receiver: str = "Rahma") -> str:
    (page,) = PdfReader(
        io.BytesIO(kuitansi_pdf(kuitansi, heading=heading, receiver=receiver))
    ).pages
    assert (round(page.mediabox.width), round(page.mediabox.height)) == (
        round(WIDTH),
        round(HEIGHT),
    )
    return " ".join(page.extract_text().split())


def test_m12_it_names_who_paid_what_for_what_in_digits_and_words() -> None:
    use_language("id")
    try:
        text = text_of(KUITANSI)
    finally:
        use_language("en")
    for words in (
        "7K3MQ2-000123",
        "Tapis Ibu Sari",
        "Dinas Koperasi",
        "Satu juta seribu rupiah",
        "2 Tapis, 1 Tas anyam",
        "Rp1.001.000",
        "Bandar Lampung, 24 November 2026",
        "Rahma",
    ):
        assert words in text
    assert "COPY" not in text


def test_m12_a_copy_says_so_with_its_time() -> None:
    text = text_of(replace(KUITANSI, copy=2, copied_at=at(hour=13, minute=5)))
    assert "COPY NO. 2, Tue, 24 Nov 2026 13:05 WIB" in text


@pytest.mark.parametrize(("amount", "is_due"), [(5_000_000, False), (5_000_001, True)])
def test_m12_above_five_million_it_reminds_of_the_stamp(amount: int, is_due: bool) -> None:  # noqa: FBT001
    kuitansi = replace(KUITANSI, amount=amount)
    assert kuitansi.needs_stamp == is_due
    assert (STAMP_DUTY.source in text_of(kuitansi)) == is_due
    assert f"Rp{amount:,}".replace(",", ".") in text_of(kuitansi)


def test_practice_says_so_and_a_booth_without_place_or_person_signs_with_its_name() -> None:
    practice = Event("practice-1", "Practice", an_event().days)
    heading = replace(HEADING, event=practice, place="")
    text = text_of(KUITANSI, heading, receiver="")
    assert "PRACTICE" in text
    assert text.count("Tapis Ibu Sari") == 2


def test_long_and_strange_words_stay_in_their_room() -> None:
    kuitansi = replace(
        KUITANSI, buyer="Dinas " * 15, purpose="Tapis besar " * 16, amount=777_777_777_777
    )
    heading = replace(HEADING, shop_name="Rumah Kerajinan " * 8)
    assert "Dinas Dinas" in text_of(replace(kuitansi, buyer="Dinas 🎉" * 12), heading)
    assert len(kuitansi_pdf(kuitansi, heading=heading, receiver="R" * 90)) < 60_000


def test_the_same_kuitansi_gives_the_same_bytes() -> None:
    one, other = (kuitansi_pdf(KUITANSI, heading=HEADING, receiver="Rahma") for _ in range(2))
    assert one == other
