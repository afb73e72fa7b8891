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
from pos_app.i18n import _
from pos_app.wording import words_for
from ui.buttons import Button, IconButton
from ui.money_field import MoneyField
from ui.theme import set_class
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

    def entry(self, field: str) -> "FormEntry":
        """The entry of a field, by the field's name in the product."""
        return self._entries[field]

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
        self.by_weight = QCheckBox()
        self.save_button = Button(kind="soft", icon="check")
        self.retire_button = Button(kind="plain", icon="circle-minus")
        self._entries = {
            "name": self.name,
            "price": self._price_entry,
            "code": self.code,
            "quick_code": self.quick_code,
            "category": self._category_entry,
            "unit": self.unit,
        }
        self._lay_out()

    def _lay_out(self) -> None:
        inside = QWidget()
        inside.setProperty("class", "scrolled")
        fields = QVBoxLayout(inside)
        fields.setContentsMargins(0, 0, 8, 0)
        fields.setSpacing(8)
        for entry in (self.name, self._price_entry, self.code):
            fields.addWidget(entry)
        pair = QHBoxLayout()
        pair.setSpacing(12)
        pair.addWidget(self.quick_code, 1)
        pair.addWidget(self.unit, 1)
        fields.addLayout(pair)
        fields.addWidget(self._category_entry)
        fields.addWidget(self.by_weight)
        fields.addStretch(1)
        scroll = QScrollArea()
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
            if entry is not self._price_entry:
                entry.line.returnPressed.connect(self._save)
        self.price.accepted.connect(self._save)

    @Slot()
    @Slot(object)
    def _save(self, *_amount: object) -> None:
        price = self.price.commit()
        if not self.price.is_settled():
            self.price.setFocus()
            return
        self.save_wanted.emit(
            replace(
                self._product,
                name=self.name.line.text(),
                price=price or 0,
                code=self.code.line.text(),
                quick_code=self.quick_code.line.text(),
                category=self.category.currentText(),
                unit=self.unit.line.text(),
                sold_by_weight=self.by_weight.isChecked(),
            )
        )

    @Slot()
    def _retire(self) -> None:
        self.retire_wanted.emit(self._product)

    def _forget_refusals(self) -> None:
        for entry in self._entries.values():
            entry.refuse("")

    def _entry_of(self, refusal: Refusal) -> "FormEntry":
        field = "name"
        if isinstance(refusal, ProductIsIncomplete):
            field = refusal.field
        elif isinstance(refusal, CodeIsTaken):
            is_code = refusal.code == self.code.line.text().strip()
            field = "code" if is_code else "quick_code"
        return self.entry(field)


class FormEntry(QWidget):
    """A field with its name above and, when it was refused, the reason below."""

    def __init__(self, line: QLineEdit, field: QWidget | None = None) -> None:
        super().__init__()
        self.line = line
        self._field = line if field is None else field
        self._look = str(line.property("class") or "")
        self._name = TextLabel(look="caption")
        self._name.setBuddy(line)
        self.refusal = TextLabel(look="refusal", wrap=True)
        self.refusal.hide()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(3)
        layout.addWidget(self._name)
        layout.addWidget(self._field)
        layout.addWidget(self.refusal)

    def set_name(self, name: str) -> None:
        """Set the name above the field, which is also its accessible name."""
        self._name.setText(name)
        self._field.setAccessibleName(name)
        self.line.setAccessibleName(name)

    def refuse(self, words: str) -> None:
        """Show why the field was refused; empty words take the refusal back."""
        self.refusal.setText(words)
        self.refusal.setVisible(bool(words))
        set_class(self.line, f"{self._look} refused".strip() if words else self._look)
