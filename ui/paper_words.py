"""Where a paper stands, in words and with an icon."""

from typing import Final

from pos_app.i18n import _
from pos_app.outside_words import printer_words
from pos_app.services.job_book import AWAITING
from pos_app.services.print_keeping import PaperState
from pos_app.wording import job_state_words

PAPER_SIGNS: Final = {
    "queued": ("hourglass", "warning"),
    "sending": ("printer", "info"),
    "handed_over": ("printer", "info"),
    "confirmed": ("circle-check", "ok"),
    "uncertain": ("circle-help", "warning"),
    "failed": ("circle-x", "danger"),
    "cancelled": ("circle-minus", "text_2"),
}
"""Icon and colour of each state; always beside its word."""


_KEPT_SIGN: Final = ("file-text", "text_2")


def paper_sign(paper: PaperState) -> tuple[str, str]:
    """Icon and colour; what a booth without a printer keeps is no warning."""
    return _KEPT_SIGN if paper.is_kept else PAPER_SIGNS[paper.state]


def paper_state_words(paper: PaperState) -> str:
    """Where a paper stands, in a few words."""
    if paper.is_kept:
        return _("Kept, without a printer")
    if is_awaited(paper):
        return _("Waiting for the printer's answer")
    return job_state_words(paper.state)


def is_awaited(paper: PaperState) -> bool:
    """Whether all of it left and the printer still has to say that it came out."""
    return paper.state == "sending" and paper.reason == AWAITING


def paper_words(paper: PaperState) -> str:
    """Where a paper stands and, while it is not out, why (printing.md 4.1)."""
    state = paper_state_words(paper)
    if paper.copy:
        state = _("Copy {number}: {state}").format(number=paper.copy, state=state)
    has_reason = paper.state in ("queued", "failed", "cancelled")
    words = printer_words(paper.reason) if has_reason and not paper.is_kept else ""
    return f"{state}. {words}" if words else state
