"""Settings: a further event on the same laptop, and the tills of those before."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import Slot

from pos_app.i18n import _
from pos_app.services.moving_on import LeftToDo
from ui.buttons import Button
from ui.cards import Card
from ui.folders import FilePathRow
from ui.setup.form_rows import bring_up
from ui.widgets import RefusalLabel, TextLabel


@dataclass(frozen=True, slots=True)
class FurtherEvent:
    """The way to a further event. `left_to_do` says what has to be done first; `earlier` is the
    folder of the tills of events before, which need not be there yet."""

    left_to_do: Callable[[], LeftToDo | None]
    start: Callable[[], None]
    earlier: Path


class FurtherCard(Card):
    """Leads to joining; the till at work stays what it is until the new one is ready."""

    def __init__(self, further: FurtherEvent) -> None:
        super().__init__()
        self._further = further
        self._left: LeftToDo | None = None
        self.start = Button(icon="calendar")
        self._about = TextLabel(look="caption", wrap=True)
        self.refusal = RefusalLabel()
        self._earlier_words = TextLabel(look="caption", wrap=True)
        self.earlier = FilePathRow()
        self.head.addWidget(self.start)
        for part in (self._about, self.refusal, self._earlier_words, self.earlier):
            self.body.addWidget(part)
        self.start.clicked.connect(self._start)

    def retranslate(self) -> None:
        """Set all words in the language of the moment."""
        self.set_title(_("A further event"))
        self.start.setText(_("Join a further event"))
        self._about.setText(
            _(
                "The till of this event is put aside, whole, once the new one starts selling."
                " Until then nothing changes."
            )
        )
        self._show_left()
        self._earlier_words.setText(_("Tills of earlier events, with all their day files:"))
        has_earlier = self._further.earlier.is_dir()
        if has_earlier:
            self.earlier.show_path(self._further.earlier)
        self.earlier.retranslate()
        for part in (self._earlier_words, self.earlier):
            part.setVisible(has_earlier)

    @Slot()
    def _start(self) -> None:
        self._left = self._further.left_to_do()
        if self._left is None:
            self._further.start()
            return
        self._show_left()
        bring_up(self.refusal)

    def _show_left(self) -> None:
        """What has to be done first takes the place of the explanation."""
        words = {
            None: "",
            "cart": _("Finish or empty all carts first, the parked ones too."),
            "day": _("Close the day first, on the page Day."),
            "file": _("A day file is not written yet. Write it on the page Day, then try again."),
        }
        self.refusal.say(words[self._left])
        self._about.setVisible(self._left is None)
