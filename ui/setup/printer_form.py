"""Which printer: the way to it, its paper, and what it can do."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any, get_args

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from pos_app.domain.printer import PaperColumns, PrinterKind, PrinterProfile
from pos_app.i18n import _
from pos_app.services.printer_finding import kinds_here
from ui.buttons import Button
from ui.file_choice import FileChooser
from ui.setup.choices import Choices
from ui.setup.form_rows import FieldRow
from ui.setup.printer_advanced import PrinterAdvanced
from ui.setup.printer_places import (
    DevicePlace,
    FolderPlace,
    NetworkPlace,
    PrinterPlace,
    QueuePlace,
    SerialPlace,
)
from ui.setup.tick_box import TickBox
from ui.widgets import RefusalLabel, TextLabel

_WIDTHS: tuple[PaperColumns, ...] = (32, 42, 48)
_NONE = "none"
_KINDS = (_NONE, *get_args(PrinterKind))
_ICONS = ("circle-minus", *["printer"] * (len(_KINDS) - 2), "file-text")


class PrinterForm(QWidget):
    """`chosen` carries a PrinterProfile, or None, as soon as what was entered makes sense.

    What a test page showed stays with the printer until another one takes its place.
    """

    chosen = Signal(object)

    def __init__(
        self,
        chooser: FileChooser,
        printer: PrinterProfile | None = None,
        *,
        kinds: Sequence[PrinterKind] | None = None,
        has_more: bool = True,
    ) -> None:
        """`has_more` offers what the test page finds out, to be set by hand."""
        super().__init__()
        self._has_more = has_more
        self._kinds_here = kinds_here() if kinds is None else tuple(kinds)
        self._printer: PrinterProfile | None = None
        self._build(chooser)
        self.show_printer(printer)
        self._wire()
        self.retranslate()

    @property
    def address(self) -> FieldRow:
        """Where the address of a printer in the network is typed."""
        return self.network.address

    def show_printer(self, printer: PrinterProfile | None) -> None:
        """Show a printer, or that there is none."""
        self._printer = printer
        shown = printer or PrinterProfile("network")
        self.kinds.show_value(printer.kind if printer else _NONE)
        for place in self._all_places:
            place.show_printer(shown)
        self.widths.show_value(shown.paper_columns)
        self.cutter.setChecked(shown.has_cutter)
        self.more.show_printer(shown)
        self._fit()

    def printer(self) -> PrinterProfile | None:
        """The printer as entered; None for none, or while something is missing."""
        kind = self.kind()
        if kind == _NONE:
            return None
        place = self.places[kind].fields()
        more = self.more.fields()
        if place is None or more is None:
            return None
        entered = self._base(kind, place)
        abilities: dict[str, Any] = {"paper_columns": self.widths.value()}
        if kind != "pdf":
            abilities |= {"has_cutter": self.cutter.isChecked(), **more}
        return replace(entered, **abilities)

    def take_version(self, printer: PrinterProfile | None) -> None:
        """Go on from the printer as it was kept; what is being typed stays as it is."""
        self._printer = printer

    def kind(self) -> str:
        """`none`, or a PrinterKind."""
        kind: str = self.kinds.value()
        return kind

    def kind_button(self, kind: str) -> Button:
        """The button of `none` or a PrinterKind."""
        return self.kinds.buttons[kind]

    def check(self) -> bool:
        """Say next to a field what is missing; True when nothing is."""
        kind = self.kind()
        return kind == _NONE or (self.places[kind].check() and self.more.check())

    def refuse(self, words: str) -> None:
        """Say why this printer cannot be taken; empty words take that away."""
        self.refusal.say(words)

    def retranslate(self) -> None:
        """Set all words in the language of the moment."""
        self.kinds.show_words(
            {
                _NONE: _("No printer yet"),
                "network": _("Printer in the network"),
                "device": _("USB cable"),
                "serial": _("Serial or Bluetooth port"),
                "cups": _("Queue of this computer"),
                "windows": _("Printer of Windows"),
                "pdf": _("PDF files in a folder"),
            }
        )
        for place in self._all_places:
            place.retranslate()
        self._width_caption.setText(_("Paper width, and letters in a line"))
        self.widths.show_words(
            {
                32: _("58 mm, 32 letters"),
                42: _("80 mm, 42 letters"),
                48: _("80 mm, 48 letters"),
            }
        )
        self.cutter.setText(_("The printer cuts the paper"))
        self.more.retranslate()

    # --- inside --------------------------------------------------------------------------------

    def _build(self, chooser: FileChooser) -> None:
        self.kinds = Choices(_KINDS, icons=_ICONS)
        self.network, self.folder = NetworkPlace(), FolderPlace(chooser)
        self.device, self.serial, self.queue = DevicePlace(), SerialPlace(), QueuePlace()
        self.folder_button = self.folder.button
        self._all_places = (self.network, self.device, self.serial, self.queue, self.folder)
        self.places: dict[str, PrinterPlace] = {
            "network": self.network,
            "device": self.device,
            "serial": self.serial,
            "cups": self.queue,
            "windows": self.queue,
            "pdf": self.folder,
        }
        self.refusal = RefusalLabel()
        self._width_caption = TextLabel(look="strong", wrap=True)
        self.widths = Choices(_WIDTHS)
        self.cutter = TickBox()
        self.more = PrinterAdvanced()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(14)
        parts: tuple[QWidget, ...] = (self.kinds, *self._all_places, self.refusal)
        for part in (*parts, self._width_caption, self.widths, self.cutter, self.more):
            layout.addWidget(part)

    def _wire(self) -> None:
        self.kinds.chosen.connect(self._change)
        self.widths.chosen.connect(self._change)
        self.cutter.clicked.connect(self._change)
        self.more.entered.connect(self._change)
        for place in self._all_places:
            place.entered.connect(self._change)

    def _base(self, kind: str, place: dict[str, Any]) -> PrinterProfile:
        """The printer shown, at this place; another place is another printer to be tried anew."""
        before = self._printer
        assert kind in get_args(PrinterKind)
        if before is None or before.kind != kind:
            return PrinterProfile(kind, **place)  # type: ignore[arg-type]
        moved = replace(before, **place)
        if moved.name == before.name:
            return moved
        return replace(moved, answers_status=None, answers_fence=None, tested_on="")

    @Slot()
    def _change(self) -> None:
        self._fit()
        self.refuse("")
        kind, printer = self.kind(), self.printer()
        if kind == _NONE or printer is not None:
            self.chosen.emit(printer)
        else:
            self.places[kind].check(is_final=False)
            self.more.check()

    def _fit(self) -> None:
        kind = self.kind()
        for one, button in self.kinds.buttons.items():
            button.setVisible(one in (_NONE, kind) or one in self._kinds_here)
        for place in self._all_places:
            place.setVisible(place is self.places.get(kind))
        self._width_caption.setVisible(kind != _NONE)
        self.widths.setVisible(kind != _NONE)
        self.cutter.setVisible(kind not in (_NONE, "pdf"))
        self.more.setVisible(self._has_more and kind not in (_NONE, "pdf"))
