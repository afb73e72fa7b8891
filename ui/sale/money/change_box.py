"""The box that says change or what is missing, in the largest figures of the page."""

from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout

from pos_app.domain.money import Money
from pos_app.domain.rupiah import in_notes
from pos_app.domain.tender import CASH, Payment
from pos_app.i18n import _, format_money, format_plain
from ui.sale.money.payment_values import PaymentState, WantedTender
from ui.sale.money.tender_kinds import ICONS, tender_word
from ui.theme import set_class
from ui.widgets import ElidedLabel, IconSign, MoneyLabel, TextLabel

_NOTHING = PaymentState(Payment(0), Payment(0), WantedTender())


class ChangeBox(QFrame):
    """The change, or *still to pay* in another colour with another word and sign.

    Other kinds than cash give no change: there it is what is taken.
    """

    def __init__(self) -> None:
        super().__init__()
        self._state = _NOTHING
        self._names: tuple[tuple[str, str], ...] = ()
        self._has_room = True
        self.setProperty("class", "soft-card")
        self.sign = IconSign("hand-coins", "on_soft", 24)
        self.word = TextLabel(look="section-title")
        self.remark = ElidedLabel(look="caption")
        self.amount = MoneyLabel(46, 800, token="on_soft")
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addStretch(1)
        words.addWidget(self.word)
        words.addWidget(self.remark)
        words.addStretch(1)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 6, 16, 6)
        row.setSpacing(10)
        row.addWidget(self.sign)
        row.addLayout(words, 1)
        row.addWidget(self.amount)

    def show_state(self, state: PaymentState, names: tuple[tuple[str, str], ...]) -> None:
        """Show what goes back or is still missing."""
        self._state, self._names = state, names
        self.retranslate()

    def set_narrow(self, is_narrow: bool) -> None:
        """Leave out which notes go back where there is no room to read it."""
        self._has_room = not is_narrow
        self.retranslate()

    def retranslate(self) -> None:
        """Set the words in the language of the moment."""
        after = self._state.after
        is_short = after.missing > 0 or self._state.excess > 0
        token = "danger" if is_short else "on_soft"
        set_class(self, "danger-card" if is_short else "soft-card")
        sign, word, amount = self._said()
        self.sign.show_icon(sign, token)
        self.word.setText(word)
        self.remark.setText(self._remark())
        self.remark.setVisible(bool(self.remark.text()))
        self.amount.set_name(word)
        self.amount.set_token(token)
        self.amount.show_amount(amount)

    def _said(self) -> tuple[str, str, Money]:
        so_far, after, kind = self._state.so_far, self._state.after, self._state.wanted.kind
        if self._state.excess > 0:
            return "circle-alert", _("Too much"), self._state.excess
        if after.missing:
            return "circle-alert", _("Still to pay"), after.missing
        if so_far.is_settled and so_far.taken and not after.change:
            return "circle-check", _("Paid"), after.due
        if kind == CASH or after.change or so_far.is_settled:
            return "hand-coins", _("Change"), after.change
        return ICONS.get(kind, "wallet"), tender_word(kind, self._names), self._state.amount

    def _remark(self) -> str:
        """Change that stays owed, or the fewest notes and coins for what goes back."""
        after = self._state.after
        if after.owed:
            return _("{amount} owed").format(amount=format_money(after.owed))
        if after.missing or not after.change or self._state.excess > 0 or not self._has_room:
            return ""
        pieces = in_notes(after.change)
        return " + ".join(
            format_plain(note.value) if count == 1 else f"{count} × {format_plain(note.value)}"
            for note, count in pieces
        )
