"""Work off the GUI thread, answered on it.

One thread for each kind of work keeps its order: receipts come out in the order of sales.
"""

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor, wait
from queue import SimpleQueue
from typing import Any, TypeVar

from PySide6.QtCore import QCoreApplication, QObject, Qt, Signal, Slot

T = TypeVar("T")


class Background:
    """One worker thread. A job holds values only; it never touches a widget or the database."""

    def __init__(self, name: str) -> None:
        self._pool = ThreadPoolExecutor(max_workers=1, thread_name_prefix=name)
        self._desk = _AnswerDesk(QCoreApplication.instance())
        self._jobs: list[Future[None]] = []
        self._next_ticket = 0
        self.is_closed = False

    def run(
        self,
        job: Callable[[], T],
        *,
        done: Callable[[T], None],
        failed: Callable[[Exception], None],
    ) -> None:
        """Do the job after those before it; one of the two callbacks runs on the GUI thread.

        After closing nothing is begun any more.
        """
        if self.is_closed:
            return
        self._next_ticket += 1
        self._desk.expect(self._next_ticket, done, failed)
        self._jobs = [job for job in self._jobs if not job.done()]
        self._jobs.append(self._pool.submit(_work, self._desk, self._next_ticket, job))

    def end_with(self, owner: QObject) -> None:
        """Begin nothing more once the owner is gone; what is still running is told to nobody."""
        owner.destroyed.connect(self._forget)

    def is_busy(self) -> bool:
        """Return whether a job is waiting or running."""
        return any(not job.done() for job in self._jobs)

    def close(self, timeout_s: float) -> bool:
        """Drop what has not begun, wait for the present job and deliver its answer.

        Returns False when the job is still running after that time; its answer is then lost.
        """
        self.is_closed = True
        self._pool.shutdown(wait=False, cancel_futures=True)
        begun = [job for job in self._jobs if not job.cancelled()]
        is_still_running = bool(wait(begun, timeout_s).not_done)
        self._desk.deliver_the_last()
        if not is_still_running:
            self._desk.deleteLater()
        return not is_still_running

    def _forget(self, _owner: QObject | None = None) -> None:
        self.is_closed = True
        self._pool.shutdown(wait=False, cancel_futures=True)
        self._desk.forget()


def _work(desk: "_AnswerDesk", ticket: int, job: Callable[[], object]) -> None:
    try:
        answer = job()
    except Exception as error:  # noqa: BLE001  whatever went wrong belongs to who asked
        desk.hand_in(ticket, error, has_failed=True)
    else:
        desk.hand_in(ticket, answer, has_failed=False)


class _AnswerDesk(QObject):
    """Where the worker leaves answers and the GUI thread finds them.

    The callbacks never leave the GUI thread, and the application owns the desk: else the worker
    could hold the last reference to a widget and destroy it on the wrong thread.
    """

    _rung = Signal()

    def __init__(self, parent: QObject | None) -> None:
        super().__init__(parent)
        self._answers: SimpleQueue[tuple[int, Any, bool]] = SimpleQueue()
        self._waiting: dict[int, tuple[Callable[[Any], None], Callable[[Exception], None]]] = {}
        self._rung.connect(self.deliver, Qt.ConnectionType.QueuedConnection)

    def expect(
        self, ticket: int, done: Callable[[Any], None], failed: Callable[[Exception], None]
    ) -> None:
        """Remember who waits for an answer."""
        self._waiting[ticket] = (done, failed)

    def hand_in(self, ticket: int, answer: object, *, has_failed: bool) -> None:
        """Leave an answer; called by the worker."""
        self._answers.put((ticket, answer, has_failed))
        self._rung.emit()

    @Slot()
    def deliver(self) -> None:
        """Give out what has come in so far."""
        while not self._answers.empty():
            ticket, answer, has_failed = self._answers.get()
            if ticket in self._waiting:
                done, failed = self._waiting.pop(ticket)
                (failed if has_failed else done)(answer)

    def deliver_the_last(self) -> None:
        """Give out what has come in, and nothing that comes later."""
        self.deliver()
        self.forget()

    def forget(self) -> None:
        """Give out nothing that comes later."""
        self._waiting.clear()
