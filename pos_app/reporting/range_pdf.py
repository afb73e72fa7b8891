"""Many closed days on A4: a row for each Z, and what they come to together."""

from typing import TYPE_CHECKING

from pos_app.domain.day_report import ZReport
from pos_app.domain.money import Money
from pos_app.domain.range_report import RangeReport
from pos_app.i18n import _, format_date, format_long_date, format_money, format_plain, ngettext
from pos_app.papers.layout import PaperHeading
from pos_app.reporting.hours import hours_section
from pos_app.reporting.page import (
    GUTTER,
    PAGE_WIDTH,
    Bar,
    Card,
    a4_pdf,
    band,
    bars,
    cards,
    figures,
    grid,
    section,
    side_by_side,
    space,
)

if TYPE_CHECKING:
    from reportlab.platypus import Flowable

_COLUMN = (PAGE_WIDTH - GUTTER) / 2
_MOST_CATEGORIES = 8


def range_pdf(report: RangeReport, *, heading: PaperHeading) -> bytes:
    """The report as a PDF. It names every day it covers; there is at least one."""
    return _RangePdf(report, heading).pdf()


class _RangePdf:
    """The parts of one report."""

    def __init__(self, report: RangeReport, heading: PaperHeading) -> None:
        self._report, self._heading = report, heading
        self._exponent = heading.event.exponent

    def pdf(self) -> bytes:
        heading, title = self._heading, _("Report of closed days")
        place = f"{heading.event.name}, {heading.shop_name}"
        parts = [self._head(title), space(8), self._cards(), space(10)]
        parts += [section(_("Day by day")), self._days(), space(8), self._columns()]
        foot = f"{place}, {heading.till.dev.upper()}, {title}"
        return a4_pdf(parts, title=f"{title} - {place}", foot=foot)

    def _head(self, title: str) -> "Flowable":
        heading, days = self._heading, self._report.days
        names = [heading.shop_name, f"{heading.booth_line}, {heading.event.name}"]
        if heading.event.is_practice:
            names.append(_("PRACTICE - NOT A PROOF OF PAYMENT"))
        count = len(days)
        words = ngettext("{count} business day", "{count} business days", count)
        facts = [format_long_date(days[0]), format_long_date(days[-1]), words.format(count=count)]
        facts.append(_("Till {till}").format(till=heading.till.dev.upper()))
        return band(title, names, facts)

    def _cards(self) -> "Flowable":
        report = self._report
        receipts = ngettext("{count} receipt", "{count} receipts", report.receipts)
        average = report.net // len(report.days)
        uncounted = _("Not counted: {count}").format(count=report.uncounted)
        return cards(
            [
                Card(_("Net"), self._money(report.net), receipts.format(count=report.receipts)),
                Card(_("Net per day, on average"), self._money(average)),
                Card(_("Discounts"), self._money(report.discount)),
                Card(
                    _("Over or short"),
                    self._money(report.over_short),
                    uncounted if report.uncounted else "",
                ),
            ]
        )

    def _days(self) -> "Flowable":
        rows = [self._row(close) for close in self._report.closes]
        report = self._report
        over_short = self._plain(report.over_short)
        rows.append([_("Sum"), "", str(report.receipts), self._plain(report.net), over_short])
        head = [_("Z"), _("Business day"), _("Receipts"), _("Net"), _("Over or short")]
        return grid(head, rows, (1, 4, 2, 3, 3), right=3, ends_with_sum=True)

    def _row(self, close: ZReport) -> list[str]:
        difference = close.sums.drawer.over_short
        return [
            str(close.z),
            ", ".join(format_date(day) for day in close.days),
            str(close.sums.receipts),
            self._plain(close.sums.net),
            _("not counted") if difference is None else self._plain(difference),
        ]

    def _columns(self) -> "Flowable":
        report = self._report
        rows = [(self._heading.tender_word(kind), self._plain(sum_)) for kind, sum_ in report.pay]
        rows.append((_("Sum"), self._money(report.net)))
        left: list[Flowable] = [section(_("Tenders, net"))]
        left.append(figures(rows, _COLUMN, strong=[len(rows) - 1]))
        left += hours_section(report.hours, _COLUMN, self._exponent)
        best = [
            Bar(name or _("Without category"), amount, self._plain(amount))
            for name, amount in report.categories[:_MOST_CATEGORIES]
        ]
        right = [section(_("Best categories")), bars(best, _COLUMN)] if best else []
        return side_by_side(left, right)

    def _money(self, minor: Money) -> str:
        return format_money(minor, self._exponent)

    def _plain(self, minor: Money) -> str:
        return format_plain(minor, self._exponent)
