"""The question about a tender without notes that is above what is open (M6)."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from pos_app.i18n import _, format_money
from ui.buttons import BigButton
from ui.sale.money.payment_values import ExcessAsked
from ui.widgets import TextLabel


class ExcessQuestion(QWidget):
    """A typing error to correct, or money that really came in and goes back in cash or is owed.

    `paid_back` says that the excess goes back in cash, `left_owed` that it stays owed.
    """

    corrected = Signal()
    paid_back = Signal()
    left_owed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.asked: ExcessAsked | None = None
        self._build()
        self.retranslate()

    def ask(self, asked: ExcessAsked) -> None:
        """Show the question."""
        self.asked = asked
        self.retranslate()
        self.correct.setFocus(Qt.FocusReason.OtherFocusReason)

    def retranslate(self) -> None:
        """Set the words in the language of the moment."""
        asked = self.asked
        excess = 0 if asked is None else asked.amount - asked.open_amount
        self.title.setText(_("{amount} too much?").format(amount=format_money(excess)))
        if asked is not None and asked.is_taken:
            words = _("The cart became cheaper than what was paid already.")
            self.correct.setText(_("Look at the payments again"))
        else:
            words = _("Only cash gives change. Is the amount a typing error, or really paid?")
            self.correct.setText(_("Correct the amount"))
        self.words.setText(words)
        amount = format_money(excess)
        self.back.setText(_("Give {amount} back in cash").format(amount=amount))
        self.owe.setText(_("Leave {amount} owed").format(amount=amount))

    def _build(self) -> None:
        self.title = TextLabel(look="section-title")
        self.words = TextLabel(look="hint", wrap=True)
        self.correct = BigButton(kind="soft", icon="pencil")
        self.back = BigButton(icon="banknote")
        self.owe = BigButton(icon="hand-coins")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(self.title)
        layout.addWidget(self.words)
        for button in (self.correct, self.back, self.owe):
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            button.align_left()
            button.allow_elide()
            layout.addWidget(button)
        layout.addStretch(1)
        self.correct.clicked.connect(self.corrected)
        self.back.clicked.connect(self.paid_back)
        self.owe.clicked.connect(self.left_owed)
