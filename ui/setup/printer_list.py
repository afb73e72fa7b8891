"""The printers that are set up: the usual one first, any other below it."""

from collections.abc import Sequence
from functools import partial
from typing import Literal

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from pos_app.domain.printer import PrinterProfile
from pos_app.i18n import _
from ui.buttons import Button, IconButton
from ui.setup.printer_words import printer_title, way_words
from ui.widgets import StatusPill, TextLabel, clear_layout

Wanted = Literal["show", "use", "remove"]


class PrinterRow(QWidget):
    """One printer: its name to look at it, and what may be done with it."""

    def __init__(self, printer: PrinterProfile, *, is_default: bool) -> None:
        super().__init__()
        title = printer_title(printer)
        self.name = Button(icon="file-text" if printer.kind == "pdf" else "printer")
        self.name.setCheckable(True)
        self.name.align_left()
        self.name.allow_elide()
        self.name.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.name.setText(title)
        self.name.setAccessibleDescription(way_words(printer.kind))
        self.use: Button | None = None
        self.remove = IconButton("trash-2", _("Remove {printer}").format(printer=title))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self.name, 1)
        if is_default:
            row.addWidget(StatusPill("ok", _("Default")))
        else:
            self.use = Button(_("Use as default"), icon="star")
            self.use.setAccessibleDescription(title)
            row.addWidget(self.use)
        row.addWidget(self.remove)


class PrinterList(QWidget):
    """`asked` carries what is wanted of a printer, and its place in the list."""

    asked = Signal(str, int)

    def __init__(self) -> None:
        super().__init__()
        self.rows: list[PrinterRow] = []
        self._column = QVBoxLayout()
        self._column.setSpacing(8)
        self._about = TextLabel(look="caption", wrap=True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addLayout(self._column)
        layout.addWidget(self._about)

    def show_printers(self, printers: Sequence[PrinterProfile], picked: int) -> None:
        """Show them all; the one that is looked at is pressed in."""
        clear_layout(self._column)
        self.rows = []
        for number, printer in enumerate(printers):
            row = PrinterRow(printer, is_default=number == 0)
            row.name.setChecked(number == picked)
            row.name.clicked.connect(partial(self._ask, "show", number))
            row.remove.clicked.connect(partial(self._ask, "remove", number))
            if row.use is not None:
                row.use.clicked.connect(partial(self._ask, "use", number))
            self._column.addWidget(row)
            self.rows.append(row)
        self._about.setText(_("Papers go to the default one. Any paper can be sent to another."))
        self._about.setVisible(len(printers) > 1)

    def _ask(self, what: Wanted, number: int, *_checked: bool) -> None:
        self.asked.emit(what, number)
