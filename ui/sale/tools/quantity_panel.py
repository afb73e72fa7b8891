"""The quantity of the line in hand, or the weight of what is not in the cart yet."""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout

from pos_app.domain.cart import LineItem
from pos_app.domain.catalog import Product
from pos_app.domain.money import Quantity
from pos_app.domain.rupiah import read_quantity
from pos_app.i18n import _, format_money, format_quantity
from ui.sale.tools.number_edit import NumberEdit
from ui.sale.tools.tool_panel import ToolPanel
from ui.widgets import FigureLabel, TextLabel


class QuantityPanel(ToolPanel):
    """Takes whole pieces, or decimals for goods sold by weight.

    `chosen` carries the text for the line in hand, `weighed` a product and the text.
    """

    chosen = Signal(str)
    weighed = Signal(object, str)

    def __init__(self) -> None:
        super().__init__()
        self._product: Product | None = None
        self._price = 0
        self._unit = ""
        self.field = NumberEdit()
        self.unit = TextLabel(look="section-title")
        self.result = FigureLabel(16, 700)
        self.result.setAlignment(Qt.AlignmentFlag.AlignRight)
        row = QHBoxLayout()
        row.setSpacing(10)
        row.addWidget(self.field, 1)
        row.addWidget(self.unit)
        self.fields.addLayout(row)
        self.fields.addWidget(self.result)
        self.field.textChanged.connect(self._show_result)
        self.keypad.typed.connect(self.field.insert)
        self.keypad.erased.connect(self.field.backspace)
        self.retranslate()

    def show_line(self, line: LineItem) -> None:
        """Ask for the quantity of a line; what is typed replaces the old one."""
        self._product = None
        self._ask(line.name, line.unit_price, line.unit if line.sold_by_weight else "")
        self.field.setText(format_quantity(line.quantity))
        self.keypad.show_corner("," if line.sold_by_weight else "000")

    def ask_weight(self, product: Product) -> None:
        """Ask for the weight of a product that is not in the cart yet; nothing is typed."""
        self._product = product
        self._ask(product.name, product.price, product.unit)
        self.field.clear()
        self.keypad.show_corner(",")

    def unweighed(self) -> Product | None:
        """The product whose weight is asked for at this moment."""
        return None if self.isHidden() else self._product

    def put_focus(self) -> None:
        """Have what is typed replace what stands there."""
        self.field.selectAll()
        self.field.setFocus()

    def retranslate(self) -> None:
        """Set the words in the language of the moment."""
        super().retranslate()
        self._show_title()

    def has_input(self) -> bool:
        """Say whether something was typed; a weight that is asked for is not passed over."""
        return self._product is not None or bool(self.field.text().strip())

    @Slot()
    def want_to_take(self) -> None:
        """Tell what was typed."""
        if self._product is None:
            self.chosen.emit(self.field.text())
        elif self.field.text().strip():
            self.weighed.emit(self._product, self.field.text())
        else:
            self.show_refusal(_("Type what it weighs, for example 0,335. Esc leaves it out."))

    def _ask(self, name: str, price: int, unit: str) -> None:
        self._price, self._unit = price, unit
        per = f"{format_money(price)}/{unit}" if unit else format_money(price)
        self.about.setText(f"{name}  ·  {per}")
        self.unit.setText(unit)
        self.unit.setVisible(bool(unit))
        self.show_refusal("")
        self._show_title()

    def _show_title(self) -> None:
        word = _("Quantity") if self._product is None else _("Weight")
        self.set_title(word)
        self.field.setAccessibleName(f"{word} {self._unit}".rstrip())

    @Slot()
    def _show_result(self) -> None:
        read = read_quantity(self.field.text())
        cost = read.times(self._price) if isinstance(read, Quantity) else None
        self.result.setText("" if cost is None else format_money(cost))
