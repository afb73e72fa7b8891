"""What each person did since the last close, where people take turns (D12)."""

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from pos_app.domain.shift_report import ShiftReport
from pos_app.i18n import _, format_clock
from pos_app.papers.layout import PaperHeading
from ui.buttons import Button
from ui.day.day_values import DayView
from ui.day.report_sheet import ReportBlock
from ui.day.scrolled import scrolled
from ui.widgets import PageTitle, clear_layout


class ShiftPage(QWidget):
    """A block for each person; `print_wanted` carries a code such as k2."""

    print_wanted = Signal(str)
    lock_wanted = Signal()
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._view: DayView | None = None
        self.print_buttons: dict[str, Button] = {}
        self._build()
        self._back.clicked.connect(self.left)
        self.lock_button.clicked.connect(self.lock_wanted)
        self.retranslate()

    def show_day(self, view: DayView) -> None:
        """Show the people's parts of the open period."""
        is_same = self._view is not None and self._view.shifts == view.shifts
        self._view = view
        if is_same and self.print_buttons:
            return
        clear_layout(self._blocks)
        self.print_buttons = {}
        for shift in view.shifts:
            self._blocks.addWidget(self._block(shift, view.heading))
        self._blocks.addStretch(1)

    def retranslate(self) -> None:
        """Set all words in the language of the moment."""
        self.title.show_words(_("Shifts"), _("The drawer belongs to the till, not to a person."))
        self._back.setText(_("Back"))
        self.lock_button.setText(_("Lock, change operator"))
        if self._view is not None:
            view, self._view = self._view, None
            self.show_day(view)

    def _block(self, shift: ShiftReport, heading: PaperHeading) -> ReportBlock:
        block, sums = ReportBlock(), shift.sums
        block.set_title(heading.operator(shift.op) or _("Nobody signed in"))
        begun, ended = (heading.event.local(at) for at in (shift.from_at, shift.to_at))
        block.words(_("From – to"), f"{format_clock(begun)} – {format_clock(ended)}")
        block.words(_("Receipts"), str(sums.receipts))
        block.amount(_("Net"), sums.net, is_sum=True)
        for kind, amount in sums.pay:
            block.amount(heading.tender_word(kind), amount, is_quiet=True)
        moves = (sums.drawer.paid_in, sums.drawer.paid_out, sums.drawer.dropped)
        names = (_("Paid in"), _("Paid out"), _("Dropped to the safe"))
        for name, amount in zip(names, moves, strict=True):
            if amount:
                block.amount(name, amount)
        if shift.op:
            button = Button(_("Print"), icon="printer")
            button.clicked.connect(partial(self._want_print, shift.op))
            block.head.addWidget(button)
            self.print_buttons[shift.op] = button
        return block

    def _want_print(self, op: str, *_checked: bool) -> None:
        self.print_wanted.emit(op)

    def _build(self) -> None:
        self.title = PageTitle()
        self._back = Button(icon="arrow-left")
        self.lock_button = Button(icon="lock", key="lock")
        self.title.buttons.addWidget(self.lock_button)
        self.title.buttons.addWidget(self._back)
        inside = QWidget()
        self._blocks = QVBoxLayout(inside)
        self._blocks.setContentsMargins(0, 0, 0, 0)
        self._blocks.setSpacing(12)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(12)
        layout.addWidget(self.title)
        layout.addWidget(scrolled(inside), 1)
