"""Which way a finished paper travels to its printer.

Everything here may wait, so it runs on a printer's worker and never on the window's thread. Each
transport serves one job and then is done. Sent is not printed: a clean end only says that the
other side took all bytes.
"""

from pathlib import Path

from pos_app.domain.printer import PrinterProfile
from pos_app.printing.network import NetworkPrinter
from pos_app.printing.pdf_folder import PdfFolder
from pos_app.printing.transport import Transport


def transport_for(profile: PrinterProfile, *, file_name: str = "") -> Transport:
    """The way to a printer. `file_name` is the paper's name in a PDF folder."""
    if profile.kind == "pdf":
        return PdfFolder(Path(profile.folder), file_name)
    return NetworkPrinter(profile.address, profile.port)
