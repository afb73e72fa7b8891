"""Finding receipts and writing them out again, through the services and a real database."""

import sqlite3
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from pos_app.domain.catalog import Product
from pos_app.domain.correction_errors import NoKuitansi
from pos_app.domain.journal import Audited, SaleTicked
from pos_app.domain.money import Quantity
from pos_app.domain.receipt_search import ReceiptQuery, StateWanted, read_terms
from pos_app.papers.paper import text_lines
from pos_app.services.correcting import RefundWanted
from pos_app.services.receipt_keeping import ReceiptView
from tests.tills import NETWORK, TillAtWork, World, a_till_at_work


@pytest.fixture
def till(tmp_path: Path) -> Iterator[TillAtWork]:
    with a_till_at_work(tmp_path / "till") as at_work:
        yield at_work


def as_text(view: ReceiptView) -> str:
    """What stands on the paper."""
    return "\n".join(text_lines(view.paper))


def test_a_receipt_is_shown_in_the_letters_that_the_printer_has(till: TillAtWork) -> None:
    till.app.catalog.edit_product(Product(product_id=0, name="Cr\u00e8me", price=5_000, code="X9"))
    seq = till.sell("X9")
    assert "Creme" in as_text(till.app.receipts.look(seq))
    till.app.printing.use_printer(replace(NETWORK, has_accents=True))
    assert "Cr\u00e8me" in as_text(till.app.receipts.look(seq))


def a_day_of_sales(till: TillAtWork) -> list[int]:
    """Mug by cash, coffee by QRIS, mug by card: voided, refunded in part, and as it was."""
    seqs = []
    for scan, kind in (("MUG", "cash"), ("3*KOPI", "qris"), ("2*MUG", "card")):
        till.app.selling.scan(scan)
        till.app.paying.tender(kind, till.app.paying.payment.missing)
        seqs.append(till.app.paying.finish().recorded.seq)
        till.world.clock.forward(minutes=7)
    till.app.correcting.void_sale(seqs[0], "dobel")
    lines = ((1, Quantity.of(1)),)
    till.app.correcting.refund(RefundWanted("r", seqs[1], lines, "cash", "rusak"))
    return seqs


def numbers(till: TillAtWork, text: str = "", **filters: object) -> list[int]:
    query = ReceiptQuery(read_terms(text, till.app.till.dev), **filters)  # type: ignore[arg-type]
    return [row.no for row in till.app.receipts.find(query)]


def test_the_list_has_everything_newest_first(till: TillAtWork) -> None:
    a_day_of_sales(till)
    rows = till.app.receipts.find(ReceiptQuery())
    assert [(row.no, row.state, row.total) for row in rows] == [
        (5, "refund", -45_500),
        (4, "void", -50_000),
        (3, "paid", 100_000),
        (2, "part", 136_500),
        (1, "voided", 50_000),
    ]
    assert rows[3].back == 45_500
    assert [row.no for row in till.app.receipts.find(ReceiptQuery(), before=rows[1].seq)] == [
        3,
        2,
        1,
    ]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("2", [2]),
        ("000003", [3]),
        ("50rb", [4, 1]),
        ("50.000", [4, 1]),
        ("Rp 136.500", [2]),
        ("100 ribu", [3]),
        ("kopi", [5, 2]),
        ("kop", [5, 2]),
        ("opi", []),
        ("mug 100rb", [3]),
        ("09.37", [2]),
        ("9:30", [1]),
        ("09.37 kopi", [2]),
        ("09.37 mug", []),
        ("kopi-kopi", [5, 2]),
        ("12", []),
        ("ABCDEF-000001", []),
        ("--", []),
    ],
)
def test_s22_receipts_are_found_as_people_ask_for_them(
    till: TillAtWork, text: str, found: list[int]
) -> None:
    a_day_of_sales(till)
    assert numbers(till, text) == found


def test_s22_filters_narrow_the_list(till: TillAtWork) -> None:
    a_day_of_sales(till)
    assert numbers(till, tender="cash") == [5, 4, 1]
    assert numbers(till, tender="card") == [3]
    wanted: dict[StateWanted, list[int]] = {
        "paid": [3],
        "voided": [4, 1],
        "refunded": [5, 2],
        "unsure": [],
    }
    for state, found in wanted.items():
        assert numbers(till, state=state) == found
    assert numbers(till, day=date(2026, 11, 26)) == [5, 4, 3, 2, 1]
    assert numbers(till, day=date(2026, 11, 27)) == []
    assert till.app.receipts.days() == [date(2026, 11, 26)]
    assert till.app.receipts.today == date(2026, 11, 26)


def test_money_that_was_found_later_is_not_uncertain_any_more(till: TillAtWork) -> None:
    till.app.selling.scan("MUG")
    till.app.paying.tender("qris", 50_000)
    seq = till.app.paying.finish().recorded.seq
    recording = till.app.papers._recording
    of = next(recording.entries(seq, seq)).pointer(till.app.till.dev)
    for found in (False, True):
        with recording.together():
            recording.record(SaleTicked(recording.stamp(), of, found))
            recording.record(SaleTicked(recording.stamp(), replace(of, dev="other1"), not found))
        assert numbers(till, state="unsure") == ([] if found else [1])


def test_an_older_journal_is_indexed_at_the_next_start(tmp_path: Path) -> None:
    folder, world = tmp_path / "till", World()
    with a_till_at_work(folder, world) as till:
        a_day_of_sales(till)
        before = till.app.receipts.find(ReceiptQuery())
    with sqlite3.connect(folder / "till.db") as connection:
        connection.execute("DELETE FROM receipt_word")
        connection.execute("DELETE FROM receipt")
    connection.close()
    with a_till_at_work(folder, world) as till:
        assert till.app.receipts.find(ReceiptQuery()) == before
        assert numbers(till, "kopi") == [5, 2]


def test_a_receipt_shows_its_paper_and_what_is_linked_with_it(till: TillAtWork) -> None:
    voided, in_part, _ = a_day_of_sales(till)
    view = till.app.receipts.look(voided)
    assert view.number == till.app.till.receipt_number(1)
    assert "TOTAL" in as_text(view)
    assert [row.state for row in view.later] == ["void"]
    slip = till.app.receipts.look(view.later[0].seq)
    assert slip.original is not None
    assert slip.original.seq == voided
    assert "VOID" in as_text(slip)
    assert view.number in as_text(slip)
    assert [row.state for row in till.app.receipts.look(in_part).later] == ["refund"]


def test_prt1_a_copy_saved_as_a_file_is_marked_and_counts(till: TillAtWork) -> None:
    *_, seq = a_day_of_sales(till)
    job = till.app.receipts.save_copy(seq)
    assert job.path.name == f"{till.app.till.receipt_number(3)}-copy1.pdf"
    assert job.write().read_bytes().startswith(b"%PDF-")
    assert till.app.receipts.look(seq).copies == 1
    assert till.app.printing.reprint(seq).copy == 2


def test_prt1_a_receipt_of_last_week_is_a_copy_with_its_old_content(till: TillAtWork) -> None:
    *_, seq = a_day_of_sales(till)
    till.app.printing.discard(till.app.printing.waiting()[2].job_id)
    till.app.days.close_day()
    till.world.clock.forward(days=7)
    copy = till.app.printing.reprint(seq)
    assert copy.copy == 1
    view = till.app.receipts.look(seq)
    recorded, made_at = view.recorded, till.world.clock()
    text = "\n".join(text_lines(till.app.papers.paper(recorded, 32, copy=1, at=made_at)))
    for words in ("COPY NO. 1", "3 Dec 2026", "26 Nov 2026", view.number, "100.000"):
        assert words in text


# --- kuitansi ------------------------------------------------------------------------------------


def test_m12_the_first_kuitansi_is_the_original_and_the_next_a_copy(till: TillAtWork) -> None:
    *_, seq = a_day_of_sales(till)
    receipts = till.app.receipts
    job = receipts.kuitansi_job(seq, buyer="Dinas Koperasi", purpose="2 mug")
    assert (job.kuitansi.copy, job.kuitansi.amount) == (0, 100_000)
    assert job.write().is_file()
    receipts.keep_kuitansi(job)
    again = receipts.kuitansi_job(seq, buyer="Somebody else", purpose="other")
    assert (again.kuitansi.copy, again.kuitansi.buyer) == (1, "Dinas Koperasi")
    assert again.path.name.endswith("-kuitansi-copy1.pdf")
    assert again.path.read_bytes() if again.write() else False


def test_a_kuitansi_that_was_never_written_is_no_original(till: TillAtWork) -> None:
    *_, seq = a_day_of_sales(till)
    for _ in range(2):
        job = till.app.receipts.kuitansi_job(seq, buyer="Dinas", purpose="2 mug")
        assert job.kuitansi.copy == 0


@pytest.mark.parametrize(
    ("number", "buyer", "purpose", "missing"),
    [
        (0, "Dinas", "mug", "not_paid"),
        (1, "Dinas", "mug", "not_paid"),
        (2, " ", "mug", "buyer"),
        (2, "Dinas", "", "purpose"),
    ],
)
def test_a_kuitansi_is_for_money_that_was_kept_and_names_who_paid_for_what(
    till: TillAtWork, number: int, buyer: str, purpose: str, missing: str
) -> None:
    seq = a_day_of_sales(till)[number]
    with pytest.raises(NoKuitansi) as refused:
        till.app.receipts.kuitansi_job(seq, buyer=buyer, purpose=purpose)
    assert refused.value.missing == missing


def test_buyers_names_are_never_in_the_journal_and_can_be_emptied(till: TillAtWork) -> None:
    *_, seq = a_day_of_sales(till)
    receipts, recording = till.app.receipts, till.app.papers._recording
    receipts.keep_kuitansi(receipts.kuitansi_job(seq, buyer="Ibu Rahayu", purpose="2 mug"))
    lines = recording.lines(1, recording.head.seq)
    assert not any(b"Rahayu" in line or b"Rahayu" in (items or b"") for line, items in lines)
    last = recording.period[-1].entry
    assert isinstance(last, Audited)
    assert (last.what, last.now) == ("kuitansi", 1)
    assert receipts.forget_buyers() == 1
    assert receipts.forget_buyers() == 0
    made = receipts.look(seq).kuitansi
    assert made is not None
    assert (made.buyer, made.copies) == ("", 0)
    again = receipts.kuitansi_job(seq, buyer="Ibu Rahayu", purpose="")
    assert (again.kuitansi.copy, again.kuitansi.purpose) == (1, "2 mug")
