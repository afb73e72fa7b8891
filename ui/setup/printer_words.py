"""How a printer and the way to it are called on the screen."""

from pathlib import Path

from pos_app.domain.printer import PrinterKind, PrinterProfile
from pos_app.i18n import _
from pos_app.services.printer_finding import How

_USUAL_PORT = 9_100


def way_words(kind: PrinterKind) -> str:
    """The way to a printer, in a few words."""
    words = {
        "network": _("In the network"),
        "device": _("USB cable"),
        "serial": _("Serial or Bluetooth port"),
        "cups": _("Queue of this computer"),
        "windows": _("Printer of Windows"),
        "pdf": _("PDF files in a folder"),
    }
    return words[kind]


def how_words(how: How) -> str:
    """By which way a printer was found."""
    words = {
        "usb": _("USB cable"),
        "serial": _("Serial port"),
        "bluetooth": _("Bluetooth"),
        "cups": _("Queue of this computer"),
        "windows": _("Printer of Windows"),
        "address": _("The address you typed"),
        "scan": _("In the network"),
    }
    return words[how]


def printer_title(printer: PrinterProfile) -> str:
    """What tells this printer from others."""
    match printer.kind:
        case "network":
            return printer.address if printer.port == _USUAL_PORT else printer.name
        case "pdf":
            return Path(printer.folder).name or printer.folder
        case _:
            return printer.name
