"""What happens on the office worker: the event, its index, and values for the screen.

The index belongs to the thread that opened it, so everything here but the two flags of a take-in
is used by that one worker.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from threading import Event as Flag
from typing import Literal, Protocol

from pos_app.domain.errors import KeyFileError, Problem
from pos_app.domain.event_totals import EventTotals
from pos_app.domain.identity import EventPack
from pos_app.domain.outcome import OtherKind, Outcome
from pos_app.files import FileTrouble
from pos_app.services.accounting import Accounting
from pos_app.services.handed_in import TakenFile
from pos_app.services.organizing import Approved, Organizing

ReportKind = Literal["pdf", "xlsx", "csv"]


class EventAtWork(Protocol):
    """One opened event."""

    @property
    def organizing(self) -> Organizing:
        """Its files and keys."""

    @property
    def accounting(self) -> Accounting:
        """Its totals and reports."""

    def close(self) -> None:
        """Let go of its index."""


OpenEvent = Callable[[Path], EventAtWork]


@dataclass(frozen=True, slots=True)
class UncountedFile:
    """A file that is kept and does not count, or not wholly."""

    name: str
    outcome: Outcome
    problem: Problem


@dataclass(frozen=True, slots=True)
class BoardState:
    """The event as it stands: totals never without their coverage, and the files to hand out."""

    totals: EventTotals
    pack: EventPack
    pack_file: Path
    claims_file: Path | None
    fingerprint: str
    held: int
    uncounted: tuple[UncountedFile, ...]


@dataclass(frozen=True, slots=True)
class TakenRow:
    """What became of one file; `remarks` are codes, each with the number of its entry.

    `other` says what it is when it is no day file.
    """

    path: Path
    outcome: Outcome
    other: OtherKind | None = None
    problem: Problem | None = None
    trouble: FileTrouble | None = None
    remarks: tuple[tuple[str, int], ...] = ()
    booth_id: str = ""
    receipts: int = 0
    net: int = 0


@dataclass(frozen=True, slots=True)
class Approval:
    """What became of key requests. `locked` says why the organizer's key could not sign."""

    rows: tuple[Approved, ...]
    paths: tuple[Path, ...]
    fingerprint: str = ""
    locked: KeyFileError | None = None


@dataclass(frozen=True, slots=True)
class TakenAll:
    """What became of everything that was handed in; `left` files were not begun."""

    rows: tuple[TakenRow, ...]
    left: int
    approval: Approval | None
    state: BoardState


@dataclass(slots=True)
class TakeIn:
    """One handing in. The worker counts in it, the screen reads the count and may stop it."""

    paths: tuple[Path, ...]
    done_of: tuple[int, int] = (0, 0)
    stop: Flag = field(default_factory=Flag)

    def count(self, done: int, total: int) -> None:
        """Note how many of how many files are done."""
        self.done_of = (done, total)


class Office:
    """Opens the event when it is first needed; what it gives away are values."""

    def __init__(self, folder: Path, open_event: OpenEvent) -> None:
        self.is_closed = Flag()
        self._folder = folder
        self._open_event = open_event
        self._event: EventAtWork | None = None

    def state(self) -> BoardState:
        """The event as its files tell it now. Raises OutsideError, FileIsRefused."""
        event = self._opened()
        organizing = event.organizing
        claims = organizing.folder.claims
        uncounted = (*organizing.held.waiting(), *organizing.held.refused())
        return BoardState(
            totals=event.accounting.totals(),
            pack=organizing.pack,
            pack_file=organizing.pack_file,
            claims_file=claims if claims.exists() else None,
            fingerprint=organizing.fingerprint,
            held=len(organizing.held.all()),
            uncounted=tuple(
                UncountedFile(one.name, one.verdict, Problem(one.code, one.seq))
                for one in uncounted
                if one.verdict != "accepted"
            ),
        )

    def take_in(self, handed_in: TakeIn) -> TakenAll:
        """Approve the key requests among the files, then take the day files in."""
        organizing = self._opened().organizing
        requests, others = organizing.sort_out(handed_in.paths)
        handed_in.count(0, len(others))
        approval = self.approve(requests) if requests else None
        taken = organizing.take_in(others, handed_in.count, handed_in.stop.is_set)
        rows = tuple(_row_of(file) for file in taken.files)
        return TakenAll(rows, len(others) - len(rows), approval, self.state())

    def approve(
        self, paths: Sequence[Path], *, passphrase: str = "", fingerprint: str = ""
    ) -> Approval:
        """Approve key requests; a locked key is an answer, since it only asks for more typing."""
        organizing = self._opened().organizing
        try:
            rows = organizing.approve(paths, passphrase=passphrase, fingerprint=fingerprint)
        except KeyFileError as error:
            if not error.what.startswith("passphrase"):
                raise
            return Approval((), tuple(paths), fingerprint, error)
        return Approval(tuple(rows), tuple(paths), fingerprint)

    def write_report(self, kind: ReportKind, path: Path) -> Path:
        """Write the event report as it stands now. Raises FileTrouble."""
        report = self._opened().accounting.report()
        writers = {"pdf": report.write_pdf, "xlsx": report.write_xlsx, "csv": report.write_csv}
        writers[kind](path)
        return path

    def close(self) -> None:
        """Let go of the event."""
        try:
            if self._event is not None:
                self._event.close()
                self._event = None
        finally:
            self.is_closed.set()

    def _opened(self) -> EventAtWork:
        if self.is_closed.is_set():
            raise OfficeIsClosed
        if self._event is None:
            self._event = self._open_event(self._folder)
        return self._event


class OfficeIsClosed(Exception):
    """The screen is going away; nobody waits for the answer any more."""


def _row_of(file: TakenFile) -> TakenRow:
    day_file = file.day_file
    if day_file is None:
        return TakenRow(
            file.path,
            file.outcome,
            file.other,
            file.problem,
            file.trouble,
            booth_id=file.claimed_booth,
        )
    return TakenRow(
        file.path,
        file.outcome,
        problem=file.problem,
        remarks=day_file.remarks,
        booth_id=day_file.header.till.booth_id,
        receipts=day_file.receipts,
        net=day_file.net,
    )
