"""What this laptop chose, kept on the disk the moment it is chosen."""

from dataclasses import replace
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Signal, Slot

from pos_app.domain.key_table import KeyTable
from pos_app.files import FileTrouble
from pos_app.settings import Settings, save_settings


class Laptop(QObject):
    """Holds the settings; whoever shows or uses one listens to `changed`.

    `failed` carries the FileTrouble of a choice that works now and is forgotten at the end.
    """

    changed = Signal(object)
    failed = Signal(object)

    def __init__(self, path: Path, settings: Settings) -> None:
        super().__init__()
        self._path = path
        self._settings = settings

    @property
    def settings(self) -> Settings:
        """The choices as they stand."""
        return self._settings

    @Slot()
    def toggle_sun(self) -> None:
        """Put the sun theme on, or go back to the one before it."""
        settings = self._settings
        self.choose(theme=settings.indoor_theme if settings.theme == "sun" else "sun")

    @Slot(object)
    def choose_keys(self, keys: KeyTable) -> None:
        """Have these keys ask for the commands."""
        self.choose(keys=keys)

    def choose(self, **choices: Any) -> None:
        """Change some settings by name, and save them."""
        settings = replace(self._settings, **choices)
        if settings == self._settings:
            return
        self._settings = settings
        try:
            save_settings(self._path, settings)
        except FileTrouble as trouble:
            self.failed.emit(trouble)
        self.changed.emit(settings)
