"""Settings: the printers, how they are found, and a page to try them with."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QHideEvent

from pos_app.domain.printer import PrinterProfile
from pos_app.i18n import _
from ui.buttons import Button
from ui.cards import Card
from ui.file_choice import FileChooser
from ui.laptop import Laptop
from ui.setup.form_rows import bring_up
from ui.setup.printer_finder import PrinterFinder
from ui.setup.printer_form import PrinterForm
from ui.setup.printer_list import PrinterList, Wanted
from ui.setup.printer_trial_card import PrinterTools, TrialCard
from ui.setup.printer_words import printer_title
from ui.setup.printers_chosen import Printers, PrintersChosen
from ui.setup.settings_page import SettingsPage
from ui.widgets import TextLabel


class PrinterPage(SettingsPage):
    """A change works for the next paper. One printer at a time is shown and can be tried."""

    def __init__(self, chooser: FileChooser, laptop: Laptop, tools: PrinterTools) -> None:
        super().__init__()
        self.chosen = PrintersChosen(laptop)
        self._place = 0
        self._shown: Printers = self.chosen.all
        self._is_finding = self._is_choosing = False
        self._build(chooser, tools)
        self._wire()
        laptop.changed.connect(self._follow)
        self._show_printers()

    @property
    def printer(self) -> PrinterProfile | None:
        """The one that is shown; None while a new one is being set up."""
        return self.chosen.at(self._place)

    def retranslate(self) -> None:
        """Set all words in the language of the moment."""
        super().retranslate()
        self._list_card.set_title(_("Printers"))
        self.more.setText(_("Search for another"))
        self.by_hand.setText(_("Add by hand"))
        self.undo.setText(_("Put it back"))
        self._finder_card.set_title(_("Search for a printer"))
        self.finder.retranslate()
        self.form.retranslate()
        self._about.setText(
            _("A sale never waits for the printer. What waits is printed once it is there.")
        )
        self.trial.retranslate()
        self._show_printers()

    def show_now(self) -> None:
        """Show how things stand: another printer may have been chosen elsewhere."""
        self._follow()

    def hideEvent(self, event: QHideEvent) -> None:
        """Whoever leaves the page has done with searching."""
        super().hideEvent(event)
        if not event.spontaneous():
            self._is_finding = False
            self._show_cards()

    # --- inside: building ----------------------------------------------------------------------

    def _build(self, chooser: FileChooser, tools: PrinterTools) -> None:
        self._list_card, self._finder_card, self._card = Card(), Card(), Card()
        self.more = Button(icon="search")
        self.by_hand = Button(icon="plus")
        self.list = PrinterList()
        self.undo = Button(icon="undo-2")
        for button in (self.more, self.by_hand):
            self._list_card.head.addWidget(button)
        self._list_card.body.addWidget(self.list)
        self._list_card.body.addWidget(self.undo, 0, Qt.AlignmentFlag.AlignLeft)
        self.finder = PrinterFinder(tools.find, chooser)
        self._finder_card.body.addWidget(self.finder)
        self.form = PrinterForm(chooser, self.printer)
        self._about = TextLabel(look="caption", wrap=True)
        self._card.title.setWordWrap(True)
        for widget in (self.form, self._about):
            self._card.body.addWidget(widget)
        self.trial = TrialCard(tools, self._keep_learned)
        self.attempt, self.outcome = self.trial.attempt, self.trial.outcome
        self.show_cards(self._list_card, self._finder_card, self.trial, self._card)
        self.offer_default(self._restore_default)

    def _wire(self) -> None:
        self.more.clicked.connect(self._search)
        self.by_hand.clicked.connect(self._begin_by_hand)
        self.list.asked.connect(self._do)
        self.undo.clicked.connect(self._put_back)
        self.finder.used.connect(self._use_found)
        self.form.chosen.connect(self._take_entered)

    # --- inside: what a person does ------------------------------------------------------------

    @Slot()
    def _search(self) -> None:
        self._is_finding = True
        self._show_cards()
        self._go_on_at(self.finder.search)

    @Slot()
    def _begin_by_hand(self) -> None:
        self._go_to(len(self.chosen.all))
        self._go_on_at(self.form.kind_button("network"))

    @Slot(str, int)
    def _do(self, what: Wanted, place: int) -> None:
        match what:
            case "show":
                self._go_to(place)
                self.list.rows[place].name.setFocus()
            case "use":
                self._change(partial(self.chosen.make_default, place))
                self.list.rows[0].name.setFocus()
            case "remove":
                self._change(partial(self.chosen.remove, place))
                self._go_on_at(self.undo)

    @Slot()
    def _put_back(self) -> None:
        self._change(self.chosen.put_back)
        self.list.rows[0].name.setFocus()

    @Slot(object)
    def _use_found(self, found: PrinterProfile) -> None:
        self._is_finding = False
        self._change(partial(self.chosen.use_found, found))
        words = _("{printer} is used from now on. Print a test page next.")
        self.trial.say(words.format(printer=printer_title(found)), "note-ok")
        self._go_on_at(self.attempt)

    @Slot(object)
    def _take_entered(self, entered: PrinterProfile | None) -> None:
        """Keep it; the form stays as it is, for more may be typed. None takes this one out."""
        if entered is None:
            if self.printer is not None:
                self._do("remove", self._place)
            return
        self._is_choosing = True
        is_new = self.chosen.set_at(self._place, entered)
        self._is_choosing = False
        if not is_new:
            self.form.refuse(_("This printer is set up already. Choose it in the list above."))
            return
        if self.printer is not None:
            self.form.take_version(self.printer)
        self.trial.say("", "caption")
        self._show_printers()

    def _keep_learned(self, before: PrinterProfile, after: PrinterProfile) -> None:
        """Keep what a test page showed, unless the printer was taken out meanwhile."""
        if before in self.chosen.all:
            self._place = self.chosen.all.index(before)
            place = self._place
            self._change(partial(self.chosen.set_at, place, after), place=place)
            self.trial.say(_("The printer is set up."), "note-ok")
        self._go_on_at(self.attempt)

    def _restore_default(self) -> None:
        self._change(self.chosen.clear)

    # --- inside: showing -----------------------------------------------------------------------

    def _go_on_at(self, button: Button) -> None:
        """Have in hand what comes next, and in view with the words beside it."""
        button.setFocus()
        bring_up(self.trial if button is self.attempt else button)

    def _change(self, change: Callable[[], object], *, place: int = 0) -> None:
        self._is_choosing = True
        change()
        self._is_choosing = False
        self._go_to(place)

    def _go_to(self, place: int) -> None:
        self._place = place
        self.form.show_printer(self.printer)
        self.form.refuse("")
        self.trial.say("", "caption")
        self._show_printers()

    @Slot()
    def _follow(self) -> None:
        """Show what was chosen elsewhere."""
        if not self._is_choosing and self._shown != self.chosen.all:
            self._go_to(0)

    def _show_printers(self) -> None:
        self._shown = self.chosen.all
        self.list.show_printers(self._shown, self._place)
        printer = self.printer
        self._card.set_title(_("By hand") if printer is None else printer_title(printer))
        self.trial.show_printer(printer)
        self._show_cards()

    def _show_cards(self) -> None:
        has_any = bool(self._shown)
        self._list_card.setVisible(has_any or self.chosen.can_put_back)
        self.undo.setVisible(self.chosen.can_put_back)
        self.trial.setVisible(self.printer is not None)
        self._finder_card.setVisible(self._is_finding or not has_any)
