"""Who paid and for what: what an official receipt says beside the till's own."""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QLineEdit

from pos_app.domain.journal import SoldItem
from pos_app.domain.kuitansi import LONGEST_BUYER, LONGEST_PURPOSE, STAMP_DUTY
from pos_app.i18n import _, amount_in_words, format_money, format_quantity
from pos_app.services.receipt_keeping import ReceiptView
from ui.buttons import BigButton, Button
from ui.history.pane_page import PanePage
from ui.widgets import MoneyLabel, TextLabel


class KuitansiForm(PanePage):
    """`wanted` carries buyer and purpose; `forget_wanted` asks to delete all buyers' names."""

    wanted = Signal(str, str)
    forget_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._view: ReceiptView | None = None
        self.amount = MoneyLabel(27, 800)
        self.amount.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.words = TextLabel(look="caption", wrap=True)
        self._buyer_word, self._purpose_word = TextLabel(), TextLabel()
        self.buyer, self.purpose = QLineEdit(), QLineEdit()
        self.buyer.setMaxLength(LONGEST_BUYER)
        self.purpose.setMaxLength(LONGEST_PURPOSE)
        self.stamp = TextLabel(look="hint", wrap=True)
        self.kept = TextLabel(look="caption", wrap=True)
        self.forget = Button(kind="plain", icon="trash-2")
        self.make = BigButton(kind="soft", icon="file-text")
        for widget in (
            self.amount,
            self.words,
            self._buyer_word,
            self.buyer,
            self._purpose_word,
            self.purpose,
            self.stamp,
            self.kept,
            self.forget,
        ):
            self.body.addWidget(widget)
        self.body.addStretch(1)
        self.body.addWidget(self.refusal)
        self.body.addWidget(self.make)
        self.forget.clicked.connect(self.forget_wanted)
        self.make.clicked.connect(self._tell)
        self.purpose.returnPressed.connect(self._tell)
        self.buyer.returnPressed.connect(self.purpose.setFocus)
        self.retranslate()

    def show_receipt(self, view: ReceiptView) -> None:
        """Show the sale; what was written before is written again, as a copy."""
        self._view = view
        made = view.kuitansi
        self.buyer.setText(made.buyer if made else "")
        goods = view.entry.basket.items if view.entry.basket else ()
        self.purpose.setText(made.purpose if made else _purpose(goods))
        self.purpose.setCursorPosition(0)
        self.purpose.setReadOnly(made is not None)
        self.buyer.setReadOnly(bool(made and made.buyer))
        self.show_refusal("")
        self.retranslate()

    def show_refusal(self, words: str) -> None:
        """Go to the field that is missing."""
        super().show_refusal(words)
        missing = [field for field in (self.buyer, self.purpose) if not field.text().strip()]
        if words and missing:
            missing[0].setFocus(Qt.FocusReason.OtherFocusReason)

    def put_focus(self) -> None:
        """Begin at the buyer."""
        field = self.make if self.buyer.isReadOnly() else self.buyer
        field.setFocus(Qt.FocusReason.OtherFocusReason)

    def retranslate(self) -> None:
        """Set the words in the language of the moment."""
        super().retranslate()
        self.title.setText(_("Official receipt"))
        self._buyer_word.setText(_("Received from"))
        self._purpose_word.setText(_("In payment of"))
        self.buyer.setAccessibleName(_("Received from"))
        self.purpose.setAccessibleName(_("In payment of"))
        self.kept.setText(_("The name stays on this laptop and is in no day file."))
        self.forget.setText(_("Delete all buyers' names"))
        self.make.setText(_("Save as PDF"))
        if self._view is not None:
            self._show_view(self._view)

    def _show_view(self, view: ReceiptView) -> None:
        total = view.entry.money.total
        self.amount.show_amount(total)
        self.words.setText(amount_in_words(total))
        copies = _("One was made already: the next one is marked as a copy.")
        self.about.setText(copies if view.kuitansi else view.number)
        duty, above = format_money(STAMP_DUTY.amount), format_money(STAMP_DUTY.above)
        words = _("Above {above} it needs a stamp of {duty}.")
        self.stamp.setText(words.format(above=above, duty=duty))
        self.stamp.setVisible(STAMP_DUTY.is_due(total))

    @Slot()
    def _tell(self) -> None:
        self.wanted.emit(self.buyer.text(), self.purpose.text())


def _purpose(goods: tuple[SoldItem, ...]) -> str:
    """What was bought, as far as it fits."""
    names = [f"{format_quantity(item.quantity)} {item.name}" for item in goods]
    return ", ".join(names)[:LONGEST_PURPOSE]
