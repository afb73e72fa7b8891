"""A new product with the code that was just scanned, made in the middle of a sale (S16)."""

from typing import Final

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from pos_app.domain.catalog import Product
from pos_app.domain.errors import OutsideError, ProductIsIncomplete, Refusal
from pos_app.i18n import _
from pos_app.services.catalog_keeping import CatalogKeeping
from pos_app.wording import words_for
from ui.buttons import BigButton
from ui.cards import Card
from ui.goods.form_entry import FormEntry
from ui.money_field import MoneyField
from ui.widgets import TextLabel

_WIDEST_PX: Final = 460


class NewProductPanel(QWidget):
    """Name and price for an unknown code; nothing is added by guess.

    `made` carries the number of the product that is in the catalogue now, for whoever puts it into
    the cart; `left` goes back with nothing made; `failed` carries an OutsideError.
    """

    made = Signal(int)
    left = Signal()
    failed = Signal(object)

    def __init__(self, catalog: CatalogKeeping) -> None:
        super().__init__()
        self._catalog = catalog
        self._build()
        self._wire()
        self.retranslate()

    def entry(self, field: str) -> FormEntry:
        """The entry of a field, by its name in the product."""
        return {"code": self.code, "name": self.name, "price": self._price_entry}[field]

    def open_for(self, code: str, name: str = "") -> None:
        """Begin anew with a code; an empty one lets the till make its own."""
        self.code.line.setText(code)
        self._show_title()
        self.name.line.setText(name)
        self.price.set_value(None)
        self._forget_refusals()
        first = self.price.field if name else self.name.line
        first.setFocus(Qt.FocusReason.OtherFocusReason)

    def has_input(self) -> bool:
        """Whether something was typed that would be lost if the panel were just closed."""
        return bool(self.name.line.text().strip() or self.price.field.text())

    def retranslate(self) -> None:
        """Set the words in the language of the moment."""
        self._show_title()
        self.code.set_name(_("Code"))
        self.code.line.setPlaceholderText(_("scan or type; empty: Gerai makes one"))
        self.name.set_name(_("Name"))
        self._price_entry.set_name(_("Price"))
        self.price.set_name(_("Price"))
        self.price.retranslate()
        self._about.setText(_("It is sold in this cart and is in the products from now on."))
        self.back.setText(_("Back"))
        self.sell.setText(_("Add and sell"))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go back on Escape; letters stay here and do not reach the scan field."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        elif not event.text() or not event.text().isprintable():
            super().keyPressEvent(event)

    def _build(self) -> None:
        self._card = Card()
        self._about = TextLabel(look="caption", wrap=True)
        self.code, self.name = FormEntry(QLineEdit()), FormEntry(QLineEdit())
        self.price = MoneyField()
        self._price_entry = FormEntry(self.price.field, self.price)
        self.back, self.sell = BigButton(key="Esc"), BigButton(kind="soft", icon="plus")
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addWidget(self.back, 1)
        buttons.addWidget(self.sell, 2)
        for widget in (self._about, self.code, self.name, self._price_entry):
            self._card.body.addWidget(widget)
        self._card.body.addSpacing(8)
        self._card.body.addLayout(buttons)
        self._card.setMaximumWidth(_WIDEST_PX)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(self._card, 20)
        row.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(18, 6, 6, 12)
        layout.addLayout(row)
        layout.addStretch(1)

    def _wire(self) -> None:
        self.back.clicked.connect(self.left)
        self.sell.clicked.connect(self._make)
        self.code.line.returnPressed.connect(self.name.line.setFocus)
        self.name.line.returnPressed.connect(self.price.setFocus)
        self.price.accepted.connect(self._make)

    @Slot()
    @Slot(object)
    def _make(self, *_amount: object) -> None:
        price = self.price.commit()
        if not self.price.is_settled():
            self.price.setFocus()
            return
        wanted = Product(
            product_id=0,
            name=self.name.line.text(),
            price=price or 0,
            code=self.code.line.text(),
        )
        try:
            product = self._catalog.edit_product(wanted)
        except Refusal as refusal:
            self._show_refusal(refusal)
            return
        except OutsideError as error:
            self.failed.emit(error)
            return
        self.made.emit(product.product_id)

    def _show_title(self) -> None:
        has_code = bool(self.code.line.text())
        self._card.set_title(_("New product with this code") if has_code else _("New product"))

    def _show_refusal(self, refusal: Refusal) -> None:
        """Say it next to its field; what was typed stays."""
        self._forget_refusals()
        fields = {"name": self.name, "price": self._price_entry}
        field = refusal.field if isinstance(refusal, ProductIsIncomplete) else "code"
        entry = fields.get(field, self.code)
        entry.refuse(words_for(refusal))
        entry.line.setFocus()

    def _forget_refusals(self) -> None:
        for entry in (self.code, self.name, self._price_entry):
            entry.refuse("")
