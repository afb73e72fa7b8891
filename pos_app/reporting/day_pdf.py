"""X and Z report on A4: the same figures as on receipt paper, in the order people ask for them."""

from typing import TYPE_CHECKING

from pos_app.domain.day_report import PeriodReport, XReport, ZReport
from pos_app.domain.money import Money
from pos_app.i18n import (
    _,
    format_date,
    format_long_date,
    format_money,
    format_plain,
    format_quantity,
    format_time,
    ngettext,
)
from pos_app.papers.day_report import (
    chain_words,
    check_label,
    check_words,
    count_rows,
    drawer_rows,
    movement_label,
    movement_words,
    net_rows,
    other_checks,
    over_short_words,
    tender_rows,
)
from pos_app.papers.layout import PaperHeading, short_day
from pos_app.papers.reasons import reason_in_line
from pos_app.reporting.hours import hours_section
from pos_app.reporting.page import (
    GUTTER,
    PAGE_WIDTH,
    Bar,
    Card,
    Tone,
    a4_pdf,
    band,
    bars,
    cards,
    figures,
    grid,
    name_or_code,
    section,
    side_by_side,
    signatures,
    space,
    text,
    together,
)

if TYPE_CHECKING:
    from reportlab.platypus import Flowable

_MOST_BESIDE = 8
_COLUMN = (PAGE_WIDTH - GUTTER) / 2


def day_pdf(report: XReport | ZReport, *, heading: PaperHeading) -> bytes:
    """The report as a PDF, one page on an ordinary day."""
    return _DayPdf(report, heading).pdf()


class _DayPdf:
    """The parts of one report."""

    def __init__(self, report: XReport | ZReport, heading: PaperHeading) -> None:
        self._report = report
        self._heading = heading
        self._exponent = heading.event.exponent

    def pdf(self) -> bytes:
        title = self._title()
        place = f"{self._heading.event.name}, {self._heading.shop_name}"
        parts = [self._head(), space(8), self._cards(), space(10), *self._columns()]
        parts += self._lists()
        parts += [space(10), together(self._proof())]
        foot = f"{place}, {self._heading.till.dev.upper()}, {title}"
        return a4_pdf(parts, title=f"{title} - {place}", foot=foot)

    # --- head ------------------------------------------------------------------------------

    def _title(self) -> str:
        if isinstance(self._report, ZReport):
            return _("Z report {number}").format(number=self._report.z)
        return _("X report (day not closed)")

    def _head(self) -> "Flowable":
        heading, event = self._heading, self._heading.event
        names = [heading.shop_name, f"{heading.booth_line}, {event.name}"]
        names += [_("PRACTICE - NOT A PROOF OF PAYMENT")] if event.is_practice else []
        facts = [format_long_date(day) for day in self._report.days[-3:]]
        if self._report.from_at is not None and self._report.to_at is not None:
            begun, ended = event.local(self._report.from_at), event.local(self._report.to_at)
            facts.append(
                _("{day}, {time} to {end_day}, {end_time}").format(
                    day=short_day(begun),
                    time=format_time(begun),
                    end_day=short_day(ended),
                    end_time=format_time(ended),
                )
            )
        if self._operator():
            facts.append(_("Operator: {name}").format(name=self._operator()))
        facts.append(_("Till {till}").format(till=heading.till.dev.upper()))
        return band(self._title(), names, facts)

    def _operator(self) -> str:
        code = self._report.stamp.op if isinstance(self._report, ZReport) else ""
        return self._heading.operator(code)

    def _cards(self) -> "Flowable":
        report, sums = self._report, self._report.sums
        count = ngettext("{count} receipt", "{count} receipts", sums.receipts)
        average = report.average_sale
        sales = ngettext("{count} sale", "{count} sales", sums.sales[0])
        return cards(
            [
                Card(_("Net"), self._money(sums.net), count.format(count=sums.receipts)),
                Card(
                    _("Average sale"),
                    "-" if average is None else self._money(average),
                    sales.format(count=sums.sales[0]),
                ),
                Card(_("Expected in the drawer"), self._money(sums.drawer.expected)),
                self._over_short_card(),
            ]
        )

    def _over_short_card(self) -> Card:
        difference = self._report.sums.drawer.over_short
        label = _("Over or short")
        if difference is None:
            return Card(label, "-", _("Not counted"), "warning")
        tone: Tone = "danger" if difference < 0 else "warning" if difference else "ok"
        return Card(label, self._money(difference), over_short_words(difference), tone)

    # --- figures ---------------------------------------------------------------------------

    def _columns(self) -> list["Flowable"]:
        left = [*self._sales(), space(8), *self._tenders(), *self._days()]
        left += hours_section(self._report.hours, _COLUMN, self._exponent)
        left += self._best_sellers()
        return [side_by_side(left, self._drawer())]

    def _sales(self) -> list["Flowable"]:
        report, sums = self._report, self._report.sums
        rows = [(self._counted(_("Sales"), sums.sales[0]), self._plain(sums.sales[1]))]
        for label, (count, amount) in ((_("Void"), sums.voids), (_("Refund"), sums.refunds)):
            if count:
                rows.append((self._counted(label, count), self._plain(amount)))
        rows.append((_("Net"), self._money(sums.net)))
        made_of_rows = net_rows(report, self._heading.taxes)
        made_of = [(label, self._plain(amount)) for label, amount in made_of_rows]
        return [
            section(_("Sales")),
            figures(rows, _COLUMN, strong=[len(rows) - 1]),
            *([figures(made_of, _COLUMN)] if made_of else []),
        ]

    def _tenders(self) -> list["Flowable"]:
        rows: list[tuple[str, str]] = []
        for line in self._report.pay:
            counted = tender_rows(line, self._heading)
            label, amount = counted[0]
            rows.append((self._counted(label, line.sure_count), self._plain(amount)))
            rows += [(label, self._plain(amount)) for label, amount in counted[1:]]
        rows.append((_("Sum"), self._money(self._report.sums.net)))
        return [section(_("Tenders, net")), figures(rows, _COLUMN, strong=[len(rows) - 1])]

    def _days(self) -> list["Flowable"]:
        days = self._report.sums.days
        if len(days) < 2:  # noqa: PLR2004  one day needs no list of days
            return []
        rows = [(self._counted(format_date(day), n), self._plain(net)) for day, n, net in days]
        return [space(8), section(_("By day, net")), figures(rows, _COLUMN)]

    def _drawer(self) -> list["Flowable"]:
        report, drawer = self._report, self._report.sums.drawer
        rows = [(label, self._plain(amount)) for label, amount in drawer_rows(report)]
        rows.append((_("Expected"), self._money(drawer.expected)))
        strong = [len(rows) - 1]
        if drawer.counted is not None and drawer.over_short is not None:
            rows.append((_("Counted"), self._plain(drawer.counted)))
            words = over_short_words(drawer.over_short)
            rows.append((words.capitalize(), self._money(drawer.over_short)))
            strong.append(len(rows) - 1)
        parts: list[Flowable] = [section(_("Cash in the drawer"))]
        parts.append(figures(rows, _COLUMN, strong=strong))
        if isinstance(report, ZReport) and report.why:
            reason = reason_in_line(report.why)
            parts.append(text(_("Reason: {reason}").format(reason=reason), "small"))
        return [*parts, *self._count()]

    def _count(self) -> list["Flowable"]:
        count = self._report.count
        if count is None or self._report.sums.drawer.counted is None:
            return []
        rows = [
            (
                f"{self._plain(value)} {kind}".strip() + f" x {pieces}",
                self._plain(value * pieces),
            )
            for value, kind, pieces in count_rows(count)
        ]
        rows += [(_("Other cash"), self._plain(count.other))] if count.other else []
        return [space(8), section(_("Cash count")), figures(rows, _COLUMN)]

    # --- lists -----------------------------------------------------------------------------

    def _best_sellers(self) -> list["Flowable"]:
        rows = [
            Bar(
                name_or_code(goods.name, goods.code),
                goods.quantity.thousandths,
                f"{format_quantity(goods.quantity)} / {self._plain(goods.goods)}",
            )
            for goods in self._report.best_sellers[:5]
        ]
        if not rows:
            return []
        return [space(8), section(_("Best sellers")), bars(rows, _COLUMN)]

    def _lists(self) -> list["Flowable"]:
        """Movements and what is to be checked: beside each other while both are short."""
        moves, checks = self._movement_rows(), self._check_rows()
        last = _("Amount or count")
        if moves and max(len(moves), len(checks)) <= _MOST_BESIDE:
            left = [section(_("Cash moved")), self._short_list(moves)]
            right = [section(_("Please check")), self._short_list(checks)]
            return [space(10), side_by_side(left, right)]
        head = [_("What"), _("Reason, operator, time"), last]
        parts: list[Flowable] = []
        for title, rows in ((_("Cash moved"), moves), (_("Please check"), checks)):
            if rows:
                parts += [space(10), section(title), grid(head, rows, (3, 4, 2), right=1)]
        if not checks:
            parts += [space(10), section(_("Please check")), text(_("Nothing to check"))]
        return parts

    def _short_list(self, rows: list[list[str]]) -> "Flowable":
        if not rows:
            return text(_("Nothing to check"))
        named = [(f"{what} - {more}" if more else what, figure) for what, more, figure in rows]
        return figures(named, _COLUMN)

    def _movement_rows(self) -> list[list[str]]:
        return [
            [
                movement_label(moved),
                movement_words(moved, self._heading),
                self._plain(moved.entry.amount) if moved.entry.amount else "-",
            ]
            for moved in self._report.movements
        ]

    def _check_rows(self) -> list[list[str]]:
        report = self._report
        rows = [
            [check_label(check), check_words(check, self._heading), self._plain(check.amount)]
            for check in report.to_check
        ]
        return rows + [[label, "", str(count)] for label, count in other_checks(report)]

    def _proof(self) -> list["Flowable"]:
        report: PeriodReport = self._report
        lines = []
        if report.first_no is not None and report.last_no is not None:
            complete = report.no_number_missing
            lines.append(
                _("Receipts {numbers}").format(
                    numbers=f"{report.first_no:06d}-{report.last_no:06d}"
                )
                + ": "
                + (_("No number left out") if complete else _("NUMBERS ARE MISSING"))
            )
        grand = report.grand
        lines.append(
            _("Since the beginning: {count} receipts, net {amount}").format(
                count=self._plain(grand.no), amount=self._money(grand.net)
            )
        )
        if report.head is not None:
            lines.append(chain_words(report.head.seq, report.head.link))
        parts: list[Flowable] = [section(_("Proof")), *(text(line) for line in lines)]
        if isinstance(report, ZReport):
            parts.append(signatures([_("Operator"), _("Organizer")]))
        return parts

    # --- words -----------------------------------------------------------------------------

    def _money(self, minor: Money) -> str:
        return format_money(minor, self._exponent)

    def _plain(self, minor: Money) -> str:
        return format_plain(minor, self._exponent)

    def _counted(self, label: str, count: int) -> str:
        return _("{label} ({count})").format(label=label, count=count)
