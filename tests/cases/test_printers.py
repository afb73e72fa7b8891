"""Printers and the public reports of their troubles, from the link's side (printing.md 14)."""

import subprocess
import sys
import threading
from bisect import bisect_left
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TypeAlias, get_args

import pytest

from pos_app.domain.errors import PrinterError
from pos_app.domain.printer import PrinterProfile
from pos_app.i18n import Language, use_language
from pos_app.outside_words import printer_words
from pos_app.papers.paper import Paper, Picture, Row
from pos_app.papers.receipt import ReceiptFacts, receipt
from pos_app.printing.device_file import DeviceFile
from pos_app.printing.escpos import encode
from pos_app.printing.network import USUAL_PACE, NetworkPrinter, Patience
from pos_app.printing.port_printer import Pace, PortPatience
from pos_app.printing.recovery import bytes_lacking, preamble
from pos_app.printing.status import FENCE, LATE_FENCE, UNKNOWN, ask_health
from pos_app.printing.transport import Transport
from pos_app.services.print_jobs import Patience as AnswerPatience
from tests.papers import till_day as day
from tests.printing.escpos_reader import Refused, read
from tests.printing.nasty_printer import (
    HEALTHY,
    N3,
    N6,
    N7,
    N9_LATE,
    N10,
    Moods,
    NastyPrinter,
    n9,
    nasty_printer,
)
from tests.printing.nasty_pty import nasty_pty
from tests.printing.till_that_prints import SALES, sell_and_print
from tests.services.sending import send, state
from tests.tills import World, a_till_at_work

ROOT = Path(__file__).parents[2]
NARROW = PrinterProfile("network", paper_columns=32)
HURRIED = Patience(connect_s=1.0, stalled_s=0.15, farewell_s=0.1)


def a_receipt(goods: int) -> bytes:
    """One with so many lines of goods."""
    items = [day.item(f"Keripik pisang rasa ke-{n}", "2", 15_000) for n in range(1, goods + 1)]
    sale = day.recorded(day.sale_of(*items, given=30_000 * goods))
    return encode(receipt(ReceiptFacts(sale, "Rahma"), heading=day.KERIPIK, columns=32), NARROW)


def a_picture(rows: int) -> bytes:
    """One over the whole width, between two lines of text."""
    picture = Picture(width_dots=384, bits=b"\xaa\x55" * (24 * rows))
    return encode(Paper(32, (Row("above"), picture, Row("below"))), NARROW)


def way_to(
    stub: NastyPrinter, patience: Patience = HURRIED, pace: Pace = USUAL_PACE
) -> NetworkPrinter:
    return NetworkPrinter("127.0.0.1", stub.port, patience, pace)


def printed(printer: Transport, paper: bytes) -> None:
    printer.connect()
    printer.send(paper)
    printer.finish()


def test_pb1_a_paper_that_only_the_system_took_is_never_taken_for_printed() -> None:
    paper = a_receipt(4)
    with nasty_printer(N3) as stub:
        printer = way_to(stub, Patience(farewell_s=10))
        printer.connect()
        printer.send(paper)
        assert printer.ask(FENCE, 0) is None
        threading.Timer(0.05, stub.give_up.set).start()  # the power goes
        with pytest.raises(PrinterError) as broken:
            printer.finish()
        assert broken.value.code == "DISCONNECTED"
        assert broken.value.bytes_accepted == len(paper + FENCE.data)
        assert stub.received == b""


def test_pb1_a_receipt_that_only_the_system_took_when_the_power_went_is_in_doubt(
    tmp_path: Path,
) -> None:
    """All its bytes were taken and none was read; the till asks a person, and sends no second."""
    world = World()
    silent = replace(NARROW, address="127.0.0.1", answers_status=False, answers_fence=False)
    with nasty_printer(N3) as stub:
        world.way = lambda _printer, _name: way_to(stub, Patience(farewell_s=10))
        with a_till_at_work(tmp_path / "till", world, printer=silent) as till:
            seq = till.sell()
            threading.Timer(0.05, stub.give_up.set).start()
            job = send(till)
            row = till.app.printing._queue.job(job.stored.job_id)
            assert row is not None
            assert (row.state, row.reason) == ("uncertain", "DISCONNECTED")
            assert row.bytes_accepted == len(row.content)
            assert till.app.printing.next_job() is None
            assert state(till, seq).state == "uncertain"
            assert stub.received == b""


@pytest.mark.parametrize(
    "moods",
    [n9(b"\x00"), n9(b"\x11"), n9(b"\x00\x00"), N9_LATE, N10],
    ids=["00", "xon", "two-bytes", "late", "never"],
)
def test_pb2_nobody_knows_how_a_printer_is_that_talks_nonsense_and_it_prints(
    moods: Moods,
) -> None:
    paper = a_receipt(4)
    with nasty_printer(moods) as stub:
        printer = way_to(stub)
        printer.connect()
        health = ask_health(printer, 0.05)
        assert health == UNKNOWN
        assert not health.is_blocked
        printer.send(paper)
        printer.finish()
        assert stub.left.wait(10)
        assert stub.received.endswith(paper)


def test_pb4_a_silent_printer_confirms_nothing_by_itself() -> None:
    with nasty_printer(N10) as stub:
        printer = way_to(stub)
        printer.connect()
        printer.send(a_receipt(4))
        assert printer.ask(FENCE, 0.05) is None
        assert printer.ask(LATE_FENCE, 0.05) is None
        printer.finish()
        assert stub.left.wait(10)
        assert stub.received == a_receipt(4) + FENCE.data


@contextmanager
def on_the_network(moods: Moods) -> Iterator[tuple[NastyPrinter, Transport]]:
    with nasty_printer(moods) as stub:
        yield stub, way_to(stub)


@contextmanager
def at_a_port(moods: Moods) -> Iterator[tuple[NastyPrinter, Transport]]:
    with nasty_pty(moods) as stub:
        profile = PrinterProfile("device", path=stub.path)
        yield stub, DeviceFile(profile, PortPatience(stalled_s=0.25))


Place: TypeAlias = Callable[[Moods], AbstractContextManager[tuple[NastyPrinter, Transport]]]


@pytest.mark.parametrize("place", [on_the_network, at_a_port])
def test_pb9_a_printer_slower_than_the_host_gets_a_picture_whole_and_in_its_own_time(
    place: Place,
) -> None:
    """2.000 bytes, a rest, and so on, for several times as long as one rest may last."""
    paper = a_picture(900)
    assert len(paper) > 43_000  # a receipt that is all picture
    with place(Moods(reads=2_000, then="slow")) as (stub, printer):
        printed(printer, paper)
        _until_received(stub, len(paper))
        assert stub.received == paper


def _until_received(stub: NastyPrinter, count: int) -> None:
    waiting = threading.Event()
    for _look in range(1_000):
        if len(stub.received) >= count:
            return
        waiting.wait(0.01)


SLOW = replace(N6, bytes_per_s=60_000)
AT_ITS_PACE = Pace(256, 0.006)


def test_pb12_what_a_small_buffer_loses_is_not_confirmed_and_a_pace_loses_nothing() -> None:
    paper = a_receipt(100)
    with nasty_printer(SLOW) as stub:
        printer = way_to(stub)
        printer.connect()
        printer.send(paper)
        assert printer.ask(FENCE, 0) is None
        printer.finish()
        assert stub.left.wait(10)
        assert len(stub.received) < len(paper)
    with nasty_printer(SLOW) as stub:
        printed(way_to(stub, pace=AT_ITS_PACE), paper)
        assert stub.left.wait(10)
        assert stub.received == paper


def test_pb20_a_receipt_of_300_lines_comes_out_whole_on_a_printer_with_a_small_buffer() -> None:
    paper = a_receipt(300)
    with nasty_printer(SLOW) as stub:
        printed(way_to(stub, pace=AT_ITS_PACE), paper)
        assert stub.left.wait(20)
        assert stub.received == paper
    assert sum(line.text.startswith("Keripik") for line in read(paper).lines) == 300


def test_pb20_after_a_forced_break_the_next_receipt_is_clean() -> None:
    broken, following = a_picture(600), a_receipt(4)
    cut_at = 20_000
    with nasty_printer(Moods()) as stub:
        printer = way_to(stub)
        printer.connect()
        printer.send(broken[:cut_at])
        _until_received(stub, cut_at)
        printer.close()
        begin = preamble(bytes_lacking(broken, cut_at), is_slow=False)
        printed(way_to(stub), begin + following)
        _until_received(stub, cut_at + len(begin + following))
        assert stub.received == broken[:cut_at] + begin + following
    unfinished = _nuls_that_end(broken[:cut_at])
    assert 0 < unfinished <= begin.count(0)
    clean = read(begin[unfinished:] + following, may_recover=True)
    assert clean.as_text(32) == read(following).as_text(32)


def _nuls_that_end(part: bytes) -> int:
    """How many NULs a printer takes for the rest of a picture that broke off."""

    def is_whole(count: int) -> bool:
        try:
            read(part + bytes(count))
        except Refused as refused:
            return "cut off" not in str(refused)  # or there are NULs too many
        return True

    return bisect_left(range(6_144), True, key=is_whole)  # noqa: FBT003  the library's spelling


def test_pb21_a_late_answer_is_no_failure_and_still_confirms() -> None:
    paper = a_receipt(4)
    with nasty_printer(replace(HEALTHY, late_s=0.1)) as stub:  # of 8 s, with less patience
        printer = way_to(stub)
        printer.connect()
        printer.send(paper)
        assert printer.ask(FENCE, 0.02) is None
        assert printer.ask(LATE_FENCE, 10) is not None
        printer.finish()
        assert stub.left.wait(10)
        assert stub.received == paper + FENCE.data
    assert AnswerPatience().late_s == 5 * 60


CODES = (
    "NOT_FOUND",
    "REFUSED",
    "UNREACHABLE",
    "NO_PERMISSION",
    "BUSY",
    "STALLED",
    "DISCONNECTED",
    "PAPER_OUT",
    "COVER_OPEN",
    "OFFLINE",
    "SPOOLER_ERROR",
    "BAD_PAPER",
    "UNKNOWN",
)
"""All of printing.md 4.6."""


@pytest.mark.parametrize("language", get_args(Language))
def test_each_trouble_of_a_printer_has_a_sentence_of_its_own(language: Language) -> None:
    use_language(language)
    sentences = {printer_words(code) for code in CODES}
    assert len(sentences) == len(CODES)
    assert all(words[0].isupper() and words.endswith(".") for words in sentences)


# --- two programs, one printer -----------------------------------------------------------------


def test_pb16_two_programs_print_20_receipts_each_on_a_printer_for_one_client(
    tmp_path: Path,
) -> None:
    moods = replace(N7, alone_s=0.005, answers=HEALTHY.answers)
    with nasty_printer(moods) as stub, _another_till(tmp_path / "second", stub.port) as other:
        numbers: list[str] = []

        def begin_together(sold_here: list[str]) -> None:
            assert other.stdout is not None
            assert other.stdin is not None
            numbers.extend(sold_here + other.stdout.readline().split())
            other.stdin.write("print\n")
            other.stdin.flush()

        sell_and_print(tmp_path / "first", stub.port, sold=begin_together)
        assert other.wait(60) == 0
    papers = ["\n".join(read(bytes(visit.received)).as_text(32)) for visit in stub.visits]
    assert len(papers) == len(set(numbers)) == 2 * SALES
    assert all(sum(number in paper for paper in papers) == 1 for number in numbers)


@contextmanager
def _another_till(folder: Path, port: int) -> Iterator[subprocess.Popen[str]]:
    program = [sys.executable, "-m", "tests.printing.till_that_prints", str(folder), str(port)]
    pipe = subprocess.PIPE
    with subprocess.Popen(program, stdin=pipe, stdout=pipe, text=True, cwd=ROOT) as other:
        yield other
