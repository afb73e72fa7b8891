"""The X and Z report on receipt paper: a list whose every block adds up on paper."""

from pos_app.domain.day_report import (
    MovedCash,
    PayLine,
    PeriodReport,
    ToCheck,
    XReport,
    ZReport,
)
from pos_app.domain.drawer import OTHER_REASON
from pos_app.domain.journal import CashCounted, Stamp
from pos_app.domain.money import Money
from pos_app.i18n import N_, _, format_clock, format_date, format_time
from pos_app.papers.layout import (
    CopyMark,
    PaperBuilder,
    PaperHeading,
    extra_word,
    short_day,
)
from pos_app.papers.paper import Paper, QrCode, Rule, Style
from pos_app.papers.reasons import reason_in_line
from pos_app.papers.tax_rows import TaxWords, added_rows
from pos_app.papers.tender_rows import sure_and_unsure

CHECK_WORDS = {"void": N_("void"), "refund": N_("refund"), "unsure": N_("not yet certain")}
"""What a receipt to look at is called, behind its number."""

_AUDIT_WORDS = {
    "reprint": N_("Printed again"),
    "price": N_("Price changed"),
    "uncertain": N_("Receipt perhaps not printed"),
    "papers-dropped": N_("Papers dropped"),
    "drawer-tried": N_("Drawer tried"),
    "qris-slip": N_("QRIS slip printed"),
    "kuitansi": N_("Kuitansi written"),
    "pin-wrong": N_("Wrong PIN"),
    "cart-carried": N_("Carts carried over"),
    "cart-abandoned": N_("Carts abandoned"),
}
"""All other notes are changes of settings; the journal has the values before and after."""


def x_paper(
    report: XReport, *, heading: PaperHeading, columns: int, copy: CopyMark | None = None
) -> Paper:
    """The paper of a reading without closing."""
    builder = PaperBuilder(columns, heading)
    builder.centred(_("X REPORT"), "tall")
    builder.centred(_("SO FAR, DAY NOT CLOSED"), "bold")
    _body(builder, report)
    return builder.paper(copy)


def z_paper(
    report: ZReport,
    *,
    heading: PaperHeading,
    columns: int,
    copy: CopyMark | None = None,
    close_code: QrCode | None = None,
) -> Paper:
    """The paper of a close, with lines to sign on.

    `close_code` holds the close signed by the till; without one nothing stands in its place, for
    an empty box would promise what is not there.
    """
    builder = PaperBuilder(columns, heading)
    builder.centred(_("Z REPORT {number}").format(number=report.z), "tall")
    builder.centred(_("DAY CLOSED"), "bold")
    _body(builder, report)
    if close_code is not None:
        builder.text(_("This code holds the figures above and the till's signature."), hanging=0)
        builder.code(close_code)
    builder.signatures(_("Operator"), _("Organizer"))
    return builder.paper(copy)


def _body(builder: PaperBuilder, report: XReport | ZReport) -> None:
    _head(builder, report)
    for section in (
        _sales,
        _tenders,
        _days,
        _drawer,
        _movements,
        _checks,
        _since_the_beginning,
    ):
        section(builder, report)
    if report.head is not None:
        builder.rule()
        builder.text(chain_words(report.head.seq, report.head.link))


def chain_words(seq: int, link: str) -> str:
    """`Ujung rantai 462  9c41d07be2`: how far this paper speaks of the journal."""
    return _("End of chain {seq} {code}").format(seq=seq, code=link[:10])


def _head(builder: PaperBuilder, report: XReport | ZReport) -> None:
    heading = builder.heading
    builder.rule(Rule("="))
    till = _("Till {till}").format(till=heading.till.dev.upper())
    for line in (heading.shop_name, heading.booth_line, heading.event.name, till):
        builder.text(line)
    builder.feed()
    for place, day in enumerate(report.days):
        builder.sides("" if place else _("Business day"), format_date(day))
    for label, at in ((_("From"), report.from_at), (_("To"), report.to_at)):
        if at is not None:
            local = heading.event.local(at)
            builder.sides(label, f"{short_day(local)} {format_time(local)}")
    if isinstance(report, ZReport) and heading.operator(report.stamp.op):
        builder.words_apart(_("Closed by"), heading.operator(report.stamp.op))
    _numbers(builder, report)
    builder.rule()


def _numbers(builder: PaperBuilder, report: PeriodReport) -> None:
    if report.first_no is None or report.last_no is None:
        builder.text(_("No receipts"))
        return
    numbers = f"{report.first_no:06d}-{report.last_no:06d}"
    builder.sides(
        _("Receipts {numbers}").format(numbers=numbers), builder.amount(report.sums.receipts)
    )
    complete = report.no_number_missing
    builder.text(_("No number left out") if complete else _("NUMBERS ARE MISSING"))


def _sales(builder: PaperBuilder, report: PeriodReport) -> None:
    sums = report.sums
    builder.text(_("SALES"), style="bold")
    builder.sides(_counted(_("Sales"), sums.sales[0]), builder.amount(sums.sales[1]))
    for label, (count, amount) in ((_("Void"), sums.voids), (_("Refund"), sums.refunds)):
        if count:
            builder.sides(_counted(label, count), builder.amount(amount))
    builder.sides(_("NET"), builder.total(sums.net), style="tall")
    for label, amount in net_rows(report, builder.heading.taxes):
        builder.sides(label, builder.amount(amount), indent=2)
    if report.average_sale is not None:
        builder.sides(_("Average sale"), builder.amount(report.average_sale))
    builder.rule()


def net_rows(report: PeriodReport, taxes: TaxWords) -> list[tuple[str, Money]]:
    """What net is made of when it is not just the goods at their prices; the rows add up to it."""
    sums = report.sums
    rows = [(_("discounts"), -sums.discount)]
    rows += added_rows(taxes, sums.tax)
    rows += [(extra_word(code), amount) for code, amount in sums.extras]
    rows = [row for row in (*rows, (_("rounding"), sums.rounding)) if row[1]]
    return [(_("before discounts"), report.gross), *rows] if rows else []


def _tenders(builder: PaperBuilder, report: PeriodReport) -> None:
    if not report.pay:
        return
    builder.text(_("TENDERS (net)"), style="bold")
    for line in report.pay:
        for label, amount in tender_rows(line, builder.heading):
            builder.sides(label, builder.amount(amount))
    builder.sides(_("Sum"), builder.amount(report.sums.net))
    builder.rule()


def tender_rows(line: PayLine, heading: PaperHeading) -> list[tuple[str, Money]]:
    """One row for a kind, two where some of its money has not been seen: sure and unsure apart."""
    unsure = (line.unsure_count, line.unsure_amount)
    return sure_and_unsure(heading.tender_word(line.kind), line.amount, unsure)


def _days(builder: PaperBuilder, report: PeriodReport) -> None:
    """Only where one close covers several business days (D7)."""
    if len(report.sums.days) > 1:
        builder.text(_("BY DAY (net)"), style="bold")
        for day, count, net in report.sums.days:
            builder.sides(_counted(format_date(day), count), builder.amount(net))
        builder.rule()


# --- drawer ------------------------------------------------------------------------------------


def drawer_rows(report: PeriodReport) -> list[tuple[str, Money]]:
    """What the expected cash is made of (R9); the rows add up to it. Rows of nothing are out."""
    drawer, sums = report.sums.drawer, report.sums
    opening = _("Opening float") if report.float_is_set else _("Opening float, not counted")
    rows = [
        (opening, drawer.float_amount),
        (_("Cash, net"), report.drawer_cash),
        (_counted(_("Paid in"), report.cash_count("in")), drawer.paid_in),
        (_counted(_("Paid out"), report.cash_count("out")), drawer.paid_out),
        (_counted(_("Dropped to the safe"), report.cash_count("drop")), drawer.dropped),
        (_("Down payments"), dict(sums.order_pay).get("cash", 0)),
        (_("Paid to makers"), dict(sums.settle_pay).get("cash", 0)),
    ]
    # Change owed that was given up lowers what is owed but not the drawer, so it is no row here.
    rows.append((_("Change still owed"), drawer.expected - sum(amount for _label, amount in rows)))
    return [rows[0], *(row for row in rows[1:] if row[1])]


def over_short_words(amount: Money) -> str:
    """The difference always has a word beside its figure."""
    if amount == 0:
        return _("NO DIFFERENCE")
    return _("SHORT") if amount < 0 else _("OVER")


def _drawer(builder: PaperBuilder, report: PeriodReport) -> None:
    drawer = report.sums.drawer
    builder.text(_("CASH IN THE DRAWER"), style="bold")
    if isinstance(report, XReport) and drawer.counted is None:
        # Whoever counts must not know what should come out, and paper is read by everybody.
        builder.sides(*_with_amount(builder, drawer_rows(report)[0]))
        builder.text(_("The expected cash is shown once the drawer has been counted."))
        builder.rule()
        return
    for label, amount in drawer_rows(report):
        builder.sides(label, builder.amount(amount))
    builder.sides(_("Expected"), builder.amount(drawer.expected))
    if drawer.over_short is None or drawer.counted is None:
        builder.text(_("Not counted"))
    else:
        if report.count is not None:
            _count(builder, report.count)
        builder.sides(_("Counted"), builder.amount(drawer.counted))
        style: Style = "tall" if drawer.over_short else "bold"
        words = over_short_words(drawer.over_short)
        builder.sides(words, builder.amount(drawer.over_short), style=style)
    if isinstance(report, ZReport) and report.why:
        builder.text(_("Reason: {reason}").format(reason=reason_in_line(report.why)))
    builder.rule()


def _with_amount(builder: PaperBuilder, row: tuple[str, Money]) -> tuple[str, str]:
    return row[0], builder.amount(row[1])


def _movements(builder: PaperBuilder, report: PeriodReport) -> None:
    """Every movement once, with its reason, time and person (D2, D14)."""
    if not report.movements:
        return
    builder.text(_("CASH MOVED"), style="bold")
    for moved in report.movements:
        amount = moved.entry.amount
        builder.sides(movement_label(moved), builder.amount(amount) if amount else "-")
        builder.text(movement_words(moved, builder.heading), indent=2)
    builder.rule()


def movement_label(moved: MovedCash) -> str:
    """`Kas keluar: listrik`."""
    word, why = move_word(moved.entry.kind), reason_in_line(moved.entry.why)
    if moved.words and moved.entry.why == OTHER_REASON:
        return word  # the person's own words stand below
    return _("{movement}: {reason}").format(movement=word, reason=why) if why else word


def movement_words(moved: MovedCash, heading: PaperHeading) -> str:
    """`token malam, Rahma 11.07`: what was typed beside it, who and when."""
    who = _who_and_when(moved.entry.stamp, heading)
    return f"{moved.words}, {who}" if moved.words else who


def move_word(kind: str) -> str:
    """What a movement of the drawer is called."""
    return _(_MOVE_WORDS[kind])


_MOVE_WORDS = {
    "in": N_("Paid in"),
    "out": N_("Paid out"),
    "drop": N_("Dropped to the safe"),
    "open": N_("Drawer opened"),
    "owed": N_("Change owed, paid out"),
    "kept": N_("Change owed, given up"),
}


def _count(builder: PaperBuilder, count: CashCounted) -> None:
    builder.feed()
    builder.text(_("Cash count"))
    for denomination, kind, pieces in count_rows(count):
        left = f"{builder.amount(denomination):>8}{' ' + kind:<8}x{pieces:>4}"
        builder.line(left, builder.amount(denomination * pieces))
    if count.other:
        builder.sides(_("Other cash"), builder.amount(count.other), indent=1)


def count_rows(count: CashCounted) -> list[tuple[Money, str, int]]:
    """Denomination, *paper* or *coin* where both exist, pieces (a note stands before its coin)."""
    values = [denomination for denomination, _pieces in count.rows]
    rows = []
    for place, (denomination, pieces) in enumerate(count.rows):
        kind = ""
        if values.count(denomination) > 1:
            kind = _("paper") if values.index(denomination) == place else _("coin")
        rows.append((denomination, kind, pieces))
    return rows


# --- to check, and totals since the first day --------------------------------------------------


def _checks(builder: PaperBuilder, report: PeriodReport) -> None:
    builder.text(_("PLEASE CHECK"), style="bold")
    for check in report.to_check:
        builder.sides(check_label(check), builder.amount(check.amount))
        if check.kind != "unsure":
            builder.text(check_words(check, builder.heading), indent=2)
    counts = other_checks(report)
    if isinstance(report, XReport) and report.parked_carts:
        counts.insert(0, (_("Parked carts"), report.parked_carts))
    for label, count in counts:
        builder.sides(label, builder.amount(count))
    if not (report.to_check or counts):
        builder.text(_("Nothing to check"))
    builder.rule()


def check_label(check: ToCheck) -> str:
    """`000197 batal`."""
    word = _(CHECK_WORDS[check.kind])
    return f"{check.no:06d} {word}"


def check_words(check: ToCheck, heading: PaperHeading) -> str:
    """`salah barang, Rahma 11.07`."""
    who, reason = _who_and_when(check.stamp, heading), reason_in_line(check.why)
    return f"{reason}, {who}" if reason else who


def _who_and_when(stamp: Stamp, heading: PaperHeading) -> str:
    """Who did it and when, and who allowed it where that is somebody else (D14)."""
    who = f"{heading.operator(stamp.op)} {format_clock(heading.event.local(stamp.at))}".strip()
    allowed_by = heading.operator(stamp.by)
    return _("{who}, allowed by {name}").format(who=who, name=allowed_by) if allowed_by else who


def other_checks(report: PeriodReport) -> list[tuple[str, int]]:
    """What else somebody may want to ask about, counted."""
    found, not_found = report.sums.ticks
    rows = [
        (_("QRIS found in the merchant's list"), found),
        (_("QRIS NOT in the merchant's list"), not_found),
        (_("Drawer opened without a sale"), report.sums.drawer.no_sale),
        (_("Counted more than once"), report.counts_made if report.counts_made > 1 else 0),
    ]
    notes: dict[str, int] = {}
    for what, count in report.audits:
        word = _(_AUDIT_WORDS[what]) if what in _AUDIT_WORDS else _("Settings changed")
        notes[word] = notes.get(word, 0) + count
    return [row for row in (*rows, *notes.items()) if row[1]]


def _since_the_beginning(builder: PaperBuilder, report: PeriodReport) -> None:
    grand = report.grand
    builder.text(_("SINCE THE BEGINNING"), style="bold")
    builder.sides(_("Receipts"), builder.amount(grand.no))
    builder.sides(_("Sales"), builder.amount(grand.sales[1]))
    taken_back = grand.voids[1] + grand.refunds[1]
    builder.sides(_("Voids and refunds"), builder.amount(taken_back))
    builder.sides(_("Net"), builder.amount(grand.net))


def _counted(label: str, count: int) -> str:
    return _("{label} ({count})").format(label=label, count=count)
