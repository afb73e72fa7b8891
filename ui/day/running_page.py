"""The page of the open day: its figures, the report so far, and the way to its end."""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLayout, QScrollArea, QVBoxLayout, QWidget

from pos_app.domain.money import Money
from pos_app.i18n import _, format_date, format_long_date
from pos_app.wording import over_short_words
from ui.buttons import BigButton, Button, IconButton, plain_tip
from ui.cards import Card, FigureCard
from ui.day.day_values import DayView
from ui.day.day_words import papers_words
from ui.day.report_sheet import ReportSheet
from ui.money_field import MoneyField
from ui.widgets import IconSign, MoneyLabel, PageTitle, StatusPill, TextLabel, touch_scroll

_SIDE_PX = 300


class RunningPage(QWidget):
    """Shows the open day. `float_typed` carries minor units."""

    count_wanted = Signal()
    close_wanted = Signal()
    list_wanted = Signal()
    move_wanted = Signal()
    ticks_wanted = Signal()
    shifts_wanted = Signal()
    print_wanted = Signal()
    float_typed = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._view: DayView | None = None
        self._build()
        self._wire()
        self.retranslate()

    def show_day(self, view: DayView) -> None:
        """Show the day as it stands."""
        self._view = view
        state, report = view.state, view.report
        assert state.day is not None
        assert report is not None
        self.title.show_words(_("Day"), format_long_date(state.day))
        self.forgotten.show_day(view)
        self._net.show_amount(report.sums.net)
        self._receipts.show_figure(str(report.sums.receipts))
        average = report.average_sale
        if average is None:
            self._average.show_figure("–")
        else:
            self._average.show_amount(average)
        self.sheet.show_report(view)
        self.drawer.show_drawer(view)
        self._list.setVisible(bool(view.closed_days))
        self._ticks.setVisible(bool(view.qris))
        self._shifts.setVisible(bool(view.shifts))

    def start(self) -> None:
        """Put the focus on what is done next on an open day: counting at its end."""
        self.drawer.count_button.setFocus()

    def retranslate(self) -> None:
        """Set all words in the language of the moment."""
        self._list.setText(_("Closed days"))
        self._ticks.setText(_("QRIS list"))
        self._shifts.setText(_("Shifts"))
        self._print.setText(_("Print X"))
        self._print.setToolTip(plain_tip(_("Print the reading so far (X)")))
        self._net.set_caption(_("Net sales"))
        self._receipts.set_caption(_("Receipts"))
        self._average.set_caption(_("Average sale"))
        self.forgotten.retranslate()
        self.drawer.retranslate()
        if self._view is not None:
            self.show_day(self._view)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Let the report use two columns where there is room."""
        super().resizeEvent(event)
        self.sheet.set_room(self.width() - _SIDE_PX - 40)

    def _build(self) -> None:
        self.title = PageTitle()
        self._ticks, self._shifts = Button(icon="list-checks"), Button(icon="users")
        self._print, self._list = Button(icon="printer"), Button(icon="history")
        for button in (self._ticks, self._shifts, self._print, self._list):
            self.title.buttons.addWidget(button)
        self.forgotten = ForgottenDay()
        figures = QHBoxLayout()
        figures.setSpacing(12)
        self._net, self._receipts, self._average = FigureCard(), FigureCard(), FigureCard()
        for card in (self._net, self._receipts, self._average):
            card.note.hide()
            figures.addWidget(card, 1)
        self.sheet = ReportSheet()
        self.sheet.setProperty("class", "scrolled")
        scroll = QScrollArea()
        scroll.setWidget(self.sheet)
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        touch_scroll(scroll)
        self._scroll = scroll
        self.drawer = DrawerCard()
        self.drawer.setFixedWidth(_SIDE_PX)
        left = QVBoxLayout()
        left.setSpacing(12)
        left.addLayout(figures)
        left.addWidget(scroll, 1)
        below = QHBoxLayout()
        below.setSpacing(16)
        below.addLayout(left, 1)
        below.addWidget(self.drawer)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(12)
        layout.addWidget(self.title)
        layout.addWidget(self.forgotten)
        layout.addLayout(below, 1)

    def _wire(self) -> None:
        self._list.clicked.connect(self.list_wanted)
        self._ticks.clicked.connect(self.ticks_wanted)
        self._shifts.clicked.connect(self.shifts_wanted)
        self._print.clicked.connect(self.print_wanted)
        self.drawer.move_button.clicked.connect(self.move_wanted)
        self.forgotten.close_button.clicked.connect(self.close_wanted)
        self.drawer.count_button.clicked.connect(self.count_wanted)
        self.drawer.close_button.clicked.connect(self.close_wanted)
        self.drawer.float_typed.connect(self.float_typed)


class ForgottenDay(QFrame):
    """Says that an earlier day was never closed; never in the way of selling."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("class", "notice-warning")
        self._put_off = False
        self._words = TextLabel(wrap=True)
        self.close_button = Button(icon="lock")
        self.later_button = Button(kind="plain")
        layout = QHBoxLayout(self)
        layout.setContentsMargins(14, 6, 6, 6)
        layout.setSpacing(10)
        layout.addWidget(IconSign("triangle-alert", "warning", 20))
        layout.addWidget(self._words, 1)
        layout.addWidget(self.close_button)
        layout.addWidget(self.later_button)
        self.later_button.clicked.connect(self._wait)
        self.hide()

    def show_day(self, view: DayView) -> None:
        """Come up for a forgotten day that was not put off."""
        state = view.state
        if not state.is_forgotten:
            self._put_off = False
        if state.day is not None:
            self._words.setText(
                _(
                    "{day} was never closed. Close it now or later; selling goes on either way."
                ).format(day=format_date(state.day))
            )
        self.setVisible(state.is_forgotten and not self._put_off)

    def retranslate(self) -> None:
        """Set the words of the buttons in the language of the moment."""
        self.close_button.setText(_("Close it now"))
        self.later_button.setText(_("Later"))

    @Slot()
    def _wait(self) -> None:
        self._put_off = True
        self.hide()


class DrawerCard(Card):
    """The drawer and the end of the day: float, count, close. `float_typed`: minor units."""

    float_typed = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._view: DayView | None = None
        self._build()
        self._wire()
        self.retranslate()

    def show_drawer(self, view: DayView) -> None:
        """Show the float, whether the drawer was counted, and what still waits."""
        self._view = view
        amount = view.state.float_amount
        self._float.show_amount(amount)
        self._float.setVisible(amount is not None)
        self._no_float.setVisible(amount is None)
        self.float_button.set_name(_("Set the float") if amount is None else _("Change the float"))
        self._show_count(view)
        words = papers_words(len(view.waiting) - len(view.held), len(view.held))
        self._waiting.setText(words)
        self._waiting.setVisible(bool(words))

    def retranslate(self) -> None:
        """Set all words in the language of the moment."""
        self.set_title(_("Cash drawer"))
        self._float_name.setText(_("Opening float"))
        self._float.set_name(_("Opening float"))
        self._no_float.show_status("warning", _("not counted"))
        self._field_name.setText(_("Opening float"))
        self.float_field.set_name(_("Opening float"))
        self.float_field.retranslate()
        self.save_button.setText(_("Save"))
        self._count_name.setText(_("Counted at the end"))
        self.move_button.setText(_("Cash in and out"))
        self.count_button.setText(_("Count the cash"))
        self.close_button.setText(_("Close the day"))
        if self._view is not None:
            self.show_drawer(self._view)

    def leave_float(self) -> None:
        """Leave the field of the float without a change, where it is open."""
        if self._asked_float.isVisible():
            self._show_field(is_shown=False)
            self.float_button.setFocus()

    def _show_count(self, view: DayView) -> None:
        difference = view.report.sums.drawer.over_short if view.report is not None else None
        if difference is None:
            self._count.show_status("neutral", over_short_words(None))
        else:
            self._count.show_status("warning" if difference else "ok", over_short_words(difference))

    def _build(self) -> None:
        self._float_name = TextLabel(look="caption")
        self._float = MoneyLabel(22, 700)
        self._float.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self._no_float = StatusPill()
        self.float_button = IconButton("pencil", "")
        self.float_field = MoneyField(kind="exact")
        self.save_button = Button(kind="soft")
        self._count_name = TextLabel(look="caption")
        self._count = StatusPill()
        self._waiting = TextLabel(look="note-info", wrap=True)
        self.move_button = Button(icon="hand-coins")
        self.count_button = BigButton(kind="soft", icon="coins")
        self.close_button = Button(icon="lock")
        self.body.setSpacing(6)
        self._shown_float, self._asked_float = QWidget(), QWidget()
        words = QVBoxLayout()
        words.setSpacing(2)
        for widget in (self._float_name, self._float):
            words.addWidget(widget)
        words.addWidget(self._no_float, 0, Qt.AlignmentFlag.AlignLeft)
        self.body.addWidget(_in_a_row(self._shown_float, words, self.float_button))
        self._field_name = TextLabel(look="caption")
        asked = QVBoxLayout(self._asked_float)
        asked.setContentsMargins(0, 0, 0, 0)
        asked.setSpacing(2)
        asked.addWidget(self._field_name)
        asked.addWidget(_in_a_row(QWidget(), self.float_field, self.save_button))
        self.body.addWidget(self._asked_float)
        counted = QVBoxLayout()
        counted.setSpacing(2)
        counted.addWidget(self._count_name)
        counted.addWidget(self._count, 0, Qt.AlignmentFlag.AlignLeft)
        self.body.addLayout(counted)
        self.body.addWidget(self._waiting)
        self.body.addStretch(1)
        self.body.addWidget(self.move_button)
        self.body.addWidget(self.count_button)
        self.body.addWidget(self.close_button)
        self._show_field(is_shown=False)

    def _wire(self) -> None:
        self.float_button.clicked.connect(self._ask_float)
        self.save_button.clicked.connect(self._save_float)
        self.float_field.accepted.connect(self._save_float)

    def _show_field(self, *, is_shown: bool) -> None:
        self._asked_float.setVisible(is_shown)
        self._shown_float.setVisible(not is_shown)

    @Slot()
    def _ask_float(self) -> None:
        amount: Money | None = self._view.state.float_amount if self._view is not None else None
        self.float_field.set_value(amount)
        self._show_field(is_shown=True)
        self.float_field.setFocus()
        self.float_field.field.selectAll()

    @Slot()
    @Slot(object)
    def _save_float(self, *_amount: object) -> None:
        amount = self.float_field.commit()
        if not self.float_field.is_settled():
            return
        self._show_field(is_shown=False)
        self.float_button.setFocus()
        if amount is not None:
            self.float_typed.emit(amount)


def _in_a_row(place: QWidget, wide: QWidget | QLayout, narrow: QWidget) -> QWidget:
    """Put something that takes the room and a button beside it into a place."""
    layout = QHBoxLayout(place)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(8)
    if isinstance(wide, QLayout):
        layout.addLayout(wide, 1)
    else:
        layout.addWidget(wide, 1)
    layout.addWidget(narrow, 0, Qt.AlignmentFlag.AlignTop)
    return place
