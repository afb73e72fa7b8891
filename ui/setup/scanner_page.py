"""Settings: how Gerai tells a scanner from a person who types."""

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QHBoxLayout

from pos_app.i18n import _
from pos_app.settings import Settings
from ui.buttons import Button
from ui.cards import Card
from ui.laptop import Laptop
from ui.setup.form_rows import FieldRow
from ui.setup.settings_page import SettingsPage
from ui.widgets import TextLabel

_GAPS_MS = range(5, 201)
_LENGTHS = range(2, 41)


class ScannerPage(SettingsPage):
    """Two numbers: the mean gap between keys, and the least length of a code."""

    def __init__(self, laptop: Laptop) -> None:
        super().__init__()
        self._laptop = laptop
        self._card = Card()
        self._about = TextLabel(wrap=True)
        self.gap, self.length = FieldRow(most=3), FieldRow(most=2)
        self.default = Button(icon="undo-2")
        row = QHBoxLayout()
        row.setSpacing(12)
        for field in (self.gap, self.length):
            row.addWidget(field, 1, Qt.AlignmentFlag.AlignTop)
        self._card.body.addWidget(self._about)
        self._card.body.addLayout(row)
        self._card.head.addWidget(self.default)
        self.show_cards(self._card)
        self._show(laptop.settings)
        self.gap.field.editingFinished.connect(self._choose_gap)
        self.length.field.editingFinished.connect(self._choose_length)
        self.default.clicked.connect(self._choose_default)

    def retranslate(self) -> None:
        """Set all words in the language of the moment."""
        self._card.set_title(_("Scanner"))
        self._about.setText(
            _("Most scanners work at once. A slow radio scanner needs a longer gap, up to 150.")
        )
        self.gap.show_words(_("Mean gap between keys, in ms"), hint=_("5 to 200, usually 40"))
        self.length.show_words(_("Shortest code"), hint=_("2 to 40 letters, usually 4"))
        self.default.setText(_("Back to default"))

    def _show(self, settings: Settings) -> None:
        self.gap.field.setText(str(settings.scanner_mean_gap_ms))
        self.length.field.setText(str(settings.scanner_min_length))

    @Slot()
    def _choose_gap(self) -> None:
        gap = _number(self.gap.text(), _GAPS_MS)
        if gap is None:
            self.gap.refuse(_("Type a whole number from 5 to 200."))
        else:
            self._laptop.choose(scanner_mean_gap_ms=gap)

    @Slot()
    def _choose_length(self) -> None:
        length = _number(self.length.text(), _LENGTHS)
        if length is None:
            self.length.refuse(_("Type a whole number from 2 to 40."))
        else:
            self._laptop.choose(scanner_min_length=length)

    @Slot()
    def _choose_default(self) -> None:
        usual = Settings()
        self._laptop.choose(
            scanner_mean_gap_ms=usual.scanner_mean_gap_ms,
            scanner_min_length=usual.scanner_min_length,
        )
        self.gap.refuse("")
        self.length.refuse("")
        self._show(usual)


def _number(text: str, allowed: range) -> int | None:
    number = int(text) if text.isascii() and text.isdigit() else -1
    return number if number in allowed else None
