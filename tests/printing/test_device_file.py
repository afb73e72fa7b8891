"""Device files, with a terminal in the place of /dev/usb/lp0."""

import errno
import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from pos_app.domain.errors import PrinterError
from pos_app.domain.printer import PrinterProfile
from pos_app.printing.device_file import DeviceFile, UsbPlaces
from pos_app.printing.port_printer import PortPatience
from pos_app.printing.status import FENCE, FINE, UNKNOWN, ask_health
from pos_app.printing.usb_devices import UsbPrinter, usb_printers
from tests.printing.arrivals import received_in_time
from tests.printing.nasty_printer import HEALTHY, N3, N10, n4
from tests.printing.nasty_pty import nasty_pty
from tests.printing.usb_plugs import plug_in, unplug, usb_places

HURRIED = PortPatience(stalled_s=0.15, tries=1)
PAPER = bytes(range(256)) * 80
LONG_PAPER = PAPER * 20


@pytest.fixture
def places(tmp_path: Path) -> UsbPlaces:
    return usb_places(tmp_path)


def test_a_whole_paper_arrives_and_progress_counts_up_to_it() -> None:
    told: list[int] = []
    with nasty_pty(n4(len(PAPER))) as stub:
        printer = DeviceFile(PrinterProfile("device", path=stub.path), HURRIED)
        printer.connect()
        printer.send(PAPER, told.append)
        printer.finish()
        assert stub.left.wait(10)
        assert stub.received == PAPER
    assert told == sorted(told)
    assert told[-1] == len(PAPER)


def test_a_printer_that_takes_nothing_is_given_up_as_stalled() -> None:
    with nasty_pty(N3) as stub:
        printer = DeviceFile(PrinterProfile("device", path=stub.path), HURRIED)
        printer.connect()
        with pytest.raises(PrinterError) as refused:
            printer.send(LONG_PAPER)
        assert refused.value.code == "STALLED"
        assert 0 < refused.value.bytes_accepted < len(LONG_PAPER)


def test_a_paper_whose_last_block_stays_on_its_way_is_not_finished() -> None:
    with nasty_pty(N3) as stub:
        profile = PrinterProfile("device", path=stub.path)
        full, printer = DeviceFile(profile, HURRIED), DeviceFile(profile, HURRIED)
        full.connect()
        with pytest.raises(PrinterError):
            full.send(LONG_PAPER)
        printer.connect()
        with pytest.raises(PrinterError) as refused:
            printer.finish()
        assert refused.value.code == "STALLED"


def test_a_printer_that_is_unplugged_half_way_is_disconnected() -> None:
    with nasty_pty(n4(3_000)) as stub:
        printer = DeviceFile(PrinterProfile("device", path=stub.path), HURRIED)
        printer.connect()
        with pytest.raises(PrinterError) as refused:
            printer.send(LONG_PAPER)
        assert refused.value.code == "DISCONNECTED"
        assert refused.value.bytes_accepted >= 3_000


def test_a_device_that_can_be_read_answers() -> None:
    with nasty_pty(HEALTHY) as stub:
        printer = DeviceFile(PrinterProfile("device", path=stub.path), HURRIED)
        printer.connect()
        assert ask_health(printer) == FINE
        assert printer.ask(FENCE, 5) == 0
        printer.finish()


def test_pb3_a_device_file_that_says_nothing_is_unknown_and_no_exception() -> None:
    with nasty_pty(N10) as stub:
        printer = DeviceFile(PrinterProfile("device", path=stub.path), HURRIED)
        printer.connect()
        assert ask_health(printer, 0.05) == UNKNOWN
        printer.send(b"paper")
        printer.finish()


def test_pb3_a_device_file_that_can_only_be_written_is_asked_nothing() -> None:
    def opened(path: str, flags: int) -> int:
        if flags & os.O_RDWR:
            raise PermissionError(errno.EACCES, "only to be written")
        return os.open(path, flags)

    with nasty_pty(HEALTHY) as stub:
        profile = PrinterProfile("device", path=stub.path)
        printer = DeviceFile(profile, HURRIED, opener=opened)
        printer.connect()
        assert ask_health(printer) == UNKNOWN
        printer.send(b"paper")
        printer.finish()
        assert received_in_time(stub, 5) == b"paper"


def test_who_may_not_write_a_device_is_told_the_group() -> None:
    def denied(_path: str, _flags: int) -> int:
        raise PermissionError(errno.EACCES, "not allowed")

    printer = DeviceFile(PrinterProfile("device", path="/dev/null"), HURRIED, opener=denied)
    with pytest.raises(PrinterError) as refused:
        printer.connect()
    assert (refused.value.code, refused.value.detail) == ("NO_PERMISSION", "lp")


def test_a_device_that_another_program_holds_is_busy() -> None:
    def held(_path: str, _flags: int) -> int:
        raise OSError(errno.EBUSY, "held")

    printer = DeviceFile(PrinterProfile("device", path="/dev/null"), HURRIED, opener=held)
    with pytest.raises(PrinterError) as refused:
        printer.connect()
    assert refused.value.code == "BUSY"


def test_a_device_that_has_no_room_is_out_of_paper() -> None:
    """How the printer driver of Linux says it; /dev/full says it always."""
    printer = DeviceFile(PrinterProfile("device", path="/dev/full"), HURRIED)
    printer.connect()
    with pytest.raises(PrinterError) as refused:
        printer.send(PAPER)
    assert (refused.value.code, refused.value.bytes_accepted) == ("PAPER_OUT", 0)


def test_a_device_that_hands_over_emptiness_is_silent() -> None:
    """Some printers always have an empty packet to read, as /dev/null has."""
    printer = DeviceFile(PrinterProfile("device", path="/dev/null"), HURRIED)
    printer.connect()
    assert printer.ask(FENCE, 0.03) is None
    printer.finish()


@pytest.fixture(params=["nothing", "a file", "a folder", "a pipe"])
def no_device(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Path]:
    path = tmp_path / "lp0"
    match request.param:
        case "a file":
            path.write_bytes(b"kept")
        case "a folder":
            path.mkdir()
        case "a pipe":
            os.mkfifo(path)
    before = sorted(tmp_path.iterdir())
    yield path
    assert sorted(tmp_path.iterdir()) == before
    if request.param == "a file":
        assert path.read_bytes() == b"kept"


def test_pb31_what_is_no_device_is_not_found_and_no_file_is_made(no_device: Path) -> None:
    with pytest.raises(PrinterError) as refused:
        DeviceFile(PrinterProfile("device", path=str(no_device))).connect()
    assert (refused.value.code, refused.value.bytes_accepted) == ("NOT_FOUND", 0)


@pytest.mark.parametrize("path", ["", "a\0b"])
def test_pb31_a_path_that_is_none_is_not_found(path: str) -> None:
    with pytest.raises(PrinterError) as refused:
        DeviceFile(PrinterProfile("device", path=path)).connect()
    assert refused.value.code == "NOT_FOUND"


# --- plugged in again --------------------------------------------------------------------------


def test_a_printer_is_found_under_another_number_after_replugging(places: UsbPlaces) -> None:
    with nasty_pty(n4(5)) as stub:
        old = plug_in(places, "lp0", leads_to=stub.path)
        unplug(places, "lp0")
        plug_in(places, "lp1", leads_to=stub.path)
        plug_in(places, "lp2", usb_id="04b8:0e15:XYZ")
        profile = PrinterProfile("device", path=old, usb_id="0416:5011:A17")
        printer = DeviceFile(profile, HURRIED, places=places)
        printer.connect()
        printer.send(b"paper")
        printer.finish()
        assert stub.left.wait(10)
        assert stub.received == b"paper"


def test_another_printer_under_the_old_number_gets_nothing(places: UsbPlaces) -> None:
    path = plug_in(places, "lp0", usb_id="04b8:0e15:XYZ")
    profile = PrinterProfile("device", path=path, usb_id="0416:5011:A17")
    with pytest.raises(PrinterError) as refused:
        DeviceFile(profile, HURRIED, places=places).connect()
    assert (refused.value.code, refused.value.detail) == ("NOT_FOUND", "0416:5011:A17")


def test_of_two_alike_the_remembered_one_is_taken_and_no_other(places: UsbPlaces) -> None:
    nameless = "0416:5011:"
    plug_in(places, "lp0", usb_id=nameless)
    second = plug_in(places, "lp1", usb_id=nameless)
    third = str(places.devices / "usb/lp2")
    printer = DeviceFile(
        PrinterProfile("device", path=second, usb_id=nameless), HURRIED, places=places
    )
    printer.connect()
    printer.close()
    with pytest.raises(PrinterError) as refused:
        DeviceFile(
            PrinterProfile("device", path=third, usb_id=nameless), HURRIED, places=places
        ).connect()
    assert refused.value.code == "NOT_FOUND"


def test_printers_are_listed_with_what_the_system_knows_of_them(places: UsbPlaces) -> None:
    tenth = plug_in(places, "lp10")
    second = plug_in(places, "lp2", usb_id="03f0:002a:", model="Laser", languages="PJL,PCL,PDF")
    bare = places.devices / "usb/lp3"
    bare.symlink_to("/dev/null")
    assert list(usb_printers(places.system, places.devices)) == [
        UsbPrinter(second, "03f0:002a:", "Laser", is_for_office=True),
        UsbPrinter(str(bare)),
        UsbPrinter(tenth, "0416:5011:A17", "POS58 Printer"),
    ]
