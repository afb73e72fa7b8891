"""Serial ports, over pseudo terminals."""

import errno
import threading
import time
from collections.abc import Iterator
from typing import Any, ClassVar

import pytest
import serial

from pos_app.domain.errors import PrinterError
from pos_app.domain.printer import FlowControl, PrinterProfile
from pos_app.printing.port import PieceTorn, Port
from pos_app.printing.port_printer import PortPatience
from pos_app.printing.serial_port import CallPort, SerialPrinter
from pos_app.printing.status import FENCE, FINE, LATE_FENCE, UNKNOWN, ask_health
from pos_app.printing.transport import Question
from tests.printing.arrivals import received_in_time
from tests.printing.nasty_printer import (
    ASKS_FENCE,
    HEALTHY,
    N3,
    N10,
    Moods,
    n4,
    n9,
)
from tests.printing.nasty_pty import nasty_pty

HURRIED = PortPatience(stalled_s=0.15, between_tries_s=0.0)
PAPER = bytes(range(256)) * 40
LONG_PAPER = PAPER * 40  # more than a terminal's buffer


def printer_at(
    path: str, *, flow: FlowControl = "none", chunk_bytes: int = 4096, pause_ms: int = 0
) -> SerialPrinter:
    profile = PrinterProfile(
        "serial", path=path, flow=flow, chunk_bytes=chunk_bytes, pause_ms=pause_ms
    )
    return SerialPrinter(profile, HURRIED)


@pytest.mark.parametrize("flow", ["none", "hardware", "software"])
def test_a_whole_paper_arrives_and_progress_counts_up_to_it(flow: FlowControl) -> None:
    text = PAPER.replace(b"\x11", b"").replace(b"\x13", b"")
    told: list[int] = []
    with nasty_pty(N10) as stub:
        printer = printer_at(stub.path, flow=flow)
        printer.connect()
        printer.send(text, told.append)
        printer.finish()
        assert received_in_time(stub, len(text)) == text
    assert told == sorted(told)
    assert told[-1] == len(text)


def test_unless_the_profile_says_otherwise_the_printer_rests_after_every_512_bytes() -> None:
    with nasty_pty(N10) as stub:
        printer = SerialPrinter(PrinterProfile("serial", path=stub.path))
        printer.connect()
        told: list[tuple[int, float]] = []
        printer.send(PAPER[:1300], lambda count: told.append((count, time.monotonic())))
        printer.close()
    counts = [count for count, _when in told]
    assert {512, 1024, 1300} <= set(counts)
    first, second = (next(when for count, when in told if count > edge) for edge in (512, 1024))
    assert second - first >= 0.03


def test_a_printer_that_takes_nothing_is_given_up_as_stalled() -> None:
    with nasty_pty(N3) as stub:
        printer = printer_at(stub.path)
        printer.connect()
        with pytest.raises(PrinterError) as refused:
            printer.send(LONG_PAPER)
        assert refused.value.code == "STALLED"
        assert 0 < refused.value.bytes_accepted < len(LONG_PAPER)


def test_a_printer_that_says_stop_is_sent_no_more() -> None:
    with nasty_pty(Moods(answers={b"go": b"\x13"})) as stub:
        printer = printer_at(stub.path, flow="software", chunk_bytes=1)
        printer.connect()
        printer.send(b"go.")
        with pytest.raises(PrinterError) as refused:
            printer.send(b"x" * 100_000)
        assert refused.value.code == "STALLED"
        count = refused.value.bytes_accepted
        assert received_in_time(stub, count) == b"go." + b"x" * (count - 3)


def test_a_printer_that_is_unplugged_half_way_is_disconnected() -> None:
    with nasty_pty(n4(3_000)) as stub:
        printer = printer_at(stub.path)
        printer.connect()
        with pytest.raises(PrinterError) as refused:
            printer.send(LONG_PAPER)
        assert refused.value.code == "DISCONNECTED"
        assert refused.value.bytes_accepted >= 3_000


def test_a_printer_that_is_unplugged_while_its_answer_is_awaited_is_disconnected() -> None:
    with nasty_pty(n4(3)) as stub:
        printer = printer_at(stub.path)
        printer.connect()
        with pytest.raises(PrinterError) as refused:
            printer.ask(FENCE, 10)
        assert (refused.value.code, refused.value.bytes_accepted) == ("DISCONNECTED", 3)


def test_a_printer_that_answers_the_fence_confirms() -> None:
    with nasty_pty(HEALTHY) as stub:
        printer = printer_at(stub.path)
        printer.connect()
        assert ask_health(printer) == FINE
        printer.send(PAPER)
        assert printer.ask(FENCE, 5) == 0
        printer.finish()


def test_an_answer_after_the_first_wait_still_confirms() -> None:
    with nasty_pty(Moods(answers=HEALTHY.answers, late_s=0.2)) as stub:
        printer = printer_at(stub.path)
        printer.connect()
        assert printer.ask(FENCE, 0.02) is None
        assert printer.ask(LATE_FENCE, 5) == 0


def test_flow_control_is_no_answer() -> None:
    anything = Question(b"\x1dr\x01", lambda _byte: True)
    with nasty_pty(Moods(answers={ASKS_FENCE: b"\x11\x13\x11\x05"})) as stub:
        printer = printer_at(stub.path)
        printer.connect()
        assert printer.ask(anything, 5) == 0x05


@pytest.mark.parametrize("nonsense", [b"\x00", b"\x11", b"\xff\xff"])
def test_nonsense_leaves_the_state_unknown(nonsense: bytes) -> None:
    with nasty_pty(n9(nonsense)) as stub:
        printer = printer_at(stub.path)
        printer.connect()
        assert ask_health(printer, 0.1) == UNKNOWN
        printer.close()


def test_a_port_is_this_tills_alone() -> None:
    with nasty_pty(N10) as stub:
        first, second = printer_at(stub.path), printer_at(stub.path)
        first.connect()
        with pytest.raises(PrinterError) as refused:
            second.connect()
        assert (refused.value.code, refused.value.bytes_accepted) == ("BUSY", 0)
        first.close()
        second.connect()
        second.close()


def test_letting_go_from_another_thread_ends_the_waiting() -> None:
    with nasty_pty(N3) as stub:
        printer = SerialPrinter(
            PrinterProfile("serial", path=stub.path, chunk_bytes=4096), PortPatience(stalled_s=60)
        )
        printer.connect()
        is_full = threading.Event()
        troubles: list[PrinterError] = []

        def work() -> None:
            try:
                printer.send(LONG_PAPER, lambda _count: is_full.set())
            except PrinterError as trouble:
                troubles.append(trouble)

        worker = threading.Thread(target=work)
        worker.start()
        assert is_full.wait(10)
        printer.close()
        printer.close()
        worker.join(5)
        assert not worker.is_alive()
        assert [trouble.code for trouble in troubles] == ["DISCONNECTED"]
        with pytest.raises(PrinterError):  # the port went back
            printer.finish()
        with serial.Serial(stub.path, exclusive=True):
            pass


class Backlog(serial.Serial):
    """A port whose driver has so many bytes left, look by look; the last number stays."""

    looks: ClassVar[list[int]] = []

    @property
    def out_waiting(self) -> int:
        return self.looks[0] if len(self.looks) == 1 else self.looks.pop(0)


@pytest.mark.parametrize(("looks", "code"), [([300, 200, 0], ""), ([300, 200], "STALLED")])
def test_a_paper_is_finished_when_the_driver_has_let_all_of_it_go(
    looks: list[int], code: str
) -> None:
    class Opened(Backlog):
        pass

    Opened.looks = looks
    with nasty_pty(N10) as stub:
        profile = PrinterProfile("serial", path=stub.path)
        printer = SerialPrinter(profile, HURRIED, opener=Opened)
        printer.connect()
        printer.send(b"paper")
        trouble = PrinterError("")
        try:
            printer.finish()
        except PrinterError as error:
            trouble = error
    assert (trouble.code, trouble.bytes_accepted) == (code, 5 if code else 0)


# --- opening -----------------------------------------------------------------------------------


class Reluctant:
    """Opens a port only after these troubles."""

    def __init__(self, *troubles: Exception) -> None:
        self._troubles: Iterator[Exception] = iter(troubles)
        self.tries = 0

    def __call__(self, path: str, **settings: object) -> serial.Serial:
        self.tries += 1
        trouble = next(self._troubles, None)
        if trouble is not None:
            raise trouble
        return serial.Serial(path)


NOBODY_THERE = serial.SerialException(errno.EHOSTDOWN, "could not open port")


def test_a_bluetooth_printer_that_comes_at_the_third_try_is_reached() -> None:
    with nasty_pty(N10) as stub:
        opener = Reluctant(NOBODY_THERE, NOBODY_THERE)
        profile = PrinterProfile("serial", path=stub.path)
        printer = SerialPrinter(profile, HURRIED, opener=opener)
        printer.connect()
        printer.close()
        assert opener.tries == 3


def opened_with(opener: Reluctant, path: str = "/dev/null") -> PrinterError:
    with pytest.raises(PrinterError) as refused:
        SerialPrinter(PrinterProfile("serial", path=path), HURRIED, opener=opener).connect()
    assert refused.value.bytes_accepted == 0
    return refused.value


def test_a_port_that_opens_after_it_was_let_go_is_given_back() -> None:
    def opened_late(path: str, **_settings: object) -> serial.Serial:
        printer.close()
        return serial.Serial(path)

    with nasty_pty(N10) as stub:
        profile = PrinterProfile("serial", path=stub.path)
        printer = SerialPrinter(profile, HURRIED, opener=opened_late)
        with pytest.raises(PrinterError) as refused:
            printer.connect()
        assert (refused.value.code, refused.value.bytes_accepted) == ("DISCONNECTED", 0)
        with serial.Serial(stub.path, exclusive=True):
            pass


def test_letting_go_ends_the_tries() -> None:
    tries: list[str] = []

    def refuses(path: str, **_settings: object) -> serial.Serial:
        tries.append(path)
        printer.close()
        raise NOBODY_THERE

    profile = PrinterProfile("serial", path="/dev/null")
    printer = SerialPrinter(profile, PortPatience(between_tries_s=60), opener=refuses)
    with pytest.raises(PrinterError):
        printer.connect()
    assert len(tries) == 1


def test_six_tries_are_enough() -> None:
    opener = Reluctant(*[NOBODY_THERE] * 9)
    assert opened_with(opener).code == "UNREACHABLE"
    assert opener.tries == 6


def windows_said(kind: str, number: int) -> serial.SerialException:
    """As the library wraps what Windows says: nothing but a text."""
    words = f"{kind}(13, 'Kata-kata Windows.', None, {number})"
    return serial.SerialException(f"could not open port 'COM9': {words}")


@pytest.mark.parametrize(
    ("trouble", "code", "tries"),
    [
        (serial.SerialException(errno.ENOENT, "no such file"), "NOT_FOUND", 1),
        (serial.SerialException(errno.EACCES, "not allowed"), "NO_PERMISSION", 1),
        (serial.SerialException(errno.EBUSY, "busy"), "BUSY", 1),
        (serial.SerialException(errno.EAGAIN, "could not lock"), "BUSY", 1),
        (serial.SerialException(errno.ECONNREFUSED, "refused"), "REFUSED", 6),
        (serial.SerialException(errno.EIO, "no answer"), "UNREACHABLE", 6),
        (windows_said("FileNotFoundError", 2), "NOT_FOUND", 1),
        (windows_said("PermissionError", 5), "BUSY", 1),
        (windows_said("OSError", 121), "UNREACHABLE", 6),
        (windows_said("OSError", 4711), "UNKNOWN", 6),
        (ValueError("Invalid baud rate"), "UNKNOWN", 6),
        (serial.SerialException("who knows"), "UNKNOWN", 6),
    ],
)
def test_every_trouble_of_opening_has_one_of_our_codes(
    trouble: Exception, code: str, tries: int
) -> None:
    opener = Reluctant(*[trouble] * 9)
    assert opened_with(opener).code == code
    assert opener.tries == tries


def test_who_may_not_open_a_port_is_told_the_group() -> None:
    denied = serial.SerialException(errno.EACCES, "not allowed")
    assert opened_with(Reluctant(denied)).detail == "dialout"


@pytest.mark.parametrize("path", ["", "/no/such/port", "/dev", __file__, "a\0b"])
def test_pb31_a_path_that_is_no_device_is_not_found(path: str) -> None:
    with pytest.raises(PrinterError) as refused:
        printer_at(path).connect()
    assert refused.value.code == "NOT_FOUND"


def test_a_device_that_is_no_port_is_not_found() -> None:
    with pytest.raises(PrinterError) as refused:
        printer_at("/dev/null").connect()
    assert refused.value.code == "NOT_FOUND"


# --- the way of Windows ------------------------------------------------------------------------


def call_port(path: str) -> CallPort:
    return CallPort(serial.Serial(path, timeout=0, write_timeout=0.15))


def push_on(port: CallPort) -> None:
    while port.push(memoryview(PAPER), 10):
        pass


def test_without_a_descriptor_all_arrives_and_answers_are_heard() -> None:
    with nasty_pty(HEALTHY) as stub:
        port = call_port(stub.path)
        rest = memoryview(PAPER + b"\x1dr\x01")
        while rest:
            rest = rest[port.push(rest, 10) :]
        assert port.hear(5) == b"\0"
        assert port.hear(0) == b""
        assert port.drain(1)
        port.close(drops=False)
        assert stub.received == PAPER + b"\x1dr\x01"


def test_without_a_descriptor_the_first_byte_goes_alone() -> None:
    with nasty_pty(N3) as stub:
        port = call_port(stub.path)
        assert port.push(memoryview(PAPER), 10) == 1
        with pytest.raises(PieceTorn):
            push_on(port)
        port.interrupt()
        assert port.hear(60) == b""
        port.close(drops=True)


class Torn(serial.Serial):
    """Takes what it is given until it stops in the middle of a piece, and says nothing of it."""

    def write(self, data: Any, /) -> int | None:  # noqa: ANN401 -- as the library has it
        if len(memoryview(data)) > 2:
            raise serial.SerialTimeoutException("Write timeout")
        return super().write(data)


class AsOnWindows(SerialPrinter):
    def _open(self) -> Port:
        return CallPort(Torn(self._profile.path, timeout=0, write_timeout=0.15))


def test_without_a_descriptor_a_piece_that_was_torn_may_have_left() -> None:
    with nasty_pty(HEALTHY) as stub:
        printer = AsOnWindows(PrinterProfile("serial", path=stub.path))
        printer.connect()
        assert printer.ask(FENCE, 5) == 0  # after which no first byte goes alone
        told: list[int] = []
        with pytest.raises(PrinterError) as stalled:
            printer.send(PAPER, told.append)
        assert (stalled.value.code, stalled.value.bytes_accepted) == ("STALLED", 4)
        assert told == [4]
