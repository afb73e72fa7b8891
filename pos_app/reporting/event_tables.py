"""The event's totals as tables, one subject each, every sum with its check beside it."""

from collections.abc import Iterable

from pos_app.domain.event_totals import BoothTotal, EventTotals, all_booths
from pos_app.domain.identity import EventPack
from pos_app.domain.money import Money
from pos_app.domain.turnover import SoldGoods
from pos_app.i18n import _, format_time
from pos_app.papers.layout import short_date, tender_word
from pos_app.reporting.event_appendix import coverage_state_words, open_points
from pos_app.reporting.event_pdf import event_net_rows
from pos_app.reporting.page import goods_name
from pos_app.reporting.tables import Cell, Column, Convention, Table, csv_bytes, xlsx

_Row = tuple[Cell, ...]


def event_tables(totals: EventTotals, pack: EventPack) -> tuple[Table, ...]:
    """Summary, booths, days, hours, tenders, regions, categories, best sellers, open points."""
    return _EventTables(totals, pack).all()


def event_xlsx(totals: EventTotals, pack: EventPack) -> bytes:
    """All tables of the event as one workbook."""
    at = pack.event.local(totals.coverage.as_of)
    return xlsx(event_tables(totals, pack), title=pack.event.name, made_at=at)


def event_csv(totals: EventTotals, pack: EventPack, convention: Convention = "programs") -> bytes:
    """The table of booths as CSV, for programs or for Excel as it is set up in Indonesia."""
    return csv_bytes(_EventTables(totals, pack).booths(), convention)


class _EventTables:
    """The tables of one reading."""

    def __init__(self, totals: EventTotals, pack: EventPack) -> None:
        self._totals = totals
        self._pack = pack
        self._exponent = pack.event.exponent

    def all(self) -> tuple[Table, ...]:
        return (
            self._summary(),
            self.booths(),
            self._counted(_("Days"), Column(_("Day"), "day"), self._totals.days),
            self._counted(_("Hours"), Column(_("Hour"), "count"), self._totals.hours),
            self._tenders(),
            self._counted(_("Regions"), Column(_("Region")), self._totals.regions),
            self._goods(_("Categories"), self._totals.categories),
            self._goods(_("Best sellers"), self._totals.best_sellers),
            self._open(),
        )

    def _table(self, name: str, columns: tuple[Column, ...], rows: Iterable[_Row]) -> Table:
        return Table(name, columns, tuple(rows), self._exponent)

    def _summary(self) -> Table:
        totals, coverage = self._totals, self._totals.coverage
        at = self._pack.event.local(coverage.as_of)
        today = self._pack.event.business_day(coverage.as_of)
        to_come = coverage.to_come(today)
        received = _("{received} of {expected}").format(
            received=coverage.received, expected=coverage.expected_by(today)
        )
        rows: list[_Row] = [
            (_("Event"), None, None, self._pack.event.name),
            (_("As of"), None, None, f"{short_date(at)} {format_time(at)}"),
            (_("Booth days received"), None, None, received),
            *([(_("Booth days still to come"), to_come, None, "")] if to_come else []),
            (_("Coverage"), None, None, coverage_state_words(coverage, today)),
            (_("Sales"), *totals.sales, ""),
            (_("Voids"), *totals.voids, ""),
            (_("Refunds"), *totals.refunds, ""),
            (_("Net"), totals.receipts, totals.net, ""),
            *((label, None, amount, "") for label, amount in event_net_rows(totals)),
            (_("Direct sales"), *totals.direct_sales, ""),
            (_("Orders delivered"), *totals.delivered, ""),
            (_("Down payments taken"), *totals.orders, _("beside the net")),
            (_("Not yet certain"), *totals.unsure, _("inside the net")),
            (_("Mean of the booths"), None, totals.booth_mean, ""),
            (_("Median of the booths"), None, totals.booth_median, ""),
            *self._checks(),
        ]
        columns = (
            Column(_("What")),
            Column(_("Count"), "count"),
            Column(_("Amount"), "money"),
            Column(_("Remark")),
        )
        return self._table(_("Summary"), columns, rows)

    def _checks(self) -> list[_Row]:
        """The same total by other ways."""
        totals = self._totals
        sums: list[tuple[str, Money]] = [
            (_("Sum of the booths"), sum(booth.net for booth in totals.booths)),
            (_("Sum of the days"), sum(net for _day, _count, net in totals.days)),
            (_("Sum of the tenders"), sum(amount for _kind, amount in totals.pay)),
        ]
        return [
            (label, None, amount, _("matches") if amount == totals.net else _("DOES NOT MATCH"))
            for label, amount in sums
        ]

    def booths(self) -> Table:
        kinds = [kind for kind, _amount in self._totals.pay]
        unsure = [kind for kind, _count, _amount in self._totals.unsure_pay]
        columns = (
            Column(_("Booth")),
            Column(_("Name")),
            Column(_("Region")),
            Column(_("Receipts"), "count"),
            Column(_("Before discounts"), "money"),
            Column(_("Discounts"), "money"),
            Column(_("Voids"), "money"),
            Column(_("Refunds"), "money"),
            Column(_("Net"), "money"),
            *(Column(self._tender(kind), "money") for kind in kinds),
            *(Column(self._unsure_heading(kind), "money") for kind in unsure),
        )
        rows: list[_Row] = [
            (
                booth.booth_id,
                booth.name,
                booth.region,
                booth.receipts,
                booth.gross,
                -booth.discount,
                booth.voids[1],
                booth.refunds[1],
                booth.net,
                *(dict(booth.pay).get(kind, 0) for kind in kinds),
                *(_unsure_at(booth, kind) for kind in unsure),
            )
            for booth in all_booths(self._totals, self._pack)
        ]
        return self._table(_("Booths"), columns, rows)

    def _counted(self, name: str, first: Column, rows: Iterable[_Row]) -> Table:
        columns = (first, Column(_("Receipts"), "count"), Column(_("Net"), "money"))
        return self._table(name, columns, rows)

    def _tenders(self) -> Table:
        columns = (
            Column(_("Code")),
            Column(_("Tender")),
            Column(_("Amount"), "money"),
            Column(_("Not yet certain"), "money"),
        )
        rows = (
            (kind, self._tender(kind), amount, self._totals.unsure_of(kind)[1])
            for kind, amount in self._totals.pay
        )
        return self._table(_("Tenders"), columns, rows)

    def _tender(self, kind: str) -> str:
        return tender_word(kind, self._pack.tender_names)

    def _unsure_heading(self, kind: str) -> str:
        return _("{tender} NOT YET CERTAIN").format(tender=self._tender(kind))

    def _goods(self, name: str, goods: Iterable[SoldGoods]) -> Table:
        columns = (
            Column(_("Code")),
            Column(_("Name")),
            Column(_("Quantity"), "quantity"),
            Column(_("After discounts"), "money"),
        )
        rows = (
            (one.code, goods_name(one.name, one.code), one.quantity, one.goods) for one in goods
        )
        return self._table(name, columns, rows)

    def _open(self) -> Table:
        coverage = self._totals.coverage
        columns = (
            Column(_("What")),
            Column(_("Booth")),
            Column(_("Till")),
            Column(_("Day"), "day"),
            Column(_("First entry"), "count"),
            Column(_("Last entry"), "count"),
            Column(_("Amount"), "money"),
        )
        missing, by_slip, gaps, disputed, aside, refused, outside = (
            label for label, _count in open_points(self._totals, self._pack)
        )
        today = self._pack.event.business_day(coverage.as_of)
        rows: list[_Row] = [
            *((missing, booth, "", day, None, None, None) for booth, day in coverage.due(today)),
            *((by_slip, booth, "", day, None, None, None) for booth, day in coverage.by_slip),
            *((gaps, g.booth_id, g.dev, None, g.first, g.last, g.net) for g in coverage.gaps),
            *((disputed, booth, dev, None, n, None, None) for booth, dev, n in coverage.disputed),
            *((outside, o.booth_id, o.dev, None, None, None, o.net) for o in self._totals.outside),
        ]
        if coverage.aside:
            rows.append((f"{aside}: {coverage.aside}", "", "", None, None, None, None))
        if coverage.refused:
            rows.append((f"{refused}: {coverage.refused}", "", "", None, None, None, None))
        return self._table(_("Open points"), columns, rows)


def _unsure_at(booth: BoothTotal, kind: str) -> Money:
    return sum(amount for one, _count, amount in booth.unsure_pay if one == kind)
