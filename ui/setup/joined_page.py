"""After joining: the key request for the organizer, the printer, and off to selling."""

from PySide6.QtCore import QTimer, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from pos_app.domain.errors import PosError
from pos_app.domain.printer import PrinterProfile
from pos_app.i18n import _
from pos_app.services.joining import Joined
from pos_app.wording import words_for
from ui.buttons import BigButton, Button
from ui.cards import Card
from ui.folders import FilePathRow
from ui.setup.doors import SetupDoors
from ui.setup.printer_finder import PrinterFinder
from ui.setup.printer_form import PrinterForm
from ui.setup.printer_words import printer_title
from ui.widgets import PageTitle, RefusalLabel, TextLabel


class JoinedPage(QWidget):
    """Says what is done and what is open; nothing here has to be done before selling."""

    def __init__(self, doors: SetupDoors, printer: PrinterProfile | None) -> None:
        super().__init__()
        self._doors = doors
        self._joined: Joined | None = None
        self._is_opening = False
        self._build(printer)
        self._wire()
        self.retranslate()

    def start(self) -> None:
        """Show where this till belongs and write its key request."""
        try:
            joining = self._doors.joining()
            self._joined = joining.joined()
            assert self._joined is not None
            self.request.setVisible(not self._joined.is_approved)
            if not self._joined.is_approved:
                self.path.show_path(joining.write_request(self._doors.for_organizer))
                self.path.show()
        except PosError as error:
            self._refuse(error)
            self.path.hide()
        self._again.setVisible(self.path.isHidden())
        self._show_opening(is_opening=False)
        self.sell.setFocus()

    def retranslate(self) -> None:
        """Set all words in the language of the moment."""
        if self._joined is not None:
            self.title.show_words(
                _("Ready for {event}").format(event=self._joined.pack.event.name),
                _("Booth {number}: {name}").format(
                    number=self._joined.booth.booth_id, name=self._joined.booth.name
                ),
            )
        self.request.set_title(_("Key request for the organizer"))
        self._about.setText(
            _(
                "Hand this file to the organizer, by stick or message. You may sell at once; the"
                " organizer counts your sales as soon as the key is approved. You get a newer pack"
                " back: take it under Settings > Event and keys."
            )
        )
        self.path.retranslate()
        self._again.setText(_("Write it again"))
        self._printer_card.set_title(_("Printer"))
        self._printer_about.setText(
            _("You may sell without a printer and choose one later, under Settings.")
        )
        self.finder.retranslate()
        self.printer.retranslate()
        self.sell.setText(_("Preparing…") if self._is_opening else _("Start selling"))

    def _build(self, printer: PrinterProfile | None) -> None:
        self.title = PageTitle()
        self.request = Card()
        self._about = TextLabel(wrap=True)
        self.path = FilePathRow()
        self.path.hide()
        self._again = Button(icon="refresh-cw")
        self.refusal = RefusalLabel()
        parts: tuple[QWidget, ...] = (self._about, self.path, self._again)
        for part in parts:
            self.request.body.addWidget(part)
        self._printer_card = Card()
        self._printer_about = TextLabel(look="caption", wrap=True)
        self.finder = PrinterFinder(self._doors.find_printers, self._doors.chooser)
        self.printer = PrinterForm(self._doors.chooser, printer, has_more=False)
        self.found = TextLabel(look="note-ok", wrap=True)
        self.found.hide()
        for row in (self._printer_about, self.finder, self.found, self.printer):
            self._printer_card.body.addWidget(row)
        self.sell = BigButton(kind="soft", icon="shopping-cart")
        self.sell.setAutoDefault(True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(14)
        for widget in (self.title, self.request, self._printer_card, self.refusal, self.sell):
            layout.addWidget(widget)
        layout.addStretch(1)

    def _wire(self) -> None:
        self._again.clicked.connect(self.start)
        self.sell.clicked.connect(self._sell)
        self.finder.used.connect(self._use_found)
        self.printer.chosen.connect(self.found.hide)

    @Slot(object)
    def _use_found(self, printer: PrinterProfile) -> None:
        self.printer.show_printer(printer)
        words = _("{printer} is used. Its test page is under Settings > Printer.")
        self.found.setText(words.format(printer=printer_title(printer)))
        self.found.show()
        self.sell.setFocus()

    @Slot()
    def _sell(self) -> None:
        if self.printer.check():
            self._show_opening(is_opening=True)
            self.sell.repaint()  # the window is busy from now on and would paint it too late
            QTimer.singleShot(0, self, self._open_till)

    @Slot()
    def _open_till(self) -> None:
        try:
            self._doors.sell(self.printer.printer())
        except PosError as error:
            self._show_opening(is_opening=False)
            self._refuse(error)

    def _show_opening(self, *, is_opening: bool) -> None:
        self._is_opening = is_opening
        if is_opening:
            self.setFocus()  # else it would jump to the way back, for the next Enter to press
        self.sell.setEnabled(not is_opening)
        self.retranslate()

    def _refuse(self, error: PosError) -> None:
        self.refusal.say(words_for(error))
