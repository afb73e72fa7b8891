"""What papers say beside the journal, in which letters, and how slips are called."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from pos_app.bootstrap import TillFolder
from pos_app.domain.catalog import Product
from pos_app.domain.journal import Recorded
from pos_app.domain.printer import PrinterProfile
from pos_app.domain.tender import Sighting
from pos_app.papers.paper import DrawnText, text_lines
from pos_app.services.paper_making import GOODS_SLIPS, PICK_UP, PREPARATION
from tests.papers.golden_papers import draw_a_bar
from tests.printing.escpos_reader import read
from tests.tills import NETWORK, TillAtWork, World, a_till_at_work

JAVANESE = "\ua9b2\ua9a0\ua9c0\ua997\ua9ae"


@pytest.fixture
def till(tmp_path: Path) -> Iterator[TillAtWork]:
    with a_till_at_work(tmp_path / "till") as at_work:
        yield at_work


def entry(till: TillAtWork, seq: int) -> Recorded:
    return till.app.receipts.look(seq).recorded


def offer(till: TillAtWork, name: str, code: str = "X9") -> None:
    till.app.catalog.edit_product(Product(product_id=0, name=name, price=5_000, code=code))


def test_a_copy_tells_that_unsure_money_was_found_and_the_first_paper_never_does(
    till: TillAtWork,
) -> None:
    till.app.selling.scan("MUG")
    till.app.paying.tender("qris", 50_000, Sighting(state="unsure"))
    seq = till.app.paying.finish().recorded.seq
    till.app.qris.settle(seq, came=True)
    papers, sale = till.app.papers, entry(till, seq)
    copied = "\n".join(text_lines(papers.paper(sale, 32, copy=1)))
    assert "NOT YET CERTAIN" in copied
    assert "Since then: RECEIVED" in copied
    assert "Since then" not in "\n".join(text_lines(papers.paper(sale, 32)))


def test_prt5_accents_reach_only_a_printer_that_was_seen_to_have_them(till: TillAtWork) -> None:
    offer(till, "Cr\u00e8me br\u00fbl\u00e9e")
    sale, papers = entry(till, till.sell("X9")), till.app.papers
    for printer, name in (
        (NETWORK, "Creme brulee"),
        (replace(NETWORK, has_accents=True), "Cr\u00e8me brul\u00e9e"),
    ):
        paper = papers.written_for(printer).paper(sale, 32)
        assert has_line(name, text_lines(paper))
        assert has_line(name, read(papers.content(paper, printer)).as_text(32))
    on_pdf = papers.written_for(PrinterProfile("pdf", folder="x")).paper(sale, 32)
    assert has_line("Cr\u00e8me brul\u00e9e", text_lines(on_pdf))
    assert has_line("Creme brulee", text_lines(papers.paper(sale, 32)))  # nobody knows the printer


def has_line(start: str, lines: list[str]) -> bool:
    """Whether a line begins so."""
    return any(line.startswith(f"{start} ") for line in lines)


def test_prt5_a_name_in_another_script_is_drawn_by_whoever_can(tmp_path: Path) -> None:
    world = World()
    surroundings = replace(world.surroundings(), draw_text=draw_a_bar)
    opened = TillFolder(tmp_path / "till", surroundings)
    opened.practise()
    app = opened.open_booth(NETWORK)
    assert app is not None
    till = TillAtWork(app, world, opened)
    offer(till, JAVANESE)
    till.sell("X9")
    job = app.printing.next_job()
    assert job is not None
    printed = read(job.stored.content)
    paper = app.papers.paper(entry(till, job.stored.seq), 32)
    (drawn,) = [row for row in paper.rows if isinstance(row, DrawnText)]
    assert drawn.text == JAVANESE
    assert [raster.bits for raster in printed.rasters] == [drawn.picture.bits]
    assert "X9" not in "\n".join(printed.as_text(32))
    opened.close()


@pytest.mark.parametrize("kind", GOODS_SLIPS)
def test_p10_a_sale_has_slips_without_prices_and_with_numbers_of_their_own(
    till: TillAtWork, kind: str
) -> None:
    till.app.selling.scan("MUG")
    till.app.selling.note_line(0, "bungkus kado")
    till.app.paying.tender("cash", 50_000)
    sale, papers = till.app.paying.finish().recorded, till.app.papers
    text = "\n".join(text_lines(papers.goods_slip(kind, sale, 42)))
    assert "1 x Mug" in text
    assert "50.000" not in text
    assert ("bungkus kado" in text) == (kind == PREPARATION)  # receipts show no notes here
    numbers = {papers.number(sale), papers.number(sale, PREPARATION), papers.number(sale, PICK_UP)}
    assert len(numbers) == 3


def test_p10_an_open_cart_has_an_order_slip(till: TillAtWork) -> None:
    till.app.selling.scan("MUG")
    paper = till.app.papers.order_slip(till.app.selling.cart, 32, number=7)
    text = text_lines(paper)
    assert "1 x Mug" in text
    assert "7" in {line.strip() for line in text}
    assert "PRACTICE" in text[0]


@pytest.mark.parametrize("is_closed", [False, True])
def test_a_copy_names_who_asked_for_it_also_when_it_is_made_anew_for_another_printer(
    till: TillAtWork, *, is_closed: bool
) -> None:
    till.app.people.set_pin("k1", "1111")
    till.app.people.add("Budi", "2222")
    printing, seq = till.app.printing, till.sell()
    job = printing.next_job()
    assert job is not None
    printing.mark_sent(printing.mark_sending(job), "handed_over")
    printing.reprint(seq)
    till.world.clock.forward(minutes=20)
    if is_closed:
        till.app.days.close_day(None)
    till.app.signing_in.sign_in("k2", "2222")
    printing.use_printer(replace(NETWORK, paper_columns=42, version=2))
    copy = printing.next_job()
    assert copy is not None
    text = "\n".join(read(copy.stored.content).as_text(42))
    assert "COPY NO. 1" in text
    assert "26 Nov 2026 09:30 WIB, Rahma" in text
