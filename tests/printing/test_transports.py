import errno
import socket
import threading
import time
from collections.abc import Sequence
from pathlib import Path

import pytest
import serial
from escpos.exceptions import DeviceNotFoundError

from pos_app.domain.errors import PrinterError
from pos_app.domain.printer import PrinterProfile
from pos_app.printing.network import NetworkPrinter, Patience, Place, SocketPort
from pos_app.printing.pdf_folder import PdfFolder
from pos_app.printing.port_printer import Pace
from pos_app.printing.status import FENCE, LATE_FENCE
from pos_app.printing.transport import printer_error
from pos_app.printing.transports import transport_for
from tests.printing.nasty_printer import HEALTHY, N3, N10, Moods, n4, n5, nasty_printer

HURRIED = Patience(connect_s=1.0, stalled_s=0.15, farewell_s=0.1)
PAPER = bytes(range(256)) * 160  # 40.960 bytes: more than a cheap printer's buffer


def sent(printer: NetworkPrinter, data: bytes) -> list[int]:
    """Print in one go; the progress that was told."""
    told: list[int] = []
    printer.connect()
    printer.send(data, told.append)
    printer.finish()
    return told


def test_a_whole_paper_arrives_and_progress_counts_up_to_it() -> None:
    with nasty_printer(Moods()) as stub:
        told = sent(NetworkPrinter("127.0.0.1", stub.port), PAPER)
        assert stub.left.wait(10)
        assert bytes(stub.received) == PAPER
    assert told == sorted(told)
    assert told[-1] == len(PAPER)


@pytest.mark.parametrize("name", ["", "no-such-printer.invalid", "x" * 300, "a\u0000b", ".."])
def test_a_name_that_leads_nowhere_is_not_found(name: str) -> None:
    with pytest.raises(PrinterError) as refused:
        NetworkPrinter(name).connect()
    assert refused.value.code == "NOT_FOUND"


class AtManyPlaces(NetworkPrinter):
    """A name that also has an address of a kind this system has not, as without IPv6."""

    def _places(self) -> Sequence[Place]:
        place = super()._places()[0]
        return [(socket.AF_UNSPEC, *place[1:]), place]


def test_an_address_of_a_kind_the_system_has_not_does_not_hide_the_others() -> None:
    with nasty_printer(Moods()) as stub:
        sent(AtManyPlaces("127.0.0.1", stub.port), PAPER)
        assert stub.left.wait(10)
        assert stub.received == PAPER


def test_of_a_paper_for_a_printer_that_hung_up_at_once_nothing_was_accepted() -> None:
    with nasty_printer(n4(0)) as stub:  # busy with another till
        printer = NetworkPrinter("127.0.0.1", stub.port, HURRIED)
        printer.connect()
        assert stub.left.wait(10)
        with pytest.raises(PrinterError) as refused:
            printer.send(PAPER)
        assert (refused.value.code, refused.value.bytes_accepted) == ("DISCONNECTED", 0)


@pytest.mark.parametrize("moods", [n4(3), n5(3)], ids=["close", "reset"])
def test_a_printer_that_leaves_before_the_end_was_said_proves_nothing(moods: Moods) -> None:
    with nasty_printer(moods) as stub:
        printer = NetworkPrinter("127.0.0.1", stub.port, HURRIED)
        printer.connect()
        printer.send(b"abc")
        assert stub.left.wait(10)
        with pytest.raises(PrinterError) as refused:
            printer.finish()
        assert (refused.value.code, refused.value.bytes_accepted) == ("DISCONNECTED", 3)


def test_an_answer_that_came_before_the_printer_left_still_counts() -> None:
    leaves = Moods(reads=6, then="close", answers=HEALTHY.answers)
    with nasty_printer(leaves) as stub:
        printer = NetworkPrinter("127.0.0.1", stub.port, HURRIED)
        printer.connect()
        printer.send(b"abc")
        assert printer.ask(FENCE, 10) == 0
        with pytest.raises(PrinterError) as refused:
            printer.ask(LATE_FENCE, 10)
        assert (refused.value.code, refused.value.bytes_accepted) == ("DISCONNECTED", 6)


def test_an_answer_heard_while_more_is_sent_is_kept_for_who_asks_later() -> None:
    with nasty_printer(HEALTHY) as stub:
        printer = NetworkPrinter("127.0.0.1", stub.port, HURRIED)
        printer.connect()
        printer.send(PAPER + FENCE.data)
        printer.send(PAPER)
        assert printer.ask(LATE_FENCE, 10) == 0
        printer.finish()
        assert stub.received == PAPER + FENCE.data + PAPER


def test_who_waits_for_an_answer_lets_go_when_told_to() -> None:
    with nasty_printer(N10) as stub:
        printer = NetworkPrinter("127.0.0.1", stub.port)
        printer.connect()
        threading.Timer(0.05, printer.close).start()
        begun = time.monotonic()
        with pytest.raises(PrinterError) as refused:
            printer.ask(FENCE, 300)
        assert refused.value.code == "DISCONNECTED"
        assert time.monotonic() - begun < 5
        assert stub.left.wait(10)


def test_half_a_paper_that_was_given_up_does_not_come_out_later() -> None:
    with nasty_printer(N3) as stub:
        printer = NetworkPrinter("127.0.0.1", stub.port, HURRIED)
        printer.connect()
        with pytest.raises(PrinterError) as refused:
            printer.send(PAPER * 400)
        stub.goes_on.set()
        assert stub.left.wait(10)
        assert len(stub.received) < refused.value.bytes_accepted
        assert not stub.visits[0].has_ended, "an end would make it a whole paper"


def test_the_pace_that_was_set_for_a_printer_is_kept() -> None:
    with nasty_printer(Moods()) as stub:
        told: list[int] = []
        printer = NetworkPrinter("127.0.0.1", stub.port, pace=Pace(1024, 0.005))
        printer.connect()
        begun = time.monotonic()
        printer.send(PAPER[:10_240], told.append)
        assert time.monotonic() - begun >= 9 * 0.005
        assert told == [1024 * count for count in range(1, 11)]
        printer.finish()


class Reset(socket.socket):
    """A connection that the printer has reset, as macOS shows it."""

    def setsockopt(self, level: int, option: int, value: object, *rest: object) -> None:
        if option == socket.SO_LINGER:
            raise OSError(errno.EINVAL, "reset")


def test_a_connection_that_was_reset_is_given_back_all_the_same() -> None:
    link = Reset()
    with pytest.raises(OSError, match="reset"):
        SocketPort(link, 0.1).close(drops=True)
    assert link.fileno() == -1


def test_letting_go_sends_nothing_and_may_be_repeated() -> None:
    with nasty_printer(Moods()) as stub:
        printer = NetworkPrinter("127.0.0.1", stub.port)
        printer.connect()
        printer.close()
        printer.close()
        assert stub.left.wait(10)
        assert stub.received == b""


class NoBackendError(ValueError):
    """As the library for USB names it, which is not ours."""


# --- what the system says ----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (ConnectionRefusedError(errno.ECONNREFUSED, ""), "REFUSED"),
        (ConnectionResetError(errno.ECONNRESET, ""), "DISCONNECTED"),
        (ConnectionAbortedError(errno.ECONNABORTED, ""), "DISCONNECTED"),
        (BrokenPipeError(errno.EPIPE, ""), "DISCONNECTED"),
        (OSError(errno.ENOTCONN, ""), "DISCONNECTED"),
        (TimeoutError(), "UNREACHABLE"),
        (TimeoutError(errno.ETIMEDOUT, ""), "UNREACHABLE"),
        (OSError(errno.EHOSTUNREACH, ""), "UNREACHABLE"),
        (OSError(errno.ENETUNREACH, ""), "UNREACHABLE"),
        (socket.gaierror(socket.EAI_NONAME, ""), "NOT_FOUND"),
        (FileNotFoundError(errno.ENOENT, ""), "NOT_FOUND"),
        (OSError(errno.ENXIO, ""), "NOT_FOUND"),
        (PermissionError(errno.EACCES, ""), "NO_PERMISSION"),
        (OSError(errno.EBUSY, ""), "BUSY"),
        (OSError(errno.EIO, ""), "UNKNOWN"),
        (OSError(), "UNKNOWN"),
        # What libraries raise for printer trouble, and faults of a program (printing.md 2.3).
        (serial.SerialTimeoutException("Write timeout"), "STALLED"),
        (serial.SerialException(errno.ENOENT, "could not open port"), "NOT_FOUND"),
        (DeviceNotFoundError("no such printer"), "NOT_FOUND"),
        (NoBackendError("no libusb"), "NOT_FOUND"),
        (AssertionError(), "UNKNOWN"),
        (TypeError(), "UNKNOWN"),
        (RuntimeError(), "UNKNOWN"),
        (NotImplementedError(), "UNKNOWN"),
    ],
)
def test_every_trouble_has_one_of_our_codes(error: Exception, code: str) -> None:
    mapped = printer_error(error, 7)
    assert (mapped.code, mapped.bytes_accepted) == (code, 7)


# --- folder ----------------------------------------------------------------------------------


def test_a_folder_gets_the_whole_file_under_its_name(tmp_path: Path) -> None:
    profile = PrinterProfile("pdf", folder=str(tmp_path))
    folder = transport_for(profile, file_name="7K3MQ2-000214.pdf")
    told: list[int] = []
    folder.connect()
    folder.send(b"%PDF", told.append)
    folder.finish()
    folder.close()
    assert told == [4]
    assert {file.name: file.read_bytes() for file in tmp_path.iterdir()} == {
        "7K3MQ2-000214.pdf": b"%PDF"
    }


def test_a_folder_that_is_gone_is_not_made_anew(tmp_path: Path) -> None:
    folder = PdfFolder(tmp_path / "stick", "a.pdf")
    with pytest.raises(PrinterError) as refused:
        folder.connect()
    assert refused.value.code == "NOT_FOUND"
    with pytest.raises(PrinterError) as refused:
        folder.send(b"%PDF")
    assert (refused.value.code, refused.value.bytes_accepted) == ("NOT_FOUND", 0)
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_cannot_be_looked_at_is_a_trouble_of_the_printer(tmp_path: Path) -> None:
    with pytest.raises(PrinterError):
        PdfFolder(tmp_path / ("x" * 300), "a.pdf").connect()


def test_a_network_profile_leads_to_its_printer() -> None:
    with nasty_printer(Moods()) as stub:
        way = transport_for(PrinterProfile("network", address="127.0.0.1", port=stub.port))
        way.connect()
        way.send(b"abc")
        way.finish()
        assert stub.left.wait(10)
        assert stub.received == b"abc"
