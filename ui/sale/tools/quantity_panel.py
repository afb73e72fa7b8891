"""The quantity of the line in hand, by keys or fingers."""

from PySide6.QtCore import Signal, Slot

from pos_app.domain.cart import LineItem
from pos_app.i18n import _, format_quantity
from ui.sale.tools.number_edit import NumberEdit
from ui.sale.tools.tool_panel import ToolPanel


class QuantityPanel(ToolPanel):
    """Takes whole pieces, or decimals for goods sold by weight; `chosen` carries the text."""

    chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.field = NumberEdit()
        self.fields.addWidget(self.field)
        self.keypad.typed.connect(self.field.insert)
        self.keypad.erased.connect(self.field.backspace)
        self.retranslate()

    def show_line(self, line: LineItem) -> None:
        """Ask for the quantity of a line; what is typed replaces the old one."""
        self.about.setText(line.name)
        self.show_refusal("")
        self.field.setText(format_quantity(line.quantity))
        self.keypad.show_corner("," if line.sold_by_weight else "000")

    def put_focus(self) -> None:
        """Have what is typed replace what stands there."""
        self.field.selectAll()
        self.field.setFocus()

    def retranslate(self) -> None:
        """Set the words in the language of the moment."""
        super().retranslate()
        self.set_title(_("Quantity"))
        self.field.setAccessibleName(_("Quantity"))

    def has_input(self) -> bool:
        """Say whether something was typed."""
        return bool(self.field.text().strip())

    @Slot()
    def want_to_take(self) -> None:
        """Tell what was typed."""
        self.chosen.emit(self.field.text())
