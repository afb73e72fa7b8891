"""The head of the organizer's page: the event, its coverage, and everything one can start here."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from pos_app.i18n import _
from ui.buttons import Button, IconButton
from ui.organizer.board_words import as_of_words, coverage_status, days_words, reported_words
from ui.organizer.office import BoardState, ReportKind
from ui.widgets import ElidedLabel, StatusPill, TextLabel

_GAP = 12
_REPORT_ICONS: dict[ReportKind, str] = {
    "pdf": "file-text",
    "xlsx": "download",
    "csv": "download",
}


class BoardHead(QWidget):
    """Stays while the page scrolls, so no total is ever seen without its coverage."""

    def __init__(self) -> None:
        super().__init__()
        self.title = ElidedLabel(look="page-title")
        self.days = TextLabel(look="caption")
        self.coverage = StatusPill("neutral")
        self.as_of = TextLabel(look="caption")
        self.take_in = Button(kind="soft", icon="folder-input")
        self.take_folder = IconButton("folder-open", "")
        self.approve = Button(icon="key-round")
        self.reports = {kind: Button(icon=icon) for kind, icon in _REPORT_ICONS.items()}
        self._build()
        self.retranslate()

    def show_state(self, state: BoardState) -> None:
        """Show the event, up to when its totals are, and how complete."""
        coverage = state.totals.coverage
        self.title.setText(state.pack.event.name)
        self.days.setText(days_words(state.pack.event.days))
        self.as_of.setText(as_of_words(coverage, state.pack))
        self.coverage.show_status(coverage_status(coverage), reported_words(coverage))
        for button in (self.take_in, self.take_folder, self.approve, *self.reports.values()):
            button.setEnabled(True)
        self._arrange()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the buttons below the words where both do not fit in one line."""
        super().resizeEvent(event)
        self._arrange()

    def minimumSizeHint(self) -> QSize:
        """Return the width of the narrow form: a window may shrink until it takes that form."""
        buttons = self._buttons.minimumSize().width()
        return QSize(max(buttons, 320), super().minimumSizeHint().height())

    def retranslate(self) -> None:
        """Set the words of the buttons; whoever knows the event shows it anew."""
        if not self.title.text():
            self.title.setText(_("Event"))
        self.take_in.setText(_("Take in files"))
        self.take_folder.set_name(_("Take in a folder"))
        self.approve.setText(_("Approve key requests"))
        names = {"pdf": _("PDF"), "xlsx": _("Excel"), "csv": _("CSV")}
        for kind, button in self.reports.items():
            button.setText(names[kind])
        self._arrange()

    def _arrange(self) -> None:
        # Asked of the widgets: a layout learns only later that a text has changed.
        below = self.coverage.sizeHint().width() + self.as_of.sizeHint().width() + _GAP
        buttons = [self.take_in, self.take_folder, self.approve, *self.reports.values()]
        needed = below + sum(button.sizeHint().width() + _GAP for button in buttons)
        room = self.contentsRect().width() - 2 * _GAP
        direction = QBoxLayout.Direction
        self._layout.setDirection(direction.TopToBottom if needed > room else direction.LeftToRight)

    def _build(self) -> None:
        below = QHBoxLayout()
        below.setSpacing(10)
        for widget in (self.coverage, self.as_of):
            below.addWidget(widget)
        below.addStretch(1)
        above = QHBoxLayout()
        above.setSpacing(12)
        self.title.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)
        above.addWidget(self.title)
        above.addWidget(self.days, 0, Qt.AlignmentFlag.AlignBottom)
        above.addStretch(1)
        words = QVBoxLayout()
        words.setSpacing(4)
        words.addLayout(above)
        words.addLayout(below)
        self._buttons = buttons = QHBoxLayout()
        buttons.setSpacing(8)
        for button in (self.take_in, self.take_folder, self.approve, *self.reports.values()):
            button.setEnabled(False)
            buttons.addWidget(button)
        buttons.addStretch(1)
        self._layout = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._layout.setContentsMargins(0, 0, _GAP, 0)
        self._layout.setSpacing(_GAP)
        self._layout.addLayout(words, 1)
        self._layout.addLayout(buttons)
