import errno
import socket
import time
from pathlib import Path

import pytest

from pos_app.domain.errors import PrinterError
from pos_app.domain.printer import PrinterProfile
from pos_app.printing.network import NetworkPrinter, Patience
from pos_app.printing.pdf_folder import PdfFolder
from pos_app.printing.transport import printer_error
from pos_app.printing.transports import transport_for
from tests.printing.nasty_printer import Moods, nasty_printer

HURRIED = Patience(connect_s=1.0, stalled_s=0.15, farewell_s=0.1)
PAPER = bytes(range(256)) * 160  # 40.960 bytes: more than a cheap printer's buffer
LONG_PAPER = PAPER * 400  # more than any kernel holds back


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


def test_status_bytes_are_read_so_that_closing_loses_no_paper() -> None:
    with nasty_printer(Moods(says=b"\x1c\x00\x0f\x00" * 8)) as stub:
        sent(NetworkPrinter("localhost", stub.port), PAPER)
        assert stub.left.wait(10)
        assert bytes(stub.received) == PAPER


def test_nobody_listening_is_refused_every_time() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
    printer = NetworkPrinter("127.0.0.1", port)
    for _attempt in range(2):
        with pytest.raises(PrinterError) as refused:
            printer.connect()
        assert (refused.value.code, refused.value.bytes_accepted) == ("REFUSED", 0)


@pytest.mark.parametrize("name", ["", "no-such-printer.invalid", "x" * 300, "a\u0000b", ".."])
def test_a_name_that_leads_nowhere_is_not_found(name: str) -> None:
    with pytest.raises(PrinterError) as refused:
        NetworkPrinter(name).connect()
    assert refused.value.code == "NOT_FOUND"


def test_a_printer_that_drops_packets_is_unreachable_in_time() -> None:
    with socket.create_server(("127.0.0.1", 0), backlog=0) as server:
        host, port = server.getsockname()
        waiting = [socket.socket() for _ in range(8)]
        for one in waiting:
            one.setblocking(False)  # noqa: FBT003  the library's spelling
            one.connect_ex((host, port))
        begun = time.monotonic()
        with pytest.raises(PrinterError) as refused:
            NetworkPrinter(host, port, Patience(connect_s=0.2)).connect()
        assert refused.value.code == "UNREACHABLE"
        assert time.monotonic() - begun < 3
        for one in waiting:
            one.close()


def test_a_printer_that_never_reads_is_given_up_as_stalled() -> None:
    with nasty_printer(Moods(then="stop")) as stub:
        printer = NetworkPrinter("127.0.0.1", stub.port, HURRIED)
        printer.connect()
        with pytest.raises(PrinterError) as refused:
            printer.send(LONG_PAPER)
        assert refused.value.code == "STALLED"
        assert 0 < refused.value.bytes_accepted < len(LONG_PAPER)


def test_a_silent_printer_that_took_a_short_paper_is_left_after_the_farewell() -> None:
    with nasty_printer(Moods(then="stop")) as stub:
        printer = NetworkPrinter("127.0.0.1", stub.port, HURRIED)
        assert sent(printer, b"short") == [5]


@pytest.mark.parametrize("then", ["close", "reset"])
def test_a_printer_that_leaves_half_way_is_disconnected(then: str) -> None:
    with nasty_printer(Moods(reads=100_000, then=then)) as stub:
        printer = NetworkPrinter("127.0.0.1", stub.port, HURRIED)
        with pytest.raises(PrinterError) as refused:
            sent(printer, LONG_PAPER)
        assert refused.value.code == "DISCONNECTED"
        assert refused.value.bytes_accepted >= 100_000


@pytest.mark.parametrize("then", ["close", "reset"])
def test_a_printer_that_leaves_before_the_end_was_said_proves_nothing(then: str) -> None:
    with nasty_printer(Moods(reads=3, then=then)) as stub:
        printer = NetworkPrinter("127.0.0.1", stub.port, HURRIED)
        printer.connect()
        printer.send(b"abc")
        assert stub.left.wait(10)
        with pytest.raises(PrinterError) as refused:
            printer.finish()
        assert (refused.value.code, refused.value.bytes_accepted) == ("DISCONNECTED", 3)


def test_letting_go_sends_nothing_and_may_be_repeated() -> None:
    with nasty_printer(Moods()) as stub:
        printer = NetworkPrinter("127.0.0.1", stub.port)
        printer.connect()
        printer.close()
        printer.close()
        assert stub.left.wait(10)
        assert stub.received == b""


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
    ],
)
def test_every_trouble_has_one_of_our_codes(error: OSError, code: str) -> None:
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


def test_a_network_profile_leads_to_its_printer() -> None:
    with nasty_printer(Moods()) as stub:
        way = transport_for(PrinterProfile("network", address="127.0.0.1", port=stub.port))
        way.connect()
        way.send(b"abc")
        way.finish()
        assert stub.left.wait(10)
        assert stub.received == b"abc"
