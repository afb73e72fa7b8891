"""Cheap printers and long papers: what is on paper is whole, fits and can be read (cases.md)."""

import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from pos_app.bootstrap import DATABASE_NAME
from pos_app.domain.catalog import Product
from pos_app.domain.day_report import MovedCash
from pos_app.domain.journal import CashMoved
from pos_app.domain.printer import PrinterProfile
from pos_app.papers.day_report import z_paper
from pos_app.papers.paper import Picture, text_lines
from pos_app.papers.receipt import ReceiptFacts, receipt
from pos_app.printing.escpos import encode
from pos_app.printing.network import NetworkPrinter, Patience
from pos_app.simulation.demo_till import print_waiting
from tests.papers import till_day as day
from tests.papers.worked_day import HEADING, Z3
from tests.printing.escpos_reader import read
from tests.printing.nasty_printer import Moods, nasty_printer
from tests.tills import TillAtWork, a_till_at_work

NARROW = PrinterProfile("network", paper_columns=32, feed_lines=0)
HURRIED = Patience(connect_s=1.0, stalled_s=0.15, farewell_s=0.05)


def _long_receipt() -> bytes:
    """A hundred lines of goods below a logo."""
    goods = [day.item(f"Keripik pisang rasa ke-{n}", "2", 15_000) for n in range(1, 101)]
    sale = day.recorded(day.sale_of(*goods, given=3_000_000))
    paper = receipt(ReceiptFacts(sale, "Rahma"), heading=day.KERIPIK, columns=32)
    logo = Picture(width_dots=256, bits=b"\xaa\x55" * (16 * 96))
    return encode(replace(paper, rows=(logo, *paper.rows)), NARROW)


def _long_z() -> bytes:
    """A Z with 400 movements of the drawer."""
    moved = CashMoved(day.stamp(10, 0), "in", 1_000, "uang-kembalian")
    movements = tuple(MovedCash(n, replace(moved, amount=1_000 + n), "") for n in range(400))
    paper = z_paper(replace(Z3, movements=movements), heading=HEADING, columns=32)
    return encode(paper, NARROW)


@pytest.mark.parametrize("job", [_long_receipt(), _long_z()], ids=["prt3", "old3"])
def test_prt3_old3_a_long_paper_reaches_a_slow_and_silent_printer_whole(job: bytes) -> None:
    """It rests after every 512 bytes and says nothing, far longer than the farewell waits."""
    with nasty_printer(Moods(reads=512, then="slow")) as stub:
        printer = NetworkPrinter("127.0.0.1", stub.port, HURRIED)
        printer.connect()
        printer.send(job)
        printer.finish()
        assert stub.left.wait(10)
        assert bytes(stub.received) == job
    printed = read(bytes(stub.received))
    assert printed.resets == 1
    assert len(printed.lines) >= 200


def test_prt3_only_a_printer_that_takes_nothing_runs_out_of_time() -> None:
    """More than any buffer holds, for several times as long as one rest may last."""
    job = b"Keripik pisang\n" * 600_000
    with nasty_printer(Moods(reads=400_000, then="slow")) as stub:
        printer = NetworkPrinter("127.0.0.1", stub.port, HURRIED)
        printer.connect()
        printer.send(job)
        printer.finish()
        assert stub.left.wait(10)
        assert len(stub.received) == len(job)


def test_prt4_nothing_wraps_on_narrow_paper_and_the_preview_shows_the_same() -> None:
    shop = "Rumah Batik Kawun"
    assert len(shop) == 17
    names = ["Kain batik tulis sogan motif sekar jagat", "Kerajinanrotanberanyamtanganbuatandesa40"]
    assert [len(name) for name in names] == [40, 40]
    units = [1_234_567, 12_345_678, 123_456_789, 1_234_567_890]
    goods = [day.item(name, "1", unit, unit // 10) for unit in units for name in names]
    sale = day.sale_of(*goods, given=3_000_000_000)
    paper = receipt(
        ReceiptFacts(day.recorded(sale), "Rahma"),
        heading=replace(day.KERIPIK, shop_name=shop),
        columns=32,
    )
    printed = read(encode(paper, NARROW))
    assert max(line.columns for line in printed.lines) == 32
    shown = printed.as_text(32)
    assert shown == text_lines(paper)
    doubled = [line.text for line in printed.lines if any(sign.width == 2 for sign in line.letters)]
    assert " ".join(doubled) == shop.upper()
    for amount in (*units, sale.money.discount, sale.money.total):
        assert any(line.endswith(f"{amount:,}".replace(",", ".")) for line in shown), amount
    letters = "".join(shown).replace(" ", "")
    assert all(letters.count(name.replace(" ", "")) == len(units) for name in names)


@pytest.fixture
def till(tmp_path: Path) -> Iterator[TillAtWork]:
    with a_till_at_work(tmp_path / "till") as at_work:
        yield at_work


def test_prt5_no_question_mark_stands_for_a_letter_that_a_printer_lacks(till: TillAtWork) -> None:
    names = {
        "Crème brûlée – 2×3 “enak”": 'Creme brulee - 2x3 "enak"',
        "Kopi \u2615 susu \U0001f389": "Kopi susu",
        "\ua9b2\ua9a0\ua9c0\ua997\ua9ae": "JWA-4",
        "Bakso \u725b\u8089": "Bakso",
    }
    for number, name in enumerate(names, start=2):
        till.app.catalog.edit_product(
            Product(product_id=0, name=name, price=5_000, code=f"JWA-{number}")
        )
        till.app.selling.scan(f"JWA-{number}")
    till.app.paying.tender("cash", till.app.paying.payment.missing)
    till.app.paying.finish()
    print_waiting(till.app)
    (paper,) = till.world.paper.papers
    lines = read(paper).as_text(32)
    assert not any("?" in line for line in lines)
    goods = [line.removesuffix("5.000").rstrip() for line in lines if line.endswith(" 5.000")]
    assert goods == list(names.values())


_ANOTHER_PROGRAM = """
import sqlite3, sys
with sqlite3.connect(sys.argv[1], timeout=0, isolation_level=None) as intruder:
    intruder.execute("BEGIN IMMEDIATE")
"""


def test_old3_no_other_program_can_lock_the_journal_of_a_till_at_work(
    till: TillAtWork, tmp_path: Path
) -> None:
    till.app.selling.scan("MUG")
    till.app.paying.tender("cash", 50_000)
    path = tmp_path / "till" / DATABASE_NAME
    intruder = subprocess.run(
        [sys.executable, "-c", _ANOTHER_PROGRAM, str(path)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert "database is locked" in intruder.stderr
    till.app.paying.finish()
    assert till.app.days.x_report().sums.sales == (1, 50_000)
