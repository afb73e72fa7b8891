"""A second person allows what the one at the till may not do alone."""

from PySide6.QtCore import Signal, Slot

from pos_app.i18n import _
from ui.sale.tools.tool_panel import ToolPanel
from ui.second_person import PinField


class AllowPanel(ToolPanel):
    """Asks for a PIN; `chosen` carries it and nothing keeps it."""

    chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.pin = PinField()
        self.fields.addWidget(self.pin)
        self.keypad.show_corner("")
        self.keypad.typed.connect(self.pin.insert)
        self.keypad.erased.connect(self.pin.backspace)
        self.retranslate()

    def ask(self, what: str, who: str) -> None:
        """Ask for the PIN of one of the people named."""
        self.about.setText(f"{what}  ·  {who}" if who else what)
        self.pin.clear()
        self.show_refusal("")

    def put_focus(self) -> None:
        """Begin anew with a PIN that was wrong."""
        self.pin.clear()
        self.pin.setFocus()

    def retranslate(self) -> None:
        """Set the words in the language of the moment."""
        super().retranslate()
        self.set_title(_("Who allows it?"))
        self.take.setText(_("Allow"))
        self.pin.setAccessibleName(_("PIN"))
        self.pin.setPlaceholderText(_("PIN"))

    @Slot()
    def want_to_take(self) -> None:
        """Tell the PIN."""
        self.chosen.emit(self.pin.text())
