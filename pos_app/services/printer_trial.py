"""The guided trial of a printer: its page on the worker, and what the answers teach about it."""

import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Final, Literal, TypeAlias

from pos_app.domain.errors import PrinterError
from pos_app.domain.printer import MOST_FEED_LINES, PrinterProfile
from pos_app.printing.status import FENCE, UNKNOWN, Health, ask_health
from pos_app.printing.transport import Transport, nobody_asks

TrialQuestion: TypeAlias = Literal["columns", "accents", "codes", "pictures", "cut", "drawer"]

TRIAL_ANSWERS: Final[dict[TrialQuestion, tuple[str, ...]]] = {
    "columns": ("32", "42", "48"),
    "accents": ("right", "other", "chinese"),
    "codes": ("both", "first", "second", "none"),
    "pictures": ("clean", "signs", "letters"),
    "cut": ("cut", "through", "uncut"),
    "drawer": ("before", "after", "closed"),
}
"""What a person may have seen, question by question, in the order of the page.

codes: the first one is made by the printer itself, the second is a picture. pictures: clean;
signs between or below them; letters in their place. drawer: it opened before the paper came (the
kick for pin 2), after it (pin 5), or not at all.
"""

Answers: TypeAlias = Mapping[TrialQuestion, str]

_MORE_LINES: Final = 3
"""About 11 mm: as far as a cutter may sit behind the print head more than was believed."""


@dataclass(frozen=True, slots=True)
class Heard:
    """What the printer itself answered; both False where its way carries no answers."""

    answers_status: bool = False
    answers_fence: bool = False


@dataclass(frozen=True, slots=True)
class TrialPatience:
    """How long answers are waited for, in seconds."""

    status_s: float = 2.0
    busy_s: float = 10.0  # a paper that is on its way goes first
    fence_s: float = 20.0  # the page is 20 cm long


_PATIENT: Final = TrialPatience()
_BUSY_REST_S: Final = 0.3


class PrinterTrial:
    """The page for the worker. `path` is where it can be looked at when it becomes a file."""

    def __init__(
        self,
        printer: PrinterProfile,
        content: bytes,
        open_link: Callable[[], Transport],
        *,
        path: Path | None = None,
        patience: TrialPatience = _PATIENT,
    ) -> None:
        self.printer, self.content, self.path = printer, content, path
        self._open_link, self._patience = open_link, patience
        self._link: Transport | None = None
        self._given_up = threading.Event()

    def run(self) -> Heard:
        """Print the page and hear whether the printer answers. Raises PrinterError.

        Nothing is printed on a printer that says it cannot.
        """
        try:
            health = self._look()
            link = self._link or self._connect()
            link.send(self.content, nobody_asks)
            fence = link.ask(FENCE, self._patience.fence_s) if self.printer.can_answer else None
            link.finish()
        finally:
            self._close()
        return Heard(health.code is not None, fence is not None)

    def give_up(self) -> None:
        """Let go of the printer, from any thread: nobody waits for its answers any more."""
        self._given_up.set()
        self._close()

    def _look(self) -> Health:
        """Ask how it is. The link is left open where it answered.

        On a link where a question stayed open, the fence's answer would be taken for that one's.
        """
        if not self.printer.can_answer:
            return UNKNOWN
        link = self._connect()
        try:
            health = ask_health(link, self._patience.status_s)
        except PrinterError:  # some hang up on a question they do not know
            self._close()
            return UNKNOWN
        if health.is_blocked:
            raise PrinterError(health.code or "OFFLINE")
        if health.code is None:
            link.finish()
            self._close()
        return health

    def _connect(self) -> Transport:
        until = time.monotonic() + self._patience.busy_s
        while True:
            self._link = link = self._open_link()
            try:
                link.connect()
            except PrinterError as error:
                is_late = time.monotonic() > until
                if error.code != "BUSY" or is_late or self._given_up.wait(_BUSY_REST_S):
                    raise
            else:
                if self._given_up.is_set():  # between two links there is none to let go of
                    raise PrinterError("DISCONNECTED", "called off")
                return link

    def _close(self) -> None:
        link, self._link = self._link, None
        if link is not None:
            link.close()


def learned(
    printer: PrinterProfile, answers: Answers, heard: Heard | None, today: date
) -> PrinterProfile:
    """The printer with what was seen and heard; what was skipped stays as it was."""
    seen: dict[str, Any] = {}
    for question, answer in answers.items():
        seen |= _seen(printer, question, answer)
    if heard is not None:
        seen |= {"answers_status": heard.answers_status, "answers_fence": heard.answers_fence}
    return printer.learned(today.isoformat(), **seen)


def _seen(printer: PrinterProfile, question: TrialQuestion, answer: str) -> dict[str, Any]:
    assert answer in TRIAL_ANSWERS[question]
    seen: dict[str, Any]
    match question:
        case "columns":
            seen = {"paper_columns": int(answer)}
        case "accents":
            seen = {"has_accents": answer == "right"}
        case "codes":
            seen = {"qr": _QR_WAYS[answer]}
        case "pictures" if answer == "letters":
            seen = {"graphics": "column"}
        case "pictures":
            seen = {"avoids_48_rows": answer == "signs"}
        case "cut":
            more = _MORE_LINES if answer == "through" else 0
            seen = {
                "has_cutter": answer != "uncut",
                "feed_lines": min(printer.feed_lines + more, MOST_FEED_LINES),
            }
        case _:
            seen = {"drawer": _DRAWERS[answer]}
    return seen


_QR_WAYS: Final = {"both": "native", "first": "native", "second": "raster", "none": "off"}
_DRAWERS: Final = {"before": "pin2", "after": "pin5", "closed": "none"}
