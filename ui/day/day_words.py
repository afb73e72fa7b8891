"""Words that several parts of the day screen share."""

from pos_app.domain.day_report import PeriodReport
from pos_app.i18n import _, ngettext
from pos_app.outside_words import printer_words
from pos_app.services.print_keeping import PaperState
from pos_app.wording import over_short_words
from ui.paper_words import paper_state_words
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


def difference_words(report: PeriodReport) -> str:
    """The difference in the drawer; without a float that was entered it says little."""
    if report.count is None and report.count_before is not None:
        return _("cash moved after the count")
    words = over_short_words(report.sums.drawer.over_short)
    if report.sums.drawer.over_short is None or report.float_is_set:
        return words
    return _("{difference} (opening float not counted)").format(difference=words)


def receipts_words(count: int) -> str:
    """`12 receipts`."""
    return ngettext("{count} receipt", "{count} receipts", count).format(count=count)


def paper_status(paper: PaperState, *, is_held: bool = False) -> tuple[Status, str]:
    """The kind of state a paper is in, and its word; a held one waits for a person instead."""
    if is_held:
        return "neutral", _("Held back")
    status: Status = "neutral" if paper.is_kept else _PAPER_STATUS[paper.state]
    return status, paper_state_words(paper)


def papers_words(waiting: int, held: int) -> str:
    """How many papers wait for the printer, and how many for a person; empty without any."""
    for_printer = ngettext(
        "{count} paper waits for the printer.", "{count} papers wait for the printer.", waiting
    )
    for_person = ngettext(
        "{count} paper is held back. Decide under Papers.",
        "{count} papers are held back. Decide under Papers.",
        held,
    )
    counted = ((for_printer, waiting), (for_person, held))
    return "\n".join(words.format(count=count) for words, count in counted if count)


def paper_reason(paper: PaperState) -> str:
    """Why a paper waits or failed; empty for one that is well."""
    return printer_words(paper.reason) if paper.state in ("queued", "uncertain", "failed") else ""
