"""Settings: from the real till to practice and back; nothing of the one enters the other."""

from PySide6.QtCore import Signal

from pos_app.i18n import _
from ui.buttons import Button
from ui.cards import Card
from ui.setup.settings_page import SettingsPage
from ui.widgets import TextLabel


class PracticePage(SettingsPage):
    """`practice_wanted` asks for the practice till, `selling_wanted` for the real one."""

    practice_wanted = Signal()
    selling_wanted = Signal()

    def __init__(self, *, is_practice: bool, has_real_till: bool) -> None:
        super().__init__()
        self._is_practice, self._has_real_till = is_practice, has_real_till
        self._card = Card()
        self.go = Button(icon="log-out" if is_practice else "package")
        self.go.clicked.connect(self.selling_wanted if is_practice else self.practice_wanted)
        self._words, self._about = TextLabel(wrap=True), TextLabel(look="caption", wrap=True)
        self._card.head.addWidget(self.go)
        self._card.body.addWidget(self._words)
        self._card.body.addWidget(self._about)
        self.show_cards(self._card)

    def retranslate(self) -> None:
        """Set all words in the language of the moment."""
        super().retranslate()
        self._card.set_title(_("Practice"))
        self._about.setText(
            _(
                "Everything works there, and a striped band says so on every page, on the customer"
                " display and on every paper. Real events refuse practice files."
            )
        )
        if not self._is_practice:
            self.go.setText(_("Practise now"))
            self._words.setText(_("Your cart, your day and your goods stay as they are."))
        elif self._has_real_till:
            self.go.setText(_("Back to selling"))
            self._words.setText(_("Your own till is as you left it."))
        else:
            self.go.setText(_("Leave practice"))
            self._words.setText(_("No event has been joined on this laptop yet."))
