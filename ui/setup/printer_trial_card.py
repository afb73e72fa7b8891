"""The card of the settings from which a printer is tried, and what earlier trials taught."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import partial

from PySide6.QtCore import QObject, Slot
from PySide6.QtGui import QHideEvent

from pos_app.domain.errors import OutsideError
from pos_app.domain.printer import PrinterProfile
from pos_app.i18n import _, format_date
from pos_app.services.printer_finding import FindPrinters
from pos_app.services.printer_trial import Heard, PrinterTrial
from pos_app.services.signing_in import SigningIn
from pos_app.wording import words_for
from ui.background import Background
from ui.buttons import Button
from ui.cards import Card
from ui.setup.printer_questions import heard_words, learned_words
from ui.setup.printer_trial import TrialDialog, TrialPages
from ui.widgets import TextLabel


@dataclass(frozen=True, slots=True)
class PrinterTools:
    """How printers are looked for, who makes the page to try one with, who may open a drawer."""

    find: FindPrinters
    pages: TrialPages
    signing_in: SigningIn


class TrialCard(Card):
    """The test page of the printer that is shown, and what earlier ones taught about it.

    `keep` is told the printer before and after a trial.
    """

    def __init__(
        self, tools: PrinterTools, keep: Callable[[PrinterProfile, PrinterProfile], None]
    ) -> None:
        super().__init__()
        self._pages, self._signing_in, self._keep = tools.pages, tools.signing_in, keep
        self._printer: PrinterProfile | None = None
        self._worker = Background("printer-page")
        self._worker.end_with(self)
        self.dialog: TrialDialog | None = None
        self.attempt = Button(icon="printer")
        self.outcome = TextLabel(look="strong", wrap=True)
        self.outcome.hide()
        self._known = TextLabel(look="caption", wrap=True)
        self.head.addWidget(self.attempt)
        for label in (self.outcome, self._known):
            self.body.addWidget(label)
        self.attempt.clicked.connect(self._try)

    def show_printer(self, printer: PrinterProfile | None) -> None:
        """Try this one."""
        self._printer = printer
        self.attempt.setEnabled(printer is not None)
        self.attempt.setToolTip("" if printer else _("Choose a printer first."))
        self._show_known()

    def say(self, words: str, look: str) -> None:
        """Say what became of it; `look` is a class of the style sheet."""
        self.outcome.setText(words)
        self.outcome.set_look(look)
        self.outcome.setVisible(bool(words))

    def hideEvent(self, event: QHideEvent) -> None:
        """Nobody is there to answer: let go of the printer."""
        super().hideEvent(event)
        if self.dialog is not None:
            self.dialog.reject()

    def known(self) -> str:
        """What is said of the printer that is shown."""
        return self._known.text()

    def retranslate(self) -> None:
        """Set all words in the language of the moment."""
        self.set_title(_("Try the printer"))
        self.attempt.setText(_("Print a test page"))
        self._show_known()

    @Slot()
    def _try(self) -> None:
        printer = self._printer
        if printer is None or self._worker.is_busy():
            # The button keeps the focus: the next one takes the printer out.
            return
        self.say("", "caption")
        if printer.kind == "pdf":
            self._write(printer)
            return
        dialog = self.dialog = TrialDialog(self.window(), self._pages, printer, self._signing_in)
        dialog.learned.connect(partial(self._keep, printer))
        dialog.destroyed.connect(self._forget_dialog)
        dialog.open()

    def _write(self, printer: PrinterProfile) -> None:
        """A folder is asked nothing: its page shows that it can be written."""
        try:
            trial = self._pages.trial(printer)
        except OutsideError as error:
            self.say(words_for(error), "refusal")
            return
        self._worker.run(
            trial.run, done=partial(self._tell_written, trial), failed=self._tell_not_written
        )

    def _tell_written(self, trial: PrinterTrial, _heard: Heard) -> None:
        self.say(_("Written to {file}.").format(file=trial.path), "note-ok")

    def _tell_not_written(self, error: Exception) -> None:
        if not isinstance(error, OutsideError):
            raise error
        self.say(words_for(error), "refusal")

    @Slot(QObject)
    def _forget_dialog(self) -> None:
        self.dialog = None

    def _show_known(self) -> None:
        self._known.setText(_known_words(self._printer))


def _known_words(printer: PrinterProfile | None) -> str:
    if printer is None:
        return _("Choose a printer first.")
    if printer.kind == "pdf":
        return _("The page becomes a PDF in the folder.")
    if not printer.tested_on:
        return _("The test page shows Gerai what this printer can do. Do it once.")
    day = format_date(date.fromisoformat(printer.tested_on))
    tested = _("Tested on {day}").format(day=day)
    return "\n".join((tested, *learned_words(printer), heard_words(printer)))
