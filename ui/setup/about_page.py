"""Settings: which Gerai this is, under which licences its parts are, where the log lies."""

import platform
from pathlib import Path

from PySide6.QtCore import Slot, qVersion

from pos_app import __version__
from pos_app.files import resource_root
from pos_app.i18n import _
from ui.buttons import Button
from ui.cards import Card
from ui.folders import open_in_files
from ui.setup.settings_page import SettingsPage
from ui.widgets import ElidedLabel, TextLabel


class AboutPage(SettingsPage):
    """Version, licences, log folder."""

    def __init__(self, log_folder: Path) -> None:
        super().__init__()
        self._log_folder = log_folder
        self._version_card, self._licence_card, self._log_card = Card(), Card(), Card()
        self._version = TextLabel(wrap=True)
        self._licences = TextLabel(wrap=True)
        self._qt = TextLabel(wrap=True)
        self.texts = Button(icon="file-text")
        self.texts.clicked.connect(self._open_texts)
        self._log_place = ElidedLabel(look="caption", middle=True)
        self.log = Button(icon="folder-open")
        self.log.clicked.connect(self._open_log)
        self._version_card.body.addWidget(self._version)
        for label in (self._licences, self._qt):
            self._licence_card.body.addWidget(label)
        self._licence_card.head.addWidget(self.texts)
        self._log_card.head.addWidget(self.log)
        self._log_card.body.addWidget(self._log_place)
        self.show_cards(self._version_card, self._licence_card, self._log_card)

    def retranslate(self) -> None:
        """Set all words in the language of the moment."""
        self._version_card.set_title(f"Gerai {__version__}")
        self._version.setText(
            _("Qt {qt} and Python {python} on {system}.").format(
                qt=qVersion(), python=platform.python_version(), system=platform.system()
            )
        )
        self._licence_card.set_title(_("Licences"))
        self._licences.setText(
            _("Gerai is free software under the MIT licence. Letters: Inter. Icons: Lucide.")
        )
        self._qt.setText(
            _(
                "Gerai uses Qt and PySide6 under the LGPL, version 3. You may exchange them: they"
                " are separate libraries in the program's folder."
            )
        )
        self.texts.setText(_("Licence texts"))
        self._log_card.set_title(_("Log"))
        self._log_place.setText(str(self._log_folder))
        self.log.setText(_("Open log folder"))

    @Slot()
    def _open_texts(self) -> None:
        open_in_files(resource_root() / "licences")

    @Slot()
    def _open_log(self) -> None:
        open_in_files(self._log_folder)
