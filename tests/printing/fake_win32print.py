"""The print spooler of Windows with moods, in the place of the module win32print."""

# ruff: noqa: N802  these are Windows' own names

from dataclasses import dataclass, field
from types import ModuleType
from typing import Any

from pos_app.printing.windows_spooler import Spooler

QUEUE = "POS58"

PAUSED, ERROR, DELETING, SPOOLING, PRINTING, OFFLINE = 0x1, 0x2, 0x4, 0x8, 0x10, 0x20
PAPER_OUT, PRINTED, DELETED, BLOCKED = 0x40, 0x80, 0x100, 0x200
NEEDS_SOMEBODY, RESTARTED, COMPLETE, RETAINED, RENDERING = 0x400, 0x800, 0x1000, 0x2000, 0x4000

INVALID_PARAMETER, ACCESS_DENIED, NO_SUCH_PRINTER, NO_SPOOLER = 87, 5, 1801, 1722


class FakeError(Exception):
    """As pywintypes.error: the number of the system, the function, its words."""


def refused(number: int, function: str) -> FakeError:
    return FakeError(number, function, "Kata-kata Windows.")


@dataclass
class FakeWindows:
    """One queue named POS58, and what became of the documents that were begun in it.

    `looks` are the flags of the job, look by look; the last ones stay, and after None the job has
    vanished. `takes_at_once` bytes at most of one write. `numbers` has what a function fails with.
    `removal` is how the job takes being deleted: it "goes", "stays" deleting, or is not let go
    ("refused").
    """

    looks: list[int | None] = field(default_factory=lambda: [None])
    status: int = 0
    attributes: int = 0
    takes_at_once: int = 1_000_000
    numbers: dict[str, int] = field(default_factory=dict)
    removal: str = "goes"
    queues: tuple[tuple[str, str], ...] = ((QUEUE, "USB001"),)

    calls: list[str] = field(default_factory=list)
    documents: list[bytes] = field(default_factory=list)
    titles: list[tuple[str, str | None, str | None]] = field(default_factory=list)
    open_handles: int = 0
    is_aborted: bool = False
    is_deleted: bool = False
    _writing: bytearray = field(default_factory=bytearray)

    @property
    def spooler(self) -> Spooler:
        module = ModuleType("win32print")
        for name in (name[1:] for name in dir(self) if name[1:2].isupper()):
            setattr(module, name, self._call(name))
        return Spooler(module, FakeError)

    def _call(self, name: str) -> Any:  # noqa: ANN401  as a module without types
        def call(*arguments: Any) -> Any:  # noqa: ANN401
            self.calls.append(name)
            if name in self.numbers:
                raise refused(self.numbers[name], name)
            return getattr(self, f"_{name}")(*arguments)

        return call

    def _OpenPrinter(self, name: str) -> str:
        if name not in dict(self.queues):
            raise refused(NO_SUCH_PRINTER, "OpenPrinter")
        self.open_handles += 1
        return name

    def _ClosePrinter(self, _handle: str) -> None:
        self.open_handles -= 1

    def _GetPrinter(self, _handle: str, level: int) -> dict[str, int]:
        assert level == 2
        return {"Status": self.status, "Attributes": self.attributes}

    def _EnumPrinters(self, flags: int, name: None, level: int) -> tuple[dict[str, str], ...]:
        assert (flags, name, level) == (6, None, 2)
        return tuple({"pPrinterName": name, "pPortName": port} for name, port in self.queues)

    def _StartDocPrinter(
        self, _handle: str, level: int, document: tuple[str, str | None, str | None]
    ) -> int:
        assert level == 1
        self.titles.append(document)
        return 4711

    def _StartPagePrinter(self, _handle: str) -> None:
        pass

    def _WritePrinter(self, _handle: str, data: bytes) -> int:
        taken = data[: self.takes_at_once]
        self._writing += taken
        return len(taken)

    def _EndPagePrinter(self, _handle: str) -> None:
        pass

    def _EndDocPrinter(self, _handle: str) -> None:
        self.documents.append(bytes(self._writing))

    def _AbortPrinter(self, _handle: str) -> None:
        self.is_aborted = True
        self._writing.clear()
        if self.removal == "goes":
            self.looks = [None]

    def _GetJob(self, _handle: str, job_id: int, level: int) -> dict[str, int]:
        assert (job_id, level) == (4711, 1)
        look = self.looks[0] if len(self.looks) == 1 else self.looks.pop(0)
        if look is None:
            raise refused(INVALID_PARAMETER, "GetJob")
        return {"Status": look}

    def _SetJob(self, _handle: str, job_id: int, level: int, job: None, command: int) -> None:
        assert (job_id, level, job, command) == (4711, 0, None, 5)
        if self.looks == [None]:
            raise refused(INVALID_PARAMETER, "SetJob")
        if self.removal == "refused":
            raise refused(ACCESS_DENIED, "SetJob")
        self.is_deleted = True
        self.looks = [None] if self.removal == "goes" else [DELETING | PRINTING]
