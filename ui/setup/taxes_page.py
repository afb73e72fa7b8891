"""Settings: no taxes, the local tax on food and drink, or a registered seller's value added tax."""

from typing import get_args

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QLineEdit

from pos_app.domain.booth_rules import BoothRules, Taxes
from pos_app.i18n import _
from pos_app.services.arranging import Arranging
from pos_app.services.signing_in import SigningIn
from ui.cards import Card
from ui.setup.choices import Choices
from ui.setup.rules_page import RulesPage, plain_percent
from ui.setup.tick_box import TickBox
from ui.widgets import TextLabel

_TAXES: tuple[Taxes, ...] = get_args(Taxes)


class TaxesPage(RulesPage):
    """Off as long as the booth does not switch one on."""

    def __init__(self, arranging: Arranging, signing_in: SigningIn) -> None:
        super().__init__(arranging, signing_in)
        self.taxes = Choices(_TAXES)
        self.local_name, self.local_rate = _line(40), _line(6)
        self.npwp, self.vat_rate = _line(24), _line(6)
        self.on_top, self.says_in = TickBox(), TickBox()
        self._wanted: Taxes | None = None
        self._build()
        self._wire()
        self.offer_default(self._restore)

    def show_rules(self, rules: BoothRules) -> None:
        """Show the rules as they are, and only the fields that matter."""
        shown = self._wanted or rules.taxes
        self.taxes.show_value(shown)
        self.local_name.setText(rules.local_tax_name)
        self.local_rate.setText(plain_percent(rules.local_tax))
        self.npwp.setText(rules.npwp)
        self.vat_rate.setText(plain_percent(rules.pkp_rate))
        self.on_top.setChecked(rules.price_on_top)
        self.says_in.setChecked(rules.says_tax_is_in)
        for field in ("local_tax_name", "local_tax"):
            self.rows[field].setVisible(shown == "local")
        for field in ("npwp", "pkp_rate"):
            self.rows[field].setVisible(shown == "pkp")
        self.rows["price_on_top"].setVisible(shown != "none")
        self.rows["says_tax_is_in"].setVisible(shown != "none" and not rules.price_on_top)
        self._warning.setVisible(shown == "pkp")
        self._not_yet.setVisible(shown == "pkp" and rules.taxes != "pkp")

    def retranslate(self) -> None:
        """Set all words in the language of the moment."""
        super().retranslate()
        self._card.set_title(_("Taxes"))
        self.rows["taxes"].show_words(_("This booth"))
        self.taxes.show_words(
            {
                "none": _("charges no tax"),
                "local": _("charges the local tax on food and drink"),
                "pkp": _("is a registered seller (PKP)"),
            }
        )
        self._warning.setText(
            _(
                "Only a registered seller may show PPN. Whoever is not registered and shows it"
                " commits a crime."
            )
        )
        self._not_yet.setText(_("Type the NPWP: PPN is off until then."))
        self.rows["local_tax_name"].show_words(_("What the tax is called on paper"))
        self.rows["local_tax"].show_words(
            _("Rate in percent"), _("For products that have no rate of their own.")
        )
        self.rows["npwp"].show_words(_("NPWP"), _("15 or 16 digits, printed on the receipt."))
        self.rows["pkp_rate"].show_words(
            _("Rate in percent"), _("12 percent on 11/12 of the price is 11 percent.")
        )
        self.on_top.setText(_("Prices are without tax: it is added at the end"))
        self.says_in.setText(_("Print “Prices include tax”"))
        for field in ("price_on_top", "says_tax_is_in"):
            self.rows[field].show_words("")

    def _build(self) -> None:
        self._card = Card()
        self._warning = TextLabel(look="hint", wrap=True)
        self._not_yet = TextLabel(look="refusal", wrap=True)
        body = self._card.body
        body.addWidget(self.add_rule("taxes", self.taxes))
        body.addWidget(self._warning)
        body.addWidget(self._not_yet)
        for field, control in (
            ("local_tax_name", self.local_name),
            ("local_tax", self.local_rate),
            ("npwp", self.npwp),
            ("pkp_rate", self.vat_rate),
        ):
            body.addWidget(self.add_rule(field, control))
        for field, box in (("price_on_top", self.on_top), ("says_tax_is_in", self.says_in)):
            body.addWidget(self.add_rule(field, box, has_caption=False))
        self.show_cards(self._card)

    def _wire(self) -> None:
        self.taxes.chosen.connect(self._choose_taxes)
        self.local_name.editingFinished.connect(self._take_local_name)
        self.local_rate.editingFinished.connect(self._take_local_rate)
        self.vat_rate.editingFinished.connect(self._take_vat_rate)
        self.npwp.editingFinished.connect(self._take_npwp)
        self.on_top.clicked.connect(self._choose_on_top)
        self.says_in.clicked.connect(self._choose_says_in)

    @Slot(object)
    def _choose_taxes(self, taxes: Taxes) -> None:
        if taxes == "pkp" and not self.rules.npwp:
            self._wanted = "pkp"  # nothing is switched on before its number is there
            self.show_now()
            self.npwp.setFocus()
            return
        self._wanted = None
        self.change(taxes=taxes)

    @Slot()
    def _take_npwp(self) -> None:
        number = self.npwp.text()
        if self._wanted == "pkp" and number.strip():
            if self.change(npwp=number, taxes="pkp"):
                self._wanted = None
                self.show_now()
        else:
            self.change(npwp=number)

    @Slot()
    def _take_local_name(self) -> None:
        self.change(local_tax_name=self.local_name.text())

    @Slot()
    def _take_local_rate(self) -> None:
        self.take_percent("local_tax", self.local_rate.text())

    @Slot()
    def _take_vat_rate(self) -> None:
        self.take_percent("pkp_rate", self.vat_rate.text())

    @Slot(bool)
    def _choose_on_top(self, is_on: bool) -> None:
        self.change(price_on_top=is_on)

    @Slot(bool)
    def _choose_says_in(self, is_on: bool) -> None:
        self.change(says_tax_is_in=is_on)

    def _restore(self) -> None:
        self._wanted = None
        self.restore_rules()


def _line(most: int) -> QLineEdit:
    line = QLineEdit()
    line.setMaxLength(most)
    line.setMaximumWidth(360)
    return line
