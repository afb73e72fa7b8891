"""The page of papers that wait, failed, or need somebody to look at them."""

from functools import partial

from PySide6.QtCore import QEvent, Qt, Slot
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from pos_app.domain.identity import Event
from pos_app.i18n import _, format_clock, format_date, ngettext
from pos_app.outside_words import printer_words
from pos_app.services.print_keeping import PaperState
from ui.buttons import Button
from ui.cards import Card
from ui.paper_words import paper_state_words
from ui.printing.backlog import BacklogQuestion
from ui.printing.print_presenter import PrinterStatus, PrintPresenter
from ui.widgets import (
    EmptyHint,
    PageTitle,
    Status,
    StatusPill,
    TextLabel,
    clear_layout,
    touch_scroll,
)

_MOST_ROWS = 40
"""Rows are widgets; a day without a printer leaves hundreds of papers."""

_PILLS: dict[str, tuple[Status, str]] = {
    "queued": ("info", "hourglass"),
    "sending": ("info", "printer"),
    "uncertain": ("warning", "circle-help"),
    "failed": ("danger", "circle-x"),
}
_KEPT_PILL: tuple[Status, str] = ("neutral", "file-text")


class PapersScreen(QWidget):
    """One row for each paper that is not out, with a button for every sensible action."""

    def __init__(self, presenter: PrintPresenter, event: Event) -> None:
        super().__init__()
        self._presenter = presenter
        self._event = event
        self._shown: list[PaperState] | None = None
        self._build()
        self._wire()
        self.retranslate()

    @Slot()
    def go_to_first(self) -> None:
        """Have in hand what helps most, and never the button that drops a paper."""
        if self._backlog.isVisibleTo(self):
            self.backlog.print_all.setFocus()
        elif self._again.isVisibleTo(self) and self._again.isEnabled():
            self._again.setFocus()
        elif self._rows and (first := self._rows[0].first_button()) is not None:
            first.setFocus()
        else:
            self.setFocus()

    def rows(self) -> "list[PaperRow]":
        """The rows on the screen, oldest paper first."""
        return list(self._rows)

    def retranslate(self) -> None:
        """Set all words in the language of the moment."""
        self._again.setText(_("Print what waits"))
        self.backlog.retranslate()
        self._empty.show_words(
            _("No paper waits"), _("Receipts that did not come out yet would be listed here.")
        )
        self._shown = None
        self._refresh()

    def changeEvent(self, event: QEvent) -> None:
        """Follow a change of language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()

    def showEvent(self, event: QShowEvent) -> None:
        """Show how things stand now."""
        super().showEvent(event)
        self._refresh()

    def _build(self) -> None:
        self.setProperty("class", "page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.title = PageTitle()
        self._again = Button(icon="refresh-cw")
        self.title.buttons.addWidget(self._again)
        self._rows: list[PaperRow] = []
        self._list = QVBoxLayout()
        self._list.setSpacing(8)
        self._more = TextLabel(look="caption")
        inside = QWidget()
        inside.setProperty("class", "scrolled")
        layout = QVBoxLayout(inside)
        layout.setContentsMargins(0, 0, 8, 0)
        layout.addLayout(self._list)
        layout.addWidget(self._more)
        layout.addStretch(1)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setWidget(inside)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        touch_scroll(scroll)
        self._empty = EmptyHint("printer")
        self._stack = QStackedWidget()
        self._stack.addWidget(scroll)
        self._stack.addWidget(self._empty)
        page = QVBoxLayout(self)
        page.setContentsMargins(24, 16, 24, 16)
        page.setSpacing(16)
        self._backlog = Card()
        self.backlog = BacklogQuestion()
        self._backlog.body.addWidget(self.backlog)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        page.addWidget(self.title)
        page.addWidget(self._backlog)
        page.addWidget(self._stack, 1)

    def _wire(self) -> None:
        self._again.clicked.connect(self._presenter.wake)
        self.backlog.printed.connect(self._presenter.print_all)
        self.backlog.dropped.connect(self._presenter.drop_held_back)
        self._presenter.papers_changed.connect(self._refresh)

    @Slot()
    def _refresh(self) -> None:
        if not self.isVisible() and self._shown is not None:
            return
        status = self._presenter.status
        self.title.show_words(_("Papers"), _printer_line(status))
        papers = self._presenter.waiting()
        held = self._presenter.held_back()
        self.backlog.show_count(held)
        self._backlog.setVisible(held > 0 and status.pump != "no_printer")
        self._again.setVisible(status.waiting > held)
        self._again.setEnabled(status.pump in ("ready", "stopped"))
        if papers == self._shown:
            return
        self._shown = papers
        self._show_rows(papers)

    def _show_rows(self, papers: list[PaperState]) -> None:
        focused = self._stack.focusWidget()
        had_focus = focused is not None and focused.hasFocus()
        clear_layout(self._list)
        self._rows = [
            PaperRow(paper, self._presenter, self._event) for paper in papers[:_MOST_ROWS]
        ]
        for row in self._rows:
            self._list.addWidget(row)
        more = len(papers) - len(self._rows)
        self._more.setText(
            ngettext("and {count} more", "and {count} more", more).format(count=more)
        )
        self._more.setVisible(more > 0)
        self._stack.setCurrentIndex(0 if papers else 1)
        if had_focus:  # the button that was pressed is gone with its row
            self.go_to_first()


class PaperRow(Card):
    """One paper: which, since when, where it stands and why, and what can be done."""

    def __init__(self, paper: PaperState, presenter: PrintPresenter, event: Event) -> None:
        super().__init__()
        self.paper = paper
        job_id = paper.job_id
        status, icon = _KEPT_PILL if paper.is_kept else _PILLS[paper.state]
        words = QVBoxLayout()
        words.setSpacing(3)
        words.addWidget(TextLabel(_paper_name(paper), look="strong"))
        at = event.local(paper.since)
        since = f"{format_date(at.date())}, {format_clock(at)}"
        words.addWidget(TextLabel(_("since {time}").format(time=since), look="caption"))
        self.reason = TextLabel(_reason(paper), look="caption", wrap=True)
        self.reason.setVisible(bool(self.reason.text()))
        words.addWidget(self.reason)
        self.pill = StatusPill(status, paper_state_words(paper), icon=icon)
        self.came_out = Button(_("It came out"), icon="check")
        self.copy = Button(_("Print a copy"), icon="copy")
        self.drop = Button(_("Drop"), kind="plain", icon="trash-2")
        self.came_out.clicked.connect(partial(presenter.confirm, job_id))
        self.copy.clicked.connect(partial(presenter.print_copy, job_id))
        self.drop.clicked.connect(partial(presenter.discard, job_id))
        self.came_out.setVisible(paper.state == "uncertain")
        self.copy.setVisible(paper.state in ("uncertain", "failed"))
        self.drop.setVisible(paper.state != "sending")
        line = QHBoxLayout()
        line.setSpacing(12)
        line.addLayout(words, 1)
        line.addWidget(self.pill)
        for button in (self.came_out, self.copy, self.drop):
            line.addWidget(button)
        frame = self.layout()
        assert frame is not None
        frame.setContentsMargins(18, 10, 12, 10)
        self.body.addLayout(line)

    def first_button(self) -> Button | None:
        """The first thing to do about it that does not drop it."""
        buttons = (self.came_out, self.copy)
        return next((button for button in buttons if button.isVisibleTo(self)), None)


def _paper_name(paper: PaperState) -> str:
    names = {"receipt": _("Receipt {number}"), "z": _("Day report {number}")}
    name = names.get(paper.kind, "{number}").format(number=paper.number)
    return _("{paper}, copy {count}").format(paper=name, count=paper.copy) if paper.copy else name


def _reason(paper: PaperState) -> str:
    return "" if paper.state == "sending" or paper.is_kept else printer_words(paper.reason)


def _printer_line(status: PrinterStatus) -> str:
    if status.pump == "no_printer":
        return _("Without a printer papers are kept. Choose one under Settings to print them.")
    return status.words()
