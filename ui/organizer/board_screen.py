"""The organizer's one page: take files in, see totals with their coverage, write reports."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, QTimer, Slot
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent, QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QFrame,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from pos_app.domain.errors import PosError, Refusal
from pos_app.i18n import _
from pos_app.wording import words_for
from ui.cards import Card
from ui.folders import FilePathRow, open_in_files
from ui.notices import Notice, NoticeBar, NoticeKind
from ui.organizer.board_head import BoardHead
from ui.organizer.board_presenter import BoardPresenter
from ui.organizer.board_words import look_rows
from ui.organizer.choosing import OfficeChooser, SystemOfficeChooser
from ui.organizer.keys_panel import KeysPanel
from ui.organizer.look_panel import LookPanel
from ui.organizer.office import Approval, BoardState, ReportKind, TakenAll
from ui.organizer.taken_panel import TakenPanel, summary_words
from ui.organizer.totals_panel import BoothCard, DayCard, FigureCards, TenderCard
from ui.widgets import EmptyHint, touch_scroll

NARROW_PX = 1100
"""Below this width of the page everything stands in one column."""


class BoardScreen(QWidget):
    """Shows what the presenter says; files may be dropped anywhere on it."""

    def __init__(
        self,
        presenter: BoardPresenter,
        *,
        chooser: OfficeChooser | None = None,
        open_folder: Callable[[Path], None] = open_in_files,
    ) -> None:
        super().__init__()
        self._presenter = presenter
        self._chooser = SystemOfficeChooser() if chooser is None else chooser
        self._open_folder = open_folder
        self._state: BoardState | None = None
        self._is_narrow = False
        self._build()
        self._wire()
        self.retranslate()
        presenter.start()

    def retranslate(self) -> None:
        """Set all words in the language of the moment."""
        for part in (
            self.head,
            self.taken,
            self.cards,
            self.booths,
            self.look,
            self.tenders,
            self.days,
            self.keys,
            self.report,
        ):
            part.retranslate()
        self.report_card.set_title(_("Report"))
        self.empty.show_words(
            _("No file yet"),
            _("Choose “Take in files”, or drop files and folders anywhere on this page."),
        )
        if self._state is not None:
            self._show_state(self._state)

    # --- gestures --------------------------------------------------------------------------

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take files and folders; nothing else."""
        if any(url.isLocalFile() for url in event.mimeData().urls()):
            event.acceptProposedAction()

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        """Take them wherever they are let go."""
        event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Take in what was dropped; key requests among it are approved."""
        urls = event.mimeData().urls()
        event.acceptProposedAction()
        self._presenter.take_in([Path(url.toLocalFile()) for url in urls if url.isLocalFile()])

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Stand in one column where two do not fit."""
        super().resizeEvent(event)
        is_narrow = self.width() < NARROW_PX
        if is_narrow != self._is_narrow:
            self._is_narrow = is_narrow
            self.cards.set_narrow(is_narrow=is_narrow)
            direction = QBoxLayout.Direction
            self._columns.setDirection(
                direction.TopToBottom if is_narrow else direction.LeftToRight
            )

    @Slot()
    def _choose_files(self) -> None:
        self._chooser.choose_files(self, _("Take in files"), self._presenter.take_in)

    @Slot()
    def _choose_folder(self) -> None:
        self._chooser.choose_folder(self, _("Take in a folder"), self._take_folder)

    @Slot()
    def _choose_requests(self) -> None:
        self._chooser.choose_files(self, _("Approve key requests"), self._approve)

    def _choose_target(self, kind: ReportKind, *_checked: object) -> None:
        if self._state is not None:
            name = report_name(self._state, kind)
            take = partial(self._presenter.write_report, kind)
            self._chooser.choose_target(self, _("Write the report"), name, take)

    def _take_folder(self, folder: Path) -> None:
        self._presenter.take_in([folder])

    def _approve(self, paths: list[Path]) -> None:
        self.keys.clear_requests()
        self._presenter.approve(paths)

    # --- showing ---------------------------------------------------------------------------

    @Slot(object)
    def _show_state(self, state: BoardState) -> None:
        self._state = state
        for part in (self.head, self.cards, self.booths, self.tenders, self.days, self.keys):
            part.show_state(state)
        self.look.show_rows(look_rows(state))
        self.empty.setVisible(not state.held)
        for part in (self.cards, self.tenders):
            part.setVisible(bool(state.held))

    @Slot(object)
    def _show_taken(self, taken: TakenAll) -> None:
        self.taken.show_taken(taken, is_last=not self._presenter.is_taking_in)
        bad = any(row.outcome in ("aside", "refused", "newer") for row in taken.rows)
        words = (
            _("{summary}. The totals are up to date.")
            if not bad
            else _("{summary}. The list says what to do next.")
        )
        self.notices.show_notice(
            Notice(
                "warning" if bad else "ok",
                words.format(summary=summary_words(taken.rows, taken.left)),
                is_toast=not bad,
            )
        )
        self._bring_up(self.taken)

    @Slot(object)
    def _show_approval(self, approval: Approval) -> None:
        self.keys.show_approval(approval)
        self._bring_up(self.keys.passphrase if approval.locked else self.keys)

    @Slot(object)
    def _show_written(self, path: Path) -> None:
        self.report.show_path(path)
        self.report_card.show()
        self._bring_up(self.report_card)

    @Slot(object, object)
    def _show_failure(self, error: PosError, again: Callable[[], None]) -> None:
        if not self._presenter.is_taking_in:
            self.taken.give_up()
        kind: NoticeKind = "warning" if isinstance(error, Refusal) else "danger"
        self.notices.show_notice(
            Notice(kind, words_for(error), action=_("Try again"), on_action=again)
        )

    def _bring_up(self, part: QWidget) -> None:
        """Scroll to a part once it has its new size."""
        QTimer.singleShot(0, part, partial(self.view.ensureWidgetVisible, part, 0, 8))

    # --- building --------------------------------------------------------------------------

    def _build(self) -> None:
        self.setProperty("class", "page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAcceptDrops(True)
        self.notices = NoticeBar()
        self.head = BoardHead()
        self.taken = TakenPanel()
        self.cards = FigureCards()
        self.booths, self.look = BoothCard(), LookPanel()
        self.tenders, self.days = TenderCard(), DayCard()
        self.keys = KeysPanel(open_folder=self._open_folder)
        self.report = FilePathRow(open_folder=self._open_folder)
        self.report_card = Card()
        self.report_card.body.addWidget(self.report)
        self.report_card.hide()
        self.empty = EmptyHint("folder-input")
        self.empty.hide()
        self._build_body()
        self.view = QScrollArea()
        self.view.setFrameShape(QFrame.Shape.NoFrame)
        self.view.setWidgetResizable(True)
        self.view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.view.setWidget(self.body)
        touch_scroll(self.view)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(22, 16, 10, 0)
        layout.setSpacing(12)
        layout.addWidget(self.head)
        layout.addWidget(self.view, 1)
        self.notices.float_over(self)

    def _build_body(self) -> None:
        left, right = QVBoxLayout(), QVBoxLayout()
        for column, parts in (
            (left, (self.booths, self.look, self.keys)),
            (right, (self.tenders, self.days)),
        ):
            column.setSpacing(12)
            for part in parts:
                column.addWidget(part)
            column.addStretch(1)
        self._columns = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._columns.setSpacing(12)
        self._columns.addLayout(left, 3)
        self._columns.addLayout(right, 2)
        self.body = QWidget()
        self.body.setProperty("class", "scrolled")
        inner = QVBoxLayout(self.body)
        inner.setContentsMargins(0, 0, 12, 16)
        inner.setSpacing(12)
        for full_width in (self.taken, self.report_card, self.empty, self.cards):
            inner.addWidget(full_width)
        inner.addLayout(self._columns)
        inner.addStretch(1)

    def _wire(self) -> None:
        presenter, head = self._presenter, self.head
        presenter.state_changed.connect(self._show_state)
        presenter.take_in_started.connect(self.notices.clear)  # they spoke of earlier files
        presenter.take_in_started.connect(self.taken.start)
        presenter.progressed.connect(self.taken.show_progress)
        presenter.taken.connect(self._show_taken)
        presenter.approved.connect(self._show_approval)
        presenter.written.connect(self._show_written)
        presenter.failed.connect(self._show_failure)
        self.taken.stop_wanted.connect(presenter.stop)
        self.keys.approve_wanted.connect(self._approve_with)
        head.take_in.clicked.connect(self._choose_files)
        head.take_folder.clicked.connect(self._choose_folder)
        head.approve.clicked.connect(self._choose_requests)
        for kind, button in head.reports.items():
            button.clicked.connect(partial(self._choose_target, kind))

    @Slot(object, str, str)
    def _approve_with(self, paths: tuple[Path, ...], passphrase: str, fingerprint: str) -> None:
        self._presenter.approve(paths, passphrase=passphrase, fingerprint=fingerprint)


def report_name(state: BoardState, kind: ReportKind) -> str:
    """What a report is called, so that sorting helps: event, day, kind."""
    event = state.pack.event
    day = event.local(state.totals.coverage.as_of).date()
    word = _("report")
    return f"{event.event_id}_{day.isoformat()}_{word}.{kind}"
