"""A new event: what goes to the booths, and the way to the board."""

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from pos_app.domain.errors import PosError
from pos_app.i18n import _
from pos_app.wording import words_for
from ui.buttons import BigButton
from ui.cards import Card
from ui.folders import FilePathRow
from ui.setup.doors import MadeEvent, SetupDoors
from ui.widgets import PageTitle, RefusalLabel, TextLabel


class MadeEventPage(QWidget):
    """Shows where pack and claim codes lie."""

    def __init__(self, doors: SetupDoors) -> None:
        super().__init__()
        self._doors = doors
        self._event: MadeEvent | None = None
        self.title = PageTitle()
        self._pack_words, self._claims_words = TextLabel(wrap=True), TextLabel(wrap=True)
        self._next_words = TextLabel(wrap=True)
        self.pack, self.claims = FilePathRow(), FilePathRow()
        self.refusal = RefusalLabel()
        self.board = BigButton(kind="soft", icon="layout-dashboard")
        self.board.setAutoDefault(True)
        self.board.clicked.connect(self._open)
        card = Card()
        texts_and_files: tuple[QWidget, ...] = (
            self._pack_words,
            self.pack,
            self._claims_words,
            self.claims,
            self._next_words,
        )
        for part in texts_and_files:
            card.body.addWidget(part)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(14)
        for widget in (self.title, card, self.refusal, self.board):
            layout.addWidget(widget)
        layout.addStretch(1)
        self.retranslate()

    def show_event(self, event: MadeEvent) -> None:
        """Show the files of a new event."""
        self._event = event
        self.pack.show_path(event.pack)
        self.claims.show_path(event.claims)
        self.board.setFocus()

    def retranslate(self) -> None:
        """Set all words in the language of the moment."""
        self.title.show_words(_("The event is made"))
        self._pack_words.setText(_("The event pack: every booth gets this file."))
        self._claims_words.setText(
            _("The claim codes: give each booth its own code, on paper or face to face.")
        )
        self._next_words.setText(
            _(
                "Each booth hands a key request back. Approve it on the board, then give the new"
                " pack back to the booths."
            )
        )
        self.pack.retranslate()
        self.claims.retranslate()
        self.board.setText(_("To the board"))

    @Slot()
    def _open(self) -> None:
        if self._event is None:
            return
        try:
            self._doors.organize(self._event.folder)
        except PosError as error:
            self.refusal.say(words_for(error))
