"""A refund of goods whose sale this till does not hold: another till's, or the paper is lost."""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QLineEdit

from pos_app.domain.money import Money
from pos_app.domain.money_back import MoneyBack
from pos_app.i18n import _
from ui.history.back_foot import BackFoot
from ui.history.pane_page import PanePage
from ui.keypad import QuantityStepper
from ui.money_field import MoneyField

_LONGEST_NUMBER = 32
_LONGEST_NAME = 120


class LooseForm(PanePage):
    """`edited` when anything that is paid changed; `wanted` carries the reason."""

    edited = Signal()
    wanted = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._pieces = 1
        self.kind = ""
        self.number = QLineEdit()
        self.number.setMaxLength(_LONGEST_NUMBER)
        self.product = QLineEdit()
        self.product.setMaxLength(_LONGEST_NAME)
        self.price = MoneyField()
        self.stepper = QuantityStepper()
        self.foot = BackFoot(lambda: _("Type product and amount"), self.refusal)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.price, 1)
        row.addWidget(self.stepper, 0, Qt.AlignmentFlag.AlignTop)
        for widget in (self.product, self.number):
            self.body.addWidget(widget)
        self.body.addLayout(row)
        self.body.addStretch(1)
        self.body.addWidget(self.foot)
        self.product.textChanged.connect(self.edited)
        self.price.changed.connect(self.edited)
        self.price.edited.connect(self.edited)
        self.stepper.stepped.connect(self._step)
        self.foot.kind_chosen.connect(self._choose_kind)
        self.foot.wanted.connect(self._want)
        self.retranslate()

    def begin(self, kinds: tuple[tuple[str, str], ...], cash_step: Money) -> None:
        """Begin with an empty form; cash is rounded up to `cash_step`."""
        self.foot.show_step(cash_step)
        self.number.clear()
        self.product.clear()
        self.price.clear()
        self._pieces, self.kind = 1, kinds[0][0]
        self.foot.show_kinds(kinds, self.kind)
        self.foot.reasons.clear()
        self.show_refusal("")
        self._show_pieces()
        self.show_priced(None)

    @property
    def pieces(self) -> int:
        """How many come back."""
        return self._pieces

    def amount(self) -> Money:
        """What was paid for one; 0 while that is not known."""
        return self.price.commit() or 0

    def show_priced(self, priced: MoneyBack | None) -> None:
        """Show what goes back."""
        self.foot.show_priced(priced)

    def show_refusal(self, words: str) -> None:
        """Show what the rules said no to, in the room the foot keeps for it."""
        super().show_refusal(words)
        self.foot.show_refusal(is_shown=bool(words))

    def put_focus(self) -> None:
        """Begin at the product."""
        self.product.setFocus(Qt.FocusReason.OtherFocusReason)

    def retranslate(self) -> None:
        """Set the words in the language of the moment."""
        super().retranslate()
        self.title.setText(_("Refund without the sale"))
        self.about.setText(_("For another till's receipt or a lost one. The paper says so."))
        self.product.setPlaceholderText(_("Product: name or code"))
        self.product.setAccessibleName(_("Product: name or code"))
        self.number.setPlaceholderText(_("Receipt number on the paper, if there is one"))
        self.number.setAccessibleName(_("Receipt number on the paper, if there is one"))
        self.price.set_placeholder(_("Paid for one"))
        self.price.set_name(_("Paid for one"))
        self.price.retranslate()
        self.stepper.retranslate()
        self.foot.retranslate()

    @Slot(int)
    def _step(self, by: int) -> None:
        self._pieces = max(1, self._pieces + by)
        self._show_pieces()
        self.edited.emit()

    def _show_pieces(self) -> None:
        self.stepper.show_quantity(str(self._pieces))
        self.stepper.less.setEnabled(self._pieces > 1)

    @Slot(object)
    def _choose_kind(self, kind: object) -> None:
        self.kind = str(kind)
        self.edited.emit()

    @Slot(str)
    def _want(self, why: str) -> None:
        self.price.commit()
        if self.price.is_settled():
            self.wanted.emit(why)
