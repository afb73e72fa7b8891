"""Which way a finished paper travels to its printer.

Everything here may wait, so it runs on a printer's worker and never on the window's thread. Each
transport serves one job and then is done. Sent is not printed: a clean end only says that the
other side took all bytes. Nothing is ever sent, printed or closed by a destructor.
"""

from pathlib import Path

from pos_app.domain.printer import PrinterProfile
from pos_app.printing.cups_queue import CupsQueue
from pos_app.printing.device_file import DeviceFile
from pos_app.printing.device_lock import LockedPrinter
from pos_app.printing.network import USUAL_PACE, NetworkPrinter
from pos_app.printing.pdf_folder import PdfFolder
from pos_app.printing.port_printer import pace_of
from pos_app.printing.serial_port import SerialPrinter
from pos_app.printing.transport import Transport
from pos_app.printing.windows_queue import WindowsQueue


def transport_for(profile: PrinterProfile, *, file_name: str = "") -> Transport:
    """The way to a printer. `file_name` is the paper's name in a PDF folder or a queue.

    Other tills of this person on this computer are kept out while it is in use, but for a folder,
    which takes any number.
    """
    match profile.kind:
        case "pdf":
            return PdfFolder(Path(profile.folder), file_name)
        case "network":
            pace = pace_of(profile, USUAL_PACE)
            way: Transport = NetworkPrinter(profile.address, profile.port, pace=pace)
        case "serial":
            way = SerialPrinter(profile)
        case "device":
            way = DeviceFile(profile)
        case "cups":
            way = CupsQueue(profile.queue, file_name)
        case "windows":
            way = WindowsQueue(profile.queue, file_name)
    return LockedPrinter(way, profile)
