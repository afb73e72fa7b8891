"""Settings: what the booth allows while selling, and at the drawer."""

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QLineEdit

from pos_app.domain.booth_rules import BoothRules
from pos_app.domain.money import Money
from pos_app.i18n import _
from pos_app.people_words import right_words
from pos_app.services.arranging import Arranging
from pos_app.services.signing_in import SigningIn
from ui.cards import Card
from ui.money_field import MoneyField
from ui.setup.rules_page import RulesPage, plain_percent
from ui.setup.tender_names import TenderNames
from ui.setup.tick_box import TickBox


class SellingPage(RulesPage):
    """Sold-out goods, discounts, further kinds of payment, and the count of the drawer."""

    def __init__(self, arranging: Arranging, signing_in: SigningIn) -> None:
        super().__init__(arranging, signing_in)
        self.sold_out, self.hidden = TickBox(), TickBox()
        self.limit = QLineEdit()
        self.limit.setMaxLength(6)
        self.limit.setMaximumWidth(160)
        self.reason_from = MoneyField(kind="exact")
        self.reason_from.setMaximumWidth(260)
        self.kinds = TenderNames()
        self._build()
        self._wire()
        self.offer_default(self.restore_rules)

    def show_rules(self, rules: BoothRules) -> None:
        """Show the rules as they are."""
        self.sold_out.setChecked(rules.sells_sold_out)
        self.limit.setText(plain_percent(rules.discount_limit))
        self.reason_from.set_value(rules.reason_from)
        self.hidden.setChecked(rules.hide_expected)
        self.kinds.show_kinds(self._arranging.own.tender_kinds)

    def retranslate(self) -> None:
        """Set all words in the language of the moment."""
        super().retranslate()
        self._goods.set_title(_("Goods and discounts"))
        self.sold_out.setText(_("Sell what is sold out by the count, with a notice"))
        self.rows["sells_sold_out"].show_words("")
        self.rows["discount_limit"].show_words(
            _("Discounts up to this many percent need no permission"),
            _("100 means that everybody may give any discount."),
        )
        self._drawer.set_title(_("Drawer"))
        self.rows["reason_from"].show_words(_("Ask for the reason of a difference from"))
        self.reason_from.set_name(_("Ask for the reason of a difference from"))
        self.reason_from.retranslate()
        self.hidden.setText(_("Hide the expected sum until the drawer is counted"))
        hint = _(
            "Also from whoever works alone. Where people have PINs, those with the right"
            " “{right}” see it all the same."
        )
        self.rows["hide_expected"].show_words("", hint.format(right=right_words("expected")))
        self._payment.set_title(_("Further kinds of payment"))
        self.rows["tender_kinds"].show_words(
            _("Names"), _("Beside cash, QRIS, card, transfer, voucher and subsidy.")
        )
        self.kinds.retranslate()

    def _build(self) -> None:
        self._goods, self._drawer, self._payment = Card(), Card(), Card()
        self._goods.body.addWidget(
            self.add_rule("sells_sold_out", self.sold_out, has_caption=False)
        )
        self._goods.body.addWidget(self.add_rule("discount_limit", self.limit))
        self._drawer.body.addWidget(self.add_rule("hide_expected", self.hidden, has_caption=False))
        self._drawer.body.addWidget(self.add_rule("reason_from", self.reason_from))
        self._payment.body.addWidget(self.add_rule("tender_kinds", self.kinds))
        self.show_cards(self._goods, self._drawer, self._payment)

    def _wire(self) -> None:
        self.sold_out.clicked.connect(self._choose_sold_out)
        self.limit.editingFinished.connect(self._take_limit)
        self.reason_from.changed.connect(self._take_reason_from)
        self.hidden.clicked.connect(self._choose_hidden)
        self.kinds.changed.connect(self._take_kinds)

    @Slot(bool)
    def _choose_sold_out(self, is_on: bool) -> None:
        self.change(sells_sold_out=is_on)

    @Slot()
    def _take_limit(self) -> None:
        self.take_percent("discount_limit", self.limit.text())

    @Slot(object)
    def _take_reason_from(self, amount: Money | None) -> None:
        if amount is not None:
            self.change(reason_from=amount)

    @Slot(bool)
    def _choose_hidden(self, is_on: bool) -> None:
        self.change(hide_expected=is_on)

    @Slot(object)
    def _take_kinds(self, kinds: tuple[tuple[str, str], ...]) -> None:
        self.change(tender_kinds=kinds)
