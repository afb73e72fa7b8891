"""What the network way says of each mode of the nasty printer (printing.md 13)."""

import time
from dataclasses import replace

import pytest

from pos_app.domain.errors import PrinterError
from pos_app.domain.printer import PrinterProfile
from pos_app.printing.network import USUAL_PACE, NetworkPrinter, Patience
from pos_app.printing.port_printer import Pace
from pos_app.printing.status import FENCE, LATE_FENCE, UNKNOWN, Health, ask_health
from pos_app.printing.transports import transport_for
from tests.printing.nasty_printer import (
    HEALTHY,
    N1,
    N2,
    N3,
    N6,
    N7,
    N8,
    N9_LATE,
    N10,
    Moods,
    NastyPrinter,
    n4,
    n5,
    n9,
    nasty_printer,
)

HURRIED = Patience(connect_s=0.3, stalled_s=0.15, farewell_s=0.1)
PAPER = b"Keripik pisang 15.000\n" * 1_000
LONG_PAPER = PAPER * 750  # more than any kernel holds back


def way_to(stub: NastyPrinter, pace: Pace = USUAL_PACE) -> NetworkPrinter:
    return NetworkPrinter("127.0.0.1", stub.port, HURRIED, pace)


def printed(stub: NastyPrinter, paper: bytes, pace: Pace = USUAL_PACE) -> None:
    printer = way_to(stub, pace)
    printer.connect()
    printer.send(paper)
    printer.finish()


def test_n1_one_that_refuses_is_refused_every_time_and_nothing_left() -> None:
    with nasty_printer(N1) as stub:
        printer = way_to(stub)
        for _attempt in range(2):
            with pytest.raises(PrinterError) as refused:
                printer.connect()
            assert (refused.value.code, refused.value.bytes_accepted) == ("REFUSED", 0)


def test_n2_one_that_drops_packets_is_unreachable_in_time() -> None:
    with nasty_printer(N2) as stub:
        begun = time.monotonic()
        with pytest.raises(PrinterError) as refused:
            way_to(stub).connect()
        assert (refused.value.code, refused.value.bytes_accepted) == ("UNREACHABLE", 0)
        assert time.monotonic() - begun < 3


def test_n3_one_that_never_reads_stalls_and_frees_its_worker_and_its_lock() -> None:
    with nasty_printer(N3) as stub:
        printer = way_to(stub)
        printer.connect()
        begun = time.monotonic()
        with pytest.raises(PrinterError) as refused:
            printer.send(LONG_PAPER)
        assert time.monotonic() - begun < 3
        assert refused.value.code == "STALLED"
        assert 0 < refused.value.bytes_accepted < len(LONG_PAPER)
    assert Patience().stalled_s + Patience().farewell_s <= 12, "printing.md 11"


def test_n3_one_that_never_reads_takes_a_short_paper_and_answers_nothing() -> None:
    with nasty_printer(N3) as stub:
        printer = way_to(stub)
        printer.connect()
        printer.send(b"short")
        assert printer.ask(FENCE, 0) is None
        printer.finish()
        assert stub.received == b""


@pytest.mark.parametrize("mode", [n4, n5])
def test_n4_n5_one_that_leaves_half_way_is_disconnected(mode: type[Moods]) -> None:
    with nasty_printer(mode(100_000)) as stub:
        with pytest.raises(PrinterError) as refused:
            printed(stub, LONG_PAPER)
        assert refused.value.code == "DISCONNECTED"
        assert 100_000 <= refused.value.bytes_accepted < len(LONG_PAPER)


def test_n6_one_that_drops_what_it_cannot_hold_says_nothing_of_it() -> None:
    with nasty_printer(N6) as stub:
        printed(stub, PAPER)
        assert stub.left.wait(10)
        assert len(stub.received) < len(PAPER)
        assert stub.visits[0].has_ended


def test_n7_one_that_serves_one_client_refuses_the_next_for_a_while() -> None:
    with nasty_printer(replace(N7, alone_s=0.1)) as stub:
        first, second = way_to(stub), way_to(stub)
        first.connect()
        first.send(b"first")
        assert stub.arrived.wait(10)
        with pytest.raises(PrinterError) as refused:
            second.connect()
        assert refused.value.code == "REFUSED"
        first.finish()
        _reached(second)
        second.send(b"second")
        second.finish()
        assert stub.received == b"firstsecond"


def _reached(printer: NetworkPrinter) -> None:
    """Try again as the queue does, but faster."""
    deadline = time.monotonic() + 10
    while time.monotonic() < deadline:
        try:
            printer.connect()
        except PrinterError:
            continue
        return


def test_n8_what_a_printer_pushes_is_read_so_that_closing_loses_no_paper() -> None:
    with nasty_printer(replace(N8, says=N8.says * 8)) as stub:
        printed(stub, PAPER)
        assert stub.left.wait(10)
        assert stub.received == PAPER


def test_n8_a_status_block_on_connecting_is_no_answer() -> None:
    with nasty_printer(replace(N8, answers=HEALTHY.answers)) as stub:
        printer = way_to(stub)
        printer.connect()
        assert ask_health(printer, 10) == Health("")
        assert printer.ask(FENCE, 10) == 0
        printer.finish()


@pytest.mark.parametrize(
    "moods",
    [n9(b"\x00"), n9(b"\x11"), n9(b"\x00\x00"), N9_LATE, N10],
    ids=["00", "xon", "two-bytes", "late", "never"],
)
def test_n9_n10_one_that_answers_nonsense_late_or_never_is_unknown(moods: Moods) -> None:
    with nasty_printer(moods) as stub:
        printer = way_to(stub)
        printer.connect()
        assert ask_health(printer, 0.05) == UNKNOWN
        printer.send(PAPER)
        assert printer.ask(FENCE, 0.05) is None
        printer.finish()
        assert stub.left.wait(10)
        assert PAPER in stub.received


def test_n9_two_bytes_for_one_question_are_one_answer() -> None:
    with nasty_printer(n9(b"\x12\x12")) as stub:
        printer = way_to(stub)
        printer.connect()
        assert not ask_health(printer, 0.3).is_blocked
        assert printer.ask(FENCE, 0.05) is None
        printer.finish()


def test_n9_a_late_answer_to_the_state_does_not_confirm_the_paper() -> None:
    with nasty_printer(replace(HEALTHY, late_s=0.15)) as stub:
        printer = way_to(stub)
        printer.connect()
        assert ask_health(printer, 0.02) == UNKNOWN
        printer.send(b"paper")
        assert printer.ask(FENCE, 0.02) is None
        assert printer.ask(LATE_FENCE, 10) == 0
        printer.finish()


def test_a_printer_that_left_is_free_for_the_next_paper() -> None:
    with nasty_printer(n5(5)) as stub:
        profile = PrinterProfile("network", address="127.0.0.1", port=stub.port)
        for _paper in range(2):
            way = transport_for(profile)
            way.connect()
            with pytest.raises(PrinterError):
                way.send(LONG_PAPER)
