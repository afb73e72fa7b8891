"""A kind of tender as one row, or as two where some of its money has not been seen."""

from typing import Final

from pos_app.domain.journal import CountAndSum
from pos_app.domain.money import Money
from pos_app.domain.tender import SeenHow, Sighting
from pos_app.i18n import N_, _

_SEEN_ON: Final[dict[SeenHow, str]] = {
    "phone": N_("seller's phone"),
    "box": N_("sound box"),
    "statement": N_("account statement"),
    "screen": N_("buyer's screen"),
}


def received_details(sighting: Sighting) -> tuple[str, ...]:
    """Where money was seen to arrive and its reference, as far as somebody said so."""
    details = [_(_SEEN_ON[sighting.seen])] if sighting.seen else []
    if sighting.reference:
        details.append(_("ref {reference}").format(reference=sighting.reference))
    return tuple(details)


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
