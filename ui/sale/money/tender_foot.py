"""The last step of a payment: the button that finishes, or says why nothing can be finished."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from pos_app.domain.tender import CASH
from pos_app.i18n import _, format_money
from ui.buttons import BigButton, PayButton
from ui.sale.money.payment_values import ArrivalState, PaymentState
from ui.widgets import RefusalLabel


class TenderFoot(QWidget):
    """*Finish*, and above it *take this part first* where the amount is only a part."""

    def __init__(self) -> None:
        super().__init__()
        self._is_narrow = False
        self._state: PaymentState | None = None
        self._arrival: ArrivalState = "waiting"
        self.refusal = RefusalLabel()
        self.part = BigButton()
        self.finish = PayButton(icon="check", key="Enter")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(self.refusal)
        for button in (self.part, self.finish):
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            layout.addWidget(button)
        self.retranslate()

    def show_state(self, state: PaymentState, arrival: ArrivalState) -> None:
        """Say on the buttons what Enter does now."""
        self._state, self._arrival = state, arrival
        self.retranslate()

    def set_narrow(self, is_narrow: bool) -> None:
        """Use shorter words."""
        self._is_narrow = is_narrow
        self.retranslate()

    def is_part(self) -> bool:
        """Whether the amount is a part that nobody planned."""
        return self._state is not None and self._state.is_part and not self._state.is_planned

    def ask_for_part(self) -> None:
        """Say that something would stay open, and offer to take the part first."""
        if self._state is None:
            return
        words = _("{missing} still to pay. Correct the amount, or take {amount} first.")
        missing = format_money(self._state.after.missing)
        self.refusal.say(words.format(missing=missing, amount=format_money(self._state.amount)))
        self.part.setFocus(Qt.FocusReason.OtherFocusReason)

    def retranslate(self) -> None:
        """Set the words in the language of the moment."""
        is_part = self.is_part()
        is_wrong = is_part or (self._state is not None and self._state.excess > 0)
        self.finish.setText(self._words())
        self.finish.set_kind("danger" if is_wrong else "primary")
        self.finish.set_icon("circle-alert" if is_wrong else "check")
        self.finish.set_key("" if is_wrong else "Enter")
        amount = 0 if self._state is None else self._state.amount
        self.part.setText(_("Take {amount} first").format(amount=format_money(amount)))
        self.part.setVisible(is_part)

    def _words(self) -> str:
        state = self._state
        if state is None or state.so_far.is_settled:
            return _("Finish")
        if state.is_planned:
            return _("Take {amount}").format(amount=format_money(state.so_far.parts[0]))
        if state.excess > 0:
            return _("{amount} too much").format(amount=format_money(state.excess))
        if state.is_part:
            return _("{amount} missing").format(amount=format_money(state.after.missing))
        return _("Finish") if state.wanted.kind == CASH else self._arrival_words()

    def _arrival_words(self) -> str:
        if self._arrival == "unsure":
            return _("Not certain") if self._is_narrow else _("Finish, not certain")
        return _("Arrived") if self._is_narrow else _("Arrived, finish")
