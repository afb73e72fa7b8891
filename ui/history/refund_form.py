"""A refund of a sale: steppers for what comes back, with what was really paid for each line."""

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QLineEdit, QScrollArea, QVBoxLayout, QWidget

from pos_app.domain.correction import LineBalance
from pos_app.domain.money import Quantity
from pos_app.domain.tender import CASH
from pos_app.i18n import _, format_money, format_quantity
from ui.buttons import Button
from ui.history.back_foot import BackFoot
from ui.history.history_values import RefundState
from ui.history.pane_page import PanePage
from ui.keypad import QuantityStepper
from ui.widgets import TextLabel, clear_layout, touch_scroll

_LONGEST_QUANTITY = 11
_PART_PX = 72


class RefundForm(PanePage):
    """`stepped` carries a line and -1 or 1, `quantity_typed` a weighed line and the text."""

    stepped = Signal(int, int)
    quantity_typed = Signal(int, str)
    all_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._state: RefundState | None = None
        self.lines: dict[int, RefundLine] = {}
        self.all = Button(kind="plain", icon="list-checks")
        self.foot = BackFoot(lambda: _("Choose what comes back"), self.refusal)
        self._rows = QVBoxLayout()
        self._rows.setSpacing(6)
        inside = QWidget()
        inside.setProperty("class", "scrolled")
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 6, 0)
        column.addLayout(self._rows)
        column.addStretch(1)
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setWidget(inside)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        touch_scroll(self._scroll)
        self.body.addWidget(self._scroll, 1)
        self.body.addWidget(self.all)
        self.body.addWidget(self.foot)
        self.all.clicked.connect(self.all_wanted)
        self.retranslate()

    def show_state(self, state: RefundState) -> None:
        """Show what comes back so far, and what that pays."""
        is_new = self._state is None or self._state.balance != state.balance or not state.coming
        self._state = state
        self.show_refusal("")
        if is_new:
            self._make_rows(state)
            self.foot.reasons.clear()
        for line in state.balance.lines:
            self.lines[line.line].show_line(line, state.coming.get(line.line, Quantity(0)))
        self.foot.show_kinds(state.kinds, state.kind)
        self.foot.show_priced(state.priced)
        self.foot.show_step(state.cash_step, lambda: _("The last return is what is left."))
        is_cash, in_cart = state.kind == CASH, state.open_in_cart
        self.foot.show_exchange(in_cart if is_cash else 0, keeps_room=bool(in_cart))
        self.title.setText(_("Refund of {number}").format(number=state.number))

    def show_refusal(self, words: str) -> None:
        """Show what the rules said no to, in the room the foot keeps for it."""
        super().show_refusal(words)
        self.foot.show_refusal(is_shown=bool(words))

    def put_focus(self) -> None:
        """Begin at the first line that can come back."""
        steppers = [row.stepper.more for row in self.lines.values()]
        first = next((one for one in steppers if one.isEnabled()), self.back)
        first.setFocus(Qt.FocusReason.OtherFocusReason)

    def retranslate(self) -> None:
        """Set the words in the language of the moment."""
        super().retranslate()
        self.about.setText(_("Choose with + what comes back, then the way and the reason."))
        self.all.setText(_("Everything comes back"))
        self.foot.retranslate()
        if self._state is not None:
            self.show_state(self._state)

    def _make_rows(self, state: RefundState) -> None:
        clear_layout(self._rows)
        self.lines = {}
        for line in state.balance.lines:
            row = RefundLine(is_weighed=line.line in state.weighed)
            row.part.textEdited.connect(partial(self.quantity_typed.emit, line.line))
            row.stepper.stepped.connect(partial(self.stepped.emit, line.line))
            self._rows.addWidget(row)
            self.lines[line.line] = row


class RefundLine(QWidget):
    """A line of the sale: name, what was paid, what came back already, and its stepper.

    What was sold by weight has a field between the steps, for any part.
    """

    def __init__(self, *, is_weighed: bool) -> None:
        super().__init__()
        self.name = TextLabel(look="strong", wrap=True)
        self.paid = TextLabel(look="caption", wrap=True)
        self.stepper = QuantityStepper()
        self.part = QLineEdit()
        self.part.setMaxLength(_LONGEST_QUANTITY)
        self.part.setFixedWidth(_PART_PX)
        self.part.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.part.setPlaceholderText("0")
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 2, 0, 2)
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(0)
        grid.setColumnStretch(0, 1)
        grid.addWidget(self.name, 0, 0)
        grid.addWidget(self.paid, 1, 0)
        grid.addWidget(self.stepper, 0, 1, 2, 1)
        if is_weighed:
            self.stepper.show_field(self.part)

    def show_line(self, line: LineBalance, coming: Quantity) -> None:
        """Show how much of it comes back now."""
        item = line.item
        self.name.setText(item.name)
        words = _("{amount} was paid for {quantity}").format(
            amount=format_money(item.net), quantity=format_quantity(item.quantity)
        )
        if line.back > Quantity(0):
            came = _("{quantity} came back already").format(quantity=format_quantity(line.back))
            words = f"{words}, {came}"
        self.paid.setText(words)
        self.stepper.show_quantity(format_quantity(coming))
        if not self.part.hasFocus():  # what is being typed is not rewritten under the hand
            self.part.setText(format_quantity(coming) if coming > Quantity(0) else "")
        self.part.setAccessibleName(_("How much of {product}").format(product=item.name))
        self._allow_steps(has_more=coming < line.left, has_less=coming > Quantity(0))
        self.stepper.more.set_name(_("One more of {product}").format(product=item.name))
        self.stepper.less.set_name(_("One less of {product}").format(product=item.name))

    def _allow_steps(self, *, has_more: bool, has_less: bool) -> None:
        """Keep the focus in this line: elsewhere the rows would move under the finger."""
        more, less = self.stepper.more, self.stepper.less
        steps = ((more, less, has_more), (less, more, has_less))
        for step, _other, is_allowed in steps:
            if is_allowed:
                step.setEnabled(True)
        for step, other, is_allowed in steps:
            if step.hasFocus() and not is_allowed and other.isEnabled():
                other.setFocus(Qt.FocusReason.OtherFocusReason)
            if not is_allowed:
                step.setEnabled(False)
