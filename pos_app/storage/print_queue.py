"""Papers on their way to a printer, with the states of printing.md 4.1."""

import sqlite3
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Literal

JobState = Literal[
    "queued", "sending", "handed_over", "confirmed", "uncertain", "failed", "cancelled"
]

_COLUMNS = (
    "job_id, seq, kind, copy, printer, paper_columns, file_name, content, created_ms, state,"
    " state_ms, reason, attempts, bytes_accepted, expires_ms, replaced_by, profile_version,"
    " renderer_version"
)
_NAMES = tuple(name.strip() for name in _COLUMNS.split(","))
_SELECT = f"SELECT {_COLUMNS} FROM print_job"  # noqa: S608 -- constants only
_SELECT_LISTED = _SELECT.replace("content", "x''")


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredJob:
    """One paper. `kind`: receipt, slip, z, x, shift or kick; `copy` 0 is the original, 1 the first
    copy.

    `content` is what the printer gets, made for that version of its profile by that version of
    our encoder; `reason` is why it waits or failed (printing.md 4.6), `replaced_by` the job of
    the copy that took its place. After `expires_at` it is not sent any more.
    """

    job_id: int
    seq: int
    kind: str
    copy: int
    printer: str
    paper_columns: int
    file_name: str
    content: bytes
    created_at: datetime
    state: JobState
    state_at: datetime
    reason: str = ""
    attempts: int = 0
    bytes_accepted: int = 0
    expires_at: datetime | None = None
    replaced_by: int | None = None
    profile_version: int = 1
    renderer_version: int = 1


class PrintQueue:
    """Adds jobs and moves them from state to state; rows stay."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def add(self, job: StoredJob) -> StoredJob:
        """Add a job; gives it back with its number."""
        assert self._connection.in_transaction, "the service decides what belongs together"
        row = _as_row(job)[1:]
        number = self._connection.execute(
            f"INSERT INTO print_job ({_COLUMNS}) VALUES (NULL{', ?' * len(row)})",  # noqa: S608 -- constants only
            row,
        ).lastrowid
        assert number is not None
        return replace(job, job_id=number)

    def update(self, job: StoredJob) -> None:
        """Write a job's new state, printer and content."""
        assert self._connection.in_transaction, "the service decides what belongs together"
        self._connection.execute(
            "UPDATE print_job SET printer = ?, paper_columns = ?, file_name = ?, content = ?,"
            " state = ?, state_ms = ?, reason = ?, attempts = ?, bytes_accepted = ?,"
            " replaced_by = ?, profile_version = ?, renderer_version = ? WHERE job_id = ?",
            (
                job.printer,
                job.paper_columns,
                job.file_name,
                job.content,
                job.state,
                _as_ms(job.state_at),
                job.reason,
                job.attempts,
                job.bytes_accepted,
                job.replaced_by,
                job.profile_version,
                job.renderer_version,
                job.job_id,
            ),
        )

    def job(self, job_id: int) -> StoredJob | None:
        """The job of that number."""
        row = self._connection.execute(f"{_SELECT} WHERE job_id = ?", (job_id,)).fetchone()
        return None if row is None else _from_row(row)

    def pending(self) -> list[StoredJob]:
        """Jobs a person should know of, oldest first: all that is neither out nor dropped.

        Without their bytes, which nobody looks at in a list.
        """
        rows = self._connection.execute(
            f"{_SELECT_LISTED} WHERE state IN ('queued', 'sending', 'uncertain', 'failed')"
            " ORDER BY job_id"
        )
        return [_from_row(row) for row in rows]

    def in_state(self, state: JobState) -> list[StoredJob]:
        """Jobs of one state, oldest first."""
        rows = self._connection.execute(f"{_SELECT} WHERE state = ? ORDER BY job_id", (state,))
        return [_from_row(row) for row in rows]

    def pending_states(self) -> dict[str, int]:
        """How many jobs are in each state that a person should know of."""
        rows = self._connection.execute(
            "SELECT state, count(*) FROM print_job"
            " WHERE state IN ('queued', 'sending', 'uncertain', 'failed') GROUP BY state"
        )
        return dict(rows.fetchall())

    def next_queued(self, after: int = 0) -> StoredJob | None:
        """The oldest job with a number above `after` that nothing of has left."""
        row = self._connection.execute(
            f"{_SELECT} WHERE state = 'queued' AND job_id > ? ORDER BY job_id LIMIT 1", (after,)
        ).fetchone()
        return None if row is None else _from_row(row)

    def queued_up_to(self, last: int) -> list[StoredJob]:
        """Jobs up to that number that nothing of has left, oldest first."""
        rows = self._connection.execute(
            f"{_SELECT} WHERE state = 'queued' AND job_id <= ? ORDER BY job_id", (last,)
        )
        return [_from_row(row) for row in rows]

    def count_queued_up_to(self, last: int) -> int:
        """How many jobs up to that number nothing of has left."""
        (count,) = self._connection.execute(
            "SELECT count(*) FROM print_job WHERE state = 'queued' AND job_id <= ?", (last,)
        ).fetchone()
        return int(count)

    def last_number(self) -> int:
        """The number of the newest job; 0 before the first."""
        (number,) = self._connection.execute("SELECT max(job_id) FROM print_job").fetchone()
        return number or 0

    def jobs_of(self, seq: int, kind: str) -> list[StoredJob]:
        """The paper of an entry and its copies, original first."""
        rows = self._connection.execute(
            f"{_SELECT} WHERE seq = ? AND kind = ? ORDER BY copy", (seq, kind)
        )
        return [_from_row(row) for row in rows]


def _as_row(job: StoredJob) -> tuple[object, ...]:
    return (
        job.job_id,
        job.seq,
        job.kind,
        job.copy,
        job.printer,
        job.paper_columns,
        job.file_name,
        job.content,
        _as_ms(job.created_at),
        job.state,
        _as_ms(job.state_at),
        job.reason,
        job.attempts,
        job.bytes_accepted,
        None if job.expires_at is None else _as_ms(job.expires_at),
        job.replaced_by,
        job.profile_version,
        job.renderer_version,
    )


def _from_row(row: tuple[object, ...]) -> StoredJob:
    values = dict(zip(_NAMES, row, strict=True))
    created_ms, state_ms = values.pop("created_ms"), values.pop("state_ms")
    expires_ms = values.pop("expires_ms")
    return StoredJob(
        expires_at=None if expires_ms is None else _from_ms(expires_ms),
        created_at=_from_ms(created_ms),
        state_at=_from_ms(state_ms),
        **values,  # type: ignore[arg-type]
    )


def _as_ms(at: datetime) -> int:
    return int(at.timestamp() * 1000)


def _from_ms(value: object) -> datetime:
    assert isinstance(value, int)
    return datetime.fromtimestamp(value // 1000, UTC).replace(microsecond=value % 1000 * 1000)
