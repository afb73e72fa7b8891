"""Settings: the printer, and a page to try it with."""

from PySide6.QtCore import Signal, Slot

from pos_app.domain.printer import PrinterProfile
from pos_app.i18n import _
from ui.buttons import Button
from ui.cards import Card
from ui.file_choice import FileChooser
from ui.laptop import Laptop
from ui.setup.printer_form import PrinterForm
from ui.setup.settings_page import SettingsPage
from ui.widgets import TextLabel


class PrinterPage(SettingsPage):
    """A change works for the next paper. `trial_wanted` carries the PrinterProfile to try."""

    trial_wanted = Signal(object)

    def __init__(self, chooser: FileChooser, laptop: Laptop) -> None:
        super().__init__()
        self._laptop = laptop
        self._card, self._trial_card = Card(), Card()
        self.form = PrinterForm(chooser, laptop.settings.printer)
        self.form.chosen.connect(self._choose)
        self._about = TextLabel(look="caption", wrap=True)
        self._card.body.addWidget(self.form)
        self._card.body.addWidget(self._about)
        self.attempt = Button(icon="printer")
        self.attempt.clicked.connect(self._try)
        self._trial_about = TextLabel(look="caption", wrap=True)
        self.outcome = TextLabel(look="strong", wrap=True)
        self.outcome.hide()
        self._trial_card.head.addWidget(self.attempt)
        self._trial_card.body.addWidget(self._trial_about)
        self._trial_card.body.addWidget(self.outcome)
        self.show_cards(self._card, self._trial_card)
        self.offer_default(self._restore_default)
        self._fit(laptop.settings.printer)

    def show_outcome(self, words: str, look: str) -> None:
        """Say what became of the test page; `look` is a class of the style sheet."""
        self.outcome.setText(words)
        self.outcome.set_look(look)
        self.outcome.setVisible(bool(words))
        self.attempt.setEnabled(self._laptop.settings.printer is not None)

    def retranslate(self) -> None:
        """Set all words in the language of the moment."""
        super().retranslate()
        self._card.set_title(_("Printer"))
        self.form.retranslate()
        self._about.setText(
            _("A sale never waits for the printer. What waits is printed once it is there.")
        )
        self._trial_card.set_title(_("Try the printer"))
        self.attempt.setText(_("Print a test page"))
        self._trial_about.setText(
            _(
                "Two lines on it have to be full to both edges. If they break, choose a narrower"
                " paper width; if they end early, a wider one."
            )
        )

    @Slot()
    def _try(self) -> None:
        printer = self._laptop.settings.printer
        if printer is not None:
            self.attempt.setEnabled(False)
            self.outcome.setText(_("The test page is on its way."))
            self.outcome.set_look("caption")
            self.outcome.show()
            self.trial_wanted.emit(printer)

    @Slot(object)
    def _choose(self, printer: PrinterProfile | None) -> None:
        self._laptop.choose(printer=printer)
        self.show_outcome("", "caption")
        self._fit(printer)

    def _fit(self, printer: PrinterProfile | None) -> None:
        self.attempt.setEnabled(printer is not None)
        self.attempt.setToolTip("" if printer else _("Choose a printer first."))

    def _restore_default(self) -> None:
        self.form.show_printer(None)
        self._choose(None)
