"""The card that takes an event pack: dropped, or chosen; and shows what stands in it."""

from pathlib import Path

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from pos_app.domain.identity import Event
from pos_app.i18n import _, format_date, ngettext
from pos_app.services.joining import PackSeen
from ui.buttons import Button
from ui.cards import Card
from ui.file_choice import FileChooser
from ui.widgets import IconSign, RefusalLabel, TextLabel


class EventCard(Card):
    """`dropped` carries the path of a file somebody chose or let fall here."""

    dropped = Signal(object)

    def __init__(self, chooser: FileChooser) -> None:
        super().__init__()
        self._chooser = chooser
        self._seen: PackSeen | None = None
        self.setAcceptDrops(True)
        self._build()
        self.retranslate()

    def show_pack(self, seen: PackSeen | None) -> None:
        """Show what a pack says, or ask for one."""
        self._seen = seen
        self.refuse("")
        self.retranslate()

    def refuse(self, words: str) -> None:
        """Say why a file is no use."""
        self.refusal.say(words)

    def retranslate(self) -> None:
        """Set all words in the language of the moment."""
        seen = self._seen
        self._details.setVisible(seen is not None)
        self._sign.show_icon("file-check" if seen else "folder-input", "ok" if seen else "text_3")
        if seen is None:
            self.choose.setText(_("Choose the pack"))
            self.name.setText(_("Event pack"))
            self.days.setText(_("Drop the file from the organizer here, or choose it."))
            return
        pack = seen.pack
        self.choose.setText(_("Choose another"))
        self.name.setText(pack.event.name)
        booths = ngettext("{count} booth", "{count} booths", len(pack.booths))
        self.days.setText(f"{days_words(pack.event)}  ·  {booths.format(count=len(pack.booths))}")
        words = _("Organizer's fingerprint: compare it with the one under keys on their board.")
        self._fingerprint_caption.setText(words)
        self.fingerprint.setText(seen.fingerprint)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take files."""
        if event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Take the first file that was let fall."""
        paths = [url.toLocalFile() for url in event.mimeData().urls() if url.isLocalFile()]
        if paths:
            event.acceptProposedAction()
            self.dropped.emit(Path(paths[0]))

    def _build(self) -> None:
        self._sign = IconSign("folder-input", "text_3", 32)
        self.name = TextLabel(look="section-title", wrap=True)
        self.days = TextLabel(look="caption", wrap=True)
        self.choose = Button(icon="folder-open")
        self.choose.clicked.connect(self._ask)
        words = QVBoxLayout()
        words.setSpacing(3)
        words.addWidget(self.name)
        words.addWidget(self.days)
        row = QHBoxLayout()
        row.setSpacing(16)
        row.addWidget(self._sign)
        row.addLayout(words, 1)
        row.addWidget(self.choose)
        self._fingerprint_caption = TextLabel(look="caption", wrap=True)
        self.fingerprint = TextLabel(look="strong", wrap=True)
        selectable = Qt.TextInteractionFlag.TextSelectableByMouse
        self.fingerprint.setTextInteractionFlags(selectable)
        self._details = QWidget()
        details = QVBoxLayout(self._details)
        details.setContentsMargins(48, 0, 0, 0)
        details.setSpacing(2)
        details.addWidget(self._fingerprint_caption)
        details.addWidget(self.fingerprint)
        self.refusal = RefusalLabel()
        self.body.addLayout(row)
        self.body.addWidget(self._details)
        self.body.addWidget(self.refusal)

    @Slot()
    def _ask(self) -> None:
        kinds = _("Event packs (*.txt);;All files (*)")
        self._chooser.choose_file(self, _("Event pack"), kinds, self.dropped.emit)


def days_words(event: Event) -> str:
    """The days of an event, from the first to the last."""
    if not event.days:
        return ""
    first, last = event.days[0], event.days[-1]
    return format_date(first) if first == last else f"{format_date(first)} – {format_date(last)}"
