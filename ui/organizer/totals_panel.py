"""The event's figures: cards with their coverage, tenders as ranked bars, booths and days."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from pos_app.domain.money import half_up
from pos_app.i18n import _, day_name, format_money, ngettext
from pos_app.papers.layout import short_day, tender_word
from ui.buttons import Button
from ui.cards import Card, FigureCard
from ui.organizer.board_words import (
    booth_state,
    count_words,
    coverage_status,
    coverage_words,
    look_rows,
    silent_booths,
)
from ui.organizer.figure_table import Cell, Column, FigureTable
from ui.organizer.office import BoardState
from ui.organizer.ranked_bars import RankedBar, RankedBars

_MOST_IDS = 3
_NARROW_COLUMNS = 3


class FigureCards(QWidget):
    """Net, receipts, average, booths that reported, and how much needs a look."""

    def __init__(self) -> None:
        super().__init__()
        self.net, self.receipts, self.average = FigureCard(), FigureCard(), FigureCard()
        self.booths, self.look = FigureCard(), FigureCard()
        self._cards = (self.net, self.receipts, self.average, self.booths, self.look)
        self._above, self._below = QHBoxLayout(), QHBoxLayout()
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        for row in (self._above, self._below):
            row.setSpacing(12)
            self._layout.addLayout(row)
        for card in self._cards:
            card.note.setWordWrap(True)
        self.set_narrow(is_narrow=False)
        self.retranslate()

    def set_narrow(self, *, is_narrow: bool) -> None:
        """Two rows in a narrow window, else one."""
        columns = _NARROW_COLUMNS if is_narrow else len(self._cards)
        for place, card in enumerate(self._cards):
            # The net takes more room: its amount is the longest and the first one looked for.
            row = self._above if place < columns else self._below
            row.addWidget(card, 5 if place == 0 else 4)
        self._layout.setSpacing(12 if is_narrow else 0)

    def show_state(self, state: BoardState) -> None:
        """Show the figures, the net never without what it includes."""
        totals, coverage = state.totals, state.totals.coverage
        status = coverage_status(coverage)
        self.net.show_amount(totals.net)
        self.net.show_note(coverage_words(coverage), status)
        self.receipts.show_figure(count_words(totals.receipts))
        self.receipts.show_note(_taken_back_words(totals.voids[0], totals.refunds[0]))
        if totals.receipts:
            self.average.show_amount(half_up(totals.net, totals.receipts))
        else:
            self.average.show_figure("–")
        mean = totals.booth_mean
        words = "" if mean is None else _("{amount} per booth").format(amount=format_money(mean))
        self.average.show_note(words)
        self._show_booths(state)
        points = len(look_rows(state))
        self.look.show_figure(count_words(points))
        words = _("listed below with the next step") if points else _("nothing is open")
        self.look.show_note(words, "warning" if points else "ok")

    def retranslate(self) -> None:
        """Set the captions; whoever knows the event shows the figures anew."""
        self.net.set_caption(_("Net sales"))
        self.receipts.set_caption(_("Receipts"))
        self.average.set_caption(_("Average per receipt"))
        self.booths.set_caption(_("Booths that reported"))
        self.look.set_caption(_("Please look"))

    def _show_booths(self, state: BoardState) -> None:
        silent = silent_booths(state)
        booths = len(state.pack.booths)
        figure = _("{reported} of {booths}").format(reported=booths - len(silent), booths=booths)
        self.booths.show_figure(figure)
        if not silent:
            self.booths.show_note(_("no booth is silent"), "ok")
            return
        names = ", ".join(silent[:_MOST_IDS])
        more = len(silent) - _MOST_IDS
        if more > 0:
            words = ngettext(
                "not yet: {names} and {count} more", "not yet: {names} and {count} more", more
            )
            self.booths.show_note(words.format(names=names, count=more), "warning")
        else:
            self.booths.show_note(_("not yet: {names}").format(names=names), "warning")


class TenderCard(Card):
    """How it was paid, the largest first."""

    def __init__(self) -> None:
        super().__init__()
        self.bars = RankedBars()
        self.body.addWidget(self.bars)
        self.retranslate()

    def show_state(self, state: BoardState) -> None:
        """Show the tenders with their shares of the net."""
        totals = state.totals
        self.bars.show_bars(
            [
                RankedBar(
                    tender_word(kind, state.pack.tender_names),
                    _figure_with_share(amount, totals.net),
                    amount,
                )
                for kind, amount in totals.pay
            ]
        )

    def retranslate(self) -> None:
        """Set the title."""
        self.set_title(_("Tenders"))


class BoothCard(Card):
    """All booths of the pack, also the silent ones, sortable by every column."""

    def __init__(self) -> None:
        super().__init__()
        self.table = FigureTable(_booth_columns)
        self.sort = Button(kind="plain", icon="arrow-down")
        self.head.addWidget(self.sort)
        self.body.addWidget(self.table)
        self.table.allow_sorting(0, Qt.SortOrder.AscendingOrder)
        self.sort.clicked.connect(self.table.sort_by_next)
        self.table.horizontalHeader().sortIndicatorChanged.connect(self._name_order)
        self.retranslate()

    def show_state(self, state: BoardState) -> None:
        """Show the booths in the order chosen before."""
        self.table.show_rows(_booth_rows(state))

    def retranslate(self) -> None:
        """Set the title; whoever knows the event shows the rows anew."""
        self.set_title(_("Booths"))
        self.table.setAccessibleName(_("Booths with receipts, net sales and state"))
        self._name_order()

    def _name_order(self) -> None:
        title = _booth_columns()[self.table.sort_column()].title
        self.sort.setText(_("Order: {column}").format(column=title))


class DayCard(Card):
    """What each day of the event brought, and how many of its booths reported."""

    def __init__(self) -> None:
        super().__init__()
        self.table = FigureTable(_day_columns)
        self.body.addWidget(self.table)
        self.retranslate()

    def show_state(self, state: BoardState) -> None:
        """Show the event's days, also those without a sale."""
        coverage = state.totals.coverage
        brought = {day: (receipts, net) for day, receipts, net in state.totals.days}
        rows = []
        for day in state.pack.event.days:
            receipts, net = brought.get(day, (0, 0))
            expected = sum(one == day for _booth, one in coverage.expected)
            arrived = expected - sum(one == day for _booth, one in coverage.missing)
            share = _("{reported} of {booths}").format(reported=arrived, booths=expected)
            rows.append(
                (
                    Cell(f"{day_name(day)[:3]}, {short_day(day)}", day.isoformat()),
                    Cell(count_words(receipts), receipts),
                    Cell(format_money(net, true_minus=True), net),
                    Cell(share, arrived),
                )
            )
        self.table.show_rows(rows)

    def retranslate(self) -> None:
        """Set the title; whoever knows the event shows the rows anew."""
        self.set_title(_("Days"))
        self.table.setAccessibleName(_("Days with receipts and net sales"))


def _day_columns() -> Sequence[Column]:
    return (
        Column(_("Day"), is_wide=True),
        Column(_("Receipts"), is_figure=True),
        Column(_("Net"), is_figure=True),
        Column(_("Reported"), is_figure=True),
    )


def _booth_columns() -> Sequence[Column]:
    return (
        Column(_("Booth")),
        Column(_("Name"), is_wide=True),
        Column(_("Receipts"), is_figure=True),
        Column(_("Net"), is_figure=True),
        Column(_("State")),
    )


def _booth_rows(state: BoardState) -> list[tuple[Cell, ...]]:
    brought = {one.booth_id: one for one in state.totals.booths}
    named = {one.booth_id: one.name for one in state.pack.booths}
    rows: list[tuple[Cell, ...]] = []
    for booth_id in [*named, *(one for one in brought if one not in named)]:
        total, how = brought.get(booth_id), booth_state(state, booth_id)
        receipts, net = (total.receipts, total.net) if total else (0, 0)
        rows.append(
            (
                Cell(booth_id, booth_id.casefold()),
                Cell(named.get(booth_id, ""), named.get(booth_id, "").casefold()),
                Cell(count_words(receipts), receipts),
                Cell(format_money(net, true_minus=True), net),
                Cell(how.word, how.rank, how.status),
            )
        )
    return rows


def _taken_back_words(voids: int, refunds: int) -> str:
    parts = []
    if voids:
        parts.append(ngettext("{count} void", "{count} voids", voids).format(count=voids))
    if refunds:
        words = ngettext("{count} refund", "{count} refunds", refunds)
        parts.append(words.format(count=refunds))
    return _("including {parts}").format(parts=", ".join(parts)) if parts else ""


def _figure_with_share(amount: int, whole: int) -> str:
    money = format_money(amount, true_minus=True)
    if whole <= 0 or amount < 0:
        return money
    return f"{money} · {half_up(amount * 100, whole)}%"
