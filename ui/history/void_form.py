"""Taking a whole sale back: what goes back to the buyer, then one reason."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout

from pos_app.correction_words import VOID_REASONS
from pos_app.i18n import _
from pos_app.papers.reasons import reason_words
from ui.history.history_values import ShownReceipt
from ui.history.pane_page import PanePage
from ui.reason_chips import ReasonChips
from ui.widgets import MoneyLabel, TextLabel, clear_layout


class VoidForm(PanePage):
    """Lists what must be given back, per tender; the reason that is tapped takes it back."""

    reason_chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._shown: ShownReceipt | None = None
        self._back_words = TextLabel(look="section-title")
        self._tenders = QGridLayout()
        self._tenders.setVerticalSpacing(4)
        self._why = TextLabel(look="section-title")
        self.reasons = ReasonChips(2)
        self.reasons.chosen.connect(self.reason_chosen)
        self.body.addWidget(self._back_words)
        self.body.addLayout(self._tenders)
        self.body.addSpacing(8)
        self.body.addWidget(self._why)
        self.body.addWidget(self.reasons)
        self.body.addWidget(self.refusal)
        self.body.addStretch(1)
        self.retranslate()

    def show_receipt(self, shown: ShownReceipt) -> None:
        """Show the sale that is about to be taken back."""
        self._shown = shown
        self.reasons.clear()
        self.show_refusal("")
        self.retranslate()

    def put_focus(self) -> None:
        """Begin at the reasons."""
        self.reasons.put_focus()

    def retranslate(self) -> None:
        """Set the words in the language of the moment."""
        super().retranslate()
        self._back_words.setText(_("Give back to the buyer"))
        self._why.setText(_("Why?"))
        self.about.setText(
            _("The whole sale is taken back by a new entry. Tap the reason and it is done.")
        )
        self.reasons.show_reasons([(code, reason_words(code)) for code in VOID_REASONS])
        if self._shown is None:
            return
        self.title.setText(_("Void {number}").format(number=self._shown.view.number))
        clear_layout(self._tenders)
        for place, tender in enumerate(self._shown.view.entry.money.pay):
            amount = MoneyLabel(17, 700)
            amount.show_amount(tender.amount)
            self._tenders.addWidget(
                TextLabel(self._shown.heading.tender_word(tender.kind)), place, 0
            )
            self._tenders.addWidget(amount, place, 1)
