"""Settings: the booth's own QRIS code, checked, and shown as buyers will see it."""

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from pos_app.domain.booth_rules import BoothRules
from pos_app.domain.errors import BadQris
from pos_app.domain.money import Money
from pos_app.domain.qris import LONGEST_QRIS, read_own_code
from pos_app.i18n import _
from pos_app.papers.paper import qr_code
from pos_app.services.arranging import Arranging
from pos_app.services.signing_in import SigningIn
from pos_app.wording import words_for
from ui.buttons import Button
from ui.cards import Card
from ui.money_field import MoneyField
from ui.qr_picture import QrPicture
from ui.setup.rules_page import RulesPage
from ui.setup.tick_box import TickBox
from ui.widgets import TextLabel

_FIELD_PX = 132
_CODE_PX = 210


class QrisPage(RulesPage):
    """Changing the code is recorded with both merchants: pasted-over stickers are a usual fraud."""

    def __init__(self, arranging: Arranging, signing_in: SigningIn) -> None:
        super().__init__(arranging, signing_in)
        self.text = QPlainTextEdit()
        self.text.setFixedHeight(_FIELD_PX)
        self.text.setTabChangesFocus(True)
        self.keep, self.forget = Button(icon="check"), Button(kind="plain", icon="trash-2")
        self.puts_in = TickBox()
        self.limit = MoneyField(kind="exact")
        self.limit.setMaximumWidth(260)
        self.picture = QrPicture(_CODE_PX)
        self.merchant = TextLabel(look="strong", wrap=True)
        self.place = TextLabel(look="caption", wrap=True)
        self._build()
        self._wire()
        self.offer_default(self._restore)

    def show_rules(self, rules: BoothRules) -> None:
        """Show the code in use."""
        self.puts_in.setChecked(rules.qris_puts_amount_in)
        self.limit.set_value(rules.qris_limit)
        has_code = bool(rules.qris_payload)
        self._shown.setVisible(has_code)
        self.forget.setVisible(has_code)
        self.puts_in.setEnabled(has_code)
        if not has_code:
            return
        code = read_own_code(rules.qris_payload)
        self.picture.show_code(qr_code(code.text))
        self.merchant.setText(code.name)
        parts = (code.city, code.nmid or _("no NMID in it"))
        self.place.setText("\n".join(parts))

    def retranslate(self) -> None:
        """Set all words in the language of the moment."""
        super().retranslate()
        self._code_card.set_title(_("Your QRIS code"))
        self.rows["qris_payload"].show_words(
            _("Text of the code"),
            _(
                "Read your sticker with any code reader and paste the text here, or scan it with"
                " a scanner that reads QR codes. It begins with 0002."
            ),
        )
        self.keep.setText(_("Check and keep"))
        self.forget.setText(_("Forget this code"))
        self._amount_card.set_title(_("Amount in the code"))
        self.puts_in.setText(_("Put the amount into the code"))
        self.rows["qris_puts_amount_in"].show_words(
            "",
            _(
                "The buyer then types nothing. Switch it on when your provider allows it, and try"
                " Rp1.000 with two wallets first. Whenever a wallet refuses, one key shows the"
                " original code."
            ),
        )
        self.rows["qris_limit"].show_words(
            _("Most for one payment"), _("The rule since 1 March 2022: Rp10.000.000.")
        )
        self.limit.set_name(_("Most for one payment"))
        self.limit.retranslate()

    def _build(self) -> None:
        self._code_card, self._amount_card = Card(), Card()
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addWidget(self.keep)
        buttons.addWidget(self.forget)
        buttons.addStretch(1)
        words = QVBoxLayout()
        words.addStretch(1)
        words.addWidget(self.merchant)
        words.addWidget(self.place)
        words.addStretch(1)
        self._shown = QWidget()
        shown = QHBoxLayout(self._shown)
        shown.setContentsMargins(0, 0, 0, 0)
        shown.setSpacing(20)
        shown.addWidget(self.picture)
        shown.addLayout(words, 1)
        body = self._code_card.body
        body.addWidget(self._shown)
        body.addWidget(self.add_rule("qris_payload", self.text))
        body.addLayout(buttons)
        self._amount_card.body.addWidget(
            self.add_rule("qris_puts_amount_in", self.puts_in, has_caption=False)
        )
        self._amount_card.body.addWidget(self.add_rule("qris_limit", self.limit))
        self.show_cards(self._code_card, self._amount_card)

    def _wire(self) -> None:
        self.keep.clicked.connect(self._keep)
        self.forget.clicked.connect(self._forget)
        self.text.textChanged.connect(self._follow)
        self.puts_in.clicked.connect(self._choose_puts_in)
        self.limit.changed.connect(self._take_limit)

    def take_scan(self, code: str) -> None:
        """Take what a scanner read off the sticker."""
        self.text.setPlainText(code)
        self._keep()

    @Slot()
    def _follow(self) -> None:
        row = self.rows["qris_payload"]
        if len(self.text.toPlainText()) > 2 * LONGEST_QRIS:
            row.refuse(words_for(BadQris("Q_LENGTH")))
        else:
            row.refuse("")

    @Slot()
    def _keep(self) -> None:
        if self.change(qris_payload=self.text.toPlainText().strip()):
            self.text.clear()

    @Slot()
    def _forget(self) -> None:
        self.change(qris_payload="", qris_puts_amount_in=False)

    @Slot(bool)
    def _choose_puts_in(self, is_on: bool) -> None:
        self.change(qris_puts_amount_in=is_on)

    @Slot(object)
    def _take_limit(self, amount: Money | None) -> None:
        if amount is not None:
            self.change(qris_limit=amount)

    def _restore(self) -> None:
        """Back to default but for the code itself, which has its own button."""
        usual = BoothRules()
        self.change(qris_limit=usual.qris_limit, qris_puts_amount_in=usual.qris_puts_amount_in)
