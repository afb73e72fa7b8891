"""The slip a buyer scans to pay: the booth's code with the amount, name and merchant number."""

from pos_app.domain.journal import Recorded
from pos_app.domain.qris import QrisOffer
from pos_app.i18n import _, format_time
from pos_app.papers.layout import CopyMark, PaperBuilder, PaperHeading, short_date
from pos_app.papers.paper import Paper, qr_code


def qris_slip(
    recorded: Recorded,
    offer: QrisOffer | None,
    *,
    heading: PaperHeading,
    columns: int,
    copy: CopyMark | None = None,
) -> Paper:
    """The paper; without an `offer` the code was taken off meanwhile, and it says so."""
    builder = PaperBuilder(columns, heading)
    builder.centred(heading.shop_name, "bold")
    builder.centred(heading.booth_line)
    at = heading.event.local(recorded.entry.stamp.at)
    builder.centred(f"{short_date(at)} {format_time(at)}")
    builder.rule()
    builder.centred(_("QRIS"), "tall")
    if offer is None:
        builder.text(_("No QRIS code is kept at this till any more."))
    else:
        _code(builder, offer)
    return builder.paper(copy)


def _code(builder: PaperBuilder, offer: QrisOffer) -> None:
    builder.code(qr_code(offer.text))
    builder.centred(offer.code.name, "bold")
    builder.centred(offer.code.city)
    if offer.code.nmid:
        builder.centred(f"NMID: {offer.code.nmid}")
    builder.feed()
    builder.centred(builder.total(offer.amount), "tall")
    if offer.has_amount:
        builder.centred(_("Scan, check name and amount, then pay."))
    else:
        builder.centred(_("Scan, type this amount, check the name, then pay."))
    builder.rule()
    builder.centred(_("This is no proof of payment."))
