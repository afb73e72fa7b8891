"""The form of one product, beside the table. What is refused is said next to its field."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QCompleter,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from pos_app.domain.catalog import Product
from pos_app.domain.errors import CodeIsTaken, ProductIsIncomplete, Refusal
from pos_app.domain.money import Percent
from pos_app.domain.rupiah import Refused, read_percent
from pos_app.i18n import _, format_percent
from pos_app.wording import words_for
from ui.buttons import Button, IconButton
from ui.goods.form_entry import FormEntry
from ui.money_field import MoneyField
from ui.widgets import TextLabel, touch_scroll

NEW: Final = Product(product_id=0, name="", price=0)


class ProductForm(QFrame):
    """Shows a product or an empty one. `save_wanted` and `retire_wanted` carry a Product."""

    save_wanted = Signal(object)
    retire_wanted = Signal(object)
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._product = NEW
        self._build()
        self._wire()
        self.retranslate()

    def show_product(self, product: Product, categories: Sequence[str]) -> None:
        """Show a product; `categories` are those in use."""
        self._product = product
        self.name.line.setText(product.name)
        self.price.set_value(product.price or None)
        self.code.line.setText(product.code)
        self.quick_code.line.setText(product.quick_code)
        self.category.clear()
        self.category.addItems(list(categories))
        self.category.setCurrentText(product.category)
        self.unit.line.setText(product.unit)
        self.by_weight.setChecked(product.sold_by_weight)
        self.favourite.setChecked(product.is_favourite)
        self.floor.set_value(product.floor_price)
        rate = product.tax_rate
        self.tax.line.setText("" if rate is None else format_percent(rate).removesuffix("%"))
        self.variant.line.setText(product.variant_group)
        self.label.line.setText(product.variant_label)
        self._forget_refusals()
        self._show_title()
        self.name.line.setFocus()
        # Backwards, so that the beginning of a long name stays in sight.
        self.name.line.setSelection(len(product.name), -len(product.name))

    def show_refusal(self, refusal: Refusal) -> None:
        """Say next to the field why the product was not saved."""
        self._forget_refusals()
        entry = self._entry_of(refusal)
        entry.refuse(words_for(refusal))
        entry.line.setFocus()
        self._fields.activate()  # the reason below the field has its place only now
        self._scroll.ensureWidgetVisible(entry)

    def entry(self, field: str) -> FormEntry:
        """The entry of a field, by the field's name in the product."""
        return self._entries[field]

    def has_changes(self) -> bool:
        """Whether something was typed that is not saved."""
        is_other = self._as_typed() != self._product or not self._product.product_id
        return is_other or any(
            field.isModified() for field in (self.price.field, self.floor.field, self.tax.line)
        )

    def take_scan(self, code: str) -> None:
        """Put a scanned code where it belongs, wherever the cursor is."""
        self.code.line.setText(code)

    def retranslate(self) -> None:
        """Set all words in the language of the moment."""
        self.close_button.set_name(_("Close the form"))
        self.name.set_name(_("Name"))
        self._price_entry.set_name(_("Price"))
        self.price.set_name(_("Price"))
        self.price.retranslate()
        self.code.set_name(_("Code"))
        self.code.line.setPlaceholderText(_("scan or type; empty: Gerai makes one"))
        self.quick_code.set_name(_("Quick code"))
        self.quick_code.line.setPlaceholderText(_("2-3 digits"))
        self._category_entry.set_name(_("Category"))
        self.unit.set_name(_("Unit"))
        self.by_weight.setText(_("Sold by weight or length"))
        self.favourite.setText(_("Favourite: comes first"))
        self._floor_entry.set_name(_("Lowest price when haggling"))
        self.floor.set_name(_("Lowest price when haggling"))
        self.floor.retranslate()
        self.tax.set_name(_("Tax in percent"))
        self.tax.line.setPlaceholderText(_("the booth's"))
        self.variant.set_name(_("Variant of"))
        self.variant.line.setPlaceholderText(_("like T-shirt"))
        self.label.set_name(_("This variant"))
        self.label.line.setPlaceholderText(_("like L, blue"))
        self.save_button.setText(_("Save"))
        self.retire_button.setText(_("Take out of sale"))
        self._show_title()

    def _show_title(self) -> None:
        is_new = not self._product.product_id
        self.title.setText(_("New product") if is_new else _("Change the product"))
        self.retire_button.setVisible(not is_new)

    def _build(self) -> None:
        self.setProperty("class", "card")
        self.title = TextLabel(look="section-title")
        self.close_button = IconButton("x", "", kind="plain")
        self.price = MoneyField()
        self.category = QComboBox()
        self.category.setEditable(True)
        self.category.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        completer = QCompleter(self.category.model(), self)
        completer.setCompletionMode(QCompleter.CompletionMode.PopupCompletion)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.category.setCompleter(completer)
        self.name, self.code = FormEntry(QLineEdit()), FormEntry(QLineEdit())
        self.quick_code, self.unit = FormEntry(QLineEdit()), FormEntry(QLineEdit())
        self._price_entry = FormEntry(self.price.field, self.price)
        line = self.category.lineEdit()
        assert line is not None
        self._category_entry = FormEntry(line, self.category)
        self.by_weight, self.favourite = QCheckBox(), QCheckBox()
        self.floor = MoneyField()
        self._floor_entry = FormEntry(self.floor.field, self.floor)
        self.tax, self.variant = FormEntry(QLineEdit()), FormEntry(QLineEdit())
        self.label = FormEntry(QLineEdit())
        self.save_button = Button(kind="soft", icon="check")
        self.retire_button = Button(kind="plain", icon="circle-minus")
        self._entries = {
            "name": self.name,
            "price": self._price_entry,
            "code": self.code,
            "quick_code": self.quick_code,
            "category": self._category_entry,
            "unit": self.unit,
            "floor_price": self._floor_entry,
            "tax_rate": self.tax,
            "variant": self.variant,
            "variant_label": self.label,
        }
        self._lay_out()

    def _lay_out(self) -> None:
        inside = QWidget()
        inside.setProperty("class", "scrolled")
        fields = self._fields = QVBoxLayout(inside)
        fields.setContentsMargins(0, 0, 8, 0)
        fields.setSpacing(8)
        for entry in (self.name, self._price_entry, self.code):
            fields.addWidget(entry)
        fields.addLayout(_pair(self.quick_code, self.unit))
        fields.addWidget(self._category_entry)
        fields.addWidget(self.favourite)
        fields.addWidget(self.by_weight)
        fields.addWidget(self._floor_entry)
        fields.addWidget(self.tax)
        fields.addLayout(_pair(self.variant, self.label))
        fields.addStretch(1)
        scroll = self._scroll = QScrollArea()
        scroll.setWidget(inside)
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        touch_scroll(scroll)
        head, foot = QHBoxLayout(), QHBoxLayout()
        head.addWidget(self.title, 1)
        head.addWidget(self.close_button)
        foot.setSpacing(8)
        foot.setContentsMargins(0, 0, 8, 0)
        foot.addWidget(self.retire_button)
        foot.addWidget(self.save_button, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(18, 10, 10, 14)
        layout.setSpacing(8)
        layout.addLayout(head)
        layout.addWidget(scroll, 1)
        layout.addLayout(foot)

    def _wire(self) -> None:
        self.close_button.clicked.connect(self.left)
        self.save_button.clicked.connect(self._save)
        self.retire_button.clicked.connect(self._retire)
        for entry in self._entries.values():
            if entry not in (self._price_entry, self._floor_entry):
                entry.line.returnPressed.connect(self._save)
        self.price.accepted.connect(self._save)
        self.floor.accepted.connect(self._save)

    @Slot()
    @Slot(object)
    def _save(self, *_amount: object) -> None:
        price, floor = self.price.commit(), self.floor.commit()
        for field in (self.price, self.floor):
            if not field.is_settled():
                field.setFocus()
                return
        tax = _read_tax(self.tax.line.text())
        if isinstance(tax, Refused):
            self.show_refusal(ProductIsIncomplete("tax_rate", "form"))
            return
        self.save_wanted.emit(
            replace(self._as_typed(), price=price or 0, floor_price=floor, tax_rate=tax)
        )

    def _as_typed(self) -> Product:
        """The product with its texts and marks; prices and the tax have to be read first."""
        return replace(
            self._product,
            name=self.name.line.text(),
            code=self.code.line.text(),
            quick_code=self.quick_code.line.text(),
            category=self.category.currentText(),
            unit=self.unit.line.text(),
            sold_by_weight=self.by_weight.isChecked(),
            is_favourite=self.favourite.isChecked(),
            variant_group=self.variant.line.text(),
            variant_label=self.label.line.text(),
        )

    @Slot()
    def _retire(self) -> None:
        self.retire_wanted.emit(self._product)

    def _forget_refusals(self) -> None:
        for entry in self._entries.values():
            entry.refuse("")

    def _entry_of(self, refusal: Refusal) -> FormEntry:
        field = "name"
        if isinstance(refusal, ProductIsIncomplete):
            field = refusal.field
        elif isinstance(refusal, CodeIsTaken):
            is_code = refusal.code == self.code.line.text().strip()
            field = "code" if is_code else "quick_code"
        return self.entry(field)


def _pair(left: QWidget, right: QWidget) -> QHBoxLayout:
    pair = QHBoxLayout()
    pair.setSpacing(12)
    pair.addWidget(left, 1, Qt.AlignmentFlag.AlignTop)
    pair.addWidget(right, 1, Qt.AlignmentFlag.AlignTop)
    return pair


def _read_tax(text: str) -> Percent | Refused | None:
    """None is the booth's own rate; 0 is exempt."""
    text = text.strip().removesuffix("%").strip()
    if not text:
        return None
    return Percent(0) if text == "0" else read_percent(text)
