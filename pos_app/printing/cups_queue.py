"""CUPS queues: raw bytes through `lp` (printing.md 3)."""

import re
from collections.abc import Iterator
from typing import Final

from pos_app.domain.errors import PrinterError
from pos_app.printing.cups_commands import (
    CupsCommands,
    ListedJob,
    listed_jobs,
    printer_reasons,
    refusal,
    trouble_in,
)
from pos_app.printing.queue_printer import QueuePatience, QueuePrinter, Seen, TakenBack


class CupsQueue(QueuePrinter):
    """A raw queue. "Completed" was seen with paper out, so it never says more than handed over."""

    def __init__(
        self,
        queue: str,
        title: str = "",
        patience: QueuePatience | None = None,
        *,
        search_path: str | None = None,
    ) -> None:
        patience = patience or QueuePatience()
        super().__init__(patience)
        self._queue, self._title = queue, title or "Gerai"
        self._commands = CupsCommands(search_path, patience.command_s)
        self._job_id = ""
        self._old_reasons: frozenset[str] = frozenset()

    def _reach(self) -> None:
        if not self._queue:
            raise PrinterError("NOT_FOUND", "no queue")
        printer = self._asked("-l", "-p", self._queue)
        reasons = printer_reasons(printer)
        if re.match(r"printer \S+ disabled ", printer):
            raise PrinterError("OFFLINE", printer.splitlines()[0])
        if re.match(r"\S+ not accepting ", self._asked("-a", self._queue)):
            raise PrinterError("SPOOLER_ERROR", "takes no jobs")
        if re.match(r"printer \S+ now printing ", printer):
            if code := trouble_in(reasons):
                raise PrinterError(code, "before")
        else:
            # What an idle queue says of its printer is a memory of its last job; it is told
            # anew by the next one only, so nobody waits for it to change.
            self._old_reasons = reasons

    def _hand_in(self, data: bytes) -> None:
        before = {job.id for which in _ALL_JOBS for job in self._jobs(which)}
        try:
            said = self._commands.run(
                "lp", "-d", self._queue, "-o", "raw", "-t", self._title, "-", data=data
            )
        except PrinterError as trouble:
            if trouble.code == "STALLED":
                trouble.bytes_accepted = self._left_behind(before, len(data))
            raise
        if not said.is_done:
            raise refusal(said.text)
        found = re.search(r"request id is (\S+-\d+)", said.text)
        if found is None:  # it was taken, and nobody can follow it
            raise PrinterError("SPOOLER_ERROR", said.text, len(data))
        self._job_id = found[1]

    def _left_behind(self, before: set[str], size: int) -> int:
        """What may come out of a handing in that did not end: its job is sought and removed."""
        try:
            new, ended = (
                [job for job in self._jobs(which) if job.id not in before] for which in _ALL_JOBS
            )
        except PrinterError:
            return size
        if ended:  # most likely ours, and out
            return size
        if not new:
            return 0
        self._job_id = new[0].id
        is_ours_alone = len(new) == 1  # others print too: theirs are not ours to remove
        if not is_ours_alone or self._take_back() != "gone":
            return size
        return size if _has_begun(new[0]) else 0

    def _look(self) -> Seen:
        try:
            job = next((job for job in self._jobs() if job.id == self._job_id), None)
            if job is None:
                return self._ended()
            reasons = printer_reasons(self._asked("-l", "-p", self._queue))
        except PrinterError as trouble:
            return Seen(has_begun=True, trouble=trouble.code)
        return Seen(
            is_printing="job-printing" in job.reasons,
            has_begun=_has_begun(job),
            trouble=trouble_in(reasons - self._old_reasons),
        )

    def _ended(self) -> Seen:
        """How a job ended that no longer waits. `lpstat` does not tell; `cancel` refuses to end
        it once more, and says why.
        """
        said = self._commands.run("cancel", self._job_id)
        is_lost = said.is_done or re.search("already (canceled|aborted)", said.text)
        return Seen(is_over=True, trouble="SPOOLER_ERROR" if is_lost else "")

    def _take_back(self) -> TakenBack:
        try:
            said = self._commands.run("cancel", self._job_id)
        except PrinterError:
            return "stuck"
        if said.is_done:
            return "gone"
        return "over" if " already " in said.text else "stuck"

    def _release(self) -> None:
        """Nothing is held open."""

    def _jobs(self, which: str = "not-completed") -> Iterator[ListedJob]:
        return listed_jobs(self._asked("-l", "-W", which, "-o", self._queue))

    def _asked(self, *arguments: str) -> str:
        said = self._commands.run("lpstat", *arguments)
        if said.is_done:
            return said.text
        trouble = refusal(said.text)
        # Without its scheduler CUPS says of every queue that there is none.
        if trouble.code == "NOT_FOUND" and "not running" in self._commands.run("lpstat", "-r").text:
            raise PrinterError("UNREACHABLE", "no scheduler")
        raise trouble


def _has_begun(job: ListedJob) -> bool:
    """Whether the printer may have seen some of it. A job that was held or sent back into the
    queue has been tried; one that waits for its first turn has no message and no reasons.
    """
    return bool(job.message) or not job.reasons <= _UNTOUCHED


_ALL_JOBS: Final = ("not-completed", "completed")
"""In that order: one that ends between the two is seen."""

_UNTOUCHED: Final = frozenset({"none", "job-incoming", "job-data-insufficient", "job-queued"})
