"""USB printers as Linux shows them: a device file with a changing number, and who it is.

The number of /dev/usb/lpN changes when a printer is plugged in again, so a printer is known by
its vendor, product and serial number, which the system writes down under /sys.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

SYSTEM: Final = Path("/sys")
DEVICES: Final = Path("/dev")

_OFFICE_LANGUAGES: Final = ("PCL", "PJL", "POSTSCRIPT", "PWG", "URF", "PDF", "ESCPL", "ZJS")


@dataclass(frozen=True, slots=True)
class UsbPrinter:
    """A printer that is plugged in; `usb_id` is "vendor:product:serial", empty when unknown.

    `is_for_office` is known when it says that it reads a page language: such a printer would put
    our status question on a page.
    """

    path: str
    usb_id: str = ""
    title: str = ""
    is_for_office: bool = False


def usb_printers(system: Path = SYSTEM, devices: Path = DEVICES) -> Iterator[UsbPrinter]:
    """The printers whose device files stand under `devices`/usb, in the order of their names."""
    known = {folder.name: folder for folder in (system / "class/usbmisc").glob("lp*")}
    for node in sorted((devices / "usb").glob("lp*"), key=lambda node: (len(node.name), node.name)):
        folder = known.get(node.name)
        yield UsbPrinter(str(node)) if folder is None else _described(node, folder / "device")


def path_of(
    usb_id: str, remembered: str, *, system: Path = SYSTEM, devices: Path = DEVICES
) -> str | None:
    """Where a printer is now; None when it is not plugged in.

    Among several of one make without serial numbers only the remembered path decides, for any
    other choice could print at the neighbour's.
    """
    here = [printer.path for printer in usb_printers(system, devices) if printer.usb_id == usb_id]
    if remembered in here:
        return remembered
    return here[0] if len(here) == 1 else None


def _described(node: Path, interface: Path) -> UsbPrinter:
    device = interface.resolve().parent
    vendor, product, serial, maker, model = (
        _line(device / name)
        for name in ("idVendor", "idProduct", "serial", "manufacturer", "product")
    )
    said = dict(
        part.strip().split(":", 1)
        for part in _line(interface / "ieee1284_id").split(";")
        if ":" in part
    )
    languages = (said.get("CMD") or said.get("COMMAND SET") or "").upper()
    return UsbPrinter(
        str(node),
        f"{vendor}:{product}:{serial}" if vendor else "",
        " ".join(filter(None, (maker, model))),
        any(language in languages for language in _OFFICE_LANGUAGES),
    )


def _line(file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8", errors="replace").strip()
    except OSError:
        return ""
