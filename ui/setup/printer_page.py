"""Settings: the printer."""

from PySide6.QtCore import Slot

from pos_app.domain.printer import PrinterProfile
from pos_app.i18n import _
from ui.cards import Card
from ui.file_choice import FileChooser
from ui.laptop import Laptop
from ui.setup.printer_form import PrinterForm
from ui.setup.settings_page import SettingsPage
from ui.widgets import TextLabel


class PrinterPage(SettingsPage):
    """A change works for the next paper, and for those that wait."""

    def __init__(self, chooser: FileChooser, laptop: Laptop) -> None:
        super().__init__()
        self._laptop = laptop
        self._card = Card()
        self.form = PrinterForm(chooser, laptop.settings.printer)
        self.form.chosen.connect(self._choose)
        self._about = TextLabel(look="caption", wrap=True)
        self._card.body.addWidget(self.form)
        self._card.body.addWidget(self._about)
        self.show_cards(self._card)

    def retranslate(self) -> None:
        """Set all words in the language of the moment."""
        self._card.set_title(_("Printer"))
        self.form.retranslate()
        self._about.setText(
            _("A sale never waits for the printer. What waits is printed once it is there.")
        )

    @Slot(object)
    def _choose(self, printer: PrinterProfile | None) -> None:
        self._laptop.choose(printer=printer)
