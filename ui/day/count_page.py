"""The page on which the drawer is counted: blind first, then with what should be there."""

from functools import partial

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QScrollArea,
    QSizePolicy,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from pos_app.domain.journal import DrawerSums
from pos_app.domain.money import Money
from pos_app.i18n import _
from pos_app.papers.reasons import reason_words
from pos_app.wording import DIFFERENCE_REASONS, over_short_words
from ui.buttons import BigButton, Button
from ui.cards import Card
from ui.day.count_form import CountForm
from ui.day.day_values import DayView
from ui.keypad import Keypad
from ui.widgets import MoneyLabel, PageTitle, StatusPill, TextLabel, touch_scroll


class CountPage(QWidget):
    """Rows at the left; at the right sum and number pad, and after *Done counting* the answer.

    `counted` and `float_counted` carry a CashCount. `close_wanted` comes from the answer, `left`
    from the way back.
    """

    counted = Signal(object)
    float_counted = Signal(object)
    close_wanted = Signal()
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._is_recounting = False
        self._is_float = False
        self._build()
        self._wire()
        self.retranslate()

    def show_day(self, view: DayView) -> None:
        """Show the answer once there is one; else the pad."""
        if self._is_float:
            return
        drawer = view.report.sums.drawer if view.report is not None else DrawerSums()
        is_answered = drawer.counted is not None and not self._is_recounting
        self.form.setEnabled(not is_answered)
        if is_answered:
            self.answer.show_drawer(drawer, view.reason_from)
        self._sides.setCurrentWidget(self.answer if is_answered else self._pad_side)

    def begin(self, view: DayView) -> None:
        """Start a count: with the rows of the last one, unless something was sold since."""
        self._is_recounting = self._is_float = False
        self.retranslate()
        report = view.report
        before = report.count_before if report is not None and report.count is None else None
        self._moved.setVisible(before is not None)
        self.form.show_count(before or (None if report is None else report.count))
        self.answer.forget_reason()
        self.show_day(view)
        if self.form.isEnabled():
            self.form.start()
        else:
            self.answer.close_button.setFocus()

    def begin_float(self) -> None:
        """Start counting the opening float instead of what is there at the end."""
        self._is_recounting, self._is_float = False, True
        self._moved.hide()
        self.retranslate()
        self.form.setEnabled(True)
        self.form.show_count(None)
        self._sides.setCurrentWidget(self._pad_side)
        self.form.start()

    def retranslate(self) -> None:
        """Set all words in the language of the moment."""
        self.title.show_words(
            _("Opening float in the drawer") if self._is_float else _("Count the cash")
        )
        self._back.setText(_("Back"))
        self._moved.setText(_("Cash was moved after this count. Change what is different now."))
        self._sum_name.setText(_("Counted so far"))
        self.sum.set_name(_("Counted so far"))
        self.done.setText(_("Open the day") if self._is_float else _("Done counting"))
        self.form.retranslate()
        self.keypad.retranslate()
        self.answer.retranslate()

    def _build(self) -> None:
        self.title = PageTitle()
        self._back = Button(icon="arrow-left")
        self.title.buttons.addWidget(self._back)
        self.form = CountForm()
        self.form.setProperty("class", "scrolled")
        self._scroll = self._scrolled(self.form)
        rows = Card()
        rows.body.addWidget(self._scroll)
        self.answer = CountAnswer()
        self._sides = QStackedWidget()
        self._pad_side = self._build_pad()
        self._sides.addWidget(self._pad_side)
        self._sides.addWidget(self.answer)
        below = QHBoxLayout()
        below.setSpacing(16)
        below.addWidget(rows, 5)
        below.addWidget(self._scrolled(self._sides), 4)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(self.title)
        layout.addLayout(below, 1)

    def _scrolled(self, inside: QWidget) -> QScrollArea:
        scroll = QScrollArea()
        scroll.setWidget(inside)
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setMinimumWidth(inside.minimumSizeHint().width() + 14)
        touch_scroll(scroll)
        return scroll

    def _build_pad(self) -> Card:
        card = Card()
        self._sum_name = TextLabel(look="caption")
        self.sum = MoneyLabel(34, 800)
        self._moved = TextLabel(look="note-info", wrap=True)
        self._moved.hide()
        self.keypad = Keypad()
        self.done = BigButton(kind="soft", icon="check")
        card.body.setSpacing(8)
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(self._sum_name)
        head.addWidget(self.sum, 1)
        card.body.addWidget(self._moved)
        card.body.addLayout(head)
        card.body.addWidget(self.keypad)
        card.body.addStretch(1)
        card.body.addWidget(self.done)
        return card

    def _wire(self) -> None:
        self._back.clicked.connect(self.left)
        self.form.edited.connect(self._show_sum)
        self.form.finished.connect(self._finish)
        self.keypad.typed.connect(self.form.take_digits)
        self.keypad.erased.connect(self.form.erase)
        self.done.clicked.connect(self._finish)
        self.answer.recount.clicked.connect(self._count_again)
        self.answer.close_button.clicked.connect(self.close_wanted)
        for row in self.form.rows:
            row.field.entered.connect(self._keep_in_sight)
        self._show_sum()

    @Slot()
    def _show_sum(self) -> None:
        self.sum.show_amount(self.form.count().amount)

    @Slot()
    def _keep_in_sight(self) -> None:
        focused = self.form.focusWidget()
        if focused is not None:
            self._scroll.ensureWidgetVisible(focused, 0, 56)

    @Slot()
    def _finish(self) -> None:
        if not self.form.is_settled():
            return
        if self._is_float:
            self.float_counted.emit(self.form.count())
            return
        self._is_recounting = False
        self.counted.emit(self.form.count())
        if self._sides.currentWidget() is self.answer:
            self.answer.close_button.setFocus()

    @Slot()
    def _count_again(self) -> None:
        self._is_recounting = True
        self.form.setEnabled(True)
        self._sides.setCurrentWidget(self._pad_side)
        self.form.start()


class CountAnswer(Card):
    """What was counted against what should be there, with a word and, if they differ, a reason."""

    def __init__(self) -> None:
        super().__init__()
        self._drawer: DrawerSums | None = None
        self._reason_from: Money = 1
        self._build()
        self.retranslate()

    def why(self) -> str:
        """The code of the reason chosen for a difference; empty for none."""
        return next((code for code, chip in self.reasons.items() if chip.isChecked()), "")

    def forget_reason(self) -> None:
        """Take the chosen reason back."""
        for chip in self.reasons.values():
            chip.setChecked(False)

    def show_drawer(self, drawer: DrawerSums, reason_from: Money = 1) -> None:
        """Show the three figures; a difference of at least `reason_from` asks for a reason."""
        self._reason_from = reason_from
        self._counted.show_amount(drawer.counted)
        self._expected.show_amount(drawer.expected)
        difference = drawer.over_short or 0
        if self._drawer is not None and self._drawer.over_short != drawer.over_short:
            self.forget_reason()  # it was about another difference
        self._drawer = drawer
        self._word.show_status("warning" if difference else "ok", over_short_words(difference))
        asks = bool(difference) and abs(difference) >= reason_from
        self._why.setVisible(asks)
        if not asks:
            self.forget_reason()

    def retranslate(self) -> None:
        """Set all words in the language of the moment."""
        for label, words in zip(
            self._names, (_("Counted"), _("Expected"), _("Difference")), strict=True
        ):
            label.setText(words)
        self._counted.set_name(_("Counted"))
        self._expected.set_name(_("Expected"))
        self._why_title.setText(_("What happened? It may stay open."))
        for code, chip in self.reasons.items():
            chip.setText(reason_words(code))
        self.recount.setText(_("Count again"))
        self.close_button.setText(_("Go on to the close"))
        if self._drawer is not None:
            self.show_drawer(self._drawer, self._reason_from)

    def _build(self) -> None:
        self._counted, self._expected = MoneyLabel(27, 800), MoneyLabel(27, 800)
        self._word = StatusPill()
        self._names = [TextLabel() for _name in range(3)]
        figures = QGridLayout()
        figures.setVerticalSpacing(6)
        for row, widget in enumerate((self._counted, self._expected, self._word)):
            figures.addWidget(self._names[row], row, 0)
            figures.addWidget(widget, row, 1, Qt.AlignmentFlag.AlignRight)
        self.body.setSpacing(8)
        self.body.addLayout(figures)
        self._why = QWidget()
        reasons = QGridLayout(self._why)
        reasons.setContentsMargins(0, 4, 0, 0)
        reasons.setSpacing(8)
        self._why_title = TextLabel(look="caption")
        reasons.addWidget(self._why_title, 0, 0, 1, 2)
        self.reasons = {code: Button() for code in DIFFERENCE_REASONS}
        for place, chip in enumerate(self.reasons.values()):
            chip.setCheckable(True)
            chip.allow_elide()
            chip.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
            chip.clicked.connect(partial(self._keep_only, chip))
            reasons.addWidget(chip, 1 + place // 2, place % 2)
        self.body.addWidget(self._why)
        self.body.addStretch(1)
        self.recount = Button(icon="refresh-cw")
        self.close_button = BigButton(kind="soft", icon="arrow-right")
        self.body.addWidget(self.recount)
        self.body.addWidget(self.close_button)

    def _keep_only(self, chosen: Button, *_checked: bool) -> None:
        # No exclusive group: a reason chosen by mistake can be taken back by another tap.
        for chip in self.reasons.values():
            chip.setChecked(chip is chosen and chosen.isChecked())
