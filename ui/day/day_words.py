"""Words that several parts of the day screen share."""

from pos_app.i18n import ngettext
from pos_app.outside_words import printer_words
from pos_app.services.print_keeping import PaperState
from pos_app.wording import job_state_words
from ui.widgets import Status

_PAPER_STATUS: dict[str, Status] = {
    "queued": "info",
    "sending": "info",
    "handed_over": "ok",
    "confirmed": "ok",
    "uncertain": "warning",
    "failed": "danger",
    "cancelled": "neutral",
}


def receipts_words(count: int) -> str:
    """`12 receipts`."""
    return ngettext("{count} receipt", "{count} receipts", count).format(count=count)


def paper_status(paper: PaperState) -> tuple[Status, str]:
    """The kind of state a paper is in, and its word."""
    return _PAPER_STATUS[paper.state], job_state_words(paper.state)


def paper_reason(paper: PaperState) -> str:
    """Why a paper waits or failed; empty for one that is well."""
    return printer_words(paper.reason) if paper.state in ("queued", "uncertain", "failed") else ""
