"""The one question on the way to the end of the day. Nothing in it blocks the close."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from pos_app.i18n import _, format_long_date, format_money, ngettext
from ui.buttons import BigButton
from ui.day.day_values import DayView
from ui.day.day_words import difference_words, paper_reason, paper_status, receipts_words
from ui.widgets import ElidedLabel, Status, StatusPill, TextLabel

_MOST_LISTED = 4


class CloseDialog(QDialog):
    """Shows what is closed and what still waits; *Back* is the safe answer and the default."""

    confirmed = Signal()

    def __init__(self, view: DayView, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._view = view
        self._build()
        self._wire()

    def _build(self) -> None:
        view, report = self._view, self._view.report
        assert report is not None
        assert view.state.day is not None
        self.setWindowTitle(_("Close the day"))
        day = format_long_date(view.state.day)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 20, 24, 20)
        layout.setSpacing(12)
        title = _("Close {day}?").format(day=day)
        layout.addWidget(TextLabel(title, look="page-title", wrap=True))
        sums = _("{receipts}, {net} net").format(
            receipts=receipts_words(report.sums.receipts),
            net=format_money(report.sums.net, true_minus=True),
        )
        layout.addWidget(TextLabel(sums, look="strong"))
        difference = report.sums.drawer.over_short
        status: Status = "neutral" if difference is None else "warning" if difference else "ok"
        words = _("Drawer: {state}").format(state=difference_words(report))
        layout.addWidget(StatusPill(status, words))
        for words in _open_words(view):
            layout.addWidget(TextLabel(words, wrap=True))
        self._add_waiting(layout)
        remark = _("A closed day gets its number and is never changed. What follows is a new day.")
        layout.addWidget(TextLabel(remark, look="caption", wrap=True))
        self.back = BigButton(_("Back"), icon="arrow-left")
        self.back.setAutoDefault(True)
        self.back.setDefault(True)
        self.close_button = BigButton(_("Close the day"), kind="soft", icon="lock")
        buttons = QHBoxLayout()
        buttons.setSpacing(12)
        buttons.addWidget(self.back, 1)
        buttons.addWidget(self.close_button, 1)
        layout.addSpacing(4)
        layout.addLayout(buttons)
        self.setMinimumWidth(580)

    def _add_waiting(self, layout: QVBoxLayout) -> None:
        waiting = self._view.waiting
        if not waiting:
            return
        count = len(waiting)
        words = ngettext(
            "{count} paper is not out yet. It keeps waiting after the close:",
            "{count} papers are not out yet. They keep waiting after the close:",
            count,
        ).format(count=count)
        layout.addWidget(TextLabel(words, wrap=True))
        rows = QGridLayout()
        rows.setHorizontalSpacing(12)
        rows.setVerticalSpacing(6)
        rows.setColumnStretch(2, 1)
        for row, paper in enumerate(waiting[:_MOST_LISTED]):
            rows.addWidget(TextLabel(paper.number), row, 0)
            status = paper_status(paper, is_held=paper.job_id in self._view.held)
            rows.addWidget(StatusPill(*status), row, 1)
            rows.addWidget(ElidedLabel(paper_reason(paper), look="caption"), row, 2)
        layout.addLayout(rows)
        rest = count - _MOST_LISTED
        if rest > 0:
            more = ngettext("and {count} more", "and {count} more", rest).format(count=rest)
            layout.addWidget(TextLabel(more, look="caption"))

    def _wire(self) -> None:
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.back.clicked.connect(self.reject)
        self.close_button.clicked.connect(self.accept)
        self.accepted.connect(self.confirmed)


def _open_words(view: DayView) -> list[str]:
    """What is still open and stays so: money nobody saw, change owed, parked carts (D10)."""
    things = view.open_things
    unsure, owed, carts = things.unsure, things.owed, things.carts
    rows: list[tuple[int, int, str]] = [
        (
            len(unsure),
            sum(one.amount for one in unsure),
            ngettext(
                "{count} payment nobody has seen yet, {amount}",
                "{count} payments nobody has seen yet, {amount}",
                len(unsure),
            ),
        ),
        (
            len(owed),
            sum(one.amount for one in owed),
            ngettext(
                "Change owed to {count} buyer, {amount}",
                "Change owed to {count} buyers, {amount}",
                len(owed),
            ),
        ),
        (
            len(carts),
            sum(one.cart.total for one in carts),
            ngettext(
                "{count} parked cart goes over to the next day, {amount}",
                "{count} parked carts go over to the next day, {amount}",
                len(carts),
            ),
        ),
    ]
    return [
        words.format(count=count, amount=format_money(amount))
        for count, amount, words in rows
        if count
    ]
