"""The event report on A4: totals, and beside them always what they include and what they lack."""

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from pos_app.domain.event_totals import EventTotals, all_booths
from pos_app.domain.identity import EventPack
from pos_app.domain.journal import CountAndSum
from pos_app.domain.money import Money
from pos_app.i18n import (
    _,
    format_date,
    format_money,
    format_plain,
    format_quantity,
    format_time,
    ngettext,
)
from pos_app.papers.layout import extra_word, short_date, tender_word
from pos_app.papers.tender_rows import sure_and_unsure
from pos_app.reporting.event_appendix import appendix, coverage_state_words, open_points
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
    page_break,
    section,
    side_by_side,
    space,
    text,
)

if TYPE_CHECKING:
    from reportlab.platypus import Flowable

_COLUMN = (PAGE_WIDTH - GUTTER) / 2


def event_pdf(totals: EventTotals, pack: EventPack) -> bytes:
    """The report as a PDF: cover, days, booths, goods, and an appendix of what is open."""
    return _EventPdf(totals, pack).pdf()


class _EventPdf:
    """The parts of one report."""

    def __init__(self, totals: EventTotals, pack: EventPack) -> None:
        self._totals = totals
        self._pack = pack
        self._exponent = pack.event.exponent

    def pdf(self) -> bytes:
        parts = [
            self._head(),
            space(8),
            self._cards(),
            space(10),
            *self._coverage(),
            space(10),
            side_by_side(self._sales(), self._parts()),
            *self._days(),
            *self._hours(),
            page_break(),
            *self._booths(),
            *self._regions(),
            *self._goods(),
            space(14),
            *appendix(self._totals, self._pack),
        ]
        name = self._pack.event.name
        foot = f"{name}, {self._as_of()}"
        return a4_pdf(parts, title=_("Event report: {event}").format(event=name), foot=foot)

    # --- cover -----------------------------------------------------------------------------

    def _head(self) -> "Flowable":
        event = self._pack.event
        days = [short_date(event.days[0])]
        days += [short_date(event.days[-1])] if len(event.days) > 1 else []
        names = [_("Event report"), " - ".join(days)]
        names += [_("PRACTICE - NOT A PROOF OF PAYMENT")] if event.is_practice else []
        version = _("Event pack version {version}").format(version=self._pack.version)
        return band(event.name, names, [self._as_of(), event.event_id, version])

    def _as_of(self) -> str:
        at = self._pack.event.local(self._totals.coverage.as_of)
        return _("As of {day}, {time}").format(day=short_date(at), time=format_time(at))

    def _cards(self) -> "Flowable":
        totals = self._totals
        receipts = ngettext("{count} receipt", "{count} receipts", totals.receipts)
        return cards(
            [
                Card(
                    _("Net"),
                    self._money(totals.net),
                    receipts.format(count=self._plain_count(totals.receipts)),
                ),
                self._card_of(_("Mean of the booths"), totals.booth_mean),
                self._card_of(_("Median of the booths"), totals.booth_median),
                self._coverage_card(),
            ]
        )

    def _card_of(self, label: str, amount: Money | None) -> Card:
        booths = ngettext("{count} booth", "{count} booths", len(self._totals.booths))
        figure = "-" if amount is None else self._money(amount)
        return Card(label, figure, booths.format(count=len(self._totals.booths)))

    def _coverage_card(self) -> Card:
        coverage, today = self._totals.coverage, self._today()
        figure = _("{received} of {expected}").format(
            received=coverage.received, expected=coverage.expected_by(today)
        )
        note = coverage_state_words(coverage, today)
        tone: Tone = "ok" if coverage.is_complete else "warning"
        return Card(_("Booth days received"), figure, note, tone)

    def _today(self) -> date:
        return self._pack.event.business_day(self._totals.coverage.as_of)

    def _coverage(self) -> list["Flowable"]:
        rows = [
            (label, str(count)) for label, count in open_points(self._totals, self._pack) if count
        ]
        words = _("All booth days are in, nothing is open.")
        if not self._totals.coverage.is_complete:
            words = _("Nothing is open so far; other days of the event are still to come.")
        if rows:
            words = _("These totals do not include everything. The appendix names each point.")
        to_come = self._totals.coverage.to_come(self._today())
        if to_come:
            rows.append((_("Booth days still to come"), str(to_come)))
        parts: list[Flowable] = [section(_("What the totals include")), text(words)]
        return [*parts, figures(rows, PAGE_WIDTH)] if rows else parts

    def _sales(self) -> list["Flowable"]:
        totals = self._totals
        rows = [self._row(_("Sales"), totals.sales)]
        taken_back = ((_("Void"), totals.voids), (_("Refund"), totals.refunds))
        rows += [self._row(label, pair) for label, pair in taken_back if pair[0]]
        rows.append((_("Net"), self._money(totals.net)))
        made_of = [(label, self._plain(amount)) for label, amount in event_net_rows(totals)]
        pay = [
            (label, self._plain(part))
            for kind, amount in totals.pay
            for label, part in sure_and_unsure(
                tender_word(kind, self._pack.tender_names), amount, totals.unsure_of(kind)
            )
        ]
        pay.append((_("Sum"), self._money(totals.net)))
        return [
            section(_("Sales")),
            figures(rows, _COLUMN, strong=[len(rows) - 1]),
            figures(made_of, _COLUMN),
            space(8),
            section(_("Tenders, net")),
            figures(pay, _COLUMN, strong=[len(pay) - 1]),
        ]

    def _parts(self) -> list["Flowable"]:
        totals = self._totals
        rows = [
            self._row(_("Direct sales"), totals.direct_sales),
            self._row(_("Orders delivered"), totals.delivered),
            (_("Net"), self._money(totals.net)),
        ]
        beside = [self._row(_("Down payments, no part of the net"), totals.orders)]
        beside.append(self._row(_("Not yet certain, part of the net"), totals.unsure))
        return [
            section(_("How it was sold")),
            figures(rows, _COLUMN, strong=[2]),
            space(8),
            section(_("Good to know")),
            figures(beside, _COLUMN),
        ]

    # --- days and hours --------------------------------------------------------------------

    def _days(self) -> list["Flowable"]:
        rows = [
            Bar(f"{format_date(day)} ({self._plain_count(count)})", net, self._plain(net))
            for day, count, net in self._totals.days
        ]
        return self._ranked(_("By day: receipts and net"), rows)

    def _hours(self) -> list["Flowable"]:
        hours = self._totals.hours
        peak = max((net for _hour, _count, net in hours), default=0)
        rows = []
        for hour, count, net in hours:
            label = f"{hour:02d}.00-{hour:02d}.59 ({self._plain_count(count)})"
            mark = _("busiest hour") if net == peak else ""
            rows.append(Bar(f"{label} {mark}".strip(), net, self._plain(net)))
        return self._ranked(_("By hour: receipts and net"), rows)

    def _ranked(self, title: str, rows: Sequence[Bar]) -> list["Flowable"]:
        return [space(10), section(title), bars(rows, PAGE_WIDTH)] if rows else []

    # --- booths and goods ------------------------------------------------------------------

    def _booths(self) -> list["Flowable"]:
        totals = self._totals
        rows = [
            [
                booth.booth_id,
                booth.name,
                self._plain_count(booth.receipts),
                self._plain(booth.gross),
                self._plain(-booth.discount),
                self._plain(booth.voids[1] + booth.refunds[1]),
                self._plain(booth.net),
            ]
            for booth in all_booths(totals, self._pack)
        ]
        rows.append(
            [
                "",
                _("Sum"),
                self._plain_count(totals.receipts),
                self._plain(totals.gross),
                self._plain(-totals.discount),
                self._plain(totals.voids[1] + totals.refunds[1]),
                self._plain(totals.net),
            ]
        )
        head = [
            _("Booth"),
            _("Name"),
            _("Receipts"),
            _("Before discounts"),
            _("Discounts"),
            _("Voids and refunds"),
            _("Net"),
        ]
        return [
            section(_("By booth")),
            grid(head, rows, (10, 27, 10, 16, 14, 15, 16), right=5, ends_with_sum=True),
        ]

    def _regions(self) -> list["Flowable"]:
        rows = [
            Bar(f"{region} ({self._plain_count(count)})", net, self._plain(net))
            for region, count, net in sorted(self._totals.regions, key=lambda row: -row[2])
            if region
        ]
        return self._ranked(_("By regency or city: receipts and net"), rows)

    def _goods(self) -> list["Flowable"]:
        totals = self._totals
        categories = [
            Bar(goods.name or _("Without category"), goods.goods, self._plain(goods.goods))
            for goods in sorted(totals.categories, key=lambda row: -row.goods)
        ]
        if totals.unnamed_goods:
            label, amount = _("Goods not told"), totals.unnamed_goods
            categories.append(Bar(label, amount, self._plain(amount)))
        sellers = [
            Bar(
                name_or_code(goods.name, goods.code),
                goods.quantity.thousandths,
                f"{format_quantity(goods.quantity)} / {self._plain(goods.goods)}",
            )
            for goods in totals.best_sellers
        ]
        return [
            *self._ranked(_("By category, after discounts"), categories),
            *self._ranked(_("Best sellers: quantity, after discounts"), sellers),
        ]

    # --- words -----------------------------------------------------------------------------

    def _row(self, label: str, pair: CountAndSum) -> tuple[str, str]:
        count, amount = pair
        words = _("{label} ({count})").format(label=label, count=self._plain_count(count))
        return words, self._plain(amount)

    def _money(self, minor: Money) -> str:
        return format_money(minor, self._exponent)

    def _plain(self, minor: Money) -> str:
        return format_plain(minor, self._exponent)

    def _plain_count(self, count: int) -> str:
        return format_plain(count)


def event_net_rows(totals: EventTotals) -> list[tuple[str, Money]]:
    """What net is made of; the rows add up to it."""
    rows = [
        (_("before discounts"), totals.gross),
        (_("discounts"), -totals.discount),
        (_("tax on top"), totals.tax_on_top),
        *((extra_word(code), amount) for code, amount in totals.extras),
        (_("rounding"), totals.rounding),
    ]
    return [rows[0], *(row for row in rows[1:] if row[1])]
