"""How the whole program looks and speaks: what it follows of the laptop's settings."""

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Slot
from PySide6.QtWidgets import QApplication

from pos_app.i18n import use_language
from pos_app.settings import Settings
from ui.keys_in_use import use_keys
from ui.theme import THEMES, apply_theme


class Appearance(QObject):
    """Dresses the application; what is up already is told only when something changed."""

    def __init__(self, app: QApplication) -> None:
        super().__init__()
        self._app = app
        self._worn: tuple[object, ...] = ()

    @Slot(object)
    def follow(self, settings: Settings) -> None:
        """Wear the colours and size of text, speak the language, name the keys of the settings."""
        words = settings.language, settings.show_key_hints, settings.keys
        wanted = (words, settings.theme, settings.text_percent)
        if wanted == self._worn:
            return
        before, self._worn = self._worn, wanted
        use_language(settings.language)
        use_keys(settings.keys)
        apply_theme(
            self._app,
            THEMES[settings.theme],
            text_percent=settings.text_percent,
            key_hints=settings.show_key_hints,
        )
        if not before or before[0] != words:
            QCoreApplication.sendEvent(self._app, QEvent(QEvent.Type.LanguageChange))
