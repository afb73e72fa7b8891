"""Searching for printers: only when asked to, on a worker, one row for each that was found."""

from functools import partial

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QProgressBar, QVBoxLayout, QWidget

from pos_app.domain.printer import PrinterProfile
from pos_app.i18n import _, ngettext
from pos_app.services.printer_finding import Finding, FindPrinters, PrinterSearch, Wish
from pos_app.wording import words_for
from ui.background import Background
from ui.buttons import Button
from ui.file_choice import FileChooser
from ui.setup.form_rows import FieldRow, bring_up
from ui.setup.printer_places import address_refusal
from ui.setup.printer_words import how_words, printer_title
from ui.setup.tick_box import TickBox
from ui.widgets import ElidedLabel, RefusalLabel, Status, StatusPill, TextLabel, clear_layout

_LOOK_MS = 100


class FoundRow(QFrame):
    """One printer that was found; `used` comes when a person takes it."""

    used = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("class", "card")
        self.title = ElidedLabel(look="strong", middle=True)
        self.way = ElidedLabel(look="caption", middle=True)
        self.state = StatusPill()
        self.use = Button(icon="check")
        self.use.clicked.connect(self.used)
        self.trouble = RefusalLabel()
        words = QVBoxLayout()
        words.setSpacing(2)
        for label in (self.title, self.way, self.trouble):
            words.addWidget(label)
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 8, 8, 8)
        row.setSpacing(12)
        row.addLayout(words, 1)
        row.addWidget(self.state)
        row.addWidget(self.use)

    def tell_trouble(self, words: str) -> None:
        """Say what stands in the way, and what to do about it; empty for nothing."""
        self.trouble.say(words)

    def show_words(self, title: str, way: str, action: str) -> None:
        """Name the printer, the way to it, and what the button does."""
        self.title.setText(title)
        self.way.setText(way)
        self.use.setText(action)
        self.use.setAccessibleName(f"{action}: {title}")
        self.use.setAccessibleDescription(way)


class PrinterFinder(QWidget):
    """`used` carries the PrinterProfile a person takes. Nothing is looked for before that."""

    used = Signal(object)

    def __init__(self, find: FindPrinters, chooser: FileChooser) -> None:
        super().__init__()
        self._find, self._chooser = find, chooser
        self._worker = Background("printer-search")
        self._worker.end_with(self)
        self._search: PrinterSearch | None = None
        self._has_searched = self._was_stopped = self._has_failed = False
        self._shown: tuple[Finding, ...] = ()
        self._look = QTimer(self)
        self._look.setInterval(_LOOK_MS)
        self._build()
        self._wire()
        self.retranslate()

    @property
    def is_searching(self) -> bool:
        """Whether a search is going on that somebody waits for."""
        return self._search is not None

    @Slot()
    def start(self) -> None:
        """Look for printers, unless the address cannot be one."""
        refusal = address_refusal(self.address.text())
        self.address.refuse(refusal)
        if refusal or self.is_searching:
            return
        wish = Wish(self.address.text(), scans_network=self.around.isChecked())
        self._has_searched, self._was_stopped, self._has_failed = True, False, False
        search = self._search = PrinterSearch(self._find, wish)
        self._show_found(())
        self._worker.run(
            search.run, done=partial(self._end, search), failed=partial(self._fail, search)
        )
        self._look.start()
        self._show_state()
        self.stop.setFocus()

    @Slot()
    def cancel(self) -> None:
        """Wait no longer; what was found already stays."""
        search = self._leave_search()
        if search is not None:
            search.cancel()
            self._was_stopped = True
            had_focus = self.stop.hasFocus()
            self._show_found(() if search.step is None else search.step.found)
            self._show_state()
            if had_focus:
                self.search.setFocus()

    def retranslate(self) -> None:
        """Set all words in the language of the moment."""
        self._about.setText(_("Switch the printer on and connect it, then search."))
        self.search.setText(_("Search for printers"))
        self.stop.setText(_("Stop searching"))
        self.bar.setAccessibleName(_("Places looked at"))
        self.address.show_words(
            _("Address, if you know it"),
            hint=_("The self-test page of a network printer shows it."),
            example="192.168.1.50",
        )
        self.around.setText(_("Also look through the local network (takes longer)"))
        self._show_found(self._shown)
        self.folder.show_words(
            _("PDF files in a folder"),
            _("Papers become files."),
            _("Choose a folder"),
        )
        self._show_state()

    def hideEvent(self, event: QHideEvent) -> None:
        """Nobody looks at it any more."""
        super().hideEvent(event)
        self.cancel()

    # --- inside --------------------------------------------------------------------------------

    def _build(self) -> None:
        self._about = TextLabel(look="caption", wrap=True)
        self.search = Button(kind="soft", icon="search")
        self.stop = Button(icon="circle-x")
        self.address = FieldRow(most=253)
        self.around = TickBox()
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.words = TextLabel(look="strong", wrap=True)
        self.rows: list[FoundRow] = []
        self._found_column = QVBoxLayout()
        self._found_column.setSpacing(8)
        self.folder = FoundRow()
        self.folder.state.hide()
        self.folder.use.set_icon("folder-open")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(10)
        for widget in (self._about, self.address, self.around):
            layout.addWidget(widget)
        for button in (self.search, self.stop):
            layout.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
        layout.addWidget(self.bar)
        layout.addWidget(self.words)
        layout.addLayout(self._found_column)
        layout.addWidget(self.folder)

    def _wire(self) -> None:
        self.search.clicked.connect(self.start)
        self.stop.clicked.connect(self.cancel)
        self.address.field.returnPressed.connect(self.start)
        self.folder.used.connect(self._ask_folder)
        self._look.timeout.connect(self._show_progress)

    @Slot()
    def _show_progress(self) -> None:
        if self._search is not None:
            step = self._search.step
            if step is not None:
                self.bar.setRange(0, step.steps)
                self.bar.setValue(step.done)
                self.words.setText(_("Searching: {place} …").format(place=how_words(step.how)))
                self._show_found(step.found)

    def _end(self, search: PrinterSearch, found: tuple[Finding, ...]) -> None:
        if search is self._search:
            had_focus = self.stop.hasFocus()
            self._leave_search()
            self._show_found(found)
            self._show_state()
            if had_focus:
                first = self.rows[0].use if self.rows else self.address.field
                first.setFocus()
                bring_up(first)

    def _fail(self, search: PrinterSearch, error: Exception) -> None:
        if search is self._search:
            had_focus = self.stop.hasFocus()
            self._leave_search()
            self._has_failed = True
            self._show_state()
            if had_focus:
                self.search.setFocus()
        raise error

    def _leave_search(self) -> PrinterSearch | None:
        search, self._search = self._search, None
        self._look.stop()
        return search

    def _show_state(self) -> None:
        searching = self.is_searching
        self.search.setVisible(not searching)
        self.stop.setVisible(searching)
        self.bar.setVisible(searching)
        self.words.setVisible(self._has_searched)
        if searching:
            words = _("Searching …")
        elif self._has_failed:
            words = _("The search broke off. Try again, or type in below where the printer is.")
        elif self._was_stopped:
            words = _("The search was stopped.")
        elif self._shown:
            words = ngettext("{count} printer found", "{count} printers found", len(self._shown))
            words = words.format(count=len(self._shown))
        else:
            words = _("No printer found. Check its power and cable, or type its address.")
        self.words.setText(words)

    def _show_found(self, found: tuple[Finding, ...]) -> None:
        if len(found) < len(self.rows) or not self.rows:
            clear_layout(self._found_column)
            self.rows = []
        for finding in found[len(self.rows) :]:
            row = FoundRow()
            row.used.connect(partial(self.used.emit, finding.profile))
            self._found_column.addWidget(row)
            self.rows.append(row)
        for row, finding in zip(self.rows, found, strict=True):
            _name(row, finding)
        self._shown = found

    @Slot()
    def _ask_folder(self) -> None:
        self._chooser.choose_folder(self, _("Folder for the PDF files"), self._use_folder)

    def _use_folder(self, folder: object) -> None:
        self.used.emit(PrinterProfile("pdf", folder=str(folder)))


def _name(row: FoundRow, finding: Finding) -> None:
    title, name = finding.title, printer_title(finding.profile)
    way = how_words(finding.how)
    if name not in title:
        way = f"{way}, {name}"
    row.show_words(title, way, _("Use"))
    row.tell_trouble("" if finding.trouble is None else words_for(finding.trouble))
    states: dict[bool | None, tuple[Status, str]] = {
        True: ("ok", _("Answers")),
        False: ("info", _("Silent")),
        None: ("neutral", _("Not asked")),
    }
    state = states[finding.answers]
    if finding.trouble is not None:
        state = ("warning", _("Not ready"))
    row.state.show_status(*state)
