"""What printers are here: the search of ux.md 3.8, on a worker, with progress and cancel.

A finding says how it was found and whether the printer answered. Serial ports are only listed:
whatever is sent there may reach a machine that is no printer.
"""

import os
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Final, Literal, Protocol, TypeAlias

from serial.tools import list_ports

from pos_app.domain.errors import PrinterError
from pos_app.domain.printer import PrinterProfile
from pos_app.printing.cups_commands import CupsCommands, cups_queues
from pos_app.printing.device_file import USUAL_GROUP, UsbPlaces
from pos_app.printing.network_scan import listening, neighbours, own_addresses
from pos_app.printing.port import group_of
from pos_app.printing.status import STATUS_WAIT_S, ask_health
from pos_app.printing.transport import Transport
from pos_app.printing.transports import transport_for
from pos_app.printing.usb_devices import UsbPrinter, usb_printers
from pos_app.printing.windows_spooler import Spooler, load_spooler

How: TypeAlias = Literal["usb", "serial", "bluetooth", "cups", "windows", "address", "scan"]
"""By which way a printer was found; `address` is the one the operator typed."""

IsCancelled: TypeAlias = Callable[[], bool]
Progress: TypeAlias = Callable[["Step"], None]


@dataclass(frozen=True, slots=True)
class Finding:
    """A printer, or a port where one may be.

    `answers` whether it said how it is; None when it was not asked. `trouble` what stands in the
    way of using it (of NO_PERMISSION the detail is the group one must belong to).
    """

    profile: PrinterProfile
    title: str
    how: How
    answers: bool | None = None
    trouble: PrinterError | None = None


@dataclass(frozen=True, slots=True)
class Wish:
    """Where to look besides this computer: a typed address, and the network around only when
    somebody asked for it.
    """

    address: str = ""
    port: int = 9100
    scans_network: bool = False


@dataclass(frozen=True, slots=True)
class Step:
    """How far the search is: `done` of `steps` are behind it, `how` it looks now; and all that it
    has found so far.
    """

    done: int
    steps: int
    how: How
    found: tuple[Finding, ...]


class PortInfo(Protocol):
    """What is known of a serial port."""

    device: str
    description: str
    hwid: str


@dataclass(frozen=True, slots=True)
class Places:
    """Where the search looks, and how a printer is reached to ask it."""

    usb: UsbPlaces = field(default_factory=UsbPlaces)
    serial_ports: Callable[[], Iterable[PortInfo]] = list_ports.comports
    search_path: str | None = None
    spooler: Callable[[], Spooler] = load_spooler
    addresses: Callable[[], tuple[str, ...]] = own_addresses
    way: Callable[[PrinterProfile], Transport] = transport_for
    is_windows: bool = sys.platform == "win32"
    wait_s: float = STATUS_WAIT_S


class Finder:
    """Searches once; everything here may wait, so it belongs on a worker."""

    def __init__(self, wish: Wish, places: Places | None = None) -> None:
        self._wish, self._places = wish, places or Places()
        self._found: list[Finding] = []

    def search(self, progress: Progress, is_cancelled: IsCancelled) -> tuple[Finding, ...]:
        """All that was found; what was found before it was cancelled counts."""
        looks = self._looks()
        for done, (how, look) in enumerate(looks):
            if is_cancelled():
                break
            progress(Step(done, len(looks), how, tuple(self._found)))
            for finding in look(is_cancelled):
                self._found.append(finding)
                progress(Step(done, len(looks), how, tuple(self._found)))
                if is_cancelled():
                    break
        return tuple(self._found)

    def _looks(self) -> list[tuple[How, Callable[[IsCancelled], Iterator[Finding]]]]:
        looks: list[tuple[How, Callable[[IsCancelled], Iterator[Finding]]]] = []
        if self._wish.address:
            looks.append(("address", self._at_the_address))
        if self._places.is_windows:
            looks.append(("windows", self._windows_queues))
        else:
            looks += [("usb", self._usb), ("cups", self._cups_queues)]
        looks.append(("serial", self._serial))
        if self._wish.scans_network:
            looks.append(("scan", self._network))
        return looks

    def _at_the_address(self, _is_cancelled: IsCancelled) -> Iterator[Finding]:
        """The typed address stays on the list when nobody is there, with the reason."""
        profile = PrinterProfile("network", address=self._wish.address, port=self._wish.port)
        yield self._asked(Finding(profile, profile.name, "address"))

    def _usb(self, is_cancelled: IsCancelled) -> Iterator[Finding]:
        usb = self._places.usb
        for printer in usb_printers(usb.system, usb.devices):
            if is_cancelled():
                return
            yield self._usb_finding(printer)

    def _usb_finding(self, printer: UsbPrinter) -> Finding:
        profile = PrinterProfile("device", path=printer.path, usb_id=printer.usb_id)
        finding = Finding(profile, printer.title or printer.path, "usb")
        if not os.access(printer.path, os.W_OK):
            group = group_of(printer.path, USUAL_GROUP)
            return replace(finding, trouble=PrinterError("NO_PERMISSION", group))
        return finding if printer.is_for_office else self._asked(finding)

    def _cups_queues(self, _is_cancelled: IsCancelled) -> Iterator[Finding]:
        for queue in cups_queues(CupsCommands(self._places.search_path, _LIST_S)):
            yield Finding(PrinterProfile("cups", queue=queue), queue, "cups")

    def _windows_queues(self, _is_cancelled: IsCancelled) -> Iterator[Finding]:
        try:
            queues = list(self._places.spooler().queues())
        except PrinterError:  # no spooler, no queues
            return
        for name, port in queues:
            yield Finding(PrinterProfile("windows", queue=name), f"{name} ({port})", "windows")

    def _serial(self, _is_cancelled: IsCancelled) -> Iterator[Finding]:
        ports = self._places.serial_ports()
        for port in sorted(ports, key=lambda port: (len(port.device), port.device)):
            if not self._is_wired(port):
                continue
            about = f"{port.device} {port.description} {port.hwid}".lower()
            is_bluetooth = any(mark in about for mark in _BLUETOOTH)
            known = port.description not in ("", "n/a", port.device)
            yield Finding(
                PrinterProfile("serial", path=port.device),
                port.description if known else port.device,
                "bluetooth" if is_bluetooth else "serial",
            )

    def _is_wired(self, port: PortInfo) -> bool:
        """Linux lists built-in ports that no plug leads to; their kind is "none"."""
        kind = self._places.usb.system / "class/tty" / Path(port.device).name / "type"
        try:
            return kind.read_text(encoding="ascii").strip() != "0"
        except OSError:  # another kind of port, another system
            return True

    def _network(self, is_cancelled: IsCancelled) -> Iterator[Finding]:
        near = neighbours(self._places.addresses())
        stop_asking_at = time.monotonic() + _WHOLE_SCAN_S
        # First all calls, then the questions: who waits for an answer misses the other calls.
        heard = list(listening(near, self._wish.port, is_cancelled=is_cancelled))
        for address in heard:
            if address == self._wish.address:
                continue
            profile = PrinterProfile("network", address=address, port=self._wish.port)
            finding = Finding(profile, profile.name, "scan")
            has_time = time.monotonic() < stop_asking_at
            yield self._asked(finding) if has_time else finding

    def _asked(self, finding: Finding) -> Finding:
        """The same with whether it answers; nothing is printed."""
        way = self._places.way(finding.profile)
        try:
            way.connect()
            health = ask_health(way, self._places.wait_s)
        except PrinterError as trouble:
            return replace(finding, trouble=trouble)
        finally:
            way.close()
        return replace(finding, answers=health.code is not None)


_BLUETOOTH: Final = ("rfcomm", "bthenum", "bluetooth")
"""Linux' name of such a port, the bus of Windows, the words of macOS."""

_LIST_S: Final = 5.0
_WHOLE_SCAN_S: Final = 5.0
"""Together with one more question the scan ends within 6 s."""
