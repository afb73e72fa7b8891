"""Windows print queues: raw bytes through the spooler (printing.md 3)."""

import contextlib
import time
from typing import Any, Final

from pos_app.domain.errors import PrinterError
from pos_app.printing.queue_printer import QueuePatience, QueuePrinter, Seen, TakenBack
from pos_app.printing.windows_spooler import JOB_VANISHED, Spooler, load_spooler


class WindowsQueue(QueuePrinter):
    """A raw queue of the Windows spooler.

    A job that has vanished from the spooler was handed over, not proven printed.
    """

    def __init__(
        self,
        queue: str,
        title: str = "",
        patience: QueuePatience | None = None,
        *,
        spooler: Spooler | None = None,
    ) -> None:
        super().__init__(patience or QueuePatience())
        self._queue, self._title = queue, title or "Gerai"
        self._spooler = spooler
        self._handle: Any = None  # the spooler's own
        self._job_id = 0
        self._is_removing = False

    def _reach(self) -> None:
        assert self._handle is None
        if not self._queue:  # Windows would open its print server
            raise PrinterError("NOT_FOUND", "no queue")
        if self._spooler is None:
            self._spooler = load_spooler()
        with self._spooler.mapped():
            self._handle = self._spooler.calls.OpenPrinter(self._queue)
            code = self._printer_trouble()
        if code:
            raise PrinterError(code, "before")

    def _hand_in(self, data: bytes) -> None:
        assert self._spooler is not None
        calls = self._spooler.calls
        with self._spooler.mapped():
            document = (self._title, None, "RAW")
            self._job_id = calls.StartDocPrinter(self._handle, 1, document)
        try:
            with self._spooler.mapped():
                calls.StartPagePrinter(self._handle)
            accepted = self._write(data)
            with self._spooler.mapped(accepted):
                calls.EndPagePrinter(self._handle)
                calls.EndDocPrinter(self._handle)
        except PrinterError as trouble:
            with contextlib.suppress(self._spooler.error):
                calls.AbortPrinter(self._handle)
            if self._take_back() == "stuck":
                trouble.bytes_accepted = len(data)
            raise

    def _write(self, data: bytes) -> int:
        """All of it, in pieces; a piece that was not taken whole ends the document."""
        assert self._spooler is not None
        accepted = 0
        for begin in range(0, len(data), _PIECE_BYTES):
            piece = data[begin : begin + _PIECE_BYTES]
            with self._spooler.mapped(accepted):
                taken: int = self._spooler.calls.WritePrinter(self._handle, piece)
            accepted += taken
            if taken != len(piece):
                raise PrinterError("SPOOLER_ERROR", f"{taken} of {len(piece)}", accepted)
        return accepted

    def _look(self) -> Seen:
        assert self._spooler is not None
        try:
            job: dict[str, int] = self._spooler.calls.GetJob(self._handle, self._job_id, 1)
            seen = judged(job["Status"], is_removing=self._is_removing)
            if seen.is_over or seen.trouble:
                return seen
            return Seen(
                is_printing=seen.is_printing,
                has_begun=seen.has_begun,
                trouble=self._printer_trouble(),
            )
        except self._spooler.error as error:
            if self._spooler.number_of(error) in JOB_VANISHED:
                return Seen(is_over=True)
            return Seen(has_begun=True, trouble="SPOOLER_ERROR")

    def _take_back(self) -> TakenBack:
        assert self._spooler is not None
        self._is_removing = True
        give_up_at = time.monotonic() + self._patience.removal_s
        try:
            self._spooler.calls.SetJob(self._handle, self._job_id, 0, None, _DELETE)
        except self._spooler.error as error:
            return "over" if self._spooler.number_of(error) in JOB_VANISHED else "stuck"
        while not self._look().is_over:
            if time.monotonic() >= give_up_at:
                return "stuck"
            time.sleep(min(self._patience.look_s, self._patience.removal_s))
        return "gone"

    def _release(self) -> None:
        handle, self._handle = self._handle, None
        if handle is not None and self._spooler is not None:
            with contextlib.suppress(self._spooler.error):
                self._spooler.calls.ClosePrinter(handle)

    def _printer_trouble(self) -> str:
        """What keeps the printer of this queue from printing, in our codes."""
        assert self._spooler is not None
        printer: dict[str, int] = self._spooler.calls.GetPrinter(self._handle, 2)
        if printer["Attributes"] & _WORKS_OFFLINE:
            return "OFFLINE"
        return _code_in(printer["Status"], _PRINTER_CODES)


def judged(status: int, *, is_removing: bool = False) -> Seen:
    """What the flags of a job say (PB30): "deleted" is also how a job ends that went well.

    `is_removing` when it was we who asked for its removal: then only its absence is an end.
    """
    if status & _HANDED_OVER and not is_removing:
        return Seen(is_over=True)
    trouble = _code_in(status, _JOB_CODES)
    if status & _ENDING and not trouble and not is_removing:
        return Seen(is_over=True)
    return Seen(
        is_printing=bool(status & _PRINTING),
        has_begun=bool(status & ~_UNTOUCHED),
        trouble=trouble,
    )


def _code_in(status: int, codes: dict[int, str]) -> str:
    return next((code for flags, code in codes.items() if status & flags), "")


# The flags as Windows numbers them; the first that fits names the trouble.

_PAUSED, _ERROR, _DELETING, _SPOOLING, _PRINTING = 0x1, 0x2, 0x4, 0x8, 0x10
_OFFLINE, _PAPER_OUT, _PRINTED, _DELETED, _BLOCKED = 0x20, 0x40, 0x80, 0x100, 0x200
_NEEDS_SOMEBODY, _COMPLETE, _RETAINED, _RENDERING = 0x400, 0x1000, 0x2000, 0x4000

_HANDED_OVER: Final = _PRINTED | _COMPLETE
_ENDING: Final = _DELETING | _DELETED | _RETAINED
_UNTOUCHED: Final = _PAUSED | _SPOOLING | _RENDERING
_JOB_CODES: Final[dict[int, str]] = {
    _PAPER_OUT: "PAPER_OUT",
    _OFFLINE: "OFFLINE",
    _PAUSED | _ERROR | _BLOCKED | _NEEDS_SOMEBODY: "SPOOLER_ERROR",
}

_WORKS_OFFLINE: Final = 0x400
_PRINTER_CODES: Final[dict[int, str]] = {
    0x10 | 0x40: "PAPER_OUT",  # no paper, a problem with it
    0x40_0000: "COVER_OPEN",
    0x80 | 0x1000: "OFFLINE",  # off line, not available
    0x1 | 0x2 | 0x4 | 0x8: "SPOOLER_ERROR",  # paused, error, being deleted, jam
    0x10_0000 | 0x20_0000 | 0x80_0000: "SPOOLER_ERROR",  # needs somebody, no memory, unknown
}

_DELETE: Final = 5  # JOB_CONTROL_DELETE
_PIECE_BYTES: Final = 4096
