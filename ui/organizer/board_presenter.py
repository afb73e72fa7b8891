"""What the organizer's screen asks for, and what it is shown in answer."""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from pos_app.domain.errors import PosError
from ui.background import Background
from ui.organizer.office import (
    Approval,
    Office,
    OpenEvent,
    ReportKind,
    TakeIn,
    TakenAll,
)

T = TypeVar("T")

LOOK_EVERY_MS = 100
"""The count of a take-in is shown ten times a second at most."""


class BoardPresenter(QObject):
    """Sends work to the office worker and hands its answers on. Holds no rule of its own.

    `state_changed` carries a BoardState, `progressed` two counts (done, total), `taken` a
    TakenAll, `approved` an Approval, `written` the path of a report, `failed` a PosError and
    what to call to try again.
    """

    state_changed = Signal(object)
    take_in_started = Signal()
    progressed = Signal(object, object)
    taken = Signal(object)
    approved = Signal(object)
    written = Signal(object)
    failed = Signal(object, object)

    def __init__(self, folder: Path, *, open_event: OpenEvent, worker: Background) -> None:
        """`folder` is the event's; `open_event` is called on the worker, which keeps the event."""
        super().__init__()
        self._office = Office(folder, open_event)
        self._worker = worker
        self._handed_in: list[TakeIn] = []
        self._look = QTimer(self)
        self._look.setInterval(LOOK_EVERY_MS)
        self._look.timeout.connect(self._show_progress)

    @Slot()
    def start(self) -> None:
        """Open the event and show it; also shows it anew."""
        self._run(self._office.state, self.state_changed.emit, again=self.start)

    @property
    def is_taking_in(self) -> bool:
        """Whether files are being taken in or wait for it."""
        return bool(self._handed_in)

    # --- files -----------------------------------------------------------------------------

    def take_in(self, paths: Sequence[Path]) -> None:
        """Take in files and folders; what is handed in meanwhile waits for its turn."""
        if not paths:
            return
        handed_in = TakeIn(tuple(paths))
        self._handed_in.append(handed_in)
        if len(self._handed_in) == 1:
            self.take_in_started.emit()
            self._look.start()
        self._worker.run(
            partial(self._office.take_in, handed_in),
            done=self._show_taken,
            failed=partial(self._give_up_take_in, handed_in),
        )

    @Slot()
    def stop(self) -> None:
        """Begin no other file."""
        for handed_in in self._handed_in:
            handed_in.stop.set()

    # --- keys ------------------------------------------------------------------------------

    def approve(
        self, paths: Sequence[Path], *, passphrase: str = "", fingerprint: str = ""
    ) -> None:
        """Approve key requests by their claim codes, or one by the fingerprint read out."""
        job = partial(
            self._office.approve, tuple(paths), passphrase=passphrase, fingerprint=fingerprint
        )
        again = partial(self.approve, paths, passphrase=passphrase, fingerprint=fingerprint)
        self._run(job, self._show_approval, again=again)

    # --- reports ---------------------------------------------------------------------------

    def write_report(self, kind: ReportKind, path: Path) -> None:
        """Write a report where the person wants it."""
        again = partial(self.write_report, kind, path)
        self._run(partial(self._office.write_report, kind, path), self.written.emit, again=again)

    # --- the end ---------------------------------------------------------------------------

    def close(self, timeout_s: float) -> bool:
        """Finish the file in hand, begin no other, and let go of the event.

        Call it before the worker itself is closed. Returns False when that took too long.
        """
        self.stop()
        self._look.stop()
        self._worker.run(self._office.close, done=_nothing, failed=_nothing)
        return self._office.is_closed.wait(timeout_s)

    # --- inside ----------------------------------------------------------------------------

    def _run(
        self,
        job: Callable[[], T],
        done: Callable[[T], None],
        *,
        again: Callable[[], None],
    ) -> None:
        self._worker.run(job, done=done, failed=partial(self._tell_failure, again))

    def _tell_failure(self, again: Callable[[], None], error: Exception) -> None:
        if self._office.is_closed.is_set():
            return
        if not isinstance(error, PosError):
            raise error
        self.failed.emit(error, again)

    def _show_approval(self, approval: Approval) -> None:
        self.approved.emit(approval)
        if approval.locked is None:
            self.start()

    @Slot()
    def _show_progress(self) -> None:
        if self._handed_in:
            self.progressed.emit(*self._handed_in[0].done_of)

    def _show_taken(self, taken: TakenAll) -> None:
        self._leave_take_in()
        self.state_changed.emit(taken.state)
        self.taken.emit(taken)
        if taken.approval is not None:
            self.approved.emit(taken.approval)

    def _give_up_take_in(self, handed_in: TakeIn, error: Exception) -> None:
        self._leave_take_in()
        self._tell_failure(partial(self.take_in, handed_in.paths), error)

    def _leave_take_in(self) -> None:
        del self._handed_in[0]
        if not self._handed_in:
            self._look.stop()


def _nothing(_answer: object) -> None:
    """Nobody waits for this answer."""
