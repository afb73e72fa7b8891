"""Where things stand on the page of money: three columns, or the same in a small window."""

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from pos_app.i18n import ngettext
from ui.buttons import IconButton
from ui.cards import Card
from ui.keypad import Keypad
from ui.sale.cart.cart_list import SlimCartList
from ui.sale.cart.cart_model import CartModel
from ui.sale.money.cash_keys import CashKeys
from ui.sale.money.excess_question import ExcessQuestion
from ui.sale.money.money_extras import MoneyExtras
from ui.sale.money.other_pane import OtherPane
from ui.sale.money.payment_values import PaymentState
from ui.sale.money.tender_foot import TenderFoot
from ui.sale.money.tender_kinds import TenderKinds
from ui.sale.money.tender_sums import TenderSums
from ui.widgets import TextLabel

_LEFT_PX, _NARROW_LEFT_PX = 262, 240
_RIGHT_PX, _NARROW_RIGHT_PX = 300, 310


class TenderColumns(QWidget):
    """Holds the parts of the page and sets them out; decides nothing.

    Wide: kinds and cart, amounts with what the kind needs, keypad. Narrow: the keypad moves under
    the amounts, or the code to scan does, and what the kind needs stands beside them.
    """

    def __init__(self, lines: CartModel) -> None:
        super().__init__()
        self.is_narrow = False
        self._is_low = False
        self._pieces = 0
        self._make(lines)
        self._build_left()
        self._build_money()
        self._set_out()

    def show_detail(self, pane: QWidget) -> None:
        """Show what a kind needs, or a question in its place."""
        self.detail.show_pane(pane)
        self.fit_code()

    def show_pieces(self, pieces: int) -> None:
        """Say how many things are paid."""
        self._pieces = pieces
        self.count.setText(ngettext("{count} item", "{count} items", pieces).format(count=pieces))

    def set_form(self, *, is_narrow: bool, is_low: bool) -> None:
        """Use less room in a narrow or low window."""
        self.kinds.title.setVisible(not is_low)
        self.left.setFixedWidth(_NARROW_LEFT_PX if is_narrow else _LEFT_PX)
        self.right.setFixedWidth(_NARROW_RIGHT_PX if is_narrow else _RIGHT_PX)
        self.sums.set_low(is_low)
        self.sums.box.set_narrow(is_narrow)
        self.other.qris.set_low(is_low)
        space = 10 if is_narrow or is_low else 16
        self._outer.setContentsMargins(space, space, space, space)
        for layout in (self._outer, self._middle, self._beside):
            layout.setSpacing(space)
        for layout in (self._middle, self._beside):
            layout.setContentsMargins(space + 2, space, space + 2, space)
        if (is_narrow, is_low) != (self.is_narrow, self._is_low):
            self.is_narrow, self._is_low = is_narrow, is_low
            self._set_out()

    @Slot()
    def fit_code(self) -> None:
        """A code needs its full size: it has the keypad's place in a narrow window."""
        has_code = self.other.picture.code() is not None and self.detail.pane() is self.other
        shares = self.is_narrow and has_code
        self.other_amount.setVisible(shares)
        shows_code = has_code and not (shares and self.other_amount.isChecked())
        self.other.picture.setVisible(shows_code)
        self.keypad.setVisible(not (shares and shows_code))
        self.other.arrival.setVisible(self.detail.pane() is self.other)
        self.sums.set_tight(is_tight=shows_code, has_box=not (shares and shows_code))

    def show_steps(self, state: PaymentState) -> None:
        """Name the next step; in a small window it needs the room of what is rarely used."""
        self.foot.show_state(state, self.other.arrival.state)
        takes_room = self.is_narrow and self.foot.is_part()
        self.extras.setVisible(not takes_room or self.extras.is_open())

    @Slot()
    def fit_extras(self) -> None:
        """What is opened now and then needs the room of the notes in a small window."""
        is_small = self.is_narrow and self._is_low
        self.detail.setVisible(not (is_small and self.extras.is_open()))

    def retranslate(self) -> None:
        """Set the words in the language of the moment."""
        for widget in (
            self.kinds,
            self.sums,
            self.keys,
            self.keypad,
            self.lines,
            self.extras,
            self.other,
            self.question,
            self.foot,
        ):
            widget.retranslate()
        self.show_pieces(self._pieces)

    # --- inside ------------------------------------------------------------------------------

    def _make(self, lines: CartModel) -> None:
        self.kinds = TenderKinds()
        self.lines = SlimCartList(lines)
        self.count = TextLabel(look="strong")
        self.held = TextLabel(look="hint", wrap=True)
        self.held.hide()
        self.sums = TenderSums()
        self.keys = CashKeys()
        self.keypad = Keypad()
        self.keypad.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        self.extras = MoneyExtras()
        self.other = OtherPane()
        self.question = ExcessQuestion()
        self.detail = OneOf(self.keys, self.other, self.question)
        self.other_amount = IconButton("keyboard", "")
        self.extras.openers.insertWidget(0, self.other_amount)
        self.other_amount.setCheckable(True)
        self.other_amount.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.foot = TenderFoot()
        self.other_amount.clicked.connect(self.fit_code)
        self.extras.opened.connect(self.fit_extras)

    def _build_left(self) -> None:
        self.cart = Card()
        self.cart.body.setSpacing(4)
        self.cart.body.addWidget(self.count)
        self.cart.body.addWidget(self.lines, 1)
        self.left = QWidget()
        left = QVBoxLayout(self.left)
        left.setContentsMargins(0, 0, 0, 0)
        left.setSpacing(10)
        left.addWidget(self.kinds)
        left.addWidget(self.held)
        left.addWidget(self.cart, 1)

    def _build_money(self) -> None:
        middle, self.right = QFrame(), QFrame()
        for frame in (middle, self.right):
            frame.setProperty("class", "card")
        self._middle, self._beside = QVBoxLayout(middle), QVBoxLayout(self.right)
        self._outer = QHBoxLayout(self)
        self._outer.addWidget(self.left)
        self._outer.addWidget(middle, 1)
        self._outer.addWidget(self.right)

    def _set_out(self) -> None:
        """Put every part into its column; taking it out of the other comes first."""
        moved = (
            self.sums,
            self.detail,
            self.keypad,
            self.other.picture,
            self.other.qris.buttons,
            self.other.arrival,
            self.extras,
            self.foot,
        )
        for layout in (self._middle, self._beside, self.other.row, self.other.qris.column):
            for part in moved:
                layout.removeWidget(part)
        _drop_stretches(self._middle)
        _drop_stretches(self._beside)
        self._middle.addWidget(self.sums)
        if self.is_narrow:
            self._middle.addWidget(self.keypad, 1)
            self._middle.addWidget(self.other.picture, 0, Qt.AlignmentFlag.AlignCenter)
            self._middle.addWidget(self.other.qris.buttons)
            self._middle.addStretch(0)
            for part in (self.detail, self.other.arrival, self.extras):
                self._beside.addWidget(part)
            self._beside.addStretch(1)
            self._beside.addWidget(self.foot)
        else:
            self._middle.addWidget(self.detail)
            self._middle.addStretch(1)
            self._middle.addWidget(self.foot)
            self.other.row.insertWidget(0, self.other.picture, 0, Qt.AlignmentFlag.AlignTop)
            self.other.qris.column.addWidget(self.other.qris.buttons)
            for part in (self.keypad, self.other.arrival, self.extras):
                self._beside.addWidget(part)
            self._beside.addStretch(1)
        self.foot.set_narrow(self.is_narrow)
        self.keys.set_form(is_narrow=self.is_narrow, is_low=self._is_low)
        self.fit_code()
        self.fit_extras()


class OneOf(QWidget):
    """Shows one of its panes, and is as high as that one."""

    def __init__(self, *panes: QWidget) -> None:
        super().__init__()
        self._panes = panes
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        for pane in panes:
            layout.addWidget(pane)
        self.show_pane(panes[0])

    def show_pane(self, shown: QWidget) -> None:
        """Show this pane instead of the one before."""
        self._shown = shown
        for pane in self._panes:
            pane.setVisible(pane is shown)

    def pane(self) -> QWidget:
        """Return the pane that is shown."""
        return self._shown


def _drop_stretches(layout: QVBoxLayout) -> None:
    for place in reversed(range(layout.count())):
        item = layout.itemAt(place)
        if item is not None and item.spacerItem() is not None:
            layout.takeAt(place)
