"""The shift report on receipt paper: what one person sold and moved (D12)."""

from pos_app.domain.shift_report import ShiftReport
from pos_app.i18n import _, format_clock
from pos_app.papers.layout import CopyMark, PaperBuilder, PaperHeading, short_day
from pos_app.papers.paper import Paper, Rule


def shift_paper(
    report: ShiftReport, *, heading: PaperHeading, columns: int, copy: CopyMark | None = None
) -> Paper:
    """The paper of one person's part of a period; the drawer stays the till's."""
    builder = PaperBuilder(columns, heading)
    builder.centred(_("SHIFT REPORT"), "tall")
    builder.centred(heading.operator(report.op) or report.op, "bold")
    builder.rule(Rule("="))
    for line in (heading.shop_name, heading.booth_line, heading.event.name):
        builder.text(line)
    for label, at in ((_("From"), report.from_at), (_("To"), report.to_at)):
        local = heading.event.local(at)
        builder.sides(label, f"{short_day(local)} {format_clock(local)}")
    if report.first_no is not None and report.last_no is not None:
        numbers = f"{report.first_no:06d}-{report.last_no:06d}"
        builder.sides(_("Receipts"), numbers)
    builder.rule()
    _sales(builder, report)
    _drawer(builder, report)
    builder.signatures(_("Handed over"), _("Received"))
    return builder.paper(copy)


def _sales(builder: PaperBuilder, report: ShiftReport) -> None:
    sums = report.sums
    rows = ((_("Sales"), sums.sales), (_("Void"), sums.voids), (_("Refund"), sums.refunds))
    for label, (count, amount) in rows:
        if count:
            words = _("{label} ({count})").format(label=label, count=count)
            builder.sides(words, builder.amount(amount))
    builder.sides(_("NET"), builder.total(sums.net), style="tall")
    for kind, amount in sums.pay:
        builder.sides(builder.heading.tender_word(kind), builder.amount(amount), indent=2)
    if sums.discount:
        builder.sides(_("discounts"), builder.amount(-sums.discount), indent=2)


def _drawer(builder: PaperBuilder, report: ShiftReport) -> None:
    drawer = report.sums.drawer
    rows = [
        (_("Paid in"), drawer.paid_in),
        (_("Paid out"), drawer.paid_out),
        (_("Dropped to the safe"), drawer.dropped),
    ]
    rows = [row for row in rows if row[1]]
    if rows or drawer.no_sale:
        builder.rule()
    for label, amount in rows:
        builder.sides(label, builder.amount(amount))
    if drawer.no_sale:
        builder.sides(_("Drawer opened without a sale"), builder.amount(drawer.no_sale))
