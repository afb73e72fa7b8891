"""What is seen when Gerai cannot open: a sentence, and the ways on."""

from pathlib import Path

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from pos_app.domain.errors import PosError
from pos_app.i18n import _
from pos_app.wording import words_for
from ui.buttons import Button
from ui.cards import Card
from ui.folders import open_in_files
from ui.notices import Notice, NoticeBar
from ui.spoken import Spoken
from ui.widgets import IconSign, TextLabel

_CARD_PX = 620


class TroubleWindow(Spoken):
    """`again` asks for another try; `closing` comes when the window goes."""

    again = Signal()
    closing = Signal()

    def __init__(self, error: PosError, folder: Path) -> None:
        super().__init__()
        self._error = error
        self._folder = folder
        self._build()
        self.retranslate()
        self.resize(860, 420)

    def retranslate(self) -> None:
        """Set all words in the language of the moment."""
        self.setWindowTitle("Gerai")
        self._title.setText(_("Gerai cannot open"))
        self.words.setText(words_for(self._error))
        self.retry.setText(_("Try again"))
        self.folder.setText(_("Open folder"))
        self.leave.setText(_("Close"))

    def show_notice(self, notice: Notice) -> None:
        """Show a notice over a corner of the window."""
        self.notices.show_notice(notice)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Say that the window goes."""
        super().closeEvent(event)
        self.closing.emit()

    def _build(self) -> None:
        self.setProperty("class", "page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._title = TextLabel(look="page-title")
        self.words = TextLabel(wrap=True)
        self.retry = Button(icon="refresh-cw")
        self.folder = Button(icon="folder-open")
        self.leave = Button(kind="plain")
        self.retry.clicked.connect(self.again)
        self.folder.clicked.connect(self._open_folder)
        self.leave.clicked.connect(self.close)
        head = QHBoxLayout()
        head.setSpacing(14)
        head.addWidget(IconSign("triangle-alert", "warning", 32))
        head.addWidget(self._title, 1)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        for button in (self.retry, self.folder):
            buttons.addWidget(button)
        buttons.addStretch(1)
        buttons.addWidget(self.leave)
        card = Card()
        card.setFixedWidth(_CARD_PX)
        card.body.addLayout(head)
        card.body.addWidget(self.words)
        card.body.addSpacing(8)
        card.body.addLayout(buttons)
        layout = QVBoxLayout(self)
        layout.addStretch(1)
        layout.addWidget(card, 0, Qt.AlignmentFlag.AlignHCenter)
        layout.addStretch(1)
        self.notices = NoticeBar()
        self.notices.float_over(self)

    @Slot()
    def _open_folder(self) -> None:
        open_in_files(self._folder)
