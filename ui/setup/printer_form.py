"""Which printer: an address in the network, a folder of PDF files, or none yet."""

from pathlib import Path

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QButtonGroup, QCheckBox, QHBoxLayout, QVBoxLayout, QWidget

from pos_app.domain.printer import PaperColumns, PrinterProfile
from pos_app.i18n import _
from ui.buttons import Button
from ui.file_choice import FileChooser
from ui.setup.choices import Flow
from ui.setup.form_rows import FieldRow
from ui.widgets import ElidedLabel, TextLabel

_WIDTHS: tuple[PaperColumns, ...] = (32, 42, 48)
_MOST_PORT = 65_535
_KINDS = ("none", "network", "pdf")


class PrinterForm(QWidget):
    """`chosen` carries a PrinterProfile, or None, as soon as what was entered makes sense."""

    chosen = Signal(object)

    def __init__(self, chooser: FileChooser, printer: PrinterProfile | None = None) -> None:
        super().__init__()
        self._chooser = chooser
        self._folder = ""
        self._build()
        self.show_printer(printer)
        self._wire()
        self.retranslate()

    def show_printer(self, printer: PrinterProfile | None) -> None:
        """Show the printer in use."""
        shown = printer or PrinterProfile("network")
        self._buttons(self._kinds)[_KINDS.index(printer.kind if printer else "none")].setChecked(
            True
        )
        self.address.field.setText(shown.address)
        self.port.field.setText(str(shown.port))
        self._folder = shown.folder
        self._buttons(self._widths)[_WIDTHS.index(shown.paper_columns)].setChecked(True)
        self.cutter.setChecked(shown.has_cutter)
        self._fit()

    def printer(self) -> PrinterProfile | None:
        """The printer as entered; None for none, or while something is missing."""
        kind = self.kind()
        if kind == "none":
            return None
        columns = _WIDTHS[self._widths.checkedId()]
        if kind == "pdf":
            if not self._folder:
                return None
            return PrinterProfile("pdf", folder=self._folder, paper_columns=columns)
        port = self._port()
        if not self.address.text() or port is None:
            return None
        return PrinterProfile(
            "network",
            address=self.address.text(),
            port=port,
            paper_columns=columns,
            has_cutter=self.cutter.isChecked(),
        )

    def kind(self) -> str:
        """`none`, `network` or `pdf`."""
        return _KINDS[self._kinds.checkedId()]

    def kind_button(self, kind: str) -> Button:
        """The button of `none`, `network` or `pdf`."""
        return self._buttons(self._kinds)[_KINDS.index(kind)]

    def check(self) -> bool:
        """Say next to a field what is missing; True when nothing is."""
        if self.kind() == "network":
            port = "" if self._port() is not None else _("Type a number from 1 to 65535.")
            self.port.refuse(port)
            address = "" if self.address.text() else _("Type the printer's address.")
            self.address.refuse(address)
            return not (port or address)
        is_missing = self.kind() == "pdf" and not self._folder
        self._folder_refusal.setText(_("Choose the folder for the PDF files."))
        self._folder_refusal.setVisible(is_missing)
        return not is_missing

    def retranslate(self) -> None:
        """Set all words in the language of the moment."""
        kinds = (_("No printer yet"), _("Printer in the network"), _("PDF files in a folder"))
        for button, words in zip(self._buttons(self._kinds), kinds, strict=True):
            button.setText(words)
        self.address.show_words(_("Address"), example="192.168.1.50")
        self.port.show_words(_("Port"))
        self._width_caption.setText(_("Paper width, and letters in a line"))
        widths = (_("58 mm, 32 letters"), _("80 mm, 42 letters"), _("80 mm, 48 letters"))
        for button, words in zip(self._buttons(self._widths), widths, strict=True):
            button.setText(words)
        self.cutter.setText(_("The printer cuts the paper"))
        self.folder_button.setText(_("Choose a folder"))
        self._folder_words.setText(self._folder or _("No folder chosen"))

    # --- inside --------------------------------------------------------------------------------

    def _build(self) -> None:
        self._kinds, kinds = self._group(("circle-minus", "printer", "file-text"))
        self._widths, widths = self._group(("", "", ""))
        self.address, self.port = FieldRow(most=253), FieldRow(most=5)
        self.port.setMaximumWidth(140)
        self._network = QWidget()
        network = QHBoxLayout(self._network)
        network.setContentsMargins(0, 0, 0, 0)
        network.setSpacing(12)
        top = Qt.AlignmentFlag.AlignTop  # a refusal below one field must not move the other
        network.addWidget(self.address, 1, top)
        network.addWidget(self.port, 0, top)
        self._folder_words = ElidedLabel(middle=True)
        self.folder_button = Button(icon="folder-open")
        self._folder_refusal = TextLabel(look="refusal")
        self._folder_refusal.hide()
        self._pdf = QWidget()
        pdf = QVBoxLayout(self._pdf)
        pdf.setContentsMargins(0, 0, 0, 0)
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(self._folder_words, 1)
        row.addWidget(self.folder_button)
        pdf.addLayout(row)
        pdf.addWidget(self._folder_refusal)
        self._width_caption = TextLabel(look="strong")
        self.cutter = QCheckBox()
        self._paper = QWidget()
        paper = QVBoxLayout(self._paper)
        paper.setContentsMargins(0, 0, 0, 0)
        paper.setSpacing(6)
        paper.addWidget(self._width_caption)
        paper.addLayout(widths)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(14)
        layout.addLayout(kinds)
        for widget in (self._network, self._pdf, self._paper, self.cutter):
            layout.addWidget(widget)

    def _group(self, icons: tuple[str, ...]) -> tuple[QButtonGroup, Flow]:
        group, row = QButtonGroup(self), Flow()
        for number, icon in enumerate(icons):
            button = Button(icon=icon)
            button.setCheckable(True)
            group.addButton(button, number)
            row.addWidget(button)
        return group, row

    def _buttons(self, group: QButtonGroup) -> list[Button]:
        return [button for button in group.buttons() if isinstance(button, Button)]

    def _wire(self) -> None:
        self._kinds.idClicked.connect(self._change)
        self._widths.idClicked.connect(self._change)
        self.cutter.clicked.connect(self._change)
        self.address.field.editingFinished.connect(self._change)
        self.port.field.editingFinished.connect(self._change)
        self.folder_button.clicked.connect(self._ask_folder)

    def _port(self) -> int | None:
        text = self.port.text()
        number = int(text) if text.isascii() and text.isdigit() else 0
        return number if 1 <= number <= _MOST_PORT else None

    @Slot()
    def _ask_folder(self) -> None:
        title = _("Folder for the PDF files")
        self._chooser.choose_folder(self, title, self._take_folder)

    def _take_folder(self, folder: Path) -> None:
        self._folder = str(folder)
        self._folder_words.setText(self._folder)
        self._change()

    @Slot()
    def _change(self) -> None:
        self._fit()
        printer = self.printer()
        if printer is not None or self.kind() == "none":
            self._folder_refusal.hide()
            self.chosen.emit(printer)

    def _fit(self) -> None:
        kind = self.kind()
        self._network.setVisible(kind == "network")
        self._pdf.setVisible(kind == "pdf")
        self._paper.setVisible(kind != "none")
        self.cutter.setVisible(kind == "network")
        self._folder_words.setText(self._folder or _("No folder chosen"))
