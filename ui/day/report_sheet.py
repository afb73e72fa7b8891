"""The X report on the screen: the rows of the paper, with the drawer hidden until it is counted."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QVBoxLayout, QWidget

from pos_app.domain.day_report import ToCheck, XReport
from pos_app.domain.money import Money
from pos_app.i18n import _, format_long_date, format_time
from pos_app.papers.day_report import (
    check_label,
    check_words,
    drawer_rows,
    movement_label,
    movement_words,
    net_rows,
    other_checks,
    tender_rows,
)
from pos_app.papers.layout import PaperHeading, short_day
from ui.cards import Card
from ui.day.day_values import DayView
from ui.day.day_words import difference_words
from ui.widgets import FigureLabel, MoneyLabel, Status, StatusPill, TextLabel, clear_layout

_SIDE_BY_SIDE_PX = 560


class ReportSheet(QWidget):
    """Two columns of blocks whose rows add up; one column where there is no room for two."""

    def __init__(self) -> None:
        super().__init__()
        self._build()

    def show_report(self, view: DayView) -> None:
        """Show a reading of the open day.

        The expected cash stays hidden until it is counted, or for whoever may see it before.
        """
        report, heading = view.report, view.heading
        assert report is not None
        for block in self._blocks:
            block.clear()
        self._show_period(report, heading)
        self._show_sales(report, heading)
        self._show_tenders(report, heading)
        self._show_drawer(report, shows_expected=view.shows_expected)
        self._show_movements(report, heading)
        self._show_open(view)
        self._show_checks(report, view)

    def set_room(self, width: int) -> None:
        """Put the blocks side by side where the width allows it."""
        is_wide = width >= _SIDE_BY_SIDE_PX
        direction = QBoxLayout.Direction.LeftToRight if is_wide else QBoxLayout.Direction.Down
        if self._columns.direction() != direction:
            self._columns.setDirection(direction)

    def _build(self) -> None:
        self._period, self._sales, self._tenders = (ReportBlock() for _block in range(3))
        self._drawer, self._checks = ReportBlock(), ReportBlock()
        self._moves, self._open = ReportBlock(), ReportBlock()
        left = (self._period, self._sales, self._open)
        right = (self._tenders, self._drawer, self._moves, self._checks)
        self._blocks = (*left, *right)
        self._columns = QHBoxLayout(self)
        self._columns.setContentsMargins(0, 0, 0, 0)
        self._columns.setSpacing(16)
        for blocks in (left, right):
            column = QVBoxLayout()
            column.setSpacing(16)
            for block in blocks:
                column.addWidget(block)
            column.addStretch(1)
            self._columns.addLayout(column, 1)

    def _show_period(self, report: XReport, heading: PaperHeading) -> None:
        block = self._period
        block.set_title(_("Reading so far (X)"))
        for label, at in ((_("From"), report.from_at), (_("To"), report.to_at)):
            if at is not None:
                local = heading.event.local(at)
                block.words(label, f"{short_day(local)} {format_time(local)}")
        if report.first_no is not None and report.last_no is not None:
            block.words(_("Receipts"), f"{report.first_no:06d} – {report.last_no:06d}")
            whole = report.no_number_missing
            block.sign("ok" if whole else "danger", _numbers_word(is_whole=whole))

    def _show_sales(self, report: XReport, heading: PaperHeading) -> None:
        block, sums = self._sales, report.sums
        block.set_title(_("Sales"))
        block.amount(_counted(_("Sales"), sums.sales[0]), sums.sales[1])
        for label, (count, amount) in ((_("Voids"), sums.voids), (_("Refunds"), sums.refunds)):
            block.amount(_counted(label, count), amount)
        block.line()
        block.amount(_("Net"), sums.net, is_sum=True)
        for label, amount in net_rows(report, heading.taxes):
            block.amount(label, amount, is_quiet=True)

    def _show_tenders(self, report: XReport, heading: PaperHeading) -> None:
        block = self._tenders
        block.set_title(_("Tenders, net"))
        for line in report.pay:
            for label, amount in tender_rows(line, heading):
                block.amount(label, amount)
        if not report.pay:
            block.remark(_("Nothing was sold yet."))
            return
        block.line()
        block.amount(_("Sum"), report.sums.net, is_sum=True)

    def _show_drawer(self, report: XReport, *, shows_expected: bool) -> None:
        block, drawer = self._drawer, report.sums.drawer
        block.set_title(_("Cash in the drawer"))
        if drawer.counted is None and not shows_expected:
            if report.float_is_set:
                block.amount(_("Opening float"), drawer.float_amount)
            else:
                block.words(_("Opening float"), _("not counted"))
            block.remark(_("The expected cash is shown once the drawer has been counted."))
            return
        for label, amount in drawer_rows(report):
            block.amount(label, amount)
        block.line()
        block.amount(_("Expected"), drawer.expected, is_sum=True)
        if drawer.counted is None:
            return
        block.amount(_("Counted"), drawer.counted)
        block.sign("warning" if drawer.over_short else "ok", difference_words(report))

    def _show_movements(self, report: XReport, heading: PaperHeading) -> None:
        """Every movement once, under plain words (D2)."""
        block = self._moves
        block.setVisible(bool(report.movements))
        block.set_title(_("Cash moved"))
        for moved in report.movements:
            if moved.entry.amount:
                block.amount(movement_label(moved), moved.entry.amount)
            else:
                block.words(movement_label(moved), "–")
            block.remark(movement_words(moved, heading))

    def _show_open(self, view: DayView) -> None:
        """What a day cannot be closed over without a look: carts, change owed, money unseen."""
        block, things = self._open, view.open_things
        rows = [
            (_("Parked carts"), len(things.carts)),
            (_("Change owed to buyers"), len(things.owed)),
            (_("Payments nobody has seen"), len(things.unsure)),
        ]
        block.setVisible(any(count for _label, count in rows))
        block.set_title(_("Still open"))
        for label, count in rows:
            if count:
                block.words(label, str(count))

    def _show_checks(self, report: XReport, view: DayView) -> None:
        block, heading = self._checks, view.heading
        block.set_title(_("Please check"))
        older = [u for u in view.open_things.unsure if u.recorded.seq < report.first_seq]
        for unsure in older:
            stamp = unsure.recorded.entry.stamp
            check = ToCheck("unsure", unsure.no, unsure.amount, stamp)
            block.amount(check_label(check), check.amount)
            block.remark(format_long_date(stamp.day))
        for check in report.to_check:
            block.amount(check_label(check), check.amount)
            if check.kind != "unsure":
                block.remark(check_words(check, heading))
        counts = other_checks(report)
        for label, count in counts:
            block.words(label, str(count))
        if not (older or report.to_check or counts):
            block.sign("ok", _("Nothing to check"))


class ReportBlock(Card):
    """A titled block of rows: words at the left, the figure at the right."""

    def __init__(self) -> None:
        super().__init__()
        self.body.setSpacing(6)

    def clear(self) -> None:
        """Take all rows out."""
        clear_layout(self.body)

    def amount(
        self, label: str, minor: Money, *, is_sum: bool = False, is_quiet: bool = False
    ) -> None:
        """A row with an amount; a sum is larger, a part of one quieter."""
        words = TextLabel(label, look="strong" if is_sum else "caption" if is_quiet else "")
        figure = MoneyLabel(17, 800) if is_sum else MoneyLabel(13 if is_quiet else 15, 600)
        figure.set_name(label)
        figure.show_amount(minor)
        self._row(words, figure)

    def words(self, label: str, text: str) -> None:
        """A row whose right side is no amount."""
        figure = FigureLabel()
        figure.setText(text)
        figure.setAlignment(Qt.AlignmentFlag.AlignRight)
        self._row(TextLabel(label), figure)

    def remark(self, text: str) -> None:
        """A quieter sentence over the whole width."""
        self.body.addWidget(TextLabel(text, look="caption", wrap=True))

    def sign(self, status: Status, word: str) -> None:
        """A state with icon and word."""
        self.body.addWidget(StatusPill(status, word), 0, Qt.AlignmentFlag.AlignRight)

    def line(self) -> None:
        """A rule above a sum."""
        rule = QFrame()
        rule.setProperty("class", "line")
        self.body.addWidget(rule)

    def _row(self, left: QWidget, right: QWidget) -> None:
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(left)
        row.addStretch(1)
        row.addWidget(right)
        self.body.addLayout(row)


def _numbers_word(*, is_whole: bool) -> str:
    return _("No number missing") if is_whole else _("Numbers are missing")


def _counted(label: str, count: int) -> str:
    return _("{label} ({count})").format(label=label, count=count)
