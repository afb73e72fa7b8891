"""Kill the till while it prints, start it again, and compare what it says with the paper."""

import sqlite3
from collections import Counter
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal, NamedTuple, TypeAlias

from pos_app.bootstrap import DATABASE_NAME, BoothApp
from pos_app.domain.printer import PrinterProfile
from pos_app.services.print_keeping import PaperState
from pos_app.simulation.demo_till import print_waiting
from tests.torture.driver import open_till, sell_for_ever
from tests.torture.kills import KilledTill, one_life
from tests.torture.recording_printer import RecordingPrinter, Victim, recording_printer

_PROLOGUE = b"\x1b@\x1c.\x1bt\x00"
_FENCE = b"\x1dr\x01"
_COPY_MARKS = (b"COPY NO. ", b"SALINAN KE-")

MOST_BYTES = 2_500
"""About three papers; the kill comes with any byte of them."""
QUESTIONS = 9
"""Bytes before the first one of a paper: how is the printer?"""
LONGEST_MOMENT_S = 0.005
"""The kill comes up to so long after its byte: the till is writing down what it has heard."""

Moment: TypeAlias = Literal["before the first byte", "in sending", "after the end"]


class Job(NamedTuple):
    """A paper as the disk knows it."""

    job_id: int
    seq: int
    kind: str
    copy: int
    state: str
    reason: str
    content: bytes

    def __str__(self) -> str:
        return f"job {self.job_id} ({self.kind} {self.copy} of {self.seq}, {self.state})"


@dataclass(slots=True)
class OnPaper:
    """What came out of each job: how often anything of it that names it, and how often all."""

    begun: Counter[int] = field(default_factory=Counter)
    whole: Counter[int] = field(default_factory=Counter)


class PrintKilledTill(KilledTill):
    """One till with a printer on the network, and many deaths of printing."""

    def __init__(self, folder: Path, seed: int, printer: RecordingPrinter) -> None:
        super().__init__(folder, seed)
        self.moments: Counter[Moment] = Counter()
        self._printer = printer
        self._profile = PrinterProfile(
            "network",
            address="127.0.0.1",
            port=printer.port,
            chunk_bytes=200,
            pause_ms=1,
            answers_status=printer.answers,
            answers_fence=printer.answers,
        )
        self._out = OnPaper()
        self._seen_visits = 0
        self._last_paper = b""

    def print_and_die(self) -> None:
        """Sell and print; the kill comes with a connection, with a byte, after the end of a link,
        or by the clock.
        """
        chance = self._chance
        seed, how = chance.getrandbits(32), chance.choice(("link", "byte", "end", "clock"))

        def work(pipe: int) -> None:
            sell_for_ever(self.folder, seed, pipe, printer=self._profile)

        def by_the_printer(child: int) -> None:
            more_s = chance.choice((0.0, chance.random() * LONGEST_MOMENT_S))
            most = QUESTIONS if how == "link" else MOST_BYTES
            after = None if how == "end" else chance.randint(0, most)
            self._printer.kill(Victim(child, after, more_s))

        if how == "clock":
            lines = one_life(work, at_work=self.soon)
        else:
            lines = one_life(work, at_once=by_the_printer)
        self._printer.disarm()
        for line in lines:
            self.told.hear(line)

    def decide(self) -> None:
        """Compare disk and paper; then start again and be the person who looks at the paper."""
        self.moments[self._moment(self._compared())] += 1
        with closing(open_till(self.folder, self._profile)) as till:
            app = till.open_booth(self._profile)
            assert app is not None
            self._decide_all(app)

    def finish(self) -> None:
        """Print all that is left, once more without a kill; then nothing may be missing."""
        with closing(open_till(self.folder, self._profile)) as till:
            app = till.open_booth(self._profile)
            assert app is not None
            self._decide_all(app)
            app.printing.print_held_back()
            print_waiting(app)
            assert app.printing.waiting() == []
        jobs = self._compared()
        out = {job.seq for job in jobs if self._out.whole[job.job_id]}
        lost = {job.seq for job in jobs} - out
        assert not lost, f"nothing came out for the entries {sorted(lost)}"
        self.look()

    def copies(self) -> int:
        """How many papers were printed a second time, marked."""
        return sum(bool(self._out.whole[job.job_id]) for job in self._jobs() if job.copy)

    # --- inside --------------------------------------------------------------------------------

    def _moment(self, jobs: list[Job]) -> Moment:
        """Where printing stood when the kill came."""
        if any(job.state == "sending" for job in jobs):
            return "in sending"
        return "after the end" if self._last_paper else "before the first byte"

    def _decide_all(self, app: BoothApp) -> None:
        for paper in app.printing.waiting():
            assert paper.state in ("queued", "uncertain"), paper
            if paper.state == "uncertain":
                self._decide(app, paper)

    def _decide(self, app: BoothApp, paper: PaperState) -> None:
        """Mostly as the paper says; somebody who cannot find it prints a copy all the same."""
        if self._out.whole[paper.job_id] and self._chance.random() < 0.7:
            app.printing.came_out(paper.job_id)
        else:
            app.printing.print_copy(paper.job_id)

    def _compared(self) -> list[Job]:
        jobs = self._jobs()
        self._read_papers(jobs)
        originals = Counter((job.seq, job.kind) for job in jobs if job.copy == 0)
        assert set(originals.values()) <= {1}, "two originals of one entry"
        for job in jobs:
            self._compare_job(job)
        return jobs

    def _compare_job(self, job: Job) -> None:
        begun, whole = self._out.begun[job.job_id], self._out.whole[job.job_id]
        is_marked = any(mark in job.content for mark in _COPY_MARKS)
        assert is_marked == (job.copy > 0), f"a second paper without its mark: {job}"
        assert begun <= 1, f"came out {begun} times: {job}"
        if job.state == "queued":
            assert not begun, f"waits and came out: {job}"
        if job.state in ("handed_over", "confirmed"):
            assert whole == 1, f"said to be out and is not: {job}"

    def _read_papers(self, jobs: list[Job]) -> None:
        """Whose papers came since the last time; a piece that names nobody counts for nobody."""
        self._printer.settle()
        visits = self._printer.visits
        for visit in visits[self._seen_visits : -1]:
            _, began, rest = bytes(visit).rpartition(_PROLOGUE)
            paper = (began + rest).removesuffix(_FENCE) if began else b""
            could_be = [job for job in jobs if paper and job.content.startswith(paper)]
            if len(could_be) == 1:
                self._out.begun[could_be[0].job_id] += 1
                self._out.whole[could_be[0].job_id] += paper == could_be[0].content
            assert could_be or not paper, f"no job tells of this paper: {paper[:400]!r}"
            self._last_paper = paper
        # The last visit was our own, to see that all others are over.
        self._seen_visits = len(visits)

    def _jobs(self) -> list[Job]:
        with closing(sqlite3.connect(self.folder / DATABASE_NAME)) as database:
            columns = ", ".join(Job._fields)
            rows = database.execute(f"SELECT {columns} FROM print_job ORDER BY job_id")  # noqa: S608
            return [Job(*row) for row in rows]


@dataclass(frozen=True, slots=True)
class PrintsTold:
    """What a run of kills met."""

    moments: Counter[Moment]
    sales: int
    copies: int


def kill_printing(folder: Path, *, times: int, seed: int, answers: bool) -> PrintsTold:
    """So many deaths of printing, on a printer that answers or a silent one.

    Raises AssertionError.
    """
    with recording_printer(answers=answers) as printer:
        till = PrintKilledTill(folder, seed, printer)
        for _ in range(times):
            till.print_and_die()
            till.decide()
        till.finish()
    return PrintsTold(till.moments, len(till.told.receipts), till.copies())
