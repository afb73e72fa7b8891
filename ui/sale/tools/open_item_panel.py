"""*Barang lain*: goods that are in no price list, at a typed price."""

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QLineEdit

from pos_app.domain.cart import ONE
from pos_app.domain.money import Quantity
from pos_app.i18n import _, format_quantity
from ui.keypad import QuantityStepper
from ui.money_field import MoneyField
from ui.sale.tools.tool_panel import ToolPanel
from ui.widgets import TextLabel


class OpenItemPanel(ToolPanel):
    """`chosen` carries name, unit price in minor units and quantity; the name may be empty."""

    chosen = Signal(str, object, object)

    holds_words = True

    def __init__(self) -> None:
        super().__init__()
        self._quantity = ONE
        self.price = MoneyField(big=True)
        self.name = QLineEdit()
        self.name.setMaxLength(120)
        self.quantity_word = TextLabel(look="caption")
        self.stepper = QuantityStepper()
        row = QHBoxLayout()
        row.addWidget(self.quantity_word, 1)
        row.addWidget(self.stepper)
        self.fields.addWidget(self.price)
        self.fields.addWidget(self.name)
        self.fields.addLayout(row)
        self.stepper.stepped.connect(self._step)
        self.keypad.typed.connect(self.price.take_digits)
        self.keypad.erased.connect(self.price.erase)
        self.retranslate()

    def start(self, name: str, quantity: Quantity) -> None:
        """Begin with what was typed into the scan field."""
        self.name.setText(name)
        self._quantity = quantity
        self.price.clear()
        self.show_refusal("")
        self._show_quantity()

    def put_focus(self) -> None:
        """Begin with the price."""
        self.price.field.selectAll()
        self.price.field.setFocus()

    def retranslate(self) -> None:
        """Set the words in the language of the moment."""
        super().retranslate()
        self.set_title(_("Other item"))
        self.about.setText(_("For what is in no price list: type its price."))
        self.take.setText(_("Add"))
        self.price.set_name(_("Unit price"))
        self.price.set_placeholder(_("Price"))
        self.price.retranslate()
        self.name.setAccessibleName(_("Name"))
        self.name.setPlaceholderText(_("Name, if you like"))
        self.quantity_word.setText(_("Quantity"))
        self.stepper.retranslate()

    def has_input(self) -> bool:
        """Say whether something was typed."""
        return bool(self.price.field.text().strip())

    @Slot()
    def want_to_take(self) -> None:
        """Tell what is sold."""
        price = self.price.commit()
        if price is not None:
            self.chosen.emit(self.name.text(), price, self._quantity)
        elif self.price.is_settled():
            self.show_refusal(_("Type the price of one piece, for example 15.000 or 15rb."))

    @Slot(int)
    def _step(self, by: int) -> None:
        stepped = self._quantity + Quantity(by * ONE.thousandths)
        if stepped > Quantity(0):
            self._quantity = stepped
            self._show_quantity()

    def _show_quantity(self) -> None:
        self.stepper.show_quantity(format_quantity(self._quantity))
