"""The print spooler of Windows through pywin32, which exists there only: imported here alone."""

import contextlib
from collections.abc import Iterator
from dataclasses import dataclass
from types import ModuleType
from typing import Any, Final

from pos_app.domain.errors import PrinterError


@dataclass(frozen=True, slots=True)
class Spooler:
    """The module win32print, and what it raises: (number of the system, function, words)."""

    calls: ModuleType
    error: type[Exception]

    @contextlib.contextmanager
    def mapped(self, bytes_accepted: int = 0) -> Iterator[None]:
        """The spooler's troubles in our codes."""
        try:
            yield
        except self.error as error:
            code = _CODES.get(self.number_of(error), "SPOOLER_ERROR")
            raise PrinterError(code, str(error.args), bytes_accepted) from error

    def number_of(self, error: Exception) -> int:
        """The number the system gives a trouble."""
        number = next(iter(error.args), 0)
        return number if isinstance(number, int) else 0

    def queues(self) -> Iterator[tuple[str, str]]:
        """Names of the queues with their ports; those that make files or faxes are left out."""
        with self.mapped():
            printers: tuple[dict[str, Any], ...] = self.calls.EnumPrinters(_EVERY_KIND, None, 2)
        for printer in printers:
            port = str(printer["pPortName"])
            if not port.lower().startswith(_NO_PRINTERS):
                yield str(printer["pPrinterName"]), port


def load_spooler() -> Spooler:
    """The spooler of this computer; raises PrinterError NOT_FOUND where there is no Windows."""
    try:
        import pywintypes  # noqa: PLC0415  on Windows only
        import win32print  # noqa: PLC0415
    except ImportError as error:
        raise PrinterError("NOT_FOUND", str(error)) from error
    return Spooler(win32print, pywintypes.error)


JOB_VANISHED: Final = frozenset({87, 1804})
"""GetJob about a job that is no more: invalid parameter, invalid job."""

_CODES: Final[dict[int, str]] = {
    2: "NOT_FOUND",
    5: "NO_PERMISSION",
    63: "DISCONNECTED",  # somebody deleted the job
    1722: "UNREACHABLE",  # the spooler does not run, or the computer that shares the printer is off
    1801: "NOT_FOUND",  # no printer of that name
    1905: "NOT_FOUND",  # deleted meanwhile
}

_EVERY_KIND: Final = 2 | 4  # local ones and connections to shared ones
_NO_PRINTERS: Final = ("portprompt:", "nul:", "file:", "shrfax:", "xpsport:", "microsoft.")
