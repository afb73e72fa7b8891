"""*Tawar*: what all goods cost together by agreement with the buyer."""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QGridLayout

from pos_app.domain.cart import Cart
from pos_app.domain.money import Money
from pos_app.i18n import _, format_money
from ui.buttons import Button
from ui.money_field import MoneyField
from ui.sale.tools.tool_panel import ToolPanel
from ui.widgets import FigureLabel, MoneyLabel, TextLabel


class AgreedPanel(ToolPanel):
    """Shows the sum of the prices and the least the floor prices allow.

    `chosen` carries the agreed total in minor units, `below_chosen` one below that least, when
    somebody insists; `dropped` asks for the plain prices again.
    """

    chosen = Signal(object)
    below_chosen = Signal(object)
    dropped = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._list_sum: Money = 0
        self._total: Money | None = None
        self._build()
        self.keypad.typed.connect(self.field.take_digits)
        self.keypad.erased.connect(self.field.erase)
        self.field.edited.connect(self._follow)
        self.field.changed.connect(self._follow)
        self.off.clicked.connect(self.dropped)
        self.below.clicked.connect(self._take_below)
        self.retranslate()

    def show_cart(self, cart: Cart) -> None:
        """Ask what the goods of a cart cost together."""
        self._list_sum = cart.list_sum
        has_discount = cart.reduction is not None and cart.agreed is None
        for widget in (self.now, self.now_word, self.replaces):
            widget.setVisible(has_discount)
        self.now.show_amount(cart.goods)
        self.sum.show_amount(cart.list_sum)
        self.lowest.show_amount(cart.lowest_total)
        has_floor = cart.lowest_total > 0
        self.lowest.setVisible(has_floor)
        self.lowest_word.setVisible(has_floor)
        self.off.setVisible(cart.agreed is not None)
        self.field.set_value(cart.agreed.total if cart.agreed else None)
        self.show_refusal("")
        self._follow(self.field.value())

    def offer_below(self) -> None:
        """Offer to agree all the same; whether that is allowed is not decided here."""
        self.below.show()

    def put_focus(self) -> None:
        """Have what is typed replace what stands there."""
        self.field.field.selectAll()
        self.field.field.setFocus()

    def retranslate(self) -> None:
        """Set the words in the language of the moment."""
        super().retranslate()
        self.set_title(_("Agreed total"))
        self.off.setText(_("List prices"))
        self.below.setText(_("Agree all the same"))
        self.sum_word.setText(_("Sum of the prices"))
        self.lowest_word.setText(_("Lowest possible"))
        self.now_word.setText(_("With the cart's discount"))
        self.now.set_name(_("With the cart's discount"))
        self.replaces.setText(_("What you agree on takes the place of the cart's discount."))
        self.sum.set_name(_("Sum of the prices"))
        self.lowest.set_name(_("Lowest possible"))
        self.field.set_name(_("Agreed total"))
        self.field.retranslate()
        self._follow(self.field.value())

    def has_input(self) -> bool:
        """Say whether something was typed."""
        return bool(self.field.field.text().strip())

    @Slot()
    def want_to_take(self) -> None:
        """Tell the total."""
        total = self.field.commit()
        if total is not None:
            self.chosen.emit(total)
        elif self.field.is_settled():
            self.show_refusal(_("Type what all of it costs together."))

    def _build(self) -> None:
        self.sum_word, self.lowest_word = TextLabel(look="caption"), TextLabel(look="caption")
        self.sum, self.lowest = MoneyLabel(17, 700), MoneyLabel(17, 700)
        self.now_word, self.now = TextLabel(look="caption"), MoneyLabel(17, 700)
        self.replaces = TextLabel(look="hint", wrap=True)
        self.field = MoneyField(big=True)
        self.off = Button(kind="plain", icon="undo-2")
        self.off.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.result = FigureLabel(15, 600)
        self.result.setAlignment(Qt.AlignmentFlag.AlignRight)
        sums = QGridLayout()
        sums.setHorizontalSpacing(12)
        sums.setVerticalSpacing(4)
        for row, (word, amount) in enumerate(
            (
                (self.sum_word, self.sum),
                (self.now_word, self.now),
                (self.lowest_word, self.lowest),
            )
        ):
            sums.addWidget(word, row, 0)
            sums.addWidget(amount, row, 1)
        self.fields.addLayout(sums)
        self.fields.addWidget(self.field)
        self.fields.addWidget(self.result)
        self.fields.addWidget(self.replaces)
        self.below = Button(kind="danger", icon="shield-check")
        self.below.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.fields.addWidget(self.below)
        self.fields.addWidget(self.off)

    @Slot()
    def _take_below(self) -> None:
        if self._total is not None:
            self.below_chosen.emit(self._total)

    @Slot(object)
    def _follow(self, total: Money | None) -> None:
        self._total = total
        self.below.hide()
        off = self._list_sum - total if total else 0
        words = _("{amount} less") if off > 0 else ""
        self.result.setText(words.format(amount=format_money(off)))
