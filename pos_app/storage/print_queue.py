"""Papers on their way to a printer, with the states of printing.md 4.1."""

import json
import sqlite3
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Final, Literal, NamedTuple

JobState = Literal[
    "queued", "sending", "handed_over", "confirmed", "uncertain", "failed", "cancelled"
]

KICK = "kick"
"""The kind of a job that opens the drawer: no paper, so nobody is ever asked about it."""

_COLUMNS = (
    "job_id, seq, kind, copy, printer, paper_columns, file_name, content, created_ms, state,"
    " state_ms, reason, attempts, bytes_accepted, expires_ms, replaced_by, profile_version,"
    " renderer_version"
)
_NAMES = tuple(name.strip() for name in _COLUMNS.split(","))
_SELECT = f"SELECT {_COLUMNS} FROM print_job"  # noqa: S608 -- constants only
_NEEDING_A_PERSON: Final[tuple[JobState, ...]] = ("uncertain", "failed")
_WAITING: Final[tuple[JobState, ...]] = ("sending", "queued")
_IS_PENDING = "state IN ('queued', 'sending', 'uncertain', 'failed') AND kind <> 'kick'"
_IS_QUEUED = "state = 'queued' AND kind <> 'kick'"
_IS_BETWEEN = "job_id > ? AND job_id <= ? AND job_id NOT IN (SELECT value FROM json_each(?))"
_IS_HELD = f"{_IS_QUEUED} AND {_IS_BETWEEN}"
_MAY_BE_SENT = f"{_IS_QUEUED} AND NOT ({_IS_BETWEEN})"


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


class ListedJob(NamedTuple):
    """What a list shows of a job; a thousand that wait are listed without their bytes."""

    job_id: int
    seq: int
    kind: str
    copy: int
    printer: str
    file_name: str
    state: JobState
    state_ms: int
    reason: str
    replaced_by: int | None

    @property
    def state_at(self) -> datetime:
        """Since when it is in that state."""
        return _from_ms(self.state_ms)


class HeldRange(NamedTuple):
    """Papers with numbers above the first and up to the second, but for those in a JSON list."""

    after: int = 0
    last: int = 0
    but_for: str = "[]"

    def holds(self, job_id: int) -> bool:
        """Whether that paper is one of them."""
        return self.after < job_id <= self.last and job_id not in json.loads(self.but_for)


NOTHING_HELD: Final = HeldRange()


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

    def pending(self, most: int | None = None) -> list[ListedJob]:
        """Papers a person should know of: all that are neither out nor dropped.

        Those that need a person first, then those that wait, each oldest first. At most so many,
        where a number is named.
        """
        listed: list[ListedJob] = []
        for states in _NEEDING_A_PERSON, _WAITING:
            rest = -1 if most is None else most - len(listed)
            found = [one for state in states for one in self._listed(state, rest)]
            found.sort()
            listed += found if most is None else found[:rest]
        return listed

    def in_state(self, state: JobState) -> list[StoredJob]:
        """Jobs of one state, oldest first."""
        rows = self._connection.execute(f"{_SELECT} WHERE state = ? ORDER BY job_id", (state,))
        return [_from_row(row) for row in rows]

    def pending_states(self) -> dict[str, int]:
        """How many papers are in each state that a person should know of."""
        rows = self._connection.execute(
            f"SELECT state, count(*) FROM print_job WHERE {_IS_PENDING} GROUP BY state"  # noqa: S608 -- constants only
        )
        return dict(rows.fetchall())

    def queued_by_printer(self) -> dict[str, int]:
        """How many papers nothing of has left, by the printer they name."""
        rows = self._connection.execute(
            f"SELECT printer, count(*) FROM print_job WHERE {_IS_QUEUED} GROUP BY printer"  # noqa: S608 -- constants only
        )
        return dict(rows.fetchall())

    def jobs_of(self, seq: int, kind: str) -> list[StoredJob]:
        """The paper of an entry and its copies, original first."""
        rows = self._connection.execute(
            f"{_SELECT} WHERE seq = ? AND kind = ? ORDER BY copy", (seq, kind)
        )
        return [_from_row(row) for row in rows]

    # --- papers that wait ----------------------------------------------------------------------
    # What is `held` waits for a person.

    def waiting_printers(self, held: HeldRange = NOTHING_HELD) -> list[str]:
        """The names that papers which may be sent carry; empty where none was chosen."""
        rows = self._connection.execute(
            f"SELECT DISTINCT printer FROM print_job WHERE {_MAY_BE_SENT}",  # noqa: S608 -- constants only
            held,
        )
        return [name for (name,) in rows]

    def next_of(self, printer: str, held: HeldRange = NOTHING_HELD) -> StoredJob | None:
        """The oldest paper for that printer which may be sent."""
        return self._first("printer = ?", held, (printer,))

    def next_of_no_other(
        self, others: Sequence[str], held: HeldRange = NOTHING_HELD
    ) -> StoredJob | None:
        """The oldest paper which may be sent and is for none of those printers."""
        return self._first(f"printer NOT IN ({', '.join('?' * len(others))})", held, others)

    def queued_in(self, held: HeldRange) -> list[StoredJob]:
        """Papers in that range that nothing of has left, oldest first."""
        rows = self._connection.execute(f"{_SELECT} WHERE {_IS_HELD} ORDER BY job_id", held)
        return [_from_row(row) for row in rows]

    def count_queued_in(self, held: HeldRange) -> int:
        """How many they are."""
        (count,) = self._connection.execute(
            f"SELECT count(*) FROM print_job WHERE {_IS_HELD}",  # noqa: S608 -- constants only
            held,
        ).fetchone()
        return int(count)

    def last_queued_before(self, at: datetime) -> int:
        """The number of the newest waiting paper made before then; 0 for none."""
        (number,) = self._connection.execute(
            "SELECT max(job_id) FROM print_job"
            " WHERE state = 'queued' AND kind <> 'kick' AND created_ms < ?",
            (_as_ms(at),),
        ).fetchone()
        return number or 0

    def last_number(self) -> int:
        """The number of the newest job; 0 before the first."""
        (number,) = self._connection.execute("SELECT max(job_id) FROM print_job").fetchone()
        return number or 0

    # --- old rows ------------------------------------------------------------------------------

    def cancel_kicks(self, at: datetime, reason: str) -> None:
        """Drop every kick that is not done."""
        assert self._connection.in_transaction, "the service decides what belongs together"
        self._connection.execute(
            "UPDATE print_job SET state = 'cancelled', state_ms = ?, reason = ?"
            " WHERE kind = 'kick' AND state IN ('queued', 'sending')",
            (_as_ms(at), reason),
        )

    def forget_bytes(self, before: datetime) -> int:
        """Let go of what jobs sent that were done before then; gives how many. Their rows stay."""
        assert self._connection.in_transaction, "the service decides what belongs together"
        return self._connection.execute(
            "UPDATE print_job SET content = x''"
            " WHERE state IN ('handed_over', 'confirmed', 'cancelled')"
            " AND state_ms < ? AND length(content) > 0",
            (_as_ms(before),),
        ).rowcount

    def _listed(self, state: JobState, most: int) -> Iterator[ListedJob]:
        rows = self._connection.execute(
            f"SELECT {', '.join(ListedJob._fields)} FROM print_job"  # noqa: S608 -- constants only
            " WHERE state = ? AND kind <> 'kick' ORDER BY job_id LIMIT ?",
            (state, most),
        )
        return map(ListedJob._make, rows)

    def _first(self, is_its: str, held: HeldRange, values: Sequence[str]) -> StoredJob | None:
        row = self._connection.execute(
            f"{_SELECT} WHERE {_MAY_BE_SENT} AND {is_its} ORDER BY job_id LIMIT 1",
            (*held, *values),
        ).fetchone()
        return None if row is None else _from_row(row)


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
