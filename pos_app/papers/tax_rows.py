"""Taxes on a paper: what they are called, and the rows that say them.

A booth that is no registered seller (PKP) has no rate of value added tax here, so none of its
papers can name that tax or its base (indonesia.md 4).
"""

from collections.abc import Iterable
from dataclasses import dataclass

from pos_app.domain.booth_rules import BoothRules
from pos_app.domain.journal import TaxPart
from pos_app.domain.money import Money, Percent
from pos_app.domain.taxes import base_on_eleven_twelfths
from pos_app.i18n import _, format_percent

_EFFECTIVE = Percent.of(11)
"""12 % on 11/12 of the price."""


@dataclass(frozen=True, slots=True)
class TaxWords:
    """How the booth's taxes are called. `vat_rate` is None unless it is a registered seller."""

    local_name: str = ""
    vat_rate: Percent | None = None
    npwp: str = ""
    says_included: bool = False

    def name(self, rate: Percent) -> str:
        """What the tax of that rate is called, "Tax" where nobody named it."""
        if rate == self.vat_rate:
            return _("VAT")
        return self.local_name or _("Tax")


UNTAXED_WORDS = TaxWords()


def tax_words_of(rules: BoothRules) -> TaxWords:
    """The words of the taxes a booth has now."""
    says_included = rules.says_tax_is_in and not rules.price_on_top
    match rules.taxes:
        case "none":
            return UNTAXED_WORDS
        case "local":
            return TaxWords(rules.local_tax_name, says_included=says_included)
        case "pkp":
            return TaxWords("", rules.pkp_rate, rules.npwp, says_included)


def included_rows(words: TaxWords, parts: Iterable[TaxPart]) -> list[tuple[str, Money]]:
    """What stands below the total: the taxes inside it, and the bases of value added tax."""
    rows = []
    for part in parts:
        if part.kind == "in":
            label = _("{tax} {percent} included").format(
                tax=words.name(part.rate), percent=format_percent(part.rate)
            )
            rows.append((label, part.amount))
        if part.rate == words.vat_rate:
            rows.append((_("VAT base"), part.base))
            if part.rate == _EFFECTIVE:
                rows.append((_("Other VAT base"), base_on_eleven_twelfths(part.base)))
    return rows


def added_rows(words: TaxWords, parts: Iterable[TaxPart]) -> list[tuple[str, Money]]:
    """What stands above the total: the taxes on top of the prices."""
    return [
        (f"{words.name(part.rate)} {format_percent(part.rate)}", part.amount)
        for part in parts
        if part.kind == "on"
    ]
