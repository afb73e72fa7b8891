"""When the till asks for a PIN: by Ctrl+L at once, or after some minutes without a key or tap."""

from dataclasses import replace

from PySide6.QtCore import Signal, Slot

from pos_app.domain.errors import OutsideError
from pos_app.i18n import _, ngettext
from pos_app.services.arranging import Arranging
from ui.cards import Card
from ui.keys_in_use import shown_key
from ui.setup.choices import Choices
from ui.widgets import TextLabel

_MINUTES = (0, 1, 3, 10, 30)


class LockCard(Card):
    """One choice; `refused` carries an error of the world."""

    refused = Signal(object)

    def __init__(self, arranging: Arranging) -> None:
        super().__init__()
        self._arranging = arranging
        self.minutes = Choices(_MINUTES)
        self._about = TextLabel(look="caption", wrap=True)
        self.body.addWidget(self.minutes)
        self.body.addWidget(self._about)
        self.minutes.chosen.connect(self._choose)
        self.retranslate()

    def show_now(self, *, has_pins: bool) -> None:
        """Show the rule; without a PIN there is nothing to lock with."""
        minutes = self._arranging.rules.lock_after_min
        if minutes in _MINUTES:
            self.minutes.show_value(minutes)
        self.setVisible(has_pins)

    def retranslate(self) -> None:
        """Set all words in the language of the moment."""
        self.set_title(_("Lock the till"))
        words = {
            minutes: ngettext("after {count} minute", "after {count} minutes", minutes).format(
                count=minutes
            )
            for minutes in _MINUTES
        }
        words[0] = _("only with {key}").format(key=shown_key("lock"))
        self.minutes.show_words(words)
        self._about.setText(_("The cart stays. Scans are refused until somebody signs in."))

    @Slot(object)
    def _choose(self, minutes: int) -> None:
        try:
            self._arranging.change(replace(self._arranging.own, lock_after_min=minutes))
        except OutsideError as error:
            self.refused.emit(error)
