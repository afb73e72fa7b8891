"""Settings: the language of screens and papers."""

from PySide6.QtCore import Slot

from pos_app.i18n import LANGUAGES, Language, _
from pos_app.settings import Settings
from ui.cards import Card
from ui.laptop import Laptop
from ui.setup.choices import Choices
from ui.setup.language_names import OWN_NAMES
from ui.setup.settings_page import SettingsPage
from ui.widgets import TextLabel


class LanguageSettings(SettingsPage):
    """Each language is named in itself; it works at once, in the whole program."""

    def __init__(self, laptop: Laptop) -> None:
        super().__init__()
        self._laptop = laptop
        self._card = Card()
        self.languages = Choices(LANGUAGES, icons=["languages"] * len(LANGUAGES))
        self.languages.show_words(OWN_NAMES)
        self.languages.show_value(laptop.settings.language)
        self.languages.chosen.connect(self._choose)
        self._about = TextLabel(look="caption", wrap=True)
        self._card.body.addWidget(self.languages)
        self._card.body.addWidget(self._about)
        self.show_cards(self._card)
        self.offer_default(self._restore_default)

    def retranslate(self) -> None:
        """Set all words in the language of the moment."""
        super().retranslate()
        self._card.set_title(_("Language"))
        self._about.setText(_("Screens, papers and reports speak it from now on."))

    @Slot(object)
    def _choose(self, code: Language) -> None:
        self._laptop.choose(language=code)

    def _restore_default(self) -> None:
        self.languages.show_value(Settings().language)
        self._laptop.choose(language=Settings().language)
