"""Settings: the language, and whether keys are shown on buttons."""

from functools import partial

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QCheckBox, QHBoxLayout

from pos_app.i18n import Language, _
from ui.buttons import Button
from ui.cards import Card
from ui.laptop import Laptop
from ui.setup.language_names import OWN_NAMES
from ui.setup.settings_page import SettingsPage
from ui.widgets import TextLabel


class LookPage(SettingsPage):
    """Both work at once, in the whole program."""

    def __init__(self, laptop: Laptop) -> None:
        super().__init__()
        self._laptop = laptop
        self._language_card, self._hints_card = Card(), Card()
        row = QHBoxLayout()
        row.setSpacing(8)
        self.languages: dict[Language, Button] = {}
        for code, name in OWN_NAMES.items():
            button = Button(name, icon="languages")
            button.setCheckable(True)
            button.setAutoExclusive(True)
            button.setChecked(code == laptop.settings.language)
            button.clicked.connect(partial(self._choose_language, code))
            self.languages[code] = button
            row.addWidget(button)
        row.addStretch(1)
        self._language_card.body.addLayout(row)
        self.hints = QCheckBox()
        self.hints.setChecked(laptop.settings.show_key_hints)
        self.hints.toggled.connect(self._choose_hints)
        self._hints_words = TextLabel(look="caption", wrap=True)
        self._hints_card.body.addWidget(self.hints)
        self._hints_card.body.addWidget(self._hints_words)
        self.show_cards(self._language_card, self._hints_card)

    def retranslate(self) -> None:
        """Set all words in the language of the moment."""
        self._language_card.set_title(_("Language"))
        self._hints_card.set_title(_("Key hints"))
        self.hints.setText(_("Show keys on buttons, like F12"))
        self._hints_words.setText(_("F1 shows the list of all keys."))

    def _choose_language(self, code: Language, *_checked: bool) -> None:
        self._laptop.choose(language=code)

    @Slot(bool)
    def _choose_hints(self, is_on: bool) -> None:
        self._laptop.choose(show_key_hints=is_on)
