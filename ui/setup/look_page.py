"""Settings: theme, size of the text, key hints, sounds."""

from typing import get_args

from PySide6.QtCore import Slot

from pos_app.i18n import _
from pos_app.settings import Loudness, Settings, TextPercent, ThemeName
from ui.cards import Card
from ui.keys_in_use import shown_key
from ui.laptop import Laptop
from ui.setup.choices import Choices
from ui.setup.settings_page import SettingsPage
from ui.setup.tick_box import TickBox
from ui.widgets import TextLabel

_THEMES: tuple[ThemeName, ...] = get_args(ThemeName)
_SIZES: tuple[TextPercent, ...] = get_args(TextPercent)
_LOUDNESS: tuple[Loudness, ...] = get_args(Loudness)


class LookPage(SettingsPage):
    """Everything works at once, in the whole program."""

    def __init__(self, laptop: Laptop) -> None:
        super().__init__()
        self._laptop = laptop
        self._build()
        self._show(laptop.settings)
        self.themes.chosen.connect(self._choose_theme)
        self.sizes.chosen.connect(self._choose_size)
        self.sounds.chosen.connect(self._choose_sounds)
        self.hints.clicked.connect(self._choose_hints)
        laptop.changed.connect(self._show)
        self.offer_default(self._restore_default)

    def retranslate(self) -> None:
        """Set all words in the language of the moment."""
        super().retranslate()
        self._theme_card.set_title(_("Theme"))
        self.themes.show_words({"light": _("Light"), "dark": _("Dark"), "sun": _("Sun")})
        self._theme_words.setText(
            _(
                "Sun is black on white, for booths in the open. {key} switches it on and off."
            ).format(key=shown_key("sun"))
        )
        self._size_card.set_title(_("Size of the text"))
        self.sizes.show_words({100: _("Normal"), 115: _("Large"), 130: _("Very large")})
        self._hints_card.set_title(_("Key hints"))
        self.hints.setText(_("Show keys on buttons, like {key}").format(key=shown_key("pay")))
        self._hints_words.setText(_("F1 shows all keys; there they can be changed and printed."))
        self._sound_card.set_title(_("Sounds"))
        self.sounds.show_words({"off": _("Off"), "soft": _("Soft"), "loud": _("Loud")})
        self._sound_words.setText(
            _("High: added. Low twice: not found. Rising: sale done. All of it is shown as well.")
        )

    def _build(self) -> None:
        self._theme_card, self._size_card = Card(), Card()
        self._hints_card, self._sound_card = Card(), Card()
        self.themes = Choices(_THEMES, icons=("house", "star", "sun"))
        self.sizes = Choices(_SIZES)
        self.sounds = Choices(_LOUDNESS)
        self.hints = TickBox()
        self._theme_words, self._hints_words, self._sound_words = (
            TextLabel(look="caption", wrap=True) for _label in range(3)
        )
        for card, *widgets in (
            (self._theme_card, self.themes, self._theme_words),
            (self._size_card, self.sizes),
            (self._hints_card, self.hints, self._hints_words),
            (self._sound_card, self.sounds, self._sound_words),
        ):
            for widget in widgets:
                card.body.addWidget(widget)
        self.show_cards(self._theme_card, self._size_card, self._hints_card, self._sound_card)

    @Slot(object)
    def _show(self, settings: Settings) -> None:
        self.themes.show_value(settings.theme)
        self.sizes.show_value(settings.text_percent)
        self.sounds.show_value(settings.sounds)
        self.hints.setChecked(settings.show_key_hints)

    @Slot(object)
    def _choose_theme(self, theme: ThemeName) -> None:
        if theme == "sun":
            self._laptop.choose(theme=theme)
        else:
            self._laptop.choose(theme=theme, indoor_theme=theme)

    @Slot(object)
    def _choose_size(self, percent: TextPercent) -> None:
        self._laptop.choose(text_percent=percent)

    @Slot(object)
    def _choose_sounds(self, loudness: Loudness) -> None:
        self._laptop.choose(sounds=loudness)

    @Slot(bool)
    def _choose_hints(self, is_on: bool) -> None:
        self._laptop.choose(show_key_hints=is_on)

    def _restore_default(self) -> None:
        usual = Settings()
        self._laptop.choose(
            theme=usual.theme,
            indoor_theme=usual.indoor_theme,
            text_percent=usual.text_percent,
            sounds=usual.sounds,
            show_key_hints=usual.show_key_hints,
        )
