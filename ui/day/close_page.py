"""The end of a day on one page, from top to bottom: open things, QRIS, cash, close (ux.md 3.6)."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from pos_app.i18n import _, format_long_date, ngettext
from pos_app.papers.reasons import reason_words
from ui.buttons import BigButton, Button
from ui.cards import Card
from ui.day.day_values import DayView
from ui.day.day_words import difference_words
from ui.day.open_things import OpenThingsCard
from ui.day.scrolled import scrolled
from ui.day.tick_page import ticks_words
from ui.widgets import PageTitle, StatusPill, TextLabel


class ClosePage(QWidget):
    """Every step may be left out but the last; none of them stops it."""

    count_wanted = Signal()
    ticks_wanted = Signal()
    close_wanted = Signal()
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._view: DayView | None = None
        self._why = ""
        self._build()
        self._wire()
        self.retranslate()

    def show_day(self, view: DayView, why: str = "") -> None:
        """Show where the end of the day stands; `why` is the reason chosen for a difference."""
        self._view, self._why = view, why
        state, report = view.state, view.report
        if state.day is None or report is None:
            return
        self.title.show_words(_("Close the day"), format_long_date(state.day))
        self.things.show_things(view.open_things)
        count = len(view.qris)
        words = ngettext("{count} QRIS sale", "{count} QRIS sales", count).format(count=count)
        self._ticks.setText(f"{words}: {ticks_words(view.qris)}" if count else words)
        self.tick_button.setEnabled(bool(count))
        difference = report.sums.drawer.over_short
        self._count.show_status(
            "neutral" if difference is None else "warning" if difference else "ok",
            difference_words(report),
        )
        reason = _("Reason: {reason}").format(reason=reason_words(why)) if why else ""
        self._reason.setText(reason)  # it stays there empty: the button keeps its width
        counted = difference is not None
        self.count_button.setText(_("Look at the count") if counted else _("Count the cash"))

    def start(self) -> None:
        """Put the focus on the next step that makes sense."""
        view = self._view
        is_counted = (
            view is not None
            and view.report is not None
            and view.report.sums.drawer.counted is not None
        )
        things = view.open_things if view is not None else None
        if things is not None and things.undecided and self.things.buttons:
            self.things.buttons[0].setFocus()
        else:
            (self.close_button if is_counted else self.count_button).setFocus()

    def retranslate(self) -> None:
        """Set all words in the language of the moment."""
        self._back.setText(_("Back"))
        self.things.retranslate()
        self._qris.set_title(_("2. QRIS against the merchant's list"))
        self.tick_button.setText(_("Tick off"))
        self._cash.set_title(_("3. Cash in the drawer"))
        self._remark.setText(_("Nothing of this has to be done. A closed day is never changed."))
        self.close_button.setText(_("Close the day"))
        if self._view is not None:
            self.show_day(self._view, self._why)

    def _build(self) -> None:
        self.title = PageTitle()
        self._back = Button(icon="arrow-left")
        self.title.buttons.addWidget(self._back)
        self.things = OpenThingsCard()
        self._qris, self._cash = Card(), Card()
        self._ticks = TextLabel(wrap=True)
        self.tick_button = Button(icon="list-checks")
        self._count, self._reason = StatusPill(), TextLabel(look="caption")
        self.count_button = Button(icon="coins")
        self._qris.body.addLayout(_row(self._ticks, self.tick_button))
        cash = _row(self._count, self._reason, self.count_button, stretch=1)
        self._cash.body.addLayout(cash)
        inside = QWidget()
        steps = QVBoxLayout(inside)
        steps.setContentsMargins(0, 0, 0, 0)
        steps.setSpacing(12)
        for card in (self.things, self._qris, self._cash):
            steps.addWidget(card)
        steps.addStretch(1)
        self._remark = TextLabel(look="caption", wrap=True)
        self.close_button = BigButton(kind="soft", icon="lock")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(12)
        layout.addWidget(self.title)
        layout.addWidget(scrolled(inside), 1)
        layout.addLayout(_row(self._remark, self.close_button))

    def _wire(self) -> None:
        self._back.clicked.connect(self.left)
        self.things.answered.connect(self.count_button.setFocus)
        self.tick_button.clicked.connect(self.ticks_wanted)
        self.count_button.clicked.connect(self.count_wanted)
        self.close_button.clicked.connect(self.close_wanted)


def _row(*widgets: QWidget, stretch: int = 0) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(12)
    for place, widget in enumerate(widgets):
        row.addWidget(widget, int(place == stretch))
    return row
