"""Where a printer is, for each way to one: an address, a device, a port, a queue, a folder."""

from pathlib import Path
from typing import Any, Final

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from pos_app.domain.printer import BAUD_RATES, FlowControl, PrinterProfile
from pos_app.i18n import _
from ui.buttons import Button
from ui.file_choice import FileChooser
from ui.setup.choices import Choices
from ui.setup.form_rows import FieldRow
from ui.widgets import ElidedLabel, RefusalLabel, TextLabel

_MOST_PORT: Final = 65_535
_FLOWS: Final[tuple[FlowControl, ...]] = ("none", "hardware", "software")


class PrinterPlace(QWidget):
    """Where a printer of one kind is; `entered` comes when something was entered."""

    entered = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(10)

    def show_printer(self, printer: PrinterProfile) -> None:
        """Show where it is."""
        raise NotImplementedError

    def fields(self) -> dict[str, Any] | None:
        """The fields of a PrinterProfile that say where it is; None while something is wrong."""
        raise NotImplementedError

    def check(self, *, is_final: bool = True) -> bool:
        """Say next to a field what is wrong; True when nothing is.

        A field that is still empty is wrong only at the end.
        """
        raise NotImplementedError

    def retranslate(self) -> None:
        """Set all words in the language of the moment."""
        raise NotImplementedError


class NetworkPlace(PrinterPlace):
    """An address in the network, and the port that printers listen on."""

    def __init__(self) -> None:
        super().__init__()
        self.address, self.port = FieldRow(most=253), FieldRow(most=5)
        self.port.setMaximumWidth(140)
        row = QHBoxLayout()
        row.setSpacing(12)
        top = Qt.AlignmentFlag.AlignTop  # a refusal below one field must not move the other
        row.addWidget(self.address, 1, top)
        row.addWidget(self.port, 0, top)
        self.column.addLayout(row)
        for field in (self.address.field, self.port.field):
            field.editingFinished.connect(self.entered)

    def show_printer(self, printer: PrinterProfile) -> None:
        """Show where it is."""
        self.address.field.setText(printer.address)
        self.port.field.setText(str(printer.port))
        for row in (self.address, self.port):
            row.refuse("")

    def fields(self) -> dict[str, Any] | None:
        """Address and port."""
        port = self._port()
        if not self.address.text() or port is None or address_refusal(self.address.text()):
            return None
        return {"address": self.address.text(), "port": port}

    def check(self, *, is_final: bool = True) -> bool:
        """Say what is wrong with address or port."""
        port = "" if self._port() is not None else _("Type a number from 1 to 65535.")
        self.port.refuse(port)
        address = address_refusal(self.address.text())
        if is_final and not self.address.text():
            address = _("Type the printer's address.")
        self.address.refuse(address)
        return not (port or address)

    def retranslate(self) -> None:
        """Set all words in the language of the moment."""
        self.address.show_words(_("Address"), example="192.168.1.50")
        self.port.show_words(_("Port"))

    def _port(self) -> int | None:
        text = self.port.text()
        number = int(text) if text.isascii() and text.isdigit() else 0
        return number if 1 <= number <= _MOST_PORT else None


class DevicePlace(PrinterPlace):
    """A device file; the printer is found again by its USB number where one is known."""

    def __init__(self) -> None:
        super().__init__()
        self._printer = PrinterProfile("device")
        self.path = FieldRow(most=200)
        self.column.addWidget(self.path)
        self.path.field.editingFinished.connect(self.entered)

    def show_printer(self, printer: PrinterProfile) -> None:
        """Show where it is."""
        self._printer = printer
        self.path.field.setText(printer.path if printer.kind == "device" else "")
        self.path.refuse("")

    def fields(self) -> dict[str, Any] | None:
        """The path, and the USB number as long as the path is the one that was found."""
        path = self.path.text()
        if not path or self._refusal():
            return None
        was_found = self._printer.kind == "device" and path == self._printer.path
        return {"path": path, "usb_id": self._printer.usb_id if was_found else ""}

    def check(self, *, is_final: bool = True) -> bool:
        """Say what is wrong with the path."""
        words = self._refusal()
        if is_final and not self.path.text():
            words = _("Type the device of the printer, or search for it.")
        self.path.refuse(words)
        return not words

    def retranslate(self) -> None:
        """Set all words in the language of the moment."""
        self.path.show_words(_("Device"), example="/dev/usb/lp0")

    def _refusal(self) -> str:
        path = self.path.text()
        is_right = not path or (path.startswith("/dev/") and "/../" not in path)
        return "" if is_right else _("A device begins with /dev/, like /dev/usb/lp0.")


class SerialPlace(PrinterPlace):
    """A serial or Bluetooth port, its speed, and how the printer says stop."""

    def __init__(self) -> None:
        super().__init__()
        self.path = FieldRow(most=200)
        self.speeds = Choices(BAUD_RATES)
        self.flows = Choices(_FLOWS)
        self._speed_caption, self._flow_caption = TextLabel(look="strong"), TextLabel(look="strong")
        self._about = TextLabel(look="caption", wrap=True)
        parts = (self._speed_caption, self.speeds, self._flow_caption, self.flows, self._about)
        self.column.addWidget(self.path)
        for part in parts:
            self.column.addWidget(part)
        self.path.field.editingFinished.connect(self.entered)
        self.speeds.chosen.connect(self.entered)
        self.flows.chosen.connect(self.entered)

    def show_printer(self, printer: PrinterProfile) -> None:
        """Show where it is."""
        self.path.field.setText(printer.path if printer.kind == "serial" else "")
        self.path.refuse("")
        self.speeds.show_value(printer.baud)
        self.flows.show_value(printer.flow)

    def fields(self) -> dict[str, Any] | None:
        """Port, speed and flow control."""
        if not self.path.text():
            return None
        values = {"baud": self.speeds.value(), "flow": self.flows.value()}
        return {"path": self.path.text(), **values}

    def check(self, *, is_final: bool = True) -> bool:
        """Say that the port is missing."""
        is_missing = is_final and not self.path.text()
        words = _("Type the port of the printer, or search for it.") if is_missing else ""
        self.path.refuse(words)
        return not words

    def retranslate(self) -> None:
        """Set all words in the language of the moment."""
        self.path.show_words(_("Port"), example="/dev/rfcomm0, COM3")
        self._speed_caption.setText(_("Speed"))
        self.speeds.show_words({baud: str(baud) for baud in BAUD_RATES})
        self._flow_caption.setText(_("How the printer says stop"))
        self.flows.show_words(
            {
                "none": _("Not at all"),
                "hardware": _("By wire (RTS/CTS)"),
                "software": _("By sign (XON/XOFF)"),
            }
        )
        self._about.setText(_("The self-test page of the printer tells speed and flow control."))


class QueuePlace(PrinterPlace):
    """A queue of the computer."""

    def __init__(self) -> None:
        super().__init__()
        self.queue = FieldRow(most=200)
        self.column.addWidget(self.queue)
        self.queue.field.editingFinished.connect(self.entered)

    def show_printer(self, printer: PrinterProfile) -> None:
        """Show where it is."""
        self.queue.field.setText(printer.queue)
        self.queue.refuse("")

    def fields(self) -> dict[str, Any] | None:
        """The name of the queue."""
        name = self.queue.text()
        return {"queue": name} if name and not self._refusal() else None

    def check(self, *, is_final: bool = True) -> bool:
        """Say what is wrong with the name."""
        words = self._refusal()
        if is_final and not self.queue.text():
            words = _("Type the name of the queue, or search for it.")
        self.queue.refuse(words)
        return not words

    def retranslate(self) -> None:
        """Set all words in the language of the moment."""
        self.queue.show_words(
            _("Name of the queue"),
            hint=_(
                "Use a raw queue, such as Generic / Text Only. The computer does not say whether"
                " a paper came out."
            ),
        )

    def _refusal(self) -> str:
        # The name becomes an argument of a system program.
        is_right = not self.queue.text().startswith("-")
        return "" if is_right else _("Type the name as the computer shows it.")


class FolderPlace(PrinterPlace):
    """A folder that takes papers as PDF files."""

    def __init__(self, chooser: FileChooser) -> None:
        super().__init__()
        self._chooser = chooser
        self._folder = ""
        self._words = ElidedLabel(middle=True)
        self.button = Button(icon="folder-open")
        self.refusal = RefusalLabel()
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(self._words, 1)
        row.addWidget(self.button)
        self.column.addLayout(row)
        self.column.addWidget(self.refusal)
        self.button.clicked.connect(self.ask)

    def show_printer(self, printer: PrinterProfile) -> None:
        """Show where it is."""
        self._folder = printer.folder
        self.refusal.say("")
        self._show_folder()

    def fields(self) -> dict[str, Any] | None:
        """The folder."""
        return {"folder": self._folder} if self._folder else None

    def check(self, *, is_final: bool = True) -> bool:
        """Say that the folder is missing."""
        is_missing = is_final and not self._folder
        self.refusal.say(_("Choose the folder for the PDF files.") if is_missing else "")
        return not is_missing

    def retranslate(self) -> None:
        """Set all words in the language of the moment."""
        self.button.setText(_("Choose a folder"))
        self._show_folder()

    @Slot()
    def ask(self) -> None:
        """Ask for the folder."""
        self._chooser.choose_folder(self, _("Folder for the PDF files"), self._take)

    def _take(self, folder: Path) -> None:
        self._folder = str(folder)
        self.refusal.say("")
        self._show_folder()
        self.entered.emit()

    def _show_folder(self) -> None:
        self._words.setText(self._folder or _("No folder chosen"))


def address_refusal(address: str) -> str:
    """What is wrong with an address in the network; empty for nothing, or while it is empty."""
    if any(sign.isspace() or sign in "/@" for sign in address):
        return _("Type the address alone, like 192.168.1.50.")
    if address.count(":") == 1:  # more of them are an address of the newer kind
        return _("Type the address alone; the port has a field of its own.")
    return ""
