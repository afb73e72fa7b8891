"""The book of print jobs: who asks for one gets it in the state it must be in, or a refusal."""

from dataclasses import replace

from pos_app.domain.errors import CopyIsMade, NothingToPrint
from pos_app.domain.journal import Audited
from pos_app.services.recording import Recording
from pos_app.storage.database import TillDatabase
from pos_app.storage.print_queue import JobState, StoredJob

AWAITING = "AWAITING_ANSWER"
"""The reason of a job that left whole and whose answer is overdue."""


class JobBook:
    """Reads and moves jobs; every move carries its time."""

    def __init__(self, database: TillDatabase, recording: Recording) -> None:
        self._queue = database.print_queue
        self._database = database
        self._recording = recording

    def job(self, job_id: int, *states: JobState) -> StoredJob:
        """The job in one of these states. Raises CopyIsMade, NothingToPrint."""
        job = self._queue.job(job_id)
        if job is None:
            raise NothingToPrint
        if job.state in states:
            return job
        copy = None if job.replaced_by is None else self._queue.job(job.replaced_by)
        if copy is not None:
            raise CopyIsMade(copy.job_id, copy.copy)
        raise NothingToPrint

    def undecided(self, job_id: int, *states: JobState) -> StoredJob:
        """The same, or one whose answer is overdue: a person may know better than the printer."""
        job = self._queue.job(job_id)
        if job is not None and job.state == "sending" and job.reason == AWAITING:
            return job
        return self.job(job_id, *states)

    def move(self, job: StoredJob, state: JobState, reason: str = "") -> StoredJob:
        """Commit a job's new state."""
        with self._database.transaction():
            return self.write(job, state, reason)

    def write(self, job: StoredJob, state: JobState, reason: str = "") -> StoredJob:
        """The same inside a transaction."""
        moved = self.moved(job, state, reason)
        self._queue.update(moved)
        return moved

    def doubt(self, job: StoredJob, reason: str) -> StoredJob:
        """Nobody knows whether it came out, and the journal notes it; inside `together`."""
        recorded = next(self._recording.entries(job.seq, job.seq))
        of = recorded.pointer(self._recording.till.dev)
        self._recording.record(Audited(self._recording.stamp(), "uncertain", of=of))
        return self.write(job, "uncertain", reason)

    def moved(self, job: StoredJob, state: JobState, reason: str = "") -> StoredJob:
        """The job in its new state, as a value."""
        return replace(job, state=state, state_at=self._recording.stamp().at, reason=reason)
