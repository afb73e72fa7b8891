"""Looking up a price without selling: what it costs and what is left of it."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout

from pos_app.i18n import _, format_quantity
from ui.buttons import Button
from ui.sale.sale_values import PriceSeen
from ui.widgets import ElidedLabel, IconSign, MoneyLabel, TextLabel

_ROW_PX = 52


class PriceBar(QFrame):
    """Takes the place of the chips while prices are looked up; tiles and scans then only show."""

    sell_wanted = Signal()
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("class", "notice-info")
        self.setFixedHeight(_ROW_PX)
        self._seen: PriceSeen | None = None
        self.name = ElidedLabel(look="section-title")
        self.price = MoneyLabel(22, 800)
        self.stock = TextLabel(look="caption")
        self.sell = Button(icon="shopping-cart")
        self.close_button = Button(kind="plain", key="Esc")
        for button in (self.sell, self.close_button):
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 2, 4, 2)
        row.setSpacing(10)
        row.addWidget(IconSign("search", "info", 20))
        row.addWidget(self.name, 1)
        row.addWidget(self.stock)
        row.addWidget(self.price)
        row.addWidget(self.sell)
        row.addWidget(self.close_button)
        self.sell.clicked.connect(self.sell_wanted)
        self.close_button.clicked.connect(self.left)
        self.retranslate()

    def seen(self) -> PriceSeen | None:
        """What is shown."""
        return self._seen

    def show_price(self, seen: PriceSeen | None) -> None:
        """Show a product's price, or ask for a product."""
        self._seen = seen
        for widget in (self.price, self.stock, self.sell):
            widget.setVisible(seen is not None)
        self.retranslate()

    def retranslate(self) -> None:
        """Set the words in the language of the moment."""
        self.sell.setText(_("Sell it"))
        self.close_button.setText(_("Close"))
        seen = self._seen
        if seen is None:
            self.name.setText(_("Price check: scan or tap. Nothing is sold."))
            self.setAccessibleName(self.name.text())
            return
        self.name.setText(seen.product.name)
        self.price.show_amount(seen.product.price)
        left = seen.left
        words = "" if left is None else _("{quantity} left").format(quantity=format_quantity(left))
        self.stock.setText(words)
        self.setAccessibleName(f"{seen.product.name} {self.price.text()} {words}".strip())
