"""A kind of tender as one row, or as two where some of its money has not been seen."""

from pos_app.domain.journal import CountAndSum
from pos_app.domain.money import Money
from pos_app.i18n import _


def sure_and_unsure(word: str, amount: Money, unsure: CountAndSum) -> list[tuple[str, Money]]:
    """Sure and unsure money apart; the rows add up to the amount.

    `word` names the kind.
    """
    count, unsure_amount = unsure
    if not (count or unsure_amount):
        return [(word, amount)]
    label = _("{tender} NOT YET CERTAIN").format(tender=word)
    counted = _("{label} ({count})").format(label=label, count=count)
    received = _("{tender} received").format(tender=word)
    return [(received, amount - unsure_amount), (counted, unsure_amount)]
