"""Random moods, presses and crashes: no paper comes twice unmarked, and none is lost."""

import shutil
import tempfile
from contextlib import ExitStack, suppress
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Literal, NamedTuple

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from pos_app.domain.errors import PrinterError, Refusal
from pos_app.domain.printer import PrinterProfile
from pos_app.printing.transport import Progress, Question, Transport, nobody_asks
from pos_app.services.print_jobs import PrintJob
from pos_app.storage.print_queue import JobState, StoredJob
from tests.fakes import FenceMood, PaperInMemory
from tests.services.sending import carry
from tests.tills import NETWORK, World, a_till_at_work

FIRST = replace(NETWORK, drawer="pin2")
SECOND = replace(NETWORK, address="second.test", answers_status=True, answers_fence=True)
SLOW = PrinterProfile("serial", path="/dev/rfcomm0")
CHOICES = ((FIRST, SECOND), (FIRST,), (SECOND, SLOW), (SLOW,), ())

FINAL: tuple[JobState, ...] = ("handed_over", "confirmed", "cancelled")
MAY_FOLLOW: dict[JobState, tuple[JobState, ...]] = {
    "queued": ("sending", "handed_over", "confirmed", "uncertain", "failed", "cancelled"),
    "sending": ("queued", "handed_over", "confirmed", "uncertain", "cancelled"),
    "uncertain": ("confirmed", "cancelled"),
    "failed": ("queued", "cancelled"),
    **dict.fromkeys(FINAL, ()),
}
"""What may be seen after a step; a step may take a job through several states."""


class Mood(NamedTuple):
    """How a printer is on one link."""

    mood: Literal["fine", "refuses", "closes", "stalls", "vanishes"]
    takes: int = 0
    health: str | None = None
    fence: FenceMood = "never"

    def comes_over(self, paper: PaperInMemory) -> None:
        paper.mood, paper.takes, paper.health, paper.fence = self


MOODS = st.one_of(
    st.builds(
        Mood,
        st.just("fine"),
        health=st.sampled_from((None, "", "", "PAPER_OUT")),
        fence=st.sampled_from(("never", "at_once", "at_once", "late", "breaks")),
    ),
    st.builds(
        Mood,
        st.sampled_from(("closes", "stalls")),
        takes=st.sampled_from((0, 2, 5, 12, 20, 300, 400, 500, 8_000, 8_194, 8_210)),
        health=st.sampled_from((None, "")),
    ),
    st.sampled_from((Mood("refuses"), Mood("vanishes"))),
)


@dataclass
class Delivery:
    """What a printer got of one paper on one link, without questions and preambles."""

    file_name: str
    got: int = 0
    is_whole: bool = False


@dataclass
class PrinterOfChance:
    """One link to a printer in the mood of the moment; knows which paper it carries."""

    world: PaperInMemory
    delivery: Delivery
    accepted: int = field(default=0)

    def connect(self) -> None:
        self.world.connect()

    def send(self, data: bytes, progress: Progress = nobody_asks) -> None:
        before = len(self.world.links[-1])
        try:
            self.world.send(data, progress)
        finally:
            if data[:1] != b"\0":
                self.delivery.got += len(self.world.links[-1]) - before
                self.delivery.is_whole = self.delivery.got == len(data)

    def ask(self, question: Question, wait_s: float) -> int | None:
        return self.world.ask(question, wait_s)

    def finish(self) -> None:
        self.world.finish()

    def close(self) -> None:
        self.world.close()


class PrintingMachine(RuleBasedStateMachine):
    """A booth with moody printers, an impatient operator, and a power cord within reach."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp(prefix="gerai-queue-"))
        self.world = World()
        self.world.way = self.open_link
        self.deliveries: list[Delivery] = []
        self.seen: dict[int, StoredJob] = {}
        self.awaiting: list[PrintJob] = []
        self.printers: tuple[PrinterProfile, ...] = (FIRST, SECOND)
        self.start()

    def open_link(self, _printer: PrinterProfile, file_name: str) -> Transport:
        delivery = Delivery(file_name)
        self.deliveries.append(delivery)
        return PrinterOfChance(self.world.paper, delivery)

    def start(self) -> None:
        self.context = ExitStack()
        default = self.printers[0] if self.printers else None
        till = a_till_at_work(self.folder / "till", self.world, printer=default)
        self.till = self.context.enter_context(till)
        self.printing = self.till.app.printing
        self.printing.use_printers(default, self.printers[1:])
        self.awaiting = []

    def teardown(self) -> None:
        self.context.close()
        shutil.rmtree(self.folder)

    def jobs(self) -> list[StoredJob]:
        queue = self.printing._queue
        found = (queue.job(number) for number in range(1, queue.last_number() + 1))
        return [job for job in found if job is not None]

    # --- what happens --------------------------------------------------------------------------

    @rule(kind=st.sampled_from(("card", "card", "cash")), count=st.integers(1, 3))
    def sell(self, kind: str, count: int) -> None:
        for _sale in range(count):
            self.till.sell(kind=kind)

    @rule(mood=MOODS, which=st.integers(0, 2), papers=st.integers(1, 3))
    def print_on(self, mood: Mood, which: int, papers: int) -> None:
        mood.comes_over(self.world.paper)
        names = self.printing.waiting_printers()
        for _paper in range(papers):
            name = names[which % len(names)] if names else None
            if any(job.printer.name == name for job in self.awaiting):
                return  # its worker waits for an answer
            job = self.printing.next_job(name)
            if job is None or job.stored.state != "queued":
                return
            with suppress(Refusal):
                job = carry(self.till, job)
            row = self.printing._queue.job(job.stored.job_id)
            if row is not None and row.state == "sending":
                self.awaiting.append(job)

    @precondition(lambda self: self.awaiting)
    @rule(answers=st.booleans())
    def answer(self, answers: bool) -> None:  # noqa: FBT001 -- drawn by hypothesis
        job = self.awaiting.pop()
        self.world.paper.answers_now = answers
        self.printing.mark_answered(job, job.await_answer())

    @rule(
        press=st.sampled_from(
            ("reprint", "print_copy", "came_out", "discard", "send_elsewhere", "try_again")
        ),
        which=st.integers(0, 30),
    )
    def press(self, press: str, which: int) -> None:
        jobs = [job for job in self.jobs() if job.kind == "receipt"]
        if not jobs:
            return
        job = jobs[which % len(jobs)]
        with suppress(Refusal):
            if press == "reprint":
                self.printing.reprint(job.seq)
            elif press != "send_elsewhere":
                getattr(self.printing, press)(job.job_id)
            elif self.printers:
                there = self.printers[which % len(self.printers)]
                self.printing.send_elsewhere(job.job_id, there.name)

    @rule(minutes=st.sampled_from((1, 11, 1_000)), lets_go=st.booleans())
    def time_passes(self, minutes: int, lets_go: bool) -> None:  # noqa: FBT001 -- drawn
        self.world.clock.forward(minutes=minutes)
        if self.printing.hold_old() and lets_go:
            self.printing.print_held_back()

    @rule(choice=st.sampled_from(CHOICES))  # which one, and none for a while
    def choose_printers(self, choice: tuple[PrinterProfile, ...]) -> None:
        self.printers = choice
        self.printing.use_printers(choice[0] if choice else None, choice[1:])

    @rule(mood=MOODS, stage=st.sampled_from(("idle", "connected", "sending", "sent", "sent")))
    def crash(self, mood: Mood, stage: str) -> None:
        mood.comes_over(self.world.paper)
        job = self.printing.next_job()
        if job is not None and job.stored.state == "queued" and not self.awaiting:
            self.reach(job, stage)
        self.context.close()
        self.start()
        assert not [job for job in self.jobs() if job.state == "sending"]
        assert not [job for job in self.jobs() if job.kind == "kick" and job.state == "queued"]

    def reach(self, job: PrintJob, stage: str) -> None:
        """Come so far with a job, and never write down what became of it."""
        with suppress(PrinterError, Refusal):
            if stage != "idle":
                job.connect()
            if stage in ("sending", "sent"):
                job = self.printing.mark_sending(job)
            if stage == "sent":
                job.send()

    # --- what always holds ---------------------------------------------------------------------

    @invariant()
    def no_paper_reaches_a_printer_twice(self) -> None:
        """A first paper and each of its copies have names of their own."""
        arrived = [one.file_name for one in self.deliveries if one.got and one.file_name != "kick"]
        assert len(arrived) == len(set(arrived))

    @invariant()
    def no_paper_is_lost(self) -> None:
        jobs = self.jobs()
        sold = [row.seq for row in self.printing.papers._recording.period if _is_sale(row)]
        assert {job.seq for job in jobs if job.kind == "receipt" and job.copy == 0} >= set(sold)
        arrived = {one.file_name: one for one in self.deliveries if one.got}
        for job in jobs:
            if job.kind != "receipt":
                continue
            delivery = arrived.get(job.file_name)
            if job.state == "queued":
                assert delivery is None, "what may be out is never sent by itself"
            if job.state in ("handed_over", "confirmed") and job.reason != "SEEN":
                assert delivery is not None
                assert delivery.is_whole

    @invariant()
    def states_follow_one_another(self) -> None:
        for job in self.jobs():
            before = self.seen.get(job.job_id)
            if before is not None and before.state != job.state:
                assert job.state in MAY_FOLLOW[before.state], (before.state, job.state)
            if job.state == "cancelled" and job.reason == "REPLACED":
                assert job.replaced_by in {one.job_id for one in self.jobs()}
            self.seen[job.job_id] = job

    @invariant()
    def the_figures_are_those_of_the_rows(self) -> None:
        papers = [job.state for job in self.jobs() if job.kind != "kick"]
        waiting = sum(state in ("queued", "sending") for state in papers)
        for_a_person = sum(state in ("uncertain", "failed") for state in papers)
        assert self.printing.counts() == (waiting, for_a_person)
        assert self.printing.unfinished().count == len(self.printing.waiting())


def _is_sale(row: object) -> bool:
    return type(getattr(row, "entry", None)).__name__ == "SaleRecorded"


PrintingMachine.TestCase.settings = settings(max_examples=10, stateful_step_count=20, deadline=None)
test_whatever_happens_no_paper_comes_twice_unmarked_and_none_is_lost = PrintingMachine.TestCase
