"""Settings: where this till belongs, whether its key is approved, and the way out."""

from pathlib import Path

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QGridLayout, QHBoxLayout

from pos_app.domain.errors import PosError
from pos_app.i18n import _
from pos_app.services.joining import Joined, Joining
from pos_app.wording import words_for
from ui.buttons import Button
from ui.cards import Card
from ui.file_choice import FileChooser
from ui.folders import FilePathRow
from ui.notices import Notice
from ui.setup.event_card import days_words
from ui.setup.further_card import FurtherCard, FurtherEvent
from ui.setup.settings_page import SettingsPage
from ui.widgets import RefusalLabel, StatusPill, TextLabel


class KeysPage(SettingsPage):
    """Shows a booth its event and key; an organizer finds the way to another event here."""

    start_again = Signal()
    pack_taken = Signal()
    noticed = Signal(object)

    def __init__(
        self,
        joining: Joining | None,
        for_organizer: Path | None,
        chooser: FileChooser,
        *,
        further: FurtherEvent | None = None,
    ) -> None:
        """`further` is the way of a till at work to another event; practice has none."""
        super().__init__()
        self.further = None if further is None else FurtherCard(further)
        self._joining = joining
        self._for_organizer = for_organizer
        self._chooser = chooser
        self._build()
        self._wire()

    def retranslate(self) -> None:
        """Set all words in the language of the moment."""
        self._leave_card.set_title(_("Another use of this laptop"))
        self.leave.setText(_("Back to the first start"))
        self._leave_words.setText(_("Nothing is lost: you can come back at any time."))
        if self.further is not None:
            self.further.retranslate()
        joined = self._joined()
        self._event_card.setVisible(joined is not None)
        self._key_card.setVisible(joined is not None and not joined.pack.event.is_practice)
        if joined is None:
            return
        if joined.pack.event.is_practice:
            self._leave_card.set_title(_("Practice"))
            self.leave.setText(_("Leave practice"))
            self._leave_words.setText(_("Practice sales stay apart and never reach a real event."))
        self._show_event(joined)
        self._show_key(joined)

    # --- inside --------------------------------------------------------------------------------

    def _build(self) -> None:
        self._event_card, self._key_card, self._leave_card = Card(), Card(), Card()
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(20)
        self._grid.setVerticalSpacing(8)
        self._grid.setColumnStretch(1, 1)
        self._facts = [(TextLabel(look="caption"), TextLabel(wrap=True)) for _fact in range(4)]
        for row, (caption, fact) in enumerate(self._facts):
            self._grid.addWidget(caption, row, 0)
            self._grid.addWidget(fact, row, 1)
        self._event_card.body.addLayout(self._grid)
        self.state = StatusPill()
        self._key_card.head.addWidget(self.state)
        self._key_words = TextLabel(wrap=True)
        self.take_pack = Button(icon="download")
        self.write = Button(icon="key-round")
        actions = QHBoxLayout()
        actions.setSpacing(8)
        actions.addWidget(self.take_pack)
        actions.addWidget(self.write)
        actions.addStretch(1)
        self.refusal = RefusalLabel()
        self.path = FilePathRow()
        self._key_card.body.addWidget(self._key_words)
        self._key_card.body.addLayout(actions)
        self._key_card.body.addWidget(self.refusal)
        self._key_card.body.addWidget(self.path)
        self.refusal.say("")
        self.path.hide()
        self.leave = Button(icon="log-out")
        self._leave_words = TextLabel(look="caption", wrap=True)
        self._leave_card.head.addWidget(self.leave)
        self._leave_card.body.addWidget(self._leave_words)
        further = () if self.further is None else (self.further,)
        self.show_cards(self._event_card, self._key_card, *further, self._leave_card)

    def _wire(self) -> None:
        self.leave.clicked.connect(self.start_again)
        self.take_pack.clicked.connect(self._ask_pack)
        self.write.clicked.connect(self._write)

    def _joined(self) -> Joined | None:
        return None if self._joining is None else self._joining.joined()

    def _show_event(self, joined: Joined) -> None:
        event, till = joined.pack.event, joined.till
        self._event_card.set_title(event.name)
        facts = (
            (_("Days"), days_words(event)),
            (_("Booth"), f"{joined.booth.booth_id}  ·  {joined.booth.name}"),
            (_("Till"), till.dev.upper()),
            (_("Event's id"), event.event_id),
        )
        for (caption, fact), (name, text) in zip(self._facts, facts, strict=True):
            caption.setText(name)
            fact.setText(text)

    def _show_key(self, joined: Joined) -> None:
        self._key_card.set_title(_("Key of this till"))
        if joined.is_approved:
            self.state.show_status("ok", _("approved"))
            self._key_words.setText(_("The organizer knows this till; its day files count."))
        else:
            self.state.show_status("warning", _("waiting for approval"), icon="hourglass")
            self._key_words.setText(
                _(
                    "You may sell. Hand the key request to the organizer; the newer event pack you"
                    " get back says that it was approved."
                )
            )
        self.take_pack.setText(_("Take a newer pack"))
        self.write.setText(_("Write the key request again"))
        self.path.retranslate()

    @Slot()
    def _ask_pack(self) -> None:
        kinds = _("Event packs (*.txt);;All files (*)")
        self._chooser.choose_file(self, _("Event pack"), kinds, self._take_pack)

    def _take_pack(self, path: Path) -> None:
        assert self._joining is not None
        before = self._joined()
        try:
            taken = self._joining.take_pack(path)
        except PosError as error:
            self._refuse(words_for(error))
            return
        self._refuse("")
        self.retranslate()
        if before is not None and before.pack_link == taken.pack_link:
            self.noticed.emit(Notice("info", _same_pack_words(taken), is_toast=True))
            return
        self.noticed.emit(Notice("ok", _("The newer event pack is in use."), is_toast=True))
        self.pack_taken.emit()

    @Slot()
    def _write(self) -> None:
        assert self._joining is not None
        assert self._for_organizer is not None
        try:
            path = self._joining.write_request(self._for_organizer)
        except PosError as error:
            self._refuse(words_for(error))
            return
        self._refuse("")
        self.path.show_path(path)
        self.path.show()

    def _refuse(self, words: str) -> None:
        self.refusal.say(words)


def _same_pack_words(taken: Joined) -> str:
    """The pack was taken before: it brings nothing, and the key is as it was."""
    if taken.is_approved:
        return _("This is the event pack in use. The key is approved.")
    return _("This is the event pack in use. The key is not approved yet.")
