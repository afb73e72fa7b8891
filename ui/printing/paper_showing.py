"""Papers in words: what each is called, where it stands, why, and what could be done instead."""

from collections.abc import Callable
from typing import Final

from pos_app.domain.identity import Event
from pos_app.domain.journal import Audited, RefundGiven, SaleVoided
from pos_app.i18n import _, format_clock, format_date
from pos_app.outside_words import printer_words
from pos_app.services.print_keeping import PaperState
from ui.paper_words import is_awaited, paper_state_words
from ui.printing.paper_row import ShownPaper
from ui.printing.print_presenter import PrintPresenter


class PaperShowing:
    """Makes of each paper what its row shows."""

    def __init__(self, presenter: PrintPresenter, event: Event) -> None:
        self._presenter = presenter
        self._event = event
        self._subjects: dict[int, str] = {}

    def shown(self, paper: PaperState) -> ShownPaper:
        """One paper as its row shows it."""
        state = self._state(paper)
        others = [one for one in self._presenter.printers if one.name != paper.printer]
        return ShownPaper(
            paper=paper,
            state=state,
            name=self._name(paper),
            since=self._since(paper),
            state_words=_("Held back") if state == "held" else paper_state_words(paper),
            reason=self._reason(paper, state),
            others=tuple(printer.name for printer in others if printer.kind != "pdf"),
            folder=next((printer.name for printer in others if printer.kind == "pdf"), ""),
        )

    def _state(self, paper: PaperState) -> str:
        if paper.is_kept:
            return "kept"
        if paper.state == "queued" and self._presenter.is_held_back(paper.job_id):
            return "held"
        return "awaited" if is_awaited(paper) else paper.state

    def _name(self, paper: PaperState) -> str:
        name = _NAMES[self._subject(paper)]().format(number=paper.number)
        if not paper.copy:
            return name
        return _("{paper}, copy {count}").format(paper=name, count=paper.copy)

    def _subject(self, paper: PaperState) -> str:
        """Its kind, more exactly: a void is printed as a receipt, and a QRIS code as a slip."""
        if paper.kind not in ("receipt", "slip"):
            return paper.kind
        if paper.seq not in self._subjects:
            match self._presenter.entry_of(paper):
                case SaleVoided():
                    subject = "void"
                case RefundGiven():
                    subject = "refund"
                case Audited():
                    subject = "qris"
                case _:
                    subject = paper.kind
            self._subjects[paper.seq] = subject
        return self._subjects[paper.seq]

    def _since(self, paper: PaperState) -> str:
        at = self._event.local(paper.since)
        since = _("since {time}").format(time=f"{format_date(at.date())}, {format_clock(at)}")
        return f"{since}  ·  {paper.printer}" if paper.printer else since

    def _reason(self, paper: PaperState, state: str) -> str:
        """Why it waits; what one paper met at a printer is what the others there wait for."""
        if state == "held":
            return _("It is old. Decide above whether it is still printed.")
        trouble = self._presenter.trouble_at(paper.printer) if state == "queued" else None
        if trouble is not None:
            return printer_words(trouble.code, trouble.detail)
        return "" if state == "kept" else printer_words(paper.reason)


_NAMES: Final[dict[str, Callable[[], str]]] = {
    "receipt": lambda: _("Receipt {number}"),
    "void": lambda: _("Void slip {number}"),
    "refund": lambda: _("Refund {number}"),
    "slip": lambda: _("Drawer slip {number}"),
    "qris": lambda: _("QRIS slip {number}"),
    "x": lambda: _("X report {number}"),
    "preparation": lambda: _("Slip to prepare {number}"),
    "pick-up": lambda: _("Pick-up slip {number}"),
    "shift": lambda: _("Shift report {number}"),
    "z": lambda: _("Day report {number}"),
    "kick": lambda: _("Opening the drawer, {number}"),
}
