"""The page of papers that wait, failed, or need somebody to look at them."""

from PySide6.QtCore import QEvent, Qt, QTimer, Slot
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from pos_app.domain.errors import CopyIsMade, Refusal
from pos_app.domain.identity import Event
from pos_app.i18n import _, ngettext
from pos_app.services.print_keeping import PaperState
from ui.buttons import Button
from ui.cards import Card
from ui.printing.backlog import BacklogQuestion
from ui.printing.paper_row import PaperRow
from ui.printing.paper_showing import PaperShowing
from ui.printing.print_presenter import PrintPresenter
from ui.printing.printer_status import PrinterStatus
from ui.widgets import EmptyHint, PageTitle, TextLabel, touch_scroll

_ROWS_AT_ONCE = 30
"""Rows are widgets; a day without a printer leaves hundreds of papers."""

_NOTICE_PX = 80
"""So far the list scrolls up, that no notice lies over its last row."""

_NARROW_BELOW_PX = 1120
_PAUSE_MS = 150
"""While papers come out one after the other, the page follows a few times a second."""


class PapersScreen(QWidget):
    """One row for each paper that is not out, with a button for every sensible action.

    What needs a person stands first, then the oldest.
    """

    def __init__(self, presenter: PrintPresenter, event: Event) -> None:
        super().__init__()
        self._presenter = presenter
        self._showing = PaperShowing(presenter, event)
        self._rows: dict[int, PaperRow] = {}
        self._most_rows = _ROWS_AT_ONCE
        self._is_behind = True
        self._build()
        self._wire()
        self.retranslate()

    @Slot()
    def go_to_first(self) -> None:
        """Have in hand what helps most, and never the button that drops a paper."""
        rows = self.rows()
        if self._backlog.isVisibleTo(self):
            self.backlog.print_all.setFocus()
        elif self._again.isVisibleTo(self):
            self._again.setFocus()
        elif rows and (first := rows[0].first_button()) is not None:
            first.setFocus()
        else:
            self.setFocus()

    def go_to(self, job_id: int) -> None:
        """Bring a paper into view, if it is still listed."""
        row = self._rows.get(job_id)
        if row is not None:
            self._scroll.ensureWidgetVisible(row)
            (row.first_button() or self).setFocus()

    def rows(self) -> list[PaperRow]:
        """The rows on the screen, in their order."""
        places = (self._list.itemAt(place) for place in range(self._list.count()))
        widgets = (None if place is None else place.widget() for place in places)
        return [widget for widget in widgets if isinstance(widget, PaperRow)]

    def retranslate(self) -> None:
        """Set all words in the language of the moment."""
        self._again.setText(_("Print what waits"))
        self.backlog.retranslate()
        self._empty.show_words(
            _("No paper waits"), _("Receipts that did not come out yet would be listed here.")
        )
        for row in self._rows.values():
            row.retranslate()
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

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the rarer actions away in a narrow window."""
        super().resizeEvent(event)
        for row in self._rows.values():
            row.set_narrow(is_narrow=self._is_narrow())

    def _build(self) -> None:
        self.setProperty("class", "page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.title = PageTitle()
        self._again = Button(icon="refresh-cw")
        self.title.buttons.addWidget(self._again)
        self._list = QVBoxLayout()
        self._list.setSpacing(8)
        self._rest, self.more = TextLabel(look="caption"), Button(kind="plain", icon="chevron-down")
        inside = QWidget()
        inside.setProperty("class", "scrolled")
        layout = QVBoxLayout(inside)
        layout.setContentsMargins(0, 0, 8, _NOTICE_PX)
        layout.addLayout(self._list)
        layout.addWidget(self._rest)
        layout.addWidget(self.more, 0, Qt.AlignmentFlag.AlignLeft)
        layout.addStretch(1)
        self._scroll = scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setWidget(inside)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
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
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MS)
        self._pause.timeout.connect(self._catch_up)
        self._again.clicked.connect(self._presenter.try_again)
        self.more.clicked.connect(self._show_more)
        self.backlog.printed.connect(self._presenter.print_all)
        self.backlog.dropped.connect(self._presenter.drop_held_back)
        for decided in (self.backlog.printed, self.backlog.dropped):
            decided.connect(self._refresh)
        self._presenter.papers_changed.connect(self._follow)
        self._presenter.refused.connect(self._follow_refusal)

    @Slot()
    def _follow(self) -> None:
        self._is_behind = True
        if self.isVisible() and not self._pause.isActive():
            self._catch_up()

    @Slot(object)
    def _follow_refusal(self, refusal: Refusal) -> None:
        """What was wanted has been done elsewhere: show the paper that took the other's place."""
        if self.isVisible():
            self._refresh()
            if isinstance(refusal, CopyIsMade):
                self.go_to(refusal.job_id)

    @Slot()
    def _catch_up(self) -> None:
        if self._is_behind:
            self._refresh()
            self._pause.start()

    @Slot()
    def _refresh(self) -> None:
        self._is_behind = False
        focused = self.focusWidget()
        had_focus = focused is not None and focused.hasFocus()
        self._show_all()
        if had_focus and not (focused and focused.isVisibleTo(self)):
            # It went, perhaps with its row. An impatient second Enter must decide about no other.
            (self._again if self._again.isVisibleTo(self) else self).setFocus()

    def _show_all(self) -> None:
        status = self._presenter.status
        self.title.show_words(_("Papers"), _printer_line(status))
        held = self._presenter.held_back()
        self.backlog.show_count(held)
        self._backlog.setVisible(held > 0 and status.pump != "no_printer")
        self._again.setVisible(status.pump != "no_printer" and status.waiting > held)
        unfinished = self._presenter.unfinished(self._most_rows)
        self._show_papers(unfinished.papers)
        self._show_rest(unfinished.count - len(unfinished.papers))

    def _show_papers(self, listed: tuple[PaperState, ...]) -> None:
        for job_id in self._rows.keys() - {paper.job_id for paper in listed}:
            row = self._rows.pop(job_id)
            self._list.removeWidget(row)
            row.hide()
            row.deleteLater()
        for place, paper in enumerate(listed):
            row = self._rows.get(paper.job_id) or self._new_row(paper)
            if self._list.indexOf(row) != place:
                self._list.insertWidget(place, row)
                row.show()  # at once, or it could not take the focus
            row.show_paper(self._showing.shown(paper))
        self._stack.setCurrentIndex(0 if listed else 1)

    def _show_rest(self, count: int) -> None:
        self._rest.setText(
            ngettext("and {count} more", "and {count} more", count).format(count=count)
        )
        further = min(count, _ROWS_AT_ONCE)
        self.more.setText(
            ngettext("Show {count} more", "Show {count} more", further).format(count=further)
        )
        self._rest.setVisible(count > further)
        self.more.setVisible(count > 0)

    def _new_row(self, paper: PaperState) -> PaperRow:
        row = self._rows[paper.job_id] = PaperRow(self._presenter)
        row.set_narrow(is_narrow=self._is_narrow())
        row.acted.connect(self._refresh)
        return row

    def _is_narrow(self) -> bool:
        return self.width() < _NARROW_BELOW_PX

    @Slot()
    def _show_more(self) -> None:
        self._most_rows += _ROWS_AT_ONCE
        self._refresh()


def _printer_line(status: PrinterStatus) -> str:
    if status.pump == "no_printer":
        return _("Without a printer papers are kept. Choose one under Settings to print them.")
    return status.words()
