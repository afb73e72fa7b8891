"""Another unit price for the line in hand, with its reason."""

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QLineEdit

from pos_app.domain.cart import LineItem
from pos_app.domain.money import Money
from pos_app.i18n import _, format_money, format_plain
from ui.money_field import MoneyField
from ui.reason_chips import ReasonChips
from ui.sale.tools.tool_panel import ToolPanel


class PricePanel(ToolPanel):
    """`chosen` carries the price in minor units and the reason; both prices are recorded."""

    chosen = Signal(object, str)

    def __init__(self) -> None:
        super().__init__()
        self._before: Money = 0
        self.price = MoneyField(big=True)
        self.usual = ReasonChips(2)
        self.reason = QLineEdit()
        for widget in (self.price, self.reason, self.usual):
            self.fields.addWidget(widget)
        self.usual.chosen.connect(self._put_reason)
        self.keypad.typed.connect(self.price.take_digits)
        self.keypad.erased.connect(self.price.erase)
        self.retranslate()

    def show_line(self, line: LineItem) -> None:
        """Ask for the price of a line."""
        listed = line.unit_price if line.list_price is None else line.list_price
        words = _("{product}  ·  list price {price}")
        self.about.setText(words.format(product=line.name, price=format_money(listed)))
        self._before = line.unit_price
        self.price.set_value(line.unit_price)
        self.reason.setText(line.price_reason)
        self.show_refusal("")

    def put_focus(self) -> None:
        """Have what is typed replace the price; after a price its reason is next."""
        field = self.price.field if not self.refusal.text() else self.reason
        field.selectAll()
        field.setFocus()

    def retranslate(self) -> None:
        """Set the words in the language of the moment."""
        super().retranslate()
        self.set_title(_("Another price"))
        self.price.set_name(_("Unit price"))
        self.price.retranslate()
        self.reason.setAccessibleName(_("Reason"))
        self.reason.setPlaceholderText(_("Reason"))
        words = (_("damaged"), _("display piece"), _("wrong price tag"), _("regular buyer"))
        self.usual.show_reasons([(word, word) for word in words])

    def has_input(self) -> bool:
        """Say whether another price was typed."""
        return self.price.field.text() != format_plain(self._before)

    @Slot()
    def want_to_take(self) -> None:
        """Tell price and reason."""
        price = self.price.commit()
        if price is not None and self.price.is_settled():
            self.chosen.emit(price, self.reason.text())

    @Slot(str)
    def _put_reason(self, words: str) -> None:
        self.reason.setText(words)
        self.reason.setFocus()
        self.usual.clear()
