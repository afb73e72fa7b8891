"""The page of a day that is not open: the float, and the days closed before."""

from functools import partial

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from pos_app.domain.money import Money
from pos_app.domain.tender import QRIS
from pos_app.i18n import _, format_long_date, format_money, format_plain, ngettext
from ui.buttons import BigButton, Button
from ui.cards import Card
from ui.day.closed_days import ClosedDaysCard
from ui.day.day_values import DayView, OpenThings
from ui.keypad import Keypad
from ui.money_field import MoneyField
from ui.widgets import IconSign, PageTitle, TextLabel

_CARD_PX = 600
_USUAL_FLOATS: tuple[Money, ...] = (100_000, 200_000)
"""Offered on the first day; from the second on, what was left is."""
_WITH_LIST_FROM_PX = 1100


class OpenPage(QWidget):
    """Opens the day. `opened` carries the float in minor units, `chosen` a ClosedDay."""

    opened = Signal(object)
    as_left = Signal()
    count_wanted = Signal()
    chosen = Signal(object)
    list_wanted = Signal()
    ticks_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._view: DayView | None = None
        self._build()
        self._wire()
        self.retranslate()

    def show_day(self, view: DayView) -> None:
        """Show which day would be opened, and the days before."""
        self._view = view
        self.title.show_words(_("Day"), format_long_date(view.state.today))
        self.closed_days.show_days(view.closed_days)
        left = view.left
        self.left_button.setVisible(left is not None)
        for button in self.usual.values():
            button.setVisible(left is None)
        self._unknown.setVisible(left is None and bool(view.closed_days))
        self.unsure.show_things(view.open_things)
        if left is not None:
            words = _("As left: {amount}") if left.is_counted else _("As it should be: {amount}")
            self.left_button.setText(words.format(amount=format_money(left.amount)))
        self._share_room()

    def start(self) -> None:
        """Put the cursor where the float is typed."""
        self.amount.setFocus()

    def retranslate(self) -> None:
        """Set all words in the language of the moment."""
        self.list_button.setText(_("Closed days"))
        self._card.set_title(_("Open the day"))
        self._caption.setText(_("Opening float in the drawer"))
        self.amount.set_name(_("Opening float in the drawer"))
        self.amount.set_placeholder("0")
        self._unknown.setText(
            _("What was left in the drawer is not known: nobody counted it. Count it now.")
        )
        self.unsure.retranslate()
        self._hint.setText(
            _(
                "You may also start selling at once: the day then opens with a float of 0, and"
                " the float can be typed in until the close."
            )
        )
        self.open_button.setText(_("Open the day"))
        self.count_button.setText(_("Count by denomination"))
        for widget in (self.amount, self.keypad, self.closed_days):
            widget.retranslate()
        if self._view is not None:
            self.show_day(self._view)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the closed days beside the form where there is room, else behind a button."""
        super().resizeEvent(event)
        self._share_room()

    def _share_room(self) -> None:
        has_room = self.width() >= _WITH_LIST_FROM_PX
        has_days = self._view is not None and bool(self._view.closed_days)
        self.closed_days.setVisible(has_room)
        self.list_button.setVisible(has_days)

    def _build(self) -> None:
        self.title = PageTitle()
        self.list_button = Button(icon="history")
        self.title.buttons.addWidget(self.list_button)
        self._card = Card()
        self._card.setMinimumWidth(_CARD_PX)
        self._caption = TextLabel(look="caption")
        self.amount = MoneyField(kind="exact", big=True)
        self.keypad = Keypad()
        self._hint = TextLabel(look="caption", wrap=True)
        self.usual = {amount: Button(format_plain(amount)) for amount in _USUAL_FLOATS}
        usual = QHBoxLayout()
        usual.setSpacing(8)
        for button in self.usual.values():
            button.use_figures()
            usual.addWidget(button, 1)
        self.left_button = Button(icon="history")
        self.left_button.allow_elide()
        self.left_button.hide()
        self.count_button = Button(icon="coins")
        self.count_button.allow_elide()
        self.open_button = BigButton(kind="soft", icon="store")
        form = QVBoxLayout()
        form.setSpacing(8)
        for widget in (self._caption, self.amount):
            form.addWidget(widget)
        form.addLayout(usual)
        self._unknown = TextLabel(look="note-warning", wrap=True)
        self._unknown.hide()
        form.addWidget(self._unknown)
        for button in (self.left_button, self.count_button):
            form.addWidget(button)
        form.addStretch(1)
        form.addWidget(self._hint)
        form.addSpacing(4)
        form.addWidget(self.open_button)
        sides = QHBoxLayout()
        sides.setSpacing(20)
        sides.addLayout(form, 1)
        sides.addWidget(self.keypad)
        self._card.body.addLayout(sides)
        self._card.body.addStretch(1)
        self.closed_days = ClosedDaysCard()
        below = QHBoxLayout()
        below.setSpacing(16)
        below.addWidget(self._card, 1, Qt.AlignmentFlag.AlignTop)
        below.addWidget(self.closed_days, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(12)
        self.unsure = UnseenMoney()
        layout.addWidget(self.title)
        layout.addWidget(self.unsure)
        layout.addLayout(below, 1)

    def _wire(self) -> None:
        self.keypad.typed.connect(self.amount.take_digits)
        self.keypad.erased.connect(self.amount.erase)
        self.amount.accepted.connect(self._open)
        self.open_button.clicked.connect(self._open)
        for amount, button in self.usual.items():
            button.clicked.connect(partial(self._take_usual, amount))
        self.left_button.clicked.connect(self.as_left)
        self.unsure.look_button.clicked.connect(self.ticks_wanted)
        self.count_button.clicked.connect(self.count_wanted)
        self.closed_days.chosen.connect(self.chosen)
        self.list_button.clicked.connect(self.list_wanted)

    def _take_usual(self, amount: Money, *_checked: bool) -> None:
        self.amount.set_value(amount)
        self.open_button.setFocus()

    @Slot()
    @Slot(object)
    def _open(self, *_amount: object) -> None:
        amount = self.amount.commit()
        if self.amount.is_settled():
            self.amount.clear()
            self.opened.emit(amount or 0)


class UnseenMoney(QFrame):
    """Says that money of earlier days was never seen; it stays until somebody looked for it."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("class", "notice-warning")
        self._things = OpenThings()
        self._words = TextLabel(wrap=True)
        self.look_button = Button(icon="list-checks")
        layout = QHBoxLayout(self)
        layout.setContentsMargins(14, 6, 6, 6)
        layout.setSpacing(10)
        layout.addWidget(IconSign("hourglass", "warning", 20))
        layout.addWidget(self._words, 1)
        layout.addWidget(self.look_button)
        self.hide()

    def show_things(self, things: OpenThings) -> None:
        """Come up while there is any; the list to look in holds QRIS alone."""
        self._things = things
        self.retranslate()
        self.look_button.setVisible(any(one.kind == QRIS for one in things.unsure))
        self.setVisible(bool(things.unsure))

    def retranslate(self) -> None:
        """Set the words in the language of the moment."""
        count = len(self._things.unsure)
        amount = format_money(sum(one.amount for one in self._things.unsure))
        words = ngettext(
            "{count} payment whose money nobody has seen, {amount}",
            "{count} payments whose money nobody has seen, {amount}",
            count,
        )
        self._words.setText(words.format(count=count, amount=amount))
        self.look_button.setText(_("Look for it"))
