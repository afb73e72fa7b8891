"""Sizes and colours of goods that share a name: one tap more."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QWidget

from pos_app.domain.catalog import Product
from pos_app.domain.money import Quantity
from pos_app.i18n import _, format_money, format_quantity
from ui.buttons import BigButton
from ui.sale.tools.tool_panel import ToolPanel, scrolled
from ui.widgets import clear_layout

_COLUMNS = 2


class VariantPanel(ToolPanel):
    """`chosen` carries the product of the button that was tapped."""

    chosen = Signal(object)

    grows = True

    def __init__(self) -> None:
        super().__init__(has_keys=False, has_take=False)
        self.variants: tuple[BigButton, ...] = ()
        inside = QWidget()
        self._grid = QGridLayout(inside)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(8)
        for column in range(_COLUMNS):
            self._grid.setColumnStretch(column, 1)
        self.fields.addWidget(scrolled(inside), 1)
        self.retranslate()

    def show_variants(
        self, group: str, products: Sequence[tuple[Product, Quantity | None]]
    ) -> None:
        """Show what there is under a shared name, each with what is left of it."""
        clear_layout(self._grid)
        self.set_title(group)
        self.show_refusal("")
        buttons = []
        for place, (product, left) in enumerate(products):
            button = BigButton(_words(product, left))
            button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
            button.allow_elide()
            button.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
            button.clicked.connect(partial(self._choose, product))
            self._grid.addWidget(button, place // _COLUMNS, place % _COLUMNS)
            button.show()
            buttons.append(button)
        self._grid.setRowStretch(len(buttons), 1)
        self.variants = tuple(buttons)

    def put_focus(self) -> None:
        """Begin with the first one; arrows lead to the others."""
        if self.variants:
            self.variants[0].setFocus(Qt.FocusReason.OtherFocusReason)

    def retranslate(self) -> None:
        """Set the words in the language of the moment."""
        super().retranslate()
        self.about.setText(_("Choose which one."))

    def _choose(self, product: Product, *_checked: bool) -> None:
        self.chosen.emit(product)


def _words(product: Product, left: Quantity | None) -> str:
    words = f"{product.variant_label or product.name}  ·  {format_money(product.price)}"
    if left is None:
        return words
    stock = _("Sold out") if left <= Quantity(0) else format_quantity(left)
    return f"{words}  ·  {stock}"
