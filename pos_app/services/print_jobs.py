"""One paper on its way to one printer: the worker's side of printing.

Holds values and a link; reaches no database and decides nothing. What came of it is told to
`PrintKeeping`, on the thread of the database.
"""

import contextlib
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Literal, TypeAlias

from pos_app.domain.errors import PrinterError
from pos_app.domain.printer import PrinterProfile
from pos_app.printing.commands import length_mm
from pos_app.printing.recovery import most_bytes_lacking
from pos_app.printing.status import FENCE, LATE_FENCE, STATUS_WAIT_S, UNKNOWN, Health, ask_health
from pos_app.printing.transport import Progress, Question, Transport, nobody_asks
from pos_app.storage.print_queue import KICK, StoredJob

Handed: TypeAlias = Literal["confirmed", "handed_over", "waiting"]
"""What a worker knows after the last byte: it is out; the other side took it all and no answer is
to be had; an answer is overdue and may still come."""

FenceUse: TypeAlias = Literal["none", "trial", "asked"]
"""Whether a paper ends with a question: of a printer that is known to answer, or to find out."""


@dataclass(frozen=True, slots=True)
class Patience:
    """How long to wait for a printer's answers, in seconds (printing.md 4.3, rule 5)."""

    status_s: float = STATUS_WAIT_S
    least_s: float = 5.0
    margin_s: float = 3.0
    mm_per_s: float = 50.0
    late_s: float = 300.0
    look_up_s: float = 0.25

    def for_paper(self, content: bytes) -> float:
        """Until an answer is overdue: twice the time the paper takes to print, and a margin."""
        return max(self.least_s, 2 * length_mm(content) / self.mm_per_s + self.margin_s)


class PrinterLink:
    """The transport of one job, with its bytes counted and a way to stop its waiting.

    A transport counts every byte on the link; a job needs to know how many were of its paper.
    """

    def __init__(self, transport: Transport) -> None:
        self._transport = transport
        self._asked = 0
        self._told = 0
        self._waits = threading.Event()
        self._given_up = threading.Event()
        self.health: Health = UNKNOWN

    def connect(self) -> None:
        """Reach the printer."""
        self._transport.connect()

    def send(self, data: bytes, progress: Progress = nobody_asks) -> None:
        """Hand over bytes."""

        def note(accepted: int) -> None:
            self._told = accepted
            progress(accepted)

        self._transport.send(data, note)

    def hand_over(self, preamble: bytes, content: bytes) -> None:
        """Send a paper; raises PrinterError with the bytes accepted of the paper alone.

        What ends an earlier paper's unfinished command costs nothing when it breaks.
        """
        begun_at: int | None = None
        try:
            if preamble:
                self.send(preamble)
            begun_at = self._told
            self.send(content)
        except PrinterError as error:
            counted = error.bytes_accepted - len(preamble)
            # The count may hold the bytes of a status question, which progress never tells of.
            has_left = begun_at is not None and (self._told > begun_at or counted > self._asked)
            accepted = min(max(counted, 1), len(content)) if has_left else 0
            raise PrinterError(error.code, error.detail, accepted) from error

    def ask(self, question: Question, wait_s: float) -> int | None:
        """The byte that answers; None for silence."""
        self._asked += len(question.data)
        return self._transport.ask(question, wait_s)

    def await_answer(self, patience: Patience) -> bool:
        """Go on waiting for the answer to the fence; False once it is over, closed or broken."""
        self._waits.set()
        left_s = patience.late_s
        try:
            while left_s > 0 and not self._given_up.is_set():
                if self._transport.ask(LATE_FENCE, min(left_s, patience.look_up_s)) is not None:
                    return True
                left_s -= patience.look_up_s
        except PrinterError:
            pass
        finally:
            self._waits.clear()
        return False

    def finish(self) -> None:
        """End the link so that the last byte arrives."""
        self._transport.finish()

    def close(self) -> None:
        """Let go at once; where a worker is waiting for an answer, it stops and lets go itself."""
        self._given_up.set()
        if not self._waits.is_set():
            self._transport.close()


class LooseLink(PrinterLink):
    """The link of a page that stands in no queue; it ends what an earlier paper left half sent."""

    def __init__(self, transport: Transport, rescue: Callable[[], tuple[int, bytes]]) -> None:
        """`rescue` gives, when the page leaves, what the printer lacks and what ends that."""
        super().__init__(transport)
        self._rescue = rescue
        self._lacks = 0
        self._sent = b""
        self.has_ended = False

    @property
    def lacks_bytes(self) -> int:
        """How many bytes the printer may wait for since this page; 0 after a clean end."""
        of_page = max(1, most_bytes_lacking(self._sent)) if self._sent else 0
        return max(self._lacks, of_page)

    def send(self, data: bytes, progress: Progress = nobody_asks) -> None:
        """Hand over bytes, behind what makes the printer listen."""
        begin = b""
        if not self._sent:
            self._lacks, begin = self._rescue()
        self._sent += data
        super().send(begin + data, progress)

    def finish(self) -> None:
        """End the link; nothing of the page is open any more."""
        super().finish()
        self._sent, self._lacks = b"", 0

    def close(self) -> None:
        """Let go; what is lacking now is for the next one to end."""
        super().close()
        self.has_ended = True


@dataclass(frozen=True, slots=True)
class PrintJob:
    """One paper for the worker: `connect`, then `send` once `sending` is committed.

    After "waiting" comes `await_answer`, which takes minutes; closing `transport` ends it early.
    """

    stored: StoredJob
    printer: PrinterProfile
    transport: PrinterLink = field(compare=False)
    patience: Patience = field(default_factory=Patience, repr=False)
    preamble: bytes = field(default=b"", repr=False)
    asks_status: bool = False
    fence: FenceUse = "none"

    @property
    def is_kick(self) -> bool:
        """Whether it opens the drawer; nobody is asked about one that failed."""
        return self.stored.kind == KICK

    @property
    def health(self) -> Health:
        """What the printer said of itself when it was reached."""
        return self.transport.health

    def connect(self) -> Health:
        """Reach the printer and ask how it is, where it may answer; nothing of the paper leaves.

        Raises PrinterError, also for a printer that says that it cannot print now.
        """
        link = self.transport
        try:
            link.connect()
            if self.asks_status:
                link.health = ask_health(link, self.patience.status_s)
            if link.health.code:
                raise PrinterError(link.health.code)
        except PrinterError as error:
            link.close()
            raise PrinterError(error.code, error.detail) from error  # no byte of a paper
        return link.health

    def send(self) -> Handed:
        """Hand over the whole paper and, unless an answer is overdue, end the link cleanly.

        Raises PrinterError with the bytes accepted of the paper.
        """
        link, content = self.transport, self.stored.content
        try:
            link.hand_over(self.preamble, content)
            handed = self._asked()
            if handed != "waiting":
                self._finish(link, is_out=handed == "confirmed")
        except BaseException:
            link.close()
            raise
        return handed

    def await_answer(self) -> bool:
        """Whether the answer came after all; up to five minutes."""
        answered = self.transport.await_answer(self.patience)
        if answered:
            self._finish(self.transport, is_out=True)
        self.transport.close()
        return answered

    def _asked(self) -> Handed:
        """Ask whether all was processed; only what answers can confirm."""
        if self.printer.kind == "pdf":
            return "confirmed"  # a file is on the disk, whole
        if self.fence == "none":
            return "handed_over"
        try:
            answer = self.transport.ask(FENCE, self.patience.for_paper(self.stored.content))
        except PrinterError as error:
            whole = len(self.stored.content)
            raise PrinterError(error.code, error.detail, whole) from error
        if answer is not None:
            return "confirmed"
        return "waiting" if self.fence == "asked" else "handed_over"

    def _finish(self, link: PrinterLink, *, is_out: bool) -> None:
        """End the link; for a paper that is out a farewell that fails changes nothing."""
        try:
            link.finish()
        except PrinterError as error:
            if not is_out or self.printer.kind == "pdf":
                # A queue takes the paper only now; one that has given it back printed none of it.
                taken = len(self.stored.content) if error.bytes_accepted else 0
                raise PrinterError(error.code, error.detail, taken) from error
        with contextlib.suppress(PrinterError):
            link.close()
