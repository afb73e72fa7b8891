"""The foot of a refund: how money goes back, why, how much, and the button that does it."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from pos_app.correction_words import REFUND_REASONS, correction_reason_words
from pos_app.domain.money_back import MoneyBack
from pos_app.i18n import _, format_money
from ui.buttons import BigButton
from ui.chips import Chip, ChipRow
from ui.reason_chips import ReasonChips
from ui.widgets import TextLabel


class BackFoot(QWidget):
    """`kind_chosen` carries a kind of tender, `wanted` the reason."""

    kind_chosen = Signal(object)
    wanted = Signal(str)

    def __init__(self, hint: Callable[[], str]) -> None:
        """`hint` says what is missing while the button cannot be pressed yet."""
        super().__init__()
        self._hint = hint
        self._kinds: tuple[tuple[str, str], ...] = ()
        self._priced: MoneyBack | None = None
        self.kinds = ChipRow()
        self.reasons = ReasonChips(3)
        self.rounding = TextLabel(look="caption")
        self.pay = BigButton(kind="soft", icon="undo-2")
        self.pay.use_figures()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        for widget in (self.kinds, self.reasons, self.rounding, self.pay):
            layout.addWidget(widget)
        self.kinds.chosen.connect(self.kind_chosen)
        self.pay.clicked.connect(self._tell)
        self.retranslate()

    def show_kinds(self, kinds: Sequence[tuple[str, str]], kind: str) -> None:
        """Show in what ways it can go back, and the one that is chosen."""
        if tuple(kinds) != self._kinds:
            self._kinds = tuple(kinds)
            self.kinds.show_chips([Chip(code, words) for code, words in kinds])
        self.kinds.choose(kind)

    def show_priced(self, priced: MoneyBack | None) -> None:
        """Show what goes back; nothing while nothing was chosen."""
        self._priced = priced
        self.pay.setEnabled(priced is not None)
        if priced is None:
            self.pay.setText(self._hint())
        else:
            self.pay.setText(_("Pay back {amount}").format(amount=format_money(priced.total)))
        rounding = 0 if priced is None else priced.money.rounding
        amount = format_money(rounding, true_minus=True)
        self.rounding.setText(_("Cash is rounded: {amount}").format(amount=amount))
        self.rounding.setVisible(bool(rounding))

    def retranslate(self) -> None:
        """Set the words in the language of the moment."""
        self.reasons.show_reasons(
            [(code, correction_reason_words(code)) for code in REFUND_REASONS]
        )
        self.show_priced(self._priced)

    @Slot()
    def _tell(self) -> None:
        self.wanted.emit(self.reasons.code())
