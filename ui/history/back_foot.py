"""The foot of a refund: how money goes back, why, how much, and the button that does it."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from pos_app.correction_words import REFUND_REASONS
from pos_app.domain.money import Money
from pos_app.domain.money_back import MoneyBack
from pos_app.i18n import _, format_money
from pos_app.papers.reasons import reason_words
from ui.buttons import BigButton, Button
from ui.chips import Chip, ChipRow
from ui.reason_chips import ReasonChips
from ui.widgets import TextLabel

_NOTE_PX = 38
"""Two lines about rounding, or of what was refused."""


class BackFoot(QWidget):
    """`kind_chosen` carries a kind of tender, `wanted` and `exchange_wanted` the reason."""

    kind_chosen = Signal(object)
    wanted = Signal(str)
    exchange_wanted = Signal(str)

    def __init__(self, hint: Callable[[], str], refusal: TextLabel) -> None:
        """`hint` says what is missing while the button cannot be pressed yet.

        The form's `refusal` stands where the rounding is told, so that nothing moves under a hand.
        """
        super().__init__()
        self._hint = hint
        self._kinds: tuple[tuple[str, str], ...] = ()
        self._priced: MoneyBack | None = None
        self.kinds = ChipRow()
        self.reasons = ReasonChips(3)
        self._step: Money = 0
        self._last_words: Callable[[], str] = str
        self._refusal = refusal
        self.rounding = TextLabel(look="caption", wrap=True)
        self.pay = BigButton(kind="soft", icon="undo-2")
        self.pay.use_figures()
        self.exchange = Button(icon="refresh-cw")
        self.exchange.hide()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        self._kinds_name, self._why_name = TextLabel(look="caption"), TextLabel(look="caption")
        for widget in (self._kinds_name, self.kinds, self._why_name, self.reasons):
            layout.addWidget(widget)
        notes = QGridLayout()
        notes.setRowMinimumHeight(0, _NOTE_PX)
        for note in (self.rounding, refusal):
            notes.addWidget(note, 0, 0, Qt.AlignmentFlag.AlignBottom)
        layout.addLayout(notes)
        for last in (self.exchange, self.pay):
            layout.addWidget(last)
        self.kinds.chosen.connect(self.kind_chosen)
        self.pay.clicked.connect(self._tell)
        self.exchange.clicked.connect(self._tell_exchange)
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
        self._show_rounding()

    def show_step(self, step: Money, last_words: Callable[[], str] = str) -> None:
        """Say to what cash is rounded, 0 for nothing; `last_words` say what else there is to it."""
        self._step, self._last_words = step, last_words
        self._show_rounding()

    def show_refusal(self, *, is_shown: bool) -> None:
        """Give way to what was refused."""
        self.rounding.setVisible(not is_shown)

    def show_exchange(self, open_in_cart: Money, *, keeps_room: bool = False) -> None:
        """Offer to put what goes back towards the open cart, with what is then left to pay.

        `keeps_room` while another way of paying back may still be chosen.
        """
        policy = self.exchange.sizePolicy()
        policy.setRetainSizeWhenHidden(keeps_room)
        self.exchange.setSizePolicy(policy)
        total = 0 if self._priced is None else self._priced.total
        self.exchange.setVisible(bool(open_in_cart and total))
        left = format_money(abs(open_in_cart - total))
        if open_in_cart > total:
            words = _("Exchange for the cart, {amount} to pay").format(amount=left)
        elif open_in_cart < total:
            words = _("Exchange for the cart, {amount} back").format(amount=left)
        else:
            words = _("Exchange for the cart, even")
        self.exchange.setText(words)

    def retranslate(self) -> None:
        """Set the words in the language of the moment."""
        self._kinds_name.setText(_("How the money goes back"))
        self._why_name.setText(_("Reason"))
        self.reasons.show_reasons([(code, reason_words(code)) for code in REFUND_REASONS])
        self.show_priced(self._priced)

    def _show_rounding(self) -> None:
        words = []
        if self._step:
            step = format_money(self._step)
            words.append(_("Cash back is rounded up to {step}.").format(step=step))
            words.append(self._last_words())
        rounding = 0 if self._priced is None else self._priced.money.rounding
        if rounding:
            amount = format_money(rounding, true_minus=True)
            words.append(_("Cash is rounded: {amount}").format(amount=amount))
        self.rounding.setText(" ".join(one for one in words if one))

    @Slot()
    def _tell(self) -> None:
        self.wanted.emit(self.reasons.code())

    @Slot()
    def _tell_exchange(self) -> None:
        self.exchange_wanted.emit(self.reasons.code())
