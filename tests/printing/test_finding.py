"""What the search for printers lists, on a computer made for it."""

import time
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from pos_app.domain.printer import PrinterProfile
from pos_app.printing import network_scan
from pos_app.printing.device_file import DeviceFile, UsbPlaces
from pos_app.printing.finding import Finder, Finding, Places, Step, Wish
from pos_app.printing.network import NetworkPrinter
from pos_app.printing.transport import Transport
from pos_app.printing.windows_spooler import Spooler
from tests.printing.fake_lp import fake_cups
from tests.printing.fake_win32print import NO_SPOOLER, FakeWindows
from tests.printing.nasty_printer import HEALTHY, N1, N10, Moods, nasty_printer
from tests.printing.nasty_pty import nasty_pty
from tests.printing.usb_plugs import plug_in, usb_places


@dataclass
class Port:
    device: str
    description: str = "n/a"
    hwid: str = "n/a"


def never() -> bool:
    return False


@pytest.fixture
def places(tmp_path: Path) -> Places:
    """A computer with nothing in it and nothing near it."""
    usb = usb_places(tmp_path)

    def unlocked(profile: PrinterProfile) -> Transport:
        if profile.kind == "device":
            return DeviceFile(profile, places=usb)
        assert profile.kind == "network", "only these are asked"
        return NetworkPrinter(profile.address, profile.port)

    return Places(
        usb=usb,
        serial_ports=lambda: (),
        search_path=str(tmp_path / "no-commands"),
        addresses=lambda: (),
        way=unlocked,
        is_windows=False,
        wait_s=0.1,
    )


def found(places: Places, wish: Wish | None = None) -> tuple[Finding, ...]:
    return Finder(wish or Wish(), places).search(lambda _step: None, never)


def test_a_computer_without_printers_has_none(places: Places) -> None:
    assert found(places) == ()
    assert found(replace(places, is_windows=True)) == ()


# --- USB ---------------------------------------------------------------------------------------


def test_a_usb_printer_that_answers_is_listed_with_its_lasting_name(places: Places) -> None:
    with nasty_pty(HEALTHY) as stub:
        path = plug_in(places.usb, "lp0", leads_to=stub.path)
        [finding] = found(places)
    assert finding.profile == PrinterProfile("device", path=path, usb_id="0416:5011:A17")
    assert (finding.title, finding.how) == ("POS58 Printer", "usb")
    assert (finding.answers, finding.trouble) == (True, None)


def test_a_silent_usb_printer_is_listed_as_silent(places: Places) -> None:
    with nasty_pty(N10) as stub:
        plug_in(places.usb, "lp0", leads_to=stub.path)
        [finding] = found(places)
    assert (finding.answers, finding.trouble) == (False, None)


def test_an_office_printer_is_listed_and_not_asked(places: Places) -> None:
    with nasty_pty(HEALTHY) as stub:
        plug_in(places.usb, "lp0", leads_to=stub.path, languages="PJL,PCL")
        [finding] = found(places)
        assert stub.received == b""
    assert finding.answers is None


def test_a_usb_printer_that_is_gone_again_is_listed_with_its_trouble(places: Places) -> None:
    plug_in(places.usb, "lp0", leads_to=__file__)
    [finding] = found(places)
    assert finding.trouble is not None
    assert finding.trouble.code == "NOT_FOUND"


# --- serial ports ------------------------------------------------------------------------------


def test_serial_and_bluetooth_ports_are_listed_and_nothing_is_sent_there(places: Places) -> None:
    with nasty_pty(HEALTHY) as stub:
        ports = (
            Port("COM7", "Standard Serial over Bluetooth link (COM7)", r"BTHENUM\{00001101}"),
            Port("/dev/rfcomm0"),
            Port(stub.path, "USB2.0-Ser!", "USB VID:PID=1A86:7523"),
        )
        findings = found(replace(places, serial_ports=lambda: ports))
        assert (stub.received, stub.visits[0].has_ended) == (b"", False)
    assert [(finding.title, finding.how) for finding in findings] == [
        ("Standard Serial over Bluetooth link (COM7)", "bluetooth"),
        ("USB2.0-Ser!", "serial"),
        ("/dev/rfcomm0", "bluetooth"),
    ]
    assert findings[1].profile == PrinterProfile("serial", path=stub.path)
    assert {finding.answers for finding in findings} == {None}


def test_built_in_ports_that_no_plug_leads_to_are_left_out(places: Places) -> None:
    for name, kind in (("ttyS0", "4"), ("ttyS1", "0")):
        folder = places.usb.system / "class/tty" / name
        folder.mkdir(parents=True)
        (folder / "type").write_text(f"{kind}\n")
    ports = (Port("/dev/ttyS1"), Port("/dev/ttyS0"))
    findings = found(replace(places, serial_ports=lambda: ports))
    assert [finding.profile.path for finding in findings] == ["/dev/ttyS0"]


# --- queues ------------------------------------------------------------------------------------


def test_cups_queues_are_listed_and_not_asked(places: Places, tmp_path: Path) -> None:
    cups = fake_cups(tmp_path / "cups")
    findings = found(replace(places, search_path=cups.search_path))
    assert findings == (
        Finding(PrinterProfile("cups", queue="kasir"), "kasir", "cups"),
        Finding(PrinterProfile("cups", queue="Kantor_Laser"), "Kantor_Laser", "cups"),
    )


def on_windows(places: Places, windows: FakeWindows) -> Places:
    def spooler() -> Spooler:
        return windows.spooler

    return replace(places, is_windows=True, spooler=spooler)


def test_windows_queues_are_listed_with_their_ports(places: Places) -> None:
    findings = found(on_windows(places, FakeWindows()))
    profile = PrinterProfile("windows", queue="POS58")
    assert findings == (Finding(profile, "POS58 (USB001)", "windows"),)


def test_a_spooler_that_does_not_run_has_no_queues(places: Places) -> None:
    windows = FakeWindows(numbers={"EnumPrinters": NO_SPOOLER})
    assert found(on_windows(places, windows)) == ()


# --- the network -------------------------------------------------------------------------------


@pytest.mark.parametrize(("moods", "answers"), [(HEALTHY, True), (N10, False)])
def test_a_typed_address_says_whether_its_printer_answers(
    places: Places,
    moods: Moods,
    answers: bool,  # noqa: FBT001  a row of the table
) -> None:
    with nasty_printer(moods) as stub:
        [finding] = found(places, Wish(address="127.0.0.1", port=stub.port))
    profile = PrinterProfile("network", address="127.0.0.1", port=stub.port)
    assert finding == Finding(profile, profile.name, "address", answers)


def test_a_typed_address_with_nobody_there_is_listed_with_the_reason(places: Places) -> None:
    with nasty_printer(N1) as stub:
        [finding] = found(places, Wish(address="127.0.0.1", port=stub.port))
    assert finding.answers is None
    assert finding.trouble is not None
    assert finding.trouble.code == "REFUSED"


def test_the_network_is_searched_on_request_only(places: Places) -> None:
    near = replace(places, addresses=lambda: ("127.0.0.9",))
    with nasty_printer(HEALTHY) as stub:
        assert found(near, Wish(port=stub.port)) == ()
        assert stub.visits == []
        begun = time.monotonic()
        [finding] = found(near, Wish(port=stub.port, scans_network=True))
    profile = PrinterProfile("network", address="127.0.0.1", port=stub.port)
    assert finding == Finding(profile, profile.name, "scan", answers=True)
    assert time.monotonic() - begun < 6


def test_a_printer_at_the_typed_address_is_listed_once(places: Places) -> None:
    near = replace(places, addresses=lambda: ("127.0.0.9",))
    with nasty_printer(HEALTHY) as stub:
        wish = Wish(address="127.0.0.1", port=stub.port, scans_network=True)
        assert [finding.how for finding in found(near, wish)] == ["address"]


def test_only_the_neighbours_of_private_addresses_are_called() -> None:
    near = network_scan.neighbours(("192.168.7.20", "8.8.8.8"))
    assert len(near) == 253
    assert (near[0], near[-1]) == ("192.168.7.1", "192.168.7.254")
    assert "192.168.7.20" not in near
    assert network_scan.neighbours(("8.8.8.8",)) == ()


def test_own_addresses_are_private_and_not_the_loop() -> None:
    assert not any(text.startswith("127.") for text in network_scan.own_addresses())


# --- progress and cancel -----------------------------------------------------------------------


def test_progress_names_where_it_looks_and_what_was_found_so_far(places: Places) -> None:
    steps: list[Step] = []
    near = replace(places, serial_ports=lambda: (Port("COM3"), Port("COM4")))
    with nasty_printer(N1) as stub:
        wish = Wish(address="127.0.0.1", port=stub.port, scans_network=True)
        findings = Finder(wish, near).search(steps.append, never)
    ways = list(dict.fromkeys(step.how for step in steps))
    assert ways == ["address", "usb", "cups", "serial", "scan"]
    assert {step.steps for step in steps} == {5}
    assert [step.done for step in steps] == sorted(step.done for step in steps)
    counts = [len(step.found) for step in steps]
    assert counts == sorted(counts)
    assert steps[-1].found == findings


def test_a_search_that_is_cancelled_keeps_what_it_had_found(places: Places) -> None:
    steps: list[Step] = []
    ports = tuple(Port(f"COM{number}") for number in range(1, 9))
    finder = Finder(Wish(scans_network=True), replace(places, serial_ports=lambda: ports))
    findings = finder.search(steps.append, lambda: bool(steps) and len(steps[-1].found) == 2)
    assert [finding.profile.path for finding in findings] == ["COM1", "COM2"]
    assert "scan" not in {step.how for step in steps}


def test_a_scan_that_is_cancelled_calls_nobody_any_more() -> None:
    asked: list[bool] = []

    def is_cancelled() -> bool:
        asked.append(True)
        return True

    near = network_scan.neighbours(("127.0.0.9",))
    with nasty_printer(N10) as stub:
        assert list(network_scan.listening(near, stub.port, is_cancelled=is_cancelled)) == []
    assert asked


def test_the_search_looks_at_this_computer_unless_told_otherwise() -> None:
    assert Places().usb == UsbPlaces(Path("/sys"), Path("/dev"))
